//! What comes out: columns, and the words for what they hold.

use super::op::{Id, Sort};
use super::program::Program;
use super::tag::{NOT_REPORTED, is_missing, is_tag, kind, tag_of};
use super::{GroupPart, What, is_number};
use crate::model::rules::{RuleBook, Scale};
use crate::value::{ItemId, MissingKind, Symbol};
use indexmap::IndexMap;

/// Why a cell holds nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is missing.
    Missing(MissingKind),
    /// The plan does not carry it: the tree evaluator can tell.
    NotCarried,
}

impl Why {
    fn of(tag: u8) -> Self {
        kind(tag).map_or(Self::NotCarried, Self::Missing)
    }
}

/// The results of a plan: one cell for each row in every column that is kept.
#[derive(Debug, Clone)]
pub struct Results<'a> {
    book: &'a RuleBook,
    kept: IndexMap<What, (Sort, Id)>,
    rows: usize,
    pub(super) numbers: Vec<Vec<f64>>,
    pub(super) codes: Vec<Vec<u8>>,
}

/// A column of numbers, in base units.
#[derive(Debug, Clone, Copy)]
pub struct Numbers<'r> {
    cells: &'r [f64],
}

/// A column of yes and no.
#[derive(Debug, Clone, Copy)]
pub struct Answers<'r> {
    cells: &'r [u8],
}

/// A column of bands.
#[derive(Debug, Clone, Copy)]
pub struct Bands<'r> {
    cells: &'r [u8],
    scale: Option<&'r Scale>,
    book: &'r RuleBook,
}

/// The columns of a group.
#[derive(Debug, Clone, Copy)]
pub struct Group<'r> {
    /// Its score.
    pub score: Numbers<'r>,
    /// Its band, where the roll-up has a scale.
    pub band: Option<Bands<'r>>,
    /// How many members are scored.
    pub scored: Numbers<'r>,
    /// How many members apply to the place.
    pub applicable: Numbers<'r>,
    /// How many members are reported.
    pub reported: Numbers<'r>,
}

impl<'r> Numbers<'r> {
    /// The number in a row.
    ///
    /// # Errors
    /// Why there is none; a row that is not there is not reported.
    pub fn get(&self, row: usize) -> Result<f64, Why> {
        let cell = self.cells.get(row).copied().unwrap_or(NOT_REPORTED);
        if is_missing(cell) { Err(Why::of(tag_of(cell))) } else { Ok(cell) }
    }

    /// The cells as they are: what is missing is no number.
    #[must_use]
    pub fn cells(&self) -> &'r [f64] {
        self.cells
    }
}

impl<'r> Answers<'r> {
    /// The answer in a row.
    ///
    /// # Errors
    /// Why there is none.
    pub fn get(&self, row: usize) -> Result<bool, Why> {
        let cell = self.cells.get(row).copied().unwrap_or(tag_of(NOT_REPORTED));
        if is_tag(cell) { Err(Why::of(cell)) } else { Ok(cell == 1) }
    }

    /// The cells as they are: 0 and 1; from 128 on what is missing.
    #[must_use]
    pub fn cells(&self) -> &'r [u8] {
        self.cells
    }
}

impl<'r> Bands<'r> {
    /// The name of the band in a row.
    ///
    /// # Errors
    /// Why there is none.
    pub fn get(&self, row: usize) -> Result<&'r str, Why> {
        let place = self.place(row)?;
        let band = self.scale.and_then(|scale| scale.bands.get(usize::from(place)));
        band.map(|band| self.book.word(band.name)).ok_or(Why::NotCarried)
    }

    /// The place of the band in a row among those of its scale, the highest first.
    ///
    /// # Errors
    /// Why there is none.
    pub fn place(&self, row: usize) -> Result<u8, Why> {
        let cell = self.cells.get(row).copied().unwrap_or(tag_of(NOT_REPORTED));
        if is_tag(cell) { Err(Why::of(cell)) } else { Ok(cell) }
    }

    /// The cells as they are: places; from 128 on what is missing.
    #[must_use]
    pub fn cells(&self) -> &'r [u8] {
        self.cells
    }
}

impl<'a> Results<'a> {
    pub(super) fn of(book: &'a RuleBook, program: &Program, rows: usize) -> Self {
        let many = |sort: bool| program.kept.values().filter(|(one, _)| is_number(*one) == sort).count();
        Self {
            book,
            kept: program.kept.clone(),
            rows,
            numbers: vec![vec![NOT_REPORTED; rows]; many(true)],
            codes: vec![vec![tag_of(NOT_REPORTED); rows]; many(false)],
        }
    }

    pub(super) fn fits(&self, program: &Program, rows: usize) -> bool {
        self.rows == rows && self.kept == program.kept
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// What is kept, in the order of the rules.
    pub fn kept(&self) -> impl Iterator<Item = &What> {
        self.kept.keys()
    }

    /// The cells of a column of numbers, by its place; none where there is no such column.
    #[must_use]
    pub fn number_column(&self, place: usize) -> &[f64] {
        self.numbers.get(place).map_or(&[], Vec::as_slice)
    }

    /// The cells of a column of codes, by its place.
    #[must_use]
    pub fn code_column(&self, place: usize) -> &[u8] {
        self.codes.get(place).map_or(&[], Vec::as_slice)
    }

    /// A column of numbers.
    #[must_use]
    pub fn numbers(&self, what: &What) -> Option<Numbers<'_>> {
        let (sort, place) = *self.kept.get(what)?;
        let cells = self.numbers.get(place as usize).filter(|_| is_number(sort))?;
        Some(Numbers { cells })
    }

