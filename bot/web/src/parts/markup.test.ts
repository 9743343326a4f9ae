import assert from "node:assert/strict";
import { test } from "node:test";
import { parseLinks, parseMarkup } from "./markup.ts";

const links = (text: string) => parseLinks(text).flatMap(({ text: shown, href }) => (href ? [[shown, href]] : []));
const whole = (text: string) => parseLinks(text).map((span) => span.text).join("");

test("stars make bold, and lonely stars stay stars", () => {
  assert.deepEqual(parseMarkup("오늘은 **3단계**예요"), [
    [{ kind: "text", spans: [{ text: "오늘은 " }, { text: "3단계", bold: true }, { text: "예요" }] }],
  ]);
  assert.deepEqual(parseMarkup("2 ** 3"), [[{ kind: "text", spans: [{ text: "2 ** 3" }] }]]);
});

test("lines, lists, steps and heads are told apart, and a blank line parts paragraphs", () => {
  const kinds = parseMarkup("## 머리\n글\n- 하나\n1. 첫째\n\n12. 열두째\n-아님").map((lines) => lines.map(({ kind }) => kind));
  assert.deepEqual(kinds, [
    ["head", "text", "item", "step"],
    ["step", "text"],
  ]);
});

test("phone numbers become links", () => {
  assert.deepEqual(links("02-123-4567, 010-1234-5678 또는 1600-5500으로"), [
    ["02-123-4567", "tel:021234567"],
    ["010-1234-5678", "tel:01012345678"],
    ["1600-5500", "tel:16005500"],
  ]);
});

test("emergency numbers become links where they cannot be amounts", () => {
  assert.deepEqual(links("112에 신고하고 1332→3번, 109는 24시간"), [
    ["112", "tel:112"],
    ["1332", "tel:1332"],
    ["109", "tel:109"],
  ]);
  assert.deepEqual(links("112만원, 112,000원, 3.109, 1,112, 112회, 119%, 112-34, 1332.5, 109 KRW, 112월"), []);
});

test("masked numbers, account numbers and dates are no links", () => {
  assert.deepEqual(links("010-****-5678 110-123-456789 2026-11-22 L-20261119-0042 5010-1234-5678"), []);
});

test("only https becomes a link, without the particle or stop that follows", () => {
  assert.deepEqual(links("https://www.credit4u.or.kr에서, (https://pd.fss.or.kr/a?b=1)."), [
    ["https://www.credit4u.or.kr", "https://www.credit4u.or.kr"],
    ["https://pd.fss.or.kr/a?b=1", "https://pd.fss.or.kr/a?b=1"],
  ]);
  assert.deepEqual(links("http://example.com javascript:alert(1) data:text/html,x"), []);
});

test("nothing of a text is lost", () => {
  for (const text of ["", "그냥", "112", "a https://x.kr/ b **c 1600-5500**", "<b>1</b>&amp;"]) assert.equal(whole(text), text);
});
