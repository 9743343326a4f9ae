//! handoff: the eleven answers, one by one.

use super::*;
use crate::event::BlockedOn;
use crate::message::{Block, Choice};

fn opened() -> Tale {
    Tale::default().fact(Fact::Opened { language: Language::Ko }).bot("안녕하세요. AI 상담입니다. 무엇을 도와드릴까요?")
}

#[test]
fn one_the_gravest_danger_with_its_clock_and_script() {
    let tale = opened()
        .customer("지갑을 잃어버렸어요", "card_lost", 0.9, -0.5)
        .urgent("card_lost")
        .customer("검찰이라는 사람한테 돈도 보냈어요", "voice_phishing_emergency", 0.9, -1.5)
        .urgent("voice_phishing")
        .customer("어떡해요", "chitchat", 0.4, -1.8)
        .urgent("voice_phishing");
    let danger = Setting::default().take(&tale).danger.unwrap();
    assert_eq!(danger.emergency, "voice_phishing");
    assert_eq!(danger.label, "보이스피싱 진행·피해");
    assert_eq!(danger.words, "검찰이라는 사람한테 돈도 보냈어요");
    assert_eq!(danger.since, at(5), "the clock runs from the customer's words");
    assert!(danger.script.iter().any(|line| line.contains("112")));
    let english = Setting { reader: Language::En, ..Setting::default() }.take(&tale).danger.unwrap();
    assert_eq!(english.label, "Voice phishing");
}

#[test]
fn one_a_danger_that_an_earlier_agent_settled_is_over() {
    let tale = opened()
        .customer("지갑을 잃어버렸어요", "card_lost", 0.9, -0.5)
        .urgent("card_lost")
        .returned("earlier", WrapUpOutcome::Resolved)
        .customer("대출 심사는요?", "application_status", 0.9, 0.0);
    assert_eq!(Setting::default().take(&tale).danger, None);
    // The same handoff's own end does not settle what is read again afterwards.
    let same = opened()
        .customer("지갑을 잃어버렸어요", "card_lost", 0.9, -0.5)
        .urgent("card_lost")
        .returned("h", WrapUpOutcome::Resolved);
    assert!(Setting::default().take(&same).danger.is_some());
}

#[test]
fn one_a_danger_known_from_the_reason_alone_stands_too() {
    let reason = Reason::emergency(crate::emergency::Emergency::SelfHarm, 3, "이제 다 끝내고 싶어요");
    let setting = Setting { reason, queue: Queue::Crisis, priority: Priority::Emergency, ..Setting::default() };
    let context = setting.take(&opened());
    let danger = context.danger.unwrap();
    assert_eq!((danger.emergency.as_str(), danger.since), ("self_harm", at(60)));
    assert_eq!(context.must_not[0], "금액·납부일·독촉 언급 금지");
    let unknown = opened().customer("도와줘요", "chitchat", 0.5, -2.0).urgent("flood");
    assert_eq!(Setting::default().take(&unknown).danger.unwrap().script.len(), 3);
}

#[test]
fn two_the_person_and_how_well_it_is_proved_now() {
    let notes = vec![Note::Age65, Note::Tenure { years: 3 }, Note::Overdue];
    let mut setting = Setting { proof: Some(verified(3500)), notes, ..Setting::default() };
    setting.around = vec![touch(500, "overdue.started", "연체"), touch(9_000_000, "loan.executed", "대출 실행")];
    let who = setting.take(&opened()).who;
    assert_eq!((who.name.as_str(), who.level, who.verified_at), ("김*수", Level::V2, Some(at(3500))));
    assert_eq!(who.method.as_deref(), Some("문자 인증번호"));
    assert_eq!(who.notes, ["65세 이상", "고객 3년", "연체 중", "이용 중"], "each thing once");
    setting.now = at(3500 + 700);
    let idle = setting.take(&opened()).who;
    assert_eq!((idle.level, idle.verified_at, idle.method), (Level::V1, None, None));
    let nobody = Who::of(None, None, &[], Language::En, at(0));
    assert_eq!((nobody.name.as_str(), nobody.level), ("Guest", Level::V0));
}

