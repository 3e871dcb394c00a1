//! One unit: its kind, its size, and the way between it and the base unit.

use super::expression::{UnitExpr, UnitFactor};
use super::kind::Kind;

/// A unit whose names have been looked up.
///
/// A value in this unit times `numerator`, divided by `denominator`, is the value in the base unit of the kind. Both
/// are whole numbers wherever the written unit has whole numbers only, so that 95 % is the float nearest to 0.95.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// What sort of thing it measures.
    pub kind: Kind,
    /// What a value is multiplied by on its way to the base unit.
    pub numerator: f64,
    /// What a value is divided by on its way to the base unit.
    pub denominator: f64,
    /// The currency, if the unit names one: `NOK per inhabitant` has one, `money per inhabitant` has none.
    pub currency: Option<String>,
    /// The unit as it was written.
    pub written: UnitExpr,
    /// Whether it is `pp`: a difference of two shares.
    pub percent_points: bool,
}

impl Unit {
    /// The unit `number`: no unit at all.
    #[must_use]
    pub fn plain() -> Self {
        let factor = UnitFactor { per: false, number: 1.0, name: "number".into(), substance: None, at: (0, 0) };
        Self {
            kind: Kind::none(),
            numerator: 1.0,
            denominator: 1.0,
            currency: None,
            written: UnitExpr { factors: vec![factor] },
            percent_points: false,
        }
    }

    /// The unit `%`: a share of 1, in hundredths.
    #[must_use]
    pub fn percent() -> Self {
        let mut unit = Self { denominator: 100.0, ..Self::plain() };
        if let Some(factor) = unit.written.factors.first_mut() {
            "%".clone_into(&mut factor.name);
        }
        unit
    }

    /// A value in this unit, in the base unit of the kind.
    #[must_use]
    pub fn to_base(&self, value: f64) -> f64 {
        scale(value, self.numerator, self.denominator)
    }

    /// A value in the base unit of the kind, in this unit.
    #[must_use]
    pub fn from_base(&self, value: f64) -> f64 {
        scale(value, self.denominator, self.numerator)
    }

    /// Whether figures in both units can stand beside each other without conversion: same kind, size and currency.
    #[must_use]
    pub fn same_scale(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.numerator == other.numerator
            && self.denominator == other.denominator
            && self.currency == other.currency
    }

    /// The same unit in a currency: `money per inhabitant` becomes `NOK per inhabitant`. A unit without `money`, or
    /// with a currency of its own, stays as it is.
    #[must_use]
    pub fn in_currency(&self, code: &str) -> Self {
        let mut unit = self.clone();
        if self.currency.is_some() || self.kind.exponent("money") == 0 {
            return unit;
        }
        for factor in &mut unit.written.factors {
            if factor.name == "money" {
                factor.name = code.to_owned();
            }
        }
        unit.currency = Some(code.to_owned());
        unit
    }

    /// Takes in one more factor of a written unit: this unit times (or, after `per`, divided by) `number` of `other`.
    pub(super) fn absorb(&mut self, other: &Self, number: f64, per: bool) {
        let (mut up, mut down) = (other.numerator * number, other.denominator);
        if per {
            (up, down) = (down, up);
            self.kind = self.kind.divide(&other.kind);
        } else {
            self.kind = self.kind.multiply(&other.kind);
        }
        (self.numerator, self.denominator) = reduced(self.numerator * up, self.denominator * down);
        self.percent_points |= other.percent_points && !per;
    }
}

/// `value * up / down`, leaving out what would be a multiplication or division by 1.
fn scale(value: f64, up: f64, down: f64) -> f64 {
    let raised = if up == 1.0 { value } else { value * up };
    if down == 1.0 { raised } else { raised / down }
}

