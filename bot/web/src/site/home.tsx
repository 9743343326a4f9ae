// What a company's home page shows: who they are and what they do.
import { Icon, Mark } from "../parts/icons.tsx";
import { Spans } from "../parts/rich.tsx";
import { parseLinks } from "../parts/markup.ts";
import type { Language } from "../wire.ts";
import type { SiteWords } from "./words.ts";

const icons = [
  "M6 3h8l4 4v14H6zM10 12h5M10 16h5",
  "M3 8a2 2 0 012-2h14a2 2 0 012 2v8a2 2 0 01-2 2H5a2 2 0 01-2-2zM3 10h18M7 15h3",
  "M3 19h18M5 19c0-13 14-13 14 0M12 9v10",
];

interface HeaderProps {
  words: SiteWords;
  language: Language;
  change: (language: Language) => void;
}

export function Header({ words, language, change }: HeaderProps) {
  const other = language === "ko" ? "en" : "ko";
  return (
    <header class="top">
      <a class="brand" href="/">
        <Mark size={32} />
        <strong>{words.company}</strong>
        <small>{words.fictional}</small>
      </a>
      <nav>
        {words.nav.map((label) => (
          <a href="#services">{label}</a>
        ))}
      </nav>
      <button type="button" lang={other} onClick={() => change(other)}>
        {words.otherLanguage}
      </button>
    </header>
  );
}

export function Hero({ words, ask, demo }: { words: SiteWords; ask: () => void; demo: boolean }) {
  return (
    <section class="hero">
      <div>
        <h1>
          {words.hero.split("\n").map((line) => (
            <span>{line} </span>
          ))}
        </h1>
        <p>{words.heroText}</p>
        <div class="actions">
          <button type="button" class="primary" onClick={ask}>
            {words.heroAsk}
          </button>
          {demo && (
            <a class="secondary" href="#try">
              {words.heroTry}
            </a>
          )}
        </div>
      </div>
      <Picture {...words.picture} />
    </section>
  );
}

function Picture({ title, state, step, next, agent, agentName }: SiteWords["picture"]) {
  return (
    <div class="picture" aria-hidden="true">
      <svg viewBox="0 0 480 300">
        <path d="M0 250h480M40 250c0-240 400-240 400 0M240 70v180M190 76v174M290 76v174M140 98v152M340 98v152M90 144v106M390 144v106" />
      </svg>
      <div class="slip">
        <p>
          <strong>{title}</strong>
          <b>{state}</b>
        </p>
        <p class="steps">
          <i />
          <i />
          <i />
          <i />
          <i />
        </p>
        <small>{step}</small>
        <p>{next}</p>
      </div>
      <div class="slip said">
        <small>{agentName}</small>
        <p>{agent}</p>
      </div>
    </div>
  );
}

export function Services({ words, ask }: { words: SiteWords; ask: (draft: string) => void }) {
  return (
    <section class="services" id="services">
      <h2>{words.services}</h2>
      <ul>
        {words.cards.map((card, index) => (
          <li>
            <span class="round">
              <svg class="d-icon" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
                <path d={icons[index]} />
              </svg>
            </span>
            <h3>{card.title}</h3>
            <p>{card.text}</p>
            <button type="button" onClick={() => ask(card.ask)}>
              “{card.ask}”
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Footer({ words }: { words: SiteWords }) {
  return (
    <footer>
      <p class="fiction">
        <Icon name="alert" />
        {words.footer}
      </p>
      <p>
        <Spans spans={parseLinks(words.footerReal)} />
      </p>
      <p>
        <a href="/agent">{words.staff}</a>
      </p>
    </footer>
  );
}
