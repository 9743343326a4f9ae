//! bot: what the bot says in Korean.

use std::fmt::Write as _;

use handoff::emergency::Emergency;
use jiff::civil::{Date, DateTime, Weekday};
use nlu::Intent;

use super::{Because, Desk, Label, Offer, Won, thousands};
use crate::flow::request::Request;
use crate::mask::Kind;
use crate::settings::Company;

mod alarm;
mod clarify;
mod lookup;
mod report;
mod request;
pub(super) mod telegram;

pub(super) use alarm::{
    alarm, ask_danger, no_unknown_charge, not_from_us, nothing_given, still_with_you, suspicious, unknown_charge,
};
pub(super) use clarify::clarify;
pub(super) use lookup::{
    choose, code_offer_stands, down, lookup_name, not_in_messenger, nothing_found, sign_in, slow, ticket_next,
    ticket_title, why_code,
};
pub(super) use report::{
    adjustment, application, block, debit, delivery, dispute, hardship, limit, overdue, papers, payoff, rate, rate_cut,
    rejection, repayment, score_change, scores, statement,
};
pub(super) use request::{
    ask_slot, case_late, case_number, case_state, case_steps, case_words, not_in_messenger_to, nothing_to_cancel,
    receipt_next, receipt_title, request_title, request_waits, request_withdrawn, sign_in_to, slot_options, step_up,
    taken, taken_as, taken_before, taken_instead, why_code_to,
};

pub(super) fn greeting(company: &str, name: Option<&str>, person_first: bool) -> String {
    let hello = match name {
        Some(name) => format!("{name} 고객님, 안녕하세요. {company} AI 상담입니다."),
        None => format!("안녕하세요. {company} AI 상담입니다."),
    };
    if person_first {
        format!("{hello} 상담원과 바로 이야기하셔도 되고, 저에게 물어보셔도 돼요. 언제든 ‘상담원’이라고 말씀해 주세요.")
    } else {
        format!("{hello} 언제든 ‘상담원’이라고 말씀하시면 사람이 이어서 도와드려요. 무엇이 궁금하세요?")
    }
}

pub(super) fn hello() -> String {
    "안녕하세요. 무엇을 도와드릴까요?".into()
}

pub(super) fn thanks() -> String {
    "도움이 되었다니 기뻐요. 더 궁금한 것이 있으면 편하게 말씀해 주세요.".into()
}

pub(super) fn bye() -> String {
    "네, 좋은 하루 보내세요. 필요하실 때 언제든 다시 말씀해 주세요.".into()
}

pub(super) fn acknowledged() -> String {
    "네, 알겠습니다. 더 필요한 것이 있으면 말씀해 주세요.".into()
}

pub(super) fn no_hurry() -> String {
    "네, 천천히 하세요. 준비되시면 이어서 말씀해 주세요.".into()
}

pub(super) fn identity() -> String {
    "저는 사람이 아니라 AI 상담이에요. 심사 진행, 납부일, 연체 금액, 카드 배송을 찾아 드리고 대출·카드·신용점수에 관한 궁금증에 답해요. 나눈 내용은 상담을 돕기 위해 기록되고, 개인 번호는 가려서 저장해요. 사람이 필요하시면 ‘상담원’이라고 말씀해 주세요.".into()
}

pub(super) fn menu() -> String {
    "이런 일을 도와드릴 수 있어요. 고르셔도 되고, 편하게 적어 주셔도 돼요.".into()
}

pub(super) fn restarted() -> String {
    "네, 처음부터 다시 시작할게요. 무엇을 도와드릴까요?".into()
}

pub(super) fn left_task() -> String {
    "네, 여기서 멈출게요. 다른 것이 필요하시면 말씀해 주세요.".into()
}

pub(super) fn nothing_open() -> String {
    "지금 진행 중인 것은 없어요. 필요하실 때 언제든 말씀해 주세요.".into()
}

pub(super) fn nothing_to_repeat() -> String {
    "아직 말씀드린 내용이 없어요. 무엇이 궁금하신지 적어 주세요.".into()
}

