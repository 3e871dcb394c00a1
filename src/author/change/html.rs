//! A change as one HTML page that needs no network and no script: what was changed on the left, what it does on the
//! right. The style is that of the report.

use minijinja::{AutoEscape, Environment};
use serde::Serialize;

use super::effect::rank::{causes as rank_causes, shown};
use super::effect::text::{Line, both, heading, lines_of, telling};
use super::effect::{CityEffect, Of, Part};
use super::words::{self, PAGE, Words, counted};
use super::{Change, Report, Written};
use crate::report::ReportFault;

#[derive(Debug, Serialize)]
struct Page<'a> {
    w: &'static Words,
    css: &'static str,
    own_css: &'static str,
    engine: &'static str,
    old: &'a str,
    new: &'a str,
    counted: String,
    items: Vec<Item<'a>>,
    cities: Vec<City>,
    ranks: Vec<Rank<'a>>,
    notes: &'a [String],
}

/// The changes of one item.
#[derive(Debug, Serialize)]
struct Item<'a> {
    word: &'a str,
    name: &'a str,
    title: &'a str,
    changes: Vec<One<'a>>,
}

#[derive(Debug, Serialize)]
struct One<'a> {
    number: usize,
    aspect: String,
    became: &'static str,
    beside: String,
    /// Nothing where both sides say the same.
    old: Option<String>,
    new: Option<String>,
    authority: Vec<(&'static str, String)>,
    places: Vec<String>,
    written: Option<&'a Written>,
}

#[derive(Debug, Serialize)]
struct City {
    id: String,
    heading: String,
    packs: Option<(String, String)>,
    tables: Vec<Table>,
}

#[derive(Debug, Serialize)]
struct Table {
    id: String,
    title: &'static str,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    title: String,
    name: String,
    parts: Vec<Cells>,
}

#[derive(Debug, Serialize)]
struct Cells {
    part: String,
    old: String,
    new: String,
    causes: Vec<usize>,
    together: Vec<usize>,
}

#[derive(Debug, Serialize)]
struct Rank<'a> {
    title: &'a str,
    city: &'a str,
    old: String,
    new: String,
    causes: String,
}

/// The page.
///
/// # Errors
/// When the template fails.
pub fn html(report: &Report<'_>) -> Result<String, ReportFault> {
    let fault = |error: minijinja::Error| ReportFault(format!("{error:#}"));
    let mut templates = Environment::new();
    templates.set_auto_escape_callback(|_| AutoEscape::Html);
    templates.add_template("change.html", include_str!("templates/change.html")).map_err(fault)?;
    let page = page(report);
    let page = minijinja::Value::from(minijinja::value::Serde(&page));
    let text = templates.get_template("change.html").and_then(|template| template.render(page)).map_err(fault)?;
    Ok(text.lines().filter(|line| !line.trim().is_empty()).flat_map(|line| [line, "\n"]).collect())
}

fn page<'a>(report: &Report<'a>) -> Page<'a> {
    let count = report.changes.len();
    Page {
        w: PAGE,
        css: include_str!("../../report/templates/style.css"),
        own_css: include_str!("templates/change.css"),
        engine: concat!("yardstick ", env!("CARGO_PKG_VERSION")),
        old: report.old,
        new: report.new,
        counted: if count == 0 { words::NOTHING.to_owned() } else { counted(count, "change", "changes") },
        items: items(report.changes),
        cities: report.cities.iter().enumerate().map(|(at, each)| city(at, each)).collect(),
        ranks: report.ranks.iter().map(rank).collect(),
        notes: report.notes,
    }
}

fn items(changes: &[Change]) -> Vec<Item<'_>> {
    let mut items: Vec<Item<'_>> = Vec::new();
    for change in changes {
        if items.last().is_none_or(|item| item.name != change.name || item.word != change.word) {
            let (word, name, title) = (change.word.as_str(), change.name.as_str(), change.title.as_str());
            items.push(Item { word, name, title, changes: Vec::new() });
        }
        if let Some(item) = items.last_mut() {
            item.changes.push(one(change));
        }
    }
    items
}

fn one(change: &Change) -> One<'_> {
    let aspect = format!("{} {}", words::aspect(change), change.which);
    let same = matches!((&change.old, &change.new), (Some(old), Some(new)) if old.says(new));
    let shown = |side: &Option<Written>| side.as_ref().map(Written::in_full);
    let places = [&change.old, &change.new].into_iter().flatten();
    let mut places: Vec<String> = places.map(|side| format!("{}, {}", side.pack, side.place())).collect();
    places.dedup();
    One {
        number: change.number,
        aspect: aspect.trim_end().to_owned(),
        became: words::became(change.became),
        beside: words::beside(change),
        old: if same { None } else { shown(&change.old) },
        new: shown(&change.new),
        authority: change
            .new
            .as_ref()
            .map(|new| super::text::authority_parts(new, change.old.as_ref()))
            .unwrap_or_default(),
        places,
        written: change.new.as_ref(),
    }
}

fn city(at: usize, city: &CityEffect) -> City {
    let tables = [Of::Item, Of::Group, Of::Recommendation, Of::Check].map(|of| table(at, city, of));
    let packs = (city.old_packs.join(", "), city.new_packs.join(", "));
    City {
        id: format!("city{}", at + 1),
        heading: heading(city),
        packs: (packs.0 != packs.1).then_some(packs),
        tables: tables.into_iter().filter(|table| !table.rows.is_empty()).collect(),
    }
}

fn table(at: usize, city: &CityEffect, of: Of) -> Table {
    let rows = lines_of(&city.moved, of).into_iter().map(|line| match line {
        Line::One(moved) => Row {
            title: if moved.title.is_empty() { moved.name.clone() } else { moved.title.clone() },
            name: moved.name.clone(),
            parts: telling(moved).into_iter().map(|(names, part)| Cells { part: names, ..cells(of, part) }).collect(),
        },
        Line::Shifted { rule, members, part } => Row {
            title: format!("{rule}: {}", counted(members, "member", "members")),
            name: String::new(),
            parts: vec![Cells { old: String::new(), new: words::SHIFTED.to_owned(), ..cells(of, part) }],
        },
    });
    Table { id: format!("t{}-{of:?}", at + 1), title: words::results(of), rows: rows.collect() }
}

fn cells(of: Of, part: &Part) -> Cells {
    let (old, new) = both(of, part);
    Cells { part: part.part.to_owned(), old, new, causes: part.causes.clone(), together: part.together.clone() }
}

fn rank(moved: &super::effect::RankMoved) -> Rank<'_> {
    let (old, new) = shown(moved);
    Rank { title: &moved.title, city: &moved.city, old, new, causes: rank_causes(moved) }
}
