//! Scores that look at others and the steps before the score, by hand: who is a member, what stands in for a gap, and
//! what reports say of it.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]

use yardstick::evaluate::Options;
use yardstick::layer::{Place, Wanted};
use yardstick::model::dataset::Dataset;
use yardstick::model::rules::RuleBook;
use yardstick::model::scorecard::{ItemResult, Origin};
use yardstick::report::{self, Provenance, View};
use yardstick::{Library, Together};

const SHEET: &str = "cities all \"All\" from \"data.csv\" { uses trial; id column \"city\"; period column \"year\" }\n";

fn library(rules: &str, data: &str) -> (Library, RuleBook, Vec<Dataset>) {
    let mut library = Library::new();
    library.add_pack([("trial.kpi", rules)]);
    let many = library.add_cities([("cities.kpi", SHEET), ("data.csv", data)]);
    assert_eq!(many.findings, []);
    let many = many.value.unwrap();
    let book = library.rule_book(&[Wanted { name: "trial".to_owned(), span: None }], &Place::unknown());
    assert_eq!(book.findings, []);
    let cities = library.datasets(&many, &book.value);
    assert_eq!(cities.findings, []);
    (library, book.value, cities.value)
}

/// What a KPI comes to in each city, in one year.
fn results(rules: &str, data: &str, (kpi, year): (&str, i32)) -> Vec<ItemResult> {
    let (_, book, cities) = library(rules, data);
    let together = Together::of(&book, &cities, Options { year: Some(year), on: None });
    let item = book.item_names[kpi];
    (0..cities.len()).map(|row| together.evaluate(row).unwrap().card.result(item).unwrap().clone()).collect()
}

fn values(results: &[ItemResult]) -> Vec<Option<f64>> {
    results.iter().map(|result| result.value.as_ref().ok().and_then(yardstick::value::Value::as_number)).collect()
}

fn scores(results: &[ItemResult]) -> Vec<Option<f64>> {
    results.iter().map(|result| result.score.as_ref().ok().and_then(yardstick::value::Value::as_number)).collect()
}

fn pack(steps: &str, score: &str) -> String {
    format!(
        "pack trial \"Trial\" {{ language 1; {steps} }}\nfacet pillar \"Pillar\" {{ one \"One\"; two \"Two\" }}\n\
         input group \"Group\" {{ unit one of north, south }}\n\
         kpi a \"A\" {{ pillar: one; unit number; better higher; score {score} }}\n\
         kpi b \"B\" {{ pillar: one; unit number; better lower; score min_max(value) }}\n"
    )
}

const GAPS: &str = "city,year,group,a,b\nw,2020,north,1,40\nx,2020,north,3,20\ny,2020,south,8,30\nz,2020,south,,25\n";

#[test]
fn each_way_to_impute_by_hand() {
    for (way, stands_in) in [
        ("mean(value)", Some(4.0)),
        ("median(value)", Some(3.0)),
        ("group_mean(value, group)", Some(8.0)),
        ("group_median(value, group)", Some(8.0)),
        // b is 25 between 40 and 20, where lower is better: three quarters of the way from 1 to 8.
        ("facet_mean(value, pillar)", Some(6.25)),
        ("latest(value)", None),
        ("linear(value)", None),
        ("none", None),
    ] {
        let steps = if way == "none" { String::new() } else { format!("impute {way}") };
        let results = results(&pack(&steps, "min_max(value)"), GAPS, ("a", 2020));
        assert_eq!(values(&results), [Some(1.0), Some(3.0), Some(8.0), stands_in], "{way}");
        assert_eq!(matches!(results[3].origin, Origin::Imputed), stands_in.is_some(), "{way}");
        assert!(!results[3].status.counts(), "{way}: what is imputed is not reported");
        assert!(results[..3].iter().all(|result| !matches!(result.origin, Origin::Imputed)));
    }
}

