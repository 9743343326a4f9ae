import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeskItem } from "../wire.ts";
import { asleep, awakeFirst } from "./snooze.ts";

const item = (id: string, snoozed_until?: string) => ({ conversation: id, snoozed_until }) as DeskItem;

test("what sleeps stands at the end, and a list in which nothing does stays the same", () => {
  const items = [item("1", "2026-11-28T02:00:00Z"), item("2"), item("3")];
  assert.deepEqual(
    awakeFirst(items).map((one) => one.conversation),
    ["2", "3", "1"],
  );
  assert.deepEqual([...asleep(items)], [["1", "2026-11-28T02:00:00Z"]]);
  const awake = items.slice(1);
  assert.equal(awakeFirst(awake), awake);
});
