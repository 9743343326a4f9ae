// What the host page may say: `Dari('boot', {…})` and the commands after it.
import type { Language } from "../wire.ts";

export interface Options {
  /** Origin of the Dari server; by default the one this script came from. */
  server?: string;
  /** Names the site to the server, which answers only pages of the site's origins. */
  siteKey?: string;
  locale?: Language;
  /** Signed by the host's server for its signed-in customer. */
  userToken?: string | undefined;
  /** Asked for a fresh token when the one given nears its end. */
  onToken?: () => Promise<string | undefined>;
  /** Said beside the launcher, until it is opened or sent away. */
  greeting?: Partial<Record<Language, string>>;
  /** One colour, `#rrggbb`; what is written on it and with it is computed. */
  color?: string;
  /** Without it the visitor's own setting holds. */
  theme?: "light" | "dark";
  company?: {
    name?: Partial<Record<Language, string>>;
    /** Shown when the chat cannot be opened. */
    phone?: string;
  };
}

/** What the host page can listen to. */
export interface Signals {
  ready: undefined;
  open: undefined;
  close: undefined;
  /** How many messages the customer has not seen. */
  unread: number;
  /** A conversation was opened, or ended by `shutdown`. */
  conversation: string | undefined;
  locale: Language;
  /** The server refused to open the chat; `message` is for whoever embeds it. */
  error: { code: string; message: string };
}

export type Listener<Name extends keyof Signals> = (value: Signals[Name]) => void;

export interface Commands {
  boot: (options?: Options) => void;
  update: (options: Options) => void;
  /** Signs the customer out of the chat: nothing of the conversation stays in the tab. */
  shutdown: () => void;
  /** Shows the launcher. */
  show: () => void;
  /** Hides the launcher and the panel. */
  hide: () => void;
  /** Opens the panel; `draft` fills the composer. */
  open: (how?: { draft?: string }) => void;
  close: () => void;
  toggle: () => void;
  setLocale: (locale: Language) => void;
  /** Notes what the customer does on the page, for the agent who helps later: `step_started`, `신청서 2쪽`. */
  track: (name: string, label?: string) => void;
  on: <Name extends keyof Signals>(name: Name, listener: Listener<Name>) => void;
  off: <Name extends keyof Signals>(name: Name, listener: Listener<Name>) => void;
}

type Plain = Exclude<keyof Commands, "on" | "off">;

export type Command =
  | { [Name in Plain]: [Name, ...Parameters<Commands[Name]>] }[Plain]
  | { [Name in keyof Signals]: ["on" | "off", Name, Listener<Name>] }[keyof Signals];

/** `window.Dari`: before the script has come, a stub that queues in `q`. */
export interface Dari {
  (...command: Command): void;
  q?: Command[];
}

declare global {
  interface Window {
    Dari?: Dari;
  }
}