const YEARS: &str = "city,year,a\nw,2018,2\nw,2020,4\nw,2021,10\nx,2018,1\nx,2021,7\ny,2020,6\n";

#[test]
fn a_gap_in_time_is_filled_from_the_citys_own_years() {
    let of = |way: &str| values(&results(&pack(&format!("impute {way}(value)"), "min_max(value)"), YEARS, ("a", 2020)));
    assert_eq!(of("latest"), [Some(4.0), Some(1.0), Some(6.0)]);
    assert_eq!(of("linear"), [Some(4.0), Some(5.0), Some(6.0)]);
}

#[test]
fn years_together_have_the_same_bounds_in_each_of_them() {
    let rules =
        pack("cohort decade", "min_max(value, 0, 100)") + "cohort decade \"2018 to 2021\" { years 2018 to 2021 }\n";
    let at = |year: i32| scores(&results(&rules, YEARS, ("a", year)));
    assert_eq!(at(2018), [Some((2.0 - 1.0) / (10.0 - 1.0) * 100.0), Some(0.0), None]);
    assert_eq!(at(2021), [Some(100.0), Some((7.0 - 1.0) / (10.0 - 1.0) * 100.0), None]);
}

#[test]
fn a_list_of_members_is_the_cohort_and_others_may_lie_outside() {
    let rules = pack("", "min_max(value, 0, 100, cohort: two)") + "cohort two \"Two\" { members w, x }\n";
    assert_eq!(scores(&results(&rules, GAPS, ("a", 2020))), [Some(0.0), Some(100.0), Some(350.0), None]);
    let reference = pack("", "distance_to_reference(value, member: x)");
    assert_eq!(scores(&results(&reference, GAPS, ("a", 2020))), [Some(0.0), Some(1.0), Some(3.5), None]);
}

#[test]
fn who_has_too_little_is_no_member_and_is_told_so() {
    let (_, book, cities) = library(&pack("screen 60 % reported", "min_max(value)"), GAPS);
    let together = Together::of(&book, &cities, Options { year: Some(2020), on: None });
    let card = together.evaluate(3).unwrap().card;
    let b = card.result(book.item_names["b"]).unwrap();
    assert!(book.show_missing(b.score.as_ref().unwrap_err()).contains("1 of 2"));
    let bounds = card.result(book.item_names["b"]).unwrap().prepared.as_ref().unwrap().bounds.clone().unwrap();
    assert_eq!((bounds.members, bounds.names), (3, vec!["w".to_owned(), "x".to_owned(), "y".to_owned()]));
}

#[test]
fn formulas_see_what_was_reported_and_not_what_stands_in() {
    let rules = pack("impute mean(value)", "min_max(value)")
        + "kpi twice \"Twice\" { unit number; value 2 * a; impute none; no benchmark because \"x\" }\n";
    assert_eq!(values(&results(&rules, GAPS, ("twice", 2020))), [Some(2.0), Some(6.0), Some(16.0), None]);
}

#[test]
fn a_start_may_be_a_percentile_of_the_others() {
    let rules = "pack trial \"Trial\" { language 1 }\nkpi a \"A\" { unit number; start percentile(value, 50 %); target at least 8; \
                 score share_of_target(value, target) }\n";
    let data = "city,year,a\nw,2020,1\nx,2020,3\ny,2020,8\n";
    assert_eq!(scores(&results(rules, data, ("a", 2020))), [Some(0.0), Some(0.0), Some(1.0)]);
}

#[test]
fn all_members_missing_is_missing_and_never_no_number() {
    let results =
        results(&pack("impute mean(value)", "z_score(value)"), "city,year,a,b\nw,2020,,\nx,2020,,\n", ("a", 2020));
    assert!(results.iter().all(|result| result.value.is_err() && result.score.is_err()));
}

