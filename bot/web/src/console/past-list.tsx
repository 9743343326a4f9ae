// What the same person wrote to us before: when, about what, how it ended.

import type { PastConversation } from "../wire.ts";
import { Answer, useMore } from "./answer.tsx";
import { shortTime } from "./clock.ts";
import { Icon } from "./icons.tsx";
import { intentName } from "./intents.ts";
import { useNow } from "./now.ts";
import { softened } from "./strong.ts";
import { useTexts } from "./texts.ts";
import type { Past } from "./use-past.ts";

export function PastList({ past, onRead }: { past: Past; onRead: (one: PastConversation) => void }) {
  const { w, language } = useTexts();
  const now = useNow(60_000);
  const texts = w.work.past;
  const [shown, more] = useMore(past.list ?? [], 3, "first");
  return (
    <Answer label={texts.label} more={more}>
      {past.failed && (
        <p class="quiet">
          {texts.failed}{" "}
          <button class="link" type="button" onClick={past.again}>
            {w.again}
          </button>
        </p>
      )}
      {past.list?.length === 0 && <p class="quiet">{texts.none}</p>}
      <ul class="past-list">
        {shown.map((one) => {
          const day = shortTime(one.last_at, now);
          const outcome = one.wrap_up && w.wrapUp.outcomes[one.wrap_up.outcome];
          return (
            <li key={one.conversation}>
              <button class="past" type="button" title={texts.open(day)} onClick={() => onRead(one)}>
                <span class="past-top">
                  <time dateTime={one.last_at}>{day}</time>
                  <Icon name={one.channel} size={12} />
                  <strong>{one.topic ? intentName(one.topic, language) : texts.talk}</strong>
                  {outcome && <small class={`outcome ${one.wrap_up!.outcome}`}>{outcome}</small>}
                  {!outcome && !one.closed && <small class="outcome">{texts.going}</small>}
                </span>
                <span class="past-words">{one.wrap_up?.note || softened(one.last_words)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </Answer>
  );
}
