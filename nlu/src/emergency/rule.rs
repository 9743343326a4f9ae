//! nlu: the rules that see danger: words that must meet, and words that take the danger away.

use std::sync::LazyLock;

use models::text::{compact, normalise};
use regex::Regex;

use super::EmergencyKind::{
    self, CardLost, CardUnauthorised, Coercion, IdentityTheft, IllegalCollection, Medical, SelfHarm, Threat,
    VoicePhishing,
};

/// A message as the rules read it: Korean without spaces, English with them.
pub(super) struct Reading {
    compact: String,
    spaced: String,
}

/// What a rule found.
pub(super) struct Found {
    pub(super) kind: EmergencyKind,
    pub(super) name: &'static str,
    pub(super) words: Vec<String>,
}

/// A danger is there if every pattern of `all` matches and none of `unless`.
struct Rule {
    kind: EmergencyKind,
    name: &'static str,
    all: Vec<Regex>,
    unless: Option<Regex>,
}

impl Reading {
    /// Reads a message.
    pub(super) fn new(text: &str) -> Self {
        let normal = normalise(text);
        let letter = |c: char| c.is_alphanumeric() || c == '\'' || c == '?';
        Self {
            compact: compact(&normal).chars().filter(|&c| letter(c)).collect(),
            spaced: normal.chars().map(|c| if letter(c) { c } else { ' ' }).collect(),
        }
    }

    /// True where the message speaks of prevention, of a case that may come, of one that is settled, or in an idiom.
    pub(super) fn is_calm(&self) -> bool {
        self.first(&CALM).is_some()
    }

    /// True where the message only asks how to see whether anything has happened.
    pub(super) fn looks_into(&self) -> bool {
        self.first(&LOOKING).is_some()
    }

    fn first(&self, pattern: &Regex) -> Option<String> {
        pattern.find(&self.compact).or_else(|| pattern.find(&self.spaced)).map(|found| found.as_str().to_owned())
    }
}

/// The first rule that sees danger, in the order of the safest reading.
pub(super) fn find(reading: &Reading) -> Option<Found> {
    RULES.iter().find_map(|rule| {
        let excused = rule.unless.as_ref().is_some_and(|unless| reading.first(unless).is_some());
        let words: Option<Vec<String>> = rule.all.iter().map(|pattern| reading.first(pattern)).collect();
        words.filter(|_| !excused).map(|words| Found { kind: rule.kind, name: rule.name, words })
    })
}

static CALM: LazyLock<Regex> = LazyLock::new(|| regex(CALM_WORDS));
static LOOKING: LazyLock<Regex> = LazyLock::new(|| regex(LOOKS_INTO));

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    TABLE
        .iter()
        .map(|&(kind, name, all, unless)| Rule {
            kind,
            name,
            all: all.iter().map(|pattern| regex(pattern)).collect(),
            unless: (!unless.is_empty()).then(|| regex(&unless.join("|"))),
        })
        .collect()
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the rules are tested")
}

const CALM_WORDS: &str = "죽는줄|(더워|더워서|배고파|배고파서|귀찮아|졸려|심심해|웃겨|바빠|추워|궁금해|기다리다가?)죽|예방|교육|뉴스|방송에서|기사봤|기사에|만약|만일|혹시나|궁금해서|궁금합니다|궁금해요|일반적|보통|원래|알아두|미리|\
    다행히|뻔했|뻔햇|해결됐|해결되|괜찮아졌|예전에|작년|몇년전|적은없|적없고|일은없|건아니|게아니|아닙니다만|찾았|찾음|찾아서|돌려받|되찾|나왔어요|풀어|\
    잃어버리면|분실하면|분실시|당하면|도난당하면|생기면|하게되면|되면어떻|드라마|영화|소설|노래|가사|게임|웹툰|시나리오|연극|꿈에|꿈을|\
    prevent|in general|generally|just curious|just wondering|what if|if i lose|if i lost|if my card|if someone|in case|news|\
    last year|years ago|movie|film|novel|song|lyrics|game|story|screenplay|found my|found it|got it back|returned|resolved|\
    almost fell|class on|teach|hypothetical";

