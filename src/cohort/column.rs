//! The numbers that the members of a cohort have of one item.

use super::treat;
use crate::builtin::Distribution;
use crate::model::rules::{Better, Treat, Treatment};

/// The numbers that the members of a cohort have of one item, treated.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What was done with outliers.
    pub treatment: Option<Treatment>,
    /// As it came, where something was done.
    came: Option<Distribution>,
    values: Distribution,
    turned: Distribution,
}

impl Column {
    /// Of some numbers in any order, treated where the item says so.
    #[must_use]
    pub fn of(values: Vec<f64>, treat: Option<&Treat>) -> Self {
        let came = Distribution::of(values);
        let Some(treat) = treat else { return Self::untreated(came) };
        let treatment = treat::treated(treat, &came);
        let treated = came.values().iter().filter_map(|value| treatment.apply(*value)).collect();
        let values = Distribution::of(treated);
        Self { treatment: Some(treatment), came: Some(came), turned: values.turned(), values }
    }

    /// Of numbers that are left as they are.
    #[must_use]
    pub fn untreated(values: Distribution) -> Self {
        Self { treatment: None, came: None, turned: values.turned(), values }
    }

    /// The values, on the side on which more is better.
    #[must_use]
    pub fn towards(&self, better: Option<Better>) -> &Distribution {
        if better == Some(Better::Lower) { &self.turned } else { &self.values }
    }

    /// The values before they were treated, ascending.
    #[must_use]
    pub fn as_it_came(&self) -> &[f64] {
        self.came.as_ref().unwrap_or(&self.values).values()
    }

    /// The values.
    #[must_use]
    pub fn values(&self) -> &Distribution {
        &self.values
    }

    /// What becomes of a value; nothing where it cannot be reshaped.
    #[must_use]
    pub fn treated(&self, value: f64) -> Option<f64> {
        self.treatment.as_ref().map_or(Some(value), |treatment| treatment.apply(value))
    }
}
