//! nlu: from which line on a message raises an emergency.

use crate::{Nlu, Ranked, Row, emergency};

/// How finely the line is told.
const STEPS: usize = 14;

impl Nlu {
    /// The lines the model was tuned to.
    pub fn lines(&self) -> models::Thresholds {
        self.classifier.manifest().thresholds
    }
}

/// For each sentence the highest threshold of suspicion at which it raises an emergency: infinite where
/// a rule raises it anyway, below zero where nothing does.
pub fn alarm_lines(nlu: &Nlu, rows: &[Row]) -> Vec<f64> {
    rows.iter().map(|row| alarm_line(nlu, &row.text)).collect()
}

/// What raises an emergency is asked of the detector itself, whose answer only falls as the line rises.
fn alarm_line(nlu: &Nlu, text: &str) -> f64 {
    if emergency::by_rule(text).is_some() {
        return f64::INFINITY;
    }
    let Some(prediction) = nlu.classifier.predict(&[text]).pop() else { return f64::NEG_INFINITY };
    let intents = Ranked::new(nlu.intents.iter().copied().zip(prediction.intents.iter().copied()));
    let report = emergency::report(&prediction);
    let raised = |line: f64| emergency::detect(text, &intents, report, line as f32).is_some();
    if !raised(0.0) {
        return f64::NEG_INFINITY;
    }
    let (mut raises, mut does_not) = (0.0, 1.0);
    for _ in 0..STEPS {
        let middle = f64::midpoint(raises, does_not);
        if raised(middle) { raises = middle } else { does_not = middle }
    }
    raises
}
