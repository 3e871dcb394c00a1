//! A KPI, a point or an input: from its figures to its points, and on to what rests on it.

use super::lines::Lines;
use super::show::{between, dates, joined, number};
use super::{Known, edges, figures, path, rollups, starts};
use crate::author::wording;
use crate::formula::Context;
use crate::model::rules::{Case, Item, ItemKind, Note, Said};
use crate::model::scorecard::ItemResult;
use crate::value::{ItemId, Missing, Value};

pub(super) fn explain(known: &Known<'_>, id: ItemId, lines: &mut Lines) {
    let (Some(item), Some(result)) = (known.book.item(id), known.card.result(id)) else { return };
    head(known, item, result, lines);
    value(known, item, result, lines);
    if item.kind != ItemKind::Input {
        aim(known, item, result, lines);
        path::explain(known, item, result, lines);
        outcome(known, item, result, lines);
        edges::of_references(known, item, result, lines);
        points(known, item, lines);
        rollups::of_item(known, item, lines);
    }
    rests_on_it(known, item, lines);
}

fn head(known: &Known<'_>, item: &Item, result: &ItemResult, lines: &mut Lines) {
    let title = if result.title.is_empty() { wording::title(known.book, item) } else { result.title.to_string() };
    let code = item.code.as_ref().map(|code| format!("[{code}]")).unwrap_or_default();
    lines.head(&joined(&[&format!("{}: {title}", item.name), &code], " "));
    let facets = item
        .facets
        .iter()
        .flat_map(|carried| carried.values.iter().map(|value| known.facet_value(carried.facet, *value)));
    lines.field("facets", &facets.collect::<Vec<_>>().join("; "));
    let about = item.about.as_ref().map(|about| crate::formula::fill(about, known.scope, &at_year(known, item)));
    lines.field("about", &about.unwrap_or_default());
    lines.field("source", item.source.as_deref().unwrap_or(""));
    lines.field("declared", &wording::place(known.sources, item.span));
    said(known, &item.name, lines);
    retired(known, &item.retired, lines);
}

/// Clauses of which one only holds (title, unit, weight …), where several packs say them: which, and which it went over.
pub(super) fn said(known: &Known<'_>, name: &str, lines: &mut Lines) {
    let Some(all) = known.book.said.get(name) else { return };
    let mut words: Vec<&str> = Vec::new();
    let mut told = String::new();
    for one in all {
        if words.contains(&one.word.as_str()) {
            continue;
        }
        words.push(&one.word);
        let alike = all.iter().filter(|other| other.word == one.word);
        let (holding, beaten): (Vec<&Said>, Vec<&Said>) = alike.partition(|other| other.holds);
        let first = one.word.split(' ').next().unwrap_or("");
        let text = |said: &Said| {
            let text = wording::after_word(known.sources, &said.note, first);
            joined(&[&text, &between(said.from, said.until)], "; ")
        };
        let founded = |said: &Said| {
            let origin = format!("({})", wording::origin(known.book, known.sources, &said.note));
            let authority = wording::authority(&said.note);
            if authority.is_empty() { origin } else { format!("{authority} {origin}") }
        };
        let line = |said: &Said| {
            let between = if wording::authority(&said.note).is_empty() { " " } else { "; " };
            joined(&[&text(said), &founded(said)], between)
        };
        // A row of a sheet sets many things by one authority, which is told once.
        let holds: Vec<String> = holding
            .iter()
            .map(|said| {
                let same = founded(said) == told;
                told = founded(said);
                if same { format!("{} (as above)", text(said)) } else { line(said) }
            })
            .collect();
        lines.field(&one.word, &holds.join("; "));
        beaten.iter().for_each(|said| lines.more(&format!("not chosen: {}", line(said))));
        if !beaten.is_empty() {
            told.clear();
        }
    }
}

