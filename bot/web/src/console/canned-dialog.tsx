// Where leads keep the team's replies: all of them on one side, the one that is written on the other.

import { useEffect, useRef, useState } from "preact/hooks";
import type { AgentView, CannedReply, Language } from "../wire.ts";
import type { Api } from "./api.ts";
import { CannedForm } from "./canned-form.tsx";
import { CannedList } from "./canned-list.tsx";
import { Dialog } from "./dialog.tsx";
import { Icon } from "./icons.tsx";
import { useTexts } from "./texts.ts";
import type { Canned } from "./use-canned.ts";
import { useEditing } from "./use-editing.ts";

interface Props {
  api: Api;
  canned: Canned;
  me: AgentView;
  onClose: () => void;
}

export function CannedDialog({ api, canned, me, onClose }: Props) {
  const { w, language: reader } = useTexts();
  const texts = w.canned;
  const [language, setLanguage] = useState<Language>(reader);
  const [away, setAway] = useState<CannedReply>();
  /** What goes on once unsaved words may be discarded. */
  const [leaving, setLeaving] = useState<{ then: () => void }>();
  const editing = useEditing(api, canned, language);
  const { chosen, dirty } = editing;

  const leave = (then: () => void) => (dirty ? setLeaving({ then }) : then());
  const open = (what: CannedReply | "new" | undefined) =>
    leave(() => {
      setAway(undefined);
      editing.open(what);
    });
  const discard = () => {
    setLeaving(undefined);
    editing.open(chosen);
    leaving?.then();
  };
  const putAway = async () => {
    const gone = chosen;
    if (gone !== undefined && gone !== "new" && (await editing.putAway())) setAway(gone);
  };
  const restore = async () => {
    if (!away) return;
    setAway(undefined);
    await editing.restore(away);
  };
  // Whoever is asked about unsaved words stays in the window with another Esc.
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || (!dirty && !leaving)) return;
    event.preventDefault();
    event.stopPropagation();
    setLeaving(leaving ? undefined : { then: onClose });
  };

  return (
    <Dialog label={texts.title} kind="wide" onClose={() => leave(onClose)}>
      <div class={`canned${chosen === undefined ? "" : " writing"}`} onKeyDown={press}>
        <CannedList
          canned={canned}
          language={language}
          chosen={chosen}
          onLanguage={(next) =>
            leave(() => {
              setLanguage(next);
              editing.open(undefined);
            })
          }
          onChoose={open}
        />
        <section class="canned-side" aria-label={heading(chosen, texts)}>
          {leaving && <Leaving onDiscard={discard} onStay={() => setLeaving(undefined)} />}
          {away && <PutAway reply={away} onUndo={() => void restore()} />}
          {chosen === undefined ? (
            !away && (
              <div class="pane-note">
                <Icon name="slash" size={30} />
                <h3>{texts.choose}</h3>
                <span>{texts.text}</span>
              </div>
            )
          ) : (
            <CannedForm
              key={chosen === "new" ? chosen : chosen.id}
              editing={editing}
              me={me}
              onPutAway={() => void putAway()}
              onBack={() => open(undefined)}
            />
          )}
        </section>
      </div>
    </Dialog>
  );
}

function heading(chosen: CannedReply | "new" | undefined, texts: ReturnType<typeof useTexts>["w"]["canned"]): string {
  if (chosen === undefined) return texts.choose;
  return chosen === "new" ? texts.newTitle : texts.editTitle(chosen.short);
}

/** Before words are lost that were not saved. */
function Leaving({ onDiscard, onStay }: { onDiscard: () => void; onStay: () => void }) {
  const { w } = useTexts();
  const stay = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    stay.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <div class="canned-bar" role="alert">
      <Icon name="alert" size={16} />
      <span>{w.canned.leaving}</span>
      <button class="button small" type="button" onClick={onDiscard}>
        {w.canned.discard}
      </button>
      <button ref={stay} class="button small primary" type="button" onClick={onStay}>
        {w.canned.goOn}
      </button>
    </div>
  );
}

function PutAway({ reply, onUndo }: { reply: CannedReply; onUndo: () => void }) {
  const { w } = useTexts();
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => undo.current?.focus(), []);
  return (
    <div class="canned-bar done" role="status">
      <Icon name="check" size={16} />
      <span>{w.canned.putAway(reply.short)}</span>
      <button ref={undo} class="button small" type="button" onClick={onUndo}>
        {w.canned.undo}
      </button>
    </div>
  );
}
