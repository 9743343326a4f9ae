// tests: what customers feel: keyboard, screen reader, history, transcript, failed sends.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { violations as violationsOf } from "./axe.mjs";
import { openWindow, startBrowser, startDemo } from "./support.mjs";

let demo, browser;
before(async () => { demo = await startDemo(); browser = await startBrowser(); });
after(async () => { await browser?.close(); await demo?.stop(); });

async function openWidget(options, path = "/") {
  const window = await openWindow(browser, `${demo.url}${path}`, options);
  const { page } = window;
  const launcher = page.locator(".launcher");
  await launcher.click();
  const widget = page.getByRole("dialog");
  const log = widget.getByRole("log");
  await log.getByText(/AI/).first().waitFor();
  const field = widget.getByRole("textbox", { name: /메시지|message/i });
  const say = async text => { await field.fill(text); await field.press("Enter"); };
  return { ...window, launcher, widget, log, field, say };
}

// Best practices belong to whole pages; the widget answers for what WCAG asks.
const violations = page => violationsOf(page, "dari-widget");

for (const colorScheme of ["light", "dark"]) {
  test(`a screen reader finds nothing wrong in the ${colorScheme}`, async () => {
    const { page, launcher, widget, say, close } = await openWidget({ colorScheme });
    await say("조회만 해도 신용점수 떨어지나요?");
    await widget.getByRole("group", { name: "도움이 됐나요?" }).first().waitFor();
    await widget.locator("summary").first().click();
    await say("보이스피싱 당한 것 같아요");
    await widget.getByRole("link", { name: /112/ }).first().waitFor();
    await page.waitForTimeout(400);
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press("Escape");
    await launcher.waitFor();
    assert.deepEqual(await violations(page), []);
    await close();
  });
}

test("focus goes in on opening, around in reading order, and back on Esc", async () => {
  const { page, widget, launcher, close } = await openWidget();
  const focused = () => page.evaluate(() => {
    const { activeElement } = document.querySelector("dari-widget").shadowRoot;
    return activeElement?.getAttribute("aria-label") ?? activeElement?.textContent ?? "";
  });
  assert.match(await focused(), /메시지/);
  await page.keyboard.press("Shift+Tab");
  const seen = [];
  for (let step = 0; step < 12 && !(await focused()).match(/English/); step++) { seen.push(await focused()); await page.keyboard.press("Shift+Tab"); }
  assert.equal(await focused(), "English", `backwards from the field: ${seen.join(" ← ")}`);
  await page.keyboard.press("Escape");
  await widget.waitFor({ state: "detached" });
  await launcher.waitFor();
  assert.match(await focused(), /상담하기/);
  await page.keyboard.press("Enter");
  await widget.waitFor();
  await close();
});

test("an unfinished Korean syllable is not sent by Enter", async () => {
  const { page, field, log, close } = await openWidget();
  await field.fill("안녕하세");
  await field.evaluate(node => node.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true })));
  await page.waitForTimeout(200);
  assert.equal(await field.inputValue(), "안녕하세");
  assert.equal(await log.getByText("안녕하세", { exact: true }).count(), 0);
  await close();
});

test("older messages come by scrolling up, and the place is kept", async () => {
  const { page, log, say, close } = await openWidget();
  for (let n = 1; n <= 30; n++) { await say(`${n}번째 질문: 고객센터 몇 시까지 해요?`); }
  await log.getByText("30번째 질문", { exact: false }).first().waitFor();
  await page.waitForFunction(() => document.querySelector("dari-widget").shadowRoot.querySelectorAll(".mine [data-number]").length >= 30);
  await page.reload();
  await page.locator("dari-widget .log [data-number]").last().waitFor();
  const first = () => log.locator("[data-number]").first().getAttribute("data-number").then(Number);
  const before = await first();
  assert.ok(before > 1, "everything fitted into one page");
  await log.evaluate(node => { node.scrollTop = 0; });
  await page.waitForFunction(was => Number(document.querySelector("dari-widget").shadowRoot.querySelector("[data-number]").dataset.number) < was, before);
  assert.ok(await log.evaluate(node => node.scrollTop) > 0, "the reader was thrown to the beginning");
  await close();
});

test("the whole conversation can be taken along as a file", async () => {
  const { page, widget, say, log, close } = await openWidget();
  await say("고객센터 몇 시까지 해요?");
  await log.getByText(/평일/).last().waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), widget.getByRole("button", { name: "대화 내려받기" }).click()]);
  const text = await readFile(await file.path(), "utf8");
  assert.match(text, /^\ufeff\[/);
  assert.match(text, /나: 고객센터 몇 시까지 해요\?/);
  assert.match(text, /AI 상담: /);
  assert.match(file.suggestedFilename(), /\.txt$/);
  await close();
});

test("a draft and what could not be sent survive a reload without a connection", async () => {
  const { page, widget, say, field, close } = await openWidget();
  await page.context().route("**/messages", route => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await say("지금은 못 나가는 글");
  await widget.getByText(/연결되면 보낼게요/).first().waitFor();
  await field.fill("쓰다 만 글");
  await page.reload();
  await widget.getByText("지금은 못 나가는 글").first().waitFor();
  assert.equal(await field.inputValue(), "쓰다 만 글");
  await page.context().unroute("**/messages");
  await widget.getByText("보냄").first().waitFor();
  assert.equal(await widget.getByText("지금은 못 나가는 글", { exact: true }).count(), 1);
  await close();
});

test("on a phone it fills the screen, holds the focus, and moves little for who asked for that", async () => {
  const { page, widget, close } = await openWidget({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, reducedMotion: "reduce" });
  const box = await widget.boundingBox();
  assert.deepEqual([box.x, box.y, box.width, box.height], [0, 0, 360, 740]);
  assert.equal(await widget.getAttribute("aria-modal"), "true");
  for (let step = 0; step < 15; step++) {
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement === document.querySelector("dari-widget")), "the focus left the screen");
  }
  const moving = await page.evaluate(() => document.querySelector("dari-widget").shadowRoot.getAnimations().length);
  assert.equal(moving, 0);
  assert.equal(await widget.getByRole("textbox", { name: /메시지/ }).evaluate(node => getComputedStyle(node).fontSize), "16px", "iOS zooms into smaller fields");
  await close();
});
