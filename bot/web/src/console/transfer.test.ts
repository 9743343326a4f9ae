import assert from "node:assert/strict";
import { test } from "node:test";
import type { AgentView, Desk, DeskItem } from "../wire.ts";
import { colleagues, isFree, queueFor, teams } from "./transfer.ts";

const agent = (id: string, more: Partial<AgentView> = {}): AgentView => ({
  id,
  name: id,
  role: "agent",
  presence: "online",
  capacity: 4,
  holding: 0,
  queues: [],
  skills: [],
  languages: [],
  ...more,
});
const me = agent("me");
const desk = (agents: AgentView[], queues: DeskItem["queue"][] = []): Desk => ({
  me,
  agents: [me, ...agents],
  waiting: queues.map((queue) => ({ queue }) as DeskItem),
  mine: [],
  others: [],
  done: [],
  calls: [],
  mentions: [],
  canned: 1,
});

test("a team tells who waits and which colleagues are there", () => {
  const found = teams(desk([agent("a", { queues: ["debt"] }), agent("b", { presence: "away" })], ["debt", "debt"]));
  assert.deepEqual(
    found.find((team) => team.queue === "debt"),
    { queue: "debt", waiting: 2, online: 1 },
  );
  assert.deepEqual(
    found.find((team) => team.queue === "loan"),
    { queue: "loan", waiting: 0, online: 0 },
  );
});

test("colleagues stand by who is there and least busy, and I am none of them", () => {
  const found = colleagues(
    desk([agent("busy", { holding: 3 }), agent("gone", { presence: "offline" }), agent("free"), agent("half", { holding: 1 })]),
  );
  assert.deepEqual(
    found.map((one) => one.id),
    ["free", "half", "busy", "gone"],
  );
  assert.ok(isFree(found[0]!) && !isFree(agent("x", { holding: 4 })));
});

test("a colleague is asked under a team of their own", () => {
  assert.equal(queueFor(agent("a"), "loan"), "loan");
  assert.equal(queueFor(agent("a", { queues: ["debt", "loan"] }), "loan"), "loan");
  assert.equal(queueFor(agent("a", { queues: ["debt"] }), "loan"), "debt");
});
