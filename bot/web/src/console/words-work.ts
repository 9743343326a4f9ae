// What the console says about an agent's own work: the next one, passing on, promises, abuse, snoozing, the past.

export const workKo = {
  next: {
    action: "다음 상담 받기", taking: "받는 중…", nobody: "지금 받을 상담이 없습니다", nobodyText: "새 고객이 오면 여기에서 바로 받을 수 있습니다.",
    others: (count: number) => `기다리는 ${count}건은 그 일을 맡은 동료를 먼저 기다립니다.`,
    full: (holding: number, capacity: number) => `맡을 수 있는 만큼 맡았습니다 (${holding}/${capacity})`, fullText: "하나를 마치거나 돌려준 뒤 받아 주세요.",
    away: "자리 비움입니다", awayText: "상담 가능으로 바꾸면 받을 수 있습니다.",
  },
  preferred: "나를 찾음",
  transfer: {
    action: "동료에게 넘기기", title: "동료에게 넘기기", text: "고객은 원래 순서를 지키고, 넘긴다는 안내를 받습니다.", to: "어디로",
    queues: "팀", colleagues: "상담원", waiting: (count: number): string => count > 0 ? `${count}명 대기` : "대기 없음",
    online: (count: number): string => count > 0 ? `${count}명 근무` : "근무자 없음",
    load: (holding: number, capacity: number) => `상담 ${holding}/${capacity}`, here: "지금 팀", free: "바로 가능", full: "가득 참", all: "모든 팀",
    comment: "다음 상담원에게 남길 말", commentHint: "무엇을 했고, 고객이 지금 무엇을 원하는지", missingTo: "팀이나 상담원을 골라 주세요.",
    missingComment: "다음 상담원에게 남길 말을 써 주세요.", submit: "넘기기", done: (to: string) => `${to}에게 넘겼습니다. 고객에게는 안내했습니다.`,
    offline: "지금 아무도 근무하지 않아 고객이 기다리게 됩니다.", team: (name: string) => `${name} 팀`, read: (name: string) => `${name} 상담원이 넘기며 남긴 말`,
  },
  promises: {
    open: "약속", cases: "접수", action: "약속하기", title: "약속하기", text: "때가 되면 상담 데스크로 돌아와, 맡은 사람이 없으면 대기열에 나타납니다.",
    what: "무엇을 약속했나요", whatHint: "예: 심사 결과를 확인해 알려 드리기", when: "언제까지",
    presets: { hour: "1시간 뒤", evening: "오늘 18시", tomorrow: "내일 10시", date: "날짜 고르기" }, date: "날짜와 시각",
    missing: "무엇을 약속했는지 써 주세요.", passed: "앞으로 올 시각을 골라 주세요.", submit: "약속 남기기", done: "약속을 남겼습니다.",
    kept: "지켰음", keep: (text: string) => `지킨 약속으로 표시: ${text}`, keptDone: "지킨 약속으로 표시했습니다.", none: "열린 약속이 없습니다.",
    late: "지난 약속",
  },
  calls: {
    view: "예약", label: "연락 예약", none: { title: "예약된 연락이 없습니다", text: "기다리는 대신 나중에 연락받기로 한 고객이 모입니다." },
    at: (time: string) => `${time} 연락`, due: (span: string) => `${span} 뒤`, now: "곧 연락",
    arrived: (name: string) => `${name} 고객과 약속한 연락 시간입니다. 대기열 맨 앞쪽에 있습니다.`,
    note: (time: string) => `${time}에 이 대화로 먼저 연락하기로 했습니다. 시간이 되면 대기열에 나타납니다.`,
  },
  check: {
    action: "확인 전화 마침", title: "등록된 번호로 확인하셨나요?",
    text: "인증번호를 마친 고객에게 등록된 번호로 직접 전화해 본인임을 확인했을 때만 눌러 주세요. 정지 해제 같은 일을 할 수 있는 V3가 됩니다.",
    submit: "확인했습니다", done: (time: string) => `V3로 확인했습니다. ${time}까지 유효합니다.`,
  },
  back: {
    label: "봇이 할 일", dispositions: { settled: "마무리됨", go_on: "이어서 안내", promised: "약속까지 기다림" },
    hints: {
      settled: "봇은 마무리됐다고 알고 새 질문을 받습니다. 10분 안에 다시 상담원을 찾으면 나에게 먼저 옵니다.",
      go_on: "봇이 고른 주제를 이어서 안내합니다. 고객은 같은 말을 다시 하지 않아도 됩니다.",
      promised: "봇은 약속한 때에 상담원이 다시 챙긴다고 알립니다. 약속은 Alt+R로 남겨 두세요.",
    },
  },
  abuse: {
    action: "심한 표현에 대응", title: "심한 표현에 대응", text: "먼저 가리고, 이어지면 부탁하고, 그래도 이어지면 마칩니다. 무엇을 했는지 기록에 남습니다.",
    measures: { blurred: "가리기", warned: "부탁하기", ended: "상담 마치기" },
    explains: {
      blurred: "이 말을 상담원 화면에서 가립니다. 고객에게는 아무것도 보이지 않습니다.",
      warned: "“속상하신 마음은 충분히 이해해요. 다만 심한 표현이 이어지면 상담을 계속하기 어려워요.”라고 안내합니다.",
      ended: "상담을 마치고 고객에게 알립니다. 남긴 내용과 급한 접수는 그대로 할 수 있습니다.",
    },
    first: "먼저 한 번 부탁한 뒤에 마칠 수 있습니다.", submit: { blurred: "가리기", warned: "안내 보내기", ended: "상담 마치기" },
    done: { blurred: "말을 가렸습니다.", warned: "표현을 순화해 달라고 안내했습니다.", ended: "상담을 마쳤습니다. 잠시 쉬어 가셔도 됩니다." },
    covered: "심한 표현이 있어 가린 말입니다", show: "보기", hide: "다시 가리기", word: "가린 표현 보기",
  },
  snooze: {
    action: "미루기", title: "이 상담 미루기", text: "목록 아래로 내려 두고, 시간이 되거나 고객이 글을 쓰면 다시 올립니다.",
    presets: { ten: "10분 뒤", hour: "1시간 뒤", evening: "오늘 18시", customer: "고객이 쓸 때까지" }, limit: "길어도 하루 뒤에는 다시 나타납니다.",
    until: (time: string) => `${time}까지 미룸`, submit: "미루기", wake: "지금 다시 보기",
    done: "미뤄 두었습니다.", woken: (name: string) => `미뤄 둔 ${name} 고객의 상담입니다.`, first: "첫 답장을 보낸 상담만 미룰 수 있습니다.",
  },
  past: {
    label: "지난 상담", none: "처음 오신 분입니다.", open: (day: string) => `${day} 상담 읽기`, back: "지금 상담으로 돌아가기", reading: (day: string) => `${day} 상담 · 읽기만 할 수 있습니다`,
    more: "이보다 앞선 내용은 보이지 않습니다.", failed: "지난 상담을 불러오지 못했습니다.", going: "진행 중", talk: "봇과 나눈 대화",
  },
  commands: {
    take: "다음 상담 받기", transfer: "동료에게 넘기기", promise: "약속하기", snooze: "상담 미루기", calls: "연락 예약 보기", check: "확인 전화 마침",
    closeNext: "종료하고 다음 상담으로",
  },
};

