import assert from "node:assert/strict";
import { test } from "node:test";
import { around, earlier, holds, later, PAGE, tail, visible, type Span } from "./span.ts";

test("a long list begins at its end and follows it", () => {
  assert.deepEqual(tail(5000), { from: 5000 - PAGE });
  assert.deepEqual(tail(10), { from: 0 });
});

test("reading back to the first line never holds more than six pages", () => {
  let span: Span = tail(5000);
  while (span.from > 0) {
    span = earlier(span, 5000);
    assert.ok((span.to ?? 5000) - span.from <= 6 * PAGE);
  }
  assert.deepEqual(span, { from: 0, to: 6 * PAGE });
});

test("reading on comes to the end and follows it again", () => {
  let span: Span = { from: 0, to: PAGE };
  while (span.to !== undefined) span = later(span, 1000);
  assert.ok(holds(span, 999));
});

test("a jump shows the line with what stands before and after it", () => {
  const span = around(2000, 5000);
  assert.ok(holds(span, 2000) && holds(span, 1990) && holds(span, 2050));
  assert.ok(!holds(span, 4999));
  assert.deepEqual(around(4990, 5000), { from: 4990 - PAGE / 2 });
});

test("rows of equal height are drawn where they can be seen and a little beyond", () => {
  assert.deepEqual(visible(500, 96, 0, 700, 6), { from: 0, to: 14 });
  assert.deepEqual(visible(500, 96, 9600, 700, 6), { from: 94, to: 114 });
  assert.deepEqual(visible(3, 96, 0, 700, 6), { from: 0, to: 3 });
  assert.deepEqual(visible(3, 96, 99_999, 700, 6), { from: 0, to: 3 });
});
