//! What was read, in memory: the texts, the packs in them, and the way on to rule books and datasets.

use indexmap::IndexMap;

use super::city::CityTexts;
use super::sheets::{self, Shelf};
use crate::check;
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::layer::{self, Joined, PackFiles, Wanted};
use crate::model::rules::RuleBook;
use crate::sheet;
use crate::source::{SourceId, Sources};
use crate::syntax::tree::File;
use crate::syntax::{self, Reading};
use crate::value::Language;

/// Texts and the packs in them. Needs no disk.
#[derive(Debug, Clone, Default)]
pub struct Library {
    pub(super) sources: Sources,
    packs: IndexMap<String, PackFiles>,
    /// What was found when each pack was read.
    slips: IndexMap<String, Vec<Diagnostic>>,
    reading: Reading,
    /// The language in which rule books speak.
    pub(super) language: Option<Language>,
}

impl Library {
    /// An empty library.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A library that passes tests over: an evaluation does not need them.
    #[must_use]
    pub fn without_tests() -> Self {
        let mut library = Self::default();
        library.reading.without_tests = true;
        library
    }

    /// Rules and cities that are read from now on speak this language where they are translated.
    pub fn speak(&mut self, language: Language) {
        self.reading.languages = Some(if language.is_original() { Vec::new() } else { language.chain() });
        self.language = Some(language);
    }

    /// All texts that were read.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The names of all packs that were read, in the order in which they were read.
    pub fn packs(&self) -> impl Iterator<Item = &str> {
        self.packs.keys().map(String::as_str)
    }

    /// The parsed files of a pack.
    #[must_use]
    pub fn pack(&self, name: &str) -> Option<&PackFiles> {
        self.packs.get(name)
    }

    /// An empty library that keeps the texts of another one: places in those can be shown by it too.
    #[must_use]
    pub fn beside(&self) -> Self {
        Self { sources: self.sources.clone(), reading: self.reading.clone(), ..Self::default() }
    }

    /// The same texts with other trees of packs.
    #[must_use]
    pub fn with_packs(&self, packs: IndexMap<String, PackFiles>) -> Self {
        Self { packs, slips: IndexMap::new(), ..self.clone() }
    }

    /// What was found when a pack was read.
    pub fn slips(&self, name: &str) -> &[Diagnostic] {
        self.slips.get(name).map_or(&[], Vec::as_slice)
    }

