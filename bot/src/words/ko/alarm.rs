//! bot: the fixed Korean texts for emergencies. They are reviewed as a whole and never varied.

use handoff::emergency::Emergency;

use crate::words::{Alarm, Question, phone, steps};

pub(in crate::words) fn alarm(
    emergency: Emergency,
    another: Option<&str>,
    taken: Option<(&str, &str)>,
    someone: bool,
) -> Alarm {
    let desk = match (someone, emergency) {
        (true, _) => "상담원에게 바로 연결합니다.",
        (false, Emergency::CardLost) => {
            "지금 자리에 있는 상담원이 없어요. 이 대화를 맨 앞에 두어 상담원이 오는 대로 가장 먼저 보게 했습니다."
        }
        (false, _) => {
            "지금 자리에 있는 상담원이 없어요. 이 대화를 맨 앞에 두어 가장 먼저 보게 했습니다. 기다리지 마시고 안내한 번호로 먼저 전화해 주세요."
        }
    };
    let taken = taken.map(|(number, time)| format!("(접수번호 {number}, {time})"));
    match emergency {
        Emergency::VoicePhishing => phishing(another, desk),
        Emergency::IdentityTheft => identity(another, taken.as_deref(), desk),
        Emergency::CardLost => lost(another, taken.as_deref(), desk),
        Emergency::CardUnauthorised => unauthorised(another, taken.as_deref(), desk),
        Emergency::IllegalCollection => collection(desk),
        Emergency::SelfHarm => crisis(another, someone),
        Emergency::Medical => Alarm {
            text: format!(
                "지금 바로 119에 전화해 주세요. 전화를 끊지 말고 안내를 따라 주세요. 다른 일은 모두 나중에 해도 됩니다. {desk}"
            ),
            title: "지금 119에 전화해 주세요".into(),
            phones: vec![phone("119", "구급·응급의료 상담")],
            steps: steps(&["숨과 의식을 확인하고 119의 안내를 따라 주세요.", "혼자 옮기거나 먹을 것을 주지 마세요."]),
        },
        Emergency::Coercion => Alarm {
            text: format!(
                "알겠습니다. 지금부터 이 대화에 개인 정보를 보여 드리지 않을게요. 위험하시면 112에 전화하거나 문자로 알려 주세요. 상담원이 편하신 시간에 등록된 번호로 전화드릴 수 있어요. {desk}"
            ),
            title: "안전이 먼저입니다".into(),
            phones: vec![phone("112", "경찰(문자도 됩니다)")],
            steps: steps(&[
                "혼자 계실 때 전화받으실 시간을 적어 주세요.",
                "시키는 대로 돈을 보내거나 번호를 알려 주지 마세요.",
            ]),
        },
        Emergency::Threat => Alarm {
            text: format!(
                "많이 화가 나신 것 같아요. 일을 풀 수 있게 책임자가 직접 보겠습니다. 다만 누군가를 해치겠다는 말씀에는 안전을 먼저 지킵니다. 누군가 당장 위험하다면 112에 전화해 주세요. {desk}"
            ),
            title: "누구도 다치지 않는 것이 먼저입니다".into(),
            phones: vec![phone("112", "경찰")],
            steps: steps(&["무엇이 가장 힘드신지 적어 주시면 책임자에게 그대로 전합니다."]),
        },
    }
}

