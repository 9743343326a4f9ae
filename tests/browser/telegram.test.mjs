// tests: the Telegram channel against a Bot API that others wrote (npm: telegram-test-api).
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import TelegramServer from "telegram-test-api";
import { freePort, startDemo } from "./support.mjs";

const token = "1:test";
let telegram, demo;
before(async () => {
  telegram = new TelegramServer({ port: await freePort(), host: "127.0.0.1", storeTimeout: 600 });
  await telegram.start();
  demo = await startDemo({
    DARI_TELEGRAM__MODE: "polling",
    DARI_TELEGRAM__TOKEN: token,
    DARI_TELEGRAM__API_URL: telegram.config.apiURL,
    DARI_TELEGRAM__BETWEEN_MS: "50",
  });
});
after(async () => { await demo?.stop(); await telegram?.stop(); });

/** Somebody with the app; `hears` waits for a message of the bot with this in it. */
function phone(id) {
  const client = telegram.getClient(token, { userId: id, chatId: id });
  const said = () => telegram.storage.botMessages.filter(({ message }) => Number(message.chat_id) === id);
  return {
    say: text => client.sendMessage(client.makeMessage(text)),
    command: text => client.sendCommand(client.makeCommand(text)),
    tap(message, data) {
      const under = { message_id: message.messageId, date: Math.floor(Date.now() / 1000) };
      return client.sendCallback(client.makeCallbackQuery(data, { message: under }));
    },
    hears: part => until(`a message with ${part}`, () => said().findLast(({ message }) => part.test(message.text))),
  };
}

async function until(what, found) {
  for (let tries = 0; tries < 400; tries++) {
    const result = await found();
    if (result) return result;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  const all = telegram.storage.botMessages.map(({ message }) => message.text);
  throw new Error(`${what} does not come; the bot said ${JSON.stringify(all)}`);
}

/** An agent at the desk, over its API. */
async function agent() {
  const at = path => `${demo.url}/v1/${path}`;
  const json = { "content-type": "application/json" };
  const session = await fetch(at("agent/session"), { method: "POST", headers: json, body: JSON.stringify({ login: "minji", password: "dari-demo" }) });
  const cookie = session.headers.getSetCookie().map(each => each.split(";")[0]).join("; ");
  const headers = { ...json, cookie, "x-dari-csrf": (await session.json()).csrf };
  const send = async (method, path, body) => {
    const response = await fetch(at(path), { method, headers, body: JSON.stringify(body) });
    assert.ok(response.ok, `${path}: ${response.status}`);
    return response.status === 204 ? undefined : response.json();
  };
  await send("PUT", "agent/presence", { presence: "online" });
  return {
    send,
    /** The first picture of the desk. */
    async desk() {
      const stream = await fetch(at("agent/events"), { headers });
      let text = "";
      for await (const part of stream.body.pipeThrough(new TextDecoderStream())) {
        text += part;
        const found = /event: ?desk\n(?:id:.*\n)?data: ?(.*)\n/.exec(text) ?? /data: ?(.*)\nevent: ?desk\n/.exec(text);
        if (found) return JSON.parse(found[1]);
      }
    },
  };
}

test("a customer writes, taps, asks for a person and hears from one", async () => {
  const customer = phone(4711);
  await customer.command("/start");
  const greeting = await customer.hears(/^<i>AI 상담<\/i>/);
  const button = greeting.message.reply_markup.inline_keyboard[0][0];
  assert.ok(button.callback_data.length <= 64);
  await customer.tap(greeting, button.callback_data);
  await until("the chosen button", () => telegram.storage.botMessages.some(
    ({ messageId, message }) => messageId === greeting.messageId && JSON.stringify(message.reply_markup).includes("✓")));

  await customer.say("고객센터 몇 시까지 해요?");
  await customer.hears(/18시|오후 6시|18:00|6시/);

  await customer.command("/agent");
  await customer.hears(/⏳/);
  const desk = await agent();
  const item = await until("somebody who waits", async () => (await desk.desk())?.waiting.find(({ channel }) => channel === "telegram"));
  const { conversation, epoch } = await desk.send("POST", `handoffs/${item.handoff}/claim`, {});
  await customer.hears(/들어왔어요/);
  await desk.send("POST", `agent/conversations/${conversation}/messages`, { client_id: "a1", text: "안녕하세요 <민지>입니다", epoch });
  await customer.hears(/&lt;민지&gt;입니다/);
});
