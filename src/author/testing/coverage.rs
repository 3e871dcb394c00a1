//! What the tests reach: a KPI when a test yields a value for it and an expectation names it or something that depends
//! on it; a band when some result or pace lands in it, or an expectation
//! asks for the band of a value and gets it; a trigger when it was true once.

use indexmap::IndexMap;

use super::Run;
use super::watch::Watch;
use crate::formula::{Context, eval, membership, truth};
use crate::model::formula::Node;
use crate::model::rules::{Item, ItemKind, RuleBook};
use crate::value::{BandRef, ItemId, Symbol, Value};

/// What tests reach, and what they do not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// KPIs and points.
    pub kpis: Reach,
    /// Bands, as `scale.band`.
    pub bands: Reach,
    /// Triggers, as `recommendation, trigger 2`.
    pub triggers: Reach,
}

impl Coverage {
    /// Together with what other tests reach.
    pub fn join(&mut self, other: Self) {
        self.kpis.join(other.kpis);
        self.bands.join(other.bands);
        self.triggers.join(other.triggers);
    }
}

/// Something that tests should reach.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Aim {
    /// The pack that declares it.
    pub pack: String,
    /// Its name.
    pub name: String,
}

/// What is reached of one sort, and what is not; each with what the tests made of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reach {
    aims: IndexMap<Aim, bool>,
}

impl Reach {
    /// How many there are in these packs, and those that no test reaches.
    #[must_use]
    pub fn of(&self, packs: &[String]) -> (usize, Vec<&str>) {
        let own = self.aims.iter().filter(|(aim, _)| packs.contains(&aim.pack));
        let missed = own.clone().filter(|(_, reached)| !**reached).map(|(aim, _)| aim.name.as_str()).collect();
        (own.count(), missed)
    }

    fn add(&mut self, book: &RuleBook, layer: u16, name: String, reached: bool) {
        let pack = book.packs.get(layer as usize).map_or_else(String::new, |pack| pack.name.clone());
        *self.aims.entry(Aim { pack, name }).or_default() |= reached;
    }

    fn join(&mut self, other: Self) {
        for (aim, reached) in other.aims {
            *self.aims.entry(aim).or_default() |= reached;
        }
    }
}

/// What was reached so far.
#[derive(Debug, Default)]
pub(super) struct Reached {
    items: Vec<ItemId>,
    bands: Vec<BandRef>,
    triggers: Vec<(usize, usize)>,
}

impl Reached {
    /// An expectation names these items: they and what they depend on count where they have a value.
    pub fn names(&mut self, run: &Run<'_>, items: &[ItemId]) {
        let mut open: Vec<ItemId> = items.to_vec();
        let mut seen: Vec<ItemId> = Vec::new();
        while let Some(id) = open.pop() {
            let (Some(item), false) = (run.book.item(id), seen.contains(&id)) else { continue };
            seen.push(id);
            open.extend(item.inputs.iter().copied());
            let result = run.evaluation.card.result(id);
            let told = result.is_some_and(|result| result.value.is_ok() || result.points.is_ok());
            if told && !self.items.contains(&id) {
                self.items.push(id);
            }
        }
    }

    /// An expectation asks for the band of a value: `band(70 % in pace)`.
    pub fn asked(&mut self, run: &Run<'_>, node: &Node) {
        if let Node::BandIn(..) = node
            && let Ok(Value::Band(band)) = eval(node, run.evaluation, &Context::at(run.year))
        {
            self.band(band);
        }
        node.each_child(&mut |child| self.asked(run, child));
    }

    fn band(&mut self, band: BandRef) {
        if !self.bands.contains(&band) {
            self.bands.push(band);
        }
    }

    /// An expectation names these groups of roll-ups.
    pub fn groups(&mut self, run: &Run<'_>, groups: &[(u16, Vec<Symbol>)]) {
        for (rollup, key) in groups {
            let results = run.evaluation.card.rollups.iter().filter(|result| result.rollup == *rollup);
            let members = results.flat_map(|result| result.groups.iter()).filter(|group| group.key == *key);
            let members: Vec<ItemId> = members.flat_map(|group| group.members.iter().copied()).collect();
            self.names(run, &members);
        }
    }

