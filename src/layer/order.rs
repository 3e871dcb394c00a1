//! Which packs are in use: those that are asked for and all that they extend, base first.

use indexmap::IndexMap;

use super::Wanted;
use crate::diagnostic::{Checked, Diagnostic};
use crate::source::{Span, nearest};
use crate::syntax::tree::{ClauseKind, File, Item, ItemKind, Name, NamesWord};

/// The parsed files of one pack.
#[derive(Debug, Clone, Default)]
pub struct PackFiles {
    /// Its files, in the order of their names.
    pub files: Vec<File>,
}

impl PackFiles {
    /// The item that opens the pack.
    #[must_use]
    pub fn head(&self) -> Option<&Item> {
        self.files.iter().flat_map(|file| &file.items).find(|item| item.kind == ItemKind::Pack)
    }

    /// The packs that it extends.
    #[must_use]
    pub fn extends(&self) -> Vec<Name> {
        let clauses = self.head().map(|head| head.clauses.as_slice()).unwrap_or_default();
        clauses
            .iter()
            .filter_map(|clause| match &clause.kind {
                ClauseKind::Names { word: NamesWord::Extends, names } => Some(names.clone()),
                _ => None,
            })
            .flatten()
            .collect()
    }
}

/// The names of all packs in use, each after those that it extends.
#[must_use]
pub fn order(wanted: &[Wanted], available: &IndexMap<String, PackFiles>) -> Checked<Vec<String>> {
    let mut walk = Walk { available, done: Vec::new(), open: Vec::new(), findings: Vec::new() };
    for pack in wanted {
        walk.visit(&pack.name, pack.span);
    }
    Checked { value: walk.done, findings: walk.findings }
}

struct Walk<'a> {
    available: &'a IndexMap<String, PackFiles>,
    done: Vec<String>,
    open: Vec<(String, Option<Span>)>,
    findings: Vec<Diagnostic>,
}

impl Walk<'_> {
    fn visit(&mut self, name: &str, asked: Option<Span>) {
        if self.done.iter().any(|done| done == name) {
            return;
        }
        if let Some(at) = self.open.iter().position(|(open, _)| open == name) {
            self.cycle(at, asked);
            return;
        }
        let Some(files) = self.available.get(name) else {
            self.findings.push(self.unknown(name, asked));
            return;
        };
        self.open.push((name.to_owned(), asked));
        for base in files.extends() {
            self.visit(&base.text, Some(base.span));
        }
        self.open.pop();
        self.done.push(name.to_owned());
    }

    fn unknown(&self, name: &str, asked: Option<Span>) -> Diagnostic {
        let near = nearest(name, self.available.keys().map(String::as_str));
        let known: Vec<&str> = self.available.keys().map(String::as_str).collect();
        let help = match (near, known.is_empty()) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, false) => format!("known packs: {}", known.join(", ")),
            (None, true) => "no pack was found; name the folder that holds them with --rules".to_owned(),
        };
        Diagnostic::error("pack::unknown", asked.unwrap_or_default(), format!("there is no pack `{name}`")).help(help)
    }

    fn cycle(&mut self, at: usize, asked: Option<Span>) {
        let names: Vec<&str> = self.open.iter().skip(at).map(|(name, _)| name.as_str()).collect();
        let first = names.first().copied().unwrap_or_default();
        let message = format!("the packs extend each other in a circle: {} → {first}", names.join(" → "));
        let mut finding = Diagnostic::error("pack::circle", asked.unwrap_or_default(), message)
            .here("this closes the circle")
            .help("take one `extends` away");
        for (name, span) in self.open.iter().skip(at + 1) {
            if let Some(span) = span {
                finding = finding.and(*span, format!("`{name}` is extended here"));
            }
        }
        self.findings.push(finding);
    }
}
