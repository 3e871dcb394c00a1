//! The city's own file: what it uses, what is known of it, and what it already does.

use super::programme::read_programme;
use crate::diagnostic::{Checked, Diagnostic};
use crate::model::dataset::City;
use crate::source::{Sources, Span, nearest};
use crate::syntax::tree::{Clause, ClauseKind, File, Item, ItemKind, Modifiers, Name, NamesWord, TextWord};

/// Reads the `city` and the `programme` items of a parsed `city.kpi`.
///
/// A city comes back even where findings are errors: what is broken is left out of it.
pub fn read_city(file: &File, sources: &Sources) -> Checked<City> {
    let mut findings = Vec::new();
    let mut city = City::default();
    let mut first: Option<&Item> = None;
    let mut programmes: Vec<Name> = Vec::new();
    for item in &file.items {
        match &item.kind {
            ItemKind::City => match first {
                None => {
                    first = Some(item);
                    fill_city(&mut city, item, &mut findings);
                }
                Some(earlier) => findings.push(second_city(item, earlier)),
            },
            ItemKind::Programme => {
                let name = head(item);
                if let Some(earlier) = programmes.iter().find(|earlier| earlier.text == name.text) {
                    findings.push(twice(&format!("the programme `{}` is", name.text), name.span, earlier.span));
                    continue;
                }
                programmes.push(name);
                city.programmes.push(read_programme(item, sources, &mut findings));
            }
            _ => findings.push(foreign_item(item, sources)),
        }
    }
    if first.is_none() {
        let finding =
            Diagnostic::error("data::city::missing", Span::new(file.source, 0, 0), "the file describes no city");
        findings.push(finding.help("write `city NAME \"Title\" { uses PACK }`"));
    }
    Checked { value: city, findings }
}

/// The name of an item; empty where it has none.
pub(super) fn head(item: &Item) -> Name {
    item.names.first().map_or_else(|| Name { text: String::new(), span: item.word }, |titled| titled.name.clone())
}

/// The title of an item, its name where none is written.
pub(super) fn title(item: &Item) -> String {
    let written = item.names.first().and_then(|titled| titled.title.as_ref()).map(|title| title.text.clone());
    written.unwrap_or_else(|| head(item).text)
}

fn fill_city(city: &mut City, item: &Item, findings: &mut Vec<Diagnostic>) {
    city.name = head(item).text;
    city.title = title(item);
    check_modifiers(&item.modifiers, "city", findings);
    let mut said = Said::default();
    for clause in &item.clauses {
        check_modifiers(&clause.modifiers, "city", findings);
        match &clause.kind {
            ClauseKind::Names { word: NamesWord::Uses, names } => uses(city, names, &mut said, findings),
            ClauseKind::Facet { facet, values } => attribute(city, (facet, values), &mut said, findings),
            ClauseKind::PreferSource(text) if said.first("prefer source", clause.word, findings) => {
                let because = clause.modifiers.because.as_ref().map(|because| because.text.clone());
                city.prefer_source = Some((text.text.clone(), because));
            }
            ClauseKind::Text { word: TextWord::About, text } if said.first("about", clause.word, findings) => {
                city.about = Some(text.text.clone());
            }
            ClauseKind::PreferSource(_) | ClauseKind::Text { word: TextWord::About | TextWord::Source, .. } => {}
            _ => findings.push(foreign_clause(
                clause,
                "city",
                "`uses`, `prefer source`, `about`, `source` and attributes such as `country: NO`",
            )),
        }
    }
    if city.uses.is_empty() {
        let finding = Diagnostic::warning("data::city::uses", head(item).span, "the city names no packs");
        findings
            .push(finding.here("by which rules is it judged?").help("add `uses u4ssc, reference_targets` to the city"));
    }
}

fn uses(city: &mut City, names: &[Name], said: &mut Said, findings: &mut Vec<Diagnostic>) {
    for name in names {
        if said.first(&format!("uses {}", name.text), name.span, findings) {
            city.uses.push(name.text.clone());
        }
    }
}

fn attribute(city: &mut City, (facet, values): (&Name, &[Name]), said: &mut Said, findings: &mut Vec<Diagnostic>) {
    if !said.first(&format!("{}:", facet.text), facet.span, findings) {
        return;
    }
    let Some(value) = values.first() else { return };
    if let Some(second) = values.get(1) {
        let message = format!("`{}` has more than one value", facet.text);
        let finding = Diagnostic::error("data::attribute::many", second.span, message).here("a second value");
        findings.push(finding.help(format!("keep one: `{}: {}`", facet.text, value.text)));
    }
    city.attributes.push((facet.text.clone(), value.text.clone()));
}

/// What a block has said so far, and where.
#[derive(Debug, Default)]
pub(super) struct Said {
    clauses: Vec<(String, Span)>,
}

impl Said {
    /// Whether this is the first time; if not, that is a finding.
    pub(super) fn first(&mut self, what: &str, span: Span, findings: &mut Vec<Diagnostic>) -> bool {
        if let Some((_, earlier)) = self.clauses.iter().find(|(known, _)| known == what) {
            findings.push(twice(&format!("`{what}` is"), span, *earlier));
            return false;
        }
        self.clauses.push((what.to_owned(), span));
        true
    }
}

fn twice(what: &str, span: Span, earlier: Span) -> Diagnostic {
    Diagnostic::error("data::clause::twice", span, format!("{what} there twice"))
        .here("the second one is left out")
        .and(earlier, "the first one")
        .help("keep one of the two")
}

fn second_city(item: &Item, earlier: &Item) -> Diagnostic {
    Diagnostic::error("data::city::second", head(item).span, "the file describes two cities")
        .here("the second one is left out")
        .and(head(earlier).span, "the first one")
        .help("put each city into a folder of its own")
}

