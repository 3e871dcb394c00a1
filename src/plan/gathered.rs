//! What passes leave: columns, and what surveys told of them.

use std::sync::Arc;

use super::pass::{Before, Pass};
use super::run::{self, Given, Running};
use super::survey::{Surveyed, Taken};
use super::tag::NOT_REPORTED;
use crate::model::rules::RuleBook;

/// What passes leave.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Who belongs to each cohort of named members, then what each pass left.
    columns: Vec<Vec<f64>>,
    pub surveys: Vec<Arc<Surveyed>>,
}

impl Gathered {
    /// Runs all passes over the rows of a host, which are named where that matters.
    pub fn of(
        before: &Before,
        book: &RuleBook,
        (host, names): (&[&[f64]], &[&str]),
        (drawn, how): (&[f64], Running),
    ) -> Self {
        let rows = host.first().map_or(0, |column| column.len());
        let members = before.cohorts.iter().map(|cohort| members(book, *cohort, names));
        let mut gathered = Self { columns: members.collect(), surveys: before.held.clone() };
        for pass in &before.passes {
            let mut left = vec![vec![NOT_REPORTED; rows]; pass.program.leaves];
            let given = gathered.columns(host);
            let surveys = &gathered.surveys;
            run::run(&pass.program, Given { columns: &given, surveys, drawn }, rows, (&mut left, &mut []), how);
            drop(given);
            gathered.columns.extend(left);
            let told = told(pass, &gathered.columns(host), names, how.threads(rows));
            for (taken, told) in pass.taken.iter().zip(told) {
                if let Some(place) = gathered.surveys.get_mut(taken.place) {
                    *place = Arc::new(told);
                }
            }
        }
        gathered
    }

    /// The columns of the host and these.
    pub fn columns<'g>(&'g self, host: &[&'g [f64]]) -> Vec<&'g [f64]> {
        host.iter().copied().chain(self.columns.iter().map(Vec::as_slice)).collect()
    }
}

/// Takes the surveys of a pass, on as many threads as are wanted. None depends on another.
fn told(pass: &Pass, columns: &[&[f64]], names: &[&str], threads: usize) -> Vec<Surveyed> {
    let tell = |taken: &Taken| taken.tell(columns, names);
    if threads < 2 || pass.taken.len() < 2 {
        return pass.taken.iter().map(tell).collect();
    }
    let each = pass.taken.len().div_ceil(threads);
    let mut told: Vec<Option<Surveyed>> = vec![None; pass.taken.len()];
    std::thread::scope(|scope| {
        for (taken, told) in pass.taken.chunks(each).zip(told.chunks_mut(each)) {
            scope.spawn(move || {
                for (taken, told) in taken.iter().zip(told) {
                    *told = Some(taken.tell(columns, names));
                }
            });
        }
    });
    told.into_iter().map(|told| told.unwrap_or(Surveyed::Nobody)).collect()
}

/// A column that holds a number where a row belongs to a cohort.
pub(super) fn members(book: &RuleBook, cohort: u16, names: &[&str]) -> Vec<f64> {
    let members = book.cohorts.get(usize::from(cohort)).map_or(&[] as &[String], |cohort| &cohort.members);
    let belongs = |name: &&str| members.iter().any(|member| member == name);
    names.iter().map(|name| if belongs(name) { 1.0 } else { NOT_REPORTED }).collect()
}
