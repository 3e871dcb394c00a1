//! What results depend on, told from the resolved rule book: which clauses could have moved a result.

use indexmap::{IndexMap, IndexSet};

use super::snapshot::{Key, Of};
use crate::author::change::Change;
use crate::author::change::slot::is_silent;
use crate::author::results::group_name;
use crate::model::formula::{Node, PartOf, Template, TemplatePiece};
use crate::model::rules::{Case, Cell, Goal, Impute, Item, Members, Rollup, RuleBook, Target, Way};
use crate::model::scorecard::{GroupResult, RollupResult};
use crate::model::supposition::Supposed;
use crate::value::ItemId;

/// Which named thing depends directly on which others. Inputs, KPIs and points go by their full names, all others by
/// their word and their name.
#[derive(Debug, Default)]
pub(super) struct Graph {
    edges: IndexMap<String, IndexSet<String>>,
}

/// The name of what a change speaks of, as the graph has it.
fn entity(change: &Change, name: &str) -> String {
    match change.word.as_str() {
        "kpi" | "point" | "input" => name.to_owned(),
        // The scale of a single KPI belongs to it, and bears its name.
        "bands" if change.inside => name.to_owned(),
        word => named(word, name),
    }
}

fn named(word: &str, name: &str) -> String {
    format!("{word} {name}")
}

impl Graph {
    /// What depends on what in a rule book.
    pub fn of(book: &RuleBook) -> Self {
        let mut graph = Self::default();
        let mut walk = Walk { book, found: IndexSet::new() };
        for item in &book.items {
            walk.item(item);
            graph.add(item.name.clone(), &mut walk);
        }
        for (place, scale) in (0u16..).zip(&book.scales) {
            walk.scale(place);
            graph.add(named("bands", &scale.name), &mut walk);
        }
        for parameter in &book.parameters {
            walk.cases(&parameter.values);
            graph.add(named("parameter", &parameter.name), &mut walk);
        }
        for table in &book.tables {
            walk.table(table);
            graph.add(named("table", &table.name), &mut walk);
        }
        for reference in &book.references {
            reference.figures.iter().for_each(|(_, case)| walk.case(case));
            let scales = reference.scale.into_iter().chain(reference.scales.iter().map(|(_, scale)| *scale));
            scales.for_each(|scale| walk.scale_name(scale));
            graph.add(named("reference", &reference.name), &mut walk);
        }
        for function in &book.functions {
            function.formula().into_iter().for_each(|body| walk.node(body));
            graph.add(named("function", &function.name), &mut walk);
        }
        for (place, rollup) in (0u16..).zip(&book.rollups) {
            walk.rollup(place);
            graph.add(named("rollup", &rollup.name), &mut walk);
        }
        graph.advice(book, &mut walk);
        graph
    }

    fn advice(&mut self, book: &RuleBook, walk: &mut Walk<'_>) {
        for rule in &book.recommendations {
            walk.recommendation(rule);
            self.add(named("recommend", &rule.name), walk);
        }
        for check in &book.checks {
            check.each.iter().for_each(|set| walk.set(set));
            if check.outside.is_some() {
                walk.everything();
            }
            for rule in &check.rules {
                rule.when.iter().for_each(|when| walk.node(when));
                walk.node(&rule.value.condition);
                rule.value.text.iter().for_each(|text| walk.template(text));
            }
            for note in &check.notes {
                note.when.iter().for_each(|when| walk.node(when));
                walk.template(&note.value);
            }
            self.add(named("check", &check.name), walk);
        }
    }

    fn add(&mut self, name: String, walk: &mut Walk<'_>) {
        let found = std::mem::take(&mut walk.found);
        self.edges.entry(name).or_default().extend(found);
    }

    /// Everything that a result could depend on, itself included.
    pub fn reach(&self, key: &Key) -> IndexSet<String> {
        let first = |name: &str| name.split(": ").next().unwrap_or(name).to_owned();
        let mut open: Vec<String> = match key.of {
            Of::Item => vec![key.name.clone()],
            Of::Group => vec![format!("group {}", key.name)],
            Of::Check => vec![named("check", &first(&key.name))],
            // What is given, and at which rank, depends on what else would be.
            Of::Recommendation => self.edges.keys().filter(|name| is_advice(name)).cloned().collect(),
        };
        let mut reached: IndexSet<String> = open.iter().cloned().collect();
        while let Some(name) = open.pop() {
            for next in self.edges.get(&name).into_iter().flatten() {
                if reached.insert(next.clone()) {
                    open.push(next.clone());
                }
            }
        }
        reached
    }

