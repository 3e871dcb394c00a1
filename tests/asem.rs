//! The ASEM index by rules in our language, cell by cell against the tables that COINr 1.1.14 computed.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]

use std::path::Path;
use std::sync::OnceLock;

use indexmap::IndexMap;
use yardstick::diagnostic::{Severity, has_errors};
use yardstick::evaluate::Options;
use yardstick::layer::Wanted;
use yardstick::model::dataset::Dataset;
use yardstick::model::rules::RuleBook;
use yardstick::model::scorecard::Scorecard;
use yardstick::report::{self, Many};
use yardstick::{Together, Workspace};

/// A table by row and column, as its cells are written.
type Cells = IndexMap<String, IndexMap<String, String>>;

/// The rows of a table, each with its columns by name.
fn rows(text: &str) -> Vec<IndexMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |record: csv::StringRecord| head.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn cells(text: &str) -> Cells {
    rows(text).into_iter().map(|row| (row[0].clone(), row)).collect()
}

fn expected(table: &str) -> Cells {
    cells(&std::fs::read_to_string(format!("tests/asem/expected/{table}.csv")).unwrap())
}

/// The tables that a pack gives.
struct Made {
    scores: Cells,
    ranks: Cells,
    /// By city and item, the columns of the table of cells.
    steps: IndexMap<(String, String), IndexMap<String, String>>,
    treatments: Cells,
}

fn project(pack: &str) -> (RuleBook, Vec<Dataset>) {
    let mut workspace = Workspace::open(&["tests/asem/rules".into()]).unwrap();
    let read = workspace.cities(Path::new("tests/asem/data")).unwrap().unwrap();
    assert_eq!(read.findings, []);
    let mut many = read.value.unwrap();
    many.uses = vec![Wanted { name: pack.to_owned(), span: None }];
    let book = workspace.rule_book(&many.uses, &many.place()).unwrap();
    assert_eq!(book.findings, [], "{pack}");
    let data = workspace.datasets(&many, &book.value);
    assert!(data.findings.iter().all(|finding| finding.severity == Severity::Advice), "{:?}", data.findings);
    (book.value, data.value)
}

fn make(pack: &str) -> Made {
    let (book, data) = project(pack);
    tables(&book, &data)
}

fn tables(book: &RuleBook, data: &[Dataset]) -> Made {
    let together = Together::of(book, data, Options::default());
    let cities: Vec<(&Dataset, Scorecard)> =
        (0..data.len()).map(|row| (&data[row], together.evaluate(row).unwrap().card)).collect();
    let treatments = together.peers.treatments();
    let many = Many { book, cities: &cities, treatments: &treatments };
    let mut steps = IndexMap::new();
    for row in rows(&report::cells_csv(many).unwrap()) {
        steps.insert((row["city"].clone(), row["item"].clone()), row);
    }
    Made {
        scores: cells(&report::scores_csv(many).unwrap()),
        ranks: cells(&report::ranks_csv(many).unwrap()),
        steps,
        treatments: report::treatments_csv(many).unwrap().map(|table| cells(&table)).unwrap_or_default(),
    }
}

/// What a column of the published tables is called in ours.
fn ours(column: &str) -> String {
    static LEVELS: OnceLock<IndexMap<String, String>> = OnceLock::new();
    let levels = LEVELS.get_or_init(|| {
        let meta = rows(&std::fs::read_to_string("tests/asem/rules/asem/input_iMeta.csv").unwrap());
        meta.into_iter().map(|row| (row["iCode"].clone(), row["Level"].clone())).collect()
    });
    match levels.get(column).map(String::as_str) {
        Some("2") => format!("pillar: {column}"),
        Some("3") => format!("sub_index: {column}"),
        Some("4") => "index".to_owned(),
        _ => column.to_owned(),
    }
}

/// Compares a published table, cell by cell, and says how many cells it was.
fn compare(table: &str, mine: impl Fn(&str, &str) -> String) -> usize {
    let mut compared = 0;
    for (city, row) in expected(table) {
        for (column, wanted) in row.iter().skip(1) {
            let mine = mine(&city, column);
            same(&format!("{table}: {city}, {column}"), wanted, &mine);
            compared += 1;
        }
    }
    compared
}

