// Why the server did not do it, and what to do: a sentence for each of its codes, in both languages.

import { table } from "./table.ts";

const ko = {
  network: "서버에 닿지 못했습니다. 연결을 확인하고 다시 시도해 주세요.",
  failed: "처리하지 못했습니다. 잠시 뒤에 다시 시도해 주세요.",
  unavailable: "지금은 처리할 수 없습니다. 잃은 것은 없으니 잠시 뒤에 다시 시도해 주세요.",
  too_often: "요청이 너무 많습니다. 잠시 뒤에 다시 시도해 주세요.",
  unauthenticated: "로그인이 끝났습니다. 다시 로그인해 주세요.",
  forbidden: "이 일을 할 권한이 없습니다.",
  not_found: "찾을 수 없습니다. 이미 끝난 상담일 수 있습니다.",
  refused: "지금 상태에서는 할 수 없는 일입니다. 그사이 상담이 바뀌었을 수 있으니 화면을 확인하고 다시 시도해 주세요.",
  already_claimed: "다른 상담원이 먼저 받았습니다.",
  no_capacity: "맡을 수 있는 상담 수를 채웠습니다. 하나를 마친 뒤 받아 주세요.",
  stale_epoch: "그사이 이 상담의 담당이 바뀌었습니다.",
  overtaken: "같은 순간에 대화가 바뀌었습니다. 다시 시도해 주세요.",
  client_id_reused: "같은 번호로 다른 글이 이미 저장되었습니다. 글을 새로 써서 보내 주세요.",
  too_large: "글이 너무 깁니다. 나누어 보내 주세요.",
  empty_message: "내용을 써 주세요.",
  malformed: "이 화면이 오래되어 서버가 읽지 못했습니다. 새로고침한 뒤 다시 시도해 주세요.",
  bad_client_id: "이 화면이 오래되어 서버가 읽지 못했습니다. 새로고침한 뒤 다시 시도해 주세요.",
  wrap_up_required: "주제와 한 줄 기록을 써 주세요.",
  unknown_flow: "봇이 모르는 주제입니다. 다른 주제를 골라 주세요.",
  cooldown_too_long: "하루보다 긴 시간은 정할 수 없습니다.",
  unknown_agent: "그런 동료가 없습니다. 상담 데스크에 있는 동료를 골라 주세요.",
  comment_required: "동료가 알 수 있게 이유를 짧게 써 주세요.",
  due_passed: "앞으로 올 시각을 골라 주세요.",
  until_passed: "앞으로 올 시각을 골라 주세요.",
};

const en: typeof ko = {
  network: "The server could not be reached. Check your connection and try again.",
  failed: "That did not work. Please try again shortly.",
  unavailable: "Not possible right now. Nothing was lost; please try again shortly.",
  too_often: "Too many requests. Please try again shortly.",
  unauthenticated: "Your session has ended. Please sign in again.",
  forbidden: "You may not do this.",
  not_found: "Not found. The conversation may have ended.",
  refused: "Not possible as things stand. The conversation may have changed: look again, then retry.",
  already_claimed: "A colleague was faster.",
  no_capacity: "You hold as many conversations as you can. Finish one first.",
  stale_epoch: "This conversation has changed hands meanwhile.",
  overtaken: "The conversation changed at the same moment. Please try again.",
  client_id_reused: "Other words were stored under the same number. Please write and send them anew.",
  too_large: "The text is too long. Please send it in parts.",
  empty_message: "Please write something.",
  malformed: "This page is too old for the server. Reload it and try again.",
  bad_client_id: "This page is too old for the server. Reload it and try again.",
  wrap_up_required: "Choose a topic and write one line.",
  unknown_flow: "The bot does not know this topic. Choose another one.",
  cooldown_too_long: "It cannot be longer than a day.",
  unknown_agent: "There is no such colleague. Choose one who sits at the desk.",
  comment_required: "Say in a few words why, for your colleagues.",
  due_passed: "Choose a time that is still to come.",
  until_passed: "Choose a time that is still to come.",
};

export const refusedKo = table(ko);
export const refusedEn = table(en);
