// Whether a reply sounds as the house speaks: polite, without blame, without selling. A hint, never a bar.

import type { Language } from "../wire.ts";

export type Hint = "polite" | "blame" | "sell";

const BLAME: Record<Language, RegExp> = {
  ko: /왜 안|안 내셨|안 하셨|고객님 (?:잘못|책임|실수)|몰라서 그러/,
  en: /your (?:fault|mistake)|you should have|you failed|why didn.t you/i,
};
const SELL: Record<Language, RegExp> = {
  ko: /추천 상품|추천드리는 상품|한도를 (?:올|늘)|대출을 더|지금만|특별 ?혜택|놓치지/,
  en: /special offer|recommended product|raise your limit|borrow more|don.t miss|limited time/i,
};
/** How a polite sentence ends, without its stop. */
const POLITE = /(?:니다|니까|요|죠|까|시오|네|예|드림)$/;

export function hintsOf(text: string, language: Language): Hint[] {
  if (text.trim() === "") return [];
  const hints: [Hint, boolean][] = [
    ["polite", language === "ko" ? !endsPolitely(text) : !/[.?!][)”"’']*$/.test(text.trim())],
    ["blame", BLAME[language].test(text)],
    ["sell", SELL[language].test(text)],
  ];
  return hints.flatMap(([hint, found]) => (found ? [hint] : []));
}

/** Its last sentence is polite and no other is plain; what ends in no Korean letter is no sentence. */
function endsPolitely(text: string): boolean {
  const sentences = text
    .split(/[.?!…~\n]+/)
    .map((sentence) => sentence.replace(/[^\p{L}\p{N}]+$/u, "").trim())
    .filter((sentence) => /[가-힣]$/.test(sentence));
  const plain = (sentence: string) => /다$/.test(sentence) && !/니다$/.test(sentence);
  const last = sentences.at(-1);
  return !sentences.some(plain) && (last === undefined || POLITE.test(last));
}
