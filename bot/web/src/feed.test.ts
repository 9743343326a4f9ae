import assert from "node:assert/strict";
import { test } from "node:test";
import { backoff } from "./feed.ts";

test("the pause between attempts grows from 0.3 to at most 10 seconds", () => {
  for (let attempt = 0; attempt < 60; attempt++) {
    assert.equal(backoff(attempt, 0), 300);
    assert.ok(backoff(attempt, 1) <= 10_000);
  }
  assert.equal(backoff(0, 1), 600);
  assert.equal(backoff(1, 1), 1_200);
  assert.equal(backoff(9, 1), 10_000);
});
