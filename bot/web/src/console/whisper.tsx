// A lead's word to an agent, as staff see it in the thread.

import { Plain } from "../parts/rich.tsx";
import { fullTime, timeOfDay } from "./clock.ts";
import { Icon } from "./icons.tsx";
import { useTexts } from "./texts.ts";
import type { Line } from "./timeline.ts";

export function WhisperLine({ line, cited }: { line: Extract<Line, { kind: "whisper" }>; cited: boolean }) {
  const { w, language } = useTexts();
  return (
    <article class={`line note whisper${cited ? " cited" : ""}`} data-key={line.key} tabIndex={-1}>
      <header>
        <Icon name="whisper" size={14} />
        <strong>{line.name}</strong>
        <span>{w.lead.whisper.mark}</span>
        <time dateTime={new Date(line.at).toISOString()} title={fullTime(line.at, language)}>
          {timeOfDay(line.at)}
        </time>
      </header>
      <Plain text={line.text} />
    </article>
  );
}
