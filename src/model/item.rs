//! What can be said of an item without the rest of the rule book.

use super::formula::Template;
use super::rules::{Case, Item, ItemKind, Measure, Members, Metric, Note, Rollup, RuleBook, Target};
use super::scorecard::TargetResult;
use crate::source::Span;
use crate::unit::{Unit, UnitFactor, UnitTable};
use crate::value::ItemId;

impl Item {
    /// An item of which nothing but its name is known yet.
    #[must_use]
    pub fn bare(id: ItemId, kind: ItemKind, name: impl Into<String>) -> Self {
        Self {
            id,
            kind,
            name: name.into(),
            title: Template::default(),
            parent: None,
            points: Vec::new(),
            inputs: Vec::new(),
            code: None,
            about: None,
            source: None,
            evidence: Vec::new(),
            measure: Measure::Text,
            facets: Vec::new(),
            values: Vec::new(),
            per: Vec::new(),
            figures_in: None,
            impute: None,
            treat: None,
            expects: Vec::new(),
            targets: Vec::new(),
            starts: Vec::new(),
            not_applicable: Vec::new(),
            shapes: Vec::new(),
            progress: Vec::new(),
            retired: Vec::new(),
            scores: Vec::new(),
            metric: Metric::default(),
            scale: None,
            tolerance: Vec::new(),
            prefer_reported: Vec::new(),
            prefer_source: Vec::new(),
            least: Vec::new(),
            also_in: Vec::new(),
            assume: Vec::new(),
            better: None,
            digits: super::show::DIGITS,
            weight: 1.0,
            apart: Vec::new(),
            span: Span::default(),
            layer: 0,
        }
    }

    /// Whether it is a leaf: what roll-ups of points count. A point, or a KPI without points.
    #[must_use]
    pub fn is_leaf(&self) -> bool {
        match self.kind {
            ItemKind::Point => true,
            ItemKind::Kpi => self.points.is_empty(),
            ItemKind::Input => false,
        }
    }

    /// Whether it has no score whatever is reported: it always has `no benchmark`, and never a target.
    #[must_use]
    pub fn is_never_scored(&self) -> bool {
        let none = |case: &Case<Target>| case.value == Target::NoBenchmark;
        let always = |case: &Case<Target>| case.when.is_none() && case.from.is_none() && case.until.is_none();
        self.targets.iter().all(none) && self.targets.iter().any(always)
    }

    /// Whether the roll-up at that place leaves it out: it was added by a pack over the one that declares the roll-up.
    #[must_use]
    pub fn is_apart(&self, rollup: u16) -> bool {
        self.apart.contains(&rollup)
    }

    /// The authority of a target that holds; that of its milestone where it is one.
    #[must_use]
    pub fn target_note(&self, target: &TargetResult) -> Option<&Note> {
        let case = self.targets.get(target.case)?;
        match (&case.value, target.by) {
            (Target::Path(path), Some(by)) => path.by(by).map(|milestone| &milestone.note),
            _ => Some(&case.note),
        }
    }

    /// The unit of the sum of its values of several years. Amounts add up, and so do rates per year, to what was there in
    /// all those years; a share, a level, or a rate for each of something else does not.
    #[must_use]
    pub fn sum_unit(&self, units: &UnitTable) -> Option<Unit> {
        let unit = self.unit()?;
        let amount = |(name, exponent): (&str, i8)| !matches!(name, "level" | "gas fraction" | "time") && exponent > 0;
        let adds_up = |unit: &Unit| !unit.kind.is_none() && unit.kind.factors().all(amount);
        if adds_up(unit) {
            return Some(unit.clone());
        }
        let yearly =
            |factor: &UnitFactor| factor.per && factor.number == 1.0 && matches!(&*factor.name, "year" | "years");
        let mut written = unit.written.clone();
        let at = written.factors.iter().position(yearly)?;
        written.factors.remove(at);
        units.resolve(&written).ok().filter(adds_up)
    }

    /// How its figures are measured: as its value, unless that is divided by something.
    #[must_use]
    pub fn figure_measure(&self) -> Measure {
        self.figures_in.as_ref().map_or_else(|| self.measure.clone(), |unit| Measure::Unit(unit.clone()))
    }

    /// The unit in which it is measured, if it is a quantity.
    #[must_use]
    pub fn unit(&self) -> Option<&Unit> {
        match &self.measure {
            Measure::Unit(unit) => Some(unit),
            _ => None,
        }
    }
}

impl RuleBook {
    /// The packs in none of whose roll-ups an item counts, by their places in the list, and those other roll-ups that
    /// leave it out. Only those are named into which its facets would put it; where there is none, all.
    #[must_use]
    pub fn left_out_of(&self, item: &Item) -> (Vec<u16>, Vec<&Rollup>) {
        let (mut packs, mut single): (Vec<u16>, Vec<&Rollup>) = (Vec::new(), Vec::new());
        let all = || item.apart.iter().filter_map(|place| self.rollups.get(*place as usize));
        let carries = |facet: &u16| item.facets.iter().any(|own| own.facet == *facet && !own.values.is_empty());
        let fits = |rollup: &&Rollup| rollup.facets.iter().all(carries);
        let none = !all().any(|rollup| fits(&rollup));
        for rollup in all().filter(|rollup| none || fits(rollup)) {
            let layer = rollup.note.layer;
            let own = (0u16..).zip(&self.rollups).filter(|(_, other)| other.note.layer == layer && other.takes_items());
            if own.into_iter().any(|(place, _)| !item.is_apart(place)) {
                single.push(rollup);
            } else if !packs.contains(&layer) {
                packs.push(layer);
            }
        }
        (packs, single)
    }

    /// Whether an item counts in some roll-up of leaves.
    #[must_use]
    pub fn counts_somewhere(&self, item: &Item) -> bool {
        let mut leaves = (0u16..).zip(&self.rollups).filter(|(_, rollup)| rollup.of == Members::Leaves).peekable();
        item.is_leaf() && (leaves.peek().is_none() || leaves.any(|(place, _)| !item.is_apart(place)))
    }
}
