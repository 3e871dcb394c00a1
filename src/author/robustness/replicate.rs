//! The replicates: every city set up and evaluated, side by side, with the same results whatever the threads.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::columns::{Cell, Sheet, Told, Work, sheets};
use super::design::{Design, Job, Numbers};
use super::draw::Sample;
use super::nominal::{Nominal, Over, Seen};
use super::stage::with_ways;
use super::statistics::mean;
use super::tree::{Advices, Drawn, Tree};
use super::{Asked, Choice, Evaluator};
use crate::model::rules::RuleBook;
use crate::value::ranks;

/// So many jobs are taken at once.
const BATCH: usize = 64;
/// After so many jobs of which plans could tell none they are asked no more.
const TRIED: u32 = 8;

/// All replicates.
pub(super) struct Runs {
    /// By replicate, then by city.
    pub drawn: Vec<Vec<Drawn>>,
    /// The ranks of the cities, by replicate, then by group.
    pub ranks: Vec<Ranks>,
    /// What sensitivity is of: by group, then by sample, for each replicate; NaN where it is missing.
    pub outputs: Vec<Vec<Vec<f64>>>,
    pub choices: Vec<Vec<Choice>>,
    /// How many numbers are drawn for each thing.
    pub variables: Vec<usize>,
    /// How many jobs the tree evaluator did whole.
    pub by_tree: usize,
}

/// The ranks of the cities in each group.
pub(super) type Ranks = Vec<Vec<Option<u32>>>;

/// Which rules fire in each city, where that is known.
type Fires = Vec<Vec<Option<bool>>>;

/// What becomes of a job.
struct Done {
    job: Job,
    /// For each group the output.
    outputs: Vec<f64>,
    whole: Option<(Vec<Drawn>, Ranks)>,
    /// Plans could not tell it.
    by_tree: bool,
}

/// Runs all replicates: the jobs of each choice of ways in batches, which are put in their order.
pub(super) fn run(design: &Design<'_>, (nominal, groups): (&[Nominal], &[Over]), asked: &Asked<'_>) -> Runs {
    let many = design.replicates as usize;
    let first = design.choices(0);
    let mut runs = Runs {
        drawn: vec![Vec::new(); many],
        ranks: vec![Vec::new(); many],
        outputs: vec![vec![vec![f64::NAN; many]; design.samples()]; groups.len()],
        choices: if asked.keep { (0..design.replicates).map(|at| design.choices(at)).collect() } else { Vec::new() },
        variables: (0..design.things).map(|at| first.iter().filter(|one| one.varied == at).count()).collect(),
        by_tree: 0,
    };
    let total = many * design.samples();
    for jobs in design.jobs().into_values() {
        let Some(job) = jobs.first() else { continue };
        let (a, b) = (design.sample(job.replicate, Sample::A), design.sample(job.replicate, Sample::B));
        let mut numbers = Numbers::default();
        design.numbers(*job, (&a, &b), &mut numbers);
        let books = design.grounds.iter().zip(&numbers.grounds);
        let books: Vec<RuleBook> =
            books.map(|(ground, numbers)| with_ways(ground.book, &ground.variables, numbers)).collect();
        let plans = asked.by == Evaluator::Plans;
        let sheets = plans.then(|| sheets(design, nominal, &books)).flatten().unwrap_or_default();
        let rows = rows(&sheets, design.towns.len());
        let study = Study { design, nominal, groups, books: &books, sheets, rows };
        for done in study.all(&jobs, asked.threads, &|| (asked.step)(total)) {
            runs.take(done);
        }
    }
    runs
}

impl Runs {
    fn take(&mut self, done: Done) {
        self.by_tree += usize::from(done.by_tree);
        let at = done.job.replicate as usize;
        for (group, output) in self.outputs.iter_mut().zip(done.outputs) {
            if let Some(slot) = group.get_mut(done.job.sample).and_then(|column| column.get_mut(at)) {
                *slot = output;
            }
        }
        let Some((drawn, ranks)) = done.whole else { return };
        if let (Some(own), Some(own_ranks)) = (self.drawn.get_mut(at), self.ranks.get_mut(at)) {
            (*own, *own_ranks) = (drawn, ranks);
        }
    }
}

/// A study with the rules of one choice of ways.
struct Study<'d, 'a> {
    design: &'d Design<'a>,
    nominal: &'d [Nominal],
    groups: &'d [Over],
    books: &'d [RuleBook],
    /// The same as tables; none where the tree evaluator does it all.
    sheets: Vec<Sheet<'d>>,
    /// For each city its sheet, and its row there.
    rows: Vec<(usize, usize)>,
}

