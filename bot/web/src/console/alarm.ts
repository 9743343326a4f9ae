// Danger that nobody may miss: which rows ring, for whom, and how long.

import type { ConversationId, Desk, DeskItem } from "../wire.ts";

/** Where the row stood when it rang; whoever takes it up moves it, and then it is in hands. */
export type Place = "mine" | "waiting" | "others";

export interface Alarm {
  place: Place;
  item: DeskItem;
}

/** Everybody in danger whom I hold, may take, or, as a lead, watch over. */
export function dangers({ me, mine, waiting, others }: Desk): Alarm[] {
  const mayTake = (item: DeskItem) => me.role === "lead" || item.for_me !== false;
  return [
    ...mine.map((item) => ({ place: "mine" as const, item })),
    ...waiting.filter(mayTake).map((item) => ({ place: "waiting" as const, item })),
    ...others.map((item) => ({ place: "others" as const, item })),
  ].filter(({ item }) => item.priority === "emergency");
}

/** Who is in danger now and was not before. Of the first picture, those of mine who wait for an answer. */
export function raised(before: Desk | undefined, next: Desk): Alarm[] {
  if (!before) return dangers(next).filter(({ place, item }) => place === "mine" && item.unread > 0);
  const known = new Set(dangers(before).map(({ item }) => item.conversation));
  return dangers(next).filter(({ item }) => !known.has(item.conversation));
}

/** Of what rings, what is still so, each with its row as it is now. */
export function ringing(alarms: readonly Alarm[], desk: Desk): Alarm[] {
  const now = new Map(dangers(desk).map((alarm) => [alarm.item.conversation, alarm]));
  return alarms.flatMap(({ place, item }) => {
    const still = now.get(item.conversation);
    return still?.place === place ? [still] : [];
  });
}

/** The alarms without one of them. */
export function without(alarms: Alarm[], conversation: ConversationId): Alarm[] {
  return alarms.some(({ item }) => item.conversation === conversation)
    ? alarms.filter(({ item }) => item.conversation !== conversation)
    : alarms;
}
