//! The unit of a figure against the unit in which its item is measured.

use super::figure_value::Written;
use super::problem::{CellPart, CellProblem, quoted};
use super::unit_text::resolve_unit_text;
use crate::model::rules::{AlsoIn, Case, Item, RuleBook};
use crate::source::nearest;
use crate::unit::{Unit, UnitExpr, UnitFactor, UnitProblem};
use crate::value::Date;

/// The way from the number in the cell to the base unit of the item.
#[derive(Debug, Clone)]
pub(super) struct Way<'a> {
    /// The unit of the number.
    pub unit: Unit,
    /// The factor from its kind to that of the item.
    pub also: Option<&'a AlsoIn>,
    /// No unit was written: the declared one is taken.
    pub assumed: bool,
}

impl Way<'_> {
    /// A number of the cell in the base unit of the item.
    pub(super) fn to_base(&self, number: f64) -> f64 {
        let base = self.unit.to_base(number);
        self.also.map_or(base, |also| base * also.factor)
    }
}

/// The base kinds that are measured. All others are counted.
const MEASURED: [&str; 7] = ["length", "mass", "time", "energy", "sound level", "gas fraction", "money"];

/// Finds the way for the unit that a figure has.
pub(super) fn way<'a>(
    written: &Written<'_>,
    item: &'a Item,
    declared: &Unit,
    book: &RuleBook,
) -> Result<Way<'a>, CellProblem> {
    let text = written.unit.trim();
    let found = if text.is_empty() {
        Way { unit: declared.clone(), also: None, assumed: true }
    } else {
        let unit = resolve_unit_text(text, &book.units).map_err(|slip| unknown(written, declared, book, slip))?;
        fitted(unit, written, item, declared, book)?
    };
    check_currency(&found, item, declared)?;
    Ok(found)
}

/// The unit as it is, completed, or with its factor.
fn fitted<'a>(
    unit: Unit,
    written: &Written<'_>,
    item: &'a Item,
    declared: &Unit,
    book: &RuleBook,
) -> Result<Way<'a>, CellProblem> {
    let plainly = |unit| Way { unit, also: None, assumed: false };
    if unit.kind == declared.kind {
        return Ok(plainly(unit));
    }
    if let Some(whole) = with_first_name(&unit, declared, book) {
        return Ok(plainly(whole));
    }
    if written.whole_year
        && let Some(yearly) = per_year(&unit, declared, book)
    {
        return Ok(plainly(yearly));
    }
    match also_in(item, &unit, written.year) {
        Some(also) => Ok(Way { also: Some(also), ..plainly(unit) }),
        None => Err(mismatch(&unit, written, item, declared, book)),
    }
}

/// `per 100_000 inhabitants` for `FTE per 100_000 inhabitants`: the counted thing in front may be left out.
fn with_first_name(unit: &Unit, declared: &Unit, book: &RuleBook) -> Option<Unit> {
    let (first, rest) = declared.written.factors.split_first()?;
    let written = &unit.written.factors;
    if first.per || !written.first()?.per {
        return None;
    }
    let alone = book.units.resolve(&UnitExpr { factors: vec![first.clone()] }).ok()?;
    let measured = |name: &str| MEASURED.contains(&name) || name.contains(" of ");
    if alone.kind.is_none() || alone.kind.factors().any(|(name, _)| measured(name)) {
        return None;
    }
    let rest = book.units.resolve(&UnitExpr { factors: rest.to_vec() }).ok()?;
    let factors = std::iter::once(first).chain(written).cloned().collect();
    (rest.kind == unit.kind).then(|| book.units.resolve(&UnitExpr { factors }).ok()).flatten()
}

/// `kWh` of one year for `kWh per year`.
fn per_year(unit: &Unit, declared: &Unit, book: &RuleBook) -> Option<Unit> {
    let yearly = |factor: &UnitFactor| factor.per && matches!(factor.name.as_str(), "year" | "years");
    declared.written.factors.iter().any(yearly).then_some(())?;
    let mut factors = unit.written.factors.clone();
    factors.push(UnitFactor { per: true, number: 1.0, name: "year".into(), substance: None, at: (0, 0) });
    let whole = book.units.resolve(&UnitExpr { factors }).ok()?;
    (whole.kind == declared.kind).then_some(whole)
}

