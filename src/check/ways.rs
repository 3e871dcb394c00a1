//! How the number of a group is made, and how much of it must be there: the clauses `by` and `require` of roll-ups.

use super::expression::broken;
use super::scope::{Env, Grouped};
use super::target::literal;
use super::types::{Type, Typed};
use super::{Checker, Named};
use crate::builtin::{self, ROLLUPS};
use crate::diagnostic::Diagnostic;
use crate::model::formula::Node;
use crate::model::rules::{Aggregation, Case, Counted, Metric, Required, Rollup, Way};
use crate::source::{Span, nearest};
use crate::syntax::tree::{Argument, ArgumentValue, BinaryOp, Clause, ClauseKind, Expr, ExprKind, Item, Name};
use crate::unit::Unit;

/// The word for the members of a group, in a formula over them.
const MEMBERS: &str = "members";

/// What the clauses of a roll-up come to.
pub(super) struct Made {
    pub by: Vec<Case<Way>>,
    pub require: Vec<Case<Required>>,
    pub metric: Metric,
}

impl<'a> Checker<'a> {
    /// The clauses `by` and `require` of a roll-up whose members are measured so.
    pub(super) fn ways(&mut self, item: &'a Item, rollup: &Rollup, members: Metric) -> Made {
        let ty = members.unit().map_or_else(Type::share, |unit| Type::number(unit.clone()));
        let grouped = Grouped { name: rollup.name.clone(), facets: self.facets_of_groups(rollup), members: Some(ty) };
        let (mut by, mut require) = (Vec::new(), Vec::new());
        let mut metrics: Vec<(Metric, Span)> = Vec::new();
        for clause in &item.clauses {
            match &clause.kind {
                ClauseKind::By(expr) => {
                    let Some((way, metric)) = self.way_of(expr, &grouped, &members) else { continue };
                    by.push(self.case_of_group(way, clause, &grouped));
                    metrics.push((metric, clause.span));
                }
                ClauseKind::RequireShare { share, scored } => {
                    let required = self.required(share, *scored);
                    require.extend(required.map(|required| self.case_of_group(required, clause, &grouped)));
                }
                _ => {}
            }
        }
        self.no_ties(&by, &format!("the way in which `{}` is made", rollup.name));
        self.one_metric(&rollup.name, &metrics);
        let metric = metrics.into_iter().next().map_or_else(Metric::default, |(metric, _)| metric);
        Made { by, require, metric }
    }

    /// A way in which a roll-up that is there already could be made.
    pub(super) fn way_for(&mut self, place: u16, expr: &Expr) -> Option<Way> {
        let rollup = self.book.rollups.get(place as usize)?.clone();
        let members = rollup.metric.clone();
        let ty = members.unit().map_or_else(Type::share, |unit| Type::number(unit.clone()));
        let facets = self.facets_of_groups(&rollup);
        let pairs = rollup.compares_pairs();
        let grouped = Grouped { name: rollup.name, facets, members: Some(ty) };
        let (way, _) = self.way_of(expr, &grouped, &members)?;
        if pairs == (way == Way::Fixed(Aggregation::Copeland)) {
            return Some(way);
        }
        let message = format!("the groups of `{}` would be numbers on two scales", grouped.name);
        let help = "`copeland` adds up pairs: no other way gives such numbers";
        self.report(Diagnostic::error("rollup::scales", expr.span, message).help(help));
        None
    }

    /// A clause of a roll-up: its condition may ask for the facets of the group.
    fn case_of_group<T>(&mut self, value: T, clause: &Clause, grouped: &Grouped) -> Case<T> {
        let env = Env { group: Some(grouped), ..Env::default() };
        self.case(value, clause, env)
    }

    /// The facets of which the groups of a roll-up have a value: its own, and those that these values are a part of.
    fn facets_of_groups(&self, rollup: &Rollup) -> Vec<u16> {
        let mut facets = rollup.facets.clone();
        let mut at = 0;
        while let Some(facet) = facets.get(at).and_then(|facet| self.book.facets.get(*facet as usize)) {
            let parents = facet.values.iter().filter_map(|value| value.parent);
            for parent in parents {
                let holds =
                    |facet: &crate::model::rules::Facet| facet.values.iter().any(|value| value.symbol == parent);
                let place = self.book.facets.iter().position(holds).and_then(|place| u16::try_from(place).ok());
                facets.extend(place.filter(|place| !facets.contains(place)));
            }
            at += 1;
        }
        facets
    }

