// Which of my conversations are laid aside; tells when one wakes by itself.

import { useEffect, useMemo, useRef } from "preact/hooks";
import type { ConversationId, Desk, DeskItem } from "../wire.ts";
import { dayAndTime, localDay, timeOfDay } from "./clock.ts";
import { asleep } from "./snooze.ts";
import { useTexts } from "./texts.ts";

export interface Snoozing {
  sleeping: ReadonlyMap<ConversationId, string>;
  /** I wake it myself: that is no news. */
  waking: (conversation: ConversationId) => void;
}

export function useSnooze(desk: Desk | undefined, woken: (item: DeskItem) => void): Snoozing {
  const mine = desk?.mine;
  const sleeping = useMemo(() => asleep(mine ?? []), [mine]);
  const slept = useRef(sleeping);
  const own = useRef(new Set<ConversationId>());
  const tell = useRef(woken);
  tell.current = woken;

  useEffect(() => {
    for (const item of mine ?? []) {
      if (!slept.current.has(item.conversation) || sleeping.has(item.conversation)) continue;
      if (!own.current.delete(item.conversation)) tell.current(item);
    }
    slept.current = sleeping;
  }, [mine, sleeping]);

  return { sleeping, waking: (conversation) => void own.current.add(conversation) };
}

/** Until when each sleeps, in words. */
export function useAsleep(sleeping: ReadonlyMap<ConversationId, string>): ReadonlyMap<ConversationId, string> {
  const { w, language } = useTexts();
  return useMemo(() => {
    const words = (until: string) => {
      const today = localDay(Date.parse(until)) === localDay(Date.now());
      return w.work.snooze.until(today ? timeOfDay(until) : dayAndTime(until, language));
    };
    return new Map([...sleeping].map(([id, until]) => [id, words(until)]));
  }, [sleeping, w, language]);
}
