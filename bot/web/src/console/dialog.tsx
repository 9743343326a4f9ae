// A modal window. Esc and a press beside it close it; the focus returns to where it was.

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { WindowAlarms } from "./alarms.tsx";
import { Icon } from "./icons.tsx";
import { useTexts } from "./texts.ts";

interface Props {
  label: string;
  kind?: "form" | "palette" | "sheet" | "wide";
  /** Without a head the content names itself. */
  head?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}

export function Dialog({ label, kind = "form", head = true, onClose, children }: Props) {
  const { w } = useTexts();
  const box = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const dialog = box.current;
    const before = document.activeElement;
    dialog?.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  const cancel = (event: Event) => {
    event.preventDefault();
    onClose();
  };
  const pressBeside = (event: MouseEvent) => {
    if (event.target === box.current) onClose();
  };

  return (
    <dialog ref={box} class={`dialog ${kind}`} aria-label={label} onCancel={cancel} onMouseDown={pressBeside}>
      <WindowAlarms />
      <div class="dialog-body">
        {head && (
          <header class="dialog-head">
            <h2>{label}</h2>
            <button
              class="icon-button"
              type="button"
              aria-label={w.dismiss}
              title={`${w.dismiss} (Esc)`}
              onClick={onClose}
            >
              <Icon name="close" />
            </button>
          </header>
        )}
        {children}
      </div>
    </dialog>
  );
}
