//! One sheet while it is read: which column is which, and the rows that are wanted.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::grid::Grid;
use super::row::Row;
use super::{figures, kpis, rows, table, targets};
use crate::cells::{all_of, any_of};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span, nearest};
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind, Sheet};

/// How many findings of all sheets of a file are shown.
const SHOWN: usize = 100;

/// What is found while sheets are read.
#[derive(Debug, Clone, Default)]
pub(super) struct Slips(Rc<RefCell<Vec<Diagnostic>>>);

impl Slips {
    /// Keeps a finding.
    pub(super) fn push(&self, finding: Diagnostic) {
        self.0.borrow_mut().push(finding);
    }

    /// All findings; of very many the first ones, and a last one that counts the rest.
    pub(super) fn into_findings(self) -> Vec<Diagnostic> {
        let mut all = self.0.take();
        let more = all.len().saturating_sub(SHOWN);
        let next = all.get(SHOWN).map(Diagnostic::span);
        all.truncate(SHOWN);
        if let Some(span) = next {
            let message = format!("and {more} more findings in sheets");
            let finding = Diagnostic::error("sheet::more", span, message).here("the next one");
            all.push(finding.help("put the findings above right first; one slip often makes many"));
        }
        all
    }
}

/// A column that a block or the custom gives a meaning.
#[derive(Debug)]
pub(super) struct Role {
    /// What its cells are: `title`, `target`, the name of a facet.
    pub word: String,
    /// They are values of a facet.
    pub facet: bool,
    /// Its place in the sheet.
    pub column: usize,
    /// Where the block says so, with its modifiers.
    pub clause: Option<Clause>,
}

/// A sheet, with the meaning of its columns.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub grid: Grid<'a>,
    pub roles: Vec<Role>,
    pub slips: Slips,
    /// Where the rules name the sheet.
    pub named: Span,
    /// The rows that are wanted, as places in the grid.
    wanted: Vec<usize>,
    /// How many rows gave something.
    used: Cell<usize>,
}

impl<'a> Reader<'a> {
    /// Opens the sheet of an item; nothing where it cannot be read at all.
    pub(super) fn open((source, text): (SourceId, &'a str), sheet: &Sheet, item: &Item, slips: Slips) -> Option<Self> {
        let known = customary(item);
        let mut names: Vec<&str> = known.iter().map(String::as_str).collect();
        names.extend(item.clauses.iter().filter_map(|clause| match &clause.kind {
            ClauseKind::Column { column, .. } => Some(column.text.as_str()),
            _ => None,
        }));
        let grid = Grid::read(source, text, &names, &slips)?;
        let wanted = rows::wanted(&grid, sheet.rows.as_ref(), &slips)?;
        let mut reader = Self { grid, roles: Vec::new(), slips, named: sheet.file.span, wanted, used: Cell::new(0) };
        reader.by_clauses(item, &known);
        let asked = sheet.rows.as_ref().map(rows::columns).unwrap_or_default();
        reader.by_custom(item, &known, &asked);
        Some(reader)
    }

    /// Columns that the block names.
    fn by_clauses(&mut self, item: &Item, known: &[String]) {
        for clause in &item.clauses {
            let ClauseKind::Column { role, facet, column } = &clause.kind else { continue };
            let may_facet = item.kind == ItemKind::Kpis;
            if (*facet && !may_facet) || (!*facet && !known.contains(&role.text)) {
                self.unknown_role(&role.text, role.span, known);
                continue;
            }
            match self.grid.column(&column.text) {
                Some(place) => self.roles.push(Role {
                    word: role.text.clone(),
                    facet: *facet,
                    column: place,
                    clause: Some(clause.clone()),
                }),
                None => self.no_column(&column.text, column.span),
            }
        }
    }

    fn unknown_role(&self, word: &str, span: Span, known: &[String]) {
        let names = || known.iter().map(String::as_str);
        let help = match nearest(word, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write {}", any_of(names())),
        };
        let message = format!("`{word}` is nothing that a column of this sheet can be");
        self.slips.push(Diagnostic::error("sheet::role", span, message).help(help));
    }

    /// Says that the sheet has no such column.
    pub(super) fn no_column(&self, name: &str, span: Span) {
        let help = match self.grid.nearest(name) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("its columns are {}", all_of(self.grid.names().map(|(name, _)| name).take(20))),
        };
        let message = format!("the sheet has no column `{name}`");
        let finding = Diagnostic::error("sheet::column::missing", span, message);
        let finding =
            if span.source == self.grid.source { finding } else { finding.and(self.grid.head(), "its header") };
        self.slips.push(finding.help(help));
    }

