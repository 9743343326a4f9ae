// Who is in danger, above everything else, also above an open window; each leads to its conversation.

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ConversationId, DeskItem } from "../wire.ts";
import type { Alarm } from "./alarm.ts";
import { Icon } from "./icons.tsx";
import { keysOf } from "./keys.ts";
import { shownName } from "./names.ts";
import { softened } from "./strong.ts";
import { useTexts } from "./texts.ts";

export interface AlarmsProps {
  alarms: Alarm[];
  onOpen: (item: DeskItem) => void;
  onDismiss: (conversation: ConversationId) => void;
}

/** A window in front shuts off what stands behind it, so it shows the alarms itself. */
export const AlarmsInFront = createContext<AlarmsProps | undefined>(undefined);

export function WindowAlarms() {
  const props = useContext(AlarmsInFront);
  return props ? <Alarms {...props} /> : null;
}

export function Alarms({ alarms, onOpen, onDismiss }: AlarmsProps) {
  const { w } = useTexts();
  return (
    <div class="alarms" role="alert">
      {alarms.map(({ place, item }, index) => {
        const name = shownName(item.name, w);
        return (
          <section class="alarm" key={item.conversation}>
            <Icon name="alert" size={22} />
            <div class="alarm-text">
              <strong>{w.news.danger.title(name)}</strong>
              <span>{w.news.danger[place](item.agent?.name ?? "")}</span>
              <q>{softened(item.last_words)}</q>
            </div>
            <button class="button small" type="button" onClick={() => onOpen(item)}>
              {w.news.open}
              {index === 0 && <kbd>{keysOf("danger").join(" ")}</kbd>}
            </button>
            <button
              class="icon-button"
              type="button"
              aria-label={w.news.danger.dismiss(name)}
              title={w.dismiss}
              onClick={() => onDismiss(item.conversation)}
            >
              <Icon name="close" size={16} />
            </button>
          </section>
        );
      })}
    </div>
  );
}
