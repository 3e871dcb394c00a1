//! Cities that are judged together: scores that look at others look at these.

use std::sync::Arc;

use super::desk::ReadTogether;
use super::world::{Half, changed, stand};
use crate::Together;
use crate::diagnostic::{Diagnostic, Severity};
use crate::evaluate::Options;
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;
use crate::script::analysis::{Asked, Change, Standing};
use crate::source::{Sources, nearest};
use crate::value::Date;

/// Rules and figures that are judged together, as read.
pub(super) struct Joint {
    book: Arc<RuleBook>,
    cities: Vec<Dataset>,
    pub sources: Sources,
}

impl Joint {
    /// What was read. Wrong rules are an error; what is wrong in figures comes beside them.
    pub fn of(read: ReadTogether) -> Result<(Self, Vec<Diagnostic>), String> {
        let ReadTogether { book, cities, findings, sources } = read;
        if let (true, Some(wrong)) = (cities.is_empty(), findings.iter().find(|one| one.severity == Severity::Error)) {
            let place = sources.place(wrong.span());
            return Err(format!("{} ({}:{}:{})", wrong.message, place.file, place.line, place.column));
        }
        Ok((Self { book: Arc::new(book), cities, sources }, findings))
    }

    /// What all of them come to.
    pub fn standings(&self, asked: &Asked, on: Option<Date>) -> Result<Vec<Standing>, String> {
        let together = Together::of(&self.book, &self.cities, Options { year: asked.year, on });
        let one = |(row, data): (usize, &Dataset)| {
            let assessed = together.assess(&self.sources, row).ok_or_else(|| "a city is gone".to_owned())?;
            let own = Asked { folder: data.city.name.clone(), among: Some(asked.folder.clone()), ..asked.clone() };
            Ok(stand(own, (Arc::clone(&self.book), Arc::new(data.clone())), &self.sources, assessed))
        };
        self.cities.iter().enumerate().map(one).collect()
    }

    /// What one of them comes to among the others, with what is supposed of it.
    pub fn standing(&self, asked: &Asked, on: Option<Date>) -> Result<Standing, String> {
        if asked.changes.iter().any(|change| matches!(change, Change::Rules(_))) {
            return Err("rules can be supposed of a city by itself: take `city(folder)`".to_owned());
        }
        let row = self.cities.iter().position(|data| data.city.name == asked.folder);
        let Some((row, data)) = row.and_then(|row| Some((row, self.cities.get(row)?))) else {
            let near = nearest(&asked.folder, self.cities.iter().map(|data| data.city.name.as_str()));
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return Err(format!("there is no city `{}` among them{near}", asked.folder));
        };
        let year = Together::of(&self.book, &self.cities, Options { year: asked.year, on }).year;
        let options = Options { year: Some(year), on };
        let mut sources = self.sources.clone();
        let half: Half = (Arc::clone(&self.book), Arc::new(data.clone()));
        let (book, data) = changed(asked, &mut sources, half, options)?;
        let mut cities = self.cities.clone();
        if let Some(own) = cities.get_mut(row) {
            own.clone_from(&data);
        }
        let together = Together::of(&book, &cities, options);
        let assessed = together.assess(&sources, row).ok_or_else(|| "the city is gone".to_owned())?;
        Ok(stand(asked.clone(), (Arc::clone(&book), data), &sources, assessed))
    }
}
