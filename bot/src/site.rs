//! bot: the sites that embed the widget: their keys, their origins, and whether their customers must be signed in.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Deserializer};

/// Every site by its key.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Sites(BTreeMap<String, Site>);

/// One site that embeds the widget.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    #[serde(deserialize_with = "one_or_several")]
    pub origins: Vec<Origin>,
    #[serde(default)]
    pub identity: Demand,
}

/// Whether a conversation needs the host site's word for who its customer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Demand {
    #[default]
    Optional,
    Required,
}

/// What holds for those who bring no key: our own pages, and programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keyless {
    /// What the strictest of the sites demands: a door beside the gate would make the gate useless.
    #[default]
    Strictest,
    Optional,
    Required,
    Refused,
}

/// Scheme, host and port of a page, as browsers write them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

/// Why a page may not do what it wants. The words are for whoever embeds the widget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("No site has this siteKey; the settings list them under [sites].")]
    UnknownKey,
    #[error("This page's origin is not among the origins of the siteKey; add it to the settings under [sites].")]
    Origin,
    #[error("Conversations open with a siteKey only; pass the one from the settings to Dari('boot', {{siteKey}}).")]
    KeyMissing,
    #[error("Customers of this site must be signed in; pass a userToken signed by your server to Dari('boot').")]
    SignInFirst,
}

impl Sites {
    /// Adds a site, or puts it in the place of the one with the same key.
    pub fn insert(&mut self, key: &str, site: Site) {
        self.0.insert(key.to_owned(), site);
    }

    /// Whether any site lives at this origin.
    pub fn allow(&self, origin: &str) -> bool {
        self.0.values().any(|site| site.lives_at(origin))
    }

    /// What a new conversation needs. `origin` is set for pages that are not our own.
    pub fn demand(&self, key: Option<&str>, origin: Option<&str>, keyless: Keyless) -> Result<Demand, Refused> {
        let Some(key) = key else {
            return match (origin, keyless) {
                (Some(_), _) | (None, Keyless::Refused) => Err(Refused::KeyMissing),
                (None, Keyless::Optional) => Ok(Demand::Optional),
                (None, Keyless::Required) => Ok(Demand::Required),
                (None, Keyless::Strictest) => Ok(self.0.values().map(|site| site.identity).max().unwrap_or_default()),
            };
        };
        let site = self.0.get(key).ok_or(Refused::UnknownKey)?;
        match origin {
            Some(origin) if !site.lives_at(origin) => Err(Refused::Origin),
            _ => Ok(site.identity),
        }
    }
}

impl Site {
    fn lives_at(&self, origin: &str) -> bool {
        self.origins.iter().any(|own| own.0 == origin)
    }
}

impl Demand {
    /// Refuses whoever is not signed in where that is demanded.
    pub fn check(self, signed_in: bool) -> Result<(), Refused> {
        if self == Self::Required && !signed_in { Err(Refused::SignInFirst) } else { Ok(()) }
    }
}

impl Origin {
    /// Reads `https://host` or `https://host:port`, and nothing after it.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, host) = text.split_once("://")?;
        let (name, port) = host.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')).unwrap_or((host, "1"));
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-.[]:".contains(c);
        let fits = matches!(scheme, "https" | "http")
            && !name.is_empty()
            && name.chars().all(plain)
            && port.parse::<u16>().is_ok_and(|port| port > 0);
        fits.then(|| Self(text.to_owned()))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A list, or several in one text with blanks between them, as an environment variable has it.
fn one_or_several<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Origin>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Several(Vec<String>),
        One(String),
    }
    let texts = match Written::deserialize(from)? {
        Written::Several(texts) => texts,
        Written::One(text) => text.split_whitespace().map(str::to_owned).collect(),
    };
    let read = |text: String| {
        Origin::parse(&text).ok_or_else(|| {
            serde::de::Error::custom(format!(
                "{text:?} is not an origin: write https://host or https://host:port in lower case, without a path"
            ))
        })
    };
    texts.into_iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITES: &str = r#"
        [shop]
        origins = ["https://shop.example", "https://shop.example:8443"]
        [members]
        origins = "https://my.example https://app.example"
        identity = "required"
    "#;

    #[test]
    fn a_key_opens_only_from_its_own_origins() {
        let sites: Sites = toml::from_str(SITES).expect("they are valid");
        let check = |key, origin, want| {
            let found = sites.demand(key, origin, Keyless::Strictest);
            assert_eq!(found, want, "{key:?} from {origin:?}");
        };
        check(Some("shop"), Some("https://shop.example"), Ok(Demand::Optional));
        check(Some("shop"), Some("https://shop.example:8443"), Ok(Demand::Optional));
        check(Some("shop"), None, Ok(Demand::Optional));
        check(Some("members"), Some("https://app.example"), Ok(Demand::Required));
        check(Some("shop"), Some("https://app.example"), Err(Refused::Origin));
        check(Some("shop"), Some("http://shop.example"), Err(Refused::Origin));
        check(Some("shop"), Some("https://shop.example.evil.example"), Err(Refused::Origin));
        check(Some("shop"), Some("null"), Err(Refused::Origin));
        check(Some("nobody"), Some("https://shop.example"), Err(Refused::UnknownKey));
        check(None, Some("https://shop.example"), Err(Refused::KeyMissing));
        check(None, None, Ok(Demand::Required));
        assert!(sites.allow("https://my.example") && !sites.allow("https://evil.example"));
    }

    #[test]
    fn who_brings_no_key_is_held_to_the_strictest_site_unless_the_settings_say_otherwise() {
        let sites: Sites = toml::from_str(SITES).expect("they are valid");
        let none = Sites::default();
        let check = |sites: &Sites, keyless, want| assert_eq!(sites.demand(None, None, keyless), want, "{keyless:?}");
        check(&sites, Keyless::Strictest, Ok(Demand::Required));
        check(&none, Keyless::Strictest, Ok(Demand::Optional));
        check(&sites, Keyless::Optional, Ok(Demand::Optional));
        check(&none, Keyless::Required, Ok(Demand::Required));
        check(&none, Keyless::Refused, Err(Refused::KeyMissing));
        assert_eq!(Demand::Required.check(false), Err(Refused::SignInFirst));
        assert_eq!((Demand::Required.check(true), Demand::Optional.check(false)), (Ok(()), Ok(())));
    }

    #[test]
    fn an_origin_is_scheme_host_and_port_and_nothing_else() {
        for good in ["https://daon.example", "http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080"] {
            assert!(Origin::parse(good).is_some(), "{good}");
        }
        for bad in [
            "*",
            "null",
            "",
            "daon.example",
            "https://",
            "https://daon.example/",
            "https://daon.example/chat",
            "https://Daon.example",
            "https://*.daon.example",
            "https://daon.example:port",
            "https://daon.example:0",
            "https://user@daon.example",
            "ftp://daon.example",
        ] {
            assert!(Origin::parse(bad).is_none(), "{bad}");
        }
        let error =
            toml::from_str::<Sites>("[shop]\norigins = [\"https://shop.example/\"]").expect_err("it has a path");
        assert!(error.to_string().contains("without a path"), "{error}");
    }
}
