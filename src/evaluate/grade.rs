//! Least grades: how far a figure must be relied on before it counts or scores.

use super::{Evaluation, frame::Entry};
use crate::formula::{Context, pick_where};
use crate::model::formula::LeastGrade;
use crate::model::rules::{Case, Item, ItemKind};
use crate::value::{Filling, Missing, MissingKind, Outcome, Phrase, Quality, Status};

/// The rank of a grade, best first; no statement ranks with the method that is not known.
pub(super) fn rank(quality: Option<Quality>) -> Quality {
    quality.unwrap_or(Quality::Unknown)
}

impl Evaluation<'_> {
    /// Why a scored item may not be scored: its own least grade, that of its KPI, or that of the pack.
    pub(super) fn withheld(&self, item: &Item, entry: &Entry, context: &Context<'_>) -> Option<Missing> {
        let parent = item.parent.filter(|_| item.kind == ItemKind::Point).and_then(|parent| self.book.item(parent));
        let parents = parent.map_or(&[] as &[Case<LeastGrade>], |parent| &parent.least);
        [item.least.as_slice(), parents, &self.book.least]
            .into_iter()
            .find_map(|least| self.below(least, item, (entry.status, entry.quality), context))
    }

    /// Why a figure of an input does not count.
    pub(super) fn too_low(
        &self,
        item: &Item,
        status: Status,
        quality: Option<Quality>,
        context: &Context<'_>,
    ) -> Option<Missing> {
        self.below(&item.least, item, (status, quality), context)
    }

    fn below(
        &self,
        least: &[Case<LeastGrade>],
        item: &Item,
        (status, quality): (Status, Option<Quality>),
        context: &Context<'_>,
    ) -> Option<Missing> {
        if least.is_empty() {
            return None;
        }
        for of_quality in [true, false] {
            let case = match self.asked(least, of_quality, context) {
                Ok(Some(case)) => case,
                Ok(None) => continue,
                Err(missing) => return Some(self.undecided(item, "untold_grade", &missing)),
            };
            let (got, wanted, fails) = match (case.value, quality) {
                (LeastGrade::Status(wanted), _) => (status.key(), wanted.key(), status > wanted),
                (LeastGrade::Quality(wanted), Some(quality)) => (quality.key(), wanted.key(), quality > wanted),
                (LeastGrade::Quality(_), None) => continue,
            };
            if fails {
                let because = case.note.because.as_deref();
                let why = Phrase::from(if because.is_some() { "why_grade_because" } else { "why_grade" })
                    .with("got", Filling::Word(got))
                    .with("wanted", Filling::Word(wanted))
                    .with("because", because.unwrap_or(""));
                return Some(Missing::because(MissingKind::Rejected, Some(item.id), why));
            }
        }
        None
    }

    fn asked<'c>(
        &self,
        least: &'c [Case<LeastGrade>],
        quality: bool,
        context: &Context<'_>,
    ) -> Outcome<Option<&'c Case<LeastGrade>>> {
        let wanted = |grade: &LeastGrade| matches!(grade, LeastGrade::Quality(_)) == quality;
        Ok(pick_where(least, wanted, self, context)?.and_then(|place| least.get(place)))
    }

    /// Whether a grade of quality is asked for of a scored item or an input.
    pub(super) fn asks_quality(&self, item: &Item) -> bool {
        let of_pack = item.kind != ItemKind::Input;
        let any = |least: &[Case<LeastGrade>]| least.iter().any(|case| matches!(case.value, LeastGrade::Quality(_)));
        any(&item.least) || (of_pack && any(&self.book.least))
    }
}
