// What the agent does next, to be ticked off or noted, and answers that can be said to the customer.

import type { Context, Similar, Suggestion } from "../wire.ts";
import { Answer } from "./answer.tsx";
import { ago, span } from "./clock.ts";
import { Icon } from "./icons.tsx";
import { useNow } from "./now.ts";
import { useTexts } from "./texts.ts";
import { useTicks } from "./use-ticks.ts";

interface StepsProps {
  context: Context;
  /** Puts it into a note; absent where none can be written. */
  onNote: ((text: string) => void) | undefined;
}

export function NextSteps({ context, onNote }: StepsProps) {
  const { w } = useTexts();
  const [done, tick] = useTicks(context.handoff);
  return (
    <Answer label={w.context.next}>
      <ol class="next-steps">
        {context.next_steps.map((step) => (
          <li key={step} class={done.has(step) ? "done" : ""}>
            <label>
              <input type="checkbox" checked={done.has(step)} onChange={() => tick(step)} />
              <span>{step}</span>
            </label>
            {onNote && (
              <button
                class="icon-button"
                type="button"
                aria-label={`${w.context.toNote}: ${step}`}
                title={w.context.toNote}
                onClick={() => onNote(step)}
              >
                <Icon name="note" size={15} />
              </button>
            )}
          </li>
        ))}
      </ol>
    </Answer>
  );
}

/** How such a matter was solved for somebody else. */
export function SimilarCase({ similar: { topic, note, seconds, at } }: { similar: Similar }) {
  const { w } = useTexts();
  const now = useNow(60_000);
  const texts = w.around.similar;
  return (
    <Answer label={texts.label}>
      <p class="similar">
        <strong>{topic}</strong> {note}
        <small>{texts.solved(seconds > 0 ? span(seconds * 1000, w.units) : "", ago(at, now, w))}</small>
      </p>
    </Answer>
  );
}

interface FaqProps {
  answers: Suggestion[];
  /** Puts it into the reply; absent where none can be written. */
  onAnswer: ((text: string) => void) | undefined;
}

export function FaqAnswers({ answers, onAnswer }: FaqProps) {
  const { w } = useTexts();
  return (
    <Answer label={w.context.answers}>
      <ul class="faq-answers">
        {answers.map(({ id, title, short, as_of: asOf }) => (
          <li key={id}>
            <p title={short}>
              <strong>{title}</strong>
              <span>{short}</span>
              <small>{w.thread.asOf(asOf)}</small>
            </p>
            {onAnswer && (
              <button
                class="icon-button"
                type="button"
                aria-label={`${w.context.toReply}: ${title}`}
                title={w.context.toReply}
                onClick={() => onAnswer(short)}
              >
                <Icon name="insert" size={15} />
              </button>
            )}
          </li>
        ))}
      </ul>
    </Answer>
  );
}
