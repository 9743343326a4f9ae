// What an agent does to conversations and to the desk, and what is told when it does not work.

import { useState } from "preact/hooks";
import type { Claimed, Desk, GiveBack, HandoffId, WrapUp } from "../wire.ts";
import { cause, type Api } from "./api.ts";
import { problemWords } from "./problem.ts";
import { useTexts } from "./texts.ts";
import type { Tell } from "./toasts.tsx";

const WINNER_KNOWN = 300;

export type LettingGo = "return" | "close" | "release";

export interface Acts {
  claiming: boolean;
  claim: (handoff: HandoffId) => Promise<void>;
  /** Resolves to what went wrong, in words, or to nothing. */
  letGo: (
    how: LettingGo,
    handoff: HandoffId,
    epoch: number,
    wrapUp?: WrapUp,
    back?: GiveBack,
  ) => Promise<string | undefined>;
  setPresence: (online: boolean) => Promise<void>;
  signOut: () => Promise<string | undefined>;
}

interface Around {
  api: Api;
  desk: Desk | undefined;
  adjust: (change: (desk: Desk) => Desk) => void;
  /** Forgets unfinished words. */
  erase: () => void;
  tell: Tell;
  claimed: (claimed: Claimed) => void;
  /** Who has the open conversation now, as far as the stream has told. */
  holder: () => string | undefined;
  left: () => void;
}

export function useActs({ api, desk, adjust, erase, tell, claimed, holder, left }: Around): Acts {
  const { w } = useTexts();
  const [claiming, setClaiming] = useState(false);

  const problem = (why: unknown) => problemWords(why, w);

  return {
    claiming,
    claim: async (handoff) => {
      if (claiming) return;
      setClaiming(true);
      try {
        claimed(await api.claim(handoff));
      } catch (why) {
        const { code } = cause(why);
        const lost = code === "already_claimed" || code === "refused";
        // The stream names the winner a moment after the refusal.
        if (lost) await new Promise((resolve) => setTimeout(resolve, WINNER_KNOWN));
        tell(lost ? w.claimLost(holder()) : problem(why), "problem");
      } finally {
        setClaiming(false);
      }
    },
    letGo: async (how, handoff, epoch, wrapUp, back) => {
      try {
        if (how === "release") await api.release(handoff, { epoch });
        else if (wrapUp && how === "close") await api.close(handoff, { epoch, wrap_up: wrapUp });
        else if (wrapUp) await api.giveBack(handoff, { epoch, wrap_up: wrapUp, ...(back && { back }) });
      } catch (why) {
        return problem(why);
      }
      tell(w.done[how]);
      return undefined;
    },
    setPresence: async (online) => {
      const presence = online ? "online" : "away";
      const before = desk?.me.presence ?? "offline";
      const show = (shown: typeof before) =>
        adjust((picture) => ({ ...picture, me: { ...picture.me, presence: shown } }));
      show(presence);
      try {
        await api.setPresence(presence);
      } catch (why) {
        show(before);
        tell(problem(why), "problem");
      }
    },
    signOut: async () => {
      try {
        await api.signOut();
      } catch (why) {
        if (cause(why).status !== 401) return problem(why);
      }
      erase();
      left();
      return undefined;
    },
  };
}
