//! `yardstick list`

use std::path::PathBuf;

use super::Done;
use super::arguments::{List, ListFormat, Listed};
use super::exit::{Exit, Failure};
use super::project::{open, packs, wanted};
use super::terminal::{Terminal, print};
use crate::author::{Order, What, list, list_kpis, target_sheet};
use crate::diagnostic::has_errors;
use crate::layer::Place;
use crate::model::rules::RuleBook;
use crate::source::Sources;
use crate::unit::UnitTable;
use crate::workspace::default_rules;

pub(super) fn run(options: &List, rules: &[PathBuf], terminal: Terminal) -> Done {
    if options.format == ListFormat::Sheet && options.what != Listed::Targets {
        return Err(Failure::Usage(
            "only targets are written as a sheet: `yardstick list targets --format sheet`".to_owned(),
        ));
    }
    let chosen = options.filter.is_some() || options.sort.is_some();
    if chosen && (options.what != Listed::Kpis || options.format == ListFormat::Sheet) {
        return Err(Failure::Usage("`--where` and `--sort` are for `yardstick list kpis`".to_owned()));
    }
    let built_in = matches!(options.what, Listed::Units | Listed::Functions);
    if built_in && rules.is_empty() && options.packs.is_empty() && default_rules(None).is_none() {
        let book = RuleBook { units: UnitTable::builtin(), ..RuleBook::default() };
        show(options, &book, &Sources::new(), terminal)?;
        return Ok(Exit::Fine);
    }
    let mut workspace = open(rules, None)?;
    let mut names = packs(&mut workspace, &options.packs)?;
    if options.packs.is_empty() {
        // What applies to some places only is listed when it is asked for: packs of two countries contradict each other.
        names.retain(|name| workspace.applies_everywhere(name));
    }
    let book = workspace.rule_book(&wanted(&names), &Place::unknown())?;
    let broken = has_errors(&book.findings);
    if broken {
        terminal.show(&book.findings, workspace.sources());
    }
    if options.format == ListFormat::Sheet {
        let sheet = target_sheet(&workspace.joined(&wanted(&names), &Place::unknown()));
        terminal.show(&sheet.findings, workspace.sources());
        print(&sheet.value.to_csv())?;
    } else {
        show(options, &book.value, workspace.sources(), terminal)?;
    }
    Ok(Exit::of_errors(broken))
}

fn show(options: &List, book: &RuleBook, sources: &Sources, terminal: Terminal) -> Result<(), super::Failure> {
    let what = match options.what {
        Listed::Kpis => What::Kpis,
        Listed::Targets => What::Targets,
        Listed::Recommendations => What::Recommendations,
        Listed::Units => What::Units,
        Listed::Functions => What::Functions,
    };
    let order = Order { filter: options.filter.as_deref(), sort: options.sort.as_deref() };
    let listing = match what {
        What::Kpis => list_kpis(order, book, sources).map_err(Failure::Usage)?,
        _ => list(what, book, sources),
    };
    print(&match options.format {
        ListFormat::Table => listing.to_table(terminal.width),
        ListFormat::Csv | ListFormat::Sheet => listing.to_csv(),
        ListFormat::Json => listing.to_json(),
    })
}
