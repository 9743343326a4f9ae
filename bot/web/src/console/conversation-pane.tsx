// Centre: who it is and what can be done, the thread, the composer.

import type { AgentView, CannedReply, Context, Control, DeskItem } from "../wire.ts";
import type { Values } from "./canned.ts";
import { ago, dayAndTime, timeOfDay } from "./clock.ts";
import { Composer, type ComposerHandle, type Lock } from "./composer.tsx";
import type { Draft } from "./drafts.ts";
import { Icon, type IconName } from "./icons.tsx";
import { shownName } from "./names.ts";
import { useNow } from "./now.ts";
import { useTexts } from "./texts.ts";
import { Thread, type Jump } from "./thread.tsx";
import type { Mode } from "./timeline.ts";
import { mayNote } from "./may.ts";
import type { Lead } from "./use-lead.ts";
import type { Rooms } from "./use-room.ts";
import { LeadButtons, WatchStrip } from "./watch.tsx";
import type { Words } from "./words.ts";

export type Action = "claim" | "release" | "return" | "close" | "transfer" | "snooze" | "take-over" | "reassign";

interface Props {
  /** An earlier conversation is read in its place. */
  behind: boolean;
  me: AgentView;
  item: DeskItem | undefined;
  context: Context | undefined;
  rooms: Rooms;
  lead: Lead;
  jump: Jump | undefined;
  mode: Mode;
  draft: Draft;
  replies: readonly CannedReply[];
  values: Values;
  colleagues: readonly AgentView[];
  notice: string | undefined;
  handle: { current: ComposerHandle | undefined };
  claiming: boolean;
  /** It is laid aside. */
  asleep: boolean;
  contextOpen: boolean;
  onAction: (action: Action) => void;
  onContext: () => void;
  onMode: (mode: Mode) => void;
  onDraft: (text: string) => void;
  onSend: (text: string) => void;
  onTyping: () => void;
  onFaq: () => void;
  onDismiss: () => void;
  onAbuse: (number: number) => void;
}

export function ConversationPane(props: Props) {
  const { me, item, context, rooms, jump } = props;
  const { w } = useTexts();
  const { room } = rooms;
  const name = shownName(context?.who.name ?? item?.name ?? room.state?.state.name, w);
  const refused = room.link.link === "refused" && room.link.why.status !== 401 ? room.link.why : undefined;
  const loading = !refused && (room.state === undefined || room.timeline.lines.length === 0);
  const lock = useLock(props);
  const { watching } = props.lead;
  return (
    <main class="pane thread-pane" aria-label={w.panes.thread} hidden={props.behind}>
      <Head {...props} name={name} />
      {watching !== undefined && <WatchStrip holder={watching} />}
      <Strips {...props} />
      {refused ? (
        <div class="pane-note" role="alert">
          <Icon name="block" size={26} />
          <strong>{refused.status === 404 ? w.gone : w.link.refused}</strong>
        </div>
      ) : (
        <Thread
          timeline={room.timeline}
          me={me.id}
          name={name}
          loading={loading}
          typingUntil={room.typingUntil}
          seen={room.state?.seen ?? undefined}
          jump={jump}
          onRetry={rooms.retry}
          onDrop={rooms.drop}
          onAbuse={room.state?.mine ? props.onAbuse : undefined}
        />
      )}
      {room.state && !refused && (
        <Composer
          mode={props.mode}
          draft={props.draft}
          replies={props.replies}
          values={props.values}
          colleagues={props.colleagues}
          customer={name}
          lock={lock}
          modes={modesOf(props)}
          listener={watching ?? ""}
          notice={props.notice}
          handle={props.handle}
          onMode={props.onMode}
          onDraft={props.onDraft}
          onSend={props.onSend}
          onTyping={props.onTyping}
          onFaq={props.onFaq}
          onDismiss={props.onDismiss}
          onClaim={claimable(props) ? () => props.onAction("claim") : undefined}
        />
      )}
    </main>
  );
}

/** What has to be read first: a colleague's line, the time of a booked call. */
function Strips({ rooms, item }: Props) {
  const { w, language } = useTexts();
  const { passedOn } = rooms.room.timeline;
  return (
    <>
      {passedOn && (
        <section class="passed-on" aria-label={w.work.transfer.read(passedOn.name)}>
          <Icon name="transfer" size={17} />
          <p>
            <small>{w.work.transfer.read(passedOn.name)}</small>
            <strong>{passedOn.comment}</strong>
          </p>
        </section>
      )}
      {item?.state === "callback" && (
        <p class="strip">
          <Icon name="phone" size={15} />
          {w.work.calls.note(dayAndTime(item.due, language))}
        </p>
      )}
    </>
  );
}

