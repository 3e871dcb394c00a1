//! What a supposition does, as lines for a terminal.

use indexmap::IndexMap;

use super::{Moved, RankMoved, Said, WhatIf};
use crate::author::change::effect;
use crate::author::change::effect::Of;
use crate::author::change::effect::text::{Line, both, lines_of, telling};
use crate::author::change::words::{ARROW, SHIFTED, counted, result_words, results};
use crate::author::explain::Lines;

/// So many other cities are named in a group.
const NAMED: usize = 5;

/// What moves, in lines of a width.
#[must_use]
pub fn text(found: &WhatIf, width: usize) -> String {
    let mut lines = Lines::new(width);
    lines.head(&format!("{}, {}: what if", found.title, found.year));
    for one in &found.supposed {
        said(&mut lines, one);
    }
    lines.section(&heading(found));
    let moved: Vec<effect::Moved> = found.moved.iter().map(without_causes).collect();
    for of in [Of::Item, Of::Group, Of::Recommendation, Of::Check] {
        let all = lines_of(&moved, of);
        if !all.is_empty() {
            lines.section(results(of));
        }
        all.iter().for_each(|line| result(&mut lines, line));
    }
    among(&mut lines, found);
    lines.finish()
}

/// Where cities are evaluated together: the bounds that move, then the ranks, group by group.
fn among(lines: &mut Lines, found: &WhatIf) {
    if !found.bounds.is_empty() {
        lines.section("Bounds that scores look at");
        for bound in &found.bounds {
            let span = |ends: &[String; 2]| format!("{} to {}", ends[0], ends[1]);
            lines.head(&format!("{} ({})", bound.title, bound.item));
            lines.more(&format!("{} {ARROW} {}", span(&bound.was_shown), span(&bound.is_shown)));
        }
    }
    if found.ranks.is_empty() {
        return;
    }
    lines.section(&format!("Ranks among {} cities", found.cities.unwrap_or_default()));
    let mut groups: IndexMap<&str, Vec<&RankMoved>> = IndexMap::new();
    found.ranks.iter().for_each(|moved| groups.entry(&moved.group).or_default().push(moved));
    for (group, moved) in groups {
        let title = moved.first().map_or("", |first| first.group_title.as_str());
        lines.head(&format!("{title} ({group})"));
        let rank = |rank: Option<u32>| rank.map_or_else(|| "none".to_owned(), |rank| rank.to_string());
        for own in moved.iter().filter(|one| one.own) {
            let said = if own.was == own.is {
                format!("{} stays", rank(own.was))
            } else {
                format!("{} {ARROW} {}", rank(own.was), rank(own.is))
            };
            lines.field(&format!("  {}", own.title), &said);
        }
        let others = moved.iter().filter(|one| !one.own).count();
        let shifted: Vec<&&RankMoved> = moved.iter().filter(|one| !one.own && one.was != one.is).collect();
        for other in shifted.iter().take(NAMED) {
            lines.field(&format!("  {}", other.title), &format!("{} {ARROW} {}", rank(other.was), rank(other.is)));
        }
        let rest = others - shifted.len().min(NAMED);
        if rest > 0 {
            let (scores, cities, move_) =
                if rest == 1 { ("score", "city", "moves") } else { ("scores", "cities", "move") };
            let more = if shifted.is_empty() { "other" } else { "more" };
            let kept = if shifted.len() > NAMED { "" } else { ", and no rank" };
            lines.more(&format!("the {scores} of {rest} {more} {cities} {move_}{kept}"));
        }
    }
}

fn said(lines: &mut Lines, one: &Said) {
    let of = if one.kind == "figure" { String::new() } else { format!("{} of ", one.kind) };
    let of = if one.kind == "parameter" { "parameter ".to_owned() } else { of };
    let now = one.was.as_ref().map_or_else(|| "none".to_owned(), Clone::clone);
    lines.head(&format!("  {} ({of}{}): {now} {ARROW} {}", one.title, one.name, one.is));
    if one.moves == 0 {
        let why = if one.why.is_empty() { String::new() } else { format!(": {}", one.why.join("; ")) };
        lines.note(&format!("moves nothing else{why}"));
    }
}

/// `3 items and 2 groups move`
fn heading(found: &WhatIf) -> String {
    let counts = [Of::Item, Of::Group, Of::Recommendation, Of::Check].map(|of| {
        let count = found.moved.iter().filter(|moved| moved.kind == of).count();
        let (one, many) = result_words(of);
        (count > 0).then(|| counted(count, one, many))
    });
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    match counts.as_slice() {
        [] if found.ranks.is_empty() => "Nothing moves.".to_owned(),
        [] => "Nothing of this city moves.".to_owned(),
        some if found.cities.is_some() => format!("What moves: {}; nothing else of this city does.", some.join(", ")),
        some => format!("What moves: {}; nothing else does.", some.join(", ")),
    }
}

fn result(lines: &mut Lines, line: &Line<'_>) {
    match line {
        Line::One(moved) => {
            let title = if moved.title.is_empty() { String::new() } else { format!("{} ", moved.title) };
            lines.head(&format!("{title}({})", moved.name));
            for (names, part) in telling(moved) {
                let (was, is) = both(moved.of, part);
                lines.field(&format!("  {names}"), &format!("{was} {ARROW} {is}"));
            }
        }
        Line::Shifted { rule, members, .. } => {
            lines.head(&format!("{rule}: {}, {SHIFTED}", counted(*members, "member", "members")));
        }
    }
}

/// The same in the shape of what a change of rules does; here nothing has another cause than what is supposed.
fn without_causes(moved: &Moved) -> effect::Moved {
    let parts = moved.parts.iter().map(|part| effect::Part {
        part: part.part,
        old: part.was.clone(),
        new: part.is.clone(),
        causes: Vec::new(),
        together: Vec::new(),
    });
    effect::Moved { of: moved.kind, name: moved.name.clone(), title: moved.title.clone(), parts: parts.collect() }
}
