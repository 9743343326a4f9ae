// The team's replies: read when the desk says that they have changed, the last known ones kept for when they cannot be.

import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { CannedReply } from "../wire.ts";
import type { Api } from "./api.ts";
import { forgotten, remember, remembered, withReply } from "./known-replies.ts";

export interface Canned {
  replies: readonly CannedReply[];
  /** Nothing has come yet, and nothing was known before. */
  loading: boolean;
  /** They could not be read; it is tried again. */
  failed: boolean;
  /** Reads them now. */
  again: () => Promise<readonly CannedReply[]>;
  /** What I have just kept or put away, before the desk tells. */
  put: (reply: CannedReply) => void;
  drop: (id: string) => void;
  /** Leaves nothing of them behind. */
  forget: () => void;
}

const RETRY = 8000;

/** `revision` is the desk's: absent until its first picture has come. */
export function useCanned(api: Api, revision: number | undefined): Canned {
  const [replies, set] = useState<readonly CannedReply[] | undefined>(() => remembered(localStorage));
  const [failed, setFailed] = useState(false);
  const [attempt, retry] = useState(0);

  const again = useCallback(async () => {
    const { replies: fresh } = await api.canned();
    set(fresh);
    setFailed(false);
    remember(localStorage, fresh);
    return fresh;
  }, [api]);

  useEffect(() => {
    if (revision === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    again().catch(() => {
      if (left) return;
      setFailed(true);
      timer = setTimeout(() => retry((count) => count + 1), RETRY);
    });
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [again, revision, attempt]);

  const put = useCallback((reply: CannedReply) => set((known = []) => withReply(known, reply)), []);
  const drop = useCallback((id: string) => set((known = []) => known.filter((one) => one.id !== id)), []);
  const forget = useCallback(() => forgotten(localStorage), []);
  return useMemo(
    () => ({ replies: replies ?? [], loading: replies === undefined && !failed, failed, again, put, drop, forget }),
    [replies, failed, again, put, drop, forget],
  );
}
