import assert from "node:assert/strict";
import { test } from "node:test";
import { keepFor, type Keep } from "./keep.ts";

/** Waits until what was told to another tab holds there; without that, for a moment in which nothing may come. */
async function told(holds?: () => boolean) {
  for (let tries = 0; tries < (holds ? 100 : 2) && !holds?.(); tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Two tabs of one site; what each was told is counted. */
async function tabs(name: string, run: (one: Keep, other: Keep, ended: () => number) => Promise<void>) {
  let ended = 0;
  const [one, other] = [0, 1].map(() => keepFor(name, () => {}, () => ended++)) as [Keep, Keep];
  try {
    await run(one, other, () => ended);
  } finally {
    one.stop();
    other.stop();
  }
}

test("a visitor's second tab takes over the conversation, and what is kept private stays in its tab", () =>
  tabs("join", async (one, other) => {
    one.set({ conversation: "c1", token: "t1", seen: 3, draft: "쓰는 중", outgoing: [], open: true });
    other.join();
    await told(() => other.kept.token !== undefined);
    assert.deepEqual(other.kept, { conversation: "c1", token: "t1", seen: 3 });
    one.set({ rated: { a: true }, draft: "더 쓰는 중" });
    await told(() => other.kept.rated !== undefined);
    assert.deepEqual(other.kept, { conversation: "c1", token: "t1", seen: 3, rated: { a: true } });
  }));

test("a signed-in customer's key goes to no other tab", () =>
  tabs("signed", async (one, other) => {
    one.set({ conversation: "c1", token: "t1", signedIn: true });
    other.join();
    await told();
    assert.deepEqual(other.kept, {});
  }));

test("another conversation is not touched", () =>
  tabs("apart", async (one, other) => {
    other.set({ conversation: "c2", seen: 1 });
    one.set({ conversation: "c1", seen: 9 });
    await told();
    assert.equal(other.kept.seen, 1);
  }));

test("signing out ends it in every tab, forgetting only in one", () =>
  tabs("end", async (one, other, ended) => {
    other.set({ conversation: "c1", token: "t1" });
    one.forget();
    await told();
    assert.equal(other.kept.token, "t1");
    one.clear();
    await told(() => ended() > 0);
    assert.deepEqual([other.kept, ended()], [{}, 1]);
  }));
