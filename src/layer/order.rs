//! Which packs are in use, and in which order they go over each other.
//!
//! In use are the packs that are asked for with all that they extend, and those that apply to the place and extend
//! nothing but what is in use. Wider ones come first; of one width those that are extended come before those that
//! extend them; the name decides the rest.

use indexmap::IndexMap;

use super::facts::{PackFacts, Region};
use super::{Place, Wanted};
use crate::diagnostic::{Checked, Diagnostic};
use crate::source::{Span, nearest};

/// What is known of packs, by name.
pub type Facts<'a> = IndexMap<&'a str, &'a PackFacts>;

/// A pack in use, at its place in the total order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layer {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// How narrow it is: 0 everywhere, 1 a region, 2 a country, 3 a county, 4 any other attribute, 5 a city.
    pub width: u8,
    /// Where it applies, in words (`country NO`); empty where it applies everywhere.
    pub applies: String,
    /// The layers that it goes over: those that it extends, be it through others, and all wider ones.
    pub over: Vec<u16>,
    /// It holds because it applies to the place, not because somebody asked for it.
    pub automatic: bool,
}

/// The names of all packs in use, those that are asked for first. What is named and does not hold here is found.
#[must_use]
pub fn in_use(wanted: &[Wanted], place: &Place, facts: &Facts<'_>) -> Checked<Vec<String>> {
    let mut walk = Walk { facts, done: Vec::new(), open: Vec::new(), findings: Vec::new() };
    for pack in wanted {
        walk.visit(&pack.name, pack.span);
    }
    let (mut names, mut findings) = (walk.done, walk.findings);
    if !place.is_unknown() {
        findings.extend(leave_out(&mut names, wanted, place, facts));
        find_more(&mut names, place, facts);
    }
    Checked { value: names, findings }
}

/// All packs in use, in the order in which they go over each other.
#[must_use]
pub fn order(wanted: &[Wanted], place: &Place, facts: &Facts<'_>) -> Checked<Vec<Layer>> {
    let used = in_use(wanted, place, facts);
    let mut asked = Walk { facts, done: Vec::new(), open: Vec::new(), findings: Vec::new() };
    for pack in wanted {
        asked.visit(&pack.name, pack.span);
    }
    let widths: IndexMap<&str, u8> = used.value.iter().map(|name| (name.as_str(), width(name, facts))).collect();
    let mut waiting: Vec<&str> = used.value.iter().map(String::as_str).collect();
    waiting.sort_by_key(|name| (widths.get(name).copied().unwrap_or(0), *name));
    let mut layers: Vec<Layer> = Vec::new();
    while !waiting.is_empty() {
        let ready = |name: &&str| {
            let facts = facts.get(name);
            facts.is_none_or(|facts| facts.extends.iter().all(|base| !waiting.contains(&base.text.as_str())))
        };
        // What goes in a circle was found before.
        let name = waiting.remove(waiting.iter().position(ready).unwrap_or(0));
        let automatic = !asked.done.iter().any(|done| done == name);
        layers.push(layer(name, widths.get(name).copied().unwrap_or(0), automatic, &layers, facts));
    }
    Checked { value: layers, findings: used.findings }
}

fn layer(name: &str, width: u8, automatic: bool, below: &[Layer], facts: &Facts<'_>) -> Layer {
    let mut over: Vec<u16> = Vec::new();
    let own = facts.get(name);
    for (at, layer) in below.iter().enumerate() {
        let extended = own.is_some_and(|own| own.extends.iter().any(|base| base.text == layer.name));
        if extended {
            over.extend(&layer.over);
        }
        if extended || layer.width < width {
            over.extend(u16::try_from(at));
        }
    }
    over.sort_unstable();
    over.dedup();
    let (title, applies) =
        own.map_or_else(|| (String::new(), String::new()), |own| (own.title.clone(), own.applies_words()));
    Layer { name: name.to_owned(), title, width, applies, over, automatic }
}

/// How narrow a pack is: as its narrowest attribute, and no wider than what it extends.
fn width(name: &str, facts: &Facts<'_>) -> u8 {
    let mut widest = 0;
    let mut seen: Vec<&str> = Vec::new();
    let mut open = vec![name];
    while let Some(name) = open.pop() {
        if seen.contains(&name) {
            continue;
        }
        seen.push(name);
        let Some(facts) = facts.get(name) else { continue };
        let own = facts.applies.iter().map(|applies| match applies.attribute.text.as_str() {
            "region" => 1,
            "country" => 2,
            "county" => 3,
            "city" => 5,
            _ => 4,
        });
        widest = own.fold(widest, u8::max);
        open.extend(facts.extends.iter().map(|base| base.text.as_str()));
    }
    widest
}

