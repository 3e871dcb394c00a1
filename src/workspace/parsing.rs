//! Packs from texts to trees: the files of all packs at once, side by side.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::library::Library;
use super::scripts;
use super::sheets::{self, Shelf};
use crate::diagnostic::{Checked, Diagnostic};
use crate::layer::{self, PackFiles};
use crate::source::SourceId;
use crate::syntax::tree::File;

/// A pack whose texts were read and not parsed yet.
pub(super) struct Unparsed<'a> {
    /// Its rule files.
    pub files: Vec<SourceId>,
    /// What was found when they were read.
    pub slips: Vec<Diagnostic>,
    /// Where its sheets and scripts are.
    pub shelf: Shelf<'a>,
}

/// So many bytes of text are worth a thread of their own.
const WORTH_A_THREAD: usize = 16 * 1024;

impl Library {
    /// Parses the files of some packs, reads the sheets that they name, and files each pack under its name. The answer is
    /// their names.
    pub(super) fn keep_packs(&mut self, packs: Vec<Unparsed<'_>>) -> Vec<Option<String>> {
        let files: Vec<SourceId> = packs.iter().flat_map(|pack| pack.files.iter().copied()).collect();
        let mut parsed = self.parse_all(&files).into_iter();
        let known = self.scripts().clone();
        let keep = |Unparsed { files, mut slips, shelf }: Unparsed<'_>| {
            let mut trees = Vec::with_capacity(files.len());
            for one in parsed.by_ref().take(files.len()) {
                trees.push(one.value);
                slips.extend(one.findings);
            }
            slips.extend(sheets::fill(&mut trees, &shelf, &mut self.sources));
            slips.extend(scripts::fill(&mut trees, &shelf, &mut self.sources));
            scripts::note_texts(&mut trees, &known);
            let pack = PackFiles::new(trees);
            slips.extend(layer::ambiguities(&pack));
            self.keep_tree(pack, slips)
        };
        packs.into_iter().map(keep).collect()
    }

    /// Parses files side by side, the longest first; the answers come in the order of the files.
    fn parse_all(&self, files: &[SourceId]) -> Vec<Checked<File>> {
        let length = |id: &SourceId| self.sources.get(*id).map_or(0, |file| file.text.len());
        let mut order: Vec<usize> = (0..files.len()).collect();
        order.sort_by_key(|at| std::cmp::Reverse(files.get(*at).map_or(0, length)));
        let worth = files.iter().map(length).sum::<usize>().div_ceil(WORTH_A_THREAD);
        let workers = std::thread::available_parallelism().map_or(1, usize::from).min(worth).max(1);
        let next = AtomicUsize::new(0);
        let share = || {
            let turn = || order.get(next.fetch_add(1, Ordering::Relaxed)).copied();
            let one = |at: usize| files.get(at).map(|id| (at, self.parse(*id)));
            std::iter::from_fn(turn).filter_map(one).collect::<Vec<_>>()
        };
        let mut done = std::thread::scope(|scope| {
            // A thread that the system does not give is no harm: the others take its share.
            let others: Vec<_> =
                (1..workers).filter_map(|_| std::thread::Builder::new().spawn_scoped(scope, share).ok()).collect();
            let mut done = share();
            done.extend(others.into_iter().filter_map(|other| other.join().ok()).flatten());
            done
        });
        // What a thread had taken that died is parsed here.
        let lost = (0..files.len()).filter(|at| !done.iter().any(|(done, _)| done == at));
        let lost: Vec<usize> = if done.len() < files.len() { lost.collect() } else { Vec::new() };
        done.extend(lost.into_iter().filter_map(|at| files.get(at).map(|id| (at, self.parse(*id)))));
        done.sort_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, parsed)| parsed).collect()
    }
}
