// What rings now: each danger once, until it is opened, dismissed or in somebody's hands.

import { useEffect, useRef, useState } from "preact/hooks";
import type { ConversationId, Desk } from "../wire.ts";
import { raised, ringing, without, type Alarm } from "./alarm.ts";
import { alarm } from "./sound.ts";

export interface Alarms {
  alarms: Alarm[];
  dismiss: (conversation: ConversationId) => void;
}

const AGAIN = 10_000;
const TIMES = 6;

/** `seen` is the conversation before the agent's eyes. Danger sounds whatever was chosen for other news. */
export function useAlarms(desk: Desk | undefined, seen: ConversationId | undefined): Alarms {
  const before = useRef<Desk | undefined>(undefined);
  const [alarms, set] = useState<Alarm[]>([]);

  useEffect(() => {
    if (!desk) return;
    const fresh = raised(before.current, desk);
    before.current = desk;
    if (fresh.length > 0) alarm();
    set((all) => (all.length + fresh.length > 0 ? ringing([...all, ...fresh], desk) : all));
  }, [desk]);

  // What is open is seen.
  useEffect(() => {
    if (seen !== undefined) set((all) => without(all, seen));
  }, [seen, alarms]);

  const rings = alarms.length > 0;
  useEffect(() => {
    if (!rings) return;
    let left = TIMES;
    const timer = setInterval(() => (left-- > 0 ? alarm() : clearInterval(timer)), AGAIN);
    return () => clearInterval(timer);
  }, [rings]);

  return { alarms, dismiss: (conversation) => set((all) => without(all, conversation)) };
}
