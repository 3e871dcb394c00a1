//! An evaluation as the scope of further expressions.

use std::sync::Arc;

use super::Evaluation;
use crate::formula::{Context, Scope, fill};
use crate::model::formula::{Look, Node, Part, TemplatePiece};
use crate::model::rules::{Item, ItemKind, RuleBook};
use crate::model::scorecard::{GroupResult, TargetResult};
use crate::model::supposition::Supposed;
use crate::value::{ItemId, Missing, MissingKind, Outcome, Status, Symbol, Truth, Value};

impl Scope for Evaluation<'_> {
    fn book(&self) -> &RuleBook {
        self.book
    }

    fn value(&self, item: ItemId, at: &Context<'_>) -> Outcome<Value> {
        if at.prepared && self.peers.is_some() && at.own == Some(item) && !at.strict {
            return self.treated_value(item);
        }
        let entry = if at.strict { self.exact(item, at.year) } else { self.latest(item) };
        if entry.value.is_ok() {
            self.memo.note(|frame| frame.absorb(&entry));
        }
        entry.value.clone()
    }

    fn part(&self, id: ItemId, part: Part) -> Outcome<Value> {
        let none = |why: &'static str| Missing::because(MissingKind::NoBenchmark, Some(id), why);
        match part {
            Part::Value => self.value(id, &self.now()),
            Part::Target => self.goals(id).target.clone().map(|target| target.bound),
            Part::Start => self.goals(id).start.clone().map(|(start, _)| start).ok_or_else(|| none("why_no_start")),
            Part::Score => self.scored(id).score.clone(),
            Part::Band => self.scored(id).band.clone().map(Value::Band),
            Part::Points => self.scored(id).points.clone().map(Value::Number),
            Part::Status => Ok(Value::Status(self.status_of(id))),
            Part::Quality => self.latest(id).quality.map(Value::Quality).ok_or_else(|| Missing::not_reported(id)),
            Part::Title => Ok(Value::Text(self.title(id))),
            Part::Met => self.scored(id).met.clone().map(Value::YesNo),
            Part::Coverage => Err(Missing::failed("why_coverage_of_item")),
            Part::Required => self.required_in(id, None).map(|required| required.bound),
            Part::Progress => self.progress(id),
            Part::Arrival => self.arrival(id).map(|year| Value::Number(f64::from(year))),
            Part::Budget => self.budget(id),
        }
    }

    fn look(&self, look: &Look, at: &Context<'_>) -> Outcome<Value> {
        self.looked(look, at)
    }

    fn group(&self, rollup: u16, key: &[Symbol], part: Part) -> Outcome<Value> {
        match self.group_of(rollup, key)? {
            Some(group) => group_part(group, part),
            None => Err(Missing::because(MissingKind::NotReported, None, "why_empty_group")),
        }
    }

    fn target(&self, item: ItemId) -> Outcome<TargetResult> {
        self.goals(item).target.clone()
    }

    fn required(&self, item: ItemId, at: &Context<'_>) -> Outcome<TargetResult> {
        self.required_in(item, at.strict.then_some(at.year))
    }

    fn start(&self, item: ItemId) -> Option<Value> {
        self.goals(item).start.as_ref().map(|(start, _)| start.clone())
    }

    fn reported(&self, id: ItemId, at: &Context<'_>) -> Truth {
        let entry = if at.strict { self.exact(id, at.year) } else { self.latest(id) };
        match &entry.value {
            Ok(_) => Ok(!matches!(entry.origin, crate::model::scorecard::Origin::Assumed(_))),
            Err(missing) if missing.kind == MissingKind::NotApplicable => Err(missing.clone()),
            Err(_) => {
                let points = self.book.item(id).map_or(&[] as &[ItemId], |item| &item.points);
                Ok(points.iter().any(|point| self.reported(*point, at) == Ok(true)))
            }
        }
    }

    fn supposing(&self, supposed: &[Supposed], node: &Node, at: &Context<'_>) -> Outcome<Value> {
        self.in_other_world(supposed, node, at)
    }

    fn stood_in(&self) {
        self.memo.note(|frame| frame.stood_in = true);
    }

    fn money(&self, currency: &str) {
        self.memo.note(|frame| frame.spend(currency));
    }

    fn begin(&self) {
        self.memo.begin();
    }

    fn end(&self) -> Outcome<()> {
        self.memo.end().settled()
    }
}

impl Evaluation<'_> {
    /// The title of an item, with holes filled.
    pub(super) fn title(&self, id: ItemId) -> Arc<str> {
        let Some(item) = self.book.item(id) else { return Arc::default() };
        match item.title.pieces.as_slice() {
            [TemplatePiece::Text(title)] => Arc::clone(title),
            _ => fill(&item.title, self, &self.clause_context(id, self.year)).into(),
        }
    }

    /// The status of an item. A KPI with points that has no value of its own has the worst of its points' statuses.
    pub(super) fn status_of(&self, id: ItemId) -> Status {
        self.status_with(id, self.latest(id).status)
    }

    /// The same, where the status of its value is known.
    pub(super) fn status_with(&self, id: ItemId, own: Status) -> Status {
        if own.counts() {
            return own;
        }
        if self.data.set_scores.iter().any(|set| set.item == id) {
            return Status::Reported;
        }
        match self.book.item(id) {
            Some(item) if item.kind == ItemKind::Kpi && !item.points.is_empty() => self.status_of_points(item, own),
            _ => own,
        }
    }

    fn status_of_points(&self, item: &Item, own: Status) -> Status {
        let statuses = || item.points.iter().map(|point| self.status_of(*point));
        let reported = statuses().filter(|status| status.counts()).max();
        let exempt = statuses().all(|status| status == Status::NotApplicable);
        reported.unwrap_or(if exempt { Status::NotApplicable } else { own })
    }
}

fn group_part(group: &GroupResult, part: Part) -> Outcome<Value> {
    match part {
        Part::Score | Part::Value => group.score.clone(),
        Part::Band => group.band.clone().map(Value::Band),
        Part::Points => match group.points {
            Some(points) => Ok(Value::Number(points)),
            None => Err(group.score.as_ref().err().cloned().unwrap_or_else(|| Missing::failed("why_no_points"))),
        },
        Part::Coverage if group.applicable == 0 => {
            Err(Missing::because(MissingKind::NotApplicable, None, "why_group_apart"))
        }
        Part::Coverage => Ok(Value::Number(f64::from(group.scored) / f64::from(group.applicable))),
        _ => Err(Missing::failed("why_no_part")),
    }
}
