import assert from "node:assert/strict";
import { test } from "node:test";
import type { AgentView } from "../wire.ts";
import { colleagues, fits } from "./colleagues.ts";

const agent = (name: string, more: Partial<AgentView> = {}): AgentView => ({
  id: `agent-${name}`,
  name,
  role: "agent",
  presence: "online",
  capacity: 5,
  holding: 0,
  queues: [],
  skills: [],
  languages: [],
  ...more,
});
const me = agent("나", { role: "lead" });
const names = (agents: AgentView[], holder?: string) =>
  colleagues(agents, me, { queue: "card", language: "en", holder }).map((one) => one.agent.name);

test("only who is there and does not have it can get it", () => {
  assert.deepEqual(names([me, agent("가", { presence: "away" }), agent("나라"), agent("다")], "agent-다"), ["나라"]);
});

test("who fits and has room comes first, and of those the least busy", () => {
  const order = names([
    agent("가득", { holding: 5 }),
    agent("한국어만", { languages: ["ko"] }),
    agent("대출만", { queues: ["loan"] }),
    agent("바쁨", { holding: 3 }),
    agent("한가", { holding: 1, queues: ["card"], languages: ["ko", "en"] }),
  ]);
  assert.deepEqual(order, ["한가", "바쁨", "대출만", "한국어만", "가득"]);
});

test("who has learnt nothing in particular serves everything", () => {
  const [one] = colleagues([agent("가")], me, { queue: undefined, language: "ko", holder: undefined });
  assert.ok(one && fits(one));
});
