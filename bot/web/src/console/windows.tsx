// Which window stands in front, if any.

import type { AgentView, CannedReply, Desk, DeskItem, GiveBack, Language, WrapUp } from "../wire.ts";
import type { Api } from "./api.ts";
import { CannedDialog } from "./canned-dialog.tsx";
import type { Need } from "./colleagues.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { FaqDialog } from "./faq-dialog.tsx";
import type { Command } from "./keys.ts";
import { KeysDialog } from "./keys-dialog.tsx";
import { Palette } from "./palette.tsx";
import { ReassignDialog } from "./reassign-dialog.tsx";
import { TakeDialog } from "./take-dialog.tsx";
import { useTexts } from "./texts.ts";
import type { LettingGo } from "./use-acts.ts";
import type { Canned } from "./use-canned.ts";
import type { Lead } from "./use-lead.ts";
import type { WorkWindow } from "./work-windows.tsx";
import { WrapUpDialog } from "./wrap-up-dialog.tsx";

export type Window = LettingGo | WorkWindow | "take-over" | "reassign" | "keys" | "palette" | "faq" | "sign-out" | "close-next" | "canned";

interface Props {
  api: Api;
  open: Window | undefined;
  /** Whether the open conversation is held by this agent. */
  mine: boolean;
  me: AgentView;
  lead: Lead;
  /** What the open conversation asks of whoever gets it. */
  need: Need;
  desk: Desk | undefined;
  commands: Command[];
  /** Likely topics of the wrap-up, the likeliest first. */
  likely: string[];
  /** What to look for in the FAQ at first. */
  query: string;
  /** The customer's language, and canned replies in it. */
  language: Language;
  replies: readonly CannedReply[];
  /** All that the team keeps. */
  canned: Canned;
  drafts: number;
  onLetGo: (how: LettingGo, wrapUp?: WrapUp, back?: GiveBack) => Promise<string | undefined>;
  /** To the next conversation. */
  onNext: () => void;
  onSignOut: () => Promise<string | undefined>;
  onInsert: (text: string) => void;
  onItem: (item: DeskItem) => void;
  onCommand: (command: Command) => void;
  onReply: (reply: CannedReply) => void;
  onWindow: (window: Window) => void;
  onClose: () => void;
}

export function Windows({ open, mine, onClose, ...props }: Props) {
  const { w } = useTexts();
  switch (open) {
    case "close":
    case "close-next":
    case "return": {
      const kind = open === "return" ? open : "close";
      return mine ? (
        <WrapUpDialog
          kind={kind}
          goesOn={open === "close-next"}
          likely={props.likely}
          onSubmit={async (wrapUp, back) => {
            const wrong = await props.onLetGo(kind, wrapUp, back);
            if (!wrong && open === "close-next") props.onNext();
            return wrong;
          }}
          onClose={onClose}
        />
      ) : null;
    }
    case "release": {
      const { title, text, submit } = w.releaseDialog;
      return mine ? (
        <ConfirmDialog
          title={title}
          text={text}
          submit={submit}
          onSubmit={() => props.onLetGo(open)}
          onClose={onClose}
        />
      ) : null;
    }
    case "sign-out":
      return (
        <ConfirmDialog
          title={w.signOut.title}
          text={w.signOut.text(props.drafts)}
          submit={w.signOut.submit}
          onSubmit={props.onSignOut}
          onClose={onClose}
        />
      );
    case "canned":
      return props.me.role === "lead" ? (
        <CannedDialog api={props.api} canned={props.canned} me={props.me} onClose={onClose} />
      ) : null;
    case "keys":
      return <KeysDialog lead={props.me.role === "lead"} onClose={onClose} />;
    case "take-over":
      return <TakeDialog lead={props.lead} onClose={onClose} />;
    case "reassign":
      return (
        <ReassignDialog
          lead={props.lead}
          me={props.me}
          agents={props.desk?.agents ?? []}
          need={props.need}
          onTake={() => props.onWindow("take-over")}
          onClose={onClose}
        />
      );
    case "faq":
      return (
        <FaqDialog
          api={props.api}
          query={props.query}
          language={props.language}
          onInsert={props.onInsert}
          onClose={onClose}
        />
      );
    case "palette":
      return (
        <Palette
          desk={props.desk}
          commands={props.commands}
          replies={mine ? props.replies : []}
          onOpen={props.onItem}
          onCommand={props.onCommand}
          onReply={props.onReply}
          onClose={onClose}
        />
      );
    default:
      return null;
  }
}
