//! All units that a run knows: the built-in ones and those that packs declare.

use super::builtin::{GROUPS, Group, OTHER_SPELLINGS, Row};
use super::currency::CURRENCIES;
use super::display::Naming;
use super::expression::{UnitExpr, UnitFactor};
use super::kind::Kind;
use super::measure::Unit;
use super::number::full_precision;
use super::problem::UnitProblem;
use super::words;
use std::collections::BTreeMap;

/// The units by their names.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitTable {
    entries: Vec<Entry>,
    by_name: BTreeMap<String, usize>,
}

impl Default for UnitTable {
    fn default() -> Self {
        Self::builtin()
    }
}

/// A unit with its names.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub singular: String,
    pub plural: Option<String>,
    /// What it is called in the language of the rules' reader: one, and many.
    called: Option<(String, String)>,
    unit: Unit,
    origin: Origin,
    about: String,
    example: String,
}

impl Entry {
    /// The unit in words, beside a one or beside another number.
    pub(super) fn in_words(&self, one: bool, naming: &dyn Naming) -> String {
        if let Some((single, many)) = self.called.as_ref().filter(|_| naming.translates()) {
            return if one { single } else { many }.clone();
        }
        let builtin = if self.is_builtin() { naming.builtin(&self.singular, one) } else { None };
        let own = if one { &self.singular } else { self.plural.as_ref().unwrap_or(&self.singular) };
        builtin.unwrap_or_else(|| own.replace('_', " "))
    }

    fn is_builtin(&self) -> bool {
        matches!(self.origin, Origin::Substance(_) | Origin::Builtin)
    }
}

/// Where a unit comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// Built in, and the measure of some substance where `of` follows: its quantity in one word.
    Substance(&'static str),
    /// Built in, and never of a substance.
    Builtin,
    /// A counted thing that a pack declares.
    Declared,
    /// Another name for a unit that a pack declares.
    Alias,
}

/// One line of the list of units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    /// The name, or the singular where there are two.
    pub name: String,
    /// The plural, where it differs.
    pub plural: Option<String>,
    /// What it stands for: `hectare`.
    pub what: String,
    /// What it measures: `an area`.
    pub kind: String,
    /// What one of it is in the base unit of its kind: `3600 s`. Empty for a currency, which has no fixed worth.
    pub factor: String,
    /// A figure in the unit.
    pub example: String,
}

impl UnitTable {
    /// The built-in units.
    #[must_use]
    pub fn builtin() -> Self {
        let mut table = Self { entries: Vec::new(), by_name: BTreeMap::new() };
        for group in GROUPS {
            for row in group.units {
                table.add(builtin_entry(group, row));
            }
        }
        for (code, name) in CURRENCIES {
            table.add(currency_entry(code, name));
        }
        table
    }

    /// Declares a counted thing: `unit household households`. It is a kind of its own. Declaring the same thing twice
    /// is no slip, since two packs may both need it.
    ///
    /// # Errors
    ///
    /// When one of the names is taken.
    pub fn declare(&mut self, singular: &str, plural: Option<&str>) -> Result<(), UnitProblem> {
        let unit = Unit { kind: Kind::base(singular), ..named_plainly(singular) };
        self.admit(entry(singular, plural, unit, Origin::Declared))
    }

    /// Declares another name for a unit: `unit student students = inhabitant`.
    ///
    /// # Errors
    ///
    /// When one of the names is taken, or the other unit does not exist.
    pub fn declare_alias(&mut self, singular: &str, plural: Option<&str>, of: &UnitExpr) -> Result<(), UnitProblem> {
        let unit = Unit { written: named_plainly(singular).written, ..self.resolve(of)? };
        self.admit(entry(singular, plural, unit, Origin::Alias))
    }

    /// Says what a unit is called in the language of the rules' reader.
    pub fn call(&mut self, name: &str, one: &str, many: &str) {
        if let Some(entry) = self.by_name.get(name).and_then(|at| self.entries.get_mut(*at)) {
            entry.called = Some((one.to_owned(), many.to_owned()));
        }
    }

