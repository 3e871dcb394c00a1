//! Calls of functions that look at others: whose values, of which cohort, and on which side better lies.

use super::Checker;
use super::expression::broken;
use super::scope::Env;
use super::types::{Type, Typed};
use crate::builtin::{Gives, LOOKING, Looking, Takes};
use crate::diagnostic::Diagnostic;
use crate::model::formula::{Look, Node, Part, PartOf};
use crate::model::rules::Item;
use crate::source::{Span, nearest};
use crate::syntax::tree::{Argument, ArgumentValue, Expr, ExprKind, Name};
use crate::value::ItemId;

/// The arguments of a call, sorted.
struct Sorted<'e> {
    plain: Vec<&'e Expr>,
    cohort: Option<&'e Name>,
    most: Option<&'e Expr>,
    member: Option<&'e Name>,
}

impl Checker<'_> {
    /// `min_max(value, 0, 100, cohort: base)`
    pub(super) fn look(
        &mut self,
        place: u16,
        row: &'static Looking,
        (function, arguments): (&Name, &[Argument]),
        env: Env<'_>,
        span: Span,
    ) -> Typed {
        let Some(sorted) = self.sorted(row, function, arguments) else { return broken(span) };
        let Some((first, rest)) = sorted.plain.split_first() else { return broken(span) };
        let typed = self.expression(first, env, None);
        if typed.ty.is_broken() {
            return broken(span);
        }
        let Some(item) = self.looked_at(&typed, env) else {
            let message = format!("`{}` looks at the values of a KPI, a point or an input", row.name);
            let help = "write `value`, or the name of another one; what is computed on the way is a KPI of its own";
            self.report(Diagnostic::error("look::value", first.span, message).help(help));
            return broken(span);
        };
        if !self.expect_number(&typed, &format!("`{}` needs numbers", row.name)) {
            return broken(span);
        }
        let Some(rest) = self.look_arguments(row, &typed, rest, env) else { return broken(span) };
        let most = sorted.most.map(|most| self.expression(most, env, None));
        if most.as_ref().is_some_and(|most| most.ty.kind().is_none_or(|kind| !kind.is_none())) {
            let message = "`most` is a share or a plain number";
            self.report(Diagnostic::error("look::most", span, message).help("write for example `most: 100 %`"));
            return broken(span);
        }
        let cohort = match sorted.cohort {
            None => None,
            Some(name) => match self.cohort_place(name) {
                Some(place) => Some(place),
                None => return broken(span),
            },
        };
        let ty = match (row.gives, rest.first()) {
            (Gives::Plain, _) => Type::plain(),
            (Gives::Like, _) => typed.ty.clone(),
            (Gives::Scale, Some(end)) => end.ty.clone(),
            (Gives::Share | Gives::Scale, _) => Type::share(),
        };
        self.book.looks.insert((item, cohort));
        let arguments = rest.into_iter().map(|argument| argument.node).collect();
        let member = sorted.member.map(|name| name.text.clone().into_boxed_str());
        let look =
            Look { function: place, item, of: env.own, arguments, most: most.map(|most| most.node), member, cohort };
        Typed::new(Node::Look(Box::new(look)), ty, span)
    }

    /// The item whose value an expression is.
    fn looked_at(&self, typed: &Typed, env: Env<'_>) -> Option<ItemId> {
        match &typed.node {
            Node::Item(item) | Node::Part(PartOf::Item(item), Part::Value) => Some(*item),
            Node::Part(PartOf::Own, Part::Value) => env.own,
            _ => None,
        }
    }

    /// The arguments of a call by what they are; says so if one does not fit.
    fn sorted<'e>(&mut self, row: &Looking, function: &Name, arguments: &'e [Argument]) -> Option<Sorted<'e>> {
        let mut sorted = Sorted { plain: Vec::new(), cohort: None, most: None, member: None };
        let referred = row.name == "distance_to_reference";
        let mut fits = true;
        for argument in arguments {
            let ArgumentValue::Plain(expr) = &argument.value else {
                fits = false;
                continue;
            };
            match argument.name.as_ref().map(|name| name.text.as_str()) {
                None => sorted.plain.push(expr),
                Some("cohort") => sorted.cohort = one_name(expr),
                Some("member") if referred => sorted.member = one_name(expr),
                Some("most") if row.capped => sorted.most = Some(expr),
                Some(_) => fits = false,
            }
            fits &= !matches!(argument.name.as_ref().map(|name| name.text.as_str()), Some("cohort" | "member") if one_name(expr).is_none());
        }
        let wanted: &[usize] = match row.takes {
            Takes::Nothing => &[1],
            Takes::Scale => &[1, 3],
            Takes::Like if sorted.member.is_some() => &[1],
            Takes::Like | Takes::Share => &[2],
        };
        if fits && wanted.contains(&sorted.plain.len()) {
            return Some(sorted);
        }
        let message = format!("`{}` does not take these arguments", row.name);
        let capped = if row.capped { ", most: 100 %" } else { "" };
        let help = format!(
            "write `{}({}{capped}, cohort: NAME)`; what has a name may be left out",
            row.name,
            row.arguments.join(", ")
        );
        self.report(Diagnostic::error("function::arguments", function.span, message).help(help));
        None
    }

    /// What a call takes besides the value, of the kinds that it wants.
    fn look_arguments(&mut self, row: &Looking, value: &Typed, rest: &[&Expr], env: Env<'_>) -> Option<Vec<Typed>> {
        let mut typed = Vec::new();
        for expr in rest {
            let one = self.expression(expr, env, None);
            let fits = match row.takes {
                Takes::Like => self.same_kind(value, &one, &format!("the arguments of `{}` are of one kind", row.name)),
                _ if one.ty.is_broken() => false,
                _ if one.ty.kind().is_some_and(crate::unit::Kind::is_none) => true,
                _ => {
                    let words = self.in_words(&one.ty);
                    let message = format!("`{}` wants a share or a plain number here; this is {words}", row.name);
                    self.report(
                        Diagnostic::error("look::scale", one.span, message).help(format!("as in `{}`", row.example.0)),
                    );
                    false
                }
            };
            if !fits {
                return None;
            }
            typed.push(one);
        }
        Some(typed)
    }

    /// The place of a cohort; says so if there is none.
    pub(super) fn cohort_place(&mut self, name: &Name) -> Option<u16> {
        let known = self.book.cohorts.iter().map(|cohort| cohort.name.as_str());
        if let Some(place) = known.clone().position(|known| known == name.text) {
            return u16::try_from(place).ok();
        }
        let help = match nearest(&name.text, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("declare it: `cohort {} \"Title\" {{ }}`", name.text),
        };
        let message = format!("there is no cohort `{}`", name.text);
        self.report(Diagnostic::error("cohort::unknown", name.span, message).help(help));
        None
    }

    /// A value cannot look at others, whose values would be needed first.
    pub(super) fn check_looks(&mut self, entry: &Item) {
        let values = entry.values.iter().chain(&entry.assume).chain(&entry.per);
        let early = values.filter(|case| case.value.looks_at_others()).map(|case| case.note.span);
        let ranges = entry.expects.iter().filter(|case| case.value.goal.bound.looks_at_others());
        let early: Vec<Span> = early.chain(ranges.map(|case| case.note.span)).collect();
        for span in early {
            let message = format!("the value of `{}` cannot look at others", entry.name);
            let help = "values come first, then what compares them: write it as a `score`, a `start` or a `target`";
            self.report(Diagnostic::error("look::early", span, message).help(help));
        }
    }

    /// A score that looks at others must know on which side better lies: all items are there, so that one can be asked
    /// that stands further down.
    pub(super) fn check_sides_of_looks(&mut self) {
        let mut blind: Vec<(ItemId, &'static str, Span)> = Vec::new();
        // Where the method sets no target on purpose, nothing is scored, be there a score for all KPIs or not.
        for item in self.book.items.iter().filter(|item| !item.is_never_scored()) {
            for case in &item.scores {
                blind.extend(self.blind(&case.value).map(|row| (item.id, row.name, case.note.span)));
            }
        }
        for (item, function, span) in blind {
            let Some(item) = self.book.item(item) else { continue };
            let message = format!("nothing says on which side `{}` is better", item.name);
            let finding = Diagnostic::error("look::direction", item.span, message)
                .and(span, format!("`{function}` needs it"))
                .help("write `better higher` or `better lower`");
            self.report(finding);
        }
    }

    /// The first function in an expression that asks on which side better lies where nothing says it.
    fn blind(&self, node: &Node) -> Option<&'static Looking> {
        let mut found = None;
        super::cycle::walk(node, &mut |node| {
            if let Node::Look(look) = node {
                let row = LOOKING.get(usize::from(look.function)).filter(|row| row.directed);
                found = found.or_else(|| row.filter(|_| self.book.direction_of(look).is_none()));
            }
        });
        found
    }
}

/// The least and the most that a function that looks at others can give a member, where that is known.
pub(super) fn ends(look: &Look) -> Option<(f64, f64)> {
    let row = LOOKING.get(look.function as usize)?;
    match (row.gives, look.arguments.as_slice()) {
        (Gives::Scale, [least, most]) => {
            let (one, other) = (super::target::literal(least)?, super::target::literal(most)?);
            Some((one.min(other), one.max(other)))
        }
        (Gives::Scale | Gives::Share, _) if !row.capped => Some((0.0, 1.0)),
        _ => None,
    }
}

fn one_name(expr: &Expr) -> Option<&Name> {
    match &expr.kind {
        ExprKind::Path(path) => match path.parts.as_slice() {
            [name] => Some(name),
            _ => None,
        },
        _ => None,
    }
}
