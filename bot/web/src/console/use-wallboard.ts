// The wallboard as it stood when the server last told: asked for while somebody can see it.

import { useEffect, useState } from "preact/hooks";
import type { Wallboard } from "../wire.ts";
import type { Api } from "./api.ts";

export interface WallFeed {
  /** Absent until the first picture has come. */
  board: Wallboard | undefined;
  /** When it came, by the clock of this computer. */
  cameAt: number;
  /** The server did not answer the last time. */
  failing: boolean;
}

export const PACE = 5000;

export function useWallboard(api: Api): WallFeed {
  const [feed, set] = useState<WallFeed>({ board: undefined, cameAt: Date.now(), failing: false });
  useEffect(() => {
    let ended = false;
    let asking = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      clearTimeout(timer);
      if (ended || asking || document.hidden) return;
      asking = true;
      try {
        const board = await api.wallboard();
        if (!ended) set({ board, cameAt: Date.now(), failing: false });
      } catch {
        // The last picture stays; how old it is stands above it.
        if (!ended) set((before) => ({ ...before, failing: true }));
      }
      asking = false;
      if (!ended) timer = setTimeout(look, PACE);
    };
    const now = () => void look();
    void look();
    document.addEventListener("visibilitychange", now);
    addEventListener("online", now);
    return () => {
      ended = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", now);
      removeEventListener("online", now);
    };
  }, [api]);
  return feed;
}
