// The thread: a span of lines around where the agent reads, following the end while the agent is there.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { AgentId } from "../wire.ts";
import { Icon } from "./icons.tsx";
import { LineView, UnsentLine } from "./lines.tsx";
import { useNow } from "./now.ts";
import { around, earlier, holds, later, PAGE, tail, type Span } from "./span.ts";
import { useTexts } from "./texts.ts";
import { lastSeen, lineOf, type Timeline, type Unsent } from "./timeline.ts";

/** Asks to show the line with a shared number; `at` tells two equal wishes apart. */
export interface Jump {
  number: number;
  at: number;
}

interface Props {
  timeline: Timeline;
  me: AgentId;
  name: string;
  loading: boolean;
  typingUntil: number;
  /** The number up to which the customer has looked, where the channel tells. */
  seen?: number | undefined;
  jump: Jump | undefined;
  onRetry: (unsent: Unsent) => void;
  onDrop: (clientId: string) => void;
  /** Something can be done about strong words in the message with this number. */
  onAbuse?: ((number: number) => void) | undefined;
}

const AT_END = 60;
const NEAR_EDGE = 500;
const CITED = 2400;

export function Thread({ timeline, me, name, loading, typingUntil, seen: looked, jump, onRetry, onDrop, onAbuse }: Props) {
  const { w } = useTexts();
  const { lines, unsent } = timeline;
  const box = useRef<HTMLDivElement>(null);
  const [span, setSpan] = useState<Span>({ from: 0 });
  const [atEnd, setAtEnd] = useState(true);
  const [seen, setSeen] = useState(lines.length);
  const [cited, setCited] = useState<string>();
  const anchor = useRef<{ key: string; top: number } | undefined>(undefined);
  const today = useNow(60_000);

  const follows = atEnd && span.to === undefined;
  // A long history arrives in portions: while the end is followed, only its tail is drawn.
  const shown = follows && lines.length - span.from > 2 * PAGE ? tail(lines.length) : span;
  if (shown !== span) setSpan(shown);

  const toEnd = () => {
    setSpan(tail(lines.length));
    setAtEnd(true);
    setSeen(lines.length);
    requestAnimationFrame(() => box.current && (box.current.scrollTop = box.current.scrollHeight));
  };

  const move = (next: Span) => {
    anchor.current = firstInView(box.current);
    setSpan(next);
  };

  const scrolled = () => {
    const element = box.current;
    if (!element) return;
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    const end = below < AT_END && shown.to === undefined;
    if (end !== atEnd) setAtEnd(end);
    if (end) setSeen(lines.length);
    if (element.scrollTop < NEAR_EDGE && shown.from > 0) move(earlier(shown, lines.length));
    else if (below < NEAR_EDGE && shown.to !== undefined) move(later(shown, lines.length));
  };

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (anchor.current) {
      const { key, top } = anchor.current;
      anchor.current = undefined;
      const line = find(element, key);
      if (line) element.scrollTop += line.getBoundingClientRect().top - top;
    } else if (atEnd && shown.to === undefined) {
      element.scrollTop = element.scrollHeight;
    }
  }, [shown.from, shown.to, lines.length, unsent.length, typingUntil]);

  // A picture of the end stays a picture of the end when the window or the composer changes its size.
  useEffect(() => {
    const element = box.current;
    if (!element || !follows) return;
    const observer = new ResizeObserver(() => (element.scrollTop = element.scrollHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, [follows]);

  useEffect(() => {
    if (atEnd) setSeen(lines.length);
  }, [atEnd, lines.length]);

  // My own words are always followed.
  const sending = unsent[unsent.length - 1]?.clientId;
  useEffect(() => {
    if (sending) toEnd();
  }, [sending]);

  const ready = lines.length > 0;
  useEffect(() => {
    if (!jump || !ready) return;
    const index = lineOf(timeline, jump.number);
    const line = lines[index];
    if (!line) return;
    if (!holds(shown, index)) setSpan(around(index, lines.length));
    setAtEnd(false);
    setCited(line.key);
    const frame = requestAnimationFrame(() => {
      const element = box.current && find(box.current, line.key);
      element?.scrollIntoView({ block: "center" });
      element?.focus({ preventScroll: true });
    });
    const timer = setTimeout(() => setCited(undefined), CITED);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [jump, ready]);

  const press = (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by === 0 || event.altKey || event.ctrlKey || event.metaKey || !box.current) return;
    event.preventDefault();
    walk(box.current, by);
  };

  const seenLine = lastSeen(timeline, looked);
  const fresh = lines.slice(seen).filter((line) => line.kind === "said").length;
  return (
    <div class="thread-frame">
      <h2 class="hidden">{w.thread.label}</h2>
      <div
        class="thread"
        ref={box}
        role="log"
        aria-live={atEnd ? "polite" : "off"}
        aria-busy={loading}
        aria-label={w.thread.label}
        tabIndex={0}
        onScroll={scrolled}
        onKeyDown={press}
      >
        {loading && lines.length === 0 && <ThreadGhost />}
        {shown.from > 0 && (
          <button class="earlier" type="button" onClick={() => move(earlier(shown, lines.length))}>
            {w.thread.earlier}
          </button>
        )}
        {lines.slice(shown.from, shown.to).map((line) => (
          <LineView
            key={line.key}
            line={line}
            me={me}
            name={name}
            today={today}
            cited={line.key === cited}
            seen={line.key === seenLine}
            covered={line.kind === "said" && line.number !== undefined && timeline.covered.has(line.number)}
            onAbuse={onAbuse}
          />
        ))}
        {shown.to === undefined &&
          unsent.map((one) => <UnsentLine key={one.clientId} unsent={one} onRetry={onRetry} onDrop={onDrop} />)}
        {shown.to === undefined && <Typing until={typingUntil} />}
      </div>
      {!(atEnd && shown.to === undefined) && lines.length > 0 && (
        <button class={`to-end${fresh > 0 ? " fresh" : ""}`} type="button" onClick={toEnd}>
          {fresh > 0 ? w.thread.fresh(fresh) : w.thread.latest}
          <Icon name="down" size={16} />
        </button>
      )}
    </div>
  );
}

function Typing({ until }: { until: number }) {
  const { w } = useTexts();
  const now = useNow(1000);
  if (now >= until) return null;
  return (
    <div class="line typing">
      <span class="dots">
        <i />
        <i />
        <i />
      </span>
      {w.thread.typing}
    </div>
  );
}

function ThreadGhost() {
  return (
    <div class="thread-ghost" aria-hidden="true">
      <i />
      <i />
      <i />
      <i />
      <i />
    </div>
  );
}

function find(box: HTMLElement, key: string): HTMLElement | null {
  return box.querySelector(`[data-key="${CSS.escape(key)}"]`);
}

function firstInView(box: HTMLElement | null): { key: string; top: number } | undefined {
  if (!box) return undefined;
  const edge = box.getBoundingClientRect().top;
  for (const line of box.querySelectorAll<HTMLElement>("[data-key]")) {
    const place = line.getBoundingClientRect();
    if (place.bottom > edge) return { key: line.dataset["key"] ?? "", top: place.top };
  }
  return undefined;
}

/** Moves the focus to the line before or after the focused one; from the thread itself, to the last line in view. */
function walk(box: HTMLElement, by: 1 | -1): void {
  const lines = [...box.querySelectorAll<HTMLElement>("[data-key]")];
  const at = lines.indexOf(document.activeElement as HTMLElement);
  const bottom = box.getBoundingClientRect().bottom;
  const next = at < 0 ? lines.findLast((line) => line.getBoundingClientRect().bottom <= bottom) : lines[at + by];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}
