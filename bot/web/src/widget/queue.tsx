// The place in the line, how long it takes, and the ways out of it: a time that suits better, or none.
import { useLanguage, useWords } from "../parts/language.ts";
import { clock, date, day } from "../parts/when.ts";
import type { Booking } from "../wire.ts";
import type { Chat, View } from "./chat.ts";

export function QueueBanner({ chat, view: { thread, booking } }: { chat: Chat; view: View }) {
  const words = useWords();
  const language = useLanguage();
  const { control, callback_at: at } = thread.state ?? {};
  const waits = control?.holder === "queued";
  if (!waits && !at) return null;
  const opens = waits && control.opens_at && new Date(control.opens_at);
  return (
    <div class="queue">
      <p role="status">
        <strong>{waits ? words.queued : words.booked}</strong>
        {!waits
          ? `${date(new Date(at!), language)} ${clock(new Date(at!), language)}`
          : control.agents_online
            ? words.queuePosition(control.position) +
              (control.wait_seconds ? ` · ${words.queueWait(Math.ceil(control.wait_seconds / 60))}` : "")
            : opens
              ? words.queueOpens(`${day(opens, new Date(), language)} ${clock(opens, language)}`)
              : words.queueNobody}
      </p>
      {waits && (
        <button type="button" class="d-link" aria-expanded={!!booking} onClick={chat.askTimes}>
          {words.bookTime}
        </button>
      )}
      <button type="button" class="d-link" onClick={chat.cancelQueue}>
        {words.cancelQueue}
      </button>
      {waits && booking && <Times {...booking} pick={chat.book} />}
    </div>
  );
}

function Times({ title, note, book, times, pick }: Booking & { pick: Chat["book"] }) {
  const onClick = ({ currentTarget }: MouseEvent & { currentTarget: HTMLElement }) =>
    pick(currentTarget.parentElement!.querySelector("select")!.value);
  return (
    <div class="d-card survey">
      <h3>{title}</h3>
      <select aria-label={title}>
        {times.map(({ at, label }) => (
          <option value={at}>{label}</option>
        ))}
      </select>
      <p>{note}</p>
      <button type="button" class="primary" onClick={onClick}>
        {book}
      </button>
    </div>
  );
}
