//! Inputs, KPIs and points: every clause resolved, every kind checked.

use std::mem;

use super::Checker;
use super::clauses::Place;
use super::scope::Env;
use super::types::{Type, Typed};
use crate::diagnostic::Diagnostic;
use crate::model::formula::Node;
use crate::model::rules::{AlsoIn, Better, FacetValues, Item as Entry, ItemKind, Measure, Tolerance};
use crate::source::{Span, nearest};
use crate::syntax::tree::{Clause, ClauseKind, Expr, ExprKind, Joining, Name, TextWord};
use crate::unit::Unit;
use crate::value::{GoalKind, ItemId, Symbol, Value};

impl<'a> Checker<'a> {
    /// Gives every item the values of its facets.
    pub(super) fn resolve_all_facets(&mut self) {
        let ids: Vec<ItemId> = self.book.items.iter().skip(1).map(|item| item.id).collect();
        ids.into_iter().for_each(|id| self.resolve_facets(id));
    }

    /// Resolves every item: measures first, since formulas need the kinds of all of them.
    pub(super) fn resolve_items(&mut self) {
        let ids: Vec<ItemId> = self.book.items.iter().map(|item| item.id).collect();
        for id in ids.iter().skip(1) {
            self.resolve_item(*id);
        }
    }

    /// Gives every item its measure and its digits.
    pub(super) fn resolve_measures(&mut self) {
        let ids: Vec<ItemId> = self.book.items.iter().skip(1).map(|item| item.id).collect();
        for id in ids {
            let clauses = self.clauses_of(id);
            let last = |wanted: fn(&ClauseKind) -> bool| {
                clauses.iter().filter(|clause| wanted(&clause.kind)).max_by_key(|clause| clause.layer).copied()
            };
            let unit = last(|kind| matches!(kind, ClauseKind::Unit(_)));
            let digits = last(|kind| matches!(kind, ClauseKind::Digits(_)));
            let measure = match unit.map(|clause| &clause.kind) {
                Some(ClauseKind::Unit(spec)) => self.measure(spec),
                _ => self.no_unit(id),
            };
            let Some(entry) = self.book.items.get_mut(id.0 as usize) else { continue };
            if let Some(measure) = measure {
                entry.measure = measure;
            }
            if let Some(ClauseKind::Digits(digits)) = digits.map(|clause| &clause.kind) {
                entry.digits = (*digits).clamp(1, 15);
            }
        }
    }

    /// A KPI with points needs no unit of its own; everything else does.
    fn no_unit(&mut self, id: ItemId) -> Option<Measure> {
        let item = self.book.item(id)?;
        if item.kind == ItemKind::Kpi && !item.points.is_empty() {
            let units: Vec<&Clause> = item.points.iter().flat_map(|point| self.clauses_of(*point)).collect();
            let first = units.iter().find_map(|clause| match &clause.kind {
                ClauseKind::Unit(spec) => Some(spec.clone()),
                _ => None,
            });
            return first.and_then(|spec| self.measure(&spec));
        }
        let message = format!("`{}` has no unit", item.name);
        let help = "write for example `unit %`, `unit min`, `unit yes_no`";
        let finding = Diagnostic::error("unit::none", item.span, message).help(help);
        self.report(finding);
        None
    }

    fn place_of(&self, id: ItemId) -> Place {
        match self.book.item(id).map(|item| item.kind) {
            Some(ItemKind::Kpi) => Place::Kpi,
            Some(ItemKind::Point) => Place::Point,
            _ => Place::Input,
        }
    }

    fn resolve_facets(&mut self, id: ItemId) {
        let place = self.place_of(id);
        for clause in self.clauses_of(id) {
            if let ClauseKind::Facet { facet, values } = &clause.kind
                && self.belongs(clause, place)
                && let Some(found) = self.facet_values(facet, values, clause)
                && let Some(entry) = self.book.items.get_mut(id.0 as usize)
            {
                add_facet(&mut entry.facets, found, clause.modifiers.joining);
            }
        }
        let parent = self.book.item(id).and_then(|item| item.parent);
        if place == Place::Point
            && let Some(facets) = parent.and_then(|parent| self.book.item(parent)).map(|kpi| kpi.facets.clone())
            && let Some(entry) = self.book.items.get_mut(id.0 as usize)
        {
            let own = mem::replace(&mut entry.facets, facets);
            entry.facets.retain(|old| own.iter().all(|new| new.facet != old.facet));
            entry.facets.extend(own);
        }
    }

