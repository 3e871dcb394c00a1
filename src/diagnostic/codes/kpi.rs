//! Slips of the family `kpi`.

use super::Code;

/// The family `kpi`.
pub(super) const CODES: &[Code] = &[Code {
    code: "kpi::unit::mismatch",
    title: "another kind than the unit",
    explanation: "A formula, a target, a start or a range is of another kind than the unit of the KPI. The \
                      message shows both and what is missing between them.",
    wrong: "unit L per day per inhabitant; target at most 15 %",
    cure: "target at most 200 L per day per inhabitant",
}];
