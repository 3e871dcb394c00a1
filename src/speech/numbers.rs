//! Numbers as a language writes them, and which plural goes with them.

use crate::unit::{format_number, significant};
use crate::value::Language;

/// How numbers are written.
#[derive(Debug)]
pub(super) enum Numbers {
    /// As the program's own English has them: a decimal point, groups from five digits on.
    English,
    /// As the tables of Unicode have them for a language.
    #[cfg(feature = "languages")]
    Icu(Box<icu::Rules>),
}

impl Numbers {
    /// The rules of a language; those of English where none are known.
    pub fn of(language: &Language) -> Self {
        #[cfg(feature = "languages")]
        if !language.is_original()
            && let Some(rules) = icu::Rules::of(language.code())
        {
            return Self::Icu(Box::new(rules));
        }
        let _ = language;
        Self::English
    }

    /// A number with so many significant digits.
    pub fn show(&self, value: f64, digits: u32) -> String {
        match self {
            Self::English => format_number(value, digits),
            #[cfg(feature = "languages")]
            Self::Icu(rules) => {
                let plain = significant(value, digits);
                rules.show(&plain).unwrap_or(plain)
            }
        }
    }

    /// The plural category of a number: `one`, `other`, in some languages `zero`, `two`, `few`, `many`.
    pub fn category(&self, value: f64, digits: u32) -> &'static str {
        let plain = significant(value, digits);
        match self {
            Self::English => {
                if plain == "1" || plain == "-1" {
                    "one"
                } else {
                    "other"
                }
            }
            #[cfg(feature = "languages")]
            Self::Icu(rules) => rules.category(&plain),
        }
    }
}

#[cfg(feature = "languages")]
pub(super) mod icu {
    //! The tables of Unicode, as ICU4X has them compiled in.

    use fixed_decimal::Decimal;
    use icu_decimal::DecimalFormatter;
    use icu_locale_core::Locale;
    use icu_plurals::{PluralCategory, PluralRules};

    /// The formatter and the plural rules of one language.
    #[derive(Debug)]
    pub struct Rules {
        decimals: DecimalFormatter,
        plurals: PluralRules,
    }

    impl Rules {
        pub fn of(code: &str) -> Option<Self> {
            let locale: Locale = code.parse().ok()?;
            let decimals = DecimalFormatter::try_new((&locale).into(), Default::default()).ok()?;
            let plurals = PluralRules::try_new_cardinal((&locale).into()).ok()?;
            Some(Self { decimals, plurals })
        }

        pub fn show(&self, plain: &str) -> Option<String> {
            let decimal: Decimal = plain.parse().ok()?;
            Some(self.decimals.format(&decimal).to_string())
        }

        pub fn category(&self, plain: &str) -> &'static str {
            let Ok(decimal) = plain.parse::<Decimal>() else { return "other" };
            match self.plurals.category_for(&decimal) {
                PluralCategory::Zero => "zero",
                PluralCategory::One => "one",
                PluralCategory::Two => "two",
                PluralCategory::Few => "few",
                PluralCategory::Many => "many",
                PluralCategory::Other => "other",
            }
        }
    }
}
