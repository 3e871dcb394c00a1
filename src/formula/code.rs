//! Functions whose code is not written in the language: arguments in the units that the rule declares, and a result that
//! is what it declares.

use super::given::Given;
use crate::model::exhibit::{Datum, Outside, Reckoner};
use crate::model::rules::{Function, FunctionArgument, Measure, RuleBook, Shape};
use crate::source::nearest;
use crate::unit::Unit;
use crate::value::{Missing, MissingKind, Outcome, Phrase, Symbol, Value};

/// What a function comes to. A missing argument makes the result missing, unless the function takes missing values.
pub(super) fn called(
    function: &Function,
    code: &Outside<dyn Reckoner>,
    arguments: Vec<Outcome<Given>>,
    book: &RuleBook,
) -> Outcome<Given> {
    let handed = Handed { book, takes_missing: function.takes_missing };
    let each = arguments.into_iter().zip(&function.parameters);
    let given: Vec<Outcome<Datum>> = each.map(|(argument, own)| handed.over(argument, &own.shape)).collect();
    let missing = given.iter().filter_map(|datum| datum.as_ref().err().cloned()).reduce(Missing::join);
    if let Some(missing) = missing.filter(|_| !function.takes_missing) {
        return Err(missing);
    }
    let result = code.code.reckon(&given).and_then(|datum| taken(&datum, &function.result, book));
    result.map_err(|missing| code.blame(missing)).map(|given| blamed(given, code))
}

/// How arguments are handed over.
struct Handed<'b> {
    book: &'b RuleBook,
    takes_missing: bool,
}

impl Handed<'_> {
    /// An argument, or a field of one, in the units that are declared.
    fn over(&self, given: Outcome<Given>, shape: &Shape) -> Outcome<Datum> {
        match (given?, shape) {
            (Given::One(value), shape) => self.one(value, shape),
            (Given::List(values), shape) => {
                let values: Vec<_> = values.into_iter().map(|value| self.one(value?, shape)).collect();
                if values.is_empty() && !self.takes_missing {
                    // Of nothing at all nothing can be said, as with sums.
                    return Err(Missing::because(MissingKind::NotReported, None, "why_nothing_to_add"));
                }
                self.complete(&values)?;
                Ok(Datum::List(values.into()))
            }
            (Given::Record(fields), Shape::Record(wanted)) => {
                let fields: Vec<_> = wanted.iter().map(|own| self.field(own, &fields)).collect();
                let values: Vec<_> = fields.iter().map(|(_, value)| value.clone()).collect();
                self.complete(&values)?;
                Ok(Datum::Record(fields.into()))
            }
            (Given::Record(_), _) => Err(Missing::failed("why_no_value")),
        }
    }

    fn one(&self, value: Value, shape: &Shape) -> Outcome<Datum> {
        Datum::of(self.book, None, &value, shape.measure().and_then(unit))
    }

    fn field(
        &self,
        own: &FunctionArgument,
        fields: &[(Box<str>, Outcome<Given>)],
    ) -> (std::sync::Arc<str>, Outcome<Datum>) {
        let found = fields.iter().find(|(name, _)| **name == *own.name).map(|(_, value)| value.clone());
        let value = found.unwrap_or_else(|| Err(Missing::failed("why_no_value")));
        (own.name.as_str().into(), self.over(value, &own.shape))
    }

    /// Nothing may be missing in a list or a record, unless the function takes missing values.
    fn complete(&self, values: &[Outcome<Datum>]) -> Outcome<()> {
        let missing = values.iter().filter_map(|value| value.as_ref().err().cloned()).reduce(Missing::join);
        missing.filter(|_| !self.takes_missing).map_or(Ok(()), Err)
    }
}

fn unit(measure: &Measure) -> Option<&Unit> {
    match measure {
        Measure::Unit(unit) => Some(unit),
        _ => None,
    }
}

