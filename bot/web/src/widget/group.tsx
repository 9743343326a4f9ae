// Bubbles and cards of one author.
import { ArticleCard } from "../parts/article.tsx";
import { Choices } from "../parts/choices.tsx";
import { CodeBox } from "../parts/code.tsx";
import { EmergencyCard } from "../parts/emergency.tsx";
import { Icon, Mark } from "../parts/icons.tsx";
import { useLanguage, useWords } from "../parts/language.ts";
import { ReceiptCard } from "../parts/receipt.tsx";
import { Plain, Rich } from "../parts/rich.tsx";
import type { Entry, Row } from "../parts/rows.ts";
import { StatusCard } from "../parts/status.tsx";
import { clock } from "../parts/when.ts";
import type { Author, Block } from "../wire.ts";
import type { Chat, View } from "./chat.ts";

interface Props {
  row: Extract<Row, { kind: "group" }>;
  chat: Chat;
  view: View;
}

export function Group({ row: { author, entries }, chat, view }: Props) {
  const words = useWords();
  const language = useLanguage();
  const { at, delivery, number } = entries.at(-1)!;
  const mine = author.kind === "customer";
  const pending = delivery === "sending" || delivery === "waiting";
  const sent = delivery === "sent" || (number !== undefined && number === lastOwn(view));
  return (
    <div class={mine ? "group mine" : "group"}>
      {!mine && <Name author={author} at={entries[0]!.at} />}
      {entries.map((entry) => (
        <EntryView key={entry.key} entry={entry} mine={mine} chat={chat} view={view} />
      ))}
      {mine && delivery !== "failed" && (
        <p class="meta">
          {!pending && <time>{clock(at, language)}</time>}
          {(pending || sent) && (
            <>
              <Icon name={pending ? "clock" : "check"} size={14} />
              {words[pending ? delivery : "sent"]}
            </>
          )}
        </p>
      )}
    </div>
  );
}

export function Name({ author, at }: { author: Author; at?: Date }) {
  const words = useWords();
  const language = useLanguage();
  const agent = author.kind === "agent" ? author.name : "";
  return (
    <p class="name">
      {agent ? <i>{agent[0]}</i> : <Mark size={22} />}
      {agent || words.bot}
      <b class={agent ? "tag agent" : "tag"}>{agent ? words.agent : "BOT"}</b>
      {at && <time>{clock(at, language)}</time>}
    </p>
  );
}

function EntryView({ entry, mine, chat, view }: { entry: Entry; mine: boolean; chat: Chat; view: View }) {
  const words = useWords();
  const { key, number, text, blocks, masked, delivery } = entry;
  const draw = (urgent: boolean) =>
    blocks.filter(({ kind }) => (kind === "emergency") === urgent).map((block) => drawBlock(block, entry, chat, view));
  return (
    <div class="entry" data-number={number}>
      {/* Numbers to call stand before everything else. */}
      {draw(true)}
      {text && (
        <div class={delivery === "failed" ? "bubble failed" : "bubble"}>
          {mine && <span class="hide">{words.you}</span>}
          {mine ? <Plain text={text} /> : <Rich text={text} />}
        </div>
      )}
      {masked && (
        <p class="meta">
          <Icon name="shield" size={14} />
          {words.masked}
        </p>
      )}
      {delivery === "failed" && (
        <p class="meta">
          <Icon name="alert" size={14} />
          {words.failed}
          <button type="button" class="d-link" onClick={() => chat.retry(key)}>
            {words.retry}
          </button>
          <button type="button" class="d-link" onClick={() => chat.withdraw(key)}>
            {words.remove}
          </button>
        </p>
      )}
      {draw(false)}
    </div>
  );
}

function drawBlock(block: Block, entry: Entry, chat: Chat, view: View) {
  switch (block.kind) {
    case "emergency":
      return <EmergencyCard {...block} />;
    case "status":
      return <StatusCard status={block} />;
    case "article":
      return <ArticleCard {...block} rated={view.rated[block.id]} rate={(helpful) => chat.rate(block.id, helpful)} />;
    case "receipt":
      return <ReceiptCard {...block} />;
    case "code":
      return (
        <CodeBox
          digits={block.digits}
          expiresAt={Date.parse(block.expires_at)}
          now={Date.now()}
          attempt={view.attempt}
          standing={codeStanding(entry, view)}
          enter={chat.enterCode}
          renew={chat.renewCode}
        />
      );
    case "choices":
      return isNewest(entry, view) && <Choices choices={block.choices} pick={(choice) => chat.say(choice.label, choice)} />;
  }
}

function lastOwn({ thread: { events } }: View): number | undefined {
  return events.findLast((event) => event.type === "message" && event.message.author.kind === "customer")?.number;
}

function isNewest({ number }: Entry, { thread: { events, outgoing } }: View): boolean {
  return outgoing.length === 0 && events.findLast(({ type }) => type === "message")?.number === number;
}

function codeStanding({ number = 0 }: Entry, { thread: { events } }: View): "open" | "over" {
  const over = events.some(
    (event) =>
      event.number > number &&
      (event.type === "notice"
        ? event.notice.notice === "verified"
        : event.message.blocks?.some(({ kind }) => kind === "code")),
  );
  return over ? "over" : "open";
}
