// tests: a real browser on a real demo.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../../", import.meta.url));
const binary = process.env.DARI_BIN ?? `${root}target/debug/dari`;
/** Screenshots are kept where this names a directory. */
export const shots = process.env.DARI_SHOTS;

/** Seconds to wait for what should come; busy machines need more. */
const patience = Number(process.env.DARI_PATIENCE ?? 20);

export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Starts `dari demo` on a free port, with these settings besides; `stop` ends it. */
export async function startDemo(settings = {}) {
  const port = await freePort();
  const env = { ...process.env, ...settings };
  const child = spawn(binary, ["demo", "--port", String(port)], { stdio: ["ignore", "pipe", "pipe"], env });
  const url = `http://localhost:${port}`;
  const ended = once(child, "exit");
  for (let tries = 0; tries < patience * 10; tries++) {
    try {
      if ((await fetch(`${url}/readyz`)).ok) {
        return { url, stop: async () => { child.kill("SIGTERM"); await ended; } };
      }
    } catch {
      // It is still starting.
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  child.kill("SIGKILL");
  throw new Error(`${binary} demo did not become ready in ${patience} seconds`);
}

export async function startBrowser() {
  return chromium.launch({
    executablePath: process.env.DARI_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"],
  });
}

/** A window of its own: cookies and storage are shared with no other. Problems on the page fail the test. */
export async function openWindow(browser, url, options = {}) {
  const context = await browser.newContext({ locale: "ko-KR", timezoneId: "Asia/Seoul", viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(patience * 1000);
  const problems = [];
  page.on("pageerror", error => problems.push(String(error)));
  page.on("console", message => {
    // A refused request is part of some tests; a script or policy problem is never.
    if (message.type() === "error" && !message.text().includes("Failed to load resource")) problems.push(message.text());
  });
  await page.goto(url);
  return { page, problems, close: () => context.close() };
}

export async function shot(page, name) {
  if (!shots) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: `${shots}/${name}.png`, animations: "disabled" });
}
