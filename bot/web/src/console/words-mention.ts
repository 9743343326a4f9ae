// What the console says about notes that call a colleague.

export const mentionKo = {
  view: "언급",
  none: { title: "나를 부른 메모가 없습니다", text: "동료가 메모에서 @로 부르면 여기에 모입니다." },
  fresh: "나를 부름",
  told: (by: string, customer: string, text: string) => `${by} 님이 메모에서 불렀습니다 (${customer} 고객): ${text}`,
  untold: (names: string) => `${names} 님은 지금 이 상담을 볼 수 없습니다. 볼 수 있게 되면 알려 드립니다.`,
  offers: { label: "동료 부르기", none: "그런 이름의 동료가 없습니다." },
  commands: { mention: "메모에서 동료 부르기", mentions: "나를 부른 메모 보기" },
};

export const mentionEn: typeof mentionKo = {
  view: "Mentions",
  none: { title: "No note calls you", text: "When a colleague calls you with @ in a note, it is kept here." },
  fresh: "Calls you",
  told: (by, customer, text) => `${by} calls you in a note (${customer}): ${text}`,
  untold: names => `${names} cannot see this conversation now, and will be told once they can.`,
  offers: { label: "Call a colleague", none: "No colleague of that name." },
  commands: { mention: "Call a colleague in a note", mentions: "View notes that call you" },
};