const FICTION: &str = "드라마|영화|소설|노래|가사|게임|웹툰|시나리오|연극|뮤지컬|앨범|책제목|작품|헤드샷|과제|숙제|자격증|논문|movie|film|novel|song|lyrics|\
    game|story|screenplay|script|play about|book|album";
const SETTLED: &str = "찾았|찾음|찾아서|찾아왔|돌려받|되찾|해결됐|해결되|다행히|뻔했|뻔햇|예전에|작년|found|got it back|returned|resolved|last year|\
    years ago|almost fell|turned up";
const ASKED: &str = "예방|교육|뉴스|기사|만약|만일|일반적|보통은|알아두|궁금해서|당하면|하면어|하면어디|잃어버리면|분실하면|분실시|도난당하면|\
    되면어|생기면|적은없|적없고|일은없|한건아니|된건아니|린건아니|버린게아니|당한게아니|기전에|막을방법|요령|생기기전|아니겠|prevent|in general|generally|just curious|\
    just wondering|what if|if i |if my |if someone|in case|news|how long do people|class on|teach";
/// The whole message asks how to see whether anything is there: it tells of nothing that has happened.
const LOOKS_INTO: &str = "^(혹시)?(내|제|나의|저의|본인)(이름|명의)(으로|로)(나도모르게|저도모르게|몰래|모르게)?\
    (개통된|개통한|가입된|만들어진|만든|나간|발급된|열린)?(폰|휴대폰|핸드폰|휴대전화|대출|카드|통장|계좌|것|게|거)(이|가)?(더|혹시)?\
    있는지(좀)?(확인|조회|알아보|보|찾아보)[가-힣]*\\??$";
const LOSS: &str = "(잃어버렸|잃어버린|잃어버림|잃어버려|잃엇|잃어먹|이저버|분실했|분실한|분실됐|분실신고|분실함|분실요|분실입|분실이|분실$|도난당|도난신고|도둑맞|도둑이|훔쳐|\
    훔쳤|없어졌|없어진|없어짐|안보여|안보이|안보임|놓고왔|놓고내|두고내|두고왔|두고온|흘렸|흘린|흘려|떨어뜨|떨어트|소매치기|날치기|사라졌|사라진|못찾|안나와요|털렸|빠뜨렸|\
    어디갔|어디뒀|어디다뒀|꽂아두고|주웠다)|\\b(lost|stolen|missing|stole|left my|dropped my|misplaced|can'?t find|cannot find|gone|pickpocketed|mugged|robbed)\\b";

const NOT_SO: &str = "(사기|피싱|협박|위협|도용|분실|도난|결제|잃어버린|당한|당하)\\S{0,3}(건|게|거|것은|것이)?(은|는)?아니|(사기|피싱|협박|위협|도용|도난)\\S{0,4}(는|은)?없(었|어|고|는데|습)|\
    아니고요|아니구요|no scam|not (a )?(scam|stolen|threat|fraud)|no threat";

