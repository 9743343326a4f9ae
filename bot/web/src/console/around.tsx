// What happened around it: the latest at a glance; all of it by time span and channel.

import { useState } from "preact/hooks";
import type { Channel, Life, Span, Touch } from "../wire.ts";
import { Answer, type Shown } from "./answer.tsx";
import { channelsOf, onChannel } from "./channels.ts";
import { fullTime, shortTime, timeOfDay } from "./clock.ts";
import { Icon } from "./icons.tsx";
import { useNow } from "./now.ts";
import { useTexts } from "./texts.ts";
import { useLife } from "./use-life.ts";

const FEW = 3;
const SPANS: readonly Span[] = ["day", "week", "month", "all"];

export interface AroundProps extends Shown {
  onLife: (span: Span) => Promise<Life>;
}

export function Around({ context, onLife }: AroundProps) {
  const { w } = useTexts();
  const texts = w.around.life;
  const [open, show] = useState(false);
  const [span, setSpan] = useState<Span>("month");
  const [channel, setChannel] = useState<Channel>();
  const { life, failed, again } = useLife(onLife, open ? span : undefined, context.taken_at);
  const all = life?.touches ?? context.around;
  const chosen = onChannel(all, channel);
  const more = (
    <button class="link more" type="button" aria-expanded={open} onClick={() => show(!open)}>
      {open ? w.context.less : texts.all}
    </button>
  );
  return (
    <Answer label={w.context.around} more={more}>
      {open && (
        <>
          <div class="segments wide life-span" role="radiogroup" aria-label={texts.span}>
            {SPANS.map((one) => (
              <label class={one === span ? "on" : ""}>
                <input type="radio" name="life-span" checked={one === span} onChange={() => setSpan(one)} />
                {texts.spans[one]}
              </label>
            ))}
          </div>
          <ChannelChoice touches={all} channel={channel} onChannel={setChannel} />
          {failed && (
            <p class="quiet" role="alert">
              {texts.failed}{" "}
              <button class="link" type="button" onClick={again}>
                {w.again}
              </button>
            </p>
          )}
          {chosen.length === 0 ? (
            <p class="quiet">{channel === undefined ? texts.none : texts.noneThere}</p>
          ) : (
            <div class="life" role="region" tabIndex={0} aria-label={texts.label(chosen.length)}>
              <Touches touches={chosen} />
              {life?.more && <p class="quiet">{texts.more}</p>}
            </div>
          )}
        </>
      )}
      {!open && <Touches touches={context.around.slice(0, FEW)} />}
    </Answer>
  );
}

interface ChoiceProps {
  touches: readonly Touch[];
  channel: Channel | undefined;
  onChannel: (channel: Channel | undefined) => void;
}

/** Nothing to choose where all of it happened on one channel. */
function ChannelChoice({ touches, channel, onChannel }: ChoiceProps) {
  const { w } = useTexts();
  const texts = w.around.life;
  const channels = channelsOf(touches, channel);
  if (channels.length < 2) return null;
  return (
    <div class="life-channels" role="radiogroup" aria-label={texts.channel}>
      {[[undefined, touches.length] as const, ...channels].map(([one, count]) => (
        <label class={one === channel ? "on" : ""}>
          <input type="radio" name="life-channel" checked={one === channel} onChange={() => onChannel(one)} />
          {one && <Icon name={one} size={12} />}
          {one ? w.channel[one] : texts.every} <small>{count}</small>
        </label>
      ))}
    </div>
  );
}

function Touches({ touches }: { touches: readonly Touch[] }) {
  const { w, language } = useTexts();
  const now = useNow(60_000);
  return (
    <ul class="around">
      {touches.map((touch) => (
        <li>
          <time dateTime={touch.at} title={fullTime(touch.at, language)}>
            {shortTime(touch.at, now)}
          </time>
          <Icon name={touch.channel} size={12} />
          <span title={w.channel[touch.channel]}>
            <span class="hidden">{w.channel[touch.channel]} </span>
            {touch.label}
            {touch.times > 1 && <b>{w.context.times(touch.times)}</b>}
          </span>
          {touch.until && (
            <small>
              {timeOfDay(touch.at)}–{timeOfDay(touch.until)}
            </small>
          )}
        </li>
      ))}
    </ul>
  );
}
