// Rows and pictures of a desk, for tests.

import type { AgentView, Desk, DeskItem } from "../wire.ts";

export const me: AgentView = {
  id: "a",
  name: "이하늘",
  role: "agent",
  presence: "online",
  capacity: 3,
  holding: 0,
  queues: [],
  skills: [],
  languages: [],
};
export const item = (id: string, more: Partial<DeskItem> = {}): DeskItem => ({
  handoff: `h-${id}`,
  conversation: `c-${id}`,
  name: `고객 ${id}`,
  channel: "web",
  language: "ko",
  reason: "user_request",
  reason_sentence: "상담원을 요청했어요",
  priority: "normal",
  queue: "general",
  state: "queued",
  waiting_since: "2026-11-22T12:00:00Z",
  due: "2026-11-22T12:10:00Z",
  last_words: "상담원이요",
  last_at: "2026-11-22T12:01:00Z",
  mood: 0,
  frustration: 0,
  unread: 0,
  ...more,
});
export const desk = (waiting: DeskItem[], more: Partial<Desk> = {}): Desk => ({
  me,
  agents: [],
  waiting,
  mine: [],
  others: [],
  done: [],
  calls: [],
  mentions: [],
  canned: 1,
  ...more,
});
