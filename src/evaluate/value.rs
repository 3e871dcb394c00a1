//! The value of an item: reported, computed or assumed, in one year or the latest that counts.

use std::rc::Rc;

use super::frame::{Entry, Frame};
use super::{Evaluation, memo::Step};
use crate::formula::{Context, arithmetic, eval_in, pick, pick_and_added, reached};
use crate::model::formula::Operator;
use crate::model::rules::{Case, Item, ItemKind};
use crate::model::scorecard::Origin;
use crate::value::{ItemId, Missing, MissingKind, Phrase, Status, Value};

impl Evaluation<'_> {
    /// The value of an item in the latest year in which it is not silent.
    pub(super) fn latest(&self, id: ItemId) -> Rc<Entry> {
        let cell = self.memo.latest.get(id.0 as usize);
        if let Some(entry) = cell.and_then(|cell| cell.get()) {
            return Rc::clone(entry);
        }
        if self.book.item(id).is_some_and(|item| self.says_nothing(item)) {
            let entry = self.filled_in(id, Rc::new(Entry::missing(Missing::not_reported(id))));
            if let Some(cell) = cell {
                drop(cell.set(Rc::clone(&entry)));
            }
            return entry;
        }
        let mut silent: Option<Rc<Entry>> = None;
        let mut found: Option<Rc<Entry>> = None;
        for year in self.memo.years() {
            let entry = self.exact(id, *year);
            if !entry.is_silent() {
                found = Some(entry);
                break;
            }
            let tells = |entry: &Rc<Entry>| entry.value.as_ref().is_err_and(|missing| missing.why().is_some());
            if silent.as_ref().is_none_or(|known| !tells(known) && tells(&entry)) {
                silent = Some(entry);
            }
        }
        let entry = found.or(silent).unwrap_or_else(|| Rc::new(Entry::missing(Missing::not_reported(id))));
        let entry = self.filled_in(id, entry);
        if let Some(cell) = cell {
            drop(cell.set(Rc::clone(&entry)));
        }
        entry
    }

    /// The value of an item in one year, all its figures taken of that year.
    pub(super) fn exact(&self, id: ItemId, year: i32) -> Rc<Entry> {
        if let Some(entry) = self.memo.known(id, year) {
            return entry;
        }
        let Some(item) = self.book.item(id) else {
            return Rc::new(Entry::missing(Missing::failed("why_no_item")));
        };
        if self.says_nothing(item) {
            return match self.peers {
                None => self.latest(id),
                Some(_) => Rc::new(Entry::missing(Missing::not_reported(id))),
            };
        }
        if let Some(entry) = self.only_figure(item, year) {
            let entry = Rc::new(entry);
            self.memo.keep(id, year, &entry);
            return entry;
        }
        let Some(entry) = self.memo.step(Step::Value(id, year), || self.computed_or_reported(item, year)) else {
            let why = "why_circle";
            return Rc::new(Entry::missing(Missing::because(MissingKind::Failed, Some(id), why)));
        };
        let entry = Rc::new(entry);
        self.memo.keep(id, year, &entry);
        entry
    }

    /// Whether no figure and no rule says anything of an item in any year. Most inputs are like that.
    fn says_nothing(&self, item: &Item) -> bool {
        self.data.figures_of(item.id).next().is_none() && self.shape.needs_figure(item.id)
    }

    fn computed_or_reported(&self, item: &Item, year: i32) -> Entry {
        if let Some(missing) = self.exempt(item, year) {
            return Entry::missing(missing);
        }
        let context = self.in_year(year).for_own(item.id);
        let mut entry = self.reported_figure(item, year, &context);
        self.divide(item, &mut entry, &context);
        if let Some(mut computed) = self.computed(item, &context) {
            self.divide(item, &mut computed, &context);
            entry = self.preferred(item, entry, computed, &context);
        }
        self.expect(item, &mut entry, &context);
        if entry.is_silent() && !item.assume.is_empty() {
            return self.assumed(item, &context).unwrap_or(entry);
        }
        entry
    }

    /// Divides the value by what it is per.
    fn divide(&self, item: &Item, entry: &mut Entry, context: &Context<'_>) {
        let (false, Ok(value)) = (item.per.is_empty(), &entry.value) else { return };
        let (by, frame) = self.memo.framed(|| {
            let place = pick(&item.per, self, context)?;
            match place.and_then(|place| item.per.get(place)) {
                Some(case) => eval_in(&case.value, self, context).map(Some),
                None => Ok(None),
            }
        });
        let value = match by {
            Ok(None) => return,
            Ok(Some(by)) => arithmetic(Operator::Divide, value, &by),
            Err(missing) => Err(missing),
        };
        let mut all = Frame::default();
        all.absorb(entry);
        all.figures.extend(frame.figures.iter().copied().filter(|figure| !entry.figures.contains(figure)));
        all.status = all.status.max(frame.status);
        all.quality = all.quality.max(frame.quality);
        all.ungraded |= frame.ungraded;
        let value = value.map_err(|missing| self.named(item, missing, true, context));
        let origin = if value.is_ok() { entry.origin } else { Origin::None };
        *entry = Entry { year: entry.year, ..Entry::of(value, origin, all) };
    }

    /// Why the item does not apply: a clause of its own or of its KPI, else a figure that says so.
    fn exempt(&self, item: &Item, year: i32) -> Option<Missing> {
        let own = self.exempt_by_rule(item, year).or_else(|| self.exempting_figure(item, year));
        own.or_else(|| {
            let parent = item.parent.filter(|_| item.kind == ItemKind::Point)?;
            let missing = self
                .book
                .item(parent)
                .and_then(|kpi| self.exempt_by_rule(kpi, year).or_else(|| self.exempting_figure(kpi, year)))?;
            Some(if missing.kind == MissingKind::NotApplicable { missing.of_item(item.id) } else { missing })
        })
    }

    fn exempt_by_rule(&self, item: &Item, year: i32) -> Option<Missing> {
        [&item.retired, &item.not_applicable].into_iter().find_map(|cases| self.exempt_by(cases, item, year))
    }

    fn exempt_by(&self, cases: &[Case<()>], item: &Item, year: i32) -> Option<Missing> {
        if cases.is_empty() {
            return None;
        }
        let place = match pick(cases, self, &self.clause_context(item.id, year)) {
            Ok(place) => place?,
            // Whether it applies cannot be told: so neither can its value.
            Err(missing) => return Some(missing),
        };
        let why = cases.get(place)?.note.because.clone().map(Into::into);
        Some(Missing::of(MissingKind::NotApplicable).of_item(item.id).saying(why))
    }

    /// The formula's value, if the item has a formula in that year.
    fn computed(&self, item: &Item, context: &Context<'_>) -> Option<Entry> {
        if item.values.is_empty() {
            return None;
        }
        let mut place = None;
        let (value, mut frame) = self.memo.framed(|| {
            place = pick(&item.values, self, context)?;
            match place.and_then(|place| item.values.get(place)) {
                Some(case) => eval_in(&case.value, self, context).map(Some),
                None => Ok(None),
            }
        });
        let value = match frame.settled() {
            Ok(()) => value.transpose()?,
            Err(missing) => Err(missing),
        };
        if frame.currency.is_some() && item.unit().is_none_or(|unit| unit.kind.exponent("money") == 0) {
            frame.currency = None;
        }
        let year = frame.figures.iter().filter_map(|place| self.data.figures.get(*place as usize)?.year).max();
        let used = !frame.figures.is_empty();
        let value = value.map_err(|missing| self.named(item, missing, used, context));
        let origin = match (&value, place) {
            (Ok(_), Some(place)) if item.kind == ItemKind::Input => Origin::Stated(place),
            (Ok(_), Some(place)) => Origin::Computed(place),
            _ => Origin::None,
        };
        Some(Entry { year, ..Entry::of(value, origin, frame) })
    }

    /// Names the item itself where nothing of its own was reported, else the figures that it lacks.
    fn named(&self, item: &Item, missing: Missing, used: bool, context: &Context<'_>) -> Missing {
        if missing.kind == MissingKind::Failed && missing.items().is_empty() {
            return missing.of_item(item.id);
        }
        if missing.kind != MissingKind::NotReported || !item.points.is_empty() {
            return missing;
        }
        let owned = |id: &&ItemId| self.book.item(**id).is_some_and(|input| input.parent == Some(item.id));
        let mut own = item.inputs.iter().filter(owned).peekable();
        let partly =
            if own.peek().is_none() { used } else { own.any(|input| self.exact(*input, context.year).value.is_ok()) };
        if partly || missing.items().is_empty() { missing } else { missing.of_item(item.id) }
    }

    /// Of a reported and a computed value the one that the rules prefer; the other where that one is missing.
    fn preferred(&self, item: &Item, reported: Entry, computed: Entry, context: &Context<'_>) -> Entry {
        let wants_reported = match (&reported.value, &computed.value) {
            _ if item.kind == ItemKind::Input => true,
            (Ok(_), Ok(_)) => match pick(&item.prefer_reported, self, context) {
                Ok(place) => place.and_then(|place| item.prefer_reported.get(place)).is_some_and(|case| case.value),
                Err(missing) => return Entry::missing(self.undecided(item, "untold_value", &missing)),
            },
            _ => false,
        };
        match (&reported.value, &computed.value) {
            (Ok(_), Ok(value)) if wants_reported => Entry { other: Some(value.clone()), ..reported },
            (Ok(value), Ok(_)) => Entry { other: Some(value.clone()), ..computed },
            (Ok(_), Err(_)) => reported,
            (Err(_), Ok(_)) => computed,
            (Err(figure), Err(formula)) => {
                let kept_out = figure.why().is_some() || figure.kind != MissingKind::NotReported;
                let missing = if kept_out { figure.clone().join(formula.clone()) } else { formula.clone() };
                Entry::missing(missing)
            }
        }
    }

    /// Notes a value outside of its range, and withholds it where the rules say so.
    fn expect(&self, item: &Item, entry: &mut Entry, context: &Context<'_>) {
        let (false, Ok(value)) = (item.expects.is_empty(), &entry.value) else { return };
        let places = match pick_and_added(&item.expects, self, context) {
            Ok(places) => places,
            Err(missing) if item.expects.iter().any(|case| case.value.reject) => {
                entry.value = Err(self.undecided(item, "untold_range", &missing));
                return;
            }
            Err(_) => return,
        };
        for place in places {
            let Some(case) = item.expects.get(place) else { continue };
            if reached(&case.value.goal, value, self, context) != Ok(false) {
                continue;
            }
            entry.outside = Some(place);
            if case.value.reject {
                let why = Phrase::from("why_outside").with("value", self.book.show_item_value(item, value));
                entry.value = Err(Missing::because(MissingKind::Rejected, Some(item.id), why));
                entry.status = Status::Rejected;
                return;
            }
        }
    }

    /// What the rules assume where nobody reported it in any year that counts.
    fn assumed(&self, item: &Item, context: &Context<'_>) -> Option<Entry> {
        if self.memo.years().iter().any(|year| self.counted(item, *year).next().is_some()) {
            return None;
        }
        let (value, mut frame) = self.memo.framed(|| {
            let place = pick(&item.assume, self, context)
                .map_err(|missing| self.undecided(item, "untold_assumption", &missing))?;
            match place.and_then(|place| Some((place, item.assume.get(place)?))) {
                Some((place, case)) => Ok(Some((eval_in(&case.value, self, context)?, place))),
                None => Ok(None),
            }
        });
        let (value, place): (Value, usize) = match value {
            Ok(value) => value?,
            Err(missing) => return Some(Entry::missing(missing)),
        };
        frame.assumed.push(item.id);
        let entry = Entry::of(Ok(value), Origin::Assumed(place), frame);
        Some(Entry { status: Status::NotReported, ..entry })
    }
}
