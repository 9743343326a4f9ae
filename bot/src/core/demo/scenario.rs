//! bot: a customer made for a scripted dialogue: a few words and sums, and everything else to match.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::people::Person;
use crate::conversation::CustomerNo;
use crate::core::record::Named;
use crate::core::{Lookup, Text};

mod figures;
mod stand;

use figures::Sums;
use stand::Stand;

/// The profile of a scripted dialogue. What is left out is as it is for most people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Scenario {
    pub age65: bool,
    pub overdue_days: u16,
    pub in_debt_adjustment: bool,
    pub contracts: u8,
    pub cards: u8,
    pub contract_names: Vec<String>,
    pub card_names: Vec<String>,
    /// A short Korean text such as "심사 3/5", or "거절".
    pub open_application: Option<String>,
    /// "접수 1/3"
    pub relief_case: Option<String>,
    /// "조사 2/4"
    pub dispute: Option<String>,
    /// Texts that have to come back as figures: `overdue_total`, `rate`, `score_nice`, `score_kcb`,
    /// `bill_total`, `card_limit`.
    pub fixtures: BTreeMap<String, String>,
}

/// Why a scripted dialogue cannot be played.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unplayable {
    #[error("the fixture {name:?} is not known; there are {}", figures::NAMES.join(", "))]
    Fixture { name: String },
    #[error("the fixture {name} = {text:?} does not hold a number of its kind")]
    Figure { name: String, text: String },
    #[error("{text:?} does not say how far it is; write a step such as \"심사 3/5\"")]
    Stand { text: String },
}

const CONTRACTS: [&str; 4] = ["2024년 신용대출", "자동차 할부", "생활안정 신용대출", "전세자금 대출"];
const CARDS: [&str; 4] = ["다온 라이프 카드", "다온 트래블 카드", "다온 체크플러스", "다온 시니어 카드"];

impl Scenario {
    /// The customer it describes.
    pub(super) fn person(&self, number: &CustomerNo) -> Result<Person, Unplayable> {
        let sums = Sums::of(&self.fixtures)?;
        let named = |count: u8, names: &[String], usual: &[&str], letter: &str| -> Vec<Named> {
            let count = usize::from(count).max(names.len());
            let name = |n: usize| {
                names.get(n).cloned().unwrap_or_else(|| {
                    usual
                        .get(n)
                        .map_or_else(|| format!("{} {}", usual[n % usual.len()], n + 1), |name| (*name).to_owned())
                })
            };
            (0..count).map(|n| thing(&format!("{letter}-{}", 3100 + 17 * n), &name(n), &digits(n))).collect()
        };
        // What is late belongs to something.
        let late = u8::from(self.overdue_days > 0);
        let mut person = Person {
            id: number.0.clone(),
            name: "김하나".to_owned(),
            situation: None,
            try_asking: Vec::new(),
            age65: self.age65,
            in_debt_adjustment: self.in_debt_adjustment,
            tenure_years: 3,
            contracts: named(self.contracts.max(late), &self.contract_names, &CONTRACTS, "L"),
            cards: named(self.cards, &self.card_names, &CARDS, "K"),
            others: Vec::new(),
            records: BTreeMap::new(),
        };
        self.loans(&mut person, &sums);
        self.cards(&mut person, &sums);
        scores(&mut person, &sums);
        self.cases(&mut person)?;
        Ok(person)
    }

    fn loans(&self, person: &mut Person, sums: &Sums) {
        for (n, loan) in person.contracts.clone().into_iter().enumerate() {
            let of = &loan.reference;
            let k = n as i64;
            let late = n == 0 && self.overdue_days > 0;
            let (principal, interest) = (210_000 + 50_000 * k, 41_800 + 9_300 * k);
            add(
                person,
                Lookup::CurrentRate,
                json!({ "of": of, "figures": {
                "rate": sums.rate, "kind": "fixed", "balance": 5_200_000 + 900_000 * k, "days": 30, "interest": interest } }),
            );
            add(
                person,
                Lookup::PayoffQuote,
                json!({ "of": of, "figures": {
                "on": "today", "principal": 5_200_000 + 900_000 * k, "interest": 30_100 + 1_000 * k, "fee": 26_000,
                "free_from": "today+300", "valid_until": "todayT23:59", "daily": 1_910 } }),
            );
            add(
                person,
                Lookup::AutodebitResult,
                json!({ "of": of, "figures": {
                "tried_at": if late { format!("today-{}T06:10", self.overdue_days) } else { "today-20T06:10".into() },
                "bank": { "ko": "푸른은행", "en": "Pureun Bank" }, "account": "1204", "amount": principal + interest,
                "outcome": if late { "insufficient" } else { "done" } } }),
            );
            if late {
                let since = format!("today-{}", self.overdue_days);
                add(
                    person,
                    Lookup::OverdueBalance,
                    json!({ "of": of, "figures": {
                    "since": since, "days": self.overdue_days, "principal": sums.overdue.0, "interest": sums.overdue.1,
                    "late_interest": sums.overdue.2, "registered_from": format!("{since}+3m") } }),
                );
            } else {
                add(
                    person,
                    Lookup::RepaymentSchedule,
                    json!({ "of": of, "due": format!("today+{}", 6 + 7 * k),
                    "by_debit": true, "figures": {
                        "principal": principal, "interest": interest, "remaining": 4_990_000 + 850_000 * k } }),
                );
            }
        }
        if let Some(loan) = person.contracts.first() {
            let case = thing("R-0501", &format!("{} 금리인하요구", loan.nickname.ko), "");
            person.others.push(case);
            add(
                person,
                Lookup::RateCutCase,
                json!({ "of": "R-0501", "filed": "today-4", "answer_by": "today+10",
                "course": { "step": 2, "of": 3, "since": "today-3", "blocked_on": "company",
                    "expected": { "from": "today+3", "to": "today+8" } } }),
            );
        }
    }

