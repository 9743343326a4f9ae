// One answer of the context: its question, and lines that lead to what they rest on.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Context } from "../wire.ts";
import { useTexts } from "./texts.ts";

export interface Shown {
  context: Context;
  onCite: (number: number) => void;
  onInsert: (text: string) => void;
}

interface AnswerProps {
  label: string;
  /** The button that shows the rest of a long answer. */
  more?: ComponentChildren;
  children: ComponentChildren;
}

export function Answer({ label, more, children }: AnswerProps) {
  return (
    <section class="answer">
      <header>
        <h3>{label}</h3>
        {more}
      </header>
      <div>{children}</div>
    </section>
  );
}

interface CiteProps {
  number: number;
  kind: string;
  onCite: (number: number) => void;
  children: ComponentChildren;
}

/** A line that leads to the message it rests on. */
export function Cite({ number, kind, onCite, children }: CiteProps) {
  const { w } = useTexts();
  return (
    <button class={`cite ${kind}`} type="button" title={w.context.cites(number)} onClick={() => onCite(number)}>
      {children}
    </button>
  );
}

/** The same inside running text. */
export function CiteLink({ number, onCite, children }: Omit<CiteProps, "kind">) {
  const { w } = useTexts();
  const go = (event: Event) => {
    event.preventDefault();
    onCite(number);
  };
  return (
    <a class="cite-link" href={location.hash} title={w.context.cites(number)} onClick={go}>
      {children}
    </a>
  );
}

/** The first or last few of many, and the button that shows the rest. */
export function useMore<T>(items: T[], few: number, end: "first" | "last"): [T[], ComponentChildren] {
  const { w } = useTexts();
  const [all, show] = useState(false);
  const hidden = items.length - few;
  if (hidden <= 0) return [items, null];
  const shown = all ? items : end === "last" ? items.slice(-few) : items.slice(0, few);
  return [
    shown,
    <button class="link more" type="button" aria-expanded={all} onClick={() => show(!all)}>
      {all ? w.context.less : w.context.more(hidden)}
    </button>,
  ];
}
