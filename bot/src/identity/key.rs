//! bot: the keys of the host site: a secret that both know (HS256), or its public key alone (Ed25519).

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use ed25519_dalek::{Signature, VerifyingKey};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::Refused;

/// A shorter secret can be guessed.
const SHORTEST: usize = 32;
/// What stands before the 32 bytes of an Ed25519 key in its usual file (RFC 8410).
const PREFIX: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

/// What a token's signature is checked with.
#[derive(Debug, Clone, Copy)]
pub struct Keys<'k> {
    pub secret: &'k str,
    pub public: Option<&'k VerifyingKey>,
}

impl<'k> From<&'k str> for Keys<'k> {
    fn from(secret: &'k str) -> Self {
        Self { secret, public: None }
    }
}

impl Keys<'_> {
    /// Checks what was signed by the algorithm that the token names. Each has a key of its own kind, so
    /// that none can pass for the other's.
    pub(super) fn check(self, algorithm: &str, signed: &str, signature: &str) -> Result<(), Refused> {
        let signature = || URL_SAFE_NO_PAD.decode(signature).map_err(|_| Refused::Malformed);
        match algorithm {
            "HS256" if self.secret.len() < SHORTEST => Err(Refused::NoKey),
            "HS256" => mac(signed, self.secret).verify_slice(&signature()?).map_err(|_| Refused::Signature),
            "EdDSA" | "Ed25519" => {
                let key = self.public.ok_or(Refused::NoKey)?;
                let signature = Signature::from_slice(&signature()?).map_err(|_| Refused::Signature)?;
                key.verify_strict(signed.as_bytes(), &signature).map_err(|_| Refused::Signature)
            }
            _ => Err(Refused::Algorithm),
        }
    }
}

/// Reads a public key: PEM, its base64 without the lines around it, or the 32 bytes in either base64.
pub fn public_key(text: &str) -> Option<VerifyingKey> {
    let body: String = text.lines().filter(|line| !line.starts_with("-----")).collect();
    let body: String = body.split_whitespace().collect();
    let bytes = STANDARD
        .decode(&body)
        .or_else(|_| STANDARD_NO_PAD.decode(&body))
        .or_else(|_| URL_SAFE_NO_PAD.decode(&body))
        .ok()?;
    let raw = bytes.strip_prefix(&PREFIX).unwrap_or(&bytes);
    let key = VerifyingKey::from_bytes(raw.try_into().ok()?).ok()?;
    (!key.is_weak()).then_some(key)
}

/// The code that a secret gives to a text.
pub(super) fn mac(signed: &str, secret: &str) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(signed.as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The key, the text and the signature of RFC 8037, appendix A.
    const KEY: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    const SIGNED: &str = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
    const SIGNATURE: &str = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

    #[test]
    fn the_example_of_the_standard_is_believed_and_nothing_else() {
        let key = public_key(KEY).expect("it is a key");
        let with = Keys { secret: "", public: Some(&key) };
        let check = |keys: Keys<'_>, algorithm, signed: &str, signature: &str, want| {
            assert_eq!(keys.check(algorithm, signed, signature), want, "{algorithm} {signed} {signature}");
        };
        check(with, "EdDSA", SIGNED, SIGNATURE, Ok(()));
        check(with, "Ed25519", SIGNED, SIGNATURE, Ok(()));
        check(with, "EdDSA", &SIGNED.replace("IHNp", "IHNq"), SIGNATURE, Err(Refused::Signature));
        check(with, "EdDSA", SIGNED, &SIGNATURE.replace("hgyY", "hgyZ"), Err(Refused::Signature));
        check(with, "EdDSA", SIGNED, "", Err(Refused::Signature));
        check(with, "EdDSA", SIGNED, "?", Err(Refused::Malformed));
        check(with, "HS256", SIGNED, SIGNATURE, Err(Refused::NoKey));
        check(with, "none", SIGNED, "", Err(Refused::Algorithm));
        check(Keys::from("0123456789abcdef0123456789abcdef"), "EdDSA", SIGNED, SIGNATURE, Err(Refused::NoKey));
    }

    #[test]
    fn a_public_key_is_no_secret() {
        // The classic confusion: a token signed with the public key as if it were a shared secret.
        let key = public_key(KEY).expect("it is a key");
        let forged = URL_SAFE_NO_PAD.encode(mac(SIGNED, KEY).finalize().into_bytes());
        let with = Keys { secret: "", public: Some(&key) };
        assert_eq!(with.check("HS256", SIGNED, &forged), Err(Refused::NoKey));
    }

    #[test]
    fn keys_are_read_as_their_tools_write_them() {
        let raw = URL_SAFE_NO_PAD.decode(KEY).expect("it is base64");
        let whole = STANDARD.encode([PREFIX.as_slice(), &raw].concat());
        let pem = format!("-----BEGIN PUBLIC KEY-----\n{whole}\n-----END PUBLIC KEY-----\n");
        for text in [KEY, &whole, &pem, &STANDARD.encode(&raw)] {
            assert_eq!(public_key(text), public_key(KEY), "{text}");
        }
        let neutral = STANDARD.encode([[1].as_slice(), &[0; 31]].concat());
        for text in ["", "no key", &KEY[1..], &neutral] {
            assert_eq!(public_key(text), None, "{text}");
        }
    }
}
