// Centre, instead of the open conversation: an earlier one of the same person, to read.

import { useEffect, useRef, useState } from "preact/hooks";
import type { AgentView, ConversationId, PastConversation } from "../wire.ts";
import type { Api } from "./api.ts";
import { dayAndTime } from "./clock.ts";
import { Icon } from "./icons.tsx";
import { useTexts } from "./texts.ts";
import { Thread } from "./thread.tsx";
import { append, empty, type Timeline } from "./timeline.ts";

interface Props {
  api: Api;
  me: AgentView;
  /** The conversation that is open, by which the other may be read. */
  conversation: ConversationId;
  one: PastConversation;
  name: string;
  onBack: () => void;
}

const nothing = () => undefined;

export function PastPane({ api, me, conversation, one, name, onBack }: Props) {
  const { w, language } = useTexts();
  const texts = w.work.past;
  const [timeline, set] = useState<Timeline>(empty);
  const [problem, setProblem] = useState(false);
  const [more, setMore] = useState(false);
  const back = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    let current = true;
    back.current?.focus();
    api.pastEvents(conversation, one.conversation).then(
      (found) => {
        if (!current) return;
        set(append(empty, found.events, me.id));
        setMore(found.more);
      },
      () => current && setProblem(true),
    );
    return () => {
      current = false;
    };
  }, [api, conversation, one.conversation, me.id]);

  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    onBack();
  };
  const day = dayAndTime(one.last_at, language);
  return (
    <main class="pane thread-pane past-pane" aria-label={texts.reading(day)} onKeyDown={leave}>
      <header class="past-head">
        <button ref={back} class="button" type="button" title="Esc" onClick={onBack}>
          <Icon name="back" size={16} />
          <span>{texts.back}</span>
        </button>
        <p>
          <strong>{name}</strong>
          <span>{texts.reading(day)}</span>
        </p>
      </header>
      {more && <p class="strip">{texts.more}</p>}
      {problem ? (
        <div class="pane-note" role="alert">
          <Icon name="cloudOff" size={26} />
          <strong>{texts.failed}</strong>
        </div>
      ) : (
        <Thread
          timeline={timeline}
          me={me.id}
          name={name}
          loading={timeline.lines.length === 0}
          typingUntil={0}
          jump={undefined}
          onRetry={nothing}
          onDrop={nothing}
        />
      )}
    </main>
  );
}
