//! bot: the tables `identity` and `merge`: under which names a person is known, and who turned out to be one.

use handoff::id::PersonId;
use handoff::person::{Identity, Namespace, Refused, identity, may_join};
use jiff::Timestamp;
use sqlx::AnyConnection;

use super::person::PersonFacts;
use super::row::{Columns, json, word};
use super::{Error, Result, Store};

mod signed;

pub use signed::{Settled, Signed, settle};

/// A name as it arrives: its digest, and whether it was proved to be theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub namespace: Namespace,
    pub key: String,
    pub proved: bool,
}

/// What became of names that were said to be one person's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Linked {
    /// They are this person's; those before were merged into it, each by a name of this kind.
    Person(PersonId, Vec<(PersonId, Namespace)>),
    /// They stay apart.
    Refused(PersonId, Refused),
}

impl Store {
    /// The names of a person, the strongest first.
    pub async fn names_of(&self, person: &PersonId) -> Result<Vec<Identity>> {
        let mut connection = self.readers().acquire().await?;
        names_of(&mut connection, person).await
    }

    /// The person under a name, if anybody has it.
    pub async fn person_of_name(&self, namespace: Namespace, key: &str) -> Result<Option<PersonId>> {
        let mut connection = self.readers().acquire().await?;
        Ok(found(&mut connection, namespace, key).await?.map(|(person, _)| person))
    }

    /// Who was merged into whom and is still, newest first.
    pub async fn merges(&self) -> Result<Vec<(PersonId, PersonId)>> {
        let rows =
            sqlx::query("select id, gone, into_person from merge where undone_at is null order by at desc, id desc")
                .fetch_all(self.readers())
                .await?;
        rows.iter()
            .map(|row| {
                let columns = Columns::of("merge", "id", row)?;
                Ok((PersonId(columns.text("gone")?), PersonId(columns.text("into_person")?)))
            })
            .collect()
    }
}

/// The person of an event by its strongest name, and whose that name was at first. A name that nobody has
/// makes a new person; further names are only noted where they are known, for what an event says joins nobody.
pub async fn resolve(
    tx: &mut AnyConnection,
    names: &[Name],
    fresh: PersonId,
    now: Timestamp,
) -> Result<(PersonId, PersonId)> {
    let strongest = names.iter().min_by_key(|name| name.namespace).ok_or(Error::Overtaken)?;
    let (person, origin) = if let Some(owner) = found(tx, strongest.namespace, &strongest.key).await? {
        owner
    } else {
        insert_person(tx, &fresh, now).await?;
        (fresh.clone(), fresh)
    };
    see(tx, strongest, &person, &origin, now).await?;
    Ok((person, origin))
}

/// Says that names are one person's. Only proved ones join; every rule of [`may_join`] is asked.
pub async fn link(tx: &mut AnyConnection, names: &[Name], fresh: PersonId, now: Timestamp) -> Result<Linked> {
    let mut proved: Vec<Name> = names.iter().filter(|name| name.proved).cloned().collect();
    proved.sort_by_key(|name| name.namespace);
    let mut owners: Vec<PersonId> = Vec::new();
    for name in &proved {
        if let Some((person, _)) = found(tx, name.namespace, &name.key).await?
            && !owners.contains(&person)
            && (is_proved(tx, name).await? || is_only_name(tx, &person).await?)
        {
            owners.push(person);
        }
    }
    let base = match owners.first() {
        Some(base) => base.clone(),
        None => match first_owner(tx, names).await? {
            Some(person) if fits(tx, &person, &proved, now).await? => person,
            _ => {
                insert_person(tx, &fresh, now).await?;
                fresh
            }
        },
    };
    if let Err(refused) = may_keep(tx, &base, &proved, now).await? {
        return Ok(Linked::Refused(base, refused));
    }
    let asserted: Vec<Identity> = proved.iter().map(|name| as_identity(name, now)).collect();
    let mut merged = Vec::new();
    for other in owners.iter().skip(1) {
        if let Err(refused) = join(tx, &base, other, &asserted, now).await? {
            return Ok(Linked::Refused(base, refused));
        }
        let by = proved.first().map_or(Namespace::CustomerNo, |name| name.namespace);
        merged.push((other.clone(), by));
    }
    for name in names {
        take(tx, name, &base, now).await?;
    }
    Ok(Linked::Person(base, merged))
}

