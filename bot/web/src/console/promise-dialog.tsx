// Something is promised for a certain time; it comes back to the desk then.

import { useEffect, useRef, useState } from "preact/hooks";
import { fieldTime, fieldValue, timeOf, type Preset } from "./due.ts";
import { holdComposing } from "./keys.ts";
import { useTexts } from "./texts.ts";
import type { Attempt } from "./use-work.ts";
import { dayAndTime } from "./clock.ts";
import { WorkForm } from "./work-form.tsx";

type When = Exclude<Preset, "ten"> | "date";

interface Props {
  onSubmit: (text: string, due: number) => Attempt;
  onClose: () => void;
}

const TEXT_LIMIT = 300;
const WHEN: When[] = ["hour", "evening", "tomorrow", "date"];

export function PromiseDialog({ onSubmit, onClose }: Props) {
  const { w, language } = useTexts();
  const texts = w.work.promises;
  const [opened] = useState(Date.now);
  const [text, setText] = useState("");
  const [when, setWhen] = useState<When>("hour");
  const [date, setDate] = useState(() => fieldValue(timeOf("tomorrow", opened)!));
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const due = (now: number) => (when === "date" ? fieldTime(date) : timeOf(when, now));
  const submit = async (): Attempt => {
    if (text.trim() === "") {
      field.current?.focus();
      return texts.missing;
    }
    const time = due(Date.now());
    return time === undefined || time <= Date.now() ? texts.passed : onSubmit(text.trim(), time);
  };
  const shown = due(opened);

  return (
    <WorkForm title={texts.title} text={texts.text} submit={texts.submit} onSubmit={submit} onClose={onClose}>
      <label class="field">
        <span>{texts.what}</span>
        <input
          ref={field}
          value={text}
          maxLength={TEXT_LIMIT}
          placeholder={texts.whatHint}
          autocomplete="off"
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={holdComposing}
        />
      </label>
      <fieldset>
        <legend>{texts.when}</legend>
        <div class="choices" role="radiogroup" aria-label={texts.when}>
          {WHEN.filter((one) => one === "date" || timeOf(one, opened) !== undefined).map((one) => (
            <label class={`choice${one === when ? " on" : ""}`}>
              <input type="radio" name="when" checked={one === when} onChange={() => setWhen(one)} />
              {texts.presets[one]}
            </label>
          ))}
        </div>
        {when === "date" ? (
          <input
            class="date-field"
            type="datetime-local"
            aria-label={texts.date}
            value={date}
            min={fieldValue(opened)}
            onInput={(event) => setDate(event.currentTarget.value)}
          />
        ) : (
          <p class="form-note">{shown !== undefined && dayAndTime(shown, language)}</p>
        )}
      </fieldset>
    </WorkForm>
  );
}