#[test]
fn reports_say_with_whom_a_city_is_compared_and_what_stands_in() {
    let (library, book, cities) = library(&pack("impute mean(value)", "min_max(value, 0, 100)"), GAPS);
    let together = Together::of(&book, &cities, Options { year: Some(2020), on: None });
    let assessed = together.assess(library.sources(), 3).unwrap();
    let provenance = Provenance::of(&book, library.sources());
    let (card, advice) = (&assessed.evaluation.card, &assessed.advice);
    let view = View {
        book: &book,
        data: &cities[3],
        card,
        advice,
        sources: library.sources(),
        provenance: &provenance,
        filter: None,
    };
    let table = report::scorecard_csv(&view).unwrap();
    assert!(table.lines().next().unwrap().ends_with("imputed,treated_value,cohort,members,least,most"), "{table}");
    assert!(table.lines().nth(1).unwrap().ends_with("yes,,at_hand,4,1,8"), "{table}");
    let page = report::html(&view).unwrap();
    assert!(page.contains("Compared with 4 values of all cities evaluated together (w, x, y, z), from 1 to 8."));
    assert!(page.contains("Nobody reported it: the value stands in for it (imputed)."));
    let json: serde_json::Value = serde_json::from_str(&report::scorecard_json(&view).unwrap()).unwrap();
    assert_eq!(json["items"][0]["compared"]["imputed"], true);
    assert_eq!(json["items"][0]["compared"]["bounds"]["members"][2], "y");
    let known = yardstick::author::Known {
        book: &book,
        sources: library.sources(),
        data: &cities[3],
        card,
        advice,
        scope: &assessed.evaluation,
    };
    let told = yardstick::author::explain(&known, "a", 100).unwrap();
    assert!(told.contains("with 4 values of all cities evaluated together") && told.contains("from 1 to 8"), "{told}");
}

#[test]
fn columns_of_many_cities_agree_with_cities_that_are_evaluated_together() {
    use yardstick::panel::Panel;
    use yardstick::plan::{Ask, Running};
    let frozen = pack("cohort edition", "min_max(value)") + "cohort edition \"Edition\" { a: 1, 9; b: 10, 50 }\n";
    for rules in [
        pack("", "min_max(value, 0, 100)"),
        pack("impute mean(value)", "z_score(value)"),
        pack("screen 60 % reported", "rank(value)"),
        pack("treat logarithm(value)", "linear(value, 0, 9)"),
        pack("", "linear(value, 0, 9)").replace("unit number; better higher;", "unit number; per b; better higher;"),
        frozen,
    ] {
        let (_, book, cities) = library(&rules, GAPS);
        let together = Together::of(&book, &cities, Options { year: Some(2020), on: None });
        let panel = Panel::of(&book, cities.iter().collect(), 2020);
        let plan = panel.plan(&Ask::year(2020)).unwrap();
        let columns = panel.evaluate(&plan, Running::default()).unwrap();
        for (row, kpi) in (0..cities.len()).flat_map(|row| [(row, "a"), (row, "b")]) {
            let card = together.evaluate(row).unwrap().card;
            let result = card.result(book.item_names[kpi]).unwrap();
            let number = |found: &yardstick::value::Outcome<yardstick::value::Value>| found.as_ref().ok()?.as_number();
            let told = format!("{kpi} of {}: {rules}", cities[row].city.name);
            assert_eq!(columns.value(kpi).unwrap().get(row).ok(), number(&result.value), "{told}");
            assert_eq!(columns.score(kpi).unwrap().get(row).ok(), number(&result.score), "{told}");
        }
    }
}

const PAIRS: &str = "pack trial \"Trial\" { language 1; score value }\n\
    facet field \"Field\" { one \"One\"; two \"Two\" }\n\
    kpi a \"A\" { field: one; unit number; weight 3 }\nkpi b \"B\" { field: one; unit number }\n\
    kpi c \"C\" { field: one; unit number }\n";

