// The team's replies in one language, found by what is typed; arrows go through them.

import { useEffect, useRef, useState } from "preact/hooks";
import type { CannedReply, Language } from "../wire.ts";
import { match } from "./canned.ts";
import { Icon } from "./icons.tsx";
import { isComposing } from "./keys.ts";
import { useTexts } from "./texts.ts";
import type { Canned } from "./use-canned.ts";

interface Props {
  canned: Canned;
  language: Language;
  chosen: CannedReply | "new" | undefined;
  onLanguage: (language: Language) => void;
  onChoose: (what: CannedReply | "new") => void;
}

const LANGUAGES: Language[] = ["ko", "en"];

export function CannedList({ canned, language, chosen, onLanguage, onChoose }: Props) {
  const { w } = useTexts();
  const texts = w.canned;
  const [query, setQuery] = useState("");
  const box = useRef<HTMLElement>(null);
  const all = canned.replies.filter((reply) => reply.language === language);
  const found = match(all, query.trim().replace(/^\//, ""));
  const current = chosen === "new" ? undefined : chosen?.id;

  useEffect(() => box.current?.querySelector("input")?.focus(), []);

  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || isComposing(event)) return;
    const stops = [...(box.current?.querySelectorAll<HTMLElement>("input, .canned-row") ?? [])];
    const at = stops.findIndex((stop) => stop === document.activeElement);
    const next = stops[at + step];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <section class="canned-list" aria-label={texts.list} ref={box} onKeyDown={press}>
      <div class="segments" role="group" aria-label={texts.language}>
        {LANGUAGES.map((one) => (
          <button type="button" aria-pressed={one === language} lang={one} onClick={() => one !== language && onLanguage(one)}>
            {texts.languages[one]}
          </button>
        ))}
      </div>
      <label class="canned-search">
        <Icon name="search" size={16} />
        <input
          value={query}
          placeholder={texts.search}
          aria-label={texts.search}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      </label>
      <p class="canned-count" role="status">
        {canned.failed && (
          <span class="amber">
            <Icon name="cloudOff" size={14} />
            {canned.replies.length > 0 ? texts.old : texts.failed}
          </span>
        )}
        {all.length > 0 && found.length > 0 && <span>{texts.count(found.length, all.length)}</span>}
        {all.length > 0 && found.length === 0 && <span>{texts.none}</span>}
        {canned.loading && <span>{w.loading}…</span>}
        {!canned.loading && !canned.failed && all.length === 0 && <span>{texts.empty}</span>}
      </p>
      <ul class="canned-rows">
        {found.map((reply) => (
          <li key={reply.id}>
            <button
              class="canned-row"
              type="button"
              aria-current={reply.id === current ? "true" : undefined}
              onClick={() => onChoose(reply)}
            >
              <span class="offer-head">
                <code>/{reply.short}</code>
                <strong>{reply.title}</strong>
              </span>
              <span class="offer-text" lang={reply.language}>
                {reply.text}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <button class="button canned-add" type="button" aria-pressed={chosen === "new"} onClick={() => onChoose("new")}>
        <Icon name="plus" size={16} />
        {texts.add}
      </button>
    </section>
  );
}
