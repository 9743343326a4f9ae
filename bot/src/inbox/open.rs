//! bot: where conversations begin: a visitor's, and a customer's for whom the host site signed; and how the one
//! becomes the other without losing a word.

use handoff::event::Fact;
use handoff::id::{ConversationId, PersonId};
use handoff::message::{Author, Channel, Language};
use handoff::person::{Level, Method, Namespace, Proof};
use jiff::Timestamp;

use super::take_outcome;
use crate::app::App;
use crate::conversation::{Control, Conversation, CustomerNo, Dialogue};
use crate::store::identity::{Name, Settled, Signed, settle};
use crate::store::person::{Person, PersonFacts};
use crate::turn::{Error, Result, Turn};
use crate::{dialogue, intake, words};

/// How much of a conversation is looked through for words of the customer's.
const LOOKED_THROUGH: i64 = 200;

/// Who begins a conversation.
#[derive(Debug, Clone)]
pub enum Opener {
    Visitor,
    /// The host site signed for its customer until then.
    Customer(CustomerNo, Timestamp),
}

/// Begins a conversation, or finds the signed-in person's open one again. Answers with its key.
pub async fn open(app: &App, opener: Opener, channel: Channel, language: Language) -> Result<(Conversation, String)> {
    let until = app.now() + app.settings.identity.key_lasts();
    open_until(app, opener, channel, language, until).await
}

/// The same, with a key that opens it until then.
pub async fn open_until(
    app: &App,
    opener: Opener,
    channel: Channel,
    language: Language,
    until: Timestamp,
) -> Result<(Conversation, String)> {
    let now = app.now();
    let profile = match &opener {
        Opener::Visitor => None,
        Opener::Customer(customer, _) => app.core.profile(customer, now).await.ok(),
    };
    let token = app.token();
    let (person, proof) = match opener {
        Opener::Visitor => (Person { id: PersonId(app.id()), customer: None, facts: PersonFacts::default() }, None),
        Opener::Customer(customer, signed_until) => {
            let facts = words::person_facts(profile.as_ref());
            let id = person(app, &customer, &facts, None).await?;
            if let Some(stored) = app.store.open_conversation_of(&id).await? {
                let mut turn = Turn::begin(app, &stored.conversation.id).await?;
                vouch(&mut turn.conversation, now, signed_until);
                turn.grant(&token, until);
                return Ok((turn.end().await?, token));
            }
            (Person { id, customer: Some(customer), facts }, Some(Proof::linked(Method::SiteToken, now, signed_until)))
        }
    };

    let conversation = Conversation {
        id: ConversationId(app.id()),
        person: person.id.clone(),
        customer: person.customer.clone(),
        channel,
        language,
        proof,
        control: Control::Bot,
        epoch: 1,
        dialogue: Dialogue::default(),
        last_number: 0,
        opened_at: now,
    };
    let mut turn = Turn::open(app, conversation, person).await?;
    turn.grant(&token, until);
    turn.record(Fact::Opened { language });
    let greeting = dialogue::greeting(&turn.conversation, profile.as_ref(), &app.settings.company, now);
    turn.record_all(greeting);
    Ok((turn.end().await?, token))
}

/// A customer who is signed in now goes on with the conversation to which they hold a key: their own, or what they
/// wrote as a visitor. None where it is neither, or nothing was written in it yet.
pub async fn go_on(
    app: &App,
    id: &ConversationId,
    customer: &CustomerNo,
    signed_until: Timestamp,
    until: Timestamp,
) -> Result<Option<(Conversation, String)>> {
    let Some(stored) = app.store.conversation(id).await? else { return Ok(None) };
    let is_theirs = match &stored.conversation.customer {
        Some(own) => own == customer,
        None => is_written_in(app, id).await?,
    };
    if !is_theirs || matches!(stored.conversation.control, Control::Closed { .. }) {
        return Ok(None);
    }
    let mut turn = match signed(app, id, customer, signed_until).await {
        Err(Error::Refused(why)) => {
            tracing::warn!(conversation = %id, why, "a visitor's conversation stays apart from the customer's");
            return Ok(None);
        }
        turn => turn?,
    };
    let token = app.token();
    turn.grant(&token, until);
    Ok(Some((turn.end().await?, token)))
}