#[test]
fn a_score_of_a_group_that_only_the_evaluator_of_one_city_can_tell_is_asked_of_it() {
    use yardstick::panel::Panel;
    use yardstick::plan::{Ask, Running};
    let rules = "pack trial \"Trial\" { language 1 }\nfacet field \"Field\" { one \"One\"; two \"Two\" }\n\
        rollup field { of kpis; by mean }\n\
        kpi a \"A\" { field: one; unit number; better higher; score min_max(value) }\n\
        kpi b \"B\" { field: two; unit number; score score(field: one) }\n";
    let (_, book, cities) = library(rules, "city,year,a,b\nw,2020,1,5\nx,2020,2,4\ny,2020,4,9\n");
    let together = Together::of(&book, &cities, Options { year: Some(2020), on: None });
    let panel = Panel::of(&book, cities.iter().collect(), 2020);
    let columns = panel.evaluate(&panel.plan(&Ask::year(2020)).unwrap(), Running::default()).unwrap();
    for (row, city) in cities.iter().enumerate() {
        let card = together.evaluate(row).unwrap().card;
        let score = card.result(book.item_names["b"]).unwrap().score.as_ref().unwrap().as_number();
        assert_eq!(columns.score("b").unwrap().get(row).ok(), score, "{}", city.city.name);
    }
}

/// x is the better one by its `a`, which weighs 3 of 5; of y only `b` and `c` are there, and each is better once.
const FOUR: &str = "city,year,a,b,c\nw,2020,1,5,5\nx,2020,2,4,4\ny,2020,,9,1\nz,2020,,,\n";

/// What a group comes to in each city: its number, or why there is none.
fn groups(rules: &str, data: &str, rollup: &str) -> Vec<Result<f64, String>> {
    let (_, book, cities) = library(rules, data);
    let together = Together::of(&book, &cities, Options { year: Some(2020), on: None });
    let place = book.rollups.iter().position(|other| other.name == rollup).unwrap();
    let number = |row: usize| match &together.evaluate(row).unwrap().card.rollups[place].groups[0].score {
        Ok(score) => Ok(score.as_number().unwrap()),
        Err(missing) => Err(book.show_missing(missing)),
    };
    (0..cities.len()).map(number).collect()
}

fn numbers(groups: &[Result<f64, String>]) -> Vec<Option<f64>> {
    groups.iter().map(|group| group.as_ref().ok().copied()).collect()
}

#[test]
fn pairs_by_hand() {
    let of = |rollup: &str| groups(&format!("{PAIRS}rollup field {{ of kpis; by copeland{rollup} }}\n"), FOUR, "field");
    assert_eq!(numbers(&of("")), [Some(-1.0), Some(1.0), Some(0.0), None]);
    let required = of("; require 70 % reported");
    assert_eq!(numbers(&required), [Some(-1.0), Some(1.0), None, None]);
    assert!(required[2].as_ref().unwrap_err().contains("2 of 3"), "{required:?}");
}

#[test]
fn who_is_no_member_of_the_cohort_is_no_opponent() {
    let rules = PAIRS.replace("score value", "score value; cohort two");
    let rules = format!("{rules}cohort two \"Two\" {{ members w, y }}\nrollup field {{ of kpis; by copeland }}\n");
    assert_eq!(numbers(&groups(&rules, FOUR, "field")), [Some(0.0), Some(1.0), Some(0.0), None]);
    let screened = PAIRS.replace("score value", "score value; screen 70 % reported");
    let screened = format!("{screened}rollup field {{ of kpis; by copeland }}\n");
    assert_eq!(numbers(&groups(&screened, FOUR, "field")), [Some(-1.0), Some(1.0), None, None]);
}

