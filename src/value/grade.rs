//! How far a figure can be relied on: its status, and the grade of its quality. Both are ordered, best first.

/// Where a figure stands in the verification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// A verifier has confirmed it.
    Verified,
    /// The city has reported it.
    Reported,
    /// A verifier could not confirm it. It is shown, with that caveat.
    NotVerified,
    /// There is no figure.
    NotReported,
    /// The question does not apply to the place.
    NotApplicable,
    /// A verifier has refused it.
    Rejected,
}

impl Status {
    /// All, best first.
    pub const ALL: [Self; 6] =
        [Self::Verified, Self::Reported, Self::NotVerified, Self::NotReported, Self::NotApplicable, Self::Rejected];

    /// The word of the language and of data files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Verified => "verified",
            Self::Reported => "reported",
            Self::NotVerified => "not_verified",
            Self::NotReported => "not_reported",
            Self::NotApplicable => "not_applicable",
            Self::Rejected => "rejected",
        }
    }

    /// The key of its words for people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Verified => "status_verified",
            Self::Reported => "status_reported",
            Self::NotVerified => "status_not_verified",
            Self::NotReported => "status_not_reported",
            Self::NotApplicable => "status_not_applicable",
            Self::Rejected => "status_rejected",
        }
    }

    /// The status of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }

    /// Whether a figure of this status enters formulas.
    #[must_use]
    pub fn counts(self) -> bool {
        self <= Self::NotVerified
    }
}

/// How a figure was obtained, as the city grades it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// Accurate measurement.
    Measured,
    /// Extrapolated from a survey.
    Survey,
    /// Extrapolated from data of a higher level.
    Extrapolated,
    /// Estimated on assumptions.
    Estimated,
    /// Somebody's own estimate.
    Personal,
    /// The method is not known.
    Unknown,
}

impl Quality {
    /// All, best first.
    pub const ALL: [Self; 6] =
        [Self::Measured, Self::Survey, Self::Extrapolated, Self::Estimated, Self::Personal, Self::Unknown];

    /// The word of the language and of data files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Measured => "measured",
            Self::Survey => "survey",
            Self::Extrapolated => "extrapolated",
            Self::Estimated => "estimated",
            Self::Personal => "personal",
            Self::Unknown => "unknown",
        }
    }

    /// The key of its words for people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Measured => "quality_measured",
            Self::Survey => "quality_survey",
            Self::Extrapolated => "quality_extrapolated",
            Self::Estimated => "quality_estimated",
            Self::Personal => "quality_personal",
            Self::Unknown => "quality_unknown",
        }
    }

    /// The grade of that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|quality| quality.word() == word)
    }
}
