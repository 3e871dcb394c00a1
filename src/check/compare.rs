//! Comparisons and goals: both sides must be of one kind.

use super::Checker;
use super::expression::broken;
use super::scope::Env;
use super::types::{Type, Typed};
use crate::diagnostic::Diagnostic;
use crate::model::formula::{Compare, Node, Within};
use crate::model::rules::{Goal, Measure};
use crate::source::{Span, nearest};
use crate::syntax::tree::{Expr, ExprKind, Goal as WrittenGoal};
use crate::value::{CompareOp, GoalKind};

impl Checker<'_> {
    /// `x >= y within z`
    pub(super) fn compare(
        &mut self,
        op: CompareOp,
        (left, right): (&Expr, &Expr),
        within: Option<&Expr>,
        env: Env<'_>,
        span: Span,
    ) -> Typed {
        let (left, right) = self.both_sides(left, right, env);
        if left.ty.is_broken() || right.ty.is_broken() || !self.comparable(op, &left, &right) {
            return broken(span);
        }
        let within = match within {
            Some(within) => match self.within(within, &left, env) {
                Some(within) => Some(within),
                None => return broken(span),
            },
            None => None,
        };
        let shown = left.ty.shown();
        let compare = Compare { op, left: left.node, right: right.node, within, shown, span };
        Typed::new(Node::Compare(Box::new(compare)), Type::YesNo, span)
    }

    /// Resolves the side first whose type is certain, so that a bare word on the other side can be understood.
    fn both_sides(&mut self, left: &Expr, right: &Expr, env: Env<'_>) -> (Typed, Typed) {
        if self.may_be_word(left, env) && !self.may_be_word(right, env) {
            let right = self.expression(right, env, None);
            let left = self.word_side(left, env, &right);
            return (left, right);
        }
        let left = self.expression(left, env, None);
        if left.ty.is_broken() && self.may_be_word(right, env) {
            return (left, broken(right.span));
        }
        let right = self.word_side(right, env, &left);
        (left, right)
    }

    /// A side that may be a word of the other side's choice; an unknown word is named with the words that there are.
    fn word_side(&mut self, expr: &Expr, env: Env<'_>, other: &Typed) -> Typed {
        let words = self.words_of(&other.ty);
        if let (ExprKind::Path(path), Some(words)) = (&expr.kind, words)
            && let [name] = path.parts.as_slice()
            && !words.contains(&name.text)
            && !self.names.contains_key(&name.text)
            && self.item_path(&path.parts, env.own).is_none()
            && super::path::part_of_word(&name.text).is_none()
            && !matches!(name.text.as_str(), "yes" | "no" | "year")
            && !env.arguments.iter().any(|argument| argument.name == name.text)
        {
            let help = match nearest(&name.text, words.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the words are {}", words.join(", ")),
            };
            let message = format!("`{}` is none of the words that this can be", name.text);
            self.report(Diagnostic::error("word::unknown", name.span, message).help(help));
            return broken(expr.span);
        }
        self.expression(expr, env, Some(&other.ty))
    }

    /// The words that a type knows; nothing where any word may come.
    fn words_of(&self, ty: &Type) -> Option<Vec<String>> {
        let of_scale = |place: usize| -> Vec<String> {
            let bands = self.book.scales.get(place).map(|scale| scale.bands.as_slice()).unwrap_or_default();
            bands.iter().map(|band| self.book.word(band.name).to_owned()).collect()
        };
        match ty {
            Type::Choice(Some(words)) => Some(words.iter().map(|word| self.book.word(*word).to_owned()).collect()),
            Type::Band(Some(scale)) => Some(of_scale(*scale as usize)),
            Type::Band(None) => Some((0..self.book.scales.len()).flat_map(of_scale).collect()),
            Type::Status => Some(crate::value::Status::ALL.iter().map(|status| status.word().to_owned()).collect()),
            Type::Quality => Some(crate::value::Quality::ALL.iter().map(|grade| grade.word().to_owned()).collect()),
            _ => None,
        }
    }

    fn may_be_word(&self, expr: &Expr, env: Env<'_>) -> bool {
        match &expr.kind {
            ExprKind::Path(path) => match path.parts.as_slice() {
                [name] => {
                    !self.names.contains_key(&name.text)
                        && self.item_path(&path.parts, env.own).is_none()
                        && super::path::part_of_word(&name.text).is_none()
                        && !self.book.facets.iter().any(|facet| facet.name == name.text)
                        && !env.arguments.iter().any(|argument| argument.name == name.text)
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn comparable(&mut self, op: CompareOp, left: &Typed, right: &Typed) -> bool {
        if !self.same_kind(left, right, "unlike things cannot be compared") {
            return false;
        }
        let ordered = matches!(left.ty, Type::Number(..) | Type::Band(_) | Type::Status | Type::Quality);
        let equality = matches!(op, CompareOp::Equal | CompareOp::NotEqual);
        if !ordered && !equality {
            let words = self.in_words(&left.ty);
            let message = format!("`{}` needs things that have an order; this is {words}", op.sign());
            self.report(Diagnostic::error("compare::order", left.span, message).help("compare with `=` or `!=`"));
            return false;
        }
        true
    }

    /// `within 2 pp`, `within 5 %`
    fn within(&mut self, within: &Expr, left: &Typed, env: Env<'_>) -> Option<Within> {
        let typed = self.expression(within, env, None);
        if typed.ty.is_broken() {
            return None;
        }
        if is_relative(&typed.ty) {
            return Some(Within::Relative(Box::new(typed.node)));
        }
        self.same_kind(left, &typed, "a tolerance is of the kind of what is compared")
            .then(|| Within::Absolute(Box::new(typed.node)))
    }

    /// A goal over things measured so.
    pub(super) fn goal(&mut self, goal: &WrittenGoal, measure: &Measure, what: &str, env: Env<'_>) -> Option<Goal> {
        let like = Typed::new(Node::Year, Type::of(measure, crate::model::show::DIGITS), goal.span);
        self.goal_like(goal, &like, what, env)
    }

    /// A goal over things like an expression.
    pub(super) fn goal_like(&mut self, goal: &WrittenGoal, like: &Typed, what: &str, env: Env<'_>) -> Option<Goal> {
        let bound = self.bound(&goal.bound, like, what, env)?;
        let upper = match &goal.upper {
            Some(upper) => Some(self.bound(upper, like, what, env)?),
            None => None,
        };
        let ordered = matches!(like.ty, Type::Number(..));
        if !ordered && goal.kind != GoalKind::Equals {
            let words = self.in_words(&like.ty);
            let message = format!("`{}` needs a number; this is {words}", goal.kind.words());
            self.report(Diagnostic::error("goal::order", goal.span, message).help("write `equals …`"));
            return None;
        }
        Some(Goal { kind: goal.kind, bound, upper })
    }

    fn bound(&mut self, expr: &Expr, like: &Typed, what: &str, env: Env<'_>) -> Option<Node> {
        let typed = self.word_side(expr, env, like);
        if typed.ty.is_broken() {
            return None;
        }
        if let (Some(unit), Some(got)) = (like.ty.unit(), typed.ty.unit()) {
            if unit.kind == got.kind {
                return Some(typed.node);
            }
            let (wanted, is) = (self.book.units.describe(&unit.kind), self.book.units.describe(&got.kind));
            let finding =
                Diagnostic::error("kpi::unit::mismatch", expr.span, format!("{what} is {is}, the figure is {wanted}"))
                    .here(format!("this is {is}"))
                    .help(format!("write it in `{}`", unit.written));
            self.report(finding);
            return None;
        }
        self.same_kind(like, &typed, &format!("{what} is of another kind than the figure")).then_some(typed.node)
    }
}

/// `5 %` as a tolerance is relative; `5 pp` is not.
pub(super) fn is_relative(ty: &Type) -> bool {
    ty.unit().is_some_and(|unit| unit.kind.is_none() && !unit.percent_points && unit.written.to_string() == "%")
}
