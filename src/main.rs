//! The program `yardstick`.

/// Trees and rule books are many small allocations, made in a thread of their own: the system's allocator takes a third
/// of the time of a cold command there (measured in `docs/dev/performance.md`).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    yardstick::cli::main()
}
