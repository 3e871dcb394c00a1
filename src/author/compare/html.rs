//! A comparison as one HTML page that needs no network and no script. The style is that of the report.

use minijinja::{AutoEscape, Environment};
use serde::Serialize;

use super::{Comparison, words};
use crate::report::ReportFault;

#[derive(Debug, Serialize)]
struct Page<'a> {
    css: &'static str,
    own_css: &'static str,
    engine: &'static str,
    c: &'a Comparison,
    about: &'static str,
    standing: &'static str,
    groups: &'static str,
    items: &'static str,
    ahead: &'static str,
    behind: &'static str,
    nothing_ahead: &'static str,
    nothing_behind: &'static str,
}

/// The page.
///
/// # Errors
/// When the template fails.
pub fn html(comparison: &Comparison) -> Result<String, ReportFault> {
    let fault = |error: minijinja::Error| ReportFault(format!("{error:#}"));
    let mut templates = Environment::new();
    templates.set_auto_escape_callback(|_| AutoEscape::Html);
    templates.add_filter("signed", |gap: f64, shown: &str| super::item::signed(gap, shown));
    templates.add_template("compare.html", include_str!("templates/compare.html")).map_err(fault)?;
    let page = Page {
        css: include_str!("../../report/templates/style.css"),
        own_css: include_str!("templates/compare.css"),
        engine: concat!("yardstick ", env!("CARGO_PKG_VERSION")),
        c: comparison,
        about: if comparison.over_time { words::OVER_TIME } else { words::RANKING },
        standing: words::STANDING,
        groups: words::GROUPS,
        items: words::ITEMS,
        ahead: words::AHEAD,
        behind: words::BEHIND,
        nothing_ahead: words::NOTHING_AHEAD,
        nothing_behind: words::NOTHING_BEHIND,
    };
    let page = minijinja::Value::from(minijinja::value::Serde(&page));
    let text = templates.get_template("compare.html").and_then(|template| template.render(page)).map_err(fault)?;
    Ok(text.lines().filter(|line| !line.trim().is_empty()).flat_map(|line| [line, "\n"]).collect())
}
