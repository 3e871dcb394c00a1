//! What is known of one item, ready to be printed: tables, files and sentences take the same words from here.

use super::order::plain;
use super::view::View;
use crate::model::rules::{Item, Note};
use crate::model::scorecard::{ItemResult, Origin};
use crate::value::{BandRef, Missing, MissingKind};

/// What an item came to: a band, or why it has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// In a band.
    Band(BandRef),
    /// No band, and the sort of reason.
    Missing(MissingKind),
}

/// An item with its result, its goal and its sources.
#[derive(Debug, Clone)]
pub(super) struct Facts<'a> {
    /// The item.
    pub item: &'a Item,
    /// Its result.
    pub result: &'a ItemResult,
    /// Its title, led by that of its KPI.
    pub title: String,
    /// Its code; a point has that of its KPI.
    pub code: &'a str,
    /// Its value with its unit.
    pub value: Option<String>,
    /// What it came to.
    pub state: State,
    /// Why there is no value or no band.
    pub reason: Option<&'a Missing>,
    /// The goal.
    pub target: Option<Clause>,
    /// The value that earns nothing.
    pub start: Option<Clause>,
    /// Its score.
    pub score: Option<String>,
    /// Its figures' sources, each once.
    pub sources: Vec<String>,
}

/// A target or a start, with its authority.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub(super) struct Clause {
    /// What it says: `at least 95 %`.
    pub text: String,
    /// What it rests on: `natural maximum`.
    pub basis: Option<String>,
    /// Its source.
    pub source: Option<String>,
    /// How sure we are of it; nothing means read in the source.
    pub evidence: Option<String>,
    /// The reason that is given for it.
    pub because: Option<String>,
}

impl Clause {
    /// What a clause says, with its authority.
    pub fn new(view: View<'_>, text: String, note: &Note) -> Self {
        let word =
            |sort: &str, word: &str| view.voice().maybe(&format!("{sort}_{word}"), &[]).unwrap_or_else(|| plain(word));
        let evidence = note.evidence.as_deref().filter(|evidence| *evidence != "seen");
        Self {
            text,
            basis: note.basis.as_deref().map(|basis| word("basis", basis)),
            source: note.source.clone(),
            evidence: evidence.map(|evidence| word("evidence", evidence)),
            because: note.because.clone(),
        }
    }

    /// Basis and evidence in brackets: `natural maximum, inferred`.
    pub fn standing(&self) -> String {
        [&self.basis, &self.evidence].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

impl<'a> View<'a> {
    /// The facts of an item.
    pub(super) fn facts(self, item: &'a Item) -> Option<Facts<'a>> {
        let result = self.result(item.id)?;
        let parent = item.parent.and_then(|parent| self.book.item(parent));
        let code = item.code.as_deref().or_else(|| parent.and_then(|parent| parent.code.as_deref()));
        let reason = result.value.as_ref().err().or(result.score.as_ref().err()).or(result.band.as_ref().err());
        Some(Facts {
            item,
            result,
            title: self.title(item),
            code: code.unwrap_or(""),
            value: result.value.as_ref().ok().map(|value| self.shown(item, value)),
            state: state(result),
            reason,
            target: self.target(item, result),
            start: self.start(item, result),
            score: result.score.as_ref().ok().map(|score| self.score(score, &item.metric)),
            sources: self.figure_sources(result),
        })
    }

    fn target(self, item: &Item, result: &ItemResult) -> Option<Clause> {
        let target = result.target.as_ref().ok()?;
        let text = self.goal(item, target);
        Some(item.target_note(target).map_or_else(
            || Clause { text: text.clone(), ..Clause::default() },
            |note| Clause::new(self, text.clone(), note),
        ))
    }

    fn start(self, item: &Item, result: &ItemResult) -> Option<Clause> {
        let (value, case) = result.start.as_ref()?;
        let text = self.shown(item, value);
        Some(item.starts.get(*case).map_or_else(
            || Clause { text: text.clone(), ..Clause::default() },
            |case| Clause::new(self, text.clone(), &case.note),
        ))
    }

    /// Who says so, and where: `Trondheim profile, Part III, line 405`.
    fn figure_sources(self, result: &ItemResult) -> Vec<String> {
        self.cited(&result.figures).into_iter().map(|(text, _)| text).collect()
    }

    /// The sources of figures, each once; and whether it stands as it was written, in the language of the rules.
    pub(super) fn cited(self, figures: &[u32]) -> Vec<(String, bool)> {
        let mut sources: Vec<(String, bool)> = Vec::new();
        for figure in figures.iter().filter_map(|at| self.data.figures.get(*at as usize)) {
            let source = self.data.source_of(figure);
            let parts = [source, figure.place.as_str()];
            let text = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
            if !text.is_empty() && !sources.iter().any(|(known, _)| *known == text) {
                sources.push((text, self.is_foreign(source)));
            }
        }
        sources
    }
}

impl Facts<'_> {
    /// The notes on the figures that went into it, or (where there is no value) on all its figures; each once.
    pub fn notes(&self, view: View<'_>) -> Vec<String> {
        let mut notes: Vec<String> = view.book.show_left_out(self.item);
        notes.extend(super::prepared::sentences(view, self));
        let used = self.result.figures.iter().filter_map(|at| view.data.figures.get(*at as usize));
        let own = view.data.figures_of(self.item.id).map(|(_, figure)| figure);
        let own = own.filter(|_| self.result.value.is_err());
        for figure in used.chain(own) {
            let note = figure.note.as_str();
            if !note.is_empty() && !notes.iter().any(|known| known == note) {
                notes.push(note.to_owned());
            }
        }
        notes
    }

    /// How the value came about, in a word of the schema.
    pub fn origin(&self) -> &'static str {
        match self.result.origin {
            Origin::None => "none",
            Origin::Reported(_) => "reported",
            Origin::Computed(_) => "computed",
            Origin::Stated(_) => "stated",
            Origin::Assumed(_) => "assumed",
            Origin::Set => "set",
            Origin::Imputed => "imputed",
        }
    }

    /// The score as the engine reckons it, where it is one number.
    pub fn share(&self) -> Option<f64> {
        self.result.score.as_ref().ok().and_then(crate::value::Value::as_number)
    }

    /// The rank of its band from the top, and how many bands there are.
    pub fn rank(&self, view: View<'_>) -> Option<(usize, usize)> {
        match self.state {
            State::Band(band) => Some((band.index as usize, view.bands_beside(band))),
            State::Missing(_) => None,
        }
    }
}

fn state(result: &ItemResult) -> State {
    match (&result.band, &result.value) {
        (Ok(band), _) => State::Band(*band),
        (Err(_), Err(missing)) => State::Missing(missing.kind),
        (Err(missing), Ok(_)) => State::Missing(missing.kind),
    }
}
