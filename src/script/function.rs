//! Functions of the rule language whose code is a script.

use std::sync::Arc;

use rhai::{Dynamic, EvalAltResult, ImmutableString};

use super::meter::make;
use super::operators::as_number;
use super::store::{Reading, Scripts};
use super::{Fault, List, MissingValue, Problem, Record};
use crate::model::exhibit::{Datum, Reckoner};
use crate::value::{Missing, Outcome, Phrase};

/// Where a script stands: its file, and the place of its first letter in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The name of the file.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

impl Origin {
    /// Why a result is missing, with the place in the file.
    #[must_use]
    pub fn missing(&self, problem: &Problem) -> Missing {
        let place = problem.place.map(|(line, column)| {
            let column = if line == 1 { self.column + column - 1 } else { column };
            (self.line + line - 1, column)
        });
        let failed = Missing::failed(Problem { what: problem.what.clone(), place }.phrase(&self.file));
        match &problem.what {
            Fault::Missing(_, _, Some(missing)) => failed.naming(missing.items()),
            _ => failed,
        }
    }
}

/// A function of the rule language that a script computes.
pub struct ScriptFunction {
    scripts: Scripts,
    reading: Arc<Reading>,
    /// The function of the script; nothing where its statements are the function.
    name: Option<String>,
    origin: Origin,
}

impl ScriptFunction {
    /// A function of a script that consists of functions.
    #[must_use]
    pub fn named(scripts: &Scripts, text: &Arc<str>, name: &str, origin: Origin) -> Self {
        Self { scripts: scripts.clone(), reading: scripts.functions(text), name: Some(name.to_owned()), origin }
    }

    /// The statements of a script, over the names of the arguments.
    #[must_use]
    pub fn statements(scripts: &Scripts, text: &Arc<str>, arguments: &[String], origin: Origin) -> Self {
        Self { scripts: scripts.clone(), reading: scripts.statements(text, arguments), name: None, origin }
    }

    /// What reading the script came to.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }
}

impl Reckoner for ScriptFunction {
    fn reckon(&self, arguments: &[Outcome<Datum>]) -> Outcome<Datum> {
        let program = match self.reading.as_ref() {
            Ok(program) => program,
            Err(problems) => {
                let first = problems.first().map(|problem| self.origin.missing(problem));
                return Err(first.unwrap_or_else(|| Missing::failed("why_no_function")));
            }
        };
        let sandbox = self.scripts.sandbox();
        let given = || arguments.iter().map(dynamic).collect::<Result<Vec<_>, _>>();
        let result = match &self.name {
            Some(name) => sandbox.call_with(program, name, given),
            None => sandbox.run_with(program, given),
        };
        result.map_err(|problem| self.origin.missing(&problem)).and_then(|value| datum(&value))
    }
}

/// A value as scripts see it. Texts, lists and records are counted.
///
/// # Errors
/// It is too large for the script that runs.
pub fn dynamic(value: &Outcome<Datum>) -> Result<Dynamic, Box<EvalAltResult>> {
    Ok(match value {
        Err(missing) => Dynamic::from(MissingValue::from(missing.clone())),
        Ok(Datum::Number(number)) => Dynamic::from_float(*number),
        Ok(Datum::YesNo(answer)) => Dynamic::from_bool(*answer),
        Ok(Datum::Text(text)) => {
            make(text.len())?;
            Dynamic::from(ImmutableString::from(text.as_ref()))
        }
        Ok(Datum::Band(band)) => Dynamic::from(ImmutableString::from(band.name())),
        Ok(Datum::List(items)) => Dynamic::from(List::new(items.iter().map(dynamic).collect::<Result<Vec<_>, _>>()?)?),
        Ok(Datum::Record(entries)) => {
            let entries =
                entries.iter().map(|(name, value)| Ok((ImmutableString::from(name.as_ref()), dynamic(value)?)));
            Dynamic::from(Record::new(entries.collect::<Result<Vec<_>, Box<EvalAltResult>>>()?)?)
        }
    })
}

/// A value of a script as the rules see it.
///
/// # Errors
/// It is missing, or nothing that rules know.
pub fn datum(value: &Dynamic) -> Outcome<Datum> {
    if let Some(number) = as_number(value) {
        return Ok(Datum::Number(number));
    }
    if let Ok(answer) = value.as_bool() {
        return Ok(Datum::YesNo(answer));
    }
    if value.is_string() || value.is_char() {
        return Ok(Datum::from(value.to_string()));
    }
    if let Some(missing) = value.read_lock::<MissingValue>() {
        return Err(missing.missing().as_ref().clone());
    }
    if let Some(list) = value.read_lock::<List>() {
        return Ok(Datum::List(list.items().iter().map(datum).collect()));
    }
    if let Some(record) = value.read_lock::<Record>() {
        return Ok(Datum::Record(record.entries().map(|(name, value)| (name.as_str().into(), datum(value))).collect()));
    }
    let why = if value.is_unit() {
        Phrase::from("code_nothing")
    } else {
        Phrase::from(Fault::Other(format!("it gives {}", super::operators::called(value))).to_string())
    };
    Err(Missing::failed(why))
}
