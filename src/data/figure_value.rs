//! A value with its unit, as written in a cell, against the item that it is a figure of.

use super::mark::Mark;
use super::measured::{self, Way};
use super::problem::{CellPart, CellProblem, quoted};
use super::quantity::{Quantity, not_finite, read_quantity};
use crate::cells::Marks;
use crate::cells::{any_of, as_name};
use crate::model::rules::{Item, Measure, RuleBook};
use crate::source::nearest;
use crate::unit::Unit;
use crate::value::{Symbol, Value};

/// A figure as it is written: the texts of its cells, and what is known around them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written<'a> {
    /// The value.
    pub value: &'a str,
    /// The unit; empty where none is written.
    pub unit: &'a str,
    /// The year that it belongs to.
    pub year: Option<i32>,
    /// The period is a whole year, so that an amount reads as one per year.
    pub whole_year: bool,
    /// How the file writes numbers.
    pub marks: Marks,
}

impl<'a> Written<'a> {
    /// A value and its unit, of no year.
    #[must_use]
    pub fn new(value: &'a str, unit: &'a str) -> Self {
        Self { value, unit, year: None, whole_year: false, marks: Marks::default() }
    }
}

/// What a figure says.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureValue {
    /// The value in the base unit of the item; nothing where the cell holds a mark.
    pub value: Option<Value>,
    /// The mark, where there is no value.
    pub mark: Option<Mark>,
    /// The unit as written, the declared one where none was.
    pub unit: String,
    /// The item is a quantity with a unit, and none was written.
    pub unit_assumed: bool,
    /// The currency, for money.
    pub currency: Option<String>,
    /// The factor as written, where the figure came in another kind.
    pub converted: Option<String>,
    /// What is to be said though the figure could be read.
    pub remarks: Vec<CellProblem>,
}

impl FigureValue {
    /// A figure that is no quantity in a unit, or is not read as one.
    pub(super) fn plain(value: Option<Value>, mark: Option<Mark>, unit: &str) -> Self {
        let unit = unit.to_owned();
        Self { value, mark, unit, unit_assumed: false, currency: None, converted: None, remarks: Vec::new() }
    }
}

/// Reads a value with its unit as a figure of an item, in the base unit of the item.
///
/// # Errors
///
/// All that is wrong with the two cells. There is no figure then.
pub fn figure_value(written: &Written<'_>, item: &Item, book: &RuleBook) -> Result<FigureValue, Vec<CellProblem>> {
    let text = written.value.trim();
    match &item.measure {
        Measure::Unit(unit) => quantity(written, item, item.figures_in.as_deref().unwrap_or(unit), book),
        Measure::YesNo => match yes_no(text) {
            Some(answer) => Ok(without_unit(written, item, Value::YesNo(answer))),
            None => marked(text, || not_an_answer(text, item)),
        },
        Measure::OneOf(words) => match symbol(text, words, book) {
            Some(word) => Ok(without_unit(written, item, Value::Choice(word))),
            None => marked(text, || not_a_choice(text, item, words, book)),
        },
        Measure::Text if text.is_empty() => Ok(FigureValue::plain(None, Some(Mark::Empty), "")),
        Measure::Text => Ok(without_unit(written, item, Value::Text(text.into()))),
    }
}

fn quantity(
    written: &Written<'_>,
    item: &Item,
    declared: &Unit,
    book: &RuleBook,
) -> Result<FigureValue, Vec<CellProblem>> {
    let shown =
        if written.unit.trim().is_empty() { declared.written.to_string() } else { written.unit.trim().to_owned() };
    if let Some(mark) = Mark::of(written.value) {
        return Ok(FigureValue::plain(None, Some(mark), &shown));
    }
    let number = read_quantity(written.value, written.marks);
    let percent = number.as_ref().is_ok_and(|number| number.percent);
    let unit = if percent { percent_unit(written, book) } else { Ok(*written) };
    let way = unit.and_then(|written| measured::way(&written, item, declared, book));
    match (number, way) {
        (Ok(number), Ok(way)) => joined(&number, &way, shown, written).map_err(|problem| vec![problem]),
        (number, way) => Err(number.err().into_iter().chain(way.err()).collect()),
    }
}

