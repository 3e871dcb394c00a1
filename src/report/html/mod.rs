//! The page: one HTML file that needs no network and no script, for screens of any width and for paper.
//!
//! The templates in `templates/` hold the structure, [`words`](super::words) the fixed words, and the modules here what
//! is said of this city. All texts are escaped by the template engine; only the style sheet and the wheel, which this
//! crate makes itself, go in as they are.

mod advice;
mod findings;
mod key;
mod overview;
mod paths;
mod tables;

use minijinja::{AutoEscape, Environment};
use serde::Serialize;

use super::ReportFault;
use super::provenance::Provenance;
use super::sentences::order;
use super::view::View;
use super::wheel::{Paint, wheel_svg};
use super::words::{W, Words, fill};

/// Everything that the templates look at.
#[derive(Debug, Serialize)]
struct Page<'a> {
    w: &'static Words,
    css: &'static str,
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
    let templates = environment().map_err(fault)?;
    let page = minijinja::Value::from(minijinja::value::Serde(&page));
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

/// The template, with escaping on.
fn environment() -> Result<Environment<'static>, minijinja::Error> {
    let mut templates = Environment::new();
    templates.set_auto_escape_callback(|_| AutoEscape::Html);
    templates.add_template("report.html", TEMPLATE)?;
    Ok(templates)
}

fn page<'a>(view: View<'a>) -> Page<'a> {
    Page {
        w: W,
        css: include_str!("../templates/style.css"),
        city: view.city(),
        about: view.data.city.about.as_deref(),
        year: view.card.year,
        on: view.card.on.map(|day| fill(W.by_rules_of, &[("day", &day.to_string())])),
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
