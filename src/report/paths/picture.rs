//! The picture of a path: the line of what is due, the milestones on it, and the points of what was reported.

use super::Along;
use crate::model::rules::PathShape;
use crate::report::view::View;
use crate::report::wheel::{FONT, INK, coordinate, escape};
use crate::value::{Outcome, Value};

const WIDE: f64 = 640.0;
const HIGH: f64 = 300.0;
const LEFT: f64 = 84.0;
const RIGHT: f64 = 616.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 236.0;
const DUE: &str = "#0b5394";
const FOUND: &str = "#b3471d";
const SOFT: &str = "#cfd6de";
const DIGITS: u32 = 3;
/// The most years that are written below the picture.
const LABELS: usize = 9;

/// The frame of a picture: from years and values to places.
struct Frame {
    first: f64,
    last: f64,
    low: f64,
    high: f64,
    step: f64,
}

impl Frame {
    fn new(years: (i32, i32), values: &[f64]) -> Self {
        let least = values.iter().copied().fold(0.0, f64::min);
        let most = values.iter().copied().fold(0.0, f64::max);
        let step = round_step((most - least) / 4.0);
        let (low, high) = ((least / step).floor() * step, (most / step).ceil() * step);
        Self {
            first: f64::from(years.0),
            last: f64::from(years.1),
            low,
            high: if high > low { high } else { low + step },
            step,
        }
    }

    fn x(&self, year: i32) -> f64 {
        let span = (self.last - self.first).max(1.0);
        LEFT + (RIGHT - LEFT) * (f64::from(year) - self.first) / span
    }

    fn y(&self, value: f64) -> f64 {
        BOTTOM - (BOTTOM - TOP) * (value - self.low) / (self.high - self.low)
    }
}

/// A round number that is at least so large: 1, 2 or 5 times a power of ten.
fn round_step(least: f64) -> f64 {
    if !least.is_finite() || least <= 0.0 {
        return 1.0;
    }
    let mut ten = 1.0_f64;
    while ten > least {
        ten /= 10.0;
    }
    while ten * 10.0 <= least {
        ten *= 10.0;
    }
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|times| times * ten).find(|step| *step >= least).unwrap_or(10.0 * ten)
}

/// The picture of a path as an SVG element; nothing where its start is not known.
pub(in crate::report) fn picture(view: View<'_>, along: Along<'_>, id: &str) -> Option<String> {
    let printed = |value: &Outcome<Value>| {
        let number = value.as_ref().ok().and_then(Value::as_number)?;
        Some(along.item.unit().map_or(number, |unit| unit.from_base(number)))
    };
    let due: Vec<(i32, f64)> =
        along.path.years.iter().filter_map(|year| Some((year.year, printed(&year.required)?))).collect();
    let found: Vec<(i32, f64)> =
        along.path.years.iter().filter_map(|year| Some((year.year, printed(&year.reported)?))).collect();
    let (first, last) = (due.first()?.0, due.last()?.0);
    let values: Vec<f64> = due.iter().chain(&found).map(|(_, value)| *value).collect();
    let frame = Frame::new((first, last), &values);
    let mut out = head(view, along, id);
    axes(view, &frame, (first, last), &mut out);
    line(along, &frame, &due, &mut out);
    stones((view, along), &frame, &due, &mut out);
    points(view, &frame, &found, &mut out);
    legend(view, along, &mut out);
    out.push_str("</svg>");
    Some(out)
}

fn head(view: View<'_>, along: Along<'_>, id: &str) -> String {
    let title = view.say("path_picture", &[("title", &view.title(along.item))]);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDE} {HIGH}\" role=\"img\" aria-labelledby=\"{id}-title {id}-about\" font-family=\"{FONT}\" font-size=\"13\" fill=\"{INK}\">\n<title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-about\">{}</desc>\n<rect width=\"{WIDE}\" height=\"{HIGH}\" rx=\"8\" fill=\"#ffffff\"/>\n",
        escape(&title),
        escape(&view.word("path_picture_about")),
    )
}

