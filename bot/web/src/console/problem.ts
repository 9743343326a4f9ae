// What went wrong, in words: ours where we know the code, else what the server says.

import { cause } from "./api.ts";
import type { Words } from "./words.ts";

export function problemWords(why: unknown, w: Words): string {
  const { code, message } = cause(why);
  const known = w.refused(code);
  return known !== code ? known : message || w.refused("failed");
}
