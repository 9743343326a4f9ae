// A dialog with one form: a lead, its fields, what is wrong, two buttons.

import type { ComponentChildren, Ref } from "preact";
import { useState } from "preact/hooks";
import { Dialog } from "./dialog.tsx";
import { FieldProblem } from "./field-problem.tsx";
import { useTexts } from "./texts.ts";
import type { Attempt } from "./use-work.ts";

interface Props {
  title: string;
  text: string;
  submit: string;
  /** The submit ends something. */
  grave?: boolean;
  /** There is nothing to submit. */
  idle?: boolean;
  /** What has changed meanwhile; told while nothing else is wrong. */
  changed?: string | undefined;
  button?: Ref<HTMLButtonElement>;
  /** Resolves to what went wrong, in words, or to nothing. */
  onSubmit: () => Attempt;
  onClose: () => void;
  children: ComponentChildren;
}

export function WorkForm(props: Props) {
  const { title, text, submit, grave = false, idle = false, changed, button, onSubmit, onClose, children } = props;
  const { w } = useTexts();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const go = async (event: Event) => {
    event.preventDefault();
    if (busy || idle) return;
    setBusy(true);
    setProblem(undefined);
    setProblem(await onSubmit());
    setBusy(false);
  };
  return (
    <Dialog label={title} onClose={onClose}>
      <form class="work-form" onSubmit={go} noValidate>
        <p class="dialog-text">{text}</p>
        {children}
        <FieldProblem text={problem ?? (busy ? undefined : changed)} />
        <footer class="dialog-foot">
          <button class="button" type="button" onClick={onClose}>
            {w.wrapUp.cancel}
          </button>
          <button
            ref={button ?? null}
            class={`button primary${grave ? " grave" : ""}`}
            type="submit"
            disabled={busy || idle}
            aria-busy={busy}
          >
            {submit}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
