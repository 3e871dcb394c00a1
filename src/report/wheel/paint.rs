//! Colours and patterns. Each band has both, so that the picture can be read without seeing colours.
//!
//! The fills run from blue over pale tones to orange, which stay apart for all common kinds of colour blindness. All of
//! them are light enough for the one dark ink (contrast of 4.5 and more for text, 3 and more for the lines between
//! cells); a test keeps that promise.

use crate::report::facts::State;
use crate::report::view::View;
use crate::value::MissingKind;

/// The colour of text and lines.
pub(crate) const INK: &str = "#17202b";

/// How a cell is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) struct Paint {
    /// Name, part of identifiers and of class names.
    pub name: &'static str,
    /// Colour of the ground.
    pub fill: &'static str,
    /// Colour of the marks.
    pub mark: &'static str,
    /// The marks, drawn in a square of 10 by 10.
    pub marks: &'static str,
}

const fn paint(name: &'static str, fill: &'static str, mark: &'static str, marks: &'static str) -> Paint {
    Paint { name, fill, mark, marks }
}

/// Fills of bands, the best first.
const BANDS: [Paint; 7] = [
    paint("b0", "#5fb0e6", "#5fb0e6", ""),
    paint("b1", "#8cc8ee", "#66abd9", "M5 0V10"),
    paint("b2", "#c3e3f7", "#86bfe4", "M2.5 2.5h.01M7.5 7.5h.01"),
    paint("b3", "#f4eed9", "#c9b98a", "M0 5H10"),
    paint("b4", "#ffdf8a", "#dfa836", "M-1 11L11 -1M-1 1L1 -1M9 11L11 9"),
    paint("b5", "#f9a67c", "#db733f", "M0 0L10 10M10 0L0 10"),
    paint("b6", "#ee93a4", "#d46a80", "M0 5H10M5 0V10"),
];

const NOT_REPORTED: Paint = paint("m0", "#e4e7eb", "#b4bcc6", "M0 2.5H10M0 7.5H10");
const NO_BENCHMARK: Paint = paint("m1", "#ffffff", "#ffffff", "");
const NOT_APPLICABLE: Paint = paint("m2", "#ffffff", "#98a4b3", "M5 5h.01");
const REFUSED: Paint = paint("m3", "#dcd6e6", "#a79bbd", "M-1 -1L11 11M-1 9L1 11M9 -1L11 1");
const UNDECIDED: Paint = paint("m4", "#eef3ee", "#a9bfa9", "M2.5 0V10M7.5 0V10");

impl Paint {
    /// All, for definitions and tests.
    pub fn all() -> impl Iterator<Item = Self> {
        BANDS.into_iter().chain([NOT_REPORTED, NO_BENCHMARK, NOT_APPLICABLE, REFUSED, UNDECIDED])
    }

    /// The fill of a state.
    pub fn of(view: View<'_>, state: State) -> Self {
        match state {
            State::Band(band) => Self::of_band(usize::from(band.index), view.bands_beside(band)),
            State::Missing(kind) => Self::of_missing(kind),
        }
    }

    /// The fill of a band by its rank from the top, among so many.
    pub fn of_band(rank: usize, bands: usize) -> Self {
        let places: &[usize] = match bands {
            0 | 1 => &[0],
            2 => &[0, 5],
            3 => &[0, 3, 5],
            4 => &[0, 2, 4, 5],
            5 => &[0, 2, 3, 4, 5],
            6 => &[0, 1, 2, 4, 5, 6],
            _ => &[0, 1, 2, 3, 4, 5, 6],
        };
        let at = if bands > 7 { rank * 6 / (bands - 1) } else { rank };
        let place = places.get(at).copied().unwrap_or(6);
        BANDS.get(place).copied().unwrap_or(UNDECIDED)
    }

    /// The fill of what has no band.
    pub fn of_missing(kind: MissingKind) -> Self {
        match kind {
            MissingKind::NotReported => NOT_REPORTED,
            MissingKind::NoBenchmark => NO_BENCHMARK,
            MissingKind::NotApplicable => NOT_APPLICABLE,
            MissingKind::Failed | MissingKind::Rejected => REFUSED,
            MissingKind::Undecided => UNDECIDED,
        }
    }

    /// The pattern, under an identifier that begins with a word of the picture's own.
    pub fn pattern(self, prefix: &str) -> String {
        let Self { name, fill, mark, marks } = self;
        let width = if marks.contains("h.01") { "2.6" } else { "1.3" };
        let drawn = if marks.is_empty() {
            String::new()
        } else {
            format!(r#"<path d="{marks}" stroke="{mark}" stroke-width="{width}" stroke-linecap="round" fill="none"/>"#)
        };
        format!(
            r#"<pattern id="{prefix}-{name}" width="10" height="10" patternUnits="userSpaceOnUse"><rect width="10" height="10" fill="{fill}"/>{drawn}</pattern>"#
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{INK, Paint};

    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let byte = u8::from_str_radix(&colour[at..at + 2], 16).unwrap();
            let share = f64::from(byte) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(a: &str, b: &str) -> f64 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        if a > b { a / b } else { b / a }
    }

    #[test]
    fn ink_can_be_read_on_every_fill_and_on_its_marks() {
        for paint in Paint::all() {
            assert!(contrast(INK, paint.fill) >= 4.5, "{}: {}", paint.name, contrast(INK, paint.fill));
            assert!(contrast(INK, paint.mark) >= 4.5, "{}: {}", paint.name, contrast(INK, paint.mark));
        }
    }

    #[test]
    fn the_ends_of_a_scale_differ_whatever_its_length() {
        for bands in 2..12 {
            assert_ne!(Paint::of_band(0, bands), Paint::of_band(bands - 1, bands));
        }
    }
}
