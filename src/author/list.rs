//! Lists of what the rules declare. A leaf is what roll-ups count: a point, or a KPI without points.

use super::functions::functions;
use super::listing::Listing;
use super::wording::{after_word, authority_parts, condition, place, template, title};
use crate::model::rules::{Better, Case, Item, ItemKind, Note, RuleBook, Target};
use crate::report::Filter;
use crate::source::{Sources, nearest};
use crate::value::Symbol;

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// KPIs and their points.
    Kpis,
    /// Targets, and what has deliberately none.
    Targets,
    /// Recommendations.
    Recommendations,
    /// Units.
    Units,
    /// Functions.
    Functions,
}

/// Which KPIs are listed, and in which order.
#[derive(Debug, Clone, Copy, Default)]
pub struct Order<'o> {
    /// `FACET=VALUE`: only those that carry it.
    pub filter: Option<&'o str>,
    /// The column or facet by which they are sorted.
    pub sort: Option<&'o str>,
}

/// The KPIs and points that carry a value of a facet, sorted by a column or by another facet.
///
/// # Errors
/// What is wrong with the filter or the column, with the nearest known name.
pub fn list_kpis(order: Order<'_>, book: &RuleBook, sources: &Sources) -> Result<Listing, String> {
    let filter = order.filter.map(|text| Filter::read(book, text)).transpose()?;
    let keeps = |item: &Item| filter.is_none_or(|filter| carries(book, item, filter));
    let mut listing = kpis(book, sources, &keeps);
    let asked = filter.and_then(|filter| book.facets.get(filter.facet as usize)).map(|facet| facet.name.as_str());
    for column in &mut listing.columns {
        column.brief |= Some(column.name.as_str()) == order.sort || Some(column.name.as_str()) == asked;
    }
    if let Some(sort) = order.sort {
        let names = listing.columns.iter().map(|column| column.name.as_str());
        let Some(place) = names.clone().position(|name| name == sort) else {
            return Err(match nearest(sort, names.clone()) {
                Some(near) => format!("there is no column called `{sort}`; the nearest is `{near}`"),
                None => {
                    format!("there is no column called `{sort}`; there are: {}", names.collect::<Vec<_>>().join(", "))
                }
            });
        };
        let facet = book.facets.iter().find(|facet| facet.name == sort);
        let rank = |word: &str| {
            let first = word.split(';').next().unwrap_or("");
            let values = facet.iter().flat_map(|facet| &facet.values);
            values.clone().position(|value| book.word(value.symbol) == first).unwrap_or(usize::MAX)
        };
        let key = |row: &Vec<String>| {
            let cell = row.get(place).cloned().unwrap_or_default();
            (cell.is_empty(), rank(&cell), cell)
        };
        listing.rows.sort_by_cached_key(key);
    }
    Ok(listing)
}

/// Whether an item carries a value of a facet, of its own or of its KPI.
fn carries(book: &RuleBook, item: &Item, filter: Filter) -> bool {
    let own = |item: &Item| {
        item.facets
            .iter()
            .find(|carried| carried.facet == filter.facet)
            .map(|carried| carried.values.contains(&filter.value))
    };
    own(item).or_else(|| own(book.item(item.parent?)?)).unwrap_or(false)
}

/// The list, in the order of the rules.
#[must_use]
pub fn list(what: What, book: &RuleBook, sources: &Sources) -> Listing {
    match what {
        What::Kpis => kpis(book, sources, &|_| true),
        What::Targets => targets(book, sources),
        What::Recommendations => recommendations(book, sources),
        What::Units => units(book),
        What::Functions => functions(book, sources),
    }
}

