//! The evaluator itself: one arm for each sort of expression.

use super::arithmetic::{arithmetic, call, negate, scaled};
use super::given::given;
use super::{Context, ONLY_A_BOUND, Scope, band_of, compare, fill, gather, items_of, lookup, rolled, share_of_target};
use crate::builtin::BUILTINS;
use crate::model::formula::{Compare, Node, Part, PartOf, Within};
use crate::model::rules::facet_of;
use crate::value::{CompareOp, ItemId, Missing, MissingKind, Outcome, Symbol, Truth, Value};

/// The value of an expression.
///
/// # Errors
/// Why it is missing.
pub fn eval(node: &Node, scope: &dyn Scope, context: &Context<'_>) -> Outcome<Value> {
    scope.begin();
    let value = eval_in(node, scope, context);
    scope.end()?;
    value
}

/// The truth of a condition.
///
/// # Errors
/// What is missing, so that it cannot be told.
pub fn truth(node: &Node, scope: &dyn Scope, context: &Context<'_>) -> Truth {
    scope.begin();
    let truth = truth_in(node, scope, context);
    scope.end()?;
    truth
}

/// The value of a part of a formula that has begun.
///
/// # Errors
/// Why it is missing.
pub fn eval_in(node: &Node, scope: &dyn Scope, context: &Context<'_>) -> Outcome<Value> {
    match node {
        Node::Literal(value) => Ok(value.clone()),
        Node::Money(amount, currency) => {
            scope.money(currency);
            Ok(Value::Number(*amount))
        }
        Node::Item(item) => scope.value(*item, context),
        Node::Arithmetic(operator, left, right) => {
            let (left, right) = pair(eval_in(left, scope, context), eval_in(right, scope, context))?;
            arithmetic(*operator, &left, &right).map_err(|missing| name(missing, node, context))
        }
        Node::Negate(inner) => negate(&eval_in(inner, scope, context)?),
        Node::Scale(inner, up, down) => scaled(&eval_in(inner, scope, context)?, *up, *down),
        Node::Not(_)
        | Node::And(_)
        | Node::Or(_)
        | Node::Compare(_)
        | Node::IsReported(..)
        | Node::IsApplicable(..) => truth_in(node, scope, context).map(Value::YesNo),
        Node::If(condition, yes, no) => {
            let branch = if truth_in(condition, scope, context)? { yes } else { no };
            eval_in(branch, scope, context)
        }
        Node::OrElse(value, other) => match eval_in(value, scope, context) {
            Err(missing) if missing.kind == MissingKind::NotReported => {
                scope.stood_in();
                eval_in(other, scope, context)
            }
            known => known,
        },
        Node::ShareOfTarget(value) => share(value, false, scope, context),
        Node::ShareOfRequired(value) => share(value, true, scope, context),
        _ => eval_rare(node, scope, context),
    }
}

/// The arms that formulas need less often.
fn eval_rare(node: &Node, scope: &dyn Scope, context: &Context<'_>) -> Outcome<Value> {
    match node {
        Node::Part(of, part) => part_of(of, *part, scope, context),
        Node::Template(template) => Ok(Value::Text(fill(template, scope, context).into())),
        Node::Facet(facet) => lookup::facet_title(*facet, scope, context),
        Node::Parameter(parameter) => lookup::parameter(*parameter, scope, context),
        Node::Table(table) => lookup::table(*table, scope, context),
        Node::Figure(reference, item) => figure(*reference, *item, scope, context),
        Node::ReferenceTitle(reference) => lookup::reference_title(*reference, scope),
        Node::Against { item, reference } => lookup::against(*item, *reference, scope, context).map(Value::Band),
        Node::Year => Ok(Value::Number(f64::from(context.year))),
        Node::Argument(place) => match context.arguments.get(*place as usize) {
            Some(argument) => argument.clone(),
            None => Err(Missing::failed("why_no_argument")),
        },
        Node::Effect => match context.effect {
            Some(effect) => effect.clone(),
            None => Err(Missing::failed("why_no_effect")),
        },
        Node::At(inner, year) => {
            let year = gather::whole_year(&eval_in(year, scope, context)?)?;
            eval_in(inner, scope, &context.in_year(year))
        }
        Node::Call(place, arguments) => {
            let arguments = all(arguments, scope, context)?;
            let Some(builtin) = BUILTINS.get(*place as usize) else {
                return Err(Missing::failed("why_no_function"));
            };
            call(builtin, &arguments).map_err(|missing| name(missing, node, context))
        }
        Node::Look(look) => scope.look(look, context),
        Node::Rolled(by) => {
            let number = rolled::aggregate(*by, context.members).map_err(Missing::failed)?;
            if number.is_finite() { Ok(Value::Number(number)) } else { Err(Missing::failed("why_no_number")) }
        }
        // Lists and records are no values: only the code of a function takes them.
        Node::Members | Node::Record(_) => Err(Missing::failed("why_no_value")),
        Node::Apply(..) | Node::Field(..) => given(node, scope, context)?.value(),
        Node::OverGiven(gather, list) => gather::over_given(*gather, list, scope, context),
        Node::Over(gather, set) => gather::over_set(*gather, set, scope, context),
        Node::OverList(gather, nodes) => gather::over_list(*gather, nodes, scope, context),
        Node::OverYears { gather, node, first, last } => {
            gather::over_years(*gather, node, (first, last), scope, context)
        }
        Node::BandIn(inner, scale) => {
            let value = eval_in(inner, scope, context)?;
            let band = band_of(*scale, &value, scope, context).map_err(|missing| name(missing, inner, context))?;
            Ok(Value::Band(band))
        }
        // Every other arm stands in `eval_in`.
        _ => Err(Missing::failed("why_no_value")),
    }
}

