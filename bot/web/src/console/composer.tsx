// Where the agent writes: a reply to the customer or a note to colleagues.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { AgentView, CannedReply } from "../wire.ts";
import { firstBlank, type Values } from "./canned.ts";
import type { Draft } from "./drafts.ts";
import { Icon } from "./icons.tsx";
import { isComposing, keysOf } from "./keys.ts";
import { cannedOffers, colleagueOffers, searchFor, type Offer, type Search, type Sign } from "./offers.ts";
import { OfferList } from "./offer-list.tsx";
import { useTexts } from "./texts.ts";
import type { Mode } from "./timeline.ts";
import { usePicker } from "./use-picker.ts";

export interface ComposerHandle {
  focus: () => void;
  /** Puts text where the caret is, on its own line if something is there already. */
  insert: (text: string) => void;
}

export interface Lock {
  text: string;
  /** Nothing that is written now can be sent; it is kept as a draft. */
  shut: boolean;
}

interface Props {
  mode: Mode;
  draft: Draft;
  /** Canned replies in the customer's language, and what fills them. */
  replies: readonly CannedReply[];
  values: Values;
  /** Whom a note may call. */
  colleagues: readonly AgentView[];
  customer: string;
  /** Absent when replies can be sent. */
  lock: Lock | undefined;
  /** The kinds of words that can be written here, in the order of their tabs. */
  modes: Mode[];
  /** Who hears a whisper. */
  listener: string;
  /** What happened to words that came back. */
  notice: string | undefined;
  /** Shown beside the lock when the conversation can be claimed. */
  onClaim: (() => void) | undefined;
  handle: { current: ComposerHandle | undefined };
  onMode: (mode: Mode) => void;
  onDraft: (text: string) => void;
  onSend: (text: string) => void;
  onTyping: () => void;
  onFaq: () => void;
  onDismiss: () => void;
}

const LIMIT = 2000;
const NEAR_LIMIT = 200;
const TALLEST = 200;

