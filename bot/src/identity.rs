//! bot: the host site's word for who its customer is: a JWT, signed with HS256, that lives for minutes.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::conversation::CustomerNo;

/// Whom the token is for: a token made for another service is refused.
const AUDIENCE: &str = "dari";
/// No token may live longer.
const LONGEST: SignedDuration = SignedDuration::from_hours(1);
/// How far two clocks may be apart.
const LEEWAY: SignedDuration = SignedDuration::from_secs(30);

/// Why a token is not believed. Customers are told only that it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("no secret is set (identity.secret)")]
    NoSecret,
    #[error("it is not a JWT")]
    Malformed,
    #[error("it is not signed with HS256")]
    Algorithm,
    #[error("the signature is wrong")]
    Signature,
    #[error("it is for someone else")]
    Audience,
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
}

#[derive(Serialize, Deserialize)]
struct Claims {
    sub: String,
    aud: String,
    /// Seconds since 1970.
    exp: i64,
}

/// The customer whom the token names, and until when it holds.
pub fn verify(token: &str, secret: &str, now: Timestamp) -> Result<(CustomerNo, Timestamp), Refused> {
    if secret.len() < 32 {
        return Err(Refused::NoSecret);
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(Refused::Malformed)?;
    let (header, claims) = signed.split_once('.').ok_or(Refused::Malformed)?;
    let header: Header = part(header)?;
    if header.alg != "HS256" {
        return Err(Refused::Algorithm);
    }
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| Refused::Malformed)?;
    mac(signed, secret).verify_slice(&signature).map_err(|_| Refused::Signature)?;
    let claims: Claims = part(claims)?;
    if claims.aud != AUDIENCE {
        return Err(Refused::Audience);
    }
    let until = Timestamp::from_second(claims.exp).map_err(|_| Refused::Malformed)?;
    if until + LEEWAY <= now {
        return Err(Refused::Expired);
    }
    if until > now + LONGEST + LEEWAY {
        return Err(Refused::TooLong);
    }
    Ok((CustomerNo(claims.sub), until))
}

/// What the host site does in its own language: signs for its customer.
pub fn sign(customer: &CustomerNo, secret: &str, until: Timestamp) -> String {
    let header = Header { alg: "HS256".to_owned(), typ: "JWT".to_owned() };
    let claims = Claims { sub: customer.0.clone(), aud: AUDIENCE.to_owned(), exp: until.as_second() };
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

fn mac(signed: &str, secret: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(signed.as_bytes());
    mac
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
            (token.as_str(), "", Refused::NoSecret),
            ("not a token", SECRET, Refused::Malformed),
            (&format!("{none}.{claims}."), SECRET, Refused::Algorithm),
            (&forever, SECRET, Refused::TooLong),
        ] {
            assert_eq!(verify(token, secret, now()), Err(why), "{token}");
        }
    }
}
