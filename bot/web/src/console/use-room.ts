// The open conversation: its events followed, its timeline kept, my words sent. Rooms left lately stay warm.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { follow, type Link } from "../feed.ts";
import type { AgentId, AgentView, ConversationId, StaffEvent, StaffState, Typing } from "../wire.ts";
import { cause, type Api } from "./api.ts";
import { append, discard, empty, mark, send, type Mode, type Timeline, type Unsent } from "./timeline.ts";
import type { Kept } from "./unsent.ts";

export interface Room {
  timeline: Timeline;
  /** Absent until the stream's first word. */
  state: StaffState | undefined;
  link: Link;
  /** Until when the customer is taken to be typing, in milliseconds. */
  typingUntil: number;
}

export interface Rooms {
  room: Room;
  /** Sends my words; a reply goes under the epoch that holds now, a note calls colleagues. */
  say: (mode: Mode, text: string, mentions?: AgentId[]) => void;
  retry: (unsent: Unsent) => void;
  drop: (clientId: string) => void;
  /** What a successful claim tells before the stream does. */
  take: (conversation: ConversationId, epoch: number) => void;
}

export interface UnsaidHandler {
  /** Words that the server would not take and that go back to being a draft. */
  (conversation: ConversationId, mode: Mode, text: string, why: "stale" | "shut"): void;
}

const fresh: Room = { timeline: empty, state: undefined, link: { link: "connecting" }, typingUntil: 0 };
const WARM_ROOMS = 12;
const TYPING = 5000;

export function useRoom(
  api: Api,
  me: AgentView,
  conversation: ConversationId | undefined,
  unsent: Kept,
  unsaid: UnsaidHandler,
  untold: (names: string[]) => void,
): Rooms {
  const rooms = useRef(new Map<ConversationId, Room>());
  const [, redraw] = useState(0);
  // Counts up when the stream must begin anew because what it said is known to be old.
  const [attempt, restart] = useState(0);
  const handle = useRef(unsaid);
  handle.current = unsaid;
  const later = useRef(untold);
  later.current = untold;

  // What comes after the desk was left has nowhere to be shown, and must not be kept by who has signed out.
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => void (left.current = true);
  }, []);

  const update = useCallback(
    (id: ConversationId, change: (room: Room) => Room) => {
      if (left.current) return;
      const before = rooms.current.get(id) ?? fresh;
      const after = change(before);
      rooms.current.set(id, after);
      if (after.timeline.unsent !== before.timeline.unsent) unsent.save(id, after.timeline.unsent, Date.now());
      redraw((count) => count + 1);
    },
    [unsent],
  );
  const amend = useCallback(
    (id: ConversationId, change: (timeline: Timeline) => Timeline) =>
      update(id, (room) => ({ ...room, timeline: change(room.timeline) })),
    [update],
  );

  useEffect(() => {
    if (conversation === undefined) return;
    const id = conversation;
    // What was on its way when the page closed is shown as not sent until the log says that it was.
    const before = rooms.current.get(id) ?? { ...fresh, timeline: { ...empty, unsent: unsent.load(id) } };
    rooms.current.delete(id);
    rooms.current.set(id, { ...before, link: { link: "connecting" } });
    cool(rooms.current);
    redraw((count) => count + 1);

    const batch = batching((events: StaffEvent[]) => amend(id, (timeline) => append(timeline, events, me.id)));
    const stop = follow(api.server, `/v1/agent/conversations/${encodeURIComponent(id)}/events`, {
      ...(before.timeline.last > 0 && { after: String(before.timeline.last) }),
      on: ({ name, data }) => {
        if (name === "event") {
          const event = JSON.parse(data) as StaffEvent;
          if (isCustomer(event)) update(id, (room) => ({ ...room, typingUntil: 0 }));
          batch.add(event);
        } else if (name === "state") {
          update(id, (room) => ({ ...room, state: JSON.parse(data) as StaffState }));
        } else if (name === "typing" && (JSON.parse(data) as Typing).who === "customer") {
          update(id, (room) => ({ ...room, typingUntil: Date.now() + TYPING }));
        }
      },
      link: (link) => update(id, (room) => ({ ...room, link })),
    });
    return () => {
      stop();
      batch.flush();
    };
  }, [api, me.id, conversation, attempt, amend, update, unsent]);

  const deliver = useCallback(
    async (id: ConversationId, { clientId, mode, text, mentions }: Unsent) => {
      const epoch = rooms.current.get(id)?.state?.epoch ?? 0;
      try {
        if (mode === "reply") await api.say(id, { client_id: clientId, text, epoch });
        else if (mode === "whisper") await api.whisper(id, { client_id: clientId, text });
        else {
          const taken = await api.note(id, { client_id: clientId, text, mentions });
          if (taken.untold.length > 0) later.current(taken.untold);
        }
        amend(id, (timeline) => mark(timeline, clientId, "sent"));
      } catch (why) {
        const { status, code } = cause(why);
        const shut = mode !== "reply" && (status === 404 || status === 403);
        const returned = code === "stale_epoch" ? "stale" : shut ? "shut" : undefined;
        if (!returned) return amend(id, (timeline) => mark(timeline, clientId, "failed"));
        amend(id, (timeline) => discard(timeline, clientId));
        handle.current(id, mode, text, returned);
        restart((count) => count + 1);
      }
    },
    [api, amend],
  );

  return {
    room: (conversation !== undefined && rooms.current.get(conversation)) || fresh,
    say: (mode, text, mentions = []) => {
      if (conversation === undefined) return;
      const unsent: Unsent = { clientId: crypto.randomUUID(), mode, text, mentions, at: Date.now(), state: "sending" };
      amend(conversation, (timeline) => send(timeline, unsent));
      void deliver(conversation, unsent);
    },
    retry: (unsent) => {
      if (conversation === undefined) return;
      amend(conversation, (timeline) => mark(timeline, unsent.clientId, "sending"));
      void deliver(conversation, unsent);
    },
    drop: (clientId) => conversation !== undefined && amend(conversation, (timeline) => discard(timeline, clientId)),
    take: (id, epoch) =>
      update(id, (room) =>
        room.state
          ? {
              ...room,
              state: {
                ...room.state,
                epoch,
                mine: true,
                state: { ...room.state.state, control: { holder: "agent", name: me.name } },
              },
            }
          : room,
      ),
  };
}

function isCustomer({ fact }: StaffEvent): boolean {
  return fact.type === "chat.said" && fact.data.message.author.kind === "customer";
}

/** Forgets the rooms left longest ago, except those that still hold unsent words. */
function cool(rooms: Map<ConversationId, Room>): void {
  for (const [id, room] of rooms) {
    if (rooms.size <= WARM_ROOMS) return;
    if (room.timeline.unsent.length === 0) rooms.delete(id);
  }
}

/** Gathers what comes in one burst, so that a long history is drawn once and not line by line. */
function batching<T>(take: (items: T[]) => void): { add: (item: T) => void; flush: () => void } {
  let items: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const gathered = items;
    items = [];
    if (gathered.length > 0) take(gathered);
  };
  return {
    add: (item) => {
      items.push(item);
      timer ??= setTimeout(flush, 16);
    },
    flush,
  };
}
