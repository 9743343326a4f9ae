// Numbers to call now, before anything else; calm, large, and one tap away.
import type { Phone } from "../wire.ts";
import { Icon } from "./icons.tsx";
import { Spans } from "./rich.tsx";
import { parseLinks } from "./markup.ts";

interface Props {
  title: string;
  phones: Phone[];
  steps: string[];
}

export const EmergencyCard = ({ title, phones, steps }: Props) => (
  <section class="d-card d-emergency" aria-label={title}>
    <h3>{title}</h3>
    <div class="d-phones">
      {phones.map(({ number, label }) => (
        <a href={`tel:${number.replace(/[^\d+]/g, "")}`}>
          <Icon name="phone" />
          <span>
            <strong>{number}</strong>
            <small>{label}</small>
          </span>
        </a>
      ))}
    </div>
    <ol>
      {steps.map((step) => (
        <li>
          <span>
            <Spans spans={parseLinks(step)} />
          </span>
        </li>
      ))}
    </ol>
  </section>
);
