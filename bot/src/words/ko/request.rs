//! bot: requests in Korean: what is asked for, what was received, what happens next and when.

use jiff::civil::Date;

use super::{amount, day, object};
use crate::core::Won;
use crate::flow::request::{Certificate, Details, Place, Privacy, Request, Slot};
use crate::words::StepUp;

pub(in crate::words) fn receipt_title(request: Request) -> String {
    match request {
        Request::StopCards => "카드 정지 요청",
        Request::StopAll => "대출·카드 거래 정지 요청",
        Request::StopNewCredit => "새 대출·카드 막기 요청",
        Request::DisputeCharge => "모르는 결제 확인 요청",
        Request::CollectionAudit => "저희 회사를 사칭했는지, 저희 직원인지 확인 요청",
        Request::Complaint => "민원",
        Request::TechnicalReport => "앱·사이트 오류 신고",
        Request::LoginHelp => "로그인 도움 요청",
        Request::Hardship => "상환 조정 요청",
        Request::CreditCorrection => "신용정보 정정·삭제 요구",
        Request::EvaluationExplanation => "개인신용평가 설명 요구",
        Request::PaymentDispute => "결제 철회·항변 요청",
        Request::ApplicationCancel => "신청 취소 요청",
        Request::LoanWithdrawal => "대출 청약철회 요청",
        Request::LimitChange => "한도 변경 요청",
        Request::Payment => "가상계좌 안내 요청",
        Request::AddressChange => "주소·직장 변경 요청",
        Request::Refund => "잘못 보낸 돈 반환 요청",
        Request::DueDateChange => "납부일 변경 요청",
        Request::RateCut => "금리인하요구 신청",
        Request::Certificate => "증명서 발급 요청",
        Request::ContactLimit => "추심 연락 제한 요청",
        Request::CreditFileAccess => "신용정보 이용·제공 내역 열람 요청",
        Request::Privacy => "개인정보 요청",
    }
    .into()
}

pub(in crate::words) fn request_title(request: Request, details: &Details) -> String {
    let title = receipt_title(request);
    let about = details.about.as_ref().map(|pick| pick.label.clone());
    let parts: Vec<String> = about.into_iter().chain(told(request, details)).collect();
    if parts.is_empty() { title } else { format!("{title}: {}", parts.join(", ")) }
}

/// What is known of a request, in a few words.
fn told(request: Request, details: &Details) -> Vec<String> {
    let mut told = Vec::new();
    if let Some(day) = details.day {
        told.push(if day == 0 { "매달 말일".to_owned() } else { format!("매달 {day}일") });
    }
    match (request, details.lower, details.amount) {
        (Request::LimitChange, Some(true), Some(won)) => told.push(format!("{}으로 낮추기", sum(won))),
        (Request::LimitChange, Some(true), None) => told.push("낮추기".into()),
        (Request::LimitChange, Some(false), None) => told.push("높이기".into()),
        (_, _, Some(won)) => told.push(sum(won)),
        _ => {}
    }
    told.extend(details.certificate.map(|certificate| certificate_name(certificate).to_owned()));
    told.extend(details.privacy.map(|privacy| privacy_name(privacy).to_owned()));
    told.extend(details.place.map(|place| match place {
        Place::Workplace => "직장 연락 제외".to_owned(),
        Place::Home => "자택 연락 제외".to_owned(),
    }));
    let names = |means: &[String]| means.iter().map(|one| means_name(one)).collect::<Vec<_>>().join("·");
    if !details.means.is_empty() {
        told.push(format!("{} 제외", names(&details.means)));
    }
    if !details.by.is_empty() {
        told.push(format!("{} 희망", names(&details.by)));
    }
    told.extend(details.window.as_ref().map(|window| format!("가능한 시간 {window}")));
    if details.pause {
        told.push("당분간 연락 미루기".into());
    }
    told
}

