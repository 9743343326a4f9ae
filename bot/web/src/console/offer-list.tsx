// What fits the sign and the letters that were typed, to be put into the text.

import type { Offer } from "./offers.ts";
import { useReveal } from "./use-picker.ts";

interface Props {
  offers: Offer[];
  label: string;
  none: string;
  active: number;
  onActive: (index: number) => void;
  onPick: (offer: Offer) => void;
}

export function OfferList({ offers, label, none, active, onActive, onPick }: Props) {
  useReveal(`offer-${active}`);
  return (
    <div
      class="offers"
      id="offers"
      role="listbox"
      tabIndex={0}
      aria-label={label}
      onMouseDown={(event) => event.preventDefault()}
    >
      {offers.length === 0 && <p class="offers-none">{none}</p>}
      {offers.map((offer, index) => (
        <div
          key={offer.key}
          id={`offer-${index}`}
          class={`offer${index === active ? " active" : ""}`}
          role="option"
          aria-selected={index === active}
          onMouseMove={() => onActive(index)}
          onClick={() => onPick(offer)}
        >
          <span class="offer-head">
            <code>{offer.name}</code>
            <strong>{offer.title}</strong>
          </span>
          <span class="offer-text">{offer.text}</span>
        </div>
      ))}
    </div>
  );
}
