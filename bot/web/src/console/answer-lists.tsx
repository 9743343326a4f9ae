// The answers that are lists: what was said, what is under way.

import type { SaidKind } from "../wire.ts";
import { Answer, Cite, useMore, type Shown } from "./answer.tsx";
import { daysSince, timeOfDay } from "./clock.ts";
import { Icon, type IconName } from "./icons.tsx";
import { useNow } from "./now.ts";
import { useTexts } from "./texts.ts";

const saidIcons: Record<SaidKind, IconName> = {
  question: "question",
  answer: "book",
  lookup: "lookup",
  promise: "promise",
  case: "receipt",
  failed: "cloudOff",
};

export function SaidList({ context, onCite }: Shown) {
  const { w } = useTexts();
  const [shown, more] = useMore(context.said, context.summary.length > 0 ? 3 : 5, "last");
  if (context.said.length === 0) return null;
  return (
    <Answer label={w.context.said} more={more}>
      <ol class="said-list">
        {shown.map((line) => (
          <li class={`told-${line.kind}`}>
            <Cite number={line.number} onCite={onCite} kind="told">
              <Icon name={saidIcons[line.kind]} size={13} />
              <span class="hidden">{w.saidKind[line.kind]}</span>
              <span class="said-text">{line.text}</span>
              {line.result && <span class="said-result">{w.promiser(line.result)}</span>}
              <time dateTime={line.at}>{timeOfDay(line.at)}</time>
            </Cite>
          </li>
        ))}
      </ol>
    </Answer>
  );
}

export function Processes({ context }: Shown) {
  const { w } = useTexts();
  const now = useNow(60_000);
  return (
    <Answer label={w.context.processes}>
      <ul class="processes">
        {context.processes.map(({ title, progress, since, blocked_on: turn, usual_days: usual }) => {
          const label = progress.labels[progress.step - 1] ?? "";
          return (
            <li>
              <p>
                <strong>{title}</strong>
                <span>
                  {label} {w.context.step(progress.step, progress.of)}
                </span>
                <small class={`turn ${turn}`}>
                  {w.context.blocked[turn]} · {w.context.days(daysSince(since, now))}
                  {usual !== undefined && ` · ${w.context.usual(usual)}`}
                </small>
              </p>
              <div
                class="progress"
                role="progressbar"
                aria-valuemin={0}
                aria-valuemax={progress.of}
                aria-valuenow={progress.step}
                aria-label={title}
                aria-valuetext={`${label} ${w.context.step(progress.step, progress.of)}`}
              >
                {Array.from({ length: progress.of }, (_, index) => (
                  <i class={index + 1 < progress.step ? "gone" : index + 1 === progress.step ? "here" : ""} />
                ))}
              </div>
            </li>
          );
        })}
      </ul>
    </Answer>
  );
}
