//! The replicates: every city set up and evaluated, side by side, with the same results whatever the threads.

use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

use super::draw::Sample;
use super::stage::{Draws, Stage};
use super::{Asked, Choice, Of, Place};
use crate::Assessed;
use crate::evaluate::peers::Peers;
use crate::evaluate::{Evaluation, Options};
use crate::formula::Scope;
use crate::model::advice::{Advice, Outcome};
use crate::model::dataset::Dataset;
use crate::model::formula::Part;
use crate::model::robustness::Robustness;
use crate::model::rules::RuleBook;
use crate::model::scorecard::Scorecard;
use crate::value::{ItemId, Value};

/// A study over some cities.
pub(super) struct Plan<'a> {
    pub places: &'a [Place<'a>],
    /// The study in the words of each city's own rule book.
    pub studies: &'a [&'a Robustness],
    pub rollup: &'a str,
    pub replicates: u32,
    pub seed: u32,
}

/// A score with its band.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Seen {
    pub score: Option<f64>,
    pub band: Option<u16>,
}

/// A recommendation, and its member.
pub(super) type Advised = (u16, Option<ItemId>);

/// A city by the rules as they are.
pub(super) struct Nominal {
    pub outputs: Vec<Of>,
    pub seen: Vec<Seen>,
    pub advice: IndexMap<Advised, Outcome>,
    /// The groups of the roll-up: name, title, and the place among the outputs.
    pub groups: Vec<(super::Group, usize)>,
}

/// One replicate of one city.
#[derive(Debug, Clone, Default)]
pub(super) struct Drawn {
    pub seen: Vec<Seen>,
    pub advice: Vec<(Advised, Outcome)>,
}

/// All replicates.
pub(super) struct Runs {
    /// By replicate, then by city.
    pub drawn: Vec<Vec<Drawn>>,
    /// Scores of the groups of the roll-up by the second sample, and by the first with one thing taken from the second:
    /// by replicate, then by sample (the second, then one for each thing), by city, by group.
    pub others: Vec<Vec<Vec<Vec<Option<f64>>>>>,
    pub choices: Vec<Vec<Choice>>,
    /// How many numbers are drawn for each thing.
    pub variables: Vec<usize>,
}

/// Evaluates every city by the rules as they are.
pub(super) fn nominal(plan: &Plan<'_>) -> Vec<Nominal> {
    let peers = peers(plan.places.iter().map(|place| (place.book, place.data)).collect(), plan);
    let one = |(row, place): (usize, &Place<'_>)| {
        let assessed = assessed(place.book, place.data, place, peers.as_ref().map(|peers| (Arc::clone(peers), row)));
        let card = &assessed.evaluation.card;
        let outputs = outputs(place, card);
        let seen = seen(&assessed.evaluation, &outputs);
        let groups = outputs.iter().enumerate().filter_map(|(at, of)| {
            let Of::Group(rollup, _) = of else { return None };
            let named = place.book.rollups.get(*rollup as usize).is_some_and(|rollup| rollup.name == plan.rollup);
            let (name, title) = of.name(place.book);
            named.then_some((super::Group { name, title }, at))
        });
        Nominal { groups: groups.collect(), seen, advice: advised(&assessed.advice).into_iter().collect(), outputs }
    };
    plan.places.iter().enumerate().map(one).collect()
}

/// What scores look at, where they look at other cities: all of them, by the rules of the first.
pub(super) fn peers(cities: Vec<(&RuleBook, &Dataset)>, plan: &Plan<'_>) -> Option<Arc<Peers>> {
    let (book, _) = *cities.first()?;
    let year = plan.places.first()?.year;
    let all: Vec<&Dataset> = cities.iter().map(|(_, data)| *data).collect();
    let of = || Arc::new(Peers::of(book, &all, Options { year: Some(year), on: None }));
    book.looks_at_others().then(of)
}

/// A city with its recommendations, perhaps among others.
fn assessed<'a>(book: &'a RuleBook, data: &'a Dataset, place: &Place<'_>, among: Among) -> Assessed<'a> {
    let options = Options { year: Some(place.year), on: None };
    let evaluation = crate::evaluate::evaluate_among(book, data, options, among);
    crate::advised(book, place.sources, data, evaluation)
}

/// Those with whom a city is evaluated, and its place among them.
type Among = Option<(Arc<Peers>, usize)>;

/// What is looked at: all groups, then all KPIs and points that are scored.
fn outputs(place: &Place<'_>, card: &Scorecard) -> Vec<Of> {
    let groups = card
        .rollups
        .iter()
        .flat_map(|result| result.groups.iter().map(|group| Of::Group(result.rollup, group.key.clone())));
    let scored = |id: &ItemId| card.result(*id).is_some_and(|result| result.score.is_ok());
    let leaves = place.book.items.iter().filter(|item| item.is_leaf()).map(|item| item.id).filter(scored);
    groups.chain(leaves.map(Of::Item)).collect()
}

fn seen(evaluation: &Evaluation<'_>, outputs: &[Of]) -> Vec<Seen> {
    let part = |of: &Of, part: Part| match of {
        Of::Group(rollup, key) => evaluation.group(*rollup, key, part).ok(),
        Of::Item(id) => evaluation.part(*id, part).ok(),
    };
    let one = |of: &Of| Seen {
        score: part(of, Part::Score).and_then(|score| score.as_number()),
        band: match part(of, Part::Band) {
            Some(Value::Band(band)) => Some(band.index),
            _ => None,
        },
    };
    outputs.iter().map(one).collect()
}