/// What happens next and by when. `by`: the last day, where one can be named.
pub(in crate::words) fn receipt_next(request: Request, signed_in: bool, by: Option<Date>) -> String {
    let by = by.map_or_else(|| "확인하는 대로".to_owned(), |by| format!("{}까지", day(by)));
    match (request, signed_in) {
        (Request::StopCards | Request::StopAll | Request::StopNewCredit | Request::DisputeCharge, true) => {
            "등록된 번호로 확인 전화를 드려요. 카드번호나 비밀번호는 묻지 않아요.".to_owned()
        }
        (Request::StopCards | Request::StopAll | Request::StopNewCredit | Request::DisputeCharge, false) => {
            "상담원이 어느 분의 거래인지 확인하고, 등록된 번호로 확인 전화를 드려요. 카드번호나 비밀번호는 묻지 않아요.".into()
        }
        (Request::CollectionAudit, _) => {
            "확인이 끝날 때까지 저희의 추심 연락은 멈춰요. 결과는 상담원이 알려 드려요.".into()
        }
        (Request::Complaint, _) => format!(
            "담당자가 읽고 {by} 답을 드려요. 답에 만족하지 못하시면 금융감독원(1332)에 민원이나 분쟁조정을 신청하실 수 있어요."
        ),
        (Request::TechnicalReport, _) => format!("담당 부서가 확인하고 {by} 이 대화로 알려 드려요."),
        (Request::LoginHelp, _) => {
            format!("담당자가 막힌 곳을 확인하고 {by} 등록된 번호로 도와드려요. 비밀번호나 인증번호는 묻지 않아요.")
        }
        (Request::Hardship, _) => "상담원이 형편을 듣고 방법을 함께 정해요. 법에 따른 채무조정 요청이면 10영업일 안에 결정을 알려 드려요(2026-11-22 기준, 확인: 금융감독원 1332).".into(),
        (Request::CreditCorrection, _) => {
            "담당자가 사실을 확인해요. 결과는 일반적으로 7일 안에 알려 드리고, 정확한 기한은 담당자가 확인해 드려요.".into()
        }
        (Request::EvaluationExplanation, _) => {
            "담당자가 평가의 주요 기준과 쓰인 정보를 설명해 드려요. 답변은 일반적으로 7영업일 안이고, 정확한 기한은 담당자가 확인해 드려요.".into()
        }
        (Request::PaymentDispute, _) => "담당자가 결제와 계약 내용을 확인하고 다음 할 일을 알려 드려요.".into(),
        (Request::ApplicationCancel, _) => {
            format!("담당자가 심사를 멈추고 {by} 취소된 것을 알려 드려요. 아직 대출금이 나가지 않았다면 내실 것은 없어요.")
        }
        (Request::LoanWithdrawal, _) => format!(
            "담당자가 철회할 수 있는 기간인지 확인하고, 돌려주실 원금과 이자를 {by} 알려 드려요. 원칙적으로 14일 안이면 수수료 없이 되돌릴 수 있어요(금융소비자보호법 46조, 2026-11-22 기준, 확인: 금융감독원 1332)."
        ),
        (Request::LimitChange, _) => {
            format!("한도는 사람이 심사해 정해요. 결과는 {by} 알려 드리고, 그 전에는 아무것도 바뀌지 않아요.")
        }
        (Request::Payment, _) => format!(
            "담당자가 고객님 이름의 가상계좌를 {by} 등록된 번호로 보내 드려요. 급하시면 앱의 납부 화면에서 바로 내실 수 있어요. 보내 드린 번호의 예금주 이름을 꼭 확인해 주세요."
        ),
        (Request::AddressChange, _) => {
            format!("담당자가 {by} 등록된 번호로 새 내용을 여쭤보고 바꿔요. 주소는 이 대화에 적지 않으셔도 돼요.")
        }
        (Request::Refund, _) => format!(
            "담당자가 입금 내역을 확인하고 {by} 돌려드릴 방법을 알려 드려요. 다른 사람의 계좌로 보내셨다면 보낸 은행에 먼저 반환을 요청해 주세요."
        ),
        (Request::DueDateChange, _) => {
            format!("담당자가 확인하고 {by} 바뀐 날짜를 알려 드려요. 그때까지는 지금 납부일 그대로예요.")
        }
        (Request::RateCut, _) => format!(
            "법에 따라 10영업일 안({by})에 결과와 이유를 알려 드려요. 서류를 더 내셔야 하면 그 기간은 빼고 세요. 요청했다는 이유로 금리가 오르지는 않아요(여신전문금융업법 50조의13, 2026-11-22 기준, 확인: 금융감독원 1332)."
        ),
        (Request::Certificate, _) => {
            format!("담당자가 {by} 발급해 앱의 문서함으로 보내 드려요. 다른 방법으로 받으시려면 말씀해 주세요.")
        }
        (Request::ContactLimit, _) => format!(
            "담당자가 원하시는 대로 정하고 {by} 확인해 드려요. 그때까지도 적어 주신 뜻을 지키도록 전달했어요."
        ),
        (Request::CreditFileAccess, _) => {
            format!("담당자가 최근 3년 안에 쓰이거나 건네진 내역을 모아 {by} 보여 드려요.")
        }
        (Request::Privacy, _) => format!(
            "담당자가 처리하고 {by} 결과를 알려 드려요. 법에 따라 남겨야 하는 기록이 있으면 무엇이고 왜인지 함께 알려 드려요."
        ),
    }
}

