//! Formulas that need themselves: found, shown with every step, and taken out, so that evaluating always ends.

use super::Checker;
use crate::diagnostic::Diagnostic;
use crate::model::formula::{Node, Part, PartOf};
use crate::model::rules::{Body, Counted, Function, Goal, Item, Members, Rollup, Target, Way, groups_of};
use crate::value::{ItemId, Symbol};

/// Two things of each item can depend on others: its value, and what is made of it (target, score, band).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Value(ItemId),
    Score(ItemId),
}

/// What a formula can name that has expressions of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Behind {
    Parameter(u16),
    Table(u16),
    Function(u16),
    Figure(u16, ItemId),
    Rollup(u16),
}

impl Checker<'_> {
    /// Takes out every formula that needs itself.
    pub(super) fn break_cycles(&mut self) {
        let count = self.book.items.len();
        let mut done = vec![[false; 2]; count];
        for place in 0..count {
            let id = ItemId(u32::try_from(place).unwrap_or(u32::MAX));
            for step in [Step::Value(id), Step::Score(id)] {
                self.visit(step, &mut Vec::new(), &mut done);
            }
        }
        self.break_function_cycles();
        self.break_parameter_cycles();
    }

    fn visit(&mut self, step: Step, open: &mut Vec<Step>, done: &mut [[bool; 2]]) {
        let (id, side) = match step {
            Step::Value(id) => (id, 0),
            Step::Score(id) => (id, 1),
        };
        if done.get(id.0 as usize).and_then(|sides| sides.get(side)).copied().unwrap_or(true) {
            return;
        }
        if let Some(at) = open.iter().position(|other| *other == step) {
            self.cycle(open.get(at..).unwrap_or_default());
            return;
        }
        open.push(step);
        let needs = self.needs(step);
        for (place, next) in needs.iter().enumerate() {
            if !needs.iter().take(place).any(|earlier| earlier == next) {
                self.visit(*next, open, done);
            }
        }
        open.pop();
        if let Some(slot) = done.get_mut(id.0 as usize).and_then(|sides| sides.get_mut(side)) {
            *slot = true;
        }
    }

    fn cycle(&mut self, steps: &[Step]) {
        let mut ids: Vec<ItemId> = steps
            .iter()
            .map(|step| match step {
                Step::Value(id) | Step::Score(id) => *id,
            })
            .collect();
        ids.dedup();
        let names: Vec<&str> = ids.iter().map(|id| self.book.item_name(*id)).collect();
        let first = names.first().copied().unwrap_or_default();
        let message = format!("a formula needs itself: {} → {first}", names.join(" → "));
        let spans: Vec<_> = ids.iter().filter_map(|id| self.formula_span(*id)).collect();
        let mut finding = Diagnostic::error("formula::circle", spans.first().copied().unwrap_or_default(), message)
            .help("take one of these names out of its formula");
        for (place, span) in spans.iter().enumerate().skip(1) {
            finding = finding.and(*span, format!("step {}", place + 1));
        }
        self.report(finding);
        for id in ids {
            if let Some(item) = self.book.items.get_mut(id.0 as usize) {
                item.values.clear();
                item.scores.clear();
                item.not_applicable.clear();
            }
        }
    }

    fn formula_span(&self, id: ItemId) -> Option<crate::source::Span> {
        let item = self.book.item(id)?;
        Some(item.values.first().map_or(item.span, |case| case.note.span))
    }

    /// What a step needs first.
    fn needs(&self, step: Step) -> Vec<Step> {
        let mut needs = Vec::new();
        let (Step::Value(id) | Step::Score(id)) = step;
        let Some(item) = self.book.item(id) else { return needs };
        let mut note = |node: &Node| self.steps_of(node, Some(id), &mut needs);
        match step {
            Step::Value(_) => value_nodes(item, &mut note),
            Step::Score(_) => {
                score_nodes(item, &mut note);
                if let Some(scale) = item.scale.and_then(|scale| self.book.scales.get(scale as usize)) {
                    scale.of.iter().for_each(&mut note);
                    for edge in scale.bands.iter().flat_map(|band| &band.edges) {
                        edge.when.iter().for_each(&mut note);
                        edge.value.iter().for_each(|goal| goal_nodes(goal, &mut note));
                    }
                }
                // What its own target, score and progress name of each other is looked at when it is evaluated.
                needs.retain(|step| *step != Step::Score(id));
                needs.push(Step::Value(id));
            }
        }
        needs
    }

    /// The steps that an expression names, itself or through parameters, tables, functions and references.
    fn steps_of(&self, node: &Node, own: Option<ItemId>, into: &mut Vec<Step>) {
        let mut behind: Vec<Behind> = Vec::new();
        self.steps_in(node, own, into, &mut behind);
        let mut at = 0;
        while let Some(next) = behind.get(at).copied() {
            at += 1;
            for node in self.behind(next) {
                self.steps_in(node, own, into, &mut behind);
            }
        }
    }

    fn steps_in(&self, node: &Node, own: Option<ItemId>, into: &mut Vec<Step>, behind: &mut Vec<Behind>) {
        let mut note = |what| {
            if !behind.contains(&what) {
                behind.push(what);
            }
        };
        walk(node, &mut |node| match node {
            Node::Item(id) => into.push(Step::Value(*id)),
            Node::Look(look) => into.push(Step::Value(look.item)),
            Node::Figure(reference, id) => note(Behind::Figure(*reference, *id)),
            Node::Against { item, reference } => {
                into.push(Step::Value(*item));
                note(Behind::Figure(*reference, *item));
            }
            Node::Part(PartOf::Group { rollup, key }, _) => {
                self.steps_of_group(*rollup, key, into);
                note(Behind::Rollup(*rollup));
            }
            Node::Part(of, part) => self.steps_of_part(of, *part, own, into),
            Node::Over(_, set) => {
                for member in &set.members {
                    into.push(Step::Value(*member));
                    if set.condition.as_ref().is_some_and(asks_for_score) || asks_for_score(&set.of) {
                        into.push(Step::Score(*member));
                    }
                }
            }
            Node::Parameter(place) => note(Behind::Parameter(*place)),
            Node::Apply(place, _) => note(Behind::Function(*place)),
            Node::Table(place) => {
                let by = self.book.tables.get(*place as usize).map(|table| table.by.as_slice());
                into.extend(by.unwrap_or_default().iter().filter_map(|key| key.item()).map(Step::Value));
                note(Behind::Table(*place));
            }
            _ => {}
        });
    }

    /// The expressions that stand behind a name.
    fn behind(&self, what: Behind) -> Vec<&Node> {
        let book = &self.book;
        match what {
            Behind::Parameter(place) => {
                let cases = book.parameters.get(place as usize).map(|found| found.values.as_slice());
                cases.unwrap_or_default().iter().flat_map(|case| case.when.iter().chain([&case.value])).collect()
            }
            Behind::Table(place) => {
                let rows = book.tables.get(place as usize).map(|found| found.rows.as_slice());
                rows.unwrap_or_default().iter().flat_map(|row| row.when.iter().chain([&row.value.value])).collect()
            }
            Behind::Function(place) => {
                book.functions.get(place as usize).and_then(Function::formula).into_iter().collect()
            }
            Behind::Rollup(place) => self.rollup_nodes(place),
            Behind::Figure(place, item) => {
                let figures = book.references.get(place as usize).map(|found| found.figures.as_slice());
                let own = figures.unwrap_or_default().iter().filter(|(of, _)| *of == item).map(|(_, case)| case);
                own.flat_map(|case| case.when.iter().chain([&case.value])).collect()
            }
        }
    }

    fn steps_of_part(&self, of: &PartOf, part: Part, own: Option<ItemId>, into: &mut Vec<Step>) {
        let value = matches!(part, Part::Value | Part::Status | Part::Quality | Part::Title);
        match of {
            PartOf::Item(id) => into.push(if value { Step::Value(*id) } else { Step::Score(*id) }),
            PartOf::Own if value => into.extend(own.map(Step::Value)),
            PartOf::Own => into.extend(own.map(Step::Score)),
            PartOf::Member | PartOf::Group { .. } => {}
        }
    }

    /// A group needs what counts in it, itself or in the groups below, and what `require` counts there.
    ///
    /// Groups that are compared with those of others are made in rounds, one for each roll-up: all of them are one step.
    fn steps_of_group(&self, rollup: u16, key: &[Symbol], into: &mut Vec<Step>) {
        let book = &self.book;
        let (mut compares, mut counts_kpis) = (false, false);
        self.each_below(rollup, &mut |rule| {
            compares |= rule.compares_pairs();
            counts_kpis |= rule.require.iter().any(|case| case.value.of == Counted::Kpis);
        });
        for item in &book.items {
            let groups = groups_of(item.id, rollup, book);
            if if compares { groups.is_empty() } else { !groups.iter().any(|group| group == key) } {
                continue;
            }
            // Whether a KPI is reported, its points say.
            let parent = item.parent.filter(|_| counts_kpis);
            into.extend(parent.into_iter().chain(item.points.iter().copied()).chain([item.id]).map(Step::Score));
        }
    }

    /// A roll-up and those that it is made of.
    fn each_below<'s>(&'s self, rollup: u16, visit: &mut dyn FnMut(&'s Rollup)) {
        let Some(rule) = self.book.rollups.get(usize::from(rollup)) else { return };
        visit(rule);
        if let Members::Rollup(of) = rule.of
            && of < rollup
        {
            self.each_below(of, visit);
        }
    }

    /// What a roll-up, and those that it is made of, say that is an expression.
    fn rollup_nodes(&self, rollup: u16) -> Vec<&Node> {
        let mut nodes: Vec<&Node> = Vec::new();
        self.each_below(rollup, &mut |rule| {
            for case in &rule.by {
                nodes.extend(case.when.as_ref());
                if let Way::Own(node) = &case.value {
                    nodes.push(node);
                }
            }
            nodes.extend(rule.require.iter().filter_map(|case| case.when.as_ref()));
            let scale = rule.scale.and_then(|scale| self.book.scales.get(usize::from(scale)));
            for edge in scale.iter().flat_map(|scale| &scale.bands).flat_map(|band| &band.edges) {
                nodes.extend(edge.when.as_ref());
                nodes.extend(edge.value.iter().flat_map(|goal| [&goal.bound].into_iter().chain(&goal.upper)));
            }
        });
        nodes
    }

    /// A function may call those that are declared before it, never itself.
    fn break_function_cycles(&mut self) {
        for place in 0..self.book.functions.len() {
            let mut seen = vec![place];
            let mut queue = vec![place];
            let mut circle = false;
            while let Some(at) = queue.pop() {
                let Some(function) = self.book.functions.get(at) else { continue };
                let Some(body) = function.formula() else { continue };
                walk(body, &mut |node| {
                    if let Node::Apply(next, _) = node {
                        let next = usize::from(*next);
                        circle |= next == place;
                        if !seen.contains(&next) {
                            seen.push(next);
                            queue.push(next);
                        }
                    }
                });
            }
            if circle && let Some(function) = self.book.functions.get_mut(place) {
                function.body = Body::Formula(Node::Literal(crate::value::Value::YesNo(false)));
                let message = format!("the function `{}` calls itself", function.name);
                let finding =
                    Diagnostic::error("function::circle", function.span, message).help("write it without itself");
                self.report(finding);
            }
        }
    }

    /// A parameter whose value or condition rests on itself.
    fn break_parameter_cycles(&mut self) {
        for place in 0..self.book.parameters.len() {
            let mut circle = false;
            if let Some(parameter) = self.book.parameters.get(place) {
                for case in &parameter.values {
                    let mut look =
                        |node: &Node| circle |= matches!(node, Node::Parameter(other) if usize::from(*other) >= place);
                    walk(&case.value, &mut look);
                }
            }
            if circle && let Some(parameter) = self.book.parameters.get_mut(place) {
                parameter.values.clear();
                let message = format!(
                    "the parameter `{}` rests on a parameter that is declared after it, or on itself",
                    parameter.name
                );
                let finding = Diagnostic::error("parameter::circle", parameter.span, message)
                    .help("declare the other parameter first");
                self.report(finding);
            }
        }
    }
}

