//! The program `yardstick`.

fn main() -> std::process::ExitCode {
    yardstick::cli::main()
}
