//! Roll-ups, reckoned by plain recursion: members are looked for anew in every group, and every function is written out.

use super::exact;
use super::reckon::Oracle;
use yardstick::model::formula::{Node, Operator};
use yardstick::model::rules::{Aggregation, Case, Counted, ItemKind, Members, Required, Rollup, RollupPart, Way};
use yardstick::value::{ItemId, Symbol, Value};

/// What a group comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// Its score, if it has one.
    pub score: Option<f64>,
    /// How many members are scored.
    pub scored: u32,
    /// How many apply.
    pub applicable: u32,
}

/// A member of a group.
struct Member {
    is_group: bool,
    /// The items at its bottom.
    items: Vec<ItemId>,
    applies: bool,
    reported: bool,
    number: Option<f64>,
    points: Option<(f64, f64)>,
    weight: f64,
}

impl Oracle<'_> {
    /// A group of a roll-up.
    pub fn group(&self, place: u16, key: &[Symbol]) -> Group {
        let rollup = &self.book.rollups[usize::from(place)];
        let way = self.way(rollup, key);
        let of_points = matches!(way, None | Some(Way::Fixed(Aggregation::ShareOfPoints)));
        let members = self.members(rollup, key);
        let there = |member: &&Member| {
            if of_points { member.points.is_some() && member.number_or_points() } else { member.number.is_some() }
        };
        let scored: Vec<&Member> = members.iter().filter(there).collect();
        let count = |many: usize| u32::try_from(many).unwrap();
        let enough = rollup.require.iter().all(|case| self.enough(rollup, case.value, (&members, &scored)));
        let score = (enough && !scored.is_empty()).then(|| made(way, &scored)).flatten();
        Group {
            score: score.filter(|score| score.is_finite()),
            scored: count(scored.len()),
            applicable: count(members.iter().filter(|member| member.applies).count()),
        }
    }

    /// The clause whose condition holds, else the one without.
    fn way<'r>(&self, rollup: &'r Rollup, key: &[Symbol]) -> Option<&'r Way> {
        let holds = |case: &&Case<Way>| match &case.when {
            Some(Node::Compare(compare)) => match (&compare.left, &compare.right) {
                (Node::Facet(facet), Node::Literal(Value::Choice(word))) => self.within(rollup, key, *facet, *word),
                other => panic!("the oracle does not know {other:?}"),
            },
            _ => false,
        };
        let plain = rollup.by.iter().find(|case| case.when.is_none());
        rollup.by.iter().find(holds).or(plain).map(|case| &case.value)
    }

    /// Whether a group carries a word, or is a part of what does.
    fn within(&self, rollup: &Rollup, key: &[Symbol], facet: u16, word: Symbol) -> bool {
        let own = rollup.facets.iter().zip(key).find(|(of, _)| **of == facet);
        let above = rollup.facets.iter().zip(key).filter_map(|(of, own)| {
            self.book.facets[usize::from(*of)].values.iter().find(|value| value.symbol == *own)?.parent
        });
        own.map_or_else(|| above.into_iter().any(|parent| parent == word), |(_, own)| *own == word)
    }

    fn members(&self, rollup: &Rollup, key: &[Symbol]) -> Vec<Member> {
        let Members::Rollup(of) = rollup.of else {
            let wanted = |kind: ItemKind, points: bool| match rollup.of {
                Members::Leaves => kind == ItemKind::Point || kind == ItemKind::Kpi && !points,
                _ => kind == ItemKind::Kpi,
            };
            let items = self.book.items.iter().filter(|item| wanted(item.kind, !item.points.is_empty()));
            let own = items.map(|item| item.id).filter(|id| self.counts(*id, rollup) && self.carries(*id, rollup, key));
            return own.map(|id| self.item_member(rollup, id)).collect();
        };
        let below = &self.book.rollups[usize::from(of)];
        let mut members = Vec::new();
        for value in self.keys(below) {
            let belongs =
                rollup.facets.iter().zip(key).all(|(facet, word)| self.within(below, &[value], *facet, *word));
            let own = self.members(below, &[value]);
            if belongs && !own.is_empty() {
                let weight = self.book.facets[usize::from(below.facets[0])].values.iter().find(|v| v.symbol == value);
                members.push(self.group_member(of, value, &own, weight.unwrap().weight));
            }
        }
        members
    }

    /// The values of the one facet of a roll-up.
    fn keys(&self, rollup: &Rollup) -> Vec<Symbol> {
        let [facet] = rollup.facets.as_slice() else { panic!("the oracle knows roll-ups of one facet") };
        self.book.facets[usize::from(*facet)].values.iter().map(|value| value.symbol).collect()
    }

    fn item_member(&self, rollup: &Rollup, id: ItemId) -> Member {
        let taken = match rollup.part {
            RollupPart::Value => self.value(id),
            _ => self.score(id),
        };
        let weight = self.item(id).weight;
        Member {
            is_group: false,
            items: vec![id],
            applies: self.applies(id),
            reported: self.is_reported(id),
            number: taken.ok().and_then(|value| value.as_number()),
            points: self.points(id).map(|points| (points * weight, self.most(id) * weight)),
            weight,
        }
    }

    fn group_member(&self, place: u16, value: Symbol, own: &[Member], weight: f64) -> Member {
        let group = self.group(place, &[value]);
        let points: Vec<(f64, f64)> = own.iter().filter_map(|member| member.points).collect();
        let sum = |take: fn(&(f64, f64)) -> f64| weight * exact::sum(&points.iter().map(take).collect::<Vec<_>>());
        Member {
            is_group: true,
            items: own.iter().flat_map(|member| member.items.clone()).collect(),
            applies: own.iter().any(|member| member.applies),
            reported: group.score.is_some(),
            number: group.score,
            points: (!points.is_empty()).then(|| (sum(|one| one.0), sum(|one| one.1))),
            weight,
        }
    }

    fn enough(&self, rollup: &Rollup, required: Required, (members, scored): (&[Member], &[&Member])) -> bool {
        let share = |there: f64, all: f64| exact::reaches(there, required.share * all);
        let sum = |list: Vec<f64>| exact::sum(&list);
        let ones = |list: Vec<bool>| sum(list.into_iter().map(|one| if one { 1.0 } else { 0.0 }).collect());
        match required.of {
            Counted::Members if required.scored => {
                share(ones(vec![true; scored.len()]), ones(members.iter().map(|one| one.applies).collect()))
            }
            Counted::Members => share(
                ones(members.iter().map(|one| one.reported).collect()),
                ones(members.iter().map(|one| one.applies).collect()),
            ),
            Counted::Weights => {
                let all = members.iter().filter(|one| one.applies).map(|one| one.weight).collect();
                let there = if required.scored {
                    scored.iter().map(|one| one.weight).collect()
                } else {
                    members.iter().filter(|one| one.reported).map(|one| one.weight).collect()
                };
                share(sum(there), sum(all))
            }
            Counted::Kpis | Counted::Leaves => {
                let mut all: Vec<ItemId> = Vec::new();
                for id in members.iter().flat_map(|one| &one.items) {
                    let item = self.item(*id);
                    match required.of {
                        Counted::Kpis => all.push(item.parent.unwrap_or(*id)),
                        _ if item.points.is_empty() => all.push(*id),
                        _ => all.extend(&item.points),
                    }
                }
                all.sort();
                all.dedup();
                let has =
                    |id: &ItemId| if required.scored { self.has_number(rollup, *id) } else { self.is_reported(*id) };
                share(ones(all.iter().map(has).collect()), ones(all.iter().map(|id| self.applies(*id)).collect()))
            }
        }
    }

    fn has_number(&self, rollup: &Rollup, id: ItemId) -> bool {
        let own = match rollup.part {
            RollupPart::Value => self.value(id).is_ok(),
            _ => self.score(id).is_ok(),
        };
        own || self.item(id).points.iter().any(|point| self.has_number(rollup, *point))
    }

    fn most(&self, id: ItemId) -> f64 {
        let scale = self.item(id).scale.map(|scale| &self.book.scales[usize::from(scale)]);
        scale.map_or(0.0, |scale| scale.bands.iter().filter_map(|band| band.points).fold(0.0, f64::max))
    }

    fn carries(&self, id: ItemId, rollup: &Rollup, key: &[Symbol]) -> bool {
        let item = self.item(id);
        let facets = if item.kind == ItemKind::Point { &self.item(item.parent.unwrap()).facets } else { &item.facets };
        let has = |(facet, value): (&u16, &Symbol)| {
            facets.iter().any(|own| own.facet == *facet && own.values.contains(value))
        };
        rollup.facets.iter().zip(key).all(has)
    }

    /// What is added counts in the roll-ups of its own pack and of those over it; in all if its pack says `counts`, or it
    /// does: those KPIs have a name of their own.
    fn counts(&self, id: ItemId, rollup: &Rollup) -> bool {
        let pack = &self.book.packs[usize::from(self.item(id).layer)];
        pack.counts || self.item(id).name.starts_with("counted") || !pack.over.contains(&rollup.note.layer)
    }
}

