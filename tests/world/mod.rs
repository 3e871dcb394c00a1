//! What tests of whole runs begin with: packs and cities from the folders of the project, and small ones from texts.

#![allow(dead_code, reason = "every test file takes what it needs of it")]

use std::fs;
use std::path::{Path, PathBuf};

use yardstick::diagnostic::{Checked, Severity, Style, has_errors, render_text};
use yardstick::layer::{Place, Wanted};
use yardstick::model::dataset::Dataset;
use yardstick::model::rules::{Item, RuleBook};
use yardstick::model::scorecard::{ItemResult, Scorecard};
use yardstick::report::{Provenance, View, scorecard_csv, scorecard_json};
use yardstick::source::Sources;
use yardstick::workspace::{CityTexts, Workspace};
use yardstick::{Assessed, Library, assess, year_of};

/// The folder of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A rule book, the texts that it was read from, and a city's figures.
pub struct World {
    /// The rules.
    pub book: RuleBook,
    /// The figures.
    pub data: Dataset,
    sources: Sources,
}

impl World {
    /// Trondheim with all packs that hold for it.
    pub fn trondheim() -> Self {
        Self::city("trondheim")
    }

    /// A city of the project with all packs that hold for it: those that it names, those of its country, its own.
    pub fn city(name: &str) -> Self {
        let mut workspace = Workspace::open(&[root().join("rules")]).unwrap();
        let city = workspace.city(&root().join("cities").join(name)).unwrap();
        let book = workspace.rule_book(&city.value.uses, &city.value.place()).unwrap();
        Self::read_with(workspace, city, book)
    }

    /// Trondheim with the packs that it names and no other: what the method and our targets alone say.
    pub fn method() -> Self {
        let mut workspace = Workspace::open(&[root().join("rules")]).unwrap();
        let city = workspace.city(&root().join("cities/trondheim")).unwrap();
        let book = workspace.rule_book(&city.value.uses, &Place::unknown()).unwrap();
        Self::read_with(workspace, city, book)
    }

    fn read_with(workspace: Workspace, city: Checked<CityTexts>, book: Checked<RuleBook>) -> Self {
        let data = workspace.dataset(&city.value, &book.value);
        let findings = [city.findings, book.findings, data.findings].concat();
        let weighty = findings.iter().any(|finding| finding.severity != Severity::Advice);
        assert!(!weighty, "{}", render_text(&findings, workspace.sources(), Style::default()));
        Self { book: book.value, data: data.value, sources: workspace.sources().clone() }
    }

    /// One pack and one sheet, as texts. The pack is called `small`.
    pub fn small(rules: &str, sheet: &str) -> Self {
        let mut library = Library::new();
        library.add_pack([("small.kpi", rules)]);
        let city = library.add_city([("city.kpi", "city town \"Town\" { uses small }\n"), ("data.csv", sheet)]);
        let book = library.rule_book(&[Wanted { name: "small".to_owned(), span: None }], &Place::unknown());
        let data = library.dataset(&city.value, &book.value);
        let findings = [city.findings, book.findings, data.findings].concat();
        let shown = render_text(&findings, library.sources(), Style::default());
        assert!(!has_errors(&findings), "{shown}\n{rules}\n{sheet}");
        Self { book: book.value, data: data.value, sources: library.sources().clone() }
    }

    /// Packs with their names, all of which the city uses, and a sheet, as texts; something is known of the city.
    pub fn layered(packs: &[(&str, &str)], known: &str, sheet: &str) -> Self {
        let mut library = Library::new();
        for (name, rules) in packs {
            library.add_pack([(format!("{name}.kpi").as_str(), *rules)]);
        }
        let uses: Vec<&str> = packs.iter().map(|(name, _)| *name).collect();
        let city = format!("city town \"Town\" {{ uses {}; {known} }}\n", uses.join(", "));
        let city = library.add_city([("city.kpi", city.as_str()), ("data.csv", sheet)]);
        let book = library.rule_book(&city.value.uses, &city.value.place());
        let data = library.dataset(&city.value, &book.value);
        let findings = [city.findings, book.findings, data.findings].concat();
        let shown = render_text(&findings, library.sources(), Style::default());
        assert!(!has_errors(&findings), "{shown}\n{packs:?}\n{sheet}");
        Self { book: book.value, data: data.value, sources: library.sources().clone() }
    }

