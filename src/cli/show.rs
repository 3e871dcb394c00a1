//! `yardstick show`

use std::path::PathBuf;

use super::Done;
use super::arguments::{FindingFormat, Show};
use super::exit::{Exit, Failure};
use super::project::{day, no_pack, open, packs, wanted};
use super::terminal::{Terminal, print};
use crate::author::{Resolved, Unknown};
use crate::diagnostic::has_errors;
use crate::layer::{Place, Wanted};
use crate::value::Date;
use crate::workspace::{CityTexts, Workspace};

pub(super) fn run(options: &Show, rules: &[PathBuf], terminal: Terminal) -> Done {
    let date = day(options.on.as_deref())?;
    let mut workspace = open(rules, options.city.as_deref())?.without_tests();
    let Asked { item, packs, place } = asked(options, &mut workspace)?;
    let book = workspace.rule_book(&packs, &place)?;
    let broken = has_errors(&book.findings);
    if broken {
        terminal.show(&book.findings, workspace.sources());
    }
    let resolved = Resolved::of(&workspace.joined(&packs, &place), date, &when(options, date));
    let sources = workspace.sources();
    let text = match options.format {
        FindingFormat::Text => resolved.text(item.as_deref(), sources),
        FindingFormat::Json => resolved.json(item.as_deref(), sources),
    };
    print(&text.map_err(|unknown: Unknown| Failure::Usage(unknown.to_string()))?)?;
    Ok(Exit::of_errors(broken))
}

/// What is asked for.
struct Asked {
    /// The one name that is no pack's.
    item: Option<String>,
    packs: Vec<Wanted>,
    place: Place,
}

fn asked(options: &Show, workspace: &mut Workspace) -> Result<Asked, Failure> {
    let known = workspace.all_packs()?;
    let is_pack = |name: &String| known.contains(name);
    let (named, items): (Vec<String>, Vec<String>) = options.names.iter().cloned().partition(is_pack);
    let mut items = items.into_iter();
    let item = items.next();
    if let Some(second) = items.next() {
        return Err(no_pack(&second, &known));
    }
    let city = options.city.as_ref().map(|folder| workspace.city(folder)).transpose()?.map(|city| city.value);
    let mut place = city.as_ref().map_or_else(Place::unknown, CityTexts::place);
    if let Some(country) = &options.country {
        place = place.with("country", country);
    }
    let packs = match (city, named.is_empty()) {
        (Some(city), true) => city.uses,
        (None, true) => {
            let everywhere = packs(workspace, &named)?.into_iter().filter(|name| workspace.applies_everywhere(name));
            wanted(&everywhere.collect::<Vec<_>>())
        }
        (_, false) => wanted(&named),
    };
    Ok(Asked { item, packs, place: place.on(day(options.on.as_deref())?) })
}

/// For which place and day, in words.
fn when(options: &Show, date: Option<Date>) -> String {
    let city = options.city.as_ref().map(|folder| format!("for {}", crate::workspace::shown(folder)));
    let country = options.country.as_ref().map(|code| format!("for country {code}"));
    let day = date.map(|date| format!("on {date}"));
    [city, country, day].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
