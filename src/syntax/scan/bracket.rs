//! Brackets: their partners, and what is said when one is missing.

use super::super::build::Range;
use super::Chunk;
use super::depth::DEEPEST;
use super::reader::{Last, Reader, Stop};
use crate::diagnostic::Diagnostic;

/// A bracket that waits for its partner.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    /// Which.
    pub(super) kind: u8,
    /// Where it stands.
    pub(super) at: usize,
    /// Indentation of its line.
    pub(super) indent: usize,
}

/// A block that is being read, and what was read around it.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) head: Range,
    pub(super) open: usize,
    pub(super) chunks: Vec<Chunk>,
}

impl Reader<'_> {
    /// Whether a round or square bracket is open.
    pub(super) fn in_round(&self) -> bool {
        self.stack.last().is_some_and(|open| open.kind != b'{')
    }

    pub(super) fn open(&mut self, kind: u8) -> Result<(), Stop> {
        let at = self.at;
        if self.ignored.contains(&at) {
            self.token(at + 1, Last::Closed);
            return Ok(());
        }
        if self.stack.len() >= DEEPEST {
            if self.careful {
                return Err(Stop::Deep(Box::new(super::depth::finding(self.span(at, at + 1)))));
            }
            self.unbalanced = true;
            self.lost += 1;
            self.at += 1;
            return Ok(());
        }
        if kind == b'{' {
            self.close_round(at)?;
            self.open_block();
            self.at += 1;
        } else {
            self.token(at + 1, Last::Open);
        }
        self.stack.push(Open { kind, at, indent: self.indent });
        Ok(())
    }

    pub(super) fn close(&mut self, kind: u8) -> Result<(), Stop> {
        let at = self.at;
        if self.lost > 0 {
            self.lost -= 1;
            self.at += 1;
            return Ok(());
        }
        if kind == b'}' {
            return self.close_brace(at);
        }
        match self.stack.last().copied() {
            Some(open) if partner(open.kind) == kind => {
                self.stack.pop();
                self.token(at + 1, Last::Closed);
            }
            Some(open) if open.kind != b'{' => {
                self.mismatch(open, at, kind);
                self.stack.pop();
                self.token(at + 1, Last::Closed);
            }
            _ => {
                self.stray(at, kind);
                self.token(at + 1, Last::Closed);
            }
        }
        Ok(())
    }

    fn close_brace(&mut self, at: usize) -> Result<(), Stop> {
        self.close_round(at)?;
        let first_of_line = self.slice(self.line_start..at).trim().is_empty();
        while let Some(open) = self.stack.last().copied() {
            let outer = self.stack.len() > 1;
            if self.careful && first_of_line && outer && self.indent < open.indent {
                self.stack.pop();
                self.tell_unclosed(open, at, "this one closes the block around it");
                self.close_block(at);
                continue;
            }
            self.stack.pop();
            self.close_block(at + 1);
            self.at = at + 1;
            return Ok(());
        }
        self.stray(at, b'}');
        self.end_clause();
        self.at = at + 1;
        Ok(())
    }

    /// At a brace: a round bracket that is still open misses its partner.
    pub(super) fn close_round(&mut self, at: usize) -> Result<(), Stop> {
        while let Some(open) = self.stack.last().copied().filter(|open| open.kind != b'{') {
            if self.careful {
                return Err(Stop::Unclosed(open.at, Box::new(self.unclosed(open, at))));
            }
            self.unbalanced = true;
            self.stack.pop();
        }
        Ok(())
    }

    /// At the end: whatever is open misses its partner.
    pub(super) fn close_all(&mut self) -> Result<(), Stop> {
        self.unbalanced |= self.lost > 0;
        let end = self.end;
        self.close_round(end)?;
        while let Some(open) = self.stack.pop() {
            self.unbalanced = true;
            if self.careful {
                self.tell_unclosed(open, end, "missing before this place");
            }
            self.close_block(end);
        }
        self.end_clause();
        Ok(())
    }

    fn tell_unclosed(&mut self, open: Open, at: usize, there: &str) {
        if self.endless_text {
            return;
        }
        let finding = self.unclosed_brace(open, at, there);
        self.findings.push(finding);
    }

    fn unclosed_brace(&self, open: Open, at: usize, there: &str) -> Diagnostic {
        let last = self.last_sign(at);
        let end = if there.starts_with("this") { at } else { last };
        Diagnostic::error("syntax::bracket::unclosed", self.span(open.at, open.at + 1), "`{` is not closed")
            .here("opens here")
            .and(self.span(end, (end + 1).min(self.bytes.len())), there)
            .help("type `}` at the end of the block")
    }

    fn unclosed(&self, open: Open, at: usize) -> Diagnostic {
        let (sign, wanted) = (char::from(open.kind), char::from(partner(open.kind)));
        let end = self.line_last_sign(open.at).min(at);
        Diagnostic::error(
            "syntax::bracket::unclosed",
            self.span(open.at, open.at + 1),
            format!("`{sign}` is not closed"),
        )
        .here("opens here")
        .and(self.span(end, (end + 1).min(self.bytes.len())), format!("no `{wanted}` up to here"))
        .help(format!("type `{wanted}` where the bracket ends"))
    }

    fn mismatch(&mut self, open: Open, at: usize, kind: u8) {
        self.unbalanced = true;
        if !self.careful {
            return;
        }
        let (sign, wanted, found) = (char::from(open.kind), char::from(partner(open.kind)), char::from(kind));
        let span = self.span(at, at + 1);
        self.findings.push(
            Diagnostic::error("syntax::bracket::mismatch", span, format!("`{sign}` is closed by `{found}`"))
                .here(format!("`{wanted}` belongs here"))
                .and(self.span(open.at, open.at + 1), "opens here")
                .help(format!("type `{wanted}`"))
                .fix(span, wanted.to_string()),
        );
    }

    fn stray(&mut self, at: usize, kind: u8) {
        self.unbalanced = true;
        if !self.careful {
            return;
        }
        let found = char::from(kind);
        let span = self.span(at, at + 1);
        self.findings.push(
            Diagnostic::error("syntax::bracket::stray", span, format!("`{found}` closes nothing"))
                .here("no bracket is open here")
                .help(format!("take the `{found}` out, or open its bracket before it")),
        );
    }

    /// The last sign that is no blank before a place.
    fn last_sign(&self, at: usize) -> usize {
        let before = self.mask.get(..at).unwrap_or_default();
        let place = before.iter().rposition(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
        whole_sign(self.text, place)
    }

    /// The last sign that is no blank in the line of a place.
    fn line_last_sign(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..self.end).unwrap_or_default();
        let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
        self.last_sign(at + length)
    }
}

/// The start of the sign that a byte belongs to.
fn whole_sign(text: &str, mut at: usize) -> usize {
    while at > 0 && !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn partner(kind: u8) -> u8 {
    match kind {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}
