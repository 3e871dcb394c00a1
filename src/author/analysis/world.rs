//! The rules and figures of a city as an analysis asks for them, and what they come to.

use std::sync::Arc;

use super::desk::Read;
use crate::advise::{Material, next_band};
use crate::author::whatif;
use crate::diagnostic::{Diagnostic, Severity};
use crate::evaluate::{Evaluation, Options};
use crate::formula::Context;
use crate::layer::{Place, Wanted};
use crate::model::dataset::Dataset;
use crate::model::exhibit::BandSeen;
use crate::model::rules::{ItemKind, RuleBook};
use crate::model::supposition::Supposed;
use crate::script::analysis::{Asked, Change, Standing, Step};
use crate::source::Sources;
use crate::suppose::World;
use crate::unit::Unit;
use crate::value::{Date, ItemId, Outcome};
use crate::workspace::Library;
use crate::{Assessed, assess_with, year_of};

/// Rules and figures of a city, as read.
pub(super) struct Ground {
    pub book: Arc<RuleBook>,
    pub data: Arc<Dataset>,
    pub sources: Sources,
}

/// The rules and figures of a city, with rules that are supposed over all others. Wrong rules are an error; what is wrong
/// in figures comes beside them.
pub(super) fn ground(read: Read, day: Option<Date>, supposed: &[String]) -> Result<(Ground, Vec<Diagnostic>), String> {
    let Read { mut library, city, findings } = read;
    let title = if city.city.title.is_empty() { &city.city.name } else { &city.city.title };
    if let Some(wrong) = findings.iter().find(|finding| finding.severity == Severity::Error) {
        return Err(broken(&format!("the file of {title}"), wrong, library.sources()));
    }
    if city.uses.is_empty() {
        return Err(format!("{title} uses no pack; say `uses` in its city.kpi"));
    }
    let place = city.place().on(day);
    let mut wanted = city.uses.clone();
    let known = library.rule_book(&wanted, &place);
    if let Some(wrong) = known.findings.iter().find(|finding| finding.severity == Severity::Error) {
        return Err(broken(&format!("the rules for {title}"), wrong, library.sources()));
    }
    let book = supposing(&mut library, known.value, (&mut wanted, &place), &city.city.name, supposed)?;
    let data = library.dataset(&city, &book);
    let ground = Ground { book: Arc::new(book), data: Arc::new(data.value), sources: library.sources().clone() };
    Ok((ground, data.findings))
}

/// The rules with others that are supposed over all of them, one after the other.
pub(super) fn supposing(
    library: &mut Library,
    mut book: RuleBook,
    (wanted, place): (&mut Vec<Wanted>, &Place),
    city: &str,
    supposed: &[String],
) -> Result<RuleBook, String> {
    for (at, text) in supposed.iter().enumerate() {
        let name = suppose(library, &book, city, at, text)?;
        wanted.push(Wanted { name, span: None });
        let checked = library.rule_book(wanted, place);
        if let Some(wrong) = checked.findings.iter().find(|finding| finding.severity == Severity::Error) {
            return Err(broken("the rules that are supposed", wrong, library.sources()));
        }
        book = checked.value;
    }
    Ok(book)
}

fn broken(what: &str, wrong: &Diagnostic, sources: &Sources) -> String {
    let place = sources.place(wrong.span());
    let place = format!(" ({}:{}:{})", place.file, place.line, place.column);
    let help = wrong.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
    format!("{what} are wrong: {}{place}{help}", wrong.message)
}

/// A pack of its own for rules that are supposed: for this city alone, and over all that it has.
fn suppose(library: &mut Library, book: &RuleBook, city: &str, at: usize, text: &str) -> Result<String, String> {
    let name = format!("supposed_{}", at + 1);
    let bases: Vec<&str> = book.packs.iter().map(|pack| pack.name.as_str()).collect();
    let head = format!("pack {name} \"What if\" {{ extends {}; applies to city {city} }}\n", bases.join(", "));
    let added = library.add_pack([("the head of what is supposed", head.as_str()), ("what_if_rules", text)]);
    added.ok_or_else(|| "the rules that are supposed make no pack".to_owned())
}

/// What a city comes to, with what is supposed of its figures and rules.
pub(super) fn standing(asked: &Asked, ground: &Ground, on: Option<Date>) -> Result<Standing, String> {
    let year = Some(asked.year.unwrap_or_else(|| year_of(&ground.book, &ground.data)));
    let options = Options { year, on };
    let mut sources = ground.sources.clone();
    let (mut book, mut data) = (Arc::clone(&ground.book), Arc::clone(&ground.data));
    if asked.changes.iter().any(|change| !matches!(change, Change::Rules(_))) {
        (book, data) = changed(asked, &mut sources, (book, data), options)?;
    }
    let assessed = assess_with(&book, &sources, &data, options);
    Ok(stand(asked.clone(), (Arc::clone(&book), Arc::clone(&data)), &sources, assessed))
}

