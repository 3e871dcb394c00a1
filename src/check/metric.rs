//! What scores and roll-ups measure: shares in percent, plain numbers, or values with a unit; and whether the members of a
//! roll-up can be one number.

use super::Checker;
use super::scope::Env;
use super::target::literal;
use super::types::Type;
use crate::builtin::{self, Signature};
use crate::diagnostic::Diagnostic;
use crate::model::formula::{Node, PartOf};
use crate::model::rules::{Item, ItemKind, Measure, Members, Metric, Rollup, RollupPart};
use crate::syntax::tree::{Clause, ClauseKind, Expr, ExprKind, Item as Tree};
use crate::unit::Unit;
use crate::value::ItemId;

impl<'a> Checker<'a> {
    /// Says of every KPI and point what its score is, before anything prints one.
    pub(super) fn measure_scores(&mut self) {
        let ids: Vec<ItemId> =
            self.book.items.iter().filter(|item| item.kind != ItemKind::Input).map(|item| item.id).collect();
        for id in ids {
            let metric = self.score_clause(id).and_then(|expr| self.metric_of(expr, Env::of(id)));
            if let (Some(metric), Some(entry)) = (metric, self.book.items.get_mut(id.0 as usize)) {
                entry.metric = metric;
            }
        }
    }

    /// The score of an item in the end: its own, else that of the pack.
    fn score_clause(&self, id: ItemId) -> Option<&'a Expr> {
        let own = self.clauses_of(id).into_iter().filter(|clause| matches!(clause.kind, ClauseKind::Score(_)));
        let last = own.max_by_key(|clause| clause.layer);
        let clause: &'a Clause =
            last.or_else(|| self.default_scores.iter().copied().max_by_key(|clause| clause.layer))?;
        match &clause.kind {
            ClauseKind::Score(expr) => Some(expr),
            _ => None,
        }
    }

    /// What a score is; nothing where it is the share that every score is unless it says otherwise.
    fn metric_of(&mut self, expr: &Expr, env: Env<'_>) -> Option<Metric> {
        if is_share(expr) {
            return None;
        }
        // What is wrong in it is said where it is resolved.
        let before = self.findings.len();
        let typed = self.expression(expr, env, None);
        self.findings.truncate(before);
        match typed.ty {
            Type::Number(unit, _) if unit.kind.is_none() && !unit.percent_points => {
                let (ends, plain) = (ends(&typed.node), Unit::plain());
                Some(match unit {
                    unit if unit.is_percent() => Metric::in_unit(Unit::percent(), ends.or(Some((0.0, 1.0)))),
                    unit if unit.same_scale(&plain) => Metric::in_unit(plain, ends),
                    unit => Metric::in_unit(*unit, ends),
                })
            }
            _ => None,
        }
    }

    /// The type of the score of an item, of a member or of a group.
    pub(super) fn score_type(&self, of: &PartOf) -> Type {
        let metric = match of {
            PartOf::Item(id) => self.book.item(*id).map(|item| &item.metric),
            PartOf::Group { rollup, .. } => self.book.rollups.get(*rollup as usize).map(|rollup| &rollup.metric),
            PartOf::Member | PartOf::Own => self.common_metric(),
        };
        metric.and_then(Metric::unit).map_or_else(Type::share, |unit| Type::number(unit.clone()))
    }

    /// What all KPIs and points are scored in, where it is one.
    fn common_metric(&self) -> Option<&Metric> {
        let mut metrics = self.book.items.iter().filter(|item| item.kind != ItemKind::Input).map(|item| &item.metric);
        let first = metrics.next()?;
        metrics.all(|other| other.shown == first.shown).then_some(first)
    }

    /// Says of every roll-up how its numbers are made and what they are, each after those that it is made of.
    pub(super) fn measure_rollups(&mut self) {
        for (place, item) in self.trees.rollups.clone().into_iter().enumerate() {
            let Some(rollup) = self.book.rollups.get(place).cloned() else { continue };
            let members = match (rollup.of, rollup.part) {
                (_, RollupPart::Progress) => None,
                (Members::Rollup(of), _) => self.book.rollups.get(of as usize).map(|of| of.metric.clone()),
                (_, RollupPart::Value) => self.metric_of_values(place, &rollup),
                (_, RollupPart::Score) if only_points(item) => None,
                (_, RollupPart::Score) => self.metric_of_scores(place, &rollup),
            };
            let made = self.ways(item, &rollup, members.unwrap_or_default());
            let Some(entry) = self.book.rollups.get_mut(place) else { continue };
            (entry.by, entry.require, entry.metric) = (made.by, made.require, made.metric);
            // The scale of the pack is for scores; values and pairs are divided by a scale that is named.
            let of_values = entry.metric.unit().is_some_and(|unit| !unit.kind.is_none());
            if (of_values || entry.compares_pairs()) && !entry.own_scale {
                entry.scale = None;
            }
        }
    }

    /// What the scores of the members are; they stand on one scale, or no number can be made of them.
    fn metric_of_scores(&mut self, place: usize, rollup: &Rollup) -> Option<Metric> {
        let scored: Vec<ItemId> =
            self.rolled_up(place, rollup).filter(|item| self.is_scored(item)).map(|i| i.id).collect();
        let metric = |id: &ItemId| self.book.item(*id).map(|item| &item.metric);
        let first = scored.first()?;
        let own = metric(first)?.clone();
        let ends = scored.iter().filter_map(metric).all(|other| other.ends == own.ends).then_some(own.ends).flatten();
        let other = scored.iter().find(|id| metric(id).is_some_and(|other| other.shown != own.shown)).copied();
        if let Some(other) = other {
            self.two_scales(rollup, *first, other);
        }
        Some(Metric { ends, ..own })
    }

    fn two_scales(&mut self, rollup: &Rollup, one: ItemId, other: ItemId) {
        let said = |id: ItemId| {
            let item = self.book.item(id);
            let share = item.is_some_and(|item| item.metric.is_share());
            let name = item.map_or("", |item| item.name.as_str());
            format!("`{name}` {}", if share { "in percent" } else { "as a plain number" })
        };
        let message = format!("`{}` rolls up scores on two scales: {}, {}", rollup.name, said(one), said(other));
        let span = |id: ItemId| self.book.item(id).map(|item| item.span).unwrap_or_default();
        let finding = Diagnostic::error("rollup::scales", rollup.note.span, message)
            .and(span(one), "a member on one scale")
            .and(span(other), "a member on another")
            .help("score them alike: `scaled(linear(…), 0, 10)` makes a plain number of a share");
        self.report(finding);
    }

    /// What the values of the members are: one kind, which adds up or not as the roll-up says.
    fn metric_of_values(&mut self, place: usize, rollup: &Rollup) -> Option<Metric> {
        let members: Vec<ItemId> = self.rolled_up(place, rollup).map(|item| item.id).collect();
        let mut first: Option<(ItemId, Unit)> = None;
        for id in members {
            let Some(item) = self.book.item(id) else { continue };
            let unit = match (&item.measure, &first) {
                (Measure::Unit(unit), None) => {
                    first = Some((id, (**unit).clone()));
                    continue;
                }
                // That a unit is missing has been said.
                (Measure::Text, _) => continue,
                (Measure::Unit(unit), Some((_, own))) if unit.kind == own.kind => continue,
                (Measure::Unit(unit), Some(_)) => Some(unit.clone()),
                _ => None,
            };
            self.no_sum(rollup, first.as_ref().map(|(id, unit)| (*id, unit)), (id, unit.as_deref()));
            break;
        }
        Some(Metric::in_unit(first?.1, None))
    }

    fn no_sum(&mut self, rollup: &Rollup, first: Option<(ItemId, &Unit)>, (id, unit): (ItemId, Option<&Unit>)) {
        let name = |id: ItemId| self.book.item_name(id);
        let span = |id: ItemId| self.book.item(id).map(|item| item.span).unwrap_or_default();
        let finding = match (first, unit) {
            (Some((one, own)), Some(unit)) => {
                let message = format!("`{}` rolls up values of two kinds", rollup.name);
                let units = &self.book.units;
                Diagnostic::error("rollup::kind", rollup.note.span, message)
                    .and(span(one), format!("`{}` is {}", name(one), units.describe(&own.kind)))
                    .and(span(id), format!("`{}` is {}", name(id), units.describe(&unit.kind)))
                    .help("give one of them another facet value, or roll up their scores: `of kpis`")
            }
            _ => {
                let message = format!("`{}` has no number that could be rolled up", name(id));
                Diagnostic::error("rollup::kind", rollup.note.span, message)
                    .and(span(id), "its value is a word or an answer")
                    .help("give it another facet value, or roll up scores: `of kpis`")
            }
        };
        self.report(finding);
    }

    /// The items that a roll-up can take.
    fn rolled_up(&self, place: usize, rollup: &Rollup) -> impl Iterator<Item = &Item> {
        let place = u16::try_from(place).unwrap_or(u16::MAX);
        let (of, facets) = (rollup.of, rollup.facets.clone());
        self.book.items.iter().filter(move |item| {
            let wanted = if of == Members::Leaves { item.is_leaf() } else { item.kind == ItemKind::Kpi };
            let carries = |facet: &u16| item.facets.iter().any(|own| own.facet == *facet && !own.values.is_empty());
            wanted && !item.is_apart(place) && facets.iter().all(carries)
        })
    }

    /// Whether an item can have a score: its score asks for no target, or there is one.
    fn is_scored(&self, item: &Item) -> bool {
        let own = self.clauses_of(item.id);
        let says = |wanted: fn(&ClauseKind) -> bool| own.iter().any(|clause| wanted(&clause.kind));
        let aims = |kind: &ClauseKind| matches!(kind, ClauseKind::Target { .. } | ClauseKind::TargetAgainst(_));
        if says(|kind| matches!(kind, ClauseKind::NoBenchmark)) && !says(aims) {
            return false;
        }
        says(|kind| matches!(kind, ClauseKind::Score(_)))
            || says(aims)
            || self.score_clause(item.id).is_some_and(|expr| !is_share_of_target(expr))
    }
}

