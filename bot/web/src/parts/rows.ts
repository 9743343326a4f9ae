// A thread as it is read: days, notices, and bubbles of one author grouped together.
import type { Delivery, Thread } from "../thread.ts";
import type { Author, Block, Notice } from "../wire.ts";
import { sameDay } from "./when.ts";

export interface Entry {
  /** Stays the same from the moment of sending to the stored event. */
  key: string;
  number?: number;
  text: string;
  blocks: Block[];
  masked: boolean;
  at: Date;
  /** Absent for what the server has shown us. */
  delivery?: Delivery;
}

export type Row =
  | { kind: "day"; key: string; at: Date }
  | { kind: "notice"; key: string; number: number; notice: Notice }
  | { kind: "group"; key: string; author: Author; entries: Entry[] };

const GROUP_WITHIN = 3 * 60_000;

export function arrange(thread: Thread): Row[] {
  const rows: Row[] = [];
  let last: Date | undefined;

  const dayFor = (at: Date) => {
    if (!last || !sameDay(last, at)) rows.push({ kind: "day", key: `day-${at.toDateString()}`, at });
    last = at;
  };
  const add = (author: Author, entry: Entry) => {
    dayFor(entry.at);
    const group = rows.at(-1);
    const previous = group?.kind === "group" ? group.entries.at(-1) : undefined;
    if (
      group?.kind === "group" &&
      previous &&
      sameAuthor(group.author, author) &&
      entry.at.getTime() - previous.at.getTime() < GROUP_WITHIN
    ) {
      group.entries.push(entry);
    } else {
      rows.push({ kind: "group", key: `group-${entry.key}`, author, entries: [entry] });
    }
  };

  for (const event of thread.events) {
    const at = new Date(event.at);
    if (event.type === "notice") {
      if (event.notice.notice === "opened") continue;
      dayFor(at);
      rows.push({ kind: "notice", key: `notice-${event.number}`, number: event.number, notice: event.notice });
      continue;
    }
    const { author, text, blocks = [], client_id, masked = [] } = event.message;
    const key = client_id ?? String(event.number);
    add(author, { key, number: event.number, text, blocks, masked: masked.length > 0, at });
  }
  for (const { client_id, text, at, delivery } of thread.outgoing) {
    add({ kind: "customer" }, { key: client_id, text, blocks: [], masked: false, at: new Date(at), delivery });
  }
  return rows;
}

function sameAuthor(a: Author, b: Author): boolean {
  return a.kind === b.kind && (a.kind !== "agent" || b.kind !== "agent" || a.name === b.name);
}
