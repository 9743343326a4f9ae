// Customers' names. Somebody without a name comes as the server's word for a visitor.

import type { Words } from "./words.ts";

const VISITORS = new Set(["", "손님", "Guest", "Visitor"]);

/** The name as the reader sees it. */
export function shownName(name: string | null | undefined, w: Pick<Words, "visitor">): string {
  return name == null || VISITORS.has(name) ? w.visitor : name;
}

/** The name to greet with; empty when it is not known. */
export function greetingName(name: string | null | undefined): string {
  return name == null || VISITORS.has(name) ? "" : name;
}
