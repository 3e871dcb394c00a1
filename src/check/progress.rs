//! What goes with a path: its shape, the measure of progress along it, and the trend that it is compared with.

use super::Checker;
use super::scope::Env;
use super::types::{Type, Typed};
use crate::diagnostic::Diagnostic;
use crate::model::formula::{Node, Part, PartOf};
use crate::model::rules::{Item, PathShape, Target, Trend};
use crate::source::nearest;
use crate::syntax::tree::{Clause, ClauseKind, Expr, ExprKind, Item as Tree, ItemKind as TreeKind, Name};

impl<'a> Checker<'a> {
    /// `path constant_rate`
    pub(super) fn path_shape(&mut self, word: &Name) -> Option<PathShape> {
        let shape = PathShape::from_word(&word.text);
        if shape.is_none() {
            let known = PathShape::ALL.map(PathShape::word);
            let help = match nearest(&word.text, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("write one of {}", known.join(", ")),
            };
            let message = format!("`{}` is no shape of a path", word.text);
            self.report(Diagnostic::error("path::unknown", word.span, message).help(help));
        }
        shape
    }

    /// A progress: a share or a plain number.
    pub(super) fn progress(&mut self, expr: &Expr, env: Env<'_>) -> Option<Node> {
        let slip = (
            "progress::kind",
            "progress is a share or a plain number",
            "divide what was done by what was due: `progress value / required`",
        );
        self.plain_number(expr, env, slip)
    }

    /// The measure of progress of the pack, where the item has a path and none of its own.
    pub(super) fn default_progress_of(&mut self, entry: &mut Item, env: Env<'_>) {
        if !has_path(entry) || !entry.progress.is_empty() || entry.unit().is_none() {
            return;
        }
        for clause in self.default_progress.clone() {
            let ClauseKind::Progress(expr) = &clause.kind else { continue };
            let node = self.progress(expr, env);
            entry.progress.extend(node.map(|node| self.case(node, clause, env)));
        }
    }

    /// A shape or a progress without a path has no effect.
    pub(super) fn path_clauses_alone(&mut self, entry: &Item) {
        if has_path(entry) {
            return;
        }
        let shapes = entry.shapes.iter().map(|case| (case.note.span, "path"));
        let progress = entry.progress.iter().map(|case| (case.note.span, "progress"));
        for (span, word) in shapes.chain(progress) {
            let message = format!("`{word}` has no effect: `{}` has no target with a date", entry.name);
            let help = "write one: `target 30 % below 2009 by 2023`, or take this away";
            self.report(Diagnostic::warning("path::unused", span, message).help(help));
        }
    }

    /// `trend linear over 5 years`
    pub(super) fn trend(&mut self, clause: &Clause, line: &Name, years: Option<u32>) {
        if line.text != "linear" {
            let message = format!("`{}` is no sort of trend", line.text);
            self.report(Diagnostic::error("trend::unknown", line.span, message).help("write `trend linear`"));
            return;
        }
        let years = years.map_or(Trend::default().years, |years| i32::try_from(years).unwrap_or(i32::MAX));
        if !(2..=100).contains(&years) {
            let message = "a trend is read from at least two years, and at most a hundred";
            let help = "write for example `trend linear over 5 years`";
            self.report(Diagnostic::error("trend::years", clause.span, message).help(help));
            return;
        }
        let case = self.case(Trend { years }, clause, Env::default());
        self.book.trends.push(case);
    }

    /// `bands pace of progress`: what a scale divides that is the scale of progress.
    pub(super) fn progress_scale(item: &Tree) -> Option<Typed> {
        let TreeKind::Bands { of: Some(of) } = &item.kind else { return None };
        let ExprKind::Path(path) = &of.kind else { return None };
        let [name] = path.parts.as_slice() else { return None };
        let node = Node::Part(PartOf::Own, Part::Progress);
        (name.text == "progress").then(|| Typed::new(node, Type::share(), of.span))
    }

    /// The scale of progress: of several that stand alone, that of the narrowest pack.
    pub(super) fn choose_pace(&mut self) {
        let scales = self.trees.scales.iter().enumerate();
        let paces = scales.filter(|(_, (item, owner))| owner.is_none() && Self::progress_scale(item).is_some());
        let pace = paces.max_by_key(|(_, (item, _))| item.layer).map(|(place, _)| place);
        self.book.pace = pace.and_then(|place| u16::try_from(place).ok());
    }
}

fn has_path(entry: &Item) -> bool {
    entry.targets.iter().any(|case| matches!(case.value, Target::Path(_)))
}
