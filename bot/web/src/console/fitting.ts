// Which of the found answers are worth an agent's eyes.

import type { Context, Suggestion } from "../wire.ts";

const SURE = 0.3;
const POSSIBLE = 0.02;
const MOST = 2;

/** What to look for; nothing in danger, nor when no wish was understood. */
export function questionOf({ danger, wish }: Pick<Context, "danger" | "wish">): string {
  return danger || wish.intent == null ? "" : wish.words.trim();
}

/** The two best, if the best of them is likely; the second may be a guess. */
export function fitting(found: readonly Suggestion[]): Suggestion[] {
  const best = [...found].sort((one, other) => other.score - one.score);
  return (best[0]?.score ?? 0) < SURE ? [] : best.filter(({ score }) => score >= POSSIBLE).slice(0, MOST);
}
