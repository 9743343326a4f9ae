// The mood over the customer's messages as a line; each point leads to its message.

import type { Mood } from "../wire.ts";
import { moodBand, signed } from "./mood-face.tsx";
import { useTexts } from "./texts.ts";

const WIDTH = 260;
const HEIGHT = 50;
const EDGE = 6;
const MOST = 40;

export function MoodLine({ mood, onCite }: { mood: Mood; onCite: (number: number) => void }) {
  const { w } = useTexts();
  const points = mood.points.slice(-MOST);
  if (points.length === 0) return <span class="quiet">{w.context.nothing}</span>;
  const x = (index: number) =>
    points.length === 1 ? WIDTH / 2 : EDGE + (index * (WIDTH - 2 * EDGE)) / (points.length - 1);
  const y = (value: number) => HEIGHT / 2 - (Math.max(-2, Math.min(2, value)) * (HEIGHT / 2 - EDGE)) / 2;
  const path = points
    .map((point, index) => `${index === 0 ? "M" : "L"}${x(index).toFixed(1)} ${y(point.sentiment).toFixed(1)}`)
    .join("");
  const step = (event: KeyboardEvent) => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0 || event.altKey) return;
    event.preventDefault();
    const dots = [...(event.currentTarget as SVGElement).querySelectorAll<SVGElement>("a")];
    dots[dots.indexOf(document.activeElement as never) + by]?.focus();
  };
  const turned = points.findIndex((point) => point.number === mood.turned_at);
  const entry = turned >= 0 ? turned : points.length - 1;
  return (
    <svg class="mood-line" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={w.context.mood} onKeyDown={step}>
      <path class="mood-zero" d={`M0 ${HEIGHT / 2}H${WIDTH}`} />
      {turned >= 0 && <path class="mood-turn" d={`M${x(turned)} 0V${HEIGHT}`} />}
      <path class="mood-path" d={path} />
      {points.map((point, index) => {
        const label = `${w.context.cites(point.number)}: ${w.moodLabel(signed(point.sentiment), w.mood(point.sentiment))}${index === turned ? `. ${w.context.moodTurn}` : ""}`;
        const go = (event: Event) => {
          event.preventDefault();
          onCite(point.number);
        };
        return (
          <a href={`#${point.number}`} aria-label={label} tabIndex={index === entry ? 0 : -1} onClick={go}>
            <title>{label}</title>
            <circle class="mood-touch" cx={x(index)} cy={y(point.sentiment)} r="10" />
            <circle
              class={`mood-dot mood-${moodBand(point.sentiment)}${index === turned ? " turned" : ""}`}
              cx={x(index)}
              cy={y(point.sentiment)}
              r={index === turned ? 5.5 : 3.5}
            />
          </a>
        );
      })}
    </svg>
  );
}