    /// The values of a facet clause; unknown ones are named with the nearest known.
    pub(super) fn facet_values(&mut self, facet: &Name, values: &[Name], clause: &Clause) -> Option<FacetValues> {
        let place = self.facet_place(facet)?;
        let many = self.book.facets.get(place as usize).is_some_and(|facet| facet.many);
        if !many && values.len() > 1 {
            let message = format!("`{}` takes one value", facet.text);
            let help = "keep one, or declare the facet with `many`";
            self.report(Diagnostic::error("facet::many", clause.span, message).help(help));
        }
        let symbols: Vec<Symbol> = values.iter().filter_map(|value| self.facet_word(place, value)).collect();
        let evidence = clause.modifiers.evidence.as_ref().map(|name| name.text.clone());
        Some(FacetValues { facet: place, values: symbols, evidence })
    }

    /// The place of a facet; says so if there is none.
    pub(super) fn facet_place(&mut self, facet: &Name) -> Option<u16> {
        let known = self.book.facets.iter().map(|facet| facet.name.as_str());
        if let Some(place) = known.clone().position(|name| name == facet.text) {
            return u16::try_from(place).ok();
        }
        let help = match nearest(&facet.text, known) {
            Some(near) => format!("did you mean `{near}:`?"),
            None => "declare it: `facet NAME \"Title\" { … }`".to_owned(),
        };
        let message = format!("there is no facet `{}`", facet.text);
        self.report(Diagnostic::error("facet::unknown", facet.span, message).help(help));
        None
    }

    /// A value of a facet. An open facet (declared without values) takes any.
    pub(super) fn facet_word(&mut self, place: u16, value: &Name) -> Option<Symbol> {
        let symbol = self.word(&value.text);
        let facet = self.book.facets.get(place as usize)?;
        let open = facet.values.is_empty();
        if open || facet.values.iter().any(|known| known.symbol == symbol) {
            return Some(symbol);
        }
        let known: Vec<String> = facet.values.iter().map(|known| self.book.word(known.symbol).to_owned()).collect();
        let help = match nearest(&value.text, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its values are {}", known.join(", ")),
        };
        let message = format!("`{}` is no value of the facet `{}`", value.text, facet.name);
        self.report(Diagnostic::error("facet::value", value.span, message).help(help));
        None
    }

    fn resolve_item(&mut self, id: ItemId) {
        let place = self.place_of(id);
        let env = Env::of(id);
        let Some(mut entry) = self.book.item(id).cloned() else { return };
        self.resolve_title(&mut entry, env);
        for clause in self.clauses_of(id) {
            if !self.belongs(clause, place) {
                continue;
            }
            self.text_clause(&mut entry, clause, env);
            self.figure_clause(&mut entry, clause, env);
            self.goal_clause(&mut entry, clause, env);
            self.step_clause(&mut entry, clause);
        }
        self.default_steps_of(&mut entry);
        self.join_milestones(&mut entry);
        self.default_progress_of(&mut entry, env);
        self.default_score_of(&mut entry, env);
        self.check_item(&entry);
        entry.inputs = self.named_inputs(&entry);
        if let Some(slot) = self.book.items.get_mut(id.0 as usize) {
            *slot = entry;
        }
    }

    /// A title may have holes; the plain one that was put in when it was declared is read again.
    fn resolve_title(&mut self, entry: &mut Entry, env: Env<'_>) {
        let Some(plain) = entry.title.as_plain().map(str::to_owned) else { return };
        if !plain.contains('{') {
            return;
        }
        let id = entry.id;
        let titled = self.title_texts.iter().find(|(owner, _)| *owner == id).map(|(_, text)| *text);
        if let Some(text) = titled {
            entry.title = self.template(text, env);
        }
    }

    fn text_clause(&mut self, entry: &mut Entry, clause: &'a Clause, env: Env<'_>) {
        let ClauseKind::Text { word, text } = &clause.kind else { return };
        self.note(&clause.modifiers, clause.layer, clause.span);
        let evidence = clause.modifiers.evidence.as_ref().map(|name| name.text.clone());
        let label = match word {
            TextWord::Code => {
                entry.code = Some(text.text.clone());
                "code"
            }
            TextWord::About => {
                entry.about = Some(self.template(text, env));
                "about"
            }
            TextWord::Title => {
                entry.title = self.template(text, env);
                "title"
            }
            TextWord::Source => {
                entry.source = Some(text.text.clone());
                "source"
            }
            _ => return,
        };
        if let Some(evidence) = evidence {
            entry.evidence.push((label.to_owned(), evidence));
        }
    }

