// The button in the page's corner.
import { Icon } from "../parts/icons.tsx";
import { useWords } from "../parts/language.ts";

interface Props {
  unread: number;
  greeting: string | undefined;
  open: () => void;
  dismiss: () => void;
}

export function Launcher({ unread, greeting, open, dismiss }: Props) {
  const words = useWords();
  return (
    <>
      {greeting && (
        <div class="hello">
          <button type="button" onClick={() => open()}>
            {greeting}
          </button>
          <button type="button" class="top" aria-label={words.dismiss} onClick={dismiss}>
            <Icon name="close" size={18} />
          </button>
        </div>
      )}
      <button
        type="button"
        class="launcher"
        aria-label={unread ? `${words.launcher}, ${words.newMessages(unread)}` : words.launcher}
        aria-haspopup="dialog"
        aria-expanded={false}
        onClick={() => open()}
      >
        <svg class="d-icon" width="26" height="26" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 4c11 0 11 14.4 0 14.4a9 9 0 01-3 0L5 20.5l1-4C1 12 4 4 12 4zM8 13h8M9 13c0-4 6-4 6 0M12 10v3" />
        </svg>
        <span>{words.launcher}</span>
        {/* The name says it in words; the figure is only drawn. */}
        {unread > 0 && <b data-count={unread > 99 ? "99+" : unread} />}
      </button>
    </>
  );
}
