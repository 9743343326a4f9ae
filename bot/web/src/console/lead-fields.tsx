// The parts that a lead's dialogs share: a short reason, and what is wrong.

import type { Ref } from "preact";
import { Icon } from "./icons.tsx";
import { isComposing } from "./keys.ts";
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
  // Enter that ends a Korean syllable must not submit the form.
  const holdComposing = (event: KeyboardEvent) => {
    if (event.key === "Enter" && isComposing(event)) event.preventDefault();
  };
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

export function Problem({ text }: { text: string | undefined }) {
  return (
    <p class="field-problem" role="alert">
      {text && (
        <>
          <Icon name="alert" size={16} />
          {text}
        </>
      )}
    </p>
  );
}