/// The person has left the device: what comes from it next is somebody else's until proved.
pub async fn retire(tx: &mut AnyConnection, namespace: Namespace, key: &str, now: Timestamp) -> Result<bool> {
    let changed = sqlx::query("update identity set key = $3 where namespace = $1 and key = $2")
        .bind(word(&namespace))
        .bind(key)
        .bind(format!("{key}:{}", now.as_millisecond()))
        .execute(tx)
        .await?;
    Ok(changed.rows_affected() == 1)
}

/// Makes two persons of one again: everything goes back to whom it arrived for. False when they are not merged.
pub async fn unmerge(tx: &mut AnyConnection, gone: &PersonId, now: Timestamp) -> Result<Option<PersonId>> {
    let row = sqlx::query("select id, into_person from merge where gone = $1 and undone_at is null")
        .bind(gone.as_str())
        .fetch_optional(&mut *tx)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let columns = Columns::of("merge", "id", &row)?;
    let (id, into) = (columns.text("id")?, columns.text("into_person")?);
    for origin in origins(tx, gone).await? {
        move_back(tx, &origin, gone, &into).await?;
    }
    sqlx::query(
        "update event set person_id = $1 where person_id = $2 and conversation_id in \
         (select id from conversation where person_id = $1)",
    )
    .bind(gone.as_str())
    .bind(into.as_str())
    .execute(&mut *tx)
    .await?;
    follow_conversations(tx, gone).await?;
    sqlx::query("update merge set undone_at = $2 where id = $1")
        .bind(id)
        .bind(now.as_millisecond())
        .execute(&mut *tx)
        .await?;
    sqlx::query("update person set merged_into = null where id = $1").bind(gone.as_str()).execute(tx).await?;
    Ok(Some(PersonId(into)))
}

async fn join(
    tx: &mut AnyConnection,
    base: &PersonId,
    other: &PersonId,
    asserted: &[Identity],
    now: Timestamp,
) -> Result<std::result::Result<(), Refused>> {
    loop {
        let with = |names: Vec<Identity>| asserted.iter().cloned().chain(names).collect::<Vec<_>>();
        let (one, two) = (with(names_of(tx, base).await?), with(names_of(tx, other).await?));
        match may_join(&one, &two) {
            Ok(()) => break,
            Err(refused) => {
                let all: Vec<Identity> = one.into_iter().chain(two).collect();
                if !make_room(tx, refused, &all, asserted, now).await? {
                    return Ok(Err(refused));
                }
            }
        }
    }
    if two_customers(tx, base, other).await? {
        return Ok(Err(Refused::TwoCustomers));
    }
    merge(tx, base, other, asserted.first().map_or(Namespace::CustomerNo, |name| name.namespace), now).await?;
    Ok(Ok(()))
}

/// Everything of `gone` is `into`'s from now on, with a mark of where it came from.
async fn merge(tx: &mut AnyConnection, into: &PersonId, gone: &PersonId, by: Namespace, now: Timestamp) -> Result<()> {
    for sql in [
        "update event set origin = coalesce(origin, person_id), person_id = $1 where person_id = $2",
        // A turn that is under way is overtaken: it began with another person.
        "update conversation set origin = coalesce(origin, person_id), person_id = $1, version = version + 1 \
         where person_id = $2",
        "update handoff set person_id = $1 where person_id = $2",
        "update promise set person_id = $1 where person_id = $2",
        "update identity set person_id = $1 where person_id = $2",
        "update person set merged_into = $1 where id = $2",
    ] {
        sqlx::query(sql).bind(into.as_str()).bind(gone.as_str()).execute(&mut *tx).await?;
    }
    sqlx::query("insert into merge (id, gone, into_person, namespace, at) values ($1, $2, $3, $4, $5)")
        .bind(format!("{gone}:{}", now.as_millisecond()))
        .bind(gone.as_str())
        .bind(into.as_str())
        .bind(word(&by))
        .bind(now.as_millisecond())
        .execute(tx)
        .await?;
    Ok(())
}