    fn figure_clause(&mut self, entry: &mut Entry, clause: &'a Clause, env: Env<'_>) {
        match &clause.kind {
            ClauseKind::Value(expr) => {
                if !self.is_known_word(entry, expr) {
                    return;
                }
                if let Some(node) = self.formula(expr, &entry.figure_measure(), clause, env)
                    && self.is_fact(entry, &node, expr)
                {
                    entry.values.push(self.case(node, clause, env));
                }
            }
            ClauseKind::Assume(expr) => {
                let node = self.formula(expr, &entry.measure.clone(), clause, env);
                entry.assume.extend(node.map(|node| self.case(node, clause, env)));
            }
            ClauseKind::AlsoIn { unit, times } => {
                let also = self.also_in(unit, times, &entry.measure.clone(), clause.span);
                entry.also_in.extend(also.map(|also| self.case(also, clause, env)));
            }
            ClauseKind::Tolerance(expr) => {
                let tolerance = self.tolerance(expr, &entry.measure.clone());
                entry.tolerance.extend(tolerance.map(|tolerance| self.case(tolerance, clause, env)));
            }
            ClauseKind::PreferWay { reported } => entry.prefer_reported.push(self.case(*reported, clause, env)),
            ClauseKind::PreferSource(text) => entry.prefer_source.push(self.case(text.text.clone(), clause, env)),
            ClauseKind::RequireGrade { what, least } => {
                let grade = self.least_grade(what, least);
                entry.least.extend(grade.map(|grade| self.case(grade, clause, env)));
            }
            ClauseKind::Require { .. } | ClauseKind::RequireShare { .. } => {
                let message = "an item can require a grade only";
                let help = "write `require quality at least survey`; what must hold stands in a `check`";
                self.report(Diagnostic::error("clause::misplaced", clause.word, message).help(help));
            }
            ClauseKind::Weight(expr) => {
                if let Some(weight) = self.weight(expr) {
                    entry.weight = weight;
                }
            }
            ClauseKind::Better(word) => entry.better = self.better(word).or(entry.better),
            _ => {}
        }
    }

    /// Whether the word that the rules state of an input is one that it can be; says so if it is none.
    fn is_known_word(&mut self, entry: &Entry, expr: &Expr) -> bool {
        let (ItemKind::Input, Measure::OneOf(words)) = (entry.kind, &entry.measure) else { return true };
        match &expr.kind {
            ExprKind::Path(path) if path.parts.len() == 1 => {
                path.parts.first().is_none_or(|name| self.known_choice(name, words).is_some())
            }
            _ => true,
        }
    }

    /// What the rules state of an input is a figure or a word: what is computed is a KPI.
    fn is_fact(&mut self, entry: &Entry, node: &Node, expr: &Expr) -> bool {
        let mut computed = false;
        if entry.kind == ItemKind::Input {
            super::cycle::items_of(node, &mut |_| computed = true);
        }
        if computed {
            let message = format!("`{}` is an input, and this is a formula", entry.name);
            let help = "state a figure or a word, or make it a `kpi`";
            self.report(Diagnostic::error("input::value", expr.span, message).help(help));
        }
        !computed
    }

    /// A formula, converted to the declared kind.
    fn formula(&mut self, expr: &Expr, measure: &Measure, clause: &Clause, env: Env<'_>) -> Option<Node> {
        let wanted = Type::of(measure, crate::model::show::DIGITS);
        let typed = self.expression(expr, env, Some(&wanted));
        if typed.ty.is_broken() || *measure == Measure::Text {
            return None;
        }
        let (Some(unit), Some(got)) = (wanted.unit(), typed.ty.unit()) else {
            let declared = Typed::new(Node::Year, wanted, self.unit_span(env, clause.span));
            return self
                .same_kind(&declared, &typed, "the formula is of another kind than the unit")
                .then_some(typed.node);
        };
        self.converted(typed.node, unit, got, (expr.span, env))
    }