impl Member {
    /// A group without a score brings no points; an item has points where it has a band.
    fn number_or_points(&self) -> bool {
        self.number.is_some() || !self.is_group
    }
}

/// The number of the members that are there.
fn made(way: Option<&Way>, scored: &[&Member]) -> Option<f64> {
    let numbers: Vec<(f64, f64)> =
        scored.iter().map(|one| (one.number.unwrap_or(f64::NAN), one.weight)).filter(|(_, w)| *w > 0.0).collect();
    match way {
        None | Some(Way::Fixed(Aggregation::ShareOfPoints)) => {
            let points: Vec<(f64, f64)> = scored.iter().filter_map(|one| one.points).collect();
            let [earned, most] = [|one: &(f64, f64)| one.0, |one: &(f64, f64)| one.1]
                .map(|side| exact::sum(&points.iter().map(side).collect::<Vec<_>>()));
            (most > 0.0).then(|| earned / most)
        }
        Some(Way::Fixed(by)) => of_numbers(*by, &numbers),
        Some(Way::Own(node)) => own(node, &numbers),
    }
}

/// A formula over members: arithmetic, numbers, and functions of them.
fn own(node: &Node, numbers: &[(f64, f64)]) -> Option<f64> {
    match node {
        Node::Literal(value) => value.as_number(),
        Node::Rolled(by) => of_numbers(*by, numbers),
        Node::Arithmetic(operator, one, other) => {
            let (one, other) = (own(one, numbers)?, own(other, numbers)?);
            match operator {
                Operator::Add => Some(one + other),
                Operator::Subtract => Some(one - other),
                Operator::Multiply => Some(one * other),
                Operator::Divide => (other != 0.0).then(|| one / other),
                Operator::Power => panic!("the oracle knows no powers here"),
            }
        }
        other => panic!("the oracle does not know {other:?}"),
    }
}

fn of_numbers(by: Aggregation, numbers: &[(f64, f64)]) -> Option<f64> {
    if numbers.is_empty() {
        return None;
    }
    match by {
        Aggregation::Sum => Some(exact::total(numbers)),
        Aggregation::Mean => Some(exact::mean(numbers)),
        Aggregation::GeometricMean => exact::geometric_mean(numbers),
        Aggregation::HarmonicMean => exact::harmonic_mean(numbers),
        Aggregation::PowerMean(p) => exact::power_mean(numbers, p),
        Aggregation::Median => Some(exact::median(numbers)),
        Aggregation::Min => exact::rising(numbers).first().copied(),
        Aggregation::Max => exact::rising(numbers).last().copied(),
        Aggregation::MeanOfWorst(n) => Some(exact::mean_of_worst(numbers, n as usize)),
        Aggregation::Deviation => Some(exact::deviation(numbers)),
        Aggregation::Count => Some(f64::from(u32::try_from(numbers.len()).unwrap())),
        Aggregation::ShareOfPoints => panic!("points are no numbers"),
        Aggregation::Copeland => panic!("pairs are of several cities, and this is one; tests/asem.rs reckons them"),
    }
}
