// Unfinished words, kept per agent and conversation until they are sent.

import type { AgentId, ConversationId } from "../wire.ts";
import { keys, quietly, read } from "./storage.ts";
import type { Mode } from "./timeline.ts";
import { UNSENT } from "./unsent.ts";

export type Draft = Record<Mode, string>;

export const noDraft: Draft = { reply: "", note: "", whisper: "" };

interface Stored extends Draft {
  at: number;
}

const PREFIX = "dari.draft.";
const KEPT = 7 * 24 * 60 * 60_000;

export interface Drafts {
  load: (conversation: ConversationId) => Draft;
  save: (conversation: ConversationId, draft: Draft, now: number) => void;
  /** Conversations with unfinished words. */
  list: () => ConversationId[];
  /** Forgets everything of this agent. */
  erase: () => void;
}

/** Drafts in `storage`. One that refuses keeps them no longer than the page. */
export function drafts(storage: Storage, agent: AgentId): Drafts {
  const prefix = `${PREFIX}${agent}.`;
  const here = new Map<ConversationId, Draft>();
  const own = () => keys(storage).filter((key) => key.startsWith(prefix));
  return {
    load: (conversation) => {
      const stored = here.get(conversation) ?? read<Stored>(storage, prefix + conversation);
      return { reply: stored?.reply ?? "", note: stored?.note ?? "", whisper: stored?.whisper ?? "" };
    },
    save: (conversation, draft, now) => {
      const key = prefix + conversation;
      here.set(conversation, draft);
      quietly(() => {
        if (Object.values(draft).every((text) => text.trim() === "")) storage.removeItem(key);
        else storage.setItem(key, JSON.stringify({ ...draft, at: now } satisfies Stored));
      });
    },
    list: () => own().map((key) => key.slice(prefix.length)),
    erase: () => {
      here.clear();
      own().forEach((key) => quietly(() => storage.removeItem(key)));
    },
  };
}

/** Removes unfinished and unsent words of anyone that nobody came back to for a week. */
export function expire(storage: Storage, now: number): void {
  for (const key of keys(storage)) {
    if (!key.startsWith(PREFIX) && !key.startsWith(UNSENT)) continue;
    const stored = read<{ at: number }>(storage, key);
    if (!stored || now - stored.at > KEPT) quietly(() => storage.removeItem(key));
  }
}
