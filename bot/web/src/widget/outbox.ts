// Messages leave one at a time and in order; what finds no connection stays and goes later.
import { backoff, Refused } from "../feed.ts";
import type { Change, Outgoing } from "../thread.ts";
import type { Said, Say } from "../wire.ts";

export interface Post {
  next: () => Outgoing | undefined;
  ready: () => boolean;
  send: (say: Say) => Promise<Said>;
  change: (change: Change) => void;
  /** The key to the conversation no longer fits. */
  lost: () => void;
}

export function outbox({ next, ready, send, change, lost }: Post) {
  let busy = false;
  let attempt = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const go = async () => {
    clearTimeout(retry);
    const message = next();
    if (busy || !message || !ready()) return;
    busy = true;
    const wait = await leave(message);
    busy = false;
    if (wait === undefined) void go();
    else retry = setTimeout(() => void go(), wait);
  };

  /** Returns the milliseconds to wait before the next attempt, or nothing when the next may go at once. */
  const leave = async ({ client_id, text, choice }: Outgoing): Promise<number | undefined> => {
    try {
      change({ type: "sent", client_id, said: await send({ client_id, text, ...(choice && { choice }) }) });
      attempt = 0;
    } catch (why) {
      if (why instanceof Refused && [401, 404].includes(why.status)) {
        lost();
      } else if (why instanceof Refused && !why.passing) {
        change({ type: "delivery", client_id, delivery: "failed" });
      } else {
        change({ type: "delivery", client_id, delivery: "waiting" });
        const least = why instanceof Refused ? why.retryAfter * 1000 : 0;
        return Math.max(least, backoff(attempt++, Math.random()));
      }
    }
    return undefined;
  };

  return { go: () => void go(), stop: () => clearTimeout(retry) };
}
