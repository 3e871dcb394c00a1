//! Scales of bands: which scale an item has, and whether every band can be reached.

use super::Checker;
use super::clauses::Place;
use super::scope::Env;
use super::target::literal;
use super::types::{Type, Typed};
use crate::diagnostic::Diagnostic;
use crate::model::formula::{Node, Shown};
use crate::model::rules::{Band, Case, Goal, ItemKind, Metric};
use crate::source::Span;
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind as TreeKind};
use crate::value::{GoalKind, ItemId};

impl<'a> Checker<'a> {
    /// Names, words and points of the bands of a scale; their edges come later.
    pub(super) fn declare_bands(&mut self, item: &'a Item) {
        let mut bands: Vec<Band> = Vec::new();
        for clause in &item.clauses {
            let ClauseKind::Band { name, title, points, .. } = &clause.kind else {
                self.belongs(clause, Place::Bands);
                continue;
            };
            let symbol = self.word(&name.text);
            let title = title.as_ref().map(|text| text.text.clone());
            match bands.iter_mut().find(|band| band.name == symbol) {
                // What an amendment does not say of a band stays as it was.
                Some(band) => {
                    band.points = points.or(band.points);
                    band.title = title.unwrap_or_else(|| std::mem::take(&mut band.title));
                }
                None => {
                    let title = title.unwrap_or_else(|| name.text.replace('_', " "));
                    bands.push(Band { name: symbol, title, edges: Vec::new(), points: *points });
                }
            }
        }
        if let Some(scale) = self.book.scales.last_mut() {
            scale.bands = bands;
        }
    }

    /// Gives every KPI and point its scale, before anything speaks of its band.
    pub(super) fn assign_scales(&mut self) {
        if let Some((name, span)) = self.default_scale.clone() {
            let name = crate::syntax::tree::Name { text: name, span };
            self.scale_place(&name);
        }
        let ids: Vec<ItemId> =
            self.book.items.iter().filter(|item| item.kind != ItemKind::Input).map(|item| item.id).collect();
        for id in ids {
            let own = self.trees.scales.iter().position(|(_, owner)| *owner == Some(id));
            let named = self.named_scale(id);
            let scored = self.book.item(id).is_some_and(|item| item.is_leaf());
            let default = if scored { self.default_scale_place() } else { None };
            let scale = own.and_then(|place| u16::try_from(place).ok()).or(named).or(default);
            if let Some(entry) = self.book.items.get_mut(id.0 as usize) {
                entry.scale = scale;
            }
        }
    }

    fn named_scale(&mut self, id: ItemId) -> Option<u16> {
        let clauses = self.clauses_of(id);
        let named = clauses.into_iter().filter(|clause| matches!(clause.kind, ClauseKind::UseBands { .. }));
        match &named.max_by_key(|clause| clause.layer)?.kind {
            ClauseKind::UseBands { scale, .. } => self.scale_place(scale),
            _ => None,
        }
    }

    /// Resolves what every scale divides, and its edges.
    pub(super) fn resolve_scales(&mut self) {
        for (place, (item, owner)) in self.trees.scales.clone().into_iter().enumerate() {
            let env = owner.map(Env::of).unwrap_or_default();
            let divided = self.divided(item, env);
            for clause in &item.clauses {
                self.band_edge(place, (item, clause), &divided, env);
            }
            let TreeKind::Bands { of } = &item.kind else { continue };
            if let Some(scale) = self.book.scales.get_mut(place) {
                scale.shown = divided.ty.shown();
                scale.of = of.as_ref().map(|_| divided.node.clone());
            }
            self.check_scale(place, item);
        }
    }

    /// What a scale divides: the score, where nothing else is said.
    fn divided(&mut self, item: &'a Item, env: Env<'_>) -> Typed {
        if let Some(progress) = Self::progress_scale(item) {
            return progress;
        }
        match &item.kind {
            TreeKind::Bands { of: Some(of) } => self.expression(of, env, None),
            _ => Typed::new(Node::Year, self.type_of_edges(item, env), item.word),
        }
    }

    /// What a scale without `of` is for: what its first edge is.
    fn type_of_edges(&mut self, item: &Item, env: Env<'_>) -> Type {
        let edges = item.clauses.iter().filter_map(|clause| match &clause.kind {
            ClauseKind::Band { edge: Some(edge), .. } => Some(&edge.bound),
            _ => None,
        });
        let Some(first) = edges.into_iter().next() else { return Type::share() };
        // What is wrong in it is said where it is resolved.
        let before = self.findings.len();
        let typed = self.expression(first, env, None);
        self.findings.truncate(before);
        if typed.ty.kind().is_some() { typed.ty } else { Type::share() }
    }

    /// Scores, and what roll-ups make, are divided by scales that are made for them.
    pub(super) fn check_scales_fit(&mut self) {
        let mut unfit: Vec<Diagnostic> = Vec::new();
        for item in self.book.items.iter().filter(|item| item.kind != ItemKind::Input) {
            unfit.extend(self.unfit(item.scale, &item.metric, &item.name, item.span));
        }
        for rollup in &self.book.rollups {
            unfit.extend(self.unfit(rollup.scale, &rollup.metric, &rollup.name, rollup.note.span));
        }
        unfit.into_iter().for_each(|finding| self.report(finding));
    }

