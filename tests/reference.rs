//! Small questions with known answers: what rule engines do with the data that cities really have, and numbers that
//! others have published. Each test is one question.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
mod world;

use world::World;
use yardstick::Library;
use yardstick::diagnostic::{Diagnostic, Severity};
use yardstick::formula::{Context, truth};
use yardstick::layer::{Place, Wanted};
use yardstick::model::advice::Advice;
use yardstick::value::{Missing, MissingKind, Phrase, Truth, Value, equal};

/// `n` and `m` are declared and never reported, `x` is 14, `none` is 0.
const INPUTS: &str = "pack small \"Small\" { language 1 }\n\
    input n \"N\" { unit number }\ninput m \"M\" { unit number }\ninput x \"X\" { unit number }\n\
    input none \"None\" { unit number }\ninput word \"Word\" { unit one of low, high }\n";
const SHEET: &str = "item,period,value,unit\nx,2020,14,number\nnone,2020,0,number\nword,2020,high,\n";

/// The truth of a condition.
fn condition(text: &str) -> (Truth, Vec<String>) {
    let world = World::small(&format!("{INPUTS}recommend r \"R\" {{ when {text}; action act \"Act.\" }}\n"), SHEET);
    let assessed = world.assess(&world.data);
    let trigger = world.book.recommendations[0].when[0].value.as_ref().unwrap();
    let found = truth(trigger, &assessed.evaluation, &Context::at(2020));
    let names = found.as_ref().err().map_or_else(Vec::new, |missing| names(&world, missing));
    (found, names)
}

fn names(world: &World, missing: &Missing) -> Vec<String> {
    missing.items().iter().map(|item| world.book.item_name(*item).to_owned()).collect()
}

/// The value of a formula.
fn formula(unit: &str, text: &str) -> (Result<Value, Missing>, Vec<String>) {
    let world = World::small(&format!("{INPUTS}kpi k \"K\" {{ unit {unit}; value {text} }}\n"), SHEET);
    let assessed = world.assess(&world.data);
    let value = world.result(&assessed.evaluation.card, "k").value.clone();
    let names = value.as_ref().err().map_or_else(Vec::new, |missing| names(&world, missing));
    (value, names)
}

fn number(text: &str) -> f64 {
    formula("number", text).0.unwrap().as_number().unwrap()
}

/// What is found in a pack.
fn findings(rules: &str) -> Vec<Diagnostic> {
    let mut library = Library::new();
    library.add_pack([("small.kpi", rules)]);
    library.rule_book(&[Wanted { name: "small".to_owned(), span: None }], &Place::unknown()).findings
}

fn advice_of(rules: &str, sheet: &str, judge: impl Fn(&World, &Advice)) {
    let world = World::small(rules, sheet);
    judge(&world, &world.assess(&world.data).advice);
}

/// The condition is unknown for want of these figures.
fn is_unknown(text: &str, wanted: &[&str]) {
    let (found, names) = condition(text);
    assert_eq!(found.map_err(|missing| missing.kind), Err(MissingKind::NotReported), "{text}");
    assert_eq!(names, wanted, "{text}");
}

#[test]
fn missing_below_10_is_unknown() {
    is_unknown("n < 10", &["n"]);
}

#[test]
fn missing_at_least_0_is_unknown() {
    is_unknown("n >= 0", &["n"]);
    is_unknown("n = 0", &["n"]);
    is_unknown("n != 0", &["n"]);
}

#[test]
fn two_that_are_missing_are_not_equal() {
    is_unknown("n = m", &["n", "m"]);
    is_unknown("n != m", &["n", "m"]);
}

#[test]
fn missing_plus_1_is_missing() {
    let (value, names) = formula("number", "n + 1");
    assert_eq!(value.map_err(|missing| missing.kind), Err(MissingKind::NotReported));
    assert_eq!(names, ["k"], "the KPI itself, since nothing of its own is reported");
    let (value, names) = formula("number", "n + x");
    assert!(value.is_err());
    assert_eq!(names, ["n"]);
}

#[test]
fn division_by_zero_is_missing_with_that_reason() {
    for text in ["1 / none", "x / none", "none / none", "x / (x - 14)"] {
        let missing = formula("number", text).0.unwrap_err();
        assert_eq!(
            (missing.kind, missing.why().map(Phrase::text_or_key)),
            (MissingKind::Failed, Some("why_division")),
            "{text}"
        );
    }
}

