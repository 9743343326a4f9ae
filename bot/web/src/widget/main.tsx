// window.Dari: boots the widget and takes the host page's commands, also those queued before this script came.
import { render } from "preact";
import { LanguageContext } from "../parts/language.ts";
import type { Language } from "../wire.ts";
import { arrival } from "./arrival.ts";
import { startChat, type Chat } from "./chat.ts";
import { fitAboveKeyboard, fullScreen, mountFrame, paint } from "./frame.ts";
import { keepFor, type Keep } from "./keep.ts";
import { Launcher } from "./launcher.tsx";
import type { Command, Commands, Dari, Listener, Options, Signals } from "./options.ts";
import { Panel } from "./panel.tsx";
import { isNearEnd, keepPlace, look, start } from "./place.ts";

interface Booted {
  options: Options;
  keep: Keep;
  chat: Chat;
  root: ShadowRoot;
  launcher: boolean;
  open: boolean;
  place: typeof start;
  unread: number;
}

/** Within so many pixels of the beginning, older messages are fetched. */
const REACHING = 160;
const script = document.currentScript as HTMLScriptElement | null;
const home = new URL(script?.src || location.href).origin;
const listeners: { [Name in keyof Signals]?: Set<Listener<never>> } = {};
const said: { conversation?: string | undefined; locale?: Language } = {};
let booted: Booted | undefined;
/** The page's own, while it is locked. */
let overflow: string | undefined;
let drawing: ReturnType<typeof setTimeout> | undefined;
let ticking: ReturnType<typeof setTimeout> | undefined;

const commands: Commands = {
  boot(options = {}) {
    booted?.keep.stop();
    end();
    begin(options, keepHere(options));
    booted!.keep.join();
    emit("ready", undefined);
  },
  update(change) {
    if (!booted) return;
    const { options, open, keep } = booted;
    const newcomer = change.userToken !== undefined && change.userToken !== options.userToken;
    Object.assign(options, change);
    if (change.locale) commands.setLocale(change.locale);
    paint(booted.root, options);
    if (newcomer) {
      end();
      begin(options, keep);
      if (open) commands.open();
    }
    draw();
  },
  shutdown() {
    // Also a page that only signs out leaves nothing behind.
    const keep = booted?.keep ?? keepHere({});
    booted?.chat.leave();
    end();
    keep.clear();
    keep.stop();
  },
  show: () => setLauncher(true),
  hide() {
    commands.close();
    setLauncher(false);
  },
  open(how) {
    if (!booted) return;
    if (how?.draft !== undefined) booted.chat.draft(how.draft);
    if (!booted.open) setOpen(true);
    focusPanel(booted.root);
  },
  close() {
    if (!booted?.open) return;
    setOpen(false);
    booted.root.querySelector<HTMLElement>(".launcher")?.focus();
  },
  toggle: () => (booted?.open ? commands.close() : commands.open()),
  setLocale: (locale) => booted?.chat.setLanguage(languageOf(locale)),
  track: (name, label) => booted?.chat.track(name, label),
  on: (name, listener) => void (listeners[name] ??= new Set()).add(listener),
  off: (name, listener) => void listeners[name]?.delete(listener),
};

function begin(options: Options, keep: Keep) {
  // Who signs in goes on with what they wrote before; who signed out leaves it behind.
  if (keep.kept.signedIn && !options.userToken) keep.forget();
  const { conversation, language, open } = keep.kept;
  const code = arrival();
  const chat = startChat(options, serverOf(options), keep, code, language ?? languageOf(options.locale), draw, (why) => {
    console.warn(`Dari: ${why.message}`);
    emit("error", { code: why.code, message: why.message });
  });
  booted = { options, keep, chat, root: mountFrame(options), launcher: true, open: false, place: start, unread: 0 };
  if (conversation) chat.open();
  if (code || (open && !fullScreen.matches)) commands.open();
  draw();
}

function end() {
  if (!booted) return;
  booted.chat.stop();
  render(null, booted.root);
  booted.root.host.remove();
  booted = undefined;
  lockPage(false);
  emit("conversation", (said.conversation = undefined));
}

function setLauncher(shown: boolean) {
  if (booted) booted.launcher = shown;
  draw();
}

function setOpen(open: boolean) {
  booted!.open = open;
  booted!.keep.set({ open, ...(open && { greeted: true }) });
  if (open) booted!.chat.open();
  lockPage(open && fullScreen.matches);
  drawNow();
  emit(open ? "open" : "close", undefined);
}

/** Behind a full screen the page must not scroll. */
function lockPage(locked: boolean) {
  const { style } = document.documentElement;
  if (locked) overflow ??= style.overflow;
  style.overflow = locked ? "hidden" : (overflow ?? style.overflow);
  if (!locked) overflow = undefined;
}

