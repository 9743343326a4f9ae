// Text with bold, lists and links, drawn as text nodes only.
import { parseLinks, parseMarkup, type Line, type Span } from "./markup.ts";

/** What the company says: markup counts. */
export function Rich({ text }: { text: string }) {
  return parseMarkup(text).map((lines) => <div class="d-para">{lines.map(drawLine)}</div>);
}

/** What a customer says: exactly as typed, with links. */
export function Plain({ text }: { text: string }) {
  return (
    <div class="d-plain">
      <Spans spans={parseLinks(text)} />
    </div>
  );
}

export function Spans({ spans }: { spans: Span[] }) {
  return spans.map(({ text, bold, href }) => {
    const shown = bold ? <strong>{text}</strong> : text;
    // A phone number has no page to open.
    const target = href?.startsWith("tel:") ? undefined : "_blank";
    return href ? (
      <a href={href} target={target} rel="noopener">
        {shown}
      </a>
    ) : (
      shown
    );
  });
}

function drawLine({ kind, marker, spans }: Line) {
  const content = <Spans spans={spans} />;
  if (kind === "head") return <h4 class="d-head">{content}</h4>;
  if (kind === "text") return <p>{content}</p>;
  return (
    <p class="d-item">
      <i>{marker ?? "•"}</i>
      <span>{content}</span>
    </p>
  );
}
