// The desk as it stands now, followed from the server; tells of new waiting customers.

import { useEffect, useRef, useState } from "preact/hooks";
import { follow, type Link } from "../feed.ts";
import type { Desk, DeskItem } from "../wire.ts";
import type { Api } from "./api.ts";
import { arrivals, keepSame } from "./desk.ts";

export interface DeskFeed {
  /** Absent until the first picture has come. */
  desk: Desk | undefined;
  link: Link;
  /** Changes the picture before the server's own next one does. */
  adjust: (change: (desk: Desk) => Desk) => void;
}

/** Browsers let the clocks of a page behind run once a minute; the desk waits for two. */
const BEAT = 30_000;

/** `called`: of what arrived, the customers whose booked time has come. */
export function useDesk(
  api: Api,
  expired: () => void,
  arrived: (items: DeskItem[], called: DeskItem[]) => void,
): DeskFeed {
  const [desk, set] = useState<Desk>();
  const [link, setLink] = useState<Link>({ link: "connecting" });
  const tell = useRef(arrived);
  tell.current = arrived;

  useEffect(() => {
    let known: Set<string> | undefined;
    let booked = new Set<string>();
    return follow(api.server, "/v1/agent/events?beats=true", {
      on: ({ name, data }) => {
        if (name !== "desk") return;
        const next = JSON.parse(data) as Desk;
        const fresh = known ? arrivals(known, next) : [];
        // A claim that comes back to the queue is new to nobody, so held ones stay known.
        known = new Set([...next.waiting, ...next.mine, ...next.others].map((item) => item.handoff));
        const called = fresh.filter((item) => booked.has(item.handoff));
        booked = new Set(next.calls.map((item) => item.handoff));
        set((before) => before ? keepSame(before, next) : next);
        if (fresh.length > 0) tell.current(fresh, called);
      },
      link: (next) => {
        setLink(next);
        if (next.link === "refused" && next.why.status === 401) expired();
      },
    });
  }, [api, expired]);

  // A line that nobody resets looks open for long after a laptop was shut.
  useEffect(() => {
    const timer = setInterval(() => void api.sayPresent().catch(() => undefined), BEAT);
    return () => clearInterval(timer);
  }, [api]);

  return { desk, link, adjust: (change) => set((before) => before && change(before)) };
}
