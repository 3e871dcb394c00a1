//! Runs a case as the program would: its files are written to a folder, read, checked, evaluated and tested.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use indexmap::IndexMap;
use yardstick::author::run_tests;
use yardstick::diagnostic::{Diagnostic, Severity, has_errors};
use yardstick::evaluate::{Options, evaluate};
use yardstick::layer::{Place as Where, Wanted as Pack};
use yardstick::model::dataset::Dataset;
use yardstick::model::rules::{CheckWeight, RuleBook};
use yardstick::workspace::{Workspace, shown};

use crate::reading::{Case, Place, Section, Wanted};

/// The pack of a case that has none.
const PACK: &str = "pack trial \"Trial\" { language 1 }\n";

/// A finding, and where it stands in the case.
#[derive(Debug, Clone)]
pub struct Found {
    /// Where.
    pub place: Place,
    /// What it says.
    pub says: Wanted,
    /// The evaluation noticed it: it needs no cure in words.
    pub notice: bool,
}

/// A folder that is taken away when the case is over.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("yardstick-language-{}-{number}", std::process::id()));
        fs::create_dir_all(path.join("rules")).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A case on the disk.
struct Laid {
    folder: Folder,
    /// Names of its packs, in their order.
    packs: Vec<String>,
    /// The path of each of its files, as messages show it.
    names: Vec<String>,
    /// It has a city.
    city: bool,
    /// It has the cities of a sheet.
    many: bool,
}

/// Runs a case and gives back all that was found.
pub fn run(case: &Case) -> Vec<Found> {
    let laid = lay(case);
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut folders = vec![laid.folder.0.join("rules")];
    if case
        .sections
        .iter()
        .any(|section| section.text().contains("u4ssc") && !section.text().contains("pack u4ssc_cases"))
    {
        folders.push(own);
    }
    let mut workspace = Workspace::open(&folders).unwrap();
    workspace.all_packs().unwrap();
    if laid.many {
        let findings = of_many(&mut workspace, &laid.folder.0.join("city"));
        return laid.placed(case, &workspace, &findings, &[]);
    }
    let mut findings: Vec<Diagnostic> = Vec::new();
    let city = laid.city.then(|| workspace.city(&laid.folder.0.join("city")).unwrap());
    let mut packs: Vec<Pack> = laid.packs.iter().map(|name| Pack { name: name.clone(), span: None }).collect();
    let mut place = Where::unknown();
    if let Some(city) = &city {
        place = city.value.place();
        findings.extend(city.findings.clone());
        packs.clone_from(&city.value.uses);
        if packs.is_empty() {
            return laid.placed(case, &workspace, &findings, &[]);
        }
    }
    let book = workspace.rule_book(&packs, &place).unwrap();
    findings.extend(book.findings);
    let book = book.value;
    let mut cities = IndexMap::new();
    let mut notices = Vec::new();
    if let Some(city) = &city
        && !has_errors(&findings)
    {
        let data = workspace.dataset(&city.value, &book);
        findings.extend(data.findings);
        notices = noticed(&book, &data.value);
        cities.insert(format!("cities/{}", city.value.city.name), data.value);
    }
    if !has_errors(&findings) {
        for pack in &laid.packs {
            let tested = run_tests(&book, workspace.sources(), &cities, pack);
            findings.extend(tested.cases.into_iter().flat_map(|case| case.findings));
        }
    }
    laid.placed(case, &workspace, &findings, &notices)
}

/// All that is found in the sheet of many cities, and in the rules by which they are judged.
fn of_many(workspace: &mut Workspace, folder: &Path) -> Vec<Diagnostic> {
    let read = workspace.cities(folder).unwrap().unwrap();
    let mut findings = read.findings;
    let Some(many) = read.value.filter(|many| !many.uses.is_empty()) else { return findings };
    let book = workspace.rule_book(&many.uses, &many.place()).unwrap();
    findings.extend(book.findings);
    if !has_errors(&findings) {
        findings.extend(workspace.datasets(&many, &book.value).findings);
    }
    findings
}

impl Laid {
    /// Findings with their places in the case.
    fn placed(
        &self,
        case: &Case,
        workspace: &Workspace,
        findings: &[Diagnostic],
        notices: &[Diagnostic],
    ) -> Vec<Found> {
        let place = |finding: &Diagnostic| {
            let place = workspace.sources().place(finding.span());
            let section = self.names.iter().position(|name| name == place.file && !name.is_empty())?;
            let lines = case.sections.get(section)?.lines.len();
            Some((section, place.line.checked_sub(1)?.min(lines.checked_sub(1)?)))
        };
        let all = findings.iter().map(|finding| (finding, false)).chain(notices.iter().map(|finding| (finding, true)));
        all.map(|(finding, notice)| Found { place: place(finding), says: said(finding), notice }).collect()
    }
}

