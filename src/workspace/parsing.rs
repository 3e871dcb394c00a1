//! Packs from texts to trees: the files of all packs at once, side by side.

use super::library::Library;
use super::sheets::{self, Found, Shelf};
use super::{beside, scripts};
use crate::diagnostic::Diagnostic;
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

/// A pack whose files are trees, and whose sheets are found and not read into them yet.
struct Unfilled {
    trees: Vec<File>,
    sheets: Vec<Found>,
    /// What was found up to its sheets, and from its scripts on.
    slips: (Vec<Diagnostic>, Vec<Diagnostic>),
    length: usize,
}

impl Library {
    /// Parses the files of some packs, reads the sheets that they name, and files each pack under its name. The answer is
    /// their names.
    pub(super) fn keep_packs(&mut self, packs: Vec<Unparsed<'_>>) -> Vec<Option<String>> {
        let files: Vec<SourceId> = packs.iter().flat_map(|pack| pack.files.iter().copied()).collect();
        let length = |id: &SourceId| self.sources.get(*id).map_or(0, |file| file.text.len());
        let mut parsed = beside::each(files, length, |id| self.parse(id)).into_iter();
        let found = |Unparsed { files, mut slips, shelf }: Unparsed<'_>| {
            let length = files.iter().map(|id| self.sources.get(*id).map_or(0, |file| file.text.len())).sum();
            let mut trees = Vec::with_capacity(files.len());
            for one in parsed.by_ref().take(files.len()) {
                trees.push(one.value);
                slips.extend(one.findings);
            }
            let sheets = sheets::find(&trees, &shelf, &mut self.sources);
            let later = scripts::fill(&mut trees, &shelf, &mut self.sources);
            Unfilled { trees, sheets, slips: (slips, later), length }
        };
        let unfilled: Vec<Unfilled> = packs.into_iter().map(found).collect();
        let filled = beside::each(unfilled, |pack| pack.length, |pack| self.fill(pack));
        filled.into_iter().map(|(pack, slips)| self.keep_tree(pack, slips)).collect()
    }

    /// What the sheets of a pack say, put into its trees; and what one file alone does not show.
    fn fill(&self, Unfilled { mut trees, sheets, slips, .. }: Unfilled) -> (PackFiles, Vec<Diagnostic>) {
        let (mut slips, later) = slips;
        slips.extend(sheets::fill(&mut trees, sheets, &self.sources));
        slips.extend(later);
        scripts::note_texts(&mut trees, self.scripts());
        let pack = PackFiles::new(trees);
        slips.extend(layer::ambiguities(&pack));
        (pack, slips)
    }
}