    /// All groups of a roll-up are measured alike, however they are made.
    fn one_metric(&mut self, name: &str, metrics: &[(Metric, Span)]) {
        let Some(((first, span), rest)) = metrics.split_first() else { return };
        let Some((_, other)) = rest.iter().find(|(metric, _)| metric.shown != first.shown) else { return };
        let message = format!("the groups of `{name}` would be numbers on two scales");
        let finding = Diagnostic::error("rollup::scales", *other, message)
            .here("this makes another sort of number")
            .and(*span, "than this")
            .help("make all groups by points, or all by scores");
        self.report(finding);
    }

    /// One `by`: a function of roll-ups, or a formula over the members.
    fn way_of(&mut self, expr: &Expr, grouped: &Grouped, members: &Metric) -> Option<(Way, Metric)> {
        let fixed = match &expr.kind {
            ExprKind::Path(_) => name_of(expr).map(|name| (name, expr.span, [].as_slice())),
            ExprKind::Call { function, arguments } if !arguments.iter().any(speaks_of_members) => {
                (!self.is_own(&function.text)).then_some((function.text.as_str(), function.span, arguments.as_slice()))
            }
            _ => None,
        };
        if let Some((name, span, arguments)) = fixed {
            let by = self.aggregation((name, span), arguments)?;
            let metric = match by {
                Aggregation::ShareOfPoints => Metric::default(),
                Aggregation::Copeland => Metric::in_unit(Unit::plain(), None),
                _ => members.clone(),
            };
            return Some((Way::Fixed(by), metric));
        }
        let typed = self.expression(expr, Env { group: Some(grouped), ..Env::default() }, None);
        let unit = match typed.ty {
            Type::Broken => return None,
            Type::Number(unit, _) => *unit,
            other => {
                let words = self.in_words(&other);
                let message = format!("a roll-up makes a number; this is {words}");
                self.report(
                    Diagnostic::error("rollup::function", expr.span, message)
                        .help("write for example `by mean(members) - deviation(members)`"),
                );
                return None;
            }
        };
        if !asks_members(&typed.node) {
            let message = "this is the same whatever the members are";
            let help = "write for example `by mean(members) - deviation(members)`";
            self.report(Diagnostic::error("rollup::function", expr.span, message).help(help));
            return None;
        }
        let alike = members.unit().is_some_and(|own| own.same_scale(&unit));
        let metric = if alike { members.clone() } else { Metric::in_unit(unit, None) };
        Some((Way::Own(Box::new(typed.node)), Metric { ends: None, ..metric }))
    }

    /// Whether a pack declares a function of that name.
    pub(super) fn is_own(&self, name: &str) -> bool {
        matches!(self.names.get(name), Some((Named::Function(_), _)))
    }

    fn aggregation(&mut self, (name, span): (&str, Span), arguments: &[Argument]) -> Option<Aggregation> {
        let alone = || ROLLUPS.iter().filter(|row| row.alone);
        let Some(row) = alone().find(|row| row.name == name) else {
            let names: Vec<&str> = alone().map(|row| row.name).collect();
            let help = match nearest(name, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write one of {}, or a formula over `members`", names.join(", ")),
            };
            let message = format!("`{name}` makes no roll-up");
            self.report(Diagnostic::error("rollup::function", span, message).help(help));
            return None;
        };
        let number = self.argument_of(row, span, arguments)?;
        aggregation(name, number)
    }

    /// The number that a function of roll-ups takes; 0 where it takes none.
    fn argument_of(&mut self, row: &builtin::RollupRow, span: Span, arguments: &[Argument]) -> Option<f64> {
        let number = match (arguments, row.takes) {
            ([], None) => Some(0.0),
            ([Argument { name: None, value: ArgumentValue::Plain(only) }], Some(_)) => {
                literal(&self.expression(only, Env::default(), None).node)
            }
            _ => None,
        };
        if number.is_none() {
            let message = format!("`{}` does not take these arguments", row.name);
            let help = match row.takes {
                Some(_) => format!("write `{}(2)`", row.name),
                None => "write it without brackets".to_owned(),
            };
            self.report(Diagnostic::error("rollup::arguments", span, message).help(help));
        }
        number
    }

    /// `mean(members)`, `mean_of_worst(members, 2)`
    pub(super) fn over_members(
        &mut self,
        grouped: &Grouped,
        function: &Name,
        arguments: &[Argument],
        span: Span,
    ) -> Typed {
        let row = ROLLUPS.iter().find(|row| row.name == function.text && row.over_members);
        let (Some(row), Some(members)) = (row, grouped.members.clone()) else {
            let names = ROLLUPS.iter().filter(|row| row.over_members).map(|row| row.name);
            let help = match nearest(&function.text, names.clone()) {
                Some(near) => format!("did you mean `{near}(members)`?"),
                None => format!("write one of {}", names.collect::<Vec<_>>().join(", ")),
            };
            let message = format!("`{}` is no function over the members of a group", function.text);
            self.report(Diagnostic::error("rollup::function", function.span, message).help(help));
            return broken(span);
        };
        let rest = arguments.get(1..).unwrap_or_default();
        let number = self.argument_of(row, function.span, rest);
        let Some(by) = number.and_then(|number| aggregation(row.name, number)) else { return broken(span) };
        let ty = if by == Aggregation::Count { Type::plain() } else { members };
        Typed::new(Node::Rolled(by), ty, span)
    }