/// The percent sign in the value stands for the unit.
fn percent_unit<'a>(written: &Written<'a>, book: &RuleBook) -> Result<Written<'a>, CellProblem> {
    let text = written.unit.trim();
    let share = super::resolve_unit_text(text, &book.units).is_ok_and(|unit| unit.kind.is_none());
    if share {
        return Ok(Written { unit: "%", ..*written });
    }
    let message = format!("the value is a percentage, the unit is {}", quoted(text));
    Err(CellProblem::error("data::value::percent", CellPart::Value, message)
        .help("leave the percent sign out, or write `%` in the column `unit`"))
}

fn joined(number: &Quantity, way: &Way<'_>, shown: String, written: &Written<'_>) -> Result<FigureValue, CellProblem> {
    let value = number.value(|number| way.to_base(number)).ok_or_else(|| not_finite(written.value.trim()))?;
    Ok(FigureValue {
        value: Some(value),
        mark: None,
        unit: if number.percent && written.unit.trim().is_empty() { "%".to_owned() } else { shown },
        unit_assumed: way.assumed && !way.unit.same_scale(&Unit::plain()),
        currency: way.unit.currency.clone(),
        converted: way.also.map(|also| also.written.clone()),
        remarks: number.remark.clone().into_iter().collect(),
    })
}

/// An answer or a word. A unit beside it is too much.
fn without_unit(written: &Written<'_>, item: &Item, value: Value) -> FigureValue {
    let unit = as_name(written.unit);
    let mut figure = FigureValue::plain(Some(value), None, "");
    if !matches!(unit.as_str(), "" | "yes_no" | "yes/no" | "text") && !unit.starts_with("one_of") {
        let message = format!("`{}` has no unit", item.name);
        figure.remarks.push(
            CellProblem::warning("data::unit::needless", CellPart::Unit, message).help("leave the unit empty").cure(""),
        );
    }
    figure
}

fn marked(text: &str, otherwise: impl FnOnce() -> CellProblem) -> Result<FigureValue, Vec<CellProblem>> {
    match Mark::of(text) {
        Some(mark) => Ok(FigureValue::plain(None, Some(mark), "")),
        None => Err(vec![otherwise()]),
    }
}

fn yes_no(text: &str) -> Option<bool> {
    match as_name(text).as_str() {
        "yes" | "true" | "ja" => Some(true),
        "no" | "false" | "nei" => Some(false),
        _ => None,
    }
}

fn not_an_answer(text: &str, item: &Item) -> CellProblem {
    let message = format!("{} is no answer: `{}` is a question of yes or no", quoted(text), item.name);
    CellProblem::error("data::value::answer", CellPart::Value, message).help("write `yes` or `no`")
}

fn symbol(text: &str, words: &[Symbol], book: &RuleBook) -> Option<Symbol> {
    let exact = |symbol: &&Symbol| word(**symbol, book) == text;
    let level = as_name(text);
    let levelled = |symbol: &&Symbol| as_name(word(**symbol, book)) == level;
    words.iter().find(exact).or_else(|| words.iter().find(levelled)).copied()
}

fn word(symbol: Symbol, book: &RuleBook) -> &str {
    book.words.get_index(symbol.0 as usize).map_or("", String::as_str)
}

fn not_a_choice(text: &str, item: &Item, words: &[Symbol], book: &RuleBook) -> CellProblem {
    let known = || words.iter().map(|symbol| word(*symbol, book));
    let message = format!("{} is none of the words of `{}`", quoted(text), item.name);
    let near = nearest(&as_name(text), known());
    let problem = CellProblem::error("data::value::choice", CellPart::Value, message);
    match near {
        Some(near) => problem.help(format!("did you mean `{near}`? Known are {}", any_of(known()))).cure(near),
        None => problem.help(format!("write {}", any_of(known()))),
    }
}

#[cfg(test)]
mod tests {
    use super::{FigureValue, Written, figure_value};
    use crate::data::fixture::{book, item};
    use crate::data::problem::CellProblem;
    use crate::unit::full_precision;
    use crate::value::Value;

    fn read(name: &str, value: &str, unit: &str) -> Result<FigureValue, Vec<CellProblem>> {
        let book = book();
        let written = Written { year: Some(2020), whole_year: true, ..Written::new(value, unit) };
        figure_value(&written, item(&book, name), &book)
    }

    fn number(name: &str, value: &str, unit: &str) -> String {
        match read(name, value, unit).unwrap().value {
            Some(Value::Number(number)) => full_precision(number),
            other => panic!("{other:?}"),
        }
    }

