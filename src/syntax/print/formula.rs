//! Formulas and conditions, with the brackets that they need and no others.

use super::super::tree::{
    Argument, ArgumentValue, BinaryOp, CompareOp, Expr, ExprKind, Goal, GoalKind, IsWhat, SetExpr,
};
use super::name::{self, Stands};
use super::pieces::{NEVER, Pieces};
use super::text;

/// How tightly a form binds; as in `syntax/formula.rs`.
mod bind {
    pub(super) const OR_ELSE: u8 = 1;
    pub(super) const OR: u8 = 2;
    pub(super) const AND: u8 = 3;
    pub(super) const NOT: u8 = 4;
    pub(super) const WITHIN: u8 = 5;
    pub(super) const COMPARE: u8 = 6;
    pub(super) const AGAINST: u8 = 7;
    pub(super) const ADD: u8 = 8;
    pub(super) const MULTIPLY: u8 = 9;
    pub(super) const NEGATE: u8 = 10;
    pub(super) const POWER: u8 = 11;
    pub(super) const AT: u8 = 12;
    pub(super) const ALONE: u8 = 13;
}

/// Where a formula stands.
#[derive(Debug, Clone, Copy)]
struct Around {
    /// It has to bind at least so tightly to stand without brackets.
    least: u8,
    /// Conditions need brackets: the formula stands where `and`, `or` and comparisons would end it.
    plain: bool,
    /// Nothing of the same formula follows it.
    last: bool,
    /// So many brackets are open.
    depth: u8,
}

impl Around {
    fn at_least(self, least: u8) -> Self {
        Self { least, ..self }
    }

    fn before_more(self) -> Self {
        Self { last: false, ..self }
    }

    /// Inside brackets everything may stand.
    fn inside(self) -> Self {
        Self { least: 0, plain: false, last: true, depth: self.depth.saturating_add(1).min(20) }
    }

    /// The level of a line end before something that binds so.
    fn level(self, own: u8) -> u8 {
        3 + self.depth * 11 + own.min(10)
    }
}

/// A formula or condition.
pub(super) fn formula(expr: &Expr) -> Pieces {
    let mut pieces = Pieces::default();
    print(&mut pieces, "", expr, Around { least: 0, plain: false, last: true, depth: 0 });
    pieces
}

/// A formula where conditions need brackets: bounds, figures, results of rows.
pub(super) fn plain(expr: &Expr) -> Pieces {
    let mut pieces = Pieces::default();
    print(&mut pieces, "", expr, Around { least: 0, plain: true, last: true, depth: 0 });
    pieces
}

/// The words of a goal.
fn words_of(goal: &Goal) -> &'static str {
    match goal.kind {
        GoalKind::AtLeast => "at least",
        GoalKind::AtMost => "at most",
        GoalKind::Above => "above",
        GoalKind::Below => "below",
        GoalKind::Between => "between",
        GoalKind::Equals => "equals",
    }
}

/// An edge that more follows.
fn print_edge(into: &mut Pieces, goal: &Goal, around: Around) {
    into.push("", NEVER, words_of(goal));
    print(into, " ", &goal.bound, around);
    if let Some(upper) = &goal.upper {
        into.push(" ", NEVER, "and");
        print(into, " ", upper, around);
    }
}

/// `at least X`, `between X and Y`
pub(super) fn goal(goal: &Goal) -> Pieces {
    let mut pieces = Pieces::of(words_of(goal));
    let around = Around { least: 0, plain: true, last: goal.upper.is_none(), depth: 0 };
    print(&mut pieces, " ", &goal.bound, around);
    if let Some(upper) = &goal.upper {
        pieces.push(" ", around.level(bind::AND), "and");
        print(&mut pieces, " ", upper, Around { last: true, ..around });
    }
    pieces
}

/// The set of `for each …`.
pub(super) fn each(set: &SetExpr) -> Pieces {
    let mut pieces = Pieces::default();
    print_set(&mut pieces, "", set, Around { least: 0, plain: false, last: true, depth: 0 });
    pieces
}

