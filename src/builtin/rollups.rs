//! The functions of roll-ups: one row each, which the checker and the reference manual read.

/// A function of roll-ups.
#[derive(Debug)]
pub struct RollupRow {
    /// Name.
    pub name: &'static str,
    /// The number that it takes, if it takes one.
    pub takes: Option<&'static str>,
    /// It may stand alone after `by`; else only over `members` in a formula.
    pub alone: bool,
    /// It may stand over `members` in a formula.
    pub over_members: bool,
    /// Definition, with weights *w* and numbers *x*.
    pub about: &'static str,
    /// What happens at the edges. Everywhere: one member is its own number (but with `copeland`), none is no number, and
    /// a weight of 0 takes a member out.
    pub edges: &'static str,
    /// Where the definition comes from.
    pub source: &'static str,
    /// What it makes of 20 % with the weight 1 and 80 % with the weight 3.
    pub example: &'static str,
}

const HANDBOOK: &str = "OECD and JRC, Handbook on Constructing Composite Indicators, 2008 (recalled)";

/// All functions of roll-ups.
pub const ROLLUPS: &[RollupRow] = &[
    RollupRow {
        name: "share_of_points",
        takes: None,
        alone: true,
        over_members: false,
        about: "Points earned over points that could be earned, each times the weight: Σ w·points / Σ w·most.",
        edges: "Members without points, or without a score, are out of both sides.",
        source: "U4SSC, verification reports: performance to benchmark",
        example: "depends on the bands",
    },
    RollupRow {
        name: "sum",
        takes: None,
        alone: true,
        over_members: true,
        about: "Σ w·x. Weights are not rescaled: what is missing is missing from the sum.",
        edges: "A sum over what is there is too low where something is missing; `require 100 % reported` refuses it.",
        source: "mathematics",
        example: "260 %",
    },
    RollupRow {
        name: "mean",
        takes: None,
        alone: true,
        over_members: true,
        about: "Weighted arithmetic mean: Σ w·x / Σ w. A weak member is made up for by a strong one.",
        edges: "",
        source: HANDBOOK,
        example: "65 %",
    },
    RollupRow {
        name: "geometric_mean",
        takes: None,
        alone: true,
        over_members: true,
        about: "Weighted geometric mean: exp(Σ w·ln x / Σ w). A weak member is made up for in part.",
        edges: "A member of 0 makes it 0: score from 1 on (`scaled`) where that is not meant. A member below 0 fails.",
        source: HANDBOOK,
        example: "56.6 %",
    },
    RollupRow {
        name: "harmonic_mean",
        takes: None,
        alone: true,
        over_members: true,
        about: "Weighted harmonic mean: Σ w / Σ (w / x). A weak member weighs heavily.",
        edges: "A member that is not above 0 fails.",
        source: HANDBOOK,
        example: "45.7 %",
    },
    RollupRow {
        name: "power_mean",
        takes: Some("P"),
        alone: true,
        over_members: true,
        about: "Weighted power mean: (Σ w·x^P / Σ w)^(1/P). 1 is the arithmetic mean, 0 the geometric, -1 the harmonic.",
        edges: "A member below 0 fails, and one of 0 where P is below 0.",
        source: "COINr, generalised mean",
        example: "`power_mean(2)`: 70 %",
    },
    RollupRow {
        name: "median",
        takes: None,
        alone: true,
        over_members: true,
        about: "The middle one, or the mean of the two in the middle. Weights do not matter.",
        edges: "",
        source: HANDBOOK,
        example: "50 %",
    },
    RollupRow {
        name: "min",
        takes: None,
        alone: true,
        over_members: true,
        about: "The smallest: nothing is made up for. Weights do not matter.",
        edges: "",
        source: HANDBOOK,
        example: "20 %",
    },
    RollupRow {
        name: "max",
        takes: None,
        alone: true,
        over_members: true,
        about: "The largest. Weights do not matter.",
        edges: "",
        source: "mathematics",
        example: "80 %",
    },
    RollupRow {
        name: "mean_of_worst",
        takes: Some("N"),
        alone: true,
        over_members: true,
        about: "The mean of the N smallest; of all, where there are fewer. Weights do not matter.",
        edges: "",
        source: "SDG Index, dashboards: the two worst indicators of a goal (recalled)",
        example: "`mean_of_worst(1)`: 20 %",
    },
    RollupRow {
        name: "copeland",
        takes: None,
        alone: true,
        over_members: false,
        about: "Pair by pair with the others that are evaluated together: 1 for each that is worse by more than half of \
                the weight, -1 for each that is better by more than half, 0 for one that is even; added up, a plain \
                number. Equal members give half of their weight to each side.",
        edges: "Of a pair only the members count that both have, their weights rescaled. What has too little (`require`) \
                has no number and is no opponent. Alone, before a frozen cohort, or where no other has a member in \
                common, it fails.",
        source: "COINr, Copeland aggregation; Copeland, A reasonable social welfare function, 1951 (recalled)",
        example: "depends on the others",
    },
    RollupRow {
        name: "deviation",
        takes: None,
        alone: false,
        over_members: true,
        about: "Weighted standard deviation of the whole population: √(Σ w·(x - mean)² / Σ w).",
        edges: "One member has 0.",
        source: "mathematics",
        example: "26 %",
    },
    RollupRow {
        name: "count",
        takes: None,
        alone: false,
        over_members: true,
        about: "How many members are there, with a weight above 0.",
        edges: "",
        source: "mathematics",
        example: "2",
    },
];

#[cfg(test)]
mod tests {
    use crate::builtin::{deviation, geometric_mean, harmonic_mean, mean, mean_of_worst, median, power_mean, sum};

    const TWO: [(f64, f64); 2] = [(0.2, 1.0), (0.8, 3.0)];

    #[test]
    fn the_examples_of_the_table_are_right() {
        let shown = |number: f64| crate::unit::format_number(number * 100.0, 3);
        let row = |name: &str| super::ROLLUPS.iter().find(|row| row.name == name).unwrap().example;
        let found = [
            ("sum", sum(TWO.iter().map(|(x, w)| x * w))),
            ("mean", mean(&TWO)),
            ("geometric_mean", geometric_mean(&TWO).unwrap()),
            ("harmonic_mean", harmonic_mean(&TWO).unwrap()),
            ("power_mean", power_mean(&TWO, 2.0).unwrap()),
            ("median", median(&TWO)),
            ("mean_of_worst", mean_of_worst(&TWO, 1)),
            ("deviation", deviation(&TWO)),
        ];
        for (name, number) in found {
            assert!(row(name).ends_with(&format!("{} %", shown(number))), "{name}: {}", shown(number));
        }
    }
}
