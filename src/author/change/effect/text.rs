//! What moves in a city, as lines for a terminal.

use super::{CityEffect, Moved, Of, Part};
use crate::author::change::words::{self, ARROW, counted};
use crate::author::explain::Lines;

/// What the changes do to a city, in lines of a width.
#[must_use]
pub fn effect_text(city: &CityEffect, width: usize) -> String {
    let mut lines = Lines::new(width);
    lines.section(&heading(city));
    if city.old_packs != city.new_packs {
        lines.head(&format!("{} {ARROW} {}", city.old_packs.join(", "), city.new_packs.join(", ")));
    }
    for of in [Of::Item, Of::Group, Of::Recommendation, Of::Check] {
        let all = lines_of(&city.moved, of);
        if !all.is_empty() {
            lines.section(words::results(of));
        }
        all.iter().for_each(|line| one(&mut lines, line));
    }
    lines.finish()
}

/// `Trondheim, 2020: 12 items and 3 groups move; nothing else does`
pub(in crate::author::change) fn heading(city: &CityEffect) -> String {
    let title = if city.title.is_empty() { &city.name } else { &city.title };
    let year = match city.old_year == city.new_year {
        true => city.new_year.to_string(),
        false => format!("{} {ARROW} {}", city.old_year, city.new_year),
    };
    let counts = [Of::Item, Of::Group, Of::Recommendation, Of::Check].map(|of| {
        let count = city.moved.iter().filter(|moved| moved.of == of).count();
        let (one, many) = words::result_words(of);
        (count > 0).then(|| counted(count, one, many))
    });
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    match counts.as_slice() {
        [] => format!("{title}, {year}: {}", words::NOTHING_MOVES),
        some => format!("{title}, {year}: {} change; {}", some.join(", "), words::NOTHING_ELSE),
    }
}

fn one(lines: &mut Lines, line: &Line<'_>) {
    match line {
        Line::One(moved) => {
            let title = if moved.title.is_empty() { String::new() } else { format!("{} ", moved.title) };
            lines.head(&format!("{title}({})", moved.name));
            for (names, part) in telling(moved) {
                lines.field(&format!("  {names}"), &said(moved.of, part));
            }
        }
        Line::Shifted { rule, members, part } => {
            lines.head(&format!("{rule}: {}", counted(*members, "member", "members")));
            lines.field(&format!("  {}", part.part), &format!("{} {}", words::SHIFTED, causes(part)));
        }
    }
}

/// What is told together.
pub(in crate::author) enum Line<'a> {
    /// One item, group, recommendation or check.
    One(&'a Moved),
    /// Members of a recommendation over a set of which only the rank moved, all by the same changes.
    Shifted {
        /// The recommendation.
        rule: &'a str,
        /// How many.
        members: usize,
        /// The first of them.
        part: &'a Part,
    },
}

/// The results of one sort, with those that only made room for others told once.
pub(in crate::author) fn lines_of(all: &[Moved], of: Of) -> Vec<Line<'_>> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    for moved in all.iter().filter(|moved| moved.of == of) {
        let Some((own, part)) = only_rank(moved) else {
            lines.push(Line::One(moved));
            continue;
        };
        let alike = lines.iter_mut().find_map(|line| match line {
            Line::Shifted { rule, members, part: first } if *rule == own && same_causes(first, part) => Some(members),
            _ => None,
        });
        match alike {
            Some(members) => *members += 1,
            None => lines.push(Line::Shifted { rule: own, members: 1, part }),
        }
    }
    lines
}

/// The recommendation and the part, where only the rank of a member of its set moved.
fn only_rank(moved: &Moved) -> Option<(&str, &Part)> {
    let (rule, _) = moved.name.split_once(": ").filter(|_| moved.of == Of::Recommendation)?;
    match moved.parts.as_slice() {
        [part] if part.part == "rank" => Some((rule, part)),
        _ => None,
    }
}