fn print(into: &mut Pieces, gap: &'static str, expr: &Expr, around: Around) {
    if needs_brackets(expr, around) {
        into.push(gap, NEVER, "(");
        print(into, "", expr, around.inside());
        into.push("", NEVER, ")");
        return;
    }
    let own = binding(expr);
    match &expr.kind {
        ExprKind::Quantity { number, unit } => into.push(gap, NEVER, name::quantity(*number, unit.as_ref())),
        ExprKind::Text(written) => into.push(gap, NEVER, text::inline(&written.text)),
        ExprKind::Path(path) => into.push(gap, NEVER, name::path(path)),
        ExprKind::Negate(inner) => {
            into.push(gap, NEVER, "-");
            print(into, "", inner, around.at_least(own + 1));
        }
        ExprKind::Not(inner) => {
            into.push(gap, NEVER, "not");
            print(into, " ", inner, around.at_least(own));
        }
        ExprKind::Binary { op, left, right } => {
            let (left_least, right_least) = sides(*op, own);
            print_left(into, gap, left, around.at_least(left_least), *op == BinaryOp::Of);
            let level = if *op == BinaryOp::Of { NEVER } else { around.level(own) };
            into.push(" ", level, sign(*op));
            print(into, " ", right, around.at_least(right_least));
        }
        ExprKind::Compare { op, left, right, within } => {
            print_left(into, gap, left, around.at_least(bind::COMPARE + 1), false);
            into.push(" ", around.level(bind::COMPARE), compared(*op));
            let more = if within.is_some() { around.before_more() } else { around };
            print(into, " ", right, more.at_least(bind::COMPARE + 1));
            if let Some(margin) = within {
                into.push(" ", around.level(bind::WITHIN), "within");
                print(into, " ", margin, around.at_least(bind::COMPARE + 1));
            }
        }
        ExprKind::Is { item, negated, what } => {
            print_left(into, gap, item, around.at_least(bind::COMPARE + 1), false);
            let what = if *what == IsWhat::Applicable { "applicable" } else { "reported" };
            into.push(" ", NEVER, format!("is {}{what}", if *negated { "not " } else { "" }));
        }
        ExprKind::Against { item, reference } => {
            print_left(into, gap, item, around.at_least(bind::AT), false);
            into.push(" ", NEVER, format!("against {}", name::name(reference, Stands::Alone)));
        }
        ExprKind::At { item, year } => {
            print_left(into, gap, item, around.at_least(bind::AT), false);
            into.push(" ", NEVER, "at");
            print(into, " ", year, around.at_least(bind::AT + 1));
        }
        _ => print_form(into, gap, expr, around),
    }
}

/// What begins with a word and has its parts inside: choices, calls, sets.
fn print_form(into: &mut Pieces, gap: &'static str, expr: &Expr, around: Around) {
    match &expr.kind {
        ExprKind::If { condition, then, otherwise } => {
            let inner = Around { least: 0, plain: false, last: true, ..around };
            into.push(gap, NEVER, "if");
            print(into, " ", condition, inner);
            into.push(" ", around.level(0), "then");
            print(into, " ", then, inner);
            into.push(" ", around.level(0), "else");
            print(into, " ", otherwise, inner);
        }
        ExprKind::Call { function, arguments } => {
            into.push(gap, NEVER, format!("{}(", name::name(function, Stands::InFormula)));
            for (place, argument) in arguments.iter().enumerate() {
                print_argument(into, argument, place == 0, around.inside());
            }
            into.push("", NEVER, ")");
        }
        ExprKind::Field { record, name: field } => {
            print_form(into, gap, record, around);
            into.push("", NEVER, format!(".{}", name::name(field, Stands::Alone)));
        }
        ExprKind::Set(set) => print_set(into, gap, set, around),
        _ => {}
    }
}

/// The left side of an operator: what follows it must not be taken for a part of it.
fn print_left(into: &mut Pieces, gap: &'static str, expr: &Expr, around: Around, of: bool) {
    if of && takes_of(expr) {
        into.push(gap, NEVER, "(");
        print(into, "", expr, around.inside());
        return into.push("", NEVER, ")");
    }
    print(into, gap, expr, around.before_more());
}

fn print_argument(into: &mut Pieces, argument: &Argument, first: bool, around: Around) {
    let mut own = Pieces::default();
    let mut gap = "";
    if let Some(given) = &argument.name {
        own.push("", NEVER, format!("{}:", name::name(given, Stands::Alone)));
        gap = " ";
    }
    let bound = Around { plain: true, ..around };
    match &argument.value {
        ArgumentValue::Plain(value) => print(&mut own, gap, value, around),
        ArgumentValue::In(value, scale) => {
            print(&mut own, gap, value, around);
            own.push(" ", NEVER, format!("in {}", name::name(scale, Stands::Alone)));
        }
        ArgumentValue::OverYears(value, years) => {
            print(&mut own, gap, value, around);
            own.push(" ", around.level(1), format!("over {years} {}", if *years == 1 { "year" } else { "years" }));
        }
        ArgumentValue::Step(goal, result) => {
            match goal {
                Some(goal) => print_edge(&mut own, goal, bound.before_more()),
                None => own.push("", NEVER, "any"),
            }
            own.push(" ", NEVER, "=>");
            print(&mut own, " ", result, bound);
        }
        ArgumentValue::OverSpan(value, from, to) => {
            print(&mut own, gap, value, around);
            own.push(" ", around.level(1), "over");
            print(&mut own, " ", from, bound.before_more());
            own.push(" ", NEVER, "to");
            print(&mut own, " ", to, bound);
        }
    }
    if first {
        return into.extend("", NEVER, own);
    }
    into.push("", NEVER, ",");
    into.extend(" ", around.level(0), own);
}

