//! bot: when agents are at the desk, as customers are told.

use super::DeskStatus;
use crate::words::Desk;

pub(super) use handoff::hours::timestamp;

/// Who is at the desk. Whoever is there counts, whatever the hour.
pub(super) fn desk(status: DeskStatus) -> Desk {
    if status.agents_online > 0 {
        return Desk::There {
            position: status.position.max(1),
            minutes: status.wait_seconds.map(|seconds| seconds.div_ceil(60).max(1)),
        };
    }
    status.opens.map_or(Desk::Away, |opens| Desk::Closed { opens })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_desk_says_when_it_opens_and_whoever_is_there_counts() {
        let opens = "2026-11-24T09:00:00".parse().unwrap();
        assert_eq!(desk(DeskStatus::EMPTY), Desk::Away);
        assert_eq!(desk(DeskStatus { opens: Some(opens), ..DeskStatus::EMPTY }), Desk::Closed { opens });
        let status = DeskStatus {
            agents_online: 1,
            position: 2,
            wait_seconds: Some(200),
            opens: Some(opens),
            ..DeskStatus::EMPTY
        };
        assert_eq!(desk(status), Desk::There { position: 2, minutes: Some(4) });
    }
}
