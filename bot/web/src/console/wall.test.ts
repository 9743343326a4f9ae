import assert from "node:assert/strict";
import { test } from "node:test";
import type { AgentLoad, Presence, QueueLoad, Share, Wallboard } from "../wire.ts";
import { longest, passed, percent, seated, seats, waited } from "./wall.ts";

const load = (more: Partial<QueueLoad> = {}): QueueLoad => ({ waiting: 0, at_risk: 0, late: 0, held: 0, ...more });
const agent = (name: string, presence: Presence, holding: number): AgentLoad => ({
  agent: { id: name, name, role: "agent", presence, capacity: 5, holding, queues: [], skills: [], languages: [] },
  since: "2026-11-27T09:00:00Z",
  claimed: 0,
  live: holding,
});
const share = (of_them: number, n: number): Share => ({ n, of_them, share: n === 0 ? 0 : of_them / n, low: 0, high: 1, few: true });
const board = (by_queue: QueueLoad[]): Wallboard => ({
  at: "2026-11-27T09:10:00Z",
  all: load(),
  by_queue,
  agents: [],
  today: { handoffs: 0, answered: 0, abandoned: share(0, 0), first_response: { n: 0 }, handle: { n: 0 }, csat: share(0, 0) },
});

test("a wait grows while the picture stands still, and none stays none", () => {
  const cases: [number | undefined, number, number | undefined][] = [
    [570, 0, 570],
    [570, 4999, 574],
    [570, -3000, 570],
    [undefined, 5000, undefined],
  ];
  for (const [oldest, sinceCame, want] of cases) {
    assert.equal(waited(load(oldest === undefined ? {} : { oldest_seconds: oldest }), sinceCame), want);
  }
});

test("what has passed is counted by the server's clock", () => {
  assert.equal(passed(board([]), "2026-11-27T09:00:00Z", 5000), 605_000);
  assert.equal(passed(board([]), "2026-11-27T09:11:00Z", 0), 0);
});

test("the longest wait is named with its queue", () => {
  const waits = board([load({ queue: "card", oldest_seconds: 20 }), load({ queue: "loan" }), load({ queue: "debt", oldest_seconds: 90 })]);
  assert.equal(longest(waits)?.queue, "debt");
  assert.equal(longest(board([load({ queue: "card" })])), undefined);
});

test("who is online stands first, and only their places count", () => {
  const all = [agent("가", "offline", 0), agent("나", "online", 2), agent("다", "away", 1), agent("라", "online", 1)];
  assert.deepEqual(seated(all).map(({ agent: { name } }) => name), ["나", "라", "다", "가"]);
  assert.deepEqual(seats(all), { online: 2, held: 3, places: 10 });
  assert.deepEqual(seats([]), { online: 0, held: 0, places: 0 });
});

test("a share of nothing is no share", () => {
  assert.equal(percent(share(0, 0)), undefined);
  assert.equal(percent(share(0, 4)), "0%");
  assert.equal(percent(share(2, 3)), "67%");
});
