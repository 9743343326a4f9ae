//! bot: the tone of everything the bot says, checked by rule in both languages.

use handoff::emergency::Emergency;
use handoff::message::Language;
use jiff::civil::date;
use nlu::Intent;

use super::*;

const BLAME: &[&str] = &[
    "왜 안 내",
    "안 내셨",
    "잘못하셨",
    "당신",
    "틀렸",
    "실패하셨",
    "모르셨",
    "빨리 내",
    "불이익을 당",
    "체납",
    "독촉합니다",
    "책임을 물",
    "your fault",
    "you failed",
    "you should have",
    "you must pay",
    "why didn't you",
    "negligent",
    "wrong code",
];
const SELLING: &[&str] = &[
    "추천",
    "특별",
    "혜택",
    "지금 신청하",
    "대출 가능",
    "한도를 올려",
    "한도 상향",
    "최저",
    "저금리로",
    "이벤트",
    "할인",
    "권해",
    "recommend",
    "special offer",
    "apply now",
    "best rate",
    "exclusive",
    "discount",
    "upgrade",
];

/// Everything there is to say, at least once.
#[expect(clippy::too_many_lines, reason = "it is a list")]
fn everything(language: Language) -> Vec<String> {
    let company = Company { name: "다온크레딧".into(), name_en: "Daon Credit".into() };
    let desks = [
        Desk::There { position: 1, minutes: None },
        Desk::There { position: 2, minutes: Some(4) },
        Desk::Away,
        Desk::Closed { opens: date(2026, 11, 23).at(9, 0, 0, 0) },
    ];
    let name = if language == Language::Ko { &company.name } else { &company.name_en };
    let mut all = vec![
        greeting(language, name, None, false),
        greeting(language, name, Some(if language == Language::Ko { "김*수" } else { "Ms K**" }), true),
        hello(language),
        thanks(language),
        bye(language),
        acknowledged(language),
        identity(language),
        menu(language),
        restarted(language),
        left_task(language),
        nothing_open(language),
        nothing_to_repeat(language),
        no_longer_text(language),
        language_changed(language),
        sorry(language),
        hard_time(language),
        heavy_heart(language),
        masked(language, &[Kind::Card, Kind::Phone]),
        masked_only(language),
        offer_beside(language),
        go_on(language),
        cancelled(language),
        welcome_back(language),
        farewell(language),
        rephrase(language),
        rephrase_after_no(language),
        out_of_scope(language),
        the_other_too(language),
        ask_again(language),
        sign_in_hint(language),
        relief_first(language),
        ease(language),
        not_yours(language),
        never_for_others(language),
        app_error(language),
        suspicious(language).text,
        not_while_watched(language),
        code_sent(language),
        code_waits(language),
        code_in_chat(language),
        code_expired(language),
        code_locked(language, 10),
        verified(language),
        code_text(language, &company, "123456"),
        unknown_charge(language),
        no_unknown_charge(language),
        nothing_given(language),
        not_from_us(language),
        taken_before(language, "C-1", "10:42"),
        noted_first(language),
        noted_more(language),
        still_waiting(language),
        thanks_while_waiting(language),
    ];
    for because in [
        Because::Asked,
        Because::Accepted,
        Because::Hardship,
        Because::Right,
        Because::Complaint,
        Because::Death,
        Because::Undo,
        Because::Minor,
        Because::Promise,
    ] {
        all.extend(desks.map(|desk| hand_over(language, because, desk)));
    }
    for offer in [
        Offer::Unclear,
        Offer::Elsewhere,
        Offer::Mood,
        Offer::Failing,
        Offer::NotMine(Intent::CreditScoreCheck),
        Offer::Age,
        Offer::Code,
    ] {
        all.push(offer_person(language, offer));
    }
    for lookup in Lookup::ALL {
        all.extend([
            sign_in(language, lookup),
            why_code(language, lookup),
            code_offer_stands(language, lookup),
            not_in_messenger(language, lookup),
            slow(language, lookup),
            down(language, lookup),
            nothing_found(language, lookup),
            choose(language, lookup),
        ]);
    }
    for request in [
        Request::StopCards,
        Request::StopAll,
        Request::StopNewCredit,
        Request::DisputeCharge,
        Request::CollectionAudit,
        Request::Hardship,
        Request::CreditCorrection,
        Request::EvaluationExplanation,
        Request::PaymentDispute,
    ] {
        all.extend([
            taken(language, request, "C-1", "10:42"),
            receipt_next(language, request, true),
            receipt_next(language, request, false),
        ]);
    }
    all.push(ticket_next(language));
    for report in sample::reports(language) {
        let cards = [report.status.next, report.status.expected, report.status.basis];
        all.push(report.text);
        all.extend(cards.into_iter().flatten());
    }
    all.extend(Emergency::ALL.iter().map(|emergency| ask_danger(language, *emergency).text));
    all
}

