//! What was read, in memory: the texts, the packs in them, and the way on to rule books and datasets.

use std::borrow::Cow;
use std::sync::Arc;

use indexmap::IndexMap;

use super::beside;
use super::city::CityTexts;
use super::parsing::Unparsed;
use super::sheets::Shelf;
use crate::check::{self, Means};
use crate::diagnostic::{Checked, Diagnostic, Severity};
use crate::layer::{self, Facts, Joined, Layer, PackFacts, PackFiles, Place, SetAside, Untranslated, Wanted};
use crate::model::exhibit::{Adviser, Inspector, Reckoner};
use crate::model::rules::RuleBook;
use crate::script::{Limits, Scripts};
use crate::sheet;
use crate::source::{SourceId, Sources};
use crate::speech::{Voice, WordFile};
use crate::syntax::tree::File;
use crate::syntax::{self, Reading};
use crate::value::Language;

/// Texts and the packs in them. Needs no disk.
#[derive(Debug, Clone, Default)]
pub struct Library {
    pub(super) sources: Sources,
    packs: IndexMap<String, Arc<PackFiles>>,
    /// What the heads of packs say that were not read further.
    pub(super) heads: IndexMap<String, PackFacts>,
    /// What was found when each pack was read.
    slips: IndexMap<String, Vec<Diagnostic>>,
    reading: Reading,
    /// The language in which rule books speak.
    voice: Option<Voice>,
    /// What rules can call: what the program brings along that embeds the library, and the scripts of packs.
    means: Means,
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
        library.pass_tests_over();
        library
    }

    /// Passes over the tests of what is read from now on.
    pub(super) fn pass_tests_over(&mut self) {
        self.reading.without_tests = true;
    }

    /// Rules and cities that are read from now on speak this language where they are translated; numbers and what the
    /// program itself says do too. Word files add to the words that are built in.
    pub fn speak(&mut self, language: Language, words: &[WordFile]) {
        self.reading.languages = Some(if language.is_original() { Vec::new() } else { language.chain() });
        self.voice = Some(Voice::of(&language, words));
    }

    /// Holds scripts to other limits than the usual ones. Scripts that were read before are read again.
    pub fn limit_scripts(&mut self, limits: Limits) {
        self.means.scripts = Scripts::new(limits);
    }

    /// The scripts of the packs.
    #[must_use]
    pub fn scripts(&self) -> &Scripts {
        &self.means.scripts
    }

    /// Takes over what another library brings along.
    pub(super) fn bring(&mut self, other: &Self) {
        self.means = other.means.clone();
    }

    /// Brings a function along: the code of what a rule file declares as `function NAME(…) -> UNIT in host`, with the
    /// number of its arguments.
    ///
    /// Arguments come as the rule declares them, and the result has to be what it declares: a quantity in the declared unit,
    /// an answer, a word or a text, a list, a record. What is missing in a list or a record carries its reason, both ways.
    ///
    /// ```
    /// use yardstick::Library;
    /// use yardstick::model::exhibit::Datum;
    /// use yardstick::value::{Missing, Outcome};
    ///
    /// // function without_cars(of: record of (car: %, bus: %)) -> record of (share: %, of_it: list of %) in host
    /// fn without_cars(arguments: &[Outcome<Datum>]) -> Outcome<Datum> {
    ///     let [of] = arguments else { return Err(Missing::failed("why_arguments")) };
    ///     let bus = of.clone()?.field("bus");
    ///     Ok(Datum::record([("share", bus.clone()), ("of_it", Ok(Datum::list([bus?])))]))
    /// }
    ///
    /// Library::new().add_function("without_cars", 1, without_cars);
    /// ```
    pub fn add_function(&mut self, name: impl Into<String>, arguments: usize, reckoner: impl Reckoner + 'static) {
        self.means.host.functions.insert(name.into(), (arguments, Arc::new(reckoner)));
    }

    /// Brings a recommendation along: the code of what a rule file declares as `recommend NAME "Title" in host`.
    ///
    /// It sees the results of one city, and says what is to be done, with the figures that led to it.
    pub fn add_recommendation(&mut self, name: impl Into<String>, adviser: impl Adviser + 'static) {
        self.means.host.advisers.insert(name.into(), Arc::new(adviser));
    }

    /// Brings a check along: the code of what a rule file declares as `check NAME "Title" in host`.
    pub fn add_check(&mut self, name: impl Into<String>, inspector: impl Inspector + 'static) {
        self.means.host.inspectors.insert(name.into(), Arc::new(inspector));
    }

    /// The voice of the language that was asked for; English where none was.
    pub(super) fn voice(&self) -> Voice {
        self.voice.clone().unwrap_or_default()
    }

    /// What a pack has not translated into a language; nothing if it was not read.
    #[must_use]
    pub fn untranslated(&self, pack: &str, language: &Language) -> Option<Untranslated> {
        let wanted = Wanted { name: pack.to_owned(), span: None };
        let joined = self.gathered(&[wanted], &Place::unknown()).0.value;
        let rank = joined.packs.iter().position(|layer| layer.name == pack)?;
        let all = layer::untranslated(&joined, language);
        all.into_iter().find(|one| usize::from(one.layer) == rank)
    }

    /// The language that was asked for.
    pub(super) fn language(&self) -> Option<&Language> {
        self.voice.as_ref().map(Voice::language)
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
    pub fn pack(&self, name: &str) -> Option<&Arc<PackFiles>> {
        self.packs.get(name)
    }

    /// An empty library that keeps the texts of another one: places in those can be shown by it too.
    #[must_use]
    pub fn beside(&self) -> Self {
        let (reading, means) = (self.reading.clone(), self.means.clone());
        Self { sources: self.sources.clone(), reading, means, ..Self::default() }
    }

    /// The same texts with other trees of packs.
    #[must_use]
    pub fn with_packs(&self, packs: IndexMap<String, Arc<PackFiles>>) -> Self {
        Self {
            sources: self.sources.clone(),
            packs,
            reading: self.reading.clone(),
            voice: self.voice.clone(),
            means: self.means.clone(),
            ..Self::default()
        }
    }

    /// The same, heard in the language of the rules themselves: translations are passed over.
    #[must_use]
    pub fn in_original(mut self) -> Self {
        self.speak(Language::default(), &[]);
        self
    }

    /// What was found when a pack was read.
    pub fn slips(&self, name: &str) -> &[Diagnostic] {
        self.slips.get(name).map_or(&[], Vec::as_slice)
    }

    /// Adds a pack whose files are given as name and text: rule files, and sheets and scripts that end in `.csv` and
    /// `.rhai`, which rule files name from where they stand. The answer is its name, if one of them has a `pack` item.
    pub fn add_pack<'t>(&mut self, texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Option<String> {
        self.add_packs([texts]).pop().flatten()
    }

    /// Adds several packs; their files are parsed side by side. The answer is their names.
    pub fn add_packs<'t, T: IntoIterator<Item = (&'t str, &'t str)>>(
        &mut self,
        packs: impl IntoIterator<Item = T>,
    ) -> Vec<Option<String>> {
        let mut all: Vec<(Vec<SourceId>, IndexMap<String, SourceId>)> = Vec::new();
        for texts in packs {
            let (mut files, mut sheets) = (Vec::new(), IndexMap::new());
            for (name, text) in texts {
                let id = self.sources.add(name, text);
                if [".csv", ".rhai"].iter().any(|ending| name.to_ascii_lowercase().ends_with(ending)) {
                    sheets.insert(name.to_owned(), id);
                } else {
                    files.push(id);
                }
            }
            all.push((files, sheets));
        }
        let unparsed = all.iter().map(|(files, sheets)| Unparsed {
            files: files.clone(),
            slips: Vec::new(),
            shelf: Shelf::Texts(sheets),
        });
        self.keep_packs(unparsed.collect())
    }

    /// Keeps what the head of a pack says, without the rest of it. Findings wait until the pack is read. The answer is the
    /// name of the pack.
    pub(super) fn keep_head(&mut self, texts: &[Cow<'_, str>]) -> Option<String> {
        let files: Vec<File> =
            texts.iter().map(|text| syntax::read(SourceId::default(), text, &Reading::heads()).value).collect();
        let facts = PackFacts::of(&files);
        let name = facts.name.as_ref().map(|name| name.text.clone())?;
        if !self.packs.contains_key(&name) {
            self.heads.entry(name.clone()).or_insert(facts);
        }
        Some(name)
    }

    /// Files a pack under its name, with what was found when it was read.
    pub(super) fn keep_tree(&mut self, pack: PackFiles, slips: Vec<Diagnostic>) -> Option<String> {
        let named = pack.facts.name.clone()?;
        self.heads.shift_remove(&named.text);
        if self.packs.contains_key(&named.text) {
            let message = format!("there is a second pack `{}`; the first one is used", named.text);
            let known = self.slips.entry(named.text.clone()).or_default();
            known.push(Diagnostic::warning("pack::name::twice", named.span, message).help("give it another name"));
        } else {
            self.packs.insert(named.text.clone(), Arc::new(pack));
            self.slips.insert(named.text.clone(), slips);
        }
        Some(named.text)
    }

    /// Whether a pack was read as a whole.
    pub(super) fn has(&self, name: &str) -> bool {
        self.packs.contains_key(name)
    }

    /// What is known of all packs, read or not.
    pub(super) fn facts(&self) -> Facts<'_> {
        let read = self.packs.iter().map(|(name, pack)| (name.as_str(), &pack.facts));
        read.chain(self.heads.iter().map(|(name, facts)| (name.as_str(), facts))).collect()
    }

    /// What the head of a pack says; nothing if it is not known.
    #[must_use]
    pub fn pack_facts(&self, name: &str) -> Option<&PackFacts> {
        self.packs.get(name).map(|pack| &pack.facts).or_else(|| self.heads.get(name))
    }

    pub(super) fn parse(&self, id: SourceId) -> Checked<File> {
        let text = self.sources.get(id).map_or("", |file| file.text.as_str());
        syntax::read(id, text, &self.reading)
    }

    /// The packs in use for a place, in the order in which one goes over the other, base first.
    #[must_use]
    pub fn in_order(&self, wanted: &[Wanted], place: &Place) -> Checked<Vec<Layer>> {
        layer::order(wanted, place, &self.facts())
    }

    /// The rule book for a place: some packs, all that they extend, and every pack that applies to the place and extends
    /// nothing but those; with all findings of their files.
    #[must_use]
    pub fn rule_book(&self, wanted: &[Wanted], place: &Place) -> Checked<RuleBook> {
        let (joined, checked) = self.checked(wanted, place);
        let read = joined.value.packs.iter().filter_map(|layer| self.slips.get(&layer.name));
        let mut findings: Vec<Diagnostic> = read.flatten().cloned().collect();
        let unread = findings.iter().any(hides) || of_packs_broken(&joined.findings);
        let (of_packs, later): (Vec<Diagnostic>, Vec<Diagnostic>) =
            joined.findings.into_iter().partition(|finding| finding.code.starts_with("pack::"));
        findings.extend(of_packs);
        let later = later.into_iter().chain(checked.findings);
        findings.extend(later.filter(|finding| !unread || stands_alone(finding)));
        Checked { value: checked.value, findings }
    }

    /// The packs in use for a place, joined, and the rule book that is made of them. Translations that nobody asked for
    /// change nothing: they are looked through while the rules are checked.
    fn checked(&self, wanted: &[Wanted], place: &Place) -> (Checked<Joined>, Checked<RuleBook>) {
        let check = |joined| check::check_in(joined, &self.sources, self.voice(), &self.means);
        let (mut joined, packs) = self.gathered(wanted, place);
        let files = packs.iter().map(Arc::as_ref);
        if self.language().is_some() {
            joined.findings.extend(layer::translate(&mut joined.value, self.language(), files));
            let book = check(&joined.value);
            return (joined, book);
        }
        let aside = SetAside::of(&mut joined.value);
        let (book, slips) = match aside.is_empty() {
            true => (check(&joined.value), Vec::new()),
            false => beside::both(|| check(&joined.value), || aside.verify(&joined.value, files.clone())),
        };
        joined.findings.extend(slips);
        (joined, book)
    }

    /// The packs in use for a place, joined: what [`Self::rule_book`] checks.
    #[must_use]
    pub fn joined(&self, wanted: &[Wanted], place: &Place) -> Joined {
        self.join(wanted, place).value
    }

    /// The packs in use, joined, in the language that was asked for.
    fn join(&self, wanted: &[Wanted], place: &Place) -> Checked<Joined> {
        let (mut joined, packs) = self.gathered(wanted, place);
        let texts = packs.iter().map(Arc::as_ref);
        joined.findings.extend(layer::translate(&mut joined.value, self.language(), texts));
        joined
    }

    /// The packs in use, joined, with their translations beside their texts.
    fn gathered(&self, wanted: &[Wanted], place: &Place) -> (Checked<Joined>, Vec<Arc<PackFiles>>) {
        let facts = self.facts();
        let order = layer::order(wanted, place, &facts);
        let pack = |layer: &Layer| self.packs.get(&layer.name).cloned().unwrap_or_default();
        let packs = with_names(order.value.iter().map(pack).collect());
        let mut joined = layer::join(order.value, &packs, place.on);
        let regions = facts.values().flat_map(|facts| &facts.regions);
        joined.value.regions = regions.map(|region| region.name.text.clone()).collect();
        joined.findings.splice(0..0, order.findings);
        (joined, packs)
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

/// The packs in use; where one of them names a KPI by its code, with its name in place of the code.
fn with_names(packs: Vec<Arc<PackFiles>>) -> Vec<Arc<PackFiles>> {
    let coded = |pack: &Arc<PackFiles>| pack.is_coded(sheet::has_codes);
    if !packs.iter().any(coded) {
        return packs;
    }
    // Only what declares KPIs has codes: a pack is the same beside any others.
    let declaring: Vec<Arc<PackFiles>> = packs.iter().filter(|pack| pack.declares_kpis()).cloned().collect();
    let named = |pack: &Arc<PackFiles>| {
        if !coded(pack) {
            return Arc::clone(pack);
        }
        let all = declaring.iter().map(|pack| pack.files.as_slice());
        pack.among(&declaring, || PackFiles::new(sheet::resolve_codes(&pack.files, all)))
    };
    packs.iter().map(named).collect()
}

/// Whether a pack is missing, or packs go in a circle.
fn of_packs_broken(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.code.starts_with("pack::") && finding.severity == Severity::Error)
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
