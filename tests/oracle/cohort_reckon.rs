//! What scores that look at others come to, reckoned plainly: every step asks all cities anew.

use super::cohorts::{City, HELD, KPIS, Trial, YEAR, YEARS};

/// A value, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Found {
    Number(f64),
    Silent,
    Failed,
}

impl Found {
    fn number(self) -> Option<f64> {
        if let Self::Number(number) = self { Some(number) } else { None }
    }
}

/// Value and score of every KPI in every city.
pub fn all(trial: &Trial) -> Vec<Vec<(Option<f64>, Option<f64>)>> {
    (0..KPIS.len()).map(|kpi| (0..trial.cities.len()).map(|row| of(trial, kpi, row)).collect()).collect()
}

fn of(trial: &Trial, kpi: usize, row: usize) -> (Option<f64>, Option<f64>) {
    let value = filled(trial, kpi, row);
    (value, value.filter(|_| !screened(trial, row)).and_then(|value| score(trial, kpi, value)))
}

fn reported(city: &City, kpi: usize, year: i32) -> Found {
    let place = YEARS.iter().position(|known| *known == year).unwrap();
    let now = |input: Option<f64>| input.filter(|_| year == YEAR);
    let over = |up: Option<f64>| match (up, now(city.inputs.1)) {
        (Some(_), Some(0.0)) => Found::Failed,
        (Some(up), Some(down)) => Found::Number(up / down),
        _ => Found::Silent,
    };
    match kpi {
        3 => over(now(city.inputs.0)),
        2 => over(city.figures[2][place]),
        _ => city.figures[kpi][place].map_or(Found::Silent, Found::Number),
    }
}

fn belongs(cohort: &str, row: usize) -> bool {
    match cohort {
        "some" => [0, 2, 3].contains(&row),
        "both" => [0, 1, 3].contains(&row),
        _ => true,
    }
}

fn held(kpi: usize) -> Option<Vec<f64>> {
    HELD.get(kpi).map(|held| held.to_vec())
}

/// What members of the default cohort report in the year, row by row.
fn members(trial: &Trial, kpi: usize) -> Vec<(usize, f64)> {
    let rows = 0..trial.cities.len();
    let rows = rows.filter(|row| belongs(trial.cohort, *row));
    rows.filter_map(|row| Some((row, reported(&trial.cities[row], kpi, YEAR).number()?))).collect()
}

