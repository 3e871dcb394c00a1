//! A unit as it is written: `FTE per 100_000 inhabitants`, `t of CO2e per year`, `L per day per inhabitant`.

/// A unit as written, before its names are looked up.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UnitExpr {
    /// The factors, in the order in which they were written.
    pub factors: Vec<UnitFactor>,
}

/// One factor of a written unit.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitFactor {
    /// Whether the factor stands after `per`.
    pub per: bool,
    /// The number before the name: the 100 000 of `per 100_000 inhabitants`. 1 where none is written.
    pub number: f64,
    /// The name: `inhabitants`, `kWh`, `%`.
    pub name: String,
    /// The substance after `of`: the `CO2e` of `t of CO2e`.
    pub substance: Option<String>,
    /// Where the name stands in its source text, in bytes.
    pub at: (u32, u32),
}

impl std::fmt::Display for UnitExpr {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, factor) in self.factors.iter().enumerate() {
            if place > 0 {
                out.write_str(" ")?;
            }
            if factor.per {
                out.write_str("per ")?;
            }
            if factor.number != 1.0 {
                write!(out, "{} ", grouped(factor.number))?;
            }
            out.write_str(&factor.name)?;
            if let Some(substance) = &factor.substance {
                write!(out, " of {substance}")?;
            }
        }
        Ok(())
    }
}

/// A whole number with `_` between groups of three digits, as rule files write it.
fn grouped(number: f64) -> String {
    let digits = format!("{number}");
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits;
    }
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    text
}
