// Canned replies: found by a slash in the text, filled with what is known of the conversation.

import type { CannedReply, Variable } from "../wire.ts";

/** In the order in which they are offered. */
const ALL: Record<Variable, true> = {
  name: true,
  agent: true,
  company: true,
  team: true,
  receipt: true,
  product: true,
  promise: true,
  callback: true,
  opening: true,
};
export const VARIABLES = Object.keys(ALL) as Variable[];
/** What is known; what is not has to be written by hand. */
export type Values = Partial<Record<Variable, string>>;
/** What a variable is called where it could not be filled. */
export type Labels = Record<Variable, string>;

/** The reply with its values: a missing name leaves no gap, anything else that is missing a mark that cannot be sent. */
export function fill(text: string, values: Values, labels: Labels): string {
  return text
    .replace(new RegExp(`\\{(${VARIABLES.join("|")})\\}`, "g"), (_, which: Variable) =>
      values[which] || (which === "name" ? "" : mark(labels[which])),
    )
    .replace(/ +([,.])/g, "$1")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** A place in a text that waits to be filled. */
export interface Blank {
  from: number;
  to: number;
  label: string;
}

export function firstBlank(text: string, labels: Labels): Blank | undefined {
  const found = Object.values(labels)
    .map((label) => ({ label, from: text.indexOf(mark(label)) }))
    .filter(({ from }) => from >= 0)
    .sort((one, other) => one.from - other.from)[0];
  return found && { ...found, to: found.from + mark(found.label).length };
}

const mark = (label: string) => `〔${label}〕`;

/** Replies whose short name begins with the query, then those whose title or text holds it. */
export function match(replies: readonly CannedReply[], query: string): CannedReply[] {
  const wanted = query.normalize("NFC").toLowerCase();
  const begins = replies.filter((reply) => reply.short.startsWith(wanted));
  const holds = replies.filter(
    (reply) => !begins.includes(reply) && `${reply.title} ${reply.text}`.toLowerCase().includes(wanted),
  );
  return begins.concat(holds);
}
