//! A city's files: what it uses and is, and the sheets with its figures.

use super::library::Library;
use crate::data;
use crate::diagnostic::{Checked, Diagnostic};
use crate::layer::{self, Place, Translated, Wanted};
use crate::model::dataset::{City, Dataset};
use crate::model::rules::RuleBook;
use crate::source::{SourceId, Span};
use crate::syntax::tree::{ClauseKind, File, ItemKind, NamesWord};

/// A city as read; its figures wait for a rule book that knows their items.
#[derive(Debug, Clone, Default)]
pub struct CityTexts {
    /// What is known of it apart from its figures.
    pub city: City,
    /// The packs that it uses, with the places where it names them.
    pub uses: Vec<Wanted>,
    /// Its sheets.
    sheets: Vec<SourceId>,
    /// What it says in the language that was asked for.
    translated: Translated,
    /// Where the city is declared.
    pub span: Span,
}

impl CityTexts {
    /// What is known of the place: its name as `city`, and its attributes.
    #[must_use]
    pub fn place(&self) -> Place {
        let attributes = self.city.attributes.iter();
        let place = attributes.fold(Place::unknown(), |place, (attribute, value)| place.with(attribute, value));
        place.with("city", &self.city.name)
    }
}

impl Library {
    /// Reads the city's own file.
    pub(super) fn keep_city(
        &self,
        rules: SourceId,
        sheets: Vec<SourceId>,
        mut findings: Vec<Diagnostic>,
    ) -> Checked<CityTexts> {
        let mut parsed = self.parse(rules);
        findings.extend(parsed.findings);
        let text = |id: &SourceId| self.sources.get(*id).map(|file| file.text.as_str());
        let in_sheets = |text_of: &str| sheets.iter().filter_map(text).any(|sheet| sheet.contains(text_of));
        let elsewhere = |text: &str| in_sheets(text) || in_sheets(&text.replace('"', "\"\""));
        let translated = layer::translate_items(&mut parsed.value.items, self.language(), &elsewhere);
        findings.extend(translated.findings);
        let read = data::read_city(&parsed.value, &self.sources);
        findings.extend(read.findings);
        let span = head(&parsed.value).unwrap_or_else(|| Span::new(rules, 0, 0));
        let city =
            CityTexts { city: read.value, uses: uses(&parsed.value), sheets, span, translated: translated.value };
        Checked { value: city, findings }
    }

    /// The city's figures, looked up in a rule book.
    #[must_use]
    pub fn dataset(&self, city: &CityTexts, book: &RuleBook) -> Checked<Dataset> {
        let mut dataset = Dataset { city: translated(&city.city, book), ..Dataset::default() };
        dataset.by_item.resize(book.items.len(), Vec::new());
        let mut findings = Vec::new();
        for sheet in &city.sheets {
            let text = self.sources.get(*sheet).map_or("", |file| file.text.as_str());
            findings.extend(data::read_figures(*sheet, text, book, &mut dataset));
        }
        findings.extend(data::attach_attributes(&city.city, book, &mut dataset, city.span));
        if self.language().is_some() {
            tell(&mut dataset, &city.translated, book);
        }
        Checked { value: dataset, findings }
    }
}

/// The city's own texts, where the packs in use translate them.
fn translated(city: &City, book: &RuleBook) -> City {
    let mut city = city.clone();
    let tell = |text: &mut String| *text = book.told(text).to_owned();
    tell(&mut city.title);
    city.about.iter_mut().for_each(tell);
    for programme in &mut city.programmes {
        tell(&mut programme.title);
        programme.about.iter_mut().chain(&mut programme.source).for_each(tell);
    }
    city
}

/// What the city's sheets say in words, where the city or the packs in use translate it.
fn tell(dataset: &mut Dataset, own: &Translated, book: &RuleBook) {
    let told = |text: &str| {
        let said = own.text(text);
        if said == text { book.told(text).to_owned() } else { said.to_owned() }
    };
    for figure in &mut dataset.figures {
        figure.note = told(&figure.note);
        figure.place = told(&figure.place);
        if !dataset.sources.contains_key(&figure.source) {
            let source = told(&figure.source);
            if source != figure.source {
                dataset.spoken.insert(source.clone());
            }
            dataset.sources.insert(figure.source.clone(), source);
        }
    }
    let sources = dataset.city.programmes.iter().filter_map(|programme| programme.source.clone());
    let spoken = |source: &String| own.spoken.contains(source) || book.texts.values().any(|text| text == source);
    dataset.spoken.extend(sources.filter(spoken));
}

fn head(file: &File) -> Option<Span> {
    file.items.iter().find(|item| item.kind == ItemKind::City).map(|item| item.word)
}

fn uses(file: &File) -> Vec<Wanted> {
    let cities = file.items.iter().filter(|item| item.kind == ItemKind::City);
    let clauses = cities.flat_map(|city| &city.clauses);
    let names = clauses.filter_map(|clause| match &clause.kind {
        ClauseKind::Names { word: NamesWord::Uses, names } => Some(names),
        _ => None,
    });
    names.flatten().map(|name| Wanted { name: name.text.clone(), span: Some(name.span) }).collect()
}
