// What a lead does with the open conversation: look on, take it over, give it to somebody else.

import { useRef } from "preact/hooks";
import type { AgentView, Claimed, HandoffId, StaffState } from "../wire.ts";
import { cause, type Api } from "./api.ts";
import { holderWords } from "./conversation-pane.tsx";
import { problemWords } from "./problem.ts";
import { useTexts } from "./texts.ts";
import type { Tell } from "./toasts.tsx";
import type { Attempt } from "./use-work.ts";

/** The stream tells who has it now a moment after a refusal. */
const HOLDER_KNOWN = 300;

export interface Lead {
  /** Who is being watched, by name; absent when it is mine, waits, or I do not lead. */
  watching: string | undefined;
  /** There is something to give to others. */
  movable: boolean;
  /** Under which epoch things stand, and who has it, in words. */
  epoch: number;
  holder: string;
  take: (comment: string) => Attempt;
  reassign: (to: AgentView, comment: string) => Attempt;
}

interface Around {
  api: Api;
  me: AgentView;
  handoff: HandoffId | undefined;
  state: StaffState | undefined;
  tell: Tell;
  claimed: (claimed: Claimed) => void;
}

export function useLead({ api, me, handoff, state, tell, claimed }: Around): Lead {
  const { w } = useTexts();
  const latest = useRef(state);
  latest.current = state;
  const leads = me.role === "lead";
  const control = state?.state.control;
  const held = leads && control?.holder === "agent";
  const words = (now: StaffState | undefined) => (now ? holderWords(now.mine, now.state.control, w) : "");

  const problem = async (why: unknown, to: AgentView): Promise<string> => {
    const { code } = cause(why);
    if (code === "stale_epoch") {
      await new Promise((resolve) => setTimeout(resolve, HOLDER_KNOWN));
      return w.lead.reassign.stale(words(latest.current));
    }
    if (code === "no_capacity") return w.lead.reassign.noRoom(to.name);
    if (code === "refused") return w.lead.reassign.hasIt;
    if (code === "comment_required") return w.lead.reassign.missingWhy;
    return problemWords(why, w);
  };

  return {
    watching: held && !state?.mine ? control.name : undefined,
    movable: leads && handoff !== undefined && (held || control?.holder === "queued"),
    epoch: state?.epoch ?? 0,
    holder: words(state),
    take: async (comment) => {
      if (!handoff || !latest.current) return w.refused("failed");
      try {
        claimed(await api.takeOver(handoff, { epoch: latest.current.epoch, comment }));
      } catch (why) {
        return problem(why, me);
      }
      return undefined;
    },
    reassign: async (to, comment) => {
      if (!handoff || !latest.current) return w.refused("failed");
      try {
        await api.reassign(handoff, { agent: to.id, epoch: latest.current.epoch, comment });
      } catch (why) {
        return problem(why, to);
      }
      tell(w.lead.reassign.done(to.name));
      return undefined;
    },
  };
}
