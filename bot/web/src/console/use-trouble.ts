// Whether to tell of a broken connection: only one that lasts is worth a word.

import { useEffect, useState } from "preact/hooks";
import type { Link } from "../feed.ts";

export type Trouble = "offline" | "reconnecting";

const WORTH_A_WORD = 1500;

export function useTrouble(...links: Link[]): Trouble | undefined {
  const [lasting, set] = useState(false);
  const offline = links.some((link) => link.link === "offline");
  const broken = links.some((link) => link.link === "waiting" || link.link === "connecting");
  useEffect(() => {
    if (!broken) return set(false);
    const timer = setTimeout(() => set(true), WORTH_A_WORD);
    return () => clearTimeout(timer);
  }, [broken]);
  return offline ? "offline" : broken && lasting ? "reconnecting" : undefined;
}
