import assert from "node:assert/strict";
import { test } from "node:test";
import { canned } from "./canned-of-tests.ts";
import { fieldOf, problemsOf, spelt, unknownVariable, withVariable, type Written } from "./written.ts";
import { words } from "./words.ts";

const written = (more: Partial<Written>): Written => ({ language: "ko", short: "환불", title: "환불", text: "네.", ...more });

test("what the server would refuse is said beside its field, in both languages", () => {
  const long = (count: number) => "가".repeat(count);
  const cases: [Partial<Written>, Record<string, string>][] = [
    [{}, {}],
    [{ short: "/환불-2_b" }, {}],
    [{ short: " / ", title: " ", text: "\n" }, { short: "short_missing", title: "title_missing", text: "text_missing" }],
    [{ short: long(20), title: long(60), text: long(1000) }, {}],
    [{ short: long(21), title: long(61), text: long(1001) }, { short: "short_too_long", title: "title_too_long", text: "text_too_long" }],
    [{ short: "첫 인사" }, { short: "short_letters" }],
    [{ short: "a/b" }, { short: "short_letters" }],
    [{ short: "인사" }, { short: "short_taken" }],
    [{ short: "HELLO" }, {}],
    [{ short: "HELLO", language: "en" }, { short: "short_taken" }],
    [{ text: "{name} {opening}" }, {}],
    [{ text: "{nam}" }, { text: "unknown_variable" }],
  ];
  for (const [more, want] of cases) {
    const found = problemsOf(written(more), canned);
    assert.deepEqual(Object.fromEntries(Object.entries(found).map(([field, { code }]) => [field, code])), want);
    for (const [field, { code }] of Object.entries(found)) {
      assert.equal(fieldOf(code), field);
      for (const language of ["ko", "en"] as const) assert.notEqual(words[language].canned.wrong(code), code);
    }
  }
});

test("a short name is spelt in one way", () => {
  const cases: [string, string][] = [["/인사", "인사"], ["인사".normalize("NFD"), "인사"], [" Hello ", "hello"]];
  for (const [short, want] of cases) assert.equal(spelt(short), want);
});

test("the first name in braces that nothing fills is named", () => {
  const cases: [string, string | undefined][] = [
    ["{name}, {agent}", undefined],
    ["{nam} {nome}", "nam"],
    ["{ name }", " name "],
    ["{}", ""],
    ["{name", ""],
    ["name}", ""],
    ["{{name}}", ""],
  ];
  for (const [text, want] of cases) assert.equal(unknownVariable(text), want, text);
});

test("a variable is put where the caret is, in place of what is selected", () => {
  assert.deepEqual(withVariable("네, 고객님", 3, 3, "name"), ["네, {name}고객님", 9]);
  assert.deepEqual(withVariable("네, 아무개 고객님", 3, 6, "name"), ["네, {name} 고객님", 9]);
});
