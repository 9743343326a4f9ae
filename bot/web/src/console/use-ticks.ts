// Which next steps are done, remembered for each handoff as long as the page is open.

import { useState } from "preact/hooks";
import type { HandoffId } from "../wire.ts";

const done = new Map<HandoffId, ReadonlySet<string>>();

export function useTicks(handoff: HandoffId): [ReadonlySet<string>, (step: string) => void] {
  const [, redraw] = useState(0);
  const ticked = done.get(handoff) ?? new Set<string>();
  const tick = (step: string) => {
    const next = new Set(ticked);
    if (!next.delete(step)) next.add(step);
    done.set(handoff, next);
    redraw((count) => count + 1);
  };
  return [ticked, tick];
}