    /// Columns that are known by their own names, and those that nothing reads.
    fn by_custom(&mut self, item: &Item, known: &[String], asked: &[&str]) {
        if item.kind == ItemKind::Kpis {
            return;
        }
        let names: Vec<(String, Span)> = self.grid.names().map(|(name, span)| (name.to_owned(), span)).collect();
        for (place, (name, span)) in names.into_iter().enumerate() {
            let word = crate::cells::as_name(&name);
            if name.is_empty() || self.roles.iter().any(|role| role.column == place) {
                continue;
            }
            let taken = self.roles.iter().any(|role| role.word == word);
            if known.contains(&word) && !taken {
                self.roles.push(Role { word, facet: false, column: place, clause: None });
            } else if !matches!(item.kind, ItemKind::Facet { .. }) && !asked.contains(&name.as_str()) {
                self.unread(&name, span, known);
            }
        }
    }

    fn unread(&self, name: &str, span: Span, known: &[String]) {
        let free = known.iter().map(String::as_str).filter(|word| self.roles.iter().all(|role| role.word != *word));
        let message = format!("the column `{name}` is not read");
        let finding = match nearest(&crate::cells::as_name(name), free) {
            Some(near) if name.len() < 100 => Diagnostic::warning("sheet::column::unread", span, message)
                .help(format!("did you mean `{near}`?"))
                .fix(span, near),
            _ => Diagnostic::advice("sheet::column::unread", span, message)
                .help(format!("known columns are {}", all_of(known.iter().map(String::as_str)))),
        };
        self.slips.push(finding);
    }

    /// The rows that are wanted.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_, 'a>> {
        let records = self.wanted.iter().filter_map(|place| self.grid.records.get(*place));
        records.map(|record| {
            self.used.set(self.used.get() + 1);
            Row { reader: self, record }
        })
    }

    /// The column of a word.
    pub(super) fn role(&self, word: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.word == word && !role.facet)
    }

    /// Whether a column is there; says so if it is not.
    pub(super) fn needs(&self, word: &str) -> bool {
        let there = self.role(word).is_some();
        if !there {
            self.no_column(word, self.grid.head());
        }
        there
    }

    /// Says when no row was wanted.
    pub(super) fn finish(&self) {
        if self.wanted.is_empty() && !self.grid.broken {
            let none = self.grid.records.is_empty();
            let message = if none { "the sheet has no rows" } else { "no row of the sheet is wanted" };
            let finding =
                Diagnostic::warning("sheet::rows::none", self.named, message).and(self.grid.head(), "its header");
            let help = if none { "write a row below its header" } else { "look at what stands after `where`" };
            self.slips.push(finding.help(help));
        }
    }
}

/// The words that columns of an item's sheet may have.
fn customary(item: &Item) -> Vec<String> {
    let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<String>>();
    let mut words = match &item.kind {
        ItemKind::Kpis => return own(&kpis::roles(item)),
        ItemKind::Facet { .. } => {
            let mut words = own(super::facet::COLUMNS);
            words.extend(item.names.first().map(|titled| titled.name.text.clone()));
            return words;
        }
        ItemKind::Targets { by } => {
            let mut words: Vec<String> = by.iter().map(|by| by.text.clone()).collect();
            words.extend(own(targets::COLUMNS));
            words
        }
        ItemKind::Reference { by } => {
            let mut words: Vec<String> = by.iter().map(|by| by.text.clone()).collect();
            words.extend(own(figures::REFERENCE));
            words
        }
        ItemKind::Table { by, .. } => {
            let mut words: Vec<String> = by.iter().map(|by| by.text.clone()).collect();
            words.extend(own(table::COLUMNS));
            words
        }
        _ => {
            let attributes = item.clauses.iter().filter_map(|clause| match &clause.kind {
                ClauseKind::FromSheet { by, .. } => Some(by.text.clone()),
                _ => None,
            });
            let mut words: Vec<String> = attributes.collect();
            words.extend(item.names.first().map(|titled| titled.name.text.clone()));
            words.extend(own(figures::FACTS));
            words
        }
    };
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::Slips;
    use crate::diagnostic::Diagnostic;
    use crate::source::Span;

    #[test]
    fn of_very_many_findings_the_rest_is_counted() {
        let slips = Slips::default();
        for _ in 0..130 {
            slips.push(Diagnostic::error("sheet::target", Span::default(), "x"));
        }
        let all = slips.into_findings();
        assert_eq!((all.len(), all[100].code), (101, "sheet::more"));
        assert_eq!(all[100].message, "and 30 more findings in sheets");
    }
}
