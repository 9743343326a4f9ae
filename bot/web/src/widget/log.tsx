// What was said, from the oldest to the newest.
import { Icon } from "../parts/icons.tsx";
import { useLanguage, useWords } from "../parts/language.ts";
import { arrange } from "../parts/rows.ts";
import { day } from "../parts/when.ts";
import type { Author, Notice, Shared } from "../wire.ts";
import type { Words } from "../words.ts";
import type { View } from "./chat.ts";
import { Failure, Skeleton } from "./empty.tsx";
import { Group, Name } from "./group.tsx";
import type { PanelProps } from "./panel.tsx";
import { Survey } from "./survey.tsx";

export function Log({ chat, view, near, unread, company, scrolled, toEnd }: PanelProps) {
  const words = useWords();
  const language = useLanguage();
  const { thread, standing } = view;
  const now = new Date();
  const closing = surveyFor(view);
  return (
    <div class="frame">
      <div
        class="log"
        role="log"
        aria-live="polite"
        tabIndex={0}
        aria-label={words.support}
        aria-busy={!thread.loaded}
        onScroll={(event) => scrolled(event.currentTarget)}
      >
        {thread.more && (
          <button type="button" class="d-link older" onClick={chat.older}>
            {words.older}
          </button>
        )}
        {!thread.loaded && standing !== "failed" && <Skeleton />}
        {arrange(thread).map((row) =>
          row.kind === "group" ? (
            <Group key={row.key} row={row} chat={chat} view={view} />
          ) : (
            <p class={row.kind} key={row.key}>
              <span>{row.kind === "day" ? day(row.at, now, language) : noticeText(row.notice, words)}</span>
            </p>
          ),
        )}
        <TypingDots key="typing" {...view} />
        {closing && <Survey key={`survey-${closing}`} answer={(score) => chat.survey(closing, score)} />}
        {view.thanked && thread.state?.control.holder === "closed" && <p class="notice">{words.surveyThanks}</p>}
        {standing === "failed" && <Failure chat={chat} problem={view.problem} phone={company?.phone} />}
      </div>
      {!near && (
        <button type="button" class="jump" onClick={toEnd}>
          {unread ? words.newMessages(unread) : words.jump}
          <Icon name="down" size={18} />
        </button>
      )}
    </div>
  );
}

function TypingDots({ thread: { typing, state } }: View) {
  const words = useWords();
  if (!typing || typing.until < Date.now()) return null;
  const agent = state?.control.holder === "agent" ? state.control.name : "";
  const author: Author = typing.who === "agent" ? { kind: "agent", name: agent } : { kind: "bot" };
  return (
    <div class="group">
      <Name author={author} />
      <p class="bubble dots" role="img" aria-label={words.typing(agent || words.bot)}>
        <i />
        <i />
        <i />
      </p>
    </div>
  );
}

function noticeText(notice: Notice, words: Words): string {
  return words.notice[notice.notice].replace("{}", "name" in notice ? notice.name : "");
}

/** The number of the closing to ask about. Nobody who was in danger is asked to rate it. */
function surveyFor({ thread: { state, events }, surveyed }: View): number | undefined {
  if (state?.control.holder !== "closed" || events.some(wasEmergency)) return undefined;
  const closing = events.findLast((event) => event.type === "notice" && event.notice.notice === "closed");
  return closing && closing.number > surveyed ? closing.number : undefined;
}

function wasEmergency(event: Shared): boolean {
  return event.type === "message" && (event.message.blocks ?? []).some(({ kind }) => kind === "emergency");
}
