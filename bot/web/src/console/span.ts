// Which part of a long list is drawn: a span of lines that grows where the reader goes.

/** Lines `from` to before `to`; without `to` it follows the end. */
export interface Span {
  from: number;
  to?: number;
}

/** Lines drawn at first, and added at each end. */
export const PAGE = 60;
/** Lines drawn at most while reading back. */
const LIMIT = 6 * PAGE;

/** The end of a list, followed as it grows. */
export function tail(count: number): Span {
  return { from: Math.max(0, count - PAGE) };
}

/** The surroundings of one line; follows the end where the end is near. */
export function around(index: number, count: number): Span {
  const to = index + PAGE;
  const from = Math.max(0, index - PAGE / 2);
  return to >= count ? { from } : { from, to };
}

/** More lines before; what lies too far after is let go. */
export function earlier(span: Span, count: number): Span {
  const from = Math.max(0, span.from - PAGE);
  const to = Math.min(span.to ?? count, from + LIMIT);
  return to >= count ? { from } : { from, to };
}

/** More lines after; what lies too far before is let go. */
export function later(span: Span, count: number): Span {
  if (span.to === undefined) return span;
  const to = Math.min(count, span.to + PAGE);
  const from = Math.max(span.from, to - LIMIT);
  return to >= count ? { from } : { from, to };
}

export function holds(span: Span, index: number): boolean {
  return index >= span.from && (span.to === undefined || index < span.to);
}

/** Rows of equal height in view, with some to spare on both sides. */
export function visible(
  count: number,
  rowHeight: number,
  scrollTop: number,
  height: number,
  spare = 6,
): { from: number; to: number } {
  const from = Math.max(0, Math.min(count, Math.floor(scrollTop / rowHeight)) - spare);
  const to = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + spare);
  return { from: Math.min(from, to), to };
}
