import assert from "node:assert/strict";
import { test } from "node:test";
import { expire } from "./drafts.ts";
import type { Unsent } from "./timeline.ts";
import { unsentWords } from "./unsent.ts";
import { storage } from "./storage-of-tests.ts";

const one = (clientId: string, state: Unsent["state"] = "sending"): Unsent => ({ clientId, mode: "reply", text: "곧 알려 드립니다", mentions: [], at: 0, state });

test("words on their way outlive the page, as words that were not sent, under their own ids", () => {
  const box = storage();
  unsentWords(box, "a-1").save("c-1", [one("m-1"), one("m-2", "sent")], 0);
  const back = unsentWords(box, "a-1");
  assert.deepEqual(back.load("c-1").map(({ clientId, state }) => [clientId, state]), [["m-1", "failed"], ["m-2", "failed"]]);
  assert.deepEqual(back.list(), ["c-1"]);
  assert.deepEqual(unsentWords(box, "a-2").load("c-1"), []);
});

test("what the log has is forgotten, and so is what nobody came back to for a week", () => {
  const box = storage();
  const kept = unsentWords(box, "a-1");
  kept.save("c-1", [one("m-1")], 0);
  kept.save("c-1", [], 1);
  assert.equal(box.length, 0);
  kept.save("c-2", [one("m-2")], 0);
  expire(box, 8 * 24 * 60 * 60_000);
  assert.equal(box.length, 0);
});
