// A question before something that cannot be taken back.

import { useEffect, useRef, useState } from "preact/hooks";
import { Dialog } from "./dialog.tsx";
import { FieldProblem } from "./field-problem.tsx";
import { useTexts } from "./texts.ts";

interface Props {
  title: string;
  text: string;
  submit: string;
  /** Resolves to what went wrong, in words, or to nothing. */
  onSubmit: () => Promise<string | undefined>;
  onClose: () => void;
}

export function ConfirmDialog({ title, text, submit, onSubmit, onClose }: Props) {
  const { w } = useTexts();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const go = async () => {
    setBusy(true);
    setProblem(await onSubmit());
    setBusy(false);
  };
  return (
    <Dialog label={title} onClose={onClose}>
      <p class="dialog-text">{text}</p>
      <FieldProblem text={problem} />
      <footer class="dialog-foot">
        <button class="button" type="button" onClick={onClose}>
          {w.wrapUp.cancel}
        </button>
        <button ref={button} class="button primary" type="button" disabled={busy} aria-busy={busy} onClick={go}>
          {submit}
        </button>
      </footer>
    </Dialog>
  );
}
