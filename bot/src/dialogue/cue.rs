//! bot: cues in the customer's words that policy asks for and no model needs to learn.

use nlu::Intent;

use crate::core::Lookup;
use handoff::message::Language;

/// For each cue a function that tells whether it is in a text: Korean ones are looked for without spaces
/// and marks, English ones as they stand.
macro_rules! cues {
    ($($(#[$doc:meta])* $name:ident: [$($korean:literal),* $(,)?], [$($english:literal),* $(,)?];)+) => {$(
        $(#[$doc])*
        pub(super) fn $name(text: &str) -> bool {
            contains(text, &[$($korean),*], &[$($english),*])
        }
    )+};
}

cues! {
    /// Whether the words ask to see or use what belongs to somebody else.
    probes: [
        "다른사람대출", "다른사람카드", "다른사람정보", "남의대출", "남의카드", "남의정보", "다른고객",
        "인증번호대신", "대신인증", "인증번호를대신", "명의빌려", "남의명의로",
    ], [
        "someone else's loan", "someone else's account", "another customer", "somebody else's card",
        "receive the code for me",
    ];
    /// Whether somebody says that they are not grown up.
    says_minor: [
        "미성년자인데", "미성년자예요", "미성년자에요", "저미성년자", "고등학생인데", "고등학생이에요",
        "고등학생입니다", "고등학생임", "고딩인데", "고딩이에요", "중학생인데", "중학생이에요", "중학생입니다", "중딩인데", "고1인데", "고2인데", "고3인데", "고1이에요", "고2이에요", "고3이에요",
        "고1입니다", "고2입니다", "고3입니다", "중1인데", "중2인데", "중3인데", "14살", "15살", "16살", "17살", "18살", "만14세", "만15세", "만16세", "만17세", "만18세", "열네살", "열다섯살", "열여섯살", "열일곱살", "열여덟살", "청소년인데", "청소년이에요",
    ], [
        "i'm a minor", "i am a minor", "i'm 18", "i'm 17", "i'm 16", "i'm 15", "i'm 14", "i am 18", "i am 17", "i am 16", "i am 15",
        "years old and still", "high school student", "i'm in high school", "i am in high school", "still in high school", "middle school student",
    ];
    /// Whether the customer says that the answer was not what they meant.
    denies: [
        "그게아니", "그거아니", "그말이아니", "그말아니", "그거말고", "그게말고", "아니라니까", "아니라고요",
        "말귀", "못알아듣", "못알아들", "엉뚱한", "딴소리", "동문서답", "다른거물어", "질문이랑달라",
    ], [
        "not what i", "that's not it", "thats not it", "that's not what", "wrong answer",
        "you don't understand", "you dont understand", "you're not listening", "not that one",
    ];
    /// Whether the customer speaks of another one of several things that were offered ("다른 계약이요").
    means_another: [
        "다른거", "다른것", "다른계약", "다른대출", "다른카드", "그거말고", "말고다른", "나머지",
    ], [
        "the other one", "other loan", "other card", "other contract", "another one",
    ];
    /// Whether the words ask how something is in general, or what it means.
    asks_in_general: [
        "뭐예요", "뭐에요", "뭔가요", "뭐야", "무엇인가", "무슨뜻", "뜻이", "의미", "차이", "방식", "보통", "일반적",
        "기준이", "어떻게계산", "어떻게하", "어떻게해", "어떻게내", "어떻게바꾸", "어떻게바꿔", "어떻게신청",
        "어떻게받", "어떻게올", "어떻게정", "어떻게시작", "어떡하", "어떡해", "방법", "절차", "계산법", "원래",
        "법정", "최고금리", "뭐죠", "뭔지", "뭐가다르", "뭐가다른", "무엇이다", "하는법", "는법이", "는법도", "하루에몇번", "얼마나걸", "며칠걸", "몇일걸", "이란", "라는게", "어디서해", "어디서하", "어디서신청",
    ], [
        "what is a", "what is the difference", "what are", "what does", "what's a ", "difference", "how does",
        "how do i", "how can i", "how long does", "usually", "in general", "meaning",
    ];
    /// Whether new credit is to be blocked now, not explained.
    wants_it_blocked: [
        "막아주세요", "막아줘", "막아주", "차단해주", "차단해줘", "정지해주", "정지시켜", "지금막", "당장막", "빨리막",
    ], ["block it now", "please block", "block new", "freeze it", "stop new loans"];
    /// Whether somebody says that a proof or a signing-in is done.
    says_proof_is_done: [
        "로그인했", "로그인완료", "로그인마쳤", "인증했", "인증완료", "인증마쳤", "인증하고왔", "본인확인했", "본인확인마쳤", "본인확인완료",
        "인증도했", "본인인증했", "확인마쳤습니다", "로그인하고왔", "로그인되어있", "인증다했", "인증도다했", "인증끝냈", "인증은했", "인증까지했", "인증됐", "인증번호넣었", "인증번호도넣었", "인증함", "로그인함", "연결했어", "연결했습",
    ], ["verified", "logged in", "signed in now", "i signed in", "signed in", "done verifying", "done the code", "entered the code"];
    /// Whether it did not work.
    fails: ["안돼", "안되", "안됨", "안와", "안옴", "오류", "에러", "실패", "못하", "못받", "못들어", "막혔", "튕"], [
        "error", "fail", "can't", "cannot", "won't", "doesn't work", "not work", "locked out", "no code",
    ];
    /// Whether something is to be seen, not done.
    wants_to_see: ["보여", "볼게", "볼래", "보고싶", "알려", "확인", "조회", "다시"], ["show", "see", "again", "tell me", "what is", "what's", "how much"];
    /// Whether somebody says that nothing has come, and that they only ask.
    only_wonders: ["받은건없", "받은적은없", "받은적없", "온건없", "연락온건아니", "그냥궁금", "미리알아두", "혹시나해서", "예방차원"], ["just curious", "just wondering", "nothing has come", "haven't received any"];
    /// Whether a person is to take over from the bot.
    calls_for_person: [
        "사람바꿔", "사람바까", "사람으로바꿔", "사람으로바까", "사람불러", "사람좀불러", "직원바꿔", "직원바까", "직원불러", "상담원바꿔", "상담원바까", "상담원으로바꿔", "사람좀바꿔",
        "사람좀바까", "사람연결", "사람좀연결", "직원연결", "직원좀연결", "담당자바꿔", "담당자연결", "상담원좀바꿔", "상담원좀연결",
    ], ["get me a human", "get me a person", "put me through to"];
    /// Whether the customer's own is meant, after somebody else's was asked for.
    means_ones_own: ["제꺼", "제것", "제거는", "내꺼", "내것", "내거는", "저는요", "제건"], ["what about mine", "and mine", "mine then"];
    /// Whether somebody does not know, or cannot rule it out.
    is_not_sure: ["모르겠", "잘몰라", "글쎄", "같기도", "기억이안", "정신이없", "헷갈"], ["not sure", "don't know", "maybe", "can't remember"];
    /// Whether something is to be done, not explained.
    wants_it_done: [
        "해주세요", "해줘", "해주실", "해주시", "해줄", "주세요", "주십", "줘요", "할게요", "할께요", "할래", "하겠습니다",
        "하고싶", "하고파", "하려고", "하려구", "할려고", "할라고", "부탁", "원합니다", "원해요", "신청이요", "신청합니다",
        "신청좀", "취소요", "취소합니다", "철회합니다", "없던걸로", "없었던일로", "필요해", "필요합니다", "바꿔", "떼줘", "떼주",
        "돌려줘", "돌려주", "해라", "하자", "할겁니다", "할거예요", "진행해", "요청합니다", "요구합니다", "행사",
    ], [
        "please", "i want", "i'd like", "i would like", "i need", "can you", "could you", "let me", "sign me up",
        "i'm requesting", "i request", "i hereby", "cancel my", "cancel the", "change my", "go ahead",
    ];
    /// Whether the words ask about terms and limits of something, not for the thing itself.
    asks_about_rules: [
        "몇번까지", "몇회", "며칠안에", "밤에도", "법적", "수수료", "비용이", "비용은", "무슨서류", "서류가", "서류는",
        "준비물", "불이익", "조건이", "조건은", "자격이", "자격은", "대상이", "대상은", "불리", "언제까지신청", "기한이",
        "소멸시효", "효력",
    ], [
        "how many times", "is it legal", "at night", "is there a fee", "which papers", "what papers", "am i eligible",
        "statute of limitations", "deadline",
    ];
    /// Whether the account that is debited is meant.
    names_account: ["계좌", "통장", "출금은행", "은행을"], ["account", "bank"];
    /// Whether the phone number is meant.
    names_phone: [
        "전화번호", "휴대폰", "휴대전화", "핸드폰", "폰번호", "번호바", "번호가바", "번호를바", "연락처", "번호변경",
    ], ["phone", "mobile", "cell number", "my number"];
    /// Whether help was tried and did not help.
    says_it_did_not_help: [
        "그래도안", "해봤는데", "해봐도", "다해봤", "했는데도", "여전히", "계속안", "똑같이안", "시키는대로했",
    ], ["still doesn't", "still not", "still can't", "still fail", "already tried", "tried that", "didn't help"];
    /// Whether the question is about fees and the order of paying, not about one's own sum.
    asks_about_fees: [
        "수수료", "일부만", "일부상환", "부분상환", "일부먼저", "무엇부터", "뭐부터", "순서",
    ], ["fee", "penalty", "part of it", "partial"];
    /// Whether a card is to be replaced, not added.
    speaks_of_replacement: ["재발급", "다시발급", "갱신", "교체", "훼손", "깨졌", "부러"], ["reissue", "replace", "renew", "broken"];
    /// Whether a limit is to be lowered.
    wants_less: ["줄이", "줄여", "낮추", "낮춰", "내려", "축소", "하향"], ["lower", "reduce", "decrease"];
    /// Whether a complaint is meant to be put on record.
    files_complaint: ["민원", "신고할", "신고하겠", "접수할", "접수해", "기록", "금감원"], ["file a complaint", "formal complaint", "complaint about", "on record", "report you"];
    /// Whether the customer says it once more, and that it is once more.
    insists: ["라니까", "라고요", "라구요", "다니까", "몇번을", "아까도", "다시말하"], ["i told you", "i already said", "i said", "how many times"];
    /// Whether the words sound hopeless without being a sign of danger.
    sounds_hopeless: [
        "막막", "희망이없", "희망이안보", "살기힘들", "살기가힘들", "버티기힘들", "버틸수가없", "잠이안와",
        "잠을못자", "가족에게미안", "가족들한테미안", "가족한테미안", "다포기", "너무힘들", "무너질것",
    ], [
        "hopeless", "no hope", "can't sleep", "can't go on like this", "overwhelmed", "at my wits' end",
        "so desperate",
    ];
    /// Words of anger that say it all.
    strong_words: [
        "씨발", "시발", "ㅅㅂ", "ㅆㅂ", "개같", "좆", "빡치", "빡쳐", "열받", "미치겠", "환장", "어이가없",
        "어이없", "짜증나", "짜증납", "장난하", "장난치", "답답해죽", "속터",
    ], [
        "fuck", "bullshit", "wtf", "ridiculous", "fed up", "sick of this", "are you kidding", "unbelievable",
        "what a joke",
    ];
    /// Whether somebody minds what it costs.
    asks_the_price: [
        "비용", "수수료", "총이자", "이자총", "싸게", "저렴", "아끼", "손해", "부담", "몇퍼센트", "몇프로",
    ], ["cost", "fee", "cheap", "how much interest", "total interest", "save money"];
    /// Whether a sentence names a price.
    tells_a_price: ["원이", "원을", "비용", "수수료", "이자", "퍼센트", "%"], ["won", "fee", "cost", "interest", "%"];
    /// Whether somebody wants criteria and sources.
    asks_the_basis: [
        "근거", "출처", "무슨법", "어느법", "법조항", "조항", "정확히", "정확한기준", "원문", "왜그런", "자세한기준",
    ], ["source", "basis", "which law", "legal ground", "exactly", "evidence"];
    /// Whether somebody wants to know what others found.
    asks_about_others: ["다른사람들", "다른분들", "남들", "다들", "보통사람"], ["other people", "others", "everyone else", "most people"];
    /// Whether somebody has little time.
    is_in_a_hurry: ["짧게", "간단히", "간단하게", "빨리", "바쁘", "바빠", "요점만", "결론만", "한마디로", "다음단계만"], ["in short", "quickly", "briefly", "busy", "just the next step", "bottom line"];
    /// Whether the customer asks how much.
    asks_for_amount: [
        "얼마", "금액", "몇만원", "몇원",
    ], [
        "how much", "amount",
    ];
    /// Whether the customer wants to borrow more.
    wants_more_debt: [
        "더빌릴", "더빌려", "돈빌릴", "돈빌려", "돈을빌릴", "돈을빌려", "추가대출", "추가로대출", "대출더",
        "대출을더", "대출하나더", "또대출", "더대출", "현금서비스받",
    ], [
        "borrow more", "more money", "another loan", "second loan", "additional loan", "borrow again",
        "cash advance",
    ];
    /// Whether a stop is to be undone, which only a person may do.
    undoes: [
        "찾았", "찾아서", "풀어", "해제", "다시쓰", "다시사용", "정지취소",
    ], [
        "found my card", "found it", "found the card", "unblock", "unfreeze", "reactivate", "lift the stop",
    ];
    /// Whether the customer asks how long it still takes until a person comes.
    asks_how_long: [
        "몇번째", "얼마나기다", "언제연결", "언제오시", "언제와요", "아직인가요", "아직멀었", "대기몇",
        "상담원언제", "왜이렇게오래",
    ], [
        "how long", "how much longer", "my position", "still waiting", "when will",
    ];
    /// Whether the customer asks when a call that was promised will come.
    recalls_promise: [
        "전화준다", "전화온다", "전화한다", "연락준다", "연락온다", "연락한다", "전화주신다", "연락주신다",
        "전화드린다", "연락드린다", "해준다더니", "약속했", "전화준댔", "전화온댔", "전화주기로", "전화하기로", "연락주기로",
        "연락하기로", "회신준다", "회신주기로", "전화해준다", "연락해준다", "전화해주신다", "연락해주신다", "전화받기로했",
        "전화가온다", "전화가올거", "다시연락준",
    ], [
        "promised", "said you would call", "said you'd call", "were going to call", "was going to call", "never called",
        "supposed to call", "waiting for your call", "waiting for a call back",
    ];
    /// Whether the code did not come.
    misses_code: [
        "안와", "안왔", "안옴", "못받", "다시보내", "재전송", "다시전송", "만료", "다시받",
    ], [
        "didn't get", "did not get", "haven't received", "not received", "resend", "send it again", "expired",
        "no code",
    ];
    /// Whether it is a sub-reply of small talk: thanks, or goodbye.
    thanks: [
        "감사", "감쟈", "고마", "고맙", "ㄱㅅ", "땡큐", "쌩유", "덕분",
    ], [
        "thank", "thx", "appreciate",
    ];
    /// Whether it is a goodbye.
    bye: [
        "수고", "안녕히", "잘있", "들어가세요", "바이",
    ], [
        "bye", "see you",
    ];
}

/// Whether something else is named in the place of what was shown ("그거 말고 카드 배송이요").
pub(super) fn names_instead(text: &str) -> bool {
    let letters = nlu::letters(text);
    letters.split_once("말고").is_some_and(|(_, instead)| {
        instead.chars().count() >= 4
            && !["다른거", "다른것", "다른계약", "다른대출", "다른카드", "나머지"]
                .iter()
                .any(|other| instead.starts_with(other))
    })
}

/// What is to be stopped right now, where that is asked for: cards, new credit, or all there is. Undoing and
/// asking how are something else, and so are advertising and calls.
pub(super) fn stop_wanted(text: &str) -> Option<Stop> {
    const WANTS: &[&str] = &[
        "막아주",
        "막아줘",
        "막아달",
        "막아라",
        "막아놔",
        "막아놓",
        "막아둬",
        "막아야",
        "차단해주",
        "차단해줘",
        "차단부탁",
        "정지해주",
        "정지해줘",
        "정지시켜",
        "정지부탁",
        "정지요",
        "중지해주",
        "중지시켜",
        "동결해",
        "묶어주",
        "묶어줘",
        "못나가게해",
        "못쓰게해",
    ];
    const WANTS_EN: &[&str] = &["freeze", "block", "stop all", "lock"];
    const OTHER: &[&str] = &[
        "광고",
        "문자",
        "전화",
        "연락",
        "추심",
        "독촉",
        "마케팅",
        "앱",
        "로그인",
        "해외",
        "한도",
        "자동이체",
        "풀어",
        "해제",
        "찾았",
        "어떻게",
        "방법",
        "정지해주신",
        "정지해주셨",
        "정지해주셔",
        "왜",
        "리볼빙",
        "포인트",
        "구독",
        "할부",
        "미리",
    ];
    const OTHER_EN: &[&str] = &[
        "how do",
        "how can",
        "unblock",
        "unfreeze",
        "calls",
        "marketing",
        "ads",
        "why",
        "text me",
        "blocked",
        "unlock",
        "in advance",
    ];
    let letters = nlu::letters(text);
    let lower = text.to_lowercase();
    let has = |korean: &[&str], english: &[&str]| {
        korean.iter().any(|cue| letters.contains(cue)) || english.iter().any(|cue| lower.contains(cue))
    };
    if !has(WANTS, WANTS_EN) || has(OTHER, OTHER_EN) || asks_for_another(text) {
        return None;
    }
    let cards = has(&["카드"], &["card"]);
    let credit = has(&["대출", "명의", "이름으로", "신규", "여신"], &["loan", "credit", "my name"]);
    let all = has(
        &["전부", "모두", "전체거래", "모든거래", "싹다", "다막", "다정지", "거래를"],
        &["everything", "all my", "all of it"],
    );
    match (cards, credit, all) {
        (true, true, _) | (false, false, true) => Some(Stop::Everything),
        (_, true, _) => Some(Stop::Credit),
        (true, ..) => Some(Stop::Cards),
        (false, false, false) => None,
    }
}

/// What can be stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    Cards,
    Credit,
    Everything,
}

/// Whether the words are about somebody else ("엄마가", "my husband").
pub(super) fn speaks_of_another(text: &str) -> bool {
    const KOREAN: &[&str] = &[
        "엄마",
        "어머니",
        "어머님",
        "아빠",
        "아버지",
        "아버님",
        "부모님",
        "남편",
        "아내",
        "와이프",
        "집사람",
        "신랑",
        "할머니",
        "할아버지",
        "친구",
        "동생",
        "오빠",
        "누나",
        "언니",
        "아들",
        "딸이",
        "딸의",
        "딸 ",
        "장모",
        "장인",
        "시어머니",
        "시아버지",
        "이모",
        "고모",
        "삼촌",
        "조카",
        "지인",
        "동료",
        "남자친구",
        "여자친구",
        "남친",
        "여친",
        "형이",
        "형의",
        "형 카드",
        "형 대출",
    ];
    const ENGLISH: &[&str] = &[
        "mother",
        "mom",
        "mum",
        "father",
        "dad",
        "parents",
        "husband",
        "wife",
        "grandmother",
        "grandma",
        "grandfather",
        "grandpa",
        "friend",
        "brother",
        "sister",
        "son",
        "daughter",
        "uncle",
        "aunt",
        "boyfriend",
        "girlfriend",
        "partner",
        "coworker",
        "colleague",
    ];
    let lower = text.to_lowercase();
    KOREAN.iter().any(|word| begins_a_word(&lower, word)) || has_word(&lower, ENGLISH)
}

/// Which case of relief the words name: one that was filed elsewhere, or a request to us.
pub(super) fn relief_case(text: &str) -> Option<Lookup> {
    let compact = nlu::letters(text);
    let elsewhere = ["신복위", "신용회복", "회생", "파산", "워크아웃", "법원"].iter().any(|cue| compact.contains(cue))
        || any_of(text, &["ccrs", "credit counseling", "court", "workout", "rehabilitation"]);
    let ours =
        ["유예", "나눠내", "분할", "만기연장", "미뤄", "미루", "상환조정"].iter().any(|cue| compact.contains(cue))
            || any_of(text, &["postpone", "hardship", "relief", "split", "extension"]);
    match (elsewhere, ours) {
        (true, _) => Some(Lookup::DebtAdjustmentCase),
        (false, true) => Some(Lookup::HardshipCase),
        (false, false) => None,
    }
}

/// Whether the words ask for something that is somebody else's ("남편 카드 한도 올려주세요"), not merely
/// mention them ("엄마한테 보내려다").
pub(super) fn asks_for_another(text: &str) -> bool {
    const RELATIONS: &[&str] = &[
        "엄마",
        "어머니",
        "아빠",
        "아버지",
        "부모님",
        "남편",
        "아내",
        "와이프",
        "집사람",
        "할머니",
        "할아버지",
        "친구",
        "동생",
        "오빠",
        "누나",
        "언니",
        "아들",
        "딸",
        "장모님",
        "장인어른",
        "이모",
        "고모",
        "삼촌",
    ];
    const THEIRS: &[&str] = &[
        "카드",
        "대출",
        "한도",
        "연체",
        "계좌",
        "신용",
        "납부",
        "결제일",
        "증명서",
        "청구",
        "명의",
        "번호",
        "주소",
        "정보",
        "빚",
    ];
    const BETWEEN: &[&str] = &["님의", "님", "의", "이", "가", "께서", ""];
    let korean = RELATIONS.iter().any(|relation| {
        text.match_indices(relation).any(|(at, _)| {
            let after = text[at + relation.len()..].trim_start();
            begins_a_word(text, relation)
                && BETWEEN.iter().filter_map(|between| after.strip_prefix(between)).any(|rest| {
                    let rest = rest.trim_start();
                    THEIRS.iter().any(|theirs| rest.starts_with(theirs))
                })
        })
    });
    let lower = text.to_lowercase().replace('’', "'");
    korean
        || [
            "mother's",
            "mom's",
            "father's",
            "dad's",
            "husband's",
            "wife's",
            "friend's",
            "son's",
            "daughter's",
            "brother's",
            "sister's",
        ]
        .iter()
        .any(|theirs| lower.contains(theirs))
}

/// Whom the words speak of, as one speaks of them to somebody who is close to them.
pub(super) fn relation(text: &str, language: Language) -> &'static str {
    const KOREAN: &[(&str, &str)] = &[
        ("시어머니", "시어머님"),
        ("시아버지", "시아버님"),
        ("장모", "장모님"),
        ("장인", "장인어른"),
        ("엄마", "어머님"),
        ("어머니", "어머님"),
        ("어머님", "어머님"),
        ("아빠", "아버님"),
        ("아버지", "아버님"),
        ("아버님", "아버님"),
        ("부모님", "부모님"),
        ("남편", "남편분"),
        ("신랑", "남편분"),
        ("아내", "아내분"),
        ("와이프", "아내분"),
        ("집사람", "아내분"),
        ("할머니", "할머님"),
        ("할아버지", "할아버님"),
        ("동생", "동생분"),
        ("친구", "친구분"),
        ("아들", "아드님"),
        ("딸", "따님"),
        ("이모", "이모님"),
        ("고모", "고모님"),
        ("삼촌", "삼촌분"),
    ];
    const ENGLISH: &[(&str, &str)] = &[
        ("mother", "your mother"),
        ("mom", "your mother"),
        ("mum", "your mother"),
        ("father", "your father"),
        ("dad", "your father"),
        ("parents", "your parents"),
        ("husband", "your husband"),
        ("wife", "your wife"),
        ("grandmother", "your grandmother"),
        ("grandma", "your grandmother"),
        ("grandfather", "your grandfather"),
        ("grandpa", "your grandfather"),
        ("brother", "your brother"),
        ("sister", "your sister"),
        ("friend", "your friend"),
        ("son", "your son"),
        ("daughter", "your daughter"),
    ];
    let lower = text.to_lowercase();
    let korean = || KOREAN.iter().find(|(word, _)| begins_a_word(&lower, word)).map(|(_, who)| *who);
    let english = || ENGLISH.iter().find(|(word, _)| has_word(&lower, &[word])).map(|(_, who)| *who);
    match language {
        Language::Ko => korean().unwrap_or("그분"),
        Language::En => english().unwrap_or("the person concerned"),
    }
}