fn alarms(language: Language) -> Vec<(Emergency, Alarm)> {
    let mut all = Vec::new();
    for emergency in Emergency::ALL.iter().copied() {
        for another in [false, true] {
            for someone in [false, true] {
                let taken = (!another).then_some(("C-1", "10:42"));
                all.push((emergency, alarm(language, emergency, another, taken, someone)));
            }
        }
    }
    all
}

#[test]
fn nothing_blames_and_nothing_sells() {
    for language in [Language::Ko, Language::En] {
        let alarms = alarms(language).into_iter().map(|(_, alarm)| format!("{} {}", alarm.text, alarm.steps.join(" ")));
        for text in everything(language).into_iter().chain(alarms) {
            let lower = text.to_lowercase();
            for word in BLAME.iter().chain(SELLING) {
                assert!(!lower.contains(word), "“{word}” in: {text}");
            }
        }
    }
}

#[test]
fn korean_is_polite_and_everything_ends_as_a_sentence() {
    let polite = ["요.", "요?", "다.", "까?", ")."];
    for text in everything(Language::Ko) {
        let last = text.trim_end();
        assert!(polite.iter().any(|end| last.ends_with(end)), "{text}");
    }
    for text in everything(Language::En) {
        assert!(text.trim_end().ends_with(['.', '?', ')']), "{text}");
        assert!(!text.chars().any(|c| matches!(c, '가'..='힣')), "{text}");
    }
}

#[test]
fn an_alarm_names_its_numbers_and_something_to_do() {
    for language in [Language::Ko, Language::En] {
        for (emergency, alarm) in alarms(language) {
            assert!(!alarm.steps.is_empty() && !alarm.title.is_empty(), "{emergency}");
            assert!(!alarm.phones.is_empty() || emergency == Emergency::CardLost, "{emergency}");
            for word in ["계좌번호를", "카드번호를 알려", "비밀번호를 알려", "account number", "card number"]
            {
                assert!(!alarm.text.contains(word), "{emergency}: {}", alarm.text);
            }
        }
        let crisis = alarm(language, Emergency::SelfHarm, false, None, true);
        assert_eq!(crisis.phones[0].number, "109");
        assert!(!crisis.text.contains("힘내"));
    }
}

#[test]
fn a_report_says_what_it_is_and_what_comes_next() {
    for language in [Language::Ko, Language::En] {
        for report in sample::reports(language) {
            assert!(!report.text.contains("  ") && !report.status.state.is_empty());
            assert!(report.status.next.is_some() && report.status.basis.is_some(), "{}", report.text);
            assert!(!report.text.contains("..") && !report.in_lines().contains("  "), "{}", report.text);
        }
    }
    let late = sample::reports(Language::Ko).into_iter().filter(|report| report.text.contains("평소보다 2일 늦어지고"));
    assert!(late.count() > 0);
}

#[test]
fn every_pair_and_every_choice_has_words() {
    for language in [Language::Ko, Language::En] {
        for a in Intent::ALL {
            let question = clarify(language, a, Intent::BranchContact);
            assert!(!question.text.is_empty() && !question.first.is_empty() && !question.second.is_empty());
        }
        assert!(!label(language, Label::SeeFigures(Lookup::OverdueBalance)).is_empty());
    }
}

#[test]
fn dates_and_sums_read_naturally() {
    let day_of = date(2026, 11, 25);
    assert_eq!(day(Language::Ko, day_of), "11월 25일(수)");
    assert_eq!(day(Language::En, day_of), "Wed 25 Nov");
    assert_eq!(amount(Language::Ko, Won(1_234_500)), "1,234,500원");
    assert_eq!(amount(Language::En, Won(1_234_500)), "1,234,500 won");
    assert_eq!(clock(Language::Ko, date(2026, 11, 25).at(9, 5, 0, 0)), "09:05");
}
