//! A library that is filled from folders, as far as is asked for.

use std::path::{Path, PathBuf};

use super::city::CityTexts;
use super::folder::{Found, find};
use super::library::Library;
use super::many::ManyTexts;
use super::read::{self, WorldError, ends_with, entries};
use super::words;
use crate::diagnostic::{Checked, Diagnostic};
use crate::layer::{self, Joined, Place, Untranslated, Wanted};
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;
use crate::source::Sources;
use crate::value::Language;

/// Rules folders, and what was read of them so far.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    pub(super) library: Library,
    /// The folders.
    folders: Vec<PathBuf>,
    /// What may hold a pack and was not read yet.
    pub(super) waiting: Vec<Found>,
}

impl Workspace {
    /// Looks what lies in some rules folders. Of two packs of one name the first one is used.
    ///
    /// # Errors
    /// A folder that cannot be listed.
    pub fn open(folders: &[PathBuf]) -> Result<Self, WorldError> {
        let mut waiting = Vec::new();
        for folder in folders {
            waiting.extend(find(folder)?);
        }
        Ok(Self { library: Library::new(), folders: folders.to_vec(), waiting })
    }

    /// The same folders, with nothing read yet.
    ///
    /// # Errors
    /// A folder that cannot be listed.
    pub fn again(&self) -> Result<Self, WorldError> {
        let mut again = Self::open(&self.folders)?;
        again.library.bring(&self.library);
        Ok(again)
    }

    /// The same folders, read beside those of another workspace: places in its texts can be shown by this one too.
    #[must_use]
    pub fn beside(mut self, other: &Self) -> Self {
        self.library = other.library.beside();
        self
    }

    /// The same packs, with the texts of a workspace that was read beside it.
    #[must_use]
    pub fn after(mut self, other: &Self) -> Self {
        self.library.sources = other.library.sources.clone();
        self
    }

    /// What was read so far.
    #[must_use]
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The same, for a program that brings functions, recommendations or checks along, or sets limits for scripts.
    pub fn library_mut(&mut self) -> &mut Library {
        &mut self.library
    }

    /// The figures of the cities of a sheet, looked up in a rule book.
    #[must_use]
    pub fn datasets(&self, many: &ManyTexts, book: &RuleBook) -> Checked<Vec<Dataset>> {
        self.library.datasets(many, book)
    }

    /// Shows texts under other names: what begins with one path begins with another instead.
    pub fn rename(&mut self, from: &str, to: &str) {
        self.library.sources.rename(from, to);
    }

    /// The same folders, with the tests in their packs passed over: an evaluation does not need them.
    #[must_use]
    pub fn without_tests(mut self) -> Self {
        self.library.pass_tests_over();
        self
    }

    /// Rules and cities that are read from now on speak this language. Files `CODE.ftl` of a folder add to the words that
    /// are built in; what cannot be read in them is told.
    ///
    /// # Errors
    /// A folder that cannot be listed.
    pub fn speak(&mut self, language: Language, words: Option<&Path>) -> Result<Vec<Diagnostic>, WorldError> {
        let (files, findings) = match words {
            Some(folder) => words::read(folder, &language, &mut self.library.sources)?,
            None => (Vec::new(), Vec::new()),
        };
        self.library.speak(language, &files);
        Ok(findings)
    }

    /// The words of the report that the language lacks, with those that stand in for it.
    #[must_use]
    pub fn missing_words(&self) -> Vec<String> {
        self.library.voice().missing()
    }

    /// What each of some packs has not translated into a language.
    ///
    /// # Errors
    /// A folder that cannot be listed.
    pub fn untranslated(&mut self, pack: &str, language: &Language) -> Result<Option<Untranslated>, WorldError> {
        self.rule_book(&[Wanted { name: pack.to_owned(), span: None }], &Place::unknown())?;
        Ok(self.library.untranslated(pack, language))
    }

    /// All texts that were read so far.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        self.library.sources()
    }

    /// Reads all packs; the answer is their names, in the order of the folders.
    ///
    /// # Errors
    /// A folder that cannot be listed.
    pub fn all_packs(&mut self) -> Result<Vec<String>, WorldError> {
        self.read_all()?;
        Ok(self.library.packs().map(str::to_owned).collect())
    }

    /// Whether a pack that was read holds in every place.
    #[must_use]
    pub fn applies_everywhere(&self, pack: &str) -> bool {
        self.library.pack_facts(pack).is_none_or(|facts| facts.applies.is_empty())
    }

    /// The places for which a pack says that it applies, one for each of its values; none where it applies everywhere.
    #[must_use]
    pub fn places_of(&self, pack: &str) -> Vec<Place> {
        let facts = self.library.facts();
        self.library.pack_facts(pack).map(|own| layer::places(own, &facts)).unwrap_or_default()
    }

    /// The rule book for a place: some packs, all that they extend, and what applies to the place. Only those are read;
    /// of all others only what their heads say.
    ///
    /// # Errors
    /// A folder that cannot be listed.
    pub fn rule_book(&mut self, wanted: &[Wanted], place: &Place) -> Result<Checked<RuleBook>, WorldError> {
        self.gather(wanted, place)?;
        Ok(self.library.rule_book(wanted, place))
    }

    /// The packs in use for a place, joined; they were read by [`Self::rule_book`].
    #[must_use]
    pub fn joined(&self, wanted: &[Wanted], place: &Place) -> Joined {
        self.library.joined(wanted, place)
    }

    /// Reads a city's folder: `city.kpi`, and every `.csv` beside it.
    ///
    /// # Errors
    /// A folder that cannot be listed, or has no `city.kpi`.
    pub fn city(&mut self, folder: &Path) -> Result<Checked<CityTexts>, WorldError> {
        let own = folder.ends_with("city.kpi") && folder.is_file();
        let folder = folder.parent().filter(|_| own).unwrap_or(folder);
        let inside = entries(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })?;
        let rules = inside.iter().find(|path| path.ends_with("city.kpi")).cloned();
        let Some(rules) = rules else {
            return Err(WorldError::new(folder, "the folder has no `city.kpi`, in which a city says what it uses"));
        };
        let mut findings = Vec::new();
        let rules = read::rules(&rules, None, &mut self.library.sources, &mut findings);
        let sheets = inside.iter().filter(|path| ends_with(path, "csv"));
        let sheets = sheets.filter_map(|path| read::sheet(path, &mut self.library.sources, &mut findings)).collect();
        Ok(self.library.keep_city(rules, sheets, findings))
    }

    /// The city's figures, looked up in a rule book.
    #[must_use]
    pub fn dataset(&self, city: &CityTexts, book: &RuleBook) -> Checked<Dataset> {
        self.library.dataset(city, book)
    }
}
