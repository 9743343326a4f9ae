// Right: what an agent must know in five seconds.

import type { Context } from "../wire.ts";
import { Answers, type AnswersProps } from "./answers.tsx";
import { ago, fullTime } from "./clock.ts";
import { Icon } from "./icons.tsx";
import { useNow } from "./now.ts";
import { useTexts } from "./texts.ts";

interface Props extends Omit<AnswersProps, "context"> {
  context: Context | undefined;
  /** The conversation has no handoff and so no context. */
  none: boolean;
  failed: boolean;
  onAgain: () => void;
  onClose: () => void;
}

export function ContextPane(props: Props) {
  const { context, none, failed, onAgain, onClose } = props;
  const { w } = useTexts();
  return (
    <aside class="pane context-pane" aria-label={w.context.label}>
      <header class="context-head">
        <h2>{w.context.label}</h2>
        {context && <Taken at={context.taken_at} />}
        <button
          class="icon-button"
          type="button"
          aria-label={w.dismiss}
          title={`${w.dismiss} (Alt+O)`}
          onClick={onClose}
        >
          <Icon name="close" size={16} />
        </button>
      </header>
      {failed && (
        <p class="strip" role="alert">
          <Icon name="cloudOff" size={15} />
          {context ? w.context.stale : w.contextFailed}
          <button class="link" type="button" onClick={onAgain}>
            {w.again}
          </button>
        </p>
      )}
      {context ? (
        <Answers {...props} context={context} />
      ) : none ? (
        <p class="pane-note">{w.noContext}</p>
      ) : (
        !failed && <Ghost />
      )}
    </aside>
  );
}

function Taken({ at }: { at: string }) {
  const { w, language } = useTexts();
  const now = useNow(20_000);
  return (
    <time dateTime={at} title={fullTime(at, language)}>
      {ago(at, now, w)}
    </time>
  );
}

function Ghost() {
  const { w } = useTexts();
  return (
    <div class="context-ghost" role="status" aria-label={w.loading}>
      <i />
      <i />
      <i />
      <i />
      <i />
      <i />
    </div>
  );
}
