// Commands go up by POST, events come down by a stream that resumes where it broke off.
import { eventParser, type StreamEvent } from "./sse.ts";
import type { RefusalBody } from "./wire.ts";

/** Where to talk to, and as whom. `headers` is asked anew for every request. */
export interface Server {
  /** Origin without a slash at the end; empty for the page's own. */
  origin: string;
  headers: () => Record<string, string>;
  credentials: RequestCredentials;
}

/** The server said no; `code` is stable, `message` is for people. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  /** Seconds to wait before the next attempt; 0 when the server named none. */
  readonly retryAfter: number;

  constructor(status: number, body: RefusalBody, retryAfter = 0) {
    super(body.message);
    this.status = status;
    this.code = body.code;
    this.retryAfter = retryAfter;
  }

  /** The same request may succeed later. */
  get passing(): boolean {
    return this.status === 429 || this.status >= 500 || this.code === "overtaken";
  }
}

/** How a stream stands. `refused` is final: asking again would get the same answer. */
export type Link =
  | { link: "connecting" }
  | { link: "open" }
  | { link: "waiting"; until: number }
  | { link: "offline" }
  | { link: "refused"; why: Refused };

export interface Follower {
  on: (event: StreamEvent) => void;
  link: (link: Link) => void;
  /** The id after which to begin; without one the server decides. */
  after?: string;
}

const COMMAND_TIMEOUT = 20_000;
const HEARTBEAT_TIMEOUT = 40_000;

/** Sends one command. Throws `Refused` when the server answers no and `TypeError` when it does not answer. */
export async function command<T = void>(to: Server, method: string, path: string, body?: unknown): Promise<T> {
  const headers = to.headers();
  if (body !== undefined) headers["content-type"] = "application/json";
  const response = await fetch(to.origin + path, {
    method,
    headers,
    credentials: to.credentials,
    cache: "no-store",
    // What is taken back is taken back also when the page goes.
    keepalive: method === "DELETE",
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(COMMAND_TIMEOUT),
  }).catch((cause: unknown) => {
    throw new TypeError("no answer", { cause });
  });
  if (!response.ok) throw await refusal(response);
  const text = await response.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

/** Follows an event stream until the returned function is called, or until the server refuses for good. */
export function follow(to: Server, path: string, follower: Follower): () => void {
  let after = follower.after;
  let attempt = 0;
  let stopped = false;
  let current: AbortController | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let lastByte = 0;

  const wait = (least: number) => {
    if (!navigator.onLine) return follower.link({ link: "offline" });
    const pause = Math.max(least, backoff(attempt++, Math.random()));
    follower.link({ link: "waiting", until: Date.now() + pause });
    retry = setTimeout(connect, pause);
  };

  const connect = async () => {
    clearTimeout(retry);
    current?.abort();
    const mine = (current = new AbortController());
    const beat = () => {
      lastByte = Date.now();
      clearTimeout(silence);
      silence = setTimeout(() => mine.abort(), HEARTBEAT_TIMEOUT);
    };
    let silence: ReturnType<typeof setTimeout> | undefined;
    let least = 0;
    follower.link({ link: "connecting" });
    try {
      beat();
      const headers: Record<string, string> = { ...to.headers(), accept: "text/event-stream" };
      if (after !== undefined) headers["last-event-id"] = after;
      const response = await fetch(to.origin + path, {
        headers,
        credentials: to.credentials,
        cache: "no-store",
        signal: mine.signal,
      });
      if (!response.ok || !response.body) throw await refusal(response);
      follower.link({ link: "open" });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      const parse = eventParser();
      for (;;) {
        const { value, done } = await reader.read();
        if (done || mine.signal.aborted) break;
        beat();
        attempt = 0;
        for (const event of parse(value)) {
          if (event.id) after = event.id;
          follower.on(event);
        }
      }
    } catch (why) {
      if (why instanceof Refused) {
        if (!why.passing) {
          stop();
          return follower.link({ link: "refused", why });
        }
        least = why.retryAfter * 1000;
      }
    } finally {
      clearTimeout(silence);
    }
    if (!stopped && mine === current) wait(least);
  };

  const offline = () => {
    clearTimeout(retry);
    const broken = current;
    current = undefined;
    broken?.abort();
    follower.link({ link: "offline" });
  };
  // A phone that wakes up has often lost its connection without noticing.
  const awake = () => {
    if (!document.hidden && Date.now() - lastByte > HEARTBEAT_TIMEOUT / 2) void connect();
  };
  const stop = () => {
    stopped = true;
    clearTimeout(retry);
    current?.abort();
    removeEventListener("online", connect);
    removeEventListener("offline", offline);
    document.removeEventListener("visibilitychange", awake);
  };
  addEventListener("online", connect);
  addEventListener("offline", offline);
  document.addEventListener("visibilitychange", awake);
  if (navigator.onLine) void connect();
  else follower.link({ link: "offline" });
  return stop;
}

/** Milliseconds before attempt number `attempt` (from 0): doubles from 0.3 s to 10 s, drawn by `chance` in 0..1. */
export function backoff(attempt: number, chance: number): number {
  const ceiling = Math.min(10_000, 600 * 2 ** attempt);
  return 300 + (ceiling - 300) * chance;
}

async function refusal(response: Response): Promise<Refused> {
  const retryAfter = Number(response.headers.get("retry-after")) || 0;
  const fallback: RefusalBody = { code: `http_${response.status}`, message: response.statusText };
  const body: RefusalBody = await response.json().then(
    (parsed: { error?: RefusalBody }) => parsed.error ?? fallback,
    () => fallback,
  );
  return new Refused(response.status, body, retryAfter);
}
