// A text message as a phone would show it, over everything else.
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../parts/icons.tsx";
import type { DemoText } from "../wire.ts";
import type { SiteWords } from "./words.ts";

const SHOWN = 60_000;
const CODE = /\b\d{4,8}\b/;

export function Phone({ words, text, dismiss }: { words: SiteWords; text: DemoText; dismiss: () => void }) {
  const [copied, setCopied] = useState(false);
  const code = CODE.exec(text.text)?.[0];
  useEffect(() => {
    const gone = setTimeout(dismiss, SHOWN);
    return () => clearTimeout(gone);
  }, []);
  return (
    <section class="phone" role="status" aria-label={words.textMessage}>
      <header>
        <span>
          {words.textMessage} · {words.textNow}
        </span>
        <button type="button" aria-label={words.dismiss} onClick={dismiss}>
          <Icon name="close" size={18} />
        </button>
      </header>
      <p>{text.text}</p>
      {code && (
        <button
          type="button"
          class="copy"
          onClick={() => void navigator.clipboard?.writeText(code).then(() => setCopied(true))}
        >
          {copied ? words.copied : words.copyCode(code)}
        </button>
      )}
      <small>{words.textHint}</small>
    </section>
  );
}