function Head(props: Props & { name: string }) {
  const { item, context, rooms, name, claiming, asleep, contextOpen, onAction, onContext } = props;
  const { w, language } = useTexts();
  const { state } = rooms.room;
  const channel = context?.channel ?? item?.channel;
  return (
    <header class="thread-head">
      <div class="thread-who">
        <div class="thread-name">
          <h1>{name}</h1>
          {state && <span class="thread-holder">{holder(props, w)}</span>}
        </div>
        <div class="thread-facts">
          {state && <LevelChip {...props} />}
          {channel && (
            <span class="chip minor" title={w.channel[channel]}>
              <Icon name={channel} size={13} />
              <span class="hidden">{w.channel[channel]}</span>
            </span>
          )}
          {state && state.state.language !== language && <span class="chip minor">{w.language[state.state.language]}</span>}
        </div>
      </div>
      <div class="actions">
        {claimable(props) && (
          <button
            class="button primary"
            type="button"
            aria-busy={claiming}
            disabled={claiming}
            title="Alt+C"
            onClick={() => onAction("claim")}
          >
            {claiming ? w.action.claiming : w.action.claim}
          </button>
        )}
        <LeadButtons lead={props.lead} onTake={() => onAction("take-over")} onReassign={() => onAction("reassign")} />
        {state?.mine && (
          <>
            <button
              class="icon-button"
              type="button"
              aria-label={w.action.release}
              title={`${w.action.release} (Alt+Q)`}
              onClick={() => onAction("release")}
            >
              <Icon name="queue" />
            </button>
            <button
              class="icon-button"
              type="button"
              aria-label={w.work.transfer.action}
              title={`${w.work.transfer.action} (Alt+T)`}
              onClick={() => onAction("transfer")}
            >
              <Icon name="transfer" />
            </button>
            <button
              class="icon-button"
              type="button"
              aria-pressed={asleep}
              aria-label={asleep ? w.work.snooze.wake : w.work.snooze.action}
              title={`${asleep ? w.work.snooze.wake : w.work.snooze.action} (Alt+M)`}
              onClick={() => onAction("snooze")}
            >
              <Icon name="snooze" />
            </button>
            <ActionButton icon="back" text={w.action.return} keys="Alt+B" onClick={() => onAction("return")} />
            <ActionButton icon="check" text={w.action.close} keys="Alt+E" onClick={() => onAction("close")} strong />
          </>
        )}
        <button
          class="icon-button not-narrow"
          type="button"
          aria-pressed={contextOpen}
          aria-label={w.commands.context}
          title={`${w.commands.context} (Alt+O)`}
          onClick={onContext}
        >
          <Icon name="panel" />
        </button>
      </div>
    </header>
  );
}

interface ActionButtonProps {
  icon: IconName;
  text: string;
  keys?: string;
  strong?: boolean;
  onClick: () => void;
}

function ActionButton({ icon, text, keys, strong = false, onClick }: ActionButtonProps) {
  return (
    <button
      class={`button action${strong ? " primary" : ""}`}
      type="button"
      title={keys ? `${text} (${keys})` : text}
      aria-label={text}
      onClick={onClick}
    >
      <Icon name={icon} size={16} />
      <span>{text}</span>
    </button>
  );
}

function LevelChip({ rooms, context }: Props) {
  const { w } = useTexts();
  const now = useNow(20_000);
  const state = rooms.room.state?.state;
  if (!state) return null;
  const { level } = state;
  const since = rooms.room.timeline.verifiedAt ?? context?.who.verified_at;
  const aged = since && (level === "V2" || level === "V3") ? ago(since, now, w) : "";
  const until = state.level_until ? w.levelUntil(timeOfDay(state.level_until)) : undefined;
  return (
    <span class={`chip level level-${level}`} title={until}>
      <Icon name="shield" size={13} />
      {w.levelAge(level, w.level[level], aged)}
    </span>
  );
}

function holder({ rooms }: Props, w: Words): string {
  const { state } = rooms.room;
  return state ? holderWords(state.mine, state.state.control, w) : "";
}

/** Who has the conversation now, in words. */
export function holderWords(mine: boolean, control: Control, w: Words): string {
  switch (control.holder) {
    case "bot":
      return w.holder.bot;
    case "queued":
      return w.holder.queued(control.position);
    case "closed":
      return w.holder.closed;
    case "agent":
      return mine ? w.holder.mine : w.holder.agent(control.name);
  }
}

function modesOf({ lead, draft, mode }: Props): Mode[] {
  const has = (one: Mode) => mode === one || draft[one] !== "";
  if (lead.watching !== undefined) return has("reply") ? ["reply", "whisper", "note"] : ["whisper", "note"];
  return has("whisper") ? ["reply", "whisper", "note"] : ["reply", "note"];
}

/** Why no reply can be sent now, and whether what is written here can be sent at all. */
function useLock({ me, rooms, lead, mode, claiming }: Props): Lock | undefined {
  const { w } = useTexts();
  const { state, timeline } = rooms.room;
  if (mode === "whisper") return lead.watching === undefined ? { text: w.lead.whisper.nobody, shut: true } : undefined;
  if (!state || state.mine || (lead.watching !== undefined && mode === "note")) return undefined;
  if (claiming && mode === "reply") return { text: w.action.claiming, shut: true };
  const { control } = state.state;
  const may = mayNote(me, state, timeline);
  const texts = may ? w.composer.locked : w.composer.shutFor;
  const text = control.holder === "agent" ? texts.agent(control.name) : texts[control.holder];
  return { text, shut: mode === "reply" || !may };
}

function claimable({ rooms, item }: Props): boolean {
  const { state } = rooms.room;
  return (
    state !== undefined &&
    !state.mine &&
    state.state.control.holder === "queued" &&
    (item?.handoff ?? state.handoff) != null
  );
}