fn rows(sheets: &[Sheet<'_>], cities: usize) -> Vec<(usize, usize)> {
    let mut rows = vec![(usize::MAX, 0); cities];
    for (at, sheet) in sheets.iter().enumerate() {
        for (row, city) in sheet.towns() {
            if let Some(slot) = rows.get_mut(city) {
                *slot = (at, row);
            }
        }
    }
    rows
}

impl Study<'_, '_> {
    /// All jobs, in any order.
    fn all(&self, jobs: &[Job], threads: usize, step: &(dyn Fn() + Sync)) -> Vec<Done> {
        let next = AtomicUsize::new(0);
        let all: Mutex<Vec<Done>> = Mutex::new(Vec::with_capacity(jobs.len()));
        let batches = jobs.len().div_ceil(BATCH);
        let work = || {
            let mut worker = Worker::new(self);
            loop {
                let batch = next.fetch_add(1, Ordering::Relaxed);
                let Some(jobs) = jobs.chunks(BATCH).nth(batch) else { break };
                let done = jobs.iter().map(|job| {
                    let done = worker.one(*job);
                    step();
                    done
                });
                let done: Vec<Done> = done.collect();
                if let Ok(mut all) = all.lock() {
                    all.extend(done);
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..threads.clamp(1, 64).min(batches) {
                // Where no thread is to be had, the others do its work.
                let _ = std::thread::Builder::new().spawn_scoped(scope, work);
            }
            work();
        });
        all.into_inner().unwrap_or_default()
    }
}

/// One thread's work.
struct Worker<'s, 'd, 'a> {
    study: &'s Study<'d, 'a>,
    /// The tree evaluator, once it is needed.
    tree: Option<Tree<'d, 'a>>,
    work: Vec<Work<'s, 'd>>,
    /// How many jobs plans could not tell, one after the other from the first one on; once some are told nobody counts.
    missed: Option<u32>,
    /// Both samples of the replicate at hand.
    samples: Option<(u32, Numbers, Numbers)>,
    numbers: Numbers,
}

impl<'s, 'd, 'a> Worker<'s, 'd, 'a> {
    fn new(study: &'s Study<'d, 'a>) -> Self {
        let work = study.sheets.iter().map(Sheet::work).collect();
        Self { study, tree: None, work, missed: Some(0), samples: None, numbers: Numbers::default() }
    }

    /// A job. What plans cannot tell of it is asked of the tree evaluator, for the whole job.
    fn one(&mut self, job: Job) -> Done {
        let mut numbers = std::mem::take(&mut self.numbers);
        self.draw(job, &mut numbers);
        // What no job could tell so far, none will: a figure of which only a bound is known is one in every replicate.
        let told = if self.missed.is_some_and(|missed| missed >= TRIED) { None } else { self.by_plans(job, &numbers) };
        self.missed = self.missed.filter(|_| told.is_none()).map(|missed| missed.saturating_add(1));
        let done = match told {
            Some(told) => self.with_advice(job, &numbers, told),
            None => Done { by_tree: true, ..self.by_tree(job, &numbers) },
        };
        self.numbers = numbers;
        done
    }

    /// What plans tell of a job; nothing where they cannot.
    fn by_plans(&mut self, job: Job, numbers: &Numbers) -> Option<Planned> {
        let study = self.study;
        let told: Option<Vec<Told<'_, '_, '_>>> =
            study.sheets.iter().zip(&mut self.work).map(|(sheet, work)| sheet.run(work, numbers)).collect();
        let told = told.filter(|told| !told.is_empty())?;
        let row = |city: usize| {
            let (sheet, row) = *study.rows.get(city)?;
            Some((told.get(sheet)?, row))
        };
        if job.sample != 0 {
            let score = |city: usize, output: usize| row(city).and_then(|(told, row)| told.score(row, output));
            return Some(Planned { outputs: known_outputs(study.groups, score)?, seen: None });
        }
        let cities = 0..study.design.towns.len();
        let seen = cities.clone().map(|city| row(city).and_then(|(told, row)| told.seen(row)));
        let seen: Vec<Vec<Seen>> = seen.collect::<Option<_>>()?;
        let fires = cities.zip(&study.design.towns).map(|(city, town)| {
            let rules = study.books.get(town.ground).map_or(0, |book| book.recommendations.len());
            let fires = |rule: usize| match row(city).map(|(told, row)| told.trigger(rule, row)) {
                Some(Cell::There(fires)) => Some(fires),
                _ => None,
            };
            (0..rules).map(fires).collect()
        });
        Some(Planned { outputs: Vec::new(), seen: Some((seen, fires.collect())) })
    }

    /// What plans told, with what becomes of recommendations.
    fn with_advice(&mut self, job: Job, numbers: &Numbers, told: Planned) -> Done {
        let Some((seen, fires)) = told.seen else {
            return Done { job, outputs: told.outputs, whole: None, by_tree: false };
        };
        let quiet = self.study.books.iter().all(|book| book.recommendations.is_empty());
        let advice: Vec<Advices> = if quiet {
            vec![Vec::new(); seen.len()]
        } else {
            let known = |city: usize, rule: usize| *fires.get(city)?.get(rule)?;
            self.tree().advice(numbers, known)
        };
        let drawn = seen.into_iter().zip(advice).map(|(seen, advice)| Drawn { seen, advice });
        self.whole(job, drawn.collect())
    }

    fn by_tree(&mut self, job: Job, numbers: &Numbers) -> Done {
        if job.sample == 0 {
            let drawn = self.tree().whole(numbers);
            return self.whole(job, drawn);
        }
        let drawn = self.tree().groups(numbers);
        let score = |city: usize, output: usize| *drawn.get(city)?.get(output)?;
        let outputs = self.study.groups.iter().map(|group| output(group, score)).collect();
        Done { job, outputs, whole: None, by_tree: false }
    }

    fn whole(&self, job: Job, drawn: Vec<Drawn>) -> Done {
        let score = |city: usize, output: usize| drawn.get(city)?.seen.get(output)?.score;
        let groups = self.study.groups;
        let ranked: Vec<Vec<Option<u32>>> = groups.iter().map(|group| ranks(&scores(group, score))).collect();
        let outputs = groups.iter().map(|group| output(group, score)).collect();
        Done { job, outputs, whole: Some((drawn, ranked)), by_tree: false }
    }

    fn tree(&mut self) -> &mut Tree<'d, 'a> {
        let study = self.study;
        self.tree.get_or_insert_with(|| Tree::new(study.design, study.nominal, study.books))
    }

    /// Draws the numbers of a job.
    fn draw(&mut self, job: Job, into: &mut Numbers) {
        let design = self.study.design;
        if self.samples.as_ref().is_none_or(|(replicate, ..)| *replicate != job.replicate) {
            let draw = |sample| design.sample(job.replicate, sample);
            self.samples = Some((job.replicate, draw(Sample::A), draw(Sample::B)));
        }
        if let Some((_, a, b)) = &self.samples {
            design.numbers(job, (a, b), into);
        }
    }
}

/// What plans tell of a job: the outputs; of the first sample everything, and which rules fire.
struct Planned {
    outputs: Vec<f64>,
    seen: Option<(Vec<Vec<Seen>>, Fires)>,
}

/// The outputs of all groups; nothing where only the tree evaluator can tell a score.
fn known_outputs(groups: &[Over], score: impl Fn(usize, usize) -> Option<Option<f64>>) -> Option<Vec<f64>> {
    let one = |group: &Over| {
        let places = group.places.iter().enumerate();
        let scores = places.map(|(city, place)| place.map_or(Some(None), |output| score(city, output)));
        Some(of_scores(group, &scores.collect::<Option<Vec<_>>>()?))
    };
    groups.iter().map(one).collect()
}

/// The scores of a group, city by city.
fn scores(group: &Over, score: impl Fn(usize, usize) -> Option<f64>) -> Vec<Option<f64>> {
    group.places.iter().enumerate().map(|(city, place)| score(city, (*place)?)).collect()
}

/// What sensitivity is of: of one city the score; of several how far their ranks move, on average.
fn output(group: &Over, score: impl Fn(usize, usize) -> Option<f64>) -> f64 {
    of_scores(group, &scores(group, score))
}

fn of_scores(group: &Over, scores: &[Option<f64>]) -> f64 {
    let output = match scores {
        [only] => *only,
        all => moved(&group.ranks, &ranks(all)),
    };
    output.unwrap_or(f64::NAN)
}

/// The mean change of ranks; nothing where no city is ranked both times.
pub(super) fn moved(now: &[Option<u32>], then: &[Option<u32>]) -> Option<f64> {
    let both = now.iter().zip(then).filter_map(|(now, then)| Some(f64::from((*now)?) - f64::from((*then)?)));
    let changes: Vec<f64> = both.map(f64::abs).collect();
    (!changes.is_empty()).then(|| mean(&changes))
}
