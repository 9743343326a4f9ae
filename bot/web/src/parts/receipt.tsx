// Something the company has taken in: its number, when, and what happens next.
import { Icon } from "./icons.tsx";
import { useLanguage, useWords } from "./language.ts";
import { Rows } from "./status.tsx";
import { clock, date } from "./when.ts";

interface Props {
  number: string;
  title: string;
  at: string;
  next: string;
}

export function ReceiptCard({ number, title, at, next }: Props) {
  const words = useWords();
  const language = useLanguage();
  const time = new Date(at);
  return (
    <section class="d-card good">
      <header class="d-card-top">
        <h3>{title}</h3>
        <span class="d-chip">
          <Icon name="check" size={16} />
        </span>
      </header>
      <Rows
        rows={[
          { label: words.receipt, value: number },
          { label: words.receivedAt, value: `${date(time, language)} ${clock(time, language)}` },
        ]}
      />
      <Rows wide rows={[{ label: words.next, value: next }]} />
    </section>
  );
}
