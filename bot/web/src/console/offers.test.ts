import assert from "node:assert/strict";
import { test } from "node:test";
import type { AgentView, Presence } from "../wire.ts";
import { cannedOffers, colleagueOffers, searchFor } from "./offers.ts";
import { canned } from "./canned-of-tests.ts";
import { words } from "./words.ts";

const agent = (id: string, name: string, presence: Presence = "online"): AgentView => ({
  id,
  name,
  skills: [],
  role: "agent",
  presence,
  capacity: 4,
  holding: 0,
  queues: [],
  languages: [],
});

test("a sign begins a search at the start or after a space, and nowhere else", () => {
  const cases: [string, string | undefined][] = [
    ["/", ""],
    ["/인사", "인사"],
    ["네 /확", "확"],
    ["1/2", undefined],
    ["https://a", undefined],
    ["/인사 네", undefined],
  ];
  for (const [text, query] of cases) {
    assert.equal(searchFor("/", text, text.length)?.query, query, text);
    const called = text.replaceAll("/", "@");
    assert.equal(searchFor("@", called, called.length)?.query, query, called);
  }
  assert.deepEqual(searchFor("/", "가 /인 나", 4), { sign: "/", from: 2, query: "인" });
});

test("a reply is offered as it will be said", () => {
  const [first] = cannedOffers(canned, "인사", { name: "김*수", agent: "이하늘", company: "다온크레딧" }, words.ko.variables);
  assert.match(first?.put ?? "", /^김\*수 고객님, 안녕하세요. 다온크레딧 상담원 이하늘입니다./);
});

test("colleagues are found by the first letters of a name, also of a syllable under way", () => {
  const team = [agent("a", "이민지", "away"), agent("b", "이명수"), agent("c", "박준호"), agent("d", "Kim Minji")];
  const cases: [string, string[]][] = [
    ["", ["b", "c", "d", "a"]],
    ["이", ["b", "a"]],
    ["이ㅁ", ["b", "a"]],
    ["이미", ["a"]],
    ["이민", ["a"]],
    ["준호", []],
    ["min", ["d"]],
    ["최", []],
  ];
  for (const [query, ids] of cases) {
    assert.deepEqual(colleagueOffers(team, query, words.ko).map(({ key }) => key), ids, query);
  }
  assert.equal(colleagueOffers(team, "박", words.ko)[0]?.put, "@박준호 ");
});
