//! bot: text for people at a terminal: colours where there is one, lines of its width.

use std::env;
use std::io::{IsTerminal as _, stdout};

use models::text::width;

/// Columns that lines are broken at.
const COLUMNS: usize = 96;

/// Emphasis on a terminal; plain elsewhere, and where `NO_COLOR` is set.
#[derive(Debug, Clone, Copy)]
pub(super) enum Ink {
    Bold,
    Dim,
    Green,
    Yellow,
}

/// Text in an ink.
pub(super) fn paint(ink: Ink, text: &str) -> String {
    let code = match ink {
        Ink::Bold => "1",
        Ink::Dim => "2",
        Ink::Green => "32",
        Ink::Yellow => "33",
    };
    if env::var_os("NO_COLOR").is_none() && stdout().is_terminal() {
        format!("\x1b[{code}m{text}\x1b[0m")
    } else {
        text.to_owned()
    }
}

/// Text broken at spaces, each line but the first after `indent` blanks.
pub(super) fn wrap(text: &str, indent: usize) -> String {
    let margin = format!("\n{}", " ".repeat(indent));
    let lines: Vec<String> = text.lines().map(|line| broken(line, COLUMNS - indent, &margin)).collect();
    lines.join(&margin)
}

fn broken(line: &str, columns: usize, margin: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for word in line.split(' ') {
        let wide = width(word);
        if at > 0 && at + 1 + wide > columns {
            out.push_str(margin);
            at = 0;
        } else if at > 0 {
            out.push(' ');
            at += 1;
        }
        out.push_str(word);
        at += wide;
    }
    out
}

/// A bar for a share of 0..=1, eight columns wide.
pub(super) fn bar(share: f32) -> String {
    let full = (share.clamp(0.0, 1.0) * 8.0).round() as usize;
    "█".repeat(full) + &"░".repeat(8 - full)
}

/// Text filled with blanks to a width.
pub(super) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_before_they_are_too_wide() {
        let text = "가나다 ".repeat(40);
        let wrapped = wrap(text.trim(), 4);
        assert!(wrapped.lines().all(|line| width(line) <= COLUMNS), "{wrapped}");
        assert!(wrapped.lines().skip(1).all(|line| line.starts_with("    가")), "{wrapped}");
        assert_eq!(wrapped.split_whitespace().count(), 40);
        assert_eq!(wrap("하나\n둘", 2), "하나\n  둘");
    }

    #[test]
    fn bars_and_pads_have_their_width() {
        assert_eq!((bar(0.0), bar(2.0)), ("░".repeat(8), "█".repeat(8)));
        assert_eq!(pad("연체", 6), "연체  ");
        assert_eq!(pad("late payment", 4), "late payment");
    }
}