fn phishing(another: Option<&str>, desk: &str) -> Alarm {
    let text = if let Some(who) = another {
        format!(
            "지금 통화 중이시면 전화를 끊게 해 주세요. {who} 전화 말고 다른 전화로 112에 신고하고, 보낸 돈이 있으면 지급정지를 요청해 주세요(상담은 1394, 24시간). {who}의 거래를 막는 일은 상담원이 등록된 번호로 확인하며 돕습니다. {desk}"
        )
    } else {
        format!(
            "지금 전화를 끊으셔도 됩니다. ① 아래 [정지 요청] 을 누르면 저희 대출·카드 거래를 막는 요청이 바로 접수됩니다. ② 다른 사람의 전화로 112에 신고하고 보낸 돈의 지급정지를 요청해 주세요(상담은 1394, 24시간). ③ 그다음 이 휴대폰은 비행기 모드로 바꿔 주세요. 이 대화는 다른 기기에서 이어갈 수 있습니다. {desk}"
        )
    };
    Alarm {
        text,
        title: "지금 끊고, 다른 전화로 112".into(),
        phones: vec![phone("112", "신고·지급정지"), phone("1394", "피싱 상담(24시간)")],
        steps: if another.is_some() {
            steps(&[
                "그분의 휴대폰이 아닌 다른 전화로 112에 전화해 주세요.",
                "그분의 휴대폰은 비행기 모드로 바꿔 주세요.",
                "상대가 무엇을 시켜도 더 보내거나 알려 주지 마세요.",
            ])
        } else {
            steps(&[
                "[정지 요청]을 누르면 저희 대출·카드 거래를 막는 요청이 바로 접수됩니다.",
                "다른 사람의 전화로 112에 신고하고 지급정지를 요청해 주세요.",
                "그다음 이 휴대폰은 비행기 모드로 바꿔 주세요.",
                "상대가 시키는 대로 돈을 보내거나 앱을 설치하지 마세요.",
            ])
        },
    }
}

fn identity(another: Option<&str>, taken: Option<&str>, desk: &str) -> Alarm {
    let stop = match (another, taken) {
        (None, Some(taken)) => format!("새 대출·카드를 막는 요청을 먼저 접수하겠습니다{taken}."),
        _ => "그분의 새 대출·카드를 막는 일은 상담원이 등록된 번호로 확인하며 돕습니다.".to_owned(),
    };
    Alarm {
        text: format!(
            "본인이 하지 않은 거래라면 바로 막아야 합니다. {stop} 경찰 112(사이버범죄 신고 포함)에 신고하시고, 안심차단(은행 방문·앱), 명의도용 휴대전화는 msafer.or.kr에서 확인해 주세요. {desk}"
        ),
        title: "먼저 막고, 그다음 신고".into(),
        phones: vec![phone("112", "경찰(사이버범죄 포함)"), phone("1332", "금융감독원")],
        steps: steps(&[
            "112에 신고하고 사건 접수 내용을 보관해 주세요.",
            "은행이나 앱에서 안심차단을 신청해 주세요.",
            "msafer.or.kr에서 내 이름으로 열린 휴대전화를 확인해 주세요.",
            "받은 문자·우편·계약 알림을 지우지 말고 보관해 주세요.",
        ]),
    }
}

fn lost(another: Option<&str>, taken: Option<&str>, desk: &str) -> Alarm {
    let text = match (another, taken) {
        (None, Some(taken)) => format!(
            "카드를 지금 정지 접수했습니다{taken}. 확인 전화를 등록된 번호로 드립니다. {desk} 모르는 결제가 있나요?"
        ),
        _ => format!(
            "카드 주인께서 로그인하거나 카드사 분실신고 전화로 신고하시면 바로 정지됩니다. 급하시면 상담원이 등록된 번호로 확인하며 정지를 돕습니다. {desk}"
        ),
    };
    Alarm {
        text,
        title: "카드 정지".into(),
        phones: Vec::new(),
        steps: if another.is_some() {
            steps(&["카드 주인께 바로 알려 주세요.", "카드번호나 비밀번호는 저희에게도 알려 주지 마세요."])
        } else {
            steps(&[
                "접수번호와 시각을 적어 두세요.",
                "다른 회사 카드도 있으면, 일반적으로 한 곳에서 한꺼번에 신고할 수 있으니 카드사에 확인해 주세요.",
                "찾으셔도 다시 쓰기 전에 상담원에게 알려 주세요.",
            ])
        },
    }
}

fn unauthorised(another: Option<&str>, taken: Option<&str>, desk: &str) -> Alarm {
    let text = match (another, taken) {
        (None, Some(taken)) => format!(
            "놀라셨겠어요. 카드를 지금 정지 접수했습니다{taken}. 확인 전화를 등록된 번호로 드리고, 모르는 결제는 상담원이 하나씩 확인해 이의를 접수합니다. {desk}"
        ),
        _ => format!(
            "놀라셨겠어요. 카드 주인께서 로그인하거나 카드사 분실신고 전화로 신고하시면 바로 정지됩니다. 급하시면 상담원이 등록된 번호로 확인하며 돕습니다. {desk}"
        ),
    };
    Alarm {
        text,
        title: "카드 정지와 이의 접수".into(),
        phones: vec![phone("112", "도난·범죄 신고")],
        steps: steps(&[
            "접수번호와 시각을 적어 두세요.",
            "결제 문자와 내역을 지우지 말고 보관해 주세요.",
            "신고한 때부터, 그리고 신고 전 60일까지의 부정사용은 원칙적으로 카드사가 책임지며 예외가 있습니다(여신전문금융업법 16조, 2026-11-22 기준, 확인: 금융감독원 1332).",
        ]),
    }
}

