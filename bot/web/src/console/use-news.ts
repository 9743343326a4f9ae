// What is said to me beside a conversation: each word is new once.

import { useEffect, useRef } from "preact/hooks";
import type { ConversationId, Desk, DeskItem } from "../wire.ts";

/**
 * Hands `told` what came with a picture of the desk: the conversations that `pick` finds, the new ones among them by
 * the time `at` which the word was said, and whether the picture is the first, whose words are not new.
 */
export function useNews(
  desk: Desk | undefined,
  pick: (desk: Desk) => DeskItem[],
  at: (item: DeskItem) => string,
  told: (fresh: DeskItem[], now: ReadonlyMap<ConversationId, string>, first: boolean) => void,
): void {
  const known = useRef<ReadonlyMap<ConversationId, string> | undefined>(undefined);
  const tell = useRef(told);
  tell.current = told;

  useEffect(() => {
    if (!desk) return;
    const before = known.current;
    const items = pick(desk);
    const now = new Map(items.map((item) => [item.conversation, at(item)]));
    known.current = now;
    tell.current(items.filter((item) => before?.get(item.conversation) !== at(item)), now, before === undefined);
  }, [desk]);
}