/// The largest whole number up to which floats count without gaps.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A fraction of whole numbers in lowest terms; any other fraction as it is.
fn reduced(up: f64, down: f64) -> (f64, f64) {
    let whole = |number: f64| (1.0..EXACT).contains(&number) && number.fract() == 0.0;
    if !whole(up) || !whole(down) {
        return (up, down);
    }
    let (mut large, mut small) = (up, down);
    while small != 0.0 {
        (large, small) = (small, large % small);
    }
    (up / large, down / large)
}

#[cfg(test)]
mod tests {
    use super::{Unit, reduced};
    use crate::unit::{UnitTable, full_precision, read_unit};

    fn unit(text: &str) -> Unit {
        let mut table = UnitTable::builtin();
        for (one, many) in [("inhabitant", "inhabitants"), ("live_birth", "live_births"), ("death", "deaths")] {
            table.declare(one, Some(many)).unwrap();
        }
        table.declare("FTE", None).unwrap();
        table.resolve(&read_unit(text).unwrap()).unwrap()
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "the promise is exactness")]
    fn a_share_in_percent_is_the_nearest_float() {
        assert_eq!(unit("%").to_base(95.0), 0.95);
        assert_eq!(unit("%").to_base(52.0), 0.52);
        assert_eq!(unit("per_mille").to_base(7.0), 0.007);
        assert!(unit("pp").percent_points && !unit("%").percent_points);
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "the promise is exactness")]
    fn a_cubic_metre_is_a_thousand_litres() {
        assert_eq!(unit("L").from_base(unit("m3").to_base(1.0)), 1000.0);
        let (daily, yearly) = (unit("L per day per inhabitant"), unit("m3 per year per inhabitant"));
        assert_eq!(daily.kind, yearly.kind);
        assert_eq!(full_precision(yearly.from_base(daily.to_base(1000.0))), "365");
        assert_eq!(full_precision(daily.from_base(yearly.to_base(73.0))), "200");
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "the promise is exactness")]
    fn a_number_after_per_divides() {
        let staff = unit("FTE per 100_000 inhabitants");
        assert_eq!(staff.kind, unit("FTE per inhabitant").kind);
        assert_eq!((staff.kind.exponent("FTE"), staff.kind.exponent("inhabitant")), (1, -1));
        assert_eq!(staff.to_base(70.0), 0.0007);
        assert_eq!((staff.numerator, staff.denominator), (1.0, 100_000.0));
    }

    #[test]
    fn values_survive_the_way_to_the_base_and_back() {
        let units = [
            "%",
            "pp",
            "per_mille",
            "L per day per inhabitant",
            "m3 per year per inhabitant",
            "ug per m3",
            "kWh per year",
            "FTE per 100_000 inhabitants",
            "g of CO2e per kWh",
            "kt of CO2e per TWh",
            "ha per 100_000 inhabitants",
            "deaths per 100_000 live_births",
            "min",
            "months",
            "h per year",
            "MJ per km",
            "NOK per inhabitant",
            "ppb",
        ];
        for text in units {
            let unit = unit(text);
            let mut value = 0.000_123_456_789_012_345_f64;
            while value < 1e12 {
                let kept = full_precision(value);
                let read: f64 = kept.parse().unwrap();
                assert_eq!(full_precision(unit.from_base(unit.to_base(read))), kept, "{text}");
                assert_eq!(full_precision(unit.to_base(unit.from_base(read))), kept, "{text}");
                value *= 3.7;
            }
        }
    }

    #[test]
    fn fractions_are_kept_in_lowest_terms() {
        assert_eq!(reduced(3_600_000.0, 31_536_000.0), (25.0, 219.0));
        assert_eq!(reduced(0.5, 4.0), (0.5, 4.0));
    }

    #[test]
    fn money_takes_the_currency_of_the_city() {
        let spent = unit("money per inhabitant").in_currency("NOK");
        assert_eq!(spent.written.to_string(), "NOK per inhabitant");
        assert!(spent.same_scale(&unit("NOK per inhabitant")));
        assert_eq!(unit("EUR").in_currency("NOK").currency.as_deref(), Some("EUR"));
        assert_eq!(unit("km").in_currency("NOK").currency, None);
    }
}
