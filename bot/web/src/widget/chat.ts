// One customer's conversation: opened when needed, followed, and written to through an outbox.
import { command, follow, Refused, type Server } from "../feed.ts";
import { noTry, type CodeTry } from "../parts/code.tsx";
import { emptyThread, reduce, TYPING_HOLDS, type Change, type Thread } from "../thread.ts";
import type { Booking, Choice, ConversationState, History, Language, Opened, Shared, TelegramLink, Typing, Verified } from "../wire.ts";
import type { Keep } from "./keep.ts";
import type { Options, Signals } from "./options.ts";
import { outbox } from "./outbox.ts";
import { renewIn } from "./token.ts";

/** What the components draw. */
export interface View {
  language: Language;
  thread: Thread;
  standing: "idle" | "opening" | "live" | "reconnecting" | "offline" | "failed";
  /** Why the chat could not be opened, in what a customer can do about it. */
  problem: "offline" | "busy" | "session" | "stranger";
  /** The last tap that did not go through; shown for a moment. */
  refused?: "again" | "slower" | "stale" | undefined;
  draft: string;
  attempt: CodeTry;
  rated: Record<string, boolean>;
  /** The number of the closing whose survey was answered or skipped. */
  surveyed: number;
  thanked?: boolean;
  /** Open while a time is chosen at which an agent gets back. */
  booking?: Booking | undefined;
}

const PAGE = 50;
const TYPING_EVERY = 3_000;
const REFUSED_SHOWS = 6_000;
/** What happened on the page before the chat was opened; the newest of it is kept. */
const TRACKED = 20;

export type Chat = ReturnType<typeof startChat>;

