//! Random paths to targets with dates, and random figures for them.

#![allow(dead_code, reason = "every test file takes what it needs of it")]

use std::collections::BTreeMap;
use std::fmt::Write;

use proptest::prelude::*;

/// How a path runs between milestones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Linear,
    ConstantRate,
    Steps,
}

/// A path.
#[derive(Debug, Clone)]
pub struct Way {
    /// More is better.
    pub up: bool,
    /// The levels are shares of the value of `start`; else they are levels, in percent of 100 t.
    pub relative: bool,
    /// The year in which it starts; an absolute path may have none.
    pub start: Option<i32>,
    /// Year and level of the milestones, in their order: tenths of a tonne, or percent below or above.
    pub stones: Vec<(i32, u32)>,
    pub shape: Shape,
    /// Year and value in tenths of a tonne.
    pub figures: BTreeMap<i32, u32>,
}

impl Way {
    /// The pack, measured in this unit. Levels are written in tonnes.
    pub fn rules(&self, unit: &str) -> String {
        let mut rules = "pack small \"Small\" { language 1; score share_of_target(value, required) }\n".to_owned();
        writeln!(rules, "kpi x \"X\" {{\n  unit {unit}").unwrap();
        for (year, level) in &self.stones {
            let side = match (self.relative, self.up) {
                (true, true) => "above",
                (true, false) => "below",
                (false, true) => "at least",
                (false, false) => "at most",
            };
            let start = self.start.unwrap_or(2010);
            if self.relative {
                writeln!(rules, "  target {level} % {side} {start} by {year}").unwrap();
            } else {
                let starting = self.start.map(|start| format!(" starting {start}")).unwrap_or_default();
                writeln!(rules, "  target {side} {} t by {year}{starting}", f64::from(*level) / 10.0).unwrap();
            }
        }
        let shape = match self.shape {
            Shape::Linear => "linear",
            Shape::ConstantRate => "constant_rate",
            Shape::Steps => "steps",
        };
        writeln!(rules, "  path {shape}\n}}").unwrap();
        rules
    }

    /// The sheet, in tonnes.
    pub fn sheet(&self) -> String {
        let mut sheet = "item,period,value,unit\n".to_owned();
        for (year, value) in &self.figures {
            writeln!(sheet, "x,{year},{},t", f64::from(*value) / 10.0).unwrap();
        }
        sheet
    }

    /// The year of the last figure.
    pub fn year(&self) -> i32 {
        *self.figures.keys().next_back().unwrap()
    }
}

fn shapes() -> impl Strategy<Value = Shape> {
    prop_oneof![3 => Just(Shape::Linear), 1 => Just(Shape::ConstantRate), 1 => Just(Shape::Steps)]
}

/// Milestones that never turn back, with gaps of one to seven years.
fn stones(first: i32, up: bool, relative: bool) -> impl Strategy<Value = Vec<(i32, u32)>> {
    proptest::collection::vec((1_i32..8, 1_u32..40), 1..4).prop_map(move |steps| {
        let mut year = first;
        let mut level: u32 = if up || relative { 0 } else { 1500 };
        let mut made = Vec::new();
        for (gap, step) in steps {
            year += gap;
            level = match (relative, up) {
                (true, true) => level + step,
                (true, false) => (level + step).min(95),
                (false, true) => level + step * 10,
                (false, false) => level - step * 10,
            };
            made.push((year, level));
        }
        made
    })
}

/// Paths with figures; the first year of a path is 2010.
pub fn ways() -> impl Strategy<Value = Way> {
    (any::<bool>(), any::<bool>(), prop_oneof![5 => Just(true), 1 => Just(false)], shapes())
        .prop_flat_map(|(up, relative, starts, shape)| {
            let figures = proptest::collection::btree_map(2010_i32..2026, 1_u32..2000, 1..9);
            (Just((up, relative, starts || relative, shape)), stones(2010, up, relative), figures, 0_u32..4)
        })
        .prop_map(|((up, relative, starts, shape), stones, mut figures, keep)| {
            if keep > 0 {
                figures.insert(2010, 1000);
            }
            Way { up, relative, start: starts.then_some(2010), stones, shape, figures }
        })
}
