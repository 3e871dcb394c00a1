//! The page: one HTML file that needs no network and no script, for screens of any width and for paper.
//!
//! The templates in `templates/` hold the structure, [`Voice`] the fixed words, and the modules here what
//! is said of this city. All texts are escaped by the template engine; only the style sheet and the wheel, which this
//! crate makes itself, go in as they are.

mod advice;
mod findings;
mod key;
mod overview;
mod paths;
mod tables;

use std::sync::Arc;

use minijinja::value::{Kwargs, Object};
use minijinja::{AutoEscape, Environment, HtmlEscape, Value};
use serde::Serialize;

use super::ReportFault;
use super::provenance::{Provenance, place_words};
use super::sentences::order;
use super::view::View;
use super::wheel::{Paint, wheel_svg};
use crate::speech::{Fill, Voice};

/// Everything that the templates look at.
#[derive(Debug, Serialize)]
struct Page<'a> {
    css: &'static str,
    language: &'a str,
    city: &'a str,
    about: Option<&'a str>,
    year: i32,
    on: Option<String>,
    filter: Option<String>,
    provenance: &'a Provenance,
    key: key::Key,
    wheel: String,
    legend: Vec<key::LegendEntry>,
    twin: tables::Twin,
    portraits: Vec<overview::Portrait>,
    paths: Vec<paths::PathPart>,
    dimensions: Vec<tables::Dimension>,
    gaps: Vec<tables::GapTable>,
    topics: Vec<advice::Topic>,
    order: String,
    others: Vec<advice::Others>,
    checks: findings::Checks,
    notices: Vec<findings::Line>,
}

/// The report as one HTML file.
///
/// # Errors
///
/// When a template fails.
pub fn html(view: &View<'_>) -> Result<String, ReportFault> {
    let page = page(*view);
    let fault = |error: minijinja::Error| ReportFault(format!("{error:#}"));
    let templates = environment(*view).map_err(fault)?;
    let page = Value::from(minijinja::value::Serde(&page));
    let text = templates.get_template("report.html").and_then(|template| template.render(page)).map_err(fault)?;
    Ok(without_blank_lines(&text))
}

/// The page without the empty lines that the tags of the templates leave behind.
fn without_blank_lines(text: &str) -> String {
    text.lines().filter(|line| !line.trim().is_empty()).flat_map(|line| [line, "\n"]).collect()
}

/// The page as one template: small pieces first, then its parts in order.
const TEMPLATE: &str = concat!(
    include_str!("../templates/macros.html"),
    include_str!("../templates/head.html"),
    include_str!("../templates/overview.html"),
    include_str!("../templates/paths.html"),
    include_str!("../templates/advice.html"),
    include_str!("../templates/tables.html"),
    include_str!("../templates/findings.html"),
    include_str!("../templates/foot.html"),
);

/// The template, with escaping on. `w.key` is a message of the report, `say("key", name=value)` one with places.
fn environment(view: View<'_>) -> Result<Environment<'static>, minijinja::Error> {
    let voice = view.voice();
    let original = voice.language().is_original();
    let mut templates = Environment::new();
    templates.set_auto_escape_callback(|_| AutoEscape::Html);
    templates.add_global("w", Value::from_object(Words(voice.clone())));
    let voice = voice.clone();
    templates.add_function("say", move |key: String, places: Kwargs| say(&voice, &key, &places));
    let (book, data) = (view.book.spoken.clone(), view.data.spoken.clone());
    templates.add_function("cite", move |text: String| {
        cite(&text, original, !original && !book.contains(&text) && !data.contains(&text))
    });
    templates.add_filter("cited", move |cited: Value| {
        let foreign = cited.get_attr("foreign").is_ok_and(|foreign| foreign.is_true());
        cite(&cited.get_attr("text").map(|text| text.to_string()).unwrap_or_default(), original, foreign)
    });
    let places = view.voice().clone();
    templates.add_filter("place", move |applies_to: String| place_words(&applies_to, &places));
    templates.add_function("condition", move |text: String| {
        let text = HtmlEscape(&text);
        Value::from_safe_string(if original { format!("<code>{text}</code>") } else { text.to_string() })
    });
    templates.add_template("report.html", TEMPLATE)?;
    Ok(templates)
}

/// A source: marked as a citation where the report speaks another language than the rules, and as English where it is.
fn cite(text: &str, original: bool, foreign: bool) -> Value {
    let text = HtmlEscape(text);
    Value::from_safe_string(match (original, foreign) {
        (true, _) => text.to_string(),
        (false, true) => format!("<cite lang=\"en\">{text}</cite>"),
        (false, false) => format!("<cite>{text}</cite>"),
    })
}

/// A source as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Cited {
    text: String,
    /// It stands as it was written, in the language of the rules.
    foreign: bool,
}

fn say(voice: &Voice, key: &str, places: &Kwargs) -> Result<String, minijinja::Error> {
    let names: Vec<String> = places.args().map(str::to_owned).collect();
    let mut values: Vec<(&str, Value)> = Vec::new();
    for name in &names {
        values.push((name, places.get(name)?));
    }
    let texts: Vec<String> = values.iter().map(|(_, value)| value.to_string()).collect();
    let fills: Vec<(&str, Fill<'_>)> = values
        .iter()
        .zip(&texts)
        .map(|((name, value), text)| (*name, value.as_usize().map_or(Fill::Text(text), Fill::Count)))
        .collect();
    Ok(voice.say(key, &fills))
}

/// The messages of the report, for the template.
#[derive(Debug)]
struct Words(Voice);

impl Object for Words {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(Value::from(self.0.word(key.as_str()?)))
    }
}

fn page<'a>(view: View<'a>) -> Page<'a> {
    Page {
        css: include_str!("../templates/style.css"),
        language: view.voice().language().code(),
        city: view.city(),
        about: view.data.city.about.as_deref(),
        year: view.card.year,
        on: view.card.on.map(|day| view.say("by_rules_of", &[("day", &day.to_string())])),
        filter: view.filter_words(),
        provenance: view.provenance,
        key: key::key(view),
        wheel: wheel_svg(&view),
        legend: key::legend(view),
        twin: tables::twin(view),
        portraits: overview::portraits(view),
        paths: paths::parts(view),
        dimensions: tables::dimensions(view),
        gaps: tables::gap_tables(view),
        topics: advice::topics(view),
        order: order(view),
        others: advice::others(view),
        checks: findings::checks(view),
        notices: findings::notices(view),
    }
}

/// A band or a reason as a chip: a swatch with its pattern, and its word.
#[derive(Debug, Clone, Serialize)]
struct Chip {
    /// Name of the fill.
    paint: &'static str,
    /// The word.
    word: String,
}

impl Chip {
    fn new(paint: Paint, word: String) -> Self {
        Self { paint: paint.name, word }
    }
}
