// Times that an agent names in a word: in an hour, this evening, tomorrow. `now` is always a parameter.

export type Preset = "ten" | "hour" | "evening" | "tomorrow";

const MINUTE = 60_000;
const EVENING = 18;
const MORNING = 10;

/** The time that a word means; nothing when it has passed today. */
export function timeOf(preset: Preset, now: number): number | undefined {
  switch (preset) {
    case "ten":
      return now + 10 * MINUTE;
    case "hour":
      return now + 60 * MINUTE;
    case "evening": {
      const evening = at(now, 0, EVENING);
      return evening > now ? evening : undefined;
    }
    case "tomorrow":
      return at(now, 1, MORNING);
  }
}

function at(now: number, days: number, hour: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, hour).getTime();
}

/** As a field for date and time holds it, in the reader's own zone: `2026-11-28T18:00`. */
export function fieldValue(time: number): string {
  const date = new Date(time);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What such a field holds, in milliseconds; nothing when it is empty or no time. */
export function fieldTime(value: string): number | undefined {
  const time = new Date(value).getTime();
  return value === "" || Number.isNaN(time) ? undefined : time;
}
