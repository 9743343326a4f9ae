//! bot: Telegram's HTML: what customers, agents and articles write is text and never markup.

use super::split::{LONGEST, split};

/// Text in which nothing is markup.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

pub(super) fn bold(text: &str) -> String {
    format!("<b>{}</b>", escape(text))
}

pub(super) fn italic(text: &str) -> String {
    format!("<i>{}</i>", escape(text))
}

/// A text of plain lines, in parts that have room: "## " heads are bold, `**so**` too, lists keep their marks.
pub(super) fn parts(text: &str, room: usize) -> Vec<String> {
    split(text, room.min(LONGEST)).into_iter().map(lines).collect()
}

fn lines(text: &str) -> String {
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn line(line: &str) -> String {
    let text = line.trim_start();
    if let Some(head) = text.strip_prefix("## ").or_else(|| text.strip_prefix("# ")) {
        return bold(&head.replace("**", ""));
    }
    let text = match text.strip_prefix("- ") {
        Some(item) => format!("• {item}"),
        None => line.to_owned(),
    };
    strong(&escape(&text))
}

/// Pairs of `**`; one that stands alone stays as it is.
fn strong(text: &str) -> String {
    let pieces: Vec<&str> = text.split("**").collect();
    if pieces.len().is_multiple_of(2) {
        return text.to_owned();
    }
    let mark = |(n, piece): (usize, &&str)| if n % 2 == 1 { format!("<b>{piece}</b>") } else { (*piece).to_owned() };
    pieces.iter().enumerate().map(mark).collect()
}

/// What is left when Telegram cannot read the markup after all.
pub(super) fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut within = false;
    for letter in html.chars() {
        match letter {
            '<' => within = true,
            '>' => within = false,
            _ if !within => text.push(letter),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_never_markup() {
        let check = |text: &str, html: &str| assert_eq!(parts(text, LONGEST), [html]);
        check("<b>a</b> & <script>", "&lt;b&gt;a&lt;/b&gt; &amp; &lt;script&gt;");
        check("## 연체 <가산>\n- 하나\n1. 둘", "<b>연체 &lt;가산&gt;</b>\n• 하나\n1. 둘");
        check("이건 **중요**해요", "이건 <b>중요</b>해요");
        check("2 ** 3", "2 ** 3");
        check("&amp;", "&amp;amp;");
    }

    #[test]
    fn without_markup_the_text_is_as_it_was() {
        for text in ["<b>a</b> & b", "## 머리", "a > b < c"] {
            let html = parts(text, LONGEST).concat();
            assert_eq!(plain(&html), text.trim_start_matches("## "));
        }
    }
}