#[test]
fn two_consents_by_their_newest_word_and_the_core_systems_no_stands() {
    let consents = |setting: &Setting| -> Vec<(String, bool)> {
        setting.take(&opened()).who.consents.into_iter().map(|consent| (consent.text, consent.given)).collect()
    };
    let around = vec![
        touch(9000, "consent.given", "data_use"),
        touch(8000, "consent.given", "marketing"),
        touch(7000, "consent.withdrawn", "마케팅 수신 동의"),
    ];
    let mut setting = Setting { around: around.clone(), ..Setting::default() };
    let want = [("마케팅 동의 철회".to_owned(), false), ("개인정보 이용 동의".to_owned(), true)];
    assert_eq!(consents(&setting), want);
    let advertising = "마케팅 미동의: 혜택·광고 안내 금지".to_owned();
    assert!(setting.take(&opened()).must_not.contains(&advertising));
    // Given again; what the core system says against it is newer or not, but safe.
    setting.around.push(touch(6000, "consent.given", "marketing"));
    assert!(consents(&setting)[0].1);
    assert!(!setting.take(&opened()).must_not.contains(&advertising));
    setting.notes = vec![Note::NoMarketing];
    assert_eq!(consents(&setting)[0], ("마케팅 미동의".to_owned(), false));
    let context = setting.take(&opened());
    assert!(context.must_not.contains(&advertising) && context.who.notes.is_empty(), "told once: {:?}", context.who);
    let unreported = Setting { notes: vec![Note::NoMarketing], reader: Language::En, ..Setting::default() };
    assert_eq!(consents(&unreported), [("Marketing: not agreed".to_owned(), false)]);
}

#[test]
fn three_the_wish_survives_asking_for_a_person() {
    let tale = opened()
        .customer("어제 신청한 대출 심사 어디까지 됐어요?", "application_status", 0.91, 0.0)
        .bot("어느 신청인가요?")
        .customer("상담원 연결해 주세요", "agent_request", 0.98, -0.5);
    let slots = vec![Known { label: "상품".into(), value: "신용대출 ****12".into() }];
    let wish = Setting { slots, ..Setting::default() }.take(&tale).wish;
    assert_eq!(wish.sentence, "«application_status» (신용대출 ****12) — “어제 신청한 대출 심사 어디까지 됐어요?”");
    assert_eq!((wish.intent.as_deref(), wish.number), (Some("application_status"), 3));
    assert_eq!(wish.words, "어제 신청한 대출 심사 어디까지 됐어요?");
}

#[test]
fn three_a_faint_wish_is_a_guess_and_none_is_said_so() {
    let guess = opened().customer("그 뭐지 그거요", "card_statement", 0.35, 0.0);
    assert_eq!(Setting::default().take(&guess).wish.sentence, "아마도 «card_statement» — “그 뭐지 그거요”");
    let none = opened().customer("음", "card_statement", 0.1, 0.0);
    let wish = Setting { reader: Language::En, ..Setting::default() }.take(&none).wish;
    assert_eq!((wish.sentence.as_str(), wish.intent), ("Not clear yet what is wanted — “음”", None));
    assert_eq!(Setting::default().take(&opened()).wish.sentence, "아직 말씀하신 내용이 없어요");
}

#[test]
fn four_why_the_bot_stopped_in_one_sentence() {
    let context =
        Setting { reason: Reason::low_confidence(&[(3, 0.31), (5, 0.28)], 0.45), ..Setting::default() }.take(&opened());
    assert_eq!(context.reason_sentence, "두 번 되묻고도 확신이 낮았어요 (0.31, 0.28 < 0.45)");
    assert_eq!(context.reason.evidence.len(), 2);
}

