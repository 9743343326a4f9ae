// The conversation in a few lines, each leading to the turn it was read from.

import type { ComponentChildren } from "preact";
import type { SummaryKind } from "../wire.ts";
import { Answer, Cite, type Shown } from "./answer.tsx";
import { Icon, type IconName } from "./icons.tsx";
import { softened } from "./strong.ts";
import { useTexts } from "./texts.ts";

const icons: Record<SummaryKind, IconName> = {
  wish: "person",
  tried: "history",
  turned: "down",
  stopped: "transfer",
  open: "promise",
};

interface Props extends Shown {
  /** What the reason for stopping rests on. */
  evidence: ComponentChildren;
  /** Puts it into a note; absent where none can be written. */
  onNote: ((text: string) => void) | undefined;
}

export function Summary({ context, onCite, evidence, onNote }: Props) {
  const { w } = useTexts();
  const texts = w.around.summary;
  const lines = context.summary;
  if (lines.length === 0) return null;
  const note = onNote && (
    <button
      class="icon-button"
      type="button"
      aria-label={texts.toNote}
      title={texts.toNote}
      onClick={() => onNote(lines.map((line) => `- ${line.text} (#${line.number})`).join("\n"))}
    >
      <Icon name="note" size={15} />
    </button>
  );
  return (
    <Answer label={texts.label} more={note}>
      <ol class="summary">
        {lines.map((line) => (
          <li class={line.kind} key={line.kind + line.text}>
            <Cite number={line.number} onCite={onCite} kind="line">
              <span class="summary-icon" title={texts.kinds[line.kind]}>
                <Icon name={icons[line.kind]} size={13} />
                <span class="hidden">{texts.kinds[line.kind]}: </span>
              </span>
              <span class="summary-text">
                {line.kind === "stopped" && (
                  <span class={`chip reason ${context.reason.code}`}>{w.reason[context.reason.code]}</span>
                )}{" "}
                {softened(line.text)}
              </span>
              <small aria-hidden="true">#{line.number}</small>
            </Cite>
            {line.kind === "stopped" && evidence}
          </li>
        ))}
      </ol>
    </Answer>
  );
}
