//! What stands in for missing values.

use crate::builtin::{Distribution, count, sum};
use crate::model::rules::Better;

/// The middle of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Middle {
    /// Arithmetic mean.
    Mean,
    /// Median.
    Median,
}

impl Middle {
    /// The middle of some values; nothing where there is none.
    #[must_use]
    pub fn of(self, values: &Distribution) -> Option<f64> {
        match self {
            Self::Mean => (values.members() > 0).then(|| values.mean()),
            Self::Median => values.quantile(0.5),
        }
    }
}

/// The middle of each group, by what its members have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Groups<K>(Vec<(K, Option<f64>)>);

impl<K: PartialEq> Groups<K> {
    /// Of members with what each has in common with others, and its value.
    #[must_use]
    pub fn of(members: impl IntoIterator<Item = (K, f64)>, middle: Middle) -> Self {
        let mut groups: Vec<(K, Vec<f64>)> = Vec::new();
        for (key, value) in members {
            match groups.iter_mut().find(|(known, _)| *known == key) {
                Some((_, values)) => values.push(value),
                None => groups.push((key, vec![value])),
            }
        }
        Self(groups.into_iter().map(|(key, values)| (key, middle.of(&Distribution::of(values)))).collect())
    }

    /// The middle of a group; nothing where it has no member.
    #[must_use]
    pub fn middle(&self, key: &K) -> Option<f64> {
        self.0.iter().find(|(known, _)| known == key)?.1
    }
}

/// The worst and the best value of a column.
#[must_use]
pub fn ends(values: &Distribution, better: Option<Better>) -> Option<(f64, f64)> {
    let (least, most) = (values.least()?, values.most()?);
    Some(if better == Some(Better::Lower) { (most, least) } else { (least, most) })
}

/// The mean place of other values between the ends of their columns, put back between the ends of one's own; nothing where
/// none of them has a place.
pub fn from_places(own: Option<(f64, f64)>, others: impl IntoIterator<Item = (f64, (f64, f64))>) -> Option<f64> {
    let place = |(value, (worst, best)): (f64, (f64, f64))| (worst != best).then(|| (value - worst) / (best - worst));
    let places: Vec<f64> = others.into_iter().filter_map(place).collect();
    let (worst, best) = own?;
    let many = count(places.len());
    (!places.is_empty()).then(|| sum(places) / many * (best - worst) + worst)
}

/// The value of a year on the straight line between those of two others.
#[must_use]
pub fn on_line(year: f64, (first, low): (f64, f64), (last, high): (f64, f64)) -> f64 {
    low + (high - low) * (year - first) / (last - first)
}

#[cfg(test)]
mod tests {
    use super::{Groups, Middle, ends, from_places, on_line};
    use crate::builtin::Distribution;
    use crate::model::rules::Better;

    #[test]
    fn each_group_has_its_own_middle() {
        let members = [("north", 1.0), ("south", 8.0), ("north", 3.0), ("north", 11.0)];
        let means = Groups::of(members, Middle::Mean);
        assert_eq!(
            (means.middle(&"north"), means.middle(&"south"), means.middle(&"east")),
            (Some(5.0), Some(8.0), None)
        );
        assert_eq!(Groups::of(members, Middle::Median).middle(&"north"), Some(3.0));
    }

    #[test]
    fn places_of_columns_without_a_spread_count_for_nothing() {
        let column = Distribution::of(vec![40.0, 20.0, 25.0]);
        let between = ends(&column, Some(Better::Lower)).unwrap();
        assert_eq!(between, (40.0, 20.0));
        assert_eq!(from_places(Some((1.0, 8.0)), [(25.0, between), (7.0, (7.0, 7.0))]), Some(6.25));
        assert_eq!(from_places(Some((1.0, 8.0)), [(7.0, (7.0, 7.0))]), None);
        assert_eq!(from_places(None, [(25.0, between)]), None);
    }

    #[test]
    fn a_line_runs_through_both_years() {
        assert_eq!(on_line(2020.0, (2018.0, 1.0), (2021.0, 7.0)), 5.0);
    }
}
