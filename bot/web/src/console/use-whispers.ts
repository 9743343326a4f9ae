// Whispers to me: told once when they come, marked in the list until the conversation is opened.

import { useEffect, useState } from "preact/hooks";
import type { ConversationId, Desk, DeskItem } from "../wire.ts";
import { whispers } from "./desk.ts";
import { useNews } from "./use-news.ts";

/** Conversations of mine with a whisper that I have not seen; `heard` is told of each new one. */
export function useWhispers(
  desk: Desk | undefined,
  place: ConversationId | undefined,
  heard: (item: DeskItem) => void,
): ReadonlySet<ConversationId> {
  const [unseen, set] = useState<ReadonlySet<ConversationId>>(new Set());
  useNews(desk, whispers, (item) => item.whisper!.at, (fresh, now, first) => {
    // Those of the first picture are marked, not told.
    if (!first) fresh.forEach(heard);
    set((all) => {
      const still = [...all].filter((id) => now.has(id));
      if (fresh.length === 0 && still.length === all.size) return all;
      return new Set([...still, ...fresh.map((item) => item.conversation)]);
    });
  });

  // What is open is seen.
  useEffect(() => {
    if (place !== undefined && unseen.has(place)) set((all) => new Set([...all].filter((id) => id !== place)));
  }, [place, unseen]);
  return unseen;
}
