// The open conversation's draft, and which conversations have one.

import { useCallback, useMemo, useState } from "preact/hooks";
import type { AgentId, ConversationId } from "../wire.ts";
import { drafts, noDraft, type Draft, type Drafts } from "./drafts.ts";
import type { Mode } from "./timeline.ts";

export interface DraftsInUse {
  store: Drafts;
  draft: Draft;
  drafted: ReadonlySet<ConversationId>;
  keep: (conversation: ConversationId, mode: Mode, text: string) => void;
  /** Puts words that came back before what has been written since. */
  giveBack: (conversation: ConversationId, mode: Mode, text: string) => void;
}

export function useDrafts(agent: AgentId, conversation: ConversationId | undefined): DraftsInUse {
  const store = useMemo(() => drafts(localStorage, agent), [agent]);
  const [version, setVersion] = useState(0);
  const draft = useMemo(
    () => (conversation === undefined ? noDraft : store.load(conversation)),
    [store, conversation, version],
  );
  const drafted = useMemo(() => new Set(store.list()), [store, version]);
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
  return { store, draft, drafted, keep, giveBack };
}
