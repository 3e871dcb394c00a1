//! Step functions: `steps(value, at most 50 dB => 100, at most 60 dB => 50, any => 0)`.

use super::Checker;
use super::bands::hidden;
use super::expression::broken;
use super::scope::Env;
use super::target::literal;
use super::types::Typed;
use crate::diagnostic::Diagnostic;
use crate::model::formula::{Compare, Node};
use crate::model::rules::Goal;
use crate::source::Span;
use crate::syntax::tree::{Argument, ArgumentValue, Name};
use crate::value::{CompareOp, GoalKind};

impl Checker<'_> {
    /// A step function is a chain of conditions: the first step whose edge is reached, else the last.
    pub(super) fn steps(&mut self, function: &Name, arguments: &[Argument], env: Env<'_>, span: Span) -> Typed {
        let Some(([Argument { name: None, value: ArgumentValue::Plain(value) }], steps)) =
            arguments.split_at_checked(1)
        else {
            return self.no_steps(function);
        };
        let value = self.expression(value, env, None);
        if value.ty.is_broken() || !self.expect_number(&value, "`steps` needs a number") {
            return broken(span);
        }
        let mut made: Vec<(Option<Goal>, Typed)> = Vec::new();
        for step in steps {
            let ArgumentValue::Step(edge, result) = &step.value else { return self.no_steps(function) };
            let edge = match edge {
                Some(edge) => match self.goal_like(edge, &value, "the edge", env) {
                    Some(goal) => Some(goal),
                    None => return broken(span),
                },
                None => None,
            };
            let result = self.expression(result, env, None);
            if result.ty.is_broken() || !self.expect_number(&result, "a step gives a number") {
                return broken(span);
            }
            made.push((edge, result));
        }
        if !self.steps_are_sound(&made, function) {
            return broken(span);
        }
        let mut made = made.into_iter().rev();
        let Some((_, last)) = made.next() else { return self.no_steps(function) };
        let ty = last.ty.clone();
        let node = made.fold(last.node, |rest, (edge, result)| match edge {
            Some(edge) => Node::If(Box::new(reaches(&value, edge, span)), Box::new(result.node), Box::new(rest)),
            None => rest,
        });
        Typed::new(node, ty, span)
    }

    fn no_steps(&mut self, function: &Name) -> Typed {
        let message = "`steps` takes a value and its steps";
        let help = "write `steps(value, at most 50 dB => 100, at most 60 dB => 50, any => 0)`";
        self.report(Diagnostic::error("function::arguments", function.span, message).help(help));
        broken(function.span)
    }

    /// Every step can be reached, the last one takes the rest, and all give the same sort of number.
    fn steps_are_sound(&mut self, steps: &[(Option<Goal>, Typed)], function: &Name) -> bool {
        let Some(((last, first), before)) = steps.split_last().map(|((edge, result), rest)| ((edge, result), rest))
        else {
            self.no_steps(function);
            return false;
        };
        if last.is_some() || before.iter().any(|(edge, _)| edge.is_none()) {
            let message = "the last step takes the rest, and only the last";
            let help = "end with `any => 0`";
            self.report(Diagnostic::error("steps::rest", first.span, message).help(help));
            return false;
        }
        for (place, (edge, result)) in before.iter().enumerate() {
            let Some(goal) = edge else { continue };
            let taken = before.iter().take(place).find(|(earlier, _)| {
                let at = literal(&goal.bound);
                let early = earlier.as_ref().and_then(|earlier| literal(&earlier.bound));
                early.zip(at).is_some_and(|(early, at)| hidden(earlier.as_ref(), goal, early, at))
            });
            if let Some((_, earlier)) = taken {
                let finding = Diagnostic::error("steps::unreachable", result.span, "no value reaches this step")
                    .and(earlier.span, "this step has taken it")
                    .help("list the steps from the best to the worst");
                self.report(finding);
                return false;
            }
        }
        before.iter().all(|(_, result)| self.same_kind(first, result, "all steps give the same sort of number"))
    }
}

/// Whether a value reaches an edge.
fn reaches(value: &Typed, edge: Goal, span: Span) -> Node {
    let compare = |op, right| {
        let (left, shown) = (value.node.clone(), value.ty.shown());
        Node::Compare(Box::new(Compare { op, left, right, within: None, shown, span }))
    };
    match (edge.kind, edge.upper) {
        (GoalKind::Between, Some(upper)) => {
            Node::And(vec![compare(CompareOp::AtLeast, edge.bound), compare(CompareOp::AtMost, upper)])
        }
        (GoalKind::AtLeast | GoalKind::Between, _) => compare(CompareOp::AtLeast, edge.bound),
        (GoalKind::Above, _) => compare(CompareOp::Greater, edge.bound),
        (GoalKind::AtMost, _) => compare(CompareOp::AtMost, edge.bound),
        (GoalKind::Below, _) => compare(CompareOp::Less, edge.bound),
        (GoalKind::Equals, _) => compare(CompareOp::Equal, edge.bound),
    }
}
