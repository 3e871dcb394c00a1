//! What the commands take that are about rules alone.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::language;
use crate::value::Language;

/// Checks rules, and with --city a city's files.
///
/// Every pack is checked together with what it extends, and with all that holds where it applies.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    yardstick check\n  \
    yardstick check reference_targets\n  \
    yardstick check --city cities/trondheim\n  \
    yardstick check u4ssc --lang nb\n  \
    yardstick check u4ssc --lang nn --missing > rules/u4ssc/nn.kpi\n  \
    yardstick check --format json")]
pub(in crate::cli) struct Check {
    /// Packs; without one all that are found.
    #[arg(value_name = "PACK")]
    pub packs: Vec<String>,
    /// A city whose files are checked too.
    #[arg(long, value_name = "DIR")]
    pub city: Option<PathBuf>,
    /// Takes warnings about layers as errors: an amendment without a reason, a gap between dates.
    #[arg(long)]
    pub strict: bool,
    /// Says too what is not translated into this language.
    #[arg(long, value_name = "CODE", value_parser = language)]
    pub lang: Option<Language>,
    /// Prints what is not translated as blocks with empty places, for a translator to fill in.
    #[arg(long, requires = "lang")]
    pub missing: bool,
    /// How findings are shown.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: FindingFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FindingFormat {
    Text,
    Json,
}

/// Runs the tests that are written in the rules, and says which KPIs, bands and triggers none of them reaches.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  yardstick test\n  yardstick test u4ssc --format json")]
pub(in crate::cli) struct Test {
    /// Packs; without one all that are found.
    #[arg(value_name = "PACK")]
    pub packs: Vec<String>,
    /// How results are shown.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: FindingFormat,
}

/// Lists what the rules declare.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    yardstick list kpis\n  \
    yardstick list kpis --format csv > kpis.csv\n  \
    yardstick list kpis --where quality_class=class_1 --sort evaluation_level\n  \
    yardstick list targets reference_targets\n  \
    yardstick list targets --format sheet > targets.csv\n  \
    yardstick list units")]
pub(in crate::cli) struct List {
    /// What is listed.
    pub what: Listed,
    /// Packs; without one all that are found.
    #[arg(value_name = "PACK")]
    pub packs: Vec<String>,
    /// How it is shown. A table has the columns that fit a terminal, the others have all; `sheet` writes targets as
    /// `targets from` reads them.
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub format: ListFormat,
    /// Lists only KPIs that carry this value of a facet.
    #[arg(long = "where", value_name = "FACET=VALUE")]
    pub filter: Option<String>,
    /// Sorts by a column or a facet; values of a facet in the order in which the rules declare them.
    #[arg(long, value_name = "COLUMN")]
    pub sort: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Listed {
    Kpis,
    Targets,
    Recommendations,
    Units,
    Functions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ListFormat {
    Table,
    Csv,
    Json,
    Sheet,
}

/// Prints the rules as they hold for a place and a day, each clause with the pack, file and line that it comes from.
///
/// What is printed is a pack of its own, which gives the same results. NAME is what is shown (a KPI by name or code, a
/// point, an input, a parameter, a recommendation …: all without one), or a pack whose rules are meant (all without
/// one; with --city those that the city uses).
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    yardstick show noise_exposure\n  \
    yardstick show water_supply_loss norway --on 2020-06-30\n  \
    yardstick show --city cities/trondheim > trondheim_rules.kpi\n  \
    yardstick show noise_exposure --format json")]
pub(in crate::cli) struct Show {
    /// What is shown, and packs.
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// The country whose rules are meant, by its ISO code (NO, TN, SA).
    #[arg(long, value_name = "CODE")]
    pub country: Option<String>,
    /// The city whose rules are meant: a folder with city.kpi.
    #[arg(long, value_name = "DIR")]
    pub city: Option<PathBuf>,
    /// The day on which the rules hold: 2020-06-30; a month or a year stands for its last day.
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// How it is shown.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: FindingFormat,
}

/// Writes the pages of the reference that are made from the program's own tables.
#[derive(Debug, Args)]
#[command(hide = true)]
pub(in crate::cli) struct Reference {
    /// The folder.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}
