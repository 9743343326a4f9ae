import assert from "node:assert/strict";
import { test } from "node:test";
import { fill, firstBlank, match } from "./canned.ts";
import { canned } from "./canned-of-tests.ts";
import { words } from "./words.ts";

const labels = words.ko.variables;

test("values are put in, a missing name leaves no gap, anything else a mark", () => {
  const known = { name: "김*수", agent: "이하늘" };
  const cases: [string, Parameters<typeof fill>[1], string][] = [
    ["{name} 고객님, 상담원 {agent}입니다.", known, "김*수 고객님, 상담원 이하늘입니다."],
    ["{name} 고객님, 안녕하세요.", { agent: "이하늘" }, "고객님, 안녕하세요."],
    ["Hello {name}, I am {agent}.", { agent: "Mina" }, "Hello, I am Mina."],
    ["접수번호는 {receipt}입니다.", { receipt: "R-1" }, "접수번호는 R-1입니다."],
    ["접수번호는 {receipt}입니다.", known, "접수번호는 〔접수번호〕입니다."],
    ["{other}", known, "{other}"],
  ];
  for (const [text, values, want] of cases) assert.equal(fill(text, values, labels), want);
});

test("a mark is found wherever it stands, and other brackets are none", () => {
  assert.deepEqual(firstBlank("네, 〔약속한 때〕까지 〔접수번호〕", labels), { from: 3, to: 10, label: "약속한 때" });
  assert.equal(firstBlank("〔참고〕 네, 알겠습니다.", labels), undefined);
});

test("replies that begin with the query come before those that mention it", () => {
  const cases: [string, string[]][] = [
    ["확인", ["확인", "확인전화", "인사"]],
    ["확인", ["확인", "확인전화", "인사"]],
    ["HE", ["hello"]],
    ["번호", ["확인전화"]],
    ["없는 말", []],
    ["", canned.map(({ short }) => short)],
  ];
  cases[1]![0] = cases[1]![0].normalize("NFD");
  for (const [query, shorts] of cases) assert.deepEqual(match(canned, query).map(({ short }) => short), shorts, query);
});
