//! faq: one name for the many words customers use for the same thing.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use crate::Language;

/// The names of what a normalised text speaks of, each once.
pub(crate) fn of(normal: &str, language: Language) -> impl Iterator<Item = &'static str> {
    let (text, table) = match language {
        Language::Ko => (normal.replace(' ', ""), &*KOREAN_BY_FIRST),
        Language::En => (format!(" {normal} "), &*ENGLISH_BY_FIRST),
    };
    let mut found = BTreeSet::new();
    for (at, character) in text.char_indices() {
        // All English ways begin with a space, so their letter after it tells them apart.
        let first = if language == Language::En { text[at..].chars().nth(1).unwrap_or(character) } else { character };
        let ways = table.get(&first).map_or(&[][..], Vec::as_slice);
        found.extend(ways.iter().filter(|(way, _)| text[at..].starts_with(way)).map(|(_, name)| *name));
    }
    found.into_iter()
}

/// Ways to say something and what it is, by the letter that tells them apart.
type ByFirst = HashMap<char, Vec<(&'static str, &'static str)>>;

static KOREAN_BY_FIRST: LazyLock<ByFirst> = LazyLock::new(|| by_first(KOREAN));
static ENGLISH_BY_FIRST: LazyLock<ByFirst> = LazyLock::new(|| by_first(ENGLISH));

fn by_first(table: &[(&'static str, &[&'static str])]) -> ByFirst {
    let mut ways = ByFirst::new();
    for (name, words) in table {
        for word in *words {
            if let Some(first) = word.trim_start().chars().next() {
                ways.entry(first).or_default().push((word, name));
            }
        }
    }
    ways
}

