// The strip above everything else: someone is in danger.

import type { Danger } from "../wire.ts";
import { stopwatch, timeOfDay } from "./clock.ts";
import { Icon } from "./icons.tsx";
import { useNow } from "./now.ts";
import { useTexts } from "./texts.ts";

export function DangerStrip({ danger }: { danger: Danger }) {
  const { w } = useTexts();
  const now = useNow(1000);
  return (
    <section class="danger" aria-label={w.context.danger}>
      <header>
        <Icon name="alert" size={18} />
        <strong>{danger.label}</strong>
        <time dateTime={danger.since} title={timeOfDay(danger.since)}>
          {w.context.since(stopwatch(now - Date.parse(danger.since)))}
        </time>
      </header>
      <p class="danger-words">“{danger.words}”</p>
      {danger.script.length > 0 && (
        <ol aria-label={w.context.script}>
          {danger.script.map((line) => (
            <li>{line}</li>
          ))}
        </ol>
      )}
    </section>
  );
}