export const workEn: typeof workKo = {
  next: {
    action: "Take the next one", taking: "Taking…", nobody: "Nothing waits for you", nobodyText: "New customers can be taken here at once.",
    others: count => `${count} waiting ${count === 1 ? "is" : "are"} for colleagues who know the matter first.`,
    full: (holding, capacity) => `You are at your limit (${holding} of ${capacity})`, fullText: "Finish or return one first.",
    away: "You are away", awayText: "Go online to take conversations.",
  },
  preferred: "For you",
  transfer: {
    action: "Pass on", title: "Pass on to a colleague", text: "The customer keeps their place in line and is told that you pass them on.", to: "To",
    queues: "Teams", colleagues: "Colleagues", waiting: count => count > 0 ? `${count} waiting` : "nobody waits",
    online: count => count > 0 ? `${count} online` : "nobody online",
    load: (holding, capacity) => `${holding} of ${capacity} held`, here: "current team", free: "free now", full: "full", all: "all teams",
    comment: "For whoever takes over", commentHint: "What you did, and what the customer wants now", missingTo: "Choose a team or a colleague.",
    missingComment: "Write a line for whoever takes over.", submit: "Pass on", done: to => `Passed on to ${to}. The customer has been told.`,
    offline: "Nobody is online there now, so the customer will wait.", team: name => name, read: name => `${name} passed it on and wrote`,
  },
  promises: {
    open: "Promises", cases: "Cases", action: "Add one", title: "Make a promise", text: "It comes back to the desk when it is due; if nobody holds the conversation, it waits in the queue.",
    what: "What did you promise", whatHint: "For example: check the review and tell the result", when: "By when",
    presets: { hour: "In 1 hour", evening: "Today 18:00", tomorrow: "Tomorrow 10:00", date: "Choose a date" }, date: "Date and time",
    missing: "Write what you promised.", passed: "Choose a time that is still to come.", submit: "Keep it", done: "The promise is noted.",
    kept: "Kept", keep: text => `Mark as kept: ${text}`, keptDone: "Marked as kept.", none: "No open promises.",
    late: "Late",
  },
  calls: {
    view: "Calls", label: "Call-backs", none: { title: "No call-backs booked", text: "Customers who chose to be contacted later instead of waiting." },
    at: time => `Contact ${time}`, due: span => `in ${span}`, now: "due soon",
    arrived: name => `It is the time agreed with ${name}. They wait near the head of the queue.`,
    note: time => `We agreed to get back in this conversation on ${time}. It comes to the queue then.`,
  },
  check: {
    action: "I called them back", title: "Did you call the registered number?",
    text: "Confirm only if you yourself called the registered number of a customer who had given the one-time code. It raises them to V3, which allows things such as undoing a stop.",
    submit: "Yes, I did", done: time => `Verified as V3, valid until ${time}.`,
  },
  back: {
    label: "Left for the bot", dispositions: { settled: "Nothing", go_on: "Go on", promised: "Wait for us" },
    hints: {
      settled: "The bot knows that it is settled and takes new questions. Whoever needs a person within 10 minutes comes to you first.",
      go_on: "The bot goes on with the chosen topic. The customer need not repeat anything.",
      promised: "The bot says that an agent comes back to it as promised. Note the promise with Alt+R.",
    },
  },
  abuse: {
    action: "Meet strong words", title: "Meet strong words", text: "Cover first, then ask, and end only if it goes on. What you did is on record.",
    measures: { blurred: "Cover", warned: "Ask", ended: "End" },
    explains: {
      blurred: "The message is covered on agents’ screens. The customer sees nothing of it.",
      warned: "They read: “We understand that this is upsetting. If the strong words go on, we cannot continue this conversation.”",
      ended: "The conversation ends and the customer is told. What they wrote is kept, and urgent matters can still be reported.",
    },
    first: "Ask once before you end it.", submit: { blurred: "Cover it", warned: "Send the request", ended: "End the conversation" },
    done: { blurred: "The message is covered.", warned: "They were asked for calmer words.", ended: "Ended. Take a moment if you need one." },
    covered: "Strong words, covered", show: "Show", hide: "Cover again", word: "Show the covered word",
  },
  snooze: {
    action: "Snooze", title: "Snooze this conversation", text: "It moves to the end of your list and comes back at the time, or when the customer writes.",
    presets: { ten: "10 minutes", hour: "1 hour", evening: "Today 18:00", customer: "Until they write" }, limit: "It comes back after a day at the latest.",
    until: time => `Snoozed until ${time}`, submit: "Snooze", wake: "Back now",
    done: "Snoozed.", woken: name => `Back from snooze: ${name}.`, first: "Send your first reply before you snooze it.",
  },
  past: {
    label: "Earlier", none: "They write to us for the first time.", open: day => `Read the conversation of ${day}`, back: "Back to the conversation", reading: day => `Conversation of ${day} · read only`,
    more: "What came before is not shown.", failed: "The earlier conversations could not be loaded.", going: "open", talk: "With the bot",
  },
  commands: {
    take: "Take the next one", transfer: "Pass on to a colleague", promise: "Make a promise", snooze: "Snooze", calls: "View call-backs", check: "I called them back",
    closeNext: "Close and go to the next",
  },
};