fn axes(view: View<'_>, frame: &Frame, (first, last): (i32, i32), out: &mut String) {
    let mut value = frame.low;
    while value <= frame.high + frame.step / 2.0 {
        let (x, y) = (LEFT - 8.0, coordinate(frame.y(value)));
        let text = view.voice().number(value, DIGITS);
        out.push_str(&format!("<path d=\"M{LEFT} {y}H{RIGHT}\" stroke=\"{SOFT}\"/>"));
        out.push_str(&format!("<text x=\"{x}\" y=\"{y}\" dy=\".33em\" text-anchor=\"end\">{text}</text>\n"));
        value += frame.step;
    }
    let count = usize::try_from(last - first).unwrap_or(0) + 1;
    let y = BOTTOM + 20.0;
    for year in (first..=last).step_by(count.div_ceil(LABELS).max(1)) {
        let x = coordinate(frame.x(year));
        out.push_str(&format!("<text x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">{year}</text>"));
    }
    out.push('\n');
}

fn line(along: Along<'_>, frame: &Frame, due: &[(i32, f64)], out: &mut String) {
    let steps = along.path.shape == Ok(PathShape::Steps);
    let mut drawn = String::new();
    for (place, (year, value)) in due.iter().enumerate() {
        let (x, y) = (coordinate(frame.x(*year)), coordinate(frame.y(*value)));
        drawn += &match (place, steps) {
            (0, _) => format!("M{x} {y}"),
            (_, true) => format!("H{x}V{y}"),
            (_, false) => format!("L{x} {y}"),
        };
    }
    out.push_str(&format!("<path d=\"{drawn}\" fill=\"none\" stroke=\"{DUE}\" stroke-width=\"2.5\"/>\n"));
}

fn stones((view, along): (View<'_>, Along<'_>), frame: &Frame, due: &[(i32, f64)], out: &mut String) {
    for milestone in &along.path.milestones {
        let Some((year, value)) = due.iter().find(|(year, _)| *year == milestone.by.year) else { continue };
        let label = format!("{} · {}", milestone.by.as_deadline(), view.voice().number(*value, DIGITS));
        out.push_str(&diamond(frame.x(*year), frame.y(*value), &format!("<title>{}</title>", escape(&label))));
    }
}

fn diamond(x: f64, y: f64, inside: &str) -> String {
    let [left, x, right] = [x - 7.0, x, x + 7.0].map(coordinate);
    let [top, y, bottom] = [y - 7.0, y, y + 7.0].map(coordinate);
    let outline = format!("M{x} {top}L{right} {y}L{x} {bottom}L{left} {y}Z");
    format!("<path d=\"{outline}\" fill=\"#ffffff\" stroke=\"{DUE}\" stroke-width=\"2\">{inside}</path>\n")
}

fn points(view: View<'_>, frame: &Frame, found: &[(i32, f64)], out: &mut String) {
    for (year, value) in found {
        let label = format!("{year} · {}", view.voice().number(*value, DIGITS));
        out.push_str(&dot(frame.x(*year), frame.y(*value), &format!("<title>{label}</title>")));
    }
}

fn dot(x: f64, y: f64, inside: &str) -> String {
    let [x, y] = [x, y].map(coordinate);
    format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"5\" fill=\"{FOUND}\">{inside}</circle>\n")
}

fn legend(view: View<'_>, along: Along<'_>, out: &mut String) {
    let word = |x: f64, y: f64, text: &str| format!("<text x=\"{x}\" y=\"{y}\">{}</text>\n", escape(text));
    let (low, middle) = (HIGH - 12.0, HIGH - 16.0);
    out.push_str(&word(12.0, 18.0, &view.unit_words(along.item)));
    out.push_str(&format!("<path d=\"M{LEFT} {middle}h26\" stroke=\"{DUE}\" stroke-width=\"2.5\"/>"));
    out.push_str(&word(LEFT + 34.0, low, &view.word("path_column_due")));
    out.push_str(&diamond(LEFT + 157.0, middle, ""));
    out.push_str(&word(LEFT + 172.0, low, &view.word("path_milestone")));
    out.push_str(&dot(LEFT + 296.0, middle, ""));
    out.push_str(&word(LEFT + 308.0, low, &view.word("path_column_value")));
}

#[cfg(test)]
mod tests {
    use super::round_step;

    #[test]
    fn steps_are_round() {
        assert_eq!(
            [0.3, 1.0, 7.0, 120_000.0].map(round_step).map(|step| step.to_string()),
            ["0.5", "1", "10", "200000"]
        );
    }
}
