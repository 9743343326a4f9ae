// Answers to tap.
import type { Choice } from "../wire.ts";

export function Choices({ choices, pick }: { choices: Choice[]; pick: (choice: Choice) => void }) {
  return (
    <div class="d-choices" role="group">
      {choices.map((choice) => (
        <button type="button" onClick={() => pick(choice)}>
          {choice.label}
        </button>
      ))}
    </div>
  );
}
