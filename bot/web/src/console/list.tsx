// The rows of a view: drawn only where they can be seen, walked with the arrow keys, opened with Enter.

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ConversationId, DeskItem, HandoffId } from "../wire.ts";
import type { View } from "./desk.ts";
import { Icon, type IconName } from "./icons.tsx";
import { Row, ROW_HEIGHT } from "./row.tsx";
import { visible } from "./span.ts";
import { useTexts } from "./texts.ts";

interface Props {
  items: DeskItem[];
  view: View;
  current: ConversationId | undefined;
  drafted: ReadonlySet<ConversationId>;
  whispered: ReadonlySet<ConversationId>;
  /** Conversations laid aside, with until when in words. */
  asleep: ReadonlyMap<ConversationId, string>;
  onOpen: (item: DeskItem) => void;
}

const EMPTY: Partial<Record<View, IconName>> = { waiting: "check", calls: "phone", mentions: "mention" };

export function List({ items, view, current, drafted, whispered, asleep, onOpen }: Props) {
  const { w } = useTexts();
  const box = useRef<HTMLDivElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [height, setHeight] = useState(800);
  const [cursor, setCursor] = useState<HandoffId>();

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const at = items.findIndex((item) => item.handoff === cursor);
  const reveal = (index: number) => {
    const element = box.current;
    if (!element || index < 0) return;
    const top = index * ROW_HEIGHT;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + ROW_HEIGHT > element.scrollTop + element.clientHeight)
      element.scrollTop = top + ROW_HEIGHT - element.clientHeight;
  };

  // The open conversation is the cursor's place, wherever it was opened from.
  useEffect(() => {
    const index = items.findIndex((item) => item.conversation === current);
    setCursor(items[index]?.handoff);
    reveal(index);
  }, [current]);

  const go = (index: number) => {
    const item = items[Math.max(0, Math.min(items.length - 1, index))];
    if (!item) return;
    setCursor(item.handoff);
    reveal(items.indexOf(item));
  };
  const page = Math.max(1, Math.floor(height / ROW_HEIGHT) - 1);
  const moves: Record<string, () => void> = {
    ArrowDown: () => go(at + 1),
    ArrowUp: () => go(at < 0 ? 0 : at - 1),
    Home: () => go(0),
    End: () => go(items.length - 1),
    PageDown: () => go(at + page),
    PageUp: () => go(at - page),
    Enter: () => items[at] && onOpen(items[at]),
    " ": () => items[at] && onOpen(items[at]),
  };
  const press = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    move();
  };

  if (items.length === 0) {
    const { title, text } = w.viewEmpty[view];
    return (
      <div id="rows" class="rows none" role="tabpanel">
        <Icon name={EMPTY[view] ?? "chat"} size={28} />
        <strong>{title}</strong>
        <span>{text}</span>
      </div>
    );
  }

  const shown = visible(items.length, ROW_HEIGHT, scrollTop, height);
  return (
    <div
      id="rows"
      class="rows"
      ref={box}
      role="listbox"
      tabIndex={0}
      aria-label={w.listLabel(w.views[view], items.length)}
      aria-activedescendant={at >= shown.from && at < shown.to ? `row-${cursor}` : undefined}
      onKeyDown={press}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
    >
      <div class="rows-all" role="presentation" style={{ height: `${items.length * ROW_HEIGHT}px` }}>
        {items.slice(shown.from, shown.to).map((item, index) => (
          <Row
            key={item.handoff}
            item={item}
            view={view}
            place={shown.from + index}
            count={items.length}
            open={item.conversation === current}
            cursor={item.handoff === cursor}
            drafted={drafted.has(item.conversation)}
            whispered={whispered.has(item.conversation)}
            asleep={asleep.get(item.conversation) ?? ""}
            onOpen={onOpen}
          />
        ))}
      </div>
    </div>
  );
}
