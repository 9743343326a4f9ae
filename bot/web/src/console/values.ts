// What canned replies can be filled with: what the console has in hand of the open conversation.

import type { Context, ConversationState, DeskItem, Language } from "../wire.ts";
import type { Values } from "./canned.ts";
import { dayAndTime } from "./clock.ts";
import { greetingName } from "./names.ts";
import type { Words } from "./words.ts";

interface Known {
  agent: string;
  item: DeskItem | undefined;
  context: Context | undefined;
  state: ConversationState | undefined;
  /** When the desk opens, as it was told while the customer waited. */
  opensAt: string | undefined;
  /** In the words of the customer's language. */
  w: Pick<Words, "company" | "queue">;
  language: Language;
}

export function valuesOf({ agent, item, context, state, opensAt, w, language }: Known): Values {
  const cases = context?.open.filter((open) => open.kind === "case") ?? [];
  const promises = context?.open.filter((open) => open.kind === "promise" && open.due) ?? [];
  const due = promises.map((open) => open.due!).sort()[0];
  const when = (at: string | undefined) => (at === undefined ? undefined : dayAndTime(at, language));
  const found = {
    name: greetingName(context?.who.name ?? item?.name),
    agent,
    company: w.company,
    team: item && w.queue[item.queue],
    receipt: cases.at(-1)?.name,
    product: context?.processes[0]?.title,
    promise: when(due),
    callback: when(state?.callback_at),
    opening: when(opensAt),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value)) as Values;
}
