//! The functions that look at others: one row each, which the checker, the evaluator and the reference manual all read.
//!
//! Where lower is better, the value, the members and what they are compared with are negated before anything else.

use super::distribution::{Distribution, count};

/// What a function takes besides the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// Nothing, or the two ends of the scale of its results.
    Scale,
    /// A value of the same kind.
    Like,
    /// A share.
    Share,
}

/// What a function gives, in kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// A share.
    Share,
    /// A plain number.
    Plain,
    /// What the ends of its scale are; a share without them.
    Scale,
    /// The kind of the value.
    Like,
}

/// What a function looks at.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The value.
    pub value: f64,
    /// The values of the members.
    pub members: &'a Distribution,
    /// What it takes besides.
    pub arguments: &'a [f64],
}

/// One function that looks at others.
#[derive(Debug)]
pub struct Looking {
    /// Name.
    pub name: &'static str,
    /// Names of its arguments.
    pub arguments: &'static [&'static str],
    /// What it takes besides the value.
    pub takes: Takes,
    /// Kinds.
    pub gives: Gives,
    /// Which side is better counts: where lower is better, everything is negated first.
    pub directed: bool,
    /// A `most:` may hold its result down.
    pub capped: bool,
    /// It looks at the worst and the best member alone.
    pub ends: bool,
    /// Definition, in one or two sentences.
    pub about: &'static str,
    /// What it does where the definition has no answer.
    pub edges: &'static str,
    /// Where the definition comes from.
    pub source: &'static str,
    /// An example, and what it gives.
    pub example: (&'static str, &'static str),
    /// The computation; or why it fails. At least one member has a value.
    pub body: fn(&Standing<'_>) -> Result<f64, &'static str>,
}

const HANDBOOK: &str = "OECD and JRC, Handbook on Constructing Composite Indicators, 2008, chapter 1.5";
const COINR: &str = "as COINr 1.1.14 (MIT) computes it, confirmed cell by cell by a second implementation";

