import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldTime, fieldValue, timeOf } from "./due.ts";

const noon = new Date(2026, 10, 30, 12, 0).getTime();

test("a word means a time to come, and this evening is none at night", () => {
  assert.equal(timeOf("ten", noon), noon + 600_000);
  assert.equal(timeOf("hour", noon), noon + 3_600_000);
  assert.equal(timeOf("evening", noon), new Date(2026, 10, 30, 18).getTime());
  assert.equal(timeOf("evening", new Date(2026, 10, 30, 18, 0).getTime()), undefined);
  // The month ends here.
  assert.equal(timeOf("tomorrow", noon), new Date(2026, 11, 1, 10).getTime());
});

test("a field gives back the time that it was given, and nothing for nonsense", () => {
  assert.equal(fieldTime(fieldValue(noon)), noon);
  for (const wrong of ["", "soon", "2026-13-40T99:99"]) assert.equal(fieldTime(wrong), undefined);
});
