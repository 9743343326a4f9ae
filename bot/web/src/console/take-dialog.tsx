// Before a lead takes a conversation from somebody: what it means for the agent and for the customer.

import { useEffect, useRef, useState } from "preact/hooks";
import { Dialog } from "./dialog.tsx";
import { Problem, WhyField } from "./lead-fields.tsx";
import { useTexts } from "./texts.ts";
import type { Lead } from "./use-lead.ts";

export function TakeDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { w } = useTexts();
  const texts = w.lead.take;
  const [opened] = useState(lead.epoch);
  // Once it is taken the dialog still stands for a moment, about whom it was.
  const [first] = useState(lead.watching ?? "");
  const [why, setWhy] = useState("");
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const gone = lead.watching === undefined;
  const moved = gone || lead.epoch !== opened;
  const changed = !lead.movable ? w.lead.reassign.gone : moved ? w.lead.reassign.changed(lead.holder) : undefined;

  useEffect(() => button.current?.focus(), []);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || gone) return;
    setBusy(true);
    setProblem(undefined);
    const wrong = await lead.take(why.trim());
    if (!wrong) return onClose();
    setBusy(false);
    setProblem(wrong);
  };

  return (
    <Dialog label={texts.title} onClose={onClose}>
      <form class="wrap-up" onSubmit={submit} noValidate>
        <p class="dialog-text">{texts.text(lead.watching ?? first)}</p>
        <WhyField value={why} optional onChange={setWhy} />
        <Problem text={problem ?? (busy ? undefined : changed)} />
        <footer class="dialog-foot">
          <button class="button" type="button" onClick={onClose}>
            {w.wrapUp.cancel}
          </button>
          <button ref={button} class="button primary" type="submit" disabled={busy || gone} aria-busy={busy}>
            {texts.submit}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
