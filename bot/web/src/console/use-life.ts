// The life around a conversation, asked for while somebody looks at it, and anew with each new context.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Life, Span } from "../wire.ts";

export interface LifeFeed {
  /** What was received last; absent until something was. */
  life: Life | undefined;
  failed: boolean;
  again: () => void;
}

/** Without a span nothing is asked for. */
export function useLife(ask: (span: Span) => Promise<Life>, span: Span | undefined, mark: string): LifeFeed {
  const [life, set] = useState<Life>();
  const [failed, setFailed] = useState(false);
  const [attempt, retry] = useState(0);
  const asking = useRef(ask);
  asking.current = ask;
  useEffect(() => {
    if (span === undefined) return;
    let current = true;
    asking.current(span).then(
      (found) => {
        if (!current) return;
        set(found);
        setFailed(false);
      },
      () => current && setFailed(true),
    );
    return () => {
      current = false;
    };
  }, [span, mark, attempt]);
  return { life, failed, again: () => retry((count) => count + 1) };
}