/** `code` came with the customer from Telegram. `changed` is called after every change of `view()`, `refused` when the server does not open the chat. */
export function startChat(
  options: Options,
  origin: string,
  keep: Keep,
  code: string | undefined,
  language: Language,
  changed: () => void,
  refused: (why: Signals["error"]) => void,
) {
  // What a signed-in customer left in this tab is shown only when the server says that it is the same person.
  let trusted = !keep.kept.signedIn;
  let view: View = {
    language,
    thread: { ...emptyThread, outgoing: (trusted && keep.kept.outgoing) || [] },
    standing: "idle",
    problem: "busy",
    draft: (trusted && keep.kept.draft) || "",
    attempt: noTry,
    rated: keep.kept.rated ?? {},
    surveyed: keep.kept.surveyed ?? 0,
  };
  let userToken = options.userToken;
  /** Empty until the conversation is open. */
  let path = "";
  let stopped = false;
  let unfollow = () => {};
  let renewing: ReturnType<typeof setTimeout> | undefined;
  let fetching = false;
  let typedAt = 0;
  /** The language that was chosen here and not yet confirmed by the server. */
  let chosen: Language | undefined;

  const server: Server = {
    origin,
    credentials: "omit",
    headers: (): Record<string, string> => (keep.kept.token ? { authorization: `Bearer ${keep.kept.token}` } : {}),
  };

  const set = (change: Partial<View>) => {
    if (stopped) return;
    view = { ...view, ...change };
    changed();
  };
  const apply = (change: Change) => {
    const thread = reduce(view.thread, change);
    if (trusted) keep.set({ outgoing: thread.outgoing.filter(({ delivery }) => delivery !== "sent") });
    set({ thread });
  };
  const ask = <T>(method: string, to: string, body?: unknown) => command<T>(server, method, path + to, body);

  const tracked: { name: string; label: string }[] = [];
  const report = () => {
    while (path && tracked.length) ask("POST", "/touchpoints", tracked.shift()).catch(() => {});
  };
  const letters = outbox({
    next: () => view.thread.outgoing.find(({ delivery }) => delivery === "sending" || delivery === "waiting"),
    ready: () => path !== "" && !stopped,
    send: (say) => ask("POST", "/messages", say),
    change: apply,
    lost: () => void reopen(),
  });

  const open = async (): Promise<void> => {
    if (stopped || view.standing === "opening" || path) return;
    set({ standing: "opening" });
    try {
      // Who signs in is asked for anew each time: the tab may have changed hands.
      if (!keep.kept.token || keep.kept.signedIn || userToken || code) await enter();
      if (stopped) return;
      const conversation = `/v1/conversations/${keep.kept.conversation}`;
      const history = await ask<History>("GET", `${conversation}/messages?limit=${PAGE}`);
      if (stopped) return;
      path = conversation;
      apply({ type: "history", ...history });
      sayLanguage();
      listen();
      letters.go();
      report();
    } catch (why) {
      if (isLost(why) && keep.kept.token && !userToken) return reopen();
      const said = why instanceof Refused ? why : undefined;
      if (said) refused(said);
      set({
        standing: "failed",
        problem: !said ? "offline" : said.code === "identity_required" ? "stranger" : said.status === 401 ? "session" : "busy",
      });
    }
  };

  const enter = async () => {
    const knock = async () => {
      // What is not there goes out of the letter.
      const who = { site_key: options.siteKey, person_token: userToken || undefined };
      if (code) {
        const joined = await ask<Opened>("POST", "/v1/conversations/join", { code, ...who }).catch((why: unknown) => {
          if (!(why instanceof Refused) || (why.status !== 404 && why.status !== 409)) throw why;
          sayRefused("stale");
        });
        code = "";
        if (joined) return joined;
      }
      return ask<Opened>("POST", "/v1/conversations", { language: view.language, page: location.pathname, ...who });
    };
    const opened = await knock().catch(async (why: unknown) => {
      const fresh = isLost(why) && userToken && (await options.onToken?.());
      if (!fresh) throw why;
      userToken = fresh;
      return knock();
    });
    if (stopped) return;
    const { conversation, token, state } = opened;
    if (conversation !== keep.kept.conversation) {
      keep.set({ seen: 0, rated: {}, surveyed: 0 });
      set({ thread: { ...emptyThread, outgoing: view.thread.outgoing }, rated: {}, surveyed: 0 });
    } else if (!trusted) {
      const outgoing = [...(keep.kept.outgoing ?? []), ...view.thread.outgoing];
      set({ thread: { ...view.thread, outgoing }, draft: view.draft || (keep.kept.draft ?? "") });
    }
    trusted = true;
    renewSoon();
    keep.set({ conversation, token, signedIn: !!userToken, draft: view.draft });
    apply({ type: "state", state });
  };

  /** Before the host's word ends, it is asked for again; what was proved meanwhile stays. */
  const renewSoon = () => {
    clearTimeout(renewing);
    if (!userToken || !options.onToken) return;
    renewing = setTimeout(async () => {
      const fresh = await options.onToken?.().catch(() => undefined);
      if (stopped || !path) return;
      if (fresh) {
        userToken = fresh;
        const kept = await ask("PUT", "/identity", { person_token: fresh }).then(
          () => true,
          // It is somebody else's word now: the conversation is, too.
          (why: unknown) => !(why instanceof Refused && why.status === 409),
        );
        if (!kept) return void reopen();
      }
      renewSoon();
    }, renewIn(userToken, Date.now()));
  };

  const reopen = (): Promise<void> => {
    unfollow();
    clearTimeout(renewing);
    path = "";
    keep.set({ token: "" });
    set({ standing: "idle" });
    return open();
  };

  const listen = () => {
    unfollow = follow(server, `${path}/events`, {
      after: String(view.thread.events.at(-1)?.number ?? 0),
      on: ({ name, data }) => {
        const value: unknown = JSON.parse(data);
        if (name === "state") hold(value as ConversationState);
        else if (name === "typing") typed(value as Typing);
        else if (name === "message" || name === "notice") share(value as Shared);
      },
      link: ({ link }) => {
        if (link === "refused") void reopen();
        else if (link === "offline") set({ standing: "offline" });
        else if (link === "waiting") set({ standing: "reconnecting" });
        else if (link === "open") {
          set({ standing: "live" });
          letters.go();
        }
      },
    });
  };

  const share = (event: Shared) => {
    if (event.type === "message" && event.message.blocks?.some(({ kind }) => kind === "code")) set({ attempt: noTry });
    apply({ type: "shared", event });
  };
  const hold = (state: ConversationState) => {
    apply({ type: "state", state });
    // What is older than the choice does not undo it.
    if (state.language === chosen) chosen = undefined;
    else if (!chosen && state.language !== view.language) speak(state.language);
  };
  const speak = (next: Language) => {
    keep.set({ language: next });
    set({ language: next });
  };
  const sayLanguage = () => {
    if (path && chosen) tap("PUT", "/language", { language: chosen });
  };
  const typed = ({ who }: Typing) => {
    const { holder } = view.thread.state?.control ?? {};
    // The bot reads along while a person has the conversation, and does not answer.
    if (who === "customer" || (who === "bot" && (holder === "agent" || holder === "queued"))) return;
    apply({ type: "typing", who, until: Date.now() + TYPING_HOLDS });
    setTimeout(() => set({}), TYPING_HOLDS);
  };

  /** A tap that does not go through is said, and can be repeated. */
  const tap = <T>(method: string, to: string, body?: unknown, then = (_: T) => {}) => {
    set({ refused: undefined });
    ask<T>(method, to, body).then(then, (why: unknown) =>
      sayRefused(why instanceof Refused && why.status === 429 ? "slower" : "again"),
    );
  };
  const sayRefused = (how: View["refused"]) => {
    set({ refused: how });
    setTimeout(() => set({ refused: undefined }), REFUSED_SHOWS);
  };

  const again = () => {
    if (view.standing === "failed" && view.problem === "offline") void open();
  };
  addEventListener("online", again);

  return {
    view: () => view,
    open: () => void open(),
    draft(draft: string) {
      if (trusted) keep.set({ draft });
      set({ draft });
    },
    say(text: string, choice?: Choice) {
      const delivery = navigator.onLine ? "sending" : "waiting";
      const message = { client_id: newId(), text, ...(choice && { choice: choice.id }), at: Date.now() };
      apply({ type: "say", message: { ...message, delivery } });
      void open();
      letters.go();
    },
    retry(clientId: string) {
      apply({ type: "delivery", client_id: clientId, delivery: "sending" });
      letters.go();
    },
    withdraw: (clientId: string) => apply({ type: "withdraw", client_id: clientId }),
    typing() {
      const holder = view.thread.state?.control.holder;
      if ((holder !== "agent" && holder !== "queued") || Date.now() - typedAt < TYPING_EVERY) return;
      typedAt = Date.now();
      ask("POST", "/typing").catch(() => {});
    },
    saw: (number: number) => void ask("POST", "/seen", { number }).catch(() => {}),
    askAgent: () => tap("POST", "/handoff", { client_id: newId() }),
    cancelQueue: () => tap("DELETE", "/handoff"),
    askTimes() {
      if (view.booking) set({ booking: undefined });
      else tap<Booking>("GET", "/handoff/callback", undefined, (booking) => set({ booking }));
    },
    book: (at: string) => tap("POST", "/handoff/callback", { at }, () => set({ booking: undefined })),
    async toTelegram() {
      // A window that is opened later than the tap is blocked.
      const tab = window.open();
      if (tab) tab.opener = null;
      await ask<TelegramLink>("POST", "/telegram").then(
        ({ url }) => ((tab ?? window).location.href = url),
        () => {
          tab?.close();
          sayRefused("again");
        },
      );
    },
    async enterCode(code: string, complete: boolean) {
      set({ attempt: { typed: code, outcome: { result: complete ? "checking" : "none" } } });
      if (!complete) return;
      const outcome = await ask<Verified>("POST", "/verification", { code }).then(
        (verified): CodeTry["outcome"] =>
          verified.result === "locked" ? { result: "locked", until: Date.parse(verified.until) } : verified,
        () => ({ result: "failed" as const }),
      );
      set({ attempt: { typed: "", outcome } });
    },
    renewCode: () =>
      tap("POST", "/verification/code", undefined, () => set({ attempt: { typed: "", outcome: { result: "renewed" } } })),
    rate: (article: string, helpful: boolean) =>
      tap("POST", `/articles/${encodeURIComponent(article)}/rating`, { helpful }, () => {
        const rated = { ...view.rated, [article]: helpful };
        keep.set({ rated });
        set({ rated });
      }),
    survey(closing: number, score?: number) {
      const done = () => {
        keep.set({ surveyed: closing });
        set({ surveyed: closing, thanked: score !== undefined });
      };
      if (score === undefined) done();
      else tap("POST", "/survey", { score }, done);
    },
    setLanguage(next: Language) {
      if (next === view.language) return;
      chosen = next;
      speak(next);
      sayLanguage();
    },
    async older() {
      if (fetching || !view.thread.more) return;
      fetching = true;
      await ask<History>("GET", `/messages?before=${view.thread.events[0]?.number}&limit=${PAGE}`).then(
        (history) => apply({ type: "history", ...history }),
        () => {},
      );
      fetching = false;
    },
    /** All that was said, from the first word; rejects when it cannot be had. */
    async whole() {
      const events = [...view.thread.events];
      for (let { more } = view.thread; more; ) {
        const page = await ask<History>("GET", `/messages?before=${events[0]?.number}&limit=200`);
        events.unshift(...page.events);
        more = page.more && page.events.length > 0;
      }
      return events;
    },
    failed: () => sayRefused("again"),
    /** The customer leaves the device: nobody goes on with their key. */
    leave: () => void (path && ask("DELETE", "/key").catch(() => {})),
    track(name: string, label = "") {
      tracked.push({ name, label });
      tracked.splice(0, tracked.length - TRACKED);
      report();
    },
    /** Another tab did something with the same conversation, or brought one. */
    catchUp() {
      const { conversation, rated = {}, surveyed = 0, language: spoken } = keep.kept;
      set({ rated, surveyed, language: spoken ?? view.language });
      if (conversation) void open();
    },
    /** Goes on without the sign-in that has ended. */
    openAsVisitor() {
      userToken = undefined;
      keep.forget();
      void open();
    },
    stop() {
      stopped = true;
      unfollow();
      clearTimeout(renewing);
      letters.stop();
      removeEventListener("online", again);
    },
  };
}

function isLost(why: unknown): boolean {
  return why instanceof Refused && [401, 403, 404].includes(why.status);
}

// `randomUUID` is missing on pages without TLS.
function newId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join("-");
}
