// Conversations of mine that are laid aside, as the server keeps them.

import type { ConversationId, DeskItem } from "../wire.ts";

/** What sleeps among these, with until when. */
export function asleep(items: readonly DeskItem[]): ReadonlyMap<ConversationId, string> {
  return new Map(items.flatMap((item) => (item.snoozed_until ? [[item.conversation, item.snoozed_until] as const] : [])));
}

/** What sleeps stands behind what does not, both in their order. */
export function awakeFirst(items: DeskItem[]): DeskItem[] {
  const sleeping = items.filter((item) => item.snoozed_until);
  return sleeping.length === 0 ? items : items.filter((item) => !item.snoozed_until).concat(sleeping);
}
