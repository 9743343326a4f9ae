// My words on their way, kept until the log has them: a page that closes too early loses none.

import type { AgentId, ConversationId } from "../wire.ts";
import { keys, quietly, read } from "./storage.ts";
import type { Unsent } from "./timeline.ts";

export const UNSENT = "dari.unsent.";

interface Stored {
  at: number;
  words: Unsent[];
}

export interface Kept {
  /** What was on its way when the page closed. Sending it again under its own id says nothing twice. */
  load: (conversation: ConversationId) => Unsent[];
  save: (conversation: ConversationId, words: readonly Unsent[], now: number) => void;
  list: () => ConversationId[];
  erase: () => void;
}

export function unsentWords(storage: Storage, agent: AgentId): Kept {
  const prefix = `${UNSENT}${agent}.`;
  const own = () => keys(storage).filter((key) => key.startsWith(prefix));
  return {
    load: (conversation) =>
      (read<Stored>(storage, prefix + conversation)?.words ?? []).map((one) => ({ ...one, state: "failed" })),
    save: (conversation, words, now) =>
      void quietly(() => {
        if (words.length === 0) storage.removeItem(prefix + conversation);
        else storage.setItem(prefix + conversation, JSON.stringify({ at: now, words } satisfies { at: number; words: readonly Unsent[] }));
      }),
    list: () => own().map((key) => key.slice(prefix.length)),
    erase: () => own().forEach((key) => quietly(() => storage.removeItem(key))),
  };
}
