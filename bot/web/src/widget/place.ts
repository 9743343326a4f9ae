// Where the reader stands in the log, kept over every drawing.
import type { Thread } from "../thread.ts";

/** Within so many pixels of the end the reader follows along. */
const NEAR = 80;
/** The height of an author's name over a message. */
const NAME = 40;

export interface Place {
  near: boolean;
  height: number;
  first: number;
  last: number;
  outgoing: number;
}

export const start: Place = { near: true, height: 0, first: 0, last: 0, outgoing: 0 };

export function isNearEnd({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean {
  return scrollHeight - scrollTop - clientHeight < NEAR;
}

/** Before a drawing: whoever opened an article at the end is reading it, and no longer at the end. */
export function look(log: HTMLElement | null, place: Place): Place {
  return !log || log.scrollHeight === place.height ? place : { ...place, near: isNearEnd(log) };
}

/** After a drawing: follows the end for who is there, and holds still for who reads above. */
export function keepPlace(log: HTMLElement, before: Place, { events, outgoing }: Thread): Place {
  const now = { first: events[0]?.number ?? 0, last: events.at(-1)?.number ?? 0, outgoing: outgoing.length };
  const end = log.scrollHeight - log.clientHeight;
  const fresh = events.find((event) => event.number > before.last && event.type === "message");
  const mine = fresh?.type === "message" && fresh.message.author.kind === "customer";
  if (now.first < before.first) {
    log.scrollTop += log.scrollHeight - before.height;
  } else if (now.outgoing > before.outgoing || before.last === 0 || (mine && !before.near)) {
    log.scrollTop = end;
  } else if (before.near) {
    // A long answer is read from its beginning, with its author's name above it.
    const entry = fresh && log.querySelector<HTMLElement>(`[data-number="${fresh.number}"]`);
    log.scrollTop = entry ? Math.min(end, Math.max(entry.offsetTop - NAME, log.scrollTop)) : end;
  }
  return { ...now, height: log.scrollHeight, near: isNearEnd(log) };
}
