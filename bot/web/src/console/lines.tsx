// The lines of a thread: days, messages, notes, facts, and my words on their way.

import { useState } from "preact/hooks";
import { Plain, Rich } from "../parts/rich.tsx";
import type { AgentId, Author } from "../wire.ts";
import { Blocks } from "./blocks.tsx";
import { dayName, fullTime, timeOfDay } from "./clock.ts";
import { CustomerWords } from "./covered.tsx";
import { describe } from "./facts.ts";
import { Icon } from "./icons.tsx";
import { memo } from "./memo.ts";
import { MoodFace } from "./mood-face.tsx";
import { NoteLine } from "./note.tsx";
import { READING, ReadingCard, useReadingText, type Side } from "./reading.tsx";
import { isStrong } from "./strong.ts";
import { useTexts } from "./texts.ts";
import type { Line, Unsent } from "./timeline.ts";
import { WhisperLine } from "./whisper.tsx";
import type { Words } from "./words.ts";

interface LineProps {
  line: Line;
  me: AgentId;
  /** The customer's masked name. */
  name: string;
  /** Midnight of the reader's day, so that "today" stays true. */
  today: number;
  cited: boolean;
  /** It is the last of ours that the customer has looked at. */
  seen: boolean;
  /** An agent had it covered for its words. */
  covered: boolean;
  onAbuse: ((number: number) => void) | undefined;
}

export const LineView = memo(({ line, me, name, today, cited, seen, covered, onAbuse }: LineProps) => {
  switch (line.kind) {
    case "day":
      return <DayLine at={line.at} today={today} />;
    case "said":
      return <SaidLine line={line} me={me} name={name} cited={cited} seen={seen} covered={covered} onAbuse={onAbuse} />;
    case "whisper":
      return <WhisperLine line={line} cited={cited} />;
    case "note":
      return <NoteLine line={line} me={me} cited={cited} />;
    case "fact":
      return <FactLine line={line} cited={cited} />;
  }
});

type Of<K extends Line["kind"]> = Extract<Line, { kind: K }>;

function DayLine({ at, today }: { at: number; today: number }) {
  const { w, language } = useTexts();
  return (
    <div class="line day" role="separator">
      <span>{dayName(at, today, language, w)}</span>
    </div>
  );
}

type SaidProps = Omit<LineProps, "line" | "today"> & { line: Of<"said"> };

function SaidLine({ line, me, name, cited, seen, covered, onAbuse }: SaidProps) {
  const { w, language } = useTexts();
  const [looking, look] = useState<Side>();
  const { message, reading } = line;
  const { author } = message;
  const reads = useReadingText(reading);
  const side = author.kind === "customer" ? "theirs" : "ours";
  const mine = author.kind === "agent" && author.id === me;
  const show = reading ? (event: { currentTarget: HTMLElement }) => look(sideOf(event.currentTarget)) : undefined;
  const hide = () => look(undefined);
  return (
    <article
      class={`line said ${side} by-${author.kind}${mine ? " mine" : ""}${line.opens ? " opens" : ""}${cited ? " cited" : ""}`}
      data-key={line.key}
      tabIndex={-1}
      onMouseEnter={show}
      onMouseLeave={hide}
      onFocus={show}
      onBlur={hide}
    >
      {line.opens && (
        <header class="said-by">
          <AuthorName author={author} mine={mine} name={name} />
        </header>
      )}
      <div class="said-row">
        <div class="bubble">
          {author.kind === "customer" ? (
            <CustomerWords text={message.text} all={covered} />
          ) : (
            <Rich text={message.text} />
          )}
          {message.blocks && <Blocks blocks={message.blocks} />}
          {message.masked && message.masked.length > 0 && (
            <p class="masked">
              <Icon name="shield" size={13} />
              {w.thread.masked(message.masked.map(w.maskedKind).join(", "))}
            </p>
          )}
        </div>
        <span class="said-side">
          {reading && <MoodFace value={reading.sentiment} size={15} silent />}
          <time dateTime={new Date(line.at).toISOString()} title={fullTime(line.at, language)}>
            {timeOfDay(line.at)}
          </time>
          {onAbuse && author.kind === "customer" && line.number !== undefined && (
            <button
              class={`icon-button meet${covered || isStrong(message.text) ? " always" : ""}`}
              type="button"
              aria-label={w.work.abuse.action}
              title={w.work.abuse.action}
              onClick={() => onAbuse(line.number!)}
            >
              <Icon name="eyeOff" size={15} />
            </button>
          )}
        </span>
        {looking && reading && <ReadingCard reading={reading} side={looking} />}
      </div>
      {seen && (
        <p class="delivery seen">
          <Icon name="check" size={13} />
          {w.thread.seen}
        </p>
      )}
      {reads && <span class="hidden">{reads}</span>}
    </article>
  );
}

