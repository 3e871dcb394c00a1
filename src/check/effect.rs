//! What a recommendation would change: `effect on KPI with ITEM = VALUE`.

use std::sync::Arc;

use super::Checker;
use super::scope::Env;
use super::types::{Type, Typed};
use crate::diagnostic::Diagnostic;
use crate::model::formula::Shown;
use crate::model::rules::{Effect, RankBy, Recommendation};
use crate::model::supposition::Supposed;
use crate::source::Span;
use crate::syntax::tree::{ClauseKind, Expr, Item, ItemKind, Path};
use crate::unit::{Kind, Unit, read_unit};

impl<'a> Checker<'a> {
    /// Resolves the effects of a recommendation; the answer is how one prints, for `{effect}` in its texts.
    pub(super) fn effects(&mut self, made: &mut Recommendation, item: &'a Item, env: Env<'_>) -> Option<Type> {
        let mut shown: Option<Typed> = None;
        for clause in &item.clauses {
            let ClauseKind::Effect { on, with } = &clause.kind else { continue };
            let Some((effect, typed)) = self.effect(on, with, env) else { continue };
            if let Some(first) = &shown
                && !self.same_kind(first, &typed, "the effects of one recommendation are of different kinds")
            {
                continue;
            }
            made.effects.push(self.case(effect, clause, env));
            shown.get_or_insert(typed);
        }
        shown.map(|typed| typed.ty)
    }

    fn effect(&mut self, on: &Path, with: &[(Path, Expr)], env: Env<'_>) -> Option<(Effect, Typed)> {
        let typed = self.path(on, env, None);
        let Type::Number(unit, digits) = &typed.ty else {
            if !typed.ty.is_broken() {
                let what = self.in_words(&typed.ty);
                let message = format!("an effect is on a number; this is {what}");
                let help = "name a KPI, a score or the score of a roll-up: `effect on KPI with ITEM = VALUE`";
                self.report(Diagnostic::error("recommend::effect", on.span, message).help(help));
            }
            return None;
        };
        let gain = Type::Number(Box::new(self.unit_apart(unit)), *digits);
        let with: Vec<Supposed> = with.iter().filter_map(|(path, value)| self.change(path, value, env)).collect();
        if with.is_empty() {
            return None;
        }
        let shown = gain.shown();
        let on_shown = typed.ty.shown();
        let typed = Typed { ty: gain, ..typed };
        Some((Effect { on: typed.node.clone(), on_shown, shown, with, span: on.span }, typed))
    }

    /// The unit of a difference: percentage points for percent.
    fn unit_apart(&self, unit: &Unit) -> Unit {
        if !super::compare::is_relative(&Type::number(unit.clone())) {
            return unit.clone();
        }
        let points = read_unit("pp").ok().and_then(|written| self.book.units.resolve(&written).ok());
        points.unwrap_or_else(|| unit.clone())
    }

    /// `ITEM = VALUE` of an effect.
    fn change(&mut self, path: &Path, value: &Expr, env: Env<'_>) -> Option<Supposed> {
        if let Some((item, [])) = self.item_path(&path.parts, None) {
            let measure = self.book.item(item)?.measure.clone();
            let value = self.like_measure(value, &measure, "what is supposed", env)?;
            return Some(Supposed::Figure { item, year: None, value, span: path.span });
        }
        if let Some(place) = self.parameter_of(path) {
            let measure = self.book.parameters.get(place as usize)?.measure.clone();
            let value = self.like_measure(value, &measure, "what is supposed", env)?;
            return Some(Supposed::Parameter { place, value, span: path.span });
        }
        match self.item_path(&path.parts, None) {
            Some((_, [part, ..])) => {
                let message = format!("`.{}` follows from the figures and cannot be supposed", part.text);
                let help = "suppose a figure: `effect on KPI with ITEM = VALUE`";
                self.report(Diagnostic::error("suppose::part", part.span, message).help(help));
            }
            _ => self.unknown_name(path, Env::default()),
        }
        None
    }

    /// What ranks by effect needs effects of one kind.
    pub(super) fn check_ranking_by_effect(&mut self, items: &'a [Arc<Item>]) {
        let by = |item: &Item| match &item.kind {
            ItemKind::Limit { by, .. } => by.iter().find(|name| name.text == "effect").map(|name| name.span),
            _ => None,
        };
        if !self.book.limits.iter().any(|limit| limit.by.contains(&RankBy::Effect)) {
            return;
        }
        let Some(span) = items.iter().find_map(|item| by(item)) else { return };
        let effects = self.book.recommendations.iter().flat_map(|rule| &rule.effects);
        let mut kinds: Vec<(Kind, Span)> = Vec::new();
        for case in effects {
            if let Shown::Number { unit, .. } = &case.value.shown
                && !kinds.iter().any(|(kind, _)| *kind == unit.kind)
            {
                kinds.push((unit.kind.clone(), case.note.span));
            }
        }
        match kinds.as_slice() {
            [] => {
                let message = "no recommendation has an effect to be ranked by";
                let help = "write `effect on KPI with ITEM = VALUE` in recommendations";
                self.report(Diagnostic::warning("limit::effect", span, message).help(help));
            }
            [_] => {}
            [(_, one), (_, other), ..] => {
                let message = "effects of different kinds cannot be ranked against each other";
                let finding = Diagnostic::error("limit::effect", span, message)
                    .and(*one, "this kind")
                    .and(*other, "and this")
                    .help("let all effects be on the same KPI, or on scores");
                self.report(finding);
            }
        }
    }
}