/// One row for each KPI and each point.
fn kpis(book: &RuleBook, sources: &Sources, keeps: &dyn Fn(&Item) -> bool) -> Listing {
    let facets = carried(book, |item| item.kind != ItemKind::Input);
    let names = facets.iter().filter_map(|at| book.facets.get(*at as usize)).map(|facet| facet.name.as_str());
    let mut columns: Vec<String> = ["*id", "*point", "code", "*title"].map(str::to_owned).to_vec();
    columns.extend(names.map(str::to_owned));
    columns.extend(["*unit", "leaf", "better", "formula", "evidence", "source", "place"].map(str::to_owned));
    let mut listing = Listing::new(columns.iter().map(String::as_str));
    for item in book.items.iter().filter(|item| item.kind != ItemKind::Input && keeps(item)) {
        let kpi = item.parent.and_then(|parent| book.item(parent)).unwrap_or(item);
        let point = if item.kind == ItemKind::Point { item.name.strip_prefix(&kpi.name).unwrap_or("") } else { "" };
        let mut row = vec![
            kpi.name.clone(),
            point.trim_start_matches('.').to_owned(),
            item.code.as_ref().or(kpi.code.as_ref()).cloned().unwrap_or_default(),
            with_retired(title(book, item), &item.retired),
        ];
        row.extend(facets.iter().map(|facet| values(book, item, kpi, *facet)));
        row.extend([
            unit(book, item),
            if item.is_leaf() { "yes" } else { "no" }.to_owned(),
            better(item).to_owned(),
            formulas(item, sources),
            evidence(book, item),
            item.source.as_ref().or(kpi.source.as_ref()).cloned().unwrap_or_default(),
            place(sources, item.span),
        ]);
        listing.rows.push(row);
    }
    listing
}

/// A title, with what retired the thing.
fn with_retired(title: String, retired: &[Case<()>]) -> String {
    match retired.last().and_then(|case| case.note.because.as_ref()) {
        Some(why) => format!("{title} ({why})"),
        None => title,
    }
}

/// The facets that some of these items carry, in the order of the rules.
fn carried(book: &RuleBook, of: impl Fn(&Item) -> bool) -> Vec<u16> {
    let carries = |facet: u16| {
        book.items.iter().filter(|item| of(item)).any(|item| item.facets.iter().any(|values| values.facet == facet))
    };
    (0..u16::try_from(book.facets.len()).unwrap_or(u16::MAX)).filter(|facet| carries(*facet)).collect()
}

/// The values of a facet, those of the KPI where a point says nothing.
fn values(book: &RuleBook, item: &Item, kpi: &Item, facet: u16) -> String {
    let own =
        |item: &Item| item.facets.iter().find(|carried| carried.facet == facet).map(|carried| carried.values.clone());
    words(book, &own(item).or_else(|| own(kpi)).unwrap_or_default())
}

fn words(book: &RuleBook, values: &[Symbol]) -> String {
    values.iter().map(|value| book.word(*value)).collect::<Vec<_>>().join("; ")
}

fn unit(book: &RuleBook, item: &Item) -> String {
    use crate::model::rules::Measure;
    match &item.measure {
        Measure::Unit(unit) => unit.written.to_string(),
        Measure::YesNo => "yes_no".to_owned(),
        Measure::OneOf(choices) => format!("one of {}", words(book, choices).replace(';', ",")),
        Measure::Text => "text".to_owned(),
    }
}

fn better(item: &Item) -> &'static str {
    match item.better {
        Some(Better::Higher) => "higher",
        Some(Better::Lower) => "lower",
        None => "",
    }
}

