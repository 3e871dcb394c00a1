//! Where lines end: comments, blank lines, and clauses that carry on.

use super::super::words;
use super::reader::{Last, Reader, Stop};

impl Reader<'_> {
    /// Blanks a comment.
    pub(super) fn comment(&mut self) {
        let start = self.at;
        let rest = self.bytes.get(start..self.end).unwrap_or_default();
        let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        self.blank(start..start + length);
        self.at = start + length;
    }

    /// Goes over blanks, comments and line ends to the next token; blanks the line ends too if asked.
    pub(super) fn skip_blank(&mut self, and_line_ends: bool) {
        while let Some(byte) = self.byte(self.at) {
            match byte {
                b' ' => self.indent += 1,
                b'\t' => self.indent += 4,
                b'\r' => self.blank(self.at..self.at + 1),
                b'\n' => {
                    if and_line_ends {
                        self.blank(self.at..self.at + 1);
                    }
                    self.line_start = self.at + 1;
                    self.indent = 0;
                }
                b'#' => {
                    self.comment();
                    continue;
                }
                _ => return,
            }
            self.at += 1;
        }
    }

    /// At a line end: does the clause carry on?
    pub(super) fn line_end(&mut self) -> Result<(), Stop> {
        let from = self.at;
        self.skip_blank(false);
        if self.carries_on() {
            let to = self.at;
            let (bytes, mask) = (self.bytes, &mut *self.mask);
            for (place, byte) in bytes.iter().enumerate().take(to).skip(from) {
                if *byte == b'\n'
                    && let Some(sign) = mask.get_mut(place)
                {
                    *sign = b' ';
                }
            }
        } else if !self.in_round() {
            self.end_clause();
        } else if self.careful && self.at < self.end {
            // The next clause begins: the bracket misses its partner.
            return self.close_round(from);
        }
        Ok(())
    }

    /// Whether the line that begins here belongs to the clause above it.
    fn carries_on(&self) -> bool {
        let Some(current) = self.current else { return self.in_round() };
        let Some(byte) = self.byte(self.at) else { return false };
        if byte == b'{' {
            return true;
        }
        let deeper = self.indent > current.indent;
        let word = self.word_here();
        let opens = || !deeper && (words::opens_clause(word) || words::ITEM_WORDS.contains(&word));
        if self.in_round() {
            return !(self.careful && opens());
        }
        if self.last == Last::Open {
            return !opens() && byte != b'}';
        }
        let operator = matches!(byte, b'+' | b'-' | b'*' | b'/' | b'^' | b'=' | b'<' | b'>' | b'!');
        deeper && (operator || words::carries_on(word) || byte == b'"' && self.in_translation())
    }

    /// Whether the innermost block is one of translations: there the second text may stand on a line of its own.
    fn in_translation(&self) -> bool {
        let head = self.frames.last().map_or(0..0, |frame| frame.head.clone());
        self.slice(head).split([' ', '\t']).next() == Some("translate")
    }

    fn word_here(&self) -> &str {
        let mut end = self.at;
        while self.byte(end).is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
            end += 1;
        }
        self.slice(self.at..end)
    }
}
