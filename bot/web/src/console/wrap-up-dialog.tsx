// What an agent records when letting go: topic, outcome, one line. All three are required.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Disposition, GiveBack, WrapUp, WrapUpOutcome } from "../wire.ts";
import { Dialog } from "./dialog.tsx";
import { FieldProblem } from "./field-problem.tsx";
import { groups, intentName } from "./intents.ts";
import { holdComposing } from "./keys.ts";
import { useTexts } from "./texts.ts";

interface Props {
  kind: "return" | "close";
  /** The next conversation is opened when this one is closed. */
  goesOn?: boolean;
  /** Likely topics, the likeliest first. */
  likely: string[];
  /** Resolves to what went wrong, in words, or to nothing. */
  onSubmit: (wrapUp: WrapUp, back?: GiveBack) => Promise<string | undefined>;
  onClose: () => void;
}

const OUTCOMES: WrapUpOutcome[] = ["resolved", "follow_up", "not_resolved"];
const DISPOSITIONS: Disposition[] = ["settled", "go_on", "promised"];
const NOTE_LIMIT = 200;
/** For so long a customer who needs a person again gets the same one. */
const COOLDOWN_SECONDS = 600;

export function WrapUpDialog({ kind, goesOn = false, likely, onSubmit, onClose }: Props) {
  const { w, language } = useTexts();
  const [topic, setTopic] = useState(likely[0] ?? "");
  const [outcome, setOutcome] = useState<WrapUpOutcome>("resolved");
  const [disposition, setDisposition] = useState<Disposition>("settled");
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const noteField = useRef<HTMLInputElement>(null);
  const topicField = useRef<HTMLSelectElement>(null);
  const texts = w.wrapUp;

  useEffect(() => (likely.length > 0 ? noteField : topicField).current?.focus(), []);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    if (topic === "") {
      setProblem(texts.missingTopic);
      return topicField.current?.focus();
    }
    if (note.trim() === "") {
      setProblem(texts.missingNote);
      return noteField.current?.focus();
    }
    setBusy(true);
    setProblem(undefined);
    // People read the topic wherever it is shown, so it is recorded in words.
    const wrapUp: WrapUp = { topic: intentName(topic, language), outcome, note: note.trim() };
    setProblem(await onSubmit(wrapUp, kind === "return" ? handBack(disposition, topic) : undefined));
    setBusy(false);
  };

  return (
    <Dialog label={kind === "return" ? texts.returnTitle : texts.closeTitle} onClose={onClose}>
      <form class="wrap-up" onSubmit={submit} noValidate>
        <p class="dialog-text">{kind === "return" ? texts.returnText : texts.closeText}</p>
        <fieldset>
          <legend>{texts.topic}</legend>
          {likely.length > 0 && (
            <div class="choices">
              {likely.map((intent) => (
                <button class="choice" type="button" aria-pressed={intent === topic} onClick={() => setTopic(intent)}>
                  {intentName(intent, language)}
                </button>
              ))}
            </div>
          )}
          <select
            ref={topicField}
            aria-label={likely.length > 0 ? texts.topicOther : texts.topic}
            value={likely.includes(topic) ? "" : topic}
            onChange={(event) => event.currentTarget.value && setTopic(event.currentTarget.value)}
          >
            <option value="">{likely.length > 0 ? texts.topicOther : texts.topicChoose}</option>
            {groups.map((group) => (
              <optgroup label={group[language]}>
                {group.intents.map(([name]) => (
                  <option value={name}>{intentName(name, language)}</option>
                ))}
              </optgroup>
            ))}
          </select>
        </fieldset>
        <fieldset>
          <legend>{texts.outcome}</legend>
          <div class="segments wide" role="radiogroup" aria-label={texts.outcome}>
            {OUTCOMES.map((one) => (
              <label class={one === outcome ? "on" : ""}>
                <input
                  type="radio"
                  name="outcome"
                  value={one}
                  checked={one === outcome}
                  onChange={() => setOutcome(one)}
                />
                {texts.outcomes[one]}
              </label>
            ))}
          </div>
        </fieldset>
        {kind === "return" && (
          <fieldset>
            <legend>{w.work.back.label}</legend>
            <div class="segments wide" role="radiogroup" aria-label={w.work.back.label}>
              {DISPOSITIONS.map((one) => (
                <label class={one === disposition ? "on" : ""}>
                  <input
                    type="radio"
                    name="disposition"
                    checked={one === disposition}
                    onChange={() => setDisposition(one)}
                  />
                  {w.work.back.dispositions[one]}
                </label>
              ))}
            </div>
            <p class="form-note">{w.work.back.hints[disposition]}</p>
          </fieldset>
        )}
        <label class="field">
          <span>{texts.note}</span>
          <input
            ref={noteField}
            value={note}
            maxLength={NOTE_LIMIT}
            placeholder={texts.noteHint}
            autocomplete="off"
            onInput={(event) => setNote(event.currentTarget.value)}
            onKeyDown={holdComposing}
          />
        </label>
        <FieldProblem text={problem} />
        <footer class="dialog-foot">
          <button class="button" type="button" onClick={onClose}>
            {texts.cancel}
          </button>
          <button class="button primary" type="submit" disabled={busy} aria-busy={busy}>
            {kind === "return" ? texts.submitReturn : goesOn ? w.commands.closeNext : texts.submitClose}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

/** What is left for the bot: the task it goes on with is what the conversation was about. */
function handBack(disposition: Disposition, topic: string): GiveBack {
  return { disposition, cooldown_seconds: COOLDOWN_SECONDS, ...(disposition === "go_on" && topic && { flow: topic }) };
}
