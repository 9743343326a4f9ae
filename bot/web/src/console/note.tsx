// A note in the thread, with the colleagues whom it calls.

import { Plain } from "../parts/rich.tsx";
import type { AgentId } from "../wire.ts";
import { fullTime, timeOfDay } from "./clock.ts";
import { Icon } from "./icons.tsx";
import { calls } from "./mention.ts";
import { useTexts } from "./texts.ts";
import type { Line } from "./timeline.ts";

interface Props {
  line: Extract<Line, { kind: "note" }>;
  me: AgentId;
  cited: boolean;
}

export function NoteLine({ line, me, cited }: Props) {
  const { w, language } = useTexts();
  const called = line.mentions.find(({ agent }) => agent === me);
  return (
    <article class={`line note${cited ? " cited" : ""}`} data-key={line.key} tabIndex={-1}>
      <header>
        <Icon name="note" size={14} />
        <strong>{line.name}</strong>
        <span>
          {w.thread.note} · {w.thread.noteHint}
        </span>
        <time dateTime={new Date(line.at).toISOString()} title={fullTime(line.at, language)}>
          {timeOfDay(line.at)}
        </time>
      </header>
      {line.mentions.length === 0 ? (
        <Plain text={line.text} />
      ) : (
        <div class="d-plain">
          {calls(line.text, line.mentions.map(({ name }) => name)).map((piece, index) =>
            index % 2 === 1 ? (
              <span class={`mention${piece === `@${called?.name}` ? " to-me" : ""}`}>{piece}</span>
            ) : (
              piece
            ),
          )}
        </div>
      )}
    </article>
  );
}
