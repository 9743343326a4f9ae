//! bot: what is shared in a conversation as Telegram shows it: the same blocks as on the web, in text and buttons.

use handoff::event::Event;
use handoff::id::ConversationId;
use handoff::message::{Author, Block, Channel, Language, Message, Phone, Status};
use teloxide_core::payloads::{SendMessage, SendMessageSetters as _};
use teloxide_core::types::{ChatId, InlineKeyboardButton, LinkPreviewOptions, ParseMode};

use super::button::{self, Button};
use super::client::kept;
use super::markup::{bold, escape, italic, parts};
use super::split::{LONGEST, units};
use crate::store::telegram::send::NewSend;
use crate::view;
use crate::wire::{Notice, SharedFact};
use crate::words::telegram as words;

/// What one part of a text may take, so that a label has room before it.
const ROOM: usize = LONGEST - 200;

/// The chat that is rendered for.
#[derive(Debug, Clone, Copy)]
pub struct To<'a> {
    pub chat: i64,
    pub conversation: &'a ConversationId,
    pub language: Language,
    /// What was told on the web is not for here: it may hold figures.
    pub keep_back: bool,
    /// Whether a closing asks how it was.
    pub asks: bool,
}

/// A message while it is put together: pieces of HTML, and what can be tapped under the last.
#[derive(Debug, Default)]
struct Bubble {
    pieces: Vec<String>,
    buttons: Vec<InlineKeyboardButton>,
}

/// The sends that show an event in a chat; none for what its reader wrote there, or is told otherwise.
pub fn sends(event: Event, to: &To<'_>) -> Vec<NewSend> {
    let (seq, channel) = (event.seq, event.channel);
    let Some(shared) = view::shared(event) else { return Vec::new() };
    let number = shared.number;
    let bubble = match shared.what {
        SharedFact::Message { message } => said(&message, channel, number, to),
        SharedFact::Notice { notice } => noticed(&notice, number, to),
    };
    bubble.map_or_else(Vec::new, |bubble| bubble.sends(to.chat, &format!("{seq}:{}", to.chat)))
}

/// A message of ours that stands in no log.
pub(super) fn aside(chat: i64, id: &str, text: &str, buttons: Vec<InlineKeyboardButton>) -> Vec<NewSend> {
    Bubble { pieces: parts(text, ROOM), buttons }.sends(chat, id)
}

fn said(message: &Message, channel: Channel, number: i64, to: &To<'_>) -> Option<Bubble> {
    let language = to.language;
    let elsewhere = channel != Channel::Telegram;
    let head = match &message.author {
        Author::Customer if elsewhere => italic(words::from_web(language)),
        // It stands in the chat already.
        Author::Customer => return None,
        Author::Bot | Author::System => italic(words::bot(language)),
        Author::Agent { name, .. } => bold(&words::agent(language, name)),
    };
    if elsewhere && to.keep_back && message.author != Author::Customer {
        let web = Button::Web { tag: button::tag(to.conversation) }.labelled(words::open_web(language));
        return Some(Bubble { pieces: vec![head, italic(words::only_on_web(language))], buttons: vec![web] });
    }
    let mut bubble = Bubble { pieces: vec![head], buttons: Vec::new() };
    let urgent = |block: &&Block| matches!(block, Block::Emergency { .. });
    message.blocks.iter().filter(urgent).for_each(|block| bubble.draw(block, &message.text, number, to));
    bubble.pieces.extend(parts(&message.text, ROOM));
    message
        .blocks
        .iter()
        .filter(|block| !urgent(block))
        .for_each(|block| bubble.draw(block, &message.text, number, to));
    Some(bubble)
}

fn noticed(notice: &Notice, number: i64, to: &To<'_>) -> Option<Bubble> {
    let language = to.language;
    let line = match notice {
        Notice::Joined { name } => words::joined(language, name),
        Notice::Released => words::released(language).to_owned(),
        Notice::Returned => words::returned(language).to_owned(),
        Notice::Closed if to.asks => format!("{} {}", words::closed(language), words::how_was_it(language)),
        Notice::Closed => words::closed(language).to_owned(),
        // The bot says it, or the position does.
        Notice::Opened | Notice::LanguageChanged { .. } | Notice::Queued | Notice::Cancelled | Notice::Verified => {
            return None;
        }
    };
    let mut bubble = Bubble { pieces: vec![italic(&line)], buttons: Vec::new() };
    if to.asks && *notice == Notice::Closed {
        let tag = button::tag(to.conversation);
        let stars =
            |score: u8| Button::Stars { tag: tag.clone(), number, score }.labelled(&"⭐".repeat(usize::from(score)));
        bubble.buttons = (1..=5).map(stars).collect();
    }
    Some(bubble)
}

