//! The operators of scripts: one sort of number, the rule language's comparisons, and no comparison of unlike things.
//!
//! Rhai compares unlike values and says false, divides whole numbers to whole numbers, lets a division by zero pass, and
//! compares numbers by a tolerance of its own. Registered operators are heard only with `set_fast_operators(false)`.

use rhai::{Dynamic, Engine, EvalAltResult, INT};

use super::missing::MissingValue;
use super::problem::Fault;
use super::series::Series;
use super::{list::List, record::Record};
use crate::value::{at_least, equal, greater};

type Given<T> = Result<T, Box<EvalAltResult>>;

/// A number of a script. Rhai itself counts the rounds of a loop in whole numbers; they are numbers as all others.
fn number(whole: INT) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counters of loops stay far below 2^53")]
    let number = whole as f64;
    number
}

fn finite(operator: &'static str, result: f64) -> Given<f64> {
    if result.is_finite() { Ok(result) } else { Err(Fault::NotFinite(operator).into()) }
}

/// What a value is called in messages.
pub(super) fn called(value: &Dynamic) -> String {
    let name = match value {
        value if value.is_float() || value.is_int() => "a number",
        value if value.is_bool() => "yes or no",
        value if value.is_string() || value.is_char() => "a text",
        value if value.is_unit() => "nothing",
        value if value.is_fnptr() => "a function",
        value if value.is::<List>() || value.is_array() => "a list",
        value if value.is::<Record>() || value.is_map() => "a record",
        value if value.is::<Series>() => "a range",
        value if value.is::<MissingValue>() => "a missing value",
        value => {
            let own = super::card::called(value).or_else(|| super::analysis::called(value));
            own.unwrap_or_else(|| value.type_name())
        }
    };
    name.to_owned()
}

/// Says why two values do not go together.
pub(super) fn unlike<T>(operator: &str, left: &Dynamic, right: &Dynamic) -> Given<T> {
    for side in [left, right] {
        if let Some(missing) = side.read_lock::<MissingValue>() {
            return Err(Fault::Missing(
                operator.to_owned(),
                missing.reason().to_owned(),
                Some(missing.missing().clone()),
            )
            .into());
        }
    }
    Err(Fault::Types(operator.to_owned(), called(left), called(right)).into())
}

/// The result of an operator, where it has one.
type Compute = fn(f64, f64) -> f64;

/// The operators that compute.
const COMPUTE: [(&str, Compute); 6] = [
    ("+", |a, b| a + b),
    ("-", |a, b| a - b),
    ("*", |a, b| a * b),
    ("/", |a, b| a / b),
    ("%", |a, b| a % b),
    ("**", libm::pow),
];

/// The same with `=`.
const CHANGE: [&str; 6] = ["+=", "-=", "*=", "/=", "%=", "**="];

/// Whether a comparison holds.
type Compare = fn(f64, f64) -> bool;

/// The operators that compare, by the one rule at thresholds.
const COMPARE: [(&str, Compare); 6] = [
    ("==", equal),
    ("!=", |a, b| !equal(a, b)),
    ("<", |a, b| greater(b, a)),
    ("<=", |a, b| at_least(b, a)),
    (">", greater),
    (">=", at_least),
];

/// `+ - * / % **`, and the same with `=`: only finite results.
pub(super) fn arithmetic(engine: &mut Engine) {
    for ((sign, body), change) in COMPUTE.into_iter().zip(CHANGE) {
        engine.register_fn(sign, move |a: f64, b: f64| finite(sign, body(a, b)));
        engine.register_fn(change, move |a: &mut f64, b: f64| -> Given<()> {
            *a = finite(change, body(*a, b))?;
            Ok(())
        });
    }
    engine.register_fn("-", |a: f64| -a);
    engine.register_fn("+", |a: f64| a);
    engine.register_fn("!", |a: bool| !a);
}

/// `== != < <= > >=` by the one rule at thresholds.
pub(super) fn comparisons(engine: &mut Engine) {
    for (sign, holds) in COMPARE {
        engine.register_fn(sign, holds);
    }
}

/// Rhai counts the rounds of a loop in whole numbers: they are numbers as all others.
pub(super) fn whole_numbers(engine: &mut Engine) {
    for ((sign, body), change) in COMPUTE.into_iter().zip(CHANGE) {
        engine.register_fn(sign, move |a: INT, b: f64| finite(sign, body(number(a), b)));
        engine.register_fn(sign, move |a: f64, b: INT| finite(sign, body(a, number(b))));
        engine.register_fn(sign, move |a: INT, b: INT| finite(sign, body(number(a), number(b))));
        engine.register_fn(change, move |a: &mut Dynamic, b: Dynamic| -> Given<()> {
            let (Some(left), Some(right)) = (as_number(a), as_number(&b)) else { return unlike(change, a, &b) };
            *a = Dynamic::from_float(finite(change, body(left, right))?);
            Ok(())
        });
    }
    for (sign, holds) in COMPARE {
        engine.register_fn(sign, move |a: INT, b: f64| holds(number(a), b));
        engine.register_fn(sign, move |a: f64, b: INT| holds(a, number(b)));
        engine.register_fn(sign, move |a: INT, b: INT| holds(number(a), number(b)));
    }
    engine.register_fn("-", |a: INT| -number(a));
}

/// A value as a number, if it is one.
pub(super) fn as_number(value: &Dynamic) -> Option<f64> {
    value.as_float().ok().or_else(|| value.as_int().ok().map(number))
}

/// What stands between two values that do not go together raises, instead of saying false.
pub(super) fn unlike_values(engine: &mut Engine) {
    for sign in ["+", "-", "*", "/", "%", "**"] {
        engine.register_fn(sign, move |a: Dynamic, b: Dynamic| unlike::<Dynamic>(sign, &a, &b));
    }
    for sign in ["==", "!=", "<", "<=", ">", ">="] {
        engine.register_fn(sign, move |a: Dynamic, b: Dynamic| likewise(sign, &a, &b));
    }
    for sign in ["-", "+", "!"] {
        engine.register_fn(sign, move |a: Dynamic| unlike::<Dynamic>(sign, &a, &Dynamic::UNIT));
    }
}

/// Whether two values are the same; an error where they are not of one sort.
pub(super) fn same(a: &Dynamic, b: &Dynamic) -> Given<bool> {
    if let (Some(a), Some(b)) = (as_number(a), as_number(b)) {
        return Ok(equal(a, b));
    }
    if let (Ok(a), Ok(b)) = (a.as_immutable_string_ref(), b.as_immutable_string_ref()) {
        return Ok(*a == *b);
    }
    likewise("==", a, b)
}

/// Values of one sort that is neither a number nor a text: answers can be compared for equality, nothing else can.
fn likewise(sign: &str, a: &Dynamic, b: &Dynamic) -> Given<bool> {
    match (a.as_bool(), b.as_bool(), sign) {
        (Ok(a), Ok(b), "==") => Ok(a == b),
        (Ok(a), Ok(b), "!=") => Ok(a != b),
        _ => unlike(sign, a, b),
    }
}
