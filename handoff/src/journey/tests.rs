//! handoff: tests of the fold.

use super::*;
use crate::event::{BlockedOn, Fact, Reading, WrapUp, WrapUpOutcome};
use crate::journey::segment::{Lifecycle, Segment, Standing};
use crate::message::{Author, Language, Message};

fn day(n: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * n)
}

fn event(n: i64, at: Timestamp, fact: Fact) -> Event {
    Event {
        seq: n,
        source: "test".into(),
        id: format!("e{n:03}"),
        at,
        person: "p".into(),
        channel: Channel::Web,
        conversation: Some("c".into()),
        number: Some(n),
        fact,
    }
}

/// What happens, in a few characters: a touchpoint's name, `say:intent`, `mood:-2`, `nps:9`,
/// `faq:app-01`, `open`, `loan:3/5`, or `+40` for days that pass.
fn tell(story: &str) -> Vec<Event> {
    let mut now = day(0);
    let mut events = Vec::new();
    for (n, word) in (1..).zip(story.split_whitespace()) {
        let (verb, object) = word.split_once(':').unwrap_or((word, ""));
        let fact = match verb {
            _ if verb.starts_with('+') => {
                now += SignedDuration::from_hours(24 * verb[1..].parse::<i64>().unwrap());
                continue;
            }
            "open" => Fact::Opened { language: Language::Ko },
            "say" => said(object, 0.0),
            "mood" => said("repayment_schedule", object.parse().unwrap()),
            "nps" | "csat" => Fact::SurveyAnswered { survey: verb.into(), score: object.parse().unwrap() },
            "faq" => Fact::FaqAnswered { article: object.into(), title: "t".into(), as_of: "d".into(), score: 0.9 },
            "case" => Fact::CaseReceived { number: "C-1".into(), case: object.into(), title: "t".into(), due: None },
            "loan" | "card" | "overdue" | "dispute" | "adjust" => moved(verb, object),
            _ => Fact::Touchpoint { what: verb.into(), label: object.into() },
        };
        now += SignedDuration::from_secs(1);
        events.push(event(n, now, fact));
    }
    events
}

fn said(intent: &str, sentiment: f32) -> Fact {
    let reading = Reading {
        intents: vec![(intent.into(), 0.9)],
        in_scope: 1.0,
        sentiment,
        frustration: 0.0,
        urgency: "none".into(),
        emergency: None,
        model: "m".into(),
    };
    Fact::Said { message: Message::text(Author::Customer, "…"), reading: Some(reading) }
}

fn moved(verb: &str, object: &str) -> Fact {
    let kind = match verb {
        "loan" => ProcessKind::LoanApplication,
        "card" => ProcessKind::CardIssue,
        "overdue" => ProcessKind::OverdueRecovery,
        "dispute" => ProcessKind::Dispute,
        _ => ProcessKind::DebtAdjustment,
    };
    let (step, of) = object.split_once('/').unwrap();
    let (step, of) = (step.parse().unwrap(), of.parse().unwrap());
    let blocked_on = if step == of { BlockedOn::Nobody } else { BlockedOn::Company };
    Fact::ProcessMoved { process: kind.to_string(), title: "t".into(), step, of, label: "l".into(), blocked_on }
}

fn fold(story: &str) -> Journey {
    Journey::of("p".into(), &tell(story))
}