/// All functions that look at others.
pub const LOOKING: &[Looking] = &[
    Looking {
        name: "borda",
        arguments: &["value"],
        takes: Takes::Nothing,
        gives: Gives::Plain,
        directed: true,
        capped: false,
        ends: false,
        about: "How many members it is better than: its rank from the worst, less one.",
        edges: "Equal values share the smaller number. One member alone has 0.",
        source: COINR,
        example: ("borda(value)", "2 for the third from below"),
        body: |at| Ok(count(at.members.below(at.value))),
    },
    Looking {
        name: "distance_to_maximum",
        arguments: &["value"],
        takes: Takes::Nothing,
        gives: Gives::Share,
        directed: true,
        capped: false,
        ends: true,
        about: "The share of the way from the worst member to the best: 1 - (best - x) / (best - worst).",
        edges: "Members that are all equal have no way between them: missing.",
        source: COINR,
        example: ("distance_to_maximum(value)", "75 % at 8 between 2 and 10"),
        body: |at| way(at, at.members.most().unwrap_or(at.value), "why_no_spread"),
    },
    Looking {
        name: "distance_to_reference",
        arguments: &["value", "reference"],
        takes: Takes::Like,
        gives: Gives::Share,
        directed: true,
        capped: true,
        ends: true,
        about: "The share of the way from the worst member to a reference: (x - worst) / (reference - worst). Better \
                than the reference is more than 100 %, unless `most: 100 %` holds it down.",
        edges: "A reference that is the worst value itself: missing.",
        source: COINR,
        example: ("distance_to_reference(value, 10 min)", "120 % at 8 min, the worst being 20 min"),
        body: |at| way(at, at.arguments.first().copied().unwrap_or(at.value), "why_reference_is_worst"),
    },
    Looking {
        name: "distance_to_target",
        arguments: &["value", "target"],
        takes: Takes::Like,
        gives: Gives::Share,
        directed: true,
        capped: true,
        ends: true,
        about: "The share of the way from the worst member to the target: (x - worst) / (target - worst). Better than \
                the target is more than 100 %, unless `most: 100 %` holds it down.",
        edges: "A target that is the worst value itself: missing. Without a target there is no score.",
        source: COINR,
        example: ("distance_to_target(value, target, most: 100 %)", "100 % where the target is reached"),
        body: |at| way(at, at.arguments.first().copied().unwrap_or(at.value), "why_target_is_worst"),
    },
    Looking {
        name: "min_max",
        arguments: &["value", "least", "most"],
        takes: Takes::Scale,
        gives: Gives::Scale,
        directed: true,
        capped: false,
        ends: true,
        about: "The place between the worst member and the best, on the scale from `least` to `most`: (x - worst) / \
                (best - worst) * (most - least) + least. Without a scale 0 to 100 %.",
        edges: "Members that are all equal, so one alone too: missing. A value that is no member may come out below \
                `least` or above `most`.",
        source: HANDBOOK,
        example: ("min_max(value, 0, 100)", "75 at 8 between 2 and 10"),
        body: min_max,
    },
    Looking {
        name: "percentile",
        arguments: &["value", "share"],
        takes: Takes::Share,
        gives: Gives::Like,
        directed: false,
        capped: false,
        ends: false,
        about: "The value below which a share of the members lies, by linear interpolation between neighbours (R type \
                7). It goes by size, whichever side is better.",
        edges: "A share below 0 or above 100 %: missing. One member is every percentile.",
        source: "Hyndman and Fan, Sample Quantiles in Statistical Packages, 1996, definition 7",
        example: ("percentile(value, 97.5 %)", "9.55 of 1 to 10 at 95 %"),
        body: |at| match at.arguments {
            [share] if (0.0..=1.0).contains(share) => at.members.quantile(*share).ok_or("why_nobody"),
            _ => Err("why_percentile"),
        },
    },
    Looking {
        name: "percentile_rank",
        arguments: &["value"],
        takes: Takes::Nothing,
        gives: Gives::Share,
        directed: true,
        capped: false,
        ends: false,
        about: "The share of the other members that it is better than: (rank from the worst - 1) / (members - 1).",
        edges: "Equal values share the smaller rank. One member alone: missing. A value that is no member and better \
                than all has 100 %.",
        source: COINR,
        example: ("percentile_rank(value)", "50 % in the middle of three"),
        body: |at| {
            let others = at.members.members().saturating_sub(1);
            if others == 0 {
                Err("why_one_member")
            } else {
                Ok((count(at.members.below(at.value)) / count(others)).min(1.0))
            }
        },
    },
    Looking {
        name: "rank",
        arguments: &["value"],
        takes: Takes::Nothing,
        gives: Gives::Plain,
        directed: true,
        capped: false,
        ends: false,
        about: "Its rank from the worst member, which has 1, so that more is better as with every other score.",
        edges: "Equal values share the smallest rank. One member alone has 1.",
        source: HANDBOOK,
        example: ("rank(value)", "3 for the third from below"),
        body: |at| Ok(count(at.members.below(at.value)) + 1.0),
    },
    Looking {
        name: "share_of_maximum",
        arguments: &["value"],
        takes: Takes::Nothing,
        gives: Gives::Share,
        directed: true,
        capped: false,
        ends: true,
        about: "The value over that of the best member.",
        edges: "A best member of 0: missing. Values below 0 give shares of another sign.",
        source: COINR,
        example: ("share_of_maximum(value)", "80 % at 8 of 10"),
        body: |at| match at.members.most() {
            Some(most) if most != 0.0 => Ok(at.value / most),
            _ => Err("why_best_is_zero"),
        },
    },
    Looking {
        name: "z_score",
        arguments: &["value"],
        takes: Takes::Nothing,
        gives: Gives::Plain,
        directed: true,
        capped: false,
        ends: false,
        about: "How many standard deviations it lies above the mean of the members; the deviation is that of the \
                sample (divided by members - 1).",
        edges: "Members that are all equal, so one alone too: missing.",
        source: HANDBOOK,
        example: ("z_score(value)", "0 at the mean"),
        body: |at| {
            let deviation = at.members.deviation();
            if deviation > 0.0 { Ok((at.value - at.members.mean()) / deviation) } else { Err("why_no_spread") }
        },
    },
];

