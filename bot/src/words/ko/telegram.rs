//! bot: what is said on Telegram alone, in Korean.

use jiff::civil::DateTime;

use super::{clock, day};
use crate::words::telegram::Media;

pub(in crate::words) fn bot() -> &'static str {
    "AI 상담"
}

pub(in crate::words) fn agent(name: &str) -> String {
    format!("{name} 상담원")
}

pub(in crate::words) fn from_web() -> &'static str {
    "웹에서 쓰신 글"
}

pub(in crate::words) fn only_on_web() -> &'static str {
    "본인확인 뒤에 안내해 드린 내용은 웹 상담창에서만 보여 드려요."
}

pub(in crate::words) fn joined(name: &str) -> String {
    format!("{name} 상담원이 들어왔어요. 앞의 대화를 함께 보고 있어요.")
}

pub(in crate::words) fn released() -> &'static str {
    "상담원이 자리를 비워서, 원래 순서로 다시 기다리고 있어요."
}

pub(in crate::words) fn returned() -> &'static str {
    "상담원이 나갔어요. AI 상담이 이어서 도와드려요."
}

pub(in crate::words) fn closed() -> &'static str {
    "상담을 마쳤어요."
}

pub(in crate::words) fn waiting(position: u32, minutes: Option<u32>) -> String {
    let place = if position <= 1 { "다음 차례예요".to_owned() } else { format!("지금 {position}번째예요") };
    match minutes {
        Some(0 | 1) => format!("상담원을 기다리고 있어요. {place}. 1분 안에 연결돼요."),
        Some(minutes) => format!("상담원을 기다리고 있어요. {place}. 약 {minutes}분 걸려요."),
        None => format!("상담원을 기다리고 있어요. {place}."),
    }
}

pub(in crate::words) fn waiting_for_nobody() -> &'static str {
    "지금은 자리에 있는 상담원이 없어요. 글을 남겨 주시면 순서대로 답해 드릴게요."
}

pub(in crate::words) fn waiting_till(opens: DateTime) -> String {
    format!(
        "지금은 상담 시간이 아니에요. 순서는 잡아 두었고, {} {}부터 이 대화로 답해 드려요.",
        day(opens.date()),
        clock(opens)
    )
}

pub(in crate::words) fn stop_waiting() -> &'static str {
    "대기 취소"
}

pub(in crate::words) fn how_was_it() -> &'static str {
    "이번 상담은 어떠셨나요? 별점을 눌러 주세요."
}

pub(in crate::words) fn stars_thanks() -> &'static str {
    "의견을 들려주셔서 고맙습니다."
}

pub(in crate::words) fn read_article() -> &'static str {
    "자세히 보기"
}

pub(in crate::words) fn helped() -> &'static str {
    "도움이 됐어요"
}

pub(in crate::words) fn helped_not() -> &'static str {
    "아쉬워요"
}

pub(in crate::words) fn rated(helpful: bool) -> &'static str {
    if helpful {
        "알려 주셔서 고마워요."
    } else {
        "알려 주셔서 고마워요. 무엇이 더 필요하신지 적어 주세요."
    }
}

pub(in crate::words) fn as_of(day: &str) -> String {
    format!("{day} 확인")
}

pub(in crate::words) fn receipt() -> &'static str {
    "접수번호"
}

pub(in crate::words) fn stale_button() -> &'static str {
    "지나간 질문의 버튼이에요. 맨 아래 버튼을 눌러 주시거나, 편하게 적어 주세요."
}

pub(in crate::words) fn unknown_button() -> &'static str {
    "지금은 쓸 수 없는 버튼이에요. 궁금하신 점을 적어 주세요."
}

pub(in crate::words) fn media(kind: Media) -> &'static str {
    match kind {
        Media::Photo => "(사진)",
        Media::Sticker => "(스티커)",
        Media::Voice => "(음성)",
        Media::File => "(파일)",
        Media::Personal => "(연락처나 위치)",
        Media::Other => "(글이 아닌 것)",
    }
}

pub(in crate::words) fn cannot_read(kind: Media) -> String {
    match kind {
        Media::Photo => "사진은 여기서 열어 보지 않아요. 신분증이나 카드 사진은 보내지 마시고, 지금 보내신 것이 그런 사진이면 지워 주세요. 궁금하신 점은 글로 적어 주세요.",
        Media::Sticker => "스티커 잘 받았어요. 궁금하신 점이 있으면 글로 적어 주세요.",
        Media::Voice => "음성은 들을 수 없어요. 글로 적어 주시면 바로 도와드릴게요. 사람과 이야기하고 싶으시면 /agent 를 눌러 주세요.",
        Media::File => "파일은 여기서 열어 보지 않아요. 서류는 회사 앱이나 웹에서 내 주세요. 궁금하신 점은 글로 적어 주세요.",
        Media::Personal => "연락처와 위치는 필요하지 않아서 저장하지 않았어요. 궁금하신 점은 글로 적어 주세요.",
        Media::Other => "이건 제가 읽을 수 없는 형식이에요. 궁금하신 점은 글로 적어 주세요.",
    }
    .into()
}