    /// The groups of a scorecard: each depends on its roll-up, and on the members that it has there.
    pub fn add_groups(&mut self, book: &RuleBook, results: &[RollupResult]) {
        let name = |rollup: &Rollup, group: &GroupResult| named("group", &group_name(book, rollup, &group.key));
        for result in results {
            let Some(rollup) = book.rollups.get(result.rollup as usize) else { continue };
            let base = match rollup.of {
                Members::Rollup(base) => results.iter().find(|other| other.rollup == base),
                Members::Leaves | Members::Kpis => None,
            };
            let base_rollup = base.and_then(|base| book.rollups.get(base.rollup as usize));
            let below = base.into_iter().flat_map(|base| base.groups.iter());
            let below: Vec<String> = below.filter_map(|group| base_rollup.map(|rollup| name(rollup, group))).collect();
            for group in result.groups.iter() {
                let edges = self.edges.entry(name(rollup, group)).or_default();
                edges.insert(named("rollup", &rollup.name));
                edges.extend(group.members.iter().map(|id| book.item_name(*id).to_owned()));
                edges.extend(below.iter().cloned());
            }
        }
    }
}

/// Words of items that the graph knows. What stands under any other word could move every result.
const KNOWN: &[&str] = &[
    "bands",
    "check",
    "facet",
    "function",
    "input",
    "kpi",
    "parameter",
    "point",
    "recommend",
    "reference",
    "resource",
    "rollup",
    "table",
];

/// Whether a change could have moved a result with that reach.
pub(super) fn could_move(change: &Change, reach: &IndexSet<String>) -> bool {
    // Cities are compared in the language of the rules, in which no translation is read.
    if change.word == "translate" || change.word != "pack" && is_silent(&change.aspect) {
        return false;
    }
    let silent_head = change.word == "pack" && (is_silent(&change.aspect) || change.aspect == "item");
    let known = KNOWN.contains(&change.word.as_str());
    let mut names = std::iter::once(&change.name).chain(&change.beside);
    !silent_head && (!known || names.any(|name| reach.contains(&entity(change, name))))
}

fn is_advice(name: &str) -> bool {
    name.starts_with("recommend ")
}

/// Collects what is named.
struct Walk<'a> {
    book: &'a RuleBook,
    found: IndexSet<String>,
}