pub(super) fn no_longer_text() -> String {
    "이 내용은 여기까지예요. 더 자세한 것은 상담원에게 물어보실 수 있어요.".into()
}

pub(super) fn simpler(short: &str, glossary: &[(String, String)]) -> String {
    let mut text = format!("쉽게 다시 말씀드릴게요.\n{short}");
    for (term, meaning) in glossary.iter().take(4) {
        let _ = write!(text, "\n- {term}: {meaning}");
    }
    text
}

pub(super) fn longer(title: &str, long: &str) -> String {
    format!("‘{title}’에 대해 자세히 알려 드릴게요.\n{long}")
}

pub(super) fn language_changed() -> String {
    "네, 이제 한국어로 말씀드릴게요.".into()
}

pub(super) fn sorry() -> String {
    "불편하셨겠어요. 죄송합니다.".into()
}

pub(super) fn hard_time() -> String {
    "마음이 무거우셨겠어요. 함께 방법을 찾아볼게요.".into()
}

pub(super) fn heavy_heart() -> String {
    "많이 힘드셨겠어요. 마음이 버거우실 때는 109(24시간)에 전화해 이야기하셔도 돼요.".into()
}

pub(super) fn masked(kinds: &[Kind]) -> String {
    let mut names: Vec<&str> = kinds.iter().map(|kind| kind_name(*kind)).collect();
    names.dedup();
    format!("방금 적어 주신 {} 정보는 안전을 위해 가려서 저장했어요. 이 대화에는 적지 않으셔도 돼요.", names.join("·"))
}

pub(super) fn masked_only() -> String {
    "번호 없이도 도와드릴 수 있어요. 무엇이 궁금하신지 말씀해 주세요.".into()
}

pub(super) fn hand_over(because: Because, desk: Desk) -> String {
    let step_up;
    let warm = match because {
        Because::Asked => "네, 상담원에게 연결할게요.",
        Because::Accepted => "네, 상담원이 이어서 도와드릴게요.",
        Because::Hardship => {
            "미리 말씀해 주셔서 고맙습니다. 나눠 내기, 미루기, 기간 늘리기를 상담원이 함께 찾아드릴게요."
        }
        Because::Right => "법으로 보장된 권리라서 사람이 직접 살펴보고 답해 드려요.",
        Because::Complaint => {
            "불편을 드려 죄송합니다. 말씀하신 내용을 상담원이 직접 듣고, 원하시면 민원으로 기록할게요."
        }
        Because::Death => {
            "삼가 위로의 말씀을 드립니다. 서두르지 않으셔도 돼요. 필요한 절차를 상담원이 하나씩 안내해 드릴게요."
        }
        Because::Undo => "정지를 푸는 일은 안전을 위해 상담원이 등록된 번호로 확인한 뒤에 해 드려요.",
        Because::Minor => {
            "혼자 걱정하지 않으셔도 돼요. 상담원이 함께 살펴볼게요. 청소년 상담전화 1388은 24시간 전화할 수 있어요."
        }
        Because::Promise => "연락을 기다리셨군요. 죄송합니다. 약속된 내용을 상담원이 바로 확인할게요.",
        Because::StepUp(what) => {
            step_up = request::step_up(what);
            &step_up
        }
    };
    format!("{warm} {} 여기까지 말씀하신 내용은 다시 묻지 않도록 전달할게요.", waiting_since(desk))
}

pub(super) fn waiting_since(desk: Desk) -> String {
    match desk {
        Desk::There { position, minutes: Some(minutes) } => format!("지금 {position}번째이고 약 {minutes}분 걸려요."),
        Desk::There { position, minutes: None } => format!("지금 {position}번째 순서예요."),
        Desk::Away => {
            "지금 자리에 있는 상담원이 없어요. 순서는 잡아 두었고, 상담원이 오는 대로 이 대화로 답해 드려요.".into()
        }
        Desk::Closed { opens } => format!(
            "지금은 상담원이 없어요(평일 09:00–18:00, 공휴일 제외). 순서는 잡아 두었고, {} {}부터 이 대화로 답해 드려요.",
            day(opens.date()),
            clock(opens)
        ),
    }
}