pub(in crate::words) fn edited() -> &'static str {
    "고치신 글은 다시 읽지 않아요. 바뀐 내용은 새 메시지로 보내 주세요."
}

pub(in crate::words) fn only_private() -> &'static str {
    "개인정보를 지키려고 단체방에서는 상담하지 않아요. 저와의 개인 대화에서 말씀해 주세요."
}

pub(in crate::words) fn too_long(most: usize) -> String {
    format!("글이 길어서 한 번에 읽기 어려워요. {most}자보다 짧게 나누어 보내 주세요.")
}

pub(in crate::words) fn not_taken() -> &'static str {
    "방금 보내신 것을 처리하지 못했어요. 죄송하지만 한 번 더 보내 주세요."
}

pub(in crate::words) fn help() -> String {
    "심사 진행, 납부일, 카드 배송 같은 진행 상황을 찾아 드리고, 대출·카드·신용점수에 관한 궁금증에 답해요. 편하게 적어 주세요.\n\n/agent 사람과 이야기하기\n/status 지금 상담 상태\n/language 한국어·English\n/privacy 개인정보를 어떻게 다루는지\n/unlink 이 텔레그램 연결 끊기\n/start 처음으로".into()
}

pub(in crate::words) fn privacy(company: &str) -> String {
    format!(
        "{company}의 AI 상담이에요. 나눈 대화는 상담을 돕기 위해 저장하고, 주민번호·카드번호 같은 번호는 가려서 저장해요.\n\n텔레그램은 해외에 있는 다른 회사의 서비스예요. 그래서 금액과 신용점수는 여기에 적지 않고 웹에서만 보여 드려요. 신분증 사진, 비밀번호, 인증번호는 보내지 마세요.\n\n텔레그램에서 메시지를 지우셔도 저희가 저장한 내용은 지워지지 않아요. 저장된 내용을 보거나 지우고 싶으시면 ‘개인정보 삭제’라고 적어 주세요."
    )
}

pub(in crate::words) fn which_language() -> &'static str {
    "어떤 언어로 도와드릴까요?"
}

pub(in crate::words) fn speaks() -> &'static str {
    "한국어로 이어서 도와드릴게요."
}

pub(in crate::words) fn unknown_command() -> &'static str {
    "그런 명령은 없어요. 쓸 수 있는 명령은 /help 에서 보실 수 있어요. 궁금하신 점은 그냥 적어 주셔도 돼요."
}

pub(in crate::words) fn with_bot() -> &'static str {
    "지금은 AI 상담이 도와드리고 있어요. 사람과 이야기하고 싶으시면 /agent 를 눌러 주세요."
}

pub(in crate::words) fn with_agent(name: &str) -> String {
    format!("지금 {name} 상담원과 이야기하고 계세요.")
}

pub(in crate::words) fn is_closed() -> &'static str {
    "상담을 마친 상태예요. 무엇이든 적으시면 다시 시작해요."
}

pub(in crate::words) fn linked() -> &'static str {
    "회사 로그인과 연결되어 있어서, 진행 상황을 여기서 바로 알려 드릴 수 있어요."
}

pub(in crate::words) fn not_linked() -> &'static str {
    "아직 회사 로그인과 연결되지 않았어요. 웹에서 로그인하고 ‘텔레그램으로 이어가기’를 누르시면, 진행 상황을 여기서 알려 드릴 수 있어요."
}

pub(in crate::words) fn commands() -> [(&'static str, &'static str); 7] {
    [
        ("start", "처음으로"),
        ("agent", "사람과 이야기하기"),
        ("status", "지금 상담 상태 보기"),
        ("language", "한국어 · English"),
        ("privacy", "개인정보를 어떻게 다루는지"),
        ("unlink", "이 텔레그램 연결 끊기"),
        ("help", "무엇을 할 수 있는지"),
    ]
}

pub(in crate::words) fn join() -> &'static str {
    "웹에서 나누던 상담을 이 텔레그램에서 이어갈까요? 직접 누르신 링크가 아니면 ‘아니요’를 눌러 주세요."
}

pub(in crate::words) fn join_yes() -> &'static str {
    "네, 이어갈게요"
}

pub(in crate::words) fn join_no() -> &'static str {
    "아니요"
}

pub(in crate::words) fn join_done(signed_in: bool) -> &'static str {
    if signed_in {
        "연결했어요. 웹에서 나누던 이야기를 여기서 이어서 말씀하시면 돼요. 금액과 신용점수는 웹에서만 보여 드려요."
    } else {
        "연결했어요. 웹에서 나누던 이야기를 여기서 이어서 말씀하시면 돼요."
    }
}

pub(in crate::words) fn join_not() -> &'static str {
    "네, 연결하지 않았어요."
}

pub(in crate::words) fn join_expired() -> &'static str {
    "이 연결 링크는 이미 쓰였거나 시간이 지났어요. 웹에서 ‘텔레그램으로 이어가기’를 다시 눌러 주세요."
}

