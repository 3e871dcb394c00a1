//! Kinds in words, and what lies between two of them.

use super::expression::{UnitExpr, UnitFactor};
use super::kind::Kind;
use super::table::UnitTable;

/// A base kind: its name, what a figure of it is called, its base unit, the unit that city figures use.
struct Base {
    name: &'static str,
    called: &'static str,
    unit: &'static str,
    customary: &'static str,
}

const fn base(name: &'static str, called: &'static str, unit: &'static str, customary: &'static str) -> Base {
    Base { name, called, unit, customary }
}

/// The physical base kinds, in the order in which words name them.
const BASES: &[Base] = &[
    base("money", "money", "money", "money"),
    base("energy", "an energy", "J", "kWh"),
    base("power", "a power", "W", "kW"),
    base("mass", "a mass", "kg", "kg"),
    base("volume", "a volume", "m3", "m3"),
    base("area", "an area", "m2", "m2"),
    base("length", "a length", "m", "m"),
    base("gas fraction", "a gas fraction", "ppm", "ppm"),
    base("sound level", "a sound level", "dB", "dB"),
    base("time", "a time", "s", "years"),
];

/// One part of a kind for words: an area or a volume stands for its power of length.
struct Part {
    name: String,
    exponent: i8,
}

impl Part {
    fn physical(&self) -> Option<&'static Base> {
        let quantity = self.name.split_once(" of ").map_or(self.name.as_str(), |(quantity, _)| quantity);
        BASES.iter().find(|base| base.name == quantity)
    }

    fn substance(&self) -> Option<&str> {
        self.name.split_once(" of ").map(|(_, substance)| substance)
    }

    fn rank(&self) -> usize {
        let quantity = self.name.split_once(" of ").map_or(self.name.as_str(), |(quantity, _)| quantity);
        BASES.iter().position(|base| base.name == quantity).unwrap_or(BASES.len())
    }

    fn times(&self) -> i8 {
        self.exponent.saturating_abs()
    }
}

/// The parts of a kind in the order of words: those above the line, and those below it.
fn parts(kind: &Kind) -> (Vec<Part>, Vec<Part>) {
    let name = |base: &str, exponent: i8| match (base, exponent) {
        ("length", 2 | -2) => Part { name: "area".to_owned(), exponent: exponent / 2 },
        ("length", 3 | -3) => Part { name: "volume".to_owned(), exponent: exponent / 3 },
        _ => Part { name: base.to_owned(), exponent },
    };
    let mut all: Vec<Part> = kind.factors().map(|(base, exponent)| name(base, exponent)).collect();
    all.sort_by_key(Part::rank);
    all.into_iter().partition(|part| part.exponent > 0)
}

/// A kind in words.
pub(super) fn describe(table: &UnitTable, kind: &Kind) -> String {
    let (above, below) = parts(kind);
    if above.is_empty() && below.is_empty() {
        return "a share".to_owned();
    }
    if let Some(whole) = concentration(&above, &below) {
        return whole;
    }
    let counted = above.iter().map(|part| called(table, part)).collect::<Vec<_>>().join(" times ");
    let above = if counted.is_empty() { "a number".to_owned() } else { counted };
    if below.is_empty() {
        return above;
    }
    let per: Vec<String> = below.iter().map(|part| raised(&spoken(&part.name), part.times())).collect();
    format!("{above} per {}", listed(&per))
}

/// Mass per volume has a word of its own.
fn concentration(above: &[Part], below: &[Part]) -> Option<String> {
    let ([mass], [volume]) = (above, below) else { return None };
    let is_mass = mass.physical().is_some_and(|base| base.name == "mass") && mass.exponent == 1;
    if !is_mass || volume.name != "volume" || volume.exponent != -1 {
        return None;
    }
    Some(mass.substance().map_or("a concentration".to_owned(), |of| format!("a concentration of {}", spoken(of))))
}

/// A part above the line: `a mass of CO2e`, `a number of households`.
fn called(table: &UnitTable, part: &Part) -> String {
    let words = match (part.physical(), part.substance()) {
        (Some(base), Some(substance)) => format!("{} of {}", base.called, spoken(substance)),
        (Some(base), None) => base.called.to_owned(),
        (None, _) => format!("a number of {}", spoken(&plural(table, &part.name))),
    };
    raised(&words, part.times())
}

fn raised(words: &str, power: i8) -> String {
    if power == 1 { words.to_owned() } else { format!("{words} to the power of {power}") }
}

