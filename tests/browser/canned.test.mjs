// tests: a lead keeps the team's replies, an agent says one with a slash; nobody overwrites anybody, nothing is lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { deskOf, item, startGenerated } from "./generated.mjs";
import { openAgent, openCustomer, openDesk } from "./people.mjs";
import { openWindow, shot, startBrowser, startDemo } from "./support.mjs";

let demo, browser;
before(async () => { demo = await startDemo(); browser = await startBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

const calm = { reducedMotion: "reduce" };

/** Nothing in the window breaks WCAG, in the light and in the dark. */
async function accessible(page, view) {
  for (const [colorScheme, rules] of [["light"], ["dark", ["color-contrast"]]]) {
    await page.emulateMedia({ colorScheme, ...calm });
    await page.waitForTimeout(200);
    assert.deepEqual(await violations(page, undefined, rules), [], `${view} in the ${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: "light", ...calm });
}

/** By the palette alone. */
async function openKept(page) {
  await page.getByRole("button", { name: "설정" }).waitFor();
  await page.keyboard.press("Control+K");
  await page.keyboard.type("자주 쓰는 답 관리");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "자주 쓰는 답 관리" });
  await dialog.getByRole("button", { name: /\/인사/ }).waitFor();
  return dialog;
}

const field = (dialog, name) => dialog.getByRole("textbox", { name, exact: true });

test("a lead adds a reply, an agent says it with a slash, and hears of its change without reloading", async t => {
  const [lead, minji] = await Promise.all([openDesk(browser, demo, "sora", calm), openAgent(browser, demo, "minji", calm)]);
  const minsu = await openCustomer(browser, demo, "김민수");
  const { page } = lead;
  const save = () => page.getByRole("button", { name: "저장", exact: true });

  const dialog = await t.test("the window opens from the settings and the palette, and is found through by keyboard", async () => {
    await page.getByRole("button", { name: "설정" }).click();
    await page.getByRole("button", { name: "자주 쓰는 답 관리" }).click();
    await page.getByRole("dialog", { name: "자주 쓰는 답 관리" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const opened = await openKept(page);
    await accessible(page, "the list");
    await shot(page, "canned-list-ko");
    const search = field(opened, "자주 쓰는 답 찾기");
    await search.fill("접수번호");
    await opened.getByText("18개 중 1개").waitFor();
    await search.fill("없는 말");
    await opened.getByText(/찾는 답이 없습니다/).waitFor();
    await search.fill("");
    await search.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await opened.getByRole("heading", { name: "/확인 고치기" }).waitFor();
  }).then(() => page.getByRole("dialog", { name: "자주 쓰는 답 관리" }));

  await t.test("what is wrong is said beside its field, and the tone is only hinted at", async () => {
    await dialog.getByRole("button", { name: "새 답" }).click();
    await field(dialog, "짧은 이름").fill("인사");
    await field(dialog, "내용").fill("{nam} 확인했다");
    await dialog.getByText(/끝맺음이 높임말이 아닌 것 같습니다/).waitFor();
    await save().click();
    await dialog.getByRole("alert").filter({ hasText: "이미 있는 이름입니다" }).waitFor();
    await dialog.getByRole("alert").filter({ hasText: "{nam} 자리는 채울 수 없습니다" }).waitFor();
    await dialog.getByRole("alert").filter({ hasText: "제목을 써 주세요" }).waitFor();
    assert.equal(await field(dialog, "짧은 이름").evaluate(one => one === document.activeElement), true, "the first of them has the focus");
    await accessible(page, "a form with problems");
    await shot(page, "canned-problems-ko");
  });

  await t.test("variables are put in by a click, and the preview shows what the customer will read", async () => {
    await field(dialog, "짧은 이름").fill("/환불");
    await field(dialog, "제목").fill("환불 안내");
    await field(dialog, "내용").fill(" 고객님, 환불은 3일 안에 됩니다. 담당자 010-1234-5678");
    await field(dialog, "내용").evaluate(one => one.setSelectionRange(0, 0));
    await dialog.getByRole("button", { name: "고객 이름 넣기" }).click();
    assert.match(await field(dialog, "내용").inputValue(), /^\{name\} 고객님/);
    await dialog.getByText(/^김\*수 고객님, 환불은/).waitFor();
    await accessible(page, "a new reply");
    await shot(page, "canned-new-ko");
    await save().click();
    await dialog.getByText(/개인 번호를 가리고 저장했습니다/).waitFor();
    assert.doesNotMatch(await field(dialog, "내용").inputValue(), /1234-5678/);
  });

  await t.test("the agent has it at once, without reloading", async () => {
    await minsu.say("상담원 연결해 주세요");
    await minji.page.getByRole("option", { name: /김\*수/ }).click();
    await minji.page.getByRole("button", { name: "받기", exact: true }).click();
    const composer = minji.page.getByRole("textbox", { name: /답장 쓰기/ });
    await composer.waitFor();
    await composer.fill("");
    await composer.pressSequentially("/환");
    await minji.page.getByRole("option", { name: /\/환불/ }).waitFor();
    await shot(minji.page, "canned-slash-ko");
    await composer.press("Enter");
    assert.match(await composer.inputValue(), /^김\*수 고객님, 환불은 3일/);
    await composer.press("Enter");
    await minsu.heard(/환불은 3일 안에/);
    await field(dialog, "내용").fill("{name} 고객님, 환불은 5일 안에 됩니다.");
    await field(dialog, "내용").press("Control+Enter");
    await dialog.getByText(/^저장했습니다/).waitFor();
    await composer.pressSequentially("/환");
    await minji.page.getByRole("option", { name: /5일 안에/ }).waitFor();
    await composer.fill("");
  });

  await t.test("unsaved words are not lost by a slip", async () => {
    await field(dialog, "제목").fill("환불 5일");
    await page.keyboard.press("Escape");
    await dialog.getByText("저장하지 않은 글이 있습니다.").waitFor();
    await accessible(page, "unsaved words");
    await page.keyboard.press("Escape");
    assert.equal(await field(dialog, "제목").inputValue(), "환불 5일");
    await dialog.getByRole("button", { name: /\/인사/ }).click();
    await dialog.getByRole("button", { name: "버리기" }).click();
    await dialog.getByRole("heading", { name: "/인사 고치기" }).waitFor();
  });

  await t.test("of two who write at once neither overwrites the other", async () => {
    const other = await openDesk(browser, demo, "sora", calm);
    const theirs = await openKept(other.page);
    await theirs.getByRole("button", { name: /\/환불/ }).click();
    await field(theirs, "제목").fill("환불은 이렇게");
    await dialog.getByRole("button", { name: /\/환불/ }).click();
    await field(dialog, "내용").fill("{name} 고객님, 환불은 7일 안에 됩니다.");
    await theirs.getByRole("button", { name: "저장", exact: true }).click();
    await theirs.getByText(/^저장했습니다/).waitFor();
    await save().click();
    await dialog.getByRole("alert").filter({ hasText: /그사이 최소라 님이 이 답을 고쳤습니다/ }).waitFor();
    await accessible(page, "a conflict");
    await shot(page, "canned-conflict-ko");
    await dialog.getByRole("button", { name: "내 글로 저장" }).click();
    await dialog.getByText(/^저장했습니다/).waitFor();
    await theirs.getByText(/환불은 7일 안에/).first().waitFor();
    assert.deepEqual(other.problems, []);
    await other.close();
  });

  await t.test("what is put away is gone for the agent, and comes back with one press", async () => {
    const composer = minji.page.getByRole("textbox", { name: /답장 쓰기/ });
    await dialog.getByRole("button", { name: "치우기" }).click();
    await dialog.getByText("/환불 답을 치웠습니다.").waitFor();
    await accessible(page, "put away");
    await composer.pressSequentially("/환불");
    await minji.page.getByText("맞는 답이 없습니다.").waitFor();
    await composer.fill("");
    await page.keyboard.press("Enter");
    await dialog.getByText("/환불 답을 되돌렸습니다.").waitFor();
    await composer.pressSequentially("/환불");
    await minji.page.getByRole("option", { name: /\/환불/ }).waitFor();
  });

  assert.deepEqual([lead, minji, minsu].flatMap(({ problems }) => problems), []);
  await Promise.all([lead, minji, minsu].map(({ close }) => close()));
});

test("in English on a phone it is one pane after the other", async () => {
  const { page, problems, close } = await openDesk(browser, demo, "sora", calm);
  await page.getByRole("button", { name: "설정" }).click();
  await page.getByRole("button", { name: "English" }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Manage canned replies" }).click();
  const dialog = page.getByRole("dialog", { name: "Manage canned replies" });
  await dialog.getByRole("button", { name: /\/hello/ }).click();
  await dialog.getByText("Here from the start").waitFor();
  await dialog.getByText(/^Hello Kim Min\*, I am 최소라/).waitFor();
  await accessible(page, "a reply in English");
  await shot(page, "canned-en");
  await page.setViewportSize({ width: 360, height: 740 });
  await accessible(page, "a reply on a phone");
  await shot(page, "canned-phone-form-en");
  await dialog.getByRole("button", { name: "Back to the list" }).click();
  await dialog.getByRole("button", { name: /\/hello/ }).waitFor();
  await accessible(page, "the list on a phone");
  await shot(page, "canned-phone-list-en");
  assert.equal(await page.evaluate(() => document.querySelector(".dialog").scrollWidth > innerWidth), false, "it scrolls sideways");
  assert.deepEqual(problems, []);
  await close();
});

test("without the server the last known replies stay at hand, and who does not lead finds no window", async () => {
  const mine = [item(1, { state: "live", name: "김*수", unread: 0 })];
  const page_of_demo = async path => {
    const answer = await fetch(demo.url + path);
    return { status: answer.status, type: answer.headers.get("content-type") ?? "", body: Buffer.from(await answer.arrayBuffer()) };
  };
  let broken = false;
  const desk = await startGenerated({
    page: page_of_demo, desk: deskOf(1, { mine }), canned: null,
    answer: (_, path) => path !== "/v1/agent/canned" ? undefined
      : broken ? [503, { error: { code: "unavailable", message: "Later." } }]
      : [200, { revision: 1, replies: [{ id: "r1", language: "ko", short: "환불", title: "환불", text: "3일 안에 돌려 드립니다.", version: 1, changed_at: new Date().toISOString() }] }],
  });
  const { page, problems, close } = await openWindow(browser, `${desk.url}/agent#/c/c-1`, calm);
  const composer = page.locator("#composer");
  await composer.waitFor();
  await composer.pressSequentially("/환");
  await page.getByRole("option", { name: /\/환불/ }).waitFor();
  broken = true;
  await page.reload();
  await composer.waitFor();
  while (!desk.asked.filter(one => one.path === "/v1/agent/canned")[1]) await page.waitForTimeout(20);
  await composer.fill("");
  await composer.pressSequentially("/환");
  await page.getByRole("option", { name: /\/환불/ }).waitFor();
  await composer.fill("");
  await page.keyboard.press("Control+K");
  await page.keyboard.type("자주 쓰는 답 관리");
  await page.getByText("찾은 것이 없습니다.").waitFor();
  assert.deepEqual(problems, []);
  await close();
  await desk.stop();
});
