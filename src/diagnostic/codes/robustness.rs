//! Slips of the family `robustness`.

use super::Code;

/// The family `robustness`.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "robustness::condition",
        title: "a variation with a condition",
        explanation: "What a study varies holds for all of it. Another time or another case is another study.",
        wrong: "vary data by 5 % from 2020",
        cure: "vary data by 5 %",
    },
    Code {
        code: "robustness::grade",
        title: "no such grade",
        explanation: "Errors of data go by the grade of each figure: `measured`, `survey`, `extrapolated`, `estimated`, \
                      `personal`, `unknown`; `else` stands for all others, those without a grade among them.",
        wrong: "vary data by quality mesured 1 %",
        cure: "vary data by quality measured 1 %, else 10 %",
    },
    Code {
        code: "robustness::nothing",
        title: "a study that varies nothing",
        explanation: "It would give the same result every time.",
        wrong: "robustness \"Sure?\" { replicates 100 }",
        cure: "robustness \"Sure?\" { vary data by 5 % }",
    },
    Code {
        code: "robustness::parameter",
        title: "no such parameter",
        explanation: "The parameter that is varied is not declared.",
        wrong: "vary parameter loss_limt by 10 %",
        cure: "vary parameter loss_limit by 10 %",
    },
    Code {
        code: "robustness::replicates",
        title: "too few or too many replicates",
        explanation: "A median and a range need two replicates at least. Beyond a million nothing is gained.",
        wrong: "replicates 1",
        cure: "replicates 1_000",
    },
    Code {
        code: "robustness::rollup",
        title: "no such roll-up",
        explanation: "The roll-up whose function is varied is not declared. One of several facets stands in quotes.",
        wrong: "vary rollup dimensions among mean, median",
        cure: "vary rollup dimension among mean, median",
    },
    Code {
        code: "robustness::share",
        title: "not varied by a share",
        explanation: "A weight, a figure or a target is varied by a share of itself: `by 25 %` is from three quarters to \
                      five quarters of it.",
        wrong: "vary targets by 3 min",
        cure: "vary targets by 10 %",
    },
    Code {
        code: "robustness::weight",
        title: "no such value",
        explanation: "The facet has no value of that name, so it has no weight.",
        wrong: "vary weight of dimension: economi by 25 %",
        cure: "vary weight of dimension: economy by 25 %",
    },
];
