//! What sort of thing a figure is: a product of base kinds, each with a whole exponent.

use std::sync::Arc;

/// A product of base kinds: volume per time and inhabitant is length³ · time⁻¹ · inhabitant⁻¹.
///
/// The base kinds are the physical ones (`length`, `mass`, `time`, `energy`, `money`, `level`, `gas fraction`), each
/// counted thing under its singular name, and each substance (`mass of CO2e`). They stand in the order of their names,
/// none with the exponent 0, so that equal kinds are equal values.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Kind {
    factors: Vec<(Arc<str>, i8)>,
}

impl Kind {
    /// The kind of shares and plain numbers.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// One base kind by its name.
    #[must_use]
    pub fn base(name: &str) -> Self {
        Self { factors: vec![(Arc::from(name), 1)] }
    }

    /// Whether this is the kind of shares and plain numbers.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.factors.is_empty()
    }

    /// The base kinds with their exponents, in the order of their names.
    pub fn factors(&self) -> impl Iterator<Item = (&str, i8)> {
        self.factors.iter().map(|(name, exponent)| (name.as_ref(), *exponent))
    }

    /// The exponent of one base kind; 0 if it does not occur.
    #[must_use]
    pub fn exponent(&self, name: &str) -> i8 {
        self.factors().find(|(base, _)| *base == name).map_or(0, |(_, exponent)| exponent)
    }

    /// The kind of a product.
    #[must_use]
    pub fn multiply(&self, other: &Self) -> Self {
        let mut factors = self.factors.clone();
        for (name, exponent) in &other.factors {
            match factors.iter_mut().find(|(known, _)| known == name) {
                Some((_, sum)) => *sum = sum.saturating_add(*exponent),
                None => factors.push((Arc::clone(name), *exponent)),
            }
        }
        Self::tidy(factors)
    }

    /// The kind of a quotient.
    #[must_use]
    pub fn divide(&self, other: &Self) -> Self {
        self.multiply(&other.power(-1))
    }

    /// The kind of a whole power.
    #[must_use]
    pub fn power(&self, exponent: i8) -> Self {
        let raised = |(name, own): &(Arc<str>, i8)| (Arc::clone(name), own.saturating_mul(exponent));
        Self::tidy(self.factors.iter().map(raised).collect())
    }

    /// The kind of a root, if every exponent can be divided: the square root of an area is a length, that of a volume
    /// is nothing.
    #[must_use]
    pub fn root(&self, degree: i8) -> Option<Self> {
        let divided = |(name, own): &(Arc<str>, i8)| {
            (own.checked_rem(degree)? == 0).then_some((Arc::clone(name), own.checked_div(degree)?))
        };
        self.factors.iter().map(divided).collect::<Option<Vec<_>>>().map(Self::tidy)
    }

    fn tidy(mut factors: Vec<(Arc<str>, i8)>) -> Self {
        factors.retain(|(_, exponent)| *exponent != 0);
        factors.sort();
        Self { factors }
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn a_kind_divided_by_itself_is_a_share() {
        let volume = Kind::base("length").power(3);
        assert!(volume.divide(&volume).is_none());
        assert_eq!(volume.exponent("length"), 3);
    }

    #[test]
    fn the_order_of_factors_does_not_matter() {
        let (a, b) = (Kind::base("time"), Kind::base("inhabitant"));
        assert_eq!(a.multiply(&b), b.multiply(&a));
        assert_eq!(Kind::none().divide(&a).divide(&b), Kind::none().divide(&b.multiply(&a)));
    }

    #[test]
    fn roots_undo_powers_and_nothing_else() {
        let length = Kind::base("length");
        assert_eq!(length.power(2).root(2), Some(length.clone()));
        assert_eq!(length.power(3).root(2), None);
        assert_eq!(length.root(0), None);
        assert_eq!(Kind::none().root(2), Some(Kind::none()));
        assert!(length.power(0).is_none());
    }
}
