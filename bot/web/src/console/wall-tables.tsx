// What waits in each queue, and what each agent holds.

import type { AgentLoad, AgentView, Presence, Queue, QueueLoad, Wallboard } from "../wire.ts";
import { span, stopwatch } from "./clock.ts";
import { Icon } from "./icons.tsx";
import { useNow } from "./now.ts";
import { useTexts } from "./texts.ts";
import { passed, seated, waited } from "./wall.ts";

interface QueuesProps {
  board: Wallboard;
  cameAt: number;
  onQueue: (queue: Queue | undefined) => void;
}

export function QueuesTable({ board, cameAt, onQueue }: QueuesProps) {
  const { w } = useTexts();
  const { wall } = w.lead;
  return (
    <section class="wall-card queues">
      <table>
        <caption>{wall.queues}</caption>
        <thead>
          <tr>
            <th scope="col">{wall.queue}</th>
            <th scope="col">{wall.waiting}</th>
            <th scope="col">{wall.oldestShort}</th>
            <th scope="col">{wall.atRisk}</th>
            <th scope="col">{wall.late}</th>
            <th scope="col">{wall.heldShort}</th>
          </tr>
        </thead>
        <tbody>
          {board.by_queue.map((load) => (
            <QueueRow key={load.queue} load={load} cameAt={cameAt} onQueue={onQueue} />
          ))}
        </tbody>
        <tfoot>
          <QueueRow load={board.all} cameAt={cameAt} onQueue={onQueue} />
        </tfoot>
      </table>
    </section>
  );
}

function QueueRow({ load, cameAt, onQueue }: { load: QueueLoad; cameAt: number; onQueue: QueuesProps["onQueue"] }) {
  const { w } = useTexts();
  const { wall } = w.lead;
  const name = load.queue ? w.queue[load.queue] : wall.allQueues;
  const tone = load.late > 0 ? "late" : load.at_risk > 0 ? "risk" : load.waiting === 0 ? "calm" : "";
  return (
    <tr class={tone}>
      <th scope="row">
        <button class="wall-link" type="button" title={wall.toQueue(name)} onClick={() => onQueue(load.queue)}>
          {name}
          <Icon name="right" size={14} />
        </button>
      </th>
      <td class="strong">{load.waiting}</td>
      <td>
        <Wait load={load} cameAt={cameAt} />
      </td>
      <td>
        <Mark count={load.at_risk} tone="risk" />
      </td>
      <td>
        <Mark count={load.late} tone="late" />
      </td>
      <td>{load.held}</td>
    </tr>
  );
}

function Wait({ load, cameAt }: { load: QueueLoad; cameAt: number }) {
  const seconds = waited(load, useNow(1000) - cameAt);
  return <>{seconds === undefined ? "–" : stopwatch(seconds * 1000)}</>;
}

/** A count that asks to be looked at by more than its colour. */
function Mark({ count, tone }: { count: number; tone: "risk" | "late" }) {
  if (count === 0) return <>0</>;
  return (
    <span class={`wall-mark ${tone}`}>
      <Icon name={tone === "late" ? "alert" : "bell"} size={13} />
      {count}
    </span>
  );
}

interface AgentsProps {
  board: Wallboard;
  cameAt: number;
  me: AgentView;
  onAgent: (agent: AgentView) => void;
}

export function AgentsTable({ board, cameAt, me, onAgent }: AgentsProps) {
  const { w } = useTexts();
  const { wall } = w.lead;
  return (
    <section class="wall-card agents">
      <table>
        <caption>{wall.agents}</caption>
        <thead>
          <tr>
            <th scope="col">{wall.agent}</th>
            <th scope="col">{wall.state}</th>
            <th scope="col">{wall.load}</th>
            <th scope="col" class="wide">
              {wall.claimed}
            </th>
            <th scope="col" class="wide">
              {wall.live_}
            </th>
          </tr>
        </thead>
        <tbody>
          {seated(board.agents).map((load) => (
            <AgentRow key={load.agent.id} load={load} board={board} cameAt={cameAt} mine={load.agent.id === me.id} onAgent={onAgent} />
          ))}
          {board.agents.length === 0 && (
            <tr>
              <td class="wall-none" colSpan={5}>
                {wall.noAgents}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

interface AgentRowProps {
  load: AgentLoad;
  board: Wallboard;
  cameAt: number;
  mine: boolean;
  onAgent: (agent: AgentView) => void;
}

function AgentRow({ load, board, cameAt, mine, onAgent }: AgentRowProps) {
  const { w } = useTexts();
  const { wall } = w.lead;
  const { agent } = load;
  const now = useNow(1000);
  const since = span(passed(board, load.since, now - cameAt), w.units);
  const role = agent.role === "lead" ? w.role.lead : "";
  return (
    <tr class={agent.presence === "online" ? "" : "calm"}>
      <th scope="row">
        <button class="wall-link" type="button" title={wall.toAgent(agent.name)} onClick={() => onAgent(agent)}>
          {agent.name}
          <Icon name="right" size={14} />
        </button>
        {(role || mine) && <small>{[role, mine && wall.me].filter(Boolean).join(" · ")}</small>}
      </th>
      <td class="wall-state">
        <PresenceMark presence={agent.presence} />
        <small>{wall.since(since)}</small>
      </td>
      <td class="wall-load">
        <Load load={load} />
      </td>
      <td class="wide">{load.claimed}</td>
      <td class="wide">{load.live}</td>
    </tr>
  );
}

/** A dot with its word: full, hollow, or struck through. */
export function PresenceMark({ presence }: { presence: Presence }) {
  const { w } = useTexts();
  return (
    <span class={`presence-mark ${presence}`}>
      <i />
      {w.presence[presence]}
    </span>
  );
}

const MOST_CELLS = 10;

/** One cell a place: full for a live conversation, striped for one without a first word, empty for a free one. */
function Load({ load }: { load: AgentLoad }) {
  const { w } = useTexts();
  const { holding, capacity } = load.agent;
  const places = Math.max(holding, capacity);
  const cells = places > MOST_CELLS ? [] : Array.from({ length: places }, (_, place) => cell(place, load));
  return (
    <>
      <span class="load-cells" aria-hidden="true">
        {cells.map((kind) => (
          <i class={kind} />
        ))}
      </span>
      <span class="load-count">
        {holding}/{capacity}
        {holding >= capacity && <small> {w.lead.wall.full}</small>}
      </span>
      <small class="narrow">{w.lead.wall.loadText(load.claimed, load.live)}</small>
    </>
  );
}

function cell(place: number, { live, claimed }: AgentLoad): string {
  return place < live ? "live" : place < live + claimed ? "claimed" : "";
}
