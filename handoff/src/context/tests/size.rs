//! handoff: size, identity and time of a context.

use super::*;

fn long_tale(turns: usize) -> Tale {
    let words = "같은 말을 몇 번째 하는지 모르겠어요 ".repeat(20);
    (0..turns).fold(Tale::default(), |tale, turn| {
        tale.customer(&words, "complaint", 0.8, if turn % 2 == 0 { -1.0 } else { 0.0 })
            .fact(Fact::FaqAnswered {
                article: format!("app-{turn:04}"),
                title: words.clone(),
                as_of: "2026-11-22".into(),
                score: 0.7,
            })
            .bot(&format!("{turn}번째 안내입니다. 다른 것도 확인해 드릴까요?"))
    })
}

#[test]
fn five_thousand_events_fit_and_the_newest_stay() {
    let tale = long_tale(1667);
    assert!(tale.events.len() >= 5000);
    let around: Vec<_> =
        (0..1000).map(|n| touch(60 * n, "page.viewed", &format!("{n} {}", "화면 ".repeat(60)))).collect();
    let slots = vec![Known { label: "라벨 ".repeat(50), value: "값 ".repeat(200) }; 50];
    let reason = Reason::low_confidence(&vec![(3, 0.3); 500], 0.45);
    let context = Setting { reason, slots, around, ..Setting::default() }.take(&tale);
    let bytes = serde_json::to_vec(&context).unwrap().len();
    assert!(bytes <= Context::MAX_BYTES, "{bytes}");
    assert!(context.said.len() >= 20, "{} lines", context.said.len());
    assert_eq!(context.said.last().unwrap().text, "다른 것도 확인해 드릴까요?");
    assert_eq!(context.said.last().unwrap().number, tale.number);
    assert_eq!(context.mood.points.last().unwrap().number, tale.number - 1);
    assert!(context.around.first().unwrap().label.starts_with("0 화면"), "the newest touch stays");
    assert_eq!(context.next_steps.len(), 3);
}

#[test]
fn characters_that_json_makes_six_times_longer_fit_too() {
    let nasty = "\u{1}".repeat(4000);
    let tale = (0..300).fold(Tale::default(), |tale, n| {
        tale.customer(&nasty, &nasty, 0.9, -1.0)
            .fact(Fact::LookupDone { lookup: nasty.clone(), state: nasty.clone(), level: Level::V1 })
            .fact(Fact::PromiseMade { by: nasty.clone(), text: format!("{n}{nasty}"), due: None })
            .bot(&format!("{nasty}?"))
            .urgent(&nasty)
    });
    let slots = vec![Known { label: nasty.clone(), value: nasty.clone() }; 50];
    let context = Setting { slots, reason: Reason::user_request(1, nasty), ..Setting::default() }.take(&tale);
    assert!(serde_json::to_vec(&context).unwrap().len() <= Context::MAX_BYTES);
}

#[test]
fn no_events_at_all_make_a_context_too() {
    let context = Setting::default().take(&Tale::default());
    assert_eq!((context.schema.as_str(), context.said.len(), context.mood.points.len()), ("handoff.v1", 0, 0));
    assert_eq!(context.taken_at, at(3600));
}

#[test]
fn the_same_input_gives_the_same_hash_and_any_change_another() {
    let (tale, setting) = (long_tale(3), Setting::default());
    let hash = setting.take(&tale).hash();
    assert_eq!(hash.len(), 64);
    assert_eq!(setting.take(&tale).hash(), hash);
    assert_ne!(setting.take(&long_tale(4)).hash(), hash);
    assert_ne!(Setting { priority: Priority::High, ..Setting::default() }.take(&tale).hash(), hash);
}

#[test]
fn a_stored_context_is_read_back_the_same() {
    let context = Setting::default().take(&long_tale(3));
    let json = serde_json::to_string(&context).unwrap();
    let back: Context = serde_json::from_str(&json).unwrap();
    assert_eq!((back.hash(), back), (context.hash(), context));
}
