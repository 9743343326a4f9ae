import assert from "node:assert/strict";
import { test } from "node:test";
import type { Author, Fact, StaffEvent } from "../wire.ts";
import { append, empty, lineOf, mark, send, type Unsent } from "./timeline.ts";

const at = (minute: number) => new Date(2026, 10, 22, 12, minute).toISOString();
const event = (seq: number, fact: Fact, number?: number, minute = seq): StaffEvent => ({
  seq,
  ...(number !== undefined && { number }),
  at: at(minute),
  fact,
});
const said = (seq: number, author: Author, number: number, minute = seq, client_id?: string): StaffEvent =>
  event(
    seq,
    { type: "chat.said", data: { message: { author, text: `말 ${seq}`, ...(client_id && { client_id }) } } },
    number,
    minute,
  );
const note = (seq: number, agent: string): StaffEvent =>
  event(seq, { type: "note.written", data: { agent, name: "이하늘", text: "메모", mentions: [] } });
const customer: Author = { kind: "customer" };
const me: Author = { kind: "agent", id: "a-1", name: "이하늘" };
const unsent = (clientId: string, mode: Unsent["mode"], state: Unsent["state"] = "sending"): Unsent => ({
  clientId,
  mode,
  text: "말",
  mentions: [],
  at: 0,
  state,
});

test("an event is taken once however often the stream tells it", () => {
  const events = [said(1, customer, 1), said(2, customer, 2)];
  const once = append(empty, events, "a-1");
  assert.equal(append(once, events, "a-1"), once);
  const more = append(once, [said(2, customer, 2), said(3, customer, 3)], "a-1");
  assert.deepEqual(
    more.lines.filter((line) => line.kind === "said").map((line) => line.number),
    [1, 2, 3],
  );
});

test("a day begins with a separator, also after the last event of another day", () => {
  const later = { ...said(2, customer, 2), at: new Date(2026, 10, 23, 9).toISOString() };
  const timeline = append(append(empty, [said(1, customer, 1)], "a-1"), [later], "a-1");
  assert.deepEqual(
    timeline.lines.map((line) => line.kind),
    ["day", "said", "day", "said"],
  );
});

test("messages of one author run together until someone else, a fact or five minutes come between", () => {
  const lookup: Fact = { type: "lookup.done", data: { lookup: "card_delivery", state: "배송 중", level: "V1" } };
  const timeline = append(
    empty,
    [
      said(1, customer, 1, 1),
      said(2, customer, 2, 2),
      said(3, me, 3, 3),
      said(4, customer, 4, 4),
      event(5, lookup, undefined, 5),
      said(6, customer, 5, 5),
      said(7, customer, 6, 30),
    ],
    "a-1",
  );
  assert.deepEqual(
    timeline.lines.filter((line) => line.kind === "said").map((line) => line.opens),
    [true, false, true, true, true, true],
  );
});

test("my words leave the queue when the log tells them by the sender's id", () => {
  const waiting = send(send(empty, unsent("x", "reply")), unsent("y", "reply"));
  assert.deepEqual(
    append(waiting, [said(1, me, 1, 1, "x")], "a-1").unsent.map((one) => one.clientId),
    ["y"],
  );
});

test("a note of mine settles the oldest of my notes, and nobody else's does", () => {
  const waiting = mark(
    send(send(send(empty, unsent("lost", "note")), unsent("x", "note")), unsent("y", "note")),
    "lost",
    "failed",
  );
  assert.equal(append(waiting, [note(1, "a-2")], "a-1").unsent.length, 3);
  assert.deepEqual(
    append(waiting, [note(1, "a-1")], "a-1").unsent.map((one) => one.clientId),
    ["lost", "y"],
  );
});

test("a citation leads to its number, or to the nearest line before it", () => {
  const timeline = append(empty, [said(1, customer, 1), note(2, "a-2"), said(3, customer, 2), said(4, me, 4)], "a-1");
  assert.equal(lineOf(timeline, 2), 3);
  assert.equal(lineOf(timeline, 3), 3);
  assert.equal(lineOf(timeline, 99), 4);
  assert.equal(lineOf(timeline, 0), -1);
});

