// A team's replies, for tests.

import type { CannedReply } from "../wire.ts";

export const reply = (short: string, title: string, text: string, more: Partial<CannedReply> = {}): CannedReply => ({
  id: `r-${short}`,
  language: "ko",
  short,
  title,
  text,
  version: 1,
  changed_at: "2026-11-22T12:00:00Z",
  ...more,
});

export const canned: CannedReply[] = [
  reply("인사", "첫 인사", "{name} 고객님, 안녕하세요. {company} 상담원 {agent}입니다. 바로 확인하겠습니다."),
  reply("확인", "잠시 살펴보기", "네, 살펴보고 있습니다."),
  reply("확인전화", "전화", "등록된 번호로 전화드리겠습니다."),
  reply("hello", "First words", "Hello {name}.", { language: "en" }),
];