fn foreign_item(item: &Item, sources: &Sources) -> Diagnostic {
    let word = sources.text(item.word);
    let message = format!("`{word}` does not belong in the file of a city");
    let help = match nearest(word, ["city", "programme"]) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "the file holds one `city` and its `programme`s; rules belong in a pack".to_owned(),
    };
    Diagnostic::error("data::city::item", item.word, message).help(help)
}

/// A clause that does not belong in its block.
pub(super) fn foreign_clause(clause: &Clause, block: &str, known: &str) -> Diagnostic {
    Diagnostic::error("data::city::clause", clause.word, format!("this clause does not belong in a `{block}`"))
        .help(format!("a `{block}` has {known}"))
}

/// Finds modifiers that mean nothing in the file of a city.
pub(super) fn check_modifiers(modifiers: &Modifiers, block: &str, findings: &mut Vec<Diagnostic>) {
    let found = [
        ("from", modifiers.from.map(|date| date.span)),
        ("until", modifiers.until.map(|date| date.span)),
        ("when", modifiers.when.as_ref().map(|condition| condition.span)),
        ("basis", modifiers.basis.as_ref().map(|name| name.span)),
        ("as", modifiers.name.as_ref().map(|name| name.span)),
        ("over", modifiers.over.first().map(|name| name.span)),
    ];
    for (word, span) in found {
        if let Some(span) = span {
            let message = format!("`{word}` means nothing in a `{block}`");
            findings.push(
                Diagnostic::warning("data::city::modifier", span, message).here("is not read").help("leave it out"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read_city;
    use crate::diagnostic::Checked;
    use crate::model::dataset::City;
    use crate::source::Sources;
    use crate::syntax::parse;

    fn read(text: &str) -> (Checked<City>, Vec<String>) {
        let mut sources = Sources::new();
        let id = sources.add("city.kpi", text);
        let parsed = parse(id, text);
        assert!(parsed.findings.is_empty(), "{:?}", parsed.findings);
        let checked = read_city(&parsed.value, &sources);
        let told =
            checked.findings.iter().map(|found| format!("{} {}", found.code, sources.place(found.span()))).collect();
        (checked, told)
    }

    #[test]
    fn a_city_and_its_programmes_are_read() {
        let (city, told) = read(
            "city trondheim \"Trondheim\" {\n  uses  u4ssc, reference_targets\n  country:  NO\n  terrain:  hilly\n  \
             prefer source \"Case study\"  because \"it has more digits\"\n  about \"A city.\"\n}\n\
             programme water_plan \"Plan\" {\n  tags  water, climate\n  from  2021\n  until  2032-02\n  \
             budget  25_000 NOK\n  source  \"Note 53\"\n}\n",
        );
        assert_eq!(told, [""; 0]);
        let city = city.value;
        assert_eq!((city.name.as_str(), city.title.as_str(), city.uses.len()), ("trondheim", "Trondheim", 2));
        assert_eq!(city.attributes, [("country".into(), "NO".into()), ("terrain".into(), "hilly".into())]);
        assert_eq!(city.prefer_source, Some(("Case study".into(), Some("it has more digits".into()))));
        let plan = &city.programmes[0];
        assert_eq!((plan.tags.join(" "), plan.budget.as_deref()), ("water climate".into(), Some("25_000 NOK")));
        assert_eq!(plan.until.unwrap().to_string(), "2032-02-29");
        assert_eq!(plan.source.as_deref(), Some("Note 53"));
    }

    #[test]
    fn slips_are_told_and_left_out() {
        for (text, told) in [
            ("", "data::city::missing city.kpi:1:1"),
            ("city a \"A\" {\n  uses p\n}\ncity b \"B\" {\n  uses p\n}\n", "data::city::second city.kpi:4:6"),
            ("city a \"A\" {\n  country: NO\n}\n", "data::city::uses city.kpi:1:6"),
            ("city a \"A\" {\n  uses p\n  unit %\n}\n", "data::city::clause city.kpi:3:3"),
            ("city a \"A\" {\n  uses p\n  country: NO\n  country: SE\n}\n", "data::clause::twice city.kpi:4:3"),
            ("city a \"A\" {\n  uses p\n  country: NO, SE\n}\n", "data::attribute::many city.kpi:3:16"),
            ("city a \"A\" {\n  uses p\n  country: NO  from 2020\n}\n", "data::city::modifier city.kpi:3:21"),
            ("city a \"A\" {\n  uses p\n}\nunit meter meters\n", "data::city::item city.kpi:4:1"),
        ] {
            assert_eq!(read(text).1, [told], "{text}");
        }
        let (city, _) = read("city a \"A\" {\n  uses p\n}\ncity b \"B\" {\n  uses q\n}\n");
        assert_eq!((city.value.name.as_str(), city.value.uses.join(" ")), ("a", "p".into()));
    }

    #[test]
    fn programmes_have_dates_in_order() {
        let city = "city a \"A\" {\n  uses p\n}\n";
        for (text, told) in [
            ("programme x \"X\" {\n  tags t\n  from 2020\n  until 2019\n}\n", "data::programme::dates city.kpi:7:9"),
            ("programme x \"X\" {\n  from 2020\n}\n", "data::programme::tags city.kpi:4:11"),
            (
                "programme x \"X\" {\n  tags t\n}\nprogramme x \"X\" {\n  tags t\n}\n",
                "data::clause::twice city.kpi:7:11",
            ),
        ] {
            assert_eq!(read(&format!("{city}{text}")).1, [told], "{text}");
        }
    }
}
