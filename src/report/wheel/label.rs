//! The words in the cells: along the ring where a cell is broad, along the radius where it is narrow.

use super::cells::Cell;
use super::geometry::{arc, arc_length, number, point, polar};
use super::letters::{escape, fit, lines, width};

/// Space between a text and the edge of its cell.
const PAD: f64 = 9.0;

/// The inner and the outer edge of a ring.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ring {
    /// Inner radius.
    pub inner: f64,
    /// Outer radius.
    pub outer: f64,
}

impl Ring {
    fn depth(self) -> f64 {
        self.outer - self.inner
    }

    fn middle(self) -> f64 {
        f64::midpoint(self.inner, self.outer)
    }
}

/// The label of a group.
pub(super) fn group(cell: &Cell, ring: Ring, id: &str) -> String {
    let size = if cell.ring == Some(0) { 21.0 } else { 14.0 };
    let along = arc_length(ring.middle(), cell.span()) - 4.0 * PAD;
    if cell.ring == Some(0) && along >= width(&cell.name, size) {
        return bent(cell, ring, id, size);
    }
    spokes(cell, ring, size.min(16.0))
}

/// Name and score on two arcs that follow the ring, and never upside down.
fn bent(cell: &Cell, ring: Ring, id: &str, size: f64) -> String {
    let middle = cell.middle() % 360.0;
    let below = middle > 90.0 && middle < 270.0;
    let name = bent_line(cell, ring.middle() + if below { -4.0 } else { 8.0 }, below, &format!("{id}-n"));
    let score = bent_line(cell, ring.middle() + if below { 25.0 } else { -21.0 }, below, &format!("{id}-s"));
    let text = |id: &str, size: f64, words: &str| {
        format!(
            r##"<text font-size="{}" font-weight="700" text-anchor="middle"><textPath href="#{id}" startOffset="50%">{}</textPath></text>"##,
            number(size),
            escape(words)
        )
    };
    format!("{name}{score}{}{}", text(&format!("{id}-n"), size, &cell.name), text(&format!("{id}-s"), 19.0, &cell.mark))
}

fn bent_line(cell: &Cell, radius: f64, below: bool, id: &str) -> String {
    let (from, to) = if below { (cell.to, cell.from) } else { (cell.from, cell.to) };
    let start = point(polar(radius, from));
    format!(r#"<path id="{id}" d="M{start}{}" fill="none" stroke="none"/>"#, arc(radius, from, to))
}

/// Name (on as many lines as there is room for) and score along the radius.
fn spokes(cell: &Cell, ring: Ring, largest: f64) -> String {
    let room = arc_length(ring.middle(), cell.span());
    if room < 9.0 {
        return String::new();
    }
    let (size, words) = block(cell, ring, room, largest.min(room * 0.78));
    let score = Line { radius: ring.inner + PAD, anchor: Anchor::Inner, bold: true, ..Line::of(size) };
    let mut out = score.turned(cell, &cell.mark);
    let leading = size * LEADING;
    #[expect(clippy::cast_precision_loss, reason = "three lines at most")]
    let mut shift = -(words.len() as f64 - 1.0) * leading / 2.0;
    for words in &words {
        let name =
            Line { radius: ring.outer - PAD, anchor: Anchor::Outer, bold: cell.ring == Some(0), ..Line::of(size) };
        out.push_str(&Line { shift, ..name }.turned(cell, words));
        shift += leading;
    }
    out
}

/// Distance between lines, in font sizes.
const LEADING: f64 = 1.18;
/// The smallest size that a text is set in before it is cut.
const SMALLEST: f64 = 10.5;

/// The lines of a name: as large as possible without cutting, else cut at the smallest size.
fn block(cell: &Cell, ring: Ring, room: f64, largest: f64) -> (f64, Vec<String>) {
    let mut size = largest;
    loop {
        let mut count = 1;
        let mut used = 2.0 * LEADING * size;
        while used <= room - 2.0 && count < 3 {
            count += 1;
            used += LEADING * size;
        }
        let score = if cell.mark.is_empty() { 0.0 } else { width(&cell.mark, size) * 1.1 + 8.0 };
        let words = lines(&cell.name, size, ring.depth() - 2.0 * PAD - score, count);
        if size <= SMALLEST || !words.iter().any(|line| line.ends_with('…')) {
            return (size, words);
        }
        size -= 0.5;
    }
}

/// The points of a KPI go by their own titles alone where the full title of one of them does not fit.
pub(super) fn shorten(cells: &mut [Cell], ring: Ring) {
    let wide = |cell: &Cell| {
        let (size, most) = item_room(cell, ring);
        width(&cell.name, size) > most
    };
    let long: Vec<_> =
        cells.iter().filter(|cell| wide(cell)).filter_map(|cell| cell.point.as_ref().map(|(kpi, _)| *kpi)).collect();
    for cell in cells {
        if let Some((kpi, own)) = &cell.point
            && long.contains(kpi)
        {
            cell.name.clone_from(own);
        }
    }
}

/// Where the name of an item begins, from the inner edge.
const NAME: f64 = 36.0;

/// The size of an item's label, and how long it may be.
fn item_room(cell: &Cell, ring: Ring) -> (f64, f64) {
    let room = arc_length(ring.inner, cell.span());
    ((room * 0.72).min(13.5), ring.depth() - NAME - PAD)
}

/// The label of an item: points, then the name.
pub(super) fn item(cell: &Cell, ring: Ring) -> String {
    let (largest, most) = item_room(cell, ring);
    if largest < 3.6 {
        return String::new();
    }
    let name = &cell.name;
    let mut size = largest;
    while size > SMALLEST && width(name, size) > most {
        size -= 0.5;
    }
    let sign = Line { radius: ring.inner + 18.0, anchor: Anchor::Middle, bold: true, ..Line::of(largest) };
    let words = Line { radius: ring.inner + NAME, anchor: Anchor::Inner, ..Line::of(size) };
    format!("{}{}", sign.turned(cell, &fit(&cell.mark, largest, 26.0)), words.turned(cell, &fit(name, size, most)))
}

/// Which end of a line lies at its radius.
#[derive(Debug, Clone, Copy)]
enum Anchor {
    Inner,
    Middle,
    Outer,
}

/// A line of text along the radius.
#[derive(Debug, Clone, Copy)]
struct Line {
    radius: f64,
    /// How far beside the middle of the cell.
    shift: f64,
    anchor: Anchor,
    size: f64,
    bold: bool,
}

impl Line {
    fn of(size: f64) -> Self {
        Self { radius: 0.0, shift: 0.0, anchor: Anchor::Middle, size, bold: false }
    }

    /// The text. On the left half it is turned round, so that it reads from left to right.
    fn turned(self, cell: &Cell, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        let middle = cell.middle() % 360.0;
        let left = middle > 180.0;
        let (angle, x) = if left { (middle + 90.0, -self.radius) } else { (middle - 90.0, self.radius) };
        let anchor = match (left, self.anchor) {
            (_, Anchor::Middle) => "middle",
            (false, Anchor::Inner) | (true, Anchor::Outer) => "start",
            (true, Anchor::Inner) | (false, Anchor::Outer) => "end",
        };
        let weight = if self.bold { r#" font-weight="700""# } else { "" };
        format!(
            r#"<text transform="rotate({})" x="{}" y="{}" font-size="{}" text-anchor="{anchor}"{weight}>{}</text>"#,
            number(angle),
            number(x),
            number(self.shift + self.size * 0.36),
            number(self.size),
            escape(text)
        )
    }
}