    fn cards(&self, person: &mut Person, sums: &Sums) {
        for (n, card) in person.cards.clone().into_iter().enumerate() {
            let of = &card.reference;
            let used = sums.limit / 5;
            add(
                person,
                Lookup::LimitReview,
                json!({ "of": of, "figures": {
                "limit": sums.limit, "used": used, "left": sums.limit - used } }),
            );
            for back in 0..2 {
                let month = if back == 0 { "month".to_owned() } else { format!("month-{back}") };
                let total = if back == 0 { sums.bill } else { sums.bill / 10 * 9 };
                add(
                    person,
                    Lookup::CardStatement,
                    json!({ "of": of, "month": month, "figures": {
                    "total": total, "due": format!("{month}@25"),
                    "lines": [{ "on": "today-9", "merchant": { "ko": "마트", "en": "Grocery store" }, "amount": total / 3 }] } }),
                );
            }
            add(
                person,
                Lookup::CardDelivery,
                json!({ "of": of, "course": {
                "step": 3, "of": 4, "since": "today-1", "blocked_on": "third_party",
                "expected": { "from": "today", "to": "today+1" } } }),
            );
            if n == 0 {
                let (reason, detail) = if self.overdue_days > 0 {
                    (
                        "overdue",
                        json!({ "ko": "납부가 늦어져 카드 사용이 멈췄어요", "en": "A payment was late, so the card was paused" }),
                    )
                } else {
                    (
                        "suspicion",
                        json!({ "ko": "평소와 다른 결제가 시도되어 멈춰 두었어요", "en": "An unusual payment was tried, so we paused it" }),
                    )
                };
                add(
                    person,
                    Lookup::CardBlockReason,
                    json!({ "of": of, "reason": reason,
                    "figures": { "since": "today-2", "detail": detail } }),
                );
            }
        }
    }

    fn cases(&self, person: &mut Person) -> Result<(), Unplayable> {
        if let Some(text) = &self.open_application {
            application(person, text)?;
        }
        if let Some(text) = &self.relief_case {
            let stand = Stand::read(text, &["접수", "심사", "결과 통지"])?;
            person.others.push(thing("H-0401", "상환 조정 요청", ""));
            add(
                person,
                Lookup::HardshipCase,
                json!({ "of": "H-0401", "filed": "today-4", "answer_by": "today+10",
                "course": stand.course() }),
            );
        }
        if let Some(text) = &self.dispute {
            let stand = Stand::read(text, &["접수", "조사", "판단", "회신"])?;
            person.others.push(thing("C-0801", "이의·민원", ""));
            add(
                person,
                Lookup::DisputeCase,
                json!({ "of": "C-0801", "filed": "today-4", "answer_by": "today+10",
                "course": stand.course(), "figures": {
                    "handler": { "ko": "분쟁 담당", "en": "Disputes team" },
                    "detail": { "ko": "접수하신 내용을 살펴보고 있어요", "en": "What you sent in is being looked at" } } }),
            );
        }
        if self.in_debt_adjustment {
            person.others.push(thing("D-0301", "채무조정", ""));
            add(
                person,
                Lookup::DebtAdjustmentCase,
                json!({ "of": "D-0301", "figures": { "place": "ccrs",
                "course": { "step": 4, "of": 4, "since": "today-60", "blocked_on": "customer" },
                "collection_stopped": true } }),
            );
        }
        Ok(())
    }
}

