// Listens to the keyboard for the whole console.

import { useEffect, useRef } from "preact/hooks";
import { commandOf, type Command } from "./keys.ts";

export function useShortcuts(run: (command: Command) => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = commandOf(event, isField(event.target));
      if (!command || event.defaultPrevented) return;
      event.preventDefault();
      // A window in front keeps the keyboard for itself, except from danger.
      if (command !== "danger" && document.querySelector("dialog[open]")) return;
      latest.current(command);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
