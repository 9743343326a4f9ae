// Finds an FAQ article and puts its short answer into the reply.

import { useEffect, useState } from "preact/hooks";
import type { Language, Suggestion } from "../wire.ts";
import type { Api } from "./api.ts";
import { Dialog } from "./dialog.tsx";
import { Icon } from "./icons.tsx";
import { useTexts } from "./texts.ts";
import { usePicker, useReveal } from "./use-picker.ts";

interface Props {
  api: Api;
  /** What to look for at first: the customer's own words. */
  query: string;
  /** The customer's language. */
  language: Language;
  onInsert: (text: string) => void;
  onClose: () => void;
}

const PAUSE = 220;

export function FaqDialog({ api, query: first, language, onInsert, onClose }: Props) {
  const { w } = useTexts();
  const [query, setQuery] = useState(first);
  const [found, setFound] = useState<Suggestion[]>();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    const wanted = query.trim();
    if (wanted === "") return setFound([]);
    let old = false;
    const timer = setTimeout(() => {
      api.faq(wanted, language).then(
        (articles) => {
          if (old) return;
          setFound(articles);
          setFailed(false);
        },
        () => !old && setFailed(true),
      );
    }, PAUSE);
    return () => {
      old = true;
      clearTimeout(timer);
    };
  }, [api, query, language]);

  const articles = found ?? [];
  const insert = (index: number) => {
    const article = articles[index];
    if (!article) return;
    onClose();
    onInsert(article.short);
  };
  const picker = usePicker(articles.length, insert, query);
  useReveal(`article-${picker.active}`);

  return (
    <Dialog label={w.faq.title} kind="palette" head={false} onClose={onClose}>
      <label class="palette-field">
        <Icon name="book" />
        <input
          value={query}
          placeholder={w.faq.search}
          aria-label={w.faq.search}
          role="combobox"
          aria-expanded={articles.length > 0}
          aria-controls="articles"
          aria-activedescendant={articles.length > 0 ? `article-${picker.active}` : undefined}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={picker.press}
          ref={(field) => void (field && found === undefined && field.select())}
        />
        <kbd>Esc</kbd>
      </label>
      <div class="palette-list" id="articles" role="listbox" aria-label={w.faq.title}>
        {articles.map((article, index) => (
          <div
            id={`article-${index}`}
            class={`article${index === picker.active ? " active" : ""}`}
            role="option"
            aria-selected={index === picker.active}
            onMouseMove={() => picker.setActive(index)}
            onClick={() => insert(index)}
          >
            <span class="article-head">
              <strong>{article.title}</strong>
              <span class="score" title={w.faq.score}>
                {article.score.toFixed(2)}
              </span>
            </span>
            <span class="article-short">{article.short}</span>
            <span class="article-foot">{w.thread.asOf(article.as_of)}</span>
          </div>
        ))}
      </div>
      <p class="palette-note" role="status">
        {failed
          ? w.faq.failed
          : found === undefined
            ? w.faq.searching
            : articles.length === 0
              ? query.trim()
                ? w.faq.none
                : ""
              : w.faq.hint}
      </p>
    </Dialog>
  );
}
