//! Random rules that look at others, and random figures for several cities.

use std::fmt::{Display, Formatter, Write};

use proptest::prelude::*;

/// The year of the evaluation.
pub const YEAR: i32 = 2020;
/// The years of which there are figures.
pub const YEARS: [i32; 4] = [2018, 2019, 2020, 2021];
/// The KPIs: `a` and `b` are reported, `c` is reported and divided by `y`, `d` is `x / y`.
pub const KPIS: [&str; 4] = ["a", "b", "c", "d"];

/// Rules and cities.
#[derive(Debug, Clone)]
pub struct Trial {
    /// Of each KPI.
    pub kpis: Vec<Kpi>,
    /// What stands in for what is missing.
    pub impute: &'static str,
    /// What is done with outliers.
    pub treat: &'static str,
    /// The share that must be reported, in percent.
    pub screen: Option<u32>,
    /// The default cohort.
    pub cohort: &'static str,
    /// The cities.
    pub cities: Vec<City>,
}

/// What a KPI says.
#[derive(Debug, Clone)]
pub struct Kpi {
    /// Lower is better.
    pub lower: bool,
    /// The function of its score.
    pub score: &'static str,
    /// The cohort that its score names.
    pub cohort: &'static str,
    /// Nothing stands in for it.
    pub plain: bool,
}

/// The figures of a city.
#[derive(Debug, Clone)]
pub struct City {
    /// Its group.
    pub group: Option<bool>,
    /// Of `a`, `b`, `c`, by year.
    pub figures: Vec<Vec<Option<f64>>>,
    /// Of `x` and `y`, in the year of the evaluation.
    pub inputs: (Option<f64>, Option<f64>),
}

/// What scores are made of that are shares; `@` stands for the cohort.
pub const SHARES: &[&str] = &[
    "min_max(value@)",
    "percentile_rank(value@)",
    "distance_to_maximum(value@)",
    "share_of_maximum(value@)",
    "distance_to_reference(value, 5@)",
    "distance_to_reference(value, 5, most: 100 %@)",
    "distance_to_reference(value, member: c1@)",
    "linear(value, 0, 9)",
    "linear(value, percentile(value, 25 %@), 9)",
];

/// What scores are made of that are plain numbers.
pub const NUMBERS: &[&str] = &[
    "min_max(value, 0, 100@)",
    "min_max(value, 10, 1@)",
    "z_score(value@)",
    "rank(value@)",
    "borda(value@)",
    "percentile(value, 25 %@)",
    "value",
    "min_max(value, 0, 100@) / 2 + z_score(value@)",
];

/// What stands in.
pub const IMPUTES: &[&str] = &[
    "",
    "mean(value)",
    "median(value)",
    "group_mean(value, group)",
    "group_median(value, group)",
    "facet_mean(value, pillar)",
    "latest(value)",
    "linear(value)",
];

/// What is done with outliers.
pub const TREATS: &[&str] = &[
    "",
    "",
    "logarithm(value)",
    "box_cox(value, exponent: 2)",
    "winsorise(value, up_to: 2, skewness: 0.5, kurtosis: 0.5, otherwise: logarithm)",
    "winsorise(value, up_to: 3, skewness: 1, kurtosis: 1, otherwise: none)",
];

/// Cohorts: all, some by name, several years, both, values that are held.
pub const COHORTS: &[&str] = &["", "some", "decade", "both", "edition"];

/// The values that `edition` holds: of `a` and `b`.
pub const HELD: [&[f64]; 2] = [&[1.0, 9.0, 4.0, 4.0], &[7.0, 2.0]];

