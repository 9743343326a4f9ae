// Narrow screens show one pane at a time.

import { Icon, type IconName } from "./icons.tsx";
import { useTexts } from "./texts.ts";

export type Pane = "list" | "thread" | "context";

const tabs: [Pane, IconName][] = [
  ["list", "list"],
  ["thread", "chat"],
  ["context", "panel"],
];

export function PaneTabs({ pane, onPane }: { pane: Pane; onPane: (pane: Pane) => void }) {
  const { w } = useTexts();
  return (
    <div class="pane-tabs">
      {tabs.map(([one, icon]) => (
        <button type="button" aria-pressed={one === pane} onClick={() => onPane(one)}>
          <Icon name={icon} size={20} />
          {w.panes[one]}
        </button>
      ))}
    </div>
  );
}
