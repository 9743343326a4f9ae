// What survives a reload of the page, and ends with the tab: money matters stay off shared computers.
import type { Outgoing } from "../thread.ts";
import type { Language } from "../wire.ts";

export interface Kept {
  conversation?: string;
  token?: string;
  /** The conversation belongs to somebody who was signed in on the page. */
  signedIn?: boolean;
  language?: Language;
  draft?: string;
  outgoing?: Outgoing[];
  /** The number of the last event the customer has had on the screen. */
  seen?: number;
  rated?: Record<string, boolean>;
  surveyed?: number;
  open?: boolean;
}

export interface Keep {
  kept: Kept;
  set: (change: Kept) => void;
  clear: () => void;
}

/** Keeps in the tab's storage under the server's name; in memory alone where storage is forbidden. */
export function keepFor(server: string): Keep {
  const key = `dari:${server}`;
  const keep: Keep = {
    kept: attempt(() => JSON.parse(sessionStorage.getItem(key) ?? "{}") as Kept) ?? {},
    set(change) {
      keep.kept = { ...keep.kept, ...change };
      attempt(() => sessionStorage.setItem(key, JSON.stringify(keep.kept)));
    },
    clear() {
      keep.kept = {};
      attempt(() => sessionStorage.removeItem(key));
    },
  };
  return keep;
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
