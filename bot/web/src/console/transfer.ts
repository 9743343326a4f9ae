// Where a conversation can be passed on to: teams with who waits and who is there, colleagues by who is free.

import type { AgentView, Desk, Queue } from "../wire.ts";

export const QUEUES: Queue[] = ["fraud", "crisis", "debt", "loan", "card", "rights", "general"];

export interface Team {
  queue: Queue;
  waiting: number;
  /** Colleagues who are online and sit in it. */
  online: number;
}

/** The teams in their own order. */
export function teams({ agents, me, waiting }: Desk): Team[] {
  const others = agents.filter((agent) => agent.id !== me.id && agent.presence === "online");
  return QUEUES.map((queue) => ({
    queue,
    waiting: waiting.filter((item) => item.queue === queue).length,
    online: others.filter((agent) => sitsIn(agent, queue)).length,
  }));
}

/** Everybody but me: who is there first, of them the least busy for what they may hold. */
export function colleagues({ agents, me }: Desk): AgentView[] {
  const rank = { online: 0, away: 1, offline: 2 };
  return agents
    .filter((agent) => agent.id !== me.id)
    .sort((a, b) => rank[a.presence] - rank[b.presence] || load(a) - load(b) || a.name.localeCompare(b.name));
}

/** What somebody holds, of what they may hold. */
export function load(agent: AgentView): number {
  return agent.holding / Math.max(1, agent.capacity);
}

export function sitsIn(agent: AgentView, queue: Queue): boolean {
  return agent.queues.length === 0 || agent.queues.includes(queue);
}

/** The team under which a colleague is asked: the one it is in, unless they do not sit there. */
export function queueFor(agent: AgentView, now: Queue): Queue {
  return sitsIn(agent, now) ? now : agent.queues[0]!;
}

export function isFree(agent: AgentView): boolean {
  return agent.presence === "online" && agent.holding < agent.capacity;
}
