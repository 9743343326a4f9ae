//! bot: the policy table: given this, said that, it must do so and must not do otherwise.

use std::sync::Arc;

use handoff::emergency::Emergency as Danger;
use handoff::event::Fact;
use handoff::handoff::{Priority, Queue};
use handoff::id::{ConversationId, HandoffId, PersonId};
use handoff::journey::Journey;
use handoff::message::{Block, Channel, Language, Message};
use handoff::person::{Level, Method, Proof};
use handoff::reason::Code;
use jiff::{SignedDuration, Timestamp};
use nlu::{Act, Emergency, EmergencyKind, Evidence, Intent, Mood, Ranked, Source, Understanding};

use super::action::Action;
use super::decide::{Beside, Decision, SmallTalk, decide};
use super::{DeskStatus, Heard, Outcome, Part, Scene, greeting, locked, respond, verified};
use crate::conversation::{Control, Conversation, CustomerNo, Dialogue, LastSaid, Persona, Style};
use crate::core::{Core, Profile};
use crate::flow::lookup::Lookup;
use crate::flow::request::Request;
use crate::flow::slot::Slots;
use crate::flow::{Flow, verify};
use crate::settings::Company;
use crate::words::{Because, Offer};

const DESK: DeskStatus = DeskStatus { agents_online: 2, position: 2, wait_seconds: Some(240), ..DeskStatus::EMPTY };
/// Nobody is there until nine in the morning.
const NIGHT: DeskStatus =
    DeskStatus { opens: Some(jiff::civil::date(2026, 11, 23).at(9, 0, 0, 0)), ..DeskStatus::EMPTY };

fn now() -> Timestamp {
    "2026-11-23T01:00:00Z".parse().unwrap()
}

fn core() -> Core {
    Core::demo()
}

/// A conversation as it stands, and what is said next.
struct Given {
    conversation: Conversation,
    understanding: Understanding,
    text: String,
    choice: Option<String>,
    passages: Vec<faq::Passage>,
    masked: Vec<String>,
    parts: Vec<Part>,
    ratings: Vec<(String, u32, u32)>,
    desk: DeskStatus,
    core: Core,
}

impl Given {
    fn visitor() -> Self {
        let conversation = Conversation {
            id: ConversationId::from("01jd8q3v9x7f3k2a"),
            person: PersonId::from("p1"),
            customer: None,
            channel: Channel::Web,
            language: Language::Ko,
            proof: None,
            control: Control::Bot,
            epoch: 1,
            dialogue: Dialogue::default(),
            last_number: 2,
            opened_at: now(),
        };
        Self {
            conversation,
            understanding: unclear(),
            text: String::new(),
            choice: None,
            passages: Vec::new(),
            masked: Vec::new(),
            parts: Vec::new(),
            ratings: Vec::new(),
            desk: DESK,
            core: core(),
        }
    }

    fn customer(id: &str, level: Level) -> Self {
        let mut given = Self::visitor();
        given.conversation.customer = Some(CustomerNo(id.to_owned()));
        let link = Proof::linked(Method::SiteToken, now(), now() + SignedDuration::from_hours(1));
        given.conversation.proof = match level {
            Level::V0 => None,
            Level::V1 => Some(link),
            level => Some(link.raised(level, Method::OneTimeCode, now())),
        };
        given
    }

    fn says(mut self, text: &str, intent: Intent) -> Self {
        self.text = text.to_owned();
        self.understanding = Understanding::certain(intent);
        self.understanding.act = Act::of(text);
        self
    }

    fn mumbles(mut self, text: &str) -> Self {
        self.text = text.to_owned();
        self.understanding = unclear();
        self.understanding.act = Act::of(text);
        self
    }

    fn in_danger(mut self, text: &str, kind: EmergencyKind) -> Self {
        self.text = text.to_owned();
        let evidence = Evidence { source: Source::Rule("test".into()), words: vec![text.to_owned()] };
        self.understanding.emergency = Some(Emergency { kind, evidence });
        self
    }

    fn wavers(mut self, text: &str, intents: [(Intent, f32); 2]) -> Self {
        self.text = text.to_owned();
        self.understanding.intents = Ranked::new(intents);
        self.understanding.in_scope = 1.0;
        self
    }

    fn taps(mut self, id: &str, label: &str) -> Self {
        self.text = label.to_owned();
        self.choice = Some(id.to_owned());
        self
    }

    fn mood(mut self, sentiment: f32, frustration: f32) -> Self {
        self.understanding.mood = Mood { sentiment, frustration };
        self
    }

    fn on(mut self, channel: Channel) -> Self {
        self.conversation.channel = channel;
        self
    }

    fn finding(mut self, id: &str, intent: Intent, score: f32) -> Self {
        self.passages.push(passage(id, intent, score));
        self
    }

    fn waiting(mut self) -> Self {
        self.conversation.control = Control::Queued { handoff: HandoffId::from("h1") };
        self
    }

    /// The same conversation after an outcome.
    fn after(&self, outcome: &Outcome) -> Self {
        let mut conversation = self.conversation.clone();
        conversation.dialogue = outcome.dialogue.clone();
        if outcome.hand_off.is_some() {
            conversation.control = Control::Queued { handoff: HandoffId::from("h1") };
        }
        if outcome.cancel_handoff {
            conversation.control = Control::Bot;
        }
        conversation.last_number += 2;
        let danger = outcome.hand_off.as_ref().and_then(|hand_off| hand_off.reason.emergency_kind());
        let desk = DeskStatus { danger: danger.or(self.desk.danger), ..self.desk };
        Self {
            conversation,
            understanding: unclear(),
            text: self.text.clone(),
            choice: None,
            passages: self.passages.clone(),
            masked: self.masked.clone(),
            parts: Vec::new(),
            ratings: self.ratings.clone(),
            desk,
            core: core(),
        }
    }

    fn scene<'a>(&'a self, journey: &'a Journey) -> Scene<'a> {
        Scene {
            conversation: &self.conversation,
            journey,
            heard: Heard {
                text: &self.text,
                choice: self.choice.as_deref(),
                understanding: &self.understanding,
                number: self.conversation.last_number + 1,
                masked: &self.masked,
                parts: &self.parts,
            },
            passages: &self.passages,
            ratings: &self.ratings,
            desk: self.desk,
            now: now(),
        }
    }

    fn decides(&self) -> String {
        let journey = Journey::new(self.conversation.person.clone());
        let profile = self.profile();
        let scene = self.scene(&journey);
        format!("{:?}", decide(&scene, profile.as_ref()))
    }

    fn profile(&self) -> Option<Profile> {
        let customer = self.conversation.customer.as_ref()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(core().profile(customer, now())).ok()
    }

    async fn reply(&self) -> Outcome {
        let journey = Journey::new(self.conversation.person.clone());
        respond(&self.scene(&journey), &self.core).await
    }
}

fn unclear() -> Understanding {
    let mut understanding = Understanding::certain(Intent::Chitchat);
    understanding.intents = Ranked::new([(Intent::CardApply, 0.08), (Intent::LimitStatus, 0.07)]);
    understanding
}

fn passage(id: &str, intent: Intent, score: f32) -> faq::Passage {
    let article = faq::Article {
        id: id.to_owned(),
        language: faq::Language::Ko,
        title: format!("제목 {id}"),
        category: String::new(),
        intents: vec![intent.to_string()],
        facts: Vec::new(),
        as_of: jiff::civil::date(2026, 11, 22),
        reviewer: "editor".to_owned(),
        related: Vec::new(),
        questions: Vec::new(),
        sources: Vec::new(),
        short: format!("짧은 답 {id}."),
        long: "긴 답.".to_owned(),
        steps: vec!["먼저 할 일".to_owned()],
        notes: Vec::new(),
        glossary: vec![("약정".to_owned(), "계약에 동의하는 일".to_owned())],
    };
    faq::Passage { article: Arc::new(article), score, why: faq::Why::default() }
}

