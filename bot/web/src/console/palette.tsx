// One field that finds conversations, commands and canned replies.

import { useMemo, useState } from "preact/hooks";
import type { CannedReply, Desk, DeskItem } from "../wire.ts";
import { match } from "./canned.ts";
import { search } from "./desk.ts";
import { Dialog } from "./dialog.tsx";
import { Icon, type IconName } from "./icons.tsx";
import { keysOf, type Command } from "./keys.ts";
import { MoodFace } from "./mood-face.tsx";
import { shownName } from "./names.ts";
import { useTexts } from "./texts.ts";
import { usePicker, useReveal } from "./use-picker.ts";

interface Props {
  desk: Desk | undefined;
  /** Commands that make sense now. */
  commands: Command[];
  /** Canned replies, where one can be inserted now. */
  replies: readonly CannedReply[];
  onOpen: (item: DeskItem) => void;
  onCommand: (command: Command) => void;
  onReply: (reply: CannedReply) => void;
  onClose: () => void;
}

interface Entry {
  key: string;
  group: string;
  icon: IconName;
  title: string;
  text: string;
  mood?: number;
  keys?: string[];
  run: () => void;
}

const CONVERSATIONS = 8;
const REPLIES = 5;

export function Palette({ desk, commands, replies, onOpen, onCommand, onReply, onClose }: Props) {
  const { w } = useTexts();
  const [query, setQuery] = useState("");
  const entries = useMemo(() => {
    const wanted = query.trim().toLowerCase();
    const found: Entry[] = [];
    for (const command of commands) {
      if (wanted && !w.commands[command].toLowerCase().includes(wanted)) continue;
      found.push({
        key: command,
        group: w.palette.commands,
        icon: "right",
        title: w.commands[command],
        text: "",
        keys: keysOf(command),
        run: () => onCommand(command),
      });
    }
    const people: Entry[] = (desk && (wanted || found.length === 0) ? search(desk, wanted) : [])
      .slice(0, CONVERSATIONS)
      .map((item) => ({
        key: item.handoff,
        group: w.palette.conversations,
        icon: item.channel,
        title: shownName(item.name, w),
        text: item.last_words,
        mood: item.mood,
        run: () => onOpen(item),
      }));
    const texts: Entry[] = (wanted ? match(replies, wanted) : []).slice(0, REPLIES).map((reply) => ({
      key: `/${reply.short}`,
      group: w.palette.replies,
      icon: "slash",
      title: reply.title,
      text: reply.text,
      run: () => onReply(reply),
    }));
    return [...people, ...found, ...texts];
  }, [query, desk, commands, replies, w]);

  const run = (index: number) => {
    const entry = entries[index];
    if (!entry) return;
    onClose();
    entry.run();
  };
  const picker = usePicker(entries.length, run, query);
  useReveal(`entry-${picker.active}`);

  return (
    <Dialog label={w.palette.label} kind="palette" head={false} onClose={onClose}>
      <label class="palette-field">
        <Icon name="search" />
        <input
          value={query}
          placeholder={w.palette.placeholder}
          aria-label={w.palette.label}
          role="combobox"
          aria-expanded="true"
          aria-controls="entries"
          aria-activedescendant={entries.length > 0 ? `entry-${picker.active}` : undefined}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={picker.press}
        />
        <kbd>Esc</kbd>
      </label>
      <div class="palette-list" id="entries" role="listbox" aria-label={w.palette.label}>
        {entries.map((entry, index) => (
          <>
            {entry.group !== entries[index - 1]?.group && (
              <p class="palette-group" role="presentation">
                {entry.group}
              </p>
            )}
            <div
              id={`entry-${index}`}
              key={entry.key}
              class={`entry${index === picker.active ? " active" : ""}`}
              role="option"
              aria-selected={index === picker.active}
              onMouseMove={() => picker.setActive(index)}
              onClick={() => run(index)}
            >
              <Icon name={entry.icon} size={16} />
              <span class="entry-title">{entry.title}</span>
              <span class="entry-text">{entry.text}</span>
              {entry.mood !== undefined && <MoodFace value={entry.mood} size={14} />}
              {entry.keys && entry.keys.length > 0 && (
                <span class="entry-keys">
                  {entry.keys.map((key) => (
                    <kbd>{key}</kbd>
                  ))}
                </span>
              )}
            </div>
          </>
        ))}
        {entries.length === 0 && (
          <p class="palette-note" role="status">
            {w.palette.none}
          </p>
        )}
      </div>
    </Dialog>
  );
}
