//! Clauses as they are written.

use super::tree::{Cell, Expr, Goal, Item, Modifiers, Name, Path, Sheet, Text, UnitSpec, Vary, WrittenDate};
use super::tree_word::{NamesWord, Outcome, TextWord, TranslatedPart};
use crate::source::Span;
use crate::unit::UnitExpr;

/// One clause of a block.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// The whole clause with its modifiers.
    pub span: Span,
    /// Its first word or words (`target`, `no benchmark`); for entries and rows their first token.
    pub word: Span,
    /// What it says.
    pub kind: ClauseKind,
    /// What follows it.
    pub modifiers: Modifiers,
    /// Rank of the pack that wrote it: 0 is the base. Set when packs are joined.
    pub layer: u16,
}

/// What a clause says.
#[derive(Debug, Clone, PartialEq)]
pub enum ClauseKind {
    /// A word and a text: `about`, `code`, `version`, `publisher`, `address`, `city`, `note`, `title` and, in a block of
    /// their own line, `source` and `because`.
    Text {
        /// Which word.
        word: TextWord,
        /// The text.
        text: Text,
    },
    /// `dimension: economy`, `sdg: "1.2", "10.2"`; in `city`: `terrain: hilly`; in `reference`: see `Figure`.
    Facet {
        /// The facet or attribute.
        facet: Name,
        /// Its values; a text where it was written with quotes.
        values: Vec<Name>,
    },
    /// `unit …`
    Unit(UnitSpec),
    /// `value EXPR`
    Value(Expr),
    /// `score EXPR`
    Score(Expr),
    /// `progress EXPR`
    Progress(Expr),
    /// `expect at least 1 household`, `expect between 0 % and 100 % else reject`
    Expect {
        /// The range.
        goal: Goal,
        /// `else reject`
        reject: bool,
    },
    /// `target at least 100 % by 2030`
    Target {
        /// The goal.
        goal: Goal,
        /// `by DATE`
        by: Option<WrittenDate>,
        /// `starting YEAR`
        starting: Option<Expr>,
    },
    /// `target 30 % below 2009 by 2023`
    TargetAgainst(Box<Against>),
    /// `path linear`
    Path(Name),
    /// `trend linear over 5 years`
    Trend {
        /// The sort of trend.
        line: Name,
        /// Of so many years.
        years: Option<u32>,
    },
    /// `start EXPR`
    Start(Expr),
    /// `no benchmark`
    NoBenchmark,
    /// `not applicable` (with `when` and `because` as modifiers)
    NotApplicable,
    /// `retired`, `retired by PACK`: what `retire kpi NAME` says of an item of another pack.
    Retired {
        /// The pack, where a resolved text says it.
        by: Option<Name>,
    },
    /// `counts`: in the totals of the packs below too. `counts not in ROLLUP, …`, as a resolved text says it.
    Counts {
        /// The roll-ups that leave it out; none where it counts in all of them.
        not_in: Vec<Name>,
    },
    /// `bands NAME for ITEM, …`: which scale is used.
    UseBands {
        /// The scale.
        scale: Name,
        /// Only for these items (in `reference`).
        only: Vec<Path>,
    },
    /// A declaration inside a block: `input`, `point`, `points`, `bands of …`.
    Item(Box<Item>),
    /// `tolerance EXPR`
    Tolerance(Expr),
    /// `prefer reported`, `prefer computed`
    PreferWay {
        /// `reported` rather than `computed`.
        reported: bool,
    },
    /// `prefer source "…"`
    PreferSource(Text),
    /// `require quality at least survey`, `require status at least reported`
    RequireGrade {
        /// `quality` or `status`.
        what: Name,
        /// The least grade.
        least: Name,
    },
    /// In roll-ups: `require 65 % reported`, `require 80 % of kpis scored`
    RequireShare {
        /// The share, perhaps `of` what is counted.
        share: Expr,
        /// `scored` rather than `reported`.
        scored: bool,
    },
    /// In checks: `require CONDITION else warn "…"`
    Require {
        /// The condition that holds when all is well.
        condition: Expr,
        /// `info`, `warn` or `reject`; `warn` where nothing is written.
        severity: Option<Name>,
        /// What is said when it does not hold.
        text: Option<Text>,
    },
    /// `also in ppm times 1_900 ug per m3 per ppm`
    AlsoIn {
        /// The other unit.
        unit: UnitExpr,
        /// The factor.
        times: Expr,
    },
    /// `assume EXPR`
    Assume(Expr),
    /// `better higher`, `better lower`
    Better(Name),
    /// `digits 3`
    Digits(u32),
    /// `per EXPR`
    Per(Expr),
    /// `impute group_mean(value, income_group)`, `impute none`
    Impute(Expr),
    /// `treat winsorise(value, up_to: 5)`, `treat none`
    Treat(Expr),
    /// `screen 90 % reported`
    Screen(Expr),
    /// `cohort NAME`: with whom a pack compares.
    UseCohort(Name),
    /// `years 2015 to 2023`
    Years {
        /// The first.
        first: i32,
        /// The last.
        last: i32,
    },
    /// In cohorts: `LPI: 2.1, 3.4`
    Held {
        /// The item.
        item: Path,
        /// The values of the members, in base units.
        values: Vec<f64>,
    },
    /// `weight EXPR`
    Weight(Expr),
    /// `of points`, `of kpis for each goal`, `of value of kpis`, `of pillar`
    Of {
        /// `value` or `progress`; the score where nothing is written.
        part: Option<Name>,
        /// `points`, `kpis` or another roll-up.
        members: Name,
        /// `for each FACET`
        each: Option<Name>,
    },
    /// `by share_of_points`, `by mean_of_worst(2)`, `by mean(members) - deviation(members)`
    By(Expr),
    /// `when CONDITION`, in `recommend`
    When(Expr),
    /// `when always`
    WhenAlways,
    /// `unless CONDITION`
    Unless(Expr),
    /// `priority high`
    Priority(Name),
    /// `action NAME "…"`
    Action {
        /// Its name.
        name: Name,
        /// What is to be done.
        text: Text,
    },
    /// `credit programmes tagged water, transport`
    Credit {
        /// The tags.
        tags: Vec<Name>,
    },
    /// `resource NAME, …`
    Resources(Vec<Name>),
    /// `effect on ITEM with ITEM = EXPR, …`
    Effect {
        /// The item whose change is told.
        on: Path,
        /// What would change.
        with: Vec<(Path, Expr)>,
    },
    /// `vary weight of dimension by 25 %`, `vary score among …`
    Vary(Box<Vary>),
    /// `replicates 1_000`
    Replicates(u32),
    /// `seed 1`
    Seed(u32),
    /// An entry of a band scale: `strong "…" at least 95 % points 4`
    Band {
        /// Its name.
        name: Name,
        /// Its words.
        title: Option<Text>,
        /// Its lower or upper edge; none for the rest.
        edge: Option<Goal>,
        /// The points that it earns.
        points: Option<f64>,
    },
    /// A value of a facet: `physical "Physical" in connectivity weight 0.2`
    FacetValue {
        /// Its name.
        name: Name,
        /// Its title.
        title: Option<Text>,
        /// `in PARENT`
        parent: Option<Name>,
        /// `weight …`
        weight: Option<Expr>,
    },
    /// A row of a table: `large, flat or hilly => 8 min`
    Row {
        /// One cell for each input.
        cells: Vec<Cell>,
        /// The result.
        value: Expr,
    },
    /// A figure of a reference: `emergency_response_time: 9 min`
    Figure {
        /// The item.
        item: Path,
        /// The figure.
        value: Expr,
    },
    /// `given NAME at 2020 = VALUE`
    Given {
        /// The item, with `.points` or `.score` as its last part where these are given.
        item: Path,
        /// The year.
        at: Option<WrittenDate>,
        /// The value.
        value: Expr,
    },
    /// `expect CONDITION` in a test
    ExpectThat(Expr),
    /// `expect given NAME`, `expect held back NAME`, `expect finding NAME` …
    ExpectOutcome {
        /// `given`, `held_back`, `not_given`, `undetermined`, `finding`, `no_finding`.
        outcome: Outcome,
        /// The recommendation or check.
        name: Name,
    },
    /// `uses NAME, …`, `extends NAME, …`, `tags NAME, …`
    Names {
        /// Which word.
        word: NamesWord,
        /// The names.
        names: Vec<Name>,
    },
    /// `applies to country NO`
    Applies {
        /// The attribute.
        attribute: Name,
        /// Its values.
        values: Vec<Name>,
    },
    /// `language 1`, `subject city`
    Subject(Name),
    /// `language 1`
    Language(u32),
    /// `period latest within 3 years`, `period 2018`
    Period {
        /// A fixed year.
        year: Option<i32>,
        /// The latest figure at most so many years old.
        within: Option<u32>,
    },
    /// `from DATE` on a line of its own (programmes)
    From(WrittenDate),
    /// `until DATE` on a line of its own (programmes)
    Until(WrittenDate),
    /// `by country from "file"`, in an input. Once sheets are read there is none.
    FromSheet {
        /// The attribute that picks the row.
        by: Name,
        /// The sheet.
        sheet: Box<Sheet>,
    },
    /// `title column "iName"`, `pillar: column "Parent"`. Once sheets are read there is none.
    Column {
        /// What its cells are.
        role: Name,
        /// They are values of a facet.
        facet: bool,
        /// The column.
        column: Text,
    },
    /// `budget EXPR`
    Budget(Expr),
    /// `year 2013` (resources)
    Year(i32),
    /// In `translate`: `kpi NAME "…"`, `kpi NAME about "…"`, `unit NAME "…" "…"`
    Translated {
        /// What kind of thing is translated: `kpi`, `band`, `action` …
        word: Name,
        /// Its name.
        path: Path,
        /// Which text of it.
        part: TranslatedPart,
        /// The translation; of a unit the singular, then the plural.
        texts: Vec<Text>,
    },
    /// In `translate`: `text "in the original" "translated"`
    TranslatedText {
        /// The text as the rules have it.
        original: Text,
        /// What it is in the other language.
        text: Text,
    },
}

/// A target against the value of an earlier year.
#[derive(Debug, Clone, PartialEq)]
pub struct Against {
    /// How much of that value.
    pub share: Expr,
    /// `above` rather than `below`.
    pub above: bool,
    /// The baseline year.
    pub baseline: Expr,
    /// `by DATE`
    pub by: Option<WrittenDate>,
    /// `starting YEAR`
    pub starting: Option<Expr>,
    /// The target without its word and its modifiers.
    pub span: Span,
}