pub(super) fn answer_from(opens: DateTime) -> String {
    format!("{} {}부터 이 대화로 답하기", day(opens.date()), clock(opens))
}

pub(super) fn offer_person(offer: Offer) -> String {
    match offer {
        Offer::Unclear => "제가 두 번이나 제대로 알아듣지 못했어요. 상담원에게 이어 드릴까요? 같은 말씀을 다시 하지 않으셔도 되게 전달할게요.".into(),
        Offer::Elsewhere => "제가 답할 수 있는 범위를 두 번 벗어났어요. 상담원에게 이어 드릴까요?".into(),
        Offer::Mood => "여러 번 말씀하시게 해서 죄송해요. 원하시면 지금 상담원에게 이어 드릴게요.".into(),
        Offer::Failing => "조회가 두 번 이어지지 않았어요. 죄송해요. 상담원이 직접 확인해 드릴까요?".into(),
        Offer::NotMine(intent) => format!(
            "‘{}’에 관한 일은 제가 여기서 끝까지 해 드릴 수 없어요. 상담원이 이어서 도와드릴까요?",
            intent.label(nlu::Language::Ko)
        ),
        Offer::Age => "네, 사람과 이야기하시는 것이 편하시면 상담원을 바로 연결해 드릴게요.".into(),
        Offer::Code => "인증번호를 여러 번 보냈지만 닿지 않은 것 같아요. 등록된 번호가 바뀌었다면 상담원이 확인해 드릴 수 있어요. 연결할까요?".into(),
    }
}

pub(super) fn offer_beside() -> String {
    "더 편하시면 상담원에게 바로 이어 드릴 수도 있어요.".into()
}

pub(super) fn go_on() -> String {
    "네, 제가 계속 도와드릴게요. 무엇이 궁금하세요?".into()
}

pub(super) fn cancelled() -> String {
    "네, 상담원 대기를 취소했어요. 제가 이어서 도와드릴게요. 언제든 ‘상담원’이라고 말씀해 주세요.".into()
}

pub(super) fn ask_for_person() -> &'static str {
    "상담원 연결"
}

pub(super) fn promise_recalled(text: &str, by: Option<&str>) -> String {
    match by {
        Some(by) => format!("{by} 상담원이 ‘{text}’ 약속드린 것이 기록에 있어요."),
        None => format!("저희가 ‘{text}’ 약속드린 것이 기록에 있어요."),
    }
}

pub(super) fn call_back(at: DateTime) -> String {
    format!("{} {}에 등록된 번호로 전화드릴게요. 그 전에 하실 일은 없어요.", day(at.date()), clock(at))
}

pub(super) fn call_back_offer(at: DateTime) -> String {
    format!("{} {}에 전화드릴까요?", day(at.date()), clock(at))
}

pub(super) fn also_on_telegram() -> String {
    "자주 쓰시는 텔레그램에서도 이어서 받으실 수 있어요. 글 쓰는 칸 옆의 종이비행기 단추를 눌러 주세요.".to_owned()
}

pub(super) fn call_back_after_sign_in() -> String {
    "로그인하시면 등록된 번호로 전화드리는 것도 고르실 수 있어요.".into()
}

pub(super) fn call_back_label(at: DateTime) -> String {
    format!("{} {}에 전화 받기", day(at.date()), clock(at))
}

pub(super) fn other_device(signed_in: bool) -> String {
    if signed_in {
        "다른 기기에서 홈페이지나 앱에 로그인하고 상담 창을 여시면 이 대화가 그대로 이어져요. 지금 이 기기는 비행기 모드로 바꾸셔도 돼요."
    } else {
        "로그인하지 않으셔서 이 대화는 이 기기에만 있어요. 다른 기기의 상담 창이나 다른 사람의 전화로 접수번호를 말씀해 주시면 상담원이 이어서 도와드려요."
    }
    .into()
}

pub(super) fn welcome_back() -> String {
    "상담원과의 상담이 끝났어요. 더 궁금한 것은 제가 이어서 도와드릴게요. 상담원은 언제든 다시 부르실 수 있어요.".into()
}

