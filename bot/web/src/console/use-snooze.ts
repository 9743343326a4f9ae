// Which of my conversations sleep; tells when one wakes.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { AgentId, ConversationId, Desk, DeskItem } from "../wire.ts";
import { timeOfDay } from "./clock.ts";
import { useNow } from "./now.ts";
import { asleep, loadSnoozes, saveSnoozes, type Snoozes } from "./snooze.ts";
import { useTexts } from "./texts.ts";

export interface Snoozing {
  snoozes: Snoozes;
  sleeping: ReadonlySet<ConversationId>;
  snooze: (item: DeskItem, until: number | undefined) => void;
  wake: (conversation: ConversationId) => void;
}

const PACE = 5000;

export function useSnooze(agent: AgentId, desk: Desk | undefined, woken: (item: DeskItem) => void): Snoozing {
  const [snoozes, set] = useState(() => loadSnoozes(localStorage, agent, Date.now()));
  const now = useNow(PACE);
  const mine = desk?.mine;
  const sleeping = useMemo(() => asleep(mine ?? [], snoozes, Math.max(now, Date.now())), [mine, snoozes, now]);
  const tell = useRef(woken);
  tell.current = woken;

  const keep = (next: Snoozes) => {
    set(next);
    saveSnoozes(localStorage, agent, next);
  };

  // Whatever sleeps no longer is forgotten, and told if it is still mine.
  useEffect(() => {
    if (!mine) return;
    const over = Object.keys(snoozes).filter((conversation) => !sleeping.has(conversation));
    if (over.length === 0) return;
    for (const item of mine) if (over.includes(item.conversation)) tell.current(item);
    keep(Object.fromEntries(Object.entries(snoozes).filter(([conversation]) => sleeping.has(conversation))));
  }, [mine, sleeping, snoozes]);

  return {
    snoozes,
    sleeping,
    snooze: (item, until) =>
      keep({
        ...snoozes,
        [item.conversation]: { ...(until !== undefined && { until }), lastAt: item.last_at, at: Date.now() },
      }),
    wake: (conversation) => keep(Object.fromEntries(Object.entries(snoozes).filter(([id]) => id !== conversation))),
  };
}

/** Until when each sleeps, in words. */
export function useAsleep({ snoozes, sleeping }: Snoozing): ReadonlyMap<ConversationId, string> {
  const { w } = useTexts();
  return useMemo(() => {
    const words = (until: number | undefined) =>
      until === undefined ? w.work.snooze.untilCustomer : w.work.snooze.until(timeOfDay(until));
    return new Map([...sleeping].map((id) => [id, words(snoozes[id]?.until)]));
  }, [snoozes, sleeping, w]);
}
