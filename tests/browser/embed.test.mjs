// tests: the widget on pages of other sites: for anybody, for signed-in customers, under a strict policy.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { openWindow, startBrowser, startDemo } from "./support.mjs";

let demo, browser;
before(async () => { demo = await startDemo(); browser = await startBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

const launcher = page => page.getByRole("button", { name: /^(상담하기|Chat)/ });
const dialog = page => page.getByRole("dialog");

async function ask(page, text) {
  const field = dialog(page).getByRole("textbox", { name: /메시지/ });
  await field.fill(text);
  await field.press("Enter");
}

test("a page that styles everything cannot reach the widget, and its colour is readable", async () => {
  const { page, problems, close } = await openWindow(browser, `${demo.url}/demo/anonymous`);
  await page.getByText("궁금한 점이 있으신가요?").click();
  await dialog(page).getByRole("log").getByText(/AI 상담/).first().waitFor();
  await ask(page, "조회만 해도 신용점수 떨어지나요?");
  await dialog(page).getByText(/영향이 없|떨어지지 않/).first().waitFor();
  const found = await page.evaluate(() => {
    const host = document.querySelector("dari-widget");
    const panel = host.shadowRoot.querySelector(".panel").getBoundingClientRect();
    const mine = getComputedStyle(host.shadowRoot.querySelector(".mine .bubble"));
    return { width: panel.width, opacity: getComputedStyle(host).opacity, case: mine.textTransform, ground: mine.backgroundColor, ink: mine.color };
  });
  assert.equal(found.width, 404);
  assert.deepEqual([found.opacity, found.case], ["1", "none"]);
  assert.deepEqual([found.ground, found.ink], ["rgb(124, 58, 237)", "rgb(255, 255, 255)"]);
  assert.deepEqual(problems, []);
  await close();
});

test("a greeting that was sent away stays away", async () => {
  const { page, close } = await openWindow(browser, `${demo.url}/demo/anonymous`);
  await page.getByRole("button", { name: "인사말 닫기" }).click();
  await page.reload();
  await launcher(page).waitFor();
  assert.equal(await page.getByText("궁금한 점이 있으신가요?").count(), 0);
  await close();
});

test("under a policy without inline styles it works as anywhere", async () => {
  const { page, problems, close } = await openWindow(browser, `${demo.url}/demo/strict-csp`);
  await launcher(page).click();
  await dialog(page).getByRole("log").getByText(/AI 상담/).first().waitFor();
  await ask(page, "고객센터 몇 시까지 해요?");
  await dialog(page).getByText(/평일/).first().waitFor();
  assert.deepEqual(problems, [], "the policy was violated");
  await close();
});

test("where customers must be signed in, a visitor is told so and a customer gets in", async () => {
  const { page, close } = await openWindow(browser, `${demo.url}/demo/signed-in`);
  await launcher(page).click();
  await dialog(page).getByText("로그인하신 고객님만").waitFor();
  await page.getByText(/error: .*identity_required/).waitFor();
  await page.locator("select[name=customer] option").first().waitFor({ state: "attached" });
  await page.getByRole("button", { name: /로그인/ }).first().click();
  await launcher(page).click();
  await dialog(page).getByText(/로그인됨/).waitFor();
  await close();
});

test("a token is renewed before it ends, and the conversation goes on", async () => {
  const { page, close } = await openWindow(browser, `${demo.url}/demo/signed-in`);
  await page.locator("select[name=customer] option").first().waitFor({ state: "attached" });
  await page.evaluate(() => { document.querySelector("select[name=seconds]").add(new Option("", "32", true, true)); });
  await page.getByRole("button", { name: /로그인/ }).first().click();
  await launcher(page).click();
  await dialog(page).getByText(/로그인됨/).waitFor();
  const renewed = page.waitForResponse(response => response.url().endsWith("/identity") && response.request().method() === "PUT", { timeout: 40_000 });
  await page.getByText("onToken").waitFor({ timeout: 40_000 });
  assert.equal((await renewed).status(), 200);
  await close();
});

test("a visitor's second tab joins the conversation of the first, and signing out ends it in both", async () => {
  const { page, close } = await openWindow(browser, `${demo.url}/demo/strict-csp`);
  await launcher(page).click();
  await ask(page, "카드 분실하면 어떻게 하나요?");
  await dialog(page).getByText("카드 분실하면 어떻게 하나요?").first().waitFor();
  const second = await page.context().newPage();
  await second.goto(`${demo.url}/demo/strict-csp`);
  await launcher(second).click();
  await dialog(second).getByText("카드 분실하면 어떻게 하나요?").first().waitFor();
  await second.evaluate(() => window.Dari("shutdown"));
  await dialog(page).waitFor({ state: "detached" });
  await launcher(page).click();
  await dialog(page).getByRole("log").getByText(/AI 상담/).first().waitFor();
  assert.equal(await dialog(page).getByText("카드 분실하면 어떻게 하나요?").count(), 0);
  await close();
});

test("the page's own mistakes cost the customer nothing", async () => {
  const { page, close } = await openWindow(browser, `${demo.url}/demo/anonymous`);
  await launcher(page).waitFor();
  // Slow enough that the language changes while the conversation opens.
  await page.route("**/v1/conversations", async route => { await sleep(1_000); await route.continue(); });
  await page.evaluate(() => {
    window.Dari("nonsense");
    window.Dari("on", "open", () => { throw new Error("the page's own"); });
    window.Dari("setLocale", "en-GB");
    window.Dari("open");
  });
  await dialog(page).getByRole("textbox", { name: /message/i }).waitFor();
  await page.evaluate(() => window.Dari("setLocale", "ko-KR"));
  await ask(page, "고객센터 몇 시까지 해요?");
  await dialog(page).getByText(/평일/).first().waitFor();
  await page.evaluate(() => { window.Dari("hide"); });
  await dialog(page).waitFor({ state: "detached" });
  assert.equal(await launcher(page).count(), 0);
  await page.evaluate(() => { window.Dari("show"); window.Dari("toggle"); });
  await dialog(page).waitFor();
  await close();
});

test("who signs in on the page goes on with what they wrote as a visitor", async () => {
  const { page, close } = await openWindow(browser, `${demo.url}/demo/anonymous`);
  await launcher(page).click();
  await ask(page, "카드 분실하면 어떻게 하나요?");
  await dialog(page).getByRole("log").getByText("카드 분실하면 어떻게 하나요?").first().waitFor();
  const field = dialog(page).getByRole("textbox", { name: /메시지/ });
  await field.fill("그리고 하나 더");
  const signed = await page.request.post(`${demo.url}/demo/sign-in`, { data: { customer: "minsu" } });
  const { person_token: userToken } = await signed.json();
  await page.evaluate(userToken => window.Dari("update", { userToken }), userToken);
  await dialog(page).getByText(/로그인됨/).waitFor();
  await dialog(page).getByRole("log").getByText("카드 분실하면 어떻게 하나요?").first().waitFor();
  assert.equal(await field.inputValue(), "그리고 하나 더", "the draft is kept");
  // Signing out leaves nothing, here or behind the key.
  const left = page.waitForRequest(request => request.method() === "DELETE" && request.url().endsWith("/key"));
  await page.evaluate(() => window.Dari("shutdown"));
  await left;
  await close();
});

test("from any site the conversation goes over to Telegram, and a link that is used up says so", async () => {
  const { page, close } = await openWindow(browser, `${demo.url}/demo/anonymous`);
  await launcher(page).click();
  await ask(page, "고객센터 몇 시까지 해요?");
  await dialog(page).getByText(/평일/).first().waitFor();
  const opened = page.context().waitForEvent("page");
  await dialog(page).getByRole("button", { name: /텔레그램/ }).click();
  const telegram = await opened;
  await telegram.waitForURL(/start=/);
  await telegram.close();
  await page.evaluate(() => window.Dari("shutdown"));
  await page.goto("about:blank");
  await page.goto(`${demo.url}/demo/anonymous#dari=used-up`);
  await dialog(page).getByText(/이미 쓰였거나/).waitFor();
  assert.ok(!page.url().includes("#dari"), "the code stays in the address");
  await close();
});

test("a page of another origin than the key's gets nothing", async () => {
  const { page, close } = await openWindow(browser, `${demo.url}/demo/strict-csp`);
  const refused = await page.evaluate(async server => {
    const open = body => fetch(`${server}/v1/conversations`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    const wrong = await open({ site_key: "nobody" });
    return [wrong.status, (await wrong.json()).error.code];
  }, demo.url.replace("localhost", "127.0.0.1"));
  assert.deepEqual(refused, [403, "unknown_site_key"]);
  await close();
});