/** Draws soon, and once for many changes. */
function draw() {
  drawing ??= setTimeout(drawNow);
}

function drawNow() {
  clearTimeout(drawing);
  clearTimeout(ticking);
  drawing = undefined;
  if (!booted) return;
  const { chat, root, open, launcher, options } = booted;
  const view = chat.view();
  const place = (booted.place = look(logIn(root), booted.place));
  fitAboveKeyboard(root);
  const focused = root.activeElement;
  render(
    <LanguageContext.Provider value={view.language}>
      <div class="dari" lang={view.language}>
        {open && (
          <Panel chat={chat} view={view} near={place.near} unread={booted.unread} company={options.company} scrolled={scrolled} toEnd={toEnd} close={commands.close} />
        )}
        {launcher && !open && <Launcher unread={booted.unread} greeting={greetingOf(booted)} open={commands.open} dismiss={dismiss} />}
      </div>
    </LanguageContext.Provider>,
    root,
  );
  // A tapped choice goes, and the keyboard's place must not go with it.
  if (focused && !root.activeElement) focusPanel(root);
  const log = logIn(root);
  booted.place = log ? keepPlace(log, place, view.thread) : start;
  count(booted);
  if (booted.place.near !== place.near) draw();
  // A code box counts the seconds.
  if (root.querySelector(".d-code")) ticking = setTimeout(draw, 1_000);
}

/** On a phone the keyboard would hide half of what there is to read. */
function focusPanel(root: ShadowRoot) {
  root.querySelector<HTMLElement>(fullScreen.matches ? ".panel" : "textarea")?.focus();
}

function greetingOf({ options, keep, chat }: Booted): string | undefined {
  return keep.kept.greeted || keep.kept.conversation ? undefined : options.greeting?.[chat.view().language];
}

function dismiss() {
  booted?.keep.set({ greeted: true });
  draw();
}

function scrolled(log: HTMLElement) {
  if (log.scrollTop < REACHING) void booted?.chat.older();
  const near = isNearEnd(log);
  if (!booted || near === booted.place.near) return;
  booted.place = { ...booted.place, near };
  draw();
}

function toEnd() {
  const log = booted && logIn(booted.root);
  if (log) log.scrollTop = log.scrollHeight;
}

function logIn(root: ShadowRoot): HTMLElement | null {
  return root.querySelector(".log");
}

/** The keep of this page's server; other tabs are heard through it. */
function keepHere(options: Options): Keep {
  return keepFor(
    serverOf(options),
    () => booted?.chat.catchUp(),
    () => {
      if (!booted) return;
      const { options, keep } = booted;
      end();
      begin({ ...options, userToken: undefined }, keep);
    },
  );
}

/** Counts what the customer has not had on the screen, and tells the host page what is new. */
function count({ keep, chat, open, place }: Booted) {
  const { thread, language } = chat.view();
  const last = thread.events.at(-1)?.number ?? 0;
  const { seen = 0, conversation } = keep.kept;
  const news = thread.events.filter(
    (event) => event.number > seen && event.type === "message" && event.message.author.kind !== "customer",
  ).length;
  const looks = open && place.near && !document.hidden;
  if (looks && last > seen) {
    keep.set({ seen: last });
    if (news) chat.saw(last);
  }
  const unread = looks ? 0 : news;
  if (unread !== booted!.unread) {
    emit("unread", (booted!.unread = unread));
    draw();
  }
  if (conversation !== said.conversation) emit("conversation", (said.conversation = conversation));
  if (language !== said.locale) emit("locale", (said.locale = language));
}

/** What goes wrong in a listener of the page stays the page's own. */
function emit<Name extends keyof Signals>(name: Name, value: Signals[Name]) {
  listeners[name]?.forEach((listener) => queueMicrotask(() => (listener as Listener<Name>)(value)));
}

function serverOf({ server }: Options): string {
  return (server ?? home).replace(/\/$/, "");
}

/** The nearest of ours: a page may say "en-GB" or "ko-KR". */
function languageOf(locale: string | undefined): Language {
  return (locale || document.documentElement.lang || navigator.language).startsWith("en") ? "en" : "ko";
}

const queued = window.Dari?.q ?? [];
const dari: Dari = (...[name, ...values]: Command) => {
  const run = commands[name] as ((...values: unknown[]) => void) | undefined;
  if (run) run(...values);
  else console.warn(`Dari: "${name}"?`);
};
window.Dari = dari;
document.addEventListener("visibilitychange", draw);
for (const name of ["resize", "scroll"]) window.visualViewport?.addEventListener(name, draw);
for (const command of queued) dari(...command);
