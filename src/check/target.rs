//! Targets, starts, scores and expected ranges: what an item aims at, and whether that makes sense.

use super::Checker;
use super::scope::Env;
use crate::diagnostic::Diagnostic;
use crate::model::formula::Node;
use crate::model::rules::{Better, Expectation, Item as Entry, ItemKind, Measure, Target};
use crate::syntax::tree::{Clause, ClauseKind, Expr};
use crate::value::{GoalKind, Value};

impl<'a> Checker<'a> {
    /// What is expected of an item, and what it aims at.
    pub(super) fn goal_clause(&mut self, entry: &mut Entry, clause: &'a Clause, env: Env<'_>) {
        let measure = entry.measure.clone();
        if measure == Measure::Text {
            return;
        }
        match &clause.kind {
            ClauseKind::Expect { goal, reject } => {
                let goal = self.goal(goal, &measure, "the expected range", env);
                let expectation = goal.map(|goal| Expectation { goal, reject: *reject });
                entry.expects.extend(expectation.map(|expectation| self.case(expectation, clause, env)));
            }
            ClauseKind::Target { goal, by: None, starting: None } => {
                let goal = self.goal(goal, &measure, "the target", env);
                entry.targets.extend(goal.map(|goal| self.case(Target::Goal(goal), clause, env)));
            }
            ClauseKind::Target { goal, by, starting } => {
                self.dated_target(entry, clause, (goal, *by, starting.as_ref()), env);
            }
            ClauseKind::TargetAgainst(against) => self.target_against(entry, clause, against, env),
            ClauseKind::Path(word) => {
                let shape = self.path_shape(word);
                entry.shapes.extend(shape.map(|shape| self.case(shape, clause, env)));
            }
            ClauseKind::Progress(expr) => {
                let node = self.progress(expr, env);
                entry.progress.extend(node.map(|node| self.case(node, clause, env)));
            }
            ClauseKind::NoBenchmark => entry.targets.push(self.case(Target::NoBenchmark, clause, env)),
            ClauseKind::Start(expr) => {
                let node = self.like_measure(expr, &measure, "the start", env);
                entry.starts.extend(node.map(|node| self.case(node, clause, env)));
            }
            ClauseKind::Retired { by } => {
                let case = self.retired(by.as_ref(), clause, env);
                entry.retired.push(case);
            }
            ClauseKind::NotApplicable => entry.not_applicable.push(self.case((), clause, env)),
            ClauseKind::Score(expr) => {
                let node = self.score(expr, env);
                entry.scores.extend(node.map(|node| self.case(node, clause, env)));
            }
            _ => {}
        }
    }

    /// A score: a share or a plain number.
    pub(super) fn score(&mut self, expr: &Expr, env: Env<'_>) -> Option<Node> {
        let slip = (
            "score::kind",
            "a score is a share or a plain number",
            "write for example `score share_of_target(value, target)`",
        );
        self.plain_number(expr, env, slip)
    }

    /// The score of the pack, where the item has none of its own.
    pub(super) fn default_score_of(&mut self, entry: &mut Entry, env: Env<'_>) {
        if entry.kind == ItemKind::Input || !entry.scores.is_empty() {
            return;
        }
        // What is never scored need not be scorable.
        let own_target = entry.targets.iter().any(|target| target.value != Target::NoBenchmark);
        for clause in self.default_scores.clone() {
            let ClauseKind::Score(expr) = &clause.kind else { continue };
            let before = self.findings.len();
            let node = self.score(expr, env);
            if !own_target {
                self.findings.truncate(before);
            }
            entry.scores.extend(node.map(|node| self.case(node, clause, env)));
        }
    }

    /// What can be said of an item as a whole.
    pub(super) fn check_item(&mut self, entry: &Entry) {
        self.no_ties(&entry.values, &format!("the formula of `{}`", entry.name));
        if !self.mixed_targets(entry) {
            self.no_ties(&entry.targets, &format!("the target of `{}`", entry.name));
        }
        self.no_ties(&entry.starts, &format!("the start of `{}`", entry.name));
        self.path_clauses_alone(entry);
        self.check_direction(entry);
        self.check_looks(entry);
    }

    fn check_direction(&mut self, entry: &Entry) {
        for (kind, span) in entry.targets.iter().flat_map(Self::sides_of) {
            let against = match (entry.better, kind) {
                (Some(Better::Higher), GoalKind::AtMost | GoalKind::Below) => "higher",
                (Some(Better::Lower), GoalKind::AtLeast | GoalKind::Above) => "lower",
                _ => continue,
            };
            let message = format!("the target says `{}`, but {against} is better for `{}`", kind.words(), entry.name);
            let help = "turn the target round, or take `better` away";
            self.report(Diagnostic::error("target::direction", span, message).help(help));
        }
        self.check_start_side(entry);
    }

    /// A start on the wrong side of its target would turn the score round.
    fn check_start_side(&mut self, entry: &Entry) {
        for start in &entry.starts {
            for target in entry.targets.iter().filter(|target| target.note.layer == start.note.layer) {
                let (Target::Goal(goal), Some(start_at)) = (&target.value, literal(&start.value)) else { continue };
                let Some(goal_at) = literal(&goal.bound) else { continue };
                if target.from != start.from {
                    continue;
                }
                let wrong = match goal.kind {
                    GoalKind::AtLeast | GoalKind::Above => start_at >= goal_at,
                    GoalKind::AtMost | GoalKind::Below => start_at <= goal_at,
                    _ => false,
                };
                if wrong {
                    let message = format!("the start of `{}` is as good as its target, or better", entry.name);
                    let finding = Diagnostic::error("start::side", start.note.span, message)
                        .and(target.note.span, "the target")
                        .help("the start is the value that earns nothing");
                    self.report(finding);
                }
            }
        }
    }
}

/// The number of a literal.
pub(super) fn literal(node: &Node) -> Option<f64> {
    match node {
        Node::Literal(Value::Number(number)) | Node::Money(number, _) => Some(*number),
        Node::Negate(inner) => literal(inner).map(|number| -number),
        _ => None,
    }
}
