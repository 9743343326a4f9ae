// The console's words in the language of everything below.

import { useLanguage } from "../parts/language.ts";
import type { Language } from "../wire.ts";
import { words, type Words } from "./words.ts";

export function useTexts(): { w: Words; language: Language } {
  const language = useLanguage();
  return { w: words[language], language };
}