    /// A formula for a whole year reads as `per year` where that is declared.
    fn converted(&mut self, node: Node, unit: &Unit, got: &Unit, (span, env): (Span, Env<'_>)) -> Option<Node> {
        if unit.kind == got.kind {
            return Some(node);
        }
        let year = self.book.units.resolve(&crate::unit::read_unit("year").unwrap_or_default()).ok()?;
        if unit.kind == got.kind.divide(&year.kind)
            && unit.written.factors.iter().any(|factor| factor.per && is_year(&factor.name))
        {
            return Some(Node::Scale(Box::new(node), 1.0, year.numerator));
        }
        let units = &self.book.units;
        let (wanted, is) = (units.describe(&unit.kind), units.describe(&got.kind));
        let difference = units.difference(&unit.kind, &got.kind);
        let declared = self.unit_span(env, span);
        let finding =
            Diagnostic::error("kpi::unit::mismatch", span, format!("the formula gives {is}, the unit is {wanted}"))
                .here(format!("this is {is}"))
                .and(declared, format!("measured in {wanted}"))
                .help(format!("in the formula {difference}"));
        self.report(finding);
        None
    }

    /// Where the unit of an item is written.
    fn unit_span(&self, env: Env<'_>, otherwise: Span) -> Span {
        let clauses = env.own.map(|own| self.clauses_of(own)).unwrap_or_default();
        let unit = clauses.iter().find(|clause| matches!(clause.kind, ClauseKind::Unit(_)));
        unit.map_or(otherwise, |clause| clause.span)
    }

    /// An expression of the kind of the item.
    pub(super) fn like_measure(&mut self, expr: &Expr, measure: &Measure, what: &str, env: Env<'_>) -> Option<Node> {
        let goal =
            crate::syntax::tree::Goal { kind: GoalKind::Equals, bound: expr.clone(), upper: None, span: expr.span };
        self.goal(&goal, measure, what, env).map(|goal| goal.bound)
    }

    fn also_in(&mut self, unit: &crate::unit::UnitExpr, times: &Expr, measure: &Measure, span: Span) -> Option<AlsoIn> {
        let other = self.unit(unit, span)?;
        let factor = self.expression(times, Env::default(), None);
        let (Measure::Unit(own), Some(by)) = (measure, factor.ty.unit()) else { return None };
        let Node::Literal(Value::Number(number)) = factor.node else {
            let message = "the factor is a figure";
            let help = "write for example `times 1_900 ug per m3 per ppm`";
            self.report(Diagnostic::error("also_in::factor", times.span, message).help(help));
            return None;
        };
        if other.kind.multiply(&by.kind) != own.kind {
            let units = &self.book.units;
            let message = format!(
                "a figure in `{unit}` times this is {}, the item is {}",
                units.describe(&other.kind.multiply(&by.kind)),
                units.describe(&own.kind)
            );
            let help = format!("write the factor in `{} per {unit}`", own.written);
            self.report(Diagnostic::error("also_in::kind", times.span, message).help(help));
            return None;
        }
        let written = self.sources.text(times.span).to_owned();
        Some(AlsoIn { unit: other, factor: number, written })
    }

    fn tolerance(&mut self, expr: &Expr, measure: &Measure) -> Option<Tolerance> {
        let typed = self.expression(expr, Env::default(), None);
        let number = match typed.node {
            Node::Literal(Value::Number(number)) | Node::Money(number, _) if number >= 0.0 => number,
            _ if typed.ty.is_broken() => return None,
            _ => {
                let message = "a tolerance is a figure that is not below 0";
                self.report(
                    Diagnostic::error("tolerance::kind", expr.span, message).help("write for example `tolerance 5 %`"),
                );
                return None;
            }
        };
        if super::compare::is_relative(&typed.ty) {
            return Some(Tolerance::Relative(number));
        }
        let own = Typed::new(Node::Year, Type::of(measure, 3), expr.span);
        self.same_kind(&own, &typed, "the tolerance is of another kind than the figure")
            .then_some(Tolerance::Absolute(number))
    }

    fn better(&mut self, word: &Name) -> Option<Better> {
        match word.text.as_str() {
            "higher" => Some(Better::Higher),
            "lower" => Some(Better::Lower),
            _ => {
                let message = format!("`{}` is no direction", word.text);
                self.report(
                    Diagnostic::error("better::unknown", word.span, message)
                        .help("write `better higher` or `better lower`"),
                );
                None
            }
        }
    }

    fn named_inputs(&self, entry: &Entry) -> Vec<ItemId> {
        let mut inputs = Vec::new();
        for case in &entry.values {
            super::cycle::items_of(&case.value, &mut |id| {
                if !inputs.contains(&id) {
                    inputs.push(id);
                }
            });
        }
        inputs
    }
}

/// Values of a facet that are added with `also` join those that are there; else they stand in their place.
pub(super) fn add_facet(facets: &mut Vec<FacetValues>, found: FacetValues, joining: Joining) {
    match facets.iter_mut().find(|old| old.facet == found.facet) {
        Some(old) if joining == Joining::Also => {
            let fresh: Vec<Symbol> = found.values.into_iter().filter(|value| !old.values.contains(value)).collect();
            old.values.extend(fresh);
        }
        Some(old) => *old = found,
        None => facets.push(found),
    }
}

fn is_year(name: &str) -> bool {
    matches!(name, "year" | "years")
}
