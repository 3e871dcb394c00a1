//! What is known of a city (`terrain: hilly`), as figures of the inputs of that name.

use super::figure_value::{Written, figure_value};
use super::lookup::item_of;
use super::problem::quoted;
use crate::diagnostic::Diagnostic;
use crate::model::dataset::{City, Dataset, Figure};
use crate::model::rules::{Item, ItemKind, RuleBook};
use crate::source::{Span, nearest};
use crate::value::Status;

/// Adds the attributes of a city to its figures. They hold for every year. `span` is where the city is described.
pub fn attach_attributes(city: &City, book: &RuleBook, dataset: &mut Dataset, span: Span) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (name, text) in &city.attributes {
        let item = book.item_names.get(name).and_then(|id| item_of(*id, book));
        match item.filter(|item| item.kind == ItemKind::Input) {
            Some(item) => match figure(item, text, book, span) {
                Ok(figure) => dataset.push(figure),
                Err(found) => findings.extend(found),
            },
            None if name == "country" => {}
            None => findings.push(unknown(name, item, book, span)),
        }
    }
    findings
}

fn figure(item: &Item, text: &str, book: &RuleBook, span: Span) -> Result<Figure, Vec<Diagnostic>> {
    let located = |problem: super::CellProblem| problem.at(span, format!("`{}: {text}`", item.name));
    let found = figure_value(&Written::new(text, ""), item, book);
    let value = found.map_err(|problems| problems.into_iter().map(located).map(without_fix).collect::<Vec<_>>())?;
    let status = if value.value.is_some() { Status::Reported } else { Status::NotReported };
    Ok(Figure {
        item: item.id,
        year: None,
        value: value.value,
        printed: text.to_owned(),
        unit: value.unit,
        status,
        quality: None,
        source: "city.kpi".to_owned(),
        place: String::new(),
        note: String::new(),
        currency: value.currency,
        converted: value.converted,
        line: 0,
        span,
    })
}

/// The span is that of the whole city, which a fix must not replace.
fn without_fix(finding: Diagnostic) -> Diagnostic {
    Diagnostic { fix: None, ..finding }
}

fn unknown(name: &str, item: Option<&Item>, book: &RuleBook, span: Span) -> Diagnostic {
    let code = "data::attribute::unknown";
    if item.is_some() {
        let message = format!("`{name}` is no input, so that it cannot be known of a city beforehand");
        return Diagnostic::error(code, span, message).help("report it in the city's data");
    }
    let inputs = book.items.iter().filter(|item| item.kind == ItemKind::Input).map(|item| item.name.as_str());
    match nearest(name, inputs) {
        Some(near) => {
            let message = format!("no input is called {}", quoted(name));
            Diagnostic::warning(code, span, message).help(format!("did you mean `{near}`?"))
        }
        None => {
            let message = format!("no pack in use asks for {}", quoted(name));
            Diagnostic::advice(code, span, message)
                .help(format!("declare `input {name}` in a pack, or leave the attribute out"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::attach_attributes;
    use crate::data::fixture::{book, item};
    use crate::diagnostic::Severity;
    use crate::model::dataset::{City, Dataset};
    use crate::source::Span;
    use crate::value::Value;

    type Told = (&'static str, Severity, Option<String>);

    fn attach(attributes: &[(&str, &str)]) -> (Dataset, Vec<Told>) {
        let attributes = attributes.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let (city, mut dataset) = (City { attributes, ..City::default() }, Dataset::default());
        let findings = attach_attributes(&city, &book(), &mut dataset, Span::default());
        (dataset, findings.into_iter().map(|found| (found.code, found.severity, found.help)).collect())
    }

    #[test]
    fn attributes_become_figures_of_every_year() {
        let (dataset, findings) = attach(&[("terrain", "hilly"), ("country", "NO")]);
        assert!(findings.is_empty());
        let book = book();
        let (_, country) = dataset.figures_of(item(&book, "country").id).next().unwrap();
        assert_eq!((country.year, country.value.as_ref()), (None, Some(&Value::Text("NO".into()))));
        assert_eq!(dataset.figures.len(), 2);
    }

    #[test]
    fn unknown_attributes_and_words_are_told() {
        let (dataset, findings) =
            attach(&[("terain", "hilly"), ("coast", "yes"), ("terrain", "hily"), ("green_area", "3")]);
        assert!(dataset.figures.is_empty());
        let told: Vec<_> = findings.iter().map(|(code, severity, _)| (*code, *severity)).collect();
        assert_eq!(
            told,
            [
                ("data::attribute::unknown", Severity::Warning),
                ("data::attribute::unknown", Severity::Advice),
                ("data::value::choice", Severity::Error),
                ("data::attribute::unknown", Severity::Error),
            ]
        );
        assert_eq!(findings[0].2.as_deref(), Some("did you mean `terrain`?"));
    }
}