    /// Looks up the names of a written unit. A unit without factors is the unit `number`.
    ///
    /// # Errors
    ///
    /// When a name is unknown, `of` stands where it cannot, a number is 0, or two currencies meet.
    pub fn resolve(&self, written: &UnitExpr) -> Result<Unit, UnitProblem> {
        if written.factors.is_empty() {
            return Ok(Unit::plain());
        }
        let mut unit = Unit { written: written.clone(), ..Unit::plain() };
        for factor in &written.factors {
            let own = self.one(factor)?;
            if factor.number == 0.0 {
                return Err(UnitProblem::Zero { name: factor.name.clone(), at: factor.at });
            }
            unit.absorb(&own, factor.number, factor.per);
            unit.currency = one_currency(unit.currency, own.currency, factor.at)?;
        }
        if unit.kind.exponent("money") == 0 {
            unit.currency = None;
        }
        Ok(unit)
    }

    /// The unit in which a figure of a kind is shown when nobody says in which: `kWh per year`, `m3 per inhabitant`.
    #[must_use]
    pub fn customary(&self, kind: &Kind) -> Unit {
        let written = words::customary(self, kind);
        self.resolve(&written).unwrap_or_else(|_| Unit { kind: kind.clone(), ..Unit::plain() })
    }

    /// A kind in words: `a share`, `a volume per time and inhabitant`.
    #[must_use]
    pub fn describe(&self, kind: &Kind) -> String {
        words::describe(self, kind)
    }

    /// What lies between two kinds: `` `per inhabitant` is missing ``. Empty if they are the same.
    #[must_use]
    pub fn difference(&self, wanted: &Kind, got: &Kind) -> String {
        words::difference(self, wanted, got)
    }

    /// All names, singular and plural, in the order in which they were declared.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().flat_map(|entry| std::iter::once(entry.singular.as_str()).chain(entry.plural.as_deref()))
    }

    /// One line for each unit, in the order in which they were declared.
    #[must_use]
    pub fn rows(&self) -> Vec<UnitRow> {
        self.entries.iter().map(|entry| self.row(entry)).collect()
    }

    pub(super) fn entry(&self, name: &str) -> Option<&Entry> {
        self.by_name.get(name).and_then(|at| self.entries.get(*at))
    }

    fn row(&self, entry: &Entry) -> UnitRow {
        let size = full_precision(entry.unit.to_base(1.0));
        let base = words::base_unit(&entry.unit.kind);
        let factor = match entry.unit.currency {
            Some(_) => String::new(),
            None => format!("{size} {base}").trim_end().to_owned(),
        };
        UnitRow {
            name: entry.singular.clone(),
            plural: entry.plural.clone().filter(|plural| *plural != entry.singular),
            what: entry.about.clone(),
            kind: self.describe(&entry.unit.kind),
            factor,
            example: entry.example.clone(),
        }
    }

    /// Adds a declared unit if its names are free.
    fn admit(&mut self, new: Entry) -> Result<(), UnitProblem> {
        for name in std::iter::once(&new.singular).chain(new.plural.as_ref()) {
            if let Some(known) = self.entry(name) {
                if known.is_same(&new) {
                    return Ok(());
                }
                return Err(UnitProblem::Taken { name: name.clone(), by: self.holder(known) });
            }
        }
        self.add(new);
        Ok(())
    }

    /// What has a name already, in words.
    fn holder(&self, known: &Entry) -> String {
        match known.origin {
            Origin::Declared => "a counted thing that is declared elsewhere".to_owned(),
            Origin::Alias => format!("another name for {}", self.describe(&known.unit.kind)),
            Origin::Substance(_) | Origin::Builtin => format!("built in ({})", known.about),
        }
    }

    fn add(&mut self, entry: Entry) {
        let at = self.entries.len();
        self.by_name.insert(entry.singular.clone(), at);
        if let Some(plural) = &entry.plural {
            self.by_name.insert(plural.clone(), at);
        }
        self.entries.push(entry);
    }

    /// The unit of one factor, without its number and its `per`.
    fn one(&self, factor: &UnitFactor) -> Result<Unit, UnitProblem> {
        let name = factor.name.as_str();
        let Some(entry) = self.entry(name) else {
            let nearest = self.meant(name);
            return Err(UnitProblem::Unknown { name: name.to_owned(), at: factor.at, nearest });
        };
        match (&factor.substance, entry.origin) {
            (None, _) => Ok(entry.unit.clone()),
            (Some(substance), Origin::Substance(quantity)) => {
                Ok(Unit { kind: Kind::base(&format!("{quantity} of {substance}")), ..entry.unit.clone() })
            }
            (Some(substance), _) => {
                let (name, substance) = (name.to_owned(), substance.clone());
                Err(UnitProblem::OutOfPlace { name, substance, at: factor.at })
            }
        }
    }

    /// The known name behind another usual spelling, or behind the wrong case.
    fn meant(&self, name: &str) -> Option<String> {
        let spelling = OTHER_SPELLINGS.iter().find(|(other, _)| *other == name || *other == name.to_lowercase());
        if let Some((_, known)) = spelling {
            let first = known.split(' ').next().unwrap_or(known);
            return self.entry(first).map(|_| (*known).to_owned());
        }
        self.names().find(|known| known.to_lowercase() == name.to_lowercase()).map(str::to_owned)
    }
}

