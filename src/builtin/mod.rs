//! The built-in functions: one row each, which the checker, the evaluator and the reference manual all read.
//!
//! Logarithms and powers come from `libm`, which is the same code on every machine: the same input gives the same bytes.

mod aggregate;
mod distribution;
mod looking;
mod pairs;
mod rollups;
mod score;
mod step;

pub use aggregate::{deviation, geometric_mean, harmonic_mean, mean, mean_of_worst, median, power_mean, sum};
pub(crate) use distribution::count;
pub use distribution::{Distribution, shape};
pub use looking::{Gives, LOOKING, Looking, Standing, Takes, find_looking};
pub use pairs::wins;
pub use rollups::{ROLLUPS, RollupRow};
pub use step::{STEP_WAYS, StepClause, StepWay, find_step};

/// What a function takes and gives, in kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signature {
    /// Plain numbers in, a plain number out.
    Plain,
    /// Any one kind in (all arguments alike), the same kind out.
    Same,
    /// Any one kind in (all arguments alike), a share out.
    Share,
    /// A share in, then two ends of one kind; that kind out.
    Scaled,
}

/// One built-in function.
#[derive(Debug)]
pub struct Builtin {
    /// Name.
    pub name: &'static str,
    /// Names of its arguments.
    pub arguments: &'static [&'static str],
    /// Kinds.
    pub signature: Signature,
    /// Definition, in one or two sentences.
    pub about: &'static str,
    /// What happens at the edges: zero, equal ends, numbers below 0. Empty where there is nothing to say.
    pub edges: &'static str,
    /// Where the definition comes from.
    pub source: &'static str,
    /// An example, and what it gives.
    pub example: (&'static str, &'static str),
    /// A larger first argument never turns the result round: so it can be computed for bounds as well.
    pub monotone: bool,
    /// The computation, in base units; or why it fails.
    pub body: fn(&[f64]) -> Result<f64, &'static str>,
}

/// All built-in functions over numbers.
pub const BUILTINS: &[Builtin] = &[
    Builtin {
        name: "abs",
        arguments: &["x"],
        signature: Signature::Same,
        about: "The size of x without its sign.",
        edges: "",
        source: "mathematics",
        example: ("abs(0 min - 3 min)", "3 min"),
        monotone: false,
        body: |x| match x {
            [x] => Ok(x.abs()),
            _ => Err(ARGUMENTS),
        },
    },
    Builtin {
        name: "best_range",
        arguments: &["x", "worst_low", "low", "high", "worst_high"],
        signature: Signature::Share,
        about: "100 % between low and high; below low the share of the way from worst_low to low, above high that from \
                worst_high to high, held at 0.",
        edges: "The four must rise, or be equal: low that is worst_low makes a step from 0 to 100 % there. Else it fails.",
        source: "two-sided targets as users of composite indicators ask for them (COINr, issue 12); between the edges \
                 the dimension index of UNDP",
        example: ("best_range(65 %, 0 %, 40 %, 60 %, 70 %)", "50 %"),
        monotone: false,
        body: score::best_range,
    },
    Builtin {
        name: "clamp",
        arguments: &["x", "least", "most"],
        signature: Signature::Same,
        about: "x held between two edges: what lies outside counts as the nearer edge.",
        edges: "Least above most fails.",
        source: "mathematics",
        example: ("clamp(120 %, 0 %, 100 %)", "100 %"),
        monotone: true,
        body: score::clamp,
    },
    Builtin {
        name: "exp",
        arguments: &["x"],
        signature: Signature::Plain,
        about: "e to the power of x.",
        edges: "",
        source: "mathematics",
        example: ("exp(0)", "1"),
        monotone: true,
        body: |x| match x {
            [x] => Ok(libm::exp(*x)),
            _ => Err(ARGUMENTS),
        },
    },
    Builtin {
        name: "linear",
        arguments: &["x", "start", "goal"],
        signature: Signature::Share,
        about: "The share of the way from start to goal: (x - start) / (goal - start), held between 0 and 100 %. The goal \
                may lie below the start: then less is better.",
        edges: "Start and goal that are equal fail. Beyond the goal it is 100 %, beyond the start 0.",
        source: "UNDP, Human Development Report, technical note 1 (dimension index between goalposts)",
        example: ("linear(83 years, 20 years, 85 years)", "96.9 %"),
        monotone: true,
        body: score::linear,
    },
    Builtin {
        name: "ln",
        arguments: &["x"],
        signature: Signature::Plain,
        about: "The natural logarithm of x.",
        edges: "0 and below fail.",
        source: "mathematics",
        example: ("ln(1)", "0"),
        monotone: true,
        body: |x| match x {
            [x] if *x > 0.0 => Ok(libm::log(*x)),
            [_] => Err("why_logarithm"),
            _ => Err(ARGUMENTS),
        },
    },
    Builtin {
        name: "logarithmic",
        arguments: &["x", "start", "goal"],
        signature: Signature::Share,
        about: "Like linear, but between the logarithms: (ln x - ln start) / (ln goal - ln start), held between 0 and \
                100 %.",
        edges: "Start and goal that are equal fail, and so does any of the three that is not above 0.",
        source: "UNDP, Human Development Report, technical note 1 (income index)",
        example: ("logarithmic(10, 1, 100)", "50 %"),
        monotone: true,
        body: score::logarithmic,
    },
    Builtin {
        name: "parity",
        arguments: &["x", "other"],
        signature: Signature::Share,
        about: "How near two groups are to each other, whichever is ahead: the smaller over the larger, 100 % where they \
                are equal. It is 1 less the distance of UNESCO's adjusted parity index from 1.",
        edges: "One of them 0 is 0 %. Both 0, or one below 0, fail. For a ratio that counts one way only: \
                `linear(women / men, 0, 1)`.",
        source: "UNESCO Institute for Statistics, adjusted gender parity index (recalled)",
        example: ("parity(40 %, 50 %)", "80 %"),
        monotone: false,
        body: score::parity,
    },
    Builtin {
        name: "round",
        arguments: &["x", "step"],
        signature: Signature::Same,
        about: "x to the nearest multiple of step; a half goes away from zero.",
        edges: "A step that is not above 0 fails.",
        source: "mathematics",
        example: ("round(14 min, 5 min)", "15 min"),
        monotone: true,
        body: score::round,
    },
    Builtin {
        name: "scaled",
        arguments: &["share", "least", "most"],
        signature: Signature::Scaled,
        about: "A share on another scale: 0 % is least, 100 % is most. From 1 on, no score makes a geometric mean 0.",
        edges: "Most below least turns the scale round. Nothing is held: 110 % lies above most.",
        source: "COINr, output range of normalisation",
        example: ("scaled(50 %, 1, 100)", "50.5"),
        monotone: true,
        body: score::scaled,
    },
    Builtin {
        name: "sqrt",
        arguments: &["x"],
        signature: Signature::Plain,
        about: "The square root of x.",
        edges: "Below 0 fails.",
        source: "mathematics",
        example: ("sqrt(9)", "3"),
        monotone: true,
        body: |x| match x {
            [x] if *x >= 0.0 => Ok(x.sqrt()),
            [_] => Err("why_root"),
            _ => Err(ARGUMENTS),
        },
    },
];

/// Said when a body meets another number of arguments than its row has; the checker makes that impossible.
const ARGUMENTS: &str = "why_arguments";

/// The place of a built-in function in the table.
#[must_use]
pub fn find(name: &str) -> Option<(u16, &'static Builtin)> {
    let place = BUILTINS.iter().position(|row| row.name == name)?;
    Some((u16::try_from(place).ok()?, BUILTINS.get(place)?))
}