/// Whether somebody says that they are old enough to be offered a person first.
pub(super) fn says_old(text: &str) -> bool {
    let compact = nlu::letters(text).replace("세대", "");
    let ages = [
        "예순다섯",
        "칠순",
        "일흔",
        "여든",
        "아흔",
        "칠십",
        "팔십",
        "구십",
        "65세",
        "70대",
        "80대",
        "90대",
        "70세",
        "75세",
        "80세",
    ];
    let age = ages.iter().any(|cue| compact.contains(cue))
        && ["살", "세", "나이", "넘", "인데", "이라", "먹", "노인", "대라", "대인", "대예", "대입", "순"]
            .iter()
            .any(|cue| compact.contains(cue));
    age || ["나이가많아", "늙어서", "노인이라", "노인네라", "눈이어두워"].iter().any(|cue| compact.contains(cue))
        || any_of(
            text,
            &["i'm elderly", "i am elderly", "i'm a senior", "i am a senior", "years old and", "too old for"],
        )
}

/// Whether it is a greeting.
pub(super) fn greets(text: &str) -> bool {
    let compact = nlu::letters(text);
    ["안녕", "하이", "헬로", "반가", "반갑", "처음뵙", "계세요", "계신가요", "여보세요", "ㅎㅇ"]
        .iter()
        .any(|cue| compact.contains(cue))
        || has_word(&text.to_lowercase(), &["hello", "hi", "hey", "greetings", "morning", "afternoon", "evening"])
}

