//! Levers as lines for a terminal: for each aim the largest gains first.

use super::{Aim, Lever, Levers, by_reason};
use crate::author::change::words::ARROW;
use crate::author::explain::Lines;

/// How many names of what cannot move are listed for each reason.
const NAMED: usize = 6;

/// The levers in lines of a width; of each aim so many.
#[must_use]
pub fn text(levers: &Levers, top: usize, width: usize) -> String {
    let mut lines = Lines::new(width);
    lines.head(&format!(
        "{}, {}: where the next effort counts, sorted by the gain in `{}`",
        levers.title, levers.year, levers.rollup
    ));
    for (aim, title) in [
        (Aim::Band, "One band more"),
        (Aim::Target, "Its target reached"),
        (Aim::Percent, "One per cent of the figure"),
    ] {
        let all: Vec<&Lever> = levers.levers.iter().filter(|lever| lever.aim == aim).collect();
        if all.is_empty() {
            continue;
        }
        lines.section(title);
        let moving: Vec<&&Lever> = all.iter().filter(|lever| !lever.groups.is_empty()).collect();
        for (place, lever) in moving.iter().take(top).enumerate() {
            one(&mut lines, place + 1, lever);
        }
        if moving.len() > top {
            lines.more(&format!("and {} more (`--top {}` shows them)", moving.len() - top, moving.len()));
        }
        let still = all.len() - moving.len();
        if still > 0 {
            lines.more(&format!("{still} of {} move no group", all.len()));
        }
    }
    fixed(&mut lines, levers);
    lines.finish()
}

fn one(lines: &mut Lines, place: usize, lever: &Lever) {
    let of = if lever.figure == lever.leaf { String::new() } else { format!(", for {}", lever.leaf_title) };
    lines.head(&format!("{place:>3}. {} ({}){of}", lever.title, lever.figure));
    let bands = match &lever.bands {
        [Some(was), Some(is)] if was != is => format!("; {was} {ARROW} {is}"),
        _ => String::new(),
    };
    lines.field("    figure", &format!("{} {ARROW} {}{bands}", lever.now_shown, lever.needed_shown));
    let gains: Vec<String> = lever
        .groups
        .iter()
        .map(|gain| {
            let band = gain.band.as_ref().map(|band| format!(" ({ARROW} {band})")).unwrap_or_default();
            let rank = gain.ranks.filter(|[now, then]| now != then);
            let rank = rank.map(|[now, then]| format!(", rank {now} {ARROW} {then}")).unwrap_or_default();
            format!("{}: {} {}{band}{rank}", gain.rollup, gain.title, gain.shown)
        })
        .collect();
    lines.field("    gain", &gains.join("; "));
}

fn fixed(lines: &mut Lines, levers: &Levers) {
    if levers.fixed.is_empty() {
        return;
    }
    lines.section("What cannot move");
    for (kind, all) in by_reason(&levers.fixed) {
        let alike = all.iter().all(|one| Some(&one.why) == all.first().map(|first| &first.why));
        let why = all.first().filter(|_| alike).map(|first| format!(": {}", first.why)).unwrap_or_default();
        let why = if why.trim_start_matches(": ") == kind { String::new() } else { why };
        lines.head(&format!("{kind} ({}){why}", all.len()));
        let names: Vec<&str> = all.iter().take(NAMED).map(|one| one.title.as_str()).collect();
        let more = all.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        lines.deeper(0, &format!("{}{more}", names.join("; ")));
    }
}