pub(super) fn farewell() -> String {
    "상담을 마쳤어요. 이용해 주셔서 고맙습니다. 더 필요하신 것이 있으면 언제든 다시 적어 주세요.".into()
}

pub(super) fn rephrase() -> String {
    "제가 정확히 알아듣지 못했어요. 이 가운데 있을까요? 아니면 조금만 다르게 말씀해 주세요.".into()
}

pub(super) fn rephrase_after_no() -> String {
    "제가 다르게 알아들었네요. 죄송해요. 원하시는 것을 한 번만 더 말씀해 주시겠어요?".into()
}

pub(super) fn out_of_scope() -> String {
    "저는 대출·카드·납부·신용점수에 관한 일을 도와드려요. 그 밖의 것은 정확히 답하기 어려워요. 이런 것은 바로 도와드릴 수 있어요.".into()
}

pub(super) fn the_other_too() -> String {
    "함께 물어보신 것도 이어서 보실 수 있어요.".into()
}

pub(super) fn ask_again() -> String {
    "이어서 여쭤볼게요.".into()
}

pub(super) fn answer(short: &str, as_of: &str) -> String {
    format!("{short}\n({as_of} 기준)")
}

pub(super) fn sources(sources: &[String]) -> String {
    format!("출처: {}", sources.join(" · "))
}

pub(super) fn helped_others(helped: u32, asked: u32) -> String {
    let share = (u64::from(helped) * 100 + u64::from(asked) / 2) / u64::from(asked.max(1));
    format!("최근 30일 동안 이 안내를 보고 답해 주신 {asked}분 가운데 {share}%가 도움이 되었다고 하셨어요.")
}

pub(super) fn tenure(years: u8) -> String {
    format!("{years}년째 함께해 주셔서 고맙습니다.")
}

pub(super) fn person_can(intent: Intent) -> String {
    format!("‘{}’에 관해 더 필요하시면 상담원이 이어서 도와드려요.", intent.label(nlu::Language::Ko))
}

pub(super) fn sign_in_hint() -> String {
    "로그인하시면 고객님의 진행 상태도 여기서 찾아 드려요.".into()
}

pub(super) fn long_heads() -> [&'static str; 3] {
    ["자세히", "이렇게 하세요", "쉬운 말"]
}

pub(super) fn relief_first() -> String {
    "새로 빌리시기 전에, 지금 부담을 줄이는 방법부터 함께 볼게요. 나눠 내기나 미루기를 요청하실 수 있고, 도움받을 수 있는 제도도 있어요. 천천히 고르셔도 돼요.".into()
}

pub(super) fn ease() -> String {
    "혼자 정하지 않으셔도 돼요. 나눠 내기나 미루기를 요청하실 수 있고, 도움받을 수 있는 제도도 있어요. 말씀만 하시면 상담원이 함께 찾아드려요.".into()
}

pub(super) fn not_yours() -> String {
    "다른 분의 정보는 가족이라도 알려 드릴 수 없어요. 그분이 직접 로그인하시면 바로 확인하실 수 있어요. 고객님의 것은 제가 찾아 드릴게요.".into()
}

pub(super) fn never_for_others() -> String {
    "다른 분의 정보나 인증번호는 누구의 부탁으로도 다루지 않아요. 누가 이런 일을 부탁했다면 사기일 수 있으니 1394(24시간)에 물어봐 주세요.".into()
}

pub(super) fn app_error() -> String {
    "쓰시기 불편하셨겠어요. 앱을 완전히 닫았다가 다시 열고, 새 버전이 있는지 확인해 주세요. 그래도 같으면 상담원이 화면을 함께 확인하고 담당 부서에 전해 드려요.".into()
}

pub(super) fn not_while_watched() -> String {
    "지금은 안전을 위해 이 대화에서 개인 정보를 보여 드리지 않아요. 상담원이 편하신 시간에 등록된 번호로 확인해 드릴게요.".into()
}

pub(super) fn code_sent() -> String {
    "등록된 휴대전화로 인증번호를 보냈어요. 3분 안에 아래 칸에 넣어 주세요. 대화에는 적지 않으셔도 돼요.".into()
}

