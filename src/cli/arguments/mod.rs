//! The arguments of the command line.

mod question;
mod report;
mod rules;

pub(super) use question::{
    Compare, CompareFormat, Diff, DiffFormat, Explain, Levers, Robustness, Run, RunFormat, StudyFormat, TableFormat,
    WhatIf,
};
pub(super) use report::{Bounds, Evaluate, ReportFormat};
pub(super) use rules::{Check, FindingFormat, List, ListFormat, Listed, Reference, Show, Test};

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::value::Language;

/// Evaluates cities by rules that anyone can read and edit.
#[derive(Debug, Parser)]
#[command(
    name = "yardstick",
    version,
    arg_required_else_help = true,
    after_help = "Examples:\n  \
        yardstick evaluate cities/trondheim\n  \
        yardstick evaluate cities/trondheim --out report\n  \
        yardstick explain cities/trondheim water_supply_loss\n  \
        yardstick check\n\n\
        Exit codes: 0 fine; 1 findings that are errors, or tests that fail; 2 wrong usage; 3 a fault of yardstick."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// A folder that holds packs (or is one), or the file of a pack. Without it: `rules` here, else the nearest one above
    /// the city's folder.
    #[arg(long, value_name = "DIR", global = true)]
    pub rules: Vec<PathBuf>,
    /// A folder with words of the report, one file CODE.ftl for each language. Without it: `words` beside the first rules
    /// folder, where there is one.
    #[arg(long, value_name = "DIR", global = true)]
    pub words: Option<PathBuf>,
    /// When to use colours; NO_COLOR is respected.
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: Color,
}

/// Reads the code of a language.
fn language(code: &str) -> Result<Language, String> {
    let hint =
        if code == "no" { "write nb for Bokmål, nn for Nynorsk" } else { "write a code of ISO 639, such as nb" };
    Language::of_code(code).ok_or_else(|| hint.to_owned())
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Evaluate(Evaluate),
    Bounds(Bounds),
    Check(Check),
    Test(Test),
    Explain(Explain),
    Diff(Diff),
    Compare(Compare),
    Whatif(WhatIf),
    Levers(Levers),
    Robustness(Robustness),
    List(List),
    Show(Show),
    Run(Run),
    Reference(Reference),
}

#[cfg(test)]
mod tests {
    use super::Arguments;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_fit_together() {
        Arguments::command().debug_assert();
    }
}
