// Notes that call me: told once when they come, read once their conversation is open before my eyes.

import { useEffect, useRef } from "preact/hooks";
import type { ConversationId, Desk, DeskItem } from "../wire.ts";
import type { Api } from "./api.ts";
import { unreadMentions } from "./desk.ts";

export function useMentions(
  api: Api,
  desk: Desk | undefined,
  place: ConversationId | undefined,
  called: (item: DeskItem) => void,
): void {
  const known = useRef<Map<ConversationId, string> | undefined>(undefined);
  const tell = useRef(called);
  tell.current = called;

  useEffect(() => {
    if (!desk) return;
    const before = known.current;
    const unread = unreadMentions(desk);
    known.current = new Map(unread.map((item) => [item.conversation, item.mention!.at]));
    // Those of the first picture are counted, not told: they are not new.
    const fresh = unread.filter((item) => before?.get(item.conversation) !== item.mention!.at);
    if (before) fresh.forEach((item) => tell.current(item));
  }, [desk]);

  useEffect(() => {
    const look = () => {
      if (!desk || document.hidden) return;
      if (!unreadMentions(desk).some((item) => item.conversation === place)) return;
      // What fails is tried again with the next picture.
      api.readMentions(place!).catch(() => undefined);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [api, desk, place]);
}
