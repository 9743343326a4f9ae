// What a customer said, with abusive words covered until the agent looks.

import { useState } from "preact/hooks";
import { Plain } from "../parts/rich.tsx";
import { Icon } from "./icons.tsx";
import { strongParts } from "./strong.ts";
import { useTexts } from "./texts.ts";

/** The words of a customer; `all` of them are covered when a colleague said so. */
export function CustomerWords({ text, all }: { text: string; all: boolean }) {
  if (all) return <CoveredMessage text={text} />;
  const parts = strongParts(text);
  if (!parts.some((part) => part.strong)) return <Plain text={text} />;
  return <div class="d-plain">{parts.map((part) => (part.strong ? <CoveredWord text={part.text} /> : part.text))}</div>;
}

function CoveredWord({ text }: { text: string }) {
  const { w } = useTexts();
  const [shown, show] = useState(false);
  if (shown) return <span class="uncovered">{text}</span>;
  return (
    <button class="covered" type="button" aria-label={w.work.abuse.word} onClick={() => show(true)}>
      {/* What is covered is in no tree and no clipboard, either. */}
      {"●".repeat([...text].length)}
    </button>
  );
}

function CoveredMessage({ text }: { text: string }) {
  const { w } = useTexts();
  const [shown, show] = useState(false);
  return (
    <>
      <p class="covered-note">
        <Icon name="eyeOff" size={15} />
        <span>{w.work.abuse.covered}</span>
        <button class="link" type="button" aria-expanded={shown} onClick={() => show(!shown)}>
          {shown ? w.work.abuse.hide : w.work.abuse.show}
        </button>
      </p>
      {shown && <Plain text={text} />}
    </>
  );
}
