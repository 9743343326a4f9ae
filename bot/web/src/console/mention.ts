// Colleagues called by name in a note, as the text itself tells.

import type { AgentId, AgentView } from "../wire.ts";

/** Those whom the text calls. Of colleagues with one name, all are called. */
export function mentioned(text: string, agents: readonly AgentView[]): AgentId[] {
  const names = new Set(calls(text, agents.map(({ name }) => name)).filter((_, index) => index % 2 === 1));
  return agents.filter(({ name }) => names.has(`@${name}`)).map(({ id }) => id);
}

/** The text in pieces: every second one calls somebody of these names. */
export function calls(text: string, names: readonly string[]): string[] {
  if (names.length === 0) return [text];
  // A longer name comes before one that it begins with; a Korean particle may follow at once.
  const longest = [...new Set(names)].sort((one, other) => other.length - one.length);
  const any = longest.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return text.split(new RegExp(`(?<![\\p{L}\\p{N}])(@(?:${any}))(?![A-Za-z0-9])`, "u"));
}