fn all_members(trial: &Trial, kpi: usize) -> Vec<f64> {
    if trial.cohort == "edition" {
        return held(kpi).unwrap_or_default();
    }
    members(trial, kpi).into_iter().map(|(_, value)| value).collect()
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

fn quantile(values: &[f64], share: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    let at = share * last as f64;
    let (low, high) = (sorted[at as usize], sorted[(at as usize + 1).min(last)]);
    Some(low + (at - at.floor()) * (high - low))
}

fn has_figures(city: &City, year: i32) -> bool {
    let place = YEARS.iter().position(|known| *known == year).unwrap();
    let inputs = city.inputs.0.is_some() || city.inputs.1.is_some() || city.group.is_some();
    city.figures.iter().any(|figures| figures[place].is_some()) || (year == YEAR && inputs)
}

/// The value with what stands in for it.
fn filled(trial: &Trial, kpi: usize, row: usize) -> Option<f64> {
    let city = &trial.cities[row];
    match reported(city, kpi, YEAR) {
        Found::Number(number) => return Some(number),
        Found::Failed => return None,
        Found::Silent if trial.kpis[kpi].plain => return None,
        Found::Silent => {}
    }
    let (way, _) = trial.impute.split_once('(')?;
    let years = |mut wanted: Vec<i32>, down: bool| {
        if down {
            wanted.reverse();
        }
        wanted.into_iter().find_map(|year| Some((f64::from(year), reported(city, kpi, year).number()?)))
    };
    let before = || years(YEARS.into_iter().filter(|year| *year < YEAR).collect(), true);
    let after = || years(YEARS.into_iter().filter(|year| *year > YEAR).collect(), false);
    match way {
        "mean" => mean(&all_members(trial, kpi)),
        "median" => quantile(&all_members(trial, kpi), 0.5),
        "group_mean" | "group_median" => {
            let own = city.group.filter(|_| trial.cohort != "edition")?;
            let group = members(trial, kpi).into_iter().filter(|(row, _)| trial.cities[*row].group == Some(own));
            let group: Vec<f64> = group.map(|(_, value)| value).collect();
            if way == "group_mean" { mean(&group) } else { quantile(&group, 0.5) }
        }
        "facet_mean" => {
            let ends = |kpi: usize| {
                let values = all_members(trial, kpi);
                let (least, most) = (quantile(&values, 0.0)?, quantile(&values, 1.0)?);
                Some(if trial.kpis[kpi].lower { (most, least) } else { (least, most) })
            };
            // The other KPI of the pillar.
            let other = kpi ^ 1;
            let value = reported(city, other, YEAR).number()?;
            let (worst, best) = ends(other).filter(|(worst, best)| worst != best)?;
            let (low, high) = ends(kpi)?;
            Some((value - worst) / (best - worst) * (high - low) + low)
        }
        "latest" => before().map(|(_, value)| value),
        "linear" => {
            let ((first, low), (last, high)) = (before()?, after()?);
            Some(low + (high - low) * (f64::from(YEAR) - first) / (last - first))
        }
        other => panic!("{other}"),
    }
}

fn screened(trial: &Trial, row: usize) -> bool {
    let there = (0..KPIS.len()).filter(|kpi| filled(trial, *kpi, row).is_some()).count();
    trial.screen.is_some_and(|share| (there * 100) < share as usize * KPIS.len())
}

/// A column in a cohort with what was done to it; nothing where there is nobody to look at.
struct Column {
    values: Vec<f64>,
    limits: Option<(f64, f64)>,
    reshaped: Option<(f64, f64)>,
}

impl Column {
    fn apply(&self, value: f64) -> Option<f64> {
        if let Some((shift, exponent)) = self.reshaped {
            let above = value + shift;
            return match exponent {
                _ if above <= 0.0 => None,
                0.0 => Some(above.ln()),
                exponent => Some((above.powf(exponent) - 1.0) / exponent),
            };
        }
        Some(self.limits.map_or(value, |(low, high)| value.clamp(low, high)))
    }
}

fn column(trial: &Trial, kpi: usize, cohort: &str) -> Option<Column> {
    let cohort = if cohort.is_empty() { trial.cohort } else { cohort };
    let rows = || (0..trial.cities.len()).filter(|row| belongs(cohort, *row) && !screened(trial, *row));
    let years = match cohort {
        "decade" => Some(2018..=2020),
        "both" => Some(2019..=2021),
        _ => None,
    };
    let values: Vec<f64> = match (cohort, years) {
        ("edition", _) => held(kpi)?,
        (_, Some(years)) => {
            let of = |row: usize| {
                let city = &trial.cities[row];
                let years = years.clone().filter(|year| has_figures(city, *year));
                years.filter_map(|year| reported(city, kpi, year).number()).collect::<Vec<f64>>()
            };
            rows().flat_map(of).collect()
        }
        _ if trial.cities.len() < 2 => return None,
        _ => rows().filter_map(|row| filled(trial, kpi, row)).collect(),
    };
    Some(treated(trial.treat, values))
}

fn treated(treat: &str, values: Vec<f64>) -> Column {
    let as_it_came = Column { values: values.clone(), limits: None, reshaped: None };
    let reshaped = |exponent: f64| {
        let (Some(least), Some(most)) = (quantile(&values, 0.0), quantile(&values, 1.0)) else { return None };
        (least != most).then_some((0.01 * (most - least) - least, exponent))
    };
    let mut column = match treat {
        "" => return as_it_came,
        "logarithm(value)" => Column { reshaped: reshaped(0.0), ..as_it_came },
        "box_cox(value, exponent: 2)" => Column { reshaped: reshaped(2.0), ..as_it_came },
        winsorise => {
            let (up_to, bound, logs) = if winsorise.contains("up_to: 2") { (2, 0.5, true) } else { (3, 1.0, false) };
            let (limits, cured) = winsorised(&values, up_to, bound);
            if !cured && logs {
                Column { reshaped: reshaped(0.0), ..as_it_came }
            } else {
                Column { limits, ..as_it_came }
            }
        }
    };
    column.values = values.iter().filter_map(|value| column.apply(*value)).collect();
    column
}

/// The limits between which values are drawn in, and whether the shape passes in the end.
fn winsorised(values: &[f64], up_to: usize, bound: f64) -> (Option<(f64, f64)>, bool) {
    let mut now = values.to_vec();
    loop {
        let Some((skewness, kurtosis)) = shape(&now) else { return (limits(values, &now), true) };
        if skewness.abs() < bound || kurtosis < bound {
            return (limits(values, &now), true);
        }
        if now.iter().zip(values).filter(|(one, other)| one != other).count() >= up_to {
            return (limits(values, &now), false);
        }
        let outer = quantile(&now, if skewness >= 0.0 { 1.0 } else { 0.0 }).unwrap();
        let inner = now.iter().copied().filter(|value| *value != outer);
        let next = if skewness >= 0.0 { inner.reduce(f64::max) } else { inner.reduce(f64::min) };
        let Some(next) = next else { return (limits(values, &now), false) };
        now.iter_mut().filter(|value| **value == outer).for_each(|value| *value = next);
    }
}

fn limits(values: &[f64], now: &[f64]) -> Option<(f64, f64)> {
    (values != now).then(|| (quantile(now, 0.0).unwrap(), quantile(now, 1.0).unwrap()))
}

fn shape(values: &[f64]) -> Option<(f64, f64)> {
    let n = values.len() as f64;
    if values.len() < 4 {
        return None;
    }
    let middle = mean(values)?;
    let moment = |power: i32| values.iter().map(|value| (value - middle).powi(power)).sum::<f64>() / n;
    let second = moment(2);
    if second <= 0.0 {
        return None;
    }
    let skewness = moment(3) / second.powf(1.5) * (n * (n - 1.0)).sqrt() / (n - 2.0);
    let excess = moment(4) / (second * second) - 3.0;
    Some((skewness, ((n + 1.0) * excess + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0))))
}