/// The clause that lets a figure come in another kind. One with a condition cannot be decided here.
fn also_in<'a>(item: &'a Item, unit: &Unit, year: Option<i32>) -> Option<&'a AlsoIn> {
    let holds = |case: &&Case<AlsoIn>| {
        let day = year.map(Date::end_of);
        let begun = case.from.is_none_or(|from| day.is_none_or(|day| from <= day));
        let going = case.until.is_none_or(|until| day.is_none_or(|day| day <= until));
        case.when.is_none() && begun && going && case.value.unit.kind == unit.kind
    };
    item.also_in.iter().filter(holds).max_by_key(|case| (case.note.layer, case.from)).map(|case| &case.value)
}

fn check_currency(way: &Way<'_>, item: &Item, declared: &Unit) -> Result<(), CellProblem> {
    if way.unit.kind.exponent("money") == 0 {
        return Ok(());
    }
    let Some(own) = &way.unit.currency else {
        let example = declared.in_currency("EUR").written;
        let message = format!("`{}` is money, and the figure names no currency", item.name);
        return Err(CellProblem::error("data::money::no_currency", CellPart::Unit, message)
            .help(format!("write the unit with the code of the currency, as in `{example}`")));
    };
    match &declared.currency {
        Some(wanted) if wanted != own && way.also.is_none() => {
            let message = format!("the figure is in {own}, `{}` is measured in {wanted}", item.name);
            Err(CellProblem::error("data::money::other_currency", CellPart::Unit, message)
                .help(format!("give the figure in `{}`", declared.written)))
        }
        _ => Ok(()),
    }
}

fn mismatch(unit: &Unit, written: &Written<'_>, item: &Item, declared: &Unit, book: &RuleBook) -> CellProblem {
    let (got, wanted) = (book.units.describe(&unit.kind), book.units.describe(&declared.kind));
    let message = format!("the figure is {got}, `{}` is {wanted}", item.name);
    let gap = book.units.difference(&declared.kind, &unit.kind);
    let yearly = per_year(unit, declared, book).is_some();
    let help = if yearly && !written.whole_year {
        format!("{gap}: write it, or give the year to which the figure belongs in the column `period`")
    } else {
        format!("{gap}; give the figure in `{}`", declared.written)
    };
    CellProblem::error("data::unit::mismatch", CellPart::Unit, message).help(help)
}

fn unknown(written: &Written<'_>, declared: &Unit, book: &RuleBook, slip: UnitProblem) -> CellProblem {
    let slip = slip.suggest(|name| nearest(name, book.units.names()));
    let message = match &slip {
        UnitProblem::Unreadable { .. } => format!("{} does not read as a unit", quoted(written.unit)),
        other => other.message(),
    };
    let help = match &slip {
        UnitProblem::Unknown { nearest: Some(near), .. } => {
            format!("did you mean `{near}`? The item is measured in `{}`", declared.written)
        }
        _ => format!("write the unit as `{}`, or leave the cell empty if that is the unit", declared.written),
    };
    CellProblem::error("data::unit::unknown", CellPart::Unit, message).help(help)
}

/// `28,42` without quotes in a file whose cells are separated by commas: its digits lie in two cells.
pub(super) fn torn_number(written: &Written<'_>) -> Option<CellProblem> {
    let (whole, fraction) = (written.value.trim(), written.unit.trim().trim_end_matches('%').trim_end());
    let short = |text: &str| !text.is_empty() && text.len() <= 20;
    let digits = |text: &str| short(text) && text.bytes().all(|byte| byte.is_ascii_digit());
    let front = whole.trim_start_matches(['<', '>', '=', '-', ' ']);
    if !written.marks.comma_file || !digits(front) || !digits(fraction) {
        return None;
    }
    let message = format!("the figure seems to be `{whole},{fraction}`, and a comma separates the cells of this file");
    let help = format!("write `{whole}.{fraction}`");
    Some(CellProblem::error("data::value::decimal_comma", CellPart::Value, message).help(help))
}
