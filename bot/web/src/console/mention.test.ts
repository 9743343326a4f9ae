import assert from "node:assert/strict";
import { test } from "node:test";
import type { AgentView } from "../wire.ts";
import { calls, mentioned } from "./mention.ts";

const agent = (id: string, name: string): AgentView => ({
  id,
  name,
  skills: [],
  role: "agent",
  presence: "online",
  capacity: 4,
  holding: 0,
  queues: [],
  languages: [],
});
const team = [agent("a", "이민지"), agent("b", "이민"), agent("c", "Sam"), agent("d", "Kim Minji"), agent("e", "Sam")];

test("whom a note calls is read from its words", () => {
  const cases: [string, string[]][] = [
    ["@이민지 확인 부탁드려요", ["a"]],
    ["@이민지님이 아신다고 해요", ["a"]],
    ["@이민 @이민지", ["a", "b"]],
    ["(@Kim Minji) please", ["d"]],
    ["@Sam", ["c", "e"]],
    ["@Samantha", []],
    ["mail@Sam", []],
    ["이민지 확인", []],
    ["@", []],
  ];
  for (const [text, ids] of cases) assert.deepEqual(mentioned(text, team), ids, text);
});

test("the pieces are the text, and every second one is a call", () => {
  assert.deepEqual(calls("네 @이민지가 봐요", ["이민지"]), ["네 ", "@이민지", "가 봐요"]);
  assert.deepEqual(calls("@a.b (x", ["a.b (x"]), ["", "@a.b (x", ""]);
  assert.deepEqual(calls("그냥", []), ["그냥"]);
});
