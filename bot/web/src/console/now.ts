// The clock of the screen: one timer a pace, shared by everything that shows a time.

import { useEffect, useState } from "preact/hooks";

interface Ticker {
  listeners: Set<(now: number) => void>;
  timer: ReturnType<typeof setInterval>;
}

const tickers = new Map<number, Ticker>();

/** The time in milliseconds, anew every `pace` milliseconds. */
export function useNow(pace: number): number {
  const [now, set] = useState(Date.now);
  useEffect(() => {
    set(Date.now());
    return listen(pace, set);
  }, [pace]);
  return now;
}

function listen(pace: number, listener: (now: number) => void): () => void {
  let ticker = tickers.get(pace);
  if (!ticker) {
    const listeners = new Set<(now: number) => void>();
    const timer = setInterval(() => listeners.forEach((tell) => tell(Date.now())), pace);
    tickers.set(pace, (ticker = { listeners, timer }));
  }
  const { listeners, timer } = ticker;
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    tickers.delete(pace);
  };
}