#[test]
fn five_every_line_cites_the_message_that_told_it() {
    let article = Block::Article { id: "app-03".into(), title: "t".into(), long: "l".into(), as_of: "d".into() };
    let helpful = Message::text(Author::Bot, "심사는 다섯 단계입니다. 도움이 되었나요?").with(article);
    let tale = opened()
        .customer("심사 얼마나 걸려요", "application_status", 0.9, 0.0)
        .fact(Fact::FaqAnswered {
            article: "app-03".into(),
            title: "심사는 몇 단계인가요?".into(),
            as_of: "d".into(),
            score: 0.8,
        })
        .fact(Fact::Said { message: helpful, reading: None })
        .fact(Fact::FaqRated { article: "app-03".into(), helpful: false })
        .customer("제 거요", "application_status", 0.8, -0.4)
        .fact(Fact::LevelRequired { level: Level::V1, for_what: "심사 진행".into() })
        .bot("확인해 드릴게요. 본인확인을 먼저 할까요?")
        .customer("네", "chitchat", 0.9, 0.0)
        .fact(Fact::IdentityVerified { level: Level::V2, method: "one_time_code".into() })
        .fact(Fact::LookupDone { lookup: "application_progress".into(), state: "심사 3/5".into(), level: Level::V1 })
        .bot("3단계 심사 중입니다. 어느 서류가 궁금하신가요?")
        .customer("재직증명서", "document_status", 0.9, 0.0)
        .fact(Fact::LookupFailed { lookup: "document_check".into(), cause: "timeout".into() })
        .fact(Fact::PromiseMade {
            by: "봇".into(), text: "내일까지 알려 드릴게요".into(), due: Some(at(90_000))
        })
        .fact(Fact::CaseReceived {
            number: "C-12".into(),
            case: "document".into(),
            title: "서류 확인".into(),
            due: None,
        })
        .bot("지금은 확인이 안 됩니다. 접수해 두었어요.")
        .fact(Fact::TurnFailed { candidates: vec!["document_status".into(), "app_error".into()] })
        .customer("아니 그게 아니라", "chitchat", 0.3, -1.0);
    let said = Setting::default().take(&tale).said;
    let lines: Vec<_> =
        said.iter().map(|line| (line.kind, line.text.as_str(), line.number, line.result.as_deref())).collect();
    assert_eq!(
        lines,
        [
            (SaidKind::Answer, "심사는 몇 단계인가요?", 4, Some("도움이 안 됐어요")),
            (SaidKind::Question, "본인확인 요청 V1 (심사 진행)", 6, Some("확인됨 V2")),
            (SaidKind::Question, "본인확인을 먼저 할까요?", 6, Some("“네”")),
            (SaidKind::Lookup, "조회: 심사 진행", 9, Some("심사 3/5")),
            (SaidKind::Question, "어느 서류가 궁금하신가요?", 9, Some("“재직증명서”")),
            (SaidKind::Lookup, "조회: 제출 서류", 11, Some("조회 실패 (timeout)")),
            (SaidKind::Promise, "내일까지 알려 드릴게요", 11, Some("봇")),
            (SaidKind::Case, "서류 확인 · C-12", 11, None),
            (SaidKind::Failed, "이해하지 못했어요", 11, Some("«document_status» / «app_error»")),
        ]
    );
}

#[test]
fn five_an_emergency_card_and_an_earlier_agent_are_told() {
    let card = Block::Emergency { title: "카드 분실".into(), phones: vec![], steps: vec![] };
    let choices = Block::Choices { choices: vec![Choice { id: "a".into(), label: "있어요".into() }] };
    let message = Message::text(Author::Bot, "정지했습니다. 모르는 결제가 있나요?").with(card).with(choices);
    let tale = opened()
        .customer("지갑 분실", "card_lost", 0.9, 0.0)
        .fact(Fact::Said { message, reading: None })
        .returned("earlier", WrapUpOutcome::FollowUp);
    let said = Setting::default().take(&tale).said;
    let lines: Vec<_> = said.iter().map(|line| (line.text.as_str(), line.number, line.result.as_deref())).collect();
    assert_eq!(
        lines,
        [("긴급 안내: 카드 분실", 4, None), ("이전 상담: 카드 정지 — 정지 접수함", 5, Some("후속 조치 필요"))]
    );
}

