//! What the commands take that answer questions about results, changes and cities.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Says where a result comes from.
///
/// ITEM is a KPI, a point or an input (by name or code), a recommendation, a check, a parameter, or a group of a
/// roll-up.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    yardstick explain cities/trondheim water_supply_loss\n  \
    yardstick explain cities/trondheim \"dimension: society, category: education\"\n  \
    yardstick explain cities/trondheim noise_abatement\n  \
    yardstick explain countries --city NOR renewable_energy\n  \
    yardstick explain --code unit::name::unknown")]
pub(in crate::cli) struct Explain {
    /// The city's folder; or that of many cities, with --city.
    #[arg(required_unless_present = "code")]
    pub city: Option<PathBuf>,
    /// Of many cities this one, evaluated among the others.
    #[arg(long = "city", value_name = "NAME")]
    pub one: Option<String>,
    /// What is to be explained.
    #[arg(required_unless_present = "code")]
    pub item: Vec<String>,
    /// The year of the evaluation; without it the latest one with figures.
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
    /// Judges everything by the rules of this day (2020-06-30; a month or a year stands for its last day).
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Explains the code of a finding instead.
    #[arg(long, value_name = "CODE", conflicts_with_all = ["city", "item", "year", "on"])]
    pub code: Option<String>,
}

/// Says what a change of rules does: what was changed, and with --cities what follows from it.
///
/// OLD and NEW are packs by name (several with commas), folders of rules or of one pack, or a folder as it was in a
/// revision of git, written REVISION:FOLDER. A folder is named from the current folder, in git too.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    yardstick diff u4ssc reference_targets\n  \
    yardstick diff rules my_rules --cities cities\n  \
    yardstick diff HEAD~3:rules rules --cities cities/trondheim\n  \
    yardstick diff rules my_rules --cities cities --format html --out change.html")]
pub(in crate::cli) struct Diff {
    /// The rules as they were.
    pub old: String,
    /// The rules as they are.
    pub new: String,
    /// A city, or a folder of cities, whose results are compared.
    #[arg(long, value_name = "DIR")]
    pub cities: Option<PathBuf>,
    /// The year of the evaluation; without it the latest one with figures, for each city.
    #[arg(long, value_name = "YEAR", requires = "cities")]
    pub year: Option<i32>,
    /// How it is shown.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: DiffFormat,
    /// Writes it into this file instead.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum DiffFormat {
    Text,
    Json,
    Html,
}