fn print_set(into: &mut Pieces, gap: &'static str, set: &SetExpr, around: Around) {
    let reported = if set.reported { "reported " } else { "" };
    let mut words = format!("{reported}{}", name::name(&set.members, Stands::InFormula));
    if let Some(of) = &set.of {
        words += &format!(" of {}", name::path(of));
    }
    into.push(gap, NEVER, words);
    if let Some(condition) = &set.condition {
        let level = if around.depth > 0 { around.level(0) } else { NEVER };
        into.push(" ", level, "where");
        print(into, " ", condition, Around { least: 0, plain: false, last: true, ..around });
    }
}

fn needs_brackets(expr: &Expr, around: Around) -> bool {
    let greedy = match &expr.kind {
        ExprKind::If { .. } => true,
        ExprKind::Set(set) => set.condition.is_some(),
        _ => false,
    };
    let own = binding(expr);
    let condition = matches!(own, bind::OR_ELSE..=bind::AGAINST);
    own < around.least || greedy && !around.last || around.plain && condition
}

fn binding(expr: &Expr) -> u8 {
    match &expr.kind {
        ExprKind::Quantity { number, .. } if number.is_sign_negative() => bind::NEGATE,
        ExprKind::Quantity { .. }
        | ExprKind::Text(_)
        | ExprKind::Path(_)
        | ExprKind::Call { .. }
        | ExprKind::Field { .. }
        | ExprKind::Set(_)
        | ExprKind::If { .. } => bind::ALONE,
        ExprKind::Negate(_) => bind::NEGATE,
        ExprKind::Not(_) => bind::NOT,
        ExprKind::Binary { op, .. } => match op {
            BinaryOp::Add | BinaryOp::Subtract => bind::ADD,
            BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Of => bind::MULTIPLY,
            BinaryOp::Power => bind::POWER,
            BinaryOp::And => bind::AND,
            BinaryOp::Or => bind::OR,
            BinaryOp::OrElse => bind::OR_ELSE,
        },
        ExprKind::Compare { within, .. } => {
            if within.is_some() {
                bind::WITHIN
            } else {
                bind::COMPARE
            }
        }
        ExprKind::Is { .. } => bind::COMPARE,
        ExprKind::Against { .. } => bind::AGAINST,
        ExprKind::At { .. } => bind::AT,
    }
}

/// How tightly the two sides of an operator have to bind.
fn sides(op: BinaryOp, own: u8) -> (u8, u8) {
    if op == BinaryOp::Power { (own + 1, own) } else { (own, own + 1) }
}

fn sign(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Subtract => "-",
        BinaryOp::Multiply => "*",
        BinaryOp::Divide => "/",
        BinaryOp::Power => "^",
        BinaryOp::And => "and",
        BinaryOp::Or => "or",
        BinaryOp::OrElse => "or else",
        BinaryOp::Of => "of",
    }
}

fn compared(op: CompareOp) -> &'static str {
    match op {
        CompareOp::Equal => "=",
        CompareOp::NotEqual => "!=",
        CompareOp::AtMost => "<=",
        CompareOp::Less => "<",
        CompareOp::AtLeast => ">=",
        CompareOp::Greater => ">",
    }
}

/// Whether `of` behind the formula would be read as a part of its end: `t of CO2e`, `points of x`.
fn takes_of(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Quantity { unit, .. } => unit
            .as_ref()
            .and_then(|unit| unit.factors.last())
            .is_some_and(|factor| factor.name != "%" && factor.substance.is_none()),
        ExprKind::Path(_) => true,
        ExprKind::Set(set) => set.of.is_none(),
        ExprKind::Negate(inner) | ExprKind::Not(inner) => takes_of(inner),
        ExprKind::Binary { right, .. } => takes_of(right),
        ExprKind::At { year, .. } => takes_of(year),
        _ => false,
    }
}
