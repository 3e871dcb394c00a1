//! 50 indicators of many units: min-max over all of them, then three levels of weighted means. The same method as a rule
//! pack and as Rust.

use std::fmt::Write;

/// How many indicators there are.
pub const INDICATORS: usize = 50;
/// How many groups there are on the first two levels; the third has one.
pub const GROUPS: [usize; 2] = [10, 3];

fn weight(place: usize) -> f64 {
    1.0 + (place % 5) as f64 * 0.5
}

/// The method as a rule pack.
#[must_use]
pub fn rules(score: &str) -> String {
    let mut text = "pack case \"Case\" { language 1 }\nfacet pillar \"Pillar\" {\n".to_owned();
    for place in 0..GROUPS[0] {
        let _ = writeln!(text, "  p{place} \"P\" in q{} weight {}", place % GROUPS[1], weight(place));
    }
    text += "}\nfacet part \"Part\" {\n";
    for place in 0..GROUPS[1] {
        let _ = writeln!(text, "  q{place} \"Q\" weight {}", weight(place));
    }
    text += "}\nrollup pillar { of kpis; by mean }\nrollup part { of pillar; by mean }\nrollup total { of part; by mean }\n";
    for place in 0..INDICATORS {
        let (pillar, weight) = (place % GROUPS[0], weight(place));
        let side = if lower(place) { "lower" } else { "higher" };
        let _ = writeln!(
            text,
            "kpi k{place} \"K\" {{ pillar: p{pillar}; unit number; better {side}; score {score}; weight {weight} }}"
        );
    }
    text
}

fn lower(place: usize) -> bool {
    place % 3 == 1
}

/// Figures of so many units, indicator by indicator; one in twenty is missing.
#[must_use]
pub fn figures(rows: usize) -> Vec<Vec<f64>> {
    let mut seed = 1_u64;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut cell = || if next() < 0.05 { f64::NAN } else { next() * 1000.0 - 200.0 };
    (0..INDICATORS).map(|_| (0..rows).map(|_| cell()).collect()).collect()
}

/// What comes of it, column by column.
#[derive(Debug)]
pub struct Made {
    /// The score of each indicator.
    pub scores: Vec<Vec<f64>>,
    /// The mean of each group, level by level.
    pub means: Vec<Vec<f64>>,
}

impl Made {
    /// Room for so many units.
    #[must_use]
    pub fn of(rows: usize) -> Self {
        let columns = |many: usize| vec![vec![f64::NAN; rows]; many];
        Self { scores: columns(INDICATORS), means: columns(GROUPS[0] + GROUPS[1] + 1) }
    }

    /// The method by hand: a column that is missing has no number in it. Sums keep what is lost in them, as those of the
    /// language do.
    pub fn run(&mut self, figures: &[&[f64]]) {
        for (place, (score, figures)) in self.scores.iter_mut().zip(figures).enumerate() {
            let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
            for figure in *figures {
                least = least.min(*figure);
                most = most.max(*figure);
            }
            let (sign, worst, best) = if lower(place) { (-1.0, -most, -least) } else { (1.0, least, most) };
            for (score, figure) in score.iter_mut().zip(*figures) {
                *score = (sign * figure - worst) / (best - worst) * 100.0;
            }
        }
        let (pillars, above) = self.means.split_at_mut(GROUPS[0]);
        level(&self.scores, pillars);
        let (parts, total) = above.split_at_mut(GROUPS[1]);
        level(pillars, parts);
        level(parts, total);
    }
}

/// A level of weighted means: each member belongs to the group at its place, counted round and round.
fn level(members: &[Vec<f64>], groups: &mut [Vec<f64>]) {
    let many = groups.len();
    for (at, group) in groups.iter_mut().enumerate() {
        for (row, mean) in group.iter_mut().enumerate() {
            let (mut sum, mut lost, mut weights) = (0.0_f64, 0.0_f64, 0.0_f64);
            for (place, member) in members.iter().enumerate().skip(at).step_by(many) {
                let number = member[row];
                if number.is_nan() {
                    continue;
                }
                let number = number * weight(place);
                let next = sum + number;
                lost += if sum.abs() >= number.abs() { (sum - next) + number } else { (number - next) + sum };
                sum = next;
                weights += weight(place);
            }
            *mean = (sum + lost) / weights;
        }
    }
}