    /// An expectation names a check.
    pub fn check(&mut self, run: &Run<'_>, place: u16) {
        let Some(check) = run.book.checks.get(place as usize) else { return };
        let context = Context::at(run.year);
        let watch = Watch::new(run.evaluation);
        let members = members(run, check.each.as_ref());
        for member in members.iter().map(|member| context_of(&context, *member)) {
            for case in &check.rules {
                let _ = truth(&case.value.condition, &watch, &member);
            }
            for when in check.rules.iter().filter_map(|case| case.when.as_ref()) {
                let _ = truth(when, &watch, &member);
            }
            for when in check.notes.iter().filter_map(|case| case.when.as_ref()) {
                let _ = truth(when, &watch, &member);
            }
        }
        let (items, groups) = watch.seen();
        self.names(run, &items);
        self.groups(run, &groups);
    }

    /// Bands and triggers of a run.
    pub fn results(&mut self, run: &Run<'_>) {
        let card = &run.evaluation.card;
        let of_items = card.results.iter().filter_map(|result| result.band.as_ref().ok());
        let groups = card.rollups.iter().flat_map(|rollup| rollup.groups.iter());
        let paths = card.results.iter().filter_map(|result| result.path.as_ref()?.pace.as_ref()?.as_ref().ok());
        for band in of_items.chain(groups.filter_map(|group| group.band.as_ref().ok())).chain(paths) {
            self.band(*band);
        }
        self.comparisons(run);
        for (place, rule) in run.book.recommendations.iter().enumerate() {
            if rule.outside.is_some() && Self::recommends(run, place) {
                self.triggers.push((place, rule.when.len()));
            }
            for (at, case) in rule.when.iter().enumerate() {
                let known = self.triggers.contains(&(place, at));
                let fires = || {
                    case.value.as_ref().is_none_or(|node| {
                        let context = Context::at(run.year);
                        members(run, rule.each.as_ref())
                            .into_iter()
                            .any(|member| truth(node, run.evaluation, &context_of(&context, member)) == Ok(true))
                    })
                };
                if !known && fires() {
                    self.triggers.push((place, at));
                }
            }
        }
    }

    /// Whether a script or the host recommended something in this run.
    fn recommends(run: &Run<'_>, place: usize) -> bool {
        let given = run.advice.given.iter().chain(run.advice.held_back.iter().map(|held| &held.recommended));
        let mut given = given.map(|one| usize::from(one.subject.recommendation));
        given.any(|given| given == place)
    }

    /// The bands of comparisons with references.
    fn comparisons(&mut self, run: &Run<'_>) {
        for (reference, declared) in (0..).zip(&run.book.references) {
            for (item, _) in &declared.figures {
                let against = Node::Against { item: *item, reference };
                if let Ok(Value::Band(band)) = eval(&against, run.evaluation, &Context::at(run.year)) {
                    self.band(band);
                }
            }
        }
    }

    /// What was reached and what was not.
    pub fn coverage(&self, book: &RuleBook) -> Coverage {
        let mut coverage = Coverage::default();
        for item in book.items.iter().filter(|item| item.kind != ItemKind::Input) {
            coverage.kpis.add(book, item.layer, item.name.clone(), self.reaches(item));
        }
        for (place, scale) in (0..).zip(&book.scales) {
            for (index, band) in (0..).zip(&scale.bands) {
                let name = format!("{}.{}", scale.name, book.word(band.name));
                let reached = self.bands.contains(&BandRef { scale: place, index });
                coverage.bands.add(book, scale.note.layer, name, reached);
            }
        }
        for (place, rule) in book.recommendations.iter().enumerate() {
            if let Some(outside) = &rule.outside {
                let reached = self.triggers.contains(&(place, rule.when.len()));
                coverage.triggers.add(book, rule.note.layer, format!("{}, {}", rule.name, outside.from), reached);
            }
            for at in 0..rule.when.len() {
                let number = if rule.when.len() > 1 { format!(", trigger {}", at + 1) } else { String::new() };
                let reached = self.triggers.contains(&(place, at));
                coverage.triggers.add(book, rule.note.layer, format!("{}{number}", rule.name), reached);
            }
        }
        coverage
    }

    /// A KPI is reached through its points as well.
    fn reaches(&self, item: &Item) -> bool {
        self.items.contains(&item.id) || item.points.iter().any(|point| self.items.contains(point))
    }
}

/// The members for which a rule is looked at: those of its set, or none in particular.
fn members(run: &Run<'_>, each: Option<&crate::model::formula::Set>) -> Vec<Option<ItemId>> {
    match each {
        None => vec![None],
        Some(set) => membership(set, run.evaluation, &Context::at(run.year)).holding.into_iter().map(Some).collect(),
    }
}

fn context_of(context: &Context<'static>, member: Option<ItemId>) -> Context<'static> {
    Context { member, ..*context }
}
