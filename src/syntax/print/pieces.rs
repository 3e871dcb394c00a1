//! What is printed, in pieces between which a line may end, and how pieces become lines.

use super::super::tree::Text;
use super::text;

/// No line ends before a piece of this level.
pub(super) const NEVER: u8 = u8::MAX;

/// Lines of a text end so many columns before the others.
const RAGGED: usize = 8;

/// A stretch that stays on one line.
#[derive(Debug, Clone)]
struct Piece {
    /// What stands before it on the same line.
    gap: &'static str,
    /// How gladly a line ends before it: 0 most.
    level: u8,
    flat: String,
    /// The text in it that can run over several lines, with what stands before it.
    long: Option<(String, String)>,
}

/// Pieces in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Pieces(Vec<Piece>);

impl Pieces {
    /// One piece.
    pub(super) fn of(flat: impl Into<String>) -> Self {
        let mut pieces = Self::default();
        pieces.push("", NEVER, flat);
        pieces
    }

    /// Adds a piece; one before which no line ends becomes part of the last.
    pub(super) fn push(&mut self, gap: &'static str, level: u8, flat: impl Into<String>) {
        let flat = flat.into();
        if level == NEVER
            && let Some(last) = self.0.last_mut().filter(|last| last.long.is_none())
        {
            last.flat.push_str(gap);
            last.flat.push_str(&flat);
            return;
        }
        self.0.push(Piece { gap, level, flat, long: None });
    }

    /// Adds words with a text, which runs over several lines where one is not enough.
    pub(super) fn push_text(&mut self, gap: &'static str, level: u8, words: &str, written: &Text) {
        let short = text::short(&written.text);
        let flat = format!("{words}{}", short.as_deref().unwrap_or("\"\"\""));
        let long = (short.is_none() || text::may_wrap(&written.text)).then(|| (words.to_owned(), written.text.clone()));
        if long.is_none() {
            return self.push(gap, level, flat);
        }
        let flat = if short.is_some() { flat } else { String::new() };
        self.0.push(Piece { gap, level, flat, long });
    }

    /// Adds all pieces of another list; a line may end before them at that level.
    pub(super) fn extend(&mut self, gap: &'static str, level: u8, other: Self) {
        for (place, piece) in other.0.into_iter().enumerate() {
            let (gap, level) = if place == 0 { (gap, level) } else { (piece.gap, piece.level) };
            match piece.long {
                None => self.push(gap, level, piece.flat),
                long => self.0.push(Piece { gap, level, flat: piece.flat, long }),
            }
        }
    }

    /// Whether nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All on one line, if that can be.
    pub(super) fn flat(&self) -> Option<String> {
        flat(&self.0)
    }

    /// Lines: the first begins at column `start`, all others at `column`. Where it may, the first one stays empty
    /// rather than be too long.
    pub(super) fn lines(&self, start: usize, column: usize, width: usize, may_skip: bool) -> Vec<String> {
        let mut lines = Lines { done: Vec::new(), line: String::new(), at: start, column, width, fresh: true };
        lines.fill(&self.0, !may_skip);
        lines.done.push(lines.line);
        lines.done
    }
}

fn flat(pieces: &[Piece]) -> Option<String> {
    let mut whole = String::new();
    for (place, piece) in pieces.iter().enumerate() {
        if piece.flat.is_empty() && piece.long.is_some() {
            return None;
        }
        whole.push_str(if place == 0 { "" } else { piece.gap });
        whole.push_str(&piece.flat);
    }
    Some(whole)
}

struct Lines {
    done: Vec<String>,
    line: String,
    /// Column of the end of the line.
    at: usize,
    column: usize,
    width: usize,
    /// Nothing stands on the line.
    fresh: bool,
}

impl Lines {
    fn fill(&mut self, pieces: &[Piece], first: bool) {
        let Some(head) = pieces.first() else { return };
        if let Some(flat) = flat(pieces)
            && self.fits(head.gap, &flat)
        {
            return self.add(head.gap, &flat);
        }
        let loosest = pieces.iter().skip(1).map(|piece| piece.level).min().filter(|level| *level < NEVER);
        let Some(loosest) = loosest else { return self.stretch(pieces, first) };
        for (place, segment) in segments(pieces, loosest).into_iter().enumerate() {
            self.segment(segment, first && place == 0);
        }
    }

    /// Pieces that would like to stay together: on this line, else on the next, else divided.
    fn segment(&mut self, segment: &[Piece], first: bool) {
        let Some(head) = segment.first() else { return };
        let flat = flat(segment);
        let fits = flat.as_deref().is_some_and(|flat| self.fits(head.gap, flat));
        let opens = segment.len() == 1 && self.text_opens_here(head, flat.as_deref());
        if !first && !fits && !opens {
            self.end_line();
        }
        self.fill(segment, first);
    }

    /// A text that needs several lines in any case may as well open on this one.
    fn text_opens_here(&self, piece: &Piece, flat: Option<&str>) -> bool {
        let Some((words, _)) = &piece.long else { return false };
        let alone = flat.is_some_and(|flat| self.column + long(flat) <= self.width);
        !alone && self.fits(piece.gap, &format!("{words}\"\"\""))
    }

    /// Pieces between which no line may end.
    fn stretch(&mut self, pieces: &[Piece], first: bool) {
        let opens = pieces.first().is_some_and(|head| self.text_opens_here(head, flat(pieces).as_deref()));
        if !first && !opens {
            self.end_line();
        }
        for piece in pieces {
            match &piece.long {
                Some((words, text)) if piece.flat.is_empty() || !self.fits(piece.gap, &piece.flat) => {
                    self.long_text(piece.gap, words, text);
                }
                _ => self.add(piece.gap, &piece.flat),
            }
        }
    }

    fn long_text(&mut self, gap: &str, words: &str, written: &str) {
        self.add(gap, &format!("{words}\"\"\""));
        for line in text::wrapped(written, self.width.saturating_sub(self.column + RAGGED)) {
            self.end_line();
            self.add("", &line);
        }
        self.end_line();
        self.add("", "\"\"\"");
    }

    fn fits(&self, gap: &str, flat: &str) -> bool {
        let gap = if self.fresh { 0 } else { gap.len() };
        self.at + gap + long(flat) <= self.width
    }

    fn add(&mut self, gap: &str, flat: &str) {
        if !self.fresh {
            self.line.push_str(gap);
            self.at += gap.len();
        }
        self.line.push_str(flat);
        self.at += long(flat);
        self.fresh = false;
    }

    fn end_line(&mut self) {
        if !self.fresh || self.at != self.column {
            self.done.push(std::mem::take(&mut self.line));
        }
        self.at = self.column;
        self.fresh = true;
    }
}

/// The stretches between places where a line may end at this level.
fn segments(pieces: &[Piece], level: u8) -> Vec<&[Piece]> {
    let mut segments = Vec::new();
    let mut from = 0;
    for (place, piece) in pieces.iter().enumerate().skip(1) {
        if piece.level == level {
            segments.push(pieces.get(from..place).unwrap_or_default());
            from = place;
        }
    }
    segments.push(pieces.get(from..).unwrap_or_default());
    segments
}

/// How many columns a text takes.
pub(super) fn long(text: &str) -> usize {
    text.chars().count()
}
