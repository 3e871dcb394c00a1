//! The item that a cell names.

use super::problem::{CellPart, CellProblem, quoted};
use crate::cells::{any_of, as_name};
use crate::model::rules::{Item, RuleBook};
use crate::source::nearest;
use crate::value::ItemId;

/// The item of a full name, of a short name that is unique, or of a code that one item alone has.
pub(super) fn find_item<'a>(text: &str, book: &'a RuleBook) -> Option<&'a Item> {
    let by_name = |name: &str| book.item_names.get(name).and_then(|id| item_of(*id, book));
    if text.is_empty() || text.len() > 1_000 {
        return None;
    }
    by_name(text).or_else(|| by_name(&as_name(text))).or_else(|| by_code(text, book))
}

/// The item in its place of the rule book's list.
pub(super) fn item_of(id: ItemId, book: &RuleBook) -> Option<&Item> {
    book.items.get(id.0 as usize)
}

fn by_code<'a>(text: &str, book: &'a RuleBook) -> Option<&'a Item> {
    let wanted = level(text);
    let mut found = book.items.iter().filter(|item| item.code.as_deref().is_some_and(|code| level(code) == wanted));
    let first = found.next();
    if found.next().is_some() { None } else { first }
}

/// A code without its spaces, in small letters.
fn level(code: &str) -> String {
    code.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Says that no item has that name, and which one was probably meant.
pub(super) fn unknown_item(text: &str, book: &RuleBook) -> CellProblem {
    if text.is_empty() {
        return CellProblem::error("data::item::missing", CellPart::Item, "the row names no item")
            .help("write the name of an input or a KPI, as `yardstick list kpis` shows it");
    }
    let problem = |message: String| CellProblem::error("data::item::unknown", CellPart::Item, message);
    let tail = format!(".{}", as_name(text));
    let several: Vec<&str> = book.item_names.keys().filter(|name| name.ends_with(&tail)).map(String::as_str).collect();
    if !several.is_empty() {
        let first = several.iter().copied().take(4);
        return problem(format!("{} names several inputs", quoted(text))).help(format!("write {}", any_of(first)));
    }
    let coded = book.items.iter().filter(|item| item.code.as_deref().is_some_and(|code| level(code) == level(text)));
    let coded: Vec<&str> = coded.map(|item| item.name.as_str()).collect();
    if !coded.is_empty() {
        let first = coded.iter().copied().take(4);
        return problem(format!("{} is the code of several items", quoted(text)))
            .help(format!("write {}", any_of(first)));
    }
    let unknown = problem(format!("no input, KPI or point is called {}", quoted(text)));
    match near(text, book) {
        Some(name) => unknown.help(format!("did you mean `{name}`?")).cure(name),
        None => unknown.help("`yardstick list kpis` shows the names that the packs in use know"),
    }
}

/// The nearest name, or the nearest code.
fn near<'a>(text: &str, book: &'a RuleBook) -> Option<&'a str> {
    let codes = || book.items.iter().filter_map(|item| item.code.as_deref());
    if text.chars().nth(200).is_some() {
        return None;
    }
    nearest(&as_name(text), book.item_names.keys().map(String::as_str))
        .or_else(|| if text.contains(':') { nearest(text, codes()) } else { None })
}

#[cfg(test)]
mod tests {
    use super::{find_item, unknown_item};
    use crate::data::fixture::book;

    #[test]
    fn items_have_names_and_codes() {
        let book = book();
        for text in ["water_supply_loss", "Water supply loss", "loss", "EC: ICT: WS: 4C", "ec:ict:ws:4c"] {
            assert_eq!(find_item(text, &book).unwrap().name, "water_supply_loss", "{text}");
        }
        assert!(find_item("", &book).is_none());
    }

    #[test]
    fn an_unknown_name_gets_the_nearest() {
        let book = book();
        for (text, help) in [
            ("watre_supply_loss", "did you mean `water_supply_loss`?"),
            ("EC: ICT: WS: 5C", "did you mean `EC: ICT: WS: 4C`?"),
            ("waste", "write `solid_waste_treatment.landfill.waste` or `solid_waste_treatment.recycled.waste`"),
            ("tram_lines", "`yardstick list kpis` shows the names that the packs in use know"),
        ] {
            assert_eq!(unknown_item(text, &book).help.as_deref(), Some(help));
        }
        assert_eq!(unknown_item("", &book).code, "data::item::missing");
    }
}
