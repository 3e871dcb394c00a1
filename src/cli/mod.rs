//! The command line: arguments, terminal, files and exit codes. All contact with the world is here and in `workspace`.

mod arguments;
mod bounds;
mod check;
mod compare;
mod diff;
mod evaluate;
mod exit;
mod explain;
mod levers;
mod list;
mod output;
mod project;
mod reference;
mod robustness;
mod run;
mod show;
mod terminal;
mod test;
mod together;
mod translation;
mod whatif;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser;
use exit::{Exit, Failure};
use project::Folders;
use terminal::Terminal;

/// Stack of the thread that does the work. Only what is used of it costs anything; long chains of formulas need it.
const STACK: usize = 256 << 20;

/// Does what the command line asks for.
#[must_use]
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|place| format!(" at {}:{}", place.file(), place.line())).unwrap_or_default();
        let payload = info.payload();
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let said = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("no message");
        terminal::complain(&format!("{said}{place}\n{}", exit::OURS));
    }));
    let arguments = Arguments::parse();
    let worker = std::thread::Builder::new().stack_size(STACK).spawn(move || run(&arguments));
    let exit = match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(exit)) => exit,
        Ok(Err(_)) => Exit::Fault,
        Err(error) => {
            terminal::complain(&format!("the system gives no thread: {error}"));
            Exit::Usage
        }
    };
    ExitCode::from(exit.code())
}

fn run(arguments: &Arguments) -> Exit {
    let terminal = Terminal::of(arguments.color);
    let folders = Folders { rules: &arguments.rules, words: arguments.words.as_deref() };
    let done = match &arguments.command {
        Command::Evaluate(options) => evaluate::run(options, folders, terminal),
        Command::Bounds(options) => bounds::run(options, &arguments.rules, terminal),
        Command::Check(options) => check::run(options, folders, terminal),
        Command::Test(options) => test::run(options, &arguments.rules, terminal),
        Command::Explain(options) => explain::run(options, &arguments.rules, terminal),
        Command::Compare(options) => compare::run(options, &arguments.rules, terminal),
        Command::Whatif(options) => whatif::run(options, &arguments.rules, terminal),
        Command::Levers(options) => levers::run(options, &arguments.rules, terminal),
        Command::Run(options) => run::run(options, &arguments.rules, terminal),
        Command::Robustness(options) => robustness::run(options, &arguments.rules, terminal),
        Command::Diff(options) => diff::run(options, &arguments.rules, terminal),
        Command::List(options) => list::run(options, &arguments.rules, terminal),
        Command::Show(options) => show::run(options, &arguments.rules, terminal),
        Command::Reference(options) => reference::run(options),
    };
    done.unwrap_or_else(|failure| {
        terminal::complain(&failure.message());
        failure.exit()
    })
}

/// What a command comes to.
type Done = Result<Exit, Failure>;
