// When the desk opens: told only while a customer waits outside the hours, and remembered for whoever takes them.

import { useRef } from "preact/hooks";
import type { Control, ConversationId } from "../wire.ts";

export function useOpening(conversation: ConversationId | undefined, control: Control | undefined): string | undefined {
  const known = useRef(new Map<ConversationId, string>());
  if (conversation === undefined) return undefined;
  if (control?.holder === "queued" && control.opens_at) known.current.set(conversation, control.opens_at);
  const opens = known.current.get(conversation);
  return opens !== undefined && Date.parse(opens) > Date.now() ? opens : undefined;
}