fn collection(desk: &str) -> Alarm {
    Alarm {
        text: format!(
            "지금 위험하시면 112에 먼저 전화해 주세요. 불법 사금융·추심은 금융감독원 1332 → 3번에서 신고·상담할 수 있고, 채무자대리인(무료) 은 1332→3→6 또는 대한법률구조공단 132→0입니다. 문자·통화·입금 기록을 지우지 말고 모아 주세요. {desk} 저희 회사 이름을 쓴 사람인가요?"
        ),
        title: "위협은 혼자 견디지 않으셔도 됩니다".into(),
        phones: vec![
            phone("112", "지금 위험할 때"),
            phone("1332", "금융감독원 신고·상담(3번)"),
            phone("132", "법률구조공단(0번), 채무자대리인 무료"),
        ],
        steps: steps(&[
            "문자·통화·입금 기록을 지우지 말고 모아 주세요.",
            "멈추게 하려고 돈을 보내거나 새 빚을 내지 마세요.",
            "무효가 될 수 있는 계약 유형이 있으니 신고할 때 함께 물어봐 주세요.",
        ]),
    }
}

fn crisis(another: Option<&str>, someone: bool) -> Alarm {
    let phones = vec![phone("109", "자살예방 상담전화(24시간)"), phone("119", "구급"), phone("112", "경찰")];
    if another.is_some() {
        let desk = if someone {
            "상담원이 곧 이 대화를 이어받습니다."
        } else {
            "이 대화를 상담원이 가장 먼저 보게 했습니다. 지금은 자리에 없으니 전화를 먼저 해 주세요."
        };
        return Alarm {
            text: format!(
                "알려 주셔서 고맙습니다. 그분이 지금 위험하시면 112나 119에 먼저 전화해 주세요. 곁에 계시면 혼자 두지 말아 주세요. 109는 24시간이고, 걱정하는 가족과 친구도 전화할 수 있습니다. {desk} 그분은 지금 어디 계신지 아시나요?"
            ),
            title: "112·119에 먼저 전화해 주세요".into(),
            phones: vec![phone("112", "경찰"), phone("119", "구급"), phone("109", "자살예방 상담전화(24시간)")],
            steps: steps(&["위치와 마지막 연락을 112에 알려 주세요.", "곁에 있으면 혼자 두지 말아 주세요."]),
        };
    }
    let desk = if someone {
        "상담원이 곧 이 대화를 이어받습니다."
    } else {
        "이 대화를 상담원이 가장 먼저 보게 했습니다. 지금은 자리에 없어 시간이 걸릴 수 있으니, 109에 먼저 전화해 주세요."
    };
    Alarm {
        text: format!(
            "말씀해 주셔서 고맙습니다. 지금 많이 버거우셨겠어요. 혼자 견디지 않으셔도 됩니다. 자살예방 상담전화 109는 24시간 전화할 수 있고, 당장 위험하다면 119나 112로 전화해 주세요. 빚 문제는 정리하는 방법이 있고, 저희가 오늘 독촉 연락을 멈추겠습니다. {desk} 지금 안전한 곳에 계신가요?"
        ),
        title: "혼자 견디지 않으셔도 됩니다".into(),
        phones,
        steps: steps(&["지금 109에 전화하거나, 곁에 있는 분에게 함께 있어 달라고 말씀해 주세요."]),
    }
}