    fn slip(name: &str, value: &str, unit: &str) -> (&'static str, String) {
        let problems = read(name, value, unit).unwrap_err();
        let problem = problems.into_iter().next().unwrap();
        (problem.code, format!("{} | {}", problem.message, problem.help.unwrap_or_default()))
    }

    #[test]
    fn figures_become_base_units() {
        for (name, value, unit, base) in [
            ("water_supply_loss", "28.42", "%", "0.2842"),
            ("water_supply_loss", "28.42 %", "", "0.2842"),
            ("water_supply_loss", "0.2842", "ratio", "0.2842"),
            ("water_supply_loss", "28.42", "", "0.2842"),
            ("fire_service", "72.5", "per 100_000 inhabitants", "0.000725"),
            ("fire_service", "0.725", "per 1000 inhabitants", "0.000725"),
            ("fire_service", "72.5", "FTE/100 000 inhabitants", "0.000725"),
            ("electricity_use", "365", "kWh/inhabitant", "41.6666666666667"),
            ("electricity_use", "365", "kWh/year/inhabitant", "41.6666666666667"),
            ("emergency_response_time", "14", "min", "840"),
            ("no2", "2", "ppm", "0.0000038"),
        ] {
            assert_eq!(number(name, value, unit), base, "{value} {unit}");
        }
        assert_eq!(read("no2", "2", "ppm").unwrap().converted.as_deref(), Some("1_900 ug per m3 per ppm"));
        assert!(read("water_supply_loss", "28.42", "").unwrap().unit_assumed);
        assert!(!read("water_supply_loss", "28.42 %", "").unwrap().unit_assumed);
    }

    #[test]
    fn money_keeps_its_currency() {
        let cost = read("culture_cost", "25", "NOK per inhabitant").unwrap();
        assert_eq!(cost.currency.as_deref(), Some("NOK"));
        for unit in ["", "money per inhabitant"] {
            let (code, text) = slip("culture_cost", "25", unit);
            assert_eq!(code, "data::money::no_currency");
            assert!(text.ends_with("as in `EUR per inhabitant`"), "{text}");
        }
        assert_eq!(slip("road_cost", "25", "EUR").0, "data::money::other_currency");
        assert_eq!(read("road_cost", "25", "").unwrap().currency.as_deref(), Some("NOK"));
    }

    #[test]
    fn another_kind_is_shown_with_both_sides() {
        let (code, text) = slip("water_supply_loss", "28", "L per day");
        assert_eq!(code, "data::unit::mismatch");
        assert!(text.starts_with("the figure is a volume per time, `water_supply_loss` is a share | "), "{text}");
        assert!(text.ends_with("; give the figure in `%`"), "{text}");
        assert_eq!(slip("electricity_total", "5", "GWh per year").0, "data::unit::mismatch");
        assert_eq!(slip("green_area", "5", "per 100_000 inhabitants").0, "data::unit::mismatch");
        assert_eq!(slip("emergency_response_time", "5 %", "min").0, "data::value::percent");
        assert_eq!(slip("emergency_response_time", "5 %", "").0, "data::unit::mismatch");
        let (code, text) = slip("population", "5", "inhabitnats");
        assert_eq!(code, "data::unit::unknown");
        assert!(text.contains("did you mean `inhabitants`?"), "{text}");
        assert_eq!(read("population", "many", "km").unwrap_err().len(), 2);
        let book = book();
        let loose = figure_value(&Written::new("5", "kWh per inhabitant"), item(&book, "electricity_use"), &book);
        assert!(loose.unwrap_err()[0].help.as_deref().unwrap().contains("in the column `period`"));
    }

    #[test]
    fn answers_and_words_are_read() {
        for (text, answer) in [("yes", true), ("JA", true), ("true", true), ("nei", false), ("No", false)] {
            assert_eq!(read("urban_planning", text, "").unwrap().value, Some(Value::YesNo(answer)));
        }
        assert!(read("terrain", "Hilly", "").unwrap().value.is_some());
        assert!(read("terrain", "..", "").unwrap().mark.is_some());
        assert_eq!(read("country", "NO", "").unwrap().value, Some(Value::Text("NO".into())));
        assert_eq!(read("urban_planning", "yes", "%").unwrap().remarks[0].code, "data::unit::needless");
        assert_eq!(slip("urban_planning", "1", "").0, "data::value::answer");
        let (code, text) = slip("terrain", "hily", "");
        assert_eq!(code, "data::value::choice");
        assert!(text.ends_with("did you mean `hilly`? Known are `flat`, `hilly` or `mountain`"), "{text}");
    }
}
