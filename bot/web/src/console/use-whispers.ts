// Whispers to me: told once when they come, marked in the list until the conversation is opened.

import { useEffect, useRef, useState } from "preact/hooks";
import type { ConversationId, Desk, DeskItem } from "../wire.ts";
import { whispers } from "./desk.ts";

/** Conversations of mine with a whisper that I have not seen; `heard` is told of each new one. */
export function useWhispers(
  desk: Desk | undefined,
  place: ConversationId | undefined,
  heard: (item: DeskItem) => void,
): ReadonlySet<ConversationId> {
  const known = useRef<Map<ConversationId, string> | undefined>(undefined);
  const [unseen, set] = useState<ReadonlySet<ConversationId>>(new Set());
  const tell = useRef(heard);
  tell.current = heard;

  useEffect(() => {
    if (!desk) return;
    const before = known.current;
    const now = whispers(desk);
    known.current = new Map(now.map((item) => [item.conversation, item.whisper!.at]));
    // Whispers of the first picture are marked, not told: they are not new.
    const fresh = now.filter((item) => before?.get(item.conversation) !== item.whisper!.at);
    if (before) fresh.forEach((item) => tell.current(item));
    set((all) => {
      const still = [...all].filter((id) => known.current?.has(id));
      if (fresh.length === 0 && still.length === all.size) return all;
      return new Set([...still, ...fresh.map((item) => item.conversation)]);
    });
  }, [desk]);

  // What is open is seen.
  useEffect(() => {
    if (place !== undefined && unseen.has(place)) set((all) => new Set([...all].filter((id) => id !== place)));
  }, [place, unseen]);
  return unseen;
}
