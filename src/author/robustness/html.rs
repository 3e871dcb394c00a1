//! A study of robustness as one HTML page that needs no network and no script. The style is that of the report.

use minijinja::{AutoEscape, Environment};
use serde::Serialize;

use super::text::percent;
use super::{Report, picture};
use crate::report::ReportFault;
use crate::unit::format_number;

#[derive(Debug, Serialize)]
struct Page<'a> {
    css: &'static str,
    engine: &'static str,
    picture: String,
    r: &'a Report,
}

/// The page.
///
/// # Errors
/// When the template fails.
pub fn html(report: &Report) -> Result<String, ReportFault> {
    let fault = |error: minijinja::Error| ReportFault(format!("{error:#}"));
    let mut templates = Environment::new();
    templates.set_auto_escape_callback(|_| AutoEscape::Html);
    templates.add_filter("percent", |share: f64| percent(share));
    templates.add_filter("number", |number: f64| format_number(number, 3));
    templates.add_template("robustness.html", include_str!("templates/robustness.html")).map_err(fault)?;
    let page = Page {
        css: include_str!("../../report/templates/style.css"),
        engine: concat!("yardstick ", env!("CARGO_PKG_VERSION")),
        picture: picture(report),
        r: report,
    };
    let page = minijinja::Value::from(minijinja::value::Serde(&page));
    let text = templates.get_template("robustness.html").and_then(|template| template.render(page)).map_err(fault)?;
    Ok(text.lines().filter(|line| !line.trim().is_empty()).flat_map(|line| [line, "\n"]).collect())
}
