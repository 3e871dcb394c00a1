//! The picture: the city in the centre, around it rings of groups, and outermost the KPIs and points.

mod cells;
mod geometry;
mod label;
mod legend;
mod letters;
mod paint;

pub(crate) use geometry::number as coordinate;
use legend::Entry;
pub(super) use legend::entries;
pub(crate) use letters::{FONT, escape};
pub(crate) use paint::INK;
pub(super) use paint::Paint;

use self::cells::{Cell, Cells, cells};
use self::geometry::{number, sector};
use self::label::Ring;
use self::letters::lines;
use super::facts::State;
use super::view::View;

/// Radius of the picture.
const OUTER: f64 = 662.0;
/// Radius of the centre.
const CENTRE: f64 = 100.0;
/// Space around.
const MARGIN: f64 = 18.0;
/// What all identifiers in the picture begin with.
const ID: &str = "wheel";

/// The wheel as one SVG document: colours with patterns, words in the cells, a legend, and a tooltip for each cell.
#[must_use]
pub fn wheel_svg(view: &View<'_>) -> String {
    let mut cells = cells(*view);
    let items = items_ring(cells.rings);
    label::shorten(&mut cells.cells, items);
    let entries = entries(*view, &legend::states(&cells));
    let half = OUTER + MARGIN;
    let below = legend::height(entries.len());
    let mut out = head(*view, &cells, half, half + below);
    out.push_str(&definitions(*view, &cells, &entries));
    let (left, top) = (number(-half), number(-half));
    let (wide, high) = (number(2.0 * half), number(2.0 * half + below));
    out.push_str(&format!(r##"<rect x="{left}" y="{top}" width="{wide}" height="{high}" rx="16" fill="#ffffff"/>"##));
    out.push_str(&format!("<g font-family=\"{FONT}\" fill=\"{INK}\" stroke-width=\"2.6\" stroke-linejoin=\"round\" paint-order=\"stroke\">\n"));
    for (place, cell) in cells.cells.iter().enumerate() {
        out.push_str(&draw(cell, ring(cell, cells.rings), place));
    }
    out.push_str(&centre(*view, &cells));
    out.push_str(&legend::draw(&entries, -OUTER, half + 4.0, 2.0 * OUTER, ID));
    out.push_str("</g>\n</svg>\n");
    out
}

fn head(view: View<'_>, cells: &Cells, half: f64, bottom: f64) -> String {
    let year = view.card.year.to_string();
    let items = cells.cells.iter().filter(|cell| cell.ring.is_none()).count().to_string();
    let title = view.say("wheel_title", &[("city", view.city()), ("year", &year)]);
    let about = view.say("wheel_about", &[("items", &items), ("city", view.city())]);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{x} {x} {w} {h}\" role=\"img\" aria-labelledby=\"{ID}-title {ID}-about\">\n<title id=\"{ID}-title\">{}</title>\n<desc id=\"{ID}-about\">{}</desc>\n",
        escape(&title),
        escape(&about),
        x = number(-half),
        w = number(2.0 * half),
        h = number(half + bottom),
    )
}

/// The patterns in use, those of the bands of progress beside the wheel among them.
fn definitions(view: View<'_>, cells: &Cells, entries: &[Entry]) -> String {
    let paces: Vec<Paint> = super::paths::paces(view).map(|band| Paint::of(view, State::Band(band))).collect();
    let used = |paint: &Paint| {
        paces.contains(paint)
            || cells.cells.iter().any(|cell| cell.paint == *paint)
            || entries.iter().any(|entry| entry.paint == *paint)
            || cells.total.as_ref().is_some_and(|(own, _)| own == paint)
    };
    let patterns: Vec<String> = Paint::all().filter(used).map(|paint| paint.pattern(ID)).collect();
    format!("<defs>{}</defs>\n", patterns.join("\n"))
}

/// The edges of the rings, from the centre outwards.
fn edges(rings: usize) -> &'static [f64] {
    match rings {
        0 => &[CENTRE, OUTER],
        1 => &[CENTRE, CENTRE + 190.0, OUTER],
        _ => &[CENTRE, CENTRE + 106.0, CENTRE + 276.0, OUTER],
    }
}

/// The ring of a cell.
fn ring(cell: &Cell, rings: usize) -> Ring {
    let at = |place: usize| edges(rings).get(place).copied().unwrap_or(OUTER);
    match cell.ring {
        Some(place) => Ring { inner: at(place), outer: at(place + 1) },
        None => items_ring(rings),
    }
}

/// The outermost ring.
fn items_ring(rings: usize) -> Ring {
    Ring { inner: edges(rings).iter().rev().nth(1).copied().unwrap_or(CENTRE), outer: OUTER }
}

fn draw(cell: &Cell, ring: Ring, place: usize) -> String {
    let words = match cell.ring {
        Some(_) => label::group(cell, ring, &format!("{ID}-t{place}")),
        None => label::item(cell, ring),
    };
    let stroke = if cell.ring.is_some() { "1.5" } else { "1" };
    // A line of the ground's colour around the letters keeps the marks of the pattern away from them.
    format!(
        "<g stroke=\"{}\"><title>{}</title><path d=\"{}\" fill=\"url(#{ID}-{})\" stroke=\"{INK}\" stroke-width=\"{stroke}\" paint-order=\"normal\"/>{words}</g>\n",
        cell.paint.fill,
        escape(&cell.tooltip),
        sector(ring.inner, ring.outer, cell.from, cell.to),
        cell.paint.name,
    )
}

/// The city, the year, and the total where the rules have one.
fn centre(view: View<'_>, cells: &Cells) -> String {
    let paint = cells.total.as_ref().map_or("#ffffff".to_owned(), |(paint, _)| format!("url(#{ID}-{})", paint.name));
    let radius = number(CENTRE - 4.0);
    let mut out = format!("<circle r=\"{radius}\" fill=\"{paint}\" stroke=\"{INK}\" stroke-width=\"1.4\"/>");
    let mut rows: Vec<(String, f64, &str)> =
        lines(view.city(), 31.0, 2.0 * CENTRE - 30.0, 3).into_iter().map(|line| (line, 31.0, "700")).collect();
    rows.push((view.card.year.to_string(), 21.0, "400"));
    if let Some((_, score)) = &cells.total {
        rows.push((score.clone(), 21.0, "700"));
    }
    let high: f64 = rows.iter().map(|(_, size, _)| size * 1.2).sum();
    let mut y = -high / 2.0;
    for (text, size, weight) in rows {
        y += size * 1.2;
        out.push_str(&format!(
            r#"<text y="{}" font-size="{}" font-weight="{weight}" text-anchor="middle">{}</text>"#,
            number(y - size * 0.28),
            number(size),
            escape(&text)
        ));
    }
    out.push('\n');
    out
}