/// What a city comes to, as scripts have it.
pub(super) fn stand(asked: Asked, half: Half, sources: &Sources, assessed: Assessed<'_>) -> Standing {
    let (book, data) = half;
    let steps = steps(&book, sources, &data, &assessed);
    let Assessed { evaluation, advice, .. } = assessed;
    let exhibit = evaluation.exhibit();
    let card = evaluation.card;
    Standing { asked, book, data, card, advice, exhibit, steps }
}

/// Rules, and the figures of one city.
pub(super) type Half = (Arc<RuleBook>, Arc<Dataset>);

pub(super) fn changed(asked: &Asked, sources: &mut Sources, half: Half, options: Options) -> Result<Half, String> {
    let (book, mut data) = half;
    for change in &asked.changes {
        if let Change::Without(name) = change {
            data = Arc::new(without(&book, &data, name)?);
        }
    }
    let texts: Vec<String> = asked.changes.iter().filter_map(|change| said(&book, change)).collect();
    if texts.is_empty() {
        return Ok((book, data));
    }
    let supposed = whatif::read(&book, sources, texts.iter().map(String::as_str));
    if let Some(wrong) = supposed.findings.iter().find(|finding| finding.severity == Severity::Error) {
        let help = wrong.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
        return Err(format!("{}{help}", wrong.message));
    }
    let present = Evaluation::begin(&book, &data, options);
    let context = Context::at_day(options.year.unwrap_or_default(), options.on);
    let missing = |missing| format!("what is supposed has no value: {}", book.show_missing(&missing));
    let settled = present.settle(&supposed.value, &context).map_err(missing)?;
    let mut world = World::of(&book, &data, &settled);
    go_before_formulas(&mut world, &supposed.value);
    let owned = (world.book.into_owned(), world.data.into_owned());
    Ok((Arc::new(owned.0), Arc::new(owned.1)))
}

/// A figure that is supposed of a KPI or a point takes the place of what its formula gives: whoever asks for the value
/// that leads to the next band wants to see what follows from that value, wherever it comes from.
fn go_before_formulas(world: &mut World<'_>, supposed: &[Supposed]) {
    for one in supposed {
        let Supposed::Figure { item, .. } = one else { continue };
        let computed = |item: &&crate::model::rules::Item| item.kind != ItemKind::Input && !item.values.is_empty();
        if world.book.item(*item).filter(computed).is_some()
            && let Some(item) = world.book.to_mut().items.get_mut(item.0 as usize)
        {
            item.values.clear();
        }
    }
}

/// One change as `yardstick whatif --set` takes it. A bare number is in the declared unit.
fn said(book: &RuleBook, change: &Change) -> Option<String> {
    let Change::Set(what, value) = change else { return None };
    let bare = value.parse::<f64>().is_ok();
    let unit = unit_of(book, what).filter(|_| bare).map(|unit| format!(" {}", unit.written)).unwrap_or_default();
    Some(format!("{what} = {value}{unit}"))
}

/// The unit in which something is given that can be supposed: a figure, a target, a start, a parameter.
fn unit_of<'b>(book: &'b RuleBook, what: &str) -> Option<&'b Unit> {
    let name = what.trim();
    let name = name.strip_prefix("target of ").or_else(|| name.strip_prefix("start of ")).unwrap_or(name);
    let name = name.split(" at ").next().unwrap_or(name).trim();
    if let Some(item) = book.item_names.get(name).and_then(|id| book.item(*id)) {
        return item.unit();
    }
    let parameter = book.parameters.iter().find(|parameter| parameter.name == name)?;
    match &parameter.measure {
        crate::model::rules::Measure::Unit(unit) => Some(unit),
        _ => None,
    }
}

/// The figures without those of one item.
fn without(book: &RuleBook, data: &Dataset, name: &str) -> Result<Dataset, String> {
    let Some(item) = book.item_names.get(name) else {
        let near = crate::source::nearest(name, book.item_names.keys().map(String::as_str));
        let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        return Err(format!("there is no KPI, point or input called `{name}`{near}"));
    };
    let figures = data.figures.iter().filter(|figure| figure.item != *item).cloned();
    let mut kept = Dataset { figures: Vec::new(), by_item: Vec::new(), ..data.clone() };
    kept.by_item.resize(book.items.len(), Vec::new());
    figures.for_each(|figure| kept.push(figure));
    Ok(kept)
}

/// For each item the step to its next band.
fn steps(book: &RuleBook, sources: &Sources, data: &Dataset, assessed: &Assessed<'_>) -> Vec<Outcome<Step>> {
    let card = &assessed.evaluation.card;
    let material = Material { book, sources, data, card, scope: &assessed.evaluation, exhibit: None };
    let step = |id: ItemId| {
        let next = next_band(&material, id)?;
        Ok(Step { item: id, band: BandSeen::of(book, next.band), value: next.value })
    };
    book.items.iter().map(|item| step(item.id)).collect()
}
