// The conversation: header, connection, queue, what was said, and the place to write.
import { Icon, Mark } from "../parts/icons.tsx";
import { useLanguage, useWords } from "../parts/language.ts";
import { clock, date } from "../parts/when.ts";
import type { Author, ConversationState } from "../wire.ts";
import type { Words } from "../words.ts";
import type { Chat, View } from "./chat.ts";
import { Composer } from "./composer.tsx";
import { fullScreen } from "./frame.ts";
import { Log } from "./log.tsx";
import type { Options } from "./options.ts";
import { QueueBanner } from "./queue.tsx";
import { download, transcript } from "./transcript.ts";

export interface PanelProps {
  chat: Chat;
  view: View;
  /** The reader is at the end of the log. */
  near: boolean;
  unread: number;
  company: Options["company"];
  scrolled: (log: HTMLElement) => void;
  toEnd: () => void;
  close: () => void;
}

export function Panel(props: PanelProps) {
  const words = useWords();
  const language = useLanguage();
  const { chat, view, company, close } = props;
  const control = view.thread.state?.control;
  const agent = control?.holder === "agent";
  const title = `${company?.name?.[language] ?? ""} ${words.support}`;
  const other = language === "ko" ? "en" : "ko";

  const save = () =>
    chat.whole().then(
      (events) => download(`${title} ${view.thread.events[0]?.at.slice(0, 10)}.txt`, transcript(events, nameOf(words), (at) => `${date(new Date(at), language)} ${clock(new Date(at), language)}`)),
      chat.failed,
    );
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLElement }) => {
    if (event.isComposing) return;
    if (event.key === "Escape") close();
    else if (event.key === "Tab" && fullScreen.matches) keepFocus(event, event.currentTarget);
  };

  return (
    <section class="panel" role="dialog" aria-label={title} aria-modal={fullScreen.matches} tabIndex={-1} onKeyDown={onKeyDown}>
      <div class="head">
        <Mark />
        <div>
          <h2>{title}</h2>
          <p>
            <b class={agent ? "tag agent" : "tag"}>{agent ? words.agent : "BOT"}</b>
            {agent ? control.name : control?.holder === "closed" ? words.notice.closed : words.bot}
            <Proof {...view.thread.state} />
          </p>
        </div>
        <button type="button" class="top" lang={other} onClick={() => chat.setLanguage(other)}>
          {words.otherLanguage}
        </button>
        {view.thread.events.length > 0 && (
          <button type="button" class="top" aria-label={words.save} onClick={save}>
            <Icon name="save" />
          </button>
        )}
        <button type="button" class="top" aria-label={words.close} onClick={close}>
          <Icon name="close" size={22} />
        </button>
      </div>
      <Connection {...view} />
      <QueueBanner chat={chat} view={view} />
      <Log {...props} />
      <Composer chat={chat} view={view} />
    </section>
  );
}

/** How well the customer is proved: what may be shown here depends on it. */
function Proof({ level, level_until: until }: Partial<ConversationState>) {
  const words = useWords();
  const language = useLanguage();
  if (!level || level === "V0") return null;
  return <i class="proof">{until ? words.proved(clock(new Date(until), language)) : words.signedIn}</i>;
}

function Connection({ standing, refused }: View) {
  const words = useWords();
  const text =
    standing === "offline"
      ? words.offline
      : standing === "reconnecting"
        ? words.reconnecting
        : refused && { slower: words.tooFast, stale: words.linkStale, again: words.commandFailed }[refused];
  return (
    <div role="status">
      {text && (
        <p class={`bar ${standing}`}>
          <Icon name={refused ? "alert" : "cloud"} size={18} />
          {text}
        </p>
      )}
    </div>
  );
}

function nameOf(words: Words): (author: Author) => string {
  return (author) =>
    author.kind === "agent" ? `${author.name} (${words.agent})` : author.kind === "customer" ? words.you : words.bot;
}

function keepFocus(event: KeyboardEvent, panel: HTMLElement) {
  const stops = panel.querySelectorAll<HTMLElement>("button:enabled, a, textarea, input, summary, [tabindex='0']");
  const leaving = stops[event.shiftKey ? 0 : stops.length - 1];
  const now = (panel.getRootNode() as ShadowRoot).activeElement;
  if (now !== leaving && now !== panel) return;
  event.preventDefault();
  stops[event.shiftKey ? stops.length - 1 : 0]?.focus();
}
