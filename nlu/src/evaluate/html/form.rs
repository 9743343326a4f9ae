//! nlu: how the page writes texts and figures.

use crate::evaluate::resample::Interval;

/// A text that cannot be taken for markup.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(character),
        }
    }
    out
}

/// A share in percent, which no line break parts from its sign.
pub(super) fn percent(share: f64) -> String {
    format!("{:.1}\u{a0}%", share * 100.0)
}

/// A share in percent without its sign, for columns that carry it in the head.
pub(super) fn bare(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}

/// The two ends of an interval of shares.
pub(super) fn interval(interval: Option<Interval>) -> String {
    interval.map_or_else(String::new, |[low, high]| format!("{:.1}–{:.1}", low * 100.0, high * 100.0))
}

/// The name of a model's label, with places where a line may break.
pub(super) fn name(label: &str) -> String {
    escape(label).replace('_', "_<wbr>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_texts_are_written_alike() {
        assert_eq!(percent(0.7456), "74.6\u{a0}%");
        assert_eq!(interval(Some([0.7, 0.801])), "70.0–80.1");
        assert_eq!(interval(None), "");
        assert_eq!(escape("<a href=\"x\">&"), "&lt;a href=&quot;x&quot;&gt;&amp;");
    }
}
