// Where the agent writes: a reply to the customer or a note to colleagues.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { fill, match, slash, type CannedReply, type Names } from "./canned.ts";
import { CannedList } from "./canned-list.tsx";
import type { Draft } from "./drafts.ts";
import { Icon } from "./icons.tsx";
import { isComposing, keysOf } from "./keys.ts";
import { useTexts } from "./texts.ts";
import type { Mode } from "./timeline.ts";
import { usePicker } from "./use-picker.ts";

export interface ComposerHandle {
  focus: () => void;
  /** Puts text where the caret is, on its own line if something is there already. */
  insert: (text: string) => void;
}

interface Props {
  mode: Mode;
  draft: Draft;
  names: Names;
  customer: string;
  /** Why no reply can be sent now; absent when it can. */
  locked: string | undefined;
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
    names,
    customer,
    locked,
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
  const [command, setCommand] = useState<{ from: number; query: string }>();
  const text = draft[mode];
  const closed = mode !== "note" && locked !== undefined;
  const replies = command && !closed ? match(w.canned, command.query) : [];

  const write = (next: string, caret: number) => {
    onDraft(next);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(caret, caret);
    });
  };

  const insert = (added: string) => {
    if (closed) return;
    const caret = field.current?.selectionEnd ?? text.length;
    const before = text.slice(0, caret);
    const gap = before.trim() === "" || before.endsWith("\n") ? "" : "\n";
    write(before + gap + added + text.slice(caret), caret + gap.length + added.length);
  };
  handle.current = { focus: () => field.current?.focus(), insert };

  const useReply = (reply: CannedReply) => {
    const filled = fill(reply.text, names);
    setCommand(undefined);
    if (!command) return insert(filled);
    const end = command.from + 1 + command.query.length;
    write(text.slice(0, command.from) + filled + text.slice(end), command.from + filled.length);
  };
  const picker = usePicker(replies.length, (index) => replies[index] && useReply(replies[index]), command?.query ?? "");

  useEffect(() => setCommand(undefined), [mode]);
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${Math.min(TALLEST, element.scrollHeight)}px`;
  }, [text, mode]);

  const typed = (event: InputEvent & { currentTarget: HTMLTextAreaElement }) => {
    const { value, selectionEnd } = event.currentTarget;
    onDraft(value);
    setCommand(mode === "reply" ? slash(value, selectionEnd) : undefined);
    if (mode === "reply" && value.trim() !== "") onTyping();
  };

  const send = () => {
    const said = text.trim();
    if (said === "" || closed) return;
    onSend(said);
    field.current?.focus();
  };

  const press = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (command && event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      return setCommand(undefined);
    }
    if (command && event.key === "Tab" && replies[picker.active]) {
      event.preventDefault();
      return useReply(replies[picker.active]!);
    }
    if (command && picker.press(event)) return;
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
      {command && !closed && (
        <CannedList
          replies={replies}
          names={names}
          active={picker.active}
          onActive={picker.setActive}
          onPick={useReply}
        />
      )}
      <div class="composer-top">
        <div class="composer-tabs" role="tablist">
          {modes.map((one) => (
            <Tab
              mode={one}
              current={mode}
              disabled={one === "reply" && locked !== undefined && draft.reply === ""}
              onMode={onMode}
              marked={draft[one] !== "" && mode !== one}
            />
          ))}
        </div>
        {locked && (
          <p class="composer-lock">
            <Icon name="block" size={14} />
            <span>{locked}</span>
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
          aria-controls={command ? "canned" : undefined}
          aria-activedescendant={command && replies[picker.active] ? `canned-${picker.active}` : undefined}
          onInput={typed}
          onKeyDown={press}
          onBlur={() => setCommand(undefined)}
        />
        <div class="composer-foot">
          {mode === "reply" && (
            <>
              <button
                class="icon-button"
                type="button"
                disabled={closed}
                aria-label={w.composer.canned}
                title={`${w.composer.canned} (/)`}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => {
                  field.current?.focus();
                  const caret = field.current?.selectionEnd ?? text.length;
                  const lead = caret === 0 || /\s$/.test(text.slice(0, caret)) ? "" : " ";
                  write(`${text.slice(0, caret)}${lead}/${text.slice(caret)}`, caret + lead.length + 1);
                  setCommand({ from: caret + lead.length, query: "" });
                }}
              >
                <Icon name="slash" />
              </button>
              <button
                class="icon-button"
                type="button"
                disabled={closed}
                aria-label={w.composer.faq}
                title={w.composer.faq}
                onClick={onFaq}
              >
                <Icon name="book" />
              </button>
            </>
          )}
          <span class="composer-hint">
            {left <= NEAR_LIMIT ? w.composer.left(left) : hint}
          </span>
          <button class="button primary" type="button" disabled={closed || text.trim() === ""} onClick={send}>
            <Icon name={mode === "reply" ? "send" : mode} size={16} />
            {submit}
          </button>
        </div>
      </div>
    </section>
  );
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
