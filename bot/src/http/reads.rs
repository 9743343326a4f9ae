//! bot: in which language whoever asks reads what we tell.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use handoff::message::Language;

/// The first language of `Accept-Language` that we write; Korean for whoever names none.
#[derive(Debug, Clone, Copy)]
pub struct Reads(pub Language);

impl<S: Send + Sync> FromRequestParts<S> for Reads {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(of(&parts.headers)))
    }
}

fn of(headers: &HeaderMap) -> Language {
    let named = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let known = |tag: &str| match tag.split([';', '-']).next()?.trim().to_ascii_lowercase().as_str() {
        "ko" => Some(Language::Ko),
        "en" => Some(Language::En),
        _ => None,
    };
    named.split(',').find_map(|tag| known(tag.trim())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_that_we_write_is_taken() {
        let check = |named: &str, want| {
            let headers = HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, named.parse().expect("a header"))]);
            assert_eq!(of(&headers), want, "{named}");
        };
        check("en", Language::En);
        check("en-US,en;q=0.9,ko;q=0.8", Language::En);
        check("fr-FR, ko;q=0.8, en;q=0.5", Language::Ko);
        check("EN-gb;q=1", Language::En);
        check("fr", Language::Ko);
        check("", Language::Ko);
        check(";;,,-", Language::Ko);
        assert_eq!(of(&HeaderMap::new()), Language::Ko);
    }
}
