//! How values are printed for people: in the unit that the rules declare, with the digits that they ask for.

use indexmap::IndexMap;

use super::dataset::Figure;
use super::formula::Shown;
use super::rules::{Item, Measure, Pack, RuleBook};
use crate::speech::{Fill, Voice};
use crate::unit::read_unit;
use crate::value::{BandRef, Bound, Filling, GoalKind, ItemId, Missing, MissingKind, Phrase, Symbol, Value};

/// Significant digits where a rule says nothing.
pub const DIGITS: u32 = 3;
/// All digits that are reliable.
const ALL_DIGITS: u32 = 15;

impl RuleBook {
    /// The word of a symbol.
    #[must_use]
    pub fn word(&self, symbol: Symbol) -> &str {
        self.words.get_index(symbol.0 as usize).map_or("", String::as_str)
    }

    /// The item of an id.
    #[must_use]
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.get(id.0 as usize)
    }

    /// The full name of an item.
    #[must_use]
    pub fn item_name(&self, id: ItemId) -> &str {
        self.item(id).map_or("", |item| item.name.as_str())
    }

    /// Where an item does not count, in words: `not in the totals of u4ssc`; empty where it counts everywhere.
    #[must_use]
    pub fn show_left_out(&self, item: &Item) -> Vec<String> {
        let (packs, single) = self.left_out_of(item);
        // In another language than that of the rules a pack goes by its title, which speaks it.
        let by_title = !self.voice.language().is_original();
        let called =
            |pack: &Pack| if by_title && !pack.title.is_empty() { pack.title.clone() } else { pack.name.clone() };
        let packs: Vec<String> = packs.iter().filter_map(|place| self.packs.get(*place as usize)).map(called).collect();
        let single: Vec<String> = single.iter().map(|rollup| format!("`{}`", rollup.name)).collect();
        let mut said = Vec::new();
        if !packs.is_empty() {
            said.push(self.voice.say("not_in_totals", &[("packs", (&packs.join(", ")).into())]));
        }
        if !single.is_empty() {
            said.push(self.voice.say("not_in_rollups", &[("rollups", (&single.join(", ")).into())]));
        }
        said
    }

    /// The name and the words of a band.
    #[must_use]
    pub fn band(&self, band: BandRef) -> Option<(&str, &str)> {
        let band = self.scales.get(band.scale as usize)?.bands.get(band.index as usize)?;
        Some((self.word(band.name), band.title.as_str()))
    }

    /// A value of an item as it is printed: `28.4 %`, `yes`, `hilly`.
    #[must_use]
    pub fn show_item_value(&self, item: &Item, value: &Value) -> String {
        match (value, &item.measure) {
            (Value::Choice(symbol), _) => self.answer(&item.name, *symbol),
            (_, Measure::Unit(unit)) => self.show_as(value, &Shown::Number { unit: unit.clone(), digits: item.digits }),
            _ => self.show_as(value, &Shown::Words),
        }
    }

    /// A value as it is printed where nothing but its measure is known.
    #[must_use]
    pub fn show_measured(&self, measure: &Measure, value: &Value) -> String {
        match measure {
            Measure::Unit(unit) => self.show_as(value, &Shown::Number { unit: unit.clone(), digits: DIGITS }),
            _ => self.show_as(value, &Shown::Words),
        }
    }

    /// A difference between two values of an item: in percentage points where they are in percent.
    #[must_use]
    pub fn show_difference(&self, item: &Item, number: f64) -> String {
        match item.unit() {
            Some(unit) if unit.kind.is_none() && unit.written.to_string() == "%" => {
                let apart = self.voice.number(unit.from_base(number), item.digits);
                with_unit(&self.voice, &apart, &self.voice.word("unit_pp"))
            }
            _ => self.show_item_value(item, &Value::Number(number)),
        }
    }

    /// The sum of an item's values of several years.
    #[must_use]
    pub fn show_sum(&self, item: &Item, value: &Value) -> String {
        match item.sum_unit(&self.units) {
            Some(unit) => self.show_as(value, &Shown::Number { unit: Box::new(unit), digits: item.digits }),
            None => self.show_item_value(item, value),
        }
    }

    /// A value measured so, as it is printed.
    #[must_use]
    pub fn show(&self, value: &Value, measure: &Measure, digits: u32) -> String {
        match measure {
            Measure::Unit(unit) => self.show_as(value, &Shown::Number { unit: unit.clone(), digits }),
            _ => self.show_as(value, &Shown::Words),
        }
    }

    /// A value as an expression says that it is printed.
    #[must_use]
    pub fn show_as(&self, value: &Value, shown: &Shown) -> String {
        let voice = &self.voice;
        match (value, shown) {
            (Value::Number(number), Shown::Number { unit, digits }) => {
                let printed = unit.from_base(*number);
                let number = voice.number(printed, *digits);
                if unit.is_percent() {
                    return voice.say("percent", &[("number", (&number).into())]);
                }
                with_unit(voice, &number, &unit.suffix_in(printed, &self.units, voice))
            }
            (Value::Bound(bound), Shown::Number { unit, digits }) => {
                let ends = bound.map(|end| unit.from_base(end));
                let number = show_bound(voice, ends, *digits);
                if unit.is_percent() {
                    return voice.say("percent", &[("number", (&number).into())]);
                }
                with_unit(voice, &number, &unit.suffix_in(f64::NAN, &self.units, voice))
            }
            (Value::Number(number), Shown::Words) => voice.number(*number, DIGITS),
            (Value::Bound(bound), Shown::Words) => show_bound(voice, *bound, DIGITS),
            (Value::YesNo(answer), _) => voice.word(if *answer { "yes" } else { "no" }),
            (Value::Choice(symbol), _) => self.answer("", *symbol),
            (Value::Text(text), _) => text.to_string(),
            (Value::Band(band), _) => self.band(*band).map_or_else(String::new, |(_, words)| words.to_owned()),
            (Value::Status(status), _) => voice.word(status.key()),
            (Value::Quality(quality), _) => voice.word(quality.key()),
        }
    }

    /// One of the answers of a choice: as the language calls it for this item, else for any that has it.
    fn answer(&self, item: &str, symbol: Symbol) -> String {
        let word = self.word(symbol);
        let own = || self.called.get(&format!("{item}.{word}"));
        let any = || {
            let mut names = self.called.iter();
            names.find_map(|(name, called)| (name.rsplit('.').next() == Some(word)).then_some(called))
        };
        own().or_else(any).cloned().unwrap_or_else(|| word.replace('_', " "))
    }

    /// What a band is called: one word.
    #[must_use]
    pub fn band_name(&self, band: BandRef) -> String {
        let Some((name, _)) = self.band(band) else { return String::new() };
        let scale = self.scales.get(band.scale as usize).map_or("", |scale| scale.name.as_str());
        self.called.get(&format!("{scale}.{name}")).cloned().unwrap_or_else(|| name.replace('_', " "))
    }

    /// A figure as it was written: 90.81 stays 90.81. In a translated report with the decimal sign and the unit of the
    /// language.
    #[must_use]
    pub fn show_as_written(&self, figure: &Figure) -> String {
        let voice = &self.voice;
        let plain = || {
            let unit = figure.unit.replace("100_000", "100\u{a0}000");
            format!("{}\u{a0}{unit}", figure.printed).trim_end().to_owned()
        };
        let unit = read_unit(&figure.unit).ok().and_then(|unit| self.units.resolve(&unit).ok());
        match (figure.printed.parse::<f64>(), unit) {
            (Ok(number), Some(unit)) if !voice.language().is_original() => {
                let number = unit.to_base(number);
                self.show_as(&Value::Number(number), &Shown::Number { unit: Box::new(unit), digits: ALL_DIGITS })
            }
            _ => match (&figure.value, self.item(figure.item)) {
                (Some(value), Some(item)) if !voice.language().is_original() => self.show_item_value(item, value),
                _ => plain(),
            },
        }
    }

    /// A goal in words: `at least 95 %`.
    #[must_use]
    pub fn show_goal(&self, kind: GoalKind, bound: &str, upper: Option<&str>) -> String {
        self.voice.say(kind.key(), &[("bound", bound.into()), ("upper", upper.unwrap_or("").into())])
    }

    /// Why a value is missing, in one line: `not reported: walking, para`.
    #[must_use]
    pub fn show_missing(&self, missing: &Missing) -> String {
        let voice = &self.voice;
        let names: Vec<String> = missing.items().iter().map(|id| self.name_for_reader(*id)).collect();
        let what = voice.word(missing.kind.key());
        let why = missing.why().map(|why| self.show_phrase(why));
        match (why, names.is_empty(), missing.kind) {
            (Some(why), _, MissingKind::Failed | MissingKind::NotApplicable | MissingKind::NoBenchmark) => {
                format!("{what}: {why}")
            }
            (Some(why), true, _) => format!("{what}: {why}"),
            (Some(why), false, _) => format!("{what}: {} ({why})", names.join(", ")),
            (None, true, _) => what,
            (None, false, _) => format!("{what}: {}", names.join(", ")),
        }
    }

    /// An item as its reader knows it: authors of rules by its name, readers of a translated report by its title.
    fn name_for_reader(&self, id: ItemId) -> String {
        let Some(item) = self.item(id) else { return String::new() };
        match item.title.as_plain() {
            Some(title) if !self.voice.language().is_original() && !title.is_empty() => title.to_owned(),
            _ => item.name.clone(),
        }
    }

    /// A phrase in words.
    #[must_use]
    pub fn show_phrase(&self, phrase: &Phrase) -> String {
        let (key, fillings) = match phrase {
            Phrase::Text(text) => return text.to_string(),
            Phrase::Said(key, fillings) => (*key, fillings),
        };
        let texts: Vec<Option<String>> = fillings.iter().map(|(_, filling)| self.filling(filling)).collect();
        let fills: Vec<(&str, Fill<'_>)> = fillings
            .iter()
            .zip(&texts)
            .map(|((name, filling), text)| match (filling, text) {
                (Filling::Count(count), _) => (*name, Fill::Count(*count)),
                (_, text) => (*name, Fill::Text(text.as_deref().unwrap_or(""))),
            })
            .collect();
        self.voice.say(key, &fills)
    }

    fn filling(&self, filling: &Filling) -> Option<String> {
        match filling {
            Filling::Text(text) => Some(text.to_string()),
            Filling::Item(id) => Some(self.name_for_reader(*id)),
            Filling::Word(key) => Some(self.voice.word(key)),
            Filling::Phrase(phrase) => Some(self.show_phrase(phrase)),
            Filling::Count(_) => None,
        }
    }

    /// The same rules, with numbers, units and the program's own words as files for machines have them: in English.
    #[must_use]
    pub fn neutral(&self) -> Self {
        Self { voice: Voice::default(), called: IndexMap::new(), ..self.clone() }
    }

    /// A text of a city or of a sheet, in the language of the rules where it is translated.
    #[must_use]
    pub fn told<'t>(&'t self, text: &'t str) -> &'t str {
        if self.texts.is_empty() {
            return text;
        }
        let key = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.texts.get(&key).map_or(text, String::as_str)
    }
}

/// A number and its unit, with a no-break space between them.
pub(super) fn with_unit(voice: &Voice, number: &str, unit: &str) -> String {
    if unit.is_empty() {
        return number.to_owned();
    }
    voice.say("quantity", &[("number", number.into()), ("unit", unit.into())])
}

/// A bound in words or signs: `< 60`, `at least 5`, `between 1 and 2`.
fn show_bound(voice: &Voice, bound: Bound, digits: u32) -> String {
    let number = |end: f64| voice.number(end, digits);
    let one = |key: &str, end: f64| voice.say(key, &[("number", (&number(end)).into())]);
    match (bound.low.is_finite(), bound.high.is_finite()) {
        (false, true) => one(if bound.high_open { "bound_less" } else { "bound_at_most" }, bound.high),
        (true, false) => one(if bound.low_open { "bound_more" } else { "bound_at_least" }, bound.low),
        (true, true) if bound.low == bound.high => number(bound.low),
        (true, true) => {
            let (low, high) = (number(bound.low), number(bound.high));
            voice.say("bound_between", &[("low", (&low).into()), ("high", (&high).into())])
        }
        (false, false) => voice.word("unknown"),
    }
}
