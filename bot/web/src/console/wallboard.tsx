// The wallboard: who waits, who serves, and how well it goes today, readable from across the room.

import { useEffect, useRef, useState } from "preact/hooks";
import type { AgentView, Queue, Wallboard as Board } from "../wire.ts";
import type { Api } from "./api.ts";
import { fullTime, span, stopwatch, timeOfDay } from "./clock.ts";
import { Icon, type IconName } from "./icons.tsx";
import { useNow } from "./now.ts";
import { useTexts } from "./texts.ts";
import { PACE, useWallboard, type WallFeed } from "./use-wallboard.ts";
import { longest, seats, waited } from "./wall.ts";
import { AgentsTable, QueuesTable } from "./wall-tables.tsx";
import { TodayTable } from "./wall-today.tsx";

interface Props {
  api: Api;
  me: AgentView;
  onQueue: (queue: Queue | undefined) => void;
  onAgent: (agent: AgentView) => void;
  onClose: () => void;
}

/** A picture that is older says how old it is. */
const OLD = 3 * PACE;

export function Wallboard({ api, me, onQueue, onAgent, onClose }: Props) {
  const feed = useWallboard(api);
  const { board, cameAt } = feed;
  return (
    <main class="wall">
      <WallHead feed={feed} onClose={onClose} />
      {board ? (
        <>
          <Trouble feed={feed} board={board} />
          <div class="wall-body">
            <Tiles board={board} cameAt={cameAt} onQueue={onQueue} />
            <QueuesTable board={board} cameAt={cameAt} onQueue={onQueue} />
            <AgentsTable board={board} cameAt={cameAt} me={me} onAgent={onAgent} />
            <TodayTable today={board.today} />
          </div>
        </>
      ) : (
        <WallGhost failing={feed.failing} />
      )}
    </main>
  );
}

function WallHead({ feed, onClose }: { feed: WallFeed; onClose: () => void }) {
  const { w, language } = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const at = feed.board?.at;
  return (
    <header class="wall-head">
      <button class="icon-button" type="button" aria-label={w.lead.wall.close} title={`${w.lead.wall.close} (Alt+W)`} onClick={onClose}>
        <Icon name="back" />
      </button>
      <h1 ref={heading} tabIndex={-1}>
        {w.lead.wall.title}
      </h1>
      {at && (
        <p class="wall-at" title={w.lead.wall.live}>
          <time dateTime={at} title={fullTime(at, language)}>
            {w.lead.wall.asOf(timeWithSeconds(at))}
          </time>
        </p>
      )}
      <FullScreen />
    </header>
  );
}

