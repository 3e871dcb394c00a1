//! What an analysis asks of the engine, and what it gets: cities, evaluated in a year, perhaps with changes.

use std::sync::Arc;

use crate::model::advice::Advice;
use crate::model::dataset::Dataset;
use crate::model::exhibit::{BandSeen, Exhibit};
use crate::model::rules::RuleBook;
use crate::model::scorecard::Scorecard;
use crate::value::{ItemId, Outcome};

/// Which city is asked for, how it is to be judged, and what is supposed of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Asked {
    /// Its folder, as the script names it.
    pub folder: String,
    /// The year of the evaluation; nothing for the latest with figures.
    pub year: Option<i32>,
    /// The day by whose rules everything is judged: `2020-06-30`, `2020`.
    pub on: Option<String>,
    /// Another folder of rules.
    pub rules: Option<String>,
    /// The folder of the cities among which it is judged; then `folder` is its name among them.
    pub among: Option<String>,
    /// What is supposed, in the order in which it was said.
    pub changes: Vec<Change>,
}

/// One thing that is supposed of a city.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Change {
    /// A figure, a parameter, a weight or a target: what, and the value as the language writes it.
    Set(String, String),
    /// A figure that nobody reported.
    Without(String),
    /// Rules that go over all others.
    Rules(String),
}

/// A city, evaluated in one year.
#[derive(Debug)]
pub struct Standing {
    /// How it was asked for.
    pub asked: Asked,
    /// The rules that hold for it.
    pub book: Arc<RuleBook>,
    /// Its figures.
    pub data: Arc<Dataset>,
    /// What they come to.
    pub card: Scorecard,
    /// What is recommended.
    pub advice: Advice,
    /// The results as a script sees them.
    pub exhibit: Arc<Exhibit>,
    /// For each item the step to its next band.
    pub steps: Vec<Outcome<Step>>,
}

/// The value at which an item reaches its next band.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Whose.
    pub item: ItemId,
    /// The band.
    pub band: BandSeen,
    /// The value, in base units.
    pub value: f64,
}

/// What is at hand while an analysis runs. The script itself reaches no file: it asks for folders by their names.
pub trait Desk: Send + Sync {
    /// The folders of the cities in a folder, in the order of their names; the folder itself where it is a city's.
    ///
    /// # Errors
    /// What is wrong with the name, in words.
    fn folders(&self, folder: &str) -> Result<Vec<String>, String>;

    /// All cities of a folder or of one sheet, evaluated together: scores that look at others look at these.
    ///
    /// # Errors
    /// What cannot be read, or what is wrong with it, in words.
    fn together(&self, asked: &Asked) -> Result<Vec<Arc<Standing>>, String>;

    /// A city, evaluated.
    ///
    /// # Errors
    /// What cannot be read, or what is wrong with it, in words.
    fn open(&self, asked: &Asked) -> Result<Arc<Standing>, String>;
}
