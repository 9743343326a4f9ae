// The desk of one agent: three panes, and what happens between them.

import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Claimed, DeskItem, GiveBack, PastConversation, Session, WrapUp } from "../wire.ts";
import type { Api } from "./api.ts";
import { Alarms, AlarmsInFront } from "./alarms.tsx";
import { fill } from "./canned.ts";
import type { ComposerHandle } from "./composer.tsx";
import { ContextPane } from "./context-pane.tsx";
import { ConversationPane, holderWords, type Action } from "./conversation-pane.tsx";
import { locate, narrowed, neighbour, rows, views, type Only, type View } from "./desk.ts";
import type { Draft } from "./drafts.ts";
import { Icon } from "./icons.tsx";
import type { Command } from "./keys.ts";
import { ListPane } from "./list-pane.tsx";
import { mayNote } from "./may.ts";
import { shownName } from "./names.ts";
import { PaneTabs, type Pane } from "./pane-tabs.tsx";
import { PastPane } from "./past-pane.tsx";
import type { Settings, Theme } from "./settings.ts";
import { chime, knock } from "./sound.ts";
import { useTexts } from "./texts.ts";
import { mentioned } from "./mention.ts";
import type { Jump } from "./thread.tsx";
import type { Mode } from "./timeline.ts";
import { Toasts, useToasts } from "./toasts.tsx";
import { likelyTopics } from "./topics.ts";
import { useActs, type LettingGo } from "./use-acts.ts";
import { useAlarms } from "./use-alarms.ts";
import { useCanned } from "./use-canned.ts";
import { useDesk } from "./use-desk.ts";
import { useDrafts } from "./use-drafts.ts";
import { useFaqAnswers } from "./use-faq-answers.ts";
import { useGiven } from "./use-given.ts";
import { useHandoffContext } from "./use-handoff-context.ts";
import { useLead } from "./use-lead.ts";
import { useMentions } from "./use-mentions.ts";
import { useSound, useTitle } from "./use-notice.ts";
import { useOpening } from "./use-opening.ts";
import { usePast } from "./use-past.ts";
import { usePlace } from "./use-place.ts";
import { useRoom } from "./use-room.ts";
import { useShortcuts } from "./use-shortcuts.ts";
import { useSnooze } from "./use-snooze.ts";
import { useTrouble } from "./use-trouble.ts";
import { useUnread } from "./use-unread.ts";
import { useVisible } from "./use-visible.ts";
import { useWall } from "./use-wall.ts";
import { useWhispers } from "./use-whispers.ts";
import { valuesOf } from "./values.ts";
import { Wallboard } from "./wallboard.tsx";
import { useWork } from "./use-work.ts";
import { words } from "./words.ts";
import { Windows, type Window } from "./windows.tsx";
import { WorkWindows } from "./work-windows.tsx";

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
/** One pane at a time. */
const NARROW = "(max-width: 900px)";
const TYPING_PACE = 3000;
const DESK_KNOWS = 400;

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
  const [unsaid, setUnsaid] = useState<{ place: string; why: "stale" | "shut" }>();
  const [arrived, setArrived] = useState("");
  const [abuseIn, setAbuseIn] = useState<number>();
  const [reading, setReading] = useState<PastConversation>();
  const { toasts, tell, dismiss } = useToasts();
  const composer = useRef<ComposerHandle | undefined>(undefined);
  const typedAt = useRef(0);
  /** The composer of a conversation that is just being opened is to have the focus. */
  const focusNext = useRef(false);

  const { desk, link, adjust } = useDesk(api, expired, (items, called) => {
    if (settings.sound) chime();
    setArrived(w.incoming(items.length));
    for (const item of called) tell(w.work.calls.arrived(shownName(item.name, w)));
  });
  const whispered = useWhispers(desk, place, ({ name, whisper }) => {
    if (settings.sound) chime();
    if (whisper) tell(w.lead.whisper.heard(whisper.name, shownName(name, w), whisper.text), "whisper");
  });
  useMentions(api, desk, place, ({ name, mention }) => {
    if (settings.sound) chime();
    if (mention) tell(w.mention.told(mention.name, shownName(name, w), mention.text), "mention");
  });
  const me = desk?.me ?? session.agent;
  const colleagues = useMemo(() => (desk?.agents ?? []).filter(({ id }) => id !== me.id), [desk?.agents, me.id]);
  const walled = wall && me.role === "lead";
  const visible = useVisible();
  const behind = walled || reading !== undefined || (pane === "list" && matchMedia(NARROW).matches);
  /** The conversation before the agent's eyes. */
  const seen = visible && !behind ? place : undefined;
  const { alarms, dismiss: silence } = useAlarms(desk, seen);
  const unread = useUnread(desk, seen, () => settings.sound && knock());
  useTitle((desk?.waiting.length ?? 0) + unread, alarms.length > 0);
  useSound();
  const item = desk && place !== undefined ? locate(desk, place)?.item : undefined;

  const { unsent, draft, drafted, keep, giveBack, erase } = useDrafts(session.agent.id, place);
  const rooms = useRoom(api, me, place, unsent, (id, mode, text, why) => {
    giveBack(id, mode, text);
    setUnsaid({ place: id, why });
  }, (names) => tell(w.mention.untold(names.join(", "))));
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
  const past = usePast(api, place, contextOpen || pane === "context");
  const canned = useCanned(api, desk?.canned);
  const snoozing = useSnooze(desk, (woken) => {
    if (settings.sound) chime();
    tell(w.work.snooze.woken(shownName(woken.name, w)));
  });

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
      setReading(undefined);
    },
    [go],
  );
  /** The same from anywhere: what stands in front gives way. */
  const openNow = (chosen: DeskItem) => {
    showWall(false);
    setOpen(undefined);
    openItem(chosen);
  };

  const claimed = ({ handoff, conversation, epoch, context: told }: Claimed) => {
    taken(handoff);
    rooms.take(conversation, epoch);
    contextFeed.put(told);
    if (conversation !== place) {
      focusNext.current = true;
      go(conversation);
    }
    setReading(undefined);
    setUnsaid(undefined);
    setView("mine");
    write("reply");
    tell(w.claimed(shownName(told.who.name, w)));
  };
  const control = useRef(state?.state.control);
  control.current = state?.state.control;
  const holder = () => (control.current?.holder === "agent" ? control.current.name : undefined);
  const eraseAll = () => {
    erase();
    canned.forget();
  };
  const acts = useActs({ api, desk, adjust, erase: eraseAll, tell, claimed, holder, left });

  const lead = useLead({ api, me, handoff, state, tell, claimed });
  const mode = modeNow(chosenMode, mine || acts.claiming, lead.watching !== undefined, draft);
  /** From the wallboard to the list. */
  const look = (next: View, shown: Only) => {
    showWall(false);
    setPane("list");
    setView(next, shown);
  };
  const ready = state !== undefined;
  useEffect(() => {
    if (!ready || !focusNext.current) return;
    focusNext.current = false;
    composer.current?.focus();
  }, [place, ready]);
  const work = useWork({ api, desk, tell, claimed, changed: contextFeed.again });
  const taken = useGiven(api, desk, acts.claiming || work.taking, ({ item: given, how }, giver) => {
    // One that waits has been heard as a new one already.
    if (settings.sound && how === "held") chime();
    const name = shownName(given.name, w);
    const { by, pushed, asks, asksBy } = w.news.given;
    const words = giver
      ? (how === "held" ? by : asksBy)(giver.name, name, giver.comment)
      : how === "held" ? pushed(name, w.reason[given.reason]) : asks(name);
    tell(words, "given", () => openNow(given));
  });
  const sleeps = place !== undefined && snoozing.sleeping.has(place);
  const snooze = () => {
    if (!mine || place === undefined) return;
    if (sleeps) {
      snoozing.waking(place);
      return void work.wake(place);
    }
    if (item?.state !== "live") return tell(w.work.snooze.first, "problem");
    setOpen("snooze");
  };
  const meetAbuse = useCallback((number: number) => {
    setAbuseIn(number);
    setOpen("abuse");
  }, []);

  const claim = () => {
    if (handoff && !mine) void acts.claim(handoff);
  };
  const letGo = async (how: LettingGo, wrapUp?: WrapUp, back?: GiveBack) => {
    if (!handoff || !state) return w.refused("failed");
    const wrong = await acts.letGo(how, handoff, state.epoch, wrapUp, back);
    if (!wrong) setOpen(undefined);
    return wrong;
  };
  const act = (action: Action) =>
    action === "claim" ? claim() : action === "snooze" ? snooze() : setOpen(action);
  const takeNext = useRef(work.next);
  takeNext.current = work.next;
  /** The next one of mine, else the next that waits for me, once the desk knows that this one has ended. */
  const goOn = () => {
    const after = desk && rows(desk, "mine").find((one) => one.conversation !== place && !snoozing.sleeping.has(one.conversation));
    if (!after) return void setTimeout(() => void takeNext.current(), DESK_KNOWS);
    setView("mine");
    openItem(after);
  };
  const signOut = () => {
    if (drafted.size > 0) return setOpen("sign-out");
    void acts.signOut().then((wrong) => wrong && tell(wrong, "problem"));
  };
  const send = (text: string) => {
    if (place === undefined) return;
    keep(place, mode, "");
    setUnsaid(undefined);
    rooms.say(mode, text, mode === "note" ? mentioned(text, colleagues) : []);
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
      case "manageCanned":
        return me.role === "lead" ? setOpen("canned") : undefined;
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
      case "transfer":
        return mine ? setOpen(command) : undefined;
      case "closeNext":
        return mine ? setOpen("close-next") : undefined;
      case "check":
        return mine && proved ? setOpen(command) : undefined;
      case "promise":
        return handoff === undefined || !item ? undefined : setOpen(command);
      case "snooze":
        return snooze();
      case "take":
        return void work.next();
      case "danger":
        return alarms[0] && openNow(alarms[0].item);
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
      case "calls":
      case "mentions":
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

  const proved = state?.state.level === "V2";
  const commands = useMemo<Command[]>(() => {
    const always: Command[] = [
      ...(alarms.length > 0 ? (["danger"] as const) : []),
      "take",
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
      ...(me.role === "lead" ? (["wallboard", "manageCanned"] as const) : []),
    ];
    const here: Command[] = mine
      ? ["reply", "note", "faq", "close", "closeNext", "return", "release", "transfer", "promise", "snooze", ...(proved ? (["check"] as const) : [])]
      : place !== undefined
        ? [...(lead.watching === undefined ? (["claim"] as const) : []), "note"]
        : [];
    return [...here, ...leads, ...always];
  }, [me.role, mine, place, lead.watching, lead.movable, alarms.length, proved]);
  const likely = likelyTopics([context?.wish.intent, ...rooms.room.timeline.intents]);
  const notice =
    unsaid && unsaid.place === place && state && roomLink.link === "open"
      ? w.composer[unsaid.why](holderWords(mine, state.state.control, w))
      : undefined;
  const spoken = state?.state.language ?? item?.language ?? language;
  const replies = useMemo(() => canned.replies.filter((reply) => reply.language === spoken), [canned.replies, spoken]);
  const opensAt = useOpening(place, state?.state.control);
  const values = valuesOf({ agent: me.name, item, context, state: state?.state, opensAt, w: words[spoken], language: spoken });
  const faq = useFaqAnswers(api, context, spoken);
  const mayWrite = state !== undefined && mayNote(me, state, rooms.room.timeline);

  const ring = { alarms, onOpen: openNow, onDismiss: silence };
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
          sleeping={snoozing.sleeping}
          taking={work.taking}
          onNext={() => void work.next()}
          settings={settings}
          change={change}
          onView={setView}
          onOpen={openItem}
          onPresence={(online) => void acts.setPresence(online)}
          onPalette={() => setOpen("palette")}
          onKeys={() => setOpen("keys")}
          onCanned={me.role === "lead" ? () => setOpen("canned") : undefined}
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
            {reading && (
              <PastPane
                key={reading.conversation}
                api={api}
                me={me}
                conversation={place}
                one={reading}
                name={shownName(context?.who.name ?? item?.name, w)}
                onBack={() => setReading(undefined)}
              />
            )}
            <ConversationPane
              key={place}
              behind={reading !== undefined}
              me={me}
              item={item}
              context={context}
              rooms={rooms}
              lead={lead}
              jump={jump}
              mode={mode}
              draft={draft}
              replies={replies}
              values={values}
              colleagues={colleagues}
              notice={notice}
              handle={composer}
              claiming={acts.claiming}
              asleep={sleeps}
              contextOpen={contextOpen}
              onAction={act}
              onContext={toggleContext}
              onMode={write}
              onDraft={(text) => keep(place, mode, text)}
              onSend={send}
              onTyping={typing}
              onFaq={() => setOpen("faq")}
              onDismiss={() => setUnsaid(undefined)}
              onAbuse={meetAbuse}
            />
            <ContextPane
              key={`context-${place}`}
              context={context}
              none={state !== undefined && handoff === undefined}
              failed={contextFeed.failed}
              onAgain={contextFeed.again}
              onCite={cite}
              onInsert={(text) => insert(text, mode)}
              onLife={(span) => api.around(place, span)}
              faq={faq}
              onNote={mayWrite ? (text) => insert(text, "note") : undefined}
              onAnswer={mine ? (text) => insert(text, "reply") : undefined}
              past={past}
              onRead={(one) => {
                setReading(one);
                setPane("thread");
              }}
              tasks={{
                mayPromise: mine,
                mayCheck: mine && proved,
                onCheck: () => setOpen("check"),
                onPromise: () => setOpen("promise"),
                onKeep: (text) => void work.keep(place, text),
              }}
              onClose={toggleContext}
            />
          </>
        )}
      </div>
      {place !== undefined && <PaneTabs pane={pane} onPane={setPane} />}
      <p class="hidden" role="status">
        {arrived}
      </p>
      <Alarms {...ring} />
      <Toasts toasts={toasts} onDismiss={dismiss} />
      <AlarmsInFront.Provider value={ring}>
        <Windows
          api={api}
          open={open}
          mine={mine}
          me={me}
          lead={lead}
          need={{ queue: item?.queue, language: spoken, holder: item?.agent?.id }}
          desk={desk}
          commands={commands}
          likely={likely}
          query={context?.wish.words ?? ""}
          drafts={drafted.size}
          language={spoken}
          replies={replies}
          canned={canned}
          onLetGo={letGo}
          onNext={goOn}
          onSignOut={acts.signOut}
          onInsert={insert}
          onItem={openItem}
          onCommand={run}
          onReply={(reply) => insert(fill(reply.text, values, w.variables))}
          onWindow={setOpen}
          onClose={() => setOpen(undefined)}
        />
        <WorkWindows
          open={open}
          desk={desk}
          item={item}
          state={state}
          timeline={rooms.room.timeline}
          abuseIn={abuseIn}
          work={work}
          onClose={() => setOpen(undefined)}
        />
      </AlarmsInFront.Provider>
    </div>
  );
}

/** Where words go now: what was chosen, as far as it can be. What is about to be theirs is written to as if it were. */
function modeNow(chosen: Mode, mine: boolean, watching: boolean, draft: Draft): Mode {
  if (chosen === "whisper" && draft.whisper !== "") return "whisper";
  if (mine) return chosen === "note" ? "note" : "reply";
  if (chosen !== "note" && draft.reply !== "") return "reply";
  return watching && chosen !== "note" ? "whisper" : "note";
}

function after(theme: Theme): Theme {
  return theme === "system" ? "light" : theme === "light" ? "dark" : "system";
}
