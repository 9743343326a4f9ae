// What the console says of news: danger, conversations that are given to me, the title of the page.

/** Somebody without a name is called a visitor and nothing else. */
const customer = (name: string) => name === "손님" ? name : `${name} 고객`;

export const newsKo = {
  open: "상담 열기",
  danger: {
    title: (name: string) => `긴급 신호: ${customer(name)}`,
    mine: (_holder: string): string => "내가 맡은 상담입니다. 지금 바로 봐 주세요.",
    waiting: (_holder: string): string => "아직 받은 사람이 없습니다. 지금 바로 받아 주세요.",
    others: (holder: string): string => holder ? `${holder} 상담원이 맡고 있습니다. 함께 봐 주세요.` : "다른 상담원이 맡고 있습니다. 함께 봐 주세요.",
    dismiss: (name: string) => `${customer(name)}의 긴급 알림 닫기`,
    page: "긴급",
  },
  given: {
    by: (giver: string, name: string, comment: string) => `${giver} 님이 ${customer(name)}의 상담을 맡겼습니다${comment && `: ${comment}`}`,
    pushed: (name: string, reason: string) => `${customer(name)}의 상담이 나에게 배정되었습니다 (${reason}).`,
    asksBy: (giver: string, name: string, comment: string) => `${giver} 님이 ${customer(name)}의 상담을 나에게 넘겼습니다. 대기에서 받아 주세요${comment && `: ${comment}`}`,
    asks: (name: string) => `전에 상담하신 ${customer(name)}이 다시 기다립니다. 대기에서 받아 주세요.`,
  },
  commands: { danger: "긴급 상담 열기" },
};

export const newsEn: typeof newsKo = {
  open: "Open",
  danger: {
    title: name => `Emergency: ${name}`,
    mine: () => "You hold this conversation. Please look now.",
    waiting: () => "Nobody has taken it yet. Please take it now.",
    others: holder => holder ? `${holder} holds it. Please look on.` : "A colleague holds it. Please look on.",
    dismiss: name => `Dismiss the emergency of ${name}`,
    page: "Emergency",
  },
  given: {
    by: (giver, name, comment) => `${giver} gave you the conversation with ${name}${comment && `: ${comment}`}`,
    pushed: (name, reason) => `The conversation with ${name} was given to you (${reason}).`,
    asksBy: (giver, name, comment) => `${giver} passed ${name} on to you. Take it from Waiting${comment && `: ${comment}`}`,
    asks: name => `${name}, whom you served before, waits again. Take it from Waiting.`,
  },
  commands: { danger: "Open the emergency" },
};