function FullScreen() {
  const { w } = useTexts();
  const [full, set] = useState(document.fullscreenElement !== null);
  useEffect(() => {
    const follow = () => set(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", follow);
    return () => document.removeEventListener("fullscreenchange", follow);
  }, []);
  if (!document.fullscreenEnabled) return null;
  const label = full ? w.lead.wall.leaveScreen : w.lead.wall.screen;
  const turn = () => (full ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => undefined);
  return (
    <button class="icon-button not-narrow" type="button" aria-label={label} title={label} onClick={turn}>
      <Icon name={full ? "shrink" : "grow"} />
    </button>
  );
}

/** What is wrong with the picture, or why nobody is served: told once, politely. */
function Trouble({ feed, board }: { feed: WallFeed; board: Board }) {
  const { w } = useTexts();
  const age = useNow(1000) - feed.cameAt;
  const old = feed.failing || age > OLD;
  const opens = board.opens_at;
  return (
    <>
      <p class={old ? "trouble" : "hidden"} role="status">
        {old && (
          <>
            <Icon name="cloudOff" size={16} />
            {(feed.failing ? w.lead.wall.unreachable : w.lead.wall.old)(span(age, w.units).trim())}
          </>
        )}
      </p>
      {opens && (
        <p class="strip wall-closed">
          <Icon name="clock" size={16} />
          {w.lead.wall.closed(openingTime(opens, board.at))}
        </p>
      )}
    </>
  );
}

function Tiles({ board, cameAt, onQueue }: { board: Board; cameAt: number; onQueue: Props["onQueue"] }) {
  const { w } = useTexts();
  const { all } = board;
  const where = longest(board)?.queue;
  const { online, held, places } = seats(board.agents);
  return (
    <section class="tiles" aria-label={w.lead.wall.now}>
      <Tile icon="queue" name={w.lead.wall.waiting} text={w.lead.wall.held(all.held)} onClick={() => onQueue(undefined)}>
        {all.waiting}
      </Tile>
      <Tile
        icon="clock"
        name={w.lead.wall.oldest}
        text={where ? w.lead.wall.oldestIn(w.queue[where]) : w.lead.wall.nobodyWaits}
        {...(where && { onClick: () => onQueue(where) })}
      >
        <Oldest board={board} cameAt={cameAt} />
      </Tile>
      <Tile icon="bell" name={w.lead.wall.atRisk} text={w.lead.wall.atRiskText} tone={all.at_risk > 0 ? "risk" : undefined}>
        {all.at_risk}
      </Tile>
      <Tile
        icon="alert"
        name={w.lead.wall.late}
        text={all.late > 0 ? w.lead.wall.lateText : w.lead.wall.noLate}
        tone={all.late > 0 ? "late" : undefined}
      >
        {all.late}
      </Tile>
      <Tile
        icon="person"
        name={w.lead.wall.online}
        text={online > 0 ? w.lead.wall.seats(held, places) : w.lead.wall.nobodyOnline}
        tone={online === 0 && all.waiting > 0 ? "late" : undefined}
      >
        {online}
        <small>/{board.agents.length}</small>
      </Tile>
    </section>
  );
}

interface TileProps {
  icon: IconName;
  name: string;
  text: string;
  tone?: "risk" | "late" | undefined;
  onClick?: () => void;
  children: preact.ComponentChildren;
}

function Tile({ icon, name, text, tone, onClick, children }: TileProps) {
  const inside = (
    <>
      <span class="tile-name">
        <Icon name={icon} size={18} />
        {name}
      </span>
      <span class="tile-figure">{children}</span>
      <span class="tile-text">{text}</span>
    </>
  );
  const classes = `tile${tone ? ` ${tone}` : ""}`;
  return onClick ? (
    <button class={classes} type="button" onClick={onClick}>
      {inside}
    </button>
  ) : (
    <div class={classes}>{inside}</div>
  );
}

function Oldest({ board, cameAt }: { board: Board; cameAt: number }) {
  const now = useNow(1000);
  const seconds = waited(board.all, now - cameAt);
  return <>{seconds === undefined ? "–" : stopwatch(seconds * 1000)}</>;
}

function WallGhost({ failing }: { failing: boolean }) {
  const { w } = useTexts();
  if (failing) {
    return (
      <div class="pane-note" role="alert">
        <Icon name="cloudOff" size={30} />
        <strong>{w.lead.wall.failed}</strong>
      </div>
    );
  }
  return (
    <div class="wall-body wall-ghost" role="status" aria-label={w.loading}>
      <div class="tiles">
        {Array.from({ length: 5 }, () => (
          <i />
        ))}
      </div>
      <i />
      <i />
      <i />
    </div>
  );
}

function timeWithSeconds(at: string): string {
  return `${timeOfDay(at)}:${String(new Date(at).getSeconds()).padStart(2, "0")}`;
}

/** The hour on the same day, the day and the hour otherwise. */
function openingTime(opens: string, now: string): string {
  const [then, today] = [new Date(opens), new Date(now)];
  const sameDay = then.toDateString() === today.toDateString();
  return sameDay ? timeOfDay(opens) : `${then.getMonth() + 1}/${then.getDate()} ${timeOfDay(opens)}`;
}