fn same_causes(a: &Part, b: &Part) -> bool {
    (&a.causes, &a.together) == (&b.causes, &b.together)
}

/// The parts that are worth a line, those of one fate together: `score, band, points`. What only came or went with a
/// recommendation is told by its outcome.
pub(in crate::author) fn telling(moved: &Moved) -> Vec<(String, &Part)> {
    let follows = |part: &Part| moved.of == Of::Recommendation && (part.old.is_none() || part.new.is_none());
    let mut lines: Vec<(String, &Part)> = Vec::new();
    for part in &moved.parts {
        if follows(part) && part.part != "outcome" && part.part != "held back by" {
            continue;
        }
        let alike = |first: &Part| (&first.old, &first.new) == (&part.old, &part.new) && same_causes(first, part);
        match lines.iter_mut().find(|(_, first)| alike(first)) {
            Some((names, _)) => *names += &format!(", {}", part.part),
            None => lines.push((part.part.to_owned(), part)),
        }
    }
    lines
}

/// What a result was and is.
pub(in crate::author) fn both(of: Of, part: &Part) -> (String, String) {
    let none = match (of, part.part) {
        (Of::Recommendation, "outcome") => words::NOT_GIVEN,
        (Of::Check, _) => words::NOT_ASKED,
        _ => words::NONE,
    };
    let shown = |side: &Option<String>| side.clone().unwrap_or_else(|| none.to_owned());
    let (old, new) = (shown(&part.old), shown(&part.new));
    if old.chars().count().min(new.chars().count()) < LONG { (old, new) } else { narrowed(&old, &new) }
}

/// Of texts that are longer only that is shown in which they differ.
const LONG: usize = 100;
/// So many words are shown before and after it.
const AROUND: usize = 3;

/// Two long texts without the words that both begin and end with.
fn narrowed(old: &str, new: &str) -> (String, String) {
    let (a, b): (Vec<&str>, Vec<&str>) = (old.split(' ').collect(), new.split(' ').collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - same;
    let ends = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count().min(rest);
    let cut = |words: &[&str]| {
        let (first, last) = (same.saturating_sub(AROUND), (words.len() - ends + AROUND).min(words.len()));
        let kept = words.get(first..last).unwrap_or_default().join(" ");
        let (before, after) = (if first > 0 { "… " } else { "" }, if last < words.len() { " …" } else { "" });
        format!("{before}{kept}{after}")
    };
    (cut(&a), cut(&b))
}

fn said(of: Of, part: &Part) -> String {
    let (old, new) = both(of, part);
    format!("{old} {ARROW} {new}  {}", causes(part))
}

/// `[3] [5]`, `[3], and [5] only with others`, `[3] [5] only together`
pub(in crate::author) fn causes(part: &Part) -> String {
    told(&part.causes, &part.together)
}

/// The numbers of changes.
pub(super) fn told(alone: &[usize], together: &[usize]) -> String {
    let told = |all: &[usize]| all.iter().map(|number| format!("[{number}]")).collect::<Vec<_>>().join(" ");
    match (alone, together) {
        ([], []) => format!("[{}]", words::BY_ORDER),
        (alone, []) => told(alone),
        ([], together) => format!("{} {}", told(together), words::TOGETHER),
        (alone, together) => format!("{}{} {} {}", told(alone), words::AND, told(together), words::WITH_OTHERS),
    }
}

#[cfg(test)]
mod tests {
    use super::narrowed;

    #[test]
    fn of_long_texts_the_difference_is_shown() {
        let old = "a b c d e f g h i j k l";
        let new = "a b c d e f x g h i j k l";
        assert_eq!(narrowed(old, new), ("… d e f g h i …".to_owned(), "… d e f x g h i …".to_owned()));
        assert_eq!(narrowed("a b", "a b c"), ("a b".to_owned(), "a b c".to_owned()));
    }
}
