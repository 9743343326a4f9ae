// tests: an agent's own work at the desk, by keyboard alone: the next one, passing on, promises, strong words, the past.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { context, customer, deskOf, item, startGenerated, talk } from "./generated.mjs";
import { openAgent, openDesk } from "./people.mjs";
import { openWindow, shot, startBrowser, startDemo } from "./support.mjs";

let demo, browser;
before(async () => { demo = await startDemo(); browser = await startBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

/** The real pages, as the demo serves them. */
const page_of_demo = async path => {
  const found = await fetch(demo.url + path);
  return { status: found.status, type: found.headers.get("content-type") ?? "", body: Buffer.from(await found.arrayBuffer()) };
};

/** The console of an agent at a generated desk, in one of its conversations. */
async function desk_window(options, hash = "") {
  const desk = await startGenerated({ page: page_of_demo, ...options });
  const window = await openWindow(browser, `${desk.url}/agent${hash}`);
  await window.page.locator(".row, .rows.none").first().waitFor();
  return { ...window, desk, close: async () => { await window.close(); await desk.stop(); } };
}

/** No violation of WCAG 2.2 AA in what is shown now. */
async function check(page, where) {
  assert.deepEqual(await violations(page), [], where);
}

const minutes = n => new Date(Date.now() + n * 60_000).toISOString();
const mine = [item(1, { state: "live", name: "김*수", unread: 0 }), item(2, { state: "live", name: "이*영", unread: 0 })];

test("one key takes the next one, and what stands in the way is said", async () => {
  const taken = item(10, { state: "claimed" });
  let waits = true;
  const window = await desk_window({
    desk: deskOf(2),
    answer: (_, path) => path.endsWith("/next") ? (waits ? [200, { handoff: "h-10", conversation: "c-10", epoch: 3, context: context("10") }] : [204]) : undefined,
  });
  const { page, desk } = window;
  await check(page, "list");
  await page.keyboard.press("Alt+n");
  await page.locator("#composer").waitFor();
  assert.ok(page.url().endsWith("#/c/c-10"));
  desk.draw(deskOf(1, { mine: [taken] }));
  waits = false;
  await page.keyboard.press("Alt+n");
  await page.locator(".toasts").getByText(/새 고객이 오면|동료를 먼저/).waitFor();
  const told = [["away", /상담 가능으로 바꾸면/], ["full", /하나를 마치거나/], ["nobody", /지금 받을 상담이 없습니다/]];
  for (const [why, words] of told) {
    const next = deskOf(why === "nobody" ? 0 : 2, { mine: [taken] });
    if (why === "away") next.me.presence = "away";
    if (why === "full") next.me.holding = next.me.capacity;
    desk.draw(next);
    await page.locator(".next.idle").getByText(words).waitFor();
  }
  assert.equal(desk.asked.filter(one => one.path === "/v1/agent/next").length, 2);
  assert.deepEqual(window.problems, []);
  await window.close();
});

test("a conversation is passed on by keyboard, never without a word, and the next agent reads it first", async () => {
  const passed = { seq: 9, at: minutes(-1), fact: { type: "handoff.transferred", data: { handoff: "h-1", agent: "agent-x", name: "박준호", queue: "loan", comment: "소득 서류를 다시 받아야 합니다" } } };
  const window = await desk_window({ desk: deskOf(3, { mine }), talks: { "c-1": [...talk(8), passed] } }, "#/c/c-1");
  const { page, desk } = window;
  await page.getByRole("region", { name: /박준호 상담원이 넘기며/ }).getByText("소득 서류를 다시 받아야 합니다").waitFor();
  await page.keyboard.press("Alt+t");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await check(page, "transfer");
  await page.keyboard.press("Enter");
  await dialog.getByText("팀이나 상담원을 골라 주세요.").waitFor();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await dialog.getByText("다음 상담원에게 남길 말을 써 주세요.").waitFor();
  await page.keyboard.type("분할 납부를 원하십니다");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  const sent = desk.asked.find(one => one.path.endsWith("/transfer"));
  assert.deepEqual(sent.body, { epoch: 3, queue: "debt", agent: "agent-박준호", comment: "분할 납부를 원하십니다" });
  assert.deepEqual(window.problems, []);
  await window.close();
});

/** A context that has an answer to every question, and the life around it. */
function story() {
  const touch = (channel, label, ago, more = {}) => ({ at: minutes(-ago), channel, label, times: 1, ...more });
  const week = [touch("web", "채팅 메시지", 3, { times: 4 }), touch("telegram", "채팅 메시지", 2000), touch("app", "앱 접속", 3000), touch("web", "화면 조회", 4000)];
  const month = [...week, touch("phone", "전화 상담", 20_000)];
  const evidence = [4, 5].map(number => ({ signal: "frustration", number, score: 1, threshold: 0.36 }));
  const full = context("1", {
    summary: [
      { kind: "wish", text: "심사 진행 조회 — “대출 심사가 어디까지 됐는지 알고 싶어요”", number: 2 },
      { kind: "tried", text: "안내: 심사는 몇 단계인가요? → 도움이 안 됐어요", number: 3 },
      { kind: "tried", text: "조회: 심사 진행 → 심사 3/5", number: 6 },
      { kind: "turned", text: "기분이 나빠진 말: “같은 말만 반복하시네요, 병신아”", number: 5 },
      { kind: "stopped", text: "답답함 1.00, 1.00", number: 5 },
      { kind: "open", text: "약속: 월요일 09:00까지 답변", number: 8 },
    ],
    who: { name: "김*수", level: "V1", notes: ["고객 3년", "신청 진행 중"], consents: [{ text: "마케팅 동의 철회", given: false, at: minutes(-9000) }, { text: "개인정보 이용 동의", given: true, at: minutes(-90_000) }] },
    said: [
      { kind: "question", text: "어느 신청인가요?", number: 3, at: minutes(-5), result: "“신용대출이요”" }, { kind: "answer", text: "심사는 몇 단계인가요?", number: 3, at: minutes(-5), result: "도움이 안 됐어요" },
      { kind: "lookup", text: "조회: 심사 진행", number: 6, at: minutes(-4), result: "심사 3/5" }, { kind: "promise", text: "월요일 09:00까지 답변", number: 8, at: minutes(-3), result: "bot" },
    ],
    reason: { code: "frustration", evidence }, reason_sentence: "답답함 1.00, 1.00",
    mood: { ...context("1").mood, turned_at: 5, rated: [{ survey: "csat", score: 2, at: minutes(-4400) }] }, around: week.slice(0, 3),
    similar: { topic: "심사 진행 조회", note: "심사 단계와 예상일을 알려 드리고 늦어진 까닭을 설명함", seconds: 420, at: minutes(-3000) },
  });
  const life = { day: week.slice(0, 1), week, month, all: [...month, touch("branch", "지점 방문", 400_000)] };
  return { desk: deskOf(1, { mine }), contexts: { 1: full }, life };
}

test("a context is read in five seconds: each line leads to its turn, nothing is said twice", async () => {
  const window = await desk_window(story(), "#/c/c-1");
  const { page } = window;
  const lines = page.locator(".summary > li");
  await lines.first().waitFor();
  assert.equal(await lines.count(), 6);
  assert.equal(await page.locator(".answer .why, .answer p.wish").count(), 0, "the summary has them");
  assert.ok(!(await page.locator(".summary").innerText()).includes("병신"), "strong words are covered here, too");
  await page.getByRole("list", { name: "동의" }).getByText("마케팅 동의 철회").waitFor();
  await page.locator(".rated").getByText("지난 만족도 2/5 · 3일 전").waitFor();
  await page.locator(".similar").getByText("7분 만에 해결 · 2일 전").waitFor();
  await check(page, "context");
  await shot(page, "context-ko");
  await lines.nth(3).getByRole("button").focus();
  await page.keyboard.press("Enter");
  await page.locator(".line.cited").getByText("(5)").waitFor();
  await page.getByRole("button", { name: "요약을 메모에 적기" }).focus();
  await page.keyboard.press("Enter");
  await page.locator(".composer.note").waitFor();
  assert.match(await page.locator("#composer").inputValue(), /조회: 심사 진행 → 심사 3\/5 \(#6\)/);
  assert.deepEqual(window.problems, []);
  await window.close();
});

test("the life around it is narrowed by keyboard to a time span and a channel, which stay while the pane is open", async () => {
  const window = await desk_window(story(), "#/c/c-1");
  const { page, desk } = window;
  const touches = page.locator(".around li");
  await touches.first().waitFor();
  assert.equal(await touches.count(), 3);
  await page.getByRole("button", { name: "전체 보기" }).focus();
  await page.keyboard.press("Enter");
  const channels = page.getByRole("radiogroup", { name: "채널" });
  const spans = page.getByRole("radiogroup", { name: "기간" });
  await channels.getByText("전화").waitFor();
  assert.equal(await touches.count(), 5);
  assert.deepEqual((await channels.locator("label").allTextContents()).map(text => text.trim()), ["모두 5", "웹 2", "텔레그램 1", "앱 1", "전화 1"], "only what occurs");
  await check(page, "life");
  await shot(page, "context-life-ko");
  await channels.getByRole("radio", { name: /모두/ }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.getByRole("region", { name: "전후 일 1건" }).waitFor();
  assert.match(await touches.innerText(), /텔레그램/);
  await spans.getByRole("radio", { name: "30일" }).focus();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.getByText("이 채널에는 없습니다.").waitFor();
  assert.ok(await channels.getByRole("radio", { name: /텔레그램/ }).isChecked());
  // Folded and opened again, and with a new context, it is as it was left.
  await page.getByRole("button", { name: "접기" }).first().click();
  assert.equal(await touches.count(), 3);
  desk.say("c-1", customer(9, "아직도요?"));
  await page.getByRole("button", { name: "전체 보기" }).click();
  await page.getByText("이 채널에는 없습니다.").waitFor();
  await spans.getByText("전체").click();
  await channels.getByText("지점").click();
  await page.getByRole("region", { name: "전후 일 1건" }).getByText("지점 방문").waitFor();
  assert.deepEqual(window.problems, []);
  await window.close();
});

test("promises are made and kept, and a conflict is told in the agent's language", async () => {
  const open = [
    { kind: "promise", label: "약속 (박준호): 결과 알려 드리기", name: "결과 알려 드리기", due: minutes(-90) },
    { kind: "case", label: "접수 R-1: 금리 인하 요구", name: "R-1", due: minutes(900) },
  ];
  const refusal = { error: { code: "refused", message: "Not now: no such promise is open." } };
  const window = await desk_window(
    { desk: deskOf(1, { mine }), contexts: { 1: context("1", { open }) }, answer: (_, path) => path.endsWith("/kept") ? [409, refusal] : path.endsWith("/promises") ? [201] : undefined },
    "#/c/c-1",
  );
  const { page, desk } = window;
  await page.locator(".open-list time.over").getByText("1시간 지남").waitFor();
  await page.locator("#composer").waitFor();
  await page.keyboard.press("Alt+r");
  await page.getByRole("dialog").waitFor();
  await check(page, "promise");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByText("무엇을 약속했는지 써 주세요.").waitFor();
  await page.keyboard.type("심사 결과 알려 드리기");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  const { body } = desk.asked.find(one => one.path.endsWith("/promises"));
  assert.equal(body.text, "심사 결과 알려 드리기");
  assert.ok(Date.parse(body.due) > Date.now());
  await page.getByRole("button", { name: /지킨 약속으로 표시/ }).focus();
  await page.keyboard.press("Enter");
  await page.locator(".toast.problem").getByText("지금 상태에서는 할 수 없는 일입니다.").waitFor();
  assert.deepEqual(window.problems, []);
  await window.close();
});

test("an at sign calls a colleague in a note by keyboard, and whoever cannot see it is named", async () => {
  const window = await desk_window(
    { desk: deskOf(1, { mine }), answer: (_, path) => path.endsWith("/notes") ? [201, { untold: ["박준호"] }] : undefined },
    "#/c/c-1",
  );
  const { page, desk } = window;
  await page.locator("#composer").waitFor();
  await page.keyboard.press("Alt+p");
  await page.locator(".composer.note").waitFor();
  await page.keyboard.type("이 고객 @");
  const offers = page.getByRole("listbox", { name: "동료 부르기" });
  await offers.waitFor();
  assert.deepEqual(await offers.locator("code").allTextContents(), ["@박준호", "@한지우", "@오세라", "@윤도현"]);
  await check(page, "offers");
  await shot(page, "mention-picker-ko");
  await page.keyboard.type("박");
  assert.deepEqual(await offers.locator("code").allTextContents(), ["@박준호"]);
  await page.keyboard.press("Enter");
  await offers.waitFor({ state: "hidden" });
  await page.keyboard.type("봐 주세요 @아무개");
  await offers.getByText("그런 이름의 동료가 없습니다.").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await page.locator(".toasts").getByText("박준호 님은 지금 이 상담을 볼 수 없습니다.").waitFor();
  const sent = desk.asked.find(one => one.path.endsWith("/notes"));
  assert.deepEqual([sent.body.text, sent.body.mentions], ["이 고객 @박준호 봐 주세요 @아무개", ["agent-박준호"]]);
  await page.keyboard.press("Alt+l");
  await page.keyboard.type("@박");
  assert.equal(await offers.count(), 0, "customers are not called");
  assert.deepEqual(window.problems, []);
  await window.close();
});

test("a note that calls me is told, counted until it is opened, and marked in the thread", async () => {
  const text = "@이민지 님 지난번에 뭐라고 안내하셨어요?";
  const called = (unread = true) => item(3, { state: "live", name: "박*훈", mention: { name: "박준호", text, at: minutes(-1), unread } });
  const note = { seq: 9, at: minutes(-1), fact: { type: "note.written", data: { agent: "agent-박준호", name: "박준호", text, mentions: [{ agent: "agent-minji", name: "이민지" }] } } };
  const window = await desk_window({ desk: deskOf(1, { mine }), talks: { "c-3": [...talk(8), note] } });
  const { page, desk } = window;
  const tab = page.getByRole("tab", { name: /언급/ });
  desk.draw(deskOf(1, { mine, mentions: [called()] }));
  await page.locator(".toast.mention").getByText(`박준호 님이 메모에서 불렀습니다 (박*훈 고객): ${text}`).waitFor();
  assert.equal(await tab.locator(".count").textContent(), "1");
  await tab.focus();
  await page.keyboard.press("Enter");
  await page.locator(".row .chip.called").waitFor();
  await check(page, "mentions");
  await shot(page, "mentions-ko");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.getByRole("listbox", { name: /언급/ }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator(".line.note .mention.to-me").getByText("@이민지").waitFor();
  await check(page, "mention opened");
  await shot(page, "mention-opened-dark-ko");
  while (!desk.asked.some(one => one.path === "/v1/agent/conversations/c-3/mentions/read")) await page.waitForTimeout(20);
  desk.draw(deskOf(1, { mine, mentions: [called(false)] }));
  await tab.locator(".count").getByText("0").waitFor();
  assert.deepEqual(window.problems, []);
  await window.close();
});

test("strong words are covered until somebody looks, and nobody is sent away unwarned", async () => {
  const talks = { "c-1": [...talk(6), customer(7, "야 이 병신아 돈 내놔", {}, 5000)] };
  const window = await desk_window({ desk: deskOf(1, { mine }), talks }, "#/c/c-1");
  const { page, desk } = window;
  const covered = page.getByRole("button", { name: "가린 표현 보기" });
  await covered.waitFor();
  assert.ok(!(await page.locator(".desk").innerText()).includes("병신"));
  await covered.focus();
  await page.keyboard.press("Enter");
  await page.locator(".uncovered").getByText("병신").waitFor();
  const meet = async () => { await page.getByRole("button", { name: "심한 표현에 대응" }).last().focus(); await page.keyboard.press("Enter"); await page.getByRole("dialog").waitFor(); };
  await meet();
  await check(page, "abuse");
  assert.ok(await page.getByRole("radio", { name: /상담 마치기/ }).isDisabled());
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  assert.deepEqual(desk.asked.at(-1).body, { epoch: 3, number: 7, measure: "warned" });
  desk.say("c-1", { seq: 8, at: minutes(0), fact: { type: "abuse.met", data: { agent: "a", number: 7, measure: "warned" } } });
  await page.getByText("심한 표현이 있어 가린 말입니다").waitFor();
  await meet();
  await page.getByRole("radio", { name: /상담 마치기/ }).check({ force: true });
  await page.getByRole("dialog").getByRole("button", { name: "상담 마치기" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  assert.equal(desk.asked.at(-1).body.measure, "ended");
  assert.deepEqual(window.problems, []);
  await window.close();
});

test("what is laid aside comes back when the customer writes; booked calls and the past are read", async () => {
  const calls = [item(70, { state: "callback", name: "정*", due: minutes(8) })];
  const past = [{ conversation: "c-90", channel: "web", opened_at: minutes(-9000), last_at: minutes(-9000), topic: "금리인하요구", wrap_up: { topic: "금리인하요구", outcome: "resolved", note: "서류를 안내함" }, last_words: "네", closed: true }];
  const window = await desk_window({ desk: deskOf(1, { mine, calls }), past }, "#/c/c-1");
  const { page, desk } = window;
  await page.locator("#composer").waitFor();
  await page.locator("#view-mine").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Alt+m");
  await page.getByRole("dialog").waitFor();
  await check(page, "snooze");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  const { until } = desk.asked.find(one => one.path === "/v1/agent/conversations/c-1/snooze").body;
  assert.ok(Date.parse(until) > Date.now() + 23 * 3_600_000, "until the customer writes is a day at most");
  desk.draw(deskOf(1, { mine: [{ ...mine[0], snoozed_until: until }, mine[1]], calls }));
  await page.locator(".row.asleep").getByText(/까지 미룸/).waitFor();
  assert.match(await page.locator(".row").nth(1).innerText(), /김\*수/);
  desk.draw(deskOf(1, { mine: [{ ...mine[0], last_words: "언제 되나요?", last_at: minutes(0), unread: 1 }, mine[1]], calls }));
  await page.locator(".toasts").getByText(/미뤄 둔 김\*수/).waitFor();
  await page.locator(".row.asleep").waitFor({ state: "detached" });

  await page.getByRole("button", { name: /서류를 안내함/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("main", { name: /읽기만/ }).getByRole("log").getByText("(11)").waitFor();
  assert.ok(!(await page.locator("#composer").isVisible()), "it cannot be answered");
  await check(page, "past");
  await page.keyboard.press("Escape");
  await page.locator("#composer").waitFor();

  await page.locator("#view-calls").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: /정\*/ }).getByText(/오늘|\d+:\d+/).first().waitFor();
  await check(page, "calls");
  desk.draw(deskOf(0, { mine, waiting: [{ ...calls[0], state: "queued" }] }));
  await page.locator(".toasts").getByText(/정\* 고객과 약속한 연락 시간/).waitFor();
  assert.deepEqual(window.problems, []);
  await window.close();
});

test("an agent sees which of their words the customer has looked at", async () => {
  const mine_says = (seq, text) => ({ seq, number: seq, at: minutes(-1), fact: { type: "chat.said", data: { message: { author: { kind: "agent", id: "agent-minji", name: "이민지" }, text } } } });
  const talks = { "c-1": [...talk(8), mine_says(9, "확인했습니다"), mine_says(10, "내일 알려 드립니다")] };
  const seen = { "c-1": 9 };
  const window = await desk_window({ desk: deskOf(1, { mine }), talks, seen }, "#/c/c-1");
  const { page, desk } = window;
  const line = text => page.locator(".line.said").filter({ hasText: text });
  await line("확인했습니다").getByText("읽음").waitFor();
  assert.equal(await page.locator(".delivery.seen").count(), 1);
  await check(page, "seen");
  await shot(page, "seen-ko");
  seen["c-1"] = 10;
  desk.draw(deskOf(1, { mine }));
  await line("내일 알려 드립니다").getByText("읽음").waitFor();
  delete seen["c-1"];
  desk.draw(deskOf(1, { mine }));
  await page.locator(".delivery.seen").waitFor({ state: "detached" });
  assert.deepEqual(window.problems, []);
  await window.close();
});

/** Counts the notes that the page plays. */
const listen = page => page.addInitScript(() => {
  globalThis.played = [];
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (when) { globalThis.played.push(Math.round(this.frequency.value)); start.call(this, when); };
});
const heard = page => page.evaluate(() => { const all = globalThis.played; globalThis.played = []; return all.length; });
/** Waits for so many notes, and forgets them. */
const hears = async (page, notes) => { await page.waitForFunction(n => globalThis.played.length >= n, notes); assert.equal(await heard(page), notes); };

test("danger in a chat behind rings, stays, and one key opens it, also from a window in front", async () => {
  const window = await desk_window({ desk: deskOf(1, { mine }) }, "#/c/c-1");
  const { page, desk } = window;
  await listen(page);
  await page.reload();
  await page.locator("#composer").click();
  await page.keyboard.press("Alt+t");
  await page.getByRole("dialog").waitFor();
  const danger = { ...mine[1], priority: "emergency", unread: 1, last_words: "더는 살고 싶지 않아요", last_at: minutes(0) };
  desk.draw(deskOf(1, { mine: [mine[0], danger] }));
  const alarm = page.getByRole("dialog").getByRole("alert").filter({ hasText: "긴급 신호: 이*영 고객" });
  await alarm.getByText("더는 살고 싶지 않아요").waitFor();
  await hears(page, 6);
  assert.match(await page.title(), /^\[긴급\] \(2\)/);
  await check(page, "alarm in a window");
  await shot(page, "alarm-window-ko");
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.locator(".desk > .alarms .alarm").waitFor();
  await page.waitForTimeout(300);
  await check(page, "alarm");
  await shot(page, "alarm-ko");
  await page.keyboard.press("Alt+u");
  await page.locator(".alarm").waitFor({ state: "detached" });
  assert.ok(page.url().endsWith("#/c/c-2"));
  assert.match(await page.title(), /^\(1\)/);
  desk.draw(deskOf(1, { mine: [mine[0], { ...danger, last_words: "듣고 있나요" }] }));
  await page.getByRole("button", { name: "설정" }).click();
  await page.getByText("긴급 신호는 꺼도 울립니다").waitFor();
  await check(page, "settings");
  assert.equal(await page.locator(".alarm").count(), 0, "it rings once");
  assert.deepEqual(window.problems, []);
  await window.close();
});

test("a message in another chat of mine is counted in the title and knocks, where sound is chosen", async () => {
  const window = await desk_window({ desk: deskOf(0, { mine }) }, "#/c/c-1");
  const { page, desk } = window;
  await listen(page);
  await page.reload();
  await page.locator("#composer").click();
  const says = (which, at) => mine.map((one, n) => n === which ? { ...one, unread: 1, last_at: minutes(at), last_words: "아직인가요?" } : one);
  desk.draw(deskOf(0, { mine: says(1, 0) }));
  await page.waitForFunction(() => document.title.startsWith("(1)"));
  assert.equal(await heard(page), 0, "sound is off at first");
  await page.getByRole("button", { name: "설정" }).click();
  await page.getByRole("switch", { name: /알림음/ }).click();
  await page.keyboard.press("Escape");
  desk.draw(deskOf(0, { mine: says(1, 1) }));
  await hears(page, 1);
  desk.draw(deskOf(0, { mine: says(0, 2) }));
  await page.waitForFunction(() => !document.title.startsWith("("));
  assert.equal(await heard(page), 0, "what is before my eyes is seen");
  assert.deepEqual(window.problems, []);
  await window.close();
});

test("a conversation that a colleague or the desk gives me is announced, with who it was", async () => {
  const fact = (seq, type, data) => ({ seq, at: minutes(-1), fact: { type, data: { handoff: "h-3", ...data } } });
  const moved = [
    ...talk(8), fact(9, "handoff.reassigned", { agent: "agent-l", name: "최소라", from: "박준호", to: "agent-minji", to_name: "이민지", comment: "카드 업무입니다" }),
    fact(10, "handoff.claimed", { agent: "agent-minji", name: "이민지" }),
  ];
  const [given, pushed] = [item(3, { state: "live", name: "박*훈" }), item(4, { state: "claimed", name: "최*지" })];
  const taken = item(10, { state: "claimed" });
  const window = await desk_window({
    desk: deskOf(1, { mine }), talks: { "c-3": moved },
    answer: (_, path) => path.endsWith("/claim") ? [200, { handoff: "h-10", conversation: "c-10", epoch: 3, context: context("10") }] : undefined,
  }, "#/c/c-10");
  const { page, desk } = window;
  await page.locator("#composer").waitFor();
  desk.draw(deskOf(1, { mine: [...mine, pushed] }));
  await page.locator(".toast.given").getByText("최*지 고객의 상담이 나에게 배정되었습니다 (사람이 결정).").waitFor();
  desk.draw(deskOf(1, { mine: [...mine, pushed, given] }));
  const toast = page.locator(".toast.given").filter({ hasText: "최소라 님이 박*훈 고객의 상담을 맡겼습니다: 카드 업무입니다" });
  await toast.waitFor();
  await check(page, "given");
  await shot(page, "given-ko");
  await page.keyboard.press("Alt+c");
  desk.draw(deskOf(0, { mine: [...mine, pushed, given, taken] }));
  await page.locator(".toast.done").getByText(/상담을 맡았습니다/).waitFor();
  await toast.getByRole("button", { name: "상담 열기" }).click();
  await page.waitForURL(/#\/c\/c-3$/);
  await page.waitForTimeout(1500);
  assert.equal(await page.locator(".toast.given").filter({ hasText: /김\*수|정\*/ }).count(), 0, "what I take myself is no news");
  assert.deepEqual(window.problems, []);
  await window.close();
});

test("where the server would take nothing, nothing can be sent, and what was written is kept", async () => {
  const holders = {};
  const window = await desk_window({
    desk: deskOf(1, { mine }), talks: { "c-10": talk(8), "c-11": talk(8) }, holders,
    answer: (_, path) => path.endsWith("/claim") ? [409, { error: { code: "already_claimed", message: "" } }]
      : path.endsWith("/notes") ? [404, { error: { code: "not_found", message: "" } }] : undefined,
  }, "#/c/c-10");
  const { page, desk } = window;
  const composer = page.locator("#composer");
  await composer.waitFor();
  await page.keyboard.press("Alt+p");
  await composer.fill("지난번 안내를 확인할 것");
  holders["c-10"] = "박준호";
  await page.keyboard.press("Alt+c");
  desk.draw(deskOf(0, { mine }));
  await page.getByText("박준호 상담원이 맡고 있어 메모도 남길 수 없습니다").waitFor();
  await composer.focus();
  await page.keyboard.press("Enter");
  assert.ok(await page.getByRole("button", { name: "메모 남기기" }).isDisabled());
  assert.equal(await composer.inputValue(), "지난번 안내를 확인할 것");
  assert.equal(desk.asked.filter(one => one.path.endsWith("/notes")).length, 0, "nothing is asked that would be refused");
  await page.locator(".toast").first().waitFor({ state: "detached" });
  await check(page, "shut");
  await page.evaluate(() => { location.hash = "#/c/c-11"; });
  await page.getByText("아직 받지 않은 상담입니다").waitFor();
  await composer.fill("방금 누가 받은 상담");
  await composer.press("Enter");
  await page.getByRole("alert").filter({ hasText: "남기지 않았습니다" }).waitFor();
  assert.equal(await composer.inputValue(), "방금 누가 받은 상담");
  assert.equal(await page.locator(".delivery.failed").count(), 0);
  assert.deepEqual(window.problems, []);
  await window.close();
});

test("words on their way when the page closes are there again, and are never said twice", async () => {
  const talks = { "c-1": talk(8) };
  const window = await desk_window({
    desk: deskOf(0, { mine }), talks, answer: (_, path) => path.endsWith("/messages") ? new Promise(() => {}) : undefined,
  }, "#/c/c-1");
  const { page, desk } = window;
  const composer = page.locator("#composer");
  const say = async text => { await composer.fill(text); await composer.press("Enter"); await page.locator(".unsent").getByText(text).waitFor(); };
  await composer.waitFor();
  await say("첫째 말");
  await say("둘째 말");
  const [first, second] = desk.asked.filter(one => one.path.endsWith("/messages")).map(one => one.body);
  talks["c-1"].push({ seq: 9, number: 9, at: minutes(0), fact: { type: "chat.said", data: { message: { author: { kind: "agent", id: "agent-minji", name: "이민지" }, text: "첫째 말", client_id: first.client_id } } } });
  await page.reload();
  await page.locator(".unsent").getByText("둘째 말").waitFor();
  await page.getByRole("log").getByText("첫째 말").waitFor();
  assert.equal(await page.getByText("첫째 말").count(), 1, "the log has it");
  await page.getByRole("button", { name: "다시 보내기" }).click();
  while (desk.asked.filter(one => one.body.text === "둘째 말").length < 2) await page.waitForTimeout(20);
  assert.equal(desk.asked.findLast(one => one.body.text === "둘째 말").body.client_id, second.client_id);
  desk.say("c-1", { seq: 10, number: 10, at: minutes(0), fact: { type: "chat.said", data: { message: { author: { kind: "agent", id: "agent-minji", name: "이민지" }, text: "둘째 말", client_id: second.client_id } } } });
  await page.locator(".unsent").waitFor({ state: "detached" });
  await page.reload();
  await composer.waitFor();
  await page.getByRole("log").getByText("(8)").waitFor();
  assert.equal(await page.locator(".unsent").count(), 0);
  assert.deepEqual(window.problems, []);
  await window.close();
});

test("a next step is ticked off or noted, an answer is said, and a canned reply is never sent with a gap", async () => {
  const faq = [
    { id: "app-03", title: "심사는 몇 단계이고 얼마나 걸리나요?", short: "심사는 접수, 서류, 심사, 약정, 실행의 다섯 단계로 나아갑니다.", as_of: "2026-11-22", score: 0.98 },
    { id: "app-01", title: "대출은 어떻게 신청하나요?", short: "앱에서 신청하실 수 있습니다.", as_of: "2026-11-22", score: 0.12 },
    { id: "rate-05", title: "금리인하요구 결과", short: "알려 드립니다.", as_of: "2026-11-22", score: 0.001 },
  ];
  const contexts = { 1: context("1", { next_steps: ["심사 단계와 남은 날을 확인해 알려 드리기", "서류가 더 필요한지 보기"] }) };
  const window = await desk_window({ desk: deskOf(1, { mine }), contexts, faq }, "#/c/c-1");
  const { page, desk } = window;
  const composer = page.locator("#composer");
  await composer.waitFor();
  await page.getByRole("checkbox", { name: "서류가 더 필요한지 보기" }).check();
  await page.locator(".next-steps .done").waitFor();
  assert.equal(await page.locator(".faq-answers li").count(), 2);
  await check(page, "next steps");
  await shot(page, "next-steps-ko");
  await page.getByRole("button", { name: "메모에 적기: 심사 단계와 남은 날을 확인해 알려 드리기" }).click();
  await page.locator(".composer.note").waitFor();
  assert.equal(await composer.inputValue(), "심사 단계와 남은 날을 확인해 알려 드리기");
  await page.getByRole("button", { name: /답장에 넣기: 심사는 몇 단계/ }).click();
  await page.locator(".composer.reply").waitFor();
  assert.equal(await composer.inputValue(), faq[0].short);
  await composer.fill("/접수");
  await page.keyboard.press("Enter");
  await page.getByText("보내기 전에 ‘접수번호’ 자리를 채워 주세요.").waitFor();
  await check(page, "a gap");
  await shot(page, "canned-gap-ko");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  assert.equal(desk.asked.filter(one => one.path.endsWith("/messages")).length, 0, "a gap is not sent");
  await page.keyboard.type("R-2026-7");
  await page.getByText("자리를 채워 주세요").waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  const sent = async () => { for (;;) { const found = desk.asked.find(one => one.path.endsWith("/messages")); if (found) return found.body.text; await page.waitForTimeout(20); } };
  assert.match(await sent(), /접수번호는 R-2026-7입니다/);
  assert.deepEqual(window.problems, []);
  await window.close();
});

test("every act has its key, and the help shows them", async () => {
  const window = await desk_window({ desk: deskOf(1, { mine }) }, "#/c/c-1");
  const { page, desk } = window;
  await page.locator("#composer").waitFor();
  for (const [keys, title] of [["Alt+q", "다시 대기열로 보낼까요?"], ["Alt+f", "FAQ에서 찾아 넣기"], ["Alt+v", "등록된 번호로 확인하셨나요?"]]) {
    await page.keyboard.press(keys);
    await page.getByRole("dialog", { name: title }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }
  for (const [keys, view] of [["Alt+2", "mine"], ["Alt+3", "calls"], ["Alt+4", "mentions"], ["Alt+5", "done"], ["Alt+1", "waiting"]]) {
    await page.keyboard.press(keys);
    await page.locator(`#view-${view}[aria-selected=true]`).waitFor();
  }
  await page.locator("#rows").focus();
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "단축키" }).getByText("종료하고 다음 상담으로").waitFor();
  await check(page, "keys");
  await shot(page, "keys-ko");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Alt+e");
  const dialog = page.getByRole("dialog", { name: "상담 종료" });
  await dialog.getByRole("combobox").selectOption({ index: 1 });
  await dialog.getByRole("textbox").fill("안내를 마쳤습니다");
  await dialog.getByRole("button", { name: "종료하고 다음 상담으로" }).click();
  await page.waitForURL(/#\/c\/c-2$/);
  assert.ok(desk.asked.some(one => one.path === "/v1/handoffs/h-1/close"));
  assert.deepEqual(window.problems, []);
  await window.close();
});

test("an Enter that ends a syllable sends nothing", async () => {
  const window = await desk_window({ desk: deskOf(0, { mine }) }, "#/c/c-1");
  const { page, desk } = window;
  await page.locator("#composer").click();
  const input = await page.context().newCDPSession(page);
  const said = () => desk.asked.filter(one => one.path.endsWith("/messages"));
  await input.send("Input.imeSetComposition", { text: "안녕하세", selectionStart: 4, selectionEnd: 4 });
  await input.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Process", code: "Enter", windowsVirtualKeyCode: 229 });
  await page.evaluate(() => document.querySelector("#composer").dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true })));
  await page.waitForTimeout(200);
  assert.equal(said().length, 0);
  await input.send("Input.insertText", { text: "안녕하세요" });
  await page.keyboard.press("Enter");
  await page.locator(".unsent").getByText("안녕하세요").waitFor();
  assert.deepEqual(said().map(one => one.body.text), ["안녕하세요"]);
  assert.deepEqual(window.problems, []);
  await window.close();
});

test("the mood is drawn as a line whose points lead to their messages", async () => {
  const points = [2, 4, 5, 7].map((number, n) => ({ number, sentiment: [0.4, 0.2, -1.6, -1][n], frustration: 0.2 }));
  const contexts = { 1: context("1", { mood: { points, turned_at: 5, now: -1, frustration: 0.6, rated: [] } }) };
  const window = await desk_window({ desk: deskOf(0, { mine }), contexts }, "#/c/c-1");
  const { page } = window;
  const line = page.getByRole("group", { name: "기분" });
  await line.waitFor();
  const path = await line.locator(".mood-path").getAttribute("d");
  const heights = [...path.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
  assert.equal(heights.length, 4);
  assert.ok(heights[2] > heights[3] && heights[3] > heights[1] && heights[1] > heights[0], "worse is lower");
  assert.equal(await line.locator(".mood-turn").count(), 1);
  await line.getByRole("link", { name: /여기서 나빠졌습니다/ }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.locator(".line.cited").getByText("(7)").waitFor();
  assert.deepEqual(window.problems, []);
  await window.close();
});

test("five hundred wait and five thousand messages are there, and little is drawn", async () => {
  const window = await desk_window({ desk: deskOf(500, { mine: [mine[0]] }), talks: { "c-1": talk(5000) } }, "#/c/c-1");
  const { page, desk } = window;
  await page.getByText("(4999)").waitFor();
  assert.equal(await page.getByRole("option").first().getAttribute("aria-setsize"), "500");
  const drawn = () => page.evaluate(() => [document.querySelectorAll(".row").length, document.querySelectorAll(".thread .line").length]);
  await page.locator("#rows").focus();
  await page.keyboard.press("End");
  await page.getByRole("option", { selected: false }).and(page.locator('[aria-posinset="500"]')).waitFor();
  await page.evaluate(() => { const thread = document.querySelector(".thread"); for (let n = 0; n < 3; n++) thread.scrollTop = 0; });
  const [rows, lines] = await drawn();
  assert.ok(rows < 40 && lines < 400, `${rows} rows, ${lines} lines`);
  desk.say("c-1", customer(5001, "방금 쓴 말", {}, 0));
  await page.locator(".to-end").click();
  await page.getByText("방금 쓴 말").waitFor();
  assert.deepEqual(window.problems, []);
  await window.close();
});

const post = async (path, body, token) => (await fetch(demo.url + path, { method: "POST", headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) }, body: JSON.stringify(body) })).json();

/** A customer of the demo who has asked for a person; `say` writes more. */
async function waiting(language = "ko") {
  const { conversation, token } = await post("/v1/conversations", { language });
  let count = 0;
  const say = text => post(`/v1/conversations/${conversation}/messages`, { client_id: `m${++count}`, text }, token);
  await say(language === "ko" ? "상담원 연결해 주세요" : "I want to talk to a person");
  return { conversation, token, say };
}

/** Takes the next one and says hello; the window is in that conversation then. */
async function take({ page }, { conversation }) {
  await page.locator(".next:not(.idle)").waitFor();
  await page.keyboard.press("Alt+n");
  await page.waitForURL(`**#/c/${conversation}`);
  await page.locator("#composer").fill("안녕하세요, 도와드리겠습니다.");
  await page.keyboard.press("Enter");
  await page.getByRole("log").getByText("안녕하세요, 도와드리겠습니다.").waitFor();
  await page.locator(".unsent").waitFor({ state: "detached" });
}

test("the whole of it in English, from signing in to the wrap-up", async () => {
  const window = await openWindow(browser, `${demo.url}/agent`, { locale: "en-US" });
  const { page } = window;
  const { conversation } = await waiting("en");
  await page.getByRole("heading", { name: "Agent sign-in" }).waitFor();
  await check(page, "sign-in");
  await page.getByLabel("Login").fill("minji");
  await page.getByLabel("Password", { exact: true }).fill("dari-demo");
  await page.keyboard.press("Enter");
  const presence = page.getByRole("switch", { name: "Taking conversations" });
  await presence.waitFor();
  if ((await presence.getAttribute("aria-checked")) !== "true") await presence.click();
  await page.locator(".next:not(.idle)").waitFor();
  await page.keyboard.press("Alt+n");
  await page.waitForURL(`**#/c/${conversation}`);
  const composer = page.getByRole("textbox", { name: "Reply to Visitor" });
  await composer.waitFor();
  await check(page, "claimed");
  await page.keyboard.type("/hello");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.getByRole("log").getByText(/of Daon Credit support/).waitFor();
  // What the context says comes from the server; the console's own words are these.
  const own = (await page.locator(".thread-pane, .list-pane, .answer h3").allInnerTexts()).join("\n");
  assert.deepEqual(own.replaceAll("이민지", "").match(/.*[가-힣].*/g), null, "nothing is left in Korean");
  await shot(page, "console-en");
  await page.keyboard.press("Alt+e");
  const dialog = page.getByRole("dialog", { name: "Close the conversation" });
  await dialog.waitFor();
  await page.keyboard.press("Enter");
  await dialog.getByRole("alert").waitFor();
  await check(page, "wrap-up");
  await dialog.getByRole("combobox").selectOption({ index: 1 });
  await dialog.getByRole("textbox", { name: "One line" }).fill("Told them how it goes on");
  await shot(page, "wrap-up-en");
  await dialog.getByRole("button", { name: "Close conversation" }).click();
  await page.locator(".toasts").getByText("Conversation closed.").waitFor();
  await check(page, "closed");
  assert.deepEqual(window.problems, []);
  await window.close();
});

test("offline and back: nothing is missing, and nothing is there twice", async () => {
  const agent = await openAgent(browser, demo, "minji");
  const { page } = agent;
  const customer = await waiting();
  await take(agent, customer);
  await page.context().setOffline(true);
  await page.getByText("인터넷 연결이 끊겼습니다").waitFor();
  await customer.say("끊긴 동안 쓴 말 하나");
  await customer.say("끊긴 동안 쓴 말 둘");
  await page.locator("#composer").fill("끊긴 채로 쓴 답장");
  await page.keyboard.press("Enter");
  await page.locator(".delivery.failed").waitFor();
  await page.context().setOffline(false);
  const log = page.getByRole("log");
  await log.getByText("끊긴 동안 쓴 말 둘").waitFor();
  await page.getByText("인터넷 연결이 끊겼습니다").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "다시 보내기" }).click();
  await page.locator(".unsent").waitFor({ state: "detached" });
  for (const text of ["끊긴 동안 쓴 말 하나", "끊긴 동안 쓴 말 둘", "끊긴 채로 쓴 답장"]) {
    assert.equal(await log.locator(".bubble").getByText(text, { exact: true }).count(), 1, text);
  }
  const { events } = await (await fetch(`${demo.url}/v1/conversations/${customer.conversation}/messages?limit=50`, { headers: { authorization: `Bearer ${customer.token}` } })).json();
  assert.equal(events.filter(event => event.message?.text === "끊긴 채로 쓴 답장").length, 1);
  assert.deepEqual(agent.problems, []);
  await agent.close();
});

test("a customer in danger behind rings for who holds them and for the lead", async () => {
  const [agent, lead] = [await openAgent(browser, demo, "junho"), await openDesk(browser, demo, "sora")];
  const [first, second] = [await waiting(), await waiting()];
  await take(agent, first);
  await take(agent, second);
  await lead.page.locator("#view-others").waitFor();
  await first.say("더는 못 버티겠어요. 죽고 싶어요");
  const rings = page => page.locator(".alarm").filter({ hasText: "죽고 싶어요" });
  await rings(agent.page).getByText("내가 맡은 상담입니다").waitFor();
  await rings(lead.page).getByText("박준호 상담원이 맡고 있습니다").waitFor();
  assert.match(await lead.page.title(), /^\[긴급\]/);
  await shot(lead.page, "alarm-lead-ko");
  await agent.page.keyboard.press("Alt+u");
  await agent.page.waitForURL(`**#/c/${first.conversation}`);
  await agent.page.locator(".danger").waitFor();
  await rings(agent.page).waitFor({ state: "detached" });
  await lead.page.getByRole("button", { name: /긴급 알림 닫기/ }).click();
  await rings(lead.page).waitFor({ state: "detached" });
  assert.deepEqual([...agent.problems, ...lead.problems], []);
  await agent.close();
  await lead.close();
});

test("with two agents and a customer: taken by one key, passed on, read first by the next", async () => {
  const { conversation, token } = await waiting();
  const [minji, junho] = [await openAgent(browser, demo, "minji"), await openAgent(browser, demo, "junho")];
  await minji.page.locator(".next:not(.idle)").waitFor();
  await minji.page.keyboard.press("Alt+n");
  await minji.page.locator("#composer").waitFor();
  await minji.page.locator("#composer").fill("안녕하세요, 이민지입니다.");
  await minji.page.keyboard.press("Enter");
  await minji.page.keyboard.press("Alt+t");
  const dialog = minji.page.getByRole("dialog");
  await dialog.locator(".target", { hasText: /준호/ }).click();
  await dialog.getByRole("textbox").fill("카드 재발급을 도와주세요");
  await shot(minji.page, "console-transfer-ko");
  await dialog.getByRole("button", { name: "넘기기", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
  const row = junho.page.getByRole("option", { name: /나를 찾음/ });
  await row.click();
  await junho.page.getByText("카드 재발급을 도와주세요").first().waitFor();
  await junho.page.keyboard.press("Alt+c");
  await junho.page.getByRole("region", { name: /넘기며 남긴 말/ }).waitFor();
  const history = await (await fetch(`${demo.url}/v1/conversations/${conversation}/messages?limit=50`, { headers: { authorization: `Bearer ${token}` } })).json();
  const told = JSON.stringify(history);
  assert.ok(told.includes("더 잘 아는 상담원") && !told.includes("카드 재발급을 도와주세요"), "the customer hears of it, not what was written");
  assert.deepEqual([...minji.problems, ...junho.problems], []);
  await minji.close();
  await junho.close();
});