impl Trial {
    /// The rules as text.
    pub fn rules(&self) -> String {
        let mut text = "pack small \"Small\" { language 1; bands performance".to_owned();
        for (word, says) in [("impute", self.impute), ("treat", self.treat), ("cohort", self.cohort)] {
            if !says.is_empty() {
                write!(text, "; {word} {says}").unwrap();
            }
        }
        if let Some(share) = self.screen {
            write!(text, "; screen {share} % reported").unwrap();
        }
        let edge = if NUMBERS.contains(&self.kpis[0].score) { "5" } else { "50 %" };
        let bands = "good \"Good\" at least @ points 2; poor \"Poor\" points 1".replace('@', edge);
        write!(text, " }}\nbands performance {{ {bands} }}\n").unwrap();
        text += "facet pillar \"Pillar\" { one \"One\" weight 2; two \"Two\" }\n\
            input group \"Group\" { unit one of north, south }\n\
            input x \"X\" { unit number }\ninput y \"Y\" { unit number }\n\
            cohort some \"Some\" { members c0, c2, c3 }\ncohort decade \"Decade\" { years 2018 to 2020 }\n\
            cohort both \"Both\" { members c0, c1, c3; years 2019 to 2021 }\n\
            cohort edition \"Edition\" { a: 1, 9, 4, 4; b: 7, 2 }\n\
            rollup pillar { of kpis; by mean; require 40 % reported }\nrollup total { of pillar; by mean }\n";
        for (name, kpi) in KPIS.iter().zip(&self.kpis) {
            let named = if kpi.cohort.is_empty() { String::new() } else { format!(", cohort: {}", kpi.cohort) };
            let side = if kpi.lower { "lower" } else { "higher" };
            let pillar = if matches!(*name, "a" | "b") { "one" } else { "two" };
            write!(
                text,
                "kpi {name} \"K\" {{ pillar: {pillar}; unit number; better {side}; score {}",
                kpi.score.replace('@', &named)
            )
            .unwrap();
            text += match *name {
                "c" => "; per y",
                "d" => "; value x / y",
                _ => "",
            };
            if kpi.plain {
                text += "; impute none";
            }
            text += " }\n";
        }
        text
    }

    /// The figures of a city as a sheet.
    pub fn sheet(&self, city: &City) -> String {
        let mut text = "item,period,value,unit\n".to_owned();
        for (name, figures) in KPIS.iter().zip(&city.figures) {
            for (year, figure) in YEARS.iter().zip(figures) {
                if let Some(figure) = figure {
                    writeln!(text, "{name},{year},{figure},number").unwrap();
                }
            }
        }
        for (name, input) in [("x", city.inputs.0), ("y", city.inputs.1)] {
            if let Some(input) = input {
                writeln!(text, "{name},{YEAR},{input},number").unwrap();
            }
        }
        if let Some(group) = city.group {
            writeln!(text, "group,{YEAR},{},", if group { "north" } else { "south" }).unwrap();
        }
        text
    }
}

impl Display for Trial {
    fn fmt(&self, out: &mut Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}", self.rules())?;
        self.cities.iter().enumerate().try_for_each(|(place, city)| write!(out, "c{place}\n{}", self.sheet(city)))
    }
}

fn kpi(scores: &'static [&'static str]) -> impl Strategy<Value = Kpi> {
    let cohort = prop_oneof![3 => Just(""), 1 => proptest::sample::select(COHORTS)];
    let plain = proptest::bool::weighted(0.2);
    (any::<bool>(), proptest::sample::select(scores), cohort, plain).prop_map(|(lower, score, cohort, plain)| Kpi {
        lower,
        score,
        cohort,
        plain,
    })
}

fn figure(there: f64) -> impl Strategy<Value = Option<f64>> {
    let number = prop_oneof![8 => (0_u32..10).prop_map(f64::from), 1 => Just(250.0), 1 => (0_u32..40).prop_map(|tenth| f64::from(tenth) / 10.0)];
    proptest::option::weighted(there, number)
}

fn city() -> impl Strategy<Value = City> {
    let years = || (figure(0.3), figure(0.3), figure(0.75), figure(0.3)).prop_map(|(a, b, c, d)| vec![a, b, c, d]);
    let figures = (years(), years(), years()).prop_map(|(a, b, c)| vec![a, b, c]);
    let group = proptest::option::weighted(0.8, any::<bool>());
    (group, figures, (figure(0.8), figure(0.8))).prop_map(|(group, figures, inputs)| City { group, figures, inputs })
}

/// Rules and cities.
pub fn trials() -> impl Strategy<Value = Trial> {
    let of = |scores| proptest::collection::vec(kpi(scores), 4);
    let kpis = prop_oneof![of(SHARES), of(NUMBERS)];
    let steps = (proptest::sample::select(IMPUTES), proptest::sample::select(TREATS));
    let screen = proptest::option::weighted(0.3, (1_u32..5).prop_map(|quarters| quarters * 25));
    let cohort = prop_oneof![4 => Just(""), 1 => proptest::sample::select(COHORTS)];
    let cities = proptest::collection::vec(city(), 1..9);
    (kpis, steps, screen, cohort, cities).prop_map(|(kpis, (impute, treat), screen, cohort, cities)| Trial {
        kpis,
        impute,
        treat,
        screen,
        cohort,
        cities,
    })
}
