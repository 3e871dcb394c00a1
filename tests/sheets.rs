//! Rules in sheets: what is written is read back, byte by byte; what an expert's spreadsheet does to a sheet does no harm.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use program::Folder;
use yardstick::author::target_sheet;
use yardstick::diagnostic::Severity;
use yardstick::layer::{Place, Wanted};
use yardstick::model::dataset::Dataset;
use yardstick::model::rules::RuleBook;
use yardstick::syntax::print::{Style, print_item};
use yardstick::syntax::tree::{Item, ItemKind};
use yardstick::workspace::Workspace;
use yardstick::{Library, assess, year_of};

fn rules() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")
}

fn wanted(names: &[&str]) -> Vec<Wanted> {
    names.iter().map(|name| Wanted { name: (*name).to_owned(), span: None }).collect()
}

/// A pack that sets all its targets by a sheet, and declares what the packs beside `extends` declare.
fn again(workspace: &Workspace, packs: &[&str], extends: &str) -> String {
    let joined = workspace.joined(&wanted(packs), &Place::unknown());
    let base = workspace.joined(&wanted(&[extends]), &Place::unknown()).packs.len();
    let own = |item: &&Arc<Item>| {
        item.layer as usize >= base && !matches!(item.kind, ItemKind::Pack | ItemKind::Test | ItemKind::Translate)
    };
    let items: String = joined.items.iter().filter(own).map(|item| print_item(item, Style::PLAIN)).collect();
    format!("pack again \"Again\" {{ language 1; extends {extends} }}\ntargets from \"targets.csv\"\n{items}")
}

/// The sheet of some packs, and the sheet of a pack that reads it.
fn there_and_back(packs: &[&str], extends: &str) -> (String, String, Workspace, Folder) {
    let mut workspace = Workspace::open(&[rules()]).unwrap();
    workspace.rule_book(&wanted(packs), &Place::unknown()).unwrap();
    let written = target_sheet(&workspace.joined(&wanted(packs), &Place::unknown()));
    assert_eq!(written.findings, [], "{packs:?}");
    let sheet = written.value.to_csv();
    let folder = Folder::of(
        &packs.join("-"),
        &[("again/pack.kpi", &again(&workspace, packs, extends)), ("again/targets.csv", &sheet)],
    );
    let mut second = Workspace::open(&[folder.0.clone(), rules()]).unwrap();
    let book = second.rule_book(&wanted(&["again"]), &Place::unknown()).unwrap();
    let of_sheet = book.findings.iter().filter(|finding| second.sources().place(finding.span()).file.contains("again"));
    let errors: Vec<_> = of_sheet.filter(|finding| finding.severity != Severity::Advice).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let back = target_sheet(&second.joined(&wanted(&["again"]), &Place::unknown())).value.to_csv();
    (sheet, back, second, folder)
}

fn trondheim(workspace: &mut Workspace, packs: &[&str]) -> (RuleBook, Dataset) {
    let city = workspace.city(&Path::new(env!("CARGO_MANIFEST_DIR")).join("cities/trondheim")).unwrap().value;
    let book = workspace.rule_book(&wanted(packs), &Place::unknown()).unwrap().value;
    let data = workspace.dataset(&city, &book).value;
    (book, data)
}

/// Target, start and score of every item, with all that stands beside them.
fn results(workspace: &mut Workspace, packs: &[&str]) -> Vec<String> {
    let (book, data) = trondheim(workspace, packs);
    let assessed = assess(&book, workspace.sources(), &data, year_of(&book, &data));
    let card = &assessed.evaluation.card;
    let authority = |note: &yardstick::model::rules::Note| {
        format!("{:?} {:?} {:?} {:?}", note.source, note.basis, note.because, note.evidence)
    };
    let line = |item: &yardstick::model::rules::Item| {
        let result = card.result(item.id)?;
        let target = result.target.as_ref().map(|target| {
            let note = item.targets.get(target.case).map(|case| authority(&case.note));
            format!("{:?} {:?} {:?} {:?} {note:?}", target.kind, target.bound, target.upper, target.by)
        });
        let starts: Vec<String> =
            item.starts.iter().map(|case| format!("{:?} {}", case.value, authority(&case.note))).collect();
        Some(format!("{}: {target:?} {starts:?} {:?} {:?}", item.name, result.score, result.met))
    };
    book.items.iter().filter_map(line).collect()
}

