//! Which packs are read from the disk: those that are asked for, what they extend, and what holds for a place. Their heads
//! tell; then all of them are parsed at once.

use std::path::PathBuf;

use super::disk::Workspace;
use super::folder::Found;
use super::parsing::Unparsed;
use super::read::{self, WorldError};
use super::sheets::Shelf;
use crate::diagnostic::Diagnostic;
use crate::layer::{self, Place, Wanted};
use crate::source::SourceId;

/// A pack whose texts are there and not parsed yet.
struct Opened {
    /// Its name, as far as its head tells.
    name: Option<String>,
    /// Its folder, or the folder of its file.
    root: PathBuf,
    paths: Vec<PathBuf>,
    files: Vec<SourceId>,
    slips: Vec<Diagnostic>,
}

impl Workspace {
    /// Reads all packs that are in use for a place. What a head did not tell may show once its pack is parsed.
    ///
    /// # Errors
    /// A folder that cannot be listed.
    pub fn gather(&mut self, wanted: &[Wanted], place: &Place) -> Result<(), WorldError> {
        loop {
            let mut opened = Vec::new();
            for pack in wanted {
                self.open_with_bases(&pack.name, &mut opened)?;
            }
            if !place.is_unknown() {
                self.open_by_place(wanted, place, &mut opened)?;
            }
            if opened.is_empty() {
                return Ok(());
            }
            self.parse(opened);
        }
    }

    /// Reads all packs.
    pub(super) fn read_all(&mut self) -> Result<(), WorldError> {
        let mut opened = Vec::new();
        self.open_all(&mut opened)?;
        self.parse(opened);
        Ok(())
    }

    /// Opens what holds for a place beside what is asked for. Of all others the heads are read.
    fn open_by_place(&mut self, wanted: &[Wanted], place: &Place, opened: &mut Vec<Opened>) -> Result<(), WorldError> {
        for found in self.waiting.iter_mut().filter(|found| !found.is_read()) {
            // A folder that cannot be listed is an error once its pack is wanted.
            if found.read().is_ok() {
                self.library.keep_head(&found.head_texts());
            }
        }
        loop {
            let used = layer::in_use(wanted, place, &self.library.facts()).value;
            let fresh = used.into_iter().find(|name| !self.knows(name, opened));
            let Some(fresh) = fresh else { return Ok(()) };
            self.open_with_bases(&fresh, opened)?;
            if !self.knows(&fresh, opened) {
                return Ok(());
            }
        }
    }

    fn open_with_bases(&mut self, name: &str, opened: &mut Vec<Opened>) -> Result<(), WorldError> {
        let mut names = vec![name.to_owned()];
        let mut at = 0;
        while let Some(name) = names.get(at).cloned() {
            at += 1;
            self.open_named(&name, opened)?;
            let bases = self.library.pack_facts(&name).map(|facts| facts.extends.as_slice()).unwrap_or_default();
            let fresh: Vec<String> =
                bases.iter().map(|base| base.text.clone()).filter(|base| !names.contains(base)).collect();
            names.extend(fresh);
        }
        Ok(())
    }

    /// Opens the pack of that name: by the name of its folder, else by its `pack` item; if it is not there, all others,
    /// so that the finding can name what there is.
    fn open_named(&mut self, name: &str, opened: &mut Vec<Opened>) -> Result<(), WorldError> {
        if !self.knows(name, opened)
            && let Some(place) = self.waiting.iter().position(|found| found.name == name)
        {
            self.open_one(place, opened)?;
        }
        if self.knows(name, opened) {
            return Ok(());
        }
        for place in 0..self.waiting.len() {
            if self.waiting.get(place).map_or(Ok(None), Found::declared)?.as_deref() == Some(name) {
                return self.open_one(place, opened);
            }
        }
        self.open_all(opened)
    }

    /// Whether a pack was read, or will be.
    fn knows(&self, name: &str, opened: &[Opened]) -> bool {
        self.library.has(name) || opened.iter().any(|one| one.name.as_deref() == Some(name))
    }

    fn open_all(&mut self, opened: &mut Vec<Opened>) -> Result<(), WorldError> {
        while !self.waiting.is_empty() {
            self.open_one(0, opened)?;
        }
        Ok(())
    }

    fn open_one(&mut self, place: usize, opened: &mut Vec<Opened>) -> Result<(), WorldError> {
        let mut found = self.waiting.remove(place);
        found.read()?;
        let name = self.library.keep_head(&found.head_texts()).or_else(|| self.library.keep_head(&found.texts()));
        let beside = found.path.parent().unwrap_or(&found.path);
        let root = if found.path.is_dir() { &found.path } else { beside }.to_owned();
        let mut slips: Vec<Diagnostic> = Vec::new();
        let (mut paths, mut files) = (Vec::new(), Vec::new());
        for (path, bytes) in found.into_files() {
            files.push(read::rules(&path, bytes, &mut self.library.sources, &mut slips));
            paths.push(path);
        }
        opened.push(Opened { name, root, paths, files, slips });
        Ok(())
    }

    fn parse(&mut self, opened: Vec<Opened>) {
        let unparsed = opened.iter().map(|one| Unparsed {
            files: one.files.clone(),
            slips: one.slips.clone(),
            shelf: Shelf::Folder { root: &one.root, files: &one.paths },
        });
        self.library.keep_packs(unparsed.collect());
    }
}
