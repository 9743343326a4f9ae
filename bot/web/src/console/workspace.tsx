// The desk of one agent: three panes, and what happens between them.

import { useCallback, useMemo, useRef, useState } from "preact/hooks";
import type { Claimed, DeskItem, Session, WrapUp } from "../wire.ts";
import type { Api } from "./api.ts";
import { fill } from "./canned.ts";
import type { ComposerHandle } from "./composer.tsx";
import { ContextPane } from "./context-pane.tsx";
import { ConversationPane, holderWords, type Action } from "./conversation-pane.tsx";
import { locate, narrowed, neighbour, rows, views, type Only, type View } from "./desk.ts";
import type { Draft } from "./drafts.ts";
import { Icon } from "./icons.tsx";
import type { Command } from "./keys.ts";
import { ListPane } from "./list-pane.tsx";
import { greetingName, shownName } from "./names.ts";
import { PaneTabs, type Pane } from "./pane-tabs.tsx";
import type { Settings, Theme } from "./settings.ts";
import { chime } from "./sound.ts";
import { useTexts } from "./texts.ts";
import type { Jump } from "./thread.tsx";
import type { Mode } from "./timeline.ts";
import { Toasts, useToasts } from "./toasts.tsx";
import { useActs, type LettingGo } from "./use-acts.ts";
import { useDesk } from "./use-desk.ts";
import { useDrafts } from "./use-drafts.ts";
import { useHandoffContext } from "./use-handoff-context.ts";
import { useLead } from "./use-lead.ts";
import { useSound, useTitle } from "./use-notice.ts";
import { usePlace } from "./use-place.ts";
import { useRoom } from "./use-room.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { useTrouble } from "./use-trouble.ts";
import { useWall } from "./use-wall.ts";
import { useWhispers } from "./use-whispers.ts";
import { Wallboard } from "./wallboard.tsx";
import { Windows, type Window } from "./windows.tsx";

interface Props {
  api: Api;
  session: Session;
  settings: Settings;
  change: (change: Partial<Settings>) => void;
  /** The session ended by itself. */
  expired: () => void;
  /** The agent signed out. */
  left: () => void;
}

const WIDE = "(min-width: 1180px)";
const TYPING_PACE = 3000;
/** Intents that say how somebody spoke, not what about. */
const NO_TOPICS = new Set(["agent_request", "chitchat", "bot_identity", "out_of_scope"]);
const TOPICS = 4;