impl Entry {
    fn is_same(&self, other: &Self) -> bool {
        self.singular == other.singular
            && self.plural == other.plural
            && self.unit.same_scale(&other.unit)
            && self.origin == other.origin
    }
}

/// The currency of a unit that has taken in one more factor.
fn one_currency(first: Option<String>, second: Option<String>, at: (u32, u32)) -> Result<Option<String>, UnitProblem> {
    match (first, second) {
        (Some(first), Some(second)) if first != second => Err(UnitProblem::TwoCurrencies { first, second, at }),
        (first, second) => Ok(first.or(second)),
    }
}

/// The unit `number` under another name.
fn named_plainly(name: &str) -> Unit {
    let factor = UnitFactor { per: false, number: 1.0, name: name.to_owned(), substance: None, at: (0, 0) };
    Unit { written: UnitExpr { factors: vec![factor] }, ..Unit::plain() }
}

fn entry(singular: &str, plural: Option<&str>, unit: Unit, origin: Origin) -> Entry {
    let many = plural.unwrap_or(singular);
    Entry {
        called: None,
        singular: singular.to_owned(),
        plural: plural.map(str::to_owned),
        unit,
        about: "declared".to_owned(),
        origin,
        example: format!("12 {many}"),
    }
}

fn builtin_entry(group: &Group, row: &Row) -> Entry {
    let kind = group
        .bases
        .iter()
        .fold(Kind::none(), |kind, (name, exponent)| kind.multiply(&Kind::base(name).power(*exponent)));
    let unit = Unit {
        kind,
        numerator: row.up,
        denominator: row.down,
        percent_points: row.name == "pp",
        ..named_plainly(row.name)
    };
    let origin = if group.of_substance { Origin::Substance(group.quantity) } else { Origin::Builtin };
    let plural = (!row.plural.is_empty()).then_some(row.plural);
    Entry { about: row.about.to_owned(), example: row.example.to_owned(), ..entry(row.name, plural, unit, origin) }
}

fn currency_entry(code: &str, name: &str) -> Entry {
    let unit = Unit { kind: Kind::base("money"), currency: Some(code.to_owned()), ..named_plainly(code) };
    let example = format!("2_000 {code} per inhabitant");
    Entry { about: name.to_owned(), example, ..entry(code, None, unit, Origin::Builtin) }
}

#[cfg(test)]
mod tests {
    use super::UnitTable;
    use crate::unit::{Unit, UnitProblem, read_unit};

    fn table() -> UnitTable {
        let mut table = UnitTable::builtin();
        table.declare("inhabitant", Some("inhabitants")).unwrap();
        table.declare_alias("student", Some("students"), &read_unit("inhabitant").unwrap()).unwrap();
        table
    }

    fn resolve(text: &str) -> Result<Unit, UnitProblem> {
        table().resolve(&read_unit(text).unwrap())
    }

    #[test]
    fn every_name_is_there_once() {
        let table = UnitTable::builtin();
        let mut names: Vec<&str> = table.names().collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        assert_eq!(table.by_name.len(), count);
    }

