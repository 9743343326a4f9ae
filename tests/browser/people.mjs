// tests: who takes part: a customer with the widget open, an agent or lead signed in at the desk.
import { openWindow } from "./support.mjs";

/** The customer's window, signed in as one of the demo's customers, with the widget open. */
export async function openCustomer(browser, demo, name, options) {
  const window = await openWindow(browser, `${demo.url}/`, options);
  const { page } = window;
  await page.getByRole("button", { name: new RegExp(name) }).first().click();
  await page.getByRole("button", { name: new RegExp(name), pressed: true }).first().waitFor();
  await page.getByRole("button", { name: /^(상담하기|Chat)/ }).last().click();
  const widget = page.getByRole("dialog");
  await widget.waitFor();
  const say = async text => {
    const field = widget.getByRole("textbox", { name: /메시지|message/i });
    await field.fill(text);
    await field.press("Enter");
  };
  const log = widget.getByRole("log");
  const heard = text => log.getByText(text).last().waitFor();
  return { ...window, widget, say, log, heard };
}

/** Someone's window at the desk, signed in at an address of the console. */
export async function openDesk(browser, demo, login, { address = "/agent", ...options } = {}) {
  const window = await openWindow(browser, `${demo.url}${address}`, options);
  await signIn(window.page, login);
  return window;
}

/** The same, and taking conversations. */
export async function openAgent(browser, demo, login, options) {
  const window = await openDesk(browser, demo, login, options);
  const presence = window.page.getByRole("switch", { name: "상담 가능 상태" });
  await presence.waitFor();
  if ((await presence.getAttribute("aria-checked")) !== "true") await presence.click();
  return window;
}

async function signIn(page, login) {
  await page.getByLabel("아이디").fill(login);
  await page.getByLabel("비밀번호", { exact: true }).fill("dari-demo");
  await page.getByRole("button", { name: "로그인" }).click();
}
