// One conversation in the list.

import type { DeskItem } from "../wire.ts";
import { age, dayAndTime, fullTime, localDay, stopwatch, timeOfDay } from "./clock.ts";
import { isLate, isRecord, isWaiting, type View } from "./desk.ts";
import { Icon } from "./icons.tsx";
import { memo } from "./memo.ts";
import { MoodFace } from "./mood-face.tsx";
import { shownName } from "./names.ts";
import { useNow } from "./now.ts";
import { softened } from "./strong.ts";
import { useTexts } from "./texts.ts";

/** Pixels; the same for every row, so that places can be computed. */
export const ROW_HEIGHT = 96;
/** A call that is due within this time stands out. */
const SOON = 15 * 60_000;

interface Props {
  item: DeskItem;
  view: View;
  place: number;
  count: number;
  open: boolean;
  cursor: boolean;
  drafted: boolean;
  whispered: boolean;
  /** Until when it is laid aside, in words; empty while it is not. */
  asleep: string;
  onOpen: (item: DeskItem) => void;
}

/** Drawn again only when something of its own has changed: a list may hold hundreds. */
export const Row = memo(({ item, view, place, count, open, cursor, drafted, whispered, asleep, onOpen }: Props) => {
  const { w } = useTexts();
  const unread = item.unread > 0 && !isRecord(view);
  const urgent = item.priority === "emergency" && !isRecord(view);
  const called = item.mention?.unread;
  const classes = ["row", open && "open", cursor && "cursor", (unread || called) && "unread", urgent && "emergency", asleep && "asleep"]
    .filter(Boolean)
    .join(" ");
  return (
    <div
      id={`row-${item.handoff}`}
      class={classes}
      role="option"
      aria-selected={open}
      aria-posinset={place + 1}
      aria-setsize={count}
      style={{ transform: `translateY(${place * ROW_HEIGHT}px)` }}
      onClick={() => onOpen(item)}
    >
      <span class="row-channel" title={w.channel[item.channel]}>
        <Icon name={urgent ? "alert" : item.channel} size={17} />
        <span class="hidden">{w.channel[item.channel]}</span>
      </span>
      <span class="row-top">
        <span class="row-name">{shownName(item.name, w)}</span>
        {item.language === "en" && (
          <span class="tag" title={w.language.en}>
            EN
          </span>
        )}
        <span class="row-time">
          <RowTime item={item} view={view} />
        </span>
      </span>
      <span class="row-words">
        {item.mention ? `${item.mention.name}: ${item.mention.text}` : softened(item.last_words)}
      </span>
      <span class="row-marks">
        {item.preferred && (
          <span class="chip for-me">
            <Icon name="person" size={12} />
            {w.work.preferred}
          </span>
        )}
        {asleep && (
          <span class="chip plain">
            <Icon name="snooze" size={12} />
            {asleep}
          </span>
        )}
        {!asleep && item.priority !== "normal" && (
          <span class={`chip priority-${item.priority}`}>{w.priority[item.priority]}</span>
        )}
        {!asleep && item.reason !== "emergency" && item.csat == null && (
          <span class="chip" title={item.reason_sentence}>
            {w.reason[item.reason]}
          </span>
        )}
        {item.reason === "emergency" && (
          <span class="chip" title={item.reason_sentence}>
            {w.queue[item.queue]}
          </span>
        )}
        {view === "others" && item.agent && (
          <span class="chip plain">
            <Icon name="person" size={12} />
            {item.agent.name}
          </span>
        )}
        {called && (
          <span class="chip called">
            <Icon name="mention" size={12} />
            {w.mention.fresh}
          </span>
        )}
        {(view === "done" || view === "mentions") && <span class="chip plain">{w.state[item.state]}</span>}
        {item.csat != null && <CsatChip score={item.csat} />}
        {whispered && (
          <span class="chip whisper" title={item.whisper?.text}>
            <Icon name="whisper" size={12} />
            {w.lead.whisper.name}
          </span>
        )}
        <span class="row-end">
          {drafted && (
            <span class="chip draft">
              <Icon name="note" size={12} />
              {w.draft}
            </span>
          )}
          {unread && (
            <span class="badge" aria-label={w.unread(item.unread)}>
              {item.unread > 99 ? "99+" : item.unread}
            </span>
          )}
          <MoodFace value={item.mood} size={16} />
        </span>
      </span>
    </div>
  );
});

/** How content the customer was, in a figure and in words. */
function CsatChip({ score }: { score: number }) {
  const { w } = useTexts();
  return (
    <span class={`chip csat${score >= 4 ? " good" : score <= 2 ? " warn" : ""}`}>
      <Icon name="star" size={12} />
      {w.lead.csatChip(score, w.lead.csat(score))}
    </span>
  );
}

/** The running wait of someone who still waits; the age of the note, or of the last words of everyone else. */
function RowTime({ item, view }: { item: DeskItem; view: View }) {
  if (item.mention) return <Age at={item.mention.at} />;
  if (item.state === "callback") return <Call item={item} />;
  return view !== "done" && isWaiting(item) ? <Wait item={item} /> : <Age at={item.last_at} />;
}

function Wait({ item }: { item: DeskItem }) {
  const { w, language } = useTexts();
  const now = useNow(1000);
  const clock = stopwatch(now - Date.parse(item.waiting_since));
  const late = isLate(item, now);
  return (
    <time
      class={`wait${late ? " late" : ""}`}
      dateTime={item.waiting_since}
      title={fullTime(item.waiting_since, language)}
    >
      <Icon name="clock" size={13} />
      <span aria-hidden="true">{clock}</span>
      <span class="hidden">{late ? w.waitingLate(clock) : w.waiting(clock)}</span>
    </time>
  );
}

/** When somebody is to be called. */
function Call({ item }: { item: DeskItem }) {
  const { w, language } = useTexts();
  const now = useNow(20_000);
  const soon = Date.parse(item.due) - now < SOON;
  const sameDay = localDay(Date.parse(item.due)) === localDay(now);
  return (
    <time class={`wait${soon ? " late" : ""}`} dateTime={item.due} title={fullTime(item.due, language)}>
      <Icon name="phone" size={13} />
      <span class="hidden">{w.work.calls.label}</span>
      {sameDay ? `${w.today} ${timeOfDay(item.due)}` : dayAndTime(item.due, language)}
    </time>
  );
}

function Age({ at }: { at: string }) {
  const { w, language } = useTexts();
  const now = useNow(20_000);
  return (
    <time dateTime={at} title={fullTime(at, language)}>
      {age(at, now, w)}
    </time>
  );
}
