// tests: a desk that is generated, behind the real pages: hundreds waiting, thousands of messages, every answer at will.
import { once } from "node:events";
import { createServer } from "node:http";

const MINUTE = 60_000;
const reasons = ["user_request", "low_confidence", "frustration", "policy_right", "authority", "technical"];
const queues = ["loan", "card", "debt", "rights", "general"];
const sayings = [
  "대출 심사가 어디까지 됐는지 알고 싶어요", "카드가 아직 안 왔어요. 언제쯤 받을 수 있을까요?", "이번 달 납부가 어려울 것 같아요",
  "금리를 낮출 수 있다고 들었는데 어떻게 신청하나요", "같은 말만 반복하시네요. 상담원 연결해 주세요", "신용점수가 왜 떨어졌나요?",
];
const answers = [
  "네, 확인해 보겠습니다. 잠시만 기다려 주세요.", "심사는 **5단계 중 3단계**입니다.\n- 서류 확인을 마쳤습니다\n- 영업일 2일 안에 결과를 알려 드립니다", "신청하신 내용은 접수되었습니다.",
];
const names = ["김*수", "이*영", "박*훈", "최*지", "정*", "손님"];
const at = ago => new Date(Date.now() - ago).toISOString();

export const agent = (id, more = {}) =>
  ({ id: `agent-${id}`, name: id, role: "agent", presence: "online", capacity: 4, holding: 1, queues: [], languages: ["ko"], ...more });

export const item = (n, more = {}) => ({
  handoff: `h-${n}`, conversation: `c-${n}`, name: names[n % names.length], channel: n % 5 ? "web" : "telegram", language: n % 9 ? "ko" : "en",
  reason: reasons[n % reasons.length], reason_sentence: "상담원을 직접 요청했습니다", priority: n % 11 ? "normal" : "high", queue: queues[n % queues.length],
  state: "queued", waiting_since: at((n + 1) * 20_000), due: at((n - 5) * MINUTE), last_words: sayings[n % sayings.length], last_at: at(n * 20_000),
  mood: (n % 5) / 2 - 1, frustration: 0.2, unread: n % 3, points: n, care: [], for_me: true, ...more,
});

export const customer = (seq, text, more = {}, ago = 0) => ({
  seq, number: seq, at: at(ago),
  fact: { type: "chat.said", data: { message: { author: { kind: "customer" }, text }, ...more } },
});
const reading = { intents: [["application_status", 0.82], ["document_status", 0.1]], in_scope: 0.97, sentiment: -0.4, frustration: 0.3, urgency: "none", model: "generated" };

/** A conversation of `count` messages, with a fact between them now and then. */
export function talk(count) {
  return Array.from({ length: count }, (_, index) => {
    const seq = index + 1;
    const when = at((count - index) * 20_000);
    if (seq === 1) return { seq, number: 1, at: when, fact: { type: "conversation.opened", data: { language: "ko" } } };
    if (seq % 12 === 0) return { seq, at: when, fact: { type: "lookup.done", data: { lookup: "application_progress", state: "review", level: "V1" } } };
    if (seq % 3 === 0) return { seq, number: seq, at: when, fact: { type: "chat.said", data: { message: { author: { kind: "bot" }, text: answers[seq % answers.length] } } } };
    return customer(seq, `${sayings[seq % sayings.length]} (${seq})`, { reading }, (count - index) * 20_000);
  });
}

export const context = (id, more = {}) => ({
  schema: "handoff.v1", handoff: `h-${id}`, conversation: `c-${id}`, channel: "web", language: "ko", taken_at: at(0),
  summary: [{ kind: "wish", text: `심사 진행 조회 — “${sayings[0]}”`, number: 2 }, { kind: "stopped", text: "상담원을 직접 요청했습니다", number: 2 }],
  who: { name: "김*수", level: "V1", notes: ["고객 3년"], consents: [] },
  wish: { sentence: "대출 심사가 어디까지 됐는지 알고 싶어 합니다", intent: "application_status", confidence: 0.82, words: sayings[0], number: 2 },
  reason: { code: "user_request", evidence: [{ signal: "request", number: 2, words: sayings[4] }] }, reason_sentence: "상담원을 직접 요청했습니다",
  priority: "normal", said: [], known: [{ label: "대출", value: "2024년 신용대출" }], mood: { points: [{ number: 2, sentiment: 0.2, frustration: 0.1 }, { number: 4, sentiment: -0.8, frustration: 0.4 }, { number: 5, sentiment: -0.4, frustration: 0.3 }], now: -0.4, frustration: 0.3, rated: [] },
  processes: [], around: [], open: [], must_not: ["금액·점수 언급은 본인확인(V2) 후"], next_steps: ["심사 단계와 남은 날을 확인해 알려 드리기"], ...more,
});

