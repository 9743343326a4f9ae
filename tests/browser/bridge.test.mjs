// tests: a customer and an agent in two windows, from the first answer to the closing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { openAgent, openCustomer } from "./people.mjs";
import { shot, startBrowser, startDemo } from "./support.mjs";

let demo, browser;
before(async () => { demo = await startDemo(); browser = await startBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

/** No violation of WCAG 2.2 AA in what the customer is shown now. */
const accessible = async (page, where) => assert.deepEqual(await violations(page, "dari-widget"), [], where);

const customerWindow = (name, options) => openCustomer(browser, demo, name, options);
const agentWindow = (login, options) => openAgent(browser, demo, login, options);

test("a customer is answered, looks something up, is heard, and is handed over and back", async () => {
  const agent = await agentWindow("minji");
  const customer = await customerWindow("김민수");

  await customer.heard(/AI 상담/);
  await customer.say("조회만 해도 신용점수 떨어지나요?");
  await customer.heard(/영향이 없|떨어지지 않/);

  await customer.say("대출 심사 어디까지 됐어요?");
  const bar = customer.log.getByRole("progressbar").last();
  await bar.waitFor();
  assert.equal(await bar.getAttribute("aria-valuemax"), "5");
  await shot(customer.page, "widget-ko");

  await customer.say("아까부터 똑같은 말만 하네요. 몇 번을 말해야 합니까 정말 답답하네요");
  const offer = customer.widget.getByRole("button", { name: /상담원/ });
  await offer.first().waitFor();
  if (!(await customer.widget.getByText(/기다리고 있어요/).isVisible().catch(() => false))) {
    await customer.say("상담원 연결해 주세요");
  }
  await customer.widget.getByText(/기다리고 있어요/).first().waitFor();
  await shot(customer.page, "walk-2-waiting");
  await accessible(customer.page, "waiting");
  await customer.widget.getByRole("button", { name: "시간 예약" }).click();
  await customer.widget.getByRole("combobox").waitFor();
  await accessible(customer.page, "choosing a time");
  await customer.widget.getByRole("button", { name: "시간 예약" }).click();

  const claim = async () => {
    await agent.page.getByRole("option", { name: /김\*수/ }).first().click();
    await agent.page.getByRole("button", { name: "받기", exact: true }).click();
    await agent.page.getByRole("button", { name: /^종료/ }).waitFor();
  };
  await claim();
  await agent.page.getByText("김*수").first().waitFor();
  await agent.page.getByText("넘어온 이유").waitFor();
  await shot(agent.page, "console-ko");

  const composer = agent.page.locator("#composer");
  await composer.fill("안녕하세요, 이민지입니다. 심사 담당자에게 바로 확인해 보겠습니다.");
  await composer.press("Enter");
  await customer.heard(/이민지입니다/);
  await customer.widget.getByText(/이민지/).first().waitFor();
  await agent.page.locator(".line.said.mine .delivery.seen").getByText("읽음").waitFor();

  await customer.say("네 기다릴게요");
  await agent.page.getByRole("log").getByText("네 기다릴게요").waitFor();
  await shot(agent.page, "walk-4-live");
  await shot(customer.page, "walk-5-answered");

  await agent.page.getByRole("button", { name: /봇에게 돌려주기/ }).click();
  const dialog = agent.page.getByRole("dialog");
  await dialog.getByRole("combobox").selectOption({ index: 1 });
  await dialog.getByRole("radio").first().check({ force: true });
  await dialog.getByRole("textbox").fill("심사 진행 상황을 안내했습니다");
  await dialog.getByRole("button", { name: /돌려주기/ }).last().click();
  await dialog.waitFor({ state: "hidden" });

  await customer.say("고객센터 몇 시까지 해요?");
  await customer.heard(/평일/);

  await customer.say("상담원 연결해 주세요");
  await agent.page.getByRole("tab", { name: /대기/ }).click();
  await claim();
  await composer.fill("다시 이민지입니다. 더 도와드릴 것이 있을까요?");
  await composer.press("Enter");
  await customer.heard(/다시 이민지입니다/);
  await agent.page.getByRole("button", { name: /^종료/ }).click();
  await dialog.getByRole("combobox").selectOption({ index: 1 });
  await dialog.getByRole("radio").first().check({ force: true });
  await dialog.getByRole("textbox").fill("문의를 마쳤습니다");
  await dialog.getByRole("button", { name: /종료/ }).last().click();
  await dialog.waitFor({ state: "hidden" });

  const survey = customer.widget.getByRole("group", { name: "이번 상담은 어떠셨나요?" });
  await survey.waitFor();
  await shot(customer.page, "walk-6-survey");
  await accessible(customer.page, "the survey");
  await survey.getByRole("button", { name: /아주 좋았어요/ }).click();
  await agent.page.getByRole("log").getByText(/만족도 5\/5/).waitFor();
  assert.deepEqual([...customer.problems, ...agent.problems], []);
  await customer.close();
  await agent.close();
});

test("a code opens the figures, in the box and never in the chat", async () => {
  const customer = await customerWindow("최은지");
  await customer.say("제가 밀린 돈이 얼마예요?");
  await customer.heard(/본인이신지/);
  await customer.widget.getByRole("button", { name: "인증번호 받기" }).last().click();
  const text = customer.page.getByText(/\d{6}/).first();
  const code = (await text.innerText()).match(/\d{6}/)[0];
  const box = customer.widget.getByRole("textbox", { name: /인증번호|숫자/ }).last();
  await accessible(customer.page, "the code box");
  await box.fill(code);
  await box.press("Enter").catch(() => {});
  await customer.log.getByText(/12일/).last().waitFor();
  assert.ok(!(await customer.log.innerText()).includes(code), "the code is in the chat");
  await shot(customer.page, "widget-figures-ko");
  assert.deepEqual(customer.problems, []);
  await customer.close();
});

test("it speaks English and fits a phone", async () => {
  const customer = await customerWindow("Daniel Kim", { locale: "en-US", viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await customer.say("I lost my card");
  await customer.heard(/stop/i);
  await shot(customer.page, "widget-phone-en");
  await accessible(customer.page, "on a phone");
  await customer.widget.getByRole("button", { name: "한국어" }).click();
  await customer.widget.getByRole("textbox", { name: /메시지/ }).waitFor();
  await customer.say("고객센터 몇 시까지 해요?");
  await customer.heard(/평일/);
  await customer.widget.getByRole("button", { name: "English" }).click();
  await customer.widget.getByRole("textbox", { name: /message/i }).waitFor();
  const wide = await customer.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  assert.equal(wide, false, "the page scrolls sideways");
  assert.deepEqual(customer.problems, []);
  await customer.close();
});

test("a message written offline is sent when the line is back, once", async () => {
  const customer = await customerWindow("박지훈");
  await customer.heard(/AI 상담/);
  await customer.page.context().setOffline(true);
  await customer.say("카드 언제 와요?");
  await customer.widget.getByText(/인터넷이 끊겼/).first().waitFor();
  await customer.page.context().setOffline(false);
  await customer.log.getByRole("progressbar").last().waitFor({ timeout: 30_000 });
  assert.equal(await customer.log.getByText("카드 언제 와요?", { exact: true }).count(), 1);
  await customer.close();
});