/// The truth of a part of a formula that has begun.
///
/// # Errors
/// What is missing, so that it cannot be told.
pub fn truth_in(node: &Node, scope: &dyn Scope, context: &Context<'_>) -> Truth {
    match node {
        Node::Compare(compare) => comparison(compare, scope, context),
        Node::And(parts) => settled_by(false, parts, scope, context),
        Node::Or(parts) => settled_by(true, parts, scope, context),
        Node::Not(inner) => truth_in(inner, scope, context).map(|truth| !truth),
        Node::IsReported(inner, wanted) => Ok(is_reported(inner, scope, context)? == *wanted),
        Node::IsApplicable(inner, wanted) => {
            let missing = eval_in(inner, scope, context).err();
            Ok(missing.is_none_or(|missing| missing.kind != MissingKind::NotApplicable) == *wanted)
        }
        other => eval_in(other, scope, context)?.as_bool().ok_or_else(|| Missing::failed("why_no_truth")),
    }
}

/// Kleene's `and` (settled by a no) and `or` (settled by a yes).
fn settled_by(answer: bool, parts: &[Node], scope: &dyn Scope, context: &Context<'_>) -> Truth {
    let mut unknown: Option<Missing> = None;
    for part in parts {
        match truth_in(part, scope, context) {
            Ok(truth) if truth == answer => return Ok(answer),
            Ok(_) => {}
            Err(missing) => unknown = Some(joined(unknown, missing)),
        }
    }
    unknown.map_or(Ok(!answer), Err)
}

/// Two reasons as one.
pub(super) fn joined(known: Option<Missing>, more: Missing) -> Missing {
    match known {
        Some(known) => known.join(more),
        None => more,
    }
}

/// Both values, or all that is missing.
fn pair(left: Outcome<Value>, right: Outcome<Value>) -> Outcome<(Value, Value)> {
    match (left, right) {
        (Ok(left), Ok(right)) => Ok((left, right)),
        (Err(left), Err(right)) => Err(left.join(right)),
        (Err(missing), _) | (_, Err(missing)) => Err(missing),
    }
}

/// All values, or all that is missing.
fn all(nodes: &[Node], scope: &dyn Scope, context: &Context<'_>) -> Outcome<Vec<Value>> {
    let mut values = Vec::with_capacity(nodes.len());
    let mut unknown: Option<Missing> = None;
    for node in nodes {
        match eval_in(node, scope, context) {
            Ok(value) => values.push(value),
            Err(missing) => unknown = Some(joined(unknown, missing)),
        }
    }
    unknown.map_or(Ok(values), Err)
}

/// Names the items of an expression of which too little is known.
fn name(missing: Missing, node: &Node, context: &Context<'_>) -> Missing {
    if missing.kind != MissingKind::Undecided || !missing.items().is_empty() {
        return missing;
    }
    let mut items = Vec::new();
    items_of(node, context, &mut items);
    missing.naming(items)
}

