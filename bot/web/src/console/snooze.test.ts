import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeskItem } from "../wire.ts";
import { asleep, awakeFirst, loadSnoozes, LONGEST, saveSnoozes, sleeps } from "./snooze.ts";

const at = Date.parse("2026-11-28T01:00:00Z");
const lastAt = "2026-11-28T00:59:00Z";
const item = (id: string, more: Partial<DeskItem> = {}) =>
  ({ conversation: id, state: "live", last_at: lastAt, ...more }) as DeskItem;

test("it sleeps until its time, until the customer writes, and never while it is not live", () => {
  const hour = { until: at + 3_600_000, lastAt, at };
  assert.ok(sleeps(item("c"), hour, at + 1));
  assert.ok(!sleeps(item("c"), hour, hour.until));
  assert.ok(!sleeps(item("c", { last_at: "2026-11-28T01:05:00Z" }), hour, at + 1));
  assert.ok(!sleeps(item("c", { state: "claimed" }), hour, at + 1));
  assert.ok(!sleeps(item("c"), undefined, at));
});

test("nothing sleeps longer than a day", () => {
  assert.ok(sleeps(item("c"), { lastAt, at }, at + LONGEST - 1));
  assert.ok(!sleeps(item("c"), { lastAt, at }, at + LONGEST));
  assert.ok(!sleeps(item("c"), { until: at + 9 * LONGEST, lastAt, at }, at + LONGEST));
});

test("what sleeps stands at the end", () => {
  const items = [item("1"), item("2"), item("3")];
  const sleeping = asleep(items, { "1": { lastAt, at } }, at + 1);
  assert.deepEqual(
    awakeFirst(items, sleeping).map((one) => one.conversation),
    ["2", "3", "1"],
  );
  assert.equal(awakeFirst(items, new Set()), items);
});

test("they are kept per agent, and what is old or broken is forgotten", () => {
  const stored = new Map<string, string>();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  } as Storage;
  saveSnoozes(storage, "a", { c: { lastAt, at }, old: { lastAt, at: at - LONGEST } });
  assert.deepEqual(Object.keys(loadSnoozes(storage, "a", at)), ["c"]);
  assert.deepEqual(loadSnoozes(storage, "b", at), {});
  stored.set("dari.snooze.a", "{");
  assert.deepEqual(loadSnoozes(storage, "a", at), {});
  saveSnoozes(storage, "a", {});
  assert.equal(stored.size, 0);
});