fn asks_for_score(node: &Node) -> bool {
    let mut asks = false;
    walk(node, &mut |node| {
        asks |= matches!(
            node,
            Node::Part(_, Part::Score | Part::Band | Part::Points | Part::Met | Part::Target | Part::Start)
                | Node::Part(_, Part::Required | Part::Progress | Part::Arrival | Part::Budget)
        );
    });
    asks
}

fn value_nodes(item: &Item, note: &mut dyn FnMut(&Node)) {
    for case in item.values.iter().chain(&item.assume).chain(&item.per) {
        note(&case.value);
        case.when.iter().for_each(&mut *note);
    }
    item.not_applicable.iter().filter_map(|case| case.when.as_ref()).for_each(&mut *note);
    for case in &item.expects {
        goal_nodes(&case.value.goal, note);
        case.when.iter().for_each(&mut *note);
    }
}

fn score_nodes(item: &Item, note: &mut dyn FnMut(&Node)) {
    for case in &item.targets {
        case.when.iter().for_each(&mut *note);
        match &case.value {
            Target::Goal(goal) => goal_nodes(goal, note),
            Target::Path(path) => path.each_node(&mut *note),
            Target::NoBenchmark => {}
        }
    }
    item.shapes.iter().filter_map(|case| case.when.as_ref()).for_each(&mut *note);
    for case in item.starts.iter().chain(&item.scores).chain(&item.progress) {
        note(&case.value);
        case.when.iter().for_each(&mut *note);
    }
}

fn goal_nodes(goal: &Goal, note: &mut dyn FnMut(&Node)) {
    note(&goal.bound);
    goal.upper.iter().for_each(note);
}

/// The items whose values an expression names, in the order in which it names them.
pub(super) fn items_of(node: &Node, note: &mut dyn FnMut(ItemId)) {
    walk(node, &mut |node| match node {
        Node::Item(id) | Node::Part(PartOf::Item(id), _) => note(*id),
        Node::Look(look) => note(look.item),
        Node::Over(_, set) => set.members.iter().for_each(|member| note(*member)),
        _ => {}
    });
}

/// Visits an expression and everything in it.
pub(super) fn walk(node: &Node, visit: &mut dyn FnMut(&Node)) {
    visit(node);
    node.each_child(&mut |child| walk(child, visit));
}