impl Bubble {
    fn draw(&mut self, block: &Block, said: &str, number: i64, to: &To<'_>) {
        let language = to.language;
        let tag = button::tag(to.conversation);
        match block {
            Block::Choices { choices } => {
                let choice =
                    |(at, label): (usize, &str)| Button::Choice { tag: tag.clone(), number, at }.labelled(label);
                self.buttons.extend(choices.iter().map(|choice| choice.label.as_str()).enumerate().map(choice));
            }
            Block::Status(status) => self.pieces.push(card(status, said)),
            Block::Article { title, as_of, .. } => {
                self.pieces.push(format!("📄 {} · {}", bold(title), escape(&words::as_of(language, as_of))));
                let rate = |helpful| Button::Rate { tag: tag.clone(), number, helpful };
                self.buttons.push(Button::Article { tag: tag.clone(), number }.labelled(words::read_article(language)));
                self.buttons.push(rate(true).labelled(words::helped(language)));
                self.buttons.push(rate(false).labelled(words::helped_not(language)));
            }
            Block::Emergency { title, phones, steps } => self.pieces.push(alarm(title, phones, steps)),
            Block::Receipt { number: receipt, title, next, .. } => self.pieces.push(format!(
                "✅ {}\n{} {}\n{}",
                bold(title),
                escape(words::receipt(language)),
                bold(receipt),
                escape(next)
            )),
            // Codes are typed on the web alone.
            Block::Code { .. } => {}
        }
    }

    /// Pieces together as far as they have room, the buttons under the last.
    fn sends(self, chat: i64, id: &str) -> Vec<NewSend> {
        let mut texts: Vec<String> = Vec::new();
        for piece in self.pieces.into_iter().filter(|piece| !piece.is_empty()) {
            match texts.last_mut() {
                Some(last) if units(last) + units(&piece) + 2 <= LONGEST => {
                    last.push_str(if last.lines().count() == 1 { "\n" } else { "\n\n" });
                    last.push_str(&piece);
                }
                _ => texts.push(piece),
            }
        }
        let last = texts.len().saturating_sub(1);
        let rows = button::rows(self.buttons);
        let send = |(at, text): (usize, String)| {
            let mut message =
                SendMessage::new(ChatId(chat), text).parse_mode(ParseMode::Html).link_preview_options(plain_links());
            if at == last && !rows.inline_keyboard.is_empty() {
                message = message.reply_markup(rows.clone());
            }
            kept(format!("{id}:{at}"), &message)
        };
        texts.into_iter().enumerate().map(send).collect()
    }
}

/// Links are text: no picture of a page is drawn under a message.
fn plain_links() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

/// Where something stands, with what the text does not say already. Its rows stay away: figures are for the web.
fn card(status: &Status, said: &str) -> String {
    let Status { title, state, progress, since, next, expected, basis, .. } = status;
    let state = match progress {
        Some(progress) => format!("{} · {state}", progress.dots()),
        None => state.clone(),
    };
    let mut lines = vec![bold(title), escape(&state)];
    let more = [since, next, expected].into_iter().flatten().filter(|line| !said.contains(line.as_str()));
    lines.extend(more.map(|line| escape(line)));
    lines.extend(basis.as_deref().map(italic));
    lines.join("\n")
}

