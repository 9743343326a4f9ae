// The last known replies, kept in the browser for when the server cannot be reached.

import type { CannedReply } from "../wire.ts";
import { quietly, read } from "./storage.ts";

const KEPT = "dari.canned";

/** In its place, or at the end. */
export function withReply(known: readonly CannedReply[], reply: CannedReply): readonly CannedReply[] {
  return known.some((one) => one.id === reply.id)
    ? known.map((one) => (one.id === reply.id ? reply : one))
    : [...known, reply];
}

export function remember(storage: Storage, replies: readonly CannedReply[]): void {
  quietly(() => storage.setItem(KEPT, JSON.stringify(replies)));
}

export function forgotten(storage: Storage): void {
  quietly(() => storage.removeItem(KEPT));
}

/** What another version of this page has kept is not relied on. */
export function remembered(storage: Storage): CannedReply[] | undefined {
  const kept = read<unknown>(storage, KEPT);
  return Array.isArray(kept) ? kept.filter(isReply) : undefined;
}

function isReply(one: Partial<CannedReply> | null): one is CannedReply {
  return [one?.id, one?.language, one?.short, one?.title, one?.text].every((part) => typeof part === "string");
}
