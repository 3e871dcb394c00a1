//! A line on stderr that says how far a long comparison is. It comes after two seconds, and only on a terminal.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// How long nothing is said.
const QUIET: Duration = Duration::from_secs(2);

/// How far it is.
pub(super) struct Progress {
    begun: Instant,
    bar: Option<ProgressBar>,
    cities: usize,
    city: String,
    at: usize,
    trials: usize,
}

impl Progress {
    /// Nothing done of so many cities.
    pub fn new(cities: usize) -> Self {
        Self { begun: Instant::now(), bar: None, cities, city: String::new(), at: 0, trials: 0 }
    }

    /// The next city.
    pub fn city(&mut self, name: &str) {
        name.clone_into(&mut self.city);
        self.at += 1;
        self.show();
    }

    /// One more trial is done.
    pub fn step(&mut self) {
        self.trials += 1;
        self.show();
    }

    fn show(&mut self) {
        if self.begun.elapsed() < QUIET {
            return;
        }
        let length = self.cities as u64;
        let bar = self.bar.get_or_insert_with(|| {
            let style = ProgressStyle::with_template("{bar:20} {pos} of {len} {msg}");
            let bar = ProgressBar::new(length);
            if let Ok(style) = style {
                bar.set_style(style);
            }
            bar
        });
        bar.set_position(self.at.saturating_sub(1) as u64);
        bar.set_message(format!("{}, {} rule books tried", self.city, self.trials));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
