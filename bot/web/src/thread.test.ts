import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyThread, reduce, type Change, type Outgoing, type Thread } from "./thread.ts";
import type { Author, ConversationState, Control, Shared } from "./wire.ts";

function after(...changes: Change[]): Thread {
  return changes.reduce(reduce, emptyThread);
}

function message(number: number, kind: "customer" | "bot", text: string, client_id?: string): Shared {
  const author: Author = { kind };
  return {
    number,
    at: "2026-11-22T05:00:00Z",
    type: "message",
    message: { author, text, ...(client_id && { client_id }) },
  };
}

const mine: Outgoing = { client_id: "x1", text: "안녕", at: 0, delivery: "sending" };
const say: Change = { type: "say", message: mine };
const shared = (event: Shared): Change => ({ type: "shared", event });
const sent: Change = {
  type: "sent",
  client_id: "x1",
  said: { number: 2, at: "2026-11-22T05:00:01Z", duplicate: false, text: "안녕" },
};
const state = (control: Control): Change => {
  const value: ConversationState = { control, language: "ko", level: "V0", last_number: 0, telegram: false };
  return { type: "state", state: value };
};
const numbers = (thread: Thread) => thread.events.map((event) => event.number);

test("an event that comes twice is shown once", () => {
  const thread = after(shared(message(1, "bot", "a")), shared(message(1, "bot", "a")));
  assert.deepEqual(numbers(thread), [1]);
});

test("events stand in the order of their numbers, in whatever order they come", () => {
  const older: Change = { type: "history", events: [message(1, "bot", "a"), message(2, "bot", "b")], more: false };
  const thread = after(shared(message(4, "bot", "d")), shared(message(3, "bot", "c")), older);
  assert.deepEqual(numbers(thread), [1, 2, 3, 4]);
  assert.equal(thread.more, false);
});

test("a message being sent gives way to the stored one", () => {
  const thread = after(say, sent, shared(message(2, "customer", "안녕", "x1")));
  assert.deepEqual(thread.outgoing, []);
  assert.deepEqual(numbers(thread), [2]);
});

test("the stored message may come before the answer to its sending", () => {
  const thread = after(say, shared(message(2, "customer", "안녕", "x1")), sent);
  assert.deepEqual(thread.outgoing, []);
});

test("a stored message without our id is known by its number", () => {
  assert.deepEqual(after(say, sent, shared(message(2, "customer", "안녕"))).outgoing, []);
  assert.deepEqual(after(say, shared(message(2, "customer", "안녕")), sent).outgoing, []);
});

test("a sent message shows the text as it was stored, with numbers masked", () => {
  const masked: Change = { ...sent, said: { ...sent.said, text: "010-****-****" } } as Change;
  const [left] = after(say, masked).outgoing;
  assert.equal(left?.text, "010-****-****");
  assert.equal(left?.delivery, "sent");
});

test("what failed can be sent again or withdrawn", () => {
  const failed = after(say, { type: "delivery", client_id: "x1", delivery: "failed" });
  assert.equal(failed.outgoing[0]?.delivery, "failed");
  assert.equal(reduce(failed, { type: "delivery", client_id: "x1", delivery: "sending" }).outgoing[0]?.delivery, "sending");
  assert.deepEqual(reduce(failed, { type: "withdraw", client_id: "x1" }).outgoing, []);
});

test("who has spoken no longer types", () => {
  const typing: Change = { type: "typing", who: "bot", until: 9 };
  assert.equal(after(typing, shared(message(1, "bot", "a"))).typing, undefined);
  assert.deepEqual(after(typing, shared(message(1, "customer", "a"))).typing, { who: "bot", until: 9 });
});

test("who has lost the conversation no longer types", () => {
  const typing: Change = { type: "typing", who: "agent", until: 9 };
  const live = state({ holder: "agent", name: "김하늘" });
  assert.deepEqual(after(live, typing, live).typing, { who: "agent", until: 9 });
  assert.equal(after(live, typing, state({ holder: "closed" })).typing, undefined);
});
