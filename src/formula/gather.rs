//! Functions over sets, lists and years.

use super::arithmetic::{bounded, finite, undecided};
use super::eval::{eval_in, joined, truth_in};
use super::given::given;
use super::{Context, Scope};
use crate::builtin;
use crate::model::formula::{Gather, Node, Part, Set, Shown, YearBound};
use crate::value::{Bound, ItemId, Missing, MissingKind, Outcome, Phrase, Value};

/// The most years that a formula may look at.
const MOST_YEARS: i32 = 500;

/// Who belongs to a set.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Membership {
    /// Members for which the condition holds.
    pub holding: Vec<ItemId>,
    /// Members for which it cannot be told, with what is missing.
    pub open: Vec<(ItemId, Missing)>,
}

/// Who belongs to a set. What does not apply does not belong to it.
#[must_use]
pub fn membership(set: &Set, scope: &dyn Scope, context: &Context<'_>) -> Membership {
    let Some(condition) = &set.condition else {
        return Membership { holding: set.members.clone(), open: Vec::new() };
    };
    let mut found = Membership::default();
    for member in &set.members {
        match truth_in(condition, scope, &context.for_member(*member)) {
            Ok(true) => found.holding.push(*member),
            Ok(false) => {}
            Err(missing) if missing.kind == MissingKind::NotApplicable => {}
            Err(missing) => found.open.push((*member, missing)),
        }
    }
    found
}

/// The values of a list, for a function whose code is not written in the language. What does not apply is left out; what is
/// missing too, where the set says `reported`.
///
/// # Errors
/// Nobody can tell which values they are.
pub(super) fn each(node: &Node, scope: &dyn Scope, context: &Context<'_>) -> Outcome<Vec<Outcome<Value>>> {
    let mut reported = false;
    let values: Vec<Outcome<Value>> = match node {
        Node::Over(_, set) => {
            reported = set.reported;
            let holding = members(set, scope, context)?;
            of_each(set, &holding, scope, context).collect()
        }
        Node::OverList(_, nodes) => nodes.iter().map(|node| eval_in(node, scope, context)).collect(),
        Node::OverYears { node, first, last, .. } => {
            let (first, last) = years((first, last), scope, context)?;
            (first..=last).map(|year| in_year(node, year, scope, context)).collect()
        }
        Node::Members => {
            let weighing = context.members.iter().filter(|(_, weight)| *weight > 0.0);
            weighing.map(|(number, _)| Ok(Value::Number(*number))).collect()
        }
        of_code => given(of_code, scope, context)?.list()?,
    };
    let left_out = |missing: &Missing| reported || missing.kind == MissingKind::NotApplicable;
    Ok(values.into_iter().filter(|value| !value.as_ref().is_err_and(left_out)).collect())
}

/// Who belongs to a set. Where it cannot be told of one, nothing can be said of the set, unless it says `reported`.
fn members(set: &Set, scope: &dyn Scope, context: &Context<'_>) -> Outcome<Vec<ItemId>> {
    let found = membership(set, scope, context);
    let open = found.open.into_iter().map(|(member, missing)| of_member(member, missing)).reduce(Missing::join);
    match open {
        Some(missing) if !set.reported => Err(missing),
        _ => Ok(found.holding),
    }
}

/// What is taken of each member; one of which it is missing is named itself.
fn of_each<'a>(
    set: &'a Set,
    members: &'a [ItemId],
    scope: &'a dyn Scope,
    context: &'a Context<'_>,
) -> impl Iterator<Item = Outcome<Value>> + 'a {
    members.iter().map(move |member| {
        eval_in(&set.of, scope, &context.for_member(*member)).map_err(|missing| of_member(*member, missing))
    })
}

/// A function over the members of a set.
pub(super) fn over_set(gather: Gather, set: &Set, scope: &dyn Scope, context: &Context<'_>) -> Outcome<Value> {
    let holding = members(set, scope, context)?;
    match gather {
        Gather::Count if !(set.reported && set.condition.is_none()) => Ok(count(holding.len())),
        Gather::List => Ok(Value::Text(titles(&holding, scope).into())),
        _ => {
            let values = present(of_each(set, &holding, scope, context), set.reported)?;
            if gather == Gather::Count { Ok(count(values.len())) } else { gathered(gather, &values) }
        }
    }
}

/// The reason of a member, which is named itself.
fn of_member(member: ItemId, missing: Missing) -> Missing {
    missing.of_item(member)
}

/// A function over a list of expressions.
pub(super) fn over_list(gather: Gather, nodes: &[Node], scope: &dyn Scope, context: &Context<'_>) -> Outcome<Value> {
    let values = present(nodes.iter().map(|node| eval_in(node, scope, context)), false)?;
    match gather {
        Gather::Count => Ok(count(values.iter().filter(|value| value.as_bool() != Some(false)).count())),
        Gather::List => Ok(Value::Text(words(&values, scope).into())),
        _ => gathered(gather, &values),
    }
}

/// Words and texts, one after the other.
fn words(values: &[Value], scope: &dyn Scope) -> String {
    let words = values.iter().map(|value| scope.book().show_as(value, &Shown::Words));
    words.collect::<Vec<_>>().join(", ")
}

/// A function over the list that a function of a pack gives.
pub(super) fn over_given(gather: Gather, list: &Node, scope: &dyn Scope, context: &Context<'_>) -> Outcome<Value> {
    let values = present(given(list, scope, context)?.list()?.into_iter(), false)?;
    match gather {
        Gather::Count => Ok(count(values.len())),
        Gather::List => Ok(Value::Text(words(&values, scope).into())),
        _ => gathered(gather, &values),
    }
}

