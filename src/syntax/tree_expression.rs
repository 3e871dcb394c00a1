//! Expressions as they are written.

use super::tree::{Goal, Name, Path, Text};
use crate::source::Span;
use crate::unit::UnitExpr;
use crate::value::CompareOp;

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// The forms of expressions.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// `1.5`, `30 min`, `5 %`
    Quantity {
        /// The number.
        number: f64,
        /// Its unit.
        unit: Option<UnitExpr>,
    },
    /// `"…"`
    Text(Text),
    /// `a`, `a.b`, `kpi.point.score`; also `yes`, `no`, words of choices and bands.
    Path(Path),
    /// `-x`
    Negate(Box<Expr>),
    /// `not x`
    Not(Box<Expr>),
    /// `x + y` and so on.
    Binary {
        /// The operator.
        op: BinaryOp,
        /// Left side.
        left: Box<Expr>,
        /// Right side.
        right: Box<Expr>,
    },
    /// `x = y within 2 pp`
    Compare {
        /// The operator.
        op: CompareOp,
        /// Left side.
        left: Box<Expr>,
        /// Right side.
        right: Box<Expr>,
        /// `within …`
        within: Option<Box<Expr>>,
    },
    /// `if c then a else b`
    If {
        /// The condition.
        condition: Box<Expr>,
        /// When it holds.
        then: Box<Expr>,
        /// When it does not.
        otherwise: Box<Expr>,
    },
    /// `x is reported`, `x is not reported`, `x is not applicable`
    Is {
        /// The item.
        item: Box<Expr>,
        /// `is not …`
        negated: bool,
        /// `reported` or `applicable`.
        what: IsWhat,
    },
    /// `x against reference`
    Against {
        /// The item.
        item: Box<Expr>,
        /// The reference.
        reference: Name,
    },
    /// `x at 2009`
    At {
        /// What is looked up.
        item: Box<Expr>,
        /// The year.
        year: Box<Expr>,
    },
    /// `f(x, cohort: base)`
    Call {
        /// The function.
        function: Name,
        /// Its arguments.
        arguments: Vec<Argument>,
    },
    /// `f(x).share`: a field of the record that a function gives.
    Field {
        /// The call.
        record: Box<Expr>,
        /// The field.
        name: Name,
    },
    /// `kpis where …`, `points of x`, as an argument.
    Set(Box<SetExpr>),
}

/// Two-sided operators that are no comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the operator itself")]
pub enum BinaryOp {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    And,
    Or,
    OrElse,
    /// `20 % of x`
    Of,
}

/// What `is` asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the word itself")]
pub enum IsWhat {
    Reported,
    Applicable,
}

/// An argument of a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// `name:` before it.
    pub name: Option<Name>,
    /// What is passed.
    pub value: ArgumentValue,
}

/// What is passed to a call.
#[derive(Debug, Clone, PartialEq)]
pub enum ArgumentValue {
    /// An expression (a set is an expression too).
    Plain(Expr),
    /// `x in scale`
    In(Expr, Name),
    /// `x over 5 years`
    OverYears(Expr, u32),
    /// `x over 2015 to year`
    OverSpan(Expr, Expr, Expr),
    /// `at least 50 % => 100`; without a goal `any => 0`
    Step(Option<Box<Goal>>, Expr),
}

/// `reported points of air_pollution where band <= partial`
#[derive(Debug, Clone, PartialEq)]
pub struct SetExpr {
    /// `reported` before it: what is missing is skipped.
    pub reported: bool,
    /// `kpis`, `points`, `inputs`, `leaves`; after `for each` in the singular.
    pub members: Name,
    /// `of KPI`
    pub of: Option<Path>,
    /// `where CONDITION`
    pub condition: Option<Box<Expr>>,
    /// Where it stands.
    pub span: Span,
}

impl SetExpr {
    /// What a member of it is called where it is looped over: `kpi` of `kpis`.
    #[must_use]
    pub fn member(&self) -> &str {
        match self.members.text.as_str() {
            "kpis" => "kpi",
            "points" => "point",
            "inputs" => "input",
            "leaves" => "leaf",
            other => other,
        }
    }
}