/// Kind, name, patterns that must all match, patterns that excuse. Korean is matched without spaces.
const TABLE: &[(EmergencyKind, &str, &[&str], &[&str])] = &[
    (
        SelfHarm,
        "wish to die",
        &[
            "죽고싶|죽고십|죽고파|죽구싶|죽어버리고싶|죽어버릴|죽을래|죽을게요|죽을거(에요|예요|야|임)|죽으려|죽으러|죽으면(보험|빚|다|끝|편)|죽어야(지|겠|끝|할)|죽는게(낫|나|편|맞)|\
           죽는것밖에|죽을생각|죽을용기|죽어서(끝|갚)|죽기로|죽을방법|죽고만|죽겠다고(나|하|문|전화|합|해|말)|죽는다(고|면서|며)|죽는다는말|자살|극단적인?(선택|생각|시도)|목숨을?(끊|버리|내려)|\
           살기(가)?싫|살고싶지(가|도)?않|살고싶은(마음|생각)이?(없|1도|안)|살고싶지않|살기힘들어서(그만|다)|그만살|더(는|이상)?살(이유|힘|자신|수없|수가없|고싶지)|\
           살이유|살가치|살아서(뭐|뭘|뭣)|살아봐야|사는게(의미|지옥|무의미)|(이제|더|진짜|정말|저|나)못살겠어|사라지고싶|사라져버리|없어지고싶|없어져버리|없어졌으면좋|\
           (이제|다|그냥|모두|전부|모든걸|모든것을|삶을|인생을|여기서)끝내(고싶|버리|려고|자$|야겠)|삶을(포기|끝|정리|마감)|생을마감|세상(을등|을떠나고|이랑작별|에서사라)|유서|\
           마지막인사|유언|번개탄|농약|약을?(모아|모으|모았|다먹|삼켰|잔뜩)|수면제를?(모|먹|다)|뛰어내|뛰어들|투신|손목을?(그|긋|칼)|자해|목을?매|옥상(에|위)?(올라|이에요|인데|에서|왔)|한강(다리|가려|에?가서|물|에서뛰|갈)|\
           하늘나라(로|에)?(가고싶|갈래|가야|가려|갈게)|먼저갑니다|먼저갈게|먼저떠|안깨어났으면|안깼으면|깨지않았으면|눈안떴으면|눈을?뜨기(싫|가싫|고통)|나(만|하나)없(으면|어지면|어져)|저(만|하나)없(으면|어지면|어져)|제가없어지면|내가없어지면|\
           보험금(이라도|으로갚|으로빚)|벼랑끝이에요한발|나쁜생각이들|나쁜마음|안좋은생각(이|을|만)|안좋은선택|다포기하고싶",
        ],
        &[
            FICTION,
            "헤헤|ㅋㅋ|궁금|뉴스|예방(센터|상담)번호|통계|자살률|예방의날|과제|기념일|포스터|신용보험|유언장|자필|정산금|ㅎㅎ정산|(더워|추워|배고파|심심해|보고싶어|졸려|웃겨|귀여워|좋아|바빠|시험|일찍)죽고|자살골|할부|(대출|할부|약정|계약|신청|상환|절차|원금|할부금|거래)(을|를|은|좀|도)?(빨리|얼른|오늘|그냥)?\\S{0,4}끝내|갚고끝내|해외|물고기|식물|배터리",
        ],
    ),
    (
        SelfHarm,
        "wish to die, English",
        &[
            "\\b(kill(ing)? (myself|himself|herself|themselves)|suicid\\w*|(end|ending|take|taking) (my|his|her|their)( own)? life|end it all|\
           want(s)? to die|wanna die|(don't|dont|do not) want to (live|be alive|be here anymore|exist|wake up)|better off (dead|without me)|better dead|\
           (no|any) reason (to|for) (live|keep living|living|life)|no point (in )?living|(hurt|hurting|harm|harming|cut|cutting) (myself|himself|herself)|self harm|overdos\\w+|\
           (took|take|swallowed|taking) (all )?(the |my |some )?(pills|sleeping pills)|jump(ing)? (off|from|in front)|ill jump|i'll jump|not wak(e|ing) up|never wake up|\
           tired of (life|living)|can'?t (go on|live like this|live anymore)|goodbye (note|letter|forever)|suicide note|left a note|this is goodbye|\
           disappear (for good|forever)|nobody would miss me|if i die|when i die|when i'm dead|slit my|on the (roof|ledge|bridge)|no hope left|rather be dead|rather die)\\b",
        ],
        &[FICTION, "life insurance (quote|product)|dying to|squad|prevention|poster|statistics|essay"],
    ),
    (
        Medical,
        "collapse",
        &[
            "(지금|방금|옆에|눈앞|갑자기|길에서).{0,12}(쓰러졌|쓰러지셨|쓰러져)|의식(이|을)(없|잃)|숨을?안쉬|숨이안쉬|심장마비|피가(안멈|계속)|\
           \\b(collapsed|unconscious|not breathing|can'?t breathe|heart attack|overdosed|bleeding badly)\\b",
        ],
        &[FICTION, SETTLED, ASKED, "병원비|입원|유예|미뤄"],
    ),
    (
        VoicePhishing,
        "tricked and gave",
        &[
            "보이스피싱|피싱|스미싱|사기|속아|속았|속은|속여|사칭|검찰(이|에서|청|직원|수사)|검사(라|래|님|가|랑|한테)|수사관|경찰(이라|인데|서라|한테|이래|관)|금감원(이|에서|직원|이래)|금융감독원(이|에서|직원)|안전계좌|안전한계좌|원격|가짜|해커|로맨스스캠|리딩방|대포통장|\
           \\b(phish\\w*|scam\\w*|fraudsters?|trick\\w*|prosecutors?|police|fss|safe account|remote\\w*|fake|impersonat\\w*|pretend\\w*|con artist|fell for|fooled)\\b",
            "보냈|보내버|보내줬|보내주었|보냄|송금했|송금함|송금하|송금해버|이체했|이체함|이체하였|입금했|입금하|알려줬|알려주었|알려드렸|알려준|불러줬|불러주|불러준|말해줬|말해주|말했|깔았|깔앗|깔아버|깔아줬|깔렸|설치했|설치해버|설치까지|\
           눌렀|누른|입력했|입력해버|넣어버|넣었|넘겼|넘어갔|넘김|건넸|건네|줘버|줬어|줬습|당했|당한|당함|당햇|털렸|빠져나가|빠져나갔|빠졌|나갔|나가고있|찍어(줬|보)|열어줬|뽑아서|인출해|현금을|돈을찾|찾아오라|옮겼|옮기려|\
           \\b(sent|gave|given|told|transferred|installed|clicked|entered|handed|wired|shared|typed|paid|disclosed|read out|revealed|lost)\\b",
        ],
        &[
            FICTION,
            NOT_SO,
            "전세사기|헬스장|중고|기분|거절|자전거|실수로|잘못눌|잘못적|번호를잘못|simply|예방|교육|뉴스|기사|만약|만일|일반적|당하면|뻔했|뻔햇|뻔한|예전에|작년|안보냈|안줬|안눌렀|안깔|안알려|안넣|안했어요|아무것도안|보내진않|주진않|누르진않|하지는않|않았|전에끊|바로끊|끊었어요|적은없|적없|신고(는|도)?(이미|다)?(끝|마쳤|완료)|제가보낸(건|게)?사기|\
            prevent|in general|news|what if|if i|if someone|almost|didn'?t|did not|haven'?t|have not|without|before i|nothing|hung up|last year|class on|refused|ignored|not (given|sent|paid)|anyone sent",
        ],
    ),
    (
        VoicePhishing,
        "said to be a victim",
        &[
            "(보이스)?피싱(을|에|한테)?(당한|당했|당하신|당햇|당함|걸렸|걸린|넘어갔|속)|스미싱(을|에)?(당|걸렸)|사기(를|에)?(당한|당했|당하신|당햇|당함|맞은)|사기당|수거책|\
           \\b(i'?m|i was|i am|i got|been|he was|she was|we were|mom was|got) (being )?(scammed|phished|tricked|defrauded)\\b",
        ],
        &[
            FICTION,
            NOT_SO,
            "전세사기|헬스장|중고|기분|거절|자전거|실수로|잘못눌|잘못적|번호를잘못|simply|예방|교육|뉴스|기사|만약|만일|당하면|뻔|예전에|작년|적은없|적없|당한건아니|당한게아니|카드를?잃|중고|안당|않았|prevent|what if|if i|almost|news|last year|in general",
        ],
    ),
    (
        VoicePhishing,
        "on the line now",
        &[
            "검찰|검사(라|래|님|가|랑|한테)|수사관|경찰|형사|금감원|금융감독원|금융위|은행직원이라|보안팀|사기|피싱|납치|대포통장|\\b(prosecutor|police|fss|officer|scam\\w*|bank security|agent says|fraud)\\b",
            "통화중|통화하면서|통화를이어|전화중|안끊|끊지말|끊으면안|못끊|전화를안|지금전화|전화기(들|붙)|옮기라|옮기래|이체하라|이체하래|보내라|보내래|입금하라|깔라|깔래|깔으라|설치하라|설치하래|찾아오라|찾아오래|뽑으라|뽑아오|인출하라|불러달라|안전계좌|아무한테도말|혼자있으라|\
           \\b(on the (phone|line)|don'?t hang up|hang up|still (on|waiting)|telling (me|her|him)|tells me|says (i|to|don)|move my|make(s)? me|wants me to)\\b",
        ],
        &[
            FICTION,
            "예방|교육|뉴스|만약|당하면|끊었|끊음|안보냈|무시|예전에|작년|맞나요문자|hung up|i ended|news|prevent|what if|last year",
        ],
    ),
    (
        VoicePhishing,
        "remote control",
        &[
            "안전계좌로|안전한계좌로|원격(으로|제어|조종|앱|프로그램|접속).{0,10}(깔|설치|보고|움직|하고|조종|열)|폰이(혼자|저절로|지멋대로)움직|전화가이상한데로연결|강제수신|\\b(remote control of|controlling my (phone|screen)|moves by itself|safe account)\\b",
        ],
        &[
            FICTION,
            NOT_SO,
            "전세사기|헬스장|중고|기분|거절|자전거|실수로|잘못눌|잘못적|번호를잘못|simply|예방|교육|뉴스|만약|하면|어떤건지|예전에|작년|안깔|끊었|prevent|what is|news|what if|hung up|didn'?t|last year",
        ],
    ),
    (
        IdentityTheft,
        "in my name",
        &[
            "(내|제|저의|나의|본인|우리|엄마|어머니|아빠|아버지|남편|아내|할머니|할아버지|동생|아들|딸|부모님)(의)?(이름|명의)(으로|로|를|가|을)|명의도용|신분도용|도용당|도용됐|도용된|도용하|명의가도용|\
           \\b(in|under) (my|his|her|our|my \\w+'s) name\\b|\\b(identity|id)( was| has been| is being)? (theft|stolen|misused|used)|(stole|using|used|stolen) my (identity|id|name|information)|impersonating me",
            "모르는|몰래|신청한적|받은적|만든적|가입한적|개통한적|한적이?없|한적없|누가|누군가|딴사람|다른사람이|남이|어떤놈|어떤사람|나도모르|저도모르|저몰래|나몰래|도용(당|된|됐|신고|하|같|의심)|개통됐|개통되|나갔어|나갔습|나갔다|실행됐|실행되|만들어졌|만들었|발급됐|발급되|받았대|받아갔|빌려갔|대출이(있|돼|됐|되어|나|잡|떠|떴)|\
           \\b(someone|somebody|stranger|never|didn'?t|did not|not mine|don'?t know|unknown|without my|stolen|who|ex)\\b",
        ],
        &[
            FICTION,
            NOT_SO,
            SETTLED,
            ASKED,
            LOOKS_INTO,
            "인스타|트위터|페이스북|이메일계정|게임계정|제도가|절차가어떻|피해는없|의심으로거절|통계|누가내이름을쓴건아니|못받는거|got her|got his|명의변경|명의이전|명의를?(변경|이전|바꾸|돌)|예방|미리|막아두|막아놓|차단서비스|안심차단|못(나가|받|만들)게|뉴스|교육|만약|당하면|적은없|당한적(은|이)?없|작년|예전에|다처리|접수번호|정리용|이상한건없|도용은아닌|누가조회|조회했|\
            prevent|in advance|block new|stop anyone|before|what if|if someone|how do i (block|protect)|last year|change the name|legal name|news|resolved|marketing|viewed|looked",
        ],
    ),
    (
        IdentityTheft,
        "not my application",
        &[
            "(신청|개통|가입|발급|대출)(한|받은|을받은|을한)적(이|도)?(없|업)|(대출|카드|휴대폰|핸드폰|폰)(을|를)?(만든|신청한|받은|개통한)적(이|도)?(없|업)|\\b(i )?(never|didn'?t|did not) (applied|apply|open|opened|take|took|sign(ed)? up)( for| out)?",
            "대출|카드|휴대폰|핸드폰|폰|통장|계좌|가입|승인|약정|\\b(loan|card|account|phone|line)\\b",
            "됐|되었|나왔|왔|있|떴|나갔|개통|승인|실행|문자|잡혀|찍혀|청구|\\b(got|there|says|bill|approved|message|text|letter|statement|exists|report|in my name|shows?|file)\\b",
        ],
        &[
            FICTION,
            NOT_SO,
            "예방|미리|막아|만약|한번도없|사칭|답장은안|안알려|끊음|끊었|fake|did not answer|didn't answer|연체|광고|권유|맞나요|링크|눌|보이스|스팸|ads|marketing|link|click|is this|late payment|rejected|declined",
        ],
    ),
    (
        CardUnauthorised,
        "a charge not made",
        &[
            "안쓴|카드를?안썼|쓰지도않은|안썼는데(결제|승인|카드|돈)|안긁었|안한결제|안산|쓴적(이|도)?없|쓴일(이)?없|쓴게아|쓴거아|쓴건아|결제한적(이|도)?없|긁은적|사용한적(이|도)?없|산적(이|도)?없|구매한적|간적(이|도)?없|주문한적|모르는(결제|승인|사용|곳|거래|내역|금액|가게|사이트|가맹점)|모르는데서|내가한(게|거)아|제가한(게|거)아|하지않은(결제|거래|승인)|하지도않은|본적(이|도)?없는(가게|결제|상호|가맹점|이름)|처음보는(가게|결제|상호|가맹점|이름|내역)|카드(가|를)?해킹|해킹당|부정사용|부정결제|카드도용|복제(됐|된|당했|당한)|누가(내|제)?카드|누가(긁|쓰|썼|결제)|다른사람이(쓰|썼|긁|결제)|저(는)?한국|저(는)?집|자고있었|결제됐다는데|카드는(제|내)(손|지갑|주머니)|\
           \\b((didn'?t|did not|never) (make|made|buy|bought|authori[sz]e\\w*|order\\w*|spen[dt]|purchase\\w*|visit\\w*)|(didn'?t|did not) use (it|my|the card)|never been (to|in|there)|not me|wasn'?t me|not mine|(don'?t|do not|can'?t) recogni[sz]e|unknown|unauthori[sz]ed|strange|fraudulent|weird|suspicious|someone (used|is using|else)|somebody (used|is using)|hacked|cloned|skimmed|from a (country|city|place|shop) i)\\b",
            "결제|승인|긁|카드|출금|사용내역|이용내역|구매|해외|달러|만원|돈이|청구|명세|쇼핑몰|게임|앱스토어|\\b(charge\\w*|transactions?|purchases?|payments?|card|bought|spent|statement|bill|order|withdrawal|usd|dollars|won)\\b",
        ],
        &[
            FICTION,
            NOT_SO,
            SETTLED,
            ASKED,
            "신고했던|롯데|it was me|settled|알고보니|그런줄|줄알았|내가쓴거였|제가쓴거였|쓴거였|쓴게아니고|누가쓴게아니|의심으로막힌|조사는|조사만|재조사|제가한거맞|신경안|다시보니|제가산|제가쓴(게|거)?맞|내가쓴(게|거)?맞|며칠안에|만약|일반적|알아두|궁금해서|없어요그냥|모르는결제는없|이상한결제는없|쓴흔적은없|쓴내역은없|결제된건없|연회비|왜안쓴|카드를?안쓴지|안쓴지|안쓴카드|안쓰는|포인트|한도|점수|대출|신청|링크|my own|turned out|in general|what if|if someone|no (strange|unknown|unauthori[sz]ed)|annual fee|in case|found",
        ],
    ),
    (
        CardUnauthorised,
        "gone and used",
        &[
            "카드|지갑|가방|\\b(card|cards|wallet|purse|bag)\\b",
            LOSS,
            "긁(었|고|혔|더)|결제(가)?(됐|되|를|두)|찍(혔|혀|었)|누가(벌써)?(썼|쓰|택시|편의점)|벌써(누가|편의점|쓰|썼|결제|긁)|나갔|\\b(used|charges?|charged|payments?|spent|transactions?)\\b",
        ],
        &[
            FICTION,
            NOT_SO,
            SETTLED,
            ASKED,
            "아직(결제|쓴|사용|안)|결제(된건|는)?없|쓴흔적은없|모르는결제는없|하려는데|하려고|값(이|은)|청구서|no (strange|charges|payments)|haven't|not been",
        ],
    ),
    (
        CardLost,
        "a card is gone",
        &["카드|지갑|체크|\\b(card|cards|wallet|purse|handbag)\\b", LOSS],
        &[
            FICTION,
            NOT_SO,
            SETTLED,
            ASKED,
            "교통카드|신분증만|유심|심카드|게임카드|재발급(만|은|받|신청|언제|비|하려|해)|(신고는?|분실신고는?|신고도)(이미|다|벌써)?(끝|했고|했는데|마쳤|완료|해놨|해뒀)|잃어버린건아니|잃어버린게아니|분실(은|이)?아니|분실한거아니|배송|우편|안왔|못받|기록이|내역이|점수|한도(가)?(없어|사라)|포인트|혜택이|메뉴|버튼|화면|앱에서카드|카드가안보여요앱|등록|풀어|해제|풀려|유효기간|깨졌|카드번호를?잊|카드비밀번호|카드값|청구서|명세서|이용내역|쿠폰|바우처|서비스가|연회비|서명란|뒷면|번호도?안보|택배가|신용낮|신고한거되돌|신고취소|취소요|나왔어요|다시쓸|정지는했|블로그|안잃어버렸|카드는안|만료|\
            \\b(replacement|reissue|unblock|unfreeze|points|limit|delivery|arrived?|mail|tracking|statement|app|report is done|finished|transit|gift card|library|snapped|not lost|old one|hotline|saving the number|gets lost|stuff|week(s)? ago|job|rate|benefits?|option|button|menu|refund)\\b",
        ],
    ),
    (
        CardLost,
        "a bare report",
        &[
            "^(카드)?(분실|도난)(신고)?(요|함|했어요|합니다|접수|할게요|하려고요|이요|이에요|입니다|부탁드립니다|접수부탁드립니다|해주세요|했음)*$|카드(정지|막아)(ㄱㄱ|빨리)|^(lost|stolen) card",
        ],
        &[ASKED, SETTLED],
    ),
    (
        IllegalCollection,
        "threats over debt",
        &[
            "사채|대부업|일수|추심|빚쟁이|독촉|업자|채권|돈빌려준|불법|돈갚|갚으라|안갚|빚|연체|상환|이자|가족|부모|회사|직장|사진|지인|친구들|애들|집(에|까지|앞|으로)|전화|문자|\\b(loan sharks?|lenders?|collectors?|collection|debt|they|he|she|someone|money ?lender|borrowed|loan|repay)\\b",
            "협박|위협|죽인다|죽여버리|죽이겠|가만(안|두지않)|(가족|부모|회사|직장|지인|친구|애들|남편|아내|시댁|장모|동네|주변|학교|아이)\\S{0,14}(알리겠|알린다|알려버|말하겠|말한다|연락한대|전화한대|알릴거|뿌린|퍼뜨|찾아가겠|찾아간)|유포|나체|알몸|뿌리겠|뿌린다|뿌렸|폭행|때렸|때리|맞았|감금|납치|문을?(두드|발로|차)|욕설|쌍욕|욕을?(해|하|퍼|섞)|욕해요|깡패|조폭|문신|칼(을|로|들)|불지르|장기(를|팔|적출)|(밤|새벽|한밤)\\S{0,10}(찾아왔|찾아와|집(까지|에|앞)|문을|문앞|쳐들어)|집(까지|앞까지|에)찾아|직장(까지|에)찾아|회사(까지|로)찾아|연(이자)?\\S{0,3}(수)?\\d{3,}(%|퍼센트|프로)|미등록|무등록|불법사금융|불법추심|불법대출|불법채권|\
           \\b(threat\\w*|harass\\w*|beat (me|him|her|us)|break (my|his|her)|(come|came|comes|coming|show(ed|s)? up|waiting) (to|at|outside) (my|his|her|our)|tell (my|his|her|our)|told my|call(ed|ing|s)? my (mother|mom|family|parents|boss|wife|husband|friends)|post(ed|ing)? my|naked|nudes?|violent|gang|hurt (me|my|him|her)|kill (me|us|him|her)|bang(ed|ing|s)? on|knife|intimidat\\w*|unlicensed|unregistered|illegal (lender|collection|interest))\\b",
        ],
        &[
            FICTION,
            NOT_SO,
            "협박조|해결됐|차이가뭐|기사로|제도를|건으로넣은|신고했던|민원어디까지|종결|광고|홍보|연루|사칭같|출장|찾아오고|찾아오기|그런건아닌|뭐예요|구별|공부|뉴스|예방|만약|일반적|규정|협박같은건없|협박은없|협박받은건아니|없었어요|알려지는지|알려지나|등록업체(인지|조회)|교육|작년|예전에|왔나요|오나요|오시나|찾아오나|찾아오는지|앞에두고|what if|in general|difference|what does|just wondering|not threat|no threat|don'?t want to go|news|if i|would someone|is it legal|legal to|will they|would they|can they|car loan|bill came|writing an|prevent",
        ],
    ),
    (
        Threat,
        "threat to people",
        &[
            "(니네|너희|너네|당신들|직원|상담원|상담사|사장|대표|본사|지점|센터)\\S{0,14}(죽여|죽인다|찔러|찌른다|불지르|불질러|폭파|가만안(둬|둔)|쑤셔)|(찾아가서|쫓아가서)(죽|찌르|불|다죽|가만)|\\b(i'?ll|i will|gonna|going to) (kill|stab|hurt|burn|bomb) (you|your|him|her|them|the (office|building|branch))\\b",
        ],
        &[FICTION, "죽여주|좋아|맛"],
    ),
    (
        Coercion,
        "watched or forced",
        &[
            "(옆에서|뒤에서|같이)(누가|그사람이|남편이)?(보고있|지켜보|감시|시키)|(누가|남편이|그사람이|그사람)(지금)?(옆에서|뒤에서|감시하)|시키는대로(치고|쓰고|입력하고|하고있)|강제로(대출|시켜|받으라|신청)|대출받으라고(강요|협박|시켜)|\\b(forc(ed|ing|es) me to (take|borrow|apply|sign)|watching me type|standing (next to|over) me|reading along|under duress)\\b",
        ],
        &[FICTION, "만약|예전에|작년|화면공유"],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        assert_eq!(RULES.len(), TABLE.len());
        assert!(Reading::new("보이스피싱 예방 교육 있나요").is_calm());
        assert!(!Reading::new("방금 돈 보냈어요").is_calm());
    }
}