fn comparison(compared: &Compare, scope: &dyn Scope, context: &Context<'_>) -> Truth {
    match (&compared.left, &compared.right) {
        (Node::Facet(facet), other) | (other, Node::Facet(facet)) => {
            return facet_is(*facet, compared.op, &eval_in(other, scope, context)?, scope, context);
        }
        _ => {}
    }
    let (left, right) = pair(eval_in(&compared.left, scope, context), eval_in(&compared.right, scope, context))?;
    let within = match &compared.within {
        None => None,
        Some(within) => tolerance(within, &left, &right, scope, context)?,
    };
    compare(compared.op, &left, &right, within, scope.book()).ok_or_else(|| {
        let mut items = Vec::new();
        items_of(&compared.left, context, &mut items);
        items_of(&compared.right, context, &mut items);
        Missing::new(MissingKind::Undecided, items, Some(why_undecided(&left, &right).into()))
    })
}

/// Why two values that are there cannot be compared.
fn why_undecided(left: &Value, right: &Value) -> &'static str {
    match (left, right) {
        (Value::Bound(_), _) | (_, Value::Bound(_)) => ONLY_A_BOUND,
        (Value::Band(_), Value::Band(_)) => "why_two_scales",
        _ => "why_no_order",
    }
}

/// How far two sides may differ, in base units.
fn tolerance(
    within: &Within,
    left: &Value,
    right: &Value,
    scope: &dyn Scope,
    context: &Context<'_>,
) -> Outcome<Option<f64>> {
    let (node, relative) = match within {
        Within::Absolute(node) => (node, false),
        Within::Relative(node) => (node, true),
    };
    let Some(size) = eval_in(node, scope, context)?.as_number() else {
        return Err(Missing::failed("why_tolerance_number"));
    };
    if !relative {
        return Ok(Some(size));
    }
    match (left.as_number(), right.as_number()) {
        (Some(a), Some(b)) => Ok(Some(size * a.abs().max(b.abs()))),
        _ => Ok(None),
    }
}

/// Whether one of the values that the member carries of a facet is the word.
fn facet_is(facet: u16, op: CompareOp, word: &Value, scope: &dyn Scope, context: &Context<'_>) -> Truth {
    let book = scope.book();
    let carried = context.member.or(context.own).map_or(&[] as &[Symbol], |item| facet_of(facet, item, book));
    let grouped = context.group.iter().filter(|(of, _)| *of == facet).map(|(_, symbol)| symbol);
    let is = |symbol: &Symbol| compare(CompareOp::Equal, &Value::Choice(*symbol), word, None, book) == Some(true);
    match op {
        CompareOp::Equal => Ok(carried.iter().chain(grouped).any(is)),
        CompareOp::NotEqual => Ok(!carried.iter().chain(grouped).any(is)),
        _ => Err(Missing::failed("why_facet_order")),
    }
}

/// Whether anything is reported of what an expression names.
fn is_reported(node: &Node, scope: &dyn Scope, context: &Context<'_>) -> Truth {
    let item = match node {
        Node::Item(item) => Some(*item),
        Node::Part(of, Part::Value) => item_of(of, context),
        _ => None,
    };
    if let Some(item) = item {
        return scope.reported(item, context);
    }
    match eval_in(node, scope, context) {
        Ok(_) => Ok(true),
        Err(missing) if missing.kind == MissingKind::NotApplicable => Err(missing),
        Err(_) => Ok(false),
    }
}

/// The item whose part is meant, if it is one.
fn item_of(of: &PartOf, context: &Context<'_>) -> Option<ItemId> {
    match of {
        PartOf::Item(item) => Some(*item),
        PartOf::Member => context.member,
        PartOf::Own => context.own,
        PartOf::Group { .. } => None,
    }
}

fn part_of(of: &PartOf, part: Part, scope: &dyn Scope, context: &Context<'_>) -> Outcome<Value> {
    if let PartOf::Group { rollup, key } = of {
        return scope.group(*rollup, key, part);
    }
    match (item_of(of, context), part) {
        (Some(item), Part::Value) => scope.value(item, context),
        (Some(item), Part::Required) => scope.required(item, context).map(|required| required.bound),
        (Some(item), part) => scope.part(item, part),
        (None, _) => Err(Missing::failed("why_no_member")),
    }
}

fn figure(reference: u16, item: ItemId, scope: &dyn Scope, context: &Context<'_>) -> Outcome<Value> {
    lookup::figure_of(reference, item, scope, context)
}

fn share(value: &Node, required: bool, scope: &dyn Scope, context: &Context<'_>) -> Outcome<Value> {
    let Some(own) = context.own else {
        return Err(Missing::failed("why_no_own"));
    };
    let value = eval_in(value, scope, context)?;
    let target = if required { scope.required(own, context) } else { scope.target(own) }?;
    share_of_target(&value, &target, scope.start(own).as_ref(), scope.book()).map_err(|missing| missing.of_item(own))
}
