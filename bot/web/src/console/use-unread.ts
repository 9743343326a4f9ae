// Tells of customers of mine who write where I am not looking, and counts them.

import { useEffect, useRef } from "preact/hooks";
import type { ConversationId, Desk, DeskItem } from "../wire.ts";
import { unreadCount, written } from "./given.ts";

export function useUnread(desk: Desk | undefined, seen: ConversationId | undefined, heard: (items: DeskItem[]) => void): number {
  const before = useRef<Desk | undefined>(undefined);
  const tell = useRef(heard);
  tell.current = heard;
  const eyes = useRef(seen);
  eyes.current = seen;
  useEffect(() => {
    if (!desk) return;
    const fresh = before.current ? written(before.current, desk) : [];
    before.current = desk;
    const unseen = fresh.filter((item) => item.conversation !== eyes.current);
    if (unseen.length > 0) tell.current(unseen);
  }, [desk]);
  return desk ? unreadCount(desk, seen) : 0;
}
