//! nlu: a model asked about many sentences: some one after another, as a customer would, the others on all cores.

use std::time::Instant;

use rayon::prelude::*;

/// So many are asked one after another, for what an answer takes; of more nothing else would be learnt.
const TIMED: usize = 2_000;

/// The answer to each question, in order, and the milliseconds it took where it was asked alone.
pub(super) fn ask<Q: Sync, A: Send>(questions: &[Q], answer: impl Fn(&Q) -> A + Sync) -> Vec<(A, Option<f64>)> {
    let (alone, rest) = questions.split_at(questions.len().min(TIMED));
    if let Some(first) = alone.first() {
        // It pays for what is made once, and is not what a customer waits for.
        answer(first);
    }
    let timed = |question: &Q| {
        let start = Instant::now();
        let answer = answer(question);
        (answer, Some(start.elapsed().as_secs_f64() * 1000.0))
    };
    let mut answers: Vec<(A, Option<f64>)> = alone.iter().map(timed).collect();
    answers.par_extend(rest.par_iter().map(|question| (answer(question), None)));
    answers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_answered_in_order_and_some_are_timed() {
        let questions: Vec<usize> = (0..TIMED + 500).collect();
        let answers = ask(&questions, |n| n * 2);
        assert_eq!(answers.len(), questions.len());
        assert!(answers.iter().zip(&questions).all(|((answer, _), question)| *answer == question * 2));
        assert_eq!(answers.iter().filter(|(_, took)| took.is_some()).count(), TIMED);
        assert!(ask(&[], |n: &usize| *n).is_empty());
    }
}
