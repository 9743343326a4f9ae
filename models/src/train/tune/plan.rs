//! models: what a tuning does in each of its steps, drawn before the first.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Groups, Material, Options};
use crate::tokenizer::Tokenizer;
use crate::train::Example;
use crate::train::random::Random;

/// How often the development sentences are asked in a run, or once a pass where there are more.
const MEASURES: usize = 6;
/// Articles of which a step takes two questions each, and pairs with a score in a step.
const PAIRS: usize = 24;
/// Groups of others of which a step takes two sentences each: the more, the harder to tell apart.
const GROUPS: usize = 48;
/// The tokens of a usual sentence.
const USUAL: usize = 16;

/// What a step learns from.
pub(super) enum Work {
    /// Labelled sentences, by number.
    Sentences(Vec<usize>),
    /// Sentences of a task, both by number.
    Task(usize, Vec<usize>),
    /// So many translations.
    Translations(usize),
    /// Two sentences each of so many groups of a set, by number; the articles are the last set.
    Groups(usize, usize),
    /// So many pairs with a score.
    Pairs(usize),
}

/// The steps of a whole run: sentences of about one length together, the others in between.
pub(super) fn plan(material: Material<'_>, options: &Options, tokenizer: &Tokenizer) -> Vec<Work> {
    let mut plan = Vec::new();
    let labelled = lengths(material.examples, options, tokenizer);
    let tasks: Vec<Lengths> = material.tasks.iter().map(|task| lengths(&task.examples, options, tokenizer)).collect();
    let mut random = Random::new(options.seed);
    let translations = options.tokens / 24;
    let mut sets = (0..material.groups.len()).cycle();
    for _ in 0..options.epochs {
        let mut labelled: Vec<Work> =
            batches(&labelled, options.most, options, &mut random).into_iter().map(Work::Sentences).collect();
        for (number, task) in tasks.iter().enumerate() {
            let batches = batches(task, options.task_most, options, &mut random);
            labelled.extend(batches.into_iter().map(|batch| Work::Task(number, batch)));
        }
        if !tasks.is_empty() {
            random.shuffle(&mut labelled);
        }
        let mut ours = 0;
        for work in labelled {
            let is_ours = matches!(work, Work::Sentences(_));
            plan.push(work);
            if !is_ours {
                continue;
            }
            ours += 1;
            let due = |every: usize| every > 0 && ours % every == 0;
            if due(options.translate_every) && !material.translations.is_empty() {
                plan.push(Work::Translations(translations));
            }
            if due(options.paraphrase_every) && material.examples.iter().any(|example| example.article.is_some()) {
                plan.push(Work::Groups(material.groups.len(), PAIRS));
            }
            if due(options.group_every)
                && let Some(set) = sets.next()
            {
                plan.push(Work::Groups(set, GROUPS));
            }
            if due(options.pair_every) && !material.pairs.is_empty() {
                plan.push(Work::Pairs(PAIRS));
            }
        }
    }
    if !material.translations.is_empty() {
        plan.extend((0..options.steps).map(|_| Work::Translations(translations)));
    }
    plan
}

/// Sentences by number, each with its tokens.
type Lengths = Vec<(usize, usize)>;

/// The sentences that a head can learn from.
fn lengths(examples: &[Example], options: &Options, tokenizer: &Tokenizer) -> Lengths {
    let answered = examples.par_iter().enumerate().filter(|(_, example)| example.is_answered());
    answered.map(|(n, example)| (n, tokenizer.sentence(&example.text, options.longest).len())).collect()
}

/// One pass over at most so many sentences, those of about one length together.
fn batches(sentences: &Lengths, most: usize, options: &Options, random: &mut Random) -> Vec<Vec<usize>> {
    let mut order = sentences.clone();
    random.shuffle(&mut order);
    if most > 0 {
        order.truncate(most);
    }
    let mut batches: Vec<Vec<usize>> = Vec::new();
    for pool in order.chunks_mut(2048) {
        pool.sort_by_key(|(_, length)| *length);
        let mut batch = Vec::new();
        for &(n, length) in pool.iter() {
            if (batch.len() + 1) * length > options.tokens {
                batches.push(std::mem::take(&mut batch));
            }
            batch.push(n);
        }
        batches.push(batch);
    }
    random.shuffle(&mut batches);
    batches.retain(|batch| !batch.is_empty());
    batches
}

/// Up over the first twentieth, then down to a thirtieth.
pub(super) fn pace(step: usize, steps: usize) -> f32 {
    let done = step as f32 / steps as f32;
    (done * 20.0 + 0.01).min(1.0) * (1.0 - done).max(0.03)
}

/// The sentence with a few tokens left out, never the marks at its ends.
pub(super) fn thin(rows: &[u32], share: f32, random: &mut Random) -> Vec<u32> {
    let last = rows.len().saturating_sub(1);
    let keep = |n: usize, random: &mut Random| n == 0 || n == last || !random.chance(share);
    rows.iter().enumerate().filter(|&(n, _)| keep(n, random)).map(|(_, &row)| row).collect()
}

/// The questions of each article that has several.
pub(super) fn articles(examples: &[Example]) -> Groups {
    let mut articles: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (article, text) in examples.iter().filter_map(|example| Some((example.article?, &example.text))) {
        articles.entry(article).or_default().push(text.clone());
    }
    articles.into_values().filter(|questions| questions.len() > 1).collect()
}

/// Two sentences each of some groups: first the one of every pair, then the other.
pub(super) fn draw_pairs<'a>(groups: &'a Groups, count: usize, random: &mut Random) -> Vec<&'a str> {
    let mut order: Vec<usize> = (0..groups.len()).collect();
    random.shuffle(&mut order);
    order.truncate(count);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for group in order {
        let group = &groups[group];
        let first = random.below(group.len());
        let second = (first + 1 + random.below(group.len() - 1)) % group.len();
        left.push(group[first].as_str());
        right.push(group[second].as_str());
    }
    left.extend(right);
    left
}

