// Short words about what just happened; they go by themselves.

import { useCallback, useState } from "preact/hooks";
import { Icon } from "./icons.tsx";
import { useTexts } from "./texts.ts";

export interface Toast {
  id: number;
  text: string;
  tone: "done" | "problem" | "whisper" | "mention" | "given";
  /** Leads to what the words are about. */
  open?: () => void;
}

export interface Tell {
  (text: string, tone?: Toast["tone"], open?: () => void): void;
}

const SHOWN = { done: 4500, problem: 9000, whisper: 12_000, mention: 12_000, given: 15_000 };
const ICONS = { done: "check", problem: "alert", whisper: "whisper", mention: "mention", given: "take" } as const;
let next = 1;

export function useToasts(): {
  toasts: Toast[];
  tell: Tell;
  dismiss: (id: number) => void;
} {
  const [toasts, set] = useState<Toast[]>([]);
  const dismiss = useCallback((id: number) => set((all) => all.filter((toast) => toast.id !== id)), []);
  const tell = useCallback<Tell>(
    (text, tone = "done", open) => {
      const id = next++;
      set((all) => [...all.filter((toast) => toast.text !== text), { id, text, tone, ...(open && { open }) }].slice(-3));
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
      {toasts.map(({ id, text, tone, open }) => (
        <div key={id} class={`toast ${tone}`}>
          <Icon name={ICONS[tone]} size={16} />
          <span>{text}</span>
          {open && (
            <button
              class="link"
              type="button"
              onClick={() => {
                onDismiss(id);
                open();
              }}
            >
              {w.news.open}
            </button>
          )}
          <button class="icon-button" type="button" aria-label={w.dismiss} onClick={() => onDismiss(id)}>
            <Icon name="close" size={15} />
          </button>
        </div>
      ))}
    </div>
  );
}
