//! The terminal: colours, width, and what is printed where.

use std::io::{self, ErrorKind, IsTerminal, Write};

use super::arguments::Color;
use super::exit::Failure;
use crate::diagnostic::{self, Diagnostic, render_text};
use crate::source::Sources;

/// Width where nothing is known of the terminal.
const WIDTH: usize = 80;

/// What is known of the terminal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    /// Results may be coloured.
    pub colour: bool,
    /// Columns.
    pub width: usize,
    findings: diagnostic::Style,
}

impl Terminal {
    pub fn of(color: Color) -> Self {
        let narrated = std::env::var_os("NO_GRAPHICS").is_some_and(|value| !value.is_empty());
        let width = width();
        let findings = diagnostic::Style {
            color: coloured(color, io::stderr().is_terminal()),
            unicode: unicode(),
            width,
            narrated,
        };
        Self { colour: coloured(color, io::stdout().is_terminal()), width, findings }
    }

    /// Shows findings on stderr.
    pub fn show(&self, findings: &[Diagnostic], sources: &Sources) {
        if !findings.is_empty() {
            // Nobody is left to be told that stderr is closed.
            let _ = io::stderr().write_all(render_text(findings, sources, self.findings).as_bytes());
        }
    }

    /// Says something on stderr, as it is.
    pub fn say(self, text: &str) {
        // Nobody is left to be told that stderr is closed.
        let _ = io::stderr().write_all(text.as_bytes());
    }
}

/// Prints a result. A reader that has gone away is no error.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::Usage(format!("the result cannot be printed: {error}")))
        }
        _ => Ok(()),
    }
}

/// Says on stderr why a command ends early.
pub(super) fn complain(text: &str) {
    let _ = writeln!(io::stderr(), "yardstick: {text}");
}

fn coloured(color: Color, terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
    }
}

/// Frames are drawn in ASCII where the locale says that nothing else can be shown.
fn unicode() -> bool {
    let said = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|text| !text.is_empty()));
    said.is_none_or(|locale| locale.to_lowercase().contains("utf"))
}

fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    asked.or_else(seen).unwrap_or(WIDTH).clamp(40, 160)
}
