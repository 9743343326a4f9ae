// To whom a conversation can be given: who is there, whether they fit, how much room they have.

import type { AgentId, AgentView, Language, Queue } from "../wire.ts";
import { load, sitsIn } from "./transfer.ts";

/** What the conversation asks of whoever gets it; unknown when it is in no list. */
export interface Need {
  queue: Queue | undefined;
  language: Language;
  /** Who has it now. */
  holder: AgentId | undefined;
}

export interface Colleague {
  agent: AgentView;
  full: boolean;
  rightQueue: boolean;
  rightLanguage: boolean;
}

/** Colleagues who are online, without the holder and me: those who fit and have room first, the least busy before. */
export function colleagues(agents: readonly AgentView[], me: AgentView, need: Need): Colleague[] {
  return agents
    .filter((agent) => agent.presence === "online" && agent.id !== me.id && agent.id !== need.holder)
    .map((agent) => ({
      agent,
      full: agent.holding >= agent.capacity,
      rightQueue: need.queue === undefined || sitsIn(agent, need.queue),
      rightLanguage: agent.languages.length === 0 || agent.languages.includes(need.language),
    }))
    .sort((one, other) => misfit(one) - misfit(other) || load(one.agent) - load(other.agent));
}

export function fits({ full, rightQueue, rightLanguage }: Colleague): boolean {
  return !full && rightQueue && rightLanguage;
}

function misfit({ full, rightQueue, rightLanguage }: Colleague): number {
  return (full ? 4 : 0) + (rightLanguage ? 0 : 2) + (rightQueue ? 0 : 1);
}