/// A function over years, each with its own figures.
pub(super) fn over_years(
    gather: Gather,
    node: &Node,
    ends: (&YearBound, &YearBound),
    scope: &dyn Scope,
    context: &Context<'_>,
) -> Outcome<Value> {
    let (first, last) = years(ends, scope, context)?;
    let in_year = |year| in_year(node, year, scope, context);
    if gather == Gather::Growth {
        return growth(in_year(first), in_year(last), last.saturating_sub(first));
    }
    let values = present((first..=last).map(in_year), false)?;
    if gather == Gather::Count { Ok(count(values.len())) } else { gathered(gather, &values) }
}

/// The first and the last year, unless they are too far apart.
fn years((first, last): (&YearBound, &YearBound), scope: &dyn Scope, context: &Context<'_>) -> Outcome<(i32, i32)> {
    let (first, last) = (year_of(first, scope, context)?, year_of(last, scope, context)?);
    if last.saturating_sub(first) >= MOST_YEARS {
        return Err(Missing::failed(
            Phrase::from("why_many_years")
                .with("first", first.to_string())
                .with("last", last.to_string())
                .with("most", MOST_YEARS.to_string()),
        ));
    }
    Ok((first, last))
}

/// A value in a year; where it is missing, that year is named.
fn in_year(node: &Node, year: i32, scope: &dyn Scope, context: &Context<'_>) -> Outcome<Value> {
    eval_in(node, scope, &context.in_year(year)).map_err(|missing| match missing.why() {
        Some(_) => missing,
        None => missing.saying(Some(Phrase::from("why_in_year").with("year", year.to_string()))),
    })
}

/// The yearly rate at which the first value would grow into the last: `(last / first) ^ (1 / years) - 1`.
fn growth(first: Outcome<Value>, last: Outcome<Value>, years: i32) -> Outcome<Value> {
    let ends = present([first, last].into_iter(), false)?;
    let [Value::Number(first), Value::Number(last)] = ends.as_slice() else { return Err(undecided()) };
    if years < 1 {
        return Err(Missing::failed("why_growth_years"));
    }
    if *first == 0.0 || last / first <= 0.0 {
        return Err(Missing::failed("why_growth_sign"));
    }
    finite(libm::pow(last / first, 1.0 / f64::from(years)) - 1.0)
}

fn year_of(bound: &YearBound, scope: &dyn Scope, context: &Context<'_>) -> Outcome<i32> {
    match bound {
        YearBound::Before(years) => Ok(context.year.saturating_sub(*years)),
        YearBound::Of(node) => whole_year(&eval_in(node, scope, context)?),
    }
}

/// A number as a year.
///
/// # Errors
/// It is no number.
pub fn whole_year(value: &Value) -> Outcome<i32> {
    match value.as_number() {
        #[expect(clippy::cast_possible_truncation, reason = "held between years that fit")]
        Some(year) if year.is_finite() => Ok(year.round().clamp(-9999.0, 9999.0) as i32),
        _ => Err(Missing::failed("why_year_number")),
    }
}

/// What is there. What does not apply is left out; what is missing is skipped (`reported`) or makes all of it missing.
fn present(values: impl Iterator<Item = Outcome<Value>>, reported: bool) -> Outcome<Vec<Value>> {
    let mut there = Vec::new();
    let mut unknown: Option<Missing> = None;
    for value in values {
        match value {
            Ok(value) => there.push(value),
            Err(missing) if reported || missing.kind == MissingKind::NotApplicable => {}
            Err(missing) => unknown = Some(joined(unknown, missing)),
        }
    }
    unknown.map_or(Ok(there), Err)
}

fn count(many: usize) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "a count of members is far below 2^53")]
    Value::Number(many as f64)
}

fn titles(members: &[ItemId], scope: &dyn Scope) -> String {
    if members.is_empty() {
        return "none".to_owned();
    }
    let title = |member: &ItemId| match scope.part(*member, Part::Title) {
        Ok(Value::Text(title)) => title.to_string(),
        _ => scope.book().item_name(*member).to_owned(),
    };
    members.iter().map(title).collect::<Vec<_>>().join(", ")
}

/// One number of several.
fn gathered(gather: Gather, values: &[Value]) -> Outcome<Value> {
    if values.is_empty() {
        return Err(Missing::because(MissingKind::NotReported, None, "why_nothing_to_add"));
    }
    let numbers: Option<Vec<(f64, f64)>> = values.iter().map(|value| Some((value.as_number()?, 1.0))).collect();
    let Some(numbers) = numbers else {
        return gathered_bounds(gather, values);
    };
    let each = || numbers.iter().map(|(number, _)| *number);
    finite(match gather {
        Gather::Sum => builtin::sum(each()),
        Gather::Mean => builtin::mean(&numbers),
        Gather::Median => builtin::median(&numbers),
        Gather::Min => each().fold(f64::INFINITY, f64::min),
        Gather::Max => each().fold(f64::NEG_INFINITY, f64::max),
        Gather::Count | Gather::List | Gather::Growth | Gather::Each => f64::NAN,
    })
}

fn gathered_bounds(gather: Gather, values: &[Value]) -> Outcome<Value> {
    let bounds: Option<Vec<Bound>> = values.iter().map(Value::as_bound).collect();
    let Some(bounds) = bounds else {
        return Err(Missing::failed("why_only_numbers"));
    };
    let sum = || bounds.iter().copied().reduce(Bound::plus);
    #[expect(clippy::cast_precision_loss, reason = "a count of members is far below 2^53")]
    let result = match gather {
        Gather::Sum => sum(),
        Gather::Mean => sum().map(|sum| sum.map(|end| end / bounds.len() as f64)),
        _ => None,
    };
    bounded(result.ok_or_else(undecided)?)
}