fn advised(advice: &Advice) -> Vec<(Advised, Outcome)> {
    let of = |subject: &crate::model::advice::Subject| (subject.recommendation, subject.member);
    let given = advice.given.iter().map(|one| (of(&one.subject), Outcome::Given));
    let held = advice.held_back.iter().map(|one| (of(&one.recommended.subject), Outcome::HeldBack));
    let not = advice.not_given.iter().map(|one| (of(&one.subject), Outcome::NotGiven));
    let open = advice.undetermined.iter().map(|one| (of(&one.subject), Outcome::Undetermined));
    given.chain(held).chain(not).chain(open).collect()
}

/// What one thread makes of one replicate.
#[derive(Default)]
struct Made {
    drawn: Vec<Drawn>,
    others: Vec<Vec<Vec<Option<f64>>>>,
    choices: IndexSet<Choice>,
}

/// Runs all replicates. Each thread takes every so many-th one, and the answers are put in their order.
pub(super) fn run(plan: &Plan<'_>, nominal: &[Nominal], asked: &Asked<'_>) -> Runs {
    let threads = asked.threads.clamp(1, 64);
    let work = |thread: usize| -> Vec<Made> {
        let both = plan.places.iter().zip(plan.studies);
        let mut stages: Vec<Stage<'_>> = both.map(|(place, study)| Stage::new(*place, study)).collect();
        let mine = (0..plan.replicates).skip(thread).step_by(threads);
        mine.map(|replicate| {
            let made = one(plan, nominal, &mut stages, replicate, asked.keep || replicate == 0);
            (asked.step)(plan.replicates as usize);
            made
        })
        .collect()
    };
    let mut parts: Vec<std::vec::IntoIter<Made>> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            .map(|thread| (thread, std::thread::Builder::new().spawn_scoped(scope, move || work(thread))))
            .collect();
        let own = work(0);
        let others = others.into_iter().map(|(thread, handle)| {
            let done = handle.ok().and_then(|handle| handle.join().ok());
            done.unwrap_or_else(|| work(thread))
        });
        std::iter::once(own).chain(others).map(Vec::into_iter).collect()
    });
    let mut runs = Runs { drawn: Vec::new(), others: Vec::new(), choices: Vec::new(), variables: Vec::new() };
    for replicate in 0..plan.replicates as usize {
        let Some(made) = parts.get_mut(replicate % threads).and_then(Iterator::next) else { continue };
        if replicate == 0 {
            let things = plan.studies.first().map_or(0, |study| study.varied.len());
            runs.variables = (0..things).map(|at| made.choices.iter().filter(|one| one.varied == at).count()).collect();
        }
        runs.drawn.push(made.drawn);
        runs.others.push(made.others);
        if asked.keep {
            runs.choices.push(made.choices.into_iter().collect());
        }
    }
    runs
}

fn one(plan: &Plan<'_>, nominal: &[Nominal], stages: &mut [Stage<'_>], replicate: u32, keep: bool) -> Made {
    let mut made = Made::default();
    let things = plan.studies.first().map_or(0, |study| study.varied.len());
    let first = |_: usize| Sample::A;
    let draws = Draws { seed: plan.seed, replicate, samples: &first };
    for stage in stages.iter_mut() {
        // A weight is the same choice in every city.
        let mut tell = |choice: Choice| {
            if keep {
                made.choices.insert(choice);
            }
        };
        stage.set(&draws, &mut tell);
    }
    let among = of_stages(stages, plan);
    for (row, ((stage, place), nominal)) in stages.iter().zip(plan.places).zip(nominal).enumerate() {
        let among = among.as_ref().map(|peers| (Arc::clone(peers), row));
        let assessed = assessed(&stage.book, &stage.data, place, among);
        let seen = seen(&assessed.evaluation, &nominal.outputs);
        made.drawn.push(Drawn { seen, advice: advised(&assessed.advice) });
    }
    for sample in 0..=things {
        // The second sample, then the first with one thing taken from the second.
        let samples = |varied: usize| if sample == 0 || varied + 1 == sample { Sample::B } else { Sample::A };
        let draws = Draws { seed: plan.seed, replicate, samples: &samples };
        stages.iter_mut().for_each(|stage| stage.set(&draws, &mut |_| {}));
        let among = of_stages(stages, plan);
        let cities = stages.iter().zip(plan.places).zip(nominal).enumerate();
        let groups = cities.map(|(row, ((stage, place), nominal))| {
            let among = among.as_ref().map(|peers| (Arc::clone(peers), row));
            let options = Options { year: Some(place.year), on: None };
            scores_of(&Evaluation::begin_among(&stage.book, &stage.data, options, among), nominal)
        });
        made.others.push(groups.collect());
    }
    made
}

fn of_stages(stages: &[Stage<'_>], plan: &Plan<'_>) -> Option<Arc<Peers>> {
    peers(stages.iter().map(|stage| (&stage.book, &stage.data)).collect(), plan)
}

/// The scores of the groups of the roll-up.
pub(super) fn scores_of(evaluation: &Evaluation<'_>, nominal: &Nominal) -> Vec<Option<f64>> {
    let score = |at: &usize| match nominal.outputs.get(*at) {
        Some(Of::Group(rollup, key)) => {
            evaluation.group(*rollup, key, Part::Score).ok().and_then(|score| score.as_number())
        }
        _ => None,
    };
    nominal.groups.iter().map(|(_, at)| score(at)).collect()
}
