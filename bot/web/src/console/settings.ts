// What an agent chose about the screen, kept on this computer.

import { useCallback, useEffect, useState } from "preact/hooks";
import type { Language } from "../wire.ts";

export type Theme = "system" | "light" | "dark";

export interface Settings {
  language: Language;
  theme: Theme;
  sound: boolean;
}

const KEY = "dari.console.settings";

export function useSettings(): [Settings, (change: Partial<Settings>) => void] {
  const [settings, set] = useState(load);
  useEffect(() => {
    document.documentElement.lang = settings.language;
    if (settings.theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = settings.theme;
  }, [settings.language, settings.theme]);
  const change = useCallback((changed: Partial<Settings>) => {
    set((before) => {
      const after = { ...before, ...changed };
      try {
        localStorage.setItem(KEY, JSON.stringify(after));
      } catch {
        // A browser that stores nothing still shows the change.
      }
      return after;
    });
  }, []);
  return [settings, change];
}

function load(): Settings {
  const defaults: Settings = {
    language: navigator.language.startsWith("ko") ? "ko" : "en",
    theme: "system",
    sound: false,
  };
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Settings>) };
  } catch {
    return defaults;
  }
}
