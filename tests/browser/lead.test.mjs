// tests: a lead, two agents and three customers: the wallboard, looking on, whispers, reassigning, taking over, the score.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { openAgent, openCustomer, openDesk } from "./people.mjs";
import { shot, startBrowser, startDemo } from "./support.mjs";

let demo, browser;
before(async () => { demo = await startDemo(); browser = await startBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

/** Nothing on the page breaks WCAG, in the light and in the dark; there only colours differ. */
async function accessible(page, view) {
  for (const [colorScheme, rules] of [["light"], ["dark", ["color-contrast"]]]) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.evaluate(settled);
    assert.deepEqual(await violations(page, undefined, rules), [], `${view} in the ${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}

/** In the page: no colour is on its way to another any more. */
async function settled() {
  for (let calm = 0; calm < 3; ) {
    await new Promise(requestAnimationFrame);
    calm = document.getAnimations().some(one => one instanceof CSSTransition) ? 0 : calm + 1;
  }
}

/** A figure of the wallboard, once it is what it should be. */
const figure = (page, table, row, column, want) =>
  page.getByRole("table", { name: table }).getByRole("row", { name: row }).getByRole("cell").nth(column)
    .filter({ hasText: want }).waitFor();

async function take(agent, name, words) {
  await agent.page.getByRole("option", { name }).click();
  await agent.page.getByRole("button", { name: "받기", exact: true }).click();
  await agent.page.getByRole("button", { name: /^종료/ }).waitFor();
  const field = agent.page.getByRole("textbox", { name: /답장 쓰기/ });
  await field.fill(words);
  await field.press("Enter");
}

test("a lead sees the desk move, helps in silence, and puts conversations where they belong", async t => {
  const [lead, minji, junho] = await Promise.all([
    openDesk(browser, demo, "sora", { address: "/agent#wallboard", reducedMotion: "reduce" }),
    openAgent(browser, demo, "minji", { reducedMotion: "reduce" }),
    openAgent(browser, demo, "junho", { reducedMotion: "reduce" }),
  ]);
  const names = ["김민수", "박지훈", "최은지"];
  const [minsu, jihoon, eunji] = await Promise.all(names.map(name => openCustomer(browser, demo, name)));
  const { page } = lead;
  const log = page.getByRole("log");
  const composer = page.locator("#composer");

  await t.test("the wallboard counts who waits, and who is served by whom", async () => {
    await page.getByRole("heading", { name: "현황판" }).waitFor();
    await figure(page, "대기열별", /^모두/, 0, /^0$/);
    await accessible(page, "the empty wallboard");
    for (const customer of [minsu, jihoon, eunji]) {
      await customer.say("상담원 연결해 주세요");
      await customer.widget.getByText(/기다리고 있어요/).first().waitFor();
    }
    await figure(page, "대기열별", /^모두/, 0, /^3$/);
    await take(minji, /김\*수/, "안녕하세요, 이민지입니다.");
    await take(junho, /박\*훈/, "안녕하세요, 박준호입니다.");
    await minsu.heard(/이민지입니다/);
    await jihoon.heard(/박준호입니다/);
    await figure(page, "대기열별", /^모두/, 0, /^1$/);
    await figure(page, "대기열별", /^모두/, 4, /^2$/);
    await figure(page, "상담원", /^이민지/, 1, /1\/5/);
    await figure(page, "오늘", /^상담원이 답한/, 0, /^2$/);
    const longest = page.locator(".tile").filter({ hasText: "가장 오래 기다림" }).locator(".tile-figure");
    const before = await longest.innerText();
    await page.waitForFunction(([was]) => document.querySelectorAll(".tile-figure")[1].innerText !== was, [before]);
    await accessible(page, "the wallboard");
    await shot(page, "wallboard-ko");
  });

  await t.test("without the server the last picture stays, with its age", async () => {
    await page.context().setOffline(true);
    await page.getByText(/서버에 닿지 못했습니다/).waitFor();
    await figure(page, "대기열별", /^모두/, 0, /^1$/);
    await page.context().setOffline(false);
    await page.getByText(/서버에 닿지 못했습니다/).waitFor({ state: "detached" });
  });

  await t.test("from a queue to its list, and back with the keyboard", async () => {
    await page.getByRole("table", { name: "대기열별" }).getByRole("button", { name: "모두" }).focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Shift+Tab");
    await page.getByRole("button", { name: /^일반/ }).press("Enter");
    await page.getByText("일반 대기열만 1건").waitFor();
    await page.getByRole("option", { name: /최\*지/ }).waitFor();
    await accessible(page, "a list of one queue");
    await page.keyboard.press("Alt+W");
    await page.getByRole("heading", { name: "현황판" }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: "이민지", exact: true }).click();
    await page.getByText("이민지 상담원만 1건").waitFor();
  });

  await t.test("the lead looks on in silence and whispers: the agent hears it, the customer does not", async () => {
    await page.getByRole("option", { name: /김\*수/ }).click();
    await page.getByText("이민지 상담원의 상담을 지켜보는 중").waitFor();
    await log.getByText("안녕하세요, 이민지입니다.").waitFor();
    const before = await minsu.log.innerText();
    await page.getByRole("textbox", { name: "이민지 상담원에게만 들리는 귓속말 쓰기" }).waitFor();
    await accessible(page, "a conversation that is watched");
    await composer.fill("금리부터 확인해 주세요");
    await composer.press("Enter");
    await log.getByText("금리부터 확인해 주세요").waitFor();
    await minji.page.getByRole("log").getByText("금리부터 확인해 주세요").waitFor();
    await minji.page.getByRole("status").filter({ hasText: /최소라 팀장의 귓속말/ }).waitFor();
    await accessible(minji.page, "a conversation with a whisper");
    await shot(minji.page, "whisper-ko");
    assert.equal(await minsu.log.innerText(), before, "the customer notices something");
  });

  await t.test("by keyboard alone the lead gives it to a colleague, who answers", async () => {
    await page.keyboard.press("Alt+A");
    const dialog = page.getByRole("dialog", { name: "누구에게 맡길까요?" });
    await dialog.getByRole("radio", { name: /박준호/, checked: true }).waitFor();
    await accessible(page, "giving to a colleague");
    await page.keyboard.press("Enter");
    await dialog.getByRole("alert").filter({ hasText: "이유를 짧게" }).waitFor();
    await page.keyboard.type("업무량을 나눕니다");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    await log.getByText(/이민지 상담원에서 박준호 상담원으로 옮김/).waitFor();
    await minsu.heard(/박준호 상담원이 들어왔어요/);
    assert.equal(await minsu.log.getByText(/자리를 비워/).count(), 0, "nobody stepped away");
    await minji.page.getByText(/박준호 상담원이 맡고 있어/).waitFor();
    await junho.page.getByRole("tab", { name: /내 상담/ }).click();
    await junho.page.getByRole("option", { name: /김\*수/ }).click();
    const field = junho.page.getByRole("textbox", { name: /답장 쓰기/ });
    await field.fill("이어서 박준호가 도와드립니다.");
    await field.press("Enter");
    await minsu.heard(/이어서 박준호가/);
  });

  await t.test("by keyboard alone the lead takes another over, and the right person answers", async () => {
    await page.getByRole("tab", { name: /다른 상담/ }).click();
    await page.getByRole("option", { name: /박\*훈/ }).click();
    await page.getByText("박준호 상담원의 상담을 지켜보는 중").waitFor();
    await page.keyboard.press("Alt+G");
    const dialog = page.getByRole("dialog", { name: "이 상담을 이어받을까요?" });
    await dialog.waitFor();
    await accessible(page, "taking over");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("textbox", { name: /답장 쓰기/ }).waitFor();
    await page.keyboard.type("팀장 최소라입니다. 바로 도와드리겠습니다.");
    await page.keyboard.press("Enter");
    await jihoon.heard(/팀장 최소라입니다/);
  });

  await t.test("what has ended meanwhile is not taken, and the lead reads why", async () => {
    await page.getByRole("tab", { name: /다른 상담/ }).click();
    await page.getByRole("option", { name: /김\*수/ }).click();
    await page.getByRole("button", { name: "이어받기" }).click();
    const dialog = page.getByRole("dialog", { name: "이 상담을 이어받을까요?" });
    await dialog.waitFor();
    await junho.page.getByRole("button", { name: "다시 대기열로" }).click();
    await junho.page.getByRole("button", { name: "대기열로 보내기" }).click();
    await dialog.getByRole("alert").filter({ hasText: /그사이/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "상담원에게 배정" }).waitFor();
  });

  await t.test("the score comes back to where it ended, and the wallboard counts it", async () => {
    await page.getByRole("tab", { name: /내 상담/ }).click();
    await page.getByRole("option", { name: /박\*훈/ }).click();
    await page.getByRole("button", { name: "종료", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "상담 종료" });
    await dialog.getByRole("combobox").selectOption({ index: 1 });
    await accessible(page, "the wrap-up");
    await dialog.getByRole("textbox").fill("배송을 안내했습니다");
    await dialog.getByRole("button", { name: "종료하기" }).click();
    await dialog.waitFor({ state: "hidden" });
    const survey = jihoon.widget.getByRole("group", { name: "이번 상담은 어떠셨나요?" });
    await survey.getByRole("button", { name: /아주 좋았어요/ }).click();
    await log.getByText("만족도 5/5 · 매우 만족").waitFor();
    await page.getByRole("tab", { name: /끝난 상담/ }).click();
    await page.getByRole("option", { name: /5점 매우 만족/ }).waitFor();
    await accessible(page, "what has ended");
    await page.keyboard.press("Alt+W");
    await figure(page, "오늘", /^만족도/, 0, /^100%$/);
    await figure(page, "오늘", /^만족도/, 2, /^1\/1$/);
  });

  assert.deepEqual([lead, minji, junho, minsu, jihoon, eunji].flatMap(({ problems }) => problems), []);
  await Promise.all([lead, minji, junho, minsu, jihoon, eunji].map(({ close }) => close()));
});

test("the rest of the console is as accessible, also on a phone", async () => {
  const { page, problems, close } = await openDesk(browser, demo, "sora", { reducedMotion: "reduce" });
  await page.getByRole("option").first().waitFor();
  await accessible(page, "the list");
  for (const [keys, view] of [["Control+K", "the palette"], ["?", "the keys"]]) {
    await page.keyboard.press(keys);
    await page.getByRole("dialog").waitFor();
    await accessible(page, view);
    await page.keyboard.press("Escape");
  }
  await page.getByRole("button", { name: "설정" }).click();
  await accessible(page, "the settings");
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole("button", { name: "현황판 열기" }).click();
  await page.getByRole("table", { name: "오늘" }).waitFor();
  await accessible(page, "the wallboard on a phone");
  assert.equal(await page.evaluate(() => document.querySelector(".wall-body").scrollWidth > innerWidth), false, "it scrolls sideways");
  assert.deepEqual(problems, []);
  await close();
});

test("who does not lead finds no wallboard", async () => {
  const { page, close } = await openDesk(browser, demo, "minji", { address: "/agent#wallboard" });
  await page.getByRole("tab", { name: /내 상담/ }).waitFor();
  assert.equal(await page.getByRole("heading", { name: "현황판" }).count(), 0);
  assert.equal(await page.getByRole("button", { name: "현황판 열기" }).count(), 0);
  await page.keyboard.press("Alt+W");
  assert.equal(await page.getByRole("heading", { name: "현황판" }).count(), 0);
  await close();
});
