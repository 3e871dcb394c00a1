//! The case that speed is measured with: 117 inputs, 91 KPIs with their scores, 40 weighted means, 60 triggers, a fifth of
//! the figures missing. The same method is written as a rule pack and as Rust.

use std::fmt::Write;

use yardstick::Library;
use yardstick::layer::{Place, Wanted};
use yardstick::model::dataset::{Dataset, Figure};
use yardstick::model::rules::RuleBook;
use yardstick::source::Span;
use yardstick::value::{Status, Value};

/// How many inputs there are.
pub const INPUTS: usize = 117;
/// How many KPIs.
pub const KPIS: usize = 91;
/// How many groups each of the two facets has.
pub const GROUPS: usize = 20;
/// How many triggers.
pub const TRIGGERS: usize = 60;

/// What a KPI is made of.
#[derive(Debug, Clone, Copy)]
pub enum Formula {
    /// `a / b`
    Ratio(usize, usize),
    /// `(a + b) / c`
    Sum(usize, usize, usize),
    /// `(a - b) / c`
    Difference(usize, usize, usize),
}

/// A KPI.
#[derive(Debug, Clone, Copy)]
pub struct Kpi {
    /// Its formula.
    pub formula: Formula,
    /// The value that earns everything.
    pub target: f64,
    /// The value that earns nothing.
    pub start: f64,
    /// Its weight in means.
    pub weight: f64,
    /// Its values of the two facets.
    pub groups: [usize; 2],
}

/// A trigger.
#[derive(Debug, Clone, Copy)]
pub enum Trigger {
    /// The score of a KPI lies below so many percent.
    Low(usize, u32),
    /// The same, and the value of another one lies above a number.
    LowAndHigh(usize, u32, usize, f64),
    /// The mean of a group of one of the facets lies below so many percent, or the score of a KPI does.
    GroupOrLow([usize; 2], u32, usize, u32),
}

/// A KPI of the case.
#[must_use]
pub fn kpi(place: usize) -> Kpi {
    let (a, b, c) = (place % INPUTS, (place + 26) % INPUTS, (place * 5 + 7) % INPUTS);
    let formula = match place % 3 {
        0 => Formula::Ratio(a, b),
        1 => Formula::Sum(a, c, b),
        _ => Formula::Difference(a, c, b),
    };
    let up = place.is_multiple_of(2);
    let (low, high) = (0.25 + (place % 7) as f64 * 0.05, 1.5 + (place % 5) as f64 * 0.25);
    let (target, start) = if up { (high, low) } else { (low, high) };
    let weight = 1.0 + (place % 5) as f64 * 0.5;
    Kpi { formula, target, start, weight, groups: [place % GROUPS, (place * 7 + 3) % GROUPS] }
}

/// A trigger of the case.
#[must_use]
pub fn trigger(place: usize) -> Trigger {
    let (kpi, other) = (place, (place * 3 + 11) % KPIS);
    let edge = 20 + u32::try_from(place % 6).unwrap_or(0) * 10;
    match place % 3 {
        0 => Trigger::Low(kpi, edge),
        1 => Trigger::LowAndHigh(kpi, edge, other, 0.75 + (place % 4) as f64 * 0.5),
        _ => Trigger::GroupOrLow([place % 2, place % GROUPS], edge + 20, other, edge / 2),
    }
}

