// The language that everything below speaks.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { words, type Words } from "../words.ts";
import type { Language } from "../wire.ts";

export const LanguageContext = createContext<Language>("ko");

export function useLanguage(): Language {
  return useContext(LanguageContext);
}

export function useWords(): Words {
  return words[useLanguage()];
}
