//! A study of robustness as lines for a terminal.

use super::{CityReport, Report, ScoreReport};
use crate::author::explain::Lines;
use crate::unit::format_number;

/// A band that occurs less often is not sure.
const SURE: f64 = 0.95;
/// So many rows of lists that could be long.
const ROWS: usize = 8;
/// How far words of rows are set out.
const DIGITS: u32 = 3;

/// The study in lines of a width.
#[must_use]
pub fn text(report: &Report, width: usize) -> String {
    let mut lines = Lines::new(width);
    lines.head(&format!("{}: {} replicates from seed {}", report.study, report.replicates, report.seed));
    for (at, varied) in report.varied.iter().enumerate() {
        let numbers = if varied.variables == 1 { "number" } else { "numbers" };
        lines.field(&format!("  [{}]", at + 1), &format!("{} ({} {numbers} drawn)", varied.written, varied.variables));
        lines.more(varied.because.as_deref().or(varied.source.as_deref()).unwrap_or(""));
    }
    ranks(&mut lines, report);
    report.cities.iter().for_each(|city| of_city(&mut lines, report, city));
    sensitivity(&mut lines, report);
    left_out(&mut lines, report);
    lines.finish()
}

/// `97 %`; never 0 or 100 for what does occur or does not always.
pub(super) fn percent(share: f64) -> String {
    let rounded = format_number(share * 100.0, DIGITS);
    match (rounded.as_str(), share) {
        ("100", share) if share < 1.0 => "over 99.9\u{a0}%".to_owned(),
        _ => format!("{rounded}\u{a0}%"),
    }
}

fn ranks(lines: &mut Lines, report: &Report) {
    for group in &report.ranks {
        lines.section(&format!("Ranks in {} ({}): now; median; 5 to 95 % of the replicates", group.title, group.group));
        for city in &group.cities {
            let range = &city.range;
            let number = |number: f64| format_number(number, DIGITS);
            let span = format!("{} to {}", number(range.low), number(range.high));
            let first = if city.first > 0.0 { format!("; first in {}", percent(city.first)) } else { String::new() };
            lines
                .field(&format!("  {}", city.city), &format!("{}; {}; {span}{first}", city.rank, number(range.median)));
        }
    }
}

fn of_city(lines: &mut Lines, report: &Report, city: &CityReport) {
    lines.section(&format!("{}, {}: scores now; median; 5 to 95 % of the replicates", city.title, city.year));
    let groups = city.scores.iter().filter(|score| score.rollup == report.rollup);
    for score in groups {
        lines.head(&format!("{} ({})", score.title, score.name));
        lines.field("  score", &spread(score));
        lines.field("  bands", &bands(score));
    }
    let unsure = |score: &&ScoreReport| {
        score.rollup != report.rollup && score.bands.iter().all(|(_, share)| *share < SURE) && !score.bands.is_empty()
    };
    let unsure: Vec<&ScoreReport> = city.scores.iter().filter(unsure).collect();
    if !unsure.is_empty() {
        lines.head(&format!("Bands that are not sure (no band in {} of the replicates)", percent(SURE)));
        for score in &unsure {
            let now = score.band.as_deref().unwrap_or("none");
            lines.more(&format!("{} ({}): {now} now; {}", score.title, score.name, bands(score)));
        }
    }
    advice(lines, city);
}

/// `81.3 %; 80.9 %; 78.1 to 83.2 %`
fn spread(score: &ScoreReport) -> String {
    let shown = &score.shown;
    let now = if shown.score.is_empty() { "none" } else { &shown.score };
    if score.range.is_none() {
        return format!("{now}; never scored");
    }
    let missing = if score.missing > 0 { format!("; missing in {}", score.missing) } else { String::new() };
    format!("{now}; {}; {} to {}{missing}", shown.median, shown.low, shown.high)
}

fn bands(score: &ScoreReport) -> String {
    let mut said: Vec<String> = score.bands.iter().map(|(band, share)| format!("{band} {}", percent(*share))).collect();
    let none = 1.0 - score.bands.iter().map(|(_, share)| share).sum::<f64>();
    if none > SURE * 1e-6 && !score.bands.is_empty() {
        said.push(format!("none {}", percent(none)));
    }
    said.join(", ")
}

fn advice(lines: &mut Lines, city: &CityReport) {
    if city.recommendations.is_empty() {
        return;
    }
    let moving = city.recommendations.iter().filter(|one| {
        let sure = |share: f64| share == 0.0 || share == 1.0;
        !(sure(one.given) && sure(one.held_back) && sure(one.undetermined))
    });
    let moving: Vec<_> = moving.collect();
    if moving.is_empty() {
        lines.head("Every recommendation has one outcome in all replicates.");
        return;
    }
    lines.head("Recommendations that come and go");
    for one in moving {
        let member = one.member.as_ref().map(|member| format!(", for {member}")).unwrap_or_default();
        let now = one.outcome.unwrap_or("not given");
        let shares = [("given", one.given), ("held back", one.held_back), ("undetermined", one.undetermined)];
        let shares = shares.iter().filter(|(_, share)| *share > 0.0);
        let shares: Vec<String> = shares.map(|(word, share)| format!("{word} in {}", percent(*share))).collect();
        lines.more(&format!("{}{member}: {now} now; {}", one.name, shares.join(", ")));
    }
}

fn sensitivity(lines: &mut Lines, report: &Report) {
    let moving: Vec<_> = report.sensitivity.iter().filter(|one| !one.indices.is_empty()).collect();
    if moving.is_empty() {
        return;
    }
    lines.section("What decides (Sobol: share of the variance alone; with others; ± standard errors)");
    for one in moving {
        lines.head(&format!("{} ({}), {} replicates", one.title, one.output, one.size));
        for (at, index) in one.indices.iter().enumerate() {
            let share = |share: f64, error: f64| format!("{} ± {}", hundredths(share), hundredths(error));
            let said = format!(
                "{}; {}  {}",
                share(index.first, index.first_error),
                share(index.total, index.total_error),
                index.varied
            );
            lines.field(&format!("  [{}]", at + 1), &said);
        }
    }
}

/// To two decimals.
fn hundredths(number: f64) -> String {
    format!("{:.2}", (number * 100.0).round() / 100.0 + 0.0)
}

fn left_out(lines: &mut Lines, report: &Report) {
    if report.left_out.is_empty() {
        return;
    }
    lines.section("Leave one out: the largest changes");
    for one in report.left_out.iter().take(ROWS) {
        let city = if report.cities.len() > 1 { format!(", {}", one.city) } else { String::new() };
        let ranks = one.rank_change.map(|change| format!("; ranks move by {}", format_number(change, DIGITS)));
        lines.head(&format!("  without {} ({})", one.title, one.name));
        lines.more(&format!("{}: {}{city}{}", one.group_title, one.shown, ranks.unwrap_or_default()));
    }
    if report.left_out.len() > ROWS {
        lines.more(&format!("and {} more (files have all)", report.left_out.len() - ROWS));
    }
}