/// A name and the ways to say it; matched in text without spaces.
const KOREAN: &[(&str, &[&str])] = &[
    ("repay", &["갚", "상환", "변제"]),
    ("prepay", &["중도상환", "조기상환", "미리갚", "먼저갚", "일찍갚", "한꺼번에갚"]),
    ("part", &["일부", "부분", "나눠", "분할"]),
    ("overdue", &["연체", "밀린", "밀려", "밀리", "밀렸", "못냈", "못갚", "늦게", "늦어", "늦었", "체납"]),
    ("rate", &["금리", "이자율", "이율", "이자", "퍼센트"]),
    ("lower", &["낮춰", "낮추", "깎아", "깎을", "내려달", "내려주", "인하", "줄여", "감면"]),
    ("raise", &["올려", "올리", "올릴", "늘려", "늘리", "증액", "상향"]),
    ("limit", &["한도"]),
    ("refused", &["거절", "부결", "탈락", "떨어졌", "안된다고", "안됐", "반려"]),
    ("again", &["다시", "재신청", "재도전", "또신청"]),
    ("reason", &["왜", "이유", "사유", "원인", "까닭"]),
    ("paper", &["서류", "증명서", "확인서", "증빙", "준비물", "구비", "증명원", "재직", "소득증빙"]),
    ("apply", &["신청", "접수"]),
    ("eligible", &["자격", "조건", "대상", "가능한가", "될까", "되나"]),
    ("duration", &["며칠", "얼마나걸", "언제", "기간", "몇일", "몇달", "몇년", "몇개월", "오래"]),
    ("amount", &["얼마", "금액", "몇프로"]),
    ("method", &["방법", "어떻게", "하는법", "어디서", "어디로", "절차"]),
    ("refund", &["환불", "돌려받", "반환", "되찾", "환급", "돌려주", "돌려줘"]),
    ("withdraw", &["철회", "취소", "무르", "무를", "없던일", "없던걸로", "물리"]),
    ("terminate", &["해지", "종료", "끝난", "탈회"]),
    ("debit", &["자동이체", "출금", "빠져나", "인출"]),
    ("account", &["계좌", "통장"]),
    ("due", &["납부일", "결제일", "상환일", "납입일", "내는날"]),
    ("pay", &["납부", "결제", "납입", "내야", "입금", "내고싶"]),
    ("change", &["바꾸", "바꿔", "변경", "옮기", "바꿀", "수정", "바뀌", "바뀐"]),
    ("error", &["오류", "에러", "실패", "안돼", "안되", "안넘어", "먹통", "멈춰"]),
    ("double", &["두번", "이중", "중복", "더냈", "초과", "더많이", "과납"]),
    ("wrong", &["잘못", "실수", "틀린", "틀려", "엉뚱", "착오"]),
    ("score", &["신용점수", "점수", "평점", "신용등급", "등급", "크레딧스코어"]),
    ("bureau", &["nice", "나이스", "kcb", "올크레딧", "평가회사", "평가사", "신용평가"]),
    ("look", &["조회", "열람", "확인", "보고싶", "알아보", "들여다", "봐요", "보는"]),
    ("free", &["무료", "공짜"]),
    ("drop", &["떨어", "하락", "내려갔", "내려가", "빠졌", "깎이", "깎일", "깎임", "불이익", "영향"]),
    ("record", &["기록", "이력", "등록", "신용불량", "전산"]),
    ("erase", &["삭제", "지워", "지우", "없어지", "없어져", "말소", "없애", "사라"]),
    ("relief", &["채무조정", "빚조정", "워크아웃", "탕감", "신복위", "신용회복", "조정받"]),
    ("court", &["회생", "파산", "법원", "면책"]),
    ("debt", &["빚", "채무", "부채", "대출금"]),
    ("collect", &["추심", "독촉", "빚쟁이", "채권추심", "재촉"]),
    ("threat", &["협박", "위협", "겁을", "겁주", "폭언", "욕설", "폭행"]),
    ("night", &["밤", "야간", "늦은시간", "새벽", "심야", "몇시까지"]),
    ("hospital", &["입원", "수술", "병원", "장례", "상중", "상을당", "아파서"]),
    ("phone", &["휴대폰", "핸드폰", "휴대전화", "폰", "전화번호", "연락처"]),
    ("telecom", &["통신비", "휴대폰요금", "핸드폰요금", "통신요금", "국민연금", "건강보험", "건보료"]),
    ("lost", &["분실", "잃어버", "도난", "없어졌", "흘렸", "훔쳐"]),
    ("unknown_use", &["부정사용", "안쓴", "안썼", "모르는결제", "내가쓰지않", "제가쓰지않", "도용"]),
    ("instalment", &["할부"]),
    ("revolving", &["리볼빙", "이월", "최소결제"]),
    ("advance", &["현금서비스", "단기카드대출", "카드론", "장기카드대출", "카드대출"]),
    ("annual_fee", &["연회비"]),
    ("points", &["포인트", "마일리지", "적립"]),
    ("abroad", &["해외", "외국", "국외", "달러"]),
    ("delivery", &["배송", "배달", "도착", "수령", "언제와", "우편"]),
    ("statement", &["청구서", "명세서", "이용내역", "카드값", "사용내역"]),
    ("phishing", &["피싱", "사기", "스미싱", "속아", "속았", "검찰", "경찰이라", "사칭"]),
    ("leak", &["알려줬", "알려주고", "유출", "노출", "신분증", "주민번호", "털렸"]),
    ("block", &["차단", "막아", "막고", "막을", "안심차단", "정지", "잠그"]),
    ("stop_card", &["카드정지", "풀려", "풀리", "해제"]),
    ("transfer", &["송금", "이체", "보냈", "부치", "보내"]),
    ("loan_shark", &["사채", "불법사금융", "대부업", "미등록", "급전"]),
    ("login", &["로그인", "로긴", "인증번호", "본인인증", "비밀번호", "비번", "접속"]),
    ("home", &["주소", "이사"]),
    ("privacy", &["개인정보", "보관", "대화내용", "대화기록", "상담기록", "저장"]),
    ("death", &["돌아가", "사망", "상속", "유산", "고인", "유족"]),
    ("p2p", &["p2p", "피투피", "온투", "온라인투자"]),
    ("hours", &["영업시간", "몇시", "운영시간", "상담시간", "토요일", "주말", "점심시간"]),
    ("person", &["상담원", "상담사", "사람이랑", "사람하고", "사람과", "직원연결"]),
    ("robot", &["ai", "인공지능", "로봇", "챗봇", "기계", "봇"]),
    ("complaint", &["민원", "불만", "금감원", "금융감독원", "분쟁조정", "이의"]),
    ("ads", &["광고", "마케팅", "홍보", "두낫콜", "스팸", "수신거부"]),
    ("hardship", &["실직", "힘들", "어려울", "못낼", "수입이", "형편"]),
    ("freelance", &["프리랜서", "주부", "학생", "무직", "알바", "아르바이트", "자영업"]),
    ("mydata", &["마이데이터"]),
    ("automatic", &["자동", "알아서", "대신"]),
    ("dsr", &["dsr", "디에스알", "총부채", "연소득대비"]),
    ("fixed", &["고정", "변동"]),
    ("schedule_kind", &["원리금균등", "원금균등", "만기일시", "상환방식"]),
    ("fee", &["수수료"]),
    ("maximum", &["최고", "최대", "상한"]),
    ("stage", &["단계", "순서", "과정", "진행"]),
    ("agent_lawyer", &["채무자대리인", "변호사", "대리인"]),
    ("prescription", &["시효", "오래된빚", "옛날빚"]),
    ("creditor", &["채권자", "다른회사로", "넘어갔", "팔렸", "양도"]),
    ("virtual", &["가상계좌"]),
    ("acceleration", &["기한이익", "기한의이익", "한꺼번에"]),
    ("who", &["누가", "누구"]),
    ("card", &["카드"]),
    ("loan", &["대출", "빌리", "빌릴", "빌려"]),
    ("visit", &["찾아오", "찾아와", "찾아가", "방문"]),
    ("short_balance", &["잔액", "잔고", "모자라"]),
    ("a_few_days", &["하루", "이틀", "사흘", "며칠늦", "어제"]),
    ("within_30_days", &["30일", "20일", "한달안"]),
    ("within_90_days", &["두달", "60일", "45일", "31일", "89일", "한달넘"]),
    ("over_90_days", &["석달", "세달", "90일", "3개월", "100일"]),
    ("long_ago", &["10년", "십년", "오래전", "오래된", "옛날", "7년"]),
    ("state", &["나라", "정부", "국가", "정책", "서민"]),
    ("photo", &["사진", "찍어", "팩스", "스캔", "파일", "pdf"]),
    ("income", &["소득", "월급", "수입", "연봉", "급여", "버는돈"]),
    ("job", &["취업", "승진", "이직", "입사", "직장"]),
    ("postpone", &["미뤄", "미루", "유예", "연기", "늦춰", "봐주", "쉬었", "쉬고"]),
    ("family", &["남편", "아내", "어머니", "아버지", "엄마", "아빠", "부모", "가족", "아들", "형제"]),
    ("sharing", &["공유", "다른은행", "다른금융", "다른회사"]),
    ("contact", &["전화", "연락", "문자", "카톡"]),
    ("times", &["몇번", "횟수", "자주", "번까지"]),
    ("shop", &["가게", "가맹점", "매장", "쇼핑몰", "업체", "폐업", "반품", "물건"]),
    ("currency", &["환율", "외화", "환전"]),
    ("investment", &["투자", "수익", "원금보장", "노후자금"]),
    ("mis_sold", &["설명도없", "설명을안", "잘못된설명", "불완전판매", "억지로"]),
    ("explain", &["설명", "기준", "항목"]),
    ("reissue", &["재발급", "깨졌", "새카드", "갱신", "유효기간"]),
    ("issue", &["발급", "만들", "떼"]),
    ("notice", &["통지", "우편", "독촉장", "고지서"]),
    ("elderly", &["나이든", "노인", "고령", "어르신"]),
    ("branch", &["지점", "영업점", "창구", "찾아가서"]),
    ("link", &["링크", "주소를눌", "클릭", "원격"]),
    ("freeze", &["동결", "지급정지", "일괄정지"]),
    ("identity", &["명의", "내이름으로", "제이름으로", "도용"]),
    ("recording", &["녹음", "남아서", "남나"]),
    ("fraud_report", &["신고", "고발"]),
    ("sold_debt", &["처음듣는", "모르는회사", "누구한테갚"]),
    ("exceed", &["넘게", "초과", "넘으면"]),
    ("best_first", &["뭐부터", "무엇부터", "먼저", "나을", "유리", "이득", "나은"]),
    ("all_paid", &["완납", "다갚", "다냈", "전부갚", "모두갚", "정리했"]),
    ("recover", &["회복", "돌아올", "깨끗"]),
    ("compare", &["차이", "비교", "달라", "다른가"]),
];