/// Whether the customer does not want to wait for a person any longer.
pub(super) fn gives_up_waiting(text: &str) -> bool {
    let compact = nlu::letters(text);
    [
        "대기취소",
        "연결취소",
        "상담취소",
        "상담원취소",
        "그냥취소",
        "안기다릴",
        "그만기다릴",
        "기다리기싫",
        "취소할게",
        "취소해줘",
        "취소해주세요",
        "봇이랑할게",
        "챗봇으로할게",
    ]
    .iter()
    .any(|cue| compact == *cue || (cue.chars().count() > 3 && compact.contains(cue) && compact.chars().count() < 20))
        || any_of(
            text,
            &[
                "stop waiting",
                "don't want to wait",
                "cancel the wait",
                "cancel waiting",
                "leave the queue",
                "cancel the request",
            ],
        )
}

/// Whether a call that is booked is not wanted any more.
pub(super) fn takes_back_call(text: &str) -> bool {
    let compact = nlu::letters(text);
    let call = ["전화", "통화", "콜백", "연락", "상담예약", "예약한상담", "예약한시간"];
    let no = ["취소", "안받을", "안받아", "필요없", "하지마", "안주셔도", "안해도", "안하셔도", "주지마", "안와도"];
    let short = compact.chars().count() < 30;
    let any = |cues: &[&str]| cues.iter().any(|cue| compact.contains(cue));
    short && (any(&call) && any(&no) || any(&["예약취소"]))
        || any_of(
            text,
            &[
                "cancel my call",
                "cancel the call",
                "cancel my booking",
                "cancel the booking",
                "cancel my appointment",
                "cancel the appointment",
                "don't call me",
                "do not call me",
                "no need to call",
                "don't need the call",
            ],
        )
}