#[test]
fn forty_stories_end_at_the_stage_of_the_table() {
    use Stage::{Advocate, Aware, Consider, Purchase, Retain};
    let table = [
        ("", Aware, false),
        // — → aware
        ("open", Aware, false),
        ("page.viewed", Aware, false),
        ("login.failed", Aware, false),
        ("faq:acct-01", Aware, false),
        ("say:chitchat", Aware, false),
        // aware → consider
        ("open faq:app-02", Consider, false),
        ("open say:loan_eligibility", Consider, false),
        ("calculator.used", Consider, false),
        ("eligibility.checked", Consider, false),
        ("product.viewed", Consider, false),
        ("open +1 open", Consider, false),
        ("open open", Aware, false),
        ("payment.failed +1 payment.failed", Aware, true),
        // consider → purchase
        ("faq:app-01 loan.submitted", Purchase, false),
        ("faq:card-01 card.submitted", Purchase, false),
        ("faq:app-01 loan:1/5", Purchase, false),
        ("loan.submitted", Purchase, false),
        // purchase → retain
        ("loan.submitted loan.executed", Retain, false),
        ("card.submitted card.activated", Retain, false),
        ("loan:1/5 loan:3/5 loan:5/5", Retain, false),
        ("card:1/4 card:4/4", Retain, false),
        ("loan.executed", Retain, false),
        // purchase → consider, never back to aware
        ("loan.submitted loan.rejected", Consider, false),
        ("loan.submitted loan.cancelled", Consider, false),
        ("loan.submitted +31 login.failed", Consider, false),
        ("loan.submitted +29 login.failed", Purchase, false),
        ("loan.submitted +31 loan.executed", Retain, false),
        ("faq:app-01 loan.rejected", Consider, false),
        ("open loan.rejected", Aware, false),
        // retain → advocate
        ("loan.executed nps:9", Advocate, false),
        ("loan.executed nps:8", Retain, false),
        ("loan.executed referral.made", Advocate, false),
        ("loan.executed review.published", Advocate, false),
        ("loan.executed mood:2", Advocate, false),
        ("nps:10", Aware, false),
        // advocate → retain + care
        ("loan.executed nps:10 nps:6", Retain, true),
        ("loan.executed nps:10 complaint.filed", Retain, true),
        ("loan.executed nps:10 say:complaint", Retain, true),
        ("loan.executed nps:10 nps:7", Advocate, false),
        ("loan.executed nps:3", Retain, false),
        // 180 days of silence change no stage
        ("loan.executed +200 login.failed", Retain, false),
        ("loan.executed nps:9 +400 login.failed", Advocate, false),
        // an open problem is a flag at every stage
        ("payment.failed", Aware, true),
        ("payment.failed payment.received", Aware, false),
        ("loan.executed overdue:1/4", Retain, true),
        ("loan.executed overdue:1/4 overdue:4/4", Retain, false),
        ("case:dispute dispute:2/4 dispute:4/4", Aware, false),
        ("case:complaint complaint.closed", Aware, false),
    ];
    assert!(table.len() >= 40);
    for (story, stage, care) in table {
        let journey = fold(story);
        assert_eq!((journey.stage, journey.needs_care()), (stage, care), "{story:?}");
    }
}

#[test]
fn an_application_falls_silent_without_a_further_event() {
    let journey = fold("loan.submitted");
    assert_eq!(journey.stage_at(day(29)), Stage::Purchase);
    assert_eq!(journey.stage_at(day(31)), Stage::Consider);
}

#[test]
fn the_order_of_arrival_does_not_change_the_checksum() {
    let story = "open mood:-1 faq:app-01 +1 open loan:1/5 mood:1 csat:4 +2 payment.failed case:dispute loan:2/5 \
                 nps:6 +40 login.failed mood:-2 promise.kept:x loan:5/5 payment.received nps:10 say:complaint \
                 consent.given:marketing consent.withdrawn:data_use csat:2 consent.withdrawn:marketing";
    let mut events = tell(story);
    // Three at one moment: only source and id tell them apart.
    let moment = events[7].at;
    for index in [6, 8] {
        events[index].at = moment;
    }
    let want = Journey::of("p".into(), &events);
    for round in 0..50 {
        let rotation = round * 7 % events.len();
        events.rotate_left(rotation);
        let middle = events.len() / 2;
        events.swap(0, middle);
        // What comes twice counts once.
        let twice: Vec<_> = events.iter().chain(&events[..round % 5]).cloned().collect();
        let got = Journey::of("p".into(), &twice);
        assert_eq!(got.checksum(), want.checksum());
        assert_eq!(got, want);
    }
    assert_ne!(Journey::of("p".into(), &events[1..]).checksum(), want.checksum());
}

