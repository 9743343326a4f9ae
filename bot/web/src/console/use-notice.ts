// Tells of waiting customers without being looked at: a count in the title, a soft sound.

import { useEffect } from "preact/hooks";
import { allowSound } from "./sound.ts";
import { useTexts } from "./texts.ts";

export function useTitle(waiting: number): void {
  const { w } = useTexts();
  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) ${w.title}` : w.title;
  }, [waiting, w.title]);
}

/** Sound needs a gesture after every load of the page; any will do. */
export function useSound(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    allowSound();
    addEventListener("pointerdown", allowSound);
    addEventListener("keydown", allowSound);
    return () => {
      removeEventListener("pointerdown", allowSound);
      removeEventListener("keydown", allowSound);
    };
  }, [on]);
}