fn same(what: &str, wanted: &str, mine: &str) {
    match (wanted.parse::<f64>(), mine.parse::<f64>()) {
        (Ok(wanted), Ok(mine)) => {
            let apart = (wanted - mine).abs();
            assert!(apart <= 1e-9 * wanted.abs().max(1.0), "{what}: {wanted} and {mine}");
        }
        (Err(_), Err(_)) if wanted.is_empty() && mine.is_empty() => {}
        _ => panic!("{what}: `{wanted}` and `{mine}`"),
    }
}

fn scores(table: &str, pack: &str) -> Made {
    let made = make(pack);
    assert_eq!(compare(table, |city, column| made.scores[city][&ours(column)].clone()), 51 * 60);
    made
}

fn ranks(table: &str, made: &Made) {
    assert_eq!(compare(table, |city, column| made.ranks[city][&ours(column)].clone()), 51 * 11);
}

#[test]
fn min_max_and_arithmetic_means() {
    let made = scores("raw_minmax0-100_amean", "asem");
    ranks("raw_minmax0-100_amean__ranks", &made);
}

#[test]
fn a_least_share_of_members() {
    scores("raw_minmax0-100_amean_thresh095", "asem_threshold");
}

#[test]
fn uneven_weights() {
    scores("raw_minmax0-100_amean_uneven", "asem_uneven");
}

#[test]
fn geometric_means_from_1_to_100() {
    let made = scores("raw_minmax1-100_gmean", "asem_geometric");
    ranks("raw_minmax1-100_gmean__ranks", &made);
}

#[test]
fn z_scores() {
    let made = scores("raw_zscore_amean", "asem_z_scores");
    ranks("raw_zscore_amean__ranks", &made);
}

/// Copeland's rule as it is written down: members with their weights, each with a number or none for each country.
fn by_pairs(members: &[(f64, Vec<Option<f64>>)], least: f64) -> Vec<Option<f64>> {
    let countries = 0..members[0].1.len();
    let there = |country: usize| members.iter().filter(|(_, numbers)| numbers[country].is_some()).count();
    let enough = |country: usize| there(country) > 0 && there(country) as f64 >= least * members.len() as f64;
    let share = |one: usize, other: usize| {
        let (mut won, mut all) = (0.0, 0.0);
        for (weight, numbers) in members {
            let (Some(own), Some(others)) = (numbers[one], numbers[other]) else { continue };
            all += weight;
            won += if own == others { weight / 2.0 } else { f64::from(u8::from(own > others)) * weight };
        }
        (all > 0.0).then(|| won / all)
    };
    let score = |one: usize| {
        let others = countries.clone().filter(|other| *other != one && enough(*other));
        let shares: Vec<f64> = others.filter_map(|other| share(one, other)).collect();
        let won = shares.iter().filter(|share| **share > 0.5).count();
        let lost = shares.iter().filter(|share| **share < 0.5).count();
        (enough(one) && !shares.is_empty()).then_some(won as f64 - lost as f64)
    };
    countries.clone().map(score).collect()
}

