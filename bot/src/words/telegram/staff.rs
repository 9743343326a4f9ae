//! bot: what agents read of a Telegram chat beside what is said in it.

pub const SHUT: &str = "텔레그램에서 봇을 차단함";
pub const OPEN: &str = "텔레그램에서 봇 차단을 풂";
/// The customer has left an agent's or a waiting conversation for one that they bring along from the web.
pub const MOVED: &str = "고객이 텔레그램에서 다른 상담으로 옮겨 그쪽에서 이어 이야기함";
pub const JOINED: &str = "웹에서 나누던 상담을 텔레그램에서도 이어감";
pub const UNLINKED: &str = "고객이 텔레그램 연결을 끊음";
