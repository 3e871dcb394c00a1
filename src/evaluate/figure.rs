//! Which of an item's figures counts in a year.

use smallvec::{SmallVec, smallvec};

use super::{Evaluation, frame::Entry, grade};
use crate::formula::{Context, pick};
use crate::model::dataset::Figure;
use crate::model::rules::{Item, ItemKind};
use crate::model::scorecard::Origin;
use crate::value::{Filling, Missing, MissingKind, Outcome, Phrase, Quality, Status};

impl Evaluation<'_> {
    /// The figures of an item that hold in a year: those of that year, and those without one.
    pub(super) fn figures_in(&self, item: &Item, year: i32) -> impl Iterator<Item = (u32, &Figure)> {
        self.data.figures_of(item.id).filter(move |(_, figure)| figure.year.is_none_or(|own| own == year))
    }

    /// The figure of an item that says that it does not apply.
    pub(super) fn exempting_figure(&self, item: &Item, year: i32) -> Option<Missing> {
        let (_, figure) = self.figures_in(item, year).find(|(_, figure)| figure.status == Status::NotApplicable)?;
        Some(noted(MissingKind::NotApplicable, item, &figure.note))
    }

    /// The figure that counts, or why none does.
    pub(super) fn reported_figure(&self, item: &Item, year: i32, context: &Context<'_>) -> Entry {
        let mut counted: SmallVec<[(u32, &Figure); 4]> = self.counted(item, year).collect();
        let mut refused: Option<Missing> = None;
        if item.kind == ItemKind::Input && !item.least.is_empty() {
            counted.retain(|(_, figure)| {
                let too_low = self.too_low(item, figure.status, figure.quality, context);
                let fine = too_low.is_none();
                refused = too_low.map(silenced).or(refused.take());
                fine
            });
        }
        match self.chosen(item, &counted, context) {
            Ok(Some((place, figure))) => entry_of(place, figure),
            Ok(None) => Entry::missing(refused.unwrap_or_else(|| self.kept_out(item, year))),
            Err(missing) => Entry::missing(missing),
        }
    }

    /// The one figure of an input that has no other, where the rules say no more of it.
    pub(super) fn only_figure(&self, item: &Item, year: i32) -> Option<Entry> {
        if !self.shape.is_bare(item.id) {
            return None;
        }
        let mut figures = self.data.figures_of(item.id);
        let (place, figure) = figures.next().filter(|_| figures.next().is_none())?;
        let counts = figure.status.counts() && figure.value.is_some() && figure.year.is_none_or(|own| own == year);
        counts.then(|| entry_of(place, figure))
    }

    /// The figures that may enter formulas.
    pub(super) fn counted(&self, item: &Item, year: i32) -> impl Iterator<Item = (u32, &Figure)> {
        self.figures_in(item, year).filter(|(_, figure)| figure.status.counts() && figure.value.is_some())
    }

    /// The preferred source first, then the better status, then the better grade, then the first in the file.
    pub(super) fn chosen<'f>(
        &self,
        item: &Item,
        counted: &[(u32, &'f Figure)],
        context: &Context<'_>,
    ) -> Outcome<Option<(u32, &'f Figure)>> {
        match counted {
            [] => return Ok(None),
            [only] => return Ok(Some(*only)),
            _ => {}
        }
        let preferred = self.preferred_source(item, context)?;
        Ok(counted.iter().min_by_key(|(_, figure)| reliance(figure, preferred)).copied())
    }

    /// The source that the item, else the pack, else the city prefers.
    pub(super) fn preferred_source<'s>(&'s self, item: &'s Item, context: &Context<'_>) -> Outcome<Option<&'s str>> {
        for cases in [&item.prefer_source, &self.book.prefer_source] {
            let place =
                pick(cases, self, context).map_err(|missing| self.undecided(item, "untold_source", &missing))?;
            if let Some(case) = place.and_then(|place| cases.get(place)) {
                return Ok(Some(&case.value));
            }
        }
        Ok(self.data.city.prefer_source.as_ref().map(|(source, _)| source.as_str()))
    }

    /// A clause about a figure whose condition cannot be told leaves the figure open: neither way is taken in silence.
    pub(super) fn undecided(&self, item: &Item, what: &'static str, missing: &Missing) -> Missing {
        let why = Phrase::from("why_untold")
            .with("what", Filling::Word(what))
            .with("missing", self.book.show_missing(missing));
        Missing::because(MissingKind::Undecided, Some(item.id), why)
    }

    /// Why no figure counts: one was refused, one is kept out by its status, or there is none.
    fn kept_out(&self, item: &Item, year: i32) -> Missing {
        let mut out: Option<Missing> = None;
        for (_, figure) in self.figures_in(item, year) {
            if figure.status == Status::Rejected {
                return noted(MissingKind::Rejected, item, &figure.note);
            }
            let status = Filling::Word(figure.status.key());
            let words = match (&figure.value, figure.note.is_empty()) {
                (Some(_), true) => Phrase::from("why_status").with("status", status),
                (Some(_), false) => {
                    Phrase::from("why_status_noted").with("status", status).with("note", figure.note.as_str())
                }
                (None, true) => continue,
                (None, false) => figure.note.clone().into(),
            };
            out = out.or_else(|| Some(Missing::because(MissingKind::NotReported, Some(item.id), words)));
        }
        out.unwrap_or_else(|| Missing::not_reported(item.id))
    }
}

/// How far a figure is to be relied on before others of its item and year, the most first: the preferred source, the better
/// status, the better grade. Of equals the first in the file counts.
#[must_use]
pub fn reliance(figure: &Figure, preferred: Option<&str>) -> (bool, Status, Quality) {
    (preferred.is_some_and(|preferred| preferred != figure.source), figure.status, grade::rank(figure.quality))
}

/// A figure of too low a grade counts as not reported: another year may have a better one.
fn silenced(missing: Missing) -> Missing {
    let kind = if missing.kind == MissingKind::Rejected { MissingKind::NotReported } else { missing.kind };
    missing.of_kind(kind)
}

fn noted(kind: MissingKind, item: &Item, note: &str) -> Missing {
    let why = (!note.is_empty()).then(|| note.to_owned().into());
    Missing::not_reported(item.id).of_kind(kind).saying(why)
}

fn entry_of(place: u32, figure: &Figure) -> Entry {
    let Some(value) = figure.value.clone() else { return Entry::missing(Missing::not_reported(figure.item)) };
    Entry {
        value: Ok(value),
        year: figure.year,
        origin: Origin::Reported(place),
        status: figure.status,
        quality: figure.quality,
        ungraded: figure.quality.is_none(),
        figures: smallvec![place],
        assumed: Vec::new(),
        stood_in: false,
        other: None,
        currency: figure.currency.as_deref().map(Into::into),
        outside: None,
    }
}
