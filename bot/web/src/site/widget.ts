// The widget on the page: exactly what any company would write, with the queue stub before the script.
import type { Command, Dari, Options } from "../widget/options.ts";

const stub: Dari = Object.assign((...command: Command) => void stub.q?.push(command), { q: [] as Command[] });

export function loadWidget() {
  window.Dari ??= stub;
  if (import.meta.env.DEV) {
    void import("../widget/main.tsx");
    return;
  }
  const script = document.createElement("script");
  script.src = "/widget.js";
  script.async = true;
  document.head.append(script);
}

export function dari(...command: Command) {
  window.Dari?.(...command);
}

export const company: Options["company"] = { name: { ko: "다온크레딧", en: "Daon Credit" } };
