// Tells of conversations that somebody, or the desk itself, has given me: once, with who it was where that is known.

import { useEffect, useRef } from "preact/hooks";
import type { Desk, HandoffId } from "../wire.ts";
import type { Api } from "./api.ts";
import { given, giverOf, type Given, type Giver } from "./given.ts";
import { look } from "./look.ts";

const POLL = 200;
const POLLS = 25;

/** `claiming`: something is being taken right now. Returns what is to be told of each handoff that I take myself. */
export function useGiven(
  api: Api,
  desk: Desk | undefined,
  claiming: boolean,
  tell: (given: Given, giver: Giver | undefined) => void,
): (handoff: HandoffId) => void {
  const before = useRef<Desk | undefined>(undefined);
  const own = useRef(new Set<HandoffId>());
  const latest = useRef({ tell, claiming, desk });
  latest.current = { tell, claiming, desk };

  useEffect(() => {
    if (!desk) return;
    const fresh = before.current ? given(before.current, desk) : [];
    // What I have let go of is news when it comes again.
    const held = new Set(desk.mine.map((item) => item.handoff));
    for (const { handoff } of before.current?.mine ?? []) if (!held.has(handoff)) own.current.delete(handoff);
    before.current = desk;
    const announce = async (one: Given) => {
      const giver = giverOf(await look(api, one.item.conversation), desk.me.id);
      // The picture may be faster than the answer to my own taking.
      for (let polls = 0; latest.current.claiming && polls < POLLS; polls++) await pause(POLL);
      if (own.current.has(one.item.handoff) || !stands(one, latest.current.desk)) return;
      latest.current.tell(one, giver);
    };
    for (const one of fresh) if (!own.current.has(one.item.handoff)) void announce(one);
  }, [api, desk]);

  return (handoff) => void own.current.add(handoff);
}

/** It is still so: not let go of, nor taken by somebody else meanwhile. */
function stands({ item, how }: Given, desk: Desk | undefined): boolean {
  return desk?.[how === "held" ? "mine" : "waiting"].some((one) => one.handoff === item.handoff) ?? false;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
