// One reply being written: its names, its text with what fills it, and how a customer will read it.

import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import type { AgentView, Variable } from "../wire.ts";
import { fill, VARIABLES } from "./canned.ts";
import { ago } from "./clock.ts";
import { ConflictBox } from "./canned-conflict.tsx";
import { FieldProblem } from "./field-problem.tsx";
import { Icon } from "./icons.tsx";
import { holdComposing, isComposing } from "./keys.ts";
import { useTexts } from "./texts.ts";
import { hintsOf } from "./tone.ts";
import type { Editing } from "./use-editing.ts";
import { words } from "./words.ts";
import { lengthOf, MOST, withVariable, type Field, type Wrong, type Written } from "./written.ts";

interface Props {
  editing: Editing;
  me: AgentView;
  onPutAway: () => void;
  onBack: () => void;
}

export function CannedForm({ editing, me, onPutAway, onBack }: Props) {
  const { w } = useTexts();
  const texts = w.canned;
  const { chosen, written, problems, busy, conflict, done } = editing;
  const form = useRef<HTMLFormElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  /** Where the caret goes once the new text is drawn. */
  const caret = useRef<number | undefined>(undefined);
  const labels = words[written.language].variables;

  useEffect(() => focus("short"), []);
  useLayoutEffect(() => {
    if (caret.current === undefined || text.current?.value !== written.text) return;
    text.current.focus();
    text.current.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  });

  function focus(field: Field | undefined) {
    if (field) form.current?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus();
  }
  const insert = (variable: Variable) => {
    const { selectionStart: from, selectionEnd: to } = text.current ?? { selectionStart: written.text.length, selectionEnd: written.text.length };
    const [next, after] = withVariable(written.text, from, to, variable);
    caret.current = after;
    editing.write({ text: next });
  };
  const save = async (event?: Event) => {
    event?.preventDefault();
    if (conflict) return;
    focus(await editing.save());
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !isComposing(event)) void save(event);
  };

  return (
    <form ref={form} class="canned-form" onSubmit={save} onKeyDown={press} noValidate>
      <header class="canned-head">
        <button class="icon-button canned-back" type="button" aria-label={texts.back} title={texts.back} onClick={onBack}>
          <Icon name="back" />
        </button>
        <h3>{chosen === "new" || !chosen ? texts.newTitle : texts.editTitle(chosen.short)}</h3>
        {chosen !== "new" && chosen && <Since by={chosen.changed_by} at={chosen.changed_at} />}
      </header>
      {conflict && (
        <ConflictBox
          conflict={conflict}
          busy={busy}
          onTheirs={() => (conflict === "gone" ? editing.open(undefined) : editing.takeTheirs())}
          onMine={async () => focus(await (conflict === "gone" ? editing.asNew() : editing.save(conflict.kept)))}
        />
      )}
      <div class="canned-names">
        <Line field="short" label={texts.short} hint={texts.shortHint} wrong={problems.short}>
          {(known) => (
            <span class="canned-short">
              <b aria-hidden="true">/</b>
              <input
                {...known}
                value={written.short}
                autocomplete="off"
                spellcheck={false}
                onInput={(event) => editing.write({ short: event.currentTarget.value.replace(/^\//, "") })}
                onKeyDown={holdComposing}
              />
            </span>
          )}
        </Line>
        <Line field="title" label={texts.name} hint={texts.nameHint} wrong={problems.title}>
          {(known) => (
            <input
              {...known}
              value={written.title}
              autocomplete="off"
              onInput={(event) => editing.write({ title: event.currentTarget.value })}
              onKeyDown={holdComposing}
            />
          )}
        </Line>
      </div>
      <Line field="text" label={texts.body} hint={texts.length(lengthOf(written.text), MOST.text)} wrong={problems.text}>
        {(known) => (
          <textarea
            ref={text}
            {...known}
            rows={4}
            lang={written.language}
            placeholder={texts.bodyHint}
            value={written.text}
            onInput={(event) => editing.write({ text: event.currentTarget.value })}
          />
        )}
      </Line>
      <div class="canned-variables" role="group" aria-label={texts.variables}>
        <span aria-hidden="true">{texts.variables}</span>
        {VARIABLES.map((variable) => (
          <button
            class="choice"
            type="button"
            aria-label={texts.insert(w.variables[variable])}
            title={`{${variable}}`}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => insert(variable)}
          >
            {w.variables[variable]}
          </button>
        ))}
      </div>
      <Hints written={written} />
      <Preview written={written} agent={me.name} labels={labels} />
      <FieldProblem text={editing.problem} />
      <footer class="dialog-foot canned-foot">
        {chosen !== "new" && (
          <button class="button quiet" type="button" disabled={busy || conflict !== undefined} onClick={onPutAway}>
            {texts.away}
          </button>
        )}
        <p class="canned-done" role="status">
          {done && (
            <>
              <Icon name="check" size={15} />
              {done}
            </>
          )}
        </p>
        <button class="button primary" type="submit" disabled={busy || conflict !== undefined || !editing.dirty} aria-busy={busy}>
          {busy ? texts.saving : texts.save}
        </button>
      </footer>
    </form>
  );
}

/** What a field is called, what describes it, and whether it is wrong. */
interface Known {
  id: string;
  name: Field;
  "aria-describedby": string;
  "aria-invalid": boolean;
}

interface LineProps {
  field: Field;
  label: string;
  hint: string;
  wrong: Wrong | undefined;
  /** Draws the field, which is known by this. */
  children: (known: Known) => ComponentChildren;
}

function Line({ field, label, hint, wrong, children }: LineProps) {
  const { w } = useTexts();
  const id = useId();
  const about = `${id}-about`;
  return (
    <div class={`field canned-${field}-field`}>
      <label for={id}>{label}</label>
      {children({ id, name: field, "aria-describedby": about, "aria-invalid": wrong !== undefined })}
      <span class="canned-about" id={about}>
        {wrong && (
          <span class="canned-wrong" role="alert">
            {wrongWords(wrong, w.canned)}
          </span>
        )}
        {(!wrong || field === "text") && <span class="canned-hint">{hint}</span>}
      </span>
    </div>
  );
}

function wrongWords({ code, about }: Wrong, texts: ReturnType<typeof useTexts>["w"]["canned"]): string {
  if (code !== "unknown_variable" || about === undefined) return texts.wrong(code);
  return about === "" ? texts.brace : texts.unknown(about);
}

function Since({ by, at }: { by: string | null | undefined; at: string }) {
  const { w } = useTexts();
  return <span class="canned-since">{by == null ? w.canned.stocked : w.canned.changed(by, ago(at, Date.now(), w))}</span>;
}

/** How the house speaks; nobody is kept from saving by it. */
function Hints({ written }: { written: Written }) {
  const { w } = useTexts();
  const hints = hintsOf(written.text, written.language);
  return (
    <div role="status">
      {hints.length > 0 && (
        <p class="canned-tone">
          <Icon name="alert" size={15} />
          <span>
            {hints.map((hint) => w.canned.hints[hint]).join(" ")} {w.canned.hintNote}
          </span>
        </p>
      )}
    </div>
  );
}

function Preview({ written, agent, labels }: { written: Written; agent: string; labels: Record<Variable, string> }) {
  const { w } = useTexts();
  const theirs = words[written.language];
  const values = { ...theirs.canned.example, agent, company: theirs.company, team: theirs.queue.general };
  const text = fill(written.text, values, labels);
  return (
    <div class="canned-preview" role="group" aria-label={w.canned.preview}>
      <p>
        <strong>{w.canned.preview}</strong> <span>{text === "" ? w.canned.previewNone : w.canned.previewText}</span>
      </p>
      {text !== "" && (
        <p class="canned-bubble" lang={written.language}>
          {text}
        </p>
      )}
    </div>
  );
}
