// Before a lead takes a conversation from somebody: what it means for the agent and for the customer.

import { useEffect, useRef, useState } from "preact/hooks";
import { WhyField } from "./lead-fields.tsx";
import { useTexts } from "./texts.ts";
import type { Lead } from "./use-lead.ts";
import type { Attempt } from "./use-work.ts";
import { WorkForm } from "./work-form.tsx";

export function TakeDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { w } = useTexts();
  const texts = w.lead.take;
  const [opened] = useState(lead.epoch);
  // Once it is taken the dialog still stands for a moment, about whom it was.
  const [first] = useState(lead.watching ?? "");
  const [why, setWhy] = useState("");
  const button = useRef<HTMLButtonElement>(null);
  const gone = lead.watching === undefined;
  const moved = gone || lead.epoch !== opened;
  const changed = !lead.movable ? w.lead.reassign.gone : moved ? w.lead.reassign.changed(lead.holder) : undefined;

  useEffect(() => button.current?.focus(), []);

  const submit = async (): Attempt => {
    const wrong = await lead.take(why.trim());
    if (!wrong) onClose();
    return wrong;
  };

  return (
    <WorkForm
      title={texts.title}
      text={texts.text(lead.watching ?? first)}
      submit={texts.submit}
      idle={gone}
      changed={changed}
      button={button}
      onSubmit={submit}
      onClose={onClose}
    >
      <WhyField value={why} optional onChange={setWhy} />
    </WorkForm>
  );
}
