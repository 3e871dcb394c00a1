//! The pass over the bytes: tokens, and the clauses that they make.

use super::super::build::Range;
use super::super::words;
use super::bracket::{Frame, Open};
use super::{Block, Chunk};
use crate::diagnostic::Diagnostic;
use crate::source::{SourceId, Span};

/// Why a pass ends early.
pub(super) enum Stop {
    /// A round bracket is not closed: it is set aside and the item read again.
    Unclosed(usize, Box<Diagnostic>),
    /// Brackets nest too deep.
    Deep(Box<Diagnostic>),
}

/// What was read last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    /// An operator, a comma or a word after which a clause is not at its end.
    Open,
    /// Anything else.
    Closed,
}

/// The clause that is being read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Current {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Indentation of the line that it began on.
    pub(super) indent: usize,
}

/// The scanner at work on a stretch of a file.
pub(super) struct Reader<'a> {
    pub(super) source: SourceId,
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) mask: &'a mut [u8],
    pub(super) at: usize,
    pub(super) end: usize,
    pub(super) line_start: usize,
    pub(super) indent: usize,
    pub(super) last: Last,
    pub(super) current: Option<Current>,
    pub(super) chunks: Vec<Chunk>,
    pub(super) stack: Vec<Open>,
    pub(super) frames: Vec<Frame>,
    pub(super) findings: Vec<Diagnostic>,
    /// Brackets deeper than the limit, on the first pass.
    pub(super) lost: usize,
    pub(super) unbalanced: bool,
    /// Whether this is the second, careful pass over one item.
    pub(super) careful: bool,
    pub(super) ignored: Vec<usize>,
    /// A text in this item has no end: braces that miss are its doing.
    pub(super) endless_text: bool,
    starts: Vec<usize>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(source: SourceId, text: &'a str, mask: &'a mut [u8], range: Range) -> Self {
        Self {
            source,
            text,
            bytes: text.as_bytes(),
            mask,
            at: range.start,
            end: range.end,
            line_start: range.start,
            indent: 0,
            last: Last::Closed,
            current: None,
            chunks: Vec::new(),
            stack: Vec::new(),
            frames: Vec::new(),
            findings: Vec::new(),
            lost: 0,
            unbalanced: false,
            careful: false,
            ignored: Vec::new(),
            endless_text: false,
            starts: Vec::new(),
        }
    }

    /// Reads carefully, with these brackets set aside.
    pub(super) fn repair(&mut self, ignored: Vec<usize>) {
        self.careful = true;
        self.ignored = ignored;
    }

    /// Whether all brackets had their partners.
    pub(super) fn balanced(&self) -> bool {
        !self.unbalanced
    }

    /// What was read: clauses, findings, and the places of item words in column 0.
    pub(super) fn finish(self) -> (Vec<Chunk>, Vec<Diagnostic>, Vec<usize>) {
        (self.chunks, self.findings, self.starts)
    }

    /// Reads the stretch.
    pub(super) fn run(&mut self) -> Result<(), Stop> {
        self.skip_blank(false);
        while self.at < self.end {
            self.step()?;
        }
        self.close_all()
    }

    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        if at < self.end { self.bytes.get(at).copied() } else { None }
    }

    pub(super) fn slice(&self, range: Range) -> &'a str {
        self.text.get(range).unwrap_or("")
    }

    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source, start, end)
    }

    /// Writes into the copy.
    pub(super) fn blank(&mut self, range: Range) {
        if let Some(place) = self.mask.get_mut(range) {
            place.fill(b' ');
        }
    }

    /// Writes a replacement into the copy, filled up with blanks.
    pub(super) fn replace(&mut self, start: usize, end: usize, with: &str) {
        self.blank(start..end);
        if with.len() <= end - start
            && let Some(place) = self.mask.get_mut(start..start + with.len())
        {
            place.copy_from_slice(with.as_bytes());
        }
    }

    fn step(&mut self) -> Result<(), Stop> {
        let at = self.at;
        match self.byte(at).unwrap_or(b' ') {
            b' ' | b'\t' => self.at += 1,
            b'\r' => {
                self.blank(at..at + 1);
                self.at += 1;
            }
            b'\n' => return self.line_end(),
            b'#' => self.comment(),
            b'"' => self.text_token(),
            b'\'' => self.quoted_name(),
            open @ (b'(' | b'[' | b'{') => return self.open(open),
            close @ (b')' | b']' | b'}') => return self.close(close),
            b';' if !self.in_round() => {
                self.end_clause();
                self.at += 1;
            }
            b',' => self.token(at + 1, Last::Open),
            b'0'..=b'9' => self.number(),
            byte if byte.is_ascii_alphabetic() || byte == b'_' => self.word(),
            byte if byte >= 0x80 => self.sign(),
            b'+' | b'-' | b'*' | b'/' | b'^' | b'=' | b'<' | b'>' | b'!' | b'&' | b'|' => self.operator(),
            _ => self.token(at + 1, Last::Closed),
        }
        Ok(())
    }

    /// Takes a token up to a place.
    pub(super) fn token(&mut self, end: usize, last: Last) {
        let (start, indent) = (self.at, self.indent);
        let current = self.current.get_or_insert(Current { start, end, indent });
        current.end = end;
        self.last = last;
        self.at = end;
    }

    /// Ends the clause that is being read.
    pub(super) fn end_clause(&mut self) {
        if let Some(current) = self.current.take() {
            self.chunks.push(Chunk { head: current.start..current.end, block: None });
        }
        self.last = Last::Closed;
    }

    /// Opens the block of the clause that is being read.
    pub(super) fn open_block(&mut self) {
        let at = self.at;
        let head = self.current.take().map_or(at..at, |current| current.start..current.end);
        self.frames.push(Frame { head, open: at, chunks: std::mem::take(&mut self.chunks) });
        self.last = Last::Closed;
    }

    /// Closes the innermost block.
    pub(super) fn close_block(&mut self, close: usize) {
        self.end_clause();
        if let Some(Frame { head, open, chunks }) = self.frames.pop() {
            let inside = std::mem::replace(&mut self.chunks, chunks);
            self.chunks.push(Chunk { head, block: Some(Block { open, close, chunks: inside }) });
        }
    }

    fn word(&mut self) {
        let start = self.at;
        let mut end = start;
        while self.byte(end).is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            end += 1;
        }
        if self.byte(end).is_some_and(|byte| byte >= 0x80) && self.foreign_word(start) {
            return;
        }
        let word = self.slice(start..end);
        if start == self.line_start && words::ITEM_WORDS.contains(&word) {
            self.starts.push(start);
        }
        self.token(end, if words::wants_more(word) { Last::Open } else { Last::Closed });
    }

    fn number(&mut self) {
        let mut end = self.digits(self.at);
        if self.byte(end) == Some(b'.') && self.byte(end + 1).is_some_and(|byte| byte.is_ascii_digit()) {
            end = self.digits(end + 1);
        } else if self.byte(end) == Some(b',')
            && self.byte(end + 1).is_some_and(|byte| byte.is_ascii_digit())
            && !self.in_round()
        {
            end = self.decimal_comma(end);
        }
        self.token(end, Last::Closed);
    }

    fn digits(&self, mut at: usize) -> usize {
        while self.byte(at).is_some_and(|byte| byte.is_ascii_digit() || byte == b'_') {
            at += 1;
        }
        at
    }

    /// `0,5`: a decimal comma, or a comma between thousands.
    fn decimal_comma(&mut self, comma: usize) -> usize {
        let (start, end) = (self.at, self.digits(comma + 1));
        let (whole, part) = (self.slice(start..comma), self.slice(comma + 1..end));
        let span = self.span(start, end);
        let message = "a number has a decimal point, not a comma";
        let finding = Diagnostic::error("syntax::number::decimal_comma", span, message);
        let thousands = part.len() == 3 && whole.len() <= 3;
        self.findings.push(if thousands {
            finding
                .here("a decimal, or thousands?")
                .help(format!("write `{whole}.{part}` for the decimal, `{whole}_{part}` for the thousands"))
        } else {
            let right = format!("{whole}.{part}");
            finding.here("decimal comma").help(format!("write `{right}`")).fix(span, right)
        });
        self.replace(comma, comma + 1, if thousands { "_" } else { "." });
        end
    }

    /// An operator; those of other languages are told and replaced.
    fn operator(&mut self) {
        let start = self.at;
        let pair = self.bytes.get(start..(start + 2).min(self.end)).unwrap_or_default();
        let (length, right) = match pair {
            b"==" => (2, Some("=")),
            b"<>" => (2, Some("!=")),
            b"=<" => (2, Some("<=")),
            b"**" => (2, Some("^")),
            b"&&" => (2, Some("and")),
            b"||" => (2, Some("or")),
            b"<=" | b">=" | b"!=" | b"=>" | b"->" => (2, None),
            [b'!', ..] => (1, Some("not")),
            [b'&', ..] => (1, Some("and")),
            [b'|', ..] => (1, Some("or")),
            _ => (1, None),
        };
        if let Some(right) = right {
            self.foreign_operator(start, start + length, right);
        }
        self.token(start + length, Last::Open);
    }

    /// Tells of an operator of another language and replaces it where it fits.
    pub(super) fn foreign_operator(&mut self, start: usize, end: usize, right: &str) {
        let span = self.span(start, end);
        let written = self.slice(start..end);
        self.findings.push(
            Diagnostic::error("syntax::operator::foreign", span, format!("`{written}` is written `{right}` here"))
                .here("operator of another language")
                .help(format!("write `{right}`"))
                .fix(span, right),
        );
        if right.len() <= end - start {
            self.replace(start, end, right);
        }
    }
}
