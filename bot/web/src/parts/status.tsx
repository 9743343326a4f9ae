// Where something stands: five parts, always in the same order.
import type { Progress, Row, Status } from "../wire.ts";
import { useWords } from "./language.ts";

export function StatusCard({ status }: { status: Status }) {
  const words = useWords();
  const { title, state, tone, progress, since, next, expected, rows, basis } = status;
  return (
    <section class={`d-card ${tone}`}>
      <header class="d-card-top">
        <h3>{title}</h3>
        <span class="d-chip">{state}</span>
      </header>
      {progress && <Steps {...progress} />}
      <Rows
        wide
        rows={[
          { label: words.since, value: since },
          { label: words.next, value: next },
          { label: words.expected, value: expected },
        ]}
      />
      <Rows rows={rows} />
      {basis && <p class="d-basis">{basis}</p>}
    </section>
  );
}

/** Labels and values; `wide` for values that are sentences. Rows without a value are left out. */
export function Rows({ rows = [], wide }: { rows?: (Omit<Row, "value"> & { value?: string | undefined })[] | undefined; wide?: boolean }) {
  const filled = rows.filter(({ value }) => value);
  if (filled.length === 0) return null;
  return (
    <dl class={wide ? "d-rows d-wide" : "d-rows"}>
      {filled.map(({ label, value }) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Steps({ step, of, labels }: Progress) {
  const words = useWords();
  const text = words.progress(step, of);
  return (
    <div class="d-steps">
      <div
        role="progressbar"
        aria-label={text}
        aria-valuemin={0}
        aria-valuemax={of}
        aria-valuenow={step}
        aria-valuetext={`${text}: ${labels[step - 1] ?? ""}`}
      >
        {Array.from({ length: of }, (_, index) => (
          <i class={index < step - 1 ? "d-past" : index < step ? "d-now" : ""} />
        ))}
      </div>
      <ol aria-hidden="true">
        {labels.map((label, index) => (
          <li class={index === step - 1 ? "d-now" : ""}>{label}</li>
        ))}
      </ol>
    </div>
  );
}
