// Choosing from a list with the keyboard while the focus stays in a text field.

import { useEffect, useState } from "preact/hooks";
import { isComposing } from "./keys.ts";

export interface Picker {
  active: number;
  setActive: (index: number) => void;
  /** Handles arrows and Enter; true when the press was one of them. */
  press: (event: KeyboardEvent) => boolean;
}

/** `reset` is the query: a new one begins at the first entry again. */
export function usePicker(count: number, pick: (index: number) => void, reset: string): Picker {
  const [active, setActive] = useState(0);
  useEffect(() => setActive(0), [reset]);
  const held = Math.min(active, Math.max(0, count - 1));
  return {
    active: held,
    setActive,
    press: (event) => {
      if (isComposing(event) || count === 0) return false;
      if (event.key === "ArrowDown") setActive((held + 1) % count);
      else if (event.key === "ArrowUp") setActive((held - 1 + count) % count);
      else if (event.key === "Enter") pick(held);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}

/** Keeps the chosen entry in view. */
export function useReveal(id: string | undefined): void {
  useEffect(() => {
    if (id) document.getElementById(id)?.scrollIntoView({ block: "nearest" });
  }, [id]);
}
