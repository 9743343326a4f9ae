// One press takes the conversation that this agent should have next.

import type { Desk } from "../wire.ts";
import { Icon } from "./icons.tsx";
import { pull, type Pull } from "./pull.ts";
import { useTexts } from "./texts.ts";
import type { Words } from "./words.ts";

interface Props {
  desk: Desk;
  taking: boolean;
  onNext: () => void;
}

export function NextButton({ desk, taking, onNext }: Props) {
  const { w } = useTexts();
  const state = pull(desk);
  const [text, hint] = pullWords(state, desk, w);
  // It stays a button that can be reached: a press says why it does nothing.
  return (
    <button
      class={`next${state.can ? "" : " idle"}`}
      type="button"
      aria-disabled={!state.can || taking}
      aria-busy={taking}
      title={`${hint || text} (Alt+N)`}
      onClick={onNext}
    >
      <Icon name="next" size={17} />
      <span class="next-text">
        <strong>{taking ? w.work.next.taking : text}</strong>
        {hint && <span>{hint}</span>}
      </span>
      <kbd aria-hidden="true">Alt N</kbd>
    </button>
  );
}

/** What the button says, and what can be done about it. */
export function pullWords(state: Pull, { me }: Desk, w: Words): [text: string, hint: string] {
  const { next } = w.work;
  if (state.can) return [next.action, ""];
  switch (state.why) {
    case "away":
      return [next.away, next.awayText];
    case "full":
      return [next.full(me.holding, me.capacity), next.fullText];
    case "nobody":
      return [next.nobody, state.others > 0 ? next.others(state.others) : next.nobodyText];
  }
}