    /// `65 %`, `80 % of kpis`
    fn required(&mut self, expr: &Expr, scored: bool) -> Option<Required> {
        let (share, of) = match &expr.kind {
            ExprKind::Binary { op: BinaryOp::Of, left, right } => (left.as_ref(), counted(right)),
            _ => (expr, Some(Counted::Members)),
        };
        let typed = self.expression(share, Env::default(), None);
        if typed.ty.is_broken() {
            return None;
        }
        let plain = matches!(&typed.ty, Type::Number(unit, _) if unit.kind.is_none());
        match (literal(&typed.node).filter(|share| plain && (0.0..=1.0).contains(share)), of) {
            (Some(share), Some(of)) => Some(Required { share, of, scored }),
            (None, _) => {
                let message = "what must be there is a share of 0 to 100 %";
                let help = "write `require 65 % reported`";
                self.report(Diagnostic::error("rollup::require", expr.span, message).help(help));
                None
            }
            (_, None) => {
                let message = "this cannot be counted for a required share";
                let help = "write `of kpis`, `of points` or `of weights`; without `of` the members are counted";
                self.report(Diagnostic::error("rollup::require", expr.span, message).help(help));
                None
            }
        }
    }
}

fn counted(expr: &Expr) -> Option<Counted> {
    let name = match &expr.kind {
        ExprKind::Set(set) if set.of.is_none() && set.condition.is_none() && !set.reported => set.members.text.as_str(),
        _ => name_of(expr)?,
    };
    Some(match name {
        "kpis" => Counted::Kpis,
        "points" | "leaves" => Counted::Leaves,
        "weights" => Counted::Weights,
        "members" => Counted::Members,
        _ => return None,
    })
}

/// The name that an expression is, if it is one alone.
pub(super) fn name_of(expr: &Expr) -> Option<&str> {
    match &expr.kind {
        ExprKind::Path(path) => match path.parts.as_slice() {
            [only] => Some(only.text.as_str()),
            _ => None,
        },
        _ => None,
    }
}

/// Whether an argument is `members`.
pub(super) fn is_members(argument: &Argument) -> bool {
    match &argument.value {
        ArgumentValue::Plain(expr) => argument.name.is_none() && name_of(expr) == Some(MEMBERS),
        _ => false,
    }
}

/// Whether an argument is `members`, or what a function makes of them: `mean(halves(members))`.
fn speaks_of_members(argument: &Argument) -> bool {
    fn inside(expr: &Expr) -> bool {
        match &expr.kind {
            ExprKind::Call { arguments, .. } => arguments.iter().any(speaks_of_members),
            ExprKind::Field { record, .. } => inside(record),
            _ => false,
        }
    }
    is_members(argument) || matches!(&argument.value, ArgumentValue::Plain(expr) if inside(expr))
}

fn asks_members(node: &Node) -> bool {
    let mut found = matches!(node, Node::Rolled(_) | Node::Members);
    node.each_child(&mut |child| found |= asks_members(child));
    found
}

/// A function of roll-ups by its name, with the number that it takes.
fn aggregation(name: &str, number: f64) -> Option<Aggregation> {
    Some(match name {
        "share_of_points" => Aggregation::ShareOfPoints,
        "sum" => Aggregation::Sum,
        "mean" => Aggregation::Mean,
        "geometric_mean" => Aggregation::GeometricMean,
        "harmonic_mean" => Aggregation::HarmonicMean,
        "power_mean" => Aggregation::PowerMean(number),
        "median" => Aggregation::Median,
        "min" => Aggregation::Min,
        "max" => Aggregation::Max,
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held between 1 and 1000")]
        "mean_of_worst" => Aggregation::MeanOfWorst(number.clamp(1.0, 1000.0) as u32),
        "deviation" => Aggregation::Deviation,
        "count" => Aggregation::Count,
        "copeland" => Aggregation::Copeland,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::aggregation;
    use crate::builtin::ROLLUPS;

    #[test]
    fn every_row_of_the_table_is_known() {
        assert!(ROLLUPS.iter().all(|row| aggregation(row.name, 2.0).is_some()));
    }
}