pub(in crate::words) fn still_with_you(emergency: Emergency, again: bool) -> String {
    match (emergency, again) {
        (Emergency::SelfHarm, false) => "말씀해 주셔서 고맙습니다. 적어 주신 그대로 상담원에게 전하고 있어요. 혼자 계시지 않아도 돼요. 109는 지금도 전화할 수 있고, 당장 위험하다면 119나 112로 전화해 주세요.",
        (Emergency::SelfHarm, true) => "듣고 있어요. 하나도 빠뜨리지 않고 상담원에게 전할게요. 지금 곁에 있어 줄 분이 있나요? 109는 언제든 전화할 수 있어요.",
        (Emergency::Medical, _) => "119의 안내를 먼저 따라 주세요. 적어 주신 내용은 상담원에게 전했어요.",
        (Emergency::Coercion, _) => "알겠습니다. 상담원에게 그대로 전했어요. 개인 정보는 이 대화에 보여 드리지 않아요.",
        (Emergency::VoicePhishing, _) => "상담원에게 전했어요. 기다리시는 동안 다른 전화로 112에 먼저 신고해 주세요.",
        (
            Emergency::IdentityTheft
            | Emergency::CardUnauthorised
            | Emergency::CardLost
            | Emergency::IllegalCollection
            | Emergency::Threat,
            _,
        ) => "상담원에게 전했어요. 이 대화를 가장 먼저 보게 해 두었어요.",
    }
    .into()
}

pub(in crate::words) fn unknown_charge() -> String {
    "모르는 결제가 있나요?".into()
}

pub(in crate::words) fn no_unknown_charge() -> String {
    "다행이에요. 정지 요청은 그대로 두고, 상담원이 확인 전화를 드려요.".into()
}

pub(in crate::words) fn nothing_given() -> String {
    "아직 아무것도 주지 않으셨다면 다행입니다. 답하지 말고 링크를 누르지 마세요. 저희는 먼저 갚으라고 하거나 앱 설치를 요구하지 않습니다. 더 걱정되시면 1394(24시간)에 물어보시거나 상담원을 불러 주세요.".into()
}

pub(in crate::words) fn not_from_us() -> String {
    "알려 주셔서 고맙습니다. 상담원이 신고와 무료 법률 지원을 함께 안내해 드릴게요. 기록은 지우지 말고 모아 주세요."
        .into()
}

pub(in crate::words) fn suspicious() -> Question {
    Question {
        text: "답하지 말고 링크를 누르지 마세요. 저희는 먼저 갚으라고 하거나 앱 설치를 요구하지 않습니다. 피싱 상담은 1394(24시간)예요. 혹시 돈이나 정보를 주셨나요? 지금 통화 중이신가요?".into(),
        first: "네, 또는 잘 모르겠어요".into(),
        second: "아니요, 아무것도 주지 않았어요".into(),
    }
}

pub(in crate::words) fn ask_danger(emergency: Emergency) -> Question {
    let (text, first, second) = match emergency {
        Emergency::VoicePhishing => return suspicious(),
        Emergency::CardLost => (
            "혹시 카드를 잃어버리셨나요? 그렇다면 로그인 없이 바로 정지를 접수할게요.",
            "네, 잃어버렸어요",
            "아니요, 다른 일이에요",
        ),
        Emergency::CardUnauthorised => (
            "혹시 본인이 쓰지 않은 결제가 있나요? 그렇다면 로그인 없이 바로 카드 정지를 접수할게요.",
            "네, 제가 쓰지 않았어요",
            "아니요, 다른 일이에요",
        ),
        Emergency::IdentityTheft => (
            "혹시 본인이 하지 않은 대출이나 카드가 있나요? 그렇다면 바로 막는 요청을 접수할게요.",
            "네, 제가 하지 않았어요",
            "아니요, 다른 일이에요",
        ),
        Emergency::IllegalCollection => (
            "혹시 위협을 받고 계신가요? 지금 위험하시면 112에 먼저 전화해 주세요.",
            "네, 위협을 받았어요",
            "아니요, 다른 일이에요",
        ),
        Emergency::SelfHarm => (
            "혹시 지금 마음이 많이 힘드신가요? 언제든 109(24시간)에 전화해 이야기하실 수 있고, 위험하다면 119나 112로 전화해 주세요.",
            "네, 많이 힘들어요",
            "괜찮아요, 다른 일이에요",
        ),
        Emergency::Medical | Emergency::Coercion | Emergency::Threat => (
            "혹시 지금 누군가 위험한가요? 그렇다면 119나 112에 먼저 전화해 주세요.",
            "네, 위험해요",
            "아니요, 다른 일이에요",
        ),
    };
    Question { text: text.into(), first: first.into(), second: second.into() }
}