pub(in crate::words) fn taken(request: Request, number: &str, time: &str) -> String {
    format!("{} 접수했어요(접수번호 {number}, {time}).", object(&receipt_title(request)))
}

pub(in crate::words) fn taken_as(title: &str, number: &str, time: &str) -> String {
    format!("{} 접수했어요(접수번호 {number}, {time}).", object(title))
}

pub(in crate::words) fn taken_before(number: &str, time: &str) -> String {
    format!("이 요청은 이미 접수되어 있어요(접수번호 {number}, {time}). 다시 하지 않으셔도 돼요.")
}

pub(in crate::words) fn taken_instead(before: &str) -> String {
    format!("앞서 접수한 {before} 대신이에요.")
}

pub(in crate::words) fn request_withdrawn(number: &str) -> String {
    format!("네, 접수번호 {number} 요청을 취소했어요. 바뀐 것은 없어요.")
}

pub(in crate::words) fn ask_slot(request: Request, slot: Slot) -> String {
    match (slot, request) {
        (Slot::About, Request::ApplicationCancel) => "신청이 여러 건이에요. 어느 것을 취소할까요?",
        (Slot::About, _) => "계약이 여러 건이에요. 어느 것으로 할까요?",
        (Slot::Day, _) => "매달 며칠로 바꿀까요? 말일도 괜찮아요.",
        (Slot::Certificate, _) => "어떤 증명서가 필요하세요?",
        (Slot::Privacy, _) => "어떤 것을 도와드릴까요?",
        (Slot::Contact, _) => "어떻게 바꿔 드릴까요? 연락받기 어려운 곳이나 시간, 방법을 적어 주셔도 돼요.",
    }
    .into()
}

pub(in crate::words) fn slot_options(slot: Slot) -> Vec<(String, String)> {
    let own = |pairs: &[(&str, &str)]| pairs.iter().map(|(id, label)| ((*id).into(), (*label).into())).collect();
    match slot {
        Slot::About => Vec::new(),
        Slot::Day => own(&[("5", "5일"), ("15", "15일"), ("25", "25일")]),
        Slot::Certificate => {
            Certificate::ALL.iter().map(|one| (one.name().into(), certificate_name(*one).into())).collect()
        }
        Slot::Privacy => Privacy::ALL.iter().map(|one| (one.name().into(), privacy_name(*one).into())).collect(),
        Slot::Contact => own(&[
            ("workplace", "직장으로는 연락받지 않기"),
            ("sms", "전화 말고 문자로"),
            ("evening", "저녁 6시 이후에만"),
            ("pause", "입원·장례로 미루기"),
        ]),
    }
}

pub(in crate::words) fn sign_in_to(request: Request) -> String {
    format!(
        "{} 고객님 본인만 하실 수 있어서 먼저 로그인이 필요해요. 홈페이지나 앱에서 로그인하신 뒤 이 상담 창을 여시면, 주민번호나 카드번호 없이 이어서 접수해 드려요.",
        super::topic(&receipt_title(request))
    )
}

