//! Sobol's indices: how much of the variance each thing that is varied explains, alone and with others.
//!
//! With yA the output of the first sample, yB that of the second, and yAB that of the first with one group of variables
//! from the second: S = mean(yB (yAB − yA)) / V and T = Σ (yA − yAB)² / (2 N V), V the sample variance of yA and yB
//! together (Saltelli and others 2010; Jansen 1999). In S yB is taken from its mean: that changes nothing of what is
//! expected, since yAB and yA have one mean, and takes away most of the error where the mean is far from 0.

use super::replicate::{Nominal, Plan, Runs};
use super::statistics::{count, mean, variance};
use super::summary::{drawn_scores, group_names, nominal_scores, places_of};
use super::{Indices, Sensitivity};
use crate::author::compare::ranks;

/// Below this the output does not vary.
const STILL: f64 = 1e-24;

/// For one city the score of each group; for several how far the ranks in each group move, on average.
pub(super) fn sensitivity(plan: &Plan<'_>, nominal: &[Nominal], runs: &Runs) -> Vec<Sensitivity> {
    let names = group_names(nominal);
    names.into_iter().map(|(group, title)| of_group(plan, nominal, runs, (group, title))).collect()
}

fn of_group(plan: &Plan<'_>, nominal: &[Nominal], runs: &Runs, (group, title): (String, String)) -> Sensitivity {
    let places = places_of(nominal, &group);
    let now = nominal_scores(nominal, &places);
    let output = |scores: &[Option<f64>]| match (nominal.len(), scores.first()) {
        (1, Some(score)) => *score,
        _ => moved(&ranks(&now), &ranks(scores)),
    };
    let of_city = |cities: &[Vec<Option<f64>>]| -> Vec<Option<f64>> {
        cities.iter().zip(&places).map(|(groups, place)| groups.get((*place)?).copied().flatten()).collect()
    };
    let things = plan.studies.first().map_or(&[] as &[_], |study| &study.varied);
    // One row for each replicate of which every output is there: that of A, of B, and of each thing.
    let rows: Vec<Vec<f64>> = runs
        .drawn
        .iter()
        .zip(&runs.others)
        .filter_map(|(drawn, others)| {
            let first = output(&drawn_scores(drawn, nominal, &places));
            let rest = others.iter().map(|cities| output(&of_city(cities)));
            std::iter::once(first).chain(rest).collect::<Option<Vec<f64>>>()
        })
        .collect();
    let column = |at: usize| -> Vec<f64> { rows.iter().filter_map(|row| row.get(at).copied()).collect() };
    let (a, b) = (column(0), column(1));
    let both: Vec<f64> = a.iter().chain(&b).copied().collect();
    let variance = variance(&both);
    let indices = if variance > STILL {
        let all = things.iter().enumerate();
        all.map(|(at, thing)| indices(thing.written.clone(), &a, &b, &column(at + 2), variance)).collect()
    } else {
        Vec::new()
    };
    let output = if nominal.len() == 1 { group } else { format!("ranks in {group}") };
    Sensitivity { output, title, variance, size: rows.len(), indices }
}

/// The mean change of ranks; nothing where no city is ranked both times.
fn moved(now: &[Option<u32>], then: &[Option<u32>]) -> Option<f64> {
    let both = now.iter().zip(then).filter_map(|(now, then)| Some(f64::from((*now)?) - f64::from((*then)?)));
    let changes: Vec<f64> = both.map(f64::abs).collect();
    (!changes.is_empty()).then(|| mean(&changes))
}

fn indices(varied: String, a: &[f64], b: &[f64], ab: &[f64], total_variance: f64) -> Indices {
    let all = || a.iter().zip(b).zip(ab);
    let middle = f64::midpoint(mean(a), mean(b));
    let first: Vec<f64> = all().map(|((a, b), ab)| (b - middle) * (ab - a) / total_variance).collect();
    let total: Vec<f64> = all().map(|((a, _), ab)| (a - ab) * (a - ab) / (2.0 * total_variance)).collect();
    // Of the mean, with the variance of the output taken as known.
    let error = |terms: &[f64]| (variance(terms) / count(terms.len().max(1))).sqrt();
    Indices { varied, first: mean(&first), first_error: error(&first), total: mean(&total), total_error: error(&total) }
}

#[cfg(test)]
mod tests {
    use super::super::draw::{Sample, uniform};
    use super::super::statistics::variance;
    use super::indices;

    /// Ishigami's function with a = 7 and b = 0.1, whose indices are known: S 0.3139, 0.4424, 0; T 0.5576, 0.4424, 0.2437.
    #[test]
    fn the_indices_of_a_known_function_come_out() {
        let pi = std::f64::consts::PI;
        let x = |sample: Sample, at: u32, of: usize| (2.0 * uniform(3, sample, at, ["x", "y", "z"][of]) - 1.0) * pi;
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
