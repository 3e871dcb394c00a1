//! What makes an engine of Rhai safe, exact and deterministic: a table of steps, each with its reason.
//!
//! Every engine goes through [`harden`]. A test takes the steps out one by one and shows what goes wrong without each.

use rhai::{Dynamic, Engine, OptimizationLevel, Token};

use super::limits::{FUNCTIONS, Limits, VARIABLES};
use super::{list, meter, missing, natives, operators, record, series, text};

/// One step.
pub(super) struct Step {
    /// Its name.
    pub(super) name: &'static str,
    /// What goes wrong without it.
    pub(super) reason: &'static str,
    /// What it does.
    run: fn(&mut Engine, &Limits),
}

/// Makes a step.
const fn step(name: &'static str, reason: &'static str, run: fn(&mut Engine, &Limits)) -> Step {
    Step { name, reason, run }
}

/// The step that puts lists and records of our own in the place of Rhai's.
pub(super) const OWN: &str = "own lists and records";

/// The step that forbids functions without a name. Analyses do without it: they filter and rank by such functions, end
/// with the program, and all that they make is counted.
pub(super) const CLOSURES: &str = "no closures";

/// The steps, in their order.
pub(super) const STEPS: &[Step] =
    &[
        step("operations", "an endless loop never ends", |engine, _| {
            engine.on_progress(|_| meter::tick().map(Dynamic::from));
        }),
        step(
            "call depth",
            "a function that calls itself fills the stack; the usual limit is another one in debug builds",
            |engine, limits| {
                // What the host calls stands one level deeper than what statements call.
                engine.set_max_call_levels(limits.call_depth.saturating_add(1));
            },
        ),
        step(
            "expression depth",
            "brackets in brackets fill the stack; the usual limit is another one in debug builds",
            |engine, limits| {
                engine.set_max_expr_depths(limits.expression_depth, limits.expression_depth);
            },
        ),
        step("variables", "variables are not bounded", |engine, _| {
            engine.set_max_variables(VARIABLES);
        }),
        step(
            CLOSURES,
            "what a closure holds on to is shared, and can form a circle that is never given up",
            |engine, _| {
                engine.set_allow_anonymous_fn(false);
                disable(engine, &["|"]);
            },
        ),
        step("functions of a script", "functions are not bounded", |engine, _| {
            engine.set_max_functions(FUNCTIONS);
        }),
        step("texts of pieces", "a text that is put together in backquotes is not counted", |engine, limits| {
            engine.set_max_string_size(limits.text());
        }),
        step(
            "registered operators",
            "Rhai's own operators go before registered ones, and say false of unlike values",
            |engine, _| {
                engine.set_fast_operators(false);
            },
        ),
        step("arithmetic", "a division by zero passes, and an infinite result goes on", |engine, _| {
            operators::arithmetic(engine)
        }),
        step("comparisons", "numbers are compared by a tolerance that is not the rule language's", |engine, _| {
            operators::comparisons(engine);
        }),
        step("unlike values", "a missing value compared with a number says false", |engine, _| {
            operators::unlike_values(engine)
        }),
        step("one sort of number", "1/2 is 0", |engine, _| {
            operators::whole_numbers(engine);
            #[expect(deprecated, reason = "marked as volatile; there is no other way to read 1 as 1.0")]
            engine.on_parse_token(|token, place, _| {
                if super::literal::first_reading(&token, place) { token } else { whole_as_float(token) }
            });
        }),
        step("unknown variables", "a misspelt variable is found only when it is reached", |engine, _| {
            engine.set_strict_variables(true);
        }),
        step("one meaning of a name", "a variable can hide another one of the same name", |engine, _| {
            engine.set_allow_shadowing(false);
        }),
        step("no code out of texts", "`eval` runs what no checker has seen", |engine, _| disable(engine, &["eval"])),
        step("no hidden calls", "a function that is named by a text is not found by the checker", |engine, _| {
            disable(engine, &["Fn", "call", "curry", "is_def_fn", "is_def_var", "is_shared", "type_of"]);
        }),
        step("errors are not swallowed", "`try` swallows errors", |engine, _| disable(engine, &["try", "catch"])),
        step("no silent nothing", "`??`, `?.` and `?[` go on with nothing where something is missing", |engine, _| {
            disable(engine, &["??", "?.", "?["]);
        }),
        step("no bits", "`&`, `^`, `<<` and `>>` work on whole numbers, of which there are none", |engine, _| {
            disable(engine, &["<<", ">>", "^", "&", "<<=", ">>=", "^=", "&=", "|="]);
        }),
        step("nothing folded", "the optimizer computes with other operators than the script", |engine, _| {
            engine.set_optimization_level(OptimizationLevel::None);
        }),
        step(
            OWN,
            "lists and maps of Rhai are copied without being counted, and an unknown entry is nothing",
            |engine, _| {
                list::register(engine);
                record::register(engine);
            },
        ),
        step("functions of every script", "an engine without packages has none", |engine, _| {
            missing::register(engine);
            series::register(engine);
            text::register(engine);
            natives::register(engine);
        }),
    ];

fn disable(engine: &mut Engine, symbols: &[&str]) {
    for symbol in symbols {
        engine.disable_symbol(*symbol);
    }
}

fn whole_as_float(token: Token) -> Token {
    match token {
        Token::IntegerConstant(whole) => {
            #[expect(clippy::cast_precision_loss, reason = "numbers are floats, as in every spreadsheet")]
            let float = whole as f64;
            Token::FloatConstant(Box::new((float.into(), whole.to_string().as_str().into())))
        }
        other => other,
    }
}

/// What is done to make an engine safe, exact and deterministic: each step with what goes wrong without it.
pub fn hardening() -> impl Iterator<Item = (&'static str, &'static str)> {
    STEPS.iter().map(|step| (step.name, step.reason))
}

/// Hardens an engine.
pub(super) fn harden(engine: &mut Engine, limits: &Limits) {
    harden_without(engine, limits, "");
}

/// Hardens an engine but for one step: for analyses, and for the tests, which show what the step is for.
pub(super) fn harden_without(engine: &mut Engine, limits: &Limits, left_out: &str) {
    for step in STEPS.iter().filter(|step| step.name != left_out) {
        (step.run)(engine, limits);
    }
}
