//! Circles, sectors and numbers of the picture.
//!
//! Outputs must be the same bytes on every machine. The platform's sine is not (its last digit differs between C
//! libraries), so the sine here is a polynomial in additions and multiplications, which IEEE 754 rounds the same way
//! everywhere. Coordinates are printed with two decimals.

/// The sine of an angle in degrees.
///
/// The angle is brought to 0 to 90 degrees by symmetry; there the Taylor polynomial up to the 21st power is exact to
/// about 15 digits. It is summed by Horner's rule: `x (1 - x²/2·3 (1 - x²/4·5 (1 - …)))`.
pub(super) fn sine(degrees: f64) -> f64 {
    let turn = degrees % 360.0;
    let positive = if turn < 0.0 { turn + 360.0 } else { turn };
    let (half, sign) = if positive >= 180.0 { (positive - 180.0, -1.0) } else { (positive, 1.0) };
    let quarter = if half > 90.0 { 180.0 - half } else { half };
    let x = quarter * (std::f64::consts::PI / 180.0);
    let square = x * x;
    let mut sum = 1.0;
    let mut power = 20.0;
    while power >= 2.0 {
        sum = 1.0 - square / (power * (power + 1.0)) * sum;
        power -= 2.0;
    }
    sign * x * sum
}

/// The cosine of an angle in degrees.
pub(super) fn cosine(degrees: f64) -> f64 {
    sine(degrees + 90.0)
}

/// The point at a distance from the centre; 0 degrees is at twelve o'clock, and angles run clockwise.
pub(super) fn polar(radius: f64, degrees: f64) -> (f64, f64) {
    (radius * sine(degrees), -radius * cosine(degrees))
}

/// A coordinate with two decimals, without a tail of zeros and never `-0`.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// A point as a path writes it.
pub(super) fn point((x, y): (f64, f64)) -> String {
    format!("{} {}", number(x), number(y))
}

/// The length of an arc.
pub(super) fn arc_length(radius: f64, span: f64) -> f64 {
    radius * span * (std::f64::consts::PI / 180.0)
}

/// An arc from one angle to another as path commands that follow a move to its start. Arcs beyond half a circle are cut
/// into pieces, since one command cannot say a whole circle.
pub(super) fn arc(radius: f64, from: f64, to: f64) -> String {
    let span = to - from;
    let sweep = u8::from(span > 0.0);
    let mut pieces = 1.0;
    while (span / pieces).abs() > 170.0 {
        pieces += 1.0;
    }
    let mut path = String::new();
    let mut step = 1.0;
    while step <= pieces {
        let end = polar(radius, from + span * step / pieces);
        path.push_str(&format!("A{r} {r} 0 0 {sweep} {}", point(end), r = number(radius)));
        step += 1.0;
    }
    path
}

/// The outline of a sector of a ring.
pub(super) fn sector(inner: f64, outer: f64, from: f64, to: f64) -> String {
    let start = point(polar(outer, from));
    let back = point(polar(inner, to));
    let (there, home) = (arc(outer, from, to), arc(inner, to, from));
    let joint = if to - from >= 359.99 { "M" } else { "L" };
    format!("M{start}{there}{joint}{back}{home}Z")
}

#[cfg(test)]
mod tests {
    use super::{cosine, number, sector, sine};

    #[test]
    fn the_sine_agrees_with_known_values() {
        for (degrees, known) in [(0.0, 0.0), (30.0, 0.5), (90.0, 1.0), (210.0, -0.5), (-90.0, -1.0), (450.0, 1.0)] {
            assert!((sine(degrees) - known).abs() < 1e-14, "{degrees}");
        }
        assert!((cosine(60.0) - 0.5).abs() < 1e-14);
        assert!((sine(45.0) - std::f64::consts::FRAC_1_SQRT_2).abs() < 1e-14);
    }

    #[test]
    fn numbers_have_two_decimals_at_most_and_no_negative_zero() {
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(12.345), "12.35");
        assert_eq!(number(100.0), "100");
    }

    #[test]
    fn a_whole_ring_is_drawn_in_pieces() {
        assert_eq!(sector(10.0, 20.0, 0.0, 360.0).matches('A').count(), 6);
        assert_eq!(sector(10.0, 20.0, 0.0, 90.0).matches('A').count(), 2);
    }
}