/// A region by its name: the pack's own, else that of any other pack.
fn region<'a>(name: &str, own: &'a PackFacts, facts: &Facts<'a>) -> Option<&'a Region> {
    let all = std::iter::once(own).chain(facts.values().copied());
    all.flat_map(|facts| &facts.regions).find(|region| region.name.text == name)
}

/// The places for which a pack says that it applies: one for each combination of its values, up to a limit.
#[must_use]
pub fn places(own: &PackFacts, facts: &Facts<'_>) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for applies in &own.applies {
        let attribute = applies.attribute.text.as_str();
        let mut stated: Vec<Vec<(&str, &str)>> = Vec::new();
        for value in &applies.values {
            if attribute != "region" {
                stated.push(vec![(attribute, &value.text)]);
            } else if let Some(region) = region(&value.text, own, facts) {
                // One place of the region stands for all of it.
                let first = region
                    .lists
                    .iter()
                    .filter_map(|(attribute, values)| Some((attribute.text.as_str(), values.first()?.text.as_str())));
                stated.push(first.collect());
            }
        }
        let before = if places.is_empty() { vec![Place::unknown()] } else { places };
        let further = before.iter().flat_map(|place| {
            stated.iter().map(|values| {
                values.iter().fold(place.clone(), |place, (attribute, value)| place.with(attribute, value))
            })
        });
        places = further.take(MOST_PLACES).collect();
    }
    places
}

/// So many places are tried out for one pack.
const MOST_PLACES: usize = 64;

fn holds(name: &str, place: &Place, facts: &Facts<'_>) -> bool {
    facts
        .get(name)
        .is_none_or(|own| own.applies.iter().all(|applies| place.meets(applies, |name| region(name, own, facts))))
}

/// Takes out what does not hold for the place, and what extends it.
fn leave_out(names: &mut Vec<String>, wanted: &[Wanted], place: &Place, facts: &Facts<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    loop {
        let bad = names.iter().position(|name| {
            let lacks = |base: &str| !names.iter().any(|name| name == base) && facts.contains_key(base);
            let bases = facts.get(name.as_str()).map(|facts| facts.extends.as_slice()).unwrap_or_default();
            !holds(name, place, facts) || bases.iter().any(|base| lacks(&base.text))
        });
        let Some(at) = bad else { return findings };
        let name = names.remove(at);
        let asked = wanted.iter().find(|pack| pack.name == name).and_then(|pack| pack.span);
        let by = facts.values().flat_map(|facts| &facts.extends).find(|base| base.text == name).map(|base| base.span);
        findings.push(elsewhere(&name, asked.or(by), place, facts));
    }
}

/// The finding for a pack that is named and does not hold here.
fn elsewhere(name: &str, asked: Option<Span>, place: &Place, facts: &Facts<'_>) -> Diagnostic {
    let own = facts.get(name);
    let failed =
        own.and_then(|own| own.applies.iter().find(|applies| !place.meets(applies, |name| region(name, own, facts))));
    let span = asked.or(own.and_then(|own| own.name.as_ref()).map(|name| name.span)).unwrap_or_default();
    let Some(failed) = failed else {
        let message = format!("`{name}` is not used here, since a pack that it extends does not hold here");
        return Diagnostic::warning("pack::elsewhere", span, message).help("take its name away");
    };
    let attribute = failed.attribute.text.as_str();
    let known = match place.get(attribute) {
        Some(own) => format!("here it is {own}"),
        None if attribute == "region" => "this place lies elsewhere".to_owned(),
        None => format!("no {attribute} is known of this place"),
    };
    let message = format!("`{name}` applies to {} and is not used: {known}", failed.words());
    let help = match place.get(attribute) {
        None if attribute != "region" => format!("write `{attribute}: …` in the city, or take the name away"),
        _ => "take its name away".to_owned(),
    };
    Diagnostic::warning("pack::elsewhere", span, message).and(failed.span, "where it applies").help(help)
}

/// Adds what applies to the place and extends nothing but what is in use, until there is no more.
fn find_more(names: &mut Vec<String>, place: &Place, facts: &Facts<'_>) {
    loop {
        let used = |name: &str| names.iter().any(|used| used == name);
        let more = facts.iter().find(|(name, facts_of)| {
            !facts_of.applies.is_empty()
                && !used(name)
                && facts_of.extends.iter().all(|base| used(&base.text))
                && holds(name, place, facts)
        });
        match more {
            Some((name, _)) => names.push((*name).to_owned()),
            None => return,
        }
    }
}

