//! What depends on what, read from the rule book: formulas, conditions, targets, scales, sets, titles.
//!
//! It is written without a look at the evaluator: it walks all that a clause says, whether it matters or not. What the
//! evaluator finds must lie inside of it.

use std::collections::BTreeSet;

use yardstick::model::formula::{Node, PartOf, Set, Template, TemplatePiece, Within, YearBound};
use yardstick::model::rules::{Case, Check, Goal, Item, Recommendation, RuleBook, Scale, Target};
use yardstick::value::ItemId;

/// For each item the items that it names.
pub struct Dependence<'b> {
    book: &'b RuleBook,
    names: Vec<BTreeSet<ItemId>>,
}

impl<'b> Dependence<'b> {
    /// Reads a rule book.
    pub fn of(book: &'b RuleBook) -> Self {
        let names = book.items.iter().map(|item| Reader::of(book).item(item)).collect();
        Self { book, names }
    }

    /// The item and all that depends on it, directly or through others.
    pub fn reached_from(&self, item: ItemId) -> BTreeSet<ItemId> {
        let mut reached = BTreeSet::from([item]);
        loop {
            let fresh: Vec<ItemId> = self
                .book
                .items
                .iter()
                .map(|item| item.id)
                .filter(|id| !reached.contains(id) && !self.names[id.0 as usize].is_disjoint(&reached))
                .collect();
            if fresh.is_empty() {
                return reached;
            }
            reached.extend(fresh);
        }
    }

    /// All that a recommendation names.
    pub fn of_recommendation(&self, rule: &Recommendation) -> BTreeSet<ItemId> {
        let mut reader = Reader::of(self.book);
        rule.each.iter().for_each(|set| reader.set(set));
        rule.when.iter().for_each(|case| {
            case.value.iter().for_each(|node| reader.node(node));
            reader.condition(case);
        });
        rule.unless.iter().for_each(|case| reader.node(&case.value));
        rule.priorities.iter().for_each(|case| reader.condition(case));
        rule.because.iter().for_each(|case| reader.template(&case.value));
        reader.template(&rule.title);
        rule.actions.iter().for_each(|action| {
            reader.condition(&action.text);
            reader.template(&action.text.value);
        });
        reader.found
    }

    /// All that a check names.
    pub fn of_check(&self, rule: &Check) -> BTreeSet<ItemId> {
        let mut reader = Reader::of(self.book);
        rule.each.iter().for_each(|set| reader.set(set));
        for case in &rule.rules {
            reader.condition(case);
            reader.node(&case.value.condition);
            case.value.text.iter().for_each(|text| reader.template(text));
        }
        for case in &rule.notes {
            reader.condition(case);
            reader.template(&case.value);
        }
        reader.template(&rule.title);
        reader.found
    }
}

/// Collects what is named.
struct Reader<'b> {
    book: &'b RuleBook,
    found: BTreeSet<ItemId>,
    parameters: BTreeSet<u16>,
    tables: BTreeSet<u16>,
    functions: BTreeSet<u16>,
}

impl<'b> Reader<'b> {
    fn of(book: &'b RuleBook) -> Self {
        let (parameters, tables, functions) = Default::default();
        Self { book, found: BTreeSet::new(), parameters, tables, functions }
    }

    fn item(mut self, item: &Item) -> BTreeSet<ItemId> {
        self.template(&item.title);
        self.formulas(&item.values);
        self.formulas(&item.starts);
        self.formulas(&item.scores);
        self.formulas(&item.progress);
        item.shapes.iter().for_each(|case| self.condition(case));
        self.formulas(&item.assume);
        self.formulas(&item.per);
        for case in &item.expects {
            self.condition(case);
            self.goal(&case.value.goal);
        }
        for case in &item.targets {
            self.condition(case);
            match &case.value {
                Target::Goal(goal) => self.goal(goal),
                Target::Path(path) => path.each_node(&mut |node| self.node(node)),
                Target::NoBenchmark => {}
            }
        }
        item.not_applicable.iter().for_each(|case| self.condition(case));
        item.least.iter().for_each(|case| self.condition(case));
        item.also_in.iter().for_each(|case| self.condition(case));
        item.tolerance.iter().for_each(|case| self.condition(case));
        item.prefer_reported.iter().for_each(|case| self.condition(case));
        item.prefer_source.iter().for_each(|case| self.condition(case));
        if let Some(scale) = item.scale.and_then(|place| self.book.scales.get(usize::from(place))) {
            self.scale(scale);
        }
        // A KPI has the status of its points; a point does not apply where its KPI does not.
        self.found.extend(item.points.iter().chain(&item.parent));
        self.found
    }

    fn formulas(&mut self, cases: &[Case<Node>]) {
        for case in cases {
            self.condition(case);
            self.node(&case.value);
        }
    }