/// The host site signed for whoever writes in a conversation that is under way; what waited for it goes on.
pub async fn sign_in(app: &App, id: &ConversationId, customer: &CustomerNo, until: Timestamp) -> Result<()> {
    signed(app, id, customer, until).await?.end().await.map(drop)
}

/// What the host site's word is worth now; a code that was given meanwhile goes on holding, no longer than it
/// would have anyway.
pub(super) fn vouch(conversation: &mut Conversation, now: Timestamp, until: Timestamp) {
    let proof = conversation.proof.take().map(|proof| proof.prolonged(now, until));
    conversation.proof = proof.or_else(|| Some(Proof::linked(Method::SiteToken, now, until)));
}

async fn signed(app: &App, id: &ConversationId, customer: &CustomerNo, until: Timestamp) -> Result<Turn> {
    let before = app.store.conversation(id).await?.ok_or(Error::NoConversation)?.conversation;
    if before.customer.is_none() {
        let facts = words::person_facts(app.core.profile(customer, app.now()).await.ok().as_ref());
        person(app, customer, &facts, Some(before.person)).await?;
    }
    let mut turn = Turn::begin(app, id).await?;
    match &turn.conversation.customer {
        Some(same) if same == customer => {}
        Some(_) => return Err(Error::Refused("another customer is signed in here")),
        None => return Err(Error::Refused("what was written here cannot be joined with the customer's journey")),
    }
    turn.conversation.channel = Channel::Web;
    let is_news = turn.conversation.level(turn.now) < Level::V1;
    vouch(&mut turn.conversation, turn.now, until);
    if is_news {
        turn.record(Fact::IdentityVerified { level: Level::V1, method: Method::SiteToken.to_string() });
        if matches!(turn.conversation.control, Control::Bot | Control::Queued { .. }) {
            let desk = turn.desk().await?;
            let outcome = dialogue::signed_in(&turn.conversation, &turn.journey, desk, turn.now, &app.core).await;
            take_outcome(app, &mut turn, outcome)?;
        }
    }
    Ok(turn)
}

/// The customer's person, joined with what other systems reported under their number, and with the visitor they
/// were.
async fn person(app: &App, customer: &CustomerNo, facts: &PersonFacts, visitor: Option<PersonId>) -> Result<PersonId> {
    let number = intake::key(app, Namespace::CustomerNo, &customer.0).ok().map(|key| Name {
        namespace: Namespace::CustomerNo,
        key,
        proved: true,
    });
    if visitor.is_none()
        && let Some(known) = app.store.person_of_customer(customer).await?
        && is_settled(app, &known.id, number.as_ref()).await?
    {
        return Ok(known.id);
    }
    let signed = Signed { customer: customer.clone(), number, facts: facts.clone(), visitor };
    let (fresh, now) = (PersonId(app.id()), app.now());
    let settled = app.store.write(move |tx| Box::pin(async move { settle(tx, &signed, fresh, now).await })).await?;
    let Settled { person, merged, apart } = settled;
    if !merged.is_empty() {
        intake::joined(app, &person, &merged).await?;
    }
    if let Some(why) = apart {
        tracing::warn!(%person, %why, "what is known of a customer stays apart");
    }
    Ok(person)
}

async fn is_settled(app: &App, person: &PersonId, number: Option<&Name>) -> Result<bool> {
    let Some(number) = number else { return Ok(true) };
    let names = app.store.names_of(person).await?;
    Ok(names
        .iter()
        .any(|name| name.namespace == number.namespace && name.key == number.key && name.verified_at.is_some()))
}

async fn is_written_in(app: &App, id: &ConversationId) -> Result<bool> {
    let said = app.store.shared_before(id, i64::MAX, LOOKED_THROUGH).await?;
    Ok(said
        .iter()
        .any(|event| matches!(&event.fact, Fact::Said { message, .. } if matches!(message.author, Author::Customer))))
}
