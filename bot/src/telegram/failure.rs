//! bot: how a call of the Bot API ended that did not succeed: teloxide's errors, told apart by what is to be done.

use std::sync::Arc;
use std::time::Duration;

use teloxide_core::{ApiError, RequestError};

/// How a call ended that did not succeed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It surely did not arrive, or was not taken: Telegram is out of reach or fails.
    Down(String),
    /// It may have arrived: the answer is missing.
    Unknown(String),
    /// Too many; again after so long.
    Busy(Duration),
    /// The chat does not want us, or is gone.
    Shut(String),
    /// Another process asks for the same bot's news.
    Conflict,
    /// The token is not, or no longer, a bot's.
    Token,
    /// It is so already.
    Unchanged,
    /// The markup cannot be read.
    Markup(String),
    /// It will never be taken.
    Refused(String),
}

impl From<RequestError> for Failure {
    fn from(error: RequestError) -> Self {
        match error {
            RequestError::RetryAfter(seconds) => Self::Busy(seconds.duration().max(Duration::from_secs(1))),
            RequestError::Api(error) => of_api(error),
            RequestError::Network(error) => of_network(error),
            RequestError::MigrateToChatId(_) => Self::Shut("the group became a supergroup".to_owned()),
            // What came may hold what somebody wrote: it is not repeated.
            RequestError::InvalidJson { source, .. } => Self::Unknown(format!("the answer cannot be read: {source}")),
            RequestError::Io(error) => Self::Unknown(error.to_string()),
        }
    }
}

fn of_api(error: ApiError) -> Failure {
    match error {
        ApiError::InvalidToken => Failure::Token,
        ApiError::TerminatedByOtherGetUpdates | ApiError::CantGetUpdates => Failure::Conflict,
        ApiError::MessageNotModified => Failure::Unchanged,
        ApiError::CantParseEntities(why) => Failure::Markup(why),
        ApiError::BotBlocked
        | ApiError::BotKicked
        | ApiError::BotKickedFromSupergroup
        | ApiError::BotKickedFromChannel
        | ApiError::ChatNotFound
        | ApiError::GroupDeactivated
        | ApiError::UserDeactivated
        | ApiError::CantInitiateConversation
        | ApiError::CantTalkWithBots => Failure::Shut(error.to_string()),
        ApiError::Unknown(text) => of_text(text),
        error => Failure::Refused(error.to_string()),
    }
}

/// Descriptions begin with the status; one that teloxide does not know says at least whose fault it is.
fn of_text(text: String) -> Failure {
    let begins = |with: &str| text.starts_with(with);
    if begins("Bad Request: message is not modified") {
        Failure::Unchanged
    } else if begins("Bad Request") || begins("Request Entity") || begins("Not Found") {
        Failure::Refused(text)
    } else if begins("Forbidden") {
        Failure::Shut(text)
    } else if begins("Unauthorized") {
        Failure::Token
    } else if begins("Conflict") {
        Failure::Conflict
    } else if begins("Too Many Requests") {
        Failure::Busy(Duration::from_secs(1))
    } else {
        Failure::Down(text)
    }
}

/// Only what could not even be connected surely did not arrive. The address carries the token, so it is left out.
fn of_network(error: Arc<reqwest::Error>) -> Failure {
    let unsent = error.is_connect() || error.is_builder();
    let why = Arc::try_unwrap(error)
        .map_or_else(|_| "the connection failed".to_owned(), |error| error.without_url().to_string());
    if unsent { Failure::Down(why) } else { Failure::Unknown(why) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// What teloxide makes of a description, and we of that.
    fn read(description: &str) -> Failure {
        of_api(serde_json::from_value(json!(description)).unwrap())
    }

    #[test]
    fn errors_are_told_apart_by_what_is_to_be_done() {
        assert_eq!(read("Unauthorized"), Failure::Token);
        assert_eq!(read("Not Found"), Failure::Token);
        assert_eq!(read("Bad Gateway"), Failure::Down("Bad Gateway".into()));
        assert_eq!(read("Internal Server Error: restart"), Failure::Down("Internal Server Error: restart".into()));
        assert_eq!(read("Bad Request: odd"), Failure::Refused("Bad Request: odd".into()));
        assert_eq!(read("Too Many Requests: slowly"), Failure::Busy(Duration::from_secs(1)));
        assert_eq!(read("Conflict: terminated by other getUpdates request"), Failure::Conflict);
        let webhook = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the \
                       webhook first";
        assert_eq!(read(webhook), Failure::Conflict);
        assert_eq!(
            read(
                "Bad Request: message is not modified: specified new message content and reply markup are exactly \
                 the same as a current content and reply markup of the message"
            ),
            Failure::Unchanged
        );
        assert!(matches!(read("Bad Request: can't parse entities: x"), Failure::Markup(_)));
        for shut in ["Forbidden: bot was blocked by the user", "Bad Request: chat not found", "Forbidden: new reason"] {
            assert!(matches!(read(shut), Failure::Shut(_)), "{shut}");
        }
    }

    #[test]
    fn who_is_told_to_wait_waits_for_a_second_at_least() {
        let wait =
            |seconds| Failure::from(RequestError::RetryAfter(teloxide_core::types::Seconds::from_seconds(seconds)));
        assert_eq!((wait(5), wait(0)), (Failure::Busy(Duration::from_secs(5)), Failure::Busy(Duration::from_secs(1))));
    }
}
