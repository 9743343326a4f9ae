// The open conversation's draft, and which conversations have unfinished or unsent words.

import { useCallback, useMemo, useState } from "preact/hooks";
import type { AgentId, ConversationId } from "../wire.ts";
import { drafts, noDraft, type Draft, type Drafts } from "./drafts.ts";
import type { Mode, Unsent } from "./timeline.ts";
import { unsentWords, type Kept } from "./unsent.ts";

export interface DraftsInUse {
  /** Words on their way. */
  unsent: Kept;
  draft: Draft;
  drafted: ReadonlySet<ConversationId>;
  keep: (conversation: ConversationId, mode: Mode, text: string) => void;
  /** Puts words that came back before what has been written since. */
  giveBack: (conversation: ConversationId, mode: Mode, text: string) => void;
  /** Forgets everything of this agent. */
  erase: () => void;
}

export function useDrafts(agent: AgentId, conversation: ConversationId | undefined): DraftsInUse {
  const store: Drafts = useMemo(() => drafts(localStorage, agent), [agent]);
  const kept = useMemo(() => unsentWords(localStorage, agent), [agent]);
  const [version, setVersion] = useState(0);
  const draft = useMemo(
    () => (conversation === undefined ? noDraft : store.load(conversation)),
    [store, conversation, version],
  );
  const drafted = useMemo(() => new Set([...store.list(), ...kept.list()]), [store, kept, version]);
  const unsent = useMemo<Kept>(
    () => ({
      ...kept,
      save: (id: ConversationId, words: readonly Unsent[], now: number) => {
        kept.save(id, words, now);
        setVersion((count) => count + 1);
      },
    }),
    [kept],
  );
  const keep = useCallback(
    (id: ConversationId, mode: Mode, text: string) => {
      store.save(id, { ...store.load(id), [mode]: text }, Date.now());
      setVersion((count) => count + 1);
    },
    [store],
  );
  const giveBack = useCallback(
    (id: ConversationId, mode: Mode, text: string) => {
      const since = store.load(id)[mode];
      keep(id, mode, since.trim() === "" ? text : `${text}\n${since}`);
    },
    [store, keep],
  );
  const erase = useCallback(() => {
    store.erase();
    kept.erase();
  }, [store, kept]);
  return { unsent, draft, drafted, keep, giveBack, erase };
}
