// Who may still write where: the server's own rule, so that nobody writes what it would not take.

import type { AgentId, AgentView, StaffState } from "../wire.ts";
import type { Timeline } from "./timeline.ts";

/** A note is taken from its holder, whoever had it last, leads, and from all while it waits or a call is booked. */
export function mayNote(me: Pick<AgentView, "id" | "role">, { state, mine }: StaffState, { holders }: Pick<Timeline, "holders">): boolean {
  const waits = state.control.holder === "queued" || state.callback_at != null;
  return mine || waits || me.role === "lead" || wasMine(holders, me.id);
}

const wasMine = (holders: Timeline["holders"], me: AgentId) => [...holders.values()].includes(me);
