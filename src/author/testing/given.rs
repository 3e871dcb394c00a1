//! The figures of a test: those of its city, with what it gives in their place.

use crate::diagnostic::Diagnostic;
use crate::evaluate::{Options, evaluate};
use crate::formula::{Context, eval};
use crate::model::dataset::{Dataset, Figure, SetScore};
use crate::model::formula::{Node, Part};
use crate::model::rules::{Given, RuleBook, Test};
use crate::value::{Outcome, Status, Value};

/// The year of a test: the latest of its givens, else the latest of its city's figures, else none (0).
pub(super) fn year(test: &Test, base: Option<&Dataset>) -> i32 {
    let given = test.givens.iter().filter_map(|given| given.year).max();
    let of_city = || base.and_then(|data| data.figures.iter().filter_map(|figure| figure.year).max());
    given.or_else(of_city).unwrap_or(0)
}

/// The dataset of a test.
pub(super) fn dataset(book: &RuleBook, base: Option<&Dataset>, test: &Test) -> (Dataset, Vec<Diagnostic>) {
    let empty = Dataset::default();
    let base = base.unwrap_or(&empty);
    let mut data = Dataset { city: base.city.clone(), set_scores: base.set_scores.clone(), ..Dataset::default() };
    data.by_item.resize(book.items.len(), Vec::new());
    for figure in base.figures.iter().filter(|figure| !test.givens.iter().any(|given| replaces(given, figure))) {
        data.push(figure.clone());
    }
    let mut findings = Vec::new();
    for given in &test.givens {
        match (value(book, base, given), given.part) {
            (Ok(value), Part::Points | Part::Score) => data.set_scores.push(set_score(given, &value)),
            (Ok(value), _) => data.push(figure(book, given, value)),
            (Err(missing), _) => {
                let message = format!("the given has no value: {}", book.show_missing(&missing));
                findings.push(Diagnostic::error("test::given::no_value", given.span, message));
            }
        }
    }
    (data, findings)
}

/// Whether a given stands for a figure of the city.
fn replaces(given: &Given, figure: &Figure) -> bool {
    given.part == Part::Value && given.item == figure.item && (given.year.is_none() || given.year == figure.year)
}

fn value(book: &RuleBook, base: &Dataset, given: &Given) -> Outcome<Value> {
    match &given.value {
        Node::Literal(value) => Ok(value.clone()),
        Node::Money(amount, _) => Ok(Value::Number(*amount)),
        node => {
            let year = given.year.unwrap_or(0);
            let evaluation = evaluate(book, base, Options { year: Some(year), on: None });
            eval(node, &evaluation, &Context::at(year))
        }
    }
}

fn set_score(given: &Given, value: &Value) -> SetScore {
    let number = value.as_number();
    match given.part {
        Part::Points => SetScore { item: given.item, points: number, score: None },
        _ => SetScore { item: given.item, points: None, score: number },
    }
}

fn figure(book: &RuleBook, given: &Given, value: Value) -> Figure {
    let item = book.item(given.item);
    let currency = match &given.value {
        Node::Money(_, currency) => Some(currency.to_string()),
        _ => None,
    };
    Figure {
        item: given.item,
        year: given.year,
        printed: String::new(),
        unit: item.and_then(|item| item.unit()).map(|unit| unit.written.to_string()).unwrap_or_default(),
        value: Some(value),
        status: Status::Reported,
        quality: None,
        source: "given by the test".to_owned(),
        place: String::new(),
        note: String::new(),
        currency,
        converted: None,
        line: 0,
        span: given.span,
    }
}