#[test]
fn pair_by_pair_on_every_level() {
    let figures = rows(&std::fs::read_to_string("tests/asem/data/input_iData.csv").unwrap());
    let meta = rows(&std::fs::read_to_string("tests/asem/rules/asem/input_iMeta.csv").unwrap());
    let number = |row: &IndexMap<String, String>, column: &str| row[column].parse::<f64>().ok();
    // More is better in min-max scores as it is in the figures with their sign.
    let mut columns: IndexMap<&str, Vec<Option<f64>>> = IndexMap::new();
    for row in meta.iter().filter(|row| row["Level"] == "1") {
        let sign = number(row, "Direction").unwrap();
        let column = figures.iter().map(|country| Some(sign * number(country, &row["iCode"])?)).collect();
        columns.insert(&row["iCode"], column);
    }
    let made = make("asem_copeland");
    let mut empty = 0;
    for (level, least) in [("2", 0.95), ("3", 0.0), ("4", 0.0)] {
        for group in meta.iter().filter(|row| row["Level"] == level) {
            let within =
                meta.iter().filter(|row| row["Parent"] == group["iCode"] && columns.contains_key(&*row["iCode"]));
            let members: Vec<(f64, Vec<Option<f64>>)> =
                within.map(|row| (number(row, "WeightUneven").unwrap(), columns[&*row["iCode"]].clone())).collect();
            assert!(members.len() > 1);
            let wanted = by_pairs(&members, least);
            assert!(wanted.iter().flatten().any(|score| *score > 10.0));
            for (country, wanted) in figures.iter().zip(&wanted) {
                let mine = &made.scores[&country["uCode"]][&ours(&group["iCode"])];
                assert_eq!(mine.parse::<f64>().ok(), *wanted, "{} of {}", group["iCode"], country["uCode"]);
                empty += usize::from(wanted.is_none());
            }
            columns.insert(&group["iCode"], wanted);
        }
    }
    assert!(empty > 10, "some have too little: {empty}");
}

#[test]
fn capped_distances_to_targets() {
    scores("raw_dist2targ_cap_amean", "asem_targets");
}

#[test]
fn imputed_by_groups() {
    let made = make("asem_imputed");
    let value = |city: &str, item: &str| made.steps[&(city.to_owned(), item.to_owned())]["value"].clone();
    assert_eq!(compare("stage_impute_mean_grp", value), 51 * 49);
    let imputed = made.steps.values().filter(|row| row["imputed"] == "yes").count();
    assert_eq!(imputed, 63, "every empty cell is imputed, and says so");
}

#[test]
fn divided_by_denominators() {
    let made = make("asem_per");
    let value = |city: &str, item: &str| made.steps[&(city.to_owned(), item.to_owned())]["value"].clone();
    assert_eq!(compare("example_stage_Denominated", value), 51 * 49);
}

#[test]
fn all_steps_before_the_score() {
    let made = scores("example_amean", "asem_steps");
    ranks("example_amean__ranks", &made);
    let step = |city: &str, item: &str| &made.steps[&(city.to_owned(), item.to_owned())];
    assert_eq!(compare("example_stage_Imputed", |city, item| step(city, item)["value"].clone()), 51 * 49);
    let treated = |city: &str, item: &str| {
        let row = step(city, item);
        if row["treated_value"].is_empty() { row["value"].clone() } else { row["treated_value"].clone() }
    };
    assert_eq!(compare("example_stage_Treated", treated), 51 * 49);
    assert_eq!(compare("example_stage_Normalised", |city, item| step(city, item)["score"].clone()), 51 * 49);
}

#[test]
fn what_was_done_with_outliers() {
    let made = make("asem_steps");
    for (item, row) in expected("example_treatment_table") {
        let mine = &made.treatments[&item];
        let passed = row["check_SkewKurt0.Pass"] == "TRUE";
        assert_eq!(mine["passed"] == "yes", passed, "{item}");
        same(&item, &row["check_SkewKurt0.Skew"], &mine["skewness"]);
        same(&item, &row["check_SkewKurt0.Kurt"], &mine["kurtosis"]);
        if !passed {
            assert_eq!(row["winsorise.nwin"], mine["drawn_in"], "{item}");
            assert_eq!(row["check_SkewKurt1.Pass"] == "TRUE", mine["cured"] == "yes", "{item}");
            same(&item, &row["check_SkewKurt1.Skew"], &mine["skewness_after"]);
            same(&item, &row["check_SkewKurt1.Kurt"], &mine["kurtosis_after"]);
        }
    }
}

#[test]
fn the_order_of_the_countries_changes_no_byte() {
    for pack in ["asem", "asem_steps", "asem_z_scores", "asem_copeland"] {
        let (book, data) = project(pack);
        let forwards = tables(&book, &data);
        let backwards: Vec<Dataset> = data.into_iter().rev().collect();
        let backwards = tables(&book, &backwards);
        for (city, row) in &forwards.scores {
            assert_eq!(row, &backwards.scores[city], "{pack}, {city}");
            assert_eq!(forwards.ranks[city], backwards.ranks[city], "{pack}, {city}");
        }
    }
}

