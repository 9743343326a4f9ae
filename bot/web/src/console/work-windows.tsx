// The windows of an agent's own work, of which one stands in front at most.

import type { Desk, DeskItem, Measure, StaffState } from "../wire.ts";
import { AbuseDialog } from "./abuse-dialog.tsx";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { PromiseDialog } from "./promise-dialog.tsx";
import { SnoozeDialog } from "./snooze-dialog.tsx";
import { useTexts } from "./texts.ts";
import type { Timeline } from "./timeline.ts";
import { TransferDialog } from "./transfer-dialog.tsx";
import type { Work } from "./use-work.ts";

export type WorkWindow = "transfer" | "promise" | "snooze" | "abuse" | "check";

interface Props {
  open: string | undefined;
  desk: Desk | undefined;
  item: DeskItem | undefined;
  state: StaffState | undefined;
  timeline: Timeline;
  /** The message that the strong words are in. */
  abuseIn: number | undefined;
  work: Work;
  onClose: () => void;
}

export function WorkWindows({ open, desk, item, state, timeline, abuseIn, work, onClose }: Props) {
  const { w } = useTexts();
  if (!desk || !item) return null;
  const { conversation, handoff, queue } = item;
  const mine = state?.mine ? state : undefined;
  /** Closes the window when it worked. */
  const closing = async (attempt: Promise<string | undefined>) => {
    const wrong = await attempt;
    if (!wrong) onClose();
    return wrong;
  };
  switch (open) {
    case "transfer":
      return mine ? (
        <TransferDialog
          desk={desk}
          queue={queue}
          onSubmit={(to, queue, agent, comment) =>
            closing(work.transfer(handoff, to, { epoch: mine.epoch, queue, comment, ...(agent && { agent }) }))
          }
          onClose={onClose}
        />
      ) : null;
    case "promise":
      return <PromiseDialog onSubmit={(text, due) => closing(work.promise(conversation, text, due))} onClose={onClose} />;
    case "snooze":
      return mine ? (
        <SnoozeDialog onSnooze={(until) => closing(work.snooze(conversation, until))} onClose={onClose} />
      ) : null;
    case "abuse":
      return mine && abuseIn !== undefined ? (
        <AbuseDialog
          covered={timeline.covered.has(abuseIn)}
          warned={timeline.warned}
          onSubmit={(measure: Measure) => closing(work.meet(conversation, mine.epoch, abuseIn, measure))}
          onClose={onClose}
        />
      ) : null;
    case "check":
      return mine ? (
        <ConfirmDialog
          title={w.work.check.title}
          text={w.work.check.text}
          submit={w.work.check.submit}
          onSubmit={() => closing(work.check(conversation, mine.epoch))}
          onClose={onClose}
        />
      ) : null;
    default:
      return null;
  }
}
