//! What a study of robustness varies.

use super::tree::{Expr, Name};

/// What is varied, and how far.
#[derive(Debug, Clone, PartialEq)]
pub enum Vary {
    /// `weight of dimension by 25 %`, `weight of dimension: economy by 25 %`, `weight of kpis by 25 %`
    Weight {
        /// A facet, `kpis` or `points`.
        of: Name,
        /// One value of the facet; all where nothing is said.
        value: Option<Name>,
        /// How far.
        by: Expr,
    },
    /// `score among SCORE, SCORE`: the score of the pack.
    Score {
        /// The scores.
        among: Vec<Expr>,
    },
    /// `impute among none, mean(value)`, `treat among none, winsorise(value)`: the step of the pack.
    Step {
        /// `treat`; else `impute`.
        treats: bool,
        /// The ways, `none` among them.
        among: Vec<Expr>,
    },
    /// `rollup dimension among mean, median`; of several roll-ups all take the same.
    Rollup {
        /// The roll-ups.
        rollups: Vec<Name>,
        /// Functions of roll-ups, or formulas over the members.
        among: Vec<Expr>,
    },
    /// `data by 5 %`, `data by quality survey 3 %, else 10 %`
    Data {
        /// How far, whatever the grade.
        by: Option<Expr>,
        /// How far for each grade; without a name for all others.
        grades: Vec<(Option<Name>, Expr)>,
    },
    /// `targets by 10 %`, `starts by 10 %`
    Goals {
        /// Targets; else starts.
        targets: bool,
        /// How far.
        by: Expr,
    },
    /// `parameter NAME by 10 %`
    Parameter {
        /// The parameter.
        name: Name,
        /// How far.
        by: Expr,
    },
}
