//! Studies of robustness: what is varied, looked up.

use std::sync::Arc;

use super::Checker;
use super::clauses::Place;
use super::compare::is_relative;
use super::scope::Env;
use super::step::may_be_prepared;
use super::target::literal;
use crate::diagnostic::Diagnostic;
use crate::model::robustness::{DataErrors, Robustness, RollupWay, ScoreWay, Step, StepWay, Variation, Varied};
use crate::model::rules::{Case, Item as Entry, ItemKind as EntryKind};
use crate::model::supposition::Weighted;
use crate::source::{Span, nearest};
use crate::syntax::print::print_clause;
use crate::syntax::tree::{Clause, ClauseKind, Expr, Item, ItemKind, Modifiers, Name, Path, TextWord, Vary};
use crate::value::{ItemId, Quality};

/// How many replicates a study has where it does not say.
const REPLICATES: u32 = 1_000;
/// More are not run.
const MOST: u32 = 1_000_000;
/// The seed where none is stated.
const SEED: u32 = 1;

impl<'a> Checker<'a> {
    pub(super) fn resolve_robustness(&mut self, items: &'a [Arc<Item>]) {
        for item in items.iter().filter(|item| item.kind == ItemKind::Robustness) {
            self.study(item);
        }
    }

    fn study(&mut self, item: &'a Item) {
        let title = item.names.first().and_then(|titled| titled.title.as_ref()).map(|text| text.text.clone());
        let note = self.note(&item.modifiers, item.layer, item.word);
        let title = title.unwrap_or_default();
        let mut made = Robustness { title, varied: Vec::new(), replicates: REPLICATES, seed: SEED, note };
        for clause in &item.clauses {
            if self.belongs(clause, Place::Robustness) {
                self.study_clause(&mut made, clause);
            }
        }
        if !item.clauses.iter().any(|clause| matches!(clause.kind, ClauseKind::Vary(_))) {
            let message = "this study varies nothing";
            let help = "write for example `vary weight of dimension by 25 %` or `vary data by 5 %`";
            self.report(Diagnostic::error("robustness::nothing", item.word, message).help(help));
        }
        self.book.robustness.push(made);
    }

    fn study_clause(&mut self, made: &mut Robustness, clause: &'a Clause) {
        match &clause.kind {
            ClauseKind::Vary(varied) => {
                let plain = Env::default();
                let case: Case<()> = self.case((), clause, plain);
                if case.when.is_some() || case.from.is_some() || case.until.is_some() {
                    let message = "what is varied holds for the whole study";
                    let help = "take `when`, `from` and `until` away; write a study of its own instead";
                    self.report(Diagnostic::error("robustness::condition", clause.span, message).help(help));
                }
                if let Some(what) = self.variation(varied, clause.span) {
                    let text = print_clause(&Clause { modifiers: Modifiers::default(), ..clause.clone() });
                    let written = text.split_whitespace().collect::<Vec<_>>().join(" ");
                    let written = written.strip_prefix("vary ").map(str::to_owned).unwrap_or(written);
                    made.varied.push(Varied { what, written, note: case.note });
                }
            }
            ClauseKind::Replicates(count) if (2..=MOST).contains(count) => made.replicates = *count,
            ClauseKind::Replicates(_) => {
                let message = format!("a study has from 2 to {MOST} replicates");
                let help = "write `replicates 1_000`";
                self.report(Diagnostic::error("robustness::replicates", clause.span, message).help(help));
            }
            ClauseKind::Seed(seed) => made.seed = *seed,
            ClauseKind::Text { word: TextWord::Source, text } => made.note.source = Some(text.text.clone()),
            ClauseKind::Text { word: TextWord::Because, text } => made.note.because = Some(text.text.clone()),
            _ => {}
        }
    }

    fn variation(&mut self, varied: &'a Vary, span: Span) -> Option<Variation> {
        match varied {
            Vary::Weight { of, value, by } => {
                let by = self.share(by)?;
                Some(Variation::Weights(self.weights_of(of, value.as_ref())?, by))
            }
            Vary::Score { among } => {
                let ways = among.iter().map(|score| self.score_way(score)).collect::<Option<Vec<_>>>()?;
                Some(Variation::Scores(ways))
            }
            Vary::Step { treats, among } => {
                let ways = among.iter().map(|way| self.step_way(*treats, way)).collect::<Option<Vec<_>>>()?;
                Some(Variation::Steps(ways))
            }
            Vary::Rollup { rollups, among } => {
                let places = rollups.iter().map(|name| self.rollup_named(name)).collect::<Option<Vec<_>>>()?;
                let ways = among.iter().map(|way| {
                    let by = places.iter().map(|place| self.way_for(*place, way)).collect::<Option<Vec<_>>>()?;
                    Some(RollupWay { written: self.on_one_line(way), by })
                });
                let ways = ways.collect::<Option<Vec<_>>>()?;
                Some(Variation::Rollups(places, ways))
            }
            Vary::Data { by: Some(by), .. } => {
                Some(Variation::Data(DataErrors { grades: Vec::new(), others: Some(self.share(by)?) }))
            }
            Vary::Data { by: None, grades } => self.data_errors(grades).map(Variation::Data),
            Vary::Goals { targets: true, by } => self.share(by).map(Variation::Targets),
            Vary::Goals { targets: false, by } => self.share(by).map(Variation::Starts),
            Vary::Parameter { name, by } => {
                let by = self.share(by)?;
                let path = Path { parts: vec![name.clone()], span };
                let place = self.parameter_of(&path);
                if place.is_none() {
                    let known = self.book.parameters.iter().map(|parameter| parameter.name.as_str());
                    let near = nearest(&name.text, known).map(|near| format!("did you mean `{near}`?"));
                    let help = near.unwrap_or_else(|| "name a parameter of the rules".to_owned());
                    let message = format!("there is no parameter `{}`", name.text);
                    self.report(Diagnostic::error("robustness::parameter", name.span, message).help(help));
                }
                Some(Variation::Parameter(place?, by))
            }
        }
    }

