// The five-second context of a handoff, taken anew while the conversation goes on.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Context, HandoffId, Language } from "../wire.ts";
import type { Api } from "./api.ts";

export interface ContextFeed {
  context: Context | undefined;
  failed: boolean;
  again: () => void;
  /** Takes a context that another answer brought along. */
  put: (context: Context) => void;
}

const SETTLE = 1200;

/** `mark` is the number of the last shared event, 0 while it is not known. */
export function useHandoffContext(
  api: Api,
  handoff: HandoffId | undefined,
  language: Language,
  mark: number,
): ContextFeed {
  const known = useRef(new Map<string, Context>());
  const [failed, setFailed] = useState<string>();
  const [, redraw] = useState(0);
  const key = handoff === undefined ? undefined : `${language} ${handoff}`;
  const asked = useRef({ key: "", mark: 0 });

  const put = useCallback((id: string, context: Context) => {
    known.current.set(id, context);
    setFailed(undefined);
    redraw((count) => count + 1);
  }, []);

  const ask = useCallback(async () => {
    if (handoff === undefined || key === undefined) return;
    try {
      put(key, await api.context(handoff));
    } catch {
      setFailed(key);
    }
  }, [api, handoff, key, put]);

  useEffect(() => {
    if (key === undefined) return;
    const before = asked.current;
    asked.current = { key, mark };
    if (before.key !== key) return void ask();
    // The first mark tells how far the conversation was when the context was asked for.
    if (before.mark === 0 || before.mark === mark) return;
    const timer = setTimeout(() => void ask(), SETTLE);
    return () => clearTimeout(timer);
  }, [ask, key, mark]);

  return {
    context: key === undefined ? undefined : known.current.get(key),
    failed: key !== undefined && failed === key,
    again: () => void ask(),
    put: (context) => put(`${language} ${context.handoff}`, context),
  };
}