fn at_year(known: &Known<'_>, item: &Item) -> Context<'static> {
    Context::at_day(known.card.year, known.card.on).for_own(item.id)
}

/// Which pack retired it, and where.
pub(super) fn retired(known: &Known<'_>, cases: &[Case<()>], lines: &mut Lines) {
    for case in cases {
        let origin = format!("({})", wording::origin(known.book, known.sources, &case.note));
        let why = case.note.because.as_deref().unwrap_or("");
        lines.field("retired", &joined(&[&joined(&[why, &dates(case)], "; "), &origin], " "));
    }
}

/// When the clauses of an item hold: at the end of the period of its figure, or on the day that was asked for.
pub(super) fn context(known: &Known<'_>, item: &Item, result: &ItemResult) -> Context<'static> {
    Context::at_day(result.year.unwrap_or(known.card.year), known.card.on).for_own(item.id)
}

fn value(known: &Known<'_>, item: &Item, result: &ItemResult, lines: &mut Lines) {
    let year = result.year.map(|year| year.to_string()).unwrap_or_default();
    let (status, quality) = match result.value {
        Ok(_) => (result.status.word().replace('_', " "), result.quality.map_or("", |quality| quality.word())),
        Err(_) => (String::new(), ""),
    };
    let standing = joined(&[&year, &status, quality], ", ");
    let standing = if standing.is_empty() { standing } else { format!("({standing})") };
    lines.field("value", &joined(&[&known.value(item, &result.value), &standing], " "));
    figures::origin(known, item, result, lines);
    for id in &result.assumed {
        lines.more(&format!("rests on an assumed value of {}", known.book.item_name(*id)));
    }
    if result.stood_in {
        lines.more("`or else` stepped in for what is not reported");
    }
    for notice in known.card.notices.iter().filter(|notice| notice.item == item.id) {
        lines.more(&format!("noticed: {} [{}]", notice.text, notice.code));
    }
}

fn aim(known: &Known<'_>, item: &Item, result: &ItemResult, lines: &mut Lines) {
    match &result.target {
        Ok(target) => {
            lines.field("target", &known.goal(item, target));
            if target.by.is_none() {
                chosen(known, &item.targets, target.case, "target", lines);
            } else {
                not_chosen(known, &item.targets, target.case, "target", lines);
            }
        }
        Err(missing) => {
            lines.field("target", &known.reason(missing));
            let place = result.path.as_ref().map_or(usize::MAX, |path| path.case);
            not_chosen(known, &item.targets, place, "target", lines);
        }
    }
    match &result.start {
        Some((start, case)) => {
            lines.field("start", &known.book.show_item_value(item, start));
            chosen(known, &item.starts, *case, "start", lines);
            lines.more(&starts::that_keep_the_band(known, item, result).unwrap_or_default());
        }
        None => chosen(known, &item.starts, usize::MAX, "start", lines),
    }
}

/// The clause that holds, with its authority and place, and those that do not.
pub(super) fn chosen<T>(known: &Known<'_>, cases: &[Case<T>], place: usize, word: &str, lines: &mut Lines) {
    if let Some(case) = cases.get(place) {
        lines.more(&standing(known, case));
    }
    not_chosen(known, cases, place, word, lines);
}

/// The clauses that do not hold.
fn not_chosen<T>(known: &Known<'_>, cases: &[Case<T>], place: usize, word: &str, lines: &mut Lines) {
    for (_, case) in cases.iter().enumerate().filter(|(at, _)| *at != place) {
        let said = wording::after_word(known.sources, &case.note, word);
        lines.more(&format!("not chosen: {}", joined(&[&said, &standing(known, case)], "; ")));
    }
}

/// The condition, the dates, the authority and the place of a clause.
fn standing<T>(known: &Known<'_>, case: &Case<T>) -> String {
    let when = case.when.as_ref().and_then(|_| wording::condition(known.sources, &case.note));
    let when = when.map(|when| format!("when {when}")).unwrap_or_default();
    let origin = format!("({})", wording::origin(known.book, known.sources, &case.note));
    joined(&[&joined(&[&when, &dates(case), &wording::authority(&case.note)], "; "), &origin], " ")
}

/// Score, band, points: each reason is told once.
fn outcome(known: &Known<'_>, item: &Item, result: &ItemResult, lines: &mut Lines) {
    let told = |missing: Option<&Missing>, before: Option<&Missing>| missing.is_some() && missing == before;
    let (no_value, no_score) = (result.value.as_ref().err(), result.score.as_ref().err());
    let no_band = result.band.as_ref().err();
    if !told(no_score, no_value) {
        lines.field("score", &known.score(&result.score, &item.metric));
    }
    compared(known, item, result, lines);
    if !told(no_band, no_value) && !told(no_band, no_score) {
        lines.field("band", &known.band(&result.band));
        edges::of_bands(known, item, result, lines);
    }
    match (&result.points, result.max_points) {
        (Ok(points), Some(most)) => lines.field("points", &format!("{} of {}", number(*points), number(most))),
        (Ok(points), None) => lines.field("points", &number(*points)),
        (Err(missing), _) if [no_value, no_score, no_band].contains(&Some(missing)) => lines.field("points", "none"),
        (Err(missing), _) => lines.field("points", &known.reason(missing)),
    }
    if let Ok(met) = result.met {
        lines.field("met", if met { "yes" } else { "no" });
    }
}

/// What was done before the score, and with whom the item is compared.
fn compared(known: &Known<'_>, item: &Item, result: &ItemResult, lines: &mut Lines) {
    let Some(prepared) = result.prepared.as_deref() else { return };
    let shown = |number: f64| known.book.show_item_value(item, &Value::Number(number));
    let clause = |note: &Note, word: &str| {
        let place = wording::origin(known.book, known.sources, note);
        format!("{} ({place})", wording::after_word(known.sources, note, word))
    };
    if let (Some(treated), Some(case)) = (prepared.treated, &item.treat) {
        lines.field("treated", &format!("{}: {}", number(treated), clause(&case.note, "treat")));
    }
    let Some(bounds) = &prepared.bounds else { return };
    let cohort = known.book.cohort_of(bounds.cohort).map(|(_, cohort)| cohort);
    let who = match cohort {
        Some(cohort) => {
            format!("{} ({})", cohort.title, wording::origin(known.book, known.sources, &cohort.note))
        }
        None => "all cities evaluated together".to_owned(),
    };
    lines.field("compared", &format!("with {} values of {who}", bounds.members));
    if let (Some(least), Some(most)) = (bounds.least, bounds.most) {
        let (mean, deviation) = (shown(bounds.mean), shown(bounds.deviation));
        lines.more(&format!("from {} to {}; mean {mean}, standard deviation {deviation}", shown(least), shown(most)));
    }
    if !bounds.names.is_empty() {
        lines.more(&format!("of {}", bounds.names.join(", ")));
    }
}

fn points(known: &Known<'_>, item: &Item, lines: &mut Lines) {
    let mut word = "its points";
    for id in &item.points {
        let (Some(point), Some(result)) = (known.book.item(*id), known.card.result(*id)) else { continue };
        let band = result.band.as_ref().ok().and_then(|band| known.book.band(*band)).map_or("", |(name, _)| name);
        let standing = joined(&[&known.value(point, &result.value), band], ", ");
        lines.field(word, &format!("{}: {standing}", point.name));
        word = "";
    }
}

/// What rests on the item: formulas, and recommendations with their outcomes.
fn rests_on_it(known: &Known<'_>, item: &Item, lines: &mut Lines) {
    let formulas = known.book.items.iter().filter(|other| other.id != item.id && other.inputs.contains(&item.id));
    lines.field("used by", &formulas.map(|other| other.name.as_str()).collect::<Vec<_>>().join(", "));
    let advice = super::advice::that_name(known, item.id);
    lines.field("decides", &advice.join(", "));
}