fn application(person: &mut Person, text: &str) -> Result<(), Unplayable> {
    person.others.push(thing("A-0701", if text.contains("카드") { "카드 신청" } else { "신용대출 신청" }, ""));
    if ["거절", "부결", "반려"].iter().any(|word| text.contains(word)) {
        add(
            person,
            Lookup::RejectionDetail,
            json!({ "of": "A-0701", "figures": { "decided": "today-3",
            "reasons": [{ "ko": "소득에 비해 갚아야 할 금액이 커요", "en": "What has to be repaid is large compared with the income" }],
            "sources": [{ "what": { "ko": "신용점수", "en": "credit score" },
                "whose": { "ko": "NICE평가정보", "en": "NICE Information Service" } }] } }),
        );
        return Ok(());
    }
    let stand = Stand::read(text, &["접수", "서류", "심사", "약정", "실행"])?;
    let redo = stand.waits();
    let papers =
        json!(if redo { vec![json!({ "ko": "재직증명서", "en": "employment certificate" })] } else { Vec::new() });
    add(
        person,
        Lookup::ApplicationProgress,
        json!({ "of": "A-0701",
        "kind": if text.contains("카드") { "card" } else { "loan" },
        "course": stand.course(), "papers": papers, "figures": 10_000_000 }),
    );
    let mut paper = json!({ "name": { "ko": "재직증명서", "en": "employment certificate" }, "kind": "employment",
        "state": if redo { "redo" } else { "done" }, "since": "today-1" });
    if redo {
        paper["figures"] = json!({ "ko": "발급일이 한 달을 넘었어요", "en": "It is more than a month old" });
    }
    let income = json!({ "name": { "ko": "소득금액증명원", "en": "proof of income" }, "kind": "income",
        "state": if stand.step <= 2 { "checking" } else { "done" }, "since": "today-1" });
    add(person, Lookup::DocumentCheck, json!({ "of": "A-0701", "checked_within": [1, 2], "papers": [paper, income] }));
    Ok(())
}

fn scores(person: &mut Person, sums: &Sums) {
    for (bureau, name, score) in [("nice", "NICE", sums.nice), ("kcb", "KCB", sums.kcb)] {
        person.others.push(thing(name, &format!("{name} 신용점수"), ""));
        add(
            person,
            Lookup::CreditScore,
            json!({ "of": name, "bureau": bureau,
            "figures": { "score": score, "as_of": "today-2", "change": -14 } }),
        );
        add(
            person,
            Lookup::ScoreChangeReasons,
            json!({ "of": name, "bureau": bureau,
            "figures": { "from": "today-60", "to": "today-2", "change": -14, "reasons": [{
                "event": { "ko": "카드 이용액이 한도에 가까워졌어요", "en": "Card use came close to the limit" },
                "up": false, "band": "medium",
                "helps": { "ko": "한도보다 여유 있게 쓰시는 기간이 길수록 좋아져요", "en": "Staying well below the limit for longer helps" } }] } }),
        );
    }
}

fn add(person: &mut Person, lookup: Lookup, record: Value) {
    person.records.entry(lookup.resource().to_owned()).or_default().push(record);
}

fn thing(reference: &str, name: &str, last_digits: &str) -> Named {
    Named { reference: reference.to_owned(), nickname: Text::new(name, name), last_digits: last_digits.to_owned() }
}

fn digits(n: usize) -> String {
    format!("{:02}", (12 + 25 * n) % 100)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::core::{DemoCore, Found, Query, Verified};

    fn now() -> Timestamp {
        "2026-11-22T01:00:00Z".parse().unwrap()
    }

    fn scenario(json: Value) -> Scenario {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn every_lookup_of_a_scripted_customer_can_be_read() {
        let core = DemoCore::default();
        let number = CustomerNo("scripted-1".into());
        let full = scenario(json!({ "overdue_days": 12, "in_debt_adjustment": true, "contracts": 6, "cards": 2,
            "contract_names": ["나라사랑 대출"], "open_application": "서류 보완 2/5", "relief_case": "심사 2/4",
            "dispute": "조사 2/4", "fixtures": { "overdue_total": "1,234,500원", "rate": "연 14.9%",
            "score_nice": "702점", "score_kcb": "688점", "bill_total": "412,000원", "card_limit": "300만원" } }));
        for scenario in [full, Scenario::default(), scenario(json!({ "open_application": "거절" }))] {
            core.enrol(&number, &scenario).unwrap();
            for lookup in Lookup::ALL {
                let query = Query::figures(lookup, &Verified::for_tests());
                let json = core.look_up_json(&query, &number, now()).unwrap().to_string();
                let found = Found::parse(lookup, json.as_bytes());
                assert!(found.is_ok(), "{lookup}: {}\n{json}", found.unwrap_err());
            }
        }
        assert!(core.cards().iter().all(|card| card.id != number.0), "it is no customer of the page");
    }

    #[test]
    fn figures_come_back_as_they_were_written() {
        let core = DemoCore::default();
        let number = CustomerNo("scripted-2".into());
        let scenario = scenario(json!({ "overdue_days": 3, "fixtures": { "overdue_total": "1,234,500원" } }));
        core.enrol(&number, &scenario).unwrap();
        let query = Query::figures(Lookup::OverdueBalance, &Verified::for_tests());
        let json = core.look_up_json(&query, &number, now()).unwrap();
        let figures = &json["items"][0]["figures"];
        let total: i64 =
            ["principal", "interest", "late_interest"].iter().map(|part| figures[part].as_i64().unwrap()).sum();
        assert_eq!(total, 1_234_500);
        assert_eq!(core.profile_json(&number, now()).unwrap()["overdue_days"], 3);
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_what_to_do() {
        let person = |json| scenario(json).person(&CustomerNo("x".into())).unwrap_err().to_string();
        assert!(person(json!({ "dispute": "곧 될 거예요" })).contains("심사 3/5"));
        assert!(person(json!({ "fixtures": { "balance": "1원" } })).contains("bill_total"));
    }
}