    /// A share between 0 and 100 %.
    fn share(&mut self, by: &Expr) -> Option<f64> {
        let typed = self.expression(by, Env::default(), None);
        match literal(&typed.node) {
            Some(share) if is_relative(&typed.ty) && share > 0.0 && share < 1.0 => Some(share),
            _ if typed.ty.is_broken() => None,
            _ => {
                let message = "what is varied is varied by a share of itself, between 0 and 100 %";
                self.report(
                    Diagnostic::error("robustness::share", by.span, message).help("write for example `by 25 %`"),
                );
                None
            }
        }
    }

    /// Weights of a facet's values, of one of them, of KPIs or of points.
    fn weights_of(&mut self, of: &Name, value: Option<&Name>) -> Option<Vec<Weighted>> {
        let items = |kind: EntryKind| {
            let items = self.book.items.iter().filter(|item| item.kind == kind);
            items.map(|item| Weighted::Item(item.id)).collect::<Vec<_>>()
        };
        match (of.text.as_str(), value) {
            ("kpis", None) => return Some(items(EntryKind::Kpi)),
            ("points", None) => {
                let leaves = self.book.items.iter().filter(|item| item.is_leaf());
                return Some(leaves.map(|item| Weighted::Item(item.id)).collect());
            }
            _ => {}
        }
        let place = self.facet_place(of)?;
        let facet = self.book.facets.get(place as usize)?;
        let wanted = value.map(|value| self.known_word(&value.text));
        let values = facet.values.iter().filter(|one| wanted.is_none_or(|word| word == Some(one.symbol)));
        let found: Vec<Weighted> = values.map(|one| Weighted::FacetValue { facet: place, value: one.symbol }).collect();
        if let (true, Some(value)) = (found.is_empty(), value) {
            let known = facet.values.iter().map(|one| self.book.word(one.symbol));
            let near = nearest(&value.text, known).map(|near| format!("did you mean `{near}`?"));
            let message = format!("`{}` has no value `{}`", of.text, value.text);
            let help = near.unwrap_or_else(|| "name a value of the facet".to_owned());
            self.report(Diagnostic::error("robustness::weight", value.span, message).help(help));
            return None;
        }
        Some(found)
    }

    /// One score for all items that take that of the pack.
    fn score_way(&mut self, score: &'a Expr) -> Option<ScoreWay> {
        let takers: Vec<(ItemId, bool)> = self
            .book
            .items
            .iter()
            .filter(|item| item.kind != EntryKind::Input && !item.scores.is_empty())
            .map(|item| (item.id, !item.targets.is_empty()))
            .collect();
        let mut scores = Vec::new();
        let before = self.findings.len();
        for (id, aims) in takers {
            let own = self.clauses_of(id).iter().any(|clause| matches!(clause.kind, ClauseKind::Score(_)));
            if own {
                continue;
            }
            let known = self.findings.len();
            let node = self.score(score, Env::of(id));
            if !aims {
                self.findings.truncate(known);
            }
            scores.extend(node.map(|node| (id, node)));
        }
        // What it does not fit (answers, where it needs numbers) keeps its score; what fits nothing is a slip.
        if !scores.is_empty() {
            self.findings.truncate(before);
        }
        Some(ScoreWay { written: self.on_one_line(score), scores })
    }

    /// One way of a step, for all items that take that of the pack.
    fn step_way(&mut self, treats: bool, way: &'a Expr) -> Option<StepWay> {
        let own = |kind: &ClauseKind| match kind {
            ClauseKind::Impute(_) => !treats,
            ClauseKind::Treat(_) => treats,
            _ => false,
        };
        let takes = |item: &&Entry| may_be_prepared(item) && !self.clauses_of(item.id).iter().any(|one| own(&one.kind));
        let items = self.book.items.iter().filter(takes).map(|item| item.id).collect();
        let before = self.findings.len();
        let step = if treats { Step::Treat(self.treated(way)) } else { Step::Impute(self.imputed(way)) };
        (self.findings.len() == before).then(|| StepWay { written: self.on_one_line(way), items, step })
    }

    /// As it is written, on one line.
    fn on_one_line(&self, expr: &Expr) -> String {
        self.sources.text(expr.span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn rollup_named(&mut self, name: &Name) -> Option<u16> {
        let known = || self.book.rollups.iter().map(|rollup| rollup.name.as_str());
        if let Some(place) = known().position(|known| known == name.text) {
            return u16::try_from(place).ok();
        }
        let help = match nearest(&name.text, known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name a roll-up of the rules; one of several facets in quotes".to_owned(),
        };
        let message = format!("there is no roll-up `{}`", name.text);
        self.report(Diagnostic::error("robustness::rollup", name.span, message).help(help));
        None
    }

    fn data_errors(&mut self, grades: &[(Option<Name>, Expr)]) -> Option<DataErrors> {
        let mut errors = DataErrors::default();
        for (name, by) in grades {
            let by = self.share(by)?;
            let Some(name) = name else {
                errors.others = Some(by);
                continue;
            };
            let Some(grade) = Quality::from_word(&name.text) else {
                let message = format!("`{}` is no grade of quality", name.text);
                let help = "write `measured`, `survey`, `extrapolated`, `estimated`, `personal` or `unknown`";
                self.report(Diagnostic::error("robustness::grade", name.span, message).help(help));
                return None;
            };
            errors.grades.push((grade, by));
        }
        Some(errors)
    }
}
