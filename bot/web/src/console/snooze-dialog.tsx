// A conversation of mine is laid aside until a time, or until the customer writes.

import { useEffect, useRef, useState } from "preact/hooks";
import { timeOf, type Preset } from "./due.ts";
import { useTexts } from "./texts.ts";
import { WorkForm } from "./work-form.tsx";

type Until = Exclude<Preset, "tomorrow"> | "customer";

interface Props {
  /** Resolves to what went wrong, in words, or to nothing. */
  onSnooze: (until: number) => Promise<string | undefined>;
  onClose: () => void;
}

/** Nothing sleeps longer; the server sees to it. */
const LONGEST = 24 * 60 * 60_000;
const UNTIL: Until[] = ["customer", "ten", "hour", "evening"];

export function SnoozeDialog({ onSnooze, onClose }: Props) {
  const { w } = useTexts();
  const texts = w.work.snooze;
  const [opened] = useState(Date.now);
  const [until, setUntil] = useState<Until>("customer");
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = () => {
    const now = Date.now();
    return onSnooze((until === "customer" ? undefined : timeOf(until, now)) ?? now + LONGEST);
  };
  return (
    <WorkForm title={texts.title} text={texts.text} submit={texts.submit} onSubmit={submit} onClose={onClose}>
      <fieldset>
        <legend class="hidden">{texts.title}</legend>
        <div class="choices" role="radiogroup" aria-label={texts.title}>
          {UNTIL.filter((one) => one === "customer" || timeOf(one, opened) !== undefined).map((one, index) => (
            <label class={`choice${one === until ? " on" : ""}`}>
              <input
                ref={index === 0 ? first : null}
                type="radio"
                name="until"
                checked={one === until}
                onChange={() => setUntil(one)}
              />
              {texts.presets[one]}
            </label>
          ))}
        </div>
        <p class="form-note">{texts.limit}</p>
      </fieldset>
    </WorkForm>
  );
}
