// Short words about what just happened; they go by themselves.

import { useCallback, useState } from "preact/hooks";
import { Icon } from "./icons.tsx";
import { useTexts } from "./texts.ts";

export interface Toast {
  id: number;
  text: string;
  tone: "done" | "problem" | "whisper" | "mention";
}

const SHOWN = { done: 4500, problem: 9000, whisper: 12_000, mention: 12_000 };
const ICONS = { done: "check", problem: "alert", whisper: "whisper", mention: "mention" } as const;
let next = 1;

export function useToasts(): {
  toasts: Toast[];
  tell: (text: string, tone?: Toast["tone"]) => void;
  dismiss: (id: number) => void;
} {
  const [toasts, set] = useState<Toast[]>([]);
  const dismiss = useCallback((id: number) => set((all) => all.filter((toast) => toast.id !== id)), []);
  const tell = useCallback(
    (text: string, tone: Toast["tone"] = "done") => {
      const id = next++;
      set((all) => [...all.filter((toast) => toast.text !== text), { id, text, tone }].slice(-3));
      setTimeout(() => dismiss(id), SHOWN[tone]);
    },
    [dismiss],
  );
  return { toasts, tell, dismiss };
}

export function Toasts({ toasts, onDismiss }: { toasts: Toast[]; onDismiss: (id: number) => void }) {
  const { w } = useTexts();
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.map(({ id, text, tone }) => (
        <div key={id} class={`toast ${tone}`}>
          <Icon name={ICONS[tone]} size={16} />
          <span>{text}</span>
          <button class="icon-button" type="button" aria-label={w.dismiss} onClick={() => onDismiss(id)}>
            <Icon name="close" size={15} />
          </button>
        </div>
      ))}
    </div>
  );
}
