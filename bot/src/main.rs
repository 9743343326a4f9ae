//! bot: the one binary.

use clap::Parser as _;

fn main() -> anyhow::Result<()> {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // `dari … | head` closes the pipe; that is no fault of anybody's.
        if panic.payload_as_str().is_some_and(|text| text.contains("Broken pipe")) {
            std::process::exit(0);
        }
        usual(panic);
    }));
    bot::cli::run(bot::cli::Cli::parse())
}