/// Whether the customer, writing Korean, asks to be spoken to in English.
pub(super) fn asks_for_english(text: &str) -> bool {
    let compact = nlu::letters(text);
    let wish = [
        "해줘",
        "해주",
        "말해",
        "말씀",
        "얘기",
        "이야기",
        "상담",
        "부탁",
        "답",
        "바꿔",
        "바꾸",
        "설명",
        "대화",
        "할수",
        "가능",
        "되나",
        "돼",
    ];
    compact.contains("영어로")
        && wish.iter().any(|wish| compact.contains(wish))
        && !["어떻게", "뭐라", "무슨", "뜻"].iter().any(|other| compact.contains(other))
}

/// Whether the customer asks for Korean in English.
pub(super) fn asks_for_korean(text: &str) -> bool {
    any_of(text, &["in korean", "korean please", "speak korean", "to korean"])
}

/// Whether a short message begins with a clear yes or no, and takes nothing of it back.
pub(super) fn says_yes_or_no(text: &str) -> Option<bool> {
    const YES: &[&str] =
        &["네", "예", "응", "넵", "넹", "그래", "그래요", "좋아요", "맞아요", "ok", "okay", "yes", "yeah", "sure"];
    const NO: &[&str] = &["아니", "아니요", "아뇨", "아니오", "아녀", "없어요", "no", "nope", "nah"];
    const BUT: &[&str] = &["근데", "그런데", "하지만", "말고", "그게아니", "그거아니", "혹시", "but", "except"];
    let words: Vec<String> = text
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let first = words.first()?.as_str();
    if words.len() > 6 || asks(text) || BUT.iter().any(|but| nlu::letters(text).contains(but)) {
        return None;
    }
    match (YES.contains(&first), NO.contains(&first)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// How many of the words are in a text by which a neighbour is told from the other: the domain's own cues,
/// asked only for those that are in question.
pub(super) fn tells_times(intent: Intent, text: &str) -> usize {
    let cues: &[&str] = match intent {
        Intent::ApplicationStatus => &["심사", "어디까지", "승인"],
        Intent::RateReductionRequest => &["신청할", "신청하겠", "신청하고싶", "신청은어떻게", "새로신청"],
        Intent::RateReductionStatus => &["신청한", "신청했", "결과", "답이없", "답이안"],
        Intent::InterestRateInquiry => &["몇퍼센트", "몇프로", "지금금리", "현재금리", "지금몇", "적용되"],
        Intent::LoanEligibility => &["될까", "가능"],
        Intent::RejectionReason => &["왜안", "왜거절", "왜부결", "거절이유", "거절사유", "거절된", "거절됐"],
        Intent::CreditEvalExplanation => &["설명요구", "이의", "재평가", "다시평가", "기준공개"],
        Intent::EarlyRepayment => &["다갚으면", "미리갚", "중도상환"],
        Intent::LoanCancelWithdraw => &["취소", "철회", "없던걸로"],
        Intent::DocumentStatus => &["서류"],
        Intent::PaymentSettingsChange => &["매달", "매월", "앞으로", "계속"],
        Intent::HardshipRequest => &["이번달만", "이번만", "한번만미", "이번한번", "여기에요청", "회사에요청"],
        Intent::AutodebitResult => &["빠져나갔", "출금됐", "출금된", "나갔는지"],
        Intent::PaymentError => &["오류", "에러", "자꾸실패", "안눌"],
        Intent::DebtAdjustmentInfo => &["제도", "워크아웃", "회생", "파산"],
        Intent::CreditInfoCorrection => &["틀려", "틀렸", "고쳐", "고치", "정정", "잘못나와", "잘못돼"],
        Intent::CreditInfoAccess => &["보고싶", "보려고", "열람", "누가조회", "누가봤"],
        Intent::IdentityTheftReport => &["내가안", "제가안", "내가한게아니", "제가한게아니", "도용"],
        Intent::MistakenTransfer => &["실수", "잘못보", "잘못눌", "착각"],
        Intent::VoicePhishingEmergency => &["속아", "속았", "속은", "사기", "피싱"],
        Intent::CardUnauthorizedUse => &["모르는", "안쓴", "안썼", "쓴적이없", "간적이없"],
        Intent::CardPaymentDispute => &["환불", "취소가안", "폐업", "제가산", "제가쓴"],
        Intent::IllegalCollectionThreat => &["협박", "위협"],
        Intent::CollectionContactLimit => &["연락만줄", "연락을줄", "줄이고싶", "줄여"],
        Intent::RepaymentSchedule => {
            &["납부일좀알", "납부일을알", "납부일알", "납부일이언제", "납부일언제", "언제내", "언제빠"]
        }
        Intent::RepaymentMake => &["가상계좌", "지금낼", "납부할게", "바로낼", "납부하고싶"],
        Intent::CardDeliveryStatus => &["배송", "택배", "도착"],
        Intent::CardServicesInfo => &["연회비", "포인트", "리볼빙", "해외이용"],
        _ => return 0,
    };
    let compact = nlu::letters(text);
    cues.iter().filter(|cue| compact.contains(**cue)).count()
}

/// Whether a neighbour is told by its cues.
pub(super) fn tells(intent: Intent, text: &str) -> bool {
    tells_times(intent, text) > 0
}

/// Whether the words are a question.
pub(super) fn asks(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?');
    end.ends_with(['?', '까'])
        || ["나요", "까요", "가요", "는지요", "되요", "돼요"].iter().any(|ending| end.ends_with(ending))
}

/// Whether one message asks for two things: something joins them, and more than one word asks.
pub(super) fn asks_for_two(text: &str) -> bool {
    const JOINTS: &[&str] = &["고 ", "고요 ", "그리고", "하고 ", "또 ", "근데", ", ", "? ", " and ", " also ", "; "];
    const KOREAN: &[&str] = &[
        "왜",
        "언제",
        "얼마",
        "어디",
        "어떻게",
        "뭐",
        "무엇",
        "몇",
        "나요",
        "까요",
        "되나",
        "됐나",
        "인가요",
        "을까",
        "알려",
    ];
    const ENGLISH: &[&str] = &["when", "where", "how", "what", "why", "which", "can", "is", "does", "do"];
    let lower = text.to_lowercase();
    let asking = KOREAN.iter().map(|word| lower.matches(word).count()).sum::<usize>()
        + lower.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| ENGLISH.contains(word)).count();
    asking >= 2 && JOINTS.iter().any(|joint| lower.contains(joint))
}

/// Whether a code, and nothing else, was typed.
pub(super) fn is_code(text: &str) -> bool {
    let digits: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    digits.len() == usize::from(crate::flow::verify::CODE_DIGITS) && digits.chars().all(|c| c.is_ascii_digit())
}

fn contains(text: &str, korean: &[&str], english: &[&str]) -> bool {
    let compact = nlu::letters(text);
    korean.iter().any(|cue| compact.contains(cue)) || any_of(text, english)
}

fn any_of(text: &str, cues: &[&str]) -> bool {
    let lower = text.to_lowercase().replace('’', "'");
    cues.iter().any(|cue| lower.contains(cue))
}

/// Whether a Korean word begins where a word may begin: "까지인가요" speaks of no 지인.
fn begins_a_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at]
            .trim_end_matches("우리")
            .trim_end_matches("저희")
            .trim_end_matches(['제', '내', '울', '친', '시', '외']);
        !before.ends_with(|c| matches!(c, '가'..='힣'))
    })
}

