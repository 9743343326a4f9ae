// Canned replies: found by a slash in the text, filled with the names at hand.

export interface CannedReply {
  /** What is typed after the slash. */
  id: string;
  title: string;
  /** May hold `{name}` and `{agent}`. */
  text: string;
}

export interface Names {
  /** The customer's masked name; empty when it is not known. */
  name: string;
  agent: string;
}

/** The reply with its names; a missing name leaves no gap behind. */
export function fill(text: string, names: Names): string {
  return text
    .replace(/\{(name|agent)\}/g, (_, which: keyof Names) => names[which])
    .replace(/ +([,.])/g, "$1")
    .replace(/ {2,}/g, " ")
    .trim();
}

/** Replies whose id begins with the query, then those whose title or text holds it. */
export function match(replies: readonly CannedReply[], query: string): CannedReply[] {
  const wanted = query.toLowerCase();
  const begins = replies.filter((reply) => reply.id.toLowerCase().startsWith(wanted));
  const holds = replies.filter(
    (reply) => !begins.includes(reply) && `${reply.title} ${reply.text}`.toLowerCase().includes(wanted),
  );
  return begins.concat(holds);
}