test("likely topics are what the customer was understood to want, newest first, each once", () => {
  const read = (seq: number, intent: string, confidence: number): StaffEvent =>
    event(
      seq,
      {
        type: "chat.said",
        data: {
          message: { author: customer, text: "말" },
          reading: {
            intents: [[intent, confidence]],
            in_scope: 1,
            sentiment: 0,
            frustration: 0,
            urgency: "low",
            model: "m",
          },
        },
      },
      seq,
    );
  const timeline = append(
    empty,
    [
      read(1, "overdue_amount", 0.9),
      read(2, "hardship_request", 0.8),
      read(3, "overdue_amount", 0.7),
      read(4, "complaint", 0.1),
    ],
    "a-1",
  );
  assert.deepEqual(timeline.intents, ["overdue_amount", "hardship_request"]);
});

test("a portion of five thousand events is one list of lines", () => {
  const events = Array.from({ length: 5000 }, (_, index) => said(index + 1, customer, index + 1, 1));
  const timeline = append(empty, events, "a-1");
  assert.equal(timeline.lines.length, 5001);
  assert.equal(timeline.lastNumber, 5000);
});

test("a whisper has a line of its own, and mine confirms the words on their way", () => {
  const whisper = (seq: number, agent: string): StaffEvent =>
    event(seq, { type: "whisper.said", data: { agent, name: "최소라", text: "천천히요" } });
  const waiting = send(send(empty, unsent("n", "note")), unsent("w", "whisper"));
  const heard = append(waiting, [whisper(1, "a-2")], "a-1");
  assert.deepEqual(
    heard.unsent.map((one) => one.clientId),
    ["n", "w"],
  );
  const mine = append(heard, [whisper(2, "a-1")], "a-1");
  assert.deepEqual(
    mine.unsent.map((one) => one.clientId),
    ["n"],
  );
  assert.deepEqual(
    mine.lines.map((line) => line.kind),
    ["day", "whisper", "whisper"],
  );
});

test("who was relieved and who comes is said once", () => {
  const moved: Fact = {
    type: "handoff.reassigned",
    data: { handoff: "h", agent: "a-2", name: "최소라", from: "이하늘", to: "a-3", to_name: "박준호", comment: "언어" },
  };
  const released: Fact = { type: "handoff.released", data: { handoff: "h", why: "reassigned" } };
  const claimed: Fact = { type: "handoff.claimed", data: { handoff: "h", agent: "a-3", name: "박준호" } };
  const told = append(empty, [event(1, moved), event(2, released, 7), event(3, claimed, 8)], "a-1");
  assert.deepEqual(
    told.lines.map((line) => line.kind),
    ["day", "fact"],
  );
  assert.equal(told.lastNumber, 8);
  const other = append(empty, [event(2, released, 7), event(3, claimed, 8)], "a-1");
  assert.equal(other.lines.length, 3);
});

test("what a colleague wrote when passing it on is read until an agent has spoken", () => {
  const data = { handoff: "h", agent: "a-2", name: "박준호", queue: "debt", comment: "분할 납부를 원하심" } as const;
  const passed = append(empty, [event(1, { type: "handoff.transferred", data })], "a-1");
  assert.deepEqual(passed.passedOn, { name: "박준호", comment: "분할 납부를 원하심" });
  assert.ok(append(passed, [said(2, customer, 2)], "a-1").passedOn);
  assert.equal(append(passed, [said(2, me, 2)], "a-1").passedOn, undefined);
});

test("what was done about strong words is remembered with the message", () => {
  const met = (seq: number, measure: "blurred" | "warned") =>
    event(seq, { type: "abuse.met", data: { agent: "a-1", number: 4, measure } });
  const covered = append(empty, [met(1, "blurred")], "a-1");
  assert.deepEqual([[...covered.covered], covered.warned], [[4], false]);
  assert.ok(append(covered, [met(2, "warned")], "a-1").warned);
  assert.equal(empty.covered.size, 0);
});

test("a note that the page lost sight of is not shown twice once the log has it", () => {
  const kept: Unsent = { ...unsent("x-1", "note", "failed"), text: "메모", at: Date.parse(at(1)) };
  const other: Unsent = { ...kept, clientId: "x-2", text: "다른 메모" };
  const timeline = append(send(send(empty, kept), other), [note(2, "a-1")], "a-1");
  assert.deepEqual(timeline.unsent, [other]);
  const late = append(send(empty, { ...kept, at: Date.parse(at(30)) }), [note(2, "a-1")], "a-1");
  assert.equal(late.unsent.length, 1, "an older note of the same words is another one");
});
