//! What the commands take that report on cities.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::language;
use crate::value::Language;

/// Evaluates a city by the packs that it names.
///
/// Prints a summary, and with --out writes report.html, scorecard.json, scorecard.csv and wheel.svg. What is wrong in
/// the figures is reported and left out; wrong rules stop the evaluation.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    yardstick evaluate cities/trondheim\n  \
    yardstick evaluate cities/trondheim --where dimension=society\n  \
    yardstick evaluate cities/trondheim --lang nb --format html > report.html\n  \
    yardstick evaluate cities/trondheim --format json > scorecard.json\n  \
    yardstick evaluate countries --out results\n  \
    yardstick evaluate countries --city NOR --format html > report.html\n  \
    yardstick evaluate cities/trondheim --rules rules --rules my_rules --out report")]
pub(in crate::cli) struct Evaluate {
    /// The city's folder, with city.kpi and its sheets (*.csv). Many cities: a folder with cities.kpi, which names their
    /// sheet; or a folder of folders of cities.
    pub city: PathBuf,
    /// Of many cities this one, evaluated among the others.
    #[arg(long = "city", value_name = "NAME")]
    pub one: Option<String>,
    /// The language of the report, by its code: en, nb, nn, or one that the rules and a folder of words speak.
    #[arg(long, value_name = "CODE", value_parser = language)]
    pub lang: Option<Language>,
    /// Writes the four files into this folder, all or none.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The year of the evaluation; without it the latest one with figures.
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
    /// Judges everything by the rules of this day (2020-06-30; a month or a year stands for its last day). Without it
    /// every figure is judged by the last day of its period.
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Shows only what carries this value of a facet.
    #[arg(long = "where", value_name = "FACET=VALUE")]
    pub filter: Option<String>,
    /// What is printed.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ReportFormat,
}

/// Writes the bounds of cities that are compared as a pack that holds them.
///
/// The pack extends the rules, and its cohort holds what every member has, sorted and without names. Put it into a rules
/// folder, and let a city use it: it is scored alone, against these members, and with the same bounds ever after.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    yardstick bounds countries --name edition_2024 > rules/edition_2024.kpi\n  \
    yardstick bounds cities --name network_2020 --year 2020 > rules/network_2020.kpi")]
pub(in crate::cli) struct Bounds {
    /// The cities: a folder with cities.kpi, or a folder of folders of cities.
    pub cities: PathBuf,
    /// The name of the pack and of its cohort.
    #[arg(long, value_name = "NAME", value_parser = plain_name)]
    pub name: String,
    /// The year; without it the latest one with figures.
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
    /// Takes the rules of this day.
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

/// Reads a name as rules have it.
fn plain_name(name: &str) -> Result<String, String> {
    let letters = name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_');
    let plain = letters && name.starts_with(|letter: char| letter.is_ascii_lowercase());
    if plain { Ok(name.to_owned()) } else { Err("a name has small letters, digits and `_`: edition_2024".to_owned()) }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ReportFormat {
    Text,
    Json,
    Csv,
    Html,
    Svg,
}
