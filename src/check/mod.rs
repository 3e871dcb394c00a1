//! Tree to rule book: names are looked up, kinds are checked, and everything that is found is said at once.
//!
//! It goes in three passes: units and facets are declared, then everything that has a name, then every clause is
//! resolved. What is broken is left out, so that one slip hides no other.

mod bands;
mod call;
mod card_script;
mod clause;
mod clause_row;
pub mod clauses;
mod cohort;
mod compare;
mod counts;
mod cycle;
mod declare;
mod declared;
mod effect;
mod expression;
mod facet;
mod function;
mod gather;
mod group;
mod item;
mod layering;
mod look;
mod measure;
mod metric;
mod milestone;
mod outside;
mod pack;
mod path;
mod progress;
mod recommend;
mod record;
mod reference;
mod robustness;
mod rollup;
mod scope;
mod set;
mod shape;
mod step;
mod steps;
mod suppose;
mod table;
mod table_cover;
mod target;
mod test;
mod text;
mod types;
mod ways;

pub use suppose::suppose;

use indexmap::IndexMap;

use crate::diagnostic::{Checked, Diagnostic};
use crate::layer::{Joined, Translated};
use crate::model::exhibit::Host;
use crate::model::rules::RuleBook;
use crate::script::Scripts;
use crate::source::{Sources, Span};
use crate::speech::Voice;
use crate::syntax::tree::{Clause, Expr, Item, Name, Text};
use crate::unit::UnitTable;
use crate::value::{ItemId, Symbol};

/// Makes a rule book of the joined packs.
#[must_use]
pub fn check(joined: &Joined, sources: &Sources) -> Checked<RuleBook> {
    check_in(joined, sources, Voice::default(), &Means::default())
}

/// What rules can call that is not written in the language.
#[derive(Debug, Clone, Default)]
pub struct Means {
    /// What the host brings along.
    pub host: Host,
    /// The scripts of the packs.
    pub scripts: Scripts,
}

/// Makes a rule book of the joined packs that speaks the language of a voice, with what it can call.
#[must_use]
pub fn check_in(joined: &Joined, sources: &Sources, voice: Voice, means: &Means) -> Checked<RuleBook> {
    let mut checker = Checker::new(sources, means);
    checker.book.voice = voice;
    checker.places(joined);
    checker.declare_units_and_facets(&joined.items);
    checker.speak(&joined.translated);
    checker.read_packs(joined);
    checker.declare_names(&joined.items);
    checker.declare_cohorts(&joined.items);
    checker.resolve_measures();
    checker.resolve_per();
    checker.resolve_screen();
    checker.assign_scales();
    checker.choose_pace();
    checker.resolve_rollups(&joined.items);
    checker.resolve_references_and_functions();
    checker.resolve_parameters_and_tables();
    checker.resolve_all_facets();
    checker.keep_apart();
    checker.measure_scores();
    checker.measure_rollups();
    checker.resolve_items();
    checker.check_sides_of_looks();
    checker.resolve_scales();
    checker.check_scales_fit();
    checker.resolve_advice(&joined.items);
    checker.resolve_tests(&joined.items);
    checker.resolve_robustness(&joined.items);
    checker.break_cycles();
    checker.check_places(joined);
    checker.keep_said(joined);
    Checked { value: checker.book, findings: checker.findings }
}

/// What a name stands for in formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    Item(ItemId),
    Parameter(u16),
    Table(u16),
    Reference(u16),
    Function(u16),
    Rollup(u16),
}

/// The state of one check.
struct Checker<'a> {
    sources: &'a Sources,
    /// What the host brings along.
    host: &'a Host,
    /// The scripts that were read.
    scripts: &'a Scripts,
    book: RuleBook,
    findings: Vec<Diagnostic>,
    /// Everything that formulas can name, with the place of its declaration.
    names: IndexMap<String, (Named, Span)>,
    /// The clauses of each item of the rule book, those of amendments included.
    item_clauses: Vec<Vec<&'a Clause>>,
    /// Titles as written, for those with holes.
    title_texts: Vec<(ItemId, &'a Text)>,
    /// The trees of tables, parameters, references, functions and scales, in the order of the rule book's lists.
    trees: Trees<'a>,
    /// The default scores, of every pack that sets one.
    default_scores: Vec<&'a Clause>,
    /// The default measures of progress, of every pack that sets one.
    default_progress: Vec<&'a Clause>,
    /// How packs impute: that of the narrowest.
    default_impute: Option<(&'a Clause, &'a Expr)>,
    /// How packs treat outliers: that of the narrowest.
    default_treat: Option<(&'a Clause, &'a Expr)>,
    /// Whom packs screen: that of the narrowest.
    default_screen: Option<(&'a Clause, &'a Expr)>,
    /// The cohort that packs name: that of the narrowest.
    default_cohort: Option<&'a Name>,
    /// The default scale by name.
    default_scale: Option<(String, Span)>,
    /// Where heads of packs say that all that they add counts, with the places of the packs.
    counting: Vec<(u16, Span)>,
    /// Recommendations and checks by name, with the places of their declarations.
    advice_names: IndexMap<String, Span>,
}

/// Trees that wait for the second pass.
#[derive(Default)]
struct Trees<'a> {
    parameters: Vec<&'a Item>,
    tables: Vec<&'a Item>,
    references: Vec<&'a Item>,
    functions: Vec<&'a Item>,
    scales: Vec<(&'a Item, Option<ItemId>)>,
    rollups: Vec<&'a Item>,
}

impl<'a> Checker<'a> {
    fn new(sources: &'a Sources, means: &'a Means) -> Self {
        Self {
            sources,
            host: &means.host,
            scripts: &means.scripts,
            book: RuleBook { units: UnitTable::builtin(), within_years: 1, ..RuleBook::default() },
            findings: Vec::new(),
            names: IndexMap::new(),
            item_clauses: Vec::new(),
            title_texts: Vec::new(),
            trees: Trees::default(),
            default_scores: Vec::new(),
            default_progress: Vec::new(),
            default_impute: None,
            default_treat: None,
            default_screen: None,
            default_cohort: None,
            default_scale: None,
            counting: Vec::new(),
            advice_names: IndexMap::new(),
        }
    }

    /// Takes over what the translations call units, answers and bands.
    fn speak(&mut self, translated: &Translated) {
        for (unit, (one, many)) in &translated.units {
            self.book.units.call(unit, one, many);
        }
        self.book.called.clone_from(&translated.words);
        self.book.texts.clone_from(&translated.texts);
        self.book.spoken.clone_from(&translated.spoken);
    }

    fn report(&mut self, finding: Diagnostic) {
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    fn word(&mut self, text: &str) -> Symbol {
        let (place, _) = self.book.words.insert_full(text.to_owned());
        Symbol(u32::try_from(place).unwrap_or(u32::MAX))
    }

    fn known_word(&self, text: &str) -> Option<Symbol> {
        let place = self.book.words.get_index_of(text)?;
        Some(Symbol(u32::try_from(place).unwrap_or(u32::MAX)))
    }

    fn clauses_of(&self, item: ItemId) -> Vec<&'a Clause> {
        self.item_clauses.get(item.0 as usize).cloned().unwrap_or_default()
    }
}
