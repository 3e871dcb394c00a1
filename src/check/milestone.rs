//! Targets with a date: each is a milestone, and all milestones of one pack make one path.

use super::Checker;
use super::scope::Env;
use super::target::literal;
use super::types::{Type, Typed};
use crate::diagnostic::Diagnostic;
use crate::model::formula::Node;
use crate::model::rules::{Case, Goal, Item, Level, Measure, Milestone, Path, Target};
use crate::source::Span;
use crate::syntax::tree::{Against, Clause, Expr, Goal as WrittenGoal, WrittenDate};
use crate::value::{Date, GoalKind};

impl<'a> Checker<'a> {
    /// `target below 70 by 2030 starting 2015`
    pub(super) fn dated_target(
        &mut self,
        entry: &mut Item,
        clause: &'a Clause,
        (goal, by, starting): (&'a WrittenGoal, Option<WrittenDate>, Option<&'a Expr>),
        env: Env<'_>,
    ) {
        let measure = entry.measure.clone();
        let Some(resolved) = self.goal(goal, &measure, "the target", env) else { return };
        if resolved.kind == GoalKind::Between {
            let message = "a milestone is reached from one side; this has two";
            let help = "write `at least`, `at most`, `above` or `below`";
            self.report(Diagnostic::error("target::milestone::range", goal.span, message).help(help));
            return;
        }
        self.milestone(entry, clause, (Level::Goal(resolved), by, starting), env);
    }

    /// `target 30 % below 2009 by 2023`
    pub(super) fn target_against(&mut self, entry: &mut Item, clause: &'a Clause, against: &'a Against, env: Env<'_>) {
        if !matches!(entry.measure, Measure::Unit(_)) {
            let message = "only what is measured in numbers can be measured against an earlier year";
            let help = "write the answer that is wanted: `target equals yes by 2030`";
            self.report(Diagnostic::error("target::share", against.span, message).help(help));
            return;
        }
        let (share, baseline) =
            (self.share_of_baseline(&against.share, env), self.year_of(&against.baseline, "the baseline", env));
        let (Some(share), Some(baseline)) = (share, baseline) else { return };
        let kind = if against.above { GoalKind::AtLeast } else { GoalKind::AtMost };
        let level = Level::Against { kind, share, baseline };
        self.milestone(entry, clause, (level, against.by, against.starting.as_ref()), env);
    }

