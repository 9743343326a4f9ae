// Somebody else was faster: what is kept now stands beside my words, and neither is lost.

import { useEffect, useRef } from "preact/hooks";
import { Icon } from "./icons.tsx";
import { useTexts } from "./texts.ts";
import type { Conflict } from "./use-editing.ts";

interface Props {
  conflict: Conflict;
  busy: boolean;
  onTheirs: () => void;
  onMine: () => void;
}

export function ConflictBox({ conflict, busy, onTheirs, onMine }: Props) {
  const { w } = useTexts();
  const texts = w.canned;
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  const gone = conflict === "gone";
  return (
    <div class="canned-conflict" role="alert">
      <p>
        <Icon name="alert" size={16} />
        <span>{gone ? texts.gone : texts.stale(conflict.kept.changed_by ?? texts.somebody)}</span>
      </p>
      {!gone && (
        <blockquote aria-label={texts.now} lang={conflict.kept.language}>
          <code>/{conflict.kept.short}</code> <strong>{conflict.kept.title}</strong>
          <span>{conflict.kept.text}</span>
        </blockquote>
      )}
      <div class="dialog-foot">
        <button class="button small" type="button" disabled={busy} onClick={onTheirs}>
          {gone ? texts.discard : texts.takeTheirs}
        </button>
        <button ref={first} class="button small primary" type="button" disabled={busy} onClick={onMine}>
          {gone ? texts.asNew : texts.keepMine}
        </button>
      </div>
    </div>
  );
}
