//! Functions whose code is not written in the language: arguments in the units that the rule declares, and a result that
//! is what it declares.

use crate::model::exhibit::{Datum, Outside, Reckoner};
use crate::model::rules::{Function, Measure, RuleBook};
use crate::unit::Unit;
use crate::value::{Missing, MissingKind, Outcome, Phrase, Symbol, Value};

/// What is given for an argument.
pub(super) enum Given {
    /// A value.
    One(Outcome<Value>),
    /// Several values; missing where nobody can tell which.
    List(Outcome<Vec<Outcome<Value>>>),
}

/// What a function comes to. A missing argument makes the result missing, unless the function takes missing values.
pub(super) fn called(
    function: &Function,
    code: &Outside<dyn Reckoner>,
    arguments: Vec<Given>,
    book: &RuleBook,
) -> Outcome<Value> {
    let mut given = Vec::with_capacity(arguments.len());
    let mut missing: Option<Missing> = None;
    for (argument, own) in arguments.into_iter().zip(&function.parameters) {
        let one = |value: Outcome<Value>| value.and_then(|value| Datum::of(book, None, &value, unit(&own.measure)));
        let datum = match argument {
            Given::One(value) => one(value),
            Given::List(values) => values.and_then(|values| {
                let values: Vec<Outcome<Datum>> = values.into_iter().map(one).collect();
                if function.takes_missing { Ok(Datum::List(values.into())) } else { complete(values) }
            }),
        };
        if let Err(reason) = &datum
            && !function.takes_missing
        {
            let reason = reason.clone();
            missing = Some(missing.map_or(reason.clone(), |known| known.join(reason)));
        }
        given.push(datum);
    }
    if let Some(missing) = missing {
        return Err(missing);
    }
    let result = code.code.reckon(&given).and_then(|datum| value(&datum, &function.result, book));
    result.map_err(|missing| code.blame(missing))
}

/// A list of which nothing is missing. Of nothing at all nothing can be said, as with sums.
fn complete(values: Vec<Outcome<Datum>>) -> Outcome<Datum> {
    let missing = values.iter().filter_map(|value| value.as_ref().err().cloned()).reduce(Missing::join);
    match missing {
        Some(missing) => Err(missing),
        None if values.is_empty() => Err(Missing::because(MissingKind::NotReported, None, "why_nothing_to_add")),
        None => Ok(Datum::List(values.into())),
    }
}

fn unit(measure: &Measure) -> Option<&Unit> {
    match measure {
        Measure::Unit(unit) => Some(unit),
        _ => None,
    }
}

/// The result as a value of the declared kind.
fn value(datum: &Datum, declared: &Measure, book: &RuleBook) -> Outcome<Value> {
    match (declared, datum) {
        (Measure::Unit(unit), Datum::Number(number)) if number.is_finite() => Ok(Value::Number(unit.to_base(*number))),
        (Measure::YesNo, Datum::YesNo(answer)) => Ok(Value::YesNo(*answer)),
        (Measure::OneOf(words), Datum::Text(text)) => {
            let known = words.iter().find(|word| book.word(**word) == text.as_ref());
            known.map(|word| Value::Choice(*word)).ok_or_else(|| other_word(text, words, book))
        }
        (Measure::Text, Datum::Text(text)) => Ok(Value::Text(text.clone())),
        (declared, datum) => {
            let wanted = Phrase::from(match declared {
                Measure::Unit(_) => "code_a_number",
                Measure::YesNo => "code_an_answer",
                Measure::OneOf(_) | Measure::Text => "code_a_text",
            });
            Err(Missing::failed(Phrase::from("code_other_kind").with("got", sort(datum)).with("wanted", wanted)))
        }
    }
}

fn other_word(got: &str, words: &[Symbol], book: &RuleBook) -> Missing {
    let words = words.iter().map(|word| book.word(*word)).collect::<Vec<_>>().join(", ");
    Missing::failed(Phrase::from("code_other_word").with("got", got).with("words", words))
}

/// What came out, in words.
fn sort(datum: &Datum) -> Phrase {
    Phrase::from(match datum {
        Datum::Number(number) if number.is_finite() => "code_a_number",
        Datum::Number(_) => "code_not_finite",
        Datum::YesNo(_) => "code_an_answer",
        Datum::Text(_) | Datum::Band(_) => "code_a_text",
        Datum::List(_) => "code_a_list",
        Datum::Record(_) => "code_a_record",
    })
}
