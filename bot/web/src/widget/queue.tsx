// The place in the line, how long it takes, and the way out of it.
import { useWords } from "../parts/language.ts";
import type { Control } from "../wire.ts";

type Props = Extract<Control, { holder: "queued" }> & { cancel: () => void };

export function QueueBanner({ position, wait_seconds, agents_online, cancel }: Props) {
  const words = useWords();
  return (
    <div class="queue">
      <p role="status">
        <strong>{words.queued}</strong>
        {agents_online
          ? [words.queuePosition(position), wait_seconds !== undefined && words.queueWait(Math.ceil(wait_seconds / 60))]
              .filter(Boolean)
              .join(" · ")
          : words.queueNobody}
      </p>
      <button type="button" class="d-link" onClick={cancel}>
        {words.cancelQueue}
      </button>
    </div>
  );
}