    /// Adds a pack whose files are given as name and text: rule files, and sheets that end in `.csv`, which rule files
    /// name from where they stand. The answer is its name, if one of them has a `pack` item.
    pub fn add_pack<'t>(&mut self, texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Option<String> {
        let mut files = Vec::new();
        let mut sheets = IndexMap::new();
        for (name, text) in texts {
            let id = self.sources.add(name, text);
            if name.to_ascii_lowercase().ends_with(".csv") {
                sheets.insert(name.to_owned(), id);
            } else {
                files.push(id);
            }
        }
        self.keep_pack(&files, Vec::new(), &Shelf::Texts(&sheets))
    }

    /// Parses the files of a pack, reads the sheets that they name, and files it under its name.
    pub(super) fn keep_pack(
        &mut self,
        files: &[SourceId],
        mut slips: Vec<Diagnostic>,
        shelf: &Shelf<'_>,
    ) -> Option<String> {
        let mut pack = PackFiles::default();
        for parsed in self.parse_all(files) {
            pack.files.push(parsed.value);
            slips.extend(parsed.findings);
        }
        slips.extend(sheets::fill(&mut pack.files, shelf, &mut self.sources));
        let named = pack.head().and_then(|head| head.names.first()).map(|titled| titled.name.clone())?;
        if self.packs.contains_key(&named.text) {
            let message = format!("there is a second pack `{}`; the first one is used", named.text);
            let known = self.slips.entry(named.text.clone()).or_default();
            known.push(Diagnostic::warning("pack::name::twice", named.span, message).help("give it another name"));
        } else {
            self.packs.insert(named.text.clone(), pack);
            self.slips.insert(named.text.clone(), slips);
        }
        Some(named.text)
    }

    /// The packs that a pack extends; nothing if it was not read.
    #[must_use]
    pub(super) fn extended_by(&self, name: &str) -> Option<Vec<String>> {
        let pack = self.packs.get(name)?;
        Some(pack.extends().into_iter().map(|base| base.text).collect())
    }

    pub(super) fn parse(&self, id: SourceId) -> Checked<File> {
        let text = self.sources.get(id).map_or("", |file| file.text.as_str());
        syntax::read(id, text, &self.reading)
    }

    /// Parses files side by side; the answers come in the order of the files.
    fn parse_all(&self, files: &[SourceId]) -> Vec<Checked<File>> {
        let workers = std::thread::available_parallelism().map_or(1, usize::from).min(files.len().div_ceil(4)).max(1);
        let share = |worker: usize| files.iter().skip(worker).step_by(workers).map(|id| self.parse(*id)).collect();
        let mut parts: Vec<std::vec::IntoIter<Checked<File>>> = std::thread::scope(|scope| {
            let others: Vec<_> = (1..workers)
                .map(|worker| (worker, std::thread::Builder::new().spawn_scoped(scope, move || share(worker))))
                .collect();
            let own: Vec<Checked<File>> = share(0);
            let others = others.into_iter().map(|(worker, thread)| {
                let done = thread.ok().and_then(|thread| thread.join().ok());
                done.unwrap_or_else(|| share(worker))
            });
            std::iter::once(own).chain(others).map(Vec::into_iter).collect()
        });
        (0..files.len()).filter_map(|at| parts.get_mut(at % workers).and_then(Iterator::next)).collect()
    }

    /// The names of some packs and of all that they extend, base first.
    #[must_use]
    pub fn in_order(&self, wanted: &[Wanted]) -> Checked<Vec<String>> {
        layer::order(wanted, &self.packs)
    }

    /// The rule book of some packs and all that they extend, with all findings of their files.
    #[must_use]
    pub fn rule_book(&self, wanted: &[Wanted]) -> Checked<RuleBook> {
        let order = layer::order(wanted, &self.packs);
        let mut findings: Vec<Diagnostic> = Vec::new();
        for name in &order.value {
            findings.extend(self.slips.get(name).into_iter().flatten().cloned());
        }
        let unread = findings.iter().any(hides) || order.has_errors();
        findings.extend(order.findings);
        let mut joined = self.join(&order.value);
        let packs = order.value.iter().filter_map(|name| self.packs.get(name));
        joined.findings.extend(layer::translate(&mut joined.value, self.language.as_ref(), packs));
        let checked = check::check(&joined.value, &self.sources);
        let later = joined.findings.into_iter().chain(checked.findings);
        findings.extend(later.filter(|finding| !unread || stands_alone(finding)));
        Checked { value: checked.value, findings }
    }

    /// Some packs and all that they extend, joined.
    #[must_use]
    pub fn joined(&self, wanted: &[Wanted]) -> Joined {
        self.join(&layer::order(wanted, &self.packs).value).value
    }

    /// Packs joined in their order; a KPI that one of them names by its code is named by its name.
    fn join(&self, order: &[String]) -> Checked<Joined> {
        let in_use = || order.iter().filter_map(|name| self.packs.get(name));
        let mut named: Option<IndexMap<String, PackFiles>> = None;
        for name in order {
            let Some(pack) = self.packs.get(name) else { continue };
            let all = in_use().map(|pack| pack.files.as_slice());
            if let Some(files) = sheet::resolve_codes(&pack.files, all) {
                named.get_or_insert_with(|| self.packs.clone()).insert(name.clone(), PackFiles { files });
            }
        }
        layer::join(order, named.as_ref().unwrap_or(&self.packs))
    }

    /// Adds a city whose files are given as name and text: `city.kpi`, and sheets that end in `.csv`.
    pub fn add_city<'t>(&mut self, texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Checked<CityTexts> {
        let mut rules = None;
        let mut sheets = Vec::new();
        for (name, text) in texts {
            let id = self.sources.add(name, text);
            if name.ends_with(".kpi") { rules = Some(id) } else { sheets.push(id) }
        }
        let rules = rules.unwrap_or_else(|| self.sources.add("city.kpi", ""));
        self.keep_city(rules, sheets, Vec::new())
    }
}

/// Slips that may be gone once the part that could not be read is there: a name that it declares, a clause that it holds.
const FOLLOW: [&str; 7] = ["unknown", "missing", "nothing", "never", "no_action", "unit::none", "facet::value"];

/// Slips in the cells of a sheet that lose one clause of an item, and no name.
const OF_ONE_CELL: [&str; 5] =
    ["sheet::target", "sheet::better", "sheet::cell::broken", "sheet::cell::number", "sheet::cell::unit"];

/// Whether a finding may have taken names away that others need.
fn hides(finding: &Diagnostic) -> bool {
    finding.severity == Severity::Error && !OF_ONE_CELL.contains(&finding.code)
}

/// Whether a finding still says something where parts of the rules could not be read.
fn stands_alone(finding: &Diagnostic) -> bool {
    !FOLLOW.iter().any(|slip| finding.code.ends_with(slip))
}
