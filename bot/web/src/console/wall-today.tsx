// How it goes today: each figure with how many it rests on and how sure it is.

import type { Share, Times, Today } from "../wire.ts";
import { stopwatch } from "./clock.ts";
import { useTexts } from "./texts.ts";
import { percent, whole } from "./wall.ts";

export function TodayTable({ today }: { today: Today }) {
  const { w } = useTexts();
  const { wall } = w.lead;
  return (
    <section class="wall-card today">
      <table>
        <caption>
          {wall.today} <small>{wall.todayFrom}</small>
        </caption>
        <thead>
          <tr>
            <th scope="col">{wall.measure}</th>
            <th scope="col">{wall.value}</th>
            <th scope="col">{wall.spread}</th>
            <th scope="col">{wall.count}</th>
          </tr>
        </thead>
        <tbody>
          <CountRow name={wall.handoffs} count={today.handoffs} />
          <CountRow name={wall.answered} count={today.answered} of={wall.of(today.answered, today.handoffs)} />
          <ShareRow name={wall.abandoned} share={today.abandoned} />
          <TimesRow name={wall.first} times={today.first_response} />
          <TimesRow name={wall.handle} times={today.handle} />
          <ShareRow name={wall.csat} share={today.csat} />
        </tbody>
      </table>
    </section>
  );
}

function CountRow({ name, count, of = "" }: { name: string; count: number; of?: string }) {
  return (
    <tr class={count === 0 ? "calm" : ""}>
      <th scope="row">{name}</th>
      <td class="strong">{count}</td>
      <td class="wall-spread" />
      <td>{of}</td>
    </tr>
  );
}

function ShareRow({ name, share }: { name: string; share: Share }) {
  const { w } = useTexts();
  const { wall } = w.lead;
  const value = percent(share);
  return (
    <tr class={value === undefined ? "calm" : ""}>
      <th scope="row">{name}</th>
      <td class="strong">{value ?? "–"}</td>
      <td class="wall-spread">
        {value === undefined ? (
          wall.none
        ) : (
          <>
            <Interval share={share} />
            <span>
              {wall.interval(whole(share.low), whole(share.high))}
              {share.few && <em>{wall.few}</em>}
            </span>
          </>
        )}
      </td>
      <td>{wall.of(share.of_them, share.n)}</td>
    </tr>
  );
}

/** Where the share lies, and where it may really lie. */
function Interval({ share }: { share: Share }) {
  const [low, high, at] = [share.low, share.high, share.share].map((part) => `${part * 100}%`);
  return (
    <span class="interval" aria-hidden="true">
      <i style={{ left: low, right: `${100 - share.high * 100}%` }} title={high} />
      <b style={{ left: at }} />
    </span>
  );
}

function TimesRow({ name, times }: { name: string; times: Times }) {
  const { w } = useTexts();
  const { wall } = w.lead;
  const { p50, p90 } = times;
  return (
    <tr class={p50 == null ? "calm" : ""}>
      <th scope="row">
        {name} <small>{wall.median}</small>
      </th>
      <td class="strong">{p50 == null ? "–" : stopwatch(p50 * 1000)}</td>
      <td class="wall-spread">{p90 == null ? wall.none : wall.within(stopwatch(p90 * 1000))}</td>
      <td>{times.n}</td>
    </tr>
  );
}