fn score(trial: &Trial, kpi: usize, value: f64) -> Option<f64> {
    let says = &trial.kpis[kpi];
    let default = column(trial, kpi, "");
    let seen = || default.as_ref().map_or(Some(value), |column| column.apply(value));
    match says.score {
        "value" => return seen(),
        "linear(value, 0, 9)" => return Some((seen()? / 9.0).clamp(0.0, 1.0)),
        "linear(value, percentile(value, 25 %@), 9)" => {
            let start = looked(trial, kpi, value, "percentile(value, 25 %@)")?;
            return seen().filter(|_| start != 9.0).map(|value| ((value - start) / (9.0 - start)).clamp(0.0, 1.0));
        }
        "min_max(value, 0, 100@) / 2 + z_score(value@)" => {
            let place = looked(trial, kpi, value, "min_max(value, 0, 100@)")?;
            return Some(place / 2.0 + looked(trial, kpi, value, "z_score(value@)")?);
        }
        _ => {}
    }
    looked(trial, kpi, value, says.score)
}

fn looked(trial: &Trial, kpi: usize, value: f64, score: &str) -> Option<f64> {
    let says = &trial.kpis[kpi];
    let column = column(trial, kpi, says.cohort)?;
    if let Some(share) = (score == "percentile(value, 25 %@)").then_some(0.25) {
        return quantile(&column.values, share);
    }
    let own = column.apply(value)?;
    let sign = if says.lower { -1.0 } else { 1.0 };
    let values: Vec<f64> = column.values.iter().map(|value| sign * value).collect();
    let (own, worst, best) = (sign * own, quantile(&values, 0.0)?, quantile(&values, 1.0)?);
    let way = |goal: f64| (goal != worst).then(|| (own - worst) / (goal - worst));
    let same = |one: f64, other: f64| (one - other).abs() <= 1e-12 * one.abs().max(other.abs());
    let below = values.iter().filter(|value| **value < own && !same(**value, own)).count() as f64;
    match score {
        "min_max(value@)" | "distance_to_maximum(value@)" => way(best),
        "min_max(value, 0, 100@)" => Some(way(best)? * 100.0),
        "min_max(value, 10, 1@)" => Some(way(best)? * (1.0 - 10.0) + 10.0),
        "z_score(value@)" => {
            let middle = mean(&values)?;
            let squares: f64 = values.iter().map(|value| (value - middle) * (value - middle)).sum();
            let deviation = (squares / (values.len() as f64 - 1.0)).sqrt();
            (values.len() > 1 && deviation > 0.0).then(|| (own - middle) / deviation)
        }
        "rank(value@)" => Some(below + 1.0),
        "borda(value@)" => Some(below),
        "percentile_rank(value@)" => (values.len() > 1).then(|| (below / (values.len() as f64 - 1.0)).min(1.0)),
        "share_of_maximum(value@)" => (best != 0.0).then(|| own / best),
        "distance_to_reference(value, 5@)" => way(sign * 5.0),
        "distance_to_reference(value, 5, most: 100 %@)" => Some(way(sign * 5.0)?.min(1.0)),
        "distance_to_reference(value, member: c1@)" => {
            let other = (trial.cities.len() > 1).then(|| filled(trial, kpi, 1)).flatten()?;
            way(sign * column.apply(other)?)
        }
        other => panic!("{other}"),
    }
}
