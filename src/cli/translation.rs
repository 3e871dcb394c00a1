//! `yardstick check --lang`: what is not translated.

use super::Done;
use super::arguments::{Check, FindingFormat};
use super::check::{add, strict, summary};
use super::exit::Exit;
use super::project::{Folders, load, open_in, packs, wanted};
use super::terminal::{Terminal, print};
use crate::diagnostic::{Diagnostic, has_errors, render_json};
use crate::layer::{Place, Untranslated};
use crate::source::Span;
use crate::value::Language;
use crate::workspace::Workspace;

pub(super) fn run(options: &Check, language: &Language, folders: Folders<'_>, terminal: Terminal) -> Done {
    let (mut workspace, mut findings) = open_in(folders, options.city.as_deref(), Some(language))?;
    let mut blocks = String::new();
    let mut checked = Vec::new();
    for pack in packs(&mut workspace, &options.packs)? {
        let book = workspace.rule_book(&wanted(std::slice::from_ref(&pack)), &Place::unknown())?;
        add(&mut findings, book.findings);
        if let Some(lacks) = workspace.untranslated(&pack, language)?
            && !language.is_original()
        {
            let place = book.value.packs.last().map(|pack| pack.span).unwrap_or_default();
            findings.extend(finding(&pack, &lacks, language, place));
            blocks.push_str(&block(&pack, &lacks, language));
        }
        checked.push(pack);
    }
    if let Some(city) = &options.city {
        add(&mut findings, load(&mut workspace, city, None)?.findings);
        checked.push(crate::workspace::shown(city));
    }
    findings.extend(words(&workspace, language));
    if options.strict {
        strict(&mut findings);
    }
    match options.format {
        _ if options.missing => {
            let errors: Vec<Diagnostic> = findings.into_iter().filter(|each| each.code != MISSING).collect();
            terminal.show(&errors, workspace.sources());
            print(&blocks)?;
            return Ok(Exit::of_errors(has_errors(&errors)));
        }
        FindingFormat::Json => print(&(render_json(&findings, workspace.sources()) + "\n"))?,
        FindingFormat::Text => {
            terminal.show(&findings, workspace.sources());
            print(&format!("checked {} in `{language}`: {}\n", checked.join(", "), summary(&findings)))?;
        }
    }
    Ok(Exit::of_errors(has_errors(&findings)))
}

/// Texts of the rules lack a translation.
const MISSING: &str = "translate::missing";

fn finding(pack: &str, lacks: &Untranslated, language: &Language, place: Span) -> Option<Diagnostic> {
    let count = lacks.lines.len();
    let message = format!("{count} of the {} texts of `{pack}` have no translation into `{language}`", lacks.texts);
    let help = format!("`yardstick check {pack} --lang {language} --missing` prints them as a block to fill in");
    (count > 0).then(|| Diagnostic::advice(MISSING, place, message).help(help))
}

fn block(pack: &str, lacks: &Untranslated, language: &Language) -> String {
    if lacks.lines.is_empty() {
        return String::new();
    }
    let lines: Vec<String> = lacks.lines.iter().map(|line| format!("  {line}\n")).collect();
    let code = language.code().replace('-', "_");
    format!("# {pack}: {} texts without a translation\ntranslate {code} {{\n{}}}\n\n", lines.len(), lines.concat())
}

/// The report's own words that the language lacks.
fn words(workspace: &Workspace, language: &Language) -> Option<Diagnostic> {
    let missing = workspace.missing_words();
    let first: Vec<&str> = missing.iter().take(8).map(String::as_str).collect();
    let more =
        if missing.len() > first.len() { format!(" and {} more", missing.len() - first.len()) } else { String::new() };
    let message = format!("{} words of the report are not translated into `{language}`", missing.len());
    let help = format!("add them to `{language}.ftl` in the folder of `--words`: {}{more}", first.join(", "));
    let finding = Diagnostic::advice("translate::words", Span::default(), message).help(help);
    // It speaks of no place in a file.
    (!missing.is_empty()).then(|| Diagnostic { labels: Vec::new(), ..finding })
}
