// The small menu beside my name: language, appearance, sound, keys, leaving.

import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "./icons.tsx";
import type { Settings, Theme } from "./settings.ts";
import { useTexts } from "./texts.ts";

export interface SettingsMenuProps {
  settings: Settings;
  change: (change: Partial<Settings>) => void;
  onKeys: () => void;
  /** Absent where the team's replies are not theirs to manage. */
  onCanned?: (() => void) | undefined;
  onSignOut: () => void;
}

export function SettingsMenu({ settings, change, onKeys, onCanned, onSignOut }: SettingsMenuProps) {
  const { w } = useTexts();
  const [open, set] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      if (!(event.target instanceof Node) || !box.current?.contains(event.target)) set(false);
    };
    document.addEventListener("pointerdown", outside);
    box.current?.querySelector<HTMLElement>(".menu button")?.focus();
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);

  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    set(false);
    button.current?.focus();
  };
  const leave = (event: FocusEvent) => {
    if (event.relatedTarget instanceof Node && !box.current?.contains(event.relatedTarget)) set(false);
  };
  const choose = (act: () => void) => () => {
    set(false);
    act();
  };

  return (
    <div class="menu-box" ref={box} onKeyDown={press} onFocusOut={leave}>
      <button
        ref={button}
        class="icon-button"
        type="button"
        aria-expanded={open}
        aria-label={w.settings.title}
        title={w.settings.title}
        onClick={() => set(!open)}
      >
        <Icon name="gear" />
      </button>
      {open && (
        <div class="menu" role="group" aria-label={w.settings.title}>
          <Segments
            label={w.settings.language}
            value={settings.language}
            choices={[
              ["ko", "한국어"],
              ["en", "English"],
            ]}
            onChoose={(language) => change({ language })}
          />
          <Segments<Theme>
            label={w.settings.theme}
            value={settings.theme}
            choices={[
              ["system", w.settings.themes.system],
              ["light", w.settings.themes.light],
              ["dark", w.settings.themes.dark],
            ]}
            onChoose={(theme) => change({ theme })}
          />
          <button
            class="menu-item"
            type="button"
            role="switch"
            aria-checked={settings.sound}
            aria-describedby="sound-hint"
            onClick={() => change({ sound: !settings.sound })}
          >
            <Icon name="bell" />
            <span>{w.settings.sound}</span>
            <span class="switch" aria-hidden="true" />
          </button>
          <p class="menu-hint" id="sound-hint">
            {w.settings.soundHint}
          </p>
          {onCanned && (
            <button class="menu-item" type="button" onClick={choose(onCanned)}>
              <Icon name="slash" />
              <span>{w.commands.manageCanned}</span>
            </button>
          )}
          <button class="menu-item" type="button" onClick={choose(onKeys)}>
            <Icon name="keyboard" />
            <span>{w.settings.keys}</span>
            <kbd>?</kbd>
          </button>
          <hr />
          <button class="menu-item" type="button" onClick={choose(onSignOut)}>
            <Icon name="exit" />
            <span>{w.signOut.action}</span>
          </button>
        </div>
      )}
    </div>
  );
}

interface SegmentsProps<T extends string> {
  label: string;
  value: T;
  choices: [T, string][];
  onChoose: (value: T) => void;
}

function Segments<T extends string>({ label, value, choices, onChoose }: SegmentsProps<T>) {
  return (
    <div class="menu-segments" role="group" aria-label={label}>
      <span>{label}</span>
      <div class="segments">
        {choices.map(([choice, name]) => (
          <button type="button" aria-pressed={choice === value} onClick={() => onChoose(choice)}>
            {name}
          </button>
        ))}
      </div>
    </div>
  );
}