async fn move_back(tx: &mut AnyConnection, origin: &str, gone: &PersonId, into: &str) -> Result<()> {
    for sql in [
        "update event set person_id = $1 where person_id = $2 and origin = $3",
        "update conversation set person_id = $1, version = version + 1 where person_id = $2 and origin = $3",
        "update identity set person_id = $1 where person_id = $2 and origin = $3",
    ] {
        sqlx::query(sql).bind(gone.as_str()).bind(into).bind(origin).execute(&mut *tx).await?;
    }
    Ok(())
}

/// Handoffs and promises belong to whoever has their conversation.
async fn follow_conversations(tx: &mut AnyConnection, person: &PersonId) -> Result<()> {
    for sql in [
        "update handoff set person_id = $1 where conversation_id in (select id from conversation where person_id = $1)",
        "update promise set person_id = $1 where conversation_id in (select id from conversation where person_id = $1)",
    ] {
        sqlx::query(sql).bind(person.as_str()).execute(&mut *tx).await?;
    }
    Ok(())
}

/// The person, and everybody who had been merged into them before.
async fn origins(tx: &mut AnyConnection, person: &PersonId) -> Result<Vec<String>> {
    let mut all = vec![person.to_string()];
    let mut at = 0;
    while let Some(one) = all.get(at).cloned() {
        let before: Vec<String> =
            sqlx::query_scalar("select gone from merge where into_person = $1 and undone_at is null order by gone")
                .bind(one)
                .fetch_all(&mut *tx)
                .await?;
        all.extend(before.into_iter().filter(|gone| !all.contains(gone)).collect::<Vec<_>>());
        at += 1;
    }
    Ok(all)
}

async fn names_of(tx: &mut AnyConnection, person: &PersonId) -> Result<Vec<Identity>> {
    let rows = sqlx::query(
        "select namespace, key, verified_at, first_at, last_at from identity \
         where person_id = $1 and key not like '%:%' order by key",
    )
    .bind(person.as_str())
    .fetch_all(tx)
    .await?;
    let parse = |row: &sqlx::any::AnyRow| {
        let columns = Columns::of("identity", "key", row)?;
        Ok(Identity {
            namespace: columns.word("namespace")?,
            key: columns.text("key")?,
            verified_at: columns.time_or_none("verified_at")?,
            first_at: columns.time("first_at")?,
            last_at: columns.time("last_at")?,
        })
    };
    let mut names: Vec<Identity> = rows.iter().map(parse).collect::<Result<_>>()?;
    names.sort_by(|a, b| (a.namespace, &a.key).cmp(&(b.namespace, &b.key)));
    Ok(names)
}

async fn found(tx: &mut AnyConnection, namespace: Namespace, key: &str) -> Result<Option<(PersonId, PersonId)>> {
    let row = sqlx::query("select key, person_id, origin from identity where namespace = $1 and key = $2")
        .bind(word(&namespace))
        .bind(key)
        .fetch_optional(tx)
        .await?;
    row.as_ref()
        .map(|row| {
            let columns = Columns::of("identity", "key", row)?;
            Ok((PersonId(columns.text("person_id")?), PersonId(columns.text("origin")?)))
        })
        .transpose()
}

async fn is_proved(tx: &mut AnyConnection, name: &Name) -> Result<bool> {
    let n: i64 = sqlx::query_scalar(
        "select count(*) from identity where namespace = $1 and key = $2 and verified_at is not null",
    )
    .bind(word(&name.namespace))
    .bind(name.key.as_str())
    .fetch_one(tx)
    .await?;
    Ok(n > 0)
}

/// Whether a person is known under one name alone: to join them gives nobody else a way in. A person of
/// several names stays apart from whoever proves one that they only claimed.
async fn is_only_name(tx: &mut AnyConnection, person: &PersonId) -> Result<bool> {
    let n: i64 = sqlx::query_scalar("select count(*) from identity where person_id = $1 and key not like '%:%'")
        .bind(person.as_str())
        .fetch_one(tx)
        .await?;
    Ok(n == 1)
}

async fn first_owner(tx: &mut AnyConnection, names: &[Name]) -> Result<Option<PersonId>> {
    let mut names: Vec<&Name> = names.iter().collect();
    names.sort_by_key(|name| name.namespace);
    for name in names {
        if let Some((person, _)) = found(tx, name.namespace, &name.key).await? {
            return Ok(Some(person));
        }
    }
    Ok(None)
}

