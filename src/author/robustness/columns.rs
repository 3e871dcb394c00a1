//! Jobs by plans: cities are rows, their figures columns, and what is drawn of the rules is set for each run. A job is a run
//! over a few rows, without compiling or copying rules.

use indexmap::{IndexMap, IndexSet};

use super::Of;
use super::design::{Design, Numbers, Town};
use super::nominal::{Nominal, Seen};
use super::spread::Spread;
use super::variable::{Sets, Variable};
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;
use crate::panel::Panel;
use crate::plan::{Again, Ask, Drawn, GroupPart, Keep, Plan, Results, What, is_to_be_asked, to_be_asked};

/// Towns that share their rules and their year, as a table.
pub(super) struct Sheet<'b> {
    /// Their places in the design.
    towns: Vec<usize>,
    ground: usize,
    panel: Panel<'b>,
    plan: Plan<'b>,
    names: Vec<String>,
    /// For each town and each of its figures that is drawn the column, where it stands in one.
    figures: Vec<Vec<Option<usize>>>,
    /// For each number of the rules that is drawn the variable that it follows, and how.
    follows: Vec<(usize, Option<Spread>)>,
    /// Everything that is looked at: the columns of its score and of its band.
    looked: Vec<(Option<usize>, Banded)>,
    /// For each town and each of its outputs the place among these.
    outputs: Vec<Vec<usize>>,
    /// For each recommendation the column that says whether it fires.
    triggers: Vec<Option<usize>>,
    /// No figure is drawn: columns are the same in every run.
    still: bool,
}

/// Where a band stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Banded {
    /// There is no scale.
    Never,
    /// In a column.
    At(usize),
    /// A plan does not know it.
    Unknown,
}

/// The memory of one thread.
pub(super) struct Work<'s, 'b> {
    columns: Vec<Vec<f64>>,
    drawn: Vec<f64>,
    again: Again<'s, 'b>,
}

/// The results of a run.
pub(super) struct Told<'s, 'w, 'b> {
    sheet: &'s Sheet<'b>,
    results: &'w Results<'b>,
}

/// A cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell<T> {
    There(T),
    Missing,
    /// Only the tree evaluator can tell.
    Open,
}

impl<T> Cell<T> {
    fn known(self) -> Option<Option<T>> {
        match self {
            Self::There(it) => Some(Some(it)),
            Self::Missing => Some(None),
            Self::Open => None,
        }
    }
}

/// The sheets of all towns; nothing where a plan cannot be made.
pub(super) fn sheets<'b>(design: &'b Design<'_>, nominal: &[Nominal], books: &'b [RuleBook]) -> Option<Vec<Sheet<'b>>> {
    let mut groups: IndexSet<(usize, i32)> = IndexSet::new();
    groups.extend(design.towns.iter().map(|town| (town.ground, town.place.year)));
    let one = |(ground, year): (usize, i32)| {
        let own = |(_, town): &(usize, &Town<'_>)| town.ground == ground && town.place.year == year;
        let towns: Vec<usize> = design.towns.iter().enumerate().filter(own).map(|(at, _)| at).collect();
        Sheet::of(design, nominal, (ground, books.get(ground)?), (towns, year))
    };
    groups.into_iter().map(one).collect()
}

impl<'b> Sheet<'b> {
    fn of(
        design: &'b Design<'_>,
        nominal: &[Nominal],
        (ground, book): (usize, &'b RuleBook),
        (towns, year): (Vec<usize>, i32),
    ) -> Option<Self> {
        let all = || towns.iter().filter_map(|at| Some((design.towns.get(*at)?, nominal.get(*at)?)));
        let cities: Vec<&'b Dataset> = all().map(|(town, _)| town.place.data).collect();
        let panel = Panel::of(book, cities, year);
        let (drawn, follows) = drawn(&design.grounds.get(ground)?.variables);
        let keep = Keep { values: false, points: false, coverage: false, ..Keep::ALL };
        let plan = panel.plan_drawing(&Ask::year(year).keep(keep), &drawn).ok()?;
        let figures = all().enumerate().map(|(row, (town, _))| columns_of(&panel, row, &town.variables)).collect();
        let mut looked: IndexSet<(What, Option<What>)> = IndexSet::new();
        let mut outputs = Vec::with_capacity(towns.len());
        for (_, nominal) in all() {
            outputs.push(nominal.outputs.iter().map(|of| looked.insert_full(what(book, of)).0).collect());
        }
        let names = panel.names().into_iter().map(str::to_owned).collect();
        let place = |(score, band): (What, Option<What>)| {
            let banded = |band| plan.code_place(&band).map_or(Banded::Unknown, Banded::At);
            (plan.number_place(&score), band.map_or(Banded::Never, banded))
        };
        let looked = looked.into_iter().map(place).collect();
        let rules = (0..book.recommendations.len()).map(|place| u16::try_from(place).ok());
        let triggers = rules.map(|place| plan.code_place(&What::Trigger(place?))).collect();
        let figures: Vec<Vec<Option<usize>>> = figures;
        let still = figures.iter().flatten().all(Option::is_none);
        Some(Self { towns, ground, panel, plan, names, figures, follows, looked, outputs, triggers, still })
    }

    /// Memory for runs.
    pub fn work(&self) -> Work<'_, 'b> {
        let columns = self.panel.cells().into_iter().map(<[f64]>::to_vec).collect();
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        Work { columns, drawn: Vec::new(), again: self.plan.again(&names) }
    }

    /// The towns, each with its place in the design.
    pub fn towns(&self) -> impl Iterator<Item = (usize, usize)> {
        self.towns.iter().copied().enumerate()
    }

    /// Runs a job.
    pub fn run<'s, 'w>(&'s self, work: &'w mut Work<'_, 'b>, numbers: &Numbers) -> Option<Told<'s, 'w, 'b>> {
        self.fill(work, numbers);
        let columns: Vec<&[f64]> = work.columns.iter().map(Vec::as_slice).collect();
        let results = work.again.run(&columns, self.still, &work.drawn).ok()?;
        Some(Told { sheet: self, results })
    }