impl Walk<'_> {
    fn id(&mut self, id: ItemId) {
        self.found.insert(self.book.item_name(id).to_owned());
    }

    /// What a script may look at: all that has a result or a value.
    fn everything(&mut self) {
        let book = self.book;
        self.found.extend(book.items.iter().map(|item| item.name.clone()));
        self.found.extend(book.parameters.iter().map(|parameter| named("parameter", &parameter.name)));
        self.found.extend(book.references.iter().map(|reference| named("reference", &reference.name)));
        self.found.extend(book.rollups.iter().map(|rollup| named("rollup", &rollup.name)));
    }

    fn item(&mut self, item: &Item) {
        item.parent.into_iter().chain(item.points.iter().copied()).for_each(|id| self.id(id));
        self.cases(&item.values);
        self.cases(&item.starts);
        self.cases(&item.scores);
        self.cases(&item.assume);
        self.cases(&item.per);
        if let Some(Impute::GroupMean(input) | Impute::GroupMedian(input)) = item.impute.as_ref().map(|case| case.value)
        {
            self.id(input);
        }
        if item.is_prepared() {
            self.cohort(None);
        }
        self.cases(&item.progress);
        for case in &item.targets {
            case.when.iter().for_each(|when| self.node(when));
            match &case.value {
                Target::Goal(goal) => self.goal(goal),
                Target::Path(path) => {
                    path.each_node(&mut |node| self.node(node));
                    // The scale of progress belongs to no item.
                    (0u16..).zip(&self.book.scales).for_each(|(scale, _)| self.scale_name(scale));
                }
                Target::NoBenchmark => {}
            }
        }
        for case in &item.not_applicable {
            case.when.iter().for_each(|when| self.node(when));
        }
        for case in &item.expects {
            case.when.iter().for_each(|when| self.node(when));
            self.goal(&case.value.goal);
        }
        item.scale.into_iter().for_each(|scale| self.scale_name(scale));
        item.facets.iter().for_each(|carried| self.facet(carried.facet));
    }

    fn table(&mut self, table: &crate::model::rules::Table) {
        table.by.iter().filter_map(|key| key.item()).for_each(|id| self.id(id));
        for case in &table.rows {
            case.when.iter().for_each(|when| self.node(when));
            self.node(&case.value.value);
            for cell in &case.value.cells {
                if let Cell::Range(goal) = cell {
                    self.goal(goal);
                }
            }
        }
    }

    fn recommendation(&mut self, rule: &crate::model::rules::Recommendation) {
        rule.each.iter().for_each(|set| self.set(set));
        if rule.outside.is_some() {
            self.everything();
        }
        for case in &rule.when {
            case.when.iter().chain(&case.value).for_each(|node| self.node(node));
        }
        self.cases(&rule.unless);
        for case in &rule.priorities {
            case.when.iter().for_each(|when| self.node(when));
        }
        for case in &rule.because {
            case.when.iter().for_each(|when| self.node(when));
            self.template(&case.value);
        }
        for case in &rule.effects {
            case.when.iter().for_each(|when| self.node(when));
            self.node(&case.value.on);
            case.value.with.iter().for_each(|one| self.supposed(one));
        }
        for action in &rule.actions {
            action.text.when.iter().for_each(|when| self.node(when));
            self.template(&action.text.value);
        }
        self.template(&rule.title);
        for resource in rule.resources.iter().filter_map(|at| self.book.resources.get(*at as usize)) {
            self.found.insert(named("resource", &resource.name));
        }
        rule.facets.iter().for_each(|carried| self.facet(carried.facet));
    }

    fn supposed(&mut self, one: &Supposed) {
        match one {
            Supposed::Figure { item, value, .. } | Supposed::Start { item, value } => {
                self.id(*item);
                self.node(value);
            }
            Supposed::Parameter { place, value, .. } => {
                self.node(&Node::Parameter(*place));
                self.node(value);
            }
            Supposed::Target { item, goal } => {
                self.id(*item);
                self.goal(goal);
            }
            Supposed::Weight { .. } => {}
        }
    }

    fn facet(&mut self, facet: u16) {
        if let Some(facet) = self.book.facets.get(facet as usize) {
            self.found.insert(named("facet", &facet.name));
        }
    }

    fn scale_name(&mut self, place: u16) {
        if let Some(scale) = self.book.scales.get(place as usize) {
            self.found.insert(named("bands", &scale.name));
        }
    }

    fn scale(&mut self, place: u16) {
        let Some(scale) = self.book.scales.get(place as usize) else { return };
        scale.of.iter().for_each(|of| self.node(of));
        for edge in scale.bands.iter().flat_map(|band| &band.edges) {
            edge.when.iter().for_each(|when| self.node(when));
            edge.value.iter().for_each(|goal| self.goal(goal));
        }
    }

    fn rollup(&mut self, place: u16) {
        let Some(rollup) = self.book.rollups.get(place as usize) else { return };
        rollup.facets.iter().for_each(|facet| self.facet(*facet));
        rollup.scale.into_iter().for_each(|scale| self.scale_name(scale));
        for case in &rollup.by {
            case.when.iter().for_each(|when| self.node(when));
            if let Way::Own(formula) = &case.value {
                self.node(formula);
            }
        }
        rollup.require.iter().filter_map(|case| case.when.as_ref()).for_each(|when| self.node(when));
        if let Members::Rollup(base) = rollup.of
            && let Some(base) = self.book.rollups.get(base as usize)
        {
            self.found.insert(named("rollup", &base.name));
        }
    }

    fn cases(&mut self, cases: &[Case<Node>]) {
        cases.iter().for_each(|case| self.case(case));
    }

    fn case(&mut self, case: &Case<Node>) {
        case.when.iter().for_each(|when| self.node(when));
        self.node(&case.value);
    }

    fn goal(&mut self, goal: &Goal) {
        self.node(&goal.bound);
        goal.upper.iter().for_each(|upper| self.node(upper));
    }

    fn set(&mut self, set: &crate::model::formula::Set) {
        set.members.iter().for_each(|id| self.id(*id));
        set.condition.iter().for_each(|condition| self.node(condition));
        self.node(&set.of);
    }

    fn template(&mut self, template: &Template) {
        for piece in &template.pieces {
            if let TemplatePiece::Hole(hole, _) = piece {
                self.node(hole);
            }
        }
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Item(id) | Node::Part(PartOf::Item(id), _) => self.id(*id),
            Node::Part(PartOf::Group { rollup, key }, _) => {
                if let Some(rollup) = self.book.rollups.get(*rollup as usize) {
                    self.found.insert(named("group", &group_name(self.book, rollup, key)));
                }
            }
            Node::Facet(facet) => self.facet(*facet),
            Node::Parameter(at) => {
                if let Some(parameter) = self.book.parameters.get(*at as usize) {
                    self.found.insert(named("parameter", &parameter.name));
                }
            }
            Node::Table(at) => {
                if let Some(table) = self.book.tables.get(*at as usize) {
                    self.found.insert(named("table", &table.name));
                }
            }
            Node::Figure(at, id) => {
                self.id(*id);
                self.reference(*at);
            }
            Node::ReferenceTitle(at) => self.reference(*at),
            Node::Against { item, reference } => {
                self.id(*item);
                self.reference(*reference);
            }
            Node::Look(look) => {
                self.id(look.item);
                self.cohort(look.cohort);
            }
            Node::Apply(at, _) => {
                if let Some(function) = self.book.functions.get(*at as usize) {
                    self.found.insert(named("function", &function.name));
                }
            }
            Node::Over(_, set) => set.members.iter().for_each(|id| self.id(*id)),
            Node::BandIn(_, scale) => self.scale_name(*scale),
            _ => {}
        }
        node.each_child(&mut |child| self.node(child));
    }

    fn cohort(&mut self, at: Option<u16>) {
        if let Some((_, cohort)) = self.book.cohort_of(at) {
            self.found.insert(named("cohort", &cohort.name));
        }
    }

    fn reference(&mut self, at: u16) {
        if let Some(reference) = self.book.references.get(at as usize) {
            self.found.insert(named("reference", &reference.name));
        }
    }
}
