//! The index of the study by hand: outliers, min-max or z-scores, weights, means, one after the other and in plain loops.

use indexmap::IndexMap;

/// A table by row and column.
pub type Table = IndexMap<String, IndexMap<String, String>>;

/// A table of the tests, by its first column.
pub fn table(path: &str) -> Table {
    let text = std::fs::read_to_string(path).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |record: csv::StringRecord| -> (String, IndexMap<String, String>) {
        (record[0].to_owned(), head.iter().cloned().zip(record.iter().map(str::to_owned)).collect())
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// What one replicate chose.
pub struct Chosen {
    pub up_to: usize,
    pub z_scores: bool,
    pub geometric: bool,
    /// Weights of pillars and sub-indices by name; 1 where there is none.
    pub weights: IndexMap<String, f64>,
}

/// The structure of the index, and the published columns before outliers are treated.
pub struct Index {
    meta: Vec<IndexMap<String, String>>,
    columns: IndexMap<String, Vec<f64>>,
    countries: usize,
}

impl Index {
    pub fn read() -> Self {
        let text = std::fs::read_to_string("tests/asem/rules/asem/input_iMeta.csv").unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let row = |record: csv::StringRecord| head.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
        let meta: Vec<IndexMap<String, String>> = reader.records().map(|record| row(record.unwrap())).collect();
        let imputed = table("tests/asem/expected/example_stage_Imputed.csv");
        let indicators = meta.iter().filter(|row| row["Level"] == "1");
        let column = |row: &IndexMap<String, String>| -> Vec<f64> {
            imputed.values().map(|country| country[&row["iCode"]].parse().unwrap()).collect()
        };
        let columns = indicators.map(|row| (row["iCode"].clone(), column(row))).collect();
        Self { meta, columns, countries: imputed.len() }
    }

    /// The index of every country, in the order of the published tables.
    pub fn scores(&self, chosen: &Chosen) -> Vec<f64> {
        let mut known: IndexMap<&str, Vec<f64>> = IndexMap::new();
        for row in self.meta.iter().filter(|row| row["Level"] == "1") {
            let sign: f64 = row["Direction"].parse().unwrap();
            let treated = treated(&self.columns[&row["iCode"]], chosen.up_to);
            let signed: Vec<f64> = treated.iter().map(|value| value * sign).collect();
            known.insert(&row["iCode"], normalised(&signed, chosen.z_scores));
        }
        for level in ["2", "3", "4"] {
            for group in self.meta.iter().filter(|row| row["Level"] == level) {
                let members: Vec<&str> = self
                    .meta
                    .iter()
                    .filter(|row| row["Parent"] == group["iCode"])
                    .map(|row| row["iCode"].as_str())
                    .filter(|code| known.contains_key(code))
                    .collect();
                let weights: Vec<f64> =
                    members.iter().map(|code| chosen.weights.get(*code).copied().unwrap_or(1.0)).collect();
                let made = (0..self.countries).map(|country| {
                    let numbers: Vec<f64> = members.iter().map(|code| known[code][country]).collect();
                    mean(&numbers, &weights, chosen.geometric)
                });
                let made = made.collect();
                known.insert(&group["iCode"], made);
            }
        }
        let top = self.meta.iter().find(|row| row["Level"] == "4").unwrap();
        known[top["iCode"].as_str()].clone()
    }
}

fn mean(numbers: &[f64], weights: &[f64], geometric: bool) -> f64 {
    let all: f64 = weights.iter().sum();
    let weighed = |of: fn(f64) -> f64| numbers.iter().zip(weights).map(|(x, w)| of(*x) * w).sum::<f64>() / all;
    if geometric { weighed(f64::ln).exp() } else { weighed(|x| x) }
}

fn normalised(column: &[f64], z_scores: bool) -> Vec<f64> {
    let n = column.len() as f64;
    if z_scores {
        let mean = column.iter().sum::<f64>() / n;
        let deviation = (column.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
        return column.iter().map(|x| 10.0 + 2.0 * (x - mean) / deviation).collect();
    }
    let least = column.iter().copied().fold(f64::INFINITY, f64::min);
    let most = column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    column.iter().map(|x| 1.0 + 99.0 * (x - least) / (most - least)).collect()
}

/// Skewness and excess kurtosis of a sample, corrected for bias.
fn moments(column: &[f64]) -> (f64, f64) {
    let n = column.len() as f64;
    let mean = column.iter().sum::<f64>() / n;
    let moment = |power: i32| column.iter().map(|x| (x - mean).powi(power)).sum::<f64>() / n;
    let (m2, m3, m4) = (moment(2), moment(3), moment(4));
    let skewness = (n * (n - 1.0)).sqrt() / (n - 2.0) * m3 / m2.powf(1.5);
    let kurtosis = (n - 1.0) / ((n - 2.0) * (n - 3.0)) * ((n + 1.0) * (m4 / (m2 * m2) - 3.0) + 6.0);
    (skewness, kurtosis)
}

fn passes(column: &[f64]) -> bool {
    let (skewness, kurtosis) = moments(column);
    skewness.abs() < 2.0 || kurtosis < 3.5
}

/// Draws in the farthest values, at most so many; where that does not help, the logarithm of the column as it was.
fn treated(column: &[f64], up_to: usize) -> Vec<f64> {
    let mut drawn = column.to_vec();
    let mut count = 0;
    while !passes(&drawn) && count < up_to {
        let high = moments(&drawn).0 > 0.0;
        let better = |a: f64, b: f64| if high { a > b } else { a < b };
        let end = drawn.iter().copied().reduce(|a, b| if better(a, b) { a } else { b }).unwrap();
        let next = drawn.iter().copied().filter(|x| *x != end).reduce(|a, b| if better(a, b) { a } else { b }).unwrap();
        for value in drawn.iter_mut().filter(|value| **value == end) {
            *value = next;
        }
        // All values that were drawn in so far lie at the new end.
        count = column.iter().filter(|value| better(**value, next)).count();
    }
    if passes(&drawn) {
        return drawn;
    }
    let least = column.iter().copied().fold(f64::INFINITY, f64::min);
    let most = column.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    column.iter().map(|x| (x - least + 0.01 * (most - least)).ln()).collect()
}
