// Times as an agent reads them. `now` is milliseconds since 1970 and always a parameter.

import type { Language } from "../wire.ts";
import type { Words } from "./words.ts";

/** As it stands on the wire: RFC 3339. */
type Timestamp = string;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds as a running clock: `4:05`, `1:02:05`. Never negative. */
export function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  const two = (n: number) => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Milliseconds as one rounded figure with its unit: `40초`, `3분`, `2시간`, `5일`. */
export function span(ms: number, units: Words["units"]): string {
  const length = Math.abs(ms);
  if (length < MINUTE) return `${Math.floor(length / SECOND)}${units.second}`;
  if (length < HOUR) return `${Math.floor(length / MINUTE)}${units.minute}`;
  if (length < DAY) return `${Math.floor(length / HOUR)}${units.hour}`;
  return `${Math.floor(length / DAY)}${units.day}`;
}

/** How long ago, short enough for a list: "방금" within a minute, then one figure. */
export function age(at: Timestamp, now: number, words: Pick<Words, "now" | "units">): string {
  const passed = now - Date.parse(at);
  return passed < MINUTE ? words.now : span(passed, words.units);
}

/** How long ago, in words that stand alone: "방금", "3분 전". */
export function ago(at: Timestamp, now: number, words: Pick<Words, "now" | "units" | "ago">): string {
  const passed = now - Date.parse(at);
  return passed < MINUTE ? words.now : words.ago(span(passed, words.units));
}

/** What is left until `due`, or by how much it is over. */
export function deadline(due: Timestamp, now: number, words: Pick<Words, "units" | "left" | "over">): string {
  const left = Date.parse(due) - now;
  return left >= 0 ? words.left(span(left, words.units)) : words.over(span(left, words.units));
}

/** Time of day, 24 hours: `15:24`. */
export function timeOfDay(at: Timestamp | number): string {
  return formatter("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(at));
}

/** Date and time in full, for titles. */
export function fullTime(at: Timestamp | number, language: Language): string {
  return formatter(language, { dateStyle: "full", timeStyle: "medium" }).format(new Date(at));
}

/** The day and the time of day, for what is to come: `11월 28일 (토) 09:30`. */
export function dayAndTime(at: Timestamp | number, language: Language): string {
  const day = formatter(language, { month: "short", day: "numeric", weekday: "short" }).format(new Date(at));
  return `${day} ${timeOfDay(at)}`;
}

/** The day as a separator says it. */
export function dayName(
  at: number,
  now: number,
  language: Language,
  words: Pick<Words, "today" | "yesterday">,
): string {
  const day = formatter(language, { month: "long", day: "numeric", weekday: "long" }).format(new Date(at));
  if (localDay(at) === localDay(now)) return `${words.today} · ${day}`;
  if (localDay(at) === localDay(now - DAY)) return `${words.yesterday} · ${day}`;
  return day;
}

/** A touchpoint's time: the hour for today, the date for other days. */
export function shortTime(at: Timestamp, now: number): string {
  const time = Date.parse(at);
  if (localDay(time) === localDay(now)) return timeOfDay(at);
  return formatter("en", { month: "numeric", day: "numeric" }).format(new Date(time));
}

/** The calendar day in the reader's own zone; equal for two times of one day. */
export function localDay(at: number): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

/** Whole calendar days between the day of `at` and today. */
export function daysSince(at: Timestamp, now: number): number {
  const [from, to] = [new Date(at), new Date(now)];
  const start = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.max(0, Math.round((start(to) - start(from)) / DAY));
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let found = formatters.get(key);
  if (!found) formatters.set(key, (found = new Intl.DateTimeFormat(language, options)));
  return found;
}
