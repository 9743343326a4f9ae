// Where the customer writes. It is never locked: what cannot leave now leaves later.
import { Icon } from "../parts/icons.tsx";
import { useWords } from "../parts/language.ts";
import type { Chat, View } from "./chat.ts";

const LIMIT = 2_000;
const COUNT_FROM = 1_800;

export function Composer({ chat, view }: { chat: Chat; view: View }) {
  const words = useWords();
  const text = view.draft;
  const left = LIMIT - text.length;
  const sendable = text.trim() !== "" && left >= 0;
  const holder = view.thread.state?.control.holder;
  const onTelegram = view.thread.state?.telegram;
  const taken = holder === "agent" || holder === "queued";

  const send = (event: Event) => {
    event.preventDefault();
    if (!sendable) return;
    chat.say(text.trim());
    chat.draft("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Korean syllables are finished with Enter too.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) send(event);
  };

  return (
    <form onSubmit={send}>
      {/* The same text behind the field gives it its height. */}
      <div class="grow" data-text={text}>
        <textarea
          rows={1}
          value={text}
          placeholder={words.write}
          aria-label={words.write}
          enterkeyhint="send"
          onInput={(event) => {
            chat.draft(event.currentTarget.value);
            chat.typing();
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div class="tools">
        {!taken && (
          <button type="button" class="person" onClick={chat.askAgent}>
            <Icon name="person" />
            {words.askAgent}
          </button>
        )}
        {onTelegram && (
          <button type="button" class="person" title={words.toTelegram} onClick={chat.toTelegram}>
            <Icon name="plane" />
            {words.telegram}
          </button>
        )}
        <span role="status" class="count">
          {text.length >= COUNT_FROM && `${text.length} / ${LIMIT}`}
        </span>
        <button type="submit" class="send" aria-label={words.send} disabled={!sendable}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