#[test]
fn a_country_more_of_which_nothing_is_known_changes_nothing() {
    for pack in ["asem", "asem_z_scores", "asem_imputed", "asem_copeland"] {
        let (book, mut data) = project(pack);
        let without = tables(&book, &data);
        let mut nobody = Dataset { by_item: vec![Vec::new(); book.items.len()], ..Dataset::default() };
        nobody.city.name = "nobody".to_owned();
        data.insert(7, nobody);
        let with = tables(&book, &data);
        for (city, row) in &without.scores {
            assert_eq!(row, &with.scores[city], "{pack}, {city}");
            assert_eq!(without.ranks[city], with.ranks[city], "{pack}, {city}");
        }
    }
}

#[test]
fn no_rule_is_broken() {
    let mut workspace = Workspace::open(&["tests/asem/rules".into()]).unwrap();
    for pack in workspace.all_packs().unwrap() {
        let wanted = [Wanted { name: pack.clone(), span: None }];
        let book = workspace.rule_book(&wanted, &yardstick::layer::Place::unknown()).unwrap();
        assert!(!has_errors(&book.findings), "{pack}: {:?}", book.findings);
    }
}

#[test]
fn bounds_that_are_written_down_give_the_same_scores_to_one_country_alone() {
    for pack in ["asem", "asem_z_scores", "asem_steps"] {
        let (book, data) = project(pack);
        let together = Together::of(&book, &data, Options::default());
        let all = tables(&book, &data);
        let written = yardstick::author::bounds_pack(&together, "edition").unwrap();
        let folder = std::env::temp_dir().join(format!("yardstick-bounds-{pack}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("edition.kpi"), &written).unwrap();
        let mut workspace = Workspace::open(&["tests/asem/rules".into(), folder.clone()]).unwrap();
        let wanted = [Wanted { name: "edition".to_owned(), span: None }];
        let frozen = workspace.rule_book(&wanted, &yardstick::layer::Place::unknown()).unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(frozen.findings, [], "{pack}");
        let read = workspace.cities(Path::new("tests/asem/data")).unwrap().unwrap().value.unwrap();
        let countries = workspace.datasets(&read, &frozen.value).value;
        let complete = |data: &&Dataset| {
            all.steps.iter().all(|((city, _), row)| *city != data.city.name || row["imputed"].is_empty())
        };
        let alone: Vec<&Dataset> = countries.iter().filter(complete).take(8).collect();
        assert!(alone.len() > 5);
        for data in alone {
            let one = tables(&frozen.value, std::slice::from_ref(data));
            assert_eq!(one.scores[&data.city.name], all.scores[&data.city.name], "{pack}");
        }
        assert_eq!(
            yardstick::author::bounds_pack(&Together::of(&frozen.value, &countries, Options::default()), "x"),
            None
        );
    }
}

#[test]
fn one_country_alone_has_no_score_and_is_told_what_to_do() {
    let (book, data) = project("asem");
    let evaluation = yardstick::evaluate::evaluate(&book, &data[0], Options::default());
    let result = evaluation.card.result(book.item_names["LPI"]).unwrap();
    let why = book.show_missing(result.score.as_ref().unwrap_err());
    assert!(
        result.value.is_ok() && why.contains("yardstick evaluate FOLDER") && why.contains("yardstick bounds"),
        "{why}"
    );
    assert!(evaluation.card.rollups.iter().flat_map(|rollup| rollup.groups.iter()).all(|group| group.score.is_err()));
}

#[test]
fn a_factor_before_all_figures_changes_no_min_max_score() {
    use yardstick::value::Value;
    let (book, mut data) = project("asem");
    let before = tables(&book, &data);
    for figure in data.iter_mut().flat_map(|city| &mut city.figures) {
        let factor = if figure.item.0 % 2 == 0 { 1024.0 } else { 0.125 };
        if let Some(Value::Number(number)) = &mut figure.value {
            *number *= factor;
        }
    }
    let after = tables(&book, &data);
    assert_eq!(before.scores, after.scores);
}
