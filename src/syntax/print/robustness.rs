//! What a study of robustness varies.

use super::super::tree::{Expr, Vary};
use super::clause::{alone, facet_value};
use super::formula;
use super::pieces::{NEVER, Pieces};

/// What stands behind `vary`.
pub(super) fn vary(varied: &Vary) -> Pieces {
    match varied {
        Vary::Weight { of, value, by } => {
            let value = value.as_ref().map_or_else(String::new, |value| format!(": {}", alone(value)));
            by_much(Pieces::of(format!("weight of {}{value}", alone(of))), by)
        }
        Vary::Score { among } => {
            let scores = among.iter().map(formula::formula).collect();
            listed(Pieces::of("score among"), scores)
        }
        Vary::Step { treats, among } => {
            let ways = among.iter().map(formula::formula).collect();
            listed(Pieces::of(if *treats { "treat among" } else { "impute among" }), ways)
        }
        Vary::Rollup { rollups, among } => {
            let ways = among.iter().map(formula::plain).collect();
            let rollups: Vec<String> = rollups.iter().map(facet_value).collect();
            listed(Pieces::of(format!("rollup {} among", rollups.join(", "))), ways)
        }
        Vary::Data { by: Some(by), .. } => by_much(Pieces::of("data"), by),
        Vary::Data { by: None, grades } => {
            let grades = grades.iter().map(|(name, by)| {
                let mut pieces = Pieces::of(name.as_ref().map_or_else(|| "else".to_owned(), alone));
                pieces.extend(" ", NEVER, formula::plain(by));
                pieces
            });
            listed(Pieces::of("data by quality"), grades.collect())
        }
        Vary::Goals { targets, by } => by_much(Pieces::of(if *targets { "targets" } else { "starts" }), by),
        Vary::Parameter { name, by } => by_much(Pieces::of(format!("parameter {}", alone(name))), by),
    }
}

fn by_much(mut pieces: Pieces, by: &Expr) -> Pieces {
    pieces.push(" ", NEVER, "by");
    pieces.extend(" ", NEVER, formula::plain(by));
    pieces
}

fn listed(mut pieces: Pieces, all: Vec<Pieces>) -> Pieces {
    for (place, one) in all.into_iter().enumerate() {
        if place > 0 {
            pieces.push("", NEVER, ",");
        }
        pieces.extend(" ", if place > 0 { super::clause::COMMA } else { NEVER }, one);
    }
    pieces
}
