//! bot: the host site's word for who its customer is: a JWT, signed with HS256 or Ed25519, that lives for minutes.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::Mac as _;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::conversation::CustomerNo;

mod key;

use key::mac;
pub use key::{Keys, public_key};

/// Whom the token is for: a token made for another service is refused.
const AUDIENCE: &str = "dari";
/// No token may live longer.
const LONGEST: SignedDuration = SignedDuration::from_hours(1);
/// How far two clocks may be apart.
const LEEWAY: SignedDuration = SignedDuration::from_secs(30);
/// No token is longer, in bytes.
const LARGEST: usize = 4096;
/// No customer number is longer, in characters.
const NUMBER: usize = 64;

/// Why a token is not believed. Customers are told only that it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("no key for its algorithm is set (identity.secret, identity.public_key)")]
    NoKey,
    #[error("it is not a JWT")]
    Malformed,
    #[error("it is signed with neither HS256 nor Ed25519")]
    Algorithm,
    #[error("the signature is wrong")]
    Signature,
    #[error("it is for someone else")]
    Audience,
    #[error("it names no customer")]
    Subject,
    #[error("it does not hold yet")]
    Early,
    #[error("it has expired")]
    Expired,
    #[error("it would live longer than an hour")]
    TooLong,
}

#[derive(Serialize, Deserialize)]
struct Header {
    alg: String,
    #[serde(default)]
    typ: String,
    /// What a reader must understand to believe the token; we understand none of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    crit: Option<Vec<String>>,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    sub: String,
    aud: Audience,
    /// Seconds since 1970; some libraries write fractions.
    exp: f64,
    /// Not before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    nbf: Option<f64>,
    /// Made at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    iat: Option<f64>,
}

/// One audience or several, as the standard has it.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

/// The customer whom the token names, and until when it holds.
pub fn verify<'k>(token: &str, keys: impl Into<Keys<'k>>, now: Timestamp) -> Result<(CustomerNo, Timestamp), Refused> {
    if token.len() > LARGEST {
        return Err(Refused::Malformed);
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(Refused::Malformed)?;
    let (header, claims) = signed.split_once('.').ok_or(Refused::Malformed)?;
    let header: Header = part(header)?;
    if header.crit.is_some() {
        return Err(Refused::Algorithm);
    }
    keys.into().check(&header.alg, signed, signature)?;
    believe(part(claims)?, now)
}

/// What signed claims are worth now.
fn believe(claims: Claims, now: Timestamp) -> Result<(CustomerNo, Timestamp), Refused> {
    if !claims.aud.is_ours() {
        return Err(Refused::Audience);
    }
    let fits = !claims.sub.is_empty() && claims.sub.chars().count() <= NUMBER;
    if !fits || claims.sub.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return Err(Refused::Subject);
    }
    let until = moment(claims.exp)?;
    for begins in [claims.nbf, claims.iat].into_iter().flatten() {
        if moment(begins)?.duration_since(now) > LEEWAY {
            return Err(Refused::Early);
        }
    }
    let left = until.duration_since(now);
    if left <= -LEEWAY {
        return Err(Refused::Expired);
    }
    if left > LONGEST + LEEWAY {
        return Err(Refused::TooLong);
    }
    Ok((CustomerNo(claims.sub), until))
}

impl Audience {
    fn is_ours(&self) -> bool {
        match self {
            Self::One(one) => one == AUDIENCE,
            Self::Several(several) => several.iter().any(|one| one == AUDIENCE),
        }
    }
}

/// The moment so many seconds after 1970; whole seconds are enough.
fn moment(seconds: f64) -> Result<Timestamp, Refused> {
    if !seconds.is_finite() {
        return Err(Refused::Malformed);
    }
    Timestamp::from_second(seconds as i64).map_err(|_| Refused::Malformed)
}

/// What the host site does in its own language: signs for its customer.
pub fn sign(customer: &CustomerNo, secret: &str, until: Timestamp) -> String {
    let header = Header { alg: "HS256".to_owned(), typ: "JWT".to_owned(), crit: None };
    let claims = Claims {
        sub: customer.0.clone(),
        aud: Audience::One(AUDIENCE.to_owned()),
        exp: until.as_second() as f64,
        nbf: None,
        iat: None,
    };
    let encode = |json: Vec<u8>| URL_SAFE_NO_PAD.encode(json);
    let signed = format!(
        "{}.{}",
        encode(serde_json::to_vec(&header).expect("it is plain data")),
        encode(serde_json::to_vec(&claims).expect("it is plain data")),
    );
    let signature = URL_SAFE_NO_PAD.encode(mac(&signed, secret).finalize().into_bytes());
    format!("{signed}.{signature}")
}

