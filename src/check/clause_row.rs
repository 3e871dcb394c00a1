//! Which row of the table of clauses a clause belongs to.

use super::clauses::{CLAUSES, ClauseRow};
use crate::syntax::tree::ClauseKind;

/// The row of a clause; nothing for what never is out of place.
pub(super) fn row_of(kind: &ClauseKind) -> Option<&'static ClauseRow> {
    let word = match kind {
        ClauseKind::Text { word, .. } => word.word(),
        ClauseKind::Facet { .. } => "FACET: VALUE",
        ClauseKind::Unit(_) => "unit",
        ClauseKind::Value(_) => "value",
        ClauseKind::Score(_) => "score",
        ClauseKind::Expect { .. } | ClauseKind::ExpectThat(_) | ClauseKind::ExpectOutcome { .. } => "expect",
        ClauseKind::Target { .. } | ClauseKind::TargetAgainst(_) => "target",
        ClauseKind::Path(_) => "path",
        ClauseKind::Progress(_) => "progress",
        ClauseKind::Trend { .. } => "trend",
        ClauseKind::Start(_) => "start",
        ClauseKind::NoBenchmark => "no benchmark",
        ClauseKind::NotApplicable => "not applicable",
        ClauseKind::UseBands { .. } => "bands",
        ClauseKind::Tolerance(_) => "tolerance",
        ClauseKind::PreferWay { .. } | ClauseKind::PreferSource(_) => "prefer",
        ClauseKind::RequireGrade { .. } | ClauseKind::RequireShare { .. } | ClauseKind::Require { .. } => "require",
        ClauseKind::AlsoIn { .. } => "also in",
        ClauseKind::Assume(_) => "assume",
        ClauseKind::Better(_) => "better",
        ClauseKind::Digits(_) => "digits",
        ClauseKind::Weight(_) => "weight",
        ClauseKind::Per(_) => "per",
        ClauseKind::Impute(_) => "impute",
        ClauseKind::Treat(_) => "treat",
        ClauseKind::Screen(_) => "screen",
        ClauseKind::UseCohort(_) => "cohort",
        ClauseKind::Years { .. } => "years",
        ClauseKind::Held { .. } => "ITEM: VALUE, …",
        ClauseKind::Of { .. } => "of",
        ClauseKind::By(_) => "by",
        ClauseKind::When(_) | ClauseKind::WhenAlways => "when",
        ClauseKind::Unless(_) => "unless",
        ClauseKind::Priority(_) => "priority",
        ClauseKind::Action { .. } => "action",
        ClauseKind::Credit { .. } => "credit",
        ClauseKind::Resources(_) => "resource",
        ClauseKind::Band { .. } => "NAME \"Title\" EDGE",
        ClauseKind::FacetValue { .. } => "NAME \"Title\"",
        ClauseKind::Row { .. } => "CELL, … => RESULT",
        ClauseKind::Figure { .. } => "ITEM: FIGURE",
        ClauseKind::Given { .. } => "given",
        ClauseKind::Names { word, .. } => word.word(),
        ClauseKind::Subject(_) => "subject",
        ClauseKind::Language(_) => "language",
        ClauseKind::Period { .. } => "period",
        ClauseKind::From(_) => "from",
        ClauseKind::Until(_) => "until",
        ClauseKind::Budget(_) => "budget",
        ClauseKind::Year(_) => "year",
        ClauseKind::Applies { .. } => "applies to",
        ClauseKind::Retired { .. } => "retired",
        ClauseKind::Counts { .. } => "counts",
        ClauseKind::FromSheet { .. } | ClauseKind::Column { .. } => return None,
        ClauseKind::Effect { .. } => "effect",
        ClauseKind::Vary(_) | ClauseKind::Replicates(_) | ClauseKind::Seed(_) => word_of_study(kind)?,
        ClauseKind::Item(_) | ClauseKind::Translated { .. } | ClauseKind::TranslatedText { .. } => return None,
    };
    CLAUSES.iter().find(|row| row.word == word)
}

/// The word of a clause of a study of robustness.
fn word_of_study(kind: &ClauseKind) -> Option<&'static str> {
    Some(match kind {
        ClauseKind::Vary(_) => "vary",
        ClauseKind::Replicates(_) => "replicates",
        ClauseKind::Seed(_) => "seed",
        _ => return None,
    })
}