    /// Sets the figures that are drawn, each in its column, and the numbers of the rules. What is not drawn stays.
    fn fill(&self, work: &mut Work<'_, '_>, numbers: &Numbers) {
        for (row, (town, columns)) in self.towns.iter().zip(&self.figures).enumerate() {
            let drawn = numbers.towns.get(*town).map_or(&[] as &[f64], Vec::as_slice);
            for (column, number) in columns.iter().zip(drawn) {
                let column = column.and_then(|column| work.columns.get_mut(column));
                if let Some(cell) = column.and_then(|column| column.get_mut(row)) {
                    *cell = *number;
                }
            }
        }
        let of_rules = numbers.grounds.get(self.ground).map_or(&[] as &[f64], Vec::as_slice);
        work.drawn.clear();
        work.drawn.extend(self.follows.iter().map(|(variable, spread)| {
            let drawn = of_rules.get(*variable).copied().unwrap_or_else(to_be_asked);
            spread.map_or(drawn, |spread| spread.at(drawn))
        }));
    }
}

impl Told<'_, '_, '_> {
    /// The score of an output of the town of a row.
    pub fn score(&self, row: usize, output: usize) -> Option<Option<f64>> {
        let place = *self.sheet.outputs.get(row)?.get(output)?;
        let cell = *self.results.number_column(self.sheet.looked.get(place)?.0?).get(row)?;
        if !cell.is_nan() {
            return Some(Some(cell));
        }
        (cell.to_bits() != to_be_asked().to_bits()).then_some(None)
    }

    /// Everything that is looked at of the town of a row; nothing where only the tree evaluator can tell some of it.
    pub fn seen(&self, row: usize) -> Option<Vec<Seen>> {
        let outputs = self.sheet.outputs.get(row)?;
        let one = |(output, place): (usize, &usize)| {
            let score = self.score(row, output)?;
            let band = match self.sheet.looked.get(*place)?.1 {
                Banded::Never => None,
                Banded::At(at) => code(self.results.code_column(at).get(row).copied()).known()?.map(u16::from),
                Banded::Unknown => return None,
            };
            Some(Seen { score, band })
        };
        outputs.iter().enumerate().map(one).collect()
    }

    /// Whether a recommendation fires in a row.
    pub fn trigger(&self, rule: usize, row: usize) -> Cell<bool> {
        let Some(column) = self.sheet.triggers.get(rule).copied().flatten() else { return Cell::Open };
        match code(self.results.code_column(column).get(row).copied()) {
            Cell::There(answer) => Cell::There(answer == 1),
            // Of what does not apply plans tell less than is asked here.
            Cell::Missing => Cell::Missing,
            Cell::Open => Cell::Open,
        }
    }
}

fn code(cell: Option<u8>) -> Cell<u8> {
    match cell {
        Some(code) if code < 128 => Cell::There(code),
        Some(code) if is_to_be_asked(code) => Cell::Open,
        Some(_) => Cell::Missing,
        None => Cell::Open,
    }
}

/// What an output is for a plan: its score, and its band where it has a scale.
fn what(book: &RuleBook, of: &Of) -> (What, Option<What>) {
    match of {
        Of::Group(rollup, key) => {
            let scale = book.rollups.get(usize::from(*rollup)).is_some_and(|rollup| rollup.scale.is_some());
            let of = |part| What::Group { rollup: *rollup, key: key.clone(), part };
            (of(GroupPart::Score), scale.then(|| of(GroupPart::Band)))
        }
        Of::Item(id) => {
            let scale = book.item(*id).is_some_and(|item| item.scale.is_some());
            (What::Score(*id), scale.then_some(What::Band(*id)))
        }
    }
}

/// What is drawn of the rules, and for each number which variable it follows. What is varied twice follows the last.
fn drawn(variables: &[Variable<'_>]) -> (Vec<Drawn>, Vec<(usize, Option<Spread>)>) {
    let mut all: IndexMap<Drawn, (usize, Option<Spread>)> = IndexMap::new();
    for (at, variable) in variables.iter().enumerate() {
        match &variable.sets {
            Sets::Weight(of, _) => drop(all.insert(Drawn::Weight(*of), (at, None))),
            Sets::Parameter(place) => drop(all.insert(Drawn::Factor(*place), (at, None))),
            Sets::Targets(item, slots) => all.extend(slots.iter().filter(|slot| slot.spread.varies()).map(|slot| {
                let drawn = Drawn::Target { item: *item, clause: slot.clause, upper: slot.upper };
                (drawn, (at, Some(slot.spread)))
            })),
            Sets::Starts(item, slots) => all.extend(
                slots
                    .iter()
                    .filter(|slot| slot.spread.varies())
                    .map(|slot| (Drawn::Start { item: *item, clause: slot.clause }, (at, Some(slot.spread)))),
            ),
            Sets::Scores(_) | Sets::Steps(_) | Sets::Rollups(..) | Sets::Figure(..) => {}
        }
    }
    all.into_iter().unzip()
}

/// For each figure of a town that is drawn its column.
fn columns_of(panel: &Panel<'_>, row: usize, variables: &[Variable<'_>]) -> Vec<Option<usize>> {
    let places = panel.places(row);
    let column = |variable: &Variable<'_>| {
        let Sets::Figure(own, _) = &variable.sets else { return None };
        places.iter().find(|(place, _)| *place as usize == *own).map(|(_, column)| *column)
    };
    variables.iter().map(column).collect()
}
