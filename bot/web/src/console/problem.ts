// What went wrong, in the reader's own words; a code that this page is too old for is told in general words.

import { cause } from "./api.ts";
import type { Words } from "./words.ts";

export function problemWords(why: unknown, w: Words): string {
  const { code } = cause(why);
  const known = w.refused(code);
  return known !== code ? known : w.refused("failed");
}
