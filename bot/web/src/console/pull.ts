// Whether the next conversation can be taken, and why not.

import type { Desk } from "../wire.ts";

export type Pull = { can: true; waiting: number } | { can: false; why: "away" | "full" | "nobody"; others: number };

/** `others`: how many wait that are not for this agent yet. */
export function pull({ me, waiting }: Pick<Desk, "me" | "waiting">): Pull {
  const mine = waiting.filter((item) => item.for_me !== false).length;
  const others = waiting.length - mine;
  if (me.presence !== "online") return { can: false, why: "away", others };
  if (me.holding >= me.capacity) return { can: false, why: "full", others };
  return mine > 0 ? { can: true, waiting: mine } : { can: false, why: "nobody", others };
}