#[test]
fn six_the_mood_turns_where_it_fell() {
    let tale = opened()
        .customer("안녕하세요", "chitchat", 0.9, 0.5)
        .bot("네")
        .customer("또 같은 말이네요", "complaint", 0.4, -1.5)
        .bot("죄송합니다")
        .customer("됐어요", "complaint", 0.4, -1.6);
    let mood = Setting::default().take(&tale).mood;
    assert_eq!((mood.points.len(), mood.turned_at), (3, Some(5)));
    assert!(mood.now < -1.2 && mood.frustration > 0.6, "{mood:?}");
}

#[test]
fn six_the_last_scores_stand_beside_the_mood() {
    let scored = |before, survey: &str, score| {
        elsewhere(before, Channel::Telegram, Fact::SurveyAnswered { survey: survey.into(), score })
    };
    let around = vec![scored(900_000, "csat", 5), scored(800_000, "nps", 9), scored(700_000, "csat", 2)];
    let rated = Setting { around, ..Setting::default() }.take(&opened()).mood.rated;
    let rated: Vec<_> = rated.iter().map(|rated| (rated.survey.as_str(), rated.score, rated.at)).collect();
    assert_eq!(rated, [("csat", 2, at(-700_000)), ("nps", 9, at(-800_000))]);
}

#[test]
fn seven_and_nine_processes_promises_and_cases_that_are_open() {
    let moved = |process: &str, step, blocked_on| Fact::ProcessMoved {
        process: process.into(),
        title: "신용대출".into(),
        step,
        of: 5,
        label: "심사".into(),
        blocked_on,
    };
    let promise = |by: &str, text: &str, due| Fact::PromiseMade { by: by.into(), text: text.into(), due };
    let around = vec![
        elsewhere(9000, Channel::Web, moved("loan_application:1", 5, BlockedOn::Nobody)),
        elsewhere(8000, Channel::Web, moved("loan_application:2", 3, BlockedOn::Company)),
        elsewhere(7000, Channel::Web, moved("loan_application:3", 2, BlockedOn::Customer)),
        elsewhere(6000, Channel::Web, promise("상담원", "전화드리기", Some(at(0)))),
        elsewhere(5000, Channel::Web, promise("bot", "서류 보내기", None)),
    ];
    let days = SignedDuration::from_hours(47);
    let expected = [("loan_application:2".to_owned(), at(-8000) + days)].into();
    let context = Setting { around, expected, ..Setting::default() }.take(&opened());
    let usual: Vec<_> = context.processes.iter().map(|process| process.usual_days).collect();
    assert_eq!(usual, [None, Some(2)], "told where it is known");
    let names: Vec<_> = context.processes.iter().map(|process| process.process.as_str()).collect();
    assert_eq!(names, ["loan_application:3", "loan_application:2"], "what waits for the customer first");
    assert_eq!(context.processes[1].progress.labels[2], "심사");
    let open: Vec<_> = context.open.iter().map(|open| open.label.as_str()).collect();
    assert_eq!(open, ["약속 (상담원): 전화드리기", "약속 (봇): 서류 보내기"]);
    assert_eq!(context.next_steps[0], "기한이 지난 약속부터 사과하고 답하기: 전화드리기");
    assert!(context.who.notes.contains(&"이용 중".to_owned()));
}

