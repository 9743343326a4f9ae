//! bot: how far a long training has come, on one line of a terminal or on many of a log.

use std::cell::Cell;
use std::io::{IsTerminal as _, Write as _};
use std::time::Instant;

use models::train::Stage;
use nlu::train::Progress;

/// The line that is being written.
pub(super) struct Line {
    started: Instant,
    told: Cell<Option<Instant>>,
}

impl Default for Line {
    fn default() -> Self {
        Self { started: Instant::now(), told: Cell::new(None) }
    }
}

impl Line {
    /// Writes what is going on; into a log only every few seconds, unless it `matters`.
    pub(super) fn write(&self, text: &str, matters: bool) {
        let minutes = self.started.elapsed().as_secs_f32() / 60.0;
        if std::io::stdout().is_terminal() {
            print!("\r\x1b[2K{minutes:5.1} min  {text}{}", if matters { "\n" } else { "" });
            let _ = std::io::stdout().flush();
        } else if matters || self.told.get().is_none_or(|told| told.elapsed().as_secs() >= 15) {
            println!("{minutes:5.1} min  {text}");
            self.told.set(Some(Instant::now()));
        }
    }
}

/// Leaves the line.
impl Drop for Line {
    fn drop(&mut self) {
        if std::io::stdout().is_terminal() {
            println!();
        }
    }
}

/// Tells of training.
pub(super) fn tell(line: &Line, progress: Progress) {
    match progress {
        Progress::Tuning(tuning) => steps(line, &tuning),
        Progress::Stage(Stage::Encoding(done, all)) => {
            line.write(&format!("reading sentences with the encoder: {done} of {all}"), false);
        }
        Progress::Stage(Stage::Dense) => line.write("fitting the dense branch", true),
        Progress::Stage(Stage::Sparse) => line.write("fitting the sparse branch", true),
        Progress::Stage(Stage::Calibrating) => line.write("putting the branches together on held-out sentences", true),
    }
}

/// Tells of the steps of an encoder that learns.
pub(super) fn steps(line: &Line, progress: &models::train::tune::Progress) {
    let models::train::tune::Progress { step, steps, loss, translation_loss, accuracy, speed, left } = *progress;
    let loss = if loss > 0.0 { loss } else { translation_loss };
    let accuracy = accuracy.map(|share| format!("  development accuracy {:.1} %", share * 100.0)).unwrap_or_default();
    let left = left.as_secs().div_ceil(60);
    let text = format!("step {step}/{steps}  loss {loss:.3}  {speed:.0} tokens/s  {left} min left{accuracy}");
    line.write(&text, !accuracy.is_empty());
}
