//! Runs the tests that are written in the language, and says what none of them reaches.

mod coverage;
mod expect;
mod given;
mod watch;

pub use coverage::{Aim, Coverage, Reach};

use indexmap::IndexMap;

use crate::advise::{Material, advise};
use crate::diagnostic::{Diagnostic, has_errors};
use crate::evaluate::{Evaluation, Options, evaluate};
use crate::model::advice::Advice;
use crate::model::dataset::Dataset;
use crate::model::rules::{RuleBook, Test};
use crate::source::{Sources, nearest};
use coverage::Reached;

/// A test that was run.
#[derive(Debug, Clone, PartialEq)]
pub struct TestCase {
    /// Its title.
    pub title: String,
    /// The pack that it stands in.
    pub pack: String,
    /// What did not come out as expected; empty where all did.
    pub findings: Vec<Diagnostic>,
}

impl TestCase {
    /// Whether everything came out as expected.
    #[must_use]
    pub fn passed(&self) -> bool {
        !has_errors(&self.findings)
    }
}

/// All tests of some packs, run.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tested {
    /// The tests, in the order of the rules.
    pub cases: Vec<TestCase>,
    /// What they reach.
    pub coverage: Coverage,
}

/// The results of one test, from which its expectations are judged.
struct Run<'a> {
    book: &'a RuleBook,
    evaluation: &'a Evaluation<'a>,
    advice: &'a Advice,
    year: i32,
}

/// Runs the tests that one pack of a rule book holds. `cities` has the figures of the cities that they name.
#[must_use]
pub fn run_tests(book: &RuleBook, sources: &Sources, cities: &IndexMap<String, Dataset>, pack: &str) -> Tested {
    let mut reached = Reached::default();
    let mut cases = Vec::new();
    let own = |test: &&Test| book.packs.get(test.layer as usize).is_some_and(|of| of.name == pack);
    for test in book.tests.iter().filter(own) {
        let findings = run(book, sources, cities, test, &mut reached);
        cases.push(TestCase { title: test.title.clone(), pack: pack.to_owned(), findings });
    }
    Tested { cases, coverage: reached.coverage(book) }
}

fn run(
    book: &RuleBook,
    sources: &Sources,
    cities: &IndexMap<String, Dataset>,
    test: &Test,
    reached: &mut Reached,
) -> Vec<Diagnostic> {
    let base = match &test.city {
        None => None,
        Some(name) => match cities.get(name) {
            Some(data) => Some(data),
            None => return vec![no_city(test, name, cities)],
        },
    };
    let (data, mut findings) = given::dataset(book, base, test);
    let year = given::year(test, base);
    let evaluation = evaluate(book, &data, Options { year: Some(year), on: None });
    let exhibit = book.asks_outside().then(|| evaluation.exhibit());
    let (card, exhibit) = (&evaluation.card, exhibit.as_ref());
    let advice = advise(Material { book, sources, data: &data, card, scope: &evaluation, exhibit });
    let run = Run { book, evaluation: &evaluation, advice: &advice, year };
    for expected in &test.expectations {
        findings.extend(expect::judge(&run, test, expected, reached));
    }
    reached.results(&run);
    findings
}

fn no_city(test: &Test, name: &str, cities: &IndexMap<String, Dataset>) -> Diagnostic {
    let near = nearest(name, cities.keys().map(String::as_str)).map(|near| format!("did you mean `{near}`?"));
    let help = near.unwrap_or_else(|| "name the city's folder as seen from the folder that holds `rules`".to_owned());
    let message = format!("the city `{name}` of the test \"{}\" was not found", test.title);
    Diagnostic::error("test::city::unknown", test.span, message).help(help)
}
