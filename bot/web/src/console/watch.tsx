// What a lead sees above a conversation that somebody else holds, and what they can do with it.

import { Icon } from "./icons.tsx";
import { useTexts } from "./texts.ts";
import type { Lead } from "./use-lead.ts";

/** Looking on in silence, said plainly. */
export function WatchStrip({ holder }: { holder: string }) {
  const { w } = useTexts();
  return (
    <p class="watch">
      <Icon name="eye" size={16} />
      <strong>{w.lead.watch.title(holder)}</strong>
      <span>{w.lead.watch.text}</span>
    </p>
  );
}

interface Props {
  lead: Lead;
  onTake: () => void;
  onReassign: () => void;
}

export function LeadButtons({ lead, onTake, onReassign }: Props) {
  const { w } = useTexts();
  const move = lead.watching === undefined ? w.lead.reassign.assign : w.lead.reassign.action;
  return (
    <>
      {lead.movable && (
        <button class="button action" type="button" title={`${move} (Alt+A)`} aria-label={move} onClick={onReassign}>
          <Icon name="swap" size={16} />
          <span>{move}</span>
        </button>
      )}
      {lead.watching !== undefined && (
        <button class="button action primary" type="button" title={`${w.lead.take.action} (Alt+G)`} onClick={onTake}>
          <Icon name="take" size={16} />
          <span>{w.lead.take.action}</span>
        </button>
      )}
    </>
  );
}
