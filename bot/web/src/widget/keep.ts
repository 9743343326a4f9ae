// What survives a reload of the page, and ends with the last tab: money matters stay off shared computers.
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
  /** The greeting was read or sent away. */
  greeted?: boolean;
  open?: boolean;
}

export interface Keep {
  kept: Kept;
  set: (change: Kept) => void;
  /** Forgets everything in this tab. */
  forget: () => void;
  /** Forgets everything, here and in the other tabs. */
  clear: () => void;
  /** Takes over what a visitor has open in another tab, if there is one. */
  join: () => void;
  stop: () => void;
}

/** Between tabs: what one keeps of a conversation, the question for it, and the end of it. */
type Told = { of: string | undefined; kept: Kept } | "ask" | "end";

/**
 * Keeps in the tab's storage under the server's name; in memory alone where storage is forbidden.
 * `heard` is called when another tab changed something, `ended` when it signed out.
 */
export function keepFor(server: string, heard: () => void, ended: () => void): Keep {
  const name = `dari:${server}`;
  const channel = attempt(() => new BroadcastChannel(name));
  const tell = (told: Told) => channel?.postMessage(told);
  let asking = false;
  const store = (kept: Kept) => {
    keep.kept = kept;
    attempt(() => sessionStorage.setItem(name, JSON.stringify(kept)));
  };
  const keep: Keep = {
    kept: attempt(() => JSON.parse(sessionStorage.getItem(name) ?? "{}") as Kept) ?? {},
    set(change) {
      store({ ...keep.kept, ...change });
      const kept = shared(change);
      if (Object.keys(kept).length) tell({ of: keep.kept.conversation, kept });
    },
    forget: () => store({}),
    clear() {
      store({});
      tell("end");
    },
    join() {
      asking = !keep.kept.conversation;
      if (asking) tell("ask");
    },
    stop: () => channel?.close(),
  };
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<Told>) => {
      const { conversation, token, signedIn } = keep.kept;
      if (data === "end") {
        store({});
        ended();
      } else if (data === "ask") {
        // Who signs in on the page proves it for each tab anew.
        if (conversation && !signedIn) tell({ of: undefined, kept: { conversation, token: token ?? "", ...shared(keep.kept) } });
      } else if (data.of ? data.of === conversation : asking && !conversation && data.kept.token) {
        asking = false;
        store({ ...keep.kept, ...data.kept });
        heard();
      }
    };
  }
  return keep;
}

/** What all tabs of a conversation have in common. */
function shared({ seen, rated, surveyed, greeted, language }: Kept): Kept {
  return JSON.parse(JSON.stringify({ seen, rated, surveyed, greeted, language })) as Kept;
}

function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