#[test]
fn missing_over_missing_below_a_limit_is_unknown() {
    is_unknown("n / m < 20 %", &["n", "m"]);
    let (found, _) = condition("none / none < 20 %");
    assert_eq!(found.map_err(|missing| missing.kind), Err(MissingKind::Failed));
}

#[test]
fn seven_halves_are_three_and_a_half() {
    assert_eq!(number("7 / 2"), 3.5);
    assert_eq!(number("1 / 2"), 0.5);
    assert_eq!(number("x / 4"), 3.5);
}

#[test]
fn a_tenth_and_two_tenths_are_three_tenths() {
    assert!(equal(number("0.1 + 0.2"), 0.3));
    assert_eq!(condition("0.1 + 0.2 = 0.3").0, Ok(true));
    assert_eq!(condition("0.1 + 0.2 > 0.3").0, Ok(false));
    assert_eq!(condition("0.1 + 0.2 <= 0.3").0, Ok(true));
    assert_eq!(condition("10 % + 20 % >= 30 %").0, Ok(true));
}

#[test]
fn a_text_is_never_compared_with_a_number() {
    for text in ["\"10\" < 9", "word < 9", "word = 9", "x = \"14\"", "x > high"] {
        let found = findings(&format!("{INPUTS}recommend r \"R\" {{ when {text}; action act \"Act.\" }}\n"));
        assert!(found.iter().any(|finding| finding.severity == Severity::Error), "{text}: {found:?}");
    }
}

#[test]
fn a_cell_that_holds_a_text_is_a_finding_and_no_figure() {
    let world = World::small(INPUTS, SHEET);
    let mut library = Library::new();
    library.add_pack([("small.kpi", INPUTS)]);
    let city = library.add_city([
        ("city.kpi", "city town \"Town\" { uses small }\n"),
        ("data.csv", "item,period,value,unit\nx,2020,\"\"\"14\"\"\",number\nn,2020,about 9,number\n"),
    ]);
    let data = library.dataset(&city.value, &world.book);
    assert_eq!(data.findings.iter().filter(|finding| finding.severity == Severity::Error).count(), 2);
    assert!(data.value.figures.is_empty());
}

#[test]
fn if_with_an_unknown_condition_takes_no_branch() {
    let (value, names) = formula("number", "if n < 10 then 1 else 2");
    assert!(value.is_err());
    assert_eq!(names, ["k"]);
    assert_eq!(number("if x < 10 then 1 else 2"), 2.0);
    is_unknown("(if n < 10 then 1 else 2) > 0", &["n"]);
}

#[test]
fn an_unknown_trigger_is_neither_given_nor_not_given() {
    let rules = format!("{INPUTS}recommend r \"R\" {{ when n < 10; action act \"Act.\" }}\n");
    advice_of(&rules, SHEET, |world, advice| {
        assert!(advice.given.is_empty() && advice.not_given.is_empty() && advice.held_back.is_empty());
        assert_eq!(names(world, &advice.undetermined[0].missing), ["n"]);
    });
}

#[test]
fn the_mean_of_a_list_with_a_gap_is_missing() {
    let (value, names) = formula("number", "mean(1, n, 3)");
    assert!(value.is_err());
    assert_eq!(names, ["k"]);
    is_unknown("mean(1, n, 3) = 2", &["n"]);
    is_unknown("sum(1, n, 3) = 4", &["n"]);
    is_unknown("max(1, n, 3) >= 3", &["n"]);
    assert_eq!(number("mean(1, x, 3)"), 6.0);
}

const TABLE: &str = "pack small \"Small\" { language 1 }\n\
    input minutes \"Minutes\" { unit min }\ninput terrain \"Terrain\" { unit one of flat, hilly }\n\
    table advice by minutes { unit one of improve, fine; above 9 min => improve; at most 9 min => fine }\n\
    table open by terrain, minutes { unit one of improve, fine; flat, above 9 min => improve; flat, at most 9 min => fine; hilly, any => fine }\n\
    recommend emergency \"Improve emergency response\" { when advice = improve; action act \"Act.\" }\n\
    recommend other \"Other\" { when open = improve; action act \"Act.\" }\n";

#[test]
fn a_row_of_a_table_is_not_picked_for_a_missing_input() {
    advice_of(TABLE, "item,period,value,unit\nminutes,2020,14,min\nterrain,2020,flat,\n", |_, advice| {
        assert_eq!(advice.given.len(), 2);
    });
    for sheet in ["item,period,value,unit\n", "item,period,value,unit\nminutes,2020,:,min\nterrain,2020,flat,\n"] {
        advice_of(TABLE, sheet, |world, advice| {
            assert_eq!(advice.undetermined.len(), 2, "{sheet}");
            assert!(names(world, &advice.undetermined[0].missing).contains(&"minutes".to_owned()));
        });
    }
}

