//! `yardstick evaluate`

use super::Done;
use super::arguments::{Evaluate, ReportFormat};
use super::exit::{Exit, Failure};
use super::output::write_all;
use super::project::{Folders, day, load, open_in, rules_on, year};
use super::terminal::{Terminal, print};
use crate::diagnostic::has_errors;
use crate::evaluate::Options;
use crate::report::{self, Filter, Provenance, View};
use crate::value::Language;

pub(super) fn run(options: &Evaluate, folders: Folders<'_>, terminal: Terminal) -> Done {
    let english = Language::default();
    let language = options.lang.as_ref().unwrap_or(&english);
    let on = day(options.on.as_deref())?;
    let (workspace, words) = open_in(folders, Some(&options.city), Some(language))?;
    let mut workspace = workspace.without_tests();
    let project = load(&mut workspace, &options.city, rules_on(on, options.year))?;
    let sources = workspace.sources();
    terminal.show(&words, sources);
    terminal.show(&project.findings, sources);
    if project.broken {
        return Ok(Exit::Findings);
    }
    let (book, data) = (&project.book, &project.data);
    let filter = options.filter.as_ref().map(|text| Filter::read(book, text)).transpose().map_err(Failure::Usage)?;
    let assessed = crate::assess_with(book, sources, data, Options { year: Some(year(book, data, options.year)), on });
    let provenance = Provenance::of(book, sources);
    let (card, advice) = (&assessed.evaluation.card, &assessed.advice);
    let view = View { book, data, card, advice, sources, provenance: &provenance, filter };
    if let Some(folder) = &options.out {
        write_all(folder, &files(&view)?)?;
    }
    print(&match options.format {
        ReportFormat::Text => report::text(&view, terminal.width, report::Style { colour: terminal.colour }),
        ReportFormat::Json => report::scorecard_json(&view)?,
        ReportFormat::Csv => report::scorecard_csv(&view)?,
        ReportFormat::Html => report::html(&view)?,
        ReportFormat::Svg => report::wheel_svg(&view),
    })?;
    let exit = Exit::of_errors(has_errors(&project.findings));
    // The program ends here: taking all trees apart again would be a good part of its time.
    std::mem::forget((assessed, provenance));
    std::mem::forget((project, workspace));
    Ok(exit)
}

fn files(view: &View<'_>) -> Result<Vec<(&'static str, String)>, Failure> {
    let paths = report::paths_csv(view)?.map(|table| ("paths.csv", table));
    let files = [
        ("report.html", report::html(view)?),
        ("scorecard.json", report::scorecard_json(view)?),
        ("scorecard.csv", report::scorecard_csv(view)?),
        ("wheel.svg", report::wheel_svg(view)),
    ];
    Ok(files.into_iter().chain(paths).collect())
}