/// After how many steps the development sentences are asked again: often enough to see a turn, and not so often that
/// asking takes longer than learning.
pub(super) fn interval(steps: usize, options: &Options, dev: usize) -> usize {
    let asking = (dev * USUAL).div_ceil(options.tokens.max(1)).div_ceil(2);
    steps.div_ceil(MEASURES.max(options.epochs)).max(asking).max(1)
}

/// Whether they are asked after this step: after the last in any case, and not shortly before it.
pub(super) fn is_measured(step: usize, steps: usize, interval: usize) -> bool {
    step == steps || step.is_multiple_of(interval) && steps - step > interval / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_known_of_a_sentence_is_learnt_from() {
        let tokenizer = Tokenizer::bilingual(&crate::tokenizer::SPECIALS.map(str::to_owned), &[]).unwrap();
        let check = |example: Example, want: bool| {
            let examples = [example];
            let material = Material { examples: &examples, ..Material::default() };
            let plan = plan(material, &Options { epochs: 1, ..Options::default() }, &tokenizer);
            assert_eq!(!plan.is_empty(), want, "{examples:?}");
        };
        check(Example { meaning: Some(crate::train::Meaning::OutOfScope), ..Example::default() }, true);
        check(Example { sentiment: Some(0), ..Example::default() }, true);
        check(Example { frustration: Some(true), ..Example::default() }, true);
        check(Example { urgent: Some(false), ..Example::default() }, true);
        check(Example { article: Some(3), ..Example::default() }, false);
    }

    #[test]
    fn tasks_come_between_our_sentences() {
        let tokenizer = Tokenizer::bilingual(&crate::tokenizer::SPECIALS.map(str::to_owned), &[]).unwrap();
        let example = |n: usize| Example {
            text: format!("{n}"),
            meaning: Some(crate::train::Meaning::Intents(vec![n % 2])),
            ..Example::default()
        };
        let examples: Vec<Example> = (0..6).map(example).collect();
        let task = |count: usize| super::super::Task {
            labels: vec!["a".to_owned(), "b".to_owned()],
            examples: (0..count).map(example).collect(),
        };
        let tasks = [task(9), task(3)];
        let material = Material { examples: &examples, tasks: &tasks, ..Material::default() };
        let options = Options { epochs: 2, tokens: 2, task_most: 4, ..Options::default() };
        let plan = plan(material, &options, &tokenizer);
        let (mut seen, mut places) = (vec![Vec::<usize>::new(); 2], Vec::new());
        for (place, work) in plan.iter().enumerate() {
            match work {
                Work::Task(number, some) => seen[*number].extend(some),
                Work::Sentences(_) => places.push(place),
                _ => {}
            }
        }
        assert_eq!((seen[0].len(), seen[1].len(), places.len()), (8, 6, 12));
        assert!((0..3).all(|n| seen[1].iter().filter(|&&seen| seen == n).count() == 2), "each once a pass: {seen:?}");
        assert!(places.windows(2).any(|two| two[0] + 1 < two[1]), "{places:?}");
    }

    #[test]
    fn a_pair_is_of_one_group_and_no_group_comes_twice() {
        let groups: Groups = (0..9).map(|group| (0..3).map(|n| format!("{group} {n}")).collect()).collect();
        let texts = draw_pairs(&groups, 5, &mut Random::new(2));
        let (left, right) = texts.split_at(5);
        assert!(left.iter().zip(right).all(|(a, b)| a != b && a[..1] == b[..1]), "{texts:?}");
        let drawn: std::collections::BTreeSet<&str> = left.iter().map(|text| &text[..1]).collect();
        assert_eq!((drawn.len(), draw_pairs(&groups, 20, &mut Random::new(2)).len()), (5, 18));
    }

    #[test]
    fn sets_of_groups_come_in_their_turn() {
        let tokenizer = Tokenizer::bilingual(&crate::tokenizer::SPECIALS.map(str::to_owned), &[]).unwrap();
        let examples: Vec<Example> =
            (0..6).map(|n| Example { text: format!("a {n}"), sentiment: Some(0), ..Example::default() }).collect();
        let groups = [vec![vec!["a".to_owned(), "b".to_owned()]], vec![vec!["c".to_owned(), "d".to_owned()]]];
        let material = Material { examples: &examples, groups: &groups, ..Material::default() };
        let options = Options { epochs: 1, tokens: 2, group_every: 2, ..Options::default() };
        let sets = plan(material, &options, &tokenizer).into_iter().filter_map(|work| match work {
            Work::Groups(set, _) => Some(set),
            _ => None,
        });
        assert_eq!(sets.collect::<Vec<_>>(), [0, 1, 0]);
    }

    #[test]
    fn the_development_set_is_asked_in_good_time() {
        for (steps, epochs, dev, want) in [
            (427, 1, 860, vec![72, 144, 216, 288, 360, 427]),
            (30, 10, 20, vec![3, 6, 9, 12, 15, 18, 21, 24, 27, 30]),
            (4, 1, 20, vec![1, 2, 3, 4]),
            (80, 2, 6_400, vec![50, 80]),
            (1, 1, 0, vec![1]),
        ] {
            let options = Options { epochs, ..Options::default() };
            let interval = interval(steps, &options, dev);
            let asked: Vec<usize> = (1..=steps).filter(|&step| is_measured(step, steps, interval)).collect();
            assert_eq!(asked, want, "{steps} steps");
        }
    }
}