fn said(finding: &Diagnostic) -> Wanted {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    };
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Wanted {
        severity: severity.to_owned(),
        code: finding.code.to_owned(),
        message: line(&finding.message),
        help: line(finding.help.as_deref().unwrap_or("")),
    }
}

/// What the evaluation notices about figures, as findings on their lines.
fn noticed(book: &RuleBook, data: &Dataset) -> Vec<Diagnostic> {
    let evaluation = evaluate(book, data, Options::default());
    let finding = |notice: &yardstick::model::scorecard::Notice| {
        let figure = notice.figures.last().and_then(|place| data.figures.get(*place as usize));
        let span = figure.map(|figure| figure.span).or_else(|| book.item(notice.item).map(|item| item.span));
        let text = format!("{}: {}", book.item_name(notice.item), notice.text);
        let made = match notice.weight {
            CheckWeight::Info => Diagnostic::advice,
            CheckWeight::Warn => Diagnostic::warning,
            CheckWeight::Reject => Diagnostic::error,
        };
        made(notice.code, span.unwrap_or_default(), text)
    };
    evaluation.card.notices.iter().map(finding).collect()
}

/// Writes the files of a case.
fn lay(case: &Case) -> Laid {
    let folder = Folder::new();
    let mut laid = Laid { folder, packs: Vec::new(), names: Vec::new(), city: false, many: false };
    let headed = case.sections.iter().any(|section| {
        !section.name.contains('/')
            && !of_cities(section)
            && section.lines.iter().any(|line| line.text.starts_with("pack "))
    });
    for section in &case.sections {
        let sheet = section.name.ends_with(".csv");
        let of_city = of_cities(section) || (sheet && !section.name.contains('/'));
        laid.city |= section.name == "city.kpi";
        laid.many |= section.name == "cities.kpi";
        let blank = section.text().is_empty() && section.encoding == "utf-8" && section.name == "rules.kpi";
        let path = match (of_city, section.name.contains('/')) {
            (true, _) => laid.folder.0.join("city").join(&section.name),
            (false, true) => laid.folder.0.join("rules").join(&section.name),
            (false, false) => laid.folder.0.join("rules/trial").join(&section.name),
        };
        laid.names.push(if blank { String::new() } else { shown(&path) });
        if !of_city && !sheet {
            let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
            let pack = head(section).or(folder.filter(|_| section.name == "rules.kpi"));
            laid.packs.extend(pack.filter(|name| !laid.packs.contains(name)));
        }
        if !blank {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, encoded(&section.text(), &section.encoding)).unwrap();
        }
    }
    if headed {
        laid.packs
            .retain(|name| name != "trial" || case.sections.iter().any(|section| head(section).as_ref() == Some(name)));
    } else {
        let own = laid.folder.0.join("rules/trial");
        fs::create_dir_all(&own).unwrap();
        fs::write(own.join("pack.kpi"), PACK).unwrap();
    }
    laid
}

/// Whether a file describes a city, or many.
fn of_cities(section: &Section) -> bool {
    matches!(section.name.as_str(), "city.kpi" | "cities.kpi")
}

/// The name in the `pack` of a file.
fn head(section: &Section) -> Option<String> {
    let head = section.lines.iter().find_map(|line| line.text.strip_prefix("pack "))?;
    head.split_whitespace().next().map(str::to_owned)
}

/// A text as bytes.
fn encoded(text: &str, encoding: &str) -> Vec<u8> {
    match encoding {
        "latin-1" => text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect(),
        "utf-16" => [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
        "utf-16 cut short" => {
            let mut bytes = encoded(text, "utf-16");
            bytes.pop();
            bytes
        }
        "utf-8 with mark" => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        "zeros" => text.replace('~', "\0").into_bytes(),
        "workbook" => b"PK\x03\x04\x14\x00\x06\x00".to_vec(),
        "old line ends" => text.replace('\n', "\r").into_bytes(),
        "windows line ends" => text.replace('\n', "\r\n").into_bytes(),
        "utf-8" => text.as_bytes().to_vec(),
        other => panic!("no such encoding: {other}"),
    }
}
