// Left: me, the views with their counts, and the rows of one view.

import { useEffect, useMemo, useState } from "preact/hooks";
import { Mark } from "../parts/icons.tsx";
import type { AgentView, ConversationId, Desk, DeskItem } from "../wire.ts";
import { countOf, narrowed, rows, views, type Only, type View } from "./desk.ts";
import { Icon } from "./icons.tsx";
import { List } from "./list.tsx";
import { Narrowed } from "./narrowed.tsx";
import { NextButton } from "./next-button.tsx";
import { SettingsMenu, type SettingsMenuProps } from "./settings-menu.tsx";
import { awakeFirst } from "./snooze.ts";
import { useTexts } from "./texts.ts";
import { useAsleep } from "./use-snooze.ts";

interface Props extends SettingsMenuProps {
  me: AgentView;
  desk: Desk | undefined;
  view: View;
  current: ConversationId | undefined;
  /** Conversations with unfinished words. */
  drafted: ReadonlySet<ConversationId>;
  /** Conversations with a lead's word that I have not seen. */
  whispered: ReadonlySet<ConversationId>;
  /** Which rows of the view are shown. */
  only: Only;
  onAll: () => void;
  onWall: () => void;
  /** Conversations laid aside, with until when. */
  sleeping: ReadonlyMap<ConversationId, string>;
  taking: boolean;
  onNext: () => void;
  onView: (view: View) => void;
  onOpen: (item: DeskItem) => void;
  onPresence: (online: boolean) => void;
  onPalette: () => void;
}

export function ListPane(props: Props) {
  const { me, desk, view, current, drafted, whispered, only, onAll, onWall, sleeping, taking, onNext, ...rest } = props;
  const { onView, onOpen, onPresence, onPalette, ...menu } = rest;
  const { w } = useTexts();
  const items = useMemo(
    () => desk && awakeFirst(narrowed(rows(desk, view), only)),
    [desk, view, only],
  );
  const asleep = useAsleep(sleeping);
  return (
    <nav class="pane list-pane" aria-label={w.panes.list}>
      <header class="me">
        <Mark size={34} />
        <div class="me-name">
          <strong>{me.name}</strong>
          <span>
            {w.role[me.role]} · {w.holding(me.holding, me.capacity)}
          </span>
        </div>
        <button
          class="icon-button"
          type="button"
          aria-label={w.palette.label}
          title={`${w.palette.label} (Ctrl+K)`}
          onClick={onPalette}
        >
          <Icon name="search" />
        </button>
        {me.role === "lead" && (
          <button class="icon-button" type="button" aria-label={w.lead.wall.open} title={`${w.lead.wall.open} (Alt+W)`} onClick={onWall}>
            <Icon name="wall" />
          </button>
        )}
        <SettingsMenu {...menu} />
      </header>
      <PresenceSwitch online={me.presence === "online"} onChange={onPresence} />
      {desk && <NextButton desk={desk} taking={taking} onNext={onNext} />}
      <Views me={me} desk={desk} view={view} onView={onView} />
      {(only.queue || only.agent) && <Narrowed only={only} count={items?.length ?? 0} onAll={onAll} />}
      {items ? (
        <List
          key={view}
          items={items}
          view={view}
          current={current}
          drafted={drafted}
          whispered={whispered}
          asleep={asleep}
          onOpen={onOpen}
        />
      ) : (
        <Skeleton />
      )}
    </nav>
  );
}

function PresenceSwitch({ online, onChange }: { online: boolean; onChange: (online: boolean) => void }) {
  const { w } = useTexts();
  return (
    <button
      class="presence"
      type="button"
      role="switch"
      aria-checked={online}
      aria-label={w.presenceLabel}
      onClick={() => onChange(!online)}
    >
      <span class="presence-dot" />
      <span class="presence-text">
        <strong>{w.presence[online ? "online" : "away"]}</strong>
        <span>{w.presenceHint(online)}</span>
      </span>
      <span class="switch" aria-hidden="true" />
    </button>
  );
}

function Views({ me, desk, view, onView }: Pick<Props, "me" | "desk" | "view" | "onView">) {
  const { w } = useTexts();
  const all = views(me.role);
  const move = (event: KeyboardEvent) => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next = all[(all.indexOf(view) + by + all.length) % all.length]!;
    onView(next);
    document.getElementById(`view-${next}`)?.focus();
  };
  return (
    <div class="views" role="tablist" aria-label={w.viewsLabel} onKeyDown={move}>
      {all.map((one) => {
        const count = desk ? countOf(desk, one) : 0;
        const unread = one === "mine" && (desk?.mine.some((item) => item.unread > 0) ?? false);
        const late = one === "waiting" && <LateMark items={desk?.waiting ?? []} />;
        return (
          <button
            id={`view-${one}`}
            class={`view ${one}`}
            title={w.views[one]}
            type="button"
            role="tab"
            aria-selected={one === view}
            aria-controls="rows"
            tabIndex={one === view ? 0 : -1}
            onClick={() => onView(one)}
          >
            {one === "calls" || one === "mentions" ? (
              <>
                <Icon name={one === "calls" ? "phone" : "mention"} size={16} />
                <span class="hidden">{w.views[one]}</span>
              </>
            ) : (
              <span>{w.views[one]}</span>
            )}
            <span class={`count${count > 0 && (one === "waiting" || one === "mentions") ? " live" : ""}`}>{desk ? count : "–"}</span>
            {unread && <i class="view-mark" />}
            {late}
          </button>
        );
      })}
    </div>
  );
}

/** A small amber mark while somebody waits past the time that was due. */
function LateMark({ items }: { items: DeskItem[] }) {
  const [late, set] = useState(false);
  useEffect(() => {
    const look = () => set(items.some((item) => Date.now() > Date.parse(item.due)));
    look();
    const timer = setInterval(look, 5000);
    return () => clearInterval(timer);
  }, [items]);
  return late ? <i class="view-mark amber" /> : null;
}

function Skeleton() {
  const { w } = useTexts();
  return (
    <div class="rows skeleton" role="status" aria-label={w.loading}>
      {Array.from({ length: 6 }, () => (
        <div class="row-ghost">
          <i />
          <span>
            <i />
            <i />
            <i />
          </span>
        </div>
      ))}
    </div>
  );
}