struct Walk<'a> {
    facts: &'a Facts<'a>,
    done: Vec<String>,
    open: Vec<(String, Option<Span>)>,
    findings: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn visit(&mut self, name: &str, asked: Option<Span>) {
        if self.done.iter().any(|done| done == name) {
            return;
        }
        if let Some(at) = self.open.iter().position(|(open, _)| open == name) {
            self.cycle(at, asked);
            return;
        }
        let Some(facts) = self.facts.get(name) else {
            self.findings.push(self.unknown(name, asked));
            return;
        };
        self.open.push((name.to_owned(), asked));
        for base in &facts.extends {
            self.visit(&base.text, Some(base.span));
        }
        self.open.pop();
        self.done.push(name.to_owned());
    }

    fn unknown(&self, name: &str, asked: Option<Span>) -> Diagnostic {
        let near = nearest(name, self.facts.keys().copied());
        let known: Vec<&str> = self.facts.keys().copied().collect();
        let help = match (near, known.is_empty()) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, false) => format!("known packs: {}", known.join(", ")),
            (None, true) => "no pack was found; name the folder that holds them with --rules".to_owned(),
        };
        Diagnostic::error("pack::unknown", asked.unwrap_or_default(), format!("there is no pack `{name}`")).help(help)
    }

    fn cycle(&mut self, at: usize, asked: Option<Span>) {
        let names: Vec<&str> = self.open.iter().skip(at).map(|(name, _)| name.as_str()).collect();
        let first = names.first().copied().unwrap_or_default();
        let message = format!("the packs extend each other in a circle: {} → {first}", names.join(" → "));
        let mut finding = Diagnostic::error("pack::circle", asked.unwrap_or_default(), message)
            .here("this closes the circle")
            .help("take one `extends` away");
        for (name, span) in self.open.iter().skip(at + 1) {
            if let Some(span) = span {
                finding = finding.and(*span, format!("`{name}` is extended here"));
            }
        }
        self.findings.push(finding);
    }
}

#[cfg(test)]
mod tests {
    use super::{Facts, Layer, order};
    use crate::layer::{PackFacts, PackFiles, Place, Wanted};
    use crate::source::SourceId;
    use crate::syntax::{Reading, read};

    /// The layers for a place, from the heads of some packs; the first one is asked for.
    fn layers(heads: &[&str], place: &Place) -> (Vec<Layer>, Vec<&'static str>) {
        let packs: Vec<PackFacts> = heads
            .iter()
            .map(|text| PackFiles::new(vec![read(SourceId::default(), text, &Reading::heads()).value]).facts)
            .collect();
        let facts: Facts<'_> = packs.iter().map(|facts| (facts.name.as_ref().unwrap().text.as_str(), facts)).collect();
        let wanted = [Wanted { name: packs[0].name.as_ref().unwrap().text.clone(), span: None }];
        let found = order(&wanted, place, &facts);
        (found.value, found.findings.iter().map(|finding| finding.code).collect())
    }

    fn names(layers: &[Layer]) -> Vec<(&str, u8, &[u16])> {
        layers.iter().map(|layer| (layer.name.as_str(), layer.width, layer.over.as_slice())).collect()
    }

    #[test]
    fn wider_packs_come_first_and_one_rank_goes_over_nothing_of_its_own() {
        let heads = [
            "pack base { }",
            "pack c { extends base; applies to country NO }",
            "pack b { extends base; applies to country NO }",
            "pack a { extends c; applies to country NO }",
            "pack d { extends base; applies to region north }\nregion north { country: NO, SE }",
        ];
        let (layers, findings) = layers(&heads, &Place::unknown().with("country", "NO"));
        let expected: [(&str, u8, &[u16]); 5] =
            [("base", 0, &[]), ("d", 1, &[0]), ("b", 2, &[0, 1]), ("c", 2, &[0, 1]), ("a", 2, &[0, 1, 3])];
        assert_eq!((names(&layers), findings.len()), (expected.to_vec(), 0));
        assert_eq!(layers.iter().filter(|layer| layer.automatic).count(), 4);
    }

    #[test]
    fn a_pack_is_no_wider_than_what_it_extends() {
        let heads = ["pack city { extends country }", "pack country { applies to country NO }"];
        let (layers, _) = layers(&heads, &Place::unknown());
        assert_eq!(names(&layers), [("country", 2, &[] as &[u16]), ("city", 2, &[0])]);
    }

    #[test]
    fn a_circle_ends_and_is_found() {
        let heads = ["pack one { extends two }", "pack two { extends one }"];
        let (layers, findings) = layers(&heads, &Place::unknown());
        assert_eq!((layers.len(), findings), (2, vec!["pack::circle"]));
    }
}