pub(super) fn code_not_sent() -> String {
    "인증번호를 보내지 못했어요. 고객님의 잘못이 아니에요. 다시 보내거나, 상담원과 이어가실 수 있어요.".into()
}

pub(super) fn code_waits() -> String {
    "아래 칸에 인증번호 6자리를 넣어 주세요.".into()
}

pub(super) fn code_in_chat() -> String {
    "인증번호는 대화가 아니라 아래 칸에 넣어 주세요. 여기에 적으신 숫자는 쓰지 않았어요.".into()
}

pub(super) fn code_expired() -> String {
    "인증번호를 넣을 수 있는 3분이 지났어요. 다시 보내 드릴까요?".into()
}

pub(super) fn code_locked(minutes: i64) -> String {
    format!(
        "안전을 위해 인증을 잠시 쉬고 있어요. {}분 뒤에 다시 하실 수 있어요. 누구나 틀릴 수 있으니 걱정하지 않으셔도 돼요. 급하시면 상담원이 도와드릴게요.",
        minutes.max(1)
    )
}

pub(super) fn verified() -> String {
    "확인됐어요. 고맙습니다.".into()
}

pub(super) fn code_text(company: &Company, code: &str) -> String {
    format!(
        "[{}] 인증번호 {code}. 상담 창의 칸에만 넣으세요. 누구에게도 알려 주지 마세요. 저희는 전화로 묻지 않습니다.",
        company.name
    )
}

pub(super) fn reminders_stop() -> String {
    "오늘 독촉 연락을 멈춘다".into()
}

pub(super) fn noted_first() -> String {
    "상담원에게 전달해 둘게요. 기다리시는 동안 더 적어 주시면 함께 전할게요.".into()
}

pub(super) fn noted_more() -> String {
    "네, 이것도 전달해 둘게요.".into()
}

pub(super) fn still_waiting() -> String {
    "상담원 순서는 그대로 있어요.".into()
}

pub(super) fn ask_meanwhile() -> String {
    "기다리시는 동안 상담원에게 미리 전해 둘게요.".into()
}

pub(super) fn thanks_while_waiting() -> String {
    "기다려 주셔서 고맙습니다. 순서가 되면 상담원이 바로 이어받아요.".into()
}

