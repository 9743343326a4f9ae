//! bot: a text as a reader of numbers sees it: half-width, one kind of space and dash, nothing invisible.

use std::ops::Range;

/// The plain reading of a text, which knows where each of its bytes came from.
pub(super) struct Reading {
    pub(super) text: String,
    /// For every byte of `text` where its character begins in the original; then the original's length.
    starts: Vec<usize>,
    /// For every byte of `text` where its character ends in the original.
    ends: Vec<usize>,
}

impl Reading {
    /// Reads a text.
    pub(super) fn of(original: &str) -> Self {
        let mut reading = Self { text: String::with_capacity(original.len()), starts: Vec::new(), ends: Vec::new() };
        for (start, character) in original.char_indices() {
            let end = start + character.len_utf8();
            match plain(character) {
                None => {
                    // What cannot be seen belongs to the character before it.
                    if let Some(last) = reading.ends.last_mut() {
                        *last = end;
                    }
                }
                Some(character) => {
                    reading.text.push(character);
                    reading.starts.resize(reading.text.len(), start);
                    reading.ends.resize(reading.text.len(), end);
                }
            }
        }
        reading
    }

    /// Where a range of the reading stands in the original.
    pub(super) fn original(&self, range: &Range<usize>) -> Range<usize> {
        match (self.starts.get(range.start), range.end.checked_sub(1).and_then(|last| self.ends.get(last))) {
            (Some(start), Some(end)) => *start..*end,
            _ => 0..0,
        }
    }
}

/// The character as it is read; none for what is invisible.
fn plain(character: char) -> Option<char> {
    Some(match character {
        '\u{200B}'..='\u{200F}'
        | '\u{2060}'..='\u{2064}'
        | '\u{FEFF}'
        | '\u{00AD}'
        | '\u{034F}'
        | '\u{180E}'
        | '\u{FE00}'..='\u{FE0F}' => {
            return None;
        }
        '！'..='～' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | 'ー' | '﹘' | '﹣' | '⁃' => '-',
        '·' | '‧' | '•' | '・' | '。' => '.',
        '\u{00A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{3000}' | '\t' => ' ',
        '①'..='⑨' => char::from_digit(character as u32 - '①' as u32 + 1, 10).unwrap_or(character),
        '⓪' => '0',
        '𝟎'..='𝟿' => char::from_digit((character as u32 - '𝟎' as u32) % 10, 10).unwrap_or(character),
        '٠'..='٩' => char::from_digit(character as u32 - '٠' as u32, 10).unwrap_or(character),
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_the_reading_points_into_the_original() {
        let original = "a１\u{200B}２–３b";
        let reading = Reading::of(original);
        assert_eq!(reading.text, "a12-3b");
        assert_eq!(&original[reading.original(&(1..5))], "１\u{200B}２–３");
    }
}