fn messages(facts: &[Fact]) -> Vec<&Message> {
    facts
        .iter()
        .filter_map(|fact| match fact {
            Fact::Said { message, .. } => Some(message),
            _ => None,
        })
        .collect()
}

fn said(outcome: &Outcome) -> String {
    messages(&outcome.facts).iter().map(|message| message.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn kinds(outcome: &Outcome) -> Vec<&'static str> {
    outcome.facts.iter().map(Fact::kind).filter(|kind| *kind != "chat.said").collect()
}

fn choices(outcome: &Outcome) -> Vec<String> {
    outcome.dialogue.choices.iter().map(|choice| choice.id.clone()).collect()
}

/// Everything a customer could read, blocks included.
fn shown(facts: &[Fact]) -> String {
    serde_json::to_string(&messages(facts)).unwrap()
}

/// Whether a sum of money, a late day or another figure of the account is on show.
fn has_money(text: &str) -> bool {
    let figure = regex::Regex::new(r"[0-9][0-9,]*(원| won)|[0-9]+일째|[0-9]+ days late").unwrap();
    figure.is_match(text)
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is one table")]
fn the_decision_follows_the_policy_table() {
    let check = |given: Given, want: &str| {
        let decision = given.decides();
        assert!(decision.starts_with(want), "{:?}: {decision}, not {want}", given.text);
    };
    let visitor = Given::visitor;
    let minsu = || Given::customer("minsu", Level::V1);
    let late = || Given::customer("eunji", Level::V2);

    // Danger goes before everything, at any level, in any mood, inside any flow.
    check(
        visitor().in_danger("검찰이라는데 계좌 옮기라고 해요", EmergencyKind::VoicePhishing),
        "Danger { emergency: VoicePhishing, another: false",
    );
    check(visitor().in_danger("그냥 다 끝내고 싶네요", EmergencyKind::SelfHarm), "Danger { emergency: SelfHarm");
    check(
        visitor().in_danger("엄마가 보이스피싱 당한 것 같아요", EmergencyKind::VoicePhishing),
        "Danger { emergency: VoicePhishing, another: true",
    );
    let mut flow = minsu().in_danger("카드를 잃어버렸어요", EmergencyKind::CardLost);
    flow.conversation.dialogue.flow = Some(Flow::Verify(verify::Step::Offer {
        then: verify::Waiting { lookup: Lookup::OverdueBalance, reference: None, slots: Slots::default() },
    }));
    check(flow, "Danger { emergency: CardLost");
    check(
        visitor().says("더워 죽겠는데 앱도 안 되고", Intent::AppError),
        "Take { draft: Draft { request: TechnicalReport",
    );
    check(
        visitor().wavers("더워 죽겠는데 앱도 안 되고", [(Intent::SelfHarmCrisis, 0.5), (Intent::AppError, 0.45)]),
        "Take { draft: Draft { request: TechnicalReport",
    );
    check(
        visitor().says("분실한 카드 찾았어요 풀어주세요", Intent::CardLost),
        "HandOff { reason: Reason { code: Authority",
    );

    // A person is asked for, and never argued with.
    check(visitor().mumbles("상담원"), "HandOff { reason: Reason { code: UserRequest");
    check(visitor().says("사람이랑 얘기할래요", Intent::AgentRequest), "HandOff { reason: Reason { code: UserRequest");
    check(visitor().taps("agent", "상담원과 이야기하기"), "HandOff { reason: Reason { code: UserRequest");
    check(minsu().says("민원 넣겠습니다", Intent::Complaint), "Take");
    check(minsu().says("아버지가 돌아가셨는데 대출은 어떻게 되나요", Intent::DeceasedInheritance), "HandOff");
    check(
        minsu().wavers("기다리다 죽는 줄 알았네요", [(Intent::Complaint, 0.55), (Intent::Chitchat, 0.1)]),
        "OfferPerson",
    );
    check(visitor().mumbles("제가 칠십이 넘어서 잘 몰라요"), "OfferPerson");
    check(visitor().mumbles("저 고등학생인데 빚이 있어요"), "HandOff { reason: Reason { code: Authority");
    check(minsu().mumbles("전화 온다더니 안 와요"), "HandOff { reason: Reason { code: UserRequest");

    // Rights are requests with a receipt.
    check(
        late().says("자동심사 결과 설명해 주세요", Intent::CreditEvalExplanation),
        "Take { draft: Draft { request: EvaluationExplanation",
    );
    check(late().says("이번 달은 못 낼 것 같아요", Intent::HardshipRequest), "Take { draft: Draft { request: Hardship");

    // Lookups, and whose they are.
    check(minsu().says("심사 어디까지 됐어요", Intent::ApplicationStatus), "LookUp { lookup: ApplicationProgress");
    check(late().says("다음 납부일이 언제죠", Intent::RepaymentSchedule), "LookUp { lookup: OverdueBalance");
    check(minsu().says("다음 납부일이 언제죠", Intent::RepaymentSchedule), "LookUp { lookup: RepaymentSchedule");
    check(minsu().says("남편 연체금 얼마예요", Intent::OverdueAmount), "NotYours");
    check(minsu().says("다른 사람 대출 조회해 주세요", Intent::ApplicationStatus), "NeverForOthers");
    check(
        visitor().says("심사는 보통 며칠 걸려요", Intent::ApplicationStatus).finding(
            "app-03",
            Intent::ApplicationStatus,
            0.8,
        ),
        "Answer",
    );
    check(
        visitor().says("어제 신청한 심사 어디까지 됐어요", Intent::ApplicationStatus).finding(
            "app-03",
            Intent::ApplicationStatus,
            0.8,
        ),
        "LookUp",
    );

    // No more debt for whoever is in trouble; what was picked by name is answered.
    check(late().says("돈 더 빌릴 수 있나요", Intent::LoanEligibility), "Relief");
    check(Given::customer("taeho", Level::V1).says("한도 올려 주세요", Intent::LimitIncreaseRequest), "Relief");
    check(
        minsu().says("돈 더 빌릴 수 있나요", Intent::LoanEligibility).finding("app-02", Intent::LoanEligibility, 0.8),
        "Answer",
    );
    check(
        late().taps("about:loan_eligibility", "심사에서 보는 것").finding("app-02", Intent::LoanEligibility, 0.4),
        "Answer",
    );

    // Articles answer by retrieval; what the account knows is looked up.
    check(visitor().mumbles("아무 말").finding("late-02", Intent::OverdueConsequences, 0.9), "Answer");
    check(minsu().says("신용점수 알려줘", Intent::CreditScoreCheck), "LookUp { lookup: CreditScore");
    check(
        minsu().says("신용점수 알려줘", Intent::CreditScoreCheck).finding("score-04", Intent::CreditScoreCheck, 0.8),
        "LookUp { lookup: CreditScore",
    );
    check(
        minsu().says("중도상환수수료 있나요", Intent::EarlyRepayment).finding("pay-04", Intent::EarlyRepayment, 0.8),
        "Answer",
    );
    check(
        minsu().says("오늘 다 갚으면 얼마예요", Intent::EarlyRepayment).finding("pay-04", Intent::EarlyRepayment, 0.8),
        "LookUp { lookup: PayoffQuote",
    );
    check(minsu().says("채무조정 어디까지 갔나요", Intent::DebtAdjustmentStatus), "LookUp { lookup: HardshipCase");
    check(
        minsu().says("신복위 접수된 거 확인돼요", Intent::DebtAdjustmentStatus),
        "LookUp { lookup: DebtAdjustmentCase",
    );
    check(minsu().says("카드가 왜 정지됐나요", Intent::CardSuspended), "LookUp { lookup: CardBlockReason");

    // Two that are close: the pair's own rule.
    check(
        minsu().wavers("서류 심사요", [(Intent::ApplicationStatus, 0.45), (Intent::DocumentStatus, 0.4)]),
        "Clarify(ApplicationStatus, DocumentStatus)",
    );
    check(
        visitor()
            .wavers("이거 뭐예요", [(Intent::SuspiciousContactCheck, 0.45), (Intent::VoicePhishingEmergency, 0.44)]),
        "Clarify(VoicePhishingEmergency, SuspiciousContactCheck)",
    );
    check(
        late().wavers("얼마 내요", [(Intent::RepaymentSchedule, 0.45), (Intent::OverdueAmount, 0.44)]),
        "LookUp { lookup: OverdueBalance",
    );
    check(
        minsu().wavers("얼마 내요", [(Intent::RepaymentSchedule, 0.45), (Intent::OverdueAmount, 0.44)]),
        "LookUp { lookup: RepaymentSchedule",
    );
    check(visitor().says("이 문자 여기서 보낸 거 맞나요", Intent::SuspiciousContactCheck), "AskGiven(None)");
    check(
        minsu().wavers(
            "납부일 언제고 카드 언제 와요",
            [(Intent::RepaymentSchedule, 0.5), (Intent::CardDeliveryStatus, 0.4)],
        ),
        "WithOther(LookUp { lookup: RepaymentSchedule",
    );

    // Nothing understood.
    check(visitor().mumbles("웅얼웅얼"), "Fallback");
    let mut masked = visitor().mumbles("[주민번호]");
    masked.masked = vec!["resident_number".into()];
    check(masked, "Masked");
}

#[tokio::test]
async fn what_only_the_model_suspects_is_asked_before_a_card_is_stopped() {
    let suspect = |text: &str, kind: EmergencyKind, confidence: f32| {
        let mut given = Given::visitor().mumbles(text);
        let intent = kind.intent().unwrap();
        given.understanding.intents = Ranked::new([(intent, confidence), (Intent::CardApply, 0.1)]);
        given.understanding.emergency =
            Some(Emergency { kind, evidence: Evidence { source: Source::Score(0.6), words: Vec::new() } });
        given
    };
    let faint = suspect("카드요", EmergencyKind::CardLost, 0.9);
    let asked = faint.reply().await;
    assert!(asked.hand_off.is_none() && kinds(&asked).is_empty(), "{}", said(&asked));
    assert!(said(&asked).contains("잃어버리셨나요") && choices(&asked) == ["yes", "no"]);
    let yes = faint.after(&asked).taps("yes", "네, 잃어버렸어요").reply().await;
    assert_eq!(kinds(&yes), ["urgent.flagged", "case.received"]);
    let low = suspect("회사를 옮겼어요", EmergencyKind::SelfHarm, 0.3).reply().await;
    assert!(said(&low).contains("109") && low.hand_off.is_none(), "{}", said(&low));
    let clear = suspect("카드가 어디 갔는지 모르겠어요", EmergencyKind::CardLost, 0.9).reply().await;
    assert!(clear.hand_off.is_some());
    let young = suspect("저 고등학생인데 빚이 있어요", EmergencyKind::IdentityTheft, 0.9).reply().await;
    assert!(young.hand_off.is_some() && said(&young).contains("1388"), "{}", said(&young));
    let nothing = suspect("없어요", EmergencyKind::SelfHarm, 0.9).reply().await;
    assert!(!said(&nothing).contains("109"), "a single word: {}", said(&nothing));
}

#[test]
fn an_offer_is_taken_or_declined_with_a_word() {
    let mut given = Given::visitor().mumbles("네");
    given.conversation.dialogue.offered = Some(handoff::reason::Reason::frustration(Vec::new()));
    assert!(given.decides().starts_with("HandOff { reason: Reason { code: Frustration"));
    given = given.mumbles("아니요");
    assert_eq!(given.decides(), "DeclineOffer");
}

#[test]
fn an_article_is_chosen_by_retrieval_and_the_intent_breaks_ties() {
    let given = Given::visitor()
        .says("연체하면 어떻게 되나요", Intent::OverdueConsequences)
        .finding("late-06", Intent::DelinquencyRecord, 0.82)
        .finding("late-01", Intent::OverdueConsequences, 0.8);
    let journey = Journey::new(PersonId::from("p1"));
    let Decision::Answer { passage, beside } = decide(&given.scene(&journey), None) else { panic!() };
    assert_eq!((passage.article.id.as_str(), beside), ("late-01", Beside::Also(Intent::DelinquencyRecord)));
}

#[tokio::test]
async fn who_takes_note_or_wants_a_moment_has_not_failed() {
    for text in ["아 그렇구나", "더는 없어요", "잠시만요", "음..", "hold on"] {
        let outcome = Given::visitor().mumbles(text).reply().await;
        assert!(!kinds(&outcome).contains(&"turn.failed"), "{text}: {}", said(&outcome));
        assert_eq!((outcome.dialogue.offered, outcome.hand_off.is_none()), (None, true), "{text}");
    }
}

#[tokio::test]
async fn a_courtesy_takes_no_button_away() {
    let first = Given::visitor().mumbles("웅얼");
    let asked = first.reply().await;
    for (text, shown_again) in [("잠시만요", true), ("아 그렇구나", false), ("감사합니다", false)] {
        let courtesy = first.after(&asked).says(text, Intent::Chitchat);
        let outcome = courtesy.reply().await;
        assert_eq!(outcome.dialogue.choices, asked.dialogue.choices, "{text}");
        assert_eq!(shown(&outcome.facts).contains("\"kind\":\"choices\""), shown_again, "{text}");
        let second = courtesy.after(&outcome).mumbles("2번").reply().await;
        assert!(!kinds(&second).contains(&"turn.failed"), "{text}: {}", said(&second));
    }
}

#[tokio::test]
async fn taking_note_or_thanking_never_lets_the_open_task_go() {
    let asked = Given::customer("eunji", Level::V1).says("제가 밀린 돈이 얼마죠", Intent::OverdueAmount);
    let mut before = (asked.reply().await, asked);
    let flow = before.0.dialogue.flow.clone();
    assert!(flow.is_some());
    for text in ["아 그렇구나", "감사합니다", "아 그렇구나", "잠시만요", "감사합니다"] {
        let given = before.1.after(&before.0).says(text, Intent::Chitchat);
        let outcome = given.reply().await;
        assert_eq!(outcome.dialogue.flow, flow, "{text}");
        before = (outcome, given);
    }
    let sent = before.1.after(&before.0).mumbles("네").reply().await;
    assert!(sent.send_code, "{}", said(&sent));
}

#[tokio::test]
async fn after_two_failed_turns_a_person_is_offered_and_nothing_is_guessed() {
    let first = Given::visitor().mumbles("웅얼");
    let outcome = first.reply().await;
    assert_eq!(kinds(&outcome), ["turn.failed"]);
    let second = first.after(&outcome).mumbles("그게 아니라니까요").reply().await;
    assert_eq!(kinds(&second), ["handoff.offered"]);
    assert_eq!(second.dialogue.offered.as_ref().unwrap().code, Code::LowConfidence);
    assert_eq!(second.dialogue.offered.as_ref().unwrap().evidence.len(), 2);
    assert_eq!(choices(&second), ["agent", "stay"]);
    assert!(second.hand_off.is_none(), "offered, not forced");
}

#[tokio::test]
async fn two_low_moods_offer_a_person_beside_the_answer() {
    let first =
        Given::customer("hyunwoo", Level::V1).says("심사 왜 이렇게 늦어요", Intent::ApplicationStatus).mood(-1.3, 0.2);
    let outcome = first.reply().await;
    assert!(said(&outcome).starts_with("불편하셨겠어요"), "{}", said(&outcome));
    assert_eq!(outcome.dialogue.offered, None);
    let second = first.after(&outcome).says("아직도요?", Intent::ApplicationStatus).mood(-1.4, 0.3).reply().await;
    assert!(kinds(&second).contains(&"lookup.done") && kinds(&second).contains(&"handoff.offered"));
    assert_eq!(second.dialogue.offered.as_ref().unwrap().code, Code::Frustration);
    assert!(choices(&second).contains(&"agent".to_owned()));
}

#[tokio::test]
async fn figures_are_never_shown_below_their_level() {
    let intents = Lookup::ALL.map(Lookup::intent);
    for customer in core().demo_customers() {
        for intent in intents {
            for (level, channel) in [
                (Level::V0, Channel::Web),
                (Level::V1, Channel::Web),
                (Level::V1, Channel::Telegram),
                (Level::V2, Channel::Telegram),
            ] {
                let given = Given::customer(&customer.id, level).on(channel).says("제 거 알려주세요", intent);
                let outcome = given.reply().await;
                assert!(
                    !has_money(&shown(&outcome.facts)),
                    "{} {intent} {level} {channel:?}: {}",
                    customer.id,
                    shown(&outcome.facts)
                );
                for lookup in Lookup::ALL {
                    let tapped = given_again(&customer.id, level, channel, lookup).reply().await;
                    assert!(!has_money(&shown(&tapped.facts)), "{} {lookup} {level} {channel:?}", customer.id);
                }
            }
        }
    }
    let mut watched = Given::customer("eunji", Level::V2).says("밀린 돈 얼마죠", Intent::OverdueAmount);
    watched.conversation.dialogue.watched = true;
    assert!(!has_money(&shown(&watched.reply().await.facts)), "someone reads along");
    let open = Given::customer("eunji", Level::V2).says("밀린 돈 얼마죠", Intent::OverdueAmount).reply().await;
    assert!(has_money(&shown(&open.facts)), "{}", shown(&open.facts));
}

fn given_again(id: &str, level: Level, channel: Channel, lookup: Lookup) -> Given {
    Given::customer(id, level).on(channel).taps(&format!("figures:{lookup}"), "금액까지 보기")
}

#[tokio::test]
async fn figures_are_never_remembered() {
    let given = Given::customer("eunji", Level::V2).says("밀린 돈 얼마죠", Intent::OverdueAmount);
    let outcome = given.reply().await;
    let remembered = serde_json::to_string(&outcome.dialogue).unwrap();
    assert!(!has_money(&remembered), "{remembered}");
    assert!(matches!(outcome.dialogue.last_said, Some(LastSaid::Lookup { .. })));
}

#[tokio::test]
async fn a_code_is_explained_sent_and_goes_on_with_what_waited() {
    let asked = Given::customer("eunji", Level::V1).says("제가 밀린 돈이 얼마죠", Intent::OverdueAmount);
    let offer = asked.reply().await;
    assert_eq!(kinds(&offer), ["level.required"]);
    assert!(said(&offer).contains("10분"), "why, what and how long: {}", said(&offer));
    let agreed = asked.after(&offer).mumbles("네");
    let sent = agreed.reply().await;
    assert!(sent.send_code);
    assert!(shown(&sent.facts).contains("\"kind\":\"code\""));

    let digression = agreed.after(&sent).says("연체하면 어떻게 되나요", Intent::OverdueConsequences).finding(
        "late-01",
        Intent::OverdueConsequences,
        0.9,
    );
    let answered = digression.reply().await;
    assert!(kinds(&answered).contains(&"faq.answered"));
    assert_eq!(answered.dialogue.flow, sent.dialogue.flow, "the slots are kept");
    assert!(said(&answered).ends_with("인증번호 6자리를 넣어 주세요."), "{}", said(&answered));

    let mut proved = digression.after(&answered);
    let link = proved.conversation.proof.clone().unwrap();
    proved.conversation.proof = Some(link.raised(Level::V2, Method::OneTimeCode, now()));
    let journey = Journey::new(PersonId::from("p1"));
    let done = verified(&proved.conversation, &journey, DESK, now(), &core()).await;
    assert!(said(&done).starts_with("확인됐어요") && has_money(&shown(&done.facts)), "{}", said(&done));
    assert_eq!(done.dialogue.flow, None);
}

#[tokio::test]
async fn after_three_wrong_codes_no_code_is_sent_until_the_time_is_over() {
    let given = Given::customer("eunji", Level::V1).says("밀린 돈 얼마죠", Intent::OverdueAmount);
    let offer = given.reply().await;
    let sent = given.after(&offer).mumbles("네");
    let sent_outcome = sent.reply().await;
    let waiting = sent.after(&sent_outcome);
    let outcome = locked(&waiting.conversation, now() + SignedDuration::from_mins(10), now());
    assert!(said(&outcome).contains("10분") && !said(&outcome).contains("틀렸"), "{}", said(&outcome));
    let again = waiting.after(&outcome).taps("code", "인증번호 받기").reply().await;
    assert!(!again.send_code, "{}", said(&again));
    assert!(said(&again).contains("10분"));
}

#[tokio::test]
async fn a_visitor_is_told_how_to_sign_in_and_never_asked_for_numbers() {
    let outcome = Given::visitor().says("제 연체금 얼마예요", Intent::OverdueAmount).reply().await;
    assert_eq!(kinds(&outcome), ["level.required"]);
    assert!(said(&outcome).contains("로그인") && said(&outcome).contains("본인만"), "{}", said(&outcome));
    assert_eq!(choices(&outcome), ["about:overdue_amount", "agent"]);
}

#[tokio::test]
async fn a_danger_known_from_before_is_answered_again_while_waiting_for_something_else() {
    let mut given = Given::visitor().waiting().in_danger("방금 또 돈을 보냈어요", EmergencyKind::VoicePhishing);
    let danger = Some(handoff::emergency::Emergency::VoicePhishing);
    given.conversation.dialogue.danger = danger;
    let raised = given.reply().await;
    assert_eq!(raised.hand_off.as_ref().map(|hand_off| hand_off.priority), Some(Priority::Emergency));
    given.desk.danger = danger;
    assert!(given.reply().await.hand_off.is_none(), "and not twice in the same");
}

#[tokio::test]
async fn a_lost_card_is_stopped_at_once_at_any_level_and_only_once() {
    let given = Given::visitor().in_danger("카드 잃어버렸어요", EmergencyKind::CardLost);
    let outcome = given.reply().await;
    let text = said(&outcome);
    assert!(text.contains("정지 접수") && text.contains("10:00") && text.contains("모르는 결제가 있나요?"), "{text}");
    assert!(!text.contains("로그인"), "{text}");
    assert_eq!(kinds(&outcome), ["urgent.flagged", "case.received"]);
    let hand_off = outcome.hand_off.as_ref().unwrap();
    assert_eq!(
        (hand_off.queue, hand_off.priority, hand_off.reason.code),
        (Queue::Card, Priority::Emergency, Code::Emergency)
    );
    assert_eq!(choices(&outcome), ["yes", "no"]);

    let waiting = given.after(&outcome).taps("yes", "모르는 결제가 있어요");
    let raised = waiting.reply().await;
    assert_eq!(raised.hand_off.as_ref().unwrap().queue, Queue::Fraud);
    let numbers: Vec<_> =
        raised.dialogue.receipts.iter().map(|receipt| (receipt.request, receipt.number.as_str())).collect();
    assert_eq!(numbers, [(Request::StopCards, "C-7F3K2A-3"), (Request::DisputeCharge, "C-7F3K2A-5")]);

    let again = waiting.after(&raised).taps("protect:stop_cards", "카드 정지 요청").reply().await;
    assert!(said(&again).contains("이미 접수") && said(&again).contains("C-7F3K2A-3"), "{}", said(&again));
    assert!(!kinds(&again).contains(&"case.received"));
}

#[tokio::test]
async fn an_emergency_shows_numbers_first_and_nothing_to_pay() {
    for language in [Language::Ko, Language::En] {
        for kind in [
            EmergencyKind::SelfHarm,
            EmergencyKind::Medical,
            EmergencyKind::VoicePhishing,
            EmergencyKind::IdentityTheft,
            EmergencyKind::CardUnauthorised,
            EmergencyKind::CardLost,
            EmergencyKind::IllegalCollection,
            EmergencyKind::Threat,
            EmergencyKind::Coercion,
        ] {
            for level in [Level::V0, Level::V1, Level::V2] {
                let mut given = Given::customer("eunji", level).in_danger("도와주세요", kind);
                given.conversation.language = language;
                given.understanding.language = crate::words::nlu_language(language);
                let outcome = given.reply().await;
                let all = messages(&outcome.facts);
                assert!(matches!(all[0].blocks[0], Block::Emergency { .. }), "{kind:?}");
                assert!(!has_money(&shown(&outcome.facts)), "{kind:?}");
                let danger = super::topic::emergency(kind);
                let hand_off = outcome.hand_off.as_ref().unwrap();
                assert_eq!((hand_off.queue, hand_off.priority), (danger.queue(), danger.priority()));
                assert!(kinds(&outcome).contains(&"urgent.flagged"));
                let taps = choices(&outcome);
                assert!(
                    taps.iter().all(|tap| ["yes", "no", "protect:stop_all", "agent", "device"].contains(&tap.as_str())),
                    "{kind:?}: {taps:?}"
                );
                assert!(!said(&outcome).contains("로그인") && !said(&outcome).contains("sign in"), "{kind:?}");
            }
        }
    }
}

#[tokio::test]
async fn the_words_in_a_crisis_do_not_depend_on_who_asks() {
    let text = |given: Given| async move {
        said(&given.in_danger("그냥 다 끝내고 싶네요", EmergencyKind::SelfHarm).reply().await)
    };
    let one = text(Given::visitor()).await;
    for customer in core().demo_customers() {
        assert_eq!(text(Given::customer(&customer.id, Level::V2)).await, one);
    }
    assert!(one.contains("109") && one.contains("안전한 곳"), "{one}");
    let mut night = Given::visitor();
    night.desk = DeskStatus::EMPTY;
    let alone = text(night).await;
    assert!(alone.contains("109에 먼저 전화") && !alone.contains("곧 이 대화를"), "{alone}");
}

#[test]
fn a_booked_call_is_taken_back_in_words_and_danger_goes_before_it() {
    let booked = |mut given: Given| {
        given.desk.booked = NIGHT.opens;
        given.decides()
    };
    let takes_back = || Given::visitor().says("예약한 전화 취소해 주세요", Intent::Chitchat);
    assert!(booked(takes_back()).starts_with("TakeBackCall"));
    assert!(!takes_back().decides().starts_with("TakeBackCall"), "none is booked");
    let danger = Given::visitor().in_danger("전화 하지 마세요 그냥 죽고 싶어요", EmergencyKind::SelfHarm);
    assert!(booked(danger).starts_with("Danger { emergency: SelfHarm"));
}

#[tokio::test]
async fn whoever_waits_is_minded_and_not_talked_over() {
    let wait = || Given::customer("minsu", Level::V1).waiting();
    let noted = wait().mumbles("그리고 회사도 옮겼어요").reply().await;
    assert!(said(&noted).contains("전달해 둘게요"), "{}", said(&noted));
    let more = wait().after(&noted).mumbles("연봉도 올랐고요");
    assert!(said(&more.waiting().reply().await).contains("이것도"));
    let cancelled = wait().taps("stop_waiting", "대기 취소").reply().await;
    assert!(cancelled.cancel_handoff && cancelled.hand_off.is_none());
    let asked = wait()
        .says("리볼빙이 뭐예요?", Intent::CardServicesInfo)
        .finding("card-08", Intent::CardServicesInfo, 0.9)
        .reply()
        .await;
    assert!(kinds(&asked).contains(&"faq.answered") && said(&asked).contains("순서는 그대로"), "{}", said(&asked));
    let status = wait().says("심사 어디까지 됐어요", Intent::ApplicationStatus).reply().await;
    assert!(
        kinds(&status).contains(&"lookup.done") && said(&status).ends_with("순서는 그대로 있어요."),
        "{}",
        said(&status)
    );
    let danger = wait().in_danger("방금 돈을 보냈어요", EmergencyKind::VoicePhishing).reply().await;
    assert_eq!(danger.hand_off.unwrap().priority, Priority::Emergency);
}

#[tokio::test]
async fn in_a_crisis_nobody_is_let_go_by_a_word_or_answered_with_an_article() {
    let given = Given::visitor().in_danger("죽고 싶어요", EmergencyKind::SelfHarm);
    let outcome = given.reply().await;
    let waiting = || Given::visitor().after(&outcome);
    for text in ["그만할래요", "네", "몰라요"] {
        let reply = waiting().mumbles(text).reply().await;
        assert!(!reply.cancel_handoff && said(&reply).contains("109"), "{text}: {}", said(&reply));
    }
    let again = waiting().in_danger("정말 죽고 싶어요", EmergencyKind::SelfHarm).reply().await;
    assert!(said(&again).contains("109") && again.hand_off.is_none());
}

#[tokio::test]
async fn a_silent_core_is_admitted_once_and_then_a_person_is_offered() {
    let mut given = Given::customer("minsu", Level::V1).says("심사 어디까지 됐어요", Intent::ApplicationStatus);
    given.core.fail("down");
    let first = given.reply().await;
    assert_eq!(kinds(&first), ["lookup.failed"]);
    given.conversation.dialogue = first.dialogue.clone();
    let second = given.reply().await;
    assert_eq!(kinds(&second), ["lookup.failed", "handoff.offered", "case.received"]);
    assert_eq!(second.dialogue.offered.unwrap().code, Code::Technical);
}

#[tokio::test]
async fn help_in_danger_does_not_wait_for_a_slow_core() {
    let given = Given::customer("minsu", Level::V1).in_danger("방금 속아서 돈 보냈어요", EmergencyKind::VoicePhishing);
    given.core.fail("slow");
    let began = std::time::Instant::now();
    assert!(said(&given.reply().await).contains("112"));
    assert!(began.elapsed().as_millis() < 1000);
}

#[tokio::test]
async fn of_several_contracts_one_is_picked_by_button_number_or_name() {
    let given = || Given::customer("yuna", Level::V1).says("다음 납부일이 언제예요", Intent::RepaymentSchedule);
    let asked = given().reply().await;
    assert_eq!(choices(&asked), ["pick:L-2024-0312", "pick:L-2025-0877", "leave"]);
    assert!(shown(&asked.facts).contains("2024년 신용대출 ****12"));
    for pick in ["자동차 할부요", "77", "2번", "두 번째 거요"] {
        let picked = given().after(&asked).mumbles(pick).reply().await;
        assert!(shown(&picked.facts).contains("자동차 할부"), "{pick}: {}", said(&picked));
        assert!(kinds(&picked).contains(&"lookup.done"), "{pick}");
    }
    let picked = given().after(&asked).mumbles("77").reply().await;
    let corrected = given().after(&picked).mumbles("아니 다른 계약이요").reply().await;
    assert_eq!(choices(&corrected), ["pick:L-2024-0312", "pick:L-2025-0877", "leave"]);
    let left = given().after(&asked).mumbles("취소").reply().await;
    assert_eq!(left.dialogue.flow, None);
}

#[tokio::test]
async fn rights_are_received_with_a_receipt_and_a_deadline_and_go_to_a_person() {
    let given = Given::customer("minsu", Level::V2).says("자동심사 결과 설명해 주세요", Intent::CreditEvalExplanation);
    let outcome = given.reply().await;
    assert_eq!(kinds(&outcome), ["case.received"]);
    assert!(said(&outcome).contains("R-7F3K2A-3") && said(&outcome).contains("7영업일"), "{}", said(&outcome));
    let hand_off = outcome.hand_off.unwrap();
    assert_eq!((hand_off.reason.code, hand_off.queue), (Code::PolicyRight, Queue::Rights));
    let visitor = Given::visitor().says("이번 달 못 내요", Intent::HardshipRequest).reply().await;
    assert!(!kinds(&visitor).contains(&"case.received"), "there is nobody yet whose request it is");
    assert_eq!(visitor.hand_off.unwrap().queue, Queue::Debt);
}

#[tokio::test]
async fn an_empty_desk_is_admitted_with_the_time_from_which_it_is_not() {
    let mut given = Given::visitor().mumbles("상담원");
    given.desk = DeskStatus::EMPTY;
    let away = given.reply().await;
    assert!(said(&away).contains("자리에 있는 상담원이 없어요"), "{}", said(&away));
    let journey = Journey::new(PersonId::from("p1"));
    let night = Scene { now: "2026-11-22T14:00:00Z".parse().unwrap(), desk: NIGHT, ..given.scene(&journey) };
    let closed = respond(&night, &core()).await;
    assert!(said(&closed).contains("11월 23일(월) 09:00"), "{}", said(&closed));
    assert_eq!(kinds(&closed), ["promise.made"]);
    assert!(closed.hand_off.is_some());
}

#[tokio::test]
async fn the_language_follows_the_customer() {
    let mut given = Given::visitor().says("Where is my card please", Intent::CardDeliveryStatus);
    given.understanding.language = nlu::Language::En;
    let outcome = given.reply().await;
    assert_eq!(outcome.language, Some(Language::En));
    assert!(said(&outcome).contains("sign in"), "{}", said(&outcome));
    let asked = Given::visitor().mumbles("영어로 해주세요").reply().await;
    assert_eq!(asked.language, Some(Language::En));
    let mut one_word = Given::visitor().mumbles("ok");
    one_word.understanding.language = nlu::Language::En;
    assert_eq!(one_word.reply().await.language, None);
}

#[test]
fn the_first_bubble_says_it_is_an_ai_and_older_customers_may_choose_a_person_first() {
    let company = Company { name: "다온크레딧".into(), name_en: "Daon Credit".into() };
    for customer in core().demo_customers() {
        let given = Given::customer(&customer.id, Level::V1);
        let facts = greeting(&given.conversation, given.profile().as_ref(), &company, now());
        let message = messages(&facts)[0];
        assert!(message.text.contains("AI") && message.text.contains("상담원"), "{}", message.text);
        let Some(Block::Choices { choices }) = message.blocks.last() else { panic!() };
        assert!(choices.iter().any(|choice| choice.id == "agent"));
        assert_eq!(choices[0].id == "agent", customer.id == "soonja");
    }
}

#[tokio::test]
async fn what_was_said_can_be_had_again_simpler_and_longer() {
    let given = || {
        Given::visitor().says("리볼빙이 뭐예요", Intent::CardServicesInfo).finding(
            "card-08",
            Intent::CardServicesInfo,
            0.9,
        )
    };
    let answered = given().reply().await;
    for (text, want) in [("다시", "짧은 답 card-08"), ("쉽게", "약정: 계약에"), ("자세히", "## 자세히")]
    {
        let reply = given().after(&answered).mumbles(text).reply().await;
        assert!(said(&reply).contains(want), "{text}: {}", said(&reply));
        assert!(matches!(reply.dialogue.last_said, Some(LastSaid::Article(_))));
    }
    let nothing = Given::visitor().mumbles("다시").reply().await;
    assert!(said(&nothing).contains("아직"), "{}", said(&nothing));
}

#[test]
fn decisions_name_what_they_rest_on() {
    let given = Given::visitor().says("분실한 카드 찾았어요 풀어주세요", Intent::CardLost);
    let journey = Journey::new(PersonId::from("p1"));
    match decide(&given.scene(&journey), None) {
        Decision::HandOff { reason, because: Because::Undo, .. } => assert_eq!(reason.code, Code::Authority),
        other => panic!("{other:?}"),
    }
    let given = Given::visitor().mumbles("제가 팔십이 넘어서요");
    assert!(matches!(decide(&given.scene(&journey), None), Decision::OfferPerson { offer: Offer::Age, .. }));
    let given = Given::visitor().says("고마워요", Intent::Chitchat);
    assert_eq!(decide(&given.scene(&journey), None), Decision::SmallTalk(SmallTalk::Thanks));
    assert_eq!(Danger::CardLost.queue(), Queue::Card);
}

#[tokio::test]
async fn every_action_is_taken_at_its_level_and_asked_for_proof_below_it() {
    for request in Request::ALL.into_iter().filter(|request| !request.protects()) {
        for level in [Level::V0, Level::V1, Level::V2] {
            let mut given = Given::customer("minsu", level);
            if level == Level::V0 {
                given = Given::visitor();
            }
            let outcome = given.taps(&format!("request:{}", request.name()), "지금 요청하기").reply().await;
            let facts = kinds(&outcome);
            let asked = matches!(outcome.dialogue.flow, Some(Flow::Request(_)));
            let nothing = said(&outcome).contains("찾지 못했어요");
            if level >= request.level() {
                assert!(
                    facts.contains(&"case.received") || asked || nothing,
                    "{request:?} {level}: {}",
                    said(&outcome)
                );
                assert!(!facts.contains(&"level.required"), "{request:?} {level}");
            } else if request.needs_person() {
                assert!(outcome.hand_off.is_some() && !facts.contains(&"case.received"), "{request:?} {level}");
            } else {
                assert!(facts.contains(&"level.required") && outcome.hand_off.is_none(), "{request:?} {level}");
                assert_eq!(outcome.dialogue.pending.as_ref().map(|draft| draft.request), Some(request));
            }
            assert!(!has_money(&shown(&outcome.facts)), "{request:?} {level}");
        }
    }
}

#[tokio::test]
async fn a_request_says_its_number_what_comes_next_and_when_and_is_taken_once() {
    let given = Given::customer("minsu", Level::V2).says("결제일 25일로 바꿔주세요", Intent::PaymentSettingsChange);
    let given = Given { understanding: read_entities(given.understanding.clone(), &given.text), ..given };
    let outcome = given.reply().await;
    let text = said(&outcome);
    assert!(text.contains("P-7F3K2A-3") && text.contains("매달 25일") && text.contains("까지"), "{text}");
    assert!(outcome.hand_off.is_none(), "the bot goes on with whoever needs no person");
    let again = given.after(&outcome).says("결제일 25일로 바꿔주세요", Intent::PaymentSettingsChange);
    let again = Given { understanding: read_entities(again.understanding.clone(), &again.text), ..again };
    let second = again.reply().await;
    assert!(said(&second).contains("이미 접수") && !kinds(&second).contains(&"case.received"), "{}", said(&second));

    let other = again.after(&second).mumbles("아니 27일로요");
    let other = Given { understanding: read_entities(other.understanding.clone(), &other.text), ..other };
    let amended = other.reply().await;
    assert!(said(&amended).contains("매달 27일") && said(&amended).contains("P-7F3K2A-3 대신"), "{}", said(&amended));
    let withdrawn = other.after(&amended).mumbles("취소").reply().await;
    assert!(said(&withdrawn).contains("취소했어요"), "{}", said(&withdrawn));
    assert_eq!(kinds(&withdrawn), ["touchpoint.seen"]);
}

#[tokio::test]
async fn a_missing_detail_is_asked_for_once_and_a_question_between_is_answered() {
    let given = Given::customer("minsu", Level::V2).says("증명서 떼주세요", Intent::CertificateIssue);
    let asked = given.reply().await;
    assert_eq!(choices(&asked), ["slot:payoff", "slot:debt", "slot:transactions", "leave"]);
    assert_eq!(asked.decided.main(), Some(Action::AskSlot));
    let between = given.after(&asked).says("연체하면 어떻게 되나요", Intent::OverdueConsequences).finding(
        "late-01",
        Intent::OverdueConsequences,
        0.9,
    );
    let answered = between.reply().await;
    assert!(kinds(&answered).contains(&"faq.answered"));
    assert!(said(&answered).ends_with("어떤 증명서가 필요하세요?"), "{}", said(&answered));
    for answer in ["완납증명서요", "1번", "완납증명서"] {
        let done = between.after(&answered).mumbles(answer).reply().await;
        assert!(
            said(&done).contains("완납증명서") && kinds(&done).contains(&"case.received"),
            "{answer}: {}",
            said(&done)
        );
    }
}

#[tokio::test]
async fn what_needs_more_than_a_chat_goes_to_a_person_whatever_the_level() {
    for level in [Level::V0, Level::V1, Level::V2] {
        for (text, intent) in [
            ("자동이체 계좌를 다른 은행으로 바꿀게요", Intent::PaymentSettingsChange),
            ("전화번호 바뀌었어요", Intent::PersonalInfoUpdate),
        ] {
            let outcome = Given::customer("minsu", level).says(text, intent).reply().await;
            let reason = outcome.hand_off.unwrap().reason.code;
            assert_eq!(reason, Code::Authority, "{text}");
        }
    }
}

#[tokio::test]
async fn a_request_goes_on_once_the_customer_is_proved() {
    let given = Given::customer("minsu", Level::V1).says("완납증명서 떼주세요", Intent::CertificateIssue);
    let offer = given.reply().await;
    assert_eq!(kinds(&offer), ["level.required"]);
    let sent = given.after(&offer).mumbles("네").reply().await;
    assert!(sent.send_code, "{}", said(&sent));
    let mut proved = given.after(&sent);
    let link = proved.conversation.proof.clone().unwrap();
    proved.conversation.proof = Some(link.raised(Level::V2, Method::OneTimeCode, now()));
    let journey = Journey::new(PersonId::from("p1"));
    let done = verified(&proved.conversation, &journey, DESK, now(), &core()).await;
    assert!(said(&done).contains("완납증명서") && kinds(&done).contains(&"case.received"), "{}", said(&done));
}

#[tokio::test]
async fn two_things_in_one_message_are_both_served_and_the_open_question_comes_last() {
    let mut given = Given::customer("minsu", Level::V1)
        .says("점수 왜 떨어졌고 연체하면 어떻게 되나요", Intent::CreditScoreChangeReason);
    let part = |text: &str, intent: Intent, id: &str| Part {
        text: text.to_owned(),
        understanding: Understanding::certain(intent),
        passages: vec![passage(id, intent, 0.9)],
    };
    given.understanding.intents =
        Ranked::new([(Intent::CreditScoreChangeReason, 0.6), (Intent::OverdueConsequences, 0.2)]);
    given.parts = vec![
        part("점수 왜 떨어졌고", Intent::CreditScoreChangeReason, "score-05"),
        part("연체하면 어떻게 되나요", Intent::OverdueConsequences, "late-01"),
    ];
    let outcome = given.reply().await;
    assert_eq!(outcome.decided.intents, ["credit_score_change_reason", "overdue_consequences"]);
    assert!(kinds(&outcome).contains(&"faq.answered") && kinds(&outcome).contains(&"level.required"));
    assert!(matches!(outcome.dialogue.flow, Some(Flow::Verify(_))), "the question stays open");
    assert!(said(&outcome).find("짧은 답 late-01") < said(&outcome).find("인증번호"), "{}", said(&outcome));
}

#[tokio::test]
async fn a_promise_is_recalled_with_its_words_and_goes_ahead_of_the_ordinary() {
    let given = Given::customer("minsu", Level::V1).mumbles("전화 온다더니 안 와요");
    let mut journey = Journey::new(PersonId::from("p1"));
    journey.promises.push(handoff::journey::Promise {
        by: "이민지".into(),
        text: "오늘 오후에 전화".into(),
        made_at: now(),
        due: None,
        conversation: None,
    });
    let outcome = respond(&given.scene(&journey), &core()).await;
    assert!(said(&outcome).contains("오늘 오후에 전화") && said(&outcome).contains("죄송"), "{}", said(&outcome));
    assert_eq!(outcome.hand_off.unwrap().priority, Priority::High);
}

#[tokio::test]
async fn who_writes_on_telegram_most_hears_that_they_can_wait_there() {
    for on_telegram in [false, true] {
        let mut given = Given::customer("minsu", Level::V1).mumbles("상담원");
        given.desk = DeskStatus { on_telegram, ..DESK };
        assert_eq!(said(&given.reply().await).contains("텔레그램"), on_telegram);
    }
}

#[tokio::test]
async fn after_hours_a_call_can_be_asked_for_and_is_promised() {
    let mut given = Given::customer("minsu", Level::V1).mumbles("상담원");
    given.desk = NIGHT;
    let journey = Journey::new(PersonId::from("p1"));
    let night = |given: &Given| {
        let scene = given.scene(&journey);
        Scene { now: "2026-11-22T14:00:00Z".parse().unwrap(), ..scene }.now
    };
    let at = night(&given);
    let closed = respond(&Scene { now: at, ..given.scene(&journey) }, &core()).await;
    assert_eq!(choices(&closed), ["callback"]);
    let waiting = given.after(&closed).taps("callback", "전화 받기");
    let called = respond(&Scene { now: at, ..waiting.scene(&journey) }, &core()).await;
    assert!(said(&called).contains("11월 23일(월) 09:00에 등록된 번호로"), "{}", said(&called));
    assert_eq!(kinds(&called), ["promise.made"]);
}

#[tokio::test]
async fn what_was_taken_before_can_be_asked_about() {
    let given =
        Given::customer("minsu", Level::V1).says("금리인하 신청한 거 어떻게 됐어요", Intent::RateReductionStatus);
    let mut journey = Journey::new(PersonId::from("p1"));
    journey.cases.push(handoff::journey::Case {
        number: "L-7F3K2A-3".into(),
        case: "rate_cut".into(),
        title: "금리인하요구 신청".into(),
        received_at: now(),
        due: Some(now() + SignedDuration::from_hours(14 * 24)),
    });
    let outcome = respond(&given.scene(&journey), &core()).await;
    assert!(said(&outcome).contains("L-7F3K2A-3") && kinds(&outcome) == ["lookup.done"], "{}", said(&outcome));
    let mut by_number = Given::customer("minsu", Level::V1).mumbles("L-7F3K2A-3 어떻게 됐어요");
    by_number.understanding = read_entities(by_number.understanding.clone(), &by_number.text);
    let found = respond(&by_number.scene(&journey), &core()).await;
    assert!(said(&found).contains("L-7F3K2A-3"), "{}", said(&found));
}

#[tokio::test]
async fn nobody_elses_state_is_shown_and_nobody_elses_request_is_taken() {
    for (text, intent) in [
        ("남편 카드값 얼마예요", Intent::CardStatement),
        ("엄마 대출 금리 좀 알려줘요", Intent::InterestRateInquiry),
        ("남편 카드 한도 올려주세요", Intent::LimitIncreaseRequest),
    ] {
        let outcome = Given::customer("eunji", Level::V2).says(text, intent).reply().await;
        assert!(kinds(&outcome).is_empty(), "{text}: {:?}", kinds(&outcome));
        assert!(said(&outcome).contains("다른 분"), "{text}: {}", said(&outcome));
    }
}

#[tokio::test]
async fn the_shape_of_an_answer_follows_who_asks_and_the_facts_do_not() {
    let answer = |persona: Option<Persona>| async move {
        let mut given = Given::visitor().says("연회비 얼마예요", Intent::CardServicesInfo);
        let mut found = passage("card-10", Intent::CardServicesInfo, 0.9);
        let article = Arc::make_mut(&mut found.article);
        article.short = "카드마다 달라요. 연회비는 해마다 한 번 내는 비용이에요. 앱의 카드 안내에 카드마다 적혀 있고, 첫해와 다음 해가 다를 수 있으며, 가족카드는 따로 붙기도 하니 받기 전에 보시면 편해요.".into();
        article.sources = vec!["카드 상품설명서".into()];
        article.related = vec!["card-08".into(), "card-09".into(), "card-01".into(), "card-02".into()];
        given.passages.push(found);
        for id in ["card-08", "card-09", "card-01", "card-02"] {
            given.passages.push(passage(id, Intent::CardServicesInfo, 0.2));
        }
        given.conversation.dialogue.style = persona.map(Style::of).unwrap_or_default();
        given.ratings = vec![("card-10".into(), 31, 40)];
        given.reply().await
    };
    let plain = answer(None).await;
    let next: Vec<String> = choices(&plain).into_iter().filter(|id| id.starts_with("article:")).collect();
    assert_eq!(next, ["article:card-08", "article:card-09", "article:card-01"], "three next questions");
    let quick = answer(Some(Persona::Convenience)).await;
    let first = messages(&quick.facts)[0].text.split('\n').next().unwrap().to_owned();
    assert!(first.chars().count() <= 120 && !choices(&quick).is_empty(), "{first}");
    let price = answer(Some(Persona::Price)).await;
    assert!(said(&price).starts_with("연회비는 해마다 한 번 내는 비용이에요."), "{}", said(&price));
    let researcher = answer(Some(Persona::Researcher)).await;
    assert!(said(&researcher).contains("2026-11-22 기준") && said(&researcher).contains("출처: 카드 상품설명서"));
    let social = answer(Some(Persona::Social)).await;
    assert!(said(&social).contains("40분 가운데 78%"), "{}", said(&social));
    for outcome in [&plain, &quick, &price, &researcher, &social] {
        assert!(shown(&outcome.facts).contains("card-10") && said(outcome).contains("2026-11-22"));
    }
}

#[tokio::test]
async fn too_few_ratings_are_not_told() {
    let mut given = Given::visitor().says("리볼빙이 뭐예요", Intent::CardServicesInfo).finding(
        "card-08",
        Intent::CardServicesInfo,
        0.9,
    );
    given.conversation.dialogue.style = Style::of(Persona::Social);
    given.ratings = vec![("card-08".into(), 12, 12)];
    assert!(!said(&given.reply().await).contains('%'));
}

#[tokio::test]
async fn a_typed_label_is_a_tap_and_a_part_of_one_hides_no_danger() {
    let given = Given::visitor().in_danger("카드 잃어버렸어요", EmergencyKind::CardLost);
    let outcome = given.reply().await;
    let raised = given.after(&outcome).mumbles("모르는 결제가 있어요").reply().await;
    assert_eq!(raised.hand_off.as_ref().unwrap().queue, Queue::Fraud, "{}", said(&raised));
    let mut danger = given.after(&outcome);
    danger = danger.in_danger("있어요", EmergencyKind::SelfHarm);
    assert!(said(&danger.reply().await).contains("109"));
}

#[tokio::test]
async fn of_two_rights_and_three_rates_the_one_question_settles() {
    let given = Given::customer("minsu", Level::V2)
        .wavers("금리요", [(Intent::RateReductionStatus, 0.45), (Intent::InterestRateInquiry, 0.42)]);
    let asked = given.reply().await;
    assert_eq!(
        choices(&asked),
        ["intent:rate_reduction_request", "intent:rate_reduction_status", "intent:interest_rate_inquiry"]
    );
    let picked = given.after(&asked).mumbles("금리인하 신청").reply().await;
    assert!(kinds(&picked).contains(&"case.received"), "{}", said(&picked));
}

#[tokio::test]
async fn the_answer_to_the_one_question_is_read_in_the_customers_own_words() {
    let given = Given::customer("minsu", Level::V2).mumbles("금리 때문에 문의드려요");
    let asked = given.reply().await;
    let status = given.after(&asked).mumbles("신청한 거 결과요").reply().await;
    assert!(kinds(&status).contains(&"lookup.done"), "{}", said(&status));
    assert_eq!(status.decided.intents, ["rate_reduction_status"]);
}

#[tokio::test]
async fn a_stop_is_taken_at_once_also_while_a_person_is_on_the_way() {
    let given = Given::visitor().in_danger("검찰이라는데 계좌 옮기라고 해요", EmergencyKind::VoicePhishing);
    let outcome = given.reply().await;
    let stop = Given::visitor().after(&outcome).mumbles("끊었어요. 제 카드랑 대출 다 막아주세요").reply().await;
    assert!(kinds(&stop).contains(&"case.received"), "{}", said(&stop));
    assert!(!said(&stop).contains("로그인"));
}

#[tokio::test]
async fn thanks_in_any_spelling_are_small_talk() {
    for text in ["오케이 감사합니당", "ㅇㅋ 감사"] {
        let outcome = Given::visitor().mumbles(text).reply().await;
        assert_eq!(
            (outcome.decided.intents, outcome.decided.actions),
            (vec!["chitchat".to_owned()], vec![Action::Smalltalk])
        );
    }
}

/// What a message names, as the real reading finds it.
fn read_entities(mut understanding: Understanding, text: &str) -> Understanding {
    understanding.entities = nlu::find(text);
    understanding
}