    fn condition<T>(&mut self, case: &Case<T>) {
        if let Some(when) = &case.when {
            self.node(when);
        }
    }

    fn goal(&mut self, goal: &Goal) {
        self.node(&goal.bound);
        goal.upper.iter().for_each(|upper| self.node(upper));
    }

    fn scale(&mut self, scale: &Scale) {
        scale.of.iter().for_each(|of| self.node(of));
        for edge in scale.bands.iter().flat_map(|band| &band.edges) {
            self.condition(edge);
            edge.value.iter().for_each(|goal| self.goal(goal));
        }
    }

    fn template(&mut self, template: &Template) {
        for piece in &template.pieces {
            if let TemplatePiece::Hole(node, _) = piece {
                self.node(node);
            }
        }
    }

    fn set(&mut self, set: &Set) {
        self.found.extend(&set.members);
        set.condition.iter().for_each(|condition| self.node(condition));
        self.node(&set.of);
    }

    fn part(&mut self, of: &PartOf) {
        match of {
            PartOf::Item(item) => {
                self.found.insert(*item);
            }
            PartOf::Group { .. } => {
                let leaves = self.book.items.iter().filter(|item| item.is_leaf()).map(|item| item.id);
                self.found.extend(leaves);
            }
            PartOf::Member | PartOf::Own => {}
        }
    }

    fn look(&mut self, look: &yardstick::model::formula::Look) {
        self.found.insert(look.item);
        look.arguments.iter().chain(&look.most).for_each(|one| self.node(one));
    }

    fn against(&mut self, item: ItemId, reference: u16) {
        self.found.insert(item);
        self.figure(reference, item);
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Literal(_)
            | Node::Money(..)
            | Node::Facet(_)
            | Node::ReferenceTitle(_)
            | Node::Year
            | Node::Effect
            | Node::Rolled(_)
            | Node::Members
            | Node::Argument(_) => {}
            Node::Template(template) => self.template(template),
            Node::Item(item) => self.found.extend([*item]),
            Node::Part(of, _) => self.part(of),
            Node::Parameter(place) => self.parameter(*place),
            Node::Table(place) => self.table(*place),
            Node::Figure(reference, item) => self.figure(*reference, *item),
            Node::Against { item, reference } => self.against(*item, *reference),
            Node::At(one, other) | Node::Arithmetic(_, one, other) | Node::OrElse(one, other) => {
                self.node(one);
                self.node(other);
            }
            Node::Negate(one) | Node::Not(one) | Node::IsReported(one, _) | Node::IsApplicable(one, _) => {
                self.node(one)
            }
            Node::ShareOfTarget(one) | Node::ShareOfRequired(one) | Node::Scale(one, ..) => self.node(one),
            Node::Field(one, _) | Node::OverGiven(_, one) => self.node(one),
            Node::BandIn(one, scale) => {
                self.node(one);
                if let Some(scale) = self.book.scales.get(usize::from(*scale)) {
                    self.scale(scale);
                }
            }
            Node::And(all) | Node::Or(all) | Node::Call(_, all) | Node::OverList(_, all) | Node::Record(all) => {
                all.iter().for_each(|one| self.node(one))
            }
            Node::Look(look) => self.look(look),
            Node::Apply(function, all) => {
                all.iter().for_each(|one| self.node(one));
                self.function(*function);
            }
            Node::Compare(compare) => {
                self.node(&compare.left);
                self.node(&compare.right);
                if let Some(Within::Absolute(within) | Within::Relative(within)) = &compare.within {
                    self.node(within);
                }
            }
            Node::If(condition, yes, no) => [condition, yes, no].into_iter().for_each(|one| self.node(one)),
            Node::Over(_, set) => self.set(set),
            Node::OverYears { node, first, last, .. } => {
                self.node(node);
                for bound in [first, last] {
                    if let YearBound::Of(bound) = bound.as_ref() {
                        self.node(bound);
                    }
                }
            }
        }
    }

    fn parameter(&mut self, place: u16) {
        if self.parameters.insert(place) {
            let book = self.book;
            self.formulas(&book.parameters[usize::from(place)].values);
        }
    }

    fn function(&mut self, place: u16) {
        if self.functions.insert(place) {
            let book = self.book;
            book.functions[usize::from(place)].formula().into_iter().for_each(|body| self.node(body));
        }
    }

    fn table(&mut self, place: u16) {
        if self.tables.insert(place) {
            let table = &self.book.tables[usize::from(place)];
            self.found.extend(table.by.iter().filter_map(|key| key.item()));
            for row in &table.rows {
                self.condition(row);
                self.node(&row.value.value);
            }
        }
    }

    fn figure(&mut self, reference: u16, item: ItemId) {
        let reference = &self.book.references[usize::from(reference)];
        for (_, case) in reference.figures.iter().filter(|(of, _)| *of == item) {
            self.condition(case);
            self.node(&case.value);
        }
    }
}
