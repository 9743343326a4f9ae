// The tiny markup of messages and articles, read into lines and spans; nothing in it can become HTML.

export interface Span {
  text: string;
  bold?: boolean;
  href?: string;
}

export interface Line {
  kind: "text" | "head" | "item" | "step";
  /** "1." for a step. */
  marker?: string;
  spans: Span[];
}

/** Lines that belong together; a blank line begins the next block. */
export type Paragraph = Line[];

const LINE = /^(?:(## )|(- |• )|(\d{1,2}\.) )?(.*)$/;
const BOLD = /\*\*(.+?)\*\*/;

// Short public numbers are linked only where they cannot be an amount ("112만원").
const LINK = new RegExp(
  [
    String.raw`https:\/\/[\x21-\x7e]*[\w/]`,
    String.raw`(?<![\d.,*-])(?:0\d{1,2}-\d{3,4}-\d{4}|1\d{3}-\d{4})(?![\d*-])`,
    String.raw`(?<![\d.,*-])(?:112|119|109|118|1332|1388|1394|1397)(?![\d*-]|[.,]\d|\s?(?:[만천백원회일명점개년월건%]|won|KRW))`,
  ].join("|"),
  "g",
);

export function parseMarkup(text: string): Paragraph[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.split("\n").map(parseLine));
}

function parseLine(line: string): Line {
  const [, head, item, marker, rest = ""] = LINE.exec(line.trimEnd()) ?? [];
  const spans = parseBold(rest);
  if (head) return { kind: "head", spans };
  if (item) return { kind: "item", spans };
  if (marker) return { kind: "step", marker, spans };
  return { kind: "text", spans };
}

function parseBold(text: string): Span[] {
  return text.split(BOLD).flatMap((part, index) => parseLinks(part, index % 2 === 1));
}

/** Links and phone numbers in plain text. */
export function parseLinks(text: string, bold = false): Span[] {
  const spans: Span[] = [];
  const push = (part: string, href?: string) => {
    if (part !== "") spans.push({ text: part, ...(bold && { bold }), ...(href && { href }) });
  };
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    push(text.slice(from, match.index));
    push(match[0], match[0].startsWith("https") ? match[0] : `tel:${match[0].replaceAll("-", "")}`);
    from = match.index + match[0].length;
  }
  push(text.slice(from));
  return spans;
}
