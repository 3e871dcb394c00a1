//! The desk of an analysis: what was read is kept, and evaluated as often as it is asked for.

use std::sync::{Arc, Mutex};

use indexmap::IndexMap;

use super::joint::Joint;
use super::world::{self, Ground};
use crate::diagnostic::Diagnostic;
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;
use crate::script::analysis::{Asked, Change, Desk, Standing};
use crate::source::Sources;
use crate::value::Date;
use crate::workspace::{CityTexts, Library, SharedTexts};

/// A city as read, with the packs that it uses.
pub struct Read {
    /// The texts that were read so far.
    pub library: Library,
    /// The city.
    pub city: CityTexts,
    /// What was found in its own file.
    pub findings: Vec<Diagnostic>,
}

/// Cities that share their rules, as read.
pub struct ReadTogether {
    /// The rules.
    pub book: RuleBook,
    /// The figures of each city.
    pub cities: Vec<Dataset>,
    /// What they were read from.
    pub texts: SharedTexts,
    /// What was found in rules, cities and figures.
    pub findings: Vec<Diagnostic>,
    /// The texts that were read so far.
    pub library: Library,
}

/// Where an analysis finds its cities: the only part that touches the world.
pub trait Shelf: Send {
    /// The folders of the cities in a folder, in the order of their names; the folder itself where it is a city's.
    ///
    /// # Errors
    /// The folder is not there, holds no city, or may not be read.
    fn folders(&mut self, folder: &str) -> Result<Vec<String>, String>;

    /// Reads a city and the packs that it uses on a day, by the rules of a folder where one is named.
    ///
    /// # Errors
    /// What cannot be read.
    fn read(&mut self, folder: &str, rules: Option<&str>, on: Option<Date>) -> Result<Read, String>;

    /// Reads the cities of a folder or of one sheet that are judged together on a day.
    ///
    /// # Errors
    /// What cannot be read.
    fn together(&mut self, folder: &str, rules: Option<&str>, on: Option<Date>) -> Result<ReadTogether, String>;

    /// Hears what is wrong in figures: they are left out, and the analysis goes on.
    fn tell(&mut self, findings: Vec<Diagnostic>, sources: &Sources);

    /// Hears that a city is evaluated once more.
    fn step(&mut self, city: &str);
}

/// What a ground was read from: folder, rules, day, and rules that are supposed.
type Key = (String, Option<String>, Option<Date>, Vec<String>);

/// The desk over a shelf.
pub struct Bench<S> {
    shelf: Mutex<S>,
    grounds: Mutex<IndexMap<Key, Arc<Ground>>>,
    /// What is judged together, by the same key.
    joint: Mutex<IndexMap<Key, Arc<Joint>>>,
}

impl<S: Shelf> Bench<S> {
    /// An empty desk.
    pub fn new(shelf: S) -> Self {
        Self { shelf: Mutex::new(shelf), grounds: Mutex::default(), joint: Mutex::default() }
    }

    fn with_shelf<T>(&self, act: impl FnOnce(&mut S) -> Result<T, String>) -> Result<T, String> {
        let mut shelf = self.shelf.lock().map_err(|_| "an earlier fault has left the desk in disorder".to_owned())?;
        act(&mut shelf)
    }

    /// Rules and figures of cities that are judged together, read once.
    fn joint(&self, folder: &str, asked: &Asked, on: Option<Date>) -> Result<Arc<Joint>, String> {
        let day = on.or_else(|| asked.year.map(Date::end_of));
        let key: Key = (folder.to_owned(), asked.rules.clone(), day, Vec::new());
        if let Some(known) = self.joint.lock().ok().and_then(|joint| joint.get(&key).cloned()) {
            return Ok(known);
        }
        let joint = self.with_shelf(|shelf| {
            let read = shelf.together(folder, asked.rules.as_deref(), day)?;
            let (joint, findings) = Joint::of(read)?;
            shelf.tell(findings, joint.library.sources());
            Ok(Arc::new(joint))
        })?;
        if let Ok(mut all) = self.joint.lock() {
            all.insert(key, Arc::clone(&joint));
        }
        Ok(joint)
    }

    fn step(&self, city: &str) -> Result<(), String> {
        self.with_shelf(|shelf| {
            shelf.step(city);
            Ok(())
        })
    }

    /// Rules and figures of a city, read once.
    fn ground(&self, asked: &Asked, on: Option<Date>) -> Result<Arc<Ground>, String> {
        let supposed: Vec<String> = asked.changes.iter().filter_map(rules_of).collect();
        // As everywhere: what has no figure of its own is judged by the last day of the year that is asked for.
        let day = on.or_else(|| asked.year.map(Date::end_of));
        let key: Key = (asked.folder.clone(), asked.rules.clone(), day, supposed);
        let known = self.grounds.lock().ok().and_then(|grounds| grounds.get(&key).cloned());
        if let Some(ground) = known {
            return Ok(ground);
        }
        let ground = self.with_shelf(|shelf| {
            let read = shelf.read(&asked.folder, asked.rules.as_deref(), day)?;
            let (ground, findings) = world::ground(read, day, &key.3)?;
            // Where rules are supposed, what is wrong with the figures was told before.
            if key.3.is_empty() {
                shelf.tell(findings, &ground.sources);
            }
            Ok(Arc::new(ground))
        })?;
        if let Ok(mut grounds) = self.grounds.lock() {
            if grounds.len() >= KEPT {
                grounds.shift_remove_index(0);
            }
            grounds.insert(key, Arc::clone(&ground));
        }
        Ok(ground)
    }
}

/// How many cities are kept as they were read. One that is asked for again is read again.
const KEPT: usize = 256;

pub(super) fn rules_of(change: &Change) -> Option<String> {
    match change {
        Change::Rules(text) => Some(text.clone()),
        Change::Set(..) | Change::Without(_) => None,
    }
}

impl<S: Shelf> Desk for Bench<S> {
    fn folders(&self, folder: &str) -> Result<Vec<String>, String> {
        self.with_shelf(|shelf| shelf.folders(folder))
    }

    fn together(&self, asked: &Asked) -> Result<Vec<Arc<Standing>>, String> {
        let on = day(asked)?;
        let joint = self.joint(&asked.folder, asked, on)?;
        self.step(&asked.folder)?;
        Ok(joint.standings(asked, on)?.into_iter().map(Arc::new).collect())
    }

    fn open(&self, asked: &Asked) -> Result<Arc<Standing>, String> {
        let on = day(asked)?;
        if let Some(folder) = &asked.among {
            let joint = self.joint(folder, asked, on)?;
            self.step(&asked.folder)?;
            return joint.standing(asked, on).map(Arc::new);
        }
        let ground = self.ground(asked, on)?;
        self.step(&ground.data.city.name)?;
        world::standing(asked, &ground, on).map(Arc::new)
    }
}

/// The day by whose rules everything is judged.
fn day(asked: &Asked) -> Result<Option<Date>, String> {
    let Some(text) = asked.on.as_deref() else { return Ok(None) };
    let day = Date::of_text(text);
    day.map(Some).ok_or_else(|| format!("`{text}` is no day; write it as 2020-06-30, 2020-06 or 2020"))
}