pub(in crate::words) fn why_code_to(request: Request) -> String {
    format!(
        "{} 접수하려면 본인이신지 한 번만 확인할게요. 다른 사람이 고객님 이름으로 바꾸지 못하게 하려는 거예요. 등록된 휴대전화로 6자리 인증번호를 보내 드리고, 확인은 10분 동안 쓰지 않으시면 저절로 풀려요.",
        object(&receipt_title(request))
    )
}

pub(in crate::words) fn not_in_messenger_to(request: Request) -> String {
    format!(
        "{} 본인 확인이 필요해서 메신저에서는 접수하지 않아요. 한 번만 열리는 웹 링크로 저희 상담 창에 오시면 본인 확인 뒤 바로 접수해 드려요.",
        super::topic(&receipt_title(request))
    )
}

pub(in crate::words) fn request_waits(request: Request, may_prove: bool) -> String {
    let what = object(&receipt_title(request));
    if may_prove {
        format!("이어서, {what} 접수하시려면 인증번호를 받아 주세요.")
    } else {
        format!("이어서, {what} 접수하시려면 로그인하신 뒤 말씀해 주세요.")
    }
}

pub(in crate::words) fn step_up(what: StepUp) -> String {
    match what {
        StepUp::Phone => {
            "전화번호는 본인을 확인하는 열쇠라서, 바꾸는 일은 상담원이 등록된 번호나 신분증으로 확인한 뒤에 해 드려요. 새 번호는 이 대화에 적지 않으셔도 돼요."
        }
        StepUp::DebitAccount => {
            "출금 계좌를 바꾸는 일은 돈이 오가는 일이라, 상담원이 등록된 번호로 확인한 뒤에 해 드려요. 계좌번호는 이 대화에 적지 않으셔도 돼요."
        }
    }
    .into()
}

pub(in crate::words) fn case_state(title: &str, number: &str, since: Date, due: Option<Date>) -> String {
    let due = due.map_or_else(
        || "담당자가 확인하는 대로 알려 드려요.".to_owned(),
        |due| format!("{}까지 알려 드려요.", day(due)),
    );
    format!("‘{title}’(접수번호 {number})은 {}에 접수되어 담당자가 보고 있어요. {due}", day(since))
}

pub(in crate::words) fn case_late(due: Date) -> String {
    format!("알려 드리기로 한 {}이 지났어요. 기다리게 해서 죄송해요. 상담원이 바로 확인해 드릴까요?", day(due))
}

pub(in crate::words) fn case_steps() -> [&'static str; 3] {
    ["접수", "확인", "답변"]
}

pub(in crate::words) fn case_words() -> [&'static str; 2] {
    ["접수됨 · 담당자 확인 중", "담당자가 살펴보고 있어요. 지금 하실 일은 없어요."]
}

pub(in crate::words) fn case_number() -> &'static str {
    "접수번호"
}

pub(in crate::words) fn nothing_to_cancel() -> String {
    "지금 진행 중인 신청이나 철회할 수 있는 대출을 찾지 못했어요. 방금 신청하셨다면 접수까지 몇 분 걸릴 수 있어요."
        .into()
}

fn certificate_name(certificate: Certificate) -> &'static str {
    match certificate {
        Certificate::Payoff => "완납증명서",
        Certificate::Debt => "부채증명서",
        Certificate::Transactions => "거래·납입 확인서",
    }
}

fn privacy_name(privacy: Privacy) -> &'static str {
    match privacy {
        Privacy::NoAdvertising => "광고 연락 그만 받기",
        Privacy::Access => "내 정보 열람",
        Privacy::Deletion => "내 기록 삭제",
        Privacy::ConsentWithdrawal => "동의 철회",
    }
}

fn means_name(means: &str) -> &str {
    match means {
        "phone" => "전화",
        "visit" => "방문",
        "sms" => "문자",
        "email" => "이메일",
        "post" => "우편",
        other => other,
    }
}

fn sum(won: u64) -> String {
    amount(Won(i64::try_from(won).unwrap_or(i64::MAX)))
}