#[test]
fn eight_bursts_are_folded_and_the_newest_stand_first() {
    let mut around: Vec<_> = (0..4).map(|n| touch(600 - 120 * n, "login.failed", "로그인 실패")).collect();
    around.push(touch(500, "page.viewed", "한도 안내 화면"));
    around.push(touch(5000, "login.failed", "로그인 실패"));
    around.push(touch(31 * 86_400, "page.viewed", "오래된 화면"));
    around.push(elsewhere(50, Channel::Telegram, Fact::Opened { language: Language::Ko }));
    let touches = Setting { around, ..Setting::default() }.take(&opened()).around;
    let lines: Vec<_> =
        touches.iter().map(|touch| (touch.label.as_str(), touch.times, touch.at, touch.until)).collect();
    assert_eq!(
        lines,
        [
            ("채팅 상담 시작", 1, at(-50), None),
            ("로그인 실패", 4, at(-600), Some(at(-240))),
            ("한도 안내 화면", 1, at(-500), None),
            ("로그인 실패", 1, at(-5000), None),
        ],
        "this conversation's own messages are not around it"
    );
    assert_eq!(touches[0].channel, Channel::Telegram);
}

#[test]
fn ten_what_must_not_be_done() {
    let check = |setting: Setting, want: &[&str]| {
        assert_eq!(setting.take(&opened()).must_not, want);
    };
    check(Setting::default(), &["금액·점수 언급은 본인확인(V2) 후"]);
    let linked = Proof::linked(Method::SiteToken, at(0), at(90_000));
    check(Setting { proof: Some(linked), ..Setting::default() }, &["금액·점수 언급은 본인확인(V2) 후"]);
    check(Setting { proof: Some(verified(3500)), ..Setting::default() }, &[]);
    check(
        Setting { notes: vec![Note::DebtAdjustment, Note::Represented], ..Setting::default() },
        &[
            "채무조정 중: 독촉·상환 권유 금지",
            "대리인 있음: 채무 관련 연락은 대리인에게만",
            "금액·점수 언급은 본인확인(V2) 후",
            "대출·카드 상품 권유 금지",
        ],
    );
    // 22:30 in Seoul.
    let night =
        Setting { now: at(45_000), notes: vec![Note::Overdue], channel: Channel::Telegram, ..Setting::default() };
    check(
        night,
        &[
            "21시–08시: 먼저 거는 독촉 연락 금지 (문의에 답하는 것은 가능)",
            "금액·점수 언급은 본인확인(V2) 후",
            "텔레그램에는 금액·점수를 적지 않기",
            "대출·카드 상품 권유 금지",
        ],
    );
    check(
        Setting {
            queue: Queue::Card,
            reason: Reason::authority(3, "정지 해제"),
            proof: Some(verified(3500)),
            reader: Language::En,
            ..Setting::default()
        },
        &["Undo stops or change contacts only at V3"],
    );
}

#[test]
fn eleven_the_steps_follow_the_wish_and_else_the_team() {
    let tale = opened().customer("돈이 없어서 이번 달은 못 내요", "hardship_request", 0.9, -0.6);
    let context = Setting { queue: Queue::Debt, notes: vec![Note::Age65], ..Setting::default() }.take(&tale);
    assert_eq!(context.next_steps.len(), 4);
    assert!(
        context.next_steps[1].contains("유예") && context.next_steps[3].contains("천천히"),
        "{:?}",
        context.next_steps
    );
    let fallback = Setting { queue: Queue::Rights, reader: Language::En, ..Setting::default() }.take(&opened());
    assert_eq!(fallback.next_steps[0], "Say back in one sentence which right is used");
}

#[test]
fn eleven_a_similar_case_tells_how_and_not_whose() {
    let solved = Similar {
        topic: "hardship_request".into(),
        note: "김*수 고객 3개월 유예 접수 R-261128-3".into(),
        seconds: 420,
        at: at(-90_000),
    };
    let context = Setting { similar: Some(solved), ..Setting::default() }.take(&opened());
    let similar = context.similar.unwrap();
    assert_eq!((similar.topic.as_str(), similar.seconds, similar.at), ("«hardship_request»", 420, at(-90_000)));
    assert_eq!(similar.note, "… 고객 3개월 유예 접수 …");
    assert_eq!(Setting::default().take(&opened()).similar, None);
}
