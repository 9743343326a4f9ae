// An agent's own work with conversations: the next one, passing on, promises, strong words, a call to be sure.

import { useState } from "preact/hooks";
import type { Claimed, ConversationId, Desk, HandoffId, Measure, Transfer } from "../wire.ts";
import type { Api } from "./api.ts";
import { timeOfDay } from "./clock.ts";
import { pullWords } from "./next-button.tsx";
import { problemWords } from "./problem.ts";
import { pull } from "./pull.ts";
import { useTexts } from "./texts.ts";
import type { Tell } from "./toasts.tsx";

/** Resolves to what went wrong, in words, or to nothing. */
export type Attempt = Promise<string | undefined>;

export interface Work {
  taking: boolean;
  next: () => Promise<void>;
  transfer: (handoff: HandoffId, to: string, body: Transfer) => Attempt;
  promise: (conversation: ConversationId, text: string, due: number) => Attempt;
  keep: (conversation: ConversationId, text: string) => Promise<void>;
  meet: (conversation: ConversationId, epoch: number, number: number, measure: Measure) => Attempt;
  snooze: (conversation: ConversationId, until: number) => Attempt;
  /** Takes up again what was laid aside. */
  wake: (conversation: ConversationId) => Promise<void>;
  check: (conversation: ConversationId, epoch: number) => Attempt;
}

interface Around {
  api: Api;
  desk: Desk | undefined;
  tell: Tell;
  claimed: (claimed: Claimed) => void;
  /** What is open has changed: the context has to be asked for anew. */
  changed: () => void;
}

export function useWork({ api, desk, tell, claimed, changed }: Around): Work {
  const { w } = useTexts();
  const [taking, setTaking] = useState(false);

  const attempt = async (act: () => Promise<unknown>, done: () => void): Attempt => {
    try {
      await act();
    } catch (why) {
      return problemWords(why, w);
    }
    done();
    return undefined;
  };

  return {
    taking,
    next: async () => {
      if (taking || !desk) return;
      const state = pull(desk);
      if (!state.can && state.why !== "nobody") return tell(pullWords(state, desk, w).join(". "), "problem");
      setTaking(true);
      // The server knows best: somebody may have come since the last picture.
      const wrong = await attempt(
        async () => {
          const found = await api.next();
          if (found) claimed(found);
          else tell(pullWords({ can: false, why: "nobody", others: desk.waiting.length }, desk, w)[1]);
        },
        () => undefined,
      );
      setTaking(false);
      if (wrong) tell(wrong, "problem");
    },
    transfer: (handoff, to, body) =>
      attempt(
        () => api.transfer(handoff, body),
        () => tell(w.work.transfer.done(to)),
      ),
    promise: (conversation, text, due) =>
      attempt(
        () =>
          api.promise(conversation, { client_id: crypto.randomUUID(), text, due: new Date(due).toISOString() }),
        () => {
          tell(w.work.promises.done);
          changed();
        },
      ),
    keep: async (conversation, text) => {
      const wrong = await attempt(
        () => api.keep(conversation, { text }),
        () => tell(w.work.promises.keptDone),
      );
      if (wrong) tell(wrong, "problem");
      changed();
    },
    meet: (conversation, epoch, number, measure) =>
      attempt(
        () => api.meetAbuse(conversation, { epoch, number, measure }),
        () => tell(w.work.abuse.done[measure]),
      ),
    snooze: (conversation, until) =>
      attempt(
        () => api.snooze(conversation, { until: new Date(until).toISOString() }),
        () => tell(w.work.snooze.done),
      ),
    wake: async (conversation) => {
      const wrong = await attempt(
        () => api.snooze(conversation, { until: null }),
        () => undefined,
      );
      if (wrong) tell(wrong, "problem");
    },
    check: (conversation, epoch) =>
      attempt(
        async () => {
          const { until } = await api.callBack(conversation, { epoch });
          tell(w.work.check.done(timeOfDay(until)));
        },
        changed,
      ),
  };
}
