//! Slips of the family `suppose`: what is supposed of a city on the command line.

use super::Code;

/// The family `suppose`.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "suppose::broken",
        title: "what is supposed cannot be read",
        explanation: "What is supposed is an item and its value, with `=` between them; in front of the item may stand \
                      `weight of`, `target of` or `start of`.",
        wrong: "--set \"water_loss 9 %\"",
        cure: "--set \"water_loss = 9 %\"",
    },
    Code {
        code: "suppose::edge",
        title: "an edge where a value belongs",
        explanation: "A figure, a weight and a start are one value. Only a target has an edge.",
        wrong: "--set \"water_loss = at most 9 %\"",
        cure: "--set \"water_loss = 9 %\", or --set \"target of water_loss = at most 9 %\"",
    },
    Code {
        code: "suppose::part",
        title: "a result is supposed",
        explanation: "A score, a band or points follow from figures and rules. What they rest on can be supposed.",
        wrong: "--set \"water_loss.score = 90 %\"",
        cure: "--set \"water_loss = 9 %\"",
    },
    Code {
        code: "suppose::side",
        title: "a target without a side",
        explanation: "Neither a target that the item has nor its direction says on which side of the value it is met.",
        wrong: "--set \"target of water_use = 100 L\"",
        cure: "--set \"target of water_use = at most 100 L\"",
    },
    Code {
        code: "suppose::unknown",
        title: "nothing of that name",
        explanation: "Neither an item nor a parameter has the name.",
        wrong: "--set \"water_los = 9 %\"",
        cure: "--set \"water_loss = 9 %\"",
    },
    Code {
        code: "suppose::weight",
        title: "nothing of that name has a weight",
        explanation: "KPIs, points and values of facets have weights. Where several facets have a value of that name, \
                      the facet goes before it.",
        wrong: "--set \"weight of economi = 2\"",
        cure: "--set \"weight of dimension: economy = 2\"",
    },
    Code {
        code: "suppose::what",
        title: "this cannot be supposed",
        explanation: "Figures and parameters can be supposed; tables, references, functions and roll-ups cannot.",
        wrong: "--set \"response_target = 8 min\"",
        cure: "--set \"response_limit = 8 min\", where `response_limit` is a parameter",
    },
];
