import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused } from "../feed.ts";
import { emptyThread, reduce, type Thread } from "../thread.ts";
import type { Said, Say } from "../wire.ts";
import { outbox } from "./outbox.ts";

const stored = (say: Say, number: number): Said => ({ number, at: "2026-11-22T05:00:00Z", duplicate: false, text: say.text });
const refuse = (status: number) => new Refused(status, { code: "no", message: "no" });

/** An outbox over a thread of two messages; `answers` are what the server says, one after the other. */
function post(answers: (Error | "stored")[]) {
  let thread: Thread = emptyThread;
  for (const client_id of ["a", "b"]) {
    thread = reduce(thread, { type: "say", message: { client_id, text: client_id, at: 0, delivery: "sending" } });
  }
  const tried: string[] = [];
  let lost = 0;
  const letters = outbox({
    next: () => thread.outgoing.find(({ delivery }) => delivery === "sending" || delivery === "waiting"),
    ready: () => true,
    async send(say) {
      tried.push(say.client_id);
      const answer = answers.shift() ?? "stored";
      if (answer instanceof Error) throw answer;
      return stored(say, tried.length);
    },
    change: (change) => (thread = reduce(thread, change)),
    lost: () => lost++,
  });
  return { letters, tried, lost: () => lost, deliveries: () => thread.outgoing.map(({ delivery }) => delivery) };
}

async function settled() {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

test("messages leave in order", async () => {
  const { letters, tried, deliveries } = post([]);
  letters.go();
  letters.go();
  await settled();
  assert.deepEqual(tried, ["a", "b"]);
  assert.deepEqual(deliveries(), ["sent", "sent"]);
});

test("a refused message fails and does not hold up the next", async () => {
  const { letters, tried, deliveries } = post([refuse(422)]);
  letters.go();
  await settled();
  assert.deepEqual(tried, ["a", "b"]);
  assert.deepEqual(deliveries(), ["failed", "sent"]);
});

test("without an answer the message waits, holds its place, and goes again by itself", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { letters, tried, deliveries } = post([new TypeError("no answer")]);
  letters.go();
  await settled();
  assert.deepEqual(deliveries(), ["waiting", "sending"]);
  t.mock.timers.tick(10_000);
  await settled();
  assert.deepEqual(tried, ["a", "a", "b"]);
  assert.deepEqual(deliveries(), ["sent", "sent"]);
});

test("a busy server is given the time it asks for", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { letters, tried } = post([new Refused(429, { code: "slow", message: "slow" }, 30)]);
  letters.go();
  await settled();
  t.mock.timers.tick(29_000);
  await settled();
  assert.deepEqual(tried, ["a"]);
  t.mock.timers.tick(1_500);
  await settled();
  assert.deepEqual(tried, ["a", "a", "b"]);
});

test("a key that no longer fits is reported, and the message stays", async () => {
  const { letters, lost, deliveries } = post([refuse(401), refuse(401)]);
  letters.go();
  await settled();
  letters.stop();
  assert.ok(lost() > 0);
  assert.ok(!deliveries().includes("failed"));
});
