//! `yardstick evaluate`

use super::Done;
use super::arguments::{Evaluate, ReportFormat};
use super::exit::{Exit, Failure};
use super::output::write_all;
use super::project::{Folders, day, load, open_in, rules_on, year};
use super::terminal::{Terminal, print};
use super::together::{Joint, load_all};
use crate::diagnostic::has_errors;
use crate::evaluate::Options;
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;
use crate::model::scorecard::Scorecard;
use crate::report::{self, Filter, Many, Provenance, View};
use crate::source::Sources;
use crate::value::{Date, Language};
use crate::{Assessed, Together};

pub(super) fn run(options: &Evaluate, folders: Folders<'_>, terminal: Terminal) -> Done {
    let english = Language::default();
    let language = options.lang.as_ref().unwrap_or(&english);
    let on = day(options.on.as_deref())?;
    let (workspace, words) = open_in(folders, Some(&options.city), Some(language))?;
    let mut workspace = workspace.without_tests();
    if let Some(joint) = load_all(&mut workspace, &options.city, (on, options.year))? {
        terminal.show(&words, workspace.sources());
        return together(options, &joint, workspace.sources(), terminal, on);
    }
    if let Some(one) = &options.one {
        return Err(Failure::Usage(format!("`--city {one}` picks one of many, and this is one city")));
    }
    let project = load(&mut workspace, &options.city, rules_on(on, options.year))?;
    let sources = workspace.sources();
    terminal.show(&words, sources);
    terminal.show(&project.findings, sources);
    if project.broken {
        return Ok(Exit::Findings);
    }
    let (book, data) = (&project.book, &project.data);
    let options_of = Options { year: Some(year(book, data, options.year)), on };
    let assessed = crate::assess_with(book, sources, data, options_of);
    report_one(options, (book, data, &assessed), sources, terminal)?;
    let exit = Exit::of_errors(has_errors(&project.findings));
    // The program ends here: taking all trees apart again would be a good part of its time.
    std::mem::forget(assessed);
    std::mem::forget((project, workspace));
    Ok(exit)
}

/// Evaluates many cities, or one of them among the others.
fn together(options: &Evaluate, joint: &Joint, sources: &Sources, terminal: Terminal, on: Option<Date>) -> Done {
    terminal.show(&joint.findings, sources);
    if joint.broken {
        return Ok(Exit::Findings);
    }
    let together = Together::of(&joint.book, &joint.cities, Options { year: options.year, on });
    let exit = Exit::of_errors(has_errors(&joint.findings));
    if let Some(name) = &options.one {
        let (row, data) = joint.city(name)?;
        let Some(assessed) = together.assess(sources, row) else { return Ok(Exit::Findings) };
        report_one(options, (&joint.book, data, &assessed), sources, terminal)?;
        return Ok(exit);
    }
    let cards = (0..joint.cities.len()).filter_map(|row| Some((joint.cities.get(row)?, together.evaluate(row)?.card)));
    let cities: Vec<(&Dataset, Scorecard)> = cards.collect();
    let treatments = together.peers.treatments();
    let many = Many { book: &joint.book, cities: &cities, treatments: &treatments };
    if let Some(folder) = &options.out {
        let tables = [
            ("cities.json", report::many_json(many)?),
            ("scores.csv", report::scores_csv(many)?),
            ("ranks.csv", report::ranks_csv(many)?),
            ("cells.csv", report::cells_csv(many)?),
        ];
        let treated = report::treatments_csv(many)?.map(|table| ("treatments.csv", table));
        write_all(folder, &tables.into_iter().chain(treated).collect::<Vec<_>>())?;
    }
    print(&match options.format {
        ReportFormat::Text => report::many_text(many, terminal.width),
        ReportFormat::Json => report::many_json(many)?,
        ReportFormat::Csv => report::scores_csv(many)?,
        ReportFormat::Html | ReportFormat::Svg => {
            let message = "a page or a picture is of one city: pick it with `--city NAME`";
            return Err(Failure::Usage(message.to_owned()));
        }
    })?;
    Ok(exit)
}

/// Writes and prints the reports of one city.
fn report_one(
    options: &Evaluate,
    (book, data, assessed): (&RuleBook, &Dataset, &Assessed<'_>),
    sources: &Sources,
    terminal: Terminal,
) -> Result<(), Failure> {
    let filter = options.filter.as_ref().map(|text| Filter::read(book, text)).transpose().map_err(Failure::Usage)?;
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
    std::mem::forget(provenance);
    Ok(())
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
