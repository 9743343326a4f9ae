// A short reason, as a lead's dialogs ask for it.

import type { Ref } from "preact";
import { holdComposing } from "./keys.ts";
import { useTexts } from "./texts.ts";

const WHY_LIMIT = 200;

interface Props {
  value: string;
  optional?: boolean;
  field?: Ref<HTMLInputElement>;
  onChange: (value: string) => void;
}

/** A reason in a few words: one of the usual ones, or their own. */
export function WhyField({ value, optional = false, field, onChange }: Props) {
  const { w } = useTexts();
  const texts = w.lead.reassign;
  return (
    <div class="why">
      <label class="field">
        <span>{optional ? texts.whyOptional : texts.why}</span>
        <input
          {...(field && { ref: field })}
          value={value}
          maxLength={WHY_LIMIT}
          required={!optional}
          placeholder={texts.whyHint}
          autocomplete="off"
          onInput={(event) => onChange(event.currentTarget.value)}
          onKeyDown={holdComposing}
        />
      </label>
      {!optional && (
        <div class="choices">
          {texts.reasons.map((reason) => (
            <button class="choice" type="button" aria-pressed={reason === value} onClick={() => onChange(reason)}>
              {reason}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
