//! The binary; everything is in the library beside it.

use std::process::ExitCode;

/// A build makes many millions of small texts on all processors: the system's allocator takes a tenth more time for them
/// (see BENCHMARKS.md).
#[cfg(unix)]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    lanmu::cli::main()
}
