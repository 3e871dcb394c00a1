//! Sobol's indices: how much of the variance each thing that is varied explains, alone and with others.
//!
//! With yA the output of the first sample, yB that of the second, and yAB that of the first with one group of variables
//! from the second: S = mean(yB (yAB − yA)) / V and T = Σ (yA − yAB)² / (2 N V), V the sample variance of yA and yB
//! together (Saltelli and others 2010; Jansen 1999). In S yB is taken from its mean: that changes nothing of what is
//! expected, since yAB and yA have one mean, and takes away most of the error where the mean is far from 0.

use super::design::Design;
use super::nominal::Over;
use super::replicate::Runs;
use super::statistics::{count, mean, variance};
use super::{Indices, Sensitivity};
use crate::model::robustness::Robustness;

/// Below this the output does not vary.
const STILL: f64 = 1e-24;

/// For one city the score of each group; for several how far the ranks in each group move, on average.
pub(super) fn sensitivity(design: &Design<'_>, study: &Robustness, groups: &[Over], runs: &Runs) -> Vec<Sensitivity> {
    let one = |(group, samples): (&Over, &Vec<Vec<f64>>)| {
        let output = if design.towns.len() == 1 { group.name.clone() } else { format!("ranks in {}", group.name) };
        of_group(study, (output, group.title.clone()), samples)
    };
    groups.iter().zip(&runs.outputs).map(one).collect()
}

/// The indices of one output: a column for each sample.
fn of_group(study: &Robustness, (output, title): (String, String), samples: &[Vec<f64>]) -> Sensitivity {
    let many = samples.first().map_or(0, Vec::len);
    let cell = |sample: &Vec<f64>, at: usize| sample.get(at).copied().filter(|cell| !cell.is_nan());
    // A replicate counts where every output is there.
    let whole: Vec<usize> = (0..many).filter(|at| samples.iter().all(|sample| cell(sample, *at).is_some())).collect();
    let column = |at: usize| -> Vec<f64> {
        samples.get(at).map_or_else(Vec::new, |sample| whole.iter().filter_map(|at| cell(sample, *at)).collect())
    };
    let (a, b) = (column(0), column(1));
    let both: Vec<f64> = a.iter().chain(&b).copied().collect();
    let variance = variance(&both);
    let indices = if variance > STILL {
        let all = study.varied.iter().enumerate();
        all.map(|(at, thing)| indices(thing.written.clone(), &a, &b, &column(at + 2), variance)).collect()
    } else {
        Vec::new()
    };
    Sensitivity { output, title, variance, size: whole.len(), indices }
}

fn indices(varied: String, a: &[f64], b: &[f64], ab: &[f64], total_variance: f64) -> Indices {
    let all = || a.iter().zip(b).zip(ab);
    let middle = f64::midpoint(mean(a), mean(b));
    let first: Vec<f64> = all().map(|((a, b), ab)| (b - middle) * (ab - a) / total_variance).collect();
    let total: Vec<f64> = all().map(|((a, _), ab)| (a - ab) * (a - ab) / (2.0 * total_variance)).collect();
    // What each replicate adds to the variance, as a share of it: an index is a mean over a mean, and its error that of
    // their ratio, linearised.
    let spread = |number: f64| (number - middle) * (number - middle);
    let adds: Vec<f64> = a.iter().zip(b).map(|(a, b)| (spread(*a) + spread(*b)) / (2.0 * total_variance)).collect();
    let error = |terms: &[f64]| {
        let index = mean(terms);
        let apart: Vec<f64> = terms.iter().zip(&adds).map(|(term, adds)| term - index * adds).collect();
        (variance(&apart) / count(apart.len().max(1))).sqrt()
    };
    Indices { varied, first: mean(&first), first_error: error(&first), total: mean(&total), total_error: error(&total) }
}

#[cfg(test)]
mod tests {
    use super::super::draw::{Sample, fnv, uniform};
    use super::super::statistics::variance;
    use super::indices;

    /// Ishigami's function with a = 7 and b = 0.1, whose indices are known: S 0.3139, 0.4424, 0; T 0.5576, 0.4424, 0.2437.
    #[test]
    fn the_indices_of_a_known_function_come_out() {
        let pi = std::f64::consts::PI;
        let x =
            |sample: Sample, at: u32, of: usize| (2.0 * uniform(3, sample, at, fnv(["x", "y", "z"][of])) - 1.0) * pi;
        let y = |x: [f64; 3]| {
            libm::sin(x[0]) + 7.0 * libm::pow(libm::sin(x[1]), 2.0) + 0.1 * libm::pow(x[2], 4.0) * libm::sin(x[0])
        };
        let many = 20_000;
        let row = |at: u32, swapped: Option<usize>, sample: Sample| {
            let of = |of: usize| if swapped == Some(of) { Sample::B } else { sample };
            y([x(of(0), at, 0), x(of(1), at, 1), x(of(2), at, 2)])
        };
        let column = |swapped, sample| (0..many).map(|at| row(at, swapped, sample)).collect::<Vec<f64>>();
        let (a, b) = (column(None, Sample::A), column(None, Sample::B));
        let all: Vec<f64> = a.iter().chain(&b).copied().collect();
        for (of, (first, total)) in [(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)].into_iter().enumerate() {
            let found = indices(String::new(), &a, &b, &column(Some(of), Sample::A), variance(&all));
            assert!((found.first - first).abs() < 4.0 * found.first_error.max(0.01), "{of}: {found:?}");
            assert!((found.total - total).abs() < 4.0 * found.total_error.max(0.005), "{of}: {found:?}");
        }
    }
}
