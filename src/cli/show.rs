//! `yardstick show`

use std::path::PathBuf;

use super::Done;
use super::arguments::{FindingFormat, Show};
use super::exit::{Exit, Failure};
use super::project::{open, packs, wanted};
use super::terminal::{Terminal, print};
use crate::author::{Resolved, Unknown};
use crate::diagnostic::has_errors;
use crate::layer::Wanted;
use crate::source::nearest;
use crate::value::Date;
use crate::workspace::Workspace;

pub(super) fn run(options: &Show, rules: &[PathBuf], terminal: Terminal) -> Done {
    let date = options.on.as_deref().map(day).transpose()?;
    let mut workspace = open(rules, options.city.as_deref())?.without_tests();
    let (item, asked) = asked(options, &mut workspace)?;
    let book = workspace.rule_book(&asked)?;
    let broken = has_errors(&book.findings);
    if broken {
        terminal.show(&book.findings, workspace.sources());
    }
    let resolved = Resolved::of(&workspace.joined(&asked), date, &when(options, date));
    let sources = workspace.sources();
    let text = match options.format {
        FindingFormat::Text => resolved.text(item.as_deref(), sources),
        FindingFormat::Json => resolved.json(item.as_deref(), sources),
    };
    print(&text.map_err(|unknown: Unknown| Failure::Usage(unknown.to_string()))?)?;
    Ok(Exit::of_errors(broken))
}

/// The one name that is no pack's, and the packs that are meant.
fn asked(options: &Show, workspace: &mut Workspace) -> Result<(Option<String>, Vec<Wanted>), Failure> {
    let known = workspace.all_packs()?;
    let (named, items): (Vec<String>, Vec<String>) =
        options.names.iter().cloned().partition(|name| known.contains(name));
    let mut items = items.into_iter();
    let item = items.next();
    if let Some(second) = items.next() {
        let near = nearest(&second, known.iter().map(String::as_str));
        let help =
            near.map_or_else(|| format!("packs are {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
        return Err(Failure::Usage(format!("there is no pack `{second}`; {help}")));
    }
    if named.is_empty()
        && let Some(folder) = &options.city
    {
        return Ok((item, workspace.city(folder)?.value.uses));
    }
    Ok((item, wanted(&packs(workspace, &named)?)))
}

/// For which place and day, in words.
fn when(options: &Show, date: Option<Date>) -> String {
    let city = options.city.as_ref().map(|folder| format!("for {}", crate::workspace::shown(folder)));
    let country = options.country.as_ref().map(|code| format!("for country {code}"));
    let day = date.map(|date| format!("on {date}"));
    [city, country, day].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// `2020-06-30`, or the last day of `2020-06` or `2020`.
fn day(text: &str) -> Result<Date, Failure> {
    let wrong = || Failure::Usage(format!("`{text}` is no day; write for example `--on 2020-06-30`"));
    let mut parts = text.split('-');
    let part = |part: Option<&str>| part.map(|part| part.parse::<u8>().map_err(|_| wrong())).transpose();
    let year = parts.next().and_then(|year| year.parse().ok()).filter(|year| (1000..=9999).contains(year));
    let (month, day) = (part(parts.next())?, part(parts.next())?);
    let date = year.map(|year| Date::last(year, month, day));
    date.filter(|date| date.exists() && parts.next().is_none()).ok_or_else(wrong)
}
