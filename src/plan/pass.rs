//! What is surveyed before rows are scored: in passes, each over all rows.
//!
//! A survey can be taken when all operations that its columns follow from can be done, so when the surveys that these look at
//! have been taken. Each pass does the operations that its surveys need, and leaves their columns to the passes behind it;
//! a column that the host gave is not copied.

use std::sync::Arc;

use indexmap::IndexMap;

use super::builder::Builder;
use super::op::{Id, Op, Sort};
use super::program::{Lowering, Program};
use super::survey::{Survey, Surveyed, Taken};
use crate::cohort::Column;

/// A pass: a program that leaves columns, and the surveys that are taken of them.
#[derive(Debug, Clone)]
pub(super) struct Pass {
    pub program: Program,
    pub taken: Vec<Taken>,
}

/// What is done before rows are scored.
#[derive(Debug, Clone, Default)]
pub(super) struct Before {
    pub passes: Vec<Pass>,
    /// What every survey tells before the first pass: what cohorts hold, else nobody.
    pub held: Vec<Arc<Surveyed>>,
    /// The cohorts of named members, each a column behind those of the host.
    pub cohorts: Vec<u16>,
    /// Whether rows must have names.
    pub named: bool,
}

/// The passes that some operations need, and the columns that these leave.
pub(super) fn before(builder: &Builder<'_>, roots: &[(Sort, Id)]) -> (Before, IndexMap<Id, Id>) {
    let levels = Levels::of(builder, roots);
    let last = levels.surveys.iter().flatten().copied().max().unwrap_or(0);
    let mut left: IndexMap<Id, Id> = IndexMap::new();
    let first = builder.hosted() + builder.among.cohorts.len();
    let mut passes = Vec::new();
    for level in 1..=last {
        let mut new: Vec<(Sort, Id)> = Vec::new();
        let mut taken = Vec::new();
        let known = left.clone();
        for (place, (survey, whole)) in builder.graph.surveys.iter().enumerate() {
            if levels.surveys.get(place).copied().flatten() != Some(level) {
                continue;
            }
            let mut survey = survey.clone();
            survey.each_column(&mut |id| {
                if let Some(Op::Load { column, up, down }) = builder.graph.op(*id)
                    && [up, down].into_iter().all(|bits| f64::from_bits(*bits) == 1.0)
                {
                    *id = *column;
                    return;
                }
                let next = Id::try_from(first + left.len()).unwrap_or(Id::MAX);
                let column = *left.entry(*id).or_insert(next);
                if column == next {
                    new.push((Sort::Number, *id));
                }
                *id = column;
            });
            taken.push(Taken { place, treat: treat(builder, &survey), survey, whole: *whole });
        }
        let program = Lowering::new(builder, &new, &known).run(&new);
        passes.push(Pass { program, taken });
    }
    let held = builder.graph.surveys.keys().map(|survey| Arc::new(held(builder, survey))).collect();
    let cohorts = builder.among.cohorts.iter().copied().collect();
    (Before { passes, held, cohorts, named: builder.among.named }, left)
}

fn treat(builder: &Builder<'_>, survey: &Survey) -> Option<crate::model::rules::Treat> {
    match survey {
        Survey::Column { item, treated: true, .. } | Survey::Held { item, treated: true, .. } => {
            builder.book.item(*item)?.treat.as_ref().map(|case| case.value)
        }
        _ => None,
    }
}

fn held(builder: &Builder<'_>, survey: &Survey) -> Surveyed {
    let Survey::Held { item, cohort, .. } = survey else { return Surveyed::Nobody };
    let held = builder.book.cohorts.get(usize::from(*cohort)).and_then(|cohort| cohort.held.get(item));
    held.map_or(Surveyed::Nobody, |held| {
        Surveyed::Column(Box::new(Column::of(held.clone(), treat(builder, survey).as_ref())))
    })
}

/// In which pass surveys are taken, where they are needed: the first is 1; nothing where none is needed.
struct Levels {
    surveys: Vec<Option<u32>>,
}

impl Levels {
    fn of(builder: &Builder<'_>, roots: &[(Sort, Id)]) -> Self {
        let graph = &builder.graph;
        let mut nodes: Vec<u32> = Vec::with_capacity(graph.ops.len());
        let mut surveys: Vec<Option<u32>> = vec![None; graph.surveys.len()];
        for op in &graph.ops {
            let mut level = 0;
            let at = |id: Id| nodes.get(id as usize).copied().unwrap_or(0);
            op.clone().each_operand(&mut |_, id| level = level.max(at(*id)));
            op.each_survey(|place| {
                let Some((survey, _)) = graph.surveys.get_index(place as usize) else { return };
                let mut ready = None;
                survey.clone().each_column(&mut |id| ready = ready.max(Some(at(*id) + 1)));
                level = level.max(ready.unwrap_or(0));
                if let Some(known) = surveys.get_mut(place as usize) {
                    *known = ready;
                }
            });
            nodes.push(level);
        }
        let mut levels = Self { surveys };
        levels.keep_needed(builder, roots);
        levels
    }

    /// Forgets the surveys at which nothing looks that is needed.
    fn keep_needed(&mut self, builder: &Builder<'_>, roots: &[(Sort, Id)]) {
        let graph = &builder.graph;
        let mut needed = vec![false; graph.ops.len()];
        let mut open: Vec<Id> = roots.iter().map(|(_, id)| *id).collect();
        let mut wanted = vec![false; self.surveys.len()];
        while let Some(id) = open.pop() {
            let Some(seen) = needed.get_mut(id as usize).filter(|seen| !**seen) else { continue };
            *seen = true;
            let Some(op) = graph.op(id) else { continue };
            op.clone().each_operand(&mut |_, id| open.push(*id));
            op.each_survey(|place| {
                if let Some(wanted) = wanted.get_mut(place as usize) {
                    *wanted = true;
                }
                if let Some((survey, _)) = graph.surveys.get_index(place as usize) {
                    survey.clone().each_column(&mut |id| open.push(*id));
                }
            });
        }
        for (level, wanted) in self.surveys.iter_mut().zip(wanted) {
            *level = level.filter(|_| wanted);
        }
    }
}
