//! bot: `dari bench encoder`: the transformer alone, by length, to put beside another runtime.

use clap::Args;
use models::train::Encoder;
use models::{Packed, SHAPES};

use crate::cli::nlu::Model;

/// Which model, and how often.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  taskset -c 0 dari bench encoder
  taskset -c 0 python models/training/time_onnxruntime.py --ours 'target/debug/dari bench encoder'

Random tokens, one thread; no text is split and no head is asked. The second example times ONNX Runtime on the same
shape of transformer, in the same run. The best time is the one least disturbed by other work.")]
pub struct EncoderArgs {
    #[command(flatten)]
    model: Model,
    /// Runs for each figure
    #[arg(long, default_value_t = 200)]
    runs: usize,
}

/// Times the encoder of one model.
pub(super) fn encoder(args: &EncoderArgs) -> anyhow::Result<()> {
    let packed = Encoder::of(&args.model.bundle()?)?.packed;
    println!("encoder of {:.1} MB, products on {}, one thread", packed.bytes() as f64 / 1e6, Packed::kernel());
    println!("tokens sentences  best ms  median ms");
    for (tokens, sentences) in SHAPES {
        let timing = packed.time(tokens, sentences, args.runs.div_ceil(sentences));
        let [best, median] = [timing.best, timing.median].map(|time| time.as_secs_f64() * 1000.0);
        println!("{tokens:>6} {sentences:>9} {best:>8.2} {median:>10.2}");
    }
    Ok(())
}
