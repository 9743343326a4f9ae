// Says that a view shows only some of its rows, and shows all again.

import type { Only } from "./desk.ts";
import { Icon } from "./icons.tsx";
import { useTexts } from "./texts.ts";

export function Narrowed({ only, count, onAll }: { only: Only; count: number; onAll: () => void }) {
  const { w } = useTexts();
  const text = only.agent ? w.lead.only.agent(only.agent.name, count) : only.queue ? w.lead.only.queue(w.queue[only.queue], count) : "";
  return (
    <p class="narrowed" role="status">
      <span>{text}</span>
      <button class="link" type="button" onClick={onAll}>
        {w.lead.only.all}
        <Icon name="close" size={13} />
      </button>
    </p>
  );
}
