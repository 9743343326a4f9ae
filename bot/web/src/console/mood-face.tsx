// A mood as a small face: colour and mouth say the same, so neither is needed alone.

import { useTexts } from "./texts.ts";

/** One of five bands of −2…+2, for colours. */
export function moodBand(value: number): 1 | 2 | 3 | 4 | 5 {
  return value <= -1.2 ? 1 : value <= -0.4 ? 2 : value < 0.4 ? 3 : value < 1.2 ? 4 : 5;
}

export function signed(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return rounded > 0 ? `+${rounded.toFixed(1)}` : rounded < 0 ? `−${(-rounded).toFixed(1)}` : "0.0";
}

export function MoodFace({ value, size = 16, silent = false }: { value: number; size?: number; silent?: boolean }) {
  const { w } = useTexts();
  const held = Math.max(-2, Math.min(2, value));
  const label = w.moodLabel(signed(value), w.mood(value));
  const mouth = `M5 ${10.6 - held * 0.4}Q8 ${10.6 + held * 1.5} 11 ${10.6 - held * 0.4}`;
  return (
    <svg
      class={`mood-face mood-${moodBand(value)}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      role={silent ? undefined : "img"}
      aria-hidden={silent}
      aria-label={silent ? undefined : label}
    >
      {!silent && <title>{label}</title>}
      <circle cx="8" cy="8" r="7.5" />
      <path d={`M5.6 6.1v.6M10.4 6.1v.6${mouth}`} />
    </svg>
  );
}
