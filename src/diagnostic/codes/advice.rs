//! What is said of recommendations, checks, tests, limits and packs.

use super::Code;

/// What is said of recommendations, checks, tests, limits and packs.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "check::nothing",
        title: "a check that requires nothing",
        explanation: "A check has at least one `require` or one `note`.",
        wrong: "check adds_up \"Adds up\" { source \"…\" }",
        cure: "check adds_up \"Adds up\" { require a = b else warn \"…\" }",
    },
    Code {
        code: "check::severity",
        title: "no such severity",
        explanation: "A finding of a check weighs `info`, `warn` or `reject`.",
        wrong: "require a = b else fatal \"…\"",
        cure: "require a = b else warn \"…\"",
    },
    Code {
        code: "limit::by",
        title: "no such order",
        explanation: "Recommendations are ranked by `priority`, `shortfall` and `effect`.",
        wrong: "limit topics 4 by size",
        cure: "limit topics 4 by priority, shortfall",
    },
    Code {
        code: "limit::effect",
        title: "effects that cannot be ranked",
        explanation: "Recommendations are ranked by their effects only where those are of one kind: tonnes against \
                      tonnes, shares against shares.",
        wrong: "limit recommendations 5 by effect, where one saves tonnes and another minutes",
        cure: "let all effects be on the same KPI, or on scores",
    },
    Code {
        code: "limit::what",
        title: "nothing to limit",
        explanation: "A limit counts `recommendations`, or the values of a facet in the plural.",
        wrong: "limit themes 4 by priority",
        cure: "limit topics 4 by priority",
    },
    Code {
        code: "pack::circle",
        title: "packs that extend each other",
        explanation: "The packs extend each other in a circle.",
        wrong: "a extends b, b extends a",
        cure: "take one `extends` away",
    },
    Code {
        code: "pack::city",
        title: "a city in a pack",
        explanation: "Cities live in folders of their own.",
        wrong: "city … in rules/",
        cure: "move it to `cities/NAME/city.kpi`",
    },
    Code {
        code: "pack::language",
        title: "a newer language",
        explanation: "The pack is written in a later version of the language than this program reads.",
        wrong: "language 9",
        cure: "take a newer program",
    },
    Code {
        code: "pack::unknown",
        title: "no such pack",
        explanation: "The pack is not in the folders of rules.",
        wrong: "uses u4scc",
        cure: "uses u4ssc",
    },
    Code {
        code: "recommend::effect",
        title: "an effect on what is no number",
        explanation: "An effect is how far a number moves: the value of a KPI, a score, the score of a roll-up.",
        wrong: "effect on water_loss.band with water_loss = 9 %",
        cure: "effect on water_loss.score with water_loss = 9 %",
    },
    Code {
        code: "recommend::never",
        title: "a recommendation without a trigger",
        explanation: "It would never be given.",
        wrong: "recommend a \"A\" { action b \"…\" }",
        cure: "when CONDITION, or when always",
    },
    Code {
        code: "recommend::no_action",
        title: "a recommendation without an action",
        explanation: "It says nothing that the city could do.",
        wrong: "recommend a \"A\" { when always }",
        cure: "action plan \"…\"",
    },
    Code {
        code: "recommend::priority",
        title: "no such priority",
        explanation: "Priorities are high, medium and low.",
        wrong: "priority urgent",
        cure: "priority high",
    },
    Code {
        code: "resource::unknown",
        title: "no such resource",
        explanation: "The resource is not declared.",
        wrong: "resource water_conv",
        cure: "resource water_convention",
    },
    Code {
        code: "test::expect",
        title: "an expectation in the wrong order",
        explanation: "In a test the item comes first.",
        wrong: "expect at least 5 %",
        cure: "expect x >= 5 %",
    },
    Code {
        code: "test::given",
        title: "this cannot be given",
        explanation: "A test gives figures, `.points` or `.score`.",
        wrong: "given x.band = low",
        cure: "given x.points = 1",
    },
    Code {
        code: "test::nothing",
        title: "a test that cannot fail",
        explanation: "A test expects something.",
        wrong: "test \"a\" { given x = 5 % }",
        cure: "expect …",
    },
    Code {
        code: "test::unknown",
        title: "no such recommendation or check",
        explanation: "The test names something that no pack declares.",
        wrong: "expect given water_netwoks",
        cure: "expect given water_networks",
    },
];
