import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyThread, type Outgoing } from "../thread.ts";
import type { Author, Notice, Shared } from "../wire.ts";
import { arrange } from "./rows.ts";

const said = (number: number, author: Author, at: string, client_id?: string): Shared => ({
  number,
  at,
  type: "message",
  message: { author, text: `${number}`, ...(client_id && { client_id }) },
});
const noticed = (number: number, at: string, notice: Notice): Shared => ({ number, at, type: "notice", notice });
const bot: Author = { kind: "bot" };
const customer: Author = { kind: "customer" };
const agent = (name: string): Author => ({ kind: "agent", name });

/** "day", "notice queued", "bot 1 2" */
function shape(events: Shared[], outgoing: Outgoing[] = []): string[] {
  return arrange({ ...emptyThread, events, outgoing }).map((row) =>
    row.kind === "group"
      ? [row.author.kind, ...row.entries.map((entry) => entry.text)].join(" ")
      : row.kind === "notice"
        ? `notice ${row.notice.notice}`
        : "day",
  );
}

test("messages of one author within three minutes stand together", () => {
  const events = [
    said(1, bot, "2026-11-22T05:00:00Z"),
    said(2, bot, "2026-11-22T05:02:59Z"),
    said(3, bot, "2026-11-22T05:06:00Z"),
    said(4, customer, "2026-11-22T05:06:01Z"),
  ];
  assert.deepEqual(shape(events), ["day", "bot 1 2", "bot 3", "customer 4"]);
});

test("two agents are two authors", () => {
  const at = "2026-11-22T05:00:00Z";
  assert.deepEqual(shape([said(1, agent("가"), at), said(2, agent("나"), at)]), ["day", "agent 1", "agent 2"]);
});

test("a notice parts a group, and the opening is not spoken of", () => {
  const at = "2026-11-22T05:00:00Z";
  const events = [
    noticed(1, at, { notice: "opened" }),
    said(2, bot, at),
    noticed(3, at, { notice: "queued" }),
    said(4, bot, at),
  ];
  assert.deepEqual(shape(events), ["day", "bot 2", "notice queued", "bot 4"]);
});

test("a new day begins with its name", () => {
  const events = [said(1, bot, "2026-11-20T05:00:00Z"), said(2, bot, "2026-11-22T05:00:00Z")];
  assert.deepEqual(shape(events), ["day", "bot 1", "day", "bot 2"]);
});

test("what is being sent stands last, and keeps its key when it is stored", () => {
  const at = Date.parse("2026-11-22T05:00:30Z");
  const outgoing: Outgoing[] = [{ client_id: "x", text: "보내는 말", at, delivery: "sending" }];
  const before = arrange({ ...emptyThread, events: [said(1, bot, "2026-11-22T05:00:00Z")], outgoing });
  const after = arrange({
    ...emptyThread,
    events: [said(1, bot, "2026-11-22T05:00:00Z"), said(2, customer, "2026-11-22T05:00:31Z", "x")],
  });
  assert.deepEqual(before.map(({ key }) => key), after.map(({ key }) => key));
});