/// What came out, as what is declared. What is missing in a list or a record stays missing there, with its reason.
fn taken(datum: &Datum, declared: &Shape, book: &RuleBook) -> Outcome<Given> {
    match (declared, datum) {
        (Shape::One(measure), datum) => value(datum, measure, book).map(Given::One),
        (Shape::List(measure), Datum::List(values)) => {
            let each = (1..).zip(values.iter()).map(|(place, one): (u32, _)| match one {
                Ok(datum) => value(datum, measure, book)
                    .map(Ok)
                    .map_err(|missing| within(missing, Phrase::from("code_element").with("place", place.to_string()))),
                Err(missing) => Ok(Err(missing.clone())),
            });
            Ok(Given::List(each.collect::<Outcome<_>>()?))
        }
        (Shape::Record(fields), Datum::Record(entries)) => record(entries, fields, book),
        (Shape::List(_), datum) => Err(other_kind(datum, "code_a_list")),
        (Shape::Record(_), datum) => Err(other_kind(datum, "code_a_record")),
    }
}

/// A record with the fields that are declared, and no others: a name that is misspelt would else be missing silently.
fn record(
    entries: &[(std::sync::Arc<str>, Outcome<Datum>)],
    declared: &[FunctionArgument],
    book: &RuleBook,
) -> Outcome<Given> {
    let known = || declared.iter().map(|own| own.name.as_str());
    if let Some((name, _)) = entries.iter().find(|(name, _)| !known().any(|own| own == &**name)) {
        let near = nearest(name, known()).map_or_else(String::new, |near| format!(" (`{near}`?)"));
        return Err(Missing::failed(Phrase::from("code_more_fields").with("field", &**name).with("near", near)));
    }
    let fields = declared.iter().map(|own| {
        let found = entries.iter().find(|(name, _)| **name == *own.name);
        let lacks = || Err(Missing::failed(Phrase::from("code_no_field").with("field", own.name.as_str())));
        let value = match found.map_or_else(lacks, |(_, value)| value.clone()) {
            Ok(datum) => taken(&datum, &own.shape, book)
                .map_err(|missing| within(missing, Phrase::from("code_field").with("field", own.name.as_str()))),
            Err(missing) => Err(missing),
        };
        (own.name.as_str().into(), value)
    });
    Ok(Given::Record(fields.collect()))
}

/// What is wrong with a part of what came out.
fn within(missing: Missing, part: Phrase) -> Missing {
    match missing.why() {
        Some(why) if missing.kind == MissingKind::Failed => Missing::failed(part.with("why", why.clone())),
        _ => missing,
    }
}

/// Whose fault it is where a part of a result has failed.
fn blamed(given: Given, code: &Outside<dyn Reckoner>) -> Given {
    match given {
        Given::Record(fields) => {
            let blame =
                |value: Outcome<Given>| value.map(|given| blamed(given, code)).map_err(|missing| code.blame(missing));
            Given::Record(fields.into_iter().map(|(name, value)| (name, blame(value))).collect())
        }
        Given::List(values) => {
            Given::List(values.into_iter().map(|value| value.map_err(|missing| code.blame(missing))).collect())
        }
        one @ Given::One(_) => one,
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
        (declared, datum) => Err(other_kind(
            datum,
            match declared {
                Measure::Unit(_) => "code_a_number",
                Measure::YesNo => "code_an_answer",
                Measure::OneOf(_) | Measure::Text => "code_a_text",
            },
        )),
    }
}

fn other_kind(datum: &Datum, wanted: &'static str) -> Missing {
    Missing::failed(Phrase::from("code_other_kind").with("got", sort(datum)).with("wanted", Phrase::from(wanted)))
}

fn other_word(got: &str, words: &[Symbol], book: &RuleBook) -> Missing {
    let near = nearest(got, words.iter().map(|word| book.word(*word)));
    let near = near.map_or_else(String::new, |near| format!(" (“{near}”?)"));
    let words = words.iter().map(|word| book.word(*word)).collect::<Vec<_>>().join(", ");
    Missing::failed(Phrase::from("code_other_word").with("got", got).with("words", words + &near))
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