/** Where the reading of a message has room: beside it, else above, else below. */
function sideOf(line: HTMLElement): Side {
  const frame = line.closest(".thread")?.getBoundingClientRect();
  const row = line.querySelector(".said-row")?.getBoundingClientRect();
  if (!frame || !row) return "beside";
  if (frame.right - row.right > READING.width) return "beside";
  return row.top - frame.top > READING.height ? "above" : "below";
}

function AuthorName({ author, mine, name }: { author: Author; mine: boolean; name: string }) {
  const { w } = useTexts();
  const [label, who] = authorName(author, mine, name, w);
  return (
    <>
      {label && <span class="who-tag">{label}</span>}
      <strong>{who}</strong>
    </>
  );
}

function authorName(author: Author, mine: boolean, name: string, w: Words): [label: string, who: string] {
  switch (author.kind) {
    case "customer":
      return ["", name];
    case "bot":
      return ["BOT", w.thread.bot];
    case "agent":
      return [mine ? w.thread.me : w.thread.agent, author.name];
    case "system":
      return ["", w.thread.system];
  }
}

function FactLine({ line, cited }: { line: Of<"fact">; cited: boolean }) {
  const { w, language } = useTexts();
  const { icon, text, tone, detail } = describe(line.fact, w, language);
  return (
    <div class={`line fact ${tone}${cited ? " cited" : ""}`} data-key={line.key} tabIndex={-1}>
      <Icon name={icon} size={13} />
      <span class="fact-text">
        {text}{" "}
        <time dateTime={new Date(line.at).toISOString()} title={fullTime(line.at, language)}>
          {timeOfDay(line.at)}
        </time>
        {detail && <em>{detail}</em>}
      </span>
    </div>
  );
}

interface UnsentProps {
  unsent: Unsent;
  onRetry: (unsent: Unsent) => void;
  onDrop: (clientId: string) => void;
}

export function UnsentLine({ unsent, onRetry, onDrop }: UnsentProps) {
  const { w } = useTexts();
  const failed = unsent.state === "failed";
  const foot = (
    <p class={`delivery${failed ? " failed" : ""}`} role={failed ? "alert" : undefined}>
      {failed ? <Icon name="alert" size={14} /> : <Icon name={unsent.state === "sent" ? "check" : "clock"} size={13} />}
      <span>{w.thread[unsent.state]}</span>
      {failed && (
        <button class="link" type="button" onClick={() => onRetry(unsent)}>
          {w.thread.retry}
        </button>
      )}
      {failed && (
        <button class="link" type="button" onClick={() => onDrop(unsent.clientId)}>
          {w.thread.discard}
        </button>
      )}
    </p>
  );
  if (unsent.mode !== "reply") {
    return (
      <article class={`line note unsent${unsent.mode === "whisper" ? " whisper" : ""}`}>
        <Plain text={unsent.text} />
        {foot}
      </article>
    );
  }
  return (
    <article class="line said ours by-agent mine unsent">
      <div class="said-row">
        <div class="bubble">
          <Rich text={unsent.text} />
        </div>
      </div>
      {foot}
    </article>
  );
}