    /// A column of codes.
    #[must_use]
    pub fn answers(&self, what: &What) -> Option<Answers<'_>> {
        let (sort, place) = *self.kept.get(what)?;
        let cells = self.codes.get(place as usize).filter(|_| !is_number(sort))?;
        Some(Answers { cells })
    }

    fn item(&self, name: &str) -> Option<ItemId> {
        self.book.item_names.get(name).copied()
    }

    /// The values of an item that is measured in numbers; words are the numbers of their symbols.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<Numbers<'_>> {
        self.numbers(&What::Value(self.item(name)?))
    }

    /// The values of an item that is yes or no.
    #[must_use]
    pub fn answer(&self, name: &str) -> Option<Answers<'_>> {
        self.answers(&What::Value(self.item(name)?))
    }

    /// The scores of an item.
    #[must_use]
    pub fn score(&self, name: &str) -> Option<Numbers<'_>> {
        self.numbers(&What::Score(self.item(name)?))
    }

    /// The points of an item.
    #[must_use]
    pub fn points(&self, name: &str) -> Option<Numbers<'_>> {
        self.numbers(&What::Points(self.item(name)?))
    }

    /// The bands of an item.
    #[must_use]
    pub fn band(&self, name: &str) -> Option<Bands<'_>> {
        let id = self.item(name)?;
        let cells = self.answers(&What::Band(id))?.cells;
        Some(self.bands(cells, self.book.item(id)?.scale))
    }

    fn bands<'r>(&'r self, cells: &'r [u8], scale: Option<u16>) -> Bands<'r> {
        let scale = scale.and_then(|scale| self.book.scales.get(usize::from(scale)));
        Bands { cells, scale, book: self.book }
    }

    /// The group of a roll-up, by the roll-up's name and the values of its facets.
    #[must_use]
    pub fn group(&self, rollup: &str, values: &[&str]) -> Option<Group<'_>> {
        let key: Option<Vec<Symbol>> = values.iter().map(|word| self.symbol(word)).collect();
        let key = key?;
        let places = self.book.rollups.iter().enumerate().filter(|(_, one)| one.name == rollup);
        places.filter_map(|(place, one)| Some((u16::try_from(place).ok()?, one.scale))).find_map(|(rollup, scale)| {
            let what = |part| What::Group { rollup, key: key.clone(), part };
            let count = |part| self.numbers(&what(part)).unwrap_or(Numbers { cells: &[] });
            let band = self.answers(&what(GroupPart::Band)).map(|cells| self.bands(cells.cells, scale));
            Some(Group {
                score: self.numbers(&what(GroupPart::Score))?,
                band,
                scored: count(GroupPart::Scored),
                applicable: count(GroupPart::Applicable),
                reported: count(GroupPart::Reported),
            })
        })
    }

    fn symbol(&self, word: &str) -> Option<Symbol> {
        Some(Symbol(u32::try_from(self.book.words.get_index_of(word)?).ok()?))
    }

    /// Whether a recommendation fires, be it held back afterwards or not.
    #[must_use]
    pub fn trigger(&self, name: &str) -> Option<Answers<'_>> {
        let place = self.book.recommendations.iter().position(|rule| rule.name == name)?;
        self.answers(&What::Trigger(u16::try_from(place).ok()?))
    }

    /// The rows in which something is to be asked of the tree evaluator.
    #[must_use]
    pub fn open_rows(&self) -> Vec<usize> {
        let open = |row: usize| {
            let number =
                |cells: &Vec<f64>| cells.get(row).is_some_and(|cell| cell.to_bits() == super::tag::ASKED.to_bits());
            let code = |cells: &Vec<u8>| cells.get(row) == Some(&super::tag::ASK);
            self.numbers.iter().any(number) || self.codes.iter().any(code)
        };
        (0..self.rows).filter(|row| open(*row)).collect()
    }

    /// Puts what the tree evaluator found into the cells of a row that ask for it.
    pub fn fill(&mut self, row: usize, mut find: impl FnMut(&What) -> Result<f64, MissingKind>) {
        for (what, (sort, place)) in &self.kept {
            let place = *place as usize;
            if is_number(*sort) {
                let cell = self.numbers.get_mut(place).and_then(|cells| cells.get_mut(row));
                if let Some(cell) = cell.filter(|cell| cell.to_bits() == super::tag::ASKED.to_bits()) {
                    *cell = find(what).unwrap_or_else(super::missing);
                }
            } else {
                let cell = self.codes.get_mut(place).and_then(|cells| cells.get_mut(row));
                if let Some(cell) = cell.filter(|cell| **cell == super::tag::ASK) {
                    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place of a band")]
                    let code = find(what).map_or_else(super::tag::tag, |number| number as u8);
                    *cell = code;
                }
            }
        }
    }
}
