// What a lead writes of a reply: what is wrong with it before the server says so.

import type { CannedReply, Language, Variable, WriteCanned } from "../wire.ts";
import { VARIABLES } from "./canned.ts";

export type Written = WriteCanned;
export type Field = "short" | "title" | "text";
/** A code of the server's, and what it is about where that is known here. */
export interface Wrong {
  code: string;
  about?: string;
}
export type Problems = Partial<Record<Field, Wrong>>;

/** In characters; the server counts the same. */
export const MOST: Record<Field, number> = { short: 20, title: 60, text: 1000 };

export const empty = (language: Language): Written => ({ language, short: "", title: "", text: "" });

export const writtenOf = ({ language, short, title, text }: CannedReply): Written => ({ language, short, title, text });

export const same = (one: Written, other: Written): boolean =>
  one.short === other.short && one.title === other.title && one.text === other.text && one.language === other.language;

/** As it will be kept: composed, in small letters, without the slash. */
export const spelt = (short: string): string => short.trim().replace(/^\//, "").normalize("NFC").toLowerCase();

export const lengthOf = (text: string): number => [...text.trim()].length;

/** `others` are the replies that are kept beside this one. */
export function problemsOf(written: Written, others: readonly CannedReply[]): Problems {
  const short = spelt(written.short);
  const taken = others.some((reply) => reply.language === written.language && reply.short === short);
  const found: Problems = {};
  const say = (field: Field, wrong: boolean, code: string, about?: string) => {
    if (wrong && !found[field]) found[field] = { code, ...(about !== undefined && { about }) };
  };
  say("short", short === "", "short_missing");
  say("short", lengthOf(short) > MOST.short, "short_too_long");
  say("short", !/^[\p{Alphabetic}\p{Nd}\p{Nl}\p{No}_-]*$/u.test(short), "short_letters");
  say("short", taken, "short_taken");
  say("title", written.title.trim() === "", "title_missing");
  say("title", lengthOf(written.title) > MOST.title, "title_too_long");
  say("text", written.text.trim() === "", "text_missing");
  say("text", lengthOf(written.text) > MOST.text, "text_too_long");
  const unknown = unknownVariable(written.text);
  say("text", unknown !== undefined, "unknown_variable", unknown);
  return found;
}

/** The first name in braces that nothing fills; "" for a brace without a partner. */
export function unknownVariable(text: string): string | undefined {
  const names: readonly string[] = VARIABLES;
  const rest = text.replace(/\{([^{}]*)\}/g, (whole, name: string) => (names.includes(name) ? "" : whole));
  const found = /\{([^{}]*)\}/.exec(rest);
  return found ? found[1] : /[{}]/.test(rest) ? "" : undefined;
}

/** Which field a refusal of the server's is about. */
export function fieldOf(code: string): Field | undefined {
  if (code.startsWith("short_")) return "short";
  if (code.startsWith("title_")) return "title";
  return code.startsWith("text_") || code === "unknown_variable" || code === "too_large" ? "text" : undefined;
}

/** The text with a variable where the caret is, and where the caret is then. */
export function withVariable(text: string, from: number, to: number, variable: Variable): [string, number] {
  const added = `{${variable}}`;
  return [text.slice(0, from) + added + text.slice(to), from + added.length];
}
