//! nlu: days and times of the day as people say them, and which date a day is.

use std::sync::LazyLock;

use jiff::ToSpan as _;
use jiff::civil::Date;
use regex::{Captures, Regex};

use super::{Day, Entity, EntityKind, Value};

impl Day {
    /// The date meant when said on `today`; a month stands for its first day; none for a day that is not.
    pub fn on(self, today: Date) -> Option<Date> {
        let shifted = |months: i32| today.first_of_month().checked_add(months.months()).ok();
        let of_month = |first: Date, day: i8| match day {
            0 => Some(first.last_of_month()),
            day => Date::new(first.year(), first.month(), day).ok(),
        };
        match self {
            Self::Offset(days) => today.checked_add(days.days()).ok(),
            Self::Weekday { weeks, weekday } => {
                let ahead = i32::from(weekday - today.weekday().to_monday_one_offset());
                today.checked_add((weeks * 7 + ahead).days()).ok()
            }
            Self::NextWeekday { weekday } => {
                let ahead = (weekday - today.weekday().to_monday_one_offset()).rem_euclid(7);
                today.checked_add(i32::from(ahead).days()).ok()
            }
            Self::OfMonth { months, day } => of_month(shifted(months)?, day),
            Self::Month { months } => shifted(months),
            Self::Calendar { year: Some(year), month, day } => Date::new(year, month, day).ok(),
            Self::Calendar { year: None, month, day } => (-1..=1)
                .filter_map(|years| Date::new(today.year() + years, month, day).ok())
                .min_by_key(|date| today.until(*date).map_or(i32::MAX, |span| span.get_days().abs())),
            Self::Next { day } => {
                (0..3).filter_map(|months| of_month(shifted(months)?, day)).find(|date| *date >= today)
            }
        }
    }
}

type Read = fn(&Captures<'_>) -> Option<Day>;

/// Patterns and what they mean, the longer ones first.
static DAYS: LazyLock<Vec<(Regex, Read)>> = LazyLock::new(|| {
    let table: [(&str, Read); 14] = [
        (r"(\d{4})\s?[-./년]\s?(\d{1,2})\s?[-./월]\s?(\d{1,2})일?", |c| {
            Some(Day::Calendar { year: c[1].parse().ok(), month: month(&c[2])?, day: day(&c[3])? })
        }),
        (r"(\d{1,2})월\s?(\d{1,2})일", |c| {
            Some(Day::Calendar { year: None, month: month(&c[1])?, day: day(&c[2])? })
        }),
        (r"(?i)\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s(\d{1,2})(?:st|nd|rd|th)?\b", |c| {
            Some(Day::Calendar { year: None, month: english_month(&c[1]), day: day(&c[2])? })
        }),
        (r"(이번|다음|담|지난|저번|다다음|담담)\s?주\s?([월화수목금토일])(?:요일)?", |c| {
            Some(Day::Weekday { weeks: turn(&c[1]), weekday: korean_weekday(&c[2])? })
        }),
        (r"(?i)\b(this|next|last)\s(mon|tues|wednes|thurs|fri|satur|sun)day\b", |c| {
            Some(Day::Weekday { weeks: turn(&c[1]), weekday: english_weekday(&c[2]) })
        }),
        (r"(이번|다음|담|지난|저번|다다음|담담)\s?달\s?(?:(\d{1,2})일|(말일|말))", |c| {
            let of = c.get(2).map_or(Some(0), |found| day(found.as_str()))?;
            Some(Day::OfMonth { months: turn(&c[1]), day: of })
        }),
        (r"(\d{1,3})일\s?(뒤|후|전)|(?i:\bin (\d{1,3}) days\b|\b(\d{1,3}) days ago\b)", |c| {
            let count: i32 = [1, 3, 4].iter().find_map(|&group| c.get(group))?.as_str().parse().ok()?;
            let past = c.get(4).is_some() || c.get(2).is_some_and(|word| word.as_str() == "전");
            Some(Day::Offset(if past { -count } else { count }))
        }),
        (r"(이번|다음|담|지난|저번|다다음|담담)\s?달|(?i:\b(this|next|last) month\b)", |c| {
            let word = c.get(1).or_else(|| c.get(2))?.as_str();
            Some(Day::Month { months: turn(word) })
        }),
        (r"([월화수목금토일])요일|(?i:\b(mon|tues|wednes|thurs|fri|satur|sun)day\b)", |c| {
            let weekday =
                c.get(1).map_or_else(|| c.get(2).map(|w| english_weekday(w.as_str())), |w| korean_weekday(w.as_str()));
            Some(Day::NextWeekday { weekday: weekday? })
        }),
        (r"(?i)월말|말일|\bend of (?:the |this )?month\b", |_| Some(Day::Next { day: 0 })),
        (r"(?i)\b(?:on )?the (\d{1,2})(?:st|nd|rd|th)\b|\b(\d{1,2})(?:st|nd|rd|th)\b", |c| {
            Some(Day::Next { day: day(c.get(1).or_else(|| c.get(2))?.as_str())? })
        }),
        (
            r"(?:매달|매월)?\s?(\d{1,2})일(?P<after>\s?(?:동안|째|간|연체|이내|정도|밀|늦|지났|치|만에|이상|넘|걸|마다))?",
            |c| {
                if c.name("after").is_some() { None } else { Some(Day::Next { day: day(&c[1])? }) }
            },
        ),
        (
            r"(?:매달|매월)?\s?(이십|삼십|십)\s?([일이삼사오육칠팔구])?일(?:로|에|날|자|까지|부터|이요|요|$)",
            |c| {
                let tens = ["십", "이십", "삼십"].iter().position(|&tens| tens == &c[1])? as i8 + 1;
                let ones =
                    c.get(2).and_then(|one| "일이삼사오육칠팔구".chars().position(|n| one.as_str().starts_with(n)));
                Some(Day::Next { day: Some(tens * 10 + ones.map_or(0, |n| n as i8 + 1)).filter(|day| *day <= 31)? })
            },
        ),
        (
            r"(?i)그저께|그제|엊그제|어제|오늘|내일|낼모레|모레|글피|\b(?:yesterday|today|tonight|tomorrow)\b",
            |c| {
                Some(Day::Offset(match c[0].to_lowercase().as_str() {
                    "그저께" | "그제" | "엊그제" => -2,
                    "어제" | "yesterday" => -1,
                    "내일" | "tomorrow" => 1,
                    "모레" | "낼모레" => 2,
                    "글피" => 3,
                    _ => 0,
                }))
            },
        ),
    ];
    table.into_iter().map(|(pattern, read)| (Regex::new(pattern).expect("the patterns are tested"), read)).collect()
});

static TIMES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(오전|아침|새벽|오후|저녁|밤|낮)?\s?(\d{1,2})시(\s?반)?\s?(이후|이전|부터|까지|전|넘어서|에)?|점심\s?(?:시간|때)|\b(after|before|at|by|until)\s(\d{1,2})(?::\d{2})?\s?(am|pm|o'clock)|\b(?:at|during) lunch\b",
    )
    .expect("the pattern is tested")
});