/// The method as a rule pack.
#[must_use]
pub fn rules() -> String {
    let mut text = "pack case \"The case\" { language 1; score share_of_target(value, target) }\n".to_owned();
    for facet in ["first", "second"] {
        let values: Vec<String> =
            (0..GROUPS).map(|place| format!("{}{place} \"{facet} {place}\"", &facet[..1])).collect();
        let _ = writeln!(text, "facet {facet} \"{facet}\" {{ {} }}", values.join("; "));
        let _ = writeln!(text, "rollup {facet} {{ of kpis; by mean }}");
    }
    for place in 0..INPUTS {
        let _ = writeln!(text, "input i{place} \"Input {place}\" {{ unit number }}");
    }
    for place in 0..KPIS {
        let Kpi { formula, target, start, weight, groups } = kpi(place);
        let formula = match formula {
            Formula::Ratio(a, b) => format!("i{a} / i{b}"),
            Formula::Sum(a, b, c) => format!("(i{a} + i{b}) / i{c}"),
            Formula::Difference(a, b, c) => format!("(i{a} - i{b}) / i{c}"),
        };
        let side = if target > start { "at least" } else { "at most" };
        let _ = writeln!(
            text,
            "kpi k{place} \"KPI {place}\" {{\n  first: f{}\n  second: s{}\n  unit number\n  value {formula}\n  \
             target {side} {target:.2}\n  start {start:.2}\n  weight {weight:.1}\n}}",
            groups[0], groups[1]
        );
    }
    for place in 0..TRIGGERS {
        let when = match trigger(place) {
            Trigger::Low(kpi, edge) => format!("k{kpi}.score < {edge} %"),
            Trigger::LowAndHigh(kpi, edge, other, over) => {
                format!("k{kpi}.score < {edge} % and k{other} > {over:.2}")
            }
            Trigger::GroupOrLow([facet, group], edge, kpi, low) => {
                let (facet, word) = if facet == 0 { ("first", "f") } else { ("second", "s") };
                format!("score({facet}: {word}{group}) < {edge} % or k{kpi}.score < {low} %")
            }
        };
        let _ =
            writeln!(text, "recommend r{place} \"Recommendation {place}\" {{\n  when {when}\n  action go \"Go\"\n}}");
    }
    text
}

/// The method as a rule book, and the library that keeps its text.
///
/// # Panics
/// When the rules are wrong.
#[must_use]
pub fn book() -> (Library, RuleBook) {
    let mut library = Library::new();
    let rules = rules();
    library.add_pack([("case.kpi", rules.as_str())]);
    let book = library.rule_book(&[Wanted { name: "case".to_owned(), span: None }], &Place::unknown());
    assert!(!yardstick::diagnostic::has_errors(&book.findings), "{:?}", book.findings);
    (library, book.value)
}

/// A city as the tree evaluator takes it.
#[must_use]
pub fn dataset(book: &RuleBook, figures: &[f64]) -> Dataset {
    let mut data = Dataset::default();
    for (place, number) in figures.iter().enumerate().filter(|(_, number)| !number.is_nan()) {
        let Some(item) = book.item_names.get(&format!("i{place}")) else { continue };
        data.push(Figure {
            item: *item,
            year: Some(2020),
            value: Some(Value::Number(*number)),
            printed: number.to_string(),
            unit: "number".to_owned(),
            status: Status::Reported,
            quality: None,
            source: String::new(),
            place: String::new(),
            note: String::new(),
            currency: None,
            converted: None,
            line: 0,
            span: Span::default(),
        });
    }
    data
}

/// Cells without end, the same ones each time; no number where a figure is missing.
fn draws() -> impl Iterator<Item = f64> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let number = (state >> 11) as f64 / (1_u64 << 53) as f64 * 9.0 + 0.5;
        if state.is_multiple_of(5) { f64::NAN } else { (number * 100.0).round() / 100.0 }
    })
}

/// The figures of so many cities, city by city; no number where a figure is missing.
#[must_use]
pub fn figures(cities: usize) -> Vec<f64> {
    draws().take(cities * INPUTS).collect()
}

/// The same, column by column.
#[must_use]
pub fn columns(figures: &[f64]) -> Vec<Vec<f64>> {
    (0..INPUTS).map(|column| figures.iter().skip(column).step_by(INPUTS).copied().collect()).collect()
}

/// The columns of so many cities, made with nothing beside them.
#[must_use]
pub fn drawn(cities: usize) -> Vec<Vec<f64>> {
    let mut columns: Vec<Vec<f64>> = (0..INPUTS).map(|_| Vec::with_capacity(cities)).collect();
    let mut draws = draws();
    for _ in 0..cities {
        for (column, cell) in columns.iter_mut().zip(&mut draws) {
            column.push(cell);
        }
    }
    columns
}

