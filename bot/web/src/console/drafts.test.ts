import assert from "node:assert/strict";
import { test } from "node:test";
import { drafts, expire, noDraft } from "./drafts.ts";
import { storage } from "./storage-of-tests.ts";

test("a draft is there again after a reload, for its agent and its conversation only", () => {
  const box = storage();
  drafts(box, "a-1").save("c-1", { ...noDraft, reply: "쓰던 글" }, 0);
  assert.equal(drafts(box, "a-1").load("c-1").reply, "쓰던 글");
  assert.equal(drafts(box, "a-1").load("c-2").reply, "");
  assert.equal(drafts(box, "a-2").load("c-1").reply, "");
  assert.deepEqual(drafts(box, "a-1").list(), ["c-1"]);
});

test("an emptied draft leaves nothing behind", () => {
  const box = storage();
  const mine = drafts(box, "a-1");
  mine.save("c-1", { ...noDraft, reply: "글" }, 0);
  mine.save("c-1", { ...noDraft, reply: " " }, 0);
  assert.equal(box.length, 0);
});

test("signing out erases my drafts and leaves a colleague's", () => {
  const box = storage();
  drafts(box, "a-1").save("c-1", { ...noDraft, reply: "글" }, 0);
  drafts(box, "a-2").save("c-1", { ...noDraft, note: "메모" }, 0);
  drafts(box, "a-1").erase();
  assert.deepEqual(drafts(box, "a-1").list(), []);
  assert.equal(drafts(box, "a-2").load("c-1").note, "메모");
});

test("a draft that nobody came back to for a week is removed", () => {
  const box = storage();
  const day = 24 * 60 * 60_000;
  drafts(box, "a-1").save("old", { ...noDraft, reply: "글" }, 0);
  drafts(box, "a-1").save("new", { ...noDraft, reply: "글" }, 6 * day);
  expire(box, 8 * day);
  assert.deepEqual(drafts(box, "a-1").list(), ["new"]);
});

test("a storage that refuses keeps a draft as long as the page", () => {
  const box = {
    ...storage(),
    setItem: () => {
      throw new Error("full");
    },
  } as Storage;
  const mine = drafts(box, "a-1");
  mine.save("c-1", { ...noDraft, reply: "글" }, 0);
  assert.equal(mine.load("c-1").reply, "글");
});