    fn milestone(
        &mut self,
        entry: &mut Item,
        clause: &'a Clause,
        (level, by, starting): (Level, Option<WrittenDate>, Option<&'a Expr>),
        env: Env<'_>,
    ) {
        let Some(by) = by else {
            let message = "the day by which this target is to be reached is not said";
            let finding = Diagnostic::error("target::date", clause.span, message);
            self.report(finding.help("write `by` and a year after it: `by 2030`"));
            return;
        };
        let day = Date::last(by.year, by.month, by.day);
        if !day.exists() {
            let message = format!("the calendar has no {day}");
            let finding = Diagnostic::error("clause::dates::none", by.span, message);
            self.report(finding.help("write a date such as 2030-06-30"));
            return;
        }
        let starting = match starting {
            Some(year) => match self.year_of(year, "the start of the path", env) {
                Some(year) => Some(year),
                None => return,
            },
            None => None,
        };
        let note = self.note(&clause.modifiers, clause.layer, clause.span);
        let milestones = vec![Milestone { level, by: day, note }];
        let target = Target::Path(Path { milestones, starting });
        let case = self.case(target, clause, env);
        entry.targets.push(case);
    }

    /// A share of the value of the baseline year, not below 0.
    fn share_of_baseline(&mut self, expr: &Expr, env: Env<'_>) -> Option<Node> {
        let slip = (
            "target::share",
            "how far below or above an earlier year is a share",
            "write for example `target 30 % below 2009 by 2023`",
        );
        self.plain_number(expr, env, slip)
    }

    /// A year: a plain number, or a time in years.
    fn year_of(&mut self, expr: &Expr, what: &str, env: Env<'_>) -> Option<Node> {
        let typed = self.expression(expr, env, None);
        let year = self.book.units.resolve(&crate::unit::read_unit("year").unwrap_or_default()).ok()?;
        let node = match &typed.ty {
            Type::Broken => return None,
            Type::Number(unit, _) if unit.kind.is_none() => Some(typed.node.clone()),
            Type::Number(unit, _) if unit.kind == year.kind => {
                Some(Node::Scale(Box::new(typed.node.clone()), year.denominator, year.numerator))
            }
            _ => None,
        };
        let far = node.as_ref().and_then(literal).is_some_and(|year| !(1000.0..=9999.0).contains(&year));
        match node {
            Some(node) if !far => Some(node),
            _ => {
                self.no_year(&typed, what);
                None
            }
        }
    }

    fn no_year(&mut self, typed: &Typed, what: &str) {
        let message = format!("{what} is a year");
        let help = "write for example `2009`, or a parameter of `unit year`";
        self.report(Diagnostic::error("target::year", typed.span, message).help(help));
    }

    /// Puts the milestones of one pack together that hold under the same condition in the same time.
    pub(super) fn join_milestones(&mut self, entry: &mut Item) {
        let mut joined: Vec<Case<Target>> = Vec::with_capacity(entry.targets.len());
        for case in entry.targets.drain(..) {
            let Target::Path(path) = &case.value else {
                joined.push(case);
                continue;
            };
            let home = joined.iter_mut().find(|known| matches!(known.value, Target::Path(_)) && together(known, &case));
            match home.map(|home| (&mut home.value, &mut home.note)) {
                Some((Target::Path(home), note)) => {
                    self.one_start(home, path, &case);
                    home.milestones.extend(path.milestones.iter().cloned());
                    home.starting = home.starting.take().or_else(|| path.starting.clone());
                    note.name = note.name.take().or_else(|| case.note.name.clone());
                    note.over.extend(case.note.over.iter().cloned());
                }
                _ => joined.push(case),
            }
        }
        for case in &mut joined {
            if let Target::Path(path) = &mut case.value {
                path.milestones.sort_by_key(|milestone| milestone.by);
            }
        }
        entry.targets = joined;
        for case in &entry.targets {
            if let Target::Path(path) = &case.value {
                self.check_path(path);
            }
        }
    }

    /// A path starts in one year.
    fn one_start(&mut self, known: &Path, more: &Path, case: &Case<Target>) {
        let two = match (&known.starting, &more.starting) {
            (Some(one), Some(other)) => one != other,
            (None, None) => {
                let of = |path: &Path| path.milestones.iter().find_map(|milestone| milestone.level.baseline().cloned());
                matches!((of(known), of(more)), (Some(one), Some(other)) if one != other)
            }
            _ => false,
        };
        let Some(first) = known.milestones.first() else { return };
        if two {
            let message = "the milestones of one path start in two years";
            let finding = Diagnostic::error("target::milestone::start", case.note.span, message)
                .and(first.note.span, "starts in another year")
                .help("say once where the path starts: `starting 2009`");
            self.report(finding);
        }
    }

    fn check_path(&mut self, path: &Path) {
        let starts: Vec<&Node> = path
            .starting
            .iter()
            .chain(path.milestones.iter().filter_map(|milestone| milestone.level.baseline()))
            .collect();
        for milestone in &path.milestones {
            let year = f64::from(milestone.by.year);
            if let Some(start) = starts.iter().filter_map(|start| literal(start)).find(|start| *start >= year) {
                let message = format!("this is due in {}, and the path starts in {start}", milestone.by.year);
                let finding = Diagnostic::error("target::milestone::order", milestone.note.span, message);
                self.report(finding.help("a milestone lies after the year in which the path starts"));
            }
        }
        for pair in path.milestones.windows(2) {
            if let [earlier, later] = pair {
                self.check_pair(earlier, later);
            }
        }
    }

    /// Two milestones that follow each other.
    fn check_pair(&mut self, earlier: &Milestone, later: &Milestone) {
        let finding = |severe: bool, code, message: String, help: &str| {
            let make = if severe { Diagnostic::error } else { Diagnostic::warning };
            make(code, later.note.span, message).and(earlier.note.span, "the milestone before it").help(help.to_owned())
        };
        let (before, after) = (side(earlier.level.kind()), side(later.level.kind()));
        if earlier.by.year == later.by.year {
            let message = format!("two milestones are due in {}", later.by.year);
            self.report(finding(true, "target::milestone::twice", message, "keep one, or give one another year"));
        } else if before != after {
            let message = "one milestone is reached from above, the other from below".to_owned();
            self.report(finding(true, "target::milestone::side", message, "turn one of them round"));
        } else if let (Some(one), Some(other)) = (height(&earlier.level), height(&later.level))
            && comparable(&earlier.level, &later.level)
            && (if after == Side::Lower { other > one } else { other < one })
        {
            let message = "this milestone asks for less than the one before it".to_owned();
            let help = "a path goes one way: look at the two levels";
            self.report(finding(false, "target::milestone::back", message, help));
        }
    }

    /// A path and a level that hold at once in one pack; says so.
    pub(super) fn mixed_targets(&mut self, entry: &Item) -> bool {
        let mut mixed = false;
        for (place, case) in entry.targets.iter().enumerate() {
            let is_path = |case: &Case<Target>| matches!(case.value, Target::Path(_));
            let other = entry.targets.iter().take(place).find(|other| {
                is_path(other) != is_path(case) && case.when.is_none() && other.when.is_none() && together(other, case)
            });
            if let Some(other) = other {
                let message = format!("`{}` has a target for any time and one with a date", entry.name);
                let finding = Diagnostic::error("target::mixed", case.note.span, message)
                    .and(other.note.span, "the other one")
                    .help("give both a date (`by 2030`), or say when each holds: `from DATE`, `when CONDITION`");
                self.report(finding);
                mixed = true;
            }
        }
        mixed
    }

    /// The places of targets that go against `better`: side, place.
    pub(super) fn sides_of(target: &Case<Target>) -> Vec<(GoalKind, Span)> {
        match &target.value {
            Target::Goal(goal) => vec![(goal.kind, target.note.span)],
            Target::Path(path) => {
                path.milestones.iter().map(|milestone| (milestone.level.kind(), milestone.note.span)).collect()
            }
            Target::NoBenchmark => Vec::new(),
        }
    }
}

/// Whether two clauses of one pack hold under the same condition in the same time.
fn together(one: &Case<Target>, other: &Case<Target>) -> bool {
    one.note.layer == other.note.layer && one.when == other.when && one.from == other.from && one.until == other.until
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Lower,
    Higher,
    Exact,
}

fn side(kind: GoalKind) -> Side {
    match kind {
        GoalKind::AtMost | GoalKind::Below => Side::Lower,
        GoalKind::AtLeast | GoalKind::Above => Side::Higher,
        GoalKind::Between | GoalKind::Equals => Side::Exact,
    }
}

/// The level as a number: in base units, or of the value of the baseline year.
fn height(level: &Level) -> Option<f64> {
    match level {
        Level::Goal(Goal { kind, bound, .. }) => (side(*kind) != Side::Exact).then(|| literal(bound)).flatten(),
        Level::Against { kind, share, .. } => {
            let share = literal(share)?;
            Some(if side(*kind) == Side::Lower { 1.0 - share } else { 1.0 + share })
        }
    }
}

/// Whether the numbers of two levels are measured alike.
fn comparable(one: &Level, other: &Level) -> bool {
    one.baseline() == other.baseline()
}