/// The place of a function that looks at others.
#[must_use]
pub fn find_looking(name: &str) -> Option<(u16, &'static Looking)> {
    let place = LOOKING.iter().position(|row| row.name == name)?;
    Some((u16::try_from(place).ok()?, LOOKING.get(place)?))
}

fn min_max(at: &Standing<'_>) -> Result<f64, &'static str> {
    let share = way(at, at.members.most().unwrap_or(at.value), "why_no_spread")?;
    match at.arguments {
        [least, most] => Ok(share * (most - least) + least),
        _ => Ok(share),
    }
}

/// The share of the way from the worst member to a goal.
fn way(at: &Standing<'_>, goal: f64, why: &'static str) -> Result<f64, &'static str> {
    let worst = at.members.least().ok_or("why_nobody")?;
    if goal == worst { Err(why) } else { Ok((at.value - worst) / (goal - worst)) }
}

#[cfg(test)]
mod tests {
    use super::{LOOKING, Standing, find_looking};
    use crate::builtin::Distribution;

    fn look(name: &str, value: f64, members: &[f64], arguments: &[f64]) -> Result<f64, &'static str> {
        let members = Distribution::of(members.to_vec());
        (find_looking(name).unwrap().1.body)(&Standing { value, members: &members, arguments })
    }

    #[test]
    fn each_function_by_hand() {
        let five = [2.0, 4.0, 4.0, 8.0, 10.0];
        assert_eq!(look("min_max", 8.0, &five, &[0.0, 100.0]), Ok(75.0));
        assert_eq!(look("min_max", 2.0, &five, &[1.0, 100.0]), Ok(1.0));
        assert_eq!(look("rank", 4.0, &five, &[]), Ok(2.0));
        assert_eq!(look("borda", 8.0, &five, &[]), Ok(3.0));
        assert_eq!(look("percentile_rank", 4.0, &five, &[]), Ok(0.25));
        assert_eq!(look("percentile_rank", 99.0, &five, &[]), Ok(1.0));
        assert_eq!(look("distance_to_maximum", 8.0, &five, &[]), Ok(0.75));
        assert_eq!(look("distance_to_target", 8.0, &five, &[6.0]), Ok(1.5));
        assert_eq!(look("distance_to_reference", 4.0, &five, &[10.0]), Ok(0.25));
        assert_eq!(look("share_of_maximum", 8.0, &five, &[]), Ok(0.8));
        assert_eq!(look("percentile", 0.0, &five, &[0.25]), Ok(4.0));
        assert_eq!(look("z_score", 5.6, &five, &[]), Ok(0.0));
    }

    #[test]
    fn where_a_definition_has_no_answer_the_reason_is_named() {
        let same = [3.0, 3.0];
        assert_eq!(look("min_max", 3.0, &same, &[]), Err("why_no_spread"));
        assert_eq!(look("z_score", 3.0, &[3.0], &[]), Err("why_no_spread"));
        assert_eq!(look("percentile_rank", 3.0, &[3.0], &[]), Err("why_one_member"));
        assert_eq!(look("distance_to_target", 3.0, &same, &[3.0]), Err("why_target_is_worst"));
        assert_eq!(look("share_of_maximum", 0.0, &[0.0], &[]), Err("why_best_is_zero"));
        assert_eq!(look("percentile", 0.0, &same, &[1.5]), Err("why_percentile"));
        assert_eq!((look("rank", 3.0, &same, &[]), look("borda", 3.0, &[3.0], &[])), (Ok(1.0), Ok(0.0)));
    }

    #[test]
    fn what_looks_at_the_ends_alone_needs_no_more() {
        let five = [2.0, 4.0, 4.0, 8.0, 10.0];
        let (whole, ends) = (Distribution::of(five.to_vec()), Distribution::between(Some((2.0, 10.0)), 5));
        for row in LOOKING.iter().filter(|row| row.ends) {
            for (whole, ends) in [(&whole, &ends), (&whole.turned(), &ends.turned())] {
                let of = |members| (row.body)(&Standing { value: 6.5, members, arguments: &[7.0] });
                assert_eq!(of(whole), of(ends), "{}", row.name);
            }
        }
    }

    #[test]
    fn names_are_sorted() {
        assert!(LOOKING.windows(2).all(|pair| pair[0].name < pair[1].name));
    }
}
