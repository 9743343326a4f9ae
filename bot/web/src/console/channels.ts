// Which channels a life was lived on, and what of it happened on one of them.

import type { Channel, Touch } from "../wire.ts";

const ORDER: readonly Channel[] = ["web", "telegram", "app", "phone", "branch", "email", "terminal"];

/** The channels that occur, with how often; one that is chosen stays to be let go of again. */
export function channelsOf(touches: readonly Touch[], chosen: Channel | undefined): [Channel, number][] {
  const counts = new Map<Channel, number>();
  for (const { channel } of touches) counts.set(channel, (counts.get(channel) ?? 0) + 1);
  return ORDER.filter((channel) => counts.has(channel) || channel === chosen).map((channel) => [
    channel,
    counts.get(channel) ?? 0,
  ]);
}

export function onChannel(touches: readonly Touch[], chosen: Channel | undefined): readonly Touch[] {
  return chosen === undefined ? touches : touches.filter((touch) => touch.channel === chosen);
}
