//! A small rule book for the tests of this room.

use crate::model::rules::{AlsoIn, Case, Item, ItemKind, Measure, Note, RuleBook};
use crate::unit::{UnitTable, read_unit};
use crate::value::{ItemId, Symbol};

/// The built-in units and some counted things.
pub(super) fn units() -> UnitTable {
    let mut table = UnitTable::builtin();
    for (one, many) in [("inhabitant", Some("inhabitants")), ("household", Some("households")), ("FTE", None)] {
        table.declare(one, many).unwrap();
    }
    table
}

/// An item without any clause.
fn bare(name: &str, kind: ItemKind, measure: Measure) -> Item {
    Item { measure, ..Item::bare(ItemId(0), kind, name) }
}

fn add(book: &mut RuleBook, mut item: Item) {
    item.id = ItemId(u32::try_from(book.items.len()).unwrap());
    book.item_names.insert(item.name.clone(), item.id);
    book.items.push(item);
}

fn measured(book: &RuleBook, unit: &str) -> Measure {
    Measure::Unit(Box::new(book.units.resolve(&read_unit(unit).unwrap()).unwrap()))
}

/// A rule book with an item of every sort.
pub(super) fn book() -> RuleBook {
    let mut book = RuleBook { units: units(), ..RuleBook::default() };
    for (name, code, unit) in [
        ("water_supply_loss", "EC: ICT: WS: 4C", "%"),
        ("fire_service", "SC: SH: SA: 5C", "FTE per 100_000 inhabitants"),
        ("electricity_use", "EN: EN: EC: 1C", "kWh per year per inhabitant"),
        ("emergency_response_time", "SC: SH: SA: 6C", "min"),
        ("green_area", "EN: EN: PS: 1C", "ha per 100_000 inhabitants"),
        ("solid_waste_treatment", "EN: EN: WA: 1C", "%"),
    ] {
        let measure = measured(&book, unit);
        add(&mut book, Item { code: Some(code.to_owned()), ..bare(name, ItemKind::Kpi, measure) });
    }
    for (name, unit) in [
        ("population", "inhabitants"),
        ("electricity_total", "kWh"),
        ("culture_cost", "money per inhabitant"),
        ("road_cost", "NOK"),
        ("solid_waste_treatment.landfill.waste", "t"),
        ("solid_waste_treatment.recycled.waste", "t"),
        ("plain_count", "number"),
    ] {
        let measure = measured(&book, unit);
        add(&mut book, bare(name, ItemKind::Input, measure));
    }
    add_special(&mut book);
    book
}

fn add_special(book: &mut RuleBook) {
    let words = ["flat", "hilly", "mountain"].map(|word| {
        let at = book.words.insert_full(word.to_owned()).0;
        Symbol(u32::try_from(at).unwrap())
    });
    add(book, bare("terrain", ItemKind::Input, Measure::OneOf(words.to_vec())));
    add(book, bare("country", ItemKind::Input, Measure::Text));
    add(book, bare("urban_planning", ItemKind::Kpi, Measure::YesNo));
    let unit = book.units.resolve(&read_unit("ppm").unwrap()).unwrap();
    let value = AlsoIn { unit, factor: 1.9e-6, written: "1_900 ug per m3 per ppm".to_owned() };
    let also = Case { value, when: None, from: None, until: None, note: Note::default() };
    let measure = measured(book, "ug per m3");
    add(book, Item { also_in: vec![also], ..bare("no2", ItemKind::Input, measure) });
    let loss = book.item_names.get("water_supply_loss").copied().unwrap();
    book.item_names.insert("loss".to_owned(), loss);
}

/// The item of that name.
pub(super) fn item<'a>(book: &'a RuleBook, name: &str) -> &'a Item {
    let id = book.item_names.get(name).unwrap();
    &book.items[id.0 as usize]
}