/// The lines of Rust that find values and scores.
fn scores() -> String {
    let mut text = String::new();
    for place in 0..KPIS {
        let Kpi { formula, target, start, .. } = kpi(place);
        let formula = match formula {
            Formula::Ratio(a, b) => format!("crate::by_hand::ratio(x[{a}], x[{b}])"),
            Formula::Sum(a, b, c) => format!("crate::by_hand::sum_ratio(x[{a}], x[{b}], x[{c}])"),
            Formula::Difference(a, b, c) => format!("crate::by_hand::difference_ratio(x[{a}], x[{b}], x[{c}])"),
        };
        let _ = writeln!(text, "    let v{place} = {formula};");
        let _ = writeln!(text, "    let s{place} = share(v{place}, {start:.2}, {target:.2});");
    }
    text
}

/// `name0, name1`: so many of them.
fn list(name: &str, many: usize) -> String {
    (0..many).map(|at| format!("{name}{at}")).collect::<Vec<_>>().join(", ")
}

/// The method as Rust, as somebody would write it by hand: row by row, missing figures as `None`.
#[must_use]
pub fn rust() -> String {
    let mut text = "//! The case as Rust, row by row. Written by `case::rust`; a test holds it to that.\n\n\
        use crate::by_hand::{Mean, and, below, or, over, share};\n\n\
        /// All results of one city: 91 values, 91 scores, 40 means, 60 triggers.\n\
        #[derive(Debug, Clone, Copy, PartialEq)]\n\
        pub struct Row {\n    pub values: [Option<f64>; 91],\n    pub scores: [Option<f64>; 91],\n    \
        pub means: [Option<f64>; 40],\n    pub triggers: [Option<bool>; 60],\n}\n\n\
        /// Evaluates one city.\n#[must_use]\npub fn row(x: &[Option<f64>; 117]) -> Row {\n"
        .to_owned();
    text.push_str(&scores());
    for facet in 0..2 {
        for group in 0..GROUPS {
            let _ = writeln!(text, "    let mut m{facet}_{group} = Mean::default();");
            for place in (0..KPIS).filter(|place| kpi(*place).groups[facet] == group) {
                let _ = writeln!(text, "    m{facet}_{group}.add(s{place}, {:.1});", kpi(place).weight);
            }
            let _ = writeln!(text, "    let g{facet}_{group} = m{facet}_{group}.mean();");
        }
    }
    for place in 0..TRIGGERS {
        let percent = |edge: u32| format!("{edge}.0 / 100.0");
        let when = match trigger(place) {
            Trigger::Low(kpi, edge) => format!("below(s{kpi}, {})", percent(edge)),
            Trigger::LowAndHigh(kpi, edge, other, above) => {
                format!("and(below(s{kpi}, {}), over(v{other}, {above:.2}))", percent(edge))
            }
            Trigger::GroupOrLow([facet, group], edge, kpi, low) => {
                format!("or(below(g{facet}_{group}, {}), below(s{kpi}, {}))", percent(edge), percent(low))
            }
        };
        let _ = writeln!(text, "    let t{place} = {when};");
    }
    let means: Vec<String> = (0..2).flat_map(|f| (0..GROUPS).map(move |g| format!("g{f}_{g}"))).collect();
    let _ = writeln!(
        text,
        "    Row {{\n        values: [{}],\n        scores: [{}],\n        means: [{}],\n        triggers: [{}],\n    }}\n}}",
        list("v", KPIS),
        list("s", KPIS),
        means.join(", "),
        list("t", TRIGGERS)
    );
    let _ = writeln!(
        text,
        "\n/// The values and scores of one city, where nothing else is asked for.\n#[must_use]\n\
         pub fn scored(x: &[Option<f64>; 117]) -> ([Option<f64>; 91], [Option<f64>; 91]) {{\n{}    ([{}], [{}])\n}}",
        scores(),
        list("v", KPIS),
        list("s", KPIS)
    );
    text
}
