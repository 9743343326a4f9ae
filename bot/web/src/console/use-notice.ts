// Tells of who needs an answer without being looked at: a count in the title, sounds.

import { useEffect } from "preact/hooks";
import { allowSound } from "./sound.ts";
import { useTexts } from "./texts.ts";

/** `count`: who waits, and who of mine has written unseen. */
export function useTitle(count: number, danger: boolean): void {
  const { w } = useTexts();
  useEffect(() => {
    const parts = [danger && `[${w.news.danger.page}]`, count > 0 && `(${count})`, w.title];
    document.title = parts.filter(Boolean).join(" ");
  }, [count, danger, w]);
}

/** Sound needs a gesture after every load of the page; any will do. */
export function useSound(): void {
  useEffect(() => {
    allowSound();
    addEventListener("pointerdown", allowSound);
    addEventListener("keydown", allowSound);
    return () => {
      removeEventListener("pointerdown", allowSound);
      removeEventListener("keydown", allowSound);
    };
  }, []);
}