#[test]
fn any_in_a_table_fits_what_is_missing() {
    advice_of(TABLE, "item,period,value,unit\nterrain,2020,hilly,\n", |_, advice| {
        assert_eq!(advice.not_given.len(), 1, "hilly, any => fine");
        assert_eq!(advice.undetermined.len(), 1);
    });
}

#[test]
fn one_absent_input_leaves_the_other_90_kpis_alone() {
    let mut rules = "pack small \"Small\" { language 1; score share_of_target(value, target); bands b }\n\
        bands b { good \"Good\" at least 50 % points 2; low \"Low\" points 1 }\nfacet all \"All\" { one \"One\" }\nrollup all { of points; by share_of_points }\n"
        .to_owned();
    let mut sheet = "item,period,value,unit\n".to_owned();
    for place in 0..91 {
        rules += &format!(
            "input a{place} \"A\" {{ unit number }}\ninput b{place} \"B\" {{ unit number }}\n\
             kpi k{place} \"K\" {{ all: one; unit %; value a{place} / b{place}; target at least 100 % }}\n"
        );
        let (absent, zero) = (place == 5, place == 7);
        sheet += &format!("a{place},2020,4,number\n");
        if !absent {
            sheet += &format!("b{place},2020,{},number\n", if zero { 0 } else { 5 });
        }
    }
    let world = World::small(&rules, &sheet);
    let assessed = world.assess(&world.data);
    let group = &assessed.evaluation.card.rollups[0].groups[0];
    assert_eq!((group.applicable, group.scored), (91, 89));
    assert_eq!(group.score, Ok(Value::Number(1.0)));
}

#[test]
fn one_figure_that_is_not_a_number_is_never_made() {
    for text in ["10 ^ 400", "(0 - 1) ^ 0.5", "ln(none)", "sqrt(0 - x)", "x * 10 ^ 308 * 10 ^ 10"] {
        let missing = formula("number", text).0.unwrap_err();
        assert_eq!(missing.kind, MissingKind::Failed, "{text}");
    }
}

/// Points of the KPIs of a category, as U4SSC prints them; nothing where a KPI is not reported.
fn category(points: &[Option<u32>]) -> (f64, String, u32, u32) {
    let mut library = Library::new();
    let mut rules = "pack small \"Small\" { language 1; bands performance }\n\
        bands performance { strong \"S\" at least 95 % points 4; good \"G\" at least 66 % points 3; partial \"P\" at least 33 % points 2; low \"L\" points 1 }\n\
        facet category \"Category\" { education \"Education\" }\nrollup category { of points; by share_of_points }\n"
        .to_owned();
    for place in 0..points.len() {
        rules += &format!("kpi k{place} \"K\" {{ category: education; unit %; score value; target at least 100 % }}\n");
    }
    library.add_pack([("small.kpi", &*rules)]);
    // 1 point is earned at 10 %, 2 at 40 %, 3 at 70 %, 4 at 100 %.
    let row =
        |(place, points): (usize, &Option<u32>)| points.map(|points| format!("k{place},2020,{},%\n", 30 * points - 20));
    let sheet =
        points.iter().enumerate().filter_map(row).fold("item,period,value,unit\n".to_owned(), |text, row| text + &row);
    let world = World::small(&rules, &sheet);
    let assessed = world.assess(&world.data);
    let group = &assessed.evaluation.card.rollups[0].groups[0];
    let band = world.book.band(*group.band.as_ref().unwrap()).unwrap().0.to_owned();
    (group.score.as_ref().unwrap().as_number().unwrap(), band, group.scored, group.applicable)
}

#[test]
fn the_first_worked_example_of_u4ssc_is_56_25_percent() {
    let (score, band, scored, of) = category(&[Some(1), Some(3), Some(4), Some(1)]);
    assert_eq!((score, band.as_str(), scored, of), (0.5625, "partial", 4, 4));
}

#[test]
fn the_second_worked_example_of_u4ssc_is_75_percent() {
    let (score, band, scored, of) = category(&[Some(3), Some(4), Some(2), None]);
    assert_eq!((score, band.as_str(), scored, of), (0.75, "good", 3, 4));
}
