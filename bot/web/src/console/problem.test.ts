import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused } from "../feed.ts";
import { problemWords } from "./problem.ts";
import { words } from "./words.ts";

test("whatever the server refuses is told in the reader's language", () => {
  const refused = (code: string) => new Refused(409, { code, message: "Not now: in the server's own words." });
  const codes = ["refused", "unknown_agent", "comment_required", "due_passed", "client_id_reused", "from_tomorrow", "http_502"];
  for (const why of [...codes.map(refused), new TypeError("no answer")]) {
    assert.match(problemWords(why, words.ko), /^[^A-Za-z]+요\.$/);
    assert.match(problemWords(why, words.en), /^[\x20-\x7e]+\.$/);
  }
  assert.equal(problemWords(refused("from_tomorrow"), words.ko), words.ko.refused("failed"));
});