    fn unfit(&self, scale: Option<u16>, metric: &Metric, name: &str, span: Span) -> Option<Diagnostic> {
        let scale = self.book.scales.get(scale? as usize).filter(|scale| scale.of.is_none())?;
        let Shown::Number { unit: edges, .. } = &scale.shown else { return None };
        let own = metric.unit()?;
        let units = &self.book.units;
        let (said, help) = if edges.kind != own.kind {
            (
                format!("{} is divided by edges that are {}", units.describe(&own.kind), units.describe(&edges.kind)),
                None,
            )
        } else if edges.is_percent() && metric.ends.is_some_and(|(_, most)| most > 1.0) {
            let most = metric.ends.map_or(0.0, |(_, most)| metric.printed(most));
            (
                format!("a score of up to {most} is divided by edges in percent"),
                Some("write the edges as plain numbers"),
            )
        } else {
            return None;
        };
        let message = format!("the bands `{}` do not fit `{name}`: {said}", scale.name);
        let help = help.unwrap_or("name a scale whose edges are of that kind: `bands NAME`");
        Some(Diagnostic::error("bands::kind", span, message).and(scale.note.span, "the scale").help(help))
    }

    fn band_edge(&mut self, place: usize, (item, clause): (&Item, &'a Clause), divided: &Typed, env: Env<'_>) {
        let ClauseKind::Band { name, edge, points, .. } = &clause.kind else { return };
        if points.is_some_and(|points| points < 0.0) {
            let message = "points cannot lie below 0";
            self.report(Diagnostic::error("bands::points", clause.span, message).help("write for example `points 1`"));
        }
        let edge = match edge {
            Some(edge) => match self.goal_like(edge, divided, "the edge", env) {
                Some(goal) => Some(goal),
                None => return,
            },
            // An amendment without an edge is about words and points.
            None if item_says_edge(item, name, clause) => return,
            None => None,
        };
        let case = self.case(edge, clause, env);
        let Some(symbol) = self.known_word(&name.text) else { return };
        let bands = self.book.scales.get_mut(place).map(|scale| &mut scale.bands);
        if let Some(band) = bands.and_then(|bands| bands.iter_mut().find(|band| band.name == symbol)) {
            band.edges.push(case);
        }
    }

    /// Every band can be reached, and every figure falls into one.
    fn check_scale(&mut self, place: usize, item: &Item) {
        let Some(scale) = self.book.scales.get(place).cloned() else { return };
        let mut before: Option<(&Case<Option<Goal>>, f64)> = None;
        let mut rest: Option<&Case<Option<Goal>>> = None;
        for band in &scale.bands {
            for edge in in_the_end(&band.edges) {
                if let Some(rest) = rest {
                    self.unreachable(edge, rest, self.book.word(band.name).to_owned());
                    continue;
                }
                let Some(goal) = &edge.value else {
                    rest = Some(edge);
                    continue;
                };
                let Some(at) = literal(&goal.bound) else { continue };
                if let Some((earlier, edge_before)) = before
                    && hidden(earlier.value.as_ref(), goal, edge_before, at)
                {
                    self.unreachable(edge, earlier, self.book.word(band.name).to_owned());
                }
                before = Some((edge, at));
            }
        }
        if rest.is_none()
            && !scale.bands.is_empty()
            && !scale.bands.iter().any(|band| band.edges.iter().any(|edge| edge.when.is_some()))
        {
            let message = format!("the bands of `{}` leave a rest that falls into none", scale.name);
            let help = "give the last band no edge: it takes the rest";
            self.report(Diagnostic::warning("bands::rest", item.word, message).help(help));
        }
    }

    fn unreachable(&mut self, edge: &Case<Option<Goal>>, earlier: &Case<Option<Goal>>, name: String) {
        let message = format!("nothing can fall into the band `{name}`");
        let finding = Diagnostic::error("bands::unreachable", edge.note.span, message)
            .here("what reaches this edge has been taken already")
            .and(earlier.note.span, "by this band, which stands before it")
            .help("list the bands from the highest to the lowest");
        self.report(finding);
    }
}

/// Whether an edge lies inside what an earlier band takes.
pub(super) fn hidden(earlier: Option<&Goal>, goal: &Goal, before: f64, at: f64) -> bool {
    let up = |kind| matches!(kind, GoalKind::AtLeast | GoalKind::Above);
    let down = |kind| matches!(kind, GoalKind::AtMost | GoalKind::Below);
    let Some(earlier) = earlier else { return false };
    if up(earlier.kind) && up(goal.kind) {
        return at > before || (at == before && !(earlier.kind == GoalKind::Above && goal.kind == GoalKind::AtLeast));
    }
    if down(earlier.kind) && down(goal.kind) {
        return at < before || (at == before && !(earlier.kind == GoalKind::Below && goal.kind == GoalKind::AtMost));
    }
    false
}

/// Whether a clause below the one at hand gives the band an edge.
fn item_says_edge(item: &Item, name: &crate::syntax::tree::Name, clause: &Clause) -> bool {
    item.clauses.iter().any(|other| match &other.kind {
        ClauseKind::Band { name: own, edge, .. } => {
            own.text == name.text && edge.is_some() && other.layer < clause.layer
        }
        _ => false,
    })
}

/// The edge without a condition that holds in the end: that of the narrowest pack with the latest `from`.
fn in_the_end(edges: &[Case<Option<Goal>>]) -> impl Iterator<Item = &Case<Option<Goal>>> {
    let plain = edges.iter().filter(|edge| edge.when.is_none() && edge.until.is_none());
    plain.max_by_key(|edge| (edge.note.layer, edge.from)).into_iter()
}
