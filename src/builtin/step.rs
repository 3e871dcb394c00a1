//! The steps before the score: one row for each way to impute and to treat, which the checker and the reference read.

/// The clause in which a way stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepClause {
    /// `impute`
    Impute,
    /// `treat`
    Treat,
}

impl StepClause {
    /// As it is written.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Impute => "impute",
            Self::Treat => "treat",
        }
    }
}

/// One way to impute or to treat.
#[derive(Debug)]
pub struct StepWay {
    /// Its clause.
    pub clause: StepClause,
    /// Name.
    pub name: &'static str,
    /// Names of its arguments after the value; those in `optional` have a name before a colon.
    pub arguments: &'static [&'static str],
    /// Arguments that may be left out, with what is taken then.
    pub optional: &'static [(&'static str, &'static str)],
    /// Definition.
    pub about: &'static str,
    /// What it does where the definition has no answer.
    pub edges: &'static str,
    /// Where the definition comes from.
    pub source: &'static str,
}

const HANDBOOK: &str = "OECD and JRC, Handbook on Constructing Composite Indicators, 2008, chapter 1.3";
const COINR: &str = "as COINr 1.1.14 (MIT) computes it, confirmed cell by cell by a second implementation";

const fn impute(
    name: &'static str,
    arguments: &'static [&'static str],
    about: &'static str,
    edges: &'static str,
) -> StepWay {
    StepWay { clause: StepClause::Impute, name, arguments, optional: &[], about, edges, source: HANDBOOK }
}

const fn treat(
    name: &'static str,
    optional: &'static [(&'static str, &'static str)],
    about: &'static str,
    edges: &'static str,
) -> StepWay {
    StepWay { clause: StepClause::Treat, name, arguments: &[], optional, about, edges, source: COINR }
}

/// All ways to impute and to treat.
pub const STEP_WAYS: &[StepWay] = &[
    impute(
        "facet_mean",
        &["facet"],
        "From the city's other KPIs with the same value of a facet: the mean of their places between the worst and the \
         best member, put back between the worst and the best of this KPI.",
        "Where none of the others has a value or a spread, it stays missing.",
    ),
    impute(
        "group_mean",
        &["input"],
        "The mean of the members whose input has the same word.",
        "Where nobody in the group has a value, or the word is not known, it stays missing.",
    ),
    impute(
        "group_median",
        &["input"],
        "The median of the members whose input has the same word.",
        "Where nobody in the group has a value, or the word is not known, it stays missing.",
    ),
    impute(
        "latest",
        &[],
        "The city's own latest value of an earlier year.",
        "Without an earlier value it stays missing.",
    ),
    impute(
        "linear",
        &[],
        "On the straight line between the city's own values before and after the year.",
        "Without a value on both sides it stays missing: nothing is carried beyond what was reported.",
    ),
    impute("mean", &[], "The mean of the members of the cohort.", "Where nobody has a value, it stays missing."),
    impute("median", &[], "The median of the members of the cohort.", "Where nobody has a value, it stays missing."),
    treat(
        "box_cox",
        &[("exponent", "the most likely one")],
        "Every value becomes (y ^ exponent - 1) / exponent, and ln y for the exponent 0, where y is the distance from \
         the least value plus a hundredth of the range. Without an exponent the most likely one between -2 and 2.",
        "Values without a range stay as they are.",
    ),
    treat(
        "logarithm",
        &[],
        "Every value becomes ln(x - least + 0.01 * (most - least)).",
        "Values without a range stay as they are.",
    ),
    treat(
        "winsorise",
        &[("up_to", "5"), ("skewness", "2"), ("kurtosis", "3.5"), ("otherwise", "logarithm")],
        "Values pass when their skewness lies below `skewness` in size or their excess kurtosis below `kurtosis` (G1 \
         and G2). Where they do not, the outermost value on the side of the skew, with its equals, is drawn in to the \
         next one, and they are looked at again, until they pass or `up_to` values are drawn in. Where they still fail, \
         `otherwise` says what is done with all of them as they were: `logarithm`, `box_cox` or `none`.",
        "Fewer than four values, or values without spread, pass.",
    ),
];

/// The row of a way.
#[must_use]
pub fn find_step(clause: StepClause, name: &str) -> Option<&'static StepWay> {
    STEP_WAYS.iter().find(|way| way.clause == clause && way.name == name)
}
