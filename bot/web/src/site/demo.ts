// The demo's own endpoints: its customers, signing in as one, and the texts their phone would receive.
import { command, Refused, type Server } from "../feed.ts";
import type { DemoCustomer, DemoText, DemoToken } from "../wire.ts";

const server: Server = { origin: "", credentials: "omit", headers: () => ({}) };

/** Nothing when the server is not a demo. */
export function demoCustomers(): Promise<DemoCustomer[] | undefined> {
  return command<DemoCustomer[]>(server, "GET", "/demo/customers").catch((why: unknown) => {
    if (why instanceof Refused && why.status === 404) return undefined;
    throw why;
  });
}

export async function signIn(customer: string): Promise<string> {
  const { person_token } = await command<DemoToken>(server, "POST", "/demo/sign-in", { customer });
  return person_token;
}

const ASK_EVERY = 2_000;

/** Calls `arrived` for every text on the conversation's phone that this tab has not shown yet. Returns how to stop. */
export function followTexts(conversation: string, arrived: (text: DemoText) => void): () => void {
  const shown = `daon:texts:${conversation}`;
  const ask = async () => {
    const texts = await command<DemoText[]>(server, "GET", `/demo/texts?conversation=${conversation}`).catch(() => []);
    const newest = Date.parse(sessionStorage.getItem(shown) ?? "") || 0;
    for (const text of texts) {
      if (Date.parse(text.at) <= newest) continue;
      sessionStorage.setItem(shown, text.at);
      arrived(text);
    }
  };
  const asking = setInterval(() => {
    if (document.visibilityState === "visible") void ask();
  }, ASK_EVERY);
  return () => clearInterval(asking);
}