fn plural(table: &UnitTable, singular: &str) -> String {
    let known = table.entry(singular).and_then(|entry| entry.plural.clone());
    known.unwrap_or_else(|| singular.to_owned())
}

fn spoken(name: &str) -> String {
    name.replace('_', " ")
}

/// `a`, `a and b`, `a, b and c`.
fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// What lies between two kinds.
pub(super) fn difference(table: &UnitTable, wanted: &Kind, got: &Kind) -> String {
    if wanted == got {
        return String::new();
    }
    if *wanted == got.power(-1) && !wanted.is_none() {
        return "it is upside down: what stands after `per` belongs before it".to_owned();
    }
    if let Some(words) = substances(wanted, got) {
        return words;
    }
    let (missing, surplus) = gaps(table, wanted, got);
    let verb = if missing.len() == 1 { "is" } else { "are" };
    let mut words = Vec::new();
    if !missing.is_empty() {
        words.push(format!("{} {verb} missing", listed(&missing)));
    }
    if !surplus.is_empty() {
        words.push(format!("one {} too much", surplus.join(" and one ")));
    }
    words.join(", ")
}

/// The factors that `got` lacks, and those that it has too many of.
fn gaps(table: &UnitTable, wanted: &Kind, got: &Kind) -> (Vec<String>, Vec<String>) {
    let (mut missing, mut surplus) = (Vec::new(), Vec::new());
    let (above, below) = parts(&wanted.divide(got));
    for part in above.iter().chain(&below) {
        let length_like = matches!(part.name.as_str(), "area" | "volume");
        let own = got.exponent(if length_like { "length" } else { &part.name });
        // What `got` should have less of stands in it already; what it should have more of may stand nowhere.
        let (list, per) = match (part.exponent > 0, own) {
            (true, ..0) => (&mut surplus, true),
            (true, _) => (&mut missing, false),
            (false, 1..) => (&mut surplus, false),
            (false, _) => (&mut missing, true),
        };
        list.push(typed(table, part, per));
    }
    (missing, surplus)
}

/// Two kinds that differ in `of SUBSTANCE` alone.
fn substances(wanted: &Kind, got: &Kind) -> Option<String> {
    let bare = |kind: &Kind| {
        kind.factors().fold(Kind::none(), |all, (name, exponent)| {
            let quantity = name.split_once(" of ").map_or(name, |(quantity, _)| quantity);
            all.multiply(&quantity_kind(quantity).power(exponent))
        })
    };
    let of = |kind: &Kind| {
        kind.factors().find_map(|(name, _)| name.split_once(" of ").map(|(_, substance)| substance.to_owned()))
    };
    if bare(wanted) != bare(got) {
        return None;
    }
    match (of(wanted), of(got)) {
        (Some(wanted), Some(got)) => Some(format!("`of {wanted}` is wanted in the place of `of {got}`")),
        (Some(wanted), None) => Some(format!("`of {wanted}` is missing")),
        (None, Some(got)) => Some(format!("`of {got}` is too much")),
        (None, None) => None,
    }
}

/// The kind of a quantity without its substance.
fn quantity_kind(quantity: &str) -> Kind {
    match quantity {
        "area" => Kind::base("length").power(2),
        "volume" => Kind::base("length").power(3),
        "power" => Kind::base("energy").divide(&Kind::base("time")),
        other => Kind::base(other),
    }
}

/// A part as it would be typed: `` `per inhabitant` ``, `` `per year` or the like ``.
fn typed(table: &UnitTable, part: &Part, per: bool) -> String {
    let count = part.times();
    let name = unit_name(table, part, per);
    let of = part.substance().map(|substance| format!(" of {substance}")).unwrap_or_default();
    let per = if per { "per " } else { "" };
    let again = if count == 1 { String::new() } else { format!(" ({count} times)") };
    let like = if part.physical().is_some() && part.substance().is_none() { " or the like" } else { "" };
    format!("`{per}{name}{of}`{like}{again}")
}

/// The name of the unit that city figures use for a part.
fn unit_name(table: &UnitTable, part: &Part, per: bool) -> String {
    match part.physical() {
        Some(base) if per && base.customary == "years" => "year".to_owned(),
        Some(base) => base.customary.to_owned(),
        None if per => part.name.clone(),
        None => plural(table, &part.name),
    }
}

