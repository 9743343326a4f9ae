import assert from "node:assert/strict";
import { test } from "node:test";
import type { Desk, Fact, StaffEvent } from "../wire.ts";
import { desk, item, me } from "./desk-of-tests.ts";
import { given, giverOf, unreadCount, written } from "./given.ts";

test("what comes to me without my doing is found", () => {
  const mine = item("1", { state: "live" });
  const asks = item("2", { preferred: true });
  const cases: [string, Desk, Desk, string[]][] = [
    ["it is pushed", desk([item("1")]), desk([], { mine: [mine] }), ["held h-1"]],
    ["it was mine", desk([], { mine: [mine] }), desk([], { mine: [mine] }), []],
    ["it asks for me", desk([item("3")]), desk([item("3"), asks]), ["asks h-2"]],
    ["it has asked before", desk([asks]), desk([asks]), []],
    ["I gave it back", desk([], { mine: [asks] }), desk([asks]), []],
  ];
  for (const [what, before, next, want] of cases) {
    assert.deepEqual(given(before, next).map(({ how, item: one }) => `${how} ${one.handoff}`), want, what);
  }
});

test("new words are those since the last picture, and what sleeps wakes by itself", () => {
  const said = (more = {}) => item("1", { state: "live", unread: 1, last_at: "2026-11-22T12:05:00Z", ...more });
  const before = item("1", { state: "live" });
  const found = (old: typeof before, now: typeof before) => written(desk([], { mine: [old] }), desk([], { mine: [now] })).length;
  assert.equal(found(before, said()), 1);
  assert.equal(found(said(), said()), 0);
  assert.equal(found(said(), said({ last_at: "2026-11-22T12:06:00Z", unread: 2 })), 1);
  assert.equal(found({ ...before, snoozed_until: "2026-11-22T13:00:00Z" }, said()), 0);
  assert.equal(written(desk([]), desk([], { mine: [said()] })).length, 0);
});

test("unread conversations count, but not the one before my eyes", () => {
  const all = desk([item("9", { unread: 4 })], { mine: [item("1", { unread: 2 }), item("2", { unread: 1 }), item("3")] });
  assert.equal(unreadCount(all, undefined), 2);
  assert.equal(unreadCount(all, "c-1"), 1);
});

test("who gave it is whoever passed it on last, unless somebody else has had it since", () => {
  const handoff = "h-1";
  const queued: Fact = { type: "handoff.queued", data: { handoff, reason: { code: "user_request", evidence: [] } } };
  const passed: Fact = { type: "handoff.transferred", data: { handoff, agent: "b", name: "박준호", queue: "loan", comment: "서류" } };
  const claimed = (agent: string): Fact => ({ type: "handoff.claimed", data: { handoff, agent, name: agent } });
  const moved = (to: string): Fact => ({ type: "handoff.reassigned", data: { handoff, agent: "l", name: "최소라", from: "b", to, to_name: to, comment: "" } });
  const cases: [Fact[], string | undefined][] = [
    [[queued, claimed(me.id)], undefined],
    [[queued, claimed("b"), passed, claimed(me.id)], "박준호"],
    [[queued, claimed("b"), passed], "박준호"],
    [[queued, claimed("b"), passed, claimed("d")], undefined],
    [[queued, claimed("b"), moved(me.id), claimed(me.id)], "최소라"],
    [[queued, claimed("b"), moved("d")], undefined],
    [[queued, claimed("b"), passed, queued], undefined],
  ];
  for (const [facts, want] of cases) {
    const events = facts.map((fact, index): StaffEvent => ({ seq: index + 1, at: "2026-11-22T12:00:00Z", fact }));
    assert.equal(giverOf(events, me.id)?.name, want);
  }
});
