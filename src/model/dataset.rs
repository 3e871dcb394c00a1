//! What a city reports, as read from its files and looked up in a rule book.

use indexmap::{IndexMap, IndexSet};

use crate::source::Span;
use crate::value::{Date, ItemId, Quality, Status, Value};

/// A city and its figures.
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    /// The city.
    pub city: City,
    /// Its figures, in the order of the file.
    pub figures: Vec<Figure>,
    /// For each item of the rule book the places of its figures in `figures`.
    pub by_item: Vec<Vec<u32>>,
    /// Scores and points that a test sets.
    pub set_scores: Vec<SetScore>,
    /// Names of sources in the language of the report, by what the file says. The figures keep what the file says, since
    /// rules prefer sources by it.
    pub sources: IndexMap<String, String>,
    /// Those of them, and of the sources of programmes, that are in that language.
    pub spoken: IndexSet<String>,
}

impl Dataset {
    /// The figures of an item, in the order of the file.
    pub fn figures_of(&self, item: ItemId) -> impl Iterator<Item = (u32, &Figure)> {
        let places = self.by_item.get(item.0 as usize).map_or(&[] as &[u32], Vec::as_slice);
        places.iter().filter_map(|place| self.figures.get(*place as usize).map(|figure| (*place, figure)))
    }

    /// Who says so, in the language of the report.
    #[must_use]
    pub fn source_of<'f>(&'f self, figure: &'f Figure) -> &'f str {
        self.sources.get(&figure.source).map_or(figure.source.as_str(), String::as_str)
    }

    /// Adds a figure and files it under its item.
    pub fn push(&mut self, figure: Figure) {
        let item = figure.item.0 as usize;
        if self.by_item.len() <= item {
            self.by_item.resize(item + 1, Vec::new());
        }
        let place = u32::try_from(self.figures.len()).unwrap_or(u32::MAX);
        if let Some(places) = self.by_item.get_mut(item) {
            places.push(place);
        }
        self.figures.push(figure);
    }
}

/// A score or points that a test sets.
#[derive(Debug, Clone, PartialEq)]
pub struct SetScore {
    /// The item.
    pub item: ItemId,
    /// Its points.
    pub points: Option<f64>,
    /// Its score.
    pub score: Option<f64>,
}

/// What is known of a city apart from its figures.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct City {
    /// Name, as in `city NAME`.
    pub name: String,
    /// Title.
    pub title: String,
    /// About the city.
    pub about: Option<String>,
    /// Packs that it uses.
    pub uses: Vec<String>,
    /// Attributes as written (`country: NO`): name and value.
    pub attributes: Vec<(String, String)>,
    /// Preferred source of figures, with the reason.
    pub prefer_source: Option<(String, Option<String>)>,
    /// What it already does.
    pub programmes: Vec<Programme>,
}

/// What a city already does.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Programme {
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
    /// Tags, by which recommendations credit it.
    pub tags: Vec<String>,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
    /// Budget as written.
    pub budget: Option<String>,
    /// Source.
    pub source: Option<String>,
    /// About it.
    pub about: Option<String>,
}

/// One figure as reported.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Whose figure it is.
    pub item: ItemId,
    /// Its year; nothing for what holds always (attributes of the city, givens of tests without a year).
    pub year: Option<i32>,
    /// The value in base units; nothing where only a note or a status is given.
    pub value: Option<Value>,
    /// The value as written, for people: `28.42`, `<60`.
    pub printed: String,
    /// The unit as written; the declared one where none was written.
    pub unit: String,
    /// Its status.
    pub status: Status,
    /// Its grade; nothing where the cell is empty.
    pub quality: Option<Quality>,
    /// Who says so.
    pub source: String,
    /// Where in that source.
    pub place: String,
    /// A note.
    pub note: String,
    /// Currency, for money.
    pub currency: Option<String>,
    /// Set where the figure came in another kind: the factor as written.
    pub converted: Option<String>,
    /// Line of the file, from 1; 0 for what comes from no sheet.
    pub line: u32,
    /// Where it stands.
    pub span: Span,
}
