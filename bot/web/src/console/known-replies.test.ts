import assert from "node:assert/strict";
import { test } from "node:test";
import { canned, reply } from "./canned-of-tests.ts";
import { forgotten, remember, remembered, withReply } from "./known-replies.ts";
import { storage } from "./storage-of-tests.ts";

test("the last known replies are there again after a reload, until somebody signs out", () => {
  const box = storage();
  assert.equal(remembered(box), undefined);
  remember(box, canned);
  assert.deepEqual(remembered(box), canned);
  forgotten(box);
  assert.equal(remembered(box), undefined);
});

test("what cannot be read as replies is left out", () => {
  const box = storage();
  for (const kept of ["{", "3", "{}", "null"]) {
    box.setItem("dari.canned", kept);
    assert.equal(remembered(box), undefined, kept);
  }
  box.setItem("dari.canned", JSON.stringify([null, { id: "인사", title: "첫 인사", text: "네." }, canned[0]]));
  assert.deepEqual(remembered(box), [canned[0]]);
});

test("a reply that was changed keeps its place, and a new one comes last", () => {
  const changed = reply("확인", "잠시 살펴보기", "네.", { version: 2 });
  assert.deepEqual(withReply(canned, changed).map(({ version }) => version), [1, 2, 1, 1]);
  assert.equal(withReply(canned, reply("환불", "환불", "네.")).at(-1)?.short, "환불");
});