#[test]
fn of_one_moment_the_source_and_then_the_id_decide() {
    let touch = |source: &str, n, what: &str| Event {
        source: source.into(),
        ..event(n, day(1), Fact::Touchpoint { what: what.into(), label: String::new() })
    };
    let check = |one: Event, other: Event, stage| {
        for events in [[one.clone(), other.clone()], [other, one]] {
            assert_eq!(Journey::of("p".into(), &events).stage, stage, "{events:?}");
        }
    };
    check(touch("core", 1, "loan.submitted"), touch("core", 2, "loan.rejected"), Stage::Consider);
    check(touch("core", 2, "loan.submitted"), touch("core", 1, "loan.rejected"), Stage::Purchase);
    check(touch("a", 2, "loan.submitted"), touch("b", 1, "loan.rejected"), Stage::Consider);
}

#[test]
fn folding_one_by_one_in_order_is_the_same_as_folding_all() {
    let events = tell("open mood:-1 +1 open loan:1/5 csat:2 +40 login.failed");
    let one_by_one = events.iter().fold(Journey::new("p".into()), Journey::fold);
    assert_eq!(one_by_one, Journey::of("p".into(), &events));
}

#[test]
fn a_journey_survives_json_with_its_checksum() {
    let journey = fold("open mood:-1 +1 open loan:1/5 csat:2 payment.failed");
    let json = serde_json::to_string(&journey).unwrap();
    let back: Journey = serde_json::from_str(&json).unwrap();
    assert_eq!((back.checksum(), &back), (journey.checksum(), &journey));
    assert_eq!(journey.checksum().len(), 64);
}

#[test]
fn the_mood_is_kept_with_its_sources_on_one_scale() {
    let journey = fold("mood:-1.5 csat:5 nps:0");
    let values: Vec<_> = journey.mood.sources.iter().map(|signal| (signal.source, signal.value)).collect();
    assert_eq!(values, [(mood::Source::Message, -1.5), (mood::Source::Csat, 2.0), (mood::Source::Nps, -2.0)]);
    let want = (1.0 * -1.5 + 3.0 * 2.0 + 2.0 * -2.0) / 6.0;
    assert!((journey.mood.value() - want).abs() < 1e-4, "{}", journey.mood.value());
}

#[test]
fn consents_and_scores_are_kept_by_their_newest_word_however_old() {
    let told = fold("consent.given:marketing csat:5 +400 consent.withdrawn:마케팅 csat:1 nps:9 consent.given:").told;
    let consents: Vec<_> = told.consents.iter().map(|(name, consent)| (name.as_str(), consent.given)).collect();
    assert_eq!(consents, [("", true), ("marketing", false)]);
    assert_eq!((told.scores["csat"].score, told.scores["nps"].score), (1, 9));
    // What comes late changes nothing; what a part of the log tells later wins over what is kept.
    let events = tell("csat:5 consent.given:marketing +1 csat:1 consent.withdrawn:marketing");
    let backwards = events.iter().rev().fold(Journey::new("p".into()), Journey::fold).told;
    assert_eq!(backwards, Journey::of("p".into(), &events).told);
    let (old, new) = (Journey::of("p".into(), &events[..2]).told, Journey::of("p".into(), &events[2..]).told);
    assert_eq!((old.clone().with(&new), new.with(&old)), (backwards.clone(), backwards));
    let many = (0..100).map(|n| format!("consent.given:c{n}")).collect::<Vec<_>>().join(" ");
    assert_eq!(fold(&many).told.consents.len(), 32);
}

#[test]
fn promises_end_with_the_matter_unless_they_are_for_later() {
    let promise = |n, text: &str, due| Fact::PromiseMade { by: "봇".into(), text: text.into(), due }.at(n);
    let wrap_up = |outcome| WrapUp { topic: "t".into(), outcome, note: "n".into() };
    let closed =
        |n, outcome| Fact::HandoffClosed { handoff: "h".into(), agent: "a".into(), wrap_up: wrap_up(outcome) }.at(n);
    let mut events = vec![promise(1, "now", None), promise(2, "later", Some(day(9))), promise(3, "past", Some(day(0)))];
    let open = |events: &[Event]| -> Vec<String> {
        Journey::of("p".into(), events).promises.into_iter().map(|promise| promise.text).collect()
    };
    events.push(closed(4, WrapUpOutcome::FollowUp));
    assert_eq!(open(&events), ["now", "later", "past"]);
    let elsewhere = Event { conversation: Some("another".into()), ..closed(8, WrapUpOutcome::Resolved) };
    assert_eq!(open(&[&events[..], &[elsewhere]].concat()), ["now", "later", "past"]);
    events.push(closed(5, WrapUpOutcome::Resolved));
    assert_eq!(open(&events), ["later"]);
    events.push(Fact::Touchpoint { what: "promise.kept".into(), label: "later".into() }.at(6));
    assert!(open(&events).is_empty());
}