export function Workspace({ api, session, settings, change, expired, left }: Props) {
  const { w, language } = useTexts();
  const [place, go] = usePlace();
  const [wall, showWall] = useWall();
  const [view, setWholeView] = useState<View>("waiting");
  const [only, setOnly] = useState<Only>({});
  const [pane, setPane] = useState<Pane>(place === undefined ? "list" : "thread");
  const [contextOpen, setContextOpen] = useState(() => matchMedia(WIDE).matches);
  const [open, setOpen] = useState<Window>();
  const [chosenMode, setMode] = useState<Mode>("reply");
  const [jump, setJump] = useState<Jump>();
  const [stale, setStale] = useState<string>();
  const [arrived, setArrived] = useState("");
  const { toasts, tell, dismiss } = useToasts();
  const composer = useRef<ComposerHandle | undefined>(undefined);
  const typedAt = useRef(0);

  const { desk, link, adjust } = useDesk(api, expired, (items) => {
    if (settings.sound) chime();
    setArrived(w.incoming(items.length));
  });
  const whispered = useWhispers(desk, place, ({ name, whisper }) => {
    if (settings.sound) chime();
    if (whisper) tell(w.lead.whisper.heard(whisper.name, shownName(name, w), whisper.text), "whisper");
  });
  useTitle(desk?.waiting.length ?? 0);
  useSound(settings.sound);
  const me = desk?.me ?? session.agent;
  const walled = wall && me.role === "lead";
  const item = desk && place !== undefined ? locate(desk, place)?.item : undefined;

  const { store, draft, drafted, keep, giveBack } = useDrafts(session.agent.id, place);
  const rooms = useRoom(api, me, place, (id, mode, text, why) => {
    giveBack(id, mode, text);
    if (why === "stale") setStale(id);
  });
  const { state, link: roomLink } = rooms.room;
  const mine = state?.mine ?? false;
  const handoff = item?.handoff ?? state?.handoff ?? undefined;
  const number = Math.max(state?.state.last_number ?? 0, rooms.room.timeline.lastNumber);
  const contextFeed = useHandoffContext(api, handoff, language, number);
  const { context } = contextFeed;
  const trouble = useTrouble(link, state ? roomLink : { link: "open" });

  const setView = (next: View, shown: Only = {}) => {
    setOnly(shown);
    setWholeView(next);
  };
  const write = (next: Mode) => {
    setPane("thread");
    setMode(next);
    requestAnimationFrame(() => composer.current?.focus());
  };
  const insert = (text: string, into: Mode = "reply") => {
    setPane("thread");
    setMode(into);
    requestAnimationFrame(() => composer.current?.insert(text));
  };
  const cite = (cited: number) => {
    setPane("thread");
    setJump({ number: cited, at: Date.now() });
  };
  const toggleContext = () => {
    setContextOpen(!contextOpen);
    setPane(pane === "context" ? "thread" : "context");
  };
  const openItem = useCallback(
    (chosen: DeskItem) => {
      go(chosen.conversation);
      setPane("thread");
      setMode("reply");
      setJump(undefined);
    },
    [go],
  );

  const claimed = ({ conversation, epoch, context: told }: Claimed) => {
    rooms.take(conversation, epoch);
    contextFeed.put(told);
    setStale(undefined);
    setView("mine");
    write("reply");
    tell(w.claimed(shownName(told.who.name, w)));
  };
  const control = useRef(state?.state.control);
  control.current = state?.state.control;
  const holder = () => (control.current?.holder === "agent" ? control.current.name : undefined);
  const acts = useActs({ api, desk, adjust, store, tell, claimed, holder, left });

  const lead = useLead({ api, me, handoff, state, tell, claimed });
  const mode = modeNow(chosenMode, mine, lead.watching !== undefined, draft);
  /** From the wallboard to the list. */
  const look = (next: View, shown: Only) => {
    showWall(false);
    setPane("list");
    setView(next, shown);
  };

  const claim = () => {
    if (handoff && !mine) void acts.claim(handoff);
  };
  const letGo = async (how: LettingGo, wrapUp?: WrapUp) => {
    if (!handoff || !state) return w.refused("failed");
    const wrong = await acts.letGo(how, handoff, state.epoch, wrapUp);
    if (!wrong) setOpen(undefined);
    return wrong;
  };
  const act = (action: Action) => (action === "claim" ? claim() : setOpen(action));
  const signOut = () => {
    if (store.list().length > 0) return setOpen("sign-out");
    void acts.signOut().then((wrong) => wrong && tell(wrong, "problem"));
  };
  const send = (text: string) => {
    if (place === undefined) return;
    keep(place, mode, "");
    setStale(undefined);
    rooms.say(mode, text);
  };
  const typing = () => {
    if (place === undefined || !mine || Date.now() - typedAt.current < TYPING_PACE) return;
    typedAt.current = Date.now();
    api.typing(place).catch(() => undefined);
  };

  const run = (command: Command): void => {
    switch (command) {
      case "next":
      case "previous": {
        const found = desk && neighbour(narrowed(rows(desk, view), only), place, command === "next" ? 1 : -1);
        return found && openItem(found);
      }
      case "claim":
        return claim();
      case "reply":
      case "note":
        return place === undefined ? undefined : write(command);
      case "wallboard":
        return me.role === "lead" ? showWall(!wall) : undefined;
      case "whisper":
        return lead.watching === undefined ? undefined : write("whisper");
      case "takeOver":
        return lead.watching === undefined ? undefined : setOpen("take-over");
      case "reassign":
        return lead.movable ? setOpen("reassign") : undefined;
      case "close":
      case "return":
      case "release":
      case "faq":
        return mine ? setOpen(command) : undefined;
      case "palette":
      case "keys":
        return setOpen(command);
      case "context":
        return toggleContext();
      case "presence":
        return void acts.setPresence(me.presence !== "online");
      case "waiting":
      case "mine":
      case "others":
      case "done":
        showWall(false);
        setPane("list");
        return setView(command);
      case "language":
        return change({ language: settings.language === "ko" ? "en" : "ko" });
      case "theme":
        return change({ theme: after(settings.theme) });
      case "sound":
        return change({ sound: !settings.sound });
      case "signOut":
        return signOut();
    }
  };
  useShortcuts(run);

  const commands = useMemo<Command[]>(() => {
    const always: Command[] = [
      ...views(me.role),
      "presence",
      "context",
      "language",
      "theme",
      "sound",
      "keys",
      "signOut",
    ];
    const leads: Command[] = [
      ...(lead.watching === undefined ? [] : (["whisper", "takeOver"] as const)),
      ...(lead.movable ? (["reassign"] as const) : []),
      ...(me.role === "lead" ? (["wallboard"] as const) : []),
    ];
    const here: Command[] = mine
      ? ["reply", "note", "faq", "close", "return", "release"]
      : place !== undefined
        ? [...(lead.watching === undefined ? (["claim"] as const) : []), "note"]
        : [];
    return [...here, ...leads, ...always];
  }, [me.role, mine, place, lead.watching, lead.movable]);
  const likely = [...new Set([context?.wish.intent, ...rooms.room.timeline.intents])]
    .filter((intent): intent is string => !!intent && !NO_TOPICS.has(intent))
    .slice(0, TOPICS);
  const notice =
    stale !== undefined && stale === place && state && roomLink.link === "open"
      ? w.composer.stale(holderWords(mine, state.state.control, w))
      : undefined;
  const names = { name: greetingName(context?.who.name ?? item?.name), agent: me.name };

  return (
    <div
      class={`desk${walled ? " walled" : ""}${contextOpen && place !== undefined ? " with-context" : ""}`}
      data-pane={place === undefined ? "list" : pane}
    >
      {trouble && !walled && (
        <p class="trouble" role="status">
          <Icon name="cloudOff" size={16} />
          {w.link[trouble === "reconnecting" && !desk ? "connecting" : trouble]}
        </p>
      )}
      {walled && (
        <Wallboard
          api={api}
          me={me}
          onQueue={(queue) => look("waiting", queue ? { queue } : {})}
          onAgent={(agent) => (agent.id === me.id ? look("mine", {}) : look("others", { agent }))}
          onClose={() => showWall(false)}
        />
      )}
      <div class="panes">
        <ListPane
          me={me}
          desk={desk}
          view={view}
          current={place}
          drafted={drafted}
          whispered={whispered}
          only={only}
          onAll={() => setOnly({})}
          onWall={() => showWall(true)}
          settings={settings}
          change={change}
          onView={setView}
          onOpen={openItem}
          onPresence={(online) => void acts.setPresence(online)}
          onPalette={() => setOpen("palette")}
          onKeys={() => setOpen("keys")}
          onSignOut={signOut}
        />
        {place === undefined ? (
          <main class="pane thread-pane">
            <div class="pane-note">
              <Icon name="chat" size={30} />
              <h1>{w.noSelection.title}</h1>
              <span>{w.noSelection.text}</span>
            </div>
          </main>
        ) : (
          <>
            <ConversationPane
              key={place}
              me={me}
              item={item}
              context={context}
              rooms={rooms}
              lead={lead}
              jump={jump}
              mode={mode}
              draft={draft}
              names={names}
              notice={notice}
              handle={composer}
              claiming={acts.claiming}
              contextOpen={contextOpen}
              onAction={act}
              onContext={toggleContext}
              onMode={write}
              onDraft={(text) => keep(place, mode, text)}
              onSend={send}
              onTyping={typing}
              onFaq={() => setOpen("faq")}
              onDismiss={() => setStale(undefined)}
            />
            <ContextPane
              key={`context-${place}`}
              context={context}
              none={state !== undefined && handoff === undefined}
              failed={contextFeed.failed}
              onAgain={contextFeed.again}
              onCite={cite}
              onInsert={(text) => insert(text, mode)}
              onClose={toggleContext}
            />
          </>
        )}
      </div>
      {place !== undefined && <PaneTabs pane={pane} onPane={setPane} />}
      <p class="hidden" role="status">
        {arrived}
      </p>
      <Toasts toasts={toasts} onDismiss={dismiss} />
      <Windows
        api={api}
        open={open}
        mine={mine}
        me={me}
        lead={lead}
        need={{ queue: item?.queue, language: state?.state.language ?? language, holder: item?.agent?.id }}
        desk={desk}
        commands={commands}
        likely={likely}
        query={context?.wish.words ?? ""}
        drafts={drafted.size}
        language={state?.state.language ?? language}
        onLetGo={letGo}
        onSignOut={acts.signOut}
        onInsert={insert}
        onItem={openItem}
        onCommand={run}
        onReply={(reply) => insert(fill(reply.text, names))}
        onWindow={setOpen}
        onClose={() => setOpen(undefined)}
      />
    </div>
  );
}

/** Where words go now: what was chosen, as far as it can be. */
function modeNow(chosen: Mode, mine: boolean, watching: boolean, draft: Draft): Mode {
  if (chosen === "whisper" && draft.whisper !== "") return "whisper";
  if (mine) return chosen === "note" ? "note" : "reply";
  if (chosen !== "note" && draft.reply !== "") return "reply";
  return watching && chosen !== "note" ? "whisper" : "note";
}

function after(theme: Theme): Theme {
  return theme === "system" ? "light" : theme === "light" ? "dark" : "system";
}
