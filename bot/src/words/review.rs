//! bot: the tone of everything the bot says, checked by rule in both languages.

use handoff::emergency::Emergency;
use handoff::message::Language;
use jiff::civil::date;
use nlu::Intent;

use super::*;
use crate::flow::lookup::Pick;

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

fn on_telegram(language: Language, company: &str) -> Vec<String> {
    use telegram::Media;
    let kinds = [Media::Photo, Media::Sticker, Media::Voice, Media::File, Media::Personal, Media::Other];
    let mut all: Vec<String> = [
        telegram::only_on_web,
        telegram::released,
        telegram::returned,
        telegram::closed,
        telegram::waiting_for_nobody,
        telegram::how_was_it,
        telegram::stars_thanks,
        telegram::stale_button,
        telegram::unknown_button,
        telegram::edited,
        telegram::only_private,
        telegram::not_taken,
        telegram::unknown_command,
        telegram::with_bot,
        telegram::is_closed,
        telegram::linked,
        telegram::not_linked,
        telegram::join,
        telegram::join_not,
        telegram::join_expired,
        telegram::go_to_web,
        telegram::no_web,
        telegram::parted,
        telegram::link_ended,
        telegram::unlink,
        telegram::unlink_not,
        telegram::unlinked,
        telegram::prove_on_web,
        telegram::go_on_on_web,
        telegram::no_proof,
        telegram::taken_over,
        telegram::waits_no_more,
        telegram::edited_told,
        telegram::sign_in_first,
        telegram::place_kept,
    ]
    .map(|say| say(language).to_owned())
    .into();
    all.extend(kinds.map(|kind| telegram::cannot_read(language, kind)));
    all.extend(kinds.map(|kind| telegram::agent_cannot_see(language, kind).to_owned()));
    all.extend([true, false].map(|yes| telegram::join_done(language, yes).to_owned()));
    all.extend([true, false].map(|yes| telegram::rated(language, yes).to_owned()));
    all.extend([
        telegram::joined(language, if language == Language::Ko { "민지" } else { "Minji" }),
        telegram::waiting(language, 2, Some(4)),
        telegram::waiting_till(language, date(2026, 11, 23).at(9, 0, 0, 0)),
        telegram::too_long(language, 2000),
        telegram::left_agent(language, if language == Language::Ko { "민지" } else { "Minji" }),
        telegram::privacy(language, company),
    ]);
    all
}

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
    let mut all = on_telegram(language, name);
    all.extend([
        greeting(language, name, None, false),
        greeting(language, name, Some(if language == Language::Ko { "김*수" } else { "Ms K**" }), true),
        hello(language),
        thanks(language),
        bye(language),
        acknowledged(language),
        no_hurry(language),
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
        code_not_sent(language),
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
        ask_meanwhile(language),
        thanks_while_waiting(language),
    ]);
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
    let by = Some(date(2026, 11, 25));
    let told = Details {
        about: Some(Pick { reference: "L-1".into(), label: "2024 ****12".into() }),
        day: Some(25),
        amount: Some(5_000_000),
        lower: Some(true),
        certificate: Some(crate::flow::request::Certificate::Payoff),
        privacy: Some(crate::flow::request::Privacy::Deletion),
        means: vec!["phone".into()],
        by: vec!["sms".into()],
        place: Some(crate::flow::request::Place::Workplace),
        window: Some("18:00-".into()),
        pause: true,
    };
    for request in Request::ALL {
        let title = request_title(language, request, &told);
        assert!(title.starts_with(&receipt_title(language, request)), "{title}");
        all.extend([
            taken(language, request, "C-1", "10:42"),
            taken_as(language, &title, "C-1", "10:42"),
            receipt_next(language, request, true, by),
            receipt_next(language, request, false, None),
            sign_in_to(language, request),
            why_code_to(language, request),
            not_in_messenger_to(language, request),
            request_waits(language, request, true),
            request_waits(language, request, false),
            case_state(language, &title, "C-1", date(2026, 11, 23), by),
        ]);
        let slots = [Slot::About, Slot::Day, Slot::Certificate, Slot::Privacy, Slot::Contact];
        all.extend(slots.map(|slot| ask_slot(language, request, slot)));
    }
    all.extend([
        taken_instead(language, "C-1"),
        request_withdrawn(language, "C-1"),
        case_late(language, date(2026, 11, 23)),
        nothing_to_cancel(language),
        promise_recalled(language, if language == Language::Ko { "내일 전화" } else { "a call" }, None),
        call_back(language, date(2026, 11, 23).at(9, 0, 0, 0)),
        call_back_after_sign_in(language),
        also_on_telegram(language),
        promise_recalled(language, &answer_from(language, date(2026, 11, 23).at(9, 0, 0, 0)), None),
        call_back_offer(language, date(2026, 11, 23).at(9, 0, 0, 0)),
        other_device(language, true),
        other_device(language, false),
        helped_others(language, 31, 40),
        tenure(language, 7),
    ]);
    for what in [StepUp::Phone, StepUp::DebitAccount] {
        all.push(step_up(language, what));
        all.push(hand_over(language, Because::StepUp(what), Desk::Away));
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
        let who = if language == Language::Ko { "어머님" } else { "your mother" };
        for another in [None, Some(who)] {
            for someone in [false, true] {
                let taken = another.is_none().then_some(("C-1", "10:42"));
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
        let crisis = alarm(language, Emergency::SelfHarm, None, None, true);
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

/// The emergency texts as the domain's owner wrote them, E1 to E5, and what is said where nothing was given yet.
const FIXED: [(Emergency, &str); 5] = [
    (
        Emergency::VoicePhishing,
        "지금 전화를 끊으셔도 됩니다. ① 아래 [정지 요청] 을 누르면 저희 대출·카드 거래를 막는 요청이 바로 접수됩니다. ② 다른 사람의 전화로 112에 신고하고 보낸 돈의 지급정지를 요청해 주세요(상담은 1394, 24시간). ③ 그다음 이 휴대폰은 비행기 모드로 바꿔 주세요. 이 대화는 다른 기기에서 이어갈 수 있습니다. 상담원에게 바로 연결합니다.",
    ),
    (
        Emergency::IdentityTheft,
        "본인이 하지 않은 거래라면 바로 막아야 합니다. 새 대출·카드를 막는 요청을 먼저 접수하겠습니다. 경찰 112(사이버범죄 신고 포함)에 신고하시고, 안심차단(은행 방문·앱), 명의도용 휴대전화는 msafer.or.kr에서 확인해 주세요.",
    ),
    (
        Emergency::CardLost,
        "카드를 지금 정지 접수했습니다(접수번호 C-1, 10:42). 확인 전화를 등록된 번호로 드립니다. 모르는 결제가 있나요?",
    ),
    (
        Emergency::IllegalCollection,
        "지금 위험하시면 112에 먼저 전화해 주세요. 불법 사금융·추심은 금융감독원 1332 → 3번에서 신고·상담할 수 있고, 채무자대리인(무료) 은 1332→3→6 또는 대한법률구조공단 132→0입니다. 문자·통화·입금 기록을 지우지 말고 모아 주세요. 저희 회사 이름을 쓴 사람인가요?",
    ),
    (
        Emergency::SelfHarm,
        "말씀해 주셔서 고맙습니다. 지금 많이 버거우셨겠어요. 혼자 견디지 않으셔도 됩니다. 자살예방 상담전화 109는 24시간 전화할 수 있고, 당장 위험하다면 119나 112로 전화해 주세요. 빚 문제는 정리하는 방법이 있고, 저희가 오늘 독촉 연락을 멈추겠습니다. 상담원이 곧 이 대화를 이어받습니다. 지금 안전한 곳에 계신가요?",
    ),
];

#[test]
fn the_emergency_texts_are_the_fixed_ones_word_for_word() {
    for (emergency, fixed) in FIXED {
        let said = alarm(Language::Ko, emergency, None, Some(("C-1", "10:42")), true).text;
        // Only the receipt and the sentence that a person is coming may stand between the fixed words.
        let receipt = "(접수번호 C-1, 10:42)";
        let bare = |text: &str| {
            let text = if fixed.contains(receipt) { text.to_owned() } else { text.replace(receipt, "") };
            let text = if fixed.contains("바로 연결합니다") {
                text
            } else {
                text.replace(" 상담원에게 바로 연결합니다.", "")
            };
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(bare(&said), bare(fixed), "{emergency}");
    }
    assert!(nothing_given(Language::Ko).starts_with(
        "아직 아무것도 주지 않으셨다면 다행입니다. 답하지 말고 링크를 누르지 마세요. 저희는 먼저 갚으라고 하거나 앱 설치를 요구하지 않습니다."
    ));
}

#[test]
fn the_other_emergencies_follow_their_rules() {
    let text = |emergency| alarm(Language::Ko, emergency, None, None, true);
    assert_eq!(text(Emergency::Medical).phones[0].number, "119");
    assert_eq!(text(Emergency::Threat).phones[0].number, "112");
    let coerced = text(Emergency::Coercion);
    assert!(coerced.text.contains("개인 정보를 보여 드리지 않을게요") && coerced.text.contains("편하신 시간"));
    assert!(hand_over(Language::Ko, Because::Minor, Desk::Away).contains("1388"));
    assert!(never_for_others(Language::Ko).contains("누구의 부탁으로도"));
    let mother = alarm(Language::Ko, Emergency::VoicePhishing, Some("어머님"), None, true).text;
    assert!(mother.contains("어머님 전화 말고") && mother.contains("112"), "{mother}");
}