const reply = (short, title, text) => ({ id: `r-${short}`, language: "ko", short, title, text, version: 1, changed_at: at(0) });
export const replies = [
  reply("인사", "첫 인사", "{name} 고객님, 안녕하세요. {company} 상담원 {agent}입니다."),
  reply("접수", "접수 안내", "말씀하신 요청을 접수했습니다. 접수번호는 {receipt}입니다."),
];

/**
 * Starts it. `page(path)` gives the real pages; `desk` is the first picture, `talks` the events and `contexts` the contexts by
 * conversation, `holders` the colleagues who have them, `life` what happened around them by span, `faq` what a search finds, `canned` the team's replies. `answer(method, path, body)` may answer a
 * command, now or later; the default is 204.
 */
export async function startGenerated({ page, desk, talks = {}, contexts = {}, past = [], life = {}, seen = {}, holders = {}, faq = [], canned = replies, answer = () => undefined }) {
  let picture = desk;
  const desks = new Set(), rooms = new Map(), asked = [];
  const send = (to, event, data, id) => to.write(`event: ${event}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`);
  const json = (to, status, body) => { to.writeHead(status, { "content-type": "application/json" }); to.end(body === undefined ? "" : JSON.stringify(body)); };
  const stream = to => to.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  const held = id => picture.mine.find(one => one.conversation === id);
  const holder = id => held(id) ? picture.me.name : holders[id];
  const state = id => ({
    state: { control: holder(id) ? { holder: "agent", name: holder(id) } : { holder: "queued", position: 1, agents_online: 2 }, language: "ko", level: "V2", last_number: talks[id]?.length ?? 1 },
    epoch: 3, mine: held(id) !== undefined, ...(seen[id] && { seen: seen[id] }), handoff: `h-${id.slice(2)}`,
  });

  const server = createServer(async (request, response) => {
    const asked_for = new URL(request.url, "http://desk");
    const path = decodeURIComponent(asked_for.pathname);
    const room = /^\/v1\/agent\/conversations\/([^/]+)\/(.+)$/.exec(path);
    if (path === "/v1/agent/session") return json(response, 200, { agent: picture.me, csrf: "c" });
    if (path === "/v1/agent/events") {
      stream(response);
      desks.add(response);
      request.on("close", () => desks.delete(response));
      return send(response, "desk", picture);
    }
    if (room?.[2] === "events") {
      const [, id] = room;
      stream(response);
      const all = rooms.get(id) ?? new Set();
      rooms.set(id, all.add(response));
      request.on("close", () => all.delete(response));
      send(response, "state", state(id));
      const after = Number(request.headers["last-event-id"] ?? 0);
      for (const event of (talks[id] ?? talk(8)).filter(one => one.seq > after)) send(response, "event", event, event.seq);
      return;
    }
    if (room?.[2] === "past") return json(response, 200, past);
    if (room?.[2] === "around") return json(response, 200, { touches: life[asked_for.searchParams.get("span")] ?? [], more: false });
    if (room?.[2].startsWith("past/")) return json(response, 200, { events: talk(12), more: false });
    const context_of = /^\/v1\/handoffs\/h-([^/]+)\/context$/.exec(path);
    if (context_of) return json(response, 200, contexts[context_of[1]] ?? context(context_of[1]));
    if (path === "/v1/agent/faq") return json(response, 200, faq);
    if (path === "/v1/agent/canned" && canned) return json(response, 200, { revision: picture.canned, replies: canned });
    if (path.startsWith("/v1/")) {
      let body = "";
      for await (const part of request) body += part;
      asked.push({ method: request.method, path, body: body && JSON.parse(body) });
      const [status, given] = (await answer(request.method, path, body && JSON.parse(body))) ?? [204];
      return json(response, status, given);
    }
    const { status, type, body } = await page(path);
    response.writeHead(status, { "content-type": type });
    response.end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    asked,
    /** Draws another picture of the desk. */
    draw: next => { picture = next; for (const to of desks) send(to, "desk", next); for (const [id, all] of rooms) for (const to of all) send(to, "state", state(id)); },
    /** Something happens in a conversation. */
    say: (id, event) => { for (const to of rooms.get(id) ?? []) send(to, "event", event, event.seq); },
    stop: async () => { server.closeAllConnections(); server.close(); await once(server, "close"); },
  };
}

/** The desk of one agent, with so many waiting. */
export const deskOf = (waiting, more = {}) => ({
  me: agent("이민지", { id: "agent-minji", holding: more.mine?.length ?? 0 }),
  agents: [
    agent("이민지", { id: "agent-minji" }), agent("박준호", { holding: 2, queues: ["debt", "loan"], languages: ["ko", "en"] }),
    agent("한지우", { holding: 4, queues: ["card"] }), agent("오세라", { presence: "away", holding: 0 }), agent("윤도현", { presence: "offline", holding: 0 }),
  ],
  waiting: Array.from({ length: waiting }, (_, n) => item(n + 10)), mine: [], others: [], done: [], calls: [], mentions: [], canned: 1, ...more,
});