    #[test]
    fn rows_say_what_a_unit_is() {
        let rows = table().rows();
        let row = |name| rows.iter().find(|row| row.name == name).unwrap();
        assert_eq!((row("ha").kind.as_str(), row("ha").factor.as_str()), ("an area", "10000 m2"));
        assert_eq!((row("NOK").kind.as_str(), row("NOK").factor.as_str()), ("money", ""));
        assert_eq!(row("student").factor, "1 inhabitant");
        assert_eq!(row("year").plural.as_deref(), Some("years"));
    }

    #[test]
    fn every_example_reads() {
        for row in table().rows() {
            let (_, unit) = row.example.split_once(' ').unwrap();
            resolve(unit).unwrap();
        }
    }

    #[test]
    fn singular_and_plural_are_one_unit() {
        assert!(resolve("year").unwrap().same_scale(&resolve("years").unwrap()));
        assert!(resolve("inhabitant").unwrap().same_scale(&resolve("inhabitants").unwrap()));
    }

    #[test]
    fn an_alias_is_of_the_same_kind() {
        assert!(resolve("students per inhabitant").unwrap().kind.is_none());
    }

    #[test]
    fn a_substance_is_a_kind_of_its_own() {
        let (kilos, tonnes) = (resolve("kg of CO2e").unwrap(), resolve("t of CO2e").unwrap());
        assert_eq!(kilos.kind, tonnes.kind);
        assert_eq!(kilos.from_base(tonnes.to_base(1.0)).to_string(), "1000");
        assert_ne!(tonnes.kind, resolve("t").unwrap().kind);
        assert_ne!(tonnes.kind, resolve("t of waste").unwrap().kind);
        let shares = resolve("% of households").unwrap_err();
        assert_eq!(shares.code(), "unit::substance::out_of_place");
    }

    #[test]
    fn a_gas_fraction_is_no_share() {
        assert!(!resolve("ppm").unwrap().kind.is_none());
        assert_eq!(resolve("ppb").unwrap().to_base(20.0).to_string(), "0.02");
    }

    #[test]
    fn power_is_energy_per_time() {
        assert_eq!(resolve("kW").unwrap().kind, resolve("kWh per year").unwrap().kind);
        assert_eq!(resolve("kW h").unwrap().from_base(resolve("kWh").unwrap().to_base(1.0)).to_string(), "1");
    }

    #[test]
    fn money_keeps_its_currency() {
        assert_eq!(resolve("NOK per inhabitant").unwrap().currency.as_deref(), Some("NOK"));
        assert_eq!(resolve("money per inhabitant").unwrap().currency, None);
        assert_eq!(resolve("NOK").unwrap().kind, resolve("EUR").unwrap().kind);
        assert_eq!(resolve("NOK per EUR").unwrap_err().code(), "unit::money::two_currencies");
        assert_eq!(resolve("NOK per NOK").unwrap().currency, None);
    }

    #[test]
    fn other_spellings_get_a_suggestion() {
        for (text, help) in [
            ("tonnes", "did you mean `t`?"),
            ("kwh", "did you mean `kWh`?"),
            ("Litres", "did you mean `L`?"),
            ("tCO2e", "did you mean `t of CO2e`?"),
            ("money per capita", "did you mean `inhabitant`?"),
            ("vehicles", "declare what is counted: `unit vehicles`"),
        ] {
            assert_eq!(resolve(text).unwrap_err().help().unwrap(), help);
        }
        assert_eq!(resolve("km per capita").unwrap_err().at(), Some((7, 13)));
    }

    #[test]
    fn a_name_belongs_to_one_unit() {
        let mut table = table();
        table.declare("inhabitant", Some("inhabitants")).unwrap();
        let taken = table.declare("min", None).unwrap_err();
        assert_eq!(taken.message(), "the unit `min` exists already: it is built in (minute)");
        let other = table.declare("citizen", Some("inhabitants")).unwrap_err();
        assert_eq!(other.code(), "unit::name::taken");
        assert!(table.declare("student", Some("students")).is_err());
    }

    #[test]
    fn a_unit_without_factors_is_a_number() {
        assert_eq!(resolve("").unwrap(), Unit::plain());
        assert_eq!(resolve("km per 0 inhabitants").unwrap_err().code(), "unit::number::zero");
    }
}
