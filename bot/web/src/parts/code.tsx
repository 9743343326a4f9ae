// A box for a one-time code; the code goes to the verification endpoint and never into the chat.
import { useLanguage, useWords } from "./language.ts";
import { clock, span } from "./when.ts";

/** What was typed, and how the last try went. Times in milliseconds. */
export interface CodeTry {
  typed: string;
  outcome:
    | { result: "none" | "checking" | "failed" | "renewed" | "expired" | "accepted" }
    | { result: "wrong"; left: number }
    | { result: "locked"; until: number };
}

export const noTry: CodeTry = { typed: "", outcome: { result: "none" } };

interface Props {
  digits: number;
  expiresAt: number;
  now: number;
  attempt: CodeTry;
  /** `over` takes nothing any more: it was accepted, or a newer code was sent. */
  standing: "open" | "over";
  enter: (digits: string, complete: boolean) => void;
  renew: () => void;
}

export function CodeBox({ digits, expiresAt, now, attempt, standing, enter, renew }: Props) {
  const words = useWords();
  const language = useLanguage();
  const { typed, outcome } = attempt;
  if (standing !== "open" || outcome.result === "accepted") return null;
  const renewed = outcome.result === "renewed";
  const locked = outcome.result === "locked" && now < outcome.until;
  const expired = outcome.result === "expired" || (now >= expiresAt && !renewed);

  const said = () => {
    if (locked) return words.codeLocked(clock(new Date(outcome.until), language));
    if (expired) return words.codeExpired;
    return {
      ...words.code,
      wrong: outcome.result === "wrong" && words.codeWrong(outcome.left),
      failed: words.commandFailed,
    }[outcome.result as string];
  };
  const onInput = ({ currentTarget: field }: { currentTarget: HTMLInputElement }) => {
    const clean = field.value.normalize("NFKC").replace(/\D/g, "").slice(0, digits);
    // What was typed and refused changes no state, so it would stay in the field.
    field.value = clean;
    enter(clean, clean.length === digits);
  };

  return (
    <section class="d-card d-code">
      <label>
        {words.codeHint(digits)}
        <span class="d-cells">
          <input
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
            // A pasted "123 456" is longer than the code itself.
            maxLength={digits * 2 + 4}
            value={typed}
            disabled={locked || expired}
            readOnly={outcome.result === "checking"}
            aria-invalid={outcome.result === "wrong"}
            onInput={onInput}
          />
          {Array.from({ length: digits }, (_, index) => (
            <i aria-hidden="true" class={index === typed.length ? "d-now" : ""}>
              {typed[index]}
            </i>
          ))}
        </span>
      </label>
      <p role="status">{said()}</p>
      {!locked && !expired && !renewed && <small role="timer">{words.codeLeft(span((expiresAt - now) / 1000))}</small>}
      <div class="d-foot">
        <span>{words.codeNeverTell}</span>
        {!locked && (
          <button type="button" class="d-link" onClick={renew}>
            {words.codeAgain}
          </button>
        )}
      </div>
    </section>
  );
}
