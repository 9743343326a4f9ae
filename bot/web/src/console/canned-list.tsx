// The canned replies that fit what follows the slash.

import { fill, type CannedReply, type Names } from "./canned.ts";
import { useTexts } from "./texts.ts";
import { useReveal } from "./use-picker.ts";

interface Props {
  replies: CannedReply[];
  names: Names;
  active: number;
  onActive: (index: number) => void;
  onPick: (reply: CannedReply) => void;
}

export function CannedList({ replies, names, active, onActive, onPick }: Props) {
  const { w } = useTexts();
  useReveal(`canned-${active}`);
  return (
    <div
      class="canned"
      id="canned"
      role="listbox"
      tabIndex={0}
      aria-label={w.composer.cannedTitle}
      onMouseDown={(event) => event.preventDefault()}
    >
      {replies.length === 0 && <p class="canned-none">{w.composer.cannedNone}</p>}
      {replies.map((reply, index) => (
        <div
          id={`canned-${index}`}
          class={`canned-item${index === active ? " active" : ""}`}
          role="option"
          aria-selected={index === active}
          onMouseMove={() => onActive(index)}
          onClick={() => onPick(reply)}
        >
          <span class="canned-head">
            <code>/{reply.id}</code>
            <strong>{reply.title}</strong>
          </span>
          <span class="canned-text">{fill(reply.text, names)}</span>
        </div>
      ))}
    </div>
  );
}
