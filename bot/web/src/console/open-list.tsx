// What is open: promises, the late ones first, to be marked as kept; cases by their numbers.

import type { Open } from "../wire.ts";
import { Answer, type Shown } from "./answer.tsx";
import { dayAndTime, deadline } from "./clock.ts";
import { Icon } from "./icons.tsx";
import { useNow } from "./now.ts";
import { useTexts } from "./texts.ts";

export interface Tasks {
  /** Whether the reader may promise something here. */
  mayPromise: boolean;
  /** Whether the reader may say that they called the registered number back. */
  mayCheck: boolean;
  onCheck: () => void;
  onPromise: () => void;
  onKeep: (text: string) => void;
}

export function OpenList({ context, tasks, onInsert }: Shown & { tasks: Tasks }) {
  const { w } = useTexts();
  const texts = w.work.promises;
  const promises = context.open.filter((open) => open.kind !== "case");
  const cases = context.open.filter((open) => open.kind === "case");
  const promise = tasks.mayPromise && (
    <button class="link more" type="button" title="Alt+R" onClick={tasks.onPromise}>
      {texts.action}
    </button>
  );
  return (
    <>
      {(promises.length > 0 || tasks.mayPromise) && (
        <Answer label={texts.open} more={promise}>
          {promises.length === 0 && <p class="quiet">{texts.none}</p>}
          <ul class="open-list">
            {promises.map((open) => (
              <li class="promise" key={open.name || open.label}>
                <OpenLine open={open} />
                {open.name && (
                  <button
                    class="button tiny"
                    type="button"
                    aria-label={texts.keep(open.name)}
                    onClick={() => tasks.onKeep(open.name)}
                  >
                    <Icon name="check" size={13} />
                    {texts.kept}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </Answer>
      )}
      {cases.length > 0 && (
        <Answer label={texts.cases}>
          <ul class="open-list">
            {cases.map((open) => (
              <li class="case" key={open.name}>
                <OpenLine open={open} />
                <button
                  class="icon-button"
                  type="button"
                  aria-label={`${w.context.insert}: ${open.name}`}
                  title={w.context.insert}
                  onClick={() => onInsert(open.name)}
                >
                  <Icon name="insert" size={15} />
                </button>
              </li>
            ))}
          </ul>
        </Answer>
      )}
    </>
  );
}

function OpenLine({ open: { kind, label, due } }: { open: Open }) {
  const { w, language } = useTexts();
  const now = useNow(60_000);
  const late = due !== undefined && Date.parse(due) < now;
  return (
    <span class="open-line">
      <Icon name={kind === "case" ? "receipt" : "promise"} size={13} />
      <span class="open-text">{label}</span>
      {due && (
        <time class={late ? "over" : ""} dateTime={due} title={dayAndTime(due, language)}>
          {deadline(due, now, w)}
        </time>
      )}
    </span>
  );
}
