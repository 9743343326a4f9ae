// Notes that call me: told once when they come, read once their conversation is open before my eyes.

import { useEffect } from "preact/hooks";
import type { ConversationId, Desk, DeskItem } from "../wire.ts";
import type { Api } from "./api.ts";
import { unreadMentions } from "./desk.ts";
import { useNews } from "./use-news.ts";

export function useMentions(
  api: Api,
  desk: Desk | undefined,
  place: ConversationId | undefined,
  called: (item: DeskItem) => void,
): void {
  useNews(desk, unreadMentions, (item) => item.mention!.at, (fresh, _now, first) => {
    // Those of the first picture are counted, not told.
    if (!first) fresh.forEach(called);
  });

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
