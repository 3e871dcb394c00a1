//! Expressions: names looked up, kinds worked out.

use super::Checker;
use super::scope::Env;
use super::types::{Type, Typed};
use crate::diagnostic::Diagnostic;
use crate::model::formula::{Node, Operator, Part, PartOf};
use crate::source::Span;
use crate::syntax::tree::{BinaryOp, Expr, ExprKind, IsWhat};
use crate::unit::{Kind, Unit, UnitExpr};
use crate::value::Value;

impl Checker<'_> {
    /// Resolves an expression that is a value. `expected` is what stands on the other side: it tells what a bare word can
    /// mean.
    pub(super) fn expression(&mut self, expr: &Expr, env: Env<'_>, expected: Option<&Type>) -> Typed {
        let typed = self.shaped(expr, env, expected);
        if typed.ty.is_one() {
            return typed;
        }
        self.no_value(&typed);
        broken(expr.span)
    }

    /// Resolves an expression that may be a list or a record as well.
    pub(super) fn shaped(&mut self, expr: &Expr, env: Env<'_>, expected: Option<&Type>) -> Typed {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Quantity { number, unit } => self.quantity(*number, unit.as_ref(), span),
            ExprKind::Text(text) => {
                if let Some(Type::Choice(_)) = expected {
                    let word = self.word(&text.text);
                    return Typed::new(Node::Literal(Value::Choice(word)), Type::Choice(Some(vec![word])), span);
                }
                let template = self.template(text, env);
                Typed::new(Node::Template(template), Type::Text, span)
            }
            ExprKind::Path(path) => self.path(path, env, expected),
            ExprKind::Negate(inner) => self.negate(inner, env, span),
            ExprKind::Not(inner) => self.not(inner, env, span),
            ExprKind::Binary { op, left, right } => self.binary(*op, left, right, env, span),
            ExprKind::Compare { op, left, right, within } => {
                self.compare(*op, (left, right), within.as_deref(), env, span)
            }
            ExprKind::If { condition, then, otherwise } => {
                self.branch(condition, (then, otherwise), env, expected, span)
            }
            ExprKind::Is { item, negated, what } => self.is(item, *negated, *what, env, span),
            ExprKind::Against { item, reference } => self.against(item, reference, env, span),
            ExprKind::At { item, year } => self.at(item, year, env, span),
            ExprKind::Call { function, arguments } => self.call(function, arguments, env, span),
            ExprKind::Field { record, name } => self.field(record, name, env, span),
            ExprKind::Set(set) => {
                let message = "a set stands inside a function";
                let help = "write for example `count(kpis where status = not_reported)`";
                self.report(Diagnostic::error("set::alone", set.span, message).help(help));
                broken(span)
            }
        }
    }

    fn quantity(&mut self, number: f64, unit: Option<&UnitExpr>, span: Span) -> Typed {
        let unit = match unit {
            None => Some(Unit::plain()),
            Some(written) => self.unit(written, span),
        };
        let Some(unit) = unit else { return broken(span) };
        let base = unit.to_base(number);
        let node = match &unit.currency {
            Some(currency) => Node::Money(base, currency.clone().into_boxed_str()),
            None => Node::Literal(Value::Number(base)),
        };
        Typed::new(node, Type::number(unit), span)
    }

    fn negate(&mut self, inner: &Expr, env: Env<'_>, span: Span) -> Typed {
        let typed = self.expression(inner, env, None);
        if self.expect_number(&typed, "a minus sign needs a number") {
            let node = match typed.node {
                Node::Literal(Value::Number(number)) => Node::Literal(Value::Number(-number)),
                other => Node::Negate(Box::new(other)),
            };
            return Typed::new(node, typed.ty, span);
        }
        broken(span)
    }

    fn not(&mut self, inner: &Expr, env: Env<'_>, span: Span) -> Typed {
        match self.condition(inner, env) {
            Some(node) => Typed::new(Node::Not(Box::new(node)), Type::YesNo, span),
            None => broken(span),
        }
    }

    fn binary(&mut self, op: BinaryOp, left: &Expr, right: &Expr, env: Env<'_>, span: Span) -> Typed {
        match op {
            BinaryOp::And | BinaryOp::Or => self.junction(op, left, right, env, span),
            BinaryOp::OrElse => self.or_else(left, right, env, span),
            BinaryOp::Add => self.sum_of(Operator::Add, left, right, env, span),
            BinaryOp::Subtract => self.sum_of(Operator::Subtract, left, right, env, span),
            BinaryOp::Multiply | BinaryOp::Of => self.product(Operator::Multiply, left, right, env, span),
            BinaryOp::Divide => self.product(Operator::Divide, left, right, env, span),
            BinaryOp::Power => self.power(left, right, env, span),
        }
    }

    fn junction(&mut self, op: BinaryOp, left: &Expr, right: &Expr, env: Env<'_>, span: Span) -> Typed {
        let (left, right) = (self.condition(left, env), self.condition(right, env));
        let (Some(left), Some(right)) = (left, right) else { return broken(span) };
        let mut parts = Vec::new();
        for side in [left, right] {
            match (op, side) {
                (BinaryOp::And, Node::And(inner)) | (BinaryOp::Or, Node::Or(inner)) => parts.extend(inner),
                (_, other) => parts.push(other),
            }
        }
        let node = if op == BinaryOp::And { Node::And(parts) } else { Node::Or(parts) };
        Typed::new(node, Type::YesNo, span)
    }

    fn or_else(&mut self, left: &Expr, right: &Expr, env: Env<'_>, span: Span) -> Typed {
        let left = self.expression(left, env, None);
        let right = self.expression(right, env, Some(&left.ty));
        if !self.same_kind(&left, &right, "the two sides of `or else` are of different kinds") {
            return broken(span);
        }
        Typed::new(Node::OrElse(Box::new(left.node), Box::new(right.node)), left.ty, span)
    }

    fn sum_of(&mut self, op: Operator, left: &Expr, right: &Expr, env: Env<'_>, span: Span) -> Typed {
        let left = self.expression(left, env, None);
        let right = self.expression(right, env, None);
        let why = "both sides of `+` and `-` need a number";
        if !(self.expect_number(&left, why) && self.expect_number(&right, why)) {
            return broken(span);
        }
        let verb = if op == Operator::Add { "added" } else { "subtracted" };
        if !self.same_kind(&left, &right, &format!("unlike things cannot be {verb}")) {
            return broken(span);
        }
        let ty = if is_pp(&left.ty) && !is_pp(&right.ty) { right.ty.clone() } else { left.ty.clone() };
        Typed::new(Node::Arithmetic(op, Box::new(left.node), Box::new(right.node)), ty, span)
    }

    fn product(&mut self, op: Operator, left: &Expr, right: &Expr, env: Env<'_>, span: Span) -> Typed {
        let left = self.expression(left, env, None);
        let right = self.expression(right, env, None);
        let why =
            if op == Operator::Divide { "both sides of `/` need a number" } else { "both sides of `*` need a number" };
        if !(self.expect_number(&left, why) && self.expect_number(&right, why)) {
            return broken(span);
        }
        let (Some(a), Some(b)) = (left.ty.unit(), right.ty.unit()) else { return broken(span) };
        let unit = self.combined(op, a, b);
        Typed::new(Node::Arithmetic(op, Box::new(left.node), Box::new(right.node)), Type::number(unit), span)
    }

    /// The unit in which a product or a quotient is printed.
    pub(super) fn combined(&self, op: Operator, a: &Unit, b: &Unit) -> Unit {
        let kind = if op == Operator::Divide { a.kind.divide(&b.kind) } else { a.kind.multiply(&b.kind) };
        if kind.is_none() {
            let both_plain = a.written.to_string() == "number" && b.written.to_string() == "number";
            return if both_plain { Unit::plain() } else { Unit::percent() };
        }
        if b.kind.is_none() {
            return a.clone();
        }
        if a.kind.is_none() && op == Operator::Multiply {
            return b.clone();
        }
        let mut factors = if a.kind.is_none() { Vec::new() } else { a.written.factors.clone() };
        for factor in &b.written.factors {
            let mut factor = factor.clone();
            factor.per = if op == Operator::Divide { !factor.per } else { factor.per };
            factors.push(factor);
        }
        factors.sort_by_key(|factor| factor.per);
        let written = UnitExpr { factors };
        let clean = written.factors.first().is_some_and(|factor| !factor.per);
        let resolved = if clean { self.book.units.resolve(&written).ok() } else { None };
        resolved
            .filter(|unit| unit.kind == kind && !repeats(&unit.written))
            .unwrap_or_else(|| self.book.units.customary(&kind))
    }

    fn power(&mut self, left: &Expr, right: &Expr, env: Env<'_>, span: Span) -> Typed {
        let base = self.expression(left, env, None);
        let exponent = self.expression(right, env, None);
        let why = "both sides of `^` need a number";
        if !(self.expect_number(&base, why) && self.expect_number(&exponent, why)) {
            return broken(span);
        }
        let whole = match &exponent.node {
            Node::Literal(Value::Number(number)) if number.fract() == 0.0 && number.abs() <= 6.0 => Some(*number),
            _ => None,
        };
        let ty = match (base.ty.kind(), whole) {
            (Some(kind), _) if kind.is_none() => Type::plain(),
            (Some(kind), Some(whole)) => {
                #[expect(clippy::cast_possible_truncation, reason = "a whole number from -6 to 6")]
                let kind = kind.power(whole as i8);
                Type::number(self.book.units.customary(&kind))
            }
            _ => {
                let message = "only a plain number can have this exponent";
                let help = "a quantity can be raised to a whole number such as 2";
                self.report(Diagnostic::error("formula::power", span, message).help(help));
                return broken(span);
            }
        };
        Typed::new(Node::Arithmetic(Operator::Power, Box::new(base.node), Box::new(exponent.node)), ty, span)
    }

    fn branch(
        &mut self,
        condition: &Expr,
        (then, otherwise): (&Expr, &Expr),
        env: Env<'_>,
        expected: Option<&Type>,
        span: Span,
    ) -> Typed {
        let condition = self.condition(condition, env);
        let then = self.expression(then, env, expected);
        let otherwise = self.expression(otherwise, env, expected.or(Some(&then.ty)));
        let same = self.same_kind(&then, &otherwise, "the two branches of `if` are of different kinds");
        match condition {
            Some(condition) if same => {
                let node = Node::If(Box::new(condition), Box::new(then.node), Box::new(otherwise.node));
                Typed::new(node, then.ty, span)
            }
            _ => broken(span),
        }
    }

    fn is(&mut self, item: &Expr, negated: bool, what: IsWhat, env: Env<'_>, span: Span) -> Typed {
        let typed = self.expression(item, env, None);
        if typed.ty.is_broken() {
            return broken(span);
        }
        let inner = Box::new(typed.node);
        let node = match what {
            IsWhat::Reported => Node::IsReported(inner, !negated),
            IsWhat::Applicable => Node::IsApplicable(inner, !negated),
        };
        Typed::new(node, Type::YesNo, span)
    }

    fn at(&mut self, item: &Expr, year: &Expr, env: Env<'_>, span: Span) -> Typed {
        let typed = self.expression(item, env, None);
        let year = self.expression(year, env, None);
        let plain = year.ty.kind().is_some_and(Kind::is_none);
        if !plain && !year.ty.is_broken() {
            let message = "after `at` stands a year";
            self.report(Diagnostic::error("formula::at", year.span, message).help("write for example `at 2009`"));
            return broken(span);
        }
        if typed.ty.is_broken() || year.ty.is_broken() || !self.has_years(&typed) {
            return broken(span);
        }
        Typed::new(Node::At(Box::new(typed.node), Box::new(year.node)), typed.ty, span)
    }

    /// Whether an expression can be looked up in another year: values can, and what a path asks for; a score or a band
    /// is that of the evaluation.
    pub(super) fn has_years(&mut self, typed: &Typed) -> bool {
        let mut fixed = None;
        super::cycle::walk(&typed.node, &mut |node| match node {
            Node::Part(PartOf::Group { .. }, part) => fixed = fixed.or(Some(*part)),
            Node::Part(_, Part::Value | Part::Required | Part::Title) => {}
            Node::Part(_, part) => fixed = fixed.or(Some(*part)),
            _ => {}
        });
        if fixed.is_some() {
            let message = "only values, and what a path asks for, can be taken of another year";
            let help = "name a value: `x at 2009`, `sum(x over 3 years)`, or what was due: `x.required at 2009`";
            self.report(Diagnostic::error("formula::year_part", typed.span, message).help(help));
        }
        fixed.is_none()
    }

    /// Whether it is a number; says so if it is not.
    pub(super) fn expect_number(&mut self, typed: &Typed, why: &str) -> bool {
        match &typed.ty {
            Type::Number(..) => true,
            Type::Broken => false,
            other => {
                let words = self.in_words(other);
                let finding = Diagnostic::error("formula::kind", typed.span, why.to_owned());
                let help = "name something that is measured in a unit";
                self.report(finding.here(format!("this is {words}")).help(help));
                false
            }
        }
    }

    /// Whether two expressions are of one kind; says so, with both sides, if they are not.
    pub(super) fn same_kind(&mut self, left: &Typed, right: &Typed, what: &str) -> bool {
        let same = match (&left.ty, &right.ty) {
            (Type::Broken, _) | (_, Type::Broken) => return false,
            (Type::Number(a, _), Type::Number(b, _)) => a.kind == b.kind,
            (Type::Choice(_) | Type::Text, Type::Choice(_) | Type::Text) => true,
            (Type::Band(a), Type::Band(b)) => a == b || a.is_none() || b.is_none(),
            (Type::List(_) | Type::Record(_), _) | (_, Type::List(_) | Type::Record(_)) => left.ty == right.ty,
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        };
        if !same {
            let help = match (left.ty.kind(), right.ty.kind()) {
                (Some(a), Some(b)) => Some(self.book.units.difference(a, b)).filter(|text| !text.is_empty()),
                _ => None,
            };
            let (a, b) = (self.in_words(&left.ty), self.in_words(&right.ty));
            let finding = Diagnostic::error("formula::kind", right.span, what.to_owned())
                .here(format!("this is {b}"))
                .and(left.span, format!("this is {a}"))
                .help(help.map_or_else(|| format!("{a} is wanted here"), |help| format!("on the right side {help}")));
            self.report(finding);
        }
        same
    }
}

/// Whether one name stands both above and below the line, or twice.
fn repeats(written: &UnitExpr) -> bool {
    let factors = &written.factors;
    factors.iter().enumerate().any(|(place, factor)| factors.iter().take(place).any(|other| other.name == factor.name))
}

fn is_pp(ty: &Type) -> bool {
    ty.unit().is_some_and(|unit| unit.percent_points)
}

/// An expression that does not resolve.
pub(super) fn broken(span: Span) -> Typed {
    Typed::new(Node::Literal(Value::YesNo(false)), Type::Broken, span)
}
