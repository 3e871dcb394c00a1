//! Why a plan cannot be made, or not be run.

/// Why a plan cannot be made, or not be run.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// A column names no item of the rules.
    UnknownItem {
        /// The name.
        item: String,
    },
    /// Two columns name the same item and year.
    Twice {
        /// The name.
        item: String,
    },
    /// A column's unit cannot be read, or is of another kind than the item's.
    Unit {
        /// The item.
        item: String,
        /// The column's unit.
        unit: String,
    },
    /// There are not as many columns as the plan was made for.
    Columns {
        /// How many there are.
        got: usize,
        /// How many the plan was made for.
        wanted: usize,
    },
    /// Columns are not of one length.
    Lengths,
    /// There are not as many numbers drawn as the plan was made for.
    Drawn {
        /// How many there are.
        got: usize,
        /// How many the plan was made for.
        wanted: usize,
    },
    /// The rules name members of a cohort, and the rows have no names, or not as many as there are rows.
    Names,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::UnknownItem { item } => write!(out, "the rules have no item `{item}`"),
            Self::Twice { item } => write!(out, "two columns are figures of `{item}` in one year"),
            Self::Unit { item, unit } => write!(out, "figures of `{item}` cannot be in `{unit}`"),
            Self::Columns { got, wanted } => write!(out, "there are {got} columns, the plan was made for {wanted}"),
            Self::Lengths => out.write_str("the columns are not of one length"),
            Self::Drawn { got, wanted } => write!(out, "{got} numbers are drawn, the plan was made for {wanted}"),
            Self::Names => out.write_str("the rules name members of a cohort, so every row needs a name"),
        }
    }
}

impl std::error::Error for Problem {}
