//! What a report was made from: the engine, the packs, and a hash of every text that was read.

use sha2::{Digest, Sha256};

use crate::model::rules::RuleBook;
use crate::source::Sources;
use crate::speech::Voice;

/// Engine, packs and files of one run.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Provenance {
    /// Name and version of the engine.
    pub engine: String,
    /// The packs, base first.
    pub packs: Vec<PackStamp>,
    /// Hash of everything that lies outside the packs: what the city reports.
    pub data_sha256: String,
    /// Every file, rules first.
    pub files: Vec<FileStamp>,
}

/// A pack in use.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct PackStamp {
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
    /// Version, as the pack states it.
    pub version: String,
    /// Source, as the pack states it.
    pub source: String,
    /// Where it applies, in words (`country NO`); empty where it applies everywhere.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub applies_to: String,
    /// It is in use because it applies to the place: the city does not name it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub by_place: bool,
    /// Hash of its files together.
    pub sha256: String,
}

impl PackStamp {
    /// Its name and version, and where it applies: `norway 2020 (country NO)`.
    #[must_use]
    pub fn words(&self, voice: &Voice) -> String {
        // In another language than that of the rules by its title, which speaks it.
        let by_title = !voice.language().is_original() && !self.title.is_empty();
        let name = if by_title { &self.title } else { &self.name };
        let named = format!("{name} {}", self.version).trim().to_owned();
        if self.applies_to.is_empty() { named } else { format!("{named} ({})", place_words(&self.applies_to, voice)) }
    }
}

/// Where a pack applies, with its attributes in the reader's language.
pub(super) fn place_words(applies_to: &str, voice: &Voice) -> String {
    let one = |text: &str| {
        let (attribute, values) = text.split_once(' ').unwrap_or((text, ""));
        let said = voice.maybe(&format!("attribute_{attribute}"), &[]);
        format!("{} {values}", said.unwrap_or_else(|| attribute.replace('_', " ")))
    };
    applies_to.split("; ").map(one).collect::<Vec<_>>().join("; ")
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FileStamp {
    /// The pack and the path in it (`u4ssc/pack.kpi`); for data the last two parts of the path.
    pub name: String,
    /// The pack; nothing for data.
    pub pack: Option<String>,
    /// Hash of its bytes.
    pub sha256: String,
}

impl Provenance {
    /// Hashes all texts that were read.
    ///
    /// The hash of a pack (and of the data) is the SHA-256 of what `sha256sum` prints for its files: one line for each,
    /// `HASH  NAME`, sorted by name. It does not depend on where the folders lie.
    #[must_use]
    pub fn of(book: &RuleBook, sources: &Sources) -> Self {
        let mut files: Vec<FileStamp> = Vec::new();
        for (_, file) in sources.iter() {
            let (pack, name) = place(book, &file.name);
            let stamp = FileStamp { name, pack, sha256: hash(file.text.as_bytes()) };
            if !files.contains(&stamp) {
                files.push(stamp);
            }
        }
        let rank = |stamp: &FileStamp| book.packs.iter().position(|pack| Some(&pack.name) == stamp.pack.as_ref());
        files.sort_by_key(|stamp| (rank(stamp).unwrap_or(usize::MAX), stamp.name.clone()));
        let packs = book.packs.iter().map(|pack| PackStamp {
            name: pack.name.clone(),
            title: pack.title.clone(),
            version: pack.version.clone(),
            source: pack.source.clone(),
            applies_to: pack.applies.clone(),
            by_place: pack.automatic,
            sha256: hash_all(&files, Some(&pack.name)),
        });
        Self {
            engine: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_owned(),
            packs: packs.collect(),
            data_sha256: hash_all(&files, None),
            files,
        }
    }
}

/// The pack that a file belongs to, and its name there: the folder of that name, or a file called `NAME.kpi`.
fn place(book: &RuleBook, path: &str) -> (Option<String>, String) {
    let parts: Vec<&str> = path.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".").collect();
    for pack in book.packs.iter().rev() {
        let rules = parts.last().is_some_and(|file| file.ends_with(".kpi"));
        let near = |at: &usize| at + 2 == parts.len() || rules && at + 2 < parts.len();
        let folder = parts.iter().rposition(|part| *part == pack.name).filter(near);
        if let Some(inside) = folder.and_then(|at| parts.get(at..)) {
            return (Some(pack.name.clone()), inside.join("/"));
        }
        if parts.last().and_then(|file| file.strip_suffix(".kpi")) == Some(pack.name.as_str()) {
            return (Some(pack.name.clone()), format!("{}.kpi", pack.name));
        }
    }
    let last = parts.get(parts.len().saturating_sub(2)..).unwrap_or(&[]);
    (None, last.join("/"))
}

fn hash_all(files: &[FileStamp], pack: Option<&String>) -> String {
    let lines: String = files
        .iter()
        .filter(|file| file.pack.as_ref() == pack)
        .map(|file| format!("{}  {}\n", file.sha256, file.name))
        .collect();
    hash(lines.as_bytes())
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::Provenance;
    use crate::model::rules::{Pack, RuleBook};
    use crate::source::Sources;

    fn stamp(root: &str, text: &str) -> Provenance {
        let pack = Pack { name: "u4ssc".into(), ..Pack::default() };
        let book = RuleBook { packs: vec![pack], ..RuleBook::default() };
        let mut sources = Sources::new();
        sources.add(format!("{root}/cities/trondheim/data.csv"), "item\n");
        sources.add(format!("{root}/rules/u4ssc/pack.kpi"), text);
        Provenance::of(&book, &sources)
    }

    #[test]
    fn where_the_folders_lie_does_not_matter() {
        assert_eq!(stamp("/a", "x"), stamp("b/c", "x"));
        assert_eq!(stamp("", "x").files[0].name, "u4ssc/pack.kpi");
        assert_eq!(stamp("", "x").files[1].name, "trondheim/data.csv");
    }

    #[test]
    fn one_letter_changes_the_hash_of_its_pack_and_of_nothing_else() {
        let (a, b) = (stamp("", "x"), stamp("", "y"));
        assert_ne!(a.packs[0].sha256, b.packs[0].sha256);
        assert_eq!(a.data_sha256, b.data_sha256);
    }
}