/// Parts of the day without an hour, as people name them for when they may be called.
static PARTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?P<morning>오전|아침)|(?P<afternoon>오후|낮\s?시간|낮에)|(?P<evening>저녁|퇴근\s?(?:후|하고|뒤)|일\s?끝나고)|(?P<night>밤에|밤\s?늦게)|\b(?:in the )?(?P<m>mornings?)\b|\b(?:in the )?(?P<a>afternoons?)\b|\b(?:in the )?(?P<e>evenings?|after work)\b",
    )
    .expect("the pattern is tested")
});

/// The days a text names.
pub(super) fn dates(text: &str) -> Vec<Entity> {
    let readings = DAYS.iter().flat_map(|(pattern, read)| {
        pattern.captures_iter(text).filter_map(move |caught| {
            let span = caught.get(0)?.range();
            Some(Entity::at(text, span, EntityKind::Date, Value::Day(read(&caught)?)))
        })
    });
    readings.collect()
}

/// The times of the day a text names: `18:00-` from six in the evening, `-09:00` until nine, `14:00` at two.
pub(super) fn time_window(text: &str) -> Vec<Entity> {
    let entity = |span, window: String| Entity::at(text, span, EntityKind::TimeWindow, Value::Name(window));
    let mut found: Vec<Entity> =
        TIMES.captures_iter(text).filter_map(|caught| Some(entity(caught.get(0)?.range(), window(&caught)?))).collect();
    let parts = PARTS.captures_iter(text).filter_map(|caught| Some(entity(caught.get(0)?.range(), part(&caught)?)));
    for part in parts {
        if found.iter().all(|other| part.span.end <= other.span.start || other.span.end <= part.span.start) {
            found.push(part);
        }
    }
    found
}

fn part(caught: &Captures<'_>) -> Option<String> {
    let named = |names: [&str; 2]| names.iter().any(|name| caught.name(name).is_some());
    let window = if named(["morning", "m"]) {
        "09:00-12:00"
    } else if named(["afternoon", "a"]) {
        "12:00-18:00"
    } else if named(["evening", "e"]) {
        "18:00-21:00"
    } else if caught.name("night").is_some() {
        "20:00-21:00"
    } else {
        return None;
    };
    Some(window.to_owned())
}