/// Puts cities side by side, or one city over the years.
///
/// Scores by group with their coverage, KPIs with their values, ranks with ties, and where each is ahead and behind.
/// Only what is measured alike is ranked; what is not is said.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    yardstick compare cities/trondheim cities/stavanger\n  \
    yardstick compare cities/trondheim@2019 cities/trondheim@2020\n  \
    yardstick compare cities/* --years 2019,2020 --format csv\n  \
    yardstick compare cities/trondheim cities/riyadh --where category=health --format html --out health.html")]
pub(in crate::cli) struct Compare {
    /// Folders of cities; `@YEAR` behind one is the year of its evaluation.
    #[arg(required = true, value_name = "CITY")]
    pub cities: Vec<String>,
    /// Evaluates every city in each of these years.
    #[arg(long, value_name = "YEARS", value_delimiter = ',')]
    pub years: Vec<i32>,
    /// Shows only what carries this value of a facet.
    #[arg(long = "where", value_name = "FACET=VALUE")]
    pub filter: Option<String>,
    /// How it is shown.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: CompareFormat,
    /// Writes it into this file instead.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum CompareFormat {
    Text,
    Csv,
    Json,
    Html,
}

/// Says what would move in a city if figures, weights, targets or parameters were others.
///
/// Values, scores, bands, groups, and recommendations that appear, go or change their rank. Where something moves
/// nothing, it is said why.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    yardstick whatif cities/trondheim --set \"emergency_response_time=9 min\"\n  \
    yardstick whatif cities/trondheim --set \"households = 1.1 * households\"\n  \
    yardstick whatif cities/trondheim --set \"water_supply_loss at 2020 = 10 %\" --format csv\n  \
    yardstick whatif cities/trondheim --set \"target of water_supply_loss = at most 8 %\"\n  \
    yardstick whatif cities/trondheim --set \"start of water_supply_loss = 40 %\" --set \"weight of economy = 2\"")]
pub(in crate::cli) struct WhatIf {
    /// The city's folder. Many cities: a folder with cities.kpi, which names their sheet; or a folder of folders of cities.
    pub city: PathBuf,
    /// Of many cities this one, evaluated among the others.
    #[arg(long = "city", value_name = "NAME")]
    pub one: Option<String>,
    /// What is supposed: a figure or a parameter (`ITEM=VALUE`, `ITEM at YEAR=VALUE`), `weight of ITEM=2`, `target of
    /// ITEM=at most 8 %`, `start of ITEM=40 %`. A value is written as in rules, with its unit.
    #[arg(long = "set", value_name = "ITEM=VALUE", required = true)]
    pub set: Vec<String>,
    /// The year of the evaluation; without it the latest one with figures.
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
    /// Judges everything by the rules of this day (2020-06-30; a month or a year stands for its last day).
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// How it is shown.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TableFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum TableFormat {
    Text,
    Json,
    Csv,
}

/// Says where a city's next effort counts most.
///
/// For each figure: what it would have to be for one band more and for its target, and what that, or a change by one per
/// cent, gains in each roll-up. The largest gain comes first.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    yardstick levers cities/trondheim\n  \
    yardstick levers cities/trondheim --rollup subdimension --top 20\n  \
    yardstick levers cities/trondheim --format csv > levers.csv")]
pub(in crate::cli) struct Levers {
    /// The city's folder. Many cities: a folder with cities.kpi, which names their sheet; or a folder of folders of cities.
    pub city: PathBuf,
    /// Of many cities this one, evaluated among the others.
    #[arg(long = "city", value_name = "NAME")]
    pub one: Option<String>,
    /// The roll-up by whose groups levers are sorted; without it the first one of the rules.
    #[arg(long, value_name = "NAME")]
    pub rollup: Option<String>,
    /// How many levers of each sort a text shows. Files have all.
    #[arg(long, value_name = "COUNT", default_value_t = 10)]
    pub top: usize,
    /// The year of the evaluation; without it the latest one with figures.
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
    /// Judges everything by the rules of this day (2020-06-30; a month or a year stands for its last day).
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// How it is shown.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: TableFormat,
}

/// Says how sure scores, ranks, bands and recommendations are.
///
/// What varies, and how far, stands in the rules (`robustness "Title" { vary … }`). Each replicate draws all of it and
/// evaluates every city once more. One city has scores and bands; several have ranks as well. The same seed gives the same
/// bytes, whatever the threads and the order of the cities.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    yardstick robustness cities/trondheim\n  \
    yardstick robustness cities/* --format html --out robustness.html\n  \
    yardstick robustness cities/* --rollup subdimension --replicates replicates.csv\n  \
    yardstick robustness cities/trondheim --replicates 200 --seed 7 --format svg > ranges.svg")]
pub(in crate::cli) struct Robustness {
    /// Folders of cities. Many cities: a folder with cities.kpi, which names their sheet; or a folder of folders of cities.
    #[arg(required = true, value_name = "CITY")]
    pub cities: Vec<PathBuf>,
    /// The title of the study; without it the last one of the rules, which is that of the narrowest pack.
    #[arg(long, value_name = "TITLE")]
    pub study: Option<String>,
    /// The roll-up whose groups are looked at; without it the first one of the rules.
    #[arg(long, value_name = "NAME")]
    pub rollup: Option<String>,
    /// How many replicates are drawn, or, with a name that ends in .csv, a file for every replicate's choices.
    #[arg(long, value_name = "COUNT|FILE")]
    pub replicates: Vec<String>,
    /// Where the random numbers begin, in place of what the rules say.
    #[arg(long, value_name = "NUMBER")]
    pub seed: Option<u32>,
    /// How many threads work; without it as many as the machine has cores. The results are the same.
    #[arg(long, value_name = "COUNT")]
    pub threads: Option<usize>,
    /// The year of the evaluation; without it the latest one with figures, for each city.
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
    /// How it is shown.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: StudyFormat,
    /// Writes it into this file instead.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum StudyFormat {
    Text,
    Json,
    Html,
    Svg,
}

/// Runs an analysis in Rhai: a script that loads cities, evaluates, filters, compares and supposes, and gives back tables.
///
/// The script reads cities and rules of the project through the functions that it has, and no file beside them. What it
/// prints or returns is written here. ARGS are its `args`. docs/analyses.md says how to write one.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    yardstick run docs/analyses/ranking.rhai\n  \
    yardstick run docs/analyses/ranking.rhai cities dimension\n  \
    yardstick run docs/analyses/steps.rhai cities/trondheim --format csv > steps.csv\n  \
    yardstick run docs/analyses/undetermined.rhai --out undetermined.csv\n\n\
    A script of your own, in mine.rhai:\n  \
    for city in cities(\"cities\") { print(city.title + \": \" + shown(city.score(\"dimension: society\"))); }\n  \
    yardstick run mine.rhai")]
pub(in crate::cli) struct Run {
    /// The script.
    pub script: PathBuf,
    /// What the script is given: `args[0]`, `args[1]` …
    #[arg(value_name = "ARGS")]
    pub arguments: Vec<String>,
    /// How its tables are written. Without it as the name of the file says (.csv, .json), else as text.
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<RunFormat>,
    /// Writes them into this file instead, whole or not at all.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Writes this table alone, counted from 1.
    #[arg(long, value_name = "NUMBER")]
    pub table: Option<usize>,
    /// How long the script may take.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..))]
    pub seconds: u64,
    /// How much memory the script may use, in MiB.
    #[arg(long, value_name = "MIB", default_value_t = 1024)]
    pub memory: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum RunFormat {
    Text,
    Csv,
    Json,
}
