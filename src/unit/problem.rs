//! What can be wrong with a unit, in words.

/// Why a unit could not be read, declared or looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitProblem {
    /// No unit has that name.
    Unknown {
        /// The name as written.
        name: String,
        /// Where it stands, in bytes of its source text.
        at: (u32, u32),
        /// The known name that was probably meant.
        nearest: Option<String>,
    },
    /// A unit is declared under a name that another one has.
    Taken {
        /// The name.
        name: String,
        /// What has the name already, in words.
        by: String,
    },
    /// `of` stands after something that has no substance: a share, a number, money, a counted thing.
    OutOfPlace {
        /// The unit before `of`.
        name: String,
        /// The word after `of`.
        substance: String,
        /// Where the unit stands, in bytes of its source text.
        at: (u32, u32),
    },
    /// A unit is taken 0 times.
    Zero {
        /// The unit after the 0.
        name: String,
        /// Where it stands, in bytes of its source text.
        at: (u32, u32),
    },
    /// Two currencies stand in one unit.
    TwoCurrencies {
        /// The currency that stands first.
        first: String,
        /// The other one.
        second: String,
        /// Where the other one stands, in bytes of its source text.
        at: (u32, u32),
    },
    /// The text does not read as a unit.
    Unreadable {
        /// The part that does not fit; empty where something is missing at the end.
        part: String,
        /// Where it stands, in bytes of the text.
        at: (u32, u32),
        /// What to write instead.
        advice: String,
    },
}

impl UnitProblem {
    /// The code of the finding.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "unit::name::unknown",
            Self::Taken { .. } => "unit::name::taken",
            Self::OutOfPlace { .. } => "unit::substance::out_of_place",
            Self::Zero { .. } => "unit::number::zero",
            Self::TwoCurrencies { .. } => "unit::money::two_currencies",
            Self::Unreadable { .. } => "unit::text::unreadable",
        }
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Unknown { name, .. } => format!("there is no unit `{name}`"),
            Self::Taken { name, by } => format!("the unit `{name}` exists already: it is {by}"),
            Self::OutOfPlace { name, substance, .. } => format!("`{name}` cannot be `of {substance}`"),
            Self::Zero { name, .. } => format!("`{name}` is taken 0 times"),
            Self::TwoCurrencies { first, second, .. } => {
                format!("`{first}` and `{second}` stand in one unit")
            }
            Self::Unreadable { part, .. } if part.is_empty() => "the unit is not complete".to_owned(),
            Self::Unreadable { part, .. } => format!("`{part}` does not fit into a unit"),
        }
    }

    /// What to type.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        Some(match self {
            Self::Unknown { nearest: Some(nearest), .. } => format!("did you mean `{nearest}`?"),
            Self::Unknown { name, .. } => format!("declare what is counted: `unit {name}`"),
            Self::Taken { .. } => "give the new unit another name, or leave its declaration out".to_owned(),
            Self::OutOfPlace { name, substance, .. } if ["%", "ratio", "per_mille", "pp"].contains(&name.as_str()) => {
                format!("write `{name}` alone; the formula or `about` says that it is a share of {substance}")
            }
            Self::OutOfPlace { substance, .. } => {
                format!("`of` names a substance, as in `t of CO2e`; for a counted thing declare `unit {substance}`")
            }
            Self::Zero { .. } => "write a number above 0, as in `per 100_000 inhabitants`".to_owned(),
            Self::TwoCurrencies { .. } => {
                "keep one currency in a unit; a figure in another one needs a dated `rate`".to_owned()
            }
            Self::Unreadable { advice, .. } => advice.clone(),
        })
    }

    /// Where the slip is, in bytes of the source text; nothing for a declaration.
    #[must_use]
    pub fn at(&self) -> Option<(u32, u32)> {
        match self {
            Self::Taken { .. } => None,
            Self::Unknown { at, .. }
            | Self::OutOfPlace { at, .. }
            | Self::Zero { at, .. }
            | Self::TwoCurrencies { at, .. }
            | Self::Unreadable { at, .. } => Some(*at),
        }
    }

    /// Fills in the name that was probably meant, where none is known yet.
    #[must_use]
    pub fn suggest<'a>(mut self, find: impl FnOnce(&str) -> Option<&'a str>) -> Self {
        if let Self::Unknown { name, nearest, .. } = &mut self
            && nearest.is_none()
        {
            *nearest = find(name).map(str::to_owned);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::UnitProblem;

    #[test]
    fn an_unknown_name_gets_its_suggestion() {
        let problem = UnitProblem::Unknown { name: "housholds".into(), at: (0, 9), nearest: None };
        assert_eq!(problem.help().unwrap(), "declare what is counted: `unit housholds`");
        let problem = problem.suggest(|_| Some("households"));
        assert_eq!(problem.message(), "there is no unit `housholds`");
        assert_eq!(problem.help().unwrap(), "did you mean `households`?");
        assert_eq!(problem.at(), Some((0, 9)));
    }

    #[test]
    fn a_share_of_something_is_told_to_stand_alone() {
        let problem = UnitProblem::OutOfPlace { name: "%".into(), substance: "households".into(), at: (0, 1) };
        assert_eq!(problem.message(), "`%` cannot be `of households`");
        assert!(problem.help().unwrap().starts_with("write `%` alone"));
    }
}
