//! Cities that are judged together: scores that look at others look at these.

use std::sync::Arc;

use super::desk::ReadTogether;
use super::world::{changed, stand, supposing};
use crate::Together;
use crate::diagnostic::{Diagnostic, Severity};
use crate::evaluate::Options;
use crate::model::dataset::Dataset;
use crate::model::rules::RuleBook;
use crate::script::analysis::{Asked, Standing};
use crate::source::{Sources, nearest};
use crate::value::Date;
use crate::workspace::{Library, SharedTexts};

/// Rules and figures that are judged together, as read.
pub(super) struct Joint {
    book: Arc<RuleBook>,
    cities: Vec<Dataset>,
    texts: SharedTexts,
    pub library: Library,
}

impl Joint {
    /// What was read. Wrong rules are an error; what is wrong in figures comes beside them.
    pub fn of(read: ReadTogether) -> Result<(Self, Vec<Diagnostic>), String> {
        let ReadTogether { book, cities, texts, findings, library } = read;
        if let (true, Some(wrong)) = (cities.is_empty(), findings.iter().find(|one| one.severity == Severity::Error)) {
            let place = library.sources().place(wrong.span());
            return Err(format!("{} ({}:{}:{})", wrong.message, place.file, place.line, place.column));
        }
        Ok((Self { book: Arc::new(book), cities, texts, library }, findings))
    }

    /// What all of them come to.
    pub fn standings(&self, asked: &Asked, on: Option<Date>) -> Result<Vec<Standing>, String> {
        let together = Together::of(&self.book, &self.cities, Options { year: asked.year, on });
        let one = |(row, data): (usize, &Dataset)| {
            let assessed = together.assess(self.library.sources(), row).ok_or_else(|| "a city is gone".to_owned())?;
            let own = Asked { folder: data.city.name.clone(), among: Some(asked.folder.clone()), ..asked.clone() };
            Ok(stand(own, (Arc::clone(&self.book), Arc::new(data.clone())), self.library.sources(), assessed))
        };
        self.cities.iter().enumerate().map(one).collect()
    }

    /// What one of them comes to among the others, with what is supposed of it.
    pub fn standing(&self, asked: &Asked, on: Option<Date>) -> Result<Standing, String> {
        let row = self.cities.iter().position(|data| data.city.name == asked.folder);
        let Some((row, data)) = row.and_then(|row| Some((row, self.cities.get(row)?))) else {
            let near = nearest(&asked.folder, self.cities.iter().map(|data| data.city.name.as_str()));
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            return Err(format!("there is no city `{}` among them{near}", asked.folder));
        };
        let (rules, mut cities, mut sources) = self.supposing(asked, &data.city.name, on)?;
        let year = Together::of(&rules, &cities, Options { year: asked.year, on }).year;
        let options = Options { year: Some(year), on };
        let own = cities.get(row).cloned().unwrap_or_default();
        let (book, data) = changed(asked, &mut sources, (rules, Arc::new(own)), options)?;
        if let Some(own) = cities.get_mut(row) {
            own.clone_from(&data);
        }
        let together = Together::of(&book, &cities, options);
        let assessed = together.assess(&sources, row).ok_or_else(|| "the city is gone".to_owned())?;
        Ok(stand(asked.clone(), (Arc::clone(&book), data), &sources, assessed))
    }

    /// The rules with those that are supposed over all others, for all cities, since they are judged by the same; the
    /// figures as these rules read them; the texts.
    fn supposing(
        &self,
        asked: &Asked,
        city: &str,
        on: Option<Date>,
    ) -> Result<(Arc<RuleBook>, Vec<Dataset>, Sources), String> {
        let supposed: Vec<String> = asked.changes.iter().filter_map(super::desk::rules_of).collect();
        if supposed.is_empty() {
            return Ok((Arc::clone(&self.book), self.cities.clone(), self.library.sources().clone()));
        }
        let mut library = self.library.clone();
        let mut wanted = self.texts.uses().to_vec();
        let place = self.texts.place(city).on(on.or_else(|| asked.year.map(Date::end_of)));
        let known = RuleBook::clone(&self.book);
        let book = supposing(&mut library, known, (&mut wanted, &place), city, &supposed)?;
        let cities = library.all_datasets(&self.texts, &book).value;
        Ok((Arc::new(book), cities, library.sources().clone()))
    }
}
