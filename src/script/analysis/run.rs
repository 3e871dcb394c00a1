//! Reads an analysis and runs it.

use std::sync::Arc;
use std::time::Duration;

use rhai::{Dynamic, Engine};

use super::desk::Desk;
use super::objects::Sheet;
use super::register;
use super::session::Session;
use super::table::{Cell, Output, Table};
use super::top::arguments;
use super::values::{cell, shown};
use crate::script::harden::{CLOSURES, harden_without};
use crate::script::limits::Limits;
use crate::script::list::List;
use crate::script::natives::rows;
use crate::script::problem::Problem;
use crate::script::record::Record;
use crate::script::sandbox::{Form, Sandbox};

/// What an analysis may use where nobody says otherwise: a minute, and a gigabyte.
pub const LIMITS: Limits = Limits {
    operations: 1_000_000_000,
    call_depth: 32,
    expression_depth: 64,
    memory: 1 << 30,
    wall_time: Duration::from_secs(60),
    source: 1 << 20,
};

/// An analysis, and what it is run with.
pub struct Analysis<'a> {
    /// Its text.
    pub text: &'a str,
    /// What stands behind it on the command line.
    pub arguments: &'a [String],
    /// What it may use.
    pub limits: Limits,
    /// Where it finds its cities.
    pub desk: Arc<dyn Desk>,
}

impl Analysis<'_> {
    /// Runs it.
    ///
    /// # Errors
    /// What is wrong with it: all that can be told before it runs, or the first thing that goes wrong while it does. What
    /// it had printed until then comes with it.
    pub fn run(self) -> Result<Vec<Output>, (Vec<Problem>, Vec<Output>)> {
        let session = Arc::new(Session::new(self.desk, self.limits.memory));
        let mut engine = Engine::new_raw();
        harden_without(&mut engine, &self.limits, CLOSURES);
        let mut sandbox = Sandbox::of(engine, self.limits, rows(), true);
        sandbox.extend(register::natives(), |engine| register::register(engine, &session));
        let program = sandbox.compile(self.text, Form::Statements(&["args"])).map_err(|all| (all, Vec::new()))?;
        let last = sandbox.run(&program, vec![Dynamic::from(arguments(self.arguments))]);
        let mut outputs = session.said();
        match last {
            Ok(last) => {
                outputs.extend(given_back(&last));
                Ok(outputs)
            }
            Err(problem) => Err((vec![problem], outputs)),
        }
    }
}

/// What the last value of a script gives back: a table, each of a list of tables, a line for anything else.
fn given_back(last: &Dynamic) -> Vec<Output> {
    let table = |value: &Dynamic| value.read_lock::<Sheet>().map(|sheet| sheet.table());
    if last.is_unit() {
        return Vec::new();
    }
    if let Some(table) = table(last) {
        return vec![Output::Table(table)];
    }
    if let Some(list) = last.read_lock::<List>() {
        let tables: Option<Vec<Table>> = list.items().iter().map(table).collect();
        if let Some(tables) = tables {
            return tables.into_iter().map(Output::Table).collect();
        }
        if let Some(table) = of_records(list.items()) {
            return vec![Output::Table(table)];
        }
        return list.items().iter().map(|item| Output::Line(shown(item))).collect();
    }
    vec![Output::Line(shown(last))]
}

/// Records of the same entries are rows of a table; its columns come in the order of their names.
fn of_records(items: &[Dynamic]) -> Option<Table> {
    let record = |item: &Dynamic| item.read_lock::<Record>().map(|record| record.clone());
    let columns: Vec<String> = record(items.first()?)?.entries().map(|(name, _)| name.to_string()).collect();
    let row = |item: &Dynamic| -> Option<Vec<Cell>> {
        let record = record(item)?;
        let same = record.entries().map(|(name, _)| name.as_str()).eq(columns.iter().map(String::as_str));
        same.then(|| record.entries().map(|(_, value)| cell(value)).collect())
    };
    let rows = items.iter().map(row).collect::<Option<Vec<_>>>()?;
    Some(Table { title: String::new(), columns, rows })
}