fn alarm(title: &str, phones: &[Phone], steps: &[String]) -> String {
    let mut lines = vec![format!("🚨 {}", bold(title))];
    lines.extend(phones.iter().map(|phone| format!("☎ {} {}", bold(&phone.number), escape(&phone.label))));
    lines.extend(steps.iter().enumerate().map(|(at, step)| format!("{}. {}", at + 1, escape(step))));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use handoff::event::Fact;
    use handoff::message::{Choice, Progress, Row, Tone};
    use jiff::Timestamp;

    use super::*;

    fn event(channel: Channel, fact: Fact) -> Event {
        Event {
            seq: 9,
            source: "dari".into(),
            id: "e".into(),
            at: Timestamp::UNIX_EPOCH,
            person: "p".into(),
            channel,
            conversation: Some("c".into()),
            number: Some(4),
            fact,
        }
    }

    fn render(channel: Channel, message: Message, keep_back: bool) -> Vec<NewSend> {
        let conversation = ConversationId::from("conversation-1");
        let to = To { chat: 7, conversation: &conversation, language: Language::Ko, keep_back, asks: true };
        sends(event(channel, Fact::Said { message, reading: None }), &to)
    }

    fn text(send: &NewSend) -> &str {
        send.body["text"].as_str().unwrap()
    }

    #[test]
    fn every_bubble_says_who_speaks_and_nothing_written_is_markup() {
        let bot = render(Channel::Telegram, Message::text(Author::Bot, "1 < 2 & <b>"), false);
        assert_eq!(text(&bot[0]), "<i>AI 상담</i>\n1 &lt; 2 &amp; &lt;b&gt;");
        let agent = Author::Agent { id: None, name: "이<민>지".into() };
        let agent = render(Channel::Telegram, Message::text(agent, "네"), false);
        assert_eq!(text(&agent[0]), "<b>이&lt;민&gt;지 상담원</b>\n네");
        assert_eq!(render(Channel::Telegram, Message::text(Author::Customer, "네"), false), []);
        let web = render(Channel::Web, Message::text(Author::Customer, "네"), false);
        assert_eq!(text(&web[0]), "<i>웹에서 쓰신 글</i>\n네");
    }

    #[test]
    fn what_was_told_on_the_web_after_a_proof_stays_there() {
        let figures = || Message::text(Author::Bot, "1,234,000원이에요");
        let sent = render(Channel::Web, figures(), true);
        assert!(!text(&sent[0]).contains("1,234") && text(&sent[0]).contains("웹"), "{sent:?}");
        let data = &sent[0].body["reply_markup"]["inline_keyboard"][0][0]["callback_data"];
        assert_eq!(data, "o:ersation-1", "the way there is offered");
        assert!(text(&render(Channel::Telegram, figures(), true)[0]).contains("1,234"), "it was said here");
    }

    #[test]
    fn a_card_has_dots_and_no_figures() {
        let status = Status {
            title: "전세 대출".into(),
            state: "서류 확인 중".into(),
            tone: Tone::Calm,
            progress: Some(Progress { step: 3, of: 5, labels: Vec::new() }),
            since: Some("11월 20일부터".into()),
            next: None,
            expected: None,
            rows: vec![Row { label: "한도".into(), value: "3,000만원".into() }],
            basis: None,
        };
        let sent =
            render(Channel::Telegram, Message::text(Author::Bot, "보고 있어요").with(Block::Status(status)), false);
        let shown = text(&sent[0]);
        assert!(shown.contains("<b>전세 대출</b>\n●●●○○ 3/5 · 서류 확인 중\n11월 20일부터"), "{shown}");
        assert!(!shown.contains("3,000"), "{shown}");
    }

    #[test]
    fn danger_comes_first() {
        let phones = vec![Phone { number: "112".into(), label: "경찰".into() }];
        let alarm = Block::Emergency { title: "지금 할 일".into(), phones, steps: vec!["끊으세요".into()] };
        let sent = render(Channel::Telegram, Message::text(Author::Bot, "긴 설명").with(alarm), false);
        let shown = text(&sent[0]);
        assert!(shown.find("112").unwrap() < shown.find("긴 설명").unwrap(), "{shown}");
    }

    #[test]
    fn a_long_answer_is_sent_in_order_with_its_buttons_under_the_last_part() {
        let long = "한 문장이에요. ".repeat(1200);
        let choices = vec![Choice { id: "menu".into(), label: "처음으로".into() }];
        let sent = render(Channel::Telegram, Message::text(Author::Bot, long).with(Block::Choices { choices }), false);
        assert!(sent.len() > 2);
        for (at, send) in sent.iter().enumerate() {
            assert!(units(text(send)) <= LONGEST);
            assert_eq!(send.id, format!("9:7:{at}"));
            assert_eq!(send.body.get("reply_markup").is_some(), at + 1 == sent.len());
        }
        let data = &sent.last().unwrap().body["reply_markup"]["inline_keyboard"][0][0]["callback_data"];
        assert_eq!(data, "c:ersation-1:4:0");
    }

    #[test]
    fn a_closing_asks_how_it_was() {
        let conversation = ConversationId::from("c");
        let to = To { chat: 7, conversation: &conversation, language: Language::En, keep_back: false, asks: true };
        let wrap_up = handoff::event::WrapUp {
            topic: "t".into(),
            outcome: handoff::event::WrapUpOutcome::Resolved,
            note: "secret".into(),
        };
        let closed = Fact::HandoffClosed { handoff: "h".into(), agent: "a".into(), wrap_up };
        let sent = sends(event(Channel::Telegram, closed.clone()), &to);
        assert!(text(&sent[0]).contains("How was this chat?") && !sent[0].body.to_string().contains("secret"));
        assert_eq!(sent[0].body["reply_markup"]["inline_keyboard"].as_array().unwrap().len(), 3);
        let after_danger = sends(event(Channel::Telegram, closed), &To { asks: false, ..to });
        assert_eq!(text(&after_danger[0]), "<i>The chat has ended.</i>");
        assert!(after_danger[0].body.get("reply_markup").is_none());
    }
}
