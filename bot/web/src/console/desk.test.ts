import assert from "node:assert/strict";
import { test } from "node:test";
import type { Priority } from "../wire.ts";
import { desk, item, me } from "./desk-of-tests.ts";
import { arrivals, isLate, keepSame, locate, narrowed, neighbour, rows, search, views, whispers, type Only } from "./desk.ts";

const prio = (id: string, priority: Priority) => item(id, { priority });

test("emergencies stand first and everything else keeps the server's order", () => {
  const shown = rows(
    desk([prio("1", "normal"), prio("2", "emergency"), prio("3", "urgent"), prio("4", "emergency")]),
    "waiting",
  );
  assert.deepEqual(
    shown.map((one) => one.handoff),
    ["h-2", "h-4", "h-1", "h-3"],
  );
});

test("only leads see what others hold", () => {
  assert.ok(!views("agent").includes("others"));
  assert.ok(views("lead").includes("others"));
});

test("the neighbour is another conversation and never lies beyond the ends", () => {
  const items = [item("1"), item("2"), item("2", { handoff: "h-2b" }), item("3")];
  const cases: [string | undefined, 1 | -1, string | undefined][] = [
    [undefined, 1, "c-1"],
    [undefined, -1, "c-3"],
    ["c-1", 1, "c-2"],
    ["c-2", 1, "c-3"],
    ["c-3", 1, undefined],
    ["c-1", -1, undefined],
    ["c-9", 1, "c-1"],
  ];
  for (const [from, by, to] of cases) assert.equal(neighbour(items, from, by)?.conversation, to);
});

test("a wait is late only past its due time and only before the first words", () => {
  const now = Date.parse("2026-11-22T12:10:01Z");
  assert.ok(isLate(item("1"), now));
  assert.ok(isLate(item("1", { state: "claimed" }), now));
  assert.ok(!isLate(item("1", { state: "live" }), now));
  assert.ok(!isLate(item("1"), now - 2000));
});

test("an open conversation is found where it is held, before where it ended", () => {
  const all = desk([], { mine: [item("1", { handoff: "h-new" })], done: [item("1")] });
  assert.equal(locate(all, "c-1")?.item.handoff, "h-new");
  assert.equal(locate(all, "c-7"), undefined);
});

test("an arrival is a waiting handoff that was not known", () => {
  assert.deepEqual(
    arrivals(new Set(["h-1"]), desk([item("1"), item("2")])).map((one) => one.handoff),
    ["h-2"],
  );
});

test("a search needs every word and looks at names and last words", () => {
  const all = desk([
    item("1", { name: "김*수", last_words: "카드가 안 와요" }),
    item("2", { name: "James", last_words: "my card" }),
  ]);
  assert.deepEqual(
    search(all, "김 카드").map((one) => one.name),
    ["김*수"],
  );
  assert.deepEqual(
    search(all, "JAMES").map((one) => one.name),
    ["James"],
  );
  assert.equal(search(all, "").length, 2);
});

test("a view narrows to one queue or to one agent", () => {
  const items = [
    item("1", { queue: "card", agent: me }),
    item("2", { queue: "loan" }),
    item("3", { queue: "card", agent: { ...me, id: "b" } }),
  ];
  const cases: [Only, string[]][] = [
    [{}, ["h-1", "h-2", "h-3"]],
    [{ queue: "card" }, ["h-1", "h-3"]],
    [{ queue: "debt" }, []],
    [{ agent: me }, ["h-1"]],
  ];
  for (const [only, want] of cases) {
    assert.deepEqual(
      narrowed(items, only).map((one) => one.handoff),
      want,
    );
  }
});

test("whispers are found in what I hold", () => {
  const whisper = { name: "최소라", text: "천천히요", at: "2026-11-22T12:01:00Z" };
  const shown = desk([item("1", { whisper })], { mine: [item("2", { whisper }), item("3")] });
  assert.deepEqual(
    whispers(shown).map((one) => one.handoff),
    ["h-2"],
  );
});

test("a row that has not changed stays the same row in the next picture", () => {
  const before = desk([item("1"), item("2")]);
  const next = keepSame(before, desk([item("2"), item("1", { unread: 2 })], { mine: [item("3")] }));
  assert.equal(next.waiting[0], before.waiting[1]);
  assert.notEqual(next.waiting[1], before.waiting[0]);
  assert.equal(next.waiting[1]?.unread, 2);
  assert.equal(next.mine.length, 1);
});

test("booked calls are rows of their own and can be found", () => {
  const all = desk([], { calls: [item("9", { state: "callback" })] });
  assert.equal(locate(all, "c-9")?.view, "calls");
  assert.equal(rows(all, "calls").length, 1);
});
