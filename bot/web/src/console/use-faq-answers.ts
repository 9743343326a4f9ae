// The best reviewed answers to what the customer wants, asked for once for the same words.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Context, Language, Suggestion } from "../wire.ts";
import type { Api } from "./api.ts";
import { fitting, questionOf } from "./fitting.ts";

/** `language` is the customer's. What cannot be asked for is not shown: the search is still there. */
export function useFaqAnswers(api: Api, context: Context | undefined, language: Language): Suggestion[] {
  const known = useRef(new Map<string, Suggestion[]>());
  const [, redraw] = useState(0);
  const question = context ? questionOf(context) : "";
  const key = `${language} ${question}`;
  useEffect(() => {
    if (question === "" || known.current.has(key)) return;
    api.faq(question, language).then(
      (found) => {
        known.current.set(key, fitting(found));
        redraw((count) => count + 1);
      },
      () => undefined,
    );
  }, [api, key]);
  return known.current.get(key) ?? [];
}