fn formulas(item: &Item, sources: &Sources) -> String {
    let one = |case: &Case<_>| {
        let when = case.when.as_ref().and_then(|_| condition(sources, &case.note));
        after_word(sources, &case.note, "value") + &when.map(|when| format!(" when {when}")).unwrap_or_default()
    };
    item.values.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// How sure the author is of the parts of an item that were not seen at their source: `value inferred; sdg recalled`.
fn evidence(book: &RuleBook, item: &Item) -> String {
    let mut told: Vec<String> = Vec::new();
    let mut tell = |word: &str, evidence: Option<&String>| {
        if let Some(evidence) = evidence.filter(|evidence| *evidence != "seen") {
            let text = format!("{word} {evidence}");
            if !told.contains(&text) {
                told.push(text);
            }
        }
    };
    item.evidence.iter().for_each(|(word, evidence)| tell(word, Some(evidence)));
    item.values.iter().for_each(|case| tell("value", case.note.evidence.as_ref()));
    item.targets.iter().for_each(|case| tell("target", case.note.evidence.as_ref()));
    item.starts.iter().for_each(|case| tell("start", case.note.evidence.as_ref()));
    for carried in &item.facets {
        let name = book.facets.get(carried.facet as usize).map_or("facet", |facet| facet.name.as_str());
        tell(name, carried.evidence.as_ref());
    }
    told.join("; ")
}

/// One row for each clause that sets a target, or says that there is none.
fn targets(book: &RuleBook, sources: &Sources) -> Listing {
    let mut listing = Listing::new([
        "*item", "title", "pack", "*target", "*start", "when", "from", "until", "*basis", "evidence", "because",
        "source", "place",
    ]);
    for item in &book.items {
        for case in &item.targets {
            let notes: Vec<&Note> = match &case.value {
                Target::Path(path) => path.milestones.iter().map(|milestone| &milestone.note).collect(),
                Target::Goal(_) | Target::NoBenchmark => vec![&case.note],
            };
            listing.rows.extend(notes.into_iter().map(|note| target_row(book, sources, (item, case, note))));
        }
    }
    listing
}

/// A target, or one milestone of it.
fn target_row(book: &RuleBook, sources: &Sources, (item, case, note): (&Item, &Case<Target>, &Note)) -> Vec<String> {
    let none = case.value == Target::NoBenchmark;
    let said = if none { "no benchmark".to_owned() } else { after_word(sources, note, "target") };
    let start = if none { String::new() } else { start_of(item, note.layer, sources) };
    let mut row = vec![item.name.clone(), title(book, item), pack(book, note), said, start];
    row.push(case.when.as_ref().and_then(|_| condition(sources, note)).unwrap_or_default());
    row.push(case.from.map(|date| date.to_string()).unwrap_or_default());
    row.push(case.until.map(|date| date.to_string()).unwrap_or_default());
    row.extend(authority_parts(note));
    row.push(place(sources, note.span));
    row
}

/// The starts that the same pack sets.
fn start_of(item: &Item, layer: u16, sources: &Sources) -> String {
    let own = item.starts.iter().filter(|case| case.note.layer == layer);
    own.map(|case| after_word(sources, &case.note, "start")).collect::<Vec<_>>().join("; ")
}

fn pack(book: &RuleBook, note: &Note) -> String {
    book.packs.get(note.layer as usize).map_or_else(String::new, |pack| pack.name.clone())
}

/// One row for each recommendation.
fn recommendations(book: &RuleBook, sources: &Sources) -> Listing {
    let mut listing =
        Listing::new(["*name", "*title", "pack", "*facets", "*when", "unless", "actions", "source", "place"]);
    for rule in &book.recommendations {
        let facets = rule.facets.iter().filter_map(|carried| {
            let facet = book.facets.get(carried.facet as usize)?;
            Some(format!("{}: {}", facet.name, words(book, &carried.values).replace(';', ",")))
        });
        let when = rule.when.iter().map(|case| after_word(sources, &case.note, "when"));
        let when = when.chain(rule.outside.iter().map(|outside| format!("as {} says", outside.from)));
        let unless = rule.unless.iter().map(|case| after_word(sources, &case.note, "unless"));
        let actions = rule.actions.iter().map(|action| action.name.as_str());
        listing.rows.push(vec![
            rule.name.clone(),
            with_retired(template(book, &rule.title), &rule.retired),
            pack(book, &rule.note),
            facets.collect::<Vec<_>>().join("; "),
            when.collect::<Vec<_>>().join("; "),
            unless.collect::<Vec<_>>().join("; "),
            actions.collect::<Vec<_>>().join("; "),
            rule.note.source.clone().unwrap_or_default(),
            place(sources, rule.note.span),
        ]);
    }
    listing
}

/// One row for each unit.
fn units(book: &RuleBook) -> Listing {
    let mut listing = Listing::new(["*name", "*plural", "*what", "*kind", "*factor", "example"]);
    for row in book.units.rows() {
        listing.rows.push(vec![row.name, row.plural.unwrap_or_default(), row.what, row.kind, row.factor, row.example]);
    }
    listing
}
