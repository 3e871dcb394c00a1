//! One call of a script into the engine: what it was called with, and how that is read.

use std::sync::Arc;

use rhai::{Dynamic, EvalAltResult, FnPtr, NativeCallContext};

use super::desk::Standing;
use super::entry::{Argument, Entry, Sort};
use super::objects::{City, Group, Thing};
use super::session::Session;
use crate::script::list::List;
use crate::script::missing::MissingValue;
use crate::script::operators::called;
use crate::script::problem::Fault;
use crate::script::record::Record;

/// What a call comes to.
pub(super) type Done = Result<Dynamic, Box<EvalAltResult>>;

/// A call. The first value is what the function is called on, where it is called on something.
pub(super) struct Call<'a, 'c> {
    pub session: &'a Session,
    pub entry: &'static Entry,
    /// Nothing where a field is read.
    pub context: Option<&'a NativeCallContext<'c>>,
    pub on: Option<&'a Dynamic>,
    pub values: &'a [Dynamic],
}

/// What is wrong, in words. Where it happened is added on its way out.
pub(super) fn slip(text: impl Into<String>) -> Box<EvalAltResult> {
    Fault::Other(text.into()).into()
}

impl Call<'_, '_> {
    /// Whether all arguments are of their sorts.
    pub fn check(&self) -> Result<(), Box<EvalAltResult>> {
        let arguments = self.entry.arguments.unwrap_or_default();
        for (argument, value) in arguments.iter().zip(self.values) {
            if !fits(argument.sort, value) {
                return Err(self.wrong(argument, value));
            }
        }
        Ok(())
    }

    fn wrong(&self, argument: &Argument, value: &Dynamic) -> Box<EvalAltResult> {
        let form = self.entry.form();
        let wanted = argument.sort.word();
        match value.read_lock::<MissingValue>() {
            Some(missing) => slip(format!(
                "`{form}` takes {wanted} as {}, and what is given is missing ({}); ask with `is_missing(x)` first",
                argument.name,
                missing.reason()
            )),
            None => slip(format!("`{form}` takes {wanted} as {}, not {}", argument.name, called(value))),
        }
    }

    /// The city that it is called on.
    pub fn city(&self) -> Result<Arc<Standing>, Box<EvalAltResult>> {
        self.own::<City>().map(|city| city.0)
    }

    /// The item that it is called on.
    pub fn item(&self) -> Result<Thing, Box<EvalAltResult>> {
        self.own()
    }

    /// The group that it is called on.
    pub fn group(&self) -> Result<Group, Box<EvalAltResult>> {
        self.own()
    }

    /// What it is called on.
    pub fn own<T: Clone + Send + Sync + 'static>(&self) -> Result<T, Box<EvalAltResult>> {
        let own = self.on.and_then(|on| on.read_lock::<T>().map(|own| own.clone()));
        own.ok_or_else(|| slip(format!("`{}` is called on something else", self.entry.form())))
    }

    /// An argument that is there.
    pub fn value(&self, at: usize) -> Option<&Dynamic> {
        self.values.get(at)
    }

    /// A text; empty where it was left out.
    pub fn text(&self, at: usize) -> String {
        let text = self.value(at).and_then(|value| value.clone().into_immutable_string().ok());
        text.map(|text| text.to_string()).unwrap_or_default()
    }

    /// A text, where it was given.
    pub fn some_text(&self, at: usize) -> Option<String> {
        self.value(at).map(|_| self.text(at))
    }

    /// A number.
    pub fn number(&self, at: usize) -> f64 {
        self.value(at).and_then(number_of).unwrap_or(f64::NAN)
    }

    /// A whole number within what a place in a list can be.
    pub fn whole(&self, at: usize) -> Result<i64, Box<EvalAltResult>> {
        let number = self.number(at);
        match whole_of(number) {
            Some(whole) => Ok(whole),
            None => Err(slip(format!("`{}` takes a whole number, not {number}", self.entry.form()))),
        }
    }

    /// A list.
    pub fn list(&self, at: usize) -> Vec<Dynamic> {
        self.value(at).and_then(list_of).unwrap_or_default()
    }

    /// The list that it is called on.
    pub fn own_list(&self) -> Vec<Dynamic> {
        self.on.and_then(list_of).unwrap_or_default()
    }

    /// A record.
    pub fn record(&self, at: usize) -> Option<Record> {
        self.value(at)?.read_lock::<Record>().map(|record| record.clone())
    }

    /// Calls the function that is an argument.
    pub fn apply(&self, at: usize, with: &Dynamic) -> Done {
        let function = self.value(at).and_then(|value| value.read_lock::<FnPtr>().map(|function| function.clone()));
        match (function, self.context) {
            (Some(function), Some(context)) => function.call_raw(context, None, [with.clone()]),
            _ => Err(slip(format!("`{}` takes a function", self.entry.form()))),
        }
    }
}

/// A number, whole or not.
pub(super) fn number_of(value: &Dynamic) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "as everywhere: numbers are floats")]
    let whole = || value.as_int().ok().map(|whole| whole as f64);
    value.as_float().ok().or_else(whole)
}

/// A number without a fraction, as a whole one.
pub(super) fn whole_of(number: f64) -> Option<i64> {
    const MOST: f64 = 9e15;
    #[expect(clippy::cast_possible_truncation, reason = "it has no fraction and lies within what fits")]
    (number.fract() == 0.0 && number.abs() <= MOST).then_some(number as i64)
}

fn list_of(value: &Dynamic) -> Option<Vec<Dynamic>> {
    value.read_lock::<List>().map(|list| list.items().to_vec())
}

fn fits(sort: Sort, value: &Dynamic) -> bool {
    match sort {
        Sort::Any => true,
        Sort::Text => value.is_string(),
        Sort::Number => number_of(value).is_some(),
        Sort::List => value.is::<List>(),
        Sort::Record => value.is::<Record>(),
        Sort::Function => value.is_fnptr(),
    }
}
