import assert from "node:assert/strict";
import { test } from "node:test";
import { fill, match } from "./canned.ts";
import { words } from "./words.ts";

test("a name is put in, and a missing one leaves no gap", () => {
  const names = { name: "김*수", agent: "이하늘" };
  assert.equal(fill("{name} 고객님, 상담원 {agent}입니다.", names), "김*수 고객님, 상담원 이하늘입니다.");
  assert.equal(fill("{name} 고객님, 안녕하세요.", { ...names, name: "" }), "고객님, 안녕하세요.");
  assert.equal(fill("Hello {name}, I am {agent}.", { name: "", agent: "Mina" }), "Hello, I am Mina.");
});

test("replies that begin with the query come before those that mention it", () => {
  const found = match(words.ko.canned, "확인");
  assert.deepEqual(
    found.slice(0, 2).map((reply) => reply.id),
    ["확인", "확인전화"],
  );
  assert.ok(found.length > 2);
  assert.equal(match(words.ko.canned, "").length, words.ko.canned.length);
});

test("every canned reply is reviewed: polite, without blame, without selling, known variables only", () => {
  for (const { id, text } of words.ko.canned) {
    assert.match(text, /(니다|세요|까요|신가요)[.?]$/, id);
    assert.doesNotMatch(text, /왜 안|안 내셨|추천 상품|한도를 올|대출을 더/, id);
  }
  for (const { text } of [...words.ko.canned, ...words.en.canned]) {
    assert.ok(
      [...text.matchAll(/\{(\w+)\}/g)].every(([, name]) => name === "name" || name === "agent"),
      text,
    );
  }
  for (const language of ["ko", "en"] as const) {
    const ids = words[language].canned.map((reply) => reply.id);
    assert.ok(ids.length >= 12);
    assert.equal(new Set(ids).size, ids.length);
  }
});
