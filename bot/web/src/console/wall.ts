// The wallboard's rules: what grows while the picture stands still, in which order people stand, how figures read.

import type { AgentLoad, QueueLoad, Share, Wallboard } from "../wire.ts";

/** Seconds that the longest wait has grown to, `sinceCame` milliseconds after the picture came. */
export function waited(load: QueueLoad, sinceCame: number): number | undefined {
  return load.oldest_seconds == null ? undefined : load.oldest_seconds + Math.max(0, Math.floor(sinceCame / 1000));
}

/** Milliseconds since `at`, by the server's clock: this computer's may be wrong. */
export function passed(board: Wallboard, at: string, sinceCame: number): number {
  return Math.max(0, Date.parse(board.at) - Date.parse(at) + sinceCame);
}

/** The queue in which somebody waits longest. */
export function longest(board: Wallboard): QueueLoad | undefined {
  const waits = board.by_queue.filter((load) => load.oldest_seconds != null);
  return waits.sort((one, other) => other.oldest_seconds! - one.oldest_seconds!)[0];
}

const RANK = { online: 0, away: 1, offline: 2 };

/** Who takes conversations first; within that the server's order, so that places stay. */
export function seated(agents: readonly AgentLoad[]): AgentLoad[] {
  return [...agents].sort((one, other) => RANK[one.agent.presence] - RANK[other.agent.presence]);
}

/** What those who are online hold, and could hold. */
export function seats(agents: readonly AgentLoad[]): { online: number; held: number; places: number } {
  const online = agents.filter(({ agent }) => agent.presence === "online");
  const sum = (of: (load: AgentLoad) => number) => online.reduce((total, load) => total + of(load), 0);
  return { online: online.length, held: sum(({ agent }) => agent.holding), places: sum(({ agent }) => agent.capacity) };
}

/** A share in whole percent; of nothing there is none. */
export function percent(share: Share): string | undefined {
  return share.n === 0 ? undefined : whole(share.share);
}

export function whole(share: number): string {
  return `${Math.round(share * 100)}%`;
}
