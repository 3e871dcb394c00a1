//! One run of an analysis: the desk at which it works, what it has open, and what it gave back.

use std::sync::{Arc, Mutex, Weak};

use rhai::EvalAltResult;

use super::call::slip;
use super::desk::{Asked, Desk, Standing};
use super::table::Output;
use crate::script::limits::Limit;
use crate::script::meter::work;

/// What one evaluated city counts as, in steps: so that time is looked at after each.
const STEPS: u64 = 1 << 10;

/// What one result of a city takes beside its texts, in bytes.
const RESULT: usize = 1 << 10;

/// One run.
pub(super) struct Session {
    pub desk: Arc<dyn Desk>,
    /// How much the cities that are open at one time may take, in bytes.
    most: usize,
    open: Mutex<Vec<(Weak<Standing>, usize)>>,
    outputs: Mutex<Vec<Output>>,
}

impl Session {
    pub fn new(desk: Arc<dyn Desk>, most: usize) -> Self {
        Self { desk, most, open: Mutex::default(), outputs: Mutex::default() }
    }

    /// A city, evaluated. What is open at one time is counted; what the script gave up again is not.
    pub fn open(&self, asked: &Asked) -> Result<Arc<Standing>, Box<EvalAltResult>> {
        work(STEPS)?;
        let standing = self.desk.open(asked).map_err(slip)?;
        self.hold(&standing)?;
        Ok(standing)
    }

    /// Cities that are evaluated together.
    pub fn together(&self, asked: &Asked) -> Result<Vec<Arc<Standing>>, Box<EvalAltResult>> {
        work(STEPS)?;
        let all = self.desk.together(asked).map_err(slip)?;
        all.iter().try_for_each(|standing| self.hold(standing))?;
        Ok(all)
    }

    /// Counts what is open at one time.
    fn hold(&self, standing: &Arc<Standing>) -> Result<(), Box<EvalAltResult>> {
        let size = (standing.card.results.len() + standing.exhibit.groups.len()) * RESULT;
        if let Ok(mut open) = self.open.lock() {
            open.retain(|(known, _)| known.strong_count() > 0);
            open.push((Arc::downgrade(standing), size));
            if open.iter().map(|(_, size)| size).sum::<usize>() > self.most {
                return Err(Limit::Memory.into());
            }
        }
        Ok(())
    }

    /// Keeps a line or a table.
    pub fn say(&self, output: Output) {
        if let Ok(mut outputs) = self.outputs.lock() {
            outputs.push(output);
        }
    }

    /// All that was said.
    pub fn said(&self) -> Vec<Output> {
        self.outputs.lock().map(|mut outputs| std::mem::take(&mut *outputs)).unwrap_or_default()
    }
}