#[test]
fn without_an_opponent_there_is_a_reason_that_says_what_to_do() {
    let rules = format!("{PAIRS}rollup field {{ of kpis; by copeland }}\n");
    let why = |rules: &str, data: &str| groups(rules, data, "field")[0].clone().unwrap_err();
    let alone = why(&rules, "city,year,a,b,c\nw,2020,1,5,5\n");
    assert!(alone.contains("yardstick evaluate FOLDER") && !alone.contains("bounds"), "{alone}");
    let nothing_in_common = why(&rules, "city,year,a,b,c\nw,2020,1,,\nx,2020,,2,2\n");
    assert!(nothing_in_common.contains("no other has enough"), "{nothing_in_common}");
    let frozen = rules.replace("score value", "score value; cohort edition");
    let frozen = why(&format!("{frozen}cohort edition \"Edition\" {{ a: 1, 9 }}\n"), FOUR);
    assert!(frozen.contains("Edition holds values of nobody"), "{frozen}");
}

#[test]
fn pairs_of_what_comes_of_pairs_come_out_right_in_any_order_of_the_rules() {
    let rules = format!(
        "{PAIRS}facet side \"Side\" {{ all \"All\" }}\nrollup side {{ of kpis; by copeland }}\nrollup field {{ of kpis; by copeland }}\n\
         kpi d \"D\" {{ side: all; unit number; value b; score score(field: one) }}\n"
    );
    // The scores of d are -1, 1 and 0.
    assert_eq!(numbers(&groups(&rules, FOUR, "side")), [Some(-2.0), Some(2.0), Some(0.0), None]);
}

#[test]
fn an_explanation_says_that_pairs_are_counted() {
    let rules = format!("{PAIRS}rollup field {{ of kpis; by copeland }}\n");
    let (library, book, cities) = library(&rules, FOUR);
    let together = Together::of(&book, &cities, Options { year: Some(2020), on: None });
    let assessed = together.assess(library.sources(), 0).unwrap();
    let known = yardstick::author::Known {
        book: &book,
        sources: library.sources(),
        data: &cities[0],
        card: &assessed.evaluation.card,
        advice: &assessed.advice,
        scope: &assessed.evaluation,
    };
    let told = yardstick::author::explain(&known, "field: one", 200).unwrap();
    assert!(told.contains("pairs won less pairs lost (Copeland) of KPIs") && told.contains("60\u{a0}%"), "{told}");
}

#[test]
fn columns_leave_pairs_to_the_evaluator_of_one_city() {
    use yardstick::panel::Panel;
    use yardstick::plan::{Ask, What};
    let (_, book, cities) = library(&format!("{PAIRS}rollup field {{ of kpis; by copeland }}\n"), FOUR);
    let panel = Panel::of(&book, cities.iter().collect(), 2020);
    let plan = panel.plan(&Ask::year(2020)).unwrap();
    assert_eq!((plan.not_carried(), plan.reasons()), (&[What::Rollup(0)][..], &["a roll-up of this sort"][..]));
}

#[test]
fn the_bands_of_scores_divide_no_pairs() {
    use yardstick::value::MissingKind;
    let bands = "bands levels { good \"Good\" at least 70 %; poor \"Poor\" }\n\
                 bands places { ahead \"Ahead\" at least 1; behind \"Behind\" }\n";
    let rules = PAIRS.replace("score value", "score value; bands levels") + bands;
    let band = |rollup: &str| {
        let (_, book, cities) = library(&format!("{rules}rollup field {{ {rollup} }}\n"), FOUR);
        let card = Together::of(&book, &cities, Options::default()).evaluate(1).unwrap().card;
        let band = card.rollups[0].groups[0].band.clone().map_err(|missing| missing.kind)?;
        Ok(book.band(band).unwrap().0.to_owned())
    };
    assert_eq!(band("of kpis; by copeland"), Err(MissingKind::NoBenchmark));
    assert_eq!(band("of kpis; by copeland; bands places"), Ok("ahead".to_owned()));
    assert_eq!(band("of kpis; by mean"), Ok("good".to_owned()));
}