fn part<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, Refused> {
    let json = URL_SAFE_NO_PAD.decode(text).map_err(|_| Refused::Malformed)?;
    serde_json::from_slice(&json).map_err(|_| Refused::Malformed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "0123456789abcdef0123456789abcdef";

    fn now() -> Timestamp {
        "2026-11-22T01:00:00Z".parse().expect("a time")
    }

    #[test]
    fn a_token_names_its_customer_until_it_expires() {
        let customer = CustomerNo("C-1001".to_owned());
        let until = now() + SignedDuration::from_mins(5);
        let token = sign(&customer, SECRET, until);
        assert_eq!(verify(&token, SECRET, now()), Ok((customer, until)));
        assert_eq!(verify(&token, SECRET, until + SignedDuration::from_mins(1)), Err(Refused::Expired));
    }

    #[test]
    fn a_token_that_is_not_ours_is_refused() {
        let customer = CustomerNo("C-1001".to_owned());
        let token = sign(&customer, SECRET, now() + SignedDuration::from_mins(5));
        let other = "another secret that is long enough!!";
        let none = URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#);
        let claims = token.split('.').nth(1).expect("three parts");
        let forever = sign(&customer, SECRET, now() + SignedDuration::from_hours(9));
        for (token, secret, why) in [
            (token.as_str(), other, Refused::Signature),
            (token.as_str(), "", Refused::NoKey),
            ("not a token", SECRET, Refused::Malformed),
            (&format!("{none}.{claims}."), SECRET, Refused::Algorithm),
            (&forever, SECRET, Refused::TooLong),
        ] {
            assert_eq!(verify(token, secret, now()), Err(why), "{token}");
        }
    }

    /// A token with these parts, signed as it should be.
    fn signed(header: &str, claims: &str) -> String {
        let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims));
        let signature = URL_SAFE_NO_PAD.encode(mac(&signed, SECRET).finalize().into_bytes());
        format!("{signed}.{signature}")
    }

    #[test]
    fn claims_are_weighed_as_the_standard_and_caution_want() {
        let now_s = now().as_second();
        let check = |claims: String, want: Result<&str, Refused>| {
            let token = signed(r#"{"alg":"HS256","typ":"JWT"}"#, &claims);
            let found = verify(&token, SECRET, now()).map(|(customer, _)| customer.0);
            assert_eq!(found, want.map(str::to_owned), "{claims}");
        };
        let claims = |more: &str| format!(r#"{{"sub":"C-1","aud":"dari"{more}}}"#);
        let exp = |seconds: i64| format!(r#","exp":{}"#, now_s + seconds);
        check(claims(&exp(60)), Ok("C-1"));
        check(claims(&format!(r#","exp":{}.75"#, now_s + 60)), Ok("C-1"));
        check(claims(&exp(-29)), Ok("C-1"));
        check(claims(&exp(-30)), Err(Refused::Expired));
        check(claims(&exp(3630)), Ok("C-1"));
        check(claims(&exp(3632)), Err(Refused::TooLong));
        check(claims(&format!(r#"{},"nbf":{}"#, exp(60), now_s + 20)), Ok("C-1"));
        check(claims(&format!(r#"{},"nbf":{}"#, exp(60), now_s + 40)), Err(Refused::Early));
        check(claims(&format!(r#"{},"iat":{}"#, exp(60), now_s + 40)), Err(Refused::Early));
        check(claims(""), Err(Refused::Malformed));
        check(claims(r#","exp":"tomorrow""#), Err(Refused::Malformed));
        check(claims(r#","exp":253402207200"#), Err(Refused::TooLong));
        check(claims(r#","exp":1e300"#), Err(Refused::Malformed));
        check(claims(r#","exp":-9e15"#), Err(Refused::Malformed));
        check(format!(r#"{{"sub":"C-1","aud":["shop","dari"]{}}}"#, exp(60)), Ok("C-1"));
        check(format!(r#"{{"sub":"C-1","aud":["shop"]{}}}"#, exp(60)), Err(Refused::Audience));
        check(format!(r#"{{"sub":"C-1"{}}}"#, exp(60)), Err(Refused::Malformed));
        check(format!(r#"{{"sub":"","aud":"dari"{}}}"#, exp(60)), Err(Refused::Subject));
        check(format!(r#"{{"sub":"C 1","aud":"dari"{}}}"#, exp(60)), Err(Refused::Subject));
        check(format!(r#"{{"sub":"{}","aud":"dari"{}}}"#, "C".repeat(65), exp(60)), Err(Refused::Subject));
    }

    #[test]
    fn a_header_that_asks_for_more_than_we_know_is_refused() {
        let claims = format!(r#"{{"sub":"C-1","aud":"dari","exp":{}}}"#, now().as_second() + 60);
        for header in
            [r#"{"alg":"HS384"}"#, r#"{"alg":"hs256"}"#, r#"{"alg":"none"}"#, r#"{"alg":"HS256","crit":["b64"]}"#]
        {
            assert_eq!(verify(&signed(header, &claims), SECRET, now()), Err(Refused::Algorithm), "{header}");
        }
        let long = format!("{}.{}", "a".repeat(LARGEST), "b");
        for token in ["", ".", "..", "a.b", "a.b.c.d", &long] {
            assert!(verify(token, SECRET, now()).is_err(), "{token}");
        }
    }
}
