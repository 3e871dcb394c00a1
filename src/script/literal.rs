//! Literals of lists and records become our own lists and records.
//!
//! Rhai makes its own arrays and maps of `[…]` and `#{…}`. Those would be copied without being counted. So a script is
//! read twice: once to see where its literals stand, then with `list( )` and `record( )` put around them. Places in the
//! second text are told as places in the first.

use std::cell::RefCell;

use rhai::{Position, Token};

/// What opens and closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bracket {
    Open,
    Close,
}

thread_local! {
    /// The brackets of the script that is being read, where they are wanted.
    static BRACKETS: RefCell<Option<Vec<(Bracket, Position)>>> = const { RefCell::new(None) };
}

/// Takes note of a token where a script is read for the first time. Says whether it is.
pub(super) fn first_reading(token: &Token, place: Position) -> bool {
    BRACKETS.with_borrow_mut(|brackets| {
        let Some(brackets) = brackets else { return false };
        match token {
            Token::LeftBracket | Token::MapStart | Token::LeftBrace | Token::LeftParen => {
                brackets.push((Bracket::Open, place));
            }
            Token::RightBracket | Token::RightBrace | Token::RightParen => brackets.push((Bracket::Close, place)),
            _ => (),
        }
        true
    })
}

/// Reads something, and gives the pairs of brackets that stood in it.
pub(super) fn with_brackets<T>(read: impl FnOnce() -> T) -> (T, Pairs) {
    BRACKETS.set(Some(Vec::new()));
    let result = read();
    let brackets = BRACKETS.take().unwrap_or_default();
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    for (bracket, place) in brackets {
        match bracket {
            Bracket::Open => open.push(place),
            Bracket::Close => pairs.extend(open.pop().map(|start| (start, place))),
        }
    }
    pairs.sort();
    (result, Pairs(pairs))
}

/// Brackets that belong together, in the order in which they open.
pub(super) struct Pairs(Vec<(Position, Position)>);

impl Pairs {
    /// Where the bracket closes that opens at a place.
    fn close(&self, open: Position) -> Option<Position> {
        let at = self.0.binary_search_by_key(&open, |(start, _)| *start).ok()?;
        self.0.get(at).map(|(_, end)| *end)
    }
}

/// What was put into a text: line and column before which it stands, and how many letters it has.
#[derive(Debug, Clone, Default)]
pub(super) struct Inserted(Vec<(usize, usize, usize)>);

/// A text with `list( )` and `record( )` around its literals.
pub(super) fn wrapped(text: &str, literals: &[(Position, &'static str)], pairs: &Pairs) -> (String, Inserted) {
    let mut pieces: Vec<((usize, usize), &str)> = Vec::new();
    for (open, function) in literals {
        if let Some(close) = pairs.close(*open) {
            pieces.push((at(*open, 0), function));
            pieces.push((at(close, 1), ")"));
        }
    }
    pieces.sort_by_key(|(place, _)| *place);
    let inserted = pieces.iter().map(|((line, column), piece)| (*line, *column, piece.len())).collect();
    let mut result = String::with_capacity(text.len() + pieces.len() * 8);
    let mut pieces = pieces.into_iter().peekable();
    for (number, line) in text.split_inclusive('\n').enumerate() {
        for (column, letter) in (1..).zip(line.chars()) {
            while let Some((_, piece)) = pieces.next_if(|(place, _)| *place <= (number + 1, column)) {
                result.push_str(piece);
            }
            result.push(letter);
        }
    }
    pieces.for_each(|(_, piece)| result.push_str(piece));
    (result, Inserted(inserted))
}

fn at(place: Position, further: usize) -> (usize, usize) {
    (place.line().unwrap_or(0), place.position().unwrap_or(0) + further)
}

impl Inserted {
    /// A place of the second text as a place of the first.
    pub(super) fn original(&self, line: usize, column: usize) -> (usize, usize) {
        let mut shift = 0;
        for (_, before, length) in self.0.iter().filter(|(of, ..)| *of == line) {
            if before + shift <= column {
                shift += length.min(&(column - before - shift)).to_owned();
            }
        }
        (line, column - shift)
    }
}
