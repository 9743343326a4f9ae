// What the console says about the context: the summary, consents, scores, similar cases, and the life around it.

import type { SummaryKind } from "../wire.ts";

export const contextKo = {
  summary: {
    label: "요약", kinds: { wish: "원하는 것", tried: "해 본 것", turned: "기분이 나빠진 곳", stopped: "넘어온 이유", open: "남은 일" } as Record<SummaryKind, string>,
    toNote: "요약을 메모에 적기",
  },
  consents: "동의",
  rated: (survey: string, score: number, ago: string) => `${survey === "nps" ? `추천 의향 ${score}/10` : `지난 만족도 ${score}/5`} · ${ago}`,
  similar: { label: "비슷한 건", solved: (span: string, ago: string) => `${span ? `${span} 만에 ` : ""}해결 · ${ago}` },
  life: {
    all: "전체 보기", span: "기간", spans: { day: "24시간", week: "7일", month: "30일", all: "전체" }, channel: "채널", every: "모두",
    none: "이 기간에 다른 일이 없습니다.", noneThere: "이 채널에는 없습니다.", failed: "불러오지 못했습니다.", more: "더 앞의 일은 보이지 않습니다.",
    label: (count: number) => `전후 일 ${count}건`,
  },
};

export const contextEn: typeof contextKo = {
  summary: {
    label: "In short", kinds: { wish: "Wants", tried: "Tried", turned: "Mood turned", stopped: "Why you", open: "Open" },
    toNote: "Put the summary into a note",
  },
  consents: "Consents",
  rated: (survey, score, ago) => `${survey === "nps" ? `Would recommend ${score}/10` : `Last satisfaction ${score}/5`} · ${ago}`,
  similar: { label: "Like it", solved: (span, ago) => `solved${span ? ` in ${span}` : ""} · ${ago}` },
  life: {
    all: "Show all", span: "Time span", spans: { day: "24 h", week: "7 d", month: "30 d", all: "All" }, channel: "Channel", every: "All",
    none: "Nothing else happened then.", noneThere: "Nothing on this channel.", failed: "Could not be loaded.", more: "What came before is not shown.",
    label: count => `${count} things around it`,
  },
};
