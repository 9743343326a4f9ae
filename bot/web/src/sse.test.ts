import assert from "node:assert/strict";
import { test } from "node:test";
import { eventParser, type StreamEvent } from "./sse.ts";

function parse(...portions: string[]): StreamEvent[] {
  const take = eventParser();
  return portions.flatMap((portion) => take(portion));
}

test("an event has a name, an id and its data", () => {
  assert.deepEqual(parse('id: 7\nevent: message\ndata: {"a":1}\n\n'), [{ name: "message", data: '{"a":1}', id: "7" }]);
});

test("an event may come in any portions, also one character at a time", () => {
  const text = "event: state\ndata: {}\n\nid: 2\ndata: 안녕\n\n";
  assert.deepEqual(parse(...text), parse(text));
  assert.equal(parse(text).length, 2);
});

test("every kind of line end ends a line, also when it is cut in two", () => {
  const expected = [{ name: "a", data: "1" }];
  assert.deepEqual(parse("event: a\r\ndata: 1\r\n\r\n"), expected);
  assert.deepEqual(parse("event: a\r", "\ndata: 1\r", "\n\r", "\n"), expected);
  assert.deepEqual(parse("event: a\rdata: 1\r\r", "data"), expected);
});

test("comments keep the line alive and are no events", () => {
  assert.deepEqual(parse(": beat\n\n", ":\n\n"), []);
});

test("several data lines are one text", () => {
  assert.deepEqual(parse("data: a\ndata\ndata:  b\n\n"), [{ name: "message", data: "a\n\n b" }]);
});

test("an event without data is none, and what is unfinished waits", () => {
  assert.deepEqual(parse("event: a\nid: 3\n\n", "data: x\n"), []);
});
