import assert from "node:assert/strict";
import { test } from "node:test";
import type { Desk } from "../wire.ts";
import { raised, ringing, without } from "./alarm.ts";
import { desk, item, me } from "./desk-of-tests.ts";

const lead = { ...me, role: "lead" as const };
const calm = item("1", { state: "live" });
const danger = item("1", { state: "live", priority: "emergency", unread: 1 });
const waits = (for_me: boolean) => item("2", { priority: "emergency", for_me });

test("a danger rings once, for its holder, for who may take it, and for leads", () => {
  const cases: [string, Desk | undefined, Desk, string[]][] = [
    ["it turns dangerous", desk([], { mine: [calm] }), desk([], { mine: [danger] }), ["mine c-1"]],
    ["it was dangerous before", desk([], { mine: [danger] }), desk([], { mine: [{ ...danger, unread: 3 }] }), []],
    ["nothing is dangerous", desk([], { mine: [calm] }), desk([item("3")], { mine: [calm] }), []],
    ["it comes to the queue", desk([]), desk([waits(true)]), ["waiting c-2"]],
    ["it is for others", desk([]), desk([waits(false)]), []],
    ["a lead sees all of the queue", desk([], { me: lead }), desk([waits(false)], { me: lead }), ["waiting c-2"]],
    ["a lead sees what others hold", desk([], { me: lead, others: [calm] }), desk([], { me: lead, others: [danger] }), ["others c-1"]],
    ["I take it myself", desk([waits(true)]), desk([], { mine: [{ ...waits(true), state: "claimed" }] }), []],
    ["the page is opened on an unanswered one", undefined, desk([waits(true)], { mine: [danger] }), ["mine c-1"]],
    ["the page is opened on an answered one", undefined, desk([], { mine: [{ ...danger, unread: 0 }] }), []],
  ];
  for (const [what, before, next, want] of cases) {
    assert.deepEqual(raised(before, next).map((alarm) => `${alarm.place} ${alarm.item.conversation}`), want, what);
  }
});

test("it rings until somebody has taken it, it has ended, or it was looked at", () => {
  const rings = [{ place: "waiting" as const, item: waits(true) }];
  const [still] = ringing(rings, desk([{ ...waits(true), last_words: "도와주세요" }]));
  assert.equal(still?.item.last_words, "도와주세요");
  assert.deepEqual(ringing(rings, desk([], { me: lead, others: [waits(true)] })), []);
  assert.deepEqual(ringing(rings, desk([])), []);
  assert.deepEqual(without(rings, "c-2"), []);
  assert.equal(without(rings, "c-9"), rings);
});