#[test]
fn what_the_bot_promised_of_a_person_ends_with_the_handoff() {
    let answer = Fact::PromiseMade { by: BOT.into(), text: "answer".into(), due: Some(day(2)) }.at(1);
    let always = Fact::PromiseMade { by: BOT.into(), text: "no reminders".into(), due: None }.at(2);
    // In the same breath as the booking, under an id that sorts before or after it.
    let call = |id: &str| {
        let made = Fact::PromiseMade { by: BOT.into(), text: "call".into(), due: Some(day(3)) }.at(4);
        Event { id: id.into(), ..made }
    };
    let open = |more: &[Event]| -> Vec<String> {
        let events = [&[answer.clone(), always.clone()], more].concat();
        Journey::of("p".into(), &events).promises.into_iter().map(|promise| promise.text).collect()
    };
    let cancelled = Fact::HandoffCancelled { handoff: "h".into(), abandoned: false };
    assert_eq!(open(&[]), ["answer", "no reminders"]);
    assert_eq!(open(&[cancelled.clone().at(3)]), ["no reminders"]);
    let booked = Fact::HandoffBooked { handoff: "h".into(), at: day(3) }.at(4);
    for id in ["!", "~"] {
        assert_eq!(open(&[booked.clone(), call(id)]), ["no reminders", "call"], "the later takes its place");
        assert_eq!(open(&[booked.clone(), call(id), cancelled.clone().at(5)]), ["no reminders"]);
    }
    let wrap_up = WrapUp { topic: "t".into(), outcome: WrapUpOutcome::FollowUp, note: "n".into() };
    let closed = Fact::HandoffClosed { handoff: "h".into(), agent: "a".into(), wrap_up }.at(3);
    assert_eq!(open(&[closed]), ["no reminders"], "answered before the time");
}

#[test]
fn a_case_stays_open_until_it_is_closed_by_its_number() {
    assert_eq!(fold("case:card_stop case.closed:C-2").cases.len(), 1);
    assert!(fold("case:card_stop case.closed:C-1").cases.is_empty());
}

#[test]
fn what_is_kept_is_bounded() {
    let story = "case:x ".repeat(500) + &"+1 open ".repeat(500);
    let journey = fold(&story);
    assert_eq!((journey.cases.len(), journey.visits.len(), journey.visit_count), (64, 64, 500));
}

#[test]
fn segments_say_since_when_and_why() {
    let check = |story: &str, now, want: Segment| {
        let segments = fold(story).segments(day(now));
        assert!(segments.iter().any(|member| member.segment == want), "{story}: {segments:?}");
    };
    check("open", 1, Segment::Lifecycle(Lifecycle::New));
    check("open +40 open", 41, Segment::Lifecycle(Lifecycle::Active));
    check("open +40 open", 219, Segment::Lifecycle(Lifecycle::Active));
    check("open +40 open", 221, Segment::Lifecycle(Lifecycle::Dormant));
    check("open", 1, Segment::Standing(Standing::Normal));
    check("payment.due", 1, Segment::Standing(Standing::DueSoon));
    check("payment.due payment.received", 1, Segment::Standing(Standing::Normal));
    check("payment.due overdue.started", 1, Segment::Standing(Standing::Overdue));
    check("overdue:1/4 adjust:1/4", 1, Segment::Standing(Standing::DebtAdjustment));
    check("adjust:1/4 adjust:4/4", 1, Segment::Standing(Standing::Normal));
    check("open +1 open +1 open", 3, Segment::Channel(Channel::Web));
    assert!(fold("").segments(day(0)).is_empty());
    let twice = fold("open +1 open").segments(day(2));
    assert!(!twice.iter().any(|member| matches!(member.segment, Segment::Channel(_))), "two visits tell nothing");
}

impl Fact {
    fn at(self, n: i64) -> Event {
        event(n, day(1) + SignedDuration::from_secs(n), self)
    }
}