/// Whether proved names may be added to what a person has.
async fn may_keep(
    tx: &mut AnyConnection,
    person: &PersonId,
    proved: &[Name],
    now: Timestamp,
) -> Result<std::result::Result<(), Refused>> {
    let asserted: Vec<Identity> = proved.iter().map(|name| as_identity(name, now)).collect();
    if asserted.is_empty() {
        return Ok(Ok(()));
    }
    loop {
        let own: Vec<Identity> = names_of(tx, person).await?.into_iter().chain(asserted.iter().cloned()).collect();
        match may_join(&own, &asserted) {
            Err(refused) if make_room(tx, refused, &own, &asserted, now).await? => {}
            other => return Ok(other),
        }
    }
}

/// Too many names of a kind: the weakest is let go, and it is asked again. False when that is not what
/// is wrong, or none is left to let go.
async fn make_room(
    tx: &mut AnyConnection,
    refused: Refused,
    names: &[Identity],
    asserted: &[Identity],
    now: Timestamp,
) -> Result<bool> {
    let Refused::TooMany { namespace, .. } = refused else { return Ok(false) };
    let is_new = |name: &Identity| asserted.iter().any(|one| (one.namespace, &one.key) == (name.namespace, &name.key));
    let old: Vec<Identity> = names.iter().filter(|name| !is_new(name)).cloned().collect();
    match identity::weakest(&old, namespace).filter(|_| namespace != Namespace::CustomerNo) {
        Some(weakest) => retire(tx, namespace, &weakest.key, now).await,
        None => Ok(false),
    }
}

async fn fits(tx: &mut AnyConnection, person: &PersonId, proved: &[Name], now: Timestamp) -> Result<bool> {
    Ok(may_keep(tx, person, proved, now).await?.is_ok())
}

/// The core system knows both, under different numbers.
async fn two_customers(tx: &mut AnyConnection, one: &PersonId, other: &PersonId) -> Result<bool> {
    let numbers: Vec<String> =
        sqlx::query_scalar("select customer from person where id in ($1, $2) and customer is not null")
            .bind(one.as_str())
            .bind(other.as_str())
            .fetch_all(tx)
            .await?;
    Ok(numbers.len() > 1)
}

/// A sign of a name that may be nobody's yet.
async fn see(tx: &mut AnyConnection, name: &Name, person: &PersonId, origin: &PersonId, now: Timestamp) -> Result<()> {
    sqlx::query(
        "insert into identity (namespace, key, person_id, origin, verified_at, first_at, last_at) \
         values ($1, $2, $3, $4, null, $5, $5) on conflict (namespace, key) do update set last_at = excluded.last_at",
    )
    .bind(word(&name.namespace))
    .bind(name.key.as_str())
    .bind(person.as_str())
    .bind(origin.as_str())
    .bind(now.as_millisecond())
    .execute(tx)
    .await?;
    Ok(())
}

/// A name becomes a person's: a proof takes it from whoever only claimed it, a claim takes it from nobody.
async fn take(tx: &mut AnyConnection, name: &Name, person: &PersonId, now: Timestamp) -> Result<()> {
    see(tx, name, person, person, now).await?;
    if name.proved {
        sqlx::query(
            "update identity set person_id = $3, verified_at = coalesce(verified_at, $4), \
             origin = case when person_id = $3 then origin else $3 end where namespace = $1 and key = $2",
        )
        .bind(word(&name.namespace))
        .bind(name.key.as_str())
        .bind(person.as_str())
        .bind(now.as_millisecond())
        .execute(tx)
        .await?;
    }
    Ok(())
}

async fn insert_person(tx: &mut AnyConnection, id: &PersonId, now: Timestamp) -> Result<()> {
    sqlx::query("insert into person (id, customer, facts, created_at) values ($1, null, $2, $3)")
        .bind(id.as_str())
        .bind(json(&PersonFacts::default()))
        .bind(now.as_millisecond())
        .execute(tx)
        .await
        .map_err(Error::from)?;
    Ok(())
}

fn as_identity(name: &Name, now: Timestamp) -> Identity {
    Identity { namespace: name.namespace, key: name.key.clone(), verified_at: Some(now), first_at: now, last_at: now }
}