/// A name and the ways to say it; matched in text with one space around every word.
const ENGLISH: &[(&str, &[&str])] = &[
    ("repay", &[" repay", " pay off", " pay back", " paid off", " paid back", " payoff", " settle"]),
    ("prepay", &[" prepay", " early", " ahead of", " pay off"]),
    ("part", &[" part ", " partial", " portion"]),
    (
        "overdue",
        &[" overdue", " late", " delinquen", " behind", " miss", " default", " arrears", " past due", " on time"],
    ),
    ("rate", &[" rate", " interest", " apr"]),
    ("lower", &[" lower", " reduc", " cut", " decreas", " cheaper"]),
    ("raise", &[" raise", " increase", " higher", " boost", " improve", " build"]),
    ("limit", &[" limit", " credit line"]),
    ("refused", &[" declin", " reject", " refus", " turned down", " turn me down", " denied", " sent back", " bounce"]),
    ("again", &[" again", " reappl", " retry"]),
    ("reason", &[" why", " reason", " how come"]),
    ("paper", &[" document", " paper", " certificate", " letter", " proof"]),
    ("apply", &[" apply", " appli", " sign up"]),
    ("duration", &[" how long", " when ", " how many days", " how soon"]),
    ("refund", &[" refund", " get it back", " money back", " return", " recover", " reimburs", " get my money"]),
    ("withdraw", &[" withdraw", " cancel", " undo", " changed my mind", " cooling"]),
    ("debit", &[" debit", " direct debit", " autopay", " automatic payment"]),
    ("account", &[" account"]),
    ("due", &[" due date", " payment date", " due "]),
    ("change", &[" change", " switch", " move", " update", " new "]),
    ("error", &[" error", " fail", " doesnt work", " wont go", " not work", " broken"]),
    ("double", &[" twice", " double", " overpa", " too much", " two times"]),
    ("wrong", &[" wrong", " mistake", " incorrect", " inaccura", " by accident"]),
    ("score", &[" score", " rating"]),
    ("bureau", &[" nice ", " kcb", " bureau"]),
    ("look", &[" check", " look", " see ", " view", " find out"]),
    ("free", &[" free"]),
    ("drop", &[" drop", " fall", " fell", " go down", " went down", " hurt", " lower", " damage", " affect"]),
    ("record", &[" record", " history", " file", " report", " registered"]),
    ("erase", &[" erase", " delet", " disappear", " remov", " go away", " cleared", " stay"]),
    ("relief", &[" relief", " adjust", " workout", " work out", " restructur", " ccrs", " counseling", " counselling"]),
    ("court", &[" bankrupt", " rehabilitation", " court"]),
    ("debt", &[" debt", " owe"]),
    ("collect", &[" collect", " dunning"]),
    ("threat", &[" threat", " harass", " scare", " intimidat"]),
    ("night", &[" night", " evening", " 9 pm"]),
    ("hospital", &[" hospital", " surgery", " funeral", " operation", " ill "]),
    ("phone", &[" phone", " mobile", " cell", " number"]),
    ("lost", &[" lost", " stolen", " stole", " missing card", " wallet"]),
    (
        "unknown_use",
        &[" unauthor", " fraudulent", " didnt make", " never made", " dont recogni", " didnt buy", " not mine"],
    ),
    ("instalment", &[" instal"]),
    ("revolving", &[" revolving", " carry over", " minimum payment"]),
    ("advance", &[" cash advance", " card loan"]),
    ("annual_fee", &[" annual fee", " yearly fee"]),
    ("points", &[" point", " reward"]),
    ("abroad", &[" abroad", " overseas", " foreign", " international"]),
    ("delivery", &[" deliver", " arriv", " shipped"]),
    ("statement", &[" statement", " bill", " transactions"]),
    ("phishing", &[" scam", " phish", " fraudster", " prosecutor", " tricked", " fake"]),
    ("leak", &[" gave my", " leaked", " id number", " my id ", " exposed", " personal information"]),
    ("block", &[" block", " prevent", " freeze"]),
    ("transfer", &[" transfer", " sent money", " remit", " send money"]),
    ("loan_shark", &[" loan shark", " unlicensed", " unregistered", " illegal lend"]),
    ("login", &[" log in", " login", " verification code", " password", " sign in"]),
    ("home", &[" address", " moved"]),
    ("privacy", &[" privacy", " my data", " this chat", " store", " keep"]),
    ("death", &[" died", " death", " passed away", " inherit", " deceased", " heir"]),
    ("p2p", &[" p2p", " peer to peer"]),
    ("hours", &[" hours", " open", " contact you", " phone number"]),
    ("person", &[" human", " person", " agent", " someone real"]),
    ("robot", &[" robot", " bot ", " ai ", " machine", " automated"]),
    ("complaint", &[" complain", " regulator", " dispute", " objection", " fss"]),
    ("ads", &[" ads", " marketing", " advert", " promotion", " do not call"]),
    ("hardship", &[" lost my job", " cant pay", " cannot pay", " cant make", " struggl"]),
    ("freelance", &[" freelanc", " student", " housewi", " homemaker", " self employed", " unemployed"]),
    ("mydata", &[" mydata", " my data app"]),
    ("dsr", &[" dsr", " debt service"]),
    ("fixed", &[" fixed", " floating", " variable"]),
    ("fee", &[" fee", " penalty", " charge"]),
    ("maximum", &[" maximum", " max ", " highest", " cap ", " ceiling", " legal"]),
    ("lawyer", &[" lawyer", " attorney", " debtors agent", " representative"]),
    ("prescription", &[" expire", " limitation", " old debt", " time barred"]),
    ("creditor", &[" who owns", " creditor", " sold to", " sold my"]),
    ("virtual", &[" virtual account", " bank transfer"]),
    ("acceleration", &[" acceleration", " all at once", " benefit of time"]),
    ("card", &[" card"]),
    ("loan", &[" loan", " borrow"]),
    ("visit", &[" visit", " come to my", " door"]),
    ("short_balance", &[" balance", " insufficient", " empty", " not enough", " short on"]),
    ("a_few_days", &[" one day", " two days", " three days", " a day", " yesterday", " short delay"]),
    ("within_30_days", &[" 30 days", " 20 days", " thirty days", " a month late"]),
    ("within_90_days", &[" two months", " 60 days", " 31 ", " 89 days", " before three months"]),
    ("over_90_days", &[" three months", " 90 days", " 3 months", " 100 days"]),
    ("long_ago", &[" ten year", " 10 year", " old ", " years ago", " seven years"]),
    ("state", &[" government", " public", " state "]),
    ("photo", &[" photo", " picture", " fax", " scan", " pdf", " file "]),
    ("income", &[" income", " salary", " wage", " raise ", " earn"]),
    ("job", &[" job", " promot", " employ", " work "]),
    ("postpone", &[" postpone", " pause", " defer", " extension", " delay", " put off"]),
    ("family", &[" husband", " wife", " mother", " father", " parent", " family", " son ", " daughter", " brother"]),
    ("sharing", &[" other bank", " other lender", " other compan", " share"]),
    ("contact", &[" call", " text", " contact", " message", " reach"]),
    ("times", &[" how many times", " how often", " a week", " too often"]),
    ("shop", &[" shop", " store", " merchant", " gym", " seller", " closed", " item"]),
    ("currency", &[" exchange rate", " currency", " dollars"]),
    ("investment", &[" invest", " return", " profit"]),
    (
        "mis_sold",
        &[
            " mis sold",
            " mis selling",
            " misled",
            " didnt explain",
            " wasnt explained",
            " pushed into",
            " explanation was wrong",
        ],
    ),
    ("explain", &[" expla", " criteria", " factors", " standard"]),
    ("reissue", &[" reissue", " replace", " broken card", " renew"]),
    ("issue", &[" issue", " get a card"]),
    ("notice", &[" notice", " letter", " mail"]),
    ("elderly", &[" elderly", " senior", " older", " parents"]),
    ("branch", &[" branch", " in person", " office"]),
    ("link", &[" link", " install", " app i "]),
    ("freeze", &[" freez", " frozen", " suspend"]),
    ("identity", &[" in my name", " identity", " stolen id"]),
    (
        "all_paid",
        &[" paid it all", " fully paid", " paid everything", " is settled", " full payment", " paid off", " paid what"],
    ),
    ("recover", &[" recover", " come back", " rebuild"]),
    ("compare", &[" differen", " versus", " vs ", " compare", " better"]),
    ("retry", &[" retry", " try again", " second attempt"]),
    ("extra_money", &[" extra", " more than i owed", " overpaid", " too many"]),
    ("schedule", &[" schedule", " plan"]),
    ("dangerous", &[" safe", " real", " legit", " trust"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_inside_another_is_none_in_english() {
        assert_eq!(of("possible", Language::En).count(), 0);
        assert_eq!(of("", Language::Ko).count(), 0);
    }

    #[test]
    fn many_words_for_one_thing() {
        let check = |text: &str, language, want: &str| {
            assert!(of(text, language).any(|name| name == want), "{text:?} speaks of {want}");
        };
        check("돈을 못 갚 았어요", Language::Ko, "repay");
        check("밀린 돈", Language::Ko, "overdue");
        check("연체금", Language::Ko, "overdue");
        check("im behind", Language::En, "overdue");
        check("my bill", Language::En, "statement");
        check("bill", Language::En, "statement");
    }
}
