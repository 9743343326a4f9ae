// Abusive words in what customers write: covered until an agent chooses to look. Nothing else is read into them.

export interface Part {
  text: string;
  strong: boolean;
}

/** Words of abuse as they are typed, with signs between their letters, too. Anger alone is none. */
const WORDS = [
  // Korean: the stems, before which no letter changes their meaning.
  "씨발", "시발(?!점|역|자동차)", "씨팔", "ㅅㅂ", "ㅆㅂ", "개새끼", "개색끼", "개세끼", "새끼(?!손|발|줄|고양이|강아지)", "병신", "ㅂㅅ", "미친\\s*(?:년|놈|새끼)", "좆", "존나", "꺼져",
  "닥쳐", "지랄", "썅", "쌍놈", "쌍년", "엿\\s*먹", "개같", "멍청(?:한|이)", "찢어\\s*죽", "뒈져", "뒤져라",
  // English: whole words and their endings.
  "\\bf+u+c+k\\w*", "\\bshit\\w*", "\\bbullshit\\b", "\\bbitch\\w*", "\\basshole\\w*", "\\bbastards?\\b", "\\bcunt\\w*", "\\bmoron\\w*", "\\bidiots?\\b", "\\bscum\\b",
];
const STRONG = new RegExp(WORDS.join("|"), "giu");

/** The text in parts: covered words and what stands between them. */
export function strongParts(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const found of text.matchAll(STRONG)) {
    if (found.index > from) parts.push({ text: text.slice(from, found.index), strong: false });
    parts.push({ text: found[0], strong: true });
    from = found.index + found[0].length;
  }
  if (from < text.length || parts.length === 0) parts.push({ text: text.slice(from), strong: false });
  return parts;
}

export const isStrong = (text: string): boolean => strongParts(text).some((part) => part.strong);

/** The text for a list, where nothing can be uncovered. */
export const softened = (text: string): string =>
  strongParts(text)
    .map((part) => (part.strong ? "○".repeat([...part.text].length) : part.text))
    .join("");
