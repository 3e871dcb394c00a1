//! Rules with some of the changes, and what a city comes to by them.

use indexmap::IndexSet;

use super::City;
use super::reach::Graph;
use super::snapshot::{Key, Seen, Snapshot, snapshot};
use crate::author::change::edit::Edit;
use crate::author::change::{Became, Change, Changes};
use crate::diagnostic::{Diagnostic, has_errors};
use crate::layer::{Packs, Wanted};
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;
use crate::source::Sources;
use crate::syntax::tree::{Clause, ClauseKind, Item};
use crate::workspace::Library;

/// Which rules a city is evaluated by.
#[derive(Debug, Clone)]
pub(super) enum Rules {
    /// The old ones.
    Old,
    /// The new ones.
    New,
    /// The old ones with these changes, by their places in the list.
    With(Vec<usize>),
}

/// Makes rules and evaluates cities by them.
pub(super) struct Bench<'a> {
    pub library: &'a Library,
    pub changes: &'a Changes,
    /// A library for trials: no result depends on a translation, and they are made without reading any.
    original: Library,
    /// Packs that stand on both sides and are not compared.
    pub rest: Packs,
    /// The words of each change.
    said: Vec<Said>,
    /// For each change those without which its own clauses cannot be read.
    support: Vec<IndexSet<usize>>,
}

/// A city by some rules: what it came to, and what depends on what.
pub(super) struct Trial {
    pub snapshot: Snapshot,
    pub graph: Graph,
    pub year: i32,
    pub packs: Vec<String>,
}

impl<'a> Bench<'a> {
    pub fn new(library: &'a Library, changes: &'a Changes, rest: Packs) -> Self {
        let both = changes.list.iter().zip(&changes.edits);
        let said = both.map(|(change, edits)| Said::of(change, edits, library.sources())).collect();
        let original = library.with_packs(Packs::new()).in_original();
        let mut bench = Self { library, changes, original, rest, said, support: Vec::new() };
        bench.support = (0..changes.list.len()).map(|at| bench.closure(at)).collect();
        bench
    }

    /// The changes that a change needs, itself left out.
    pub fn support(&self, at: usize) -> Vec<usize> {
        self.support.get(at).into_iter().flatten().copied().collect()
    }

    /// Whether another change cannot stand without this one.
    pub fn needed_by(&self, change: usize, other: usize) -> bool {
        self.support.get(other).is_some_and(|support| support.contains(&change))
    }

    /// What a change names and another one declares, again and again.
    fn closure(&self, at: usize) -> IndexSet<usize> {
        let mut needed: IndexSet<usize> = IndexSet::new();
        let mut open = vec![at];
        while let Some(next) = open.pop() {
            for other in 0..self.changes.list.len() {
                if other != at && !needed.contains(&other) && self.needs(next, other) {
                    needed.insert(other);
                    open.push(other);
                }
            }
        }
        needed
    }

    /// Whether the first change cannot stand without the second: it names what the second one declares, stands inside
    /// it, or takes away what the second one no longer uses.
    fn needs(&self, one: usize, other: usize) -> bool {
        let (Some(first), Some(second)) = (self.said.get(one), self.said.get(other)) else { return false };
        second.declares.iter().any(|name| first.says.contains(name))
            || first.takes_away.iter().any(|name| second.said.contains(name))
    }

    /// The rule book of some rules for a city; the findings where it has errors.
    pub fn book(&self, rules: &Rules, city: &City<'_>) -> Result<RuleBook, Vec<Diagnostic>> {
        let mut packs = self.rest.clone();
        packs.extend(match rules {
            Rules::Old => self.changes.ground.old.clone(),
            Rules::New => self.changes.ground.new.clone(),
            Rules::With(some) => {
                let edits = some.iter().filter_map(|at| self.changes.edits.get(*at)).flatten().collect::<Vec<_>>();
                self.changes.ground.with(&edits, self.library.sources())
            }
        });
        let wanted: Vec<Wanted> = city.wanted.iter().filter(|pack| packs.contains_key(&pack.name)).cloned().collect();
        let library = match rules {
            Rules::Old | Rules::New => self.library.with_packs(packs),
            Rules::With(_) => self.original.with_packs(packs),
        };
        let book = library.rule_book(&wanted, &city.texts.place());
        if has_errors(&book.findings) { Err(book.findings) } else { Ok(book.value) }
    }

    /// Evaluates a city; with what depends on what, where that is asked for.
    pub fn evaluate(&self, book: &RuleBook, city: &City<'_>, year: Option<i32>, with_graph: bool) -> Trial {
        let data: Dataset = self.library.dataset(city.texts, book).value;
        let year = year.unwrap_or_else(|| crate::year_of(book, &data));
        let assessed = crate::assess(book, self.library.sources(), &data, year);
        let snapshot = snapshot(book, &assessed);
        let mut graph = Graph::default();
        if with_graph {
            graph = Graph::of(book);
            graph.add_groups(book, &assessed.evaluation.card.rollups);
        }
        Trial { snapshot, graph, year, packs: book.packs.iter().map(|pack| pack.name.clone()).collect() }
    }

    /// Some results of a city by some rules; nothing where those rules have errors.
    pub fn some(&self, rules: &Rules, city: &City<'_>, year: i32, keys: &[Key]) -> Option<Vec<Option<Seen>>> {
        let book = self.book(rules, city).ok()?;
        let trial = self.evaluate(&book, city, Some(year), false);
        Some(keys.iter().map(|key| trial.snapshot.results.get(key).cloned()).collect())
    }
}

/// The words of a change.
#[derive(Debug, Default)]
struct Said {
    /// All words of what it puts there.
    says: IndexSet<String>,
    /// All words of what it takes away.
    said: IndexSet<String>,
    /// The names that it declares.
    declares: Vec<String>,
    /// The names that are declared no more.
    takes_away: Vec<String>,
}

impl Said {
    fn of(change: &Change, edits: &[Edit], sources: &Sources) -> Self {
        let mut said = Self::default();
        let part = |text: &str| split(text).map(str::to_owned).collect::<Vec<_>>();
        for edit in edits {
            match edit {
                Edit::Item { item: Some(item), .. } => {
                    said.says.extend(part(sources.text(item.span)));
                    said.declares.extend(item.names.iter().map(|titled| titled.name.text.clone()));
                }
                Edit::Clause { way, new: Some(clause), .. } => {
                    said.says.extend(part(sources.text(clause.span)));
                    said.says.extend(way.steps.iter().flat_map(names_of));
                    said.declares.extend(declared(clause));
                }
                _ => {}
            }
        }
        said.said.extend(change.old.iter().flat_map(|old| part(&old.in_full())));
        if change.became == Became::Removed {
            let name = if change.aspect == "item" { &change.name } else { &change.which };
            said.takes_away.extend(name.rsplit('.').next().filter(|name| !name.is_empty()).map(str::to_owned));
        }
        said
    }
}

fn names_of(item: &Item) -> Vec<String> {
    item.names.iter().map(|titled| titled.name.text.clone()).collect()
}

/// What a clause declares: a point, an input, a band, a value of a facet.
fn declared(clause: &Clause) -> Vec<String> {
    match &clause.kind {
        ClauseKind::Item(inner) => names_of(inner),
        ClauseKind::Band { name, .. } | ClauseKind::FacetValue { name, .. } => vec![name.text.clone()],
        _ => Vec::new(),
    }
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).filter(|word| !word.is_empty())
}
