//! The functions that every script has: one row each, which the checker of names and the reference read.

use rhai::{Dynamic, Engine, EvalAltResult};

use super::problem::Fault;
use super::sort::Sort;
use crate::builtin::BUILTINS;

/// A function that scripts may call.
#[derive(Debug, Clone)]
pub struct Native {
    /// Name.
    pub name: String,
    /// How many arguments it takes; each number of arguments that it may take.
    pub arguments: Vec<usize>,
    /// How it is written: `push(list, x)`.
    pub form: String,
    /// What it does.
    pub about: String,
}

/// Name, form, meaning, and an example with its result.
pub(super) const NATIVES: &[(&str, &str, &str, &str, &str)] = &[
    ("ceil", "ceil(x)", "The next whole number that is not below x.", "ceil(1.2)", "2"),
    (
        "contains",
        "contains(text, part)",
        "Whether a text has a part, a record an entry, or a list a text or number.",
        "contains(\"water\", \"at\")",
        "yes",
    ),
    ("ends_with", "ends_with(text, part)", "Whether a text ends with another.", "ends_with(\"water\", \"er\")", "yes"),
    ("floor", "floor(x)", "The next whole number that is not above x.", "floor(1.8)", "1"),
    ("is_empty", "is_empty(x)", "Whether a text, a list or a record is empty.", "is_empty([])", "yes"),
    ("is_missing", "is_missing(x)", "Whether a value is missing.", "is_missing(1)", "no"),
    ("join", "join(list, between)", "The elements of a list as one text.", "join([1, 2], \"; \")", "1; 2"),
    (
        "keys",
        "keys(record)",
        "The names of the entries of a record, in their order.",
        "join(keys(#{b: 1, a: 2}), \" \")",
        "a b",
    ),
    ("len", "len(x)", "How many letters a text, elements a list or entries a record has.", "len([1, 2, 3])", "3"),
    ("list", "list(x)", "The list itself: what square brackets make.", "len(list([1]))", "1"),
    ("max", "max(list)", "The largest number of a list, or of two numbers.", "max([1, 3, 2])", "3"),
    ("mean", "mean(list)", "The mean of a list of numbers.", "mean([1, 2, 6])", "3"),
    ("median", "median(list)", "The median of a list of numbers.", "median([1, 2, 6])", "2"),
    ("min", "min(list)", "The smallest number of a list, or of two numbers.", "min([1, 3, 2])", "1"),
    ("pop", "pop(list)", "Takes the last element out of a list.", "pop([1, 2])", "2"),
    ("push", "push(list, x)", "Puts an element at the end of a list.", "let a = [1]; push(a, 2); len(a)", "2"),
    ("reason", "reason(x)", "Why a value is missing: `not_reported`, `not_applicable` …", "", ""),
    ("record", "record(x)", "The record itself: what `#{ }` makes.", "len(record(#{a: 1}))", "1"),
    ("remove", "remove(record, name)", "Takes an entry out of a record.", "let r = #{a: 1}; remove(r, \"a\")", "1"),
    ("reversed", "reversed(list)", "A list from its end to its start.", "reversed([1, 2])[0]", "2"),
    ("sorted", "sorted(list)", "A list of numbers, the smallest first.", "sorted([3, 1])[0]", "1"),
    ("split", "split(text, by)", "The parts of a text between separators.", "split(\"a,b\", \",\")[1]", "b"),
    (
        "starts_with",
        "starts_with(text, part)",
        "Whether a text starts with another.",
        "starts_with(\"water\", \"wa\")",
        "yes",
    ),
    ("sum", "sum(list)", "The sum of a list of numbers.", "sum([1, 2])", "3"),
    ("to_lower", "to_lower(text)", "A text in small letters.", "to_lower(\"NO\")", "no"),
    ("to_string", "to_string(x)", "A number, an answer or a text in letters.", "to_string(1.5)", "1.5"),
    ("to_upper", "to_upper(text)", "A text in capital letters.", "to_upper(\"no\")", "NO"),
    ("trimmed", "trimmed(text)", "A text without blanks at its ends.", "trimmed(\" a \")", "a"),
    (
        "values",
        "values(record)",
        "The values of a record, in the order of their names.",
        "sum(values(#{a: 1, b: 2}))",
        "3",
    ),
];

