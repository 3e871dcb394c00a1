//! The replicates: every city set up and evaluated, side by side, with the same results whatever the threads.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::design::{Design, Job, Numbers};
use super::draw::Sample;
use super::nominal::{Nominal, Over};
use super::stage::with_ways;
use super::statistics::mean;
use super::tree::{Drawn, Tree};
use super::{Asked, Choice};
use crate::model::rules::RuleBook;
use crate::value::ranks;

/// So many jobs are taken at once.
const BATCH: usize = 64;

/// All replicates.
pub(super) struct Runs {
    /// By replicate, then by city.
    pub drawn: Vec<Vec<Drawn>>,
    /// The ranks of the cities, by replicate, then by group.
    pub ranks: Vec<Vec<Vec<Option<u32>>>>,
    /// What sensitivity is of: by group, then by sample, for each replicate; NaN where it is missing.
    pub outputs: Vec<Vec<Vec<f64>>>,
    pub choices: Vec<Vec<Choice>>,
    /// How many numbers are drawn for each thing.
    pub variables: Vec<usize>,
}

/// What becomes of a job.
struct Done {
    job: Job,
    /// For each group the output.
    outputs: Vec<f64>,
    whole: Option<(Vec<Drawn>, Vec<Vec<Option<u32>>>)>,
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
        let study = Study { design, nominal, groups, books: &books };
        for done in study.all(&jobs, asked.threads, &|| (asked.step)(total)) {
            runs.take(done);
        }
    }
    runs
}

impl Runs {
    fn take(&mut self, done: Done) {
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
                let done: Vec<Done> = jobs.iter().map(|job| worker.one(*job, step)).collect();
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
    tree: Tree<'d, 'a>,
    /// Both samples of the replicate at hand.
    samples: Option<(u32, Numbers, Numbers)>,
    numbers: Numbers,
}

impl<'s, 'd, 'a> Worker<'s, 'd, 'a> {
    fn new(study: &'s Study<'d, 'a>) -> Self {
        let tree = Tree::new(study.design, study.nominal, study.books);
        Self { study, tree, samples: None, numbers: Numbers::default() }
    }

    fn one(&mut self, job: Job, step: &(dyn Fn() + Sync)) -> Done {
        self.set(job);
        let study = self.study;
        let done = if job.sample == 0 {
            let drawn = self.tree.whole(&self.numbers);
            let score = |city: usize, output: usize| drawn.get(city)?.seen.get(output)?.score;
            let outputs = study.groups.iter().map(|group| output(group, score)).collect();
            let ranked = study.groups.iter().map(|group| ranks(&scores(group, score))).collect();
            Done { job, outputs, whole: Some((drawn, ranked)) }
        } else {
            let drawn = self.tree.groups(&self.numbers);
            let score = |city: usize, output: usize| *drawn.get(city)?.get(output)?;
            let outputs = study.groups.iter().map(|group| output(group, score)).collect();
            Done { job, outputs, whole: None }
        };
        step();
        done
    }

    /// Draws the numbers of a job.
    fn set(&mut self, job: Job) {
        let design = self.study.design;
        if self.samples.as_ref().is_none_or(|(replicate, ..)| *replicate != job.replicate) {
            let draw = |sample| design.sample(job.replicate, sample);
            self.samples = Some((job.replicate, draw(Sample::A), draw(Sample::B)));
        }
        if let Some((_, a, b)) = &self.samples {
            design.numbers(job, (a, b), &mut self.numbers);
        }
    }
}

/// The scores of a group, city by city.
fn scores(group: &Over, score: impl Fn(usize, usize) -> Option<f64>) -> Vec<Option<f64>> {
    group.places.iter().enumerate().map(|(city, place)| score(city, (*place)?)).collect()
}

/// What sensitivity is of: of one city the score; of several how far their ranks move, on average.
fn output(group: &Over, score: impl Fn(usize, usize) -> Option<f64>) -> f64 {
    let scores = scores(group, score);
    let output = match scores.as_slice() {
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
