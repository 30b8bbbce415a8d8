//! The `sothat` program: everything is in [`sothat::cli`].

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Training sets its own, by starting itself again.
    if std::env::args_os().nth(1).is_none_or(|command| command != "train") {
        say_threads();
    }
    sothat::cli::main()
}

/// Tells candle how many threads there are, unless the caller did: it would read the machine's description again at every
/// product of matrices, some hundred times a draft. Before anything else runs, since other threads may read the environment.
fn say_threads() {
    if let Ok(threads) = std::thread::available_parallelism() {
        // Fails only for a malformed line.
        dotenvy::from_read(format!("RAYON_NUM_THREADS={threads}\n").as_bytes()).ok();
    }
}
