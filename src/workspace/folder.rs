//! Which packs lie in a rules folder, told without parsing anything.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use super::read::{WorldError, ends_with, entries};

/// A folder or a file that may hold a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// The folder or the file.
    pub path: PathBuf,
    /// The name of the folder or the file, which by custom is that of the pack.
    pub name: String,
    /// Its files with their bytes, once they were read; nothing for a file that cannot be read.
    read: Option<IndexMap<PathBuf, Option<Vec<u8>>>>,
}

impl Found {
    fn new(path: PathBuf) -> Self {
        let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        Self { path, name, read: None }
    }

    /// Its rule files, sorted by path.
    pub fn files(&self) -> Result<Vec<PathBuf>, WorldError> {
        if !self.path.is_dir() {
            return Ok(vec![self.path.clone()]);
        }
        let mut files = Vec::new();
        gather(&self.path, &mut files, MOST_DEEP)?;
        files.sort();
        Ok(files)
    }

    /// Reads its files, unless they were read. A file that cannot be read is found when the pack is in use.
    pub fn read(&mut self) -> Result<(), WorldError> {
        if self.read.is_none() {
            let files = self.files()?.into_iter();
            self.read =
                Some(files.map(|file| (fs::read(&file).ok(), file)).map(|(bytes, file)| (file, bytes)).collect());
        }
        Ok(())
    }

    /// Whether its files were read.
    pub fn is_read(&self) -> bool {
        self.read.is_some()
    }

    /// Its files, with the bytes of those that could be read.
    pub fn into_files(self) -> impl Iterator<Item = (PathBuf, Option<Vec<u8>>)> {
        self.read.into_iter().flatten()
    }

    /// The texts of its files that were read.
    pub fn texts(&self) -> Vec<Cow<'_, str>> {
        let bytes = self.read.iter().flat_map(IndexMap::values).flatten();
        bytes.map(|bytes| String::from_utf8_lossy(bytes)).collect()
    }

    /// The texts of those of its files that were read and have a `pack` or a `region` item in column 0.
    pub fn head_texts(&self) -> Vec<Cow<'_, str>> {
        self.texts().into_iter().filter(|text| opens_head(text)).collect()
    }

    /// The name that its `pack` item gives it, if it has one.
    pub fn declared(&self) -> Result<Option<String>, WorldError> {
        Ok(self.files()?.iter().find_map(|file| head(file)))
    }
}

/// How many folders deep a pack may be. A link that leads back up ends here.
const MOST_DEEP: u32 = 16;

/// What may hold a pack in a rules folder; the folder itself where its own files make up one pack. A file is a pack of
/// its own.
pub(super) fn find(folder: &Path) -> Result<Vec<Found>, WorldError> {
    if folder.is_file() {
        return Ok(vec![Found::new(folder.to_owned())]);
    }
    let inside = entries(folder)?;
    let files: Vec<PathBuf> = inside.iter().filter(|path| ends_with(path, "kpi") && path.is_file()).cloned().collect();
    let heads = files.iter().filter(|file| head(file).is_some()).count();
    let folders = || inside.iter().filter(|path| path.is_dir()).cloned().map(Found::new);
    if heads > 0 && (heads < files.len() || heads == 1) && !any_pack(folders())? {
        return Ok(vec![Found::new(folder.canonicalize().unwrap_or_else(|_| folder.to_owned()))]);
    }
    Ok(folders().chain(files.into_iter().map(Found::new)).collect())
}

fn any_pack(mut folders: impl Iterator<Item = Found>) -> Result<bool, WorldError> {
    folders.try_fold(false, |any, found| Ok(any || found.declared()?.is_some()))
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>, depth: u32) -> Result<(), WorldError> {
    for path in entries(folder)? {
        if path.is_dir() && depth > 0 {
            gather(&path, files, depth - 1)?;
        } else if ends_with(&path, "kpi") {
            files.push(path);
        }
    }
    Ok(())
}

/// Whether a line opens a `pack` or a `region` item.
fn opens_head(text: &str) -> bool {
    let opens = |line: &str| {
        let line = line.trim_start_matches('\u{feff}');
        line.starts_with("pack ") || line.starts_with("region ")
    };
    text.lines().any(opens)
}

/// The name in the first line that opens a `pack` item.
fn head(file: &Path) -> Option<String> {
    let text = fs::read(file).ok()?;
    let text = String::from_utf8_lossy(&text);
    let rest = text.lines().find_map(|line| line.trim_start_matches('\u{feff}').strip_prefix("pack "))?;
    let name: String =
        rest.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::find;
    use std::fs;
    use std::path::PathBuf;

    struct Folder(PathBuf);

    impl Folder {
        fn of(name: &str, files: &[(&str, &str)]) -> Self {
            let root = std::env::temp_dir().join(format!("yardstick-folder-{name}-{}", std::process::id()));
            for (file, text) in files {
                let path = root.join(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
            Self(root)
        }

        fn packs(&self) -> Vec<Option<String>> {
            find(&self.0).unwrap().iter().map(|found| found.declared().unwrap()).collect()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn named(name: &str) -> Option<String> {
        Some(name.to_owned())
    }

    #[test]
    fn folders_and_single_files_are_packs() {
        let rules = Folder::of(
            "many",
            &[
                ("b/deep/kpis.kpi", "kpi x { }\n"),
                ("b/pack.kpi", "# The pack\npack b \"B\" { }\n"),
                ("a.kpi", "pack a { }\n"),
                ("notes/readme.md", "pack c { }\n"),
                (".hidden/pack.kpi", "pack d { }\n"),
            ],
        );
        assert_eq!(rules.packs(), [named("b"), None, named("a")]);
    }

    #[test]
    fn a_file_is_a_pack_of_its_own() {
        let rules = Folder::of("file", &[("a.kpi", "pack a { }\n"), ("b.kpi", "pack b { }\n")]);
        let found = find(&rules.0.join("b.kpi")).unwrap();
        assert_eq!(found.iter().map(|found| found.declared().unwrap()).collect::<Vec<_>>(), [named("b")]);
    }

    #[test]
    fn a_folder_that_is_a_pack_is_one() {
        let rules =
            Folder::of("one", &[("head.kpi", "pack a { }\n"), ("kpis/water.kpi", "kpi x { }\n"), ("more.kpi", "")]);
        assert_eq!(rules.packs(), [named("a")]);
        assert_eq!(find(&rules.0).unwrap()[0].files().unwrap().len(), 3);
    }
}