/// Whether a roll-up does nothing but add points.
fn only_points(item: &Tree) -> bool {
    item.clauses.iter().all(|clause| match &clause.kind {
        ClauseKind::By(way) => super::ways::name_of(way) == Some("share_of_points"),
        _ => true,
    })
}

fn is_share_of_target(expr: &Expr) -> bool {
    matches!(&expr.kind, ExprKind::Call { function, .. } if function.text == "share_of_target")
}

/// Whether an expression is a share by its function alone.
fn is_share(expr: &Expr) -> bool {
    let share = |name: &str| builtin::find(name).is_some_and(|(_, row)| row.signature == Signature::Share);
    match &expr.kind {
        ExprKind::Call { function, .. } => function.text == "share_of_target" || share(&function.text),
        _ => false,
    }
}

/// The least and the most that an expression can be, where that stands in it.
fn ends(node: &Node) -> Option<(f64, f64)> {
    let (place, arguments) = match node {
        Node::Call(place, arguments) => (*place, arguments.as_slice()),
        Node::Look(look) => return super::look::ends(look),
        Node::ShareOfTarget(_) | Node::ShareOfRequired(_) => return Some((0.0, 1.0)),
        // Both branches stand there: the steps of a step function.
        Node::If(_, one, other) => {
            let of = |node: &Node| literal(node).map(|number| (number, number)).or_else(|| ends(node));
            let ((a, b), (c, d)) = of(one).zip(of(other))?;
            return sorted(a.min(c), b.max(d));
        }
        _ => return None,
    };
    let row = builtin::BUILTINS.get(place as usize)?;
    match (row.signature, arguments) {
        (Signature::Share, _) => Some((0.0, 1.0)),
        (Signature::Scaled, [_, one, other]) => sorted(literal(one)?, literal(other)?),
        (_, [_, one, other]) if row.name == "clamp" => sorted(literal(one)?, literal(other)?),
        _ => None,
    }
}

fn sorted(one: f64, other: f64) -> Option<(f64, f64)> {
    (one != other).then_some((one.min(other), one.max(other)))
}