fn window(caught: &Captures<'_>) -> Option<String> {
    let word = |group| caught.get(group).map_or("", |found: regex::Match<'_>| found.as_str());
    let figure = if word(2).is_empty() { word(6) } else { word(2) };
    if figure.is_empty() {
        return Some("12:00-13:00".to_owned());
    }
    let hour: u32 = figure.parse().ok()?;
    let late = matches!(word(1), "오후" | "저녁" | "밤") || word(7).eq_ignore_ascii_case("pm");
    let hour = if late && hour < 12 { hour + 12 } else { hour };
    let clock = format!("{hour:02}:{}", if word(3).is_empty() { "00" } else { "30" });
    (hour <= 24).then(|| match (word(4), word(5).to_lowercase().as_str()) {
        ("이후" | "부터" | "넘어서", _) | (_, "after") => format!("{clock}-"),
        ("이전" | "까지" | "전", _) | (_, "before" | "by" | "until") => format!("-{clock}"),
        _ => clock,
    })
}

fn month(figures: &str) -> Option<i8> {
    figures.parse().ok().filter(|month| (1..=12).contains(month))
}

fn day(figures: &str) -> Option<i8> {
    figures.parse().ok().filter(|day| (1..=31).contains(day))
}

fn turn(word: &str) -> i32 {
    match word.to_lowercase().as_str() {
        "다음" | "담" | "next" => 1,
        "다다음" | "담담" => 2,
        "지난" | "저번" | "last" => -1,
        _ => 0,
    }
}

fn korean_weekday(letter: &str) -> Option<i8> {
    "월화수목금토일".chars().position(|weekday| letter.starts_with(weekday)).map(|index| index as i8 + 1)
}

fn english_weekday(stem: &str) -> i8 {
    let stems = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"];
    stems.iter().position(|known| stem.eq_ignore_ascii_case(known)).map_or(1, |index| index as i8 + 1)
}

fn english_month(stem: &str) -> i8 {
    let stems = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    stems.iter().position(|known| stem.eq_ignore_ascii_case(known)).map_or(1, |index| index as i8 + 1)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_as_people_say_them() {
        // 22 November 2026 is a Sunday.
        let today = date(2026, 11, 22);
        let check = |text: &str, want: Date| {
            let found = dates(text);
            let Some(Value::Day(day)) = found.first().map(|entity| entity.value.clone()) else {
                panic!("nothing in {text:?}")
            };
            assert_eq!(day.on(today), Some(want), "{text:?} {day:?}");
        };
        check("담주 화요일에 낼게요", date(2026, 11, 24));
        check("이번 주 금요일", date(2026, 11, 20));
        check("금요일까지", date(2026, 11, 27));
        check("25일에 내고 싶어요", date(2026, 11, 25));
        check("매달 10일로 바꿔줘", date(2026, 12, 10));
        check("말일에 낼게요", date(2026, 11, 30));
        check("이십오일로 바꿔주세요", date(2026, 11, 25));
        check("십일에 낼게요", date(2026, 12, 10));
        check("다음 달 5일", date(2026, 12, 5));
        check("다음달 말일", date(2026, 12, 31));
        check("지난달에 신청", date(2026, 10, 1));
        check("1월 3일", date(2027, 1, 3));
        check("2026-12-24", date(2026, 12, 24));
        check("어제 넣었어요", date(2026, 11, 21));
        check("모레", date(2026, 11, 24));
        check("3일 뒤", date(2026, 11, 25));
        check("next Tuesday", date(2026, 11, 24));
        check("on the 25th", date(2026, 11, 25));
        check("March 3", date(2027, 3, 3));
        check("end of the month", date(2026, 11, 30));
        check("10 days ago", date(2026, 11, 12));
    }

    #[test]
    fn a_day_that_is_not_is_none() {
        assert_eq!(Day::OfMonth { months: 0, day: 31 }.on(date(2026, 11, 22)), None);
        assert_eq!(Day::Next { day: 31 }.on(date(2026, 11, 22)), Some(date(2026, 12, 31)));
        assert!(dates("5일 동안").is_empty());
    }

    #[test]
    fn times_of_the_day() {
        let check = |text: &str, want: &str| {
            let found = time_window(text);
            assert_eq!(found.first().map(|entity| entity.value.clone()), Some(Value::Name(want.into())), "{text:?}");
        };
        check("저녁 6시 이후에만", "18:00-");
        check("오전 9시까지", "-09:00");
        check("3시 반에 전화", "03:30");
        check("점심때", "12:00-13:00");
        check("after 6 pm only", "18:00-");
        check("저녁에만 전화 주세요", "18:00-21:00");
        check("오전 중으로요", "09:00-12:00");
        check("only in the mornings", "09:00-12:00");
        check("after work please", "18:00-21:00");
    }
}