#[test]
fn the_targets_of_all_packs_are_written_and_read_back() {
    let folders = fs::read_dir(rules()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut packs: Vec<String> = folders.collect();
    packs.sort();
    for pack in packs {
        let mut workspace = Workspace::open(&[rules()]).unwrap();
        workspace.rule_book(&wanted(&[&pack]), &Place::unknown()).unwrap();
        let sheet = target_sheet(&workspace.joined(&wanted(&[&pack]), &Place::unknown()));
        if sheet.value.rows.is_empty() || !sheet.findings.is_empty() {
            continue;
        }
        let (there, back, ..) = there_and_back(&[&pack], &pack);
        assert_eq!(there, back, "{pack}");
    }
}

#[test]
fn trondheim_is_judged_by_the_sheet_as_by_the_text() {
    let (there, back, mut read, _folder) = there_and_back(&["reference_targets"], "u4ssc");
    assert_eq!(there, back);
    assert!(there.lines().count() > 100, "{there}");
    let mut text = Workspace::open(&[rules()]).unwrap();
    let (by_text, by_sheet) = (results(&mut text, &["reference_targets"]), results(&mut read, &["again"]));
    assert_eq!(by_text.len(), by_sheet.len());
    for (text, sheet) in by_text.iter().zip(&by_sheet) {
        assert_eq!(text, sheet);
    }
}

const BASE: &str = r#"
pack small "Small" { language 1; score share_of_target(value, target); bands performance }
bands performance { good "Good" at least 50 % points 2; low "Low" points 1 }
kpi wait "Wait" { code "S: 1A"; unit min }
kpi share "Share" { code "S: 2A"; unit % }
"#;

fn book(sheet: &str) -> RuleBook {
    let mut library = Library::new();
    library.add_pack([("small/pack.kpi", BASE)]);
    let own = "pack own \"Own\" { language 1; extends small }\ntargets from \"sheets/targets.csv\" because \"Ours\"\n";
    library.add_pack([("own/pack.kpi", own), ("own/sheets/targets.csv", sheet)]);
    let book = library.rule_book(&wanted(&["own"]), &Place::unknown());
    assert_eq!(book.findings, [], "{sheet}");
    book.value
}

#[test]
fn what_a_spreadsheet_makes_of_a_sheet_is_read_alike() {
    let plain = "item,kind,target,unit,start\nwait,at most,9.5,min,30\nshare,at least,100,%,12.5\n";
    let known = book(plain);
    let bounds = |book: &RuleBook| -> Vec<String> {
        let cases = book.items.iter().flat_map(|item| item.targets.iter().map(|case| format!("{:?}", case.value)));
        let starts = book.items.iter().flat_map(|item| item.starts.iter().map(|case| format!("{:?}", case.value)));
        cases.chain(starts).collect()
    };
    assert_eq!(bounds(&known).len(), 4);
    for other in [
        "\u{feff}item;kind;target;unit;start\r\nwait;at most;9,5;min;30\r\nshare;at least;100;%;12,5\r\n",
        "sep=;\nitem;kind;target;unit;start\nwait;at most;9,5;min;30\nshare;at least;100;%;12,5\n",
        "\"item\",\"kind\",\"target\",\"unit\",\"start\"\n\"wait\",\"at most\",\"9,5\",\"min\",\"30\"\nshare,at least,100,%,\"12,5\"\n",
        "item\tkind\ttarget\tunit\tstart\nwait\tAt most\t9.5\tmin\t30\nshare\tat_least\t100\t%\t12.5\n",
        "item,target,start\nwait,at most 9.5 min,30 min\nshare,at least 100 %,12.5 %\n",
        "item;target;start\nwait;at most 9,5 min;30 min\nshare;at least 100 %;12,5 %\n",
    ] {
        assert_eq!(bounds(&book(other)), bounds(&known), "{other}");
    }
    assert_eq!(bounds(&book(&plain.replace("wait,", "S: 1A,").replace("share,", "s:2a,"))), bounds(&known));
}

#[test]
fn what_two_packs_say_together_and_one_cannot_is_told() {
    let mut library = Library::new();
    let asked = BASE.replace("unit min }", "unit min; target at most 9 min when share > 5 % }");
    library.add_pack([("small/pack.kpi", asked.as_str())]);
    let own = "pack own \"Own\" { language 1; extends small }\namend kpi wait because \"Ours\" {\n  \
               target at most 12 min from 2020 until 2030\n}\n";
    let under = own.replace("from 2020 until 2030", "when share > 10 %");
    library.add_pack([("own/pack.kpi", under.as_str())]);
    let sheet = target_sheet(&library.joined(&wanted(&["own"]), &Place::unknown()));
    let codes: Vec<&str> = sheet.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["sheet::target::layers"]);
    // A time of its own cuts that of the wider pack: both stand in one sheet.
    let base = BASE.replace("unit min }", "unit min; target at most 9 min from 2025 }");
    let mut library = Library::new();
    library.add_pack([("small/pack.kpi", base.as_str())]);
    library.add_pack([("own/pack.kpi", own)]);
    let sheet = target_sheet(&library.joined(&wanted(&["own"]), &Place::unknown()));
    assert_eq!(sheet.findings, []);
    assert_eq!(sheet.value.to_csv().lines().count(), 3, "{}", sheet.value.to_csv());
    let beaten = own.replace(" until 2030", "");
    let mut library = Library::new();
    library.add_pack([("small/pack.kpi", base.as_str())]);
    library.add_pack([("own/pack.kpi", beaten.as_str())]);
    let sheet = target_sheet(&library.joined(&wanted(&["own"]), &Place::unknown()));
    assert_eq!(sheet.findings, []);
    assert_eq!(sheet.value.to_csv(), "item,kind,target,unit,from,because\nwait,at most,12,min,2020,Ours\n");
}