/// The written unit in which a figure of a kind is shown when nobody says in which.
pub(super) fn customary(table: &UnitTable, kind: &Kind) -> UnitExpr {
    let (above, below) = parts(kind);
    let mut factors = Vec::new();
    for (part, per) in above.iter().map(|part| (part, false)).chain(below.iter().map(|part| (part, true))) {
        let name = unit_name(table, part, per);
        let substance = part.substance().map(str::to_owned);
        for _ in 0..part.times() {
            factors.push(UnitFactor { per, number: 1.0, name: name.clone(), substance: substance.clone(), at: (0, 0) });
        }
    }
    if above.is_empty() && !factors.is_empty() {
        let name = "number".to_owned();
        factors.insert(0, UnitFactor { per: false, number: 1.0, name, substance: None, at: (0, 0) });
    }
    UnitExpr { factors }
}

/// The base unit of a kind as text: `J per s`; nothing for shares.
pub(super) fn base_unit(kind: &Kind) -> String {
    let (above, below) = parts(kind);
    let name = |part: &Part| part.physical().map_or_else(|| part.name.clone(), |base| base.unit.to_owned());
    let above = above.iter().map(name);
    let below = below.iter().map(|part| format!("per {}", name(part)));
    above.chain(below).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use crate::unit::{Kind, UnitTable, read_unit};

    fn table() -> UnitTable {
        let mut table = UnitTable::builtin();
        for (one, many) in [("inhabitant", "inhabitants"), ("live_birth", "live_births"), ("death", "deaths")] {
            table.declare(one, Some(many)).unwrap();
        }
        table
    }

    fn kind(text: &str) -> Kind {
        table().resolve(&read_unit(text).unwrap()).unwrap().kind
    }

    #[test]
    fn kinds_have_words() {
        for (unit, words) in [
            ("%", "a share"),
            ("L per day per inhabitant", "a volume per time and inhabitant"),
            ("km per h", "a length per time"),
            ("t of CO2e per inhabitant", "a mass of CO2e per inhabitant"),
            ("ug per m3", "a concentration"),
            ("deaths per 100_000 live_births", "a number of deaths per live birth"),
            ("NOK per year", "money per time"),
            ("kW", "an energy per time"),
            ("ha per inhabitant", "an area per inhabitant"),
            ("number per year", "a number per time"),
            ("inhabitants", "a number of inhabitants"),
            ("m3 m3", "a length to the power of 6"),
            ("km inhabitants", "a length times a number of inhabitants"),
        ] {
            assert_eq!(table().describe(&kind(unit)), words, "{unit}");
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        for (wanted, got, words) in [
            ("L per day per inhabitant", "L per day", "`per inhabitant` is missing"),
            ("kWh per inhabitant", "kWh per year per inhabitant", "one `per year` or the like too much"),
            ("kWh per year", "kWh", "`per year` or the like is missing"),
            ("%", "inhabitants", "one `inhabitants` too much"),
            ("inhabitants", "%", "`inhabitants` is missing"),
            ("km per h", "h per km", "it is upside down: what stands after `per` belongs before it"),
            ("t of CO2e", "t", "`of CO2e` is missing"),
            ("t", "kg of CO2e", "`of CO2e` is too much"),
            ("t of CO2e", "t of waste", "`of CO2e` is wanted in the place of `of waste`"),
            ("m3 of gas", "L", "`of gas` is missing"),
            ("L", "m2", "`m` or the like is missing"),
            ("L", "m", "`m2` or the like is missing"),
            ("km", "kWh", "`m` or the like is missing, one `kWh` or the like too much"),
            (
                "L per day per inhabitant",
                "%",
                "`m3` or the like, `per year` or the like and `per inhabitant` are missing",
            ),
            ("%", "%", ""),
        ] {
            assert_eq!(table().difference(&kind(wanted), &kind(got)), words, "{wanted} / {got}");
        }
    }

    #[test]
    fn every_kind_has_a_customary_unit() {
        for (unit, shown) in [
            ("L per day per inhabitant", "m3 per year per inhabitant"),
            ("J", "kWh"),
            ("kg of CO2e per h", "kg of CO2e per year"),
            ("deaths per 100_000 live_births", "deaths per live_birth"),
            ("number per h", "number per year"),
            ("h", "years"),
        ] {
            let (table, kind) = (table(), kind(unit));
            let customary = table.customary(&kind);
            assert_eq!(customary.written.to_string(), shown);
            assert_eq!(customary.kind, kind);
        }
        assert!(table().customary(&Kind::none()).kind.is_none());
    }
}
