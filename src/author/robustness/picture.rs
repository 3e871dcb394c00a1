//! The picture of a study: for each city the range of its rank, or for one city the range of each score. Line, diamond and
//! ring tell the range, the median and the value by the rules as they are: shapes, not colours.

use super::Report;
use crate::report::{FONT, INK, coordinate, escape};
use crate::unit::format_number;

const WIDE: f64 = 760.0;
const LEFT: f64 = 250.0;
const RIGHT: f64 = 728.0;
/// A row, and the half of a mark, in a panel of few rows, and in one of many.
const FEW: Size = Size { row: 30.0, mark: 6.0 };
const MANY: Size = Size { row: 19.0, mark: 4.5 };
/// More rows than these are many.
const DENSE: usize = 20;
const HEAD: f64 = 64.0;
const FOOT: f64 = 34.0;
const LEGEND: f64 = 36.0;
const RANGE: &str = "#0b5394";
const NOW: &str = "#b3471d";
const SOFT: &str = "#cfd6de";
/// How many letters a label on the left has.
const LETTERS: usize = 36;

/// How large rows and marks are.
#[derive(Clone, Copy)]
struct Size {
    row: f64,
    mark: f64,
}

impl Size {
    fn of(panel: &Panel) -> Self {
        if panel.rows.len() > DENSE { MANY } else { FEW }
    }
}

/// A panel: rows over one axis.
struct Panel {
    title: String,
    axis: String,
    low: f64,
    high: f64,
    step: f64,
    rows: Vec<Row>,
}

/// A row: what it is of, the value now, and the range.
struct Row {
    label: String,
    now: Option<f64>,
    low: f64,
    median: f64,
    high: f64,
    said: String,
}

/// The picture as an SVG document.
#[must_use]
pub fn picture(report: &Report) -> String {
    let panels = if report.ranks.is_empty() { vec![scores(report)] } else { ranks(report) };
    let panels: Vec<Panel> = panels.into_iter().filter(|panel| !panel.rows.is_empty()).collect();
    let high: f64 = panels.iter().map(height).fold(LEGEND + 12.0, |sum, height| sum + height);
    let title = format!("{}: medians and ranges of {} replicates", report.study, report.replicates);
    let about = "Each row has a line from the 5 % to the 95 % quantile, a diamond at the median and a ring at the value \
                 by the rules as they are.";
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDE} {high}\" role=\"img\" aria-labelledby=\"robust-title robust-about\" font-family=\"{FONT}\" font-size=\"13\" fill=\"{INK}\">\n<title id=\"robust-title\">{}</title>\n<desc id=\"robust-about\">{about}</desc>\n<rect width=\"{WIDE}\" height=\"{high}\" rx=\"8\" fill=\"#ffffff\"/>\n",
        escape(&title)
    );
    let mut top = 0.0;
    for panel in &panels {
        draw(panel, top, &mut out);
        top += height(panel);
    }
    legend(top + 20.0, &mut out);
    out.push_str("</svg>\n");
    out
}

fn height(panel: &Panel) -> f64 {
    HEAD + FOOT + Size::of(panel).row * super::statistics::count(panel.rows.len())
}

/// Each group with the ranks of the cities.
fn ranks(report: &Report) -> Vec<Panel> {
    report
        .ranks
        .iter()
        .map(|group| {
            let cities = super::statistics::count(group.cities.len());
            let rows = group.cities.iter().map(|city| Row {
                label: city.city.clone(),
                now: Some(f64::from(city.rank)),
                low: city.range.low,
                median: city.range.median,
                high: city.range.high,
                said: format!(
                    "{}: rank {} now; median {}; 5 to 95 %: {} to {}",
                    city.city,
                    city.rank,
                    format_number(city.range.median, 3),
                    format_number(city.range.low, 3),
                    format_number(city.range.high, 3)
                ),
            });
            Panel {
                title: group.title.clone(),
                axis: "rank (1 is first)".to_owned(),
                low: 1.0,
                high: cities.max(2.0),
                step: (cities / 12.0).ceil().max(1.0),
                rows: rows.collect(),
            }
        })
        .collect()
}

/// The groups of the roll-up of one city.
fn scores(report: &Report) -> Panel {
    let all = report.cities.iter().flat_map(|city| &city.scores).filter(|score| score.rollup == report.rollup);
    let rows: Vec<Row> = all
        .clone()
        .filter_map(|score| {
            let range = score.range?;
            Some(Row {
                label: score.title.clone(),
                now: score.score.map(|now| now * score.factor),
                low: range.low * score.factor,
                median: range.median * score.factor,
                high: range.high * score.factor,
                said: format!(
                    "{}: {} now; median {}; 5 to 95 %: {} to {}",
                    score.title, score.shown.score, score.shown.median, score.shown.low, score.shown.high
                ),
            })
        })
        .collect();
    let ends = |fold: fn(f64, f64) -> f64, start: f64| {
        rows.iter().flat_map(|row| [row.low, row.high].into_iter().chain(row.now)).fold(start, fold)
    };
    let (least, most) = (ends(f64::min, f64::INFINITY), ends(f64::max, f64::NEG_INFINITY));
    let step = round_step((most - least) / 6.0);
    let title = report.cities.first().map_or_else(String::new, |city| format!("{}, {}", city.title, city.year));
    let unit = all.clone().next().map_or("", |score| score.unit.as_str());
    let axis = if unit.is_empty() { "score".to_owned() } else { format!("score, {unit}") };
    let (low, high) = ((least / step).floor() * step, (most / step).ceil() * step);
    Panel { title, axis, low, high: if high > low { high } else { low + step }, step, rows }
}