fn has_word(lower: &str, words: &[&str]) -> bool {
    lower
        .replace('’', "'")
        .split(|c: char| !(c.is_ascii_alphabetic() || c == '\''))
        .any(|word| words.contains(&word) || word.strip_suffix("'s").is_some_and(|word| words.contains(&word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cue: fn(&str) -> bool, yes: &[&str], no: &[&str]) {
        for text in yes {
            assert!(cue(text), "{text}");
        }
        for text in no {
            assert!(!cue(text), "{text}");
        }
    }

    #[test]
    fn cues_are_found_and_their_neighbours_are_not() {
        check(
            speaks_of_another,
            &["엄마가 당하신 것 같아요", "남편 카드값 얼마예요", "my mother sent money", "My husband's loan"],
            &["카드 언제 와요", "답변 기한은 언제까지인가요", "someone sent me a text", "my loan", "reasons"],
        );
        check(
            asks_for_another,
            &["남편 카드 한도 올려주세요", "엄마의 대출 증명서 떼주세요", "raise my husband's limit"],
            &["엄마한테 보내려다 잘못 보냈어요", "딸이 알려줘서 신청해요", "change my due date"],
        );
        check(
            wants_it_done,
            &["금리인하요구권 신청할게요", "대출 신청한 거 취소해 주세요", "I'd like to request a lower rate."],
            &["승진했는데 금리 내려달라고 할 수 있나요?", "대출받은 지 일주일인데 철회되나요?"],
        );
        for (text, want) in [
            ("네 보내주세요", Some(true)),
            ("아니요 아무것도 안 줬어요", Some(false)),
            ("네 근데 한도는요", None),
            ("아니 그거 말고요", None),
            ("네?", None),
            ("카드 언제 와요", None),
        ] {
            assert_eq!(says_yes_or_no(text), want, "{text}");
        }
        check(insists, &["그게 아니라니까요"], &["그게 아니에요"]);
        check(
            probes,
            &["다른 사람 대출 조회해 주세요", "인증번호 대신 받아줘"],
            &["인증번호가 안 와요", "다른 대출도 볼래요"],
        );
        check(
            says_old,
            &["제가 칠십이 넘어서요", "나이가 많아서 잘 몰라요", "70대라 어려워요"],
            &["신용점수 700점", "70만원 내야 하나요", "80세대 아파트 말고요 대출"],
        );
        check(
            says_minor,
            &["저 고등학생인데 빚이 있어요", "I'm 17 and I owe money"],
            &["미성년자도 카드 만들 수 있나요", "고등학교 졸업했어요"],
        );
        check(
            denies,
            &["그게 아니라니까요", "그거 말고요", "that's not what I asked"],
            &["취소하겠다는 말이에요", "아니 왜 늦어요"],
        );
        check(
            wants_more_debt,
            &["돈 더 빌릴 수 있나요", "추가 대출 되나요", "Can I borrow more money?"],
            &["대출 심사 어디까지", "돈 더 낼 수 있어요", "빌린 돈이 얼마죠"],
        );
        check(
            undoes,
            &["분실한 카드 찾았어요 풀어주세요", "I found my card, unblock it"],
            &["카드 잃어버렸어요", "정지해 주세요"],
        );
        check(
            gives_up_waiting,
            &["대기 취소할게요", "취소해 주세요", "I don't want to wait"],
            &["대출 취소하려고 기다리는 거예요 서류도 냈고 다 했어요", "네"],
        );
        check(
            takes_back_call,
            &[
                "예약한 전화 취소해 주세요",
                "콜백 안 받을게요",
                "상담 예약 취소",
                "cancel my call-back",
                "Please cancel the call",
            ],
            &["카드 결제 취소해 주세요", "전화 언제 와요", "대출 취소할게요", "when will you call me?"],
        );
        check(
            asks_for_two,
            &["점수 왜 떨어졌고 대출은 되나요", "when is it due and where is my card"],
            &["카드 언제 와요"],
        );
        check(
            asks_for_english,
            &["영어로 해주세요", "영어로 상담 가능해요?"],
            &["영문으로 된 것도 발급돼요?", "영어로 '잔고 부족' 어떻게 말해"],
        );
        check(
            recalls_promise,
            &["전화 온다더니 안 와요", "어제 연락 주기로 하셨잖아요", "you said you'd call"],
            &["전화해 주세요"],
        );
    }

    #[test]
    fn what_to_stop_and_small_signs_are_told_apart() {
        for (text, want) in [
            ("끊었어요. 제 이름으로 대출 더 못나가게 막아주세요", Some(Stop::Credit)),
            ("혹시 모르니 제 대출이랑 카드 전부 막아주세요", Some(Stop::Everything)),
            ("카드 정지해 주세요", Some(Stop::Cards)),
            ("please freeze everything you have for me", Some(Stop::Everything)),
            ("광고 문자 좀 막아주세요", None),
            ("카드 정지 풀어주세요", None),
            ("안심차단 어떻게 신청해요", None),
            ("카드가 왜 정지됐나요", None),
        ] {
            assert_eq!(stop_wanted(text), want, "{text}");
        }
        check(
            calls_for_person,
            &["사람 바까주이소", "직원 좀 연결해줘요"],
            &["사람은 언제 연락와요", "사람이 다시 봐주는 거 맞죠"],
        );
        check(fails, &["인증했는데 안 돼요"], &["인증했어요"]);
        check(is_code, &["482913", "482 913"], &["48291", "1234567", "코드 482913"]);
        check(misses_code, &["인증번호가 안 와요", "resend please"], &["인증번호는 뭐예요"]);
        check(thanks, &["덕분에 해결됐어요 감사합니다", "Thanks, bye!"], &["안녕하세요"]);
    }
}
