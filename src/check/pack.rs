//! What packs say about themselves, and what holds for all their items.

use super::Checker;
use super::clauses::Place;
use super::scope::Env;
use crate::diagnostic::Diagnostic;
use crate::layer::Joined;
use crate::model::formula::LeastGrade;
use crate::model::rules::Pack;
use crate::source::nearest;
use crate::syntax::tree::{Clause, ClauseKind, Item, ItemKind, Name, TextWord};
use crate::value::{Quality, Status};

/// The version of the language that this program reads.
pub const LANGUAGE: u32 = 1;

impl<'a> Checker<'a> {
    /// Reads the heads of all packs, base first: what a later pack says holds.
    pub(super) fn read_packs(&mut self, joined: &'a Joined) {
        for layer in &joined.packs {
            self.book.packs.push(Pack {
                name: layer.name.clone(),
                title: layer.title.clone(),
                applies: layer.applies.clone(),
                width: layer.width,
                over: layer.over.clone(),
                automatic: layer.automatic,
                ..Pack::default()
            });
        }
        for item in joined.items.iter().filter(|item| item.kind == ItemKind::Pack) {
            if let Some(pack) = self.book.packs.get_mut(item.layer as usize) {
                pack.span = item.word;
                // The title may have been put into another language since the packs were laid in order.
                if let Some(title) = item.names.first().and_then(|titled| titled.title.as_ref()) {
                    pack.title.clone_from(&title.text);
                }
            }
            for clause in &item.clauses {
                if self.belongs(clause, Place::Pack) {
                    self.pack_clause(item, clause);
                }
            }
        }
    }

    fn pack_clause(&mut self, item: &'a Item, clause: &'a Clause) {
        match &clause.kind {
            ClauseKind::Text { word, text } => {
                let text = text.text.clone();
                let Some(pack) = self.book.packs.get_mut(item.layer as usize) else { return };
                match word {
                    TextWord::Version => pack.version = text,
                    TextWord::Source => pack.source = text,
                    _ => {}
                }
            }
            ClauseKind::Subject(name) => {
                if let Some(pack) = self.book.packs.get_mut(item.layer as usize) {
                    pack.subject.clone_from(&name.text);
                }
            }
            ClauseKind::Counts { not_in } => self.pack_counts(item, clause, not_in),
            ClauseKind::Language(version) if *version > LANGUAGE => {
                let message = format!("this pack is written in version {version} of the language");
                let help = format!("this program reads versions up to {LANGUAGE}: take a newer program");
                self.report(Diagnostic::error("pack::language", clause.span, message).help(help));
            }
            ClauseKind::Score(_) => self.default_scores.push(clause),
            ClauseKind::Progress(_) => self.default_progress.push(clause),
            ClauseKind::Impute(expr) => self.default_impute = Some((clause, expr)),
            ClauseKind::Treat(expr) => self.default_treat = Some((clause, expr)),
            ClauseKind::Screen(expr) => self.default_screen = Some((clause, expr)),
            ClauseKind::UseCohort(name) => self.default_cohort = Some(name),
            ClauseKind::Trend { line, years } => self.trend(clause, line, *years),
            ClauseKind::UseBands { scale, .. } => self.default_scale = Some((scale.text.clone(), scale.span)),
            ClauseKind::Period { year, within } => {
                self.book.fixed_year = *year;
                self.book.within_years = within.and_then(|years| i32::try_from(years).ok()).unwrap_or(1).max(1);
            }
            ClauseKind::RequireGrade { what, least } => {
                if let Some(grade) = self.least_grade(what, least) {
                    let case = self.case(grade, clause, Env::default());
                    self.book.least.push(case);
                }
            }
            ClauseKind::PreferSource(text) => {
                let case = self.case(text.text.clone(), clause, Env::default());
                self.book.prefer_source.push(case);
            }
            _ => {}
        }
    }

    /// `counts`: what the pack adds counts in the roll-ups of the packs below.
    fn pack_counts(&mut self, item: &Item, clause: &Clause, not_in: &[Name]) {
        if let Some(name) = not_in.first() {
            let message = "a pack says of all that it adds that it counts, or nothing";
            let help = "write `counts`; in which roll-ups one KPI does not count is said in that KPI";
            self.report(Diagnostic::error("counts::pack", name.span, message).help(help));
        } else if let Some(pack) = self.book.packs.get_mut(item.layer as usize) {
            pack.counts = true;
            self.counting.push((item.layer, clause.word));
        }
    }

    /// `quality at least survey`, `status at least reported`
    pub(super) fn least_grade(&mut self, what: &Name, least: &Name) -> Option<LeastGrade> {
        let words: Vec<&str> = match what.text.as_str() {
            "quality" => Quality::ALL.iter().map(|grade| grade.word()).collect(),
            _ => Status::ALL.iter().filter(|status| status.counts()).map(|status| status.word()).collect(),
        };
        let grade = match what.text.as_str() {
            "quality" => Quality::from_word(&least.text).map(LeastGrade::Quality),
            _ => Status::from_word(&least.text).filter(|status| status.counts()).map(LeastGrade::Status),
        };
        if grade.is_none() {
            let help = nearest(&least.text, words.iter().copied())
                .map_or_else(|| format!("write one of {}", words.join(", ")), |near| format!("did you mean `{near}`?"));
            let message = format!("`{}` is no grade of {}", least.text, what.text);
            self.report(Diagnostic::error("grade::unknown", least.span, message).help(help));
        }
        grade
    }
}