/// A round number that is at least so large: 1, 2 or 5 times a power of ten.
fn round_step(least: f64) -> f64 {
    if !least.is_finite() || least <= 0.0 {
        return 1.0;
    }
    let ten = libm::pow(10.0, libm::floor(libm::log10(least)));
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|times| times * ten).find(|step| *step >= least).unwrap_or(10.0 * ten)
}

fn draw(panel: &Panel, top: f64, out: &mut String) {
    let x = |value: f64| LEFT + (RIGHT - LEFT) * (value - panel.low) / (panel.high - panel.low);
    let size = Size::of(panel);
    let bottom = top + HEAD + size.row * super::statistics::count(panel.rows.len());
    let (title, axis) = (escape(&panel.title), escape(&panel.axis));
    out.push_str(&format!("<text x=\"16\" y=\"{}\" font-size=\"16\" font-weight=\"700\">{title}</text>\n", top + 28.0));
    out.push_str(&format!("<text x=\"{RIGHT}\" y=\"{}\" text-anchor=\"end\">{axis}</text>\n", top + 28.0));
    let mut tick = panel.low;
    while tick <= panel.high + panel.step / 1e6 {
        let (at, low) = (coordinate(x(tick)), bottom + 18.0);
        let (from, to) = (coordinate(top + HEAD - 16.0), coordinate(bottom));
        out.push_str(&format!("<path d=\"M{at} {from}V{to}\" stroke=\"{SOFT}\"/>"));
        out.push_str(&format!(
            "<text x=\"{at}\" y=\"{low}\" text-anchor=\"middle\">{}</text>\n",
            format_number(tick, 6)
        ));
        // Over many rows the axis is far: it stands above them too.
        if panel.rows.len() > DENSE {
            let high = coordinate(top + HEAD - 20.0);
            let number = format_number(tick, 6);
            out.push_str(&format!("<text x=\"{at}\" y=\"{high}\" text-anchor=\"middle\">{number}</text>\n"));
        }
        tick += panel.step;
    }
    for (at, row) in panel.rows.iter().enumerate() {
        let y = top + HEAD + size.row * super::statistics::count(at);
        let label: String = match row.label.chars().count() > LETTERS {
            true => row.label.chars().take(LETTERS - 1).chain(['…']).collect(),
            false => row.label.clone(),
        };
        let (low, high) = (x(row.low), x(row.high));
        out.push_str(&format!("<g><title>{}</title>", escape(&row.said)));
        let (left, middle) = (LEFT - 18.0, coordinate(y));
        let label = escape(&label);
        out.push_str(&format!("<text x=\"{left}\" y=\"{middle}\" dy=\".33em\" text-anchor=\"end\">{label}</text>"));
        if panel.rows.len() > DENSE {
            out.push_str(&format!("<path d=\"M{LEFT} {middle}H{RIGHT}\" stroke=\"{SOFT}\" stroke-width=\".6\"/>"));
        }
        out.push_str(&span((low, high), y, size.mark));
        out.push_str(&diamond(x(row.median), y, size.mark));
        out.push_str(&row.now.map_or_else(String::new, |now| ring(x(now), y, size.mark)));
        out.push_str("</g>\n");
    }
}

fn span((low, high): (f64, f64), y: f64, mark: f64) -> String {
    let [low, high] = [low, high].map(coordinate);
    let [top, middle, bottom] = [y - mark, y, y + mark].map(coordinate);
    let line = format!("M{low} {middle}H{high}M{low} {top}V{bottom}M{high} {top}V{bottom}");
    format!("<path d=\"{line}\" fill=\"none\" stroke=\"{RANGE}\" stroke-width=\"3\"/>")
}

fn diamond(x: f64, y: f64, mark: f64) -> String {
    let [left, x, right] = [x - mark, x, x + mark].map(coordinate);
    let [top, y, bottom] = [y - mark, y, y + mark].map(coordinate);
    format!("<path d=\"M{x} {top}L{right} {y}L{x} {bottom}L{left} {y}Z\" fill=\"{RANGE}\"/>")
}

fn ring(x: f64, y: f64, mark: f64) -> String {
    let [x, y, radius] = [x, y, mark * 1.5].map(coordinate);
    format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"none\" stroke=\"{NOW}\" stroke-width=\"2.5\"/>")
}

fn legend(y: f64, out: &mut String) {
    let word = |x: f64, text: &str| format!("<text x=\"{x}\" y=\"{}\">{text}</text>", coordinate(y + 4.0));
    out.push_str(&span((20.0, 60.0), y, FEW.mark));
    out.push_str(&word(70.0, "5 to 95 % of the replicates"));
    out.push_str(&diamond(276.0, y, FEW.mark));
    out.push_str(&word(290.0, "median"));
    out.push_str(&ring(364.0, y, FEW.mark));
    out.push_str(&word(380.0, "by the rules and figures as they are"));
    out.push('\n');
}