/// Words that Rhai keeps for itself, and that names of rules may have: no variable can be called so.
pub const RHAI_WORDS: &[&str] = &[
    "async",
    "await",
    "break",
    "call",
    "case",
    "catch",
    "const",
    "continue",
    "curry",
    "debug",
    "default",
    "do",
    "eval",
    "export",
    "fn",
    "go",
    "goto",
    "import",
    "let",
    "loop",
    "match",
    "module",
    "new",
    "nil",
    "null",
    "package",
    "print",
    "private",
    "protected",
    "public",
    "return",
    "shared",
    "spawn",
    "static",
    "super",
    "switch",
    "sync",
    "this",
    "thread",
    "throw",
    "try",
    "until",
    "use",
    "var",
    "void",
    "while",
    "yield",
];

/// The rows of the functions that every script has: those above, and those of the rule language over numbers.
pub(super) fn rows() -> Vec<Native> {
    let own = NATIVES.iter().map(|(name, form, about, ..)| Native {
        name: (*name).to_owned(),
        arguments: counts(name, form),
        form: (*form).to_owned(),
        about: (*about).to_owned(),
    });
    let shared = BUILTINS.iter().map(|row| Native {
        name: row.name.to_owned(),
        arguments: vec![row.arguments.len()],
        form: format!("{}({})", row.name, row.arguments.join(", ")),
        about: row.about.to_owned(),
    });
    own.chain(shared).collect()
}

/// What a function that every script has gives, as far as that can be told of what it is given.
pub(super) fn gives(name: &str, given: &[&Sort]) -> Sort {
    match (name, given) {
        ("list" | "record" | "reversed", [same]) => (*same).clone(),
        ("push", _) => Sort::Nothing,
        ("keys" | "split", _) => Sort::list(Sort::Text(None)),
        ("values", _) => Sort::list(Sort::Unknown),
        ("sorted", _) => Sort::list(Sort::Number),
        ("contains" | "ends_with" | "is_empty" | "is_missing" | "starts_with", _) => Sort::YesNo,
        ("join" | "reason" | "to_lower" | "to_string" | "to_upper" | "trimmed", _) => Sort::Text(None),
        ("ceil" | "floor" | "len" | "max" | "mean" | "median" | "min" | "sum", _) => Sort::Number,
        _ if BUILTINS.iter().any(|row| row.name == name) => Sort::Number,
        _ => super::card::gives(name, given),
    }
}

/// How many arguments a form has. `min` and `max` take a list, or two numbers.
fn counts(name: &str, form: &str) -> Vec<usize> {
    let commas = form.matches(',').count();
    if matches!(name, "min" | "max") { vec![1, 2] } else { vec![commas + 1] }
}

/// The functions of the rule language over numbers, and whole numbers above and below.
pub(super) fn register(engine: &mut Engine) {
    for row in BUILTINS {
        let run = move |numbers: &[Dynamic]| -> Result<f64, Box<EvalAltResult>> {
            let numbers = numbers.iter().map(|number| float(row.name, number)).collect::<Result<Vec<f64>, _>>()?;
            (row.body)(&numbers).map_err(|why| Fault::Said(row.name, why).into())
        };
        match row.arguments.len() {
            1 => engine.register_fn(row.name, move |a: Dynamic| run(&[a])),
            2 => engine.register_fn(row.name, move |a: Dynamic, b: Dynamic| run(&[a, b])),
            _ => engine.register_fn(row.name, move |a: Dynamic, b: Dynamic, c: Dynamic| run(&[a, b, c])),
        };
    }
    engine.register_fn("floor", |x: f64| x.floor());
    engine.register_fn("ceil", |x: f64| x.ceil());
    engine.register_fn("min", |a: f64, b: f64| a.min(b));
    engine.register_fn("max", |a: f64, b: f64| a.max(b));
}

fn float(function: &str, value: &Dynamic) -> Result<f64, Box<EvalAltResult>> {
    match super::operators::as_number(value) {
        Some(number) => Ok(number),
        None => super::operators::unlike(function, value, &Dynamic::from_float(0.0)),
    }
}
