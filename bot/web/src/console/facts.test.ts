import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fact, Language } from "../wire.ts";
import { describe } from "./facts.ts";
import { words } from "./words.ts";

const reason = { code: "user_request", evidence: [] } as const;
const wrap_up = { topic: "rate_reduction_request", outcome: "resolved", note: "접수함" } as const;
const at = "2026-11-28T00:30:00Z";

/** One of each kind: a fact that is missing here does not compile. */
const samples: { [T in Fact["type"]]: Extract<Fact, { type: T }>["data"] } = {
  "conversation.opened": { language: "ko" },
  "chat.said": { message: { author: { kind: "customer" }, text: "안녕하세요" } },
  "language.changed": { language: "en" },
  "handoff.offered": { reason: { ...reason, evidence: [] } },
  "handoff.queued": { handoff: "h", reason: { ...reason, evidence: [] } },
  "handoff.claimed": { handoff: "h", agent: "a", name: "이민지" },
  "handoff.released": { handoff: "h", why: "offline" },
  "handoff.reassigned": { handoff: "h", agent: "l", name: "최소라", from: "이하늘", to: "b", to_name: "박준호", comment: "언어" },
  "handoff.cancelled": { handoff: "h" },
  "handoff.returned": { handoff: "h", agent: "a", wrap_up, back: { disposition: "go_on", flow: "card_lost" } },
  "handoff.closed": { handoff: "h", agent: "a", wrap_up },
  "handoff.transferred": { handoff: "h", agent: "a", name: "이민지", queue: "debt", comment: "분할 납부" },
  "handoff.booked": { handoff: "h", at },
  "whisper.said": { agent: "a", name: "최소라", text: "사과부터" },
  "abuse.met": { agent: "a", number: 4, measure: "warned" },
  "identity.linked": { from: "p", namespace: "telegram" },
  "identity.unlinked": { from: "p" },
  "note.written": { agent: "a", name: "이민지", text: "메모", mentions: [] },
  "faq.answered": { article: "rate-01", title: "금리인하요구권", as_of: "2026-11-22", score: 0.8 },
  "faq.rated": { article: "rate-01", helpful: false },
  "lookup.done": { lookup: "application_progress", state: "3/5", level: "V1" },
  "lookup.failed": { lookup: "overdue_balance", cause: "timeout" },
  "turn.failed": { candidates: ["card_lost"] },
  "urgent.flagged": { emergency: "card_lost", evidence: "카드를 잃어버렸어요" },
  "level.required": { level: "V2", for_what: "overdue_balance" },
  "identity.verified": { level: "V3", method: "call_back" },
  "verification.failed": { left: 2 },
  "case.received": { number: "R-1", case: "rate_cut", title: "금리 인하 요구", due: at },
  "promise.made": { by: "이민지", text: "오후에 연락", due: at },
  "process.moved": { process: "p", title: "대출 심사", step: 3, of: 5, label: "심사", blocked_on: "company" },
  "survey.answered": { survey: "csat", score: 5 },
  "touchpoint.seen": { what: "promise.kept", label: "오후에 연락" },
};

const facts = Object.entries(samples).map(([type, data]) => ({ type, data }) as Fact);
const told = (fact: Fact, language: Language) => describe(fact, words[language], language);

test("every kind of fact has a sentence in both languages, and none shows a name of the program's", () => {
  for (const fact of facts) {
    for (const language of ["ko", "en"] as const) {
      const { text, icon } = told(fact, language);
      assert.ok(text.trim() !== "" && icon, fact.type);
      assert.doesNotMatch(text, /undefined|[a-z]\.[a-z]+_|\b[a-z]+_[a-z]+\b/, `${fact.type}: ${text}`);
      assert.notEqual(text, fact.type);
    }
  }
});

test("why a conversation came back to the queue is told in words", () => {
  for (const why of ["silent", "declined", "offline", "transferred", "reassigned"]) {
    for (const language of ["ko", "en"] as const) {
      const { text } = told({ type: "handoff.released", data: { handoff: "h", why } }, language);
      assert.ok(!text.includes(why) || language === "en", text);
      assert.notEqual(words[language].release(why), why);
    }
  }
});

test("what the next agent has to read stands in the second line", () => {
  assert.equal(told({ type: "handoff.transferred", data: samples["handoff.transferred"] }, "ko").detail, "분할 납부");
  assert.match(told({ type: "handoff.returned", data: samples["handoff.returned"] }, "en").detail ?? "", /goes on/);
});

test("what became of a case is told, and a refusal stands out", () => {
  const touch = (what: string) => told({ type: "touchpoint.seen", data: { what, label: "R-1" } }, "ko");
  assert.match(touch("case.closed").text, /R-1/);
  assert.equal(touch("case.refused").tone, "warning");
  assert.equal(touch("page.viewed").text, "R-1");
  assert.equal(touch("promise.due").tone, "notice");
  assert.equal(touch("telegram.lost").tone, "warning");
});

test("what the desk and Telegram noted is told in the reader's language, also what was noted before", () => {
  const touch = (what: string, label: string) => told({ type: "touchpoint.seen", data: { what, label } }, "en").text;
  for (const label of ["결과 안내", "약속한 때가 되었어요: 결과 안내"]) {
    assert.equal(touch("promise.due", label), "A promise has come due · 결과 안내");
  }
  assert.equal(touch("telegram.edited", "텔레그램에서 앞서 쓴 글을 고침: “네”"), "Edited an earlier message on Telegram · “네”");
  for (const what of ["telegram.joined", "telegram.moved", "telegram.shut", "telegram.lost", "login.failed"]) {
    assert.doesNotMatch(touch(what, what === "telegram.lost" ? "“hi”" : "한국어"), /[가-힣]/, what);
  }
});

test("who left without a word is told from who cancelled", () => {
  const left = (abandoned?: boolean) => told({ type: "handoff.cancelled", data: { handoff: "h", ...(abandoned && { abandoned }) } }, "ko").text;
  assert.notEqual(left(true), left());
});

test("a fact that this page is too old for is shown by its name", () => {
  assert.equal(told({ type: "moon.landed", data: {} } as unknown as Fact, "ko").text, "moon.landed");
});