pub(super) fn label(label: Label) -> String {
    let text = match label {
        Label::Agent => "상담원과 이야기하기",
        Label::Stay => "AI에게 계속 묻기",
        Label::SendCode => "인증번호 받기",
        Label::SendCodeAgain => "인증번호 다시 받기",
        Label::Later => "나중에 하기",
        Label::SeeFigures(lookup) => lookup::see_figures(lookup),
        Label::General => "일반 안내 보기",
        Label::StopCards => "카드 정지 요청",
        Label::StopAll => "정지 요청",
        Label::StopNewCredit => "새 대출·카드 막기",
        Label::UnknownCharge => "모르는 결제가 있어요",
        Label::NoUnknownCharge => "모르는 결제는 없어요",
        Label::FromUs => "네, 이 회사라고 했어요",
        Label::NotFromUs => "아니요, 다른 곳이에요",
        Label::InDanger(Emergency::VoicePhishing) => "사기를 당한 것 같아요",
        Label::InDanger(Emergency::IdentityTheft) => "제 명의가 도용됐어요",
        Label::InDanger(Emergency::CardUnauthorised) => "제가 안 쓴 결제가 있어요",
        Label::InDanger(Emergency::IllegalCollection) => "협박을 받고 있어요",
        Label::InDanger(Emergency::CardLost) => "카드를 잃어버렸어요",
        Label::InDanger(Emergency::SelfHarm) => "많이 힘들어요",
        Label::InDanger(Emergency::Medical | Emergency::Coercion | Emergency::Threat) => "지금 위험해요",
        Label::Wait => "계속 기다릴게요",
        Label::NoWait => "대기 취소",
        Label::Menu => "할 수 있는 일 보기",
        Label::Hardship => "나눠 내기·미루기 상담",
        Label::Programmes => "도움받을 제도 알아보기",
        Label::Criteria => "심사에서 보는 것",
        Label::Pay => "납부 방법 보기",
        Label::Papers => "서류 내는 방법 보기",
        Label::ChangeDueDate => "납부일 바꾸는 방법",
        Label::AnotherOne(lookup) => lookup::another_one(lookup),
        Label::HowToReceive => "카드 받는 방법 보기",
        Label::AskWhyLate => "상담원에게 확인 부탁하기",
        Label::More => "다른 것 더 보기",
        Label::AskForExplanation => "평가 설명 요구하기",
        Label::CorrectInformation => "잘못된 정보 고치기",
        Label::ChangeLimit => "한도 바꾸기 요청",
        Label::AboutRateCut => "금리인하요구 알아보기",
        Label::MyRate => "내 금리 보기",
        Label::MySchedule => "납부 일정 보기",
        Label::MyOverdue => "밀린 금액 보기",
        Label::MyLimit => "내 한도 보기",
        Label::MyApplication => "심사 진행 보기",
        Label::WhyScoreMoved => "점수가 바뀐 이유 보기",
        Label::RaiseScore => "점수 올리는 방법",
        Label::SeeCreditFile => "내 신용정보 확인 방법",
        Label::AboutPayoff => "중도상환수수료 알아보기",
        Label::AboutWithdrawal => "청약철회 알아보기",
        Label::ChangeAccount => "출금 계좌 바꾸는 방법",
        Label::DebitedTwice => "두 번 빠져나갔어요",
        Label::ContactLimits => "연락 제한 알아보기",
        Label::HowToAppeal => "결과에 이의가 있을 때",
        Label::AskForDay => "받는 날 바꾸기 부탁하기",
        Label::OpenCard => "카드 풀기 부탁하기",
        Label::NewCard => "재발급 방법 보기",
        Label::GoOnOnTheWeb => "웹에서 이어가기(한 번만 열리는 링크)",
        Label::OnTheWeb => "웹에서 보기(한 번만 열리는 링크)",
        Label::Make(Request::RateCut) => "금리인하 신청하기",
        Label::Make(Request::LoginHelp | Request::TechnicalReport) => "도움 요청하기",
        Label::Make(Request::Complaint) => "민원으로 기록하기",
        Label::Make(_) => "지금 요청하기",
        Label::StillBroken => "그래도 안 돼요",
        Label::WithdrawRequest => "이 요청 취소하기",
        Label::OtherDevice => "다른 기기로 이어가기",
        Label::Details => "자세히 보기",
    };
    text.to_owned()
}

pub(super) fn day(day: Date) -> String {
    let weekday = match day.weekday() {
        Weekday::Monday => "월",
        Weekday::Tuesday => "화",
        Weekday::Wednesday => "수",
        Weekday::Thursday => "목",
        Weekday::Friday => "금",
        Weekday::Saturday => "토",
        Weekday::Sunday => "일",
    };
    format!("{}월 {}일({weekday})", day.month(), day.day())
}

pub(super) fn clock(time: DateTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

pub(super) fn amount(won: Won) -> String {
    format!("{}원", thousands(won.0))
}

/// The word with 은 or 는, as its last syllable wants.
fn topic(word: &str) -> String {
    format!("{word}{}", if ends_in_consonant(word) { "은" } else { "는" })
}

/// The word with 을 or 를.
fn object(word: &str) -> String {
    format!("{word}{}", if ends_in_consonant(word) { "을" } else { "를" })
}

fn ends_in_consonant(word: &str) -> bool {
    word.chars()
        .last()
        .is_some_and(|last| matches!(last, '가'..='힣') && !(last as u32 - '가' as u32).is_multiple_of(28))
}

const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::ResidentNumber => "주민번호",
        Kind::Card => "카드번호",
        Kind::DriverLicence => "면허번호",
        Kind::Passport => "여권번호",
        Kind::Phone => "전화번호",
        Kind::Account => "계좌번호",
        Kind::Email => "이메일",
        Kind::Secret => "비밀번호·인증번호",
    }
}