    /// The texts that the rules were read from.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Evaluates other figures under the same rules.
    pub fn assess<'a>(&'a self, data: &'a Dataset) -> Assessed<'a> {
        assess(&self.book, &self.sources, data, year_of(&self.book, data))
    }

    /// The figures of a sheet under the same rules; the city stays.
    pub fn figures(&self, sheet: &str) -> Dataset {
        self.read(sheet).unwrap_or_else(|found| panic!("{found}"))
    }

    /// The same, or what is wrong with the sheet.
    pub fn read(&self, sheet: &str) -> Result<Dataset, String> {
        let mut sources = self.sources.clone();
        let id = sources.add("data.csv", sheet);
        let attributes = self.data.figures.iter().filter(|figure| figure.line == 0);
        let mut data = Dataset { city: self.data.city.clone(), ..Dataset::default() };
        data.by_item.resize(self.book.items.len(), Vec::new());
        let findings = yardstick::data::read_figures(id, sheet, &self.book, &mut data);
        if has_errors(&findings) {
            return Err(render_text(&findings, &sources, Style::default()));
        }
        attributes.for_each(|figure| data.push(figure.clone()));
        Ok(data)
    }

    /// The figures without some of them.
    pub fn without(&self, gone: impl Fn(usize) -> bool) -> Dataset {
        let mut data = Dataset { city: self.data.city.clone(), ..Dataset::default() };
        data.by_item.resize(self.book.items.len(), Vec::new());
        let kept = self.data.figures.iter().enumerate().filter(|(place, _)| !gone(*place));
        kept.for_each(|(_, figure)| data.push(figure.clone()));
        data
    }

    /// `scorecard.json`, with the provenance of the world's own texts.
    pub fn json(&self, data: &Dataset) -> String {
        self.viewed(data, |view| scorecard_json(view).unwrap())
    }

    /// `scorecard.csv`.
    pub fn csv(&self, data: &Dataset) -> String {
        self.viewed(data, |view| scorecard_csv(view).unwrap())
    }

    /// Any report of these figures.
    pub fn viewed<T>(&self, data: &Dataset, write: impl Fn(&View<'_>) -> T) -> T {
        let assessed = self.assess(data);
        let provenance = Provenance::of(&self.book, &self.sources);
        write(&View {
            book: &self.book,
            data,
            card: &assessed.evaluation.card,
            advice: &assessed.advice,
            sources: &self.sources,
            provenance: &provenance,
            filter: None,
        })
    }

    /// An item by its name.
    pub fn item(&self, name: &str) -> &Item {
        let id = self.book.item_names.get(name).unwrap_or_else(|| panic!("no item {name}"));
        self.book.item(*id).unwrap()
    }

    /// The result of an item.
    pub fn result<'c>(&self, card: &'c Scorecard, name: &str) -> &'c ItemResult {
        card.result(self.item(name).id).unwrap()
    }

    /// The name of an item's band, if it has one.
    pub fn band(&self, card: &Scorecard, name: &str) -> Option<&str> {
        let band = self.result(card, name).band.as_ref().ok()?;
        self.book.band(*band).map(|(word, _)| word)
    }
}

/// Compares a text with a file of the tests; with `UPDATE` writes the file.
pub fn golden(path: &str, text: &str) {
    let path: PathBuf = root().join("tests").join(path);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        return;
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    for (number, (was, is)) in kept.lines().zip(text.lines()).enumerate() {
        assert_eq!(is, was, "{}, line {}; UPDATE=1 writes the file anew", path.display(), number + 1);
    }
    assert_eq!(text.lines().count(), kept.lines().count(), "{}: other lines at the end", path.display());
}

/// The rows of a CSV file of the project, each as a function from column to cell.
pub fn rows(path: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(root().join(path)).unwrap();
    let header = reader.headers().unwrap().clone();
    reader.records().map(|record| Row { header: header.clone(), record: record.unwrap() }).collect()
}

/// A row of a CSV file.
pub struct Row {
    header: csv::StringRecord,
    record: csv::StringRecord,
}

impl Row {
    /// The cell in a column.
    pub fn cell(&self, column: &str) -> &str {
        let place = self.header.iter().position(|name| name == column).unwrap_or_else(|| panic!("no column {column}"));
        self.record.get(place).unwrap_or("")
    }
}
