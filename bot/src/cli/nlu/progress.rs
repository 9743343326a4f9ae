//! bot: how far a long training has come, on one line of a terminal or on many of a log.

use std::cell::Cell;
use std::fmt::Write as _;
use std::io::{self, IsTerminal as _};
use std::time::{Duration, Instant};

use models::train::tune::{self, Told};
use models::train::{ROUNDS, Stage};
use nlu::train::Progress;

/// The line that is being written.
pub(super) struct Line {
    started: Instant,
    told: Cell<Option<Instant>>,
    stage: Cell<Instant>,
}

impl Default for Line {
    fn default() -> Self {
        Self { started: Instant::now(), told: Cell::new(None), stage: Cell::new(Instant::now()) }
    }
}

impl Line {
    /// Writes what is going on; into a log only every few seconds, unless it `matters`.
    pub(super) fn write(&self, text: &str, matters: bool) {
        let minutes = self.started.elapsed().as_secs_f32() / 60.0;
        if io::stdout().is_terminal() {
            print!("\r\x1b[2K{minutes:5.1} min  {text}{}", if matters { "\n" } else { "" });
            let _ = io::Write::flush(&mut io::stdout());
        } else if matters || self.told.get().is_none_or(|told| told.elapsed().as_secs() >= 15) {
            println!("{minutes:5.1} min  {text}");
            self.told.set(Some(Instant::now()));
        }
    }

    /// How long the present stage has taken; one that `begins` takes its time from now.
    fn stage(&self, begins: bool) -> Duration {
        if begins {
            self.stage.set(Instant::now());
        }
        self.stage.get().elapsed()
    }
}

/// Leaves the line.
impl Drop for Line {
    fn drop(&mut self) {
        if io::stdout().is_terminal() {
            println!();
        }
    }
}

/// Tells of training.
pub(super) fn tell(line: &Line, progress: Progress) {
    match progress {
        Progress::Tuning(told) => tuning(line, told),
        Progress::Stage(Stage::Encoding(done, all)) => {
            line.write(&reading(done, all, line.stage(done == 0)), done == all);
        }
        Progress::Stage(Stage::Dense(0, _)) => line.write("fitting the dense branch", true),
        Progress::Stage(Stage::Dense(round, loss)) => {
            line.write(&format!("fitting the dense branch: round {round} of {ROUNDS} at most, loss {loss:.4}"), false);
        }
        Progress::Stage(Stage::Sparse) => line.write("fitting the sparse branch", true),
        Progress::Stage(Stage::Calibrating) => line.write("putting the branches together on held-out sentences", true),
        Progress::Stage(Stage::Again) => line.write("now once more from all sentences, the held-out ones too", true),
    }
}

/// How far the encoder has read, how fast, and how long it will take.
fn reading(done: usize, all: usize, took: Duration) -> String {
    let mut text = format!("reading sentences with the encoder: {done} of {all}");
    let seconds = took.as_secs_f64();
    if done > 0 && seconds > 0.0 {
        let speed = done as f64 / seconds;
        let left = Duration::from_secs_f64((all - done) as f64 / speed);
        let _ = write!(text, "  {speed:.0} sentences/s");
        if done < all {
            let _ = write!(text, "  {}", in_words(left));
        }
    }
    text
}

/// What is left, in minutes, or in seconds where it is less.
fn in_words(left: Duration) -> String {
    match left.as_secs() {
        seconds @ 0..100 => format!("{seconds} s left"),
        seconds => format!("{} min left", seconds.div_ceil(60)),
    }
}

/// Tells of an encoder that learns.
pub(super) fn tuning(line: &Line, told: Told) {
    match told {
        Told::Resumed { step, steps } if step == steps => {
            line.write(&format!("all {steps} steps were done before"), true);
        }
        Told::Resumed { step, steps } => line.write(&format!("goes on after step {step} of {steps}"), true),
        Told::Steps(progress) => steps(line, &progress),
        Told::Kept { step, done, .. } if step == done => {}
        Told::Kept { step, done, measure } => {
            let accuracy = measure.accuracy * 100.0;
            line.write(&format!("step {step} of {done} is kept, the best: development accuracy {accuracy:.1} %"), true);
        }
    }
}

fn steps(line: &Line, progress: &tune::Progress) {
    let tune::Progress { step, steps, loss, translation_loss, task_loss, measure, speed, left } = *progress;
    let loss = if loss > 0.0 { loss } else { translation_loss };
    let losses = [("loss", loss), ("loss of tasks", task_loss)];
    let mut text = format!("step {step}/{steps}");
    for (what, loss) in losses.into_iter().filter(|&(_, loss)| loss > 0.0) {
        let _ = write!(text, "  {what} {loss:.3}");
    }
    let _ = write!(text, "  {speed:.0} tokens/s  {}", in_words(left));
    if let Some((measure, is_best)) = measure {
        let best = if is_best { ", the best so far" } else { "" };
        let _ = write!(text, "  development accuracy {:.1} %{best}", measure.accuracy * 100.0);
    }
    line.write(&text, measure.is_some());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_tells_its_speed_and_what_is_left() {
        for (done, seconds, want) in [
            (0, 0, "0 of 3000"),
            (0, 4, "0 of 3000"),
            (1_000, 10, "1000 of 3000  100 sentences/s  20 s left"),
            (1_000, 100, "1000 of 3000  10 sentences/s  4 min left"),
            (3_000, 30, "3000 of 3000  100 sentences/s"),
        ] {
            let text = reading(done, 3_000, Duration::from_secs(seconds));
            assert_eq!(text, format!("reading sentences with the encoder: {want}"));
        }
    }
}