pub(in crate::words) fn go_to_web() -> &'static str {
    "금액과 점수는 텔레그램에 적지 않아요. 아래 링크에서 본인확인을 하시면 바로 보실 수 있어요. 링크는 한 번, 10분 동안만 열려요."
}

pub(in crate::words) fn open_web() -> &'static str {
    "웹에서 이어보기"
}

pub(in crate::words) fn no_web() -> &'static str {
    "금액과 점수는 텔레그램에 적지 않아요. 회사 웹에서 로그인하고 보시거나, 상담원에게 물어봐 주세요."
}

pub(in crate::words) fn parted() -> &'static str {
    "웹에서 로그인하셔서, 안전을 위해 그 상담과 이 텔레그램의 연결을 끊었어요. 로그인한 웹에서 ‘텔레그램으로 이어가기’를 누르시면 다시 이어져요."
}

pub(in crate::words) fn taken_over() -> &'static str {
    "상담원과 연결됐어요."
}

pub(in crate::words) fn waits_no_more() -> &'static str {
    "이제 상담원을 기다리고 있지 않아요."
}

pub(in crate::words) fn agent_cannot_see(kind: Media) -> &'static str {
    match kind {
        Media::Photo => {
            "사진은 상담원도 볼 수 없어요. 신분증이나 카드 사진은 보내지 마시고, 지금 보내신 것이 그런 사진이면 지워 주세요. 필요한 내용은 글로 적어 주세요."
        }
        Media::Sticker => "스티커는 상담원에게 보이지 않아요. 하실 말씀은 글로 적어 주세요.",
        Media::Voice => "음성은 상담원도 들을 수 없어요. 글로 적어 주시면 상담원이 바로 볼 수 있어요.",
        Media::File => {
            "파일은 상담원도 열어 볼 수 없어요. 서류는 회사 앱이나 웹에서 내 주시고, 필요한 내용은 글로 적어 주세요."
        }
        Media::Personal => {
            "연락처와 위치는 상담원에게 보이지 않고 저장하지도 않았어요. 필요한 내용은 글로 적어 주세요."
        }
        Media::Other => "이건 상담원에게 보이지 않는 형식이에요. 필요한 내용은 글로 적어 주세요.",
    }
}

pub(in crate::words) fn edited_told() -> &'static str {
    "고치신 글을 상담원에게 알려 드렸어요."
}

pub(in crate::words) fn sign_in_first() -> &'static str {
    "웹에서 로그인하신 지 오래되어 안전을 위해 잇지 않았어요. 웹에서 다시 로그인하신 뒤 ‘텔레그램으로 이어가기’를 눌러 주세요."
}

pub(in crate::words) fn place_kept() -> &'static str {
    "상담원을 기다리시던 순서는 그대로예요. 상담원은 이 대화로 올 거예요."
}

pub(in crate::words) fn left_agent(name: &str) -> String {
    format!(
        "여기서 {name} 상담원과 나누시던 이야기는 이 대화로 옮겨지지 않아요. 상담원에게는 대화를 옮기셨다고 알려 두었어요. 사람과 이어서 이야기하고 싶으시면 /agent 를 눌러 주세요."
    )
}

pub(in crate::words) fn link_ended() -> &'static str {
    "회사 로그인과 연결하신 지 오래되어, 안전을 위해 그 상담과 이 텔레그램의 연결을 끊었어요. 로그인한 웹에서 ‘텔레그램으로 이어가기’를 누르시면 다시 이어져요."
}

pub(in crate::words) fn unlink_button() -> &'static str {
    "이 텔레그램 연결 끊기"
}

pub(in crate::words) fn unlink() -> &'static str {
    "이 텔레그램과 회사 로그인의 연결을 끊을까요? 나누시던 상담은 로그인한 웹에서 계속 보실 수 있고, 여기서는 더 보이지 않아요."
}

pub(in crate::words) fn unlink_yes() -> &'static str {
    "네, 끊을게요"
}

pub(in crate::words) fn unlink_not() -> &'static str {
    "네, 연결을 그대로 두었어요."
}

pub(in crate::words) fn unlinked() -> &'static str {
    "연결을 끊었어요. 지금까지의 메시지는 이 텔레그램에 남아 있으니, 다른 분이 보실 수 있다면 지워 주세요. 다시 연결하시려면 로그인한 웹에서 ‘텔레그램으로 이어가기’를 눌러 주세요."
}

pub(in crate::words) fn prove_on_web() -> &'static str {
    "본인확인은 웹에서만 할 수 있어요. 아래 링크에서 본인확인을 하시면 바로 이어서 도와드려요. 링크는 한 번, 10분 동안만 열려요."
}

pub(in crate::words) fn go_on_on_web() -> &'static str {
    "아래 링크를 누르시면 이 상담이 웹에서 이어져요. 링크는 한 번, 10분 동안만 열려요."
}

pub(in crate::words) fn no_proof() -> &'static str {
    "지금은 웹으로 가는 링크를 만들 수 없어요. 회사 웹에서 로그인하시거나, 상담원에게 물어봐 주세요."
}
