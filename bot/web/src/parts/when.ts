// Times in words, in the customer's language and time zone.
import type { Language } from "../wire.ts";

const tags: Record<Language, string> = { ko: "ko-KR", en: "en-US" };

/** "오후 2:31"; said here, since browsers differ between "오후" and "PM". */
export function clock(at: Date, language: Language): string {
  const hour = at.getHours();
  const time = `${hour % 12 || 12}:${String(at.getMinutes()).padStart(2, "0")}`;
  if (language === "ko") return `${hour < 12 ? "오전" : "오후"} ${time}`;
  return `${time} ${hour < 12 ? "AM" : "PM"}`;
}

/** "오늘", "어제", "11월 22일 일요일", and the year when it is another one. */
export function day(at: Date, now: Date, language: Language): string {
  const days = Math.round((midnight(now) - midnight(at)) / 86_400_000);
  if (days === 0 || days === 1) {
    const word = new Intl.RelativeTimeFormat(tags[language], { numeric: "auto" }).format(-days, "day");
    return word.charAt(0).toUpperCase() + word.slice(1);
  }
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return at.toLocaleDateString(tags[language], { ...year, month: "long", day: "numeric", weekday: "long" });
}

/** "2026년 11월 22일" */
export function date(at: Date, language: Language): string {
  return at.toLocaleDateString(tags[language], { year: "numeric", month: "long", day: "numeric" });
}

/** "4:32", as clocks that run down show it. */
export function span(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export function sameDay(a: Date, b: Date): boolean {
  return midnight(a) === midnight(b);
}

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}
