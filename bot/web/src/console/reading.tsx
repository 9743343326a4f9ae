// How the bot understood one message, in figures that a person can check.

import type { Reading } from "../wire.ts";
import { intentName } from "./intents.ts";
import { MoodFace, signed } from "./mood-face.tsx";
import { useTexts } from "./texts.ts";

export type Side = "beside" | "above" | "below";

/** About how much room the card takes, in pixels. */
export const READING = { width: 264, height: 150 };

export function ReadingCard({ reading, side }: { reading: Reading; side: Side }) {
  const { w, language } = useTexts();
  const r = w.thread.reading;
  return (
    <aside class={`reading ${side}`} role="note" aria-label={r.title}>
      <header>
        <span>{r.title}</span>
        <small>{reading.model}</small>
      </header>
      <ol>
        {reading.intents.slice(0, 3).map(([intent, confidence]) => (
          <li>
            <span title={intent}>{intentName(intent, language)}</span>
            <b>{confidence.toFixed(2)}</b>
            <i style={{ width: `${Math.round(confidence * 100)}%` }} />
          </li>
        ))}
      </ol>
      <dl>
        <div>
          <dt>{r.sentiment}</dt>
          <dd>
            <MoodFace value={reading.sentiment} size={14} silent /> {signed(reading.sentiment)}
          </dd>
        </div>
        <div>
          <dt>{r.frustration}</dt>
          <dd>{reading.frustration.toFixed(2)}</dd>
        </div>
        <div>
          <dt>{r.inScope}</dt>
          <dd>{reading.in_scope.toFixed(2)}</dd>
        </div>
        <div>
          <dt>{r.urgency}</dt>
          <dd>{reading.emergency ? w.emergency(reading.emergency) : w.urgency(reading.urgency)}</dd>
        </div>
      </dl>
    </aside>
  );
}

/** The same in one sentence, for those who hear the page. */
export function useReadingText(reading: Reading | undefined): string {
  const { w, language } = useTexts();
  if (!reading) return "";
  const best = reading.intents[0];
  const intent = best ? `${intentName(best[0], language)} ${best[1].toFixed(2)}, ` : "";
  return `${w.thread.reading.title}: ${intent}${w.moodLabel(signed(reading.sentiment), w.mood(reading.sentiment))}`;
}
