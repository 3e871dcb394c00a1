//! Many cities at once: a sheet with a row for each of them, or folders side by side.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use super::city::CityTexts;
use super::disk::Workspace;
use super::library::Library;
use super::read::{self, WorldError, ends_with, entries};
use super::sheets::{Shelf, sheet_of};
use crate::data;
use crate::diagnostic::{Checked, Diagnostic};
use crate::layer::{Place, Wanted};
use crate::model::dataset::{City, Dataset};
use crate::model::rules::RuleBook;
use crate::sheet;
use crate::source::{SourceId, Span};
use crate::syntax::tree::{ClauseKind, Item, ItemKind, NamesWord};

/// The name of the file that declares the cities of a sheet.
const FILE: &str = "cities.kpi";

/// Cities in one sheet, as read; their figures wait for a rule book that knows their items.
#[derive(Debug, Clone)]
pub struct ManyTexts {
    /// What is known of all of them.
    pub shared: City,
    /// The packs that they use, with the places where they are named.
    pub uses: Vec<Wanted>,
    item: Item,
    sheet: Option<SourceId>,
}

impl ManyTexts {
    /// What is known of the place of all of them.
    #[must_use]
    pub fn place(&self) -> Place {
        let attributes = self.shared.attributes.iter();
        attributes.fold(Place::unknown(), |place, (attribute, value)| place.with(attribute, value))
    }
}

/// Cities that share their rules, as read: in one sheet, or in folders of their own.
#[derive(Debug, Clone)]
pub enum SharedTexts {
    /// A row for each of them.
    Sheet(Box<ManyTexts>),
    /// Files of their own.
    Folders(Vec<CityTexts>),
}

impl SharedTexts {
    /// The packs that all of them use.
    #[must_use]
    pub fn uses(&self) -> &[Wanted] {
        match self {
            Self::Sheet(many) => &many.uses,
            Self::Folders(cities) => cities.first().map_or(&[], |city| &city.uses),
        }
    }

    /// The place of one of them, where it is known, else of all.
    #[must_use]
    pub fn place(&self, city: &str) -> Place {
        match self {
            Self::Sheet(many) => many.place().with("city", city),
            Self::Folders(cities) => {
                let own = cities.iter().find(|known| known.city.name == city);
                own.map_or_else(Place::unknown, CityTexts::place)
            }
        }
    }
}

impl Library {
    /// The figures of cities that share their rules, looked up in a rule book.
    #[must_use]
    pub fn all_datasets(&self, texts: &SharedTexts, book: &RuleBook) -> Checked<Vec<Dataset>> {
        match texts {
            SharedTexts::Sheet(many) => self.datasets(many, book),
            SharedTexts::Folders(cities) => {
                let mut all = Checked { value: Vec::new(), findings: Vec::new() };
                for city in cities {
                    let read = self.dataset(city, book);
                    all.value.push(read.value);
                    all.findings.extend(read.findings);
                }
                all
            }
        }
    }

    /// Adds cities whose files are given as name and text: one rule file with `cities`, and its sheet.
    pub fn add_cities<'t>(
        &mut self,
        texts: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Checked<Option<ManyTexts>> {
        let (mut rules, mut sheets) = (None, IndexMap::new());
        for (name, text) in texts {
            let id = self.sources.add(name, text);
            if name.ends_with(".kpi") {
                rules = Some(id);
            } else {
                sheets.insert(name.to_owned(), id);
            }
        }
        let rules = rules.unwrap_or_else(|| self.sources.add(FILE, ""));
        self.keep_cities(rules, &Shelf::Texts(&sheets), Vec::new())
    }

    fn keep_cities(
        &mut self,
        rules: SourceId,
        shelf: &Shelf<'_>,
        mut findings: Vec<Diagnostic>,
    ) -> Checked<Option<ManyTexts>> {
        let parsed = self.parse(rules);
        findings.extend(parsed.findings);
        let mut items = parsed.value.items.into_iter();
        let Some(item) = items.find(|item| item.kind == ItemKind::Cities) else {
            let finding =
                Diagnostic::error("data::cities::none", Span::new(rules, 0, 0), "the file declares no cities");
            findings
                .push(finding.help("write `cities NAME \"Title\" from \"data.csv\" { uses PACK; id column \"…\" }`"));
            return Checked { value: None, findings };
        };
        if let Some(more) = items.next() {
            let finding =
                Diagnostic::error("data::cities::more", more.word, "the file holds one `cities` and nothing else");
            findings.push(finding.help("move this into a pack, or into a file of its own"));
        }
        let shared = data::shared_city(&item);
        findings.extend(shared.findings);
        let found = item.sheet.as_ref().map(|named| sheet_of(&named.file, shelf, &mut self.sources, &mut findings));
        let uses = uses(&item);
        Checked { value: Some(ManyTexts { shared: shared.value, uses, item, sheet: found.flatten() }), findings }
    }

    /// The figures of all cities, looked up in a rule book.
    #[must_use]
    pub fn datasets(&self, many: &ManyTexts, book: &RuleBook) -> Checked<Vec<Dataset>> {
        let (Some(source), Some(named)) = (many.sheet, many.item.sheet.as_ref()) else {
            return Checked { value: Vec::new(), findings: Vec::new() };
        };
        let text = self.sources.get(source).map_or("", |file| file.text.as_str());
        let known: Vec<&str> = book.item_names.keys().map(String::as_str).collect();
        let table = sheet::rows(named, source, text, &known);
        let mut findings = table.findings;
        let Some(table) = table.value else { return Checked { value: Vec::new(), findings } };
        let read = data::read_cities(&many.item, (source, &table), book, &many.shared);
        findings.extend(read.findings);
        Checked { value: read.value, findings }
    }
}

impl Workspace {
    /// Reads the file that declares the cities of a sheet: the file itself, or `cities.kpi` in a folder. Nothing where
    /// there is none.
    ///
    /// # Errors
    /// A folder that cannot be listed.
    pub fn cities(&mut self, path: &Path) -> Result<Option<Checked<Option<ManyTexts>>>, WorldError> {
        let file = if path.is_dir() { path.join(FILE) } else { path.to_owned() };
        let own = file.ends_with("city.kpi");
        if own || !ends_with(&file, "kpi") || !file.is_file() {
            return Ok(None);
        }
        let mut findings = Vec::new();
        let library = self.library_mut();
        let rules = read::rules(&file, None, &mut library.sources, &mut findings);
        let root = file.parent().map(Path::to_owned).unwrap_or_default();
        let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
        let shelf = Shelf::Folder { root: &root, files: std::slice::from_ref(&file) };
        Ok(Some(library.keep_cities(rules, &shelf, findings)))
    }

    /// The folders of cities in a folder that is none itself, by name; empty where there are none.
    ///
    /// # Errors
    /// A folder that cannot be listed.
    pub fn city_folders(&self, path: &Path) -> Result<Vec<PathBuf>, WorldError> {
        let is_city = |folder: &Path| folder.join("city.kpi").is_file();
        if !path.is_dir() || is_city(path) {
            return Ok(Vec::new());
        }
        Ok(entries(path)?.into_iter().filter(|folder| is_city(folder)).collect())
    }
}

fn uses(item: &Item) -> Vec<Wanted> {
    let names = item.clauses.iter().filter_map(|clause| match &clause.kind {
        ClauseKind::Names { word: NamesWord::Uses, names } => Some(names),
        _ => None,
    });
    names.flatten().map(|name| Wanted { name: name.text.clone(), span: Some(name.span) }).collect()
}
