//! faq: the figures in a Korean text: numbers with a unit of money, time or share.

/// Longest first, so that `영업일` goes before `일`.
const UNITS: [&str; 15] =
    ["%포인트", "천만원", "영업일", "만원", "억원", "개월", "시간", "%p", "원", "%", "일", "년", "회", "점", "억"];

/// Every figure, without spaces and commas; a percentage point is `%p`, and nothing is left out but 0.
pub(crate) fn all(text: &str) -> Vec<String> {
    let mut figures = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|character: char| character.is_ascii_digit()) {
        rest = &rest[start..];
        let end = rest
            .find(|character: char| !(character.is_ascii_digit() || matches!(character, '.' | ',')))
            .unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let number = number.replace(',', "");
        let unit = UNITS.iter().find(|unit| after.trim_start_matches(' ').starts_with(**unit));
        if let (Some(unit), true) = (unit, number.trim_end_matches('.') != "0") {
            figures.push(format!("{number}{}", unit.replace("%포인트", "%p")));
        }
        rest = after;
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_a_unit_are_figures() {
        let check = |text, want: &[&str]| assert_eq!(all(text), want, "{text}");
        check("10만원 이상이 5영업일 이상", &["10만원", "5영업일"]);
        check("최대 3%포인트, 곧 3 %p", &["3%p", "3%p"]);
        check("1,000만원과 28.4%", &["1000만원", "28.4%"]);
        check("1332에 3번, 0원", &[]);
        check("2021년 7월 7일부터 연 20%", &["2021년", "7일", "20%"]);
    }
}
