// The same person's other conversations, asked for once a conversation is open.

import { useCallback, useEffect, useState } from "preact/hooks";
import type { ConversationId, PastConversation } from "../wire.ts";
import type { Api } from "./api.ts";

export interface Past {
  /** Absent until it is known. */
  list: PastConversation[] | undefined;
  failed: boolean;
  again: () => void;
}

/** Asked for only once somebody has `seen` the place where it is shown. */
export function usePast(api: Api, conversation: ConversationId | undefined, seen: boolean): Past {
  const [list, set] = useState<PastConversation[]>();
  const [failed, setFailed] = useState(false);
  const [attempt, ask] = useState(0);
  const [wanted, want] = useState<ConversationId>();
  useEffect(() => {
    if (seen) want(conversation);
  }, [seen, conversation]);
  useEffect(() => {
    set(undefined);
    setFailed(false);
    if (conversation === undefined || wanted !== conversation) return;
    let current = true;
    api.past(conversation).then(
      (found) => current && set(found),
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [api, conversation, wanted, attempt]);
  return { list, failed, again: useCallback(() => ask((count) => count + 1), []) };
}
