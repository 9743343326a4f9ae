// What is done about strong words: cover, ask, end; in this order, each on record.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Measure } from "../wire.ts";
import { useTexts } from "./texts.ts";
import type { Attempt } from "./use-work.ts";
import { WorkForm } from "./work-form.tsx";

interface Props {
  /** The message is covered already. */
  covered: boolean;
  /** The customer has been asked for calmer words before. */
  warned: boolean;
  onSubmit: (measure: Measure) => Attempt;
  onClose: () => void;
}

const MEASURES: Measure[] = ["blurred", "warned", "ended"];

export function AbuseDialog({ covered, warned, onSubmit, onClose }: Props) {
  const { w } = useTexts();
  const texts = w.work.abuse;
  const [measure, setMeasure] = useState<Measure>(covered ? "warned" : "blurred");
  const chosen = useRef<HTMLInputElement>(null);
  useEffect(() => chosen.current?.focus(), []);
  return (
    <WorkForm
      title={texts.title}
      text={texts.text}
      submit={texts.submit[measure]}
      grave={measure === "ended"}
      onSubmit={() => onSubmit(measure)}
      onClose={onClose}
    >
      <fieldset>
        <legend class="hidden">{texts.title}</legend>
        <div class="measures" role="radiogroup" aria-label={texts.title}>
          {MEASURES.map((one) => {
            const early = one === "ended" && !warned;
            return (
              <label class={`measure${one === measure ? " on" : ""}${early ? " early" : ""}`}>
                <input
                  ref={one === measure ? chosen : null}
                  type="radio"
                  name="measure"
                  checked={one === measure}
                  disabled={early}
                  onChange={() => setMeasure(one)}
                />
                <span>
                  <strong>{texts.measures[one]}</strong>
                  <small>{early ? texts.first : texts.explains[one]}</small>
                </span>
              </label>
            );
          })}
        </div>
      </fieldset>
    </WorkForm>
  );
}
