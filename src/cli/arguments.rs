//! The arguments of the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
pub(super) struct Evaluate {
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
pub(super) struct Bounds {
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
pub(super) enum ReportFormat {
    Text,
    Json,
    Csv,
    Html,
    Svg,
}

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
pub(super) struct Check {
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
pub(super) enum FindingFormat {
    Text,
    Json,
}

/// Runs the tests that are written in the rules, and says which KPIs, bands and triggers none of them reaches.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  yardstick test\n  yardstick test u4ssc --format json")]
pub(super) struct Test {
    /// Packs; without one all that are found.
    #[arg(value_name = "PACK")]
    pub packs: Vec<String>,
    /// How results are shown.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: FindingFormat,
}

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
pub(super) struct Explain {
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
pub(super) struct Diff {
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
pub(super) enum DiffFormat {
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
pub(super) struct Compare {
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
pub(super) enum CompareFormat {
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
pub(super) struct WhatIf {
    /// The city's folder.
    pub city: PathBuf,
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
pub(super) enum TableFormat {
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
pub(super) struct Levers {
    /// The city's folder.
    pub city: PathBuf,
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
pub(super) struct Robustness {
    /// Folders of cities.
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
pub(super) enum StudyFormat {
    Text,
    Json,
    Html,
    Svg,
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
pub(super) struct List {
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
pub(super) enum Listed {
    Kpis,
    Targets,
    Recommendations,
    Units,
    Functions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
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
pub(super) struct Show {
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
pub(super) struct Run {
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
pub(super) enum RunFormat {
    Text,
    Csv,
    Json,
}

/// Writes the pages of the reference that are made from the program's own tables.
#[derive(Debug, Args)]
#[command(hide = true)]
pub(super) struct Reference {
    /// The folder.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
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