export function Composer(props: Props) {
  const {
    mode,
    draft,
    replies,
    values,
    colleagues,
    customer,
    lock,
    modes,
    listener,
    notice,
    onClaim,
    handle,
    onMode,
    onDraft,
    onSend,
    onTyping,
    onFaq,
    onDismiss,
  } = props;
  const { w } = useTexts();
  const field = useRef<HTMLTextAreaElement>(null);
  const [search, setSearch] = useState<Search>();
  /** What is to be selected once the new text is drawn. */
  const chosen = useRef<[number, number] | undefined>(undefined);
  const text = draft[mode];
  const closed = lock?.shut ?? false;
  const sign = signOf(mode);
  const blank = mode === "reply" ? firstBlank(text, w.variables) : undefined;
  const offers = search && !closed ? offered(search) : [];

  function offered({ sign, query }: Search): Offer[] {
    return sign === "/" ? cannedOffers(replies, query, values, w.variables) : colleagueOffers(colleagues, query, w);
  }

  const select = (from: number, to: number) => {
    field.current?.focus();
    field.current?.setSelectionRange(from, to);
  };
  /** The caret comes to where something is still missing in what was put in, else behind it. */
  const write = (next: string, from: number, caret: number) => {
    const blank = firstBlank(next.slice(from, caret), w.variables);
    chosen.current = blank ? [from + blank.from, from + blank.to] : [caret, caret];
    onDraft(next);
  };
  // With the text itself: whatever is typed next comes behind it.
  useLayoutEffect(() => {
    if (!chosen.current || field.current?.value !== text) return;
    select(...chosen.current);
    chosen.current = undefined;
  });

  const insert = (added: string) => {
    if (closed) return;
    const caret = field.current?.selectionEnd ?? text.length;
    const before = text.slice(0, caret);
    const gap = before.trim() === "" || before.endsWith("\n") ? "" : "\n";
    write(before + gap + added + text.slice(caret), caret + gap.length, caret + gap.length + added.length);
  };
  handle.current = { focus: () => field.current?.focus(), insert };

  const take = ({ put }: Offer) => {
    setSearch(undefined);
    if (!search) return;
    const end = search.from + 1 + search.query.length;
    write(text.slice(0, search.from) + put + text.slice(end).replace(/^ /, put.endsWith(" ") ? "" : " "), search.from, search.from + put.length);
  };
  const picker = usePicker(offers.length, (index) => offers[index] && take(offers[index]), search?.query ?? "");

  useEffect(() => setSearch(undefined), [mode]);
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${Math.min(TALLEST, element.scrollHeight)}px`;
  }, [text, mode]);

  const typed = (event: InputEvent & { currentTarget: HTMLTextAreaElement }) => {
    const { value, selectionEnd } = event.currentTarget;
    onDraft(value);
    setSearch(sign && searchFor(sign, value, selectionEnd));
    if (mode === "reply" && value.trim() !== "") onTyping();
  };

  /** As if the sign had been typed. */
  const begin = (sign: Sign) => {
    field.current?.focus();
    const caret = field.current?.selectionEnd ?? text.length;
    const lead = caret === 0 || /\s$/.test(text.slice(0, caret)) ? "" : " ";
    write(`${text.slice(0, caret)}${lead}${sign}${text.slice(caret)}`, caret, caret + lead.length + 1);
    setSearch({ sign, from: caret + lead.length, query: "" });
  };

  const send = () => {
    const said = text.trim();
    if (said === "" || closed) return;
    if (blank) return select(blank.from, blank.to);
    onSend(said);
    field.current?.focus();
  };

  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (search && event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      return setSearch(undefined);
    }
    if (search && event.key === "Tab" && offers[picker.active]) {
      event.preventDefault();
      return take(offers[picker.active]!);
    }
    if (search && picker.press(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.altKey) return;
    event.preventDefault();
    send();
  };

  const left = LIMIT - text.length;
  const label = {
    reply: w.composer.replyTo(customer),
    note: w.composer.writeNote,
    whisper: w.lead.whisper.write(listener),
  }[mode];
  const hint = { reply: w.composer.hintReply, note: w.composer.hintNote, whisper: w.lead.whisper.hint(listener) }[mode];
  const submit = { reply: w.composer.send, note: w.composer.saveNote, whisper: w.lead.whisper.send }[mode];
  return (
    <section class={`composer ${mode}${closed ? " locked" : ""}`} aria-label={label}>
      {notice && (
        <p class="composer-notice" role="alert">
          <Icon name="alert" size={16} />
          <span>{notice}</span>
          <button class="icon-button" type="button" aria-label={w.composer.dismiss} onClick={onDismiss}>
            <Icon name="close" size={15} />
          </button>
        </p>
      )}
      {search && !closed && (
        <OfferList
          offers={offers}
          {...w.composer.offers[search.sign]}
          active={picker.active}
          onActive={picker.setActive}
          onPick={take}
        />
      )}
      <div class="composer-top">
        <div class="composer-tabs" role="tablist">
          {modes.map((one) => (
            <Tab
              mode={one}
              current={mode}
              disabled={one === "reply" && lock !== undefined && draft.reply === ""}
              onMode={onMode}
              marked={draft[one] !== "" && mode !== one}
            />
          ))}
        </div>
        {lock && (
          <p class="composer-lock" role="status">
            <Icon name="block" size={14} />
            <span>{lock.text}</span>
          </p>
        )}
        {onClaim && (
          <button class="button small" type="button" onClick={onClaim}>
            {w.action.claim}
            <kbd>Alt C</kbd>
          </button>
        )}
      </div>
      <div class="composer-box">
        {blank && (
          <p class="composer-blank" id="blank" role="status">
            <Icon name="alert" size={14} />
            <button class="link" type="button" onClick={() => select(blank.from, blank.to)}>
              {w.blank(blank.label)}
            </button>
          </p>
        )}
        <textarea
          ref={field}
          id="composer"
          rows={2}
          value={text}
          maxLength={LIMIT}
          placeholder={label}
          aria-label={label}
          aria-haspopup="listbox"
          aria-autocomplete="list"
          aria-controls={search && !closed ? "offers" : undefined}
          aria-activedescendant={search && offers[picker.active] ? `offer-${picker.active}` : undefined}
          onInput={typed}
          onKeyDown={press}
          onBlur={() => setSearch(undefined)}
        />
        <div class="composer-foot">
          {sign && (
            <button
              class="icon-button"
              type="button"
              disabled={closed}
              aria-label={w.composer.offers[sign].label}
              title={`${w.composer.offers[sign].label} (${sign})`}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => begin(sign)}
            >
              <Icon name={sign === "/" ? "slash" : "mention"} />
            </button>
          )}
          {mode === "reply" && (
            <button
              class="icon-button"
              type="button"
              disabled={closed}
              aria-label={w.composer.faq}
              title={`${w.composer.faq} (Alt+F)`}
              onClick={onFaq}
            >
              <Icon name="book" />
            </button>
          )}
          <span class="composer-hint">
            {left <= NEAR_LIMIT ? w.composer.left(left) : hint}
          </span>
          <button class="button primary" type="button" disabled={closed || text.trim() === ""} aria-describedby={blank ? "blank" : undefined} onClick={send}>
            <Icon name={mode === "reply" ? "send" : mode} size={16} />
            {submit}
          </button>
        </div>
      </div>
    </section>
  );
}

/** What finds words to put in: replies for customers, colleagues for notes; whoever hears a whisper is named already. */
function signOf(mode: Mode): Sign | undefined {
  return mode === "reply" ? "/" : mode === "note" ? "@" : undefined;
}

interface TabProps {
  mode: Mode;
  current: Mode;
  disabled: boolean;
  marked: boolean;
  onMode: (mode: Mode) => void;
}

function Tab({ mode, current, disabled, marked, onMode }: TabProps) {
  const { w } = useTexts();
  return (
    <button
      class={`composer-tab ${mode}`}
      type="button"
      role="tab"
      aria-selected={mode === current}
      disabled={disabled}
      title={keysOf(mode).join("+")}
      onClick={() => onMode(mode)}
    >
      <Icon name={mode === "reply" ? "chat" : mode} size={15} />
      {mode === "whisper" ? w.lead.whisper.name : w.composer[mode]}
      {marked && <i class="view-mark amber" title={w.draft} />}
    </button>
  );
}
