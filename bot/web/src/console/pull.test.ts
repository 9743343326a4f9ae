import assert from "node:assert/strict";
import { test } from "node:test";
import type { AgentView, DeskItem } from "../wire.ts";
import { pull } from "./pull.ts";

const me = (more: Partial<AgentView> = {}): AgentView => ({
  id: "a",
  name: "이하늘",
  role: "agent",
  presence: "online",
  capacity: 2,
  holding: 0,
  queues: [],
  skills: [],
  languages: [],
  ...more,
});
const item = (for_me?: boolean) => ({ ...(for_me !== undefined && { for_me }) }) as DeskItem;

test("the next one can be taken while one waits, a place is free and the agent is there", () => {
  assert.deepEqual(pull({ me: me(), waiting: [item(true), item(false)] }), { can: true, waiting: 1 });
  assert.deepEqual(pull({ me: me(), waiting: [item()] }), { can: true, waiting: 1 });
});

test("what stands in the way is named, the agent's own first", () => {
  const waiting = [item(true)];
  assert.deepEqual(pull({ me: me({ presence: "away", holding: 2 }), waiting }), { can: false, why: "away", others: 0 });
  assert.deepEqual(pull({ me: me({ holding: 2 }), waiting }), { can: false, why: "full", others: 0 });
  assert.deepEqual(pull({ me: me(), waiting: [] }), { can: false, why: "nobody", others: 0 });
  assert.deepEqual(pull({ me: me(), waiting: [item(false)] }), { can: false, why: "nobody", others: 1 });
});
