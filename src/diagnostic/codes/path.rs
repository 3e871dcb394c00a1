//! Slips around targets with a date: the families `path`, `progress`, `trend`, and those of `target` and `table` that
//! speak of years.

use super::Code;

/// Targets with a date, paths, progress, trends.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "formula::year_part",
        title: "a part that has no years",
        explanation: "Values, and what a path asks for, differ from year to year. A score, a band, a target or a status is \
                      that of the evaluation, whatever year stands beside it.",
        wrong: "x.score at 2009",
        cure: "x at 2009",
    },
    Code {
        code: "path::unknown",
        title: "no such shape of a path",
        explanation: "A path is `linear` (the same amount each year), `constant_rate` (the same share each year) or \
                      `steps` (what was due stays due until the year of the next milestone).",
        wrong: "path straight",
        cure: "path linear",
    },
    Code {
        code: "path::unused",
        title: "a clause of a path without a path",
        explanation: "`path` and `progress` speak of the way to a target with a date. Without one they have no effect.",
        wrong: "target at most 5 %; path steps",
        cure: "target at most 5 % by 2030 starting 2015; path steps",
    },
    Code {
        code: "progress::kind",
        title: "progress that is no share",
        explanation: "Progress is a share or a plain number: what was done over what was due.",
        wrong: "progress value",
        cure: "progress value / required",
    },
    Code {
        code: "table::year",
        title: "no year",
        explanation: "A table by `year` has years and ranges of years as cells.",
        wrong: "spring => 5 t of CO2e",
        cure: "2020 => 5 t of CO2e",
    },
    Code {
        code: "target::date",
        title: "the date of a target is missing",
        explanation: "A target against an earlier year, and one that says where its path starts, also says by when it is \
                      to be reached.",
        wrong: "target 30 % below 2009",
        cure: "target 30 % below 2009 by 2023",
    },
    Code {
        code: "target::milestone::back",
        title: "a milestone that turns back",
        explanation: "It asks for less than the milestone before it. Mostly one of the two levels is a slip.",
        wrong: "target 30 % below 2009 by 2023; target 20 % below 2009 by 2030",
        cure: "target 30 % below 2009 by 2023; target 80 % below 2009 by 2030",
    },
    Code {
        code: "target::milestone::order",
        title: "a milestone before the start of its path",
        explanation: "The path runs from its baseline year, or from the year after `starting`, to its milestones.",
        wrong: "target 30 % below 2009 by 2008",
        cure: "target 30 % below 2009 by 2023",
    },
    Code {
        code: "target::milestone::range",
        title: "a milestone with two edges",
        explanation: "A path leads to one level, so a milestone has one edge.",
        wrong: "target between 40 % and 60 % by 2030",
        cure: "target at least 40 % by 2030",
    },
    Code {
        code: "target::milestone::side",
        title: "milestones on two sides",
        explanation: "All milestones of a path are reached from the same side: all from above or all from below.",
        wrong: "target at most 40 % by 2025; target at least 60 % by 2030",
        cure: "target at least 40 % by 2025; target at least 60 % by 2030",
    },
    Code {
        code: "target::milestone::start",
        title: "a path that starts twice",
        explanation: "All milestones that a pack sets for one item make one path, and a path starts in one year.",
        wrong: "target 30 % below 2009 by 2023; target 80 % below 1990 by 2030",
        cure: "target 30 % below 2009 by 2023 starting 2009; target 80 % below 1990 by 2030",
    },
    Code {
        code: "target::milestone::twice",
        title: "two milestones for one year",
        explanation: "A milestone counts for its year, be its day what it may. A year has one.",
        wrong: "target at most 40 % by 2030; target at most 30 % by 2030-06-30",
        cure: "target at most 40 % by 2029; target at most 30 % by 2030-06-30",
    },
    Code {
        code: "target::mixed",
        title: "a target with a date beside one without",
        explanation: "One says what is to be reached at any time, the other what is to be reached by a day. Both of one \
                      pack for the same time leave open which of them counts.",
        wrong: "target at most 5 %; target at most 3 % by 2030",
        cure: "target at most 5 % until 2025; target at most 3 % by 2030 from 2026",
    },
    Code {
        code: "target::share",
        title: "no share of an earlier year",
        explanation: "How far a target lies below or above an earlier year is a share of the value of that year.",
        wrong: "target 3 min below 2009 by 2030",
        cure: "target 30 % below 2009 by 2030",
    },
    Code {
        code: "target::year",
        title: "no year",
        explanation: "A baseline and the start of a path are years: a number of four digits, or a parameter of `unit year`.",
        wrong: "target 30 % below 9 by 2023",
        cure: "target 30 % below 2009 by 2023",
    },
    Code {
        code: "trend::unknown",
        title: "no such trend",
        explanation: "A trend is a straight line by least squares: `linear`.",
        wrong: "trend wavy over 5 years",
        cure: "trend linear over 5 years",
    },
    Code {
        code: "trend::years",
        title: "too few or too many years for a trend",
        explanation: "A line needs two points, so a trend is read from at least two years.",
        wrong: "trend linear over 1 year",
        cure: "trend linear over 5 years",
    },
];
