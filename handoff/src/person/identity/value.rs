//! handoff: one spelling per identifier, and values that are nobody's.

use super::Namespace;

/// Why a value names nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidValue {
    /// A placeholder that programs send for "nothing": it would make one person of all strangers.
    #[error("the value stands for nobody")]
    Blocked,
    /// Not of the form that the namespace asks for.
    #[error("the value is not a {0}")]
    Malformed(Namespace),
}

/// Words that programs write where they have nothing.
const BLOCKED: [&str; 14] = [
    "anonymous",
    "default",
    "guest",
    "id",
    "n/a",
    "na",
    "nan",
    "nil",
    "none",
    "null",
    "test",
    "true",
    "undefined",
    "unknown",
];

/// The one spelling of an identifier: phones as E.164 (Korean where no country is given), addresses in
/// lower case, everything else trimmed. Digest it before it is kept.
pub fn normalise(namespace: Namespace, value: &str) -> Result<String, InvalidValue> {
    let value = value.trim();
    if is_blocked(value) {
        return Err(InvalidValue::Blocked);
    }
    let spelling = match namespace {
        Namespace::Phone => phone(value),
        Namespace::Email => email(value),
        Namespace::Telegram => Some(value.to_owned()).filter(|id| id.bytes().all(|byte| byte.is_ascii_digit())),
        Namespace::CustomerNo | Namespace::AppDevice | Namespace::WebAnon => {
            Some(value.to_owned()).filter(|id| !id.chars().any(char::is_whitespace))
        }
    };
    spelling.ok_or(InvalidValue::Malformed(namespace))
}

/// Nothing, a word for nothing, −1, or one character over and over.
fn is_blocked(value: &str) -> bool {
    let lower = value.to_lowercase();
    let mut bare = lower.chars().filter(|c| !matches!(c, '-' | '_' | '.' | ' ' | '{' | '}'));
    let Some(first) = bare.next() else { return true };
    let repeats = first == '0' && bare.all(|c| c == '0');
    repeats || lower == "-1" || BLOCKED.contains(&lower.as_str())
}

fn phone(value: &str) -> Option<String> {
    if !value.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '.' | '(' | ')')) {
        return None;
    }
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let international = value.starts_with('+') || value.starts_with("00");
    let number = match (international, digits.strip_prefix("00")) {
        (true, Some(rest)) => rest.to_owned(),
        (true, None) => digits,
        (false, _) => format!("82{}", digits.strip_prefix('0')?),
    };
    // "+82 (0)10 …" is a common slip.
    let number = number.strip_prefix("820").map_or_else(|| number.clone(), |rest| format!("82{rest}"));
    (8..=15).contains(&number.len()).then(|| format!("+{number}"))
}

fn email(value: &str) -> Option<String> {
    let (local, domain) = value.split_once('@')?;
    let plain = |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c == '@');
    (plain(local) && plain(domain) && domain.contains('.') && !domain.starts_with('.') && !domain.ends_with('.'))
        .then(|| value.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_identifier_has_one_spelling() {
        use Namespace::*;
        let table = [
            (Phone, "010-1234-5678", "+821012345678"),
            (Phone, "010 1234 5678", "+821012345678"),
            (Phone, "+82 10-1234-5678", "+821012345678"),
            (Phone, "+82 (0)10-1234-5678", "+821012345678"),
            (Phone, "0082 10 1234 5678", "+821012345678"),
            (Phone, "02-123-4567", "+8221234567"),
            (Phone, "+1 (202) 555-0143", "+12025550143"),
            (Email, " Minsu.Kim@Example.COM ", "minsu.kim@example.com"),
            (Telegram, "123456789", "123456789"),
            (CustomerNo, " C-0001 ", "C-0001"),
            (WebAnon, "01HZX", "01HZX"),
        ];
        for (namespace, value, spelling) in table {
            assert_eq!(normalise(namespace, value).as_deref(), Ok(spelling), "{value}");
        }
    }

    #[test]
    fn placeholders_name_nobody() {
        let values = [
            "",
            "  ",
            "0",
            "000000",
            "00000000-0000-0000-0000-000000000000",
            "-1",
            "null",
            "NULL",
            "undefined",
            "anonymous",
            "None",
            "N/A",
            "{}",
            "--",
        ];
        for value in values {
            for namespace in Namespace::ALL {
                assert_eq!(normalise(*namespace, value), Err(InvalidValue::Blocked), "{value:?} as {namespace}");
            }
        }
    }

    #[test]
    fn what_is_not_of_the_form_is_refused() {
        use Namespace::*;
        let table = [
            (Phone, "12345"),
            (Phone, "1234567890"),
            (Phone, "010-1234-567a"),
            (Phone, "+1234567890123456"),
            (Email, "minsu"),
            (Email, "minsu@local"),
            (Email, "a b@example.com"),
            (Email, "a@@example.com"),
            (Telegram, "@minsu"),
            (CustomerNo, "C 1"),
        ];
        for (namespace, value) in table {
            assert_eq!(normalise(namespace, value), Err(InvalidValue::Malformed(namespace)), "{value}");
        }
    }
}
