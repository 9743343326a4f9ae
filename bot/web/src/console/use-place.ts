// Which conversation is open: kept in the address, so that a reload and the back button keep it.

import { useCallback, useEffect, useState } from "preact/hooks";
import type { ConversationId } from "../wire.ts";

export function usePlace(): [ConversationId | undefined, (conversation: ConversationId | undefined) => void] {
  const [place, set] = useState(read);
  useEffect(() => {
    const follow = () => set(read());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  const go = useCallback((conversation: ConversationId | undefined) => {
    location.hash = conversation === undefined ? "" : `#/c/${encodeURIComponent(conversation)}`;
    set(conversation);
  }, []);
  return [place, go];
}

function read(): ConversationId | undefined {
  const found = /^#\/c\/(.+)$/.exec(location.hash);
  try {
    return found?.[1] && decodeURIComponent(found[1]);
  } catch {
    return undefined;
  }
}
