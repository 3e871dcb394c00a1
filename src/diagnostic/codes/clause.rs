//! Slips of the family `clause`.

use super::Code;

/// The family `clause`.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "clause::basis::unknown",
        title: "no such basis",
        explanation: "`basis` names the sort of authority: law, method, sdg, who, iso, parity, natural_maximum, \
                      comparator, judgement.",
        wrong: "target at most 9 min basis guess",
        cure: "target at most 9 min basis judgement",
    },
    Code {
        code: "clause::dates::none",
        title: "no such day",
        explanation: "The calendar does not have this day.",
        wrong: "from 2021-02-30",
        cure: "from 2021-03-01",
    },
    Code {
        code: "clause::dates::order",
        title: "it ends before it begins",
        explanation: "`until` lies before `from`.",
        wrong: "from 2021 until 2019",
        cure: "from 2019 until 2021",
    },
    Code {
        code: "clause::evidence::unknown",
        title: "no such evidence",
        explanation: "`evidence` says how sure the author is: seen, inferred, recalled.",
        wrong: "evidence maybe",
        cure: "evidence inferred",
    },
];
