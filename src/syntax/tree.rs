//! What the parser makes of a rule file: items with clauses, every part with its place.
//!
//! The tree says what was written, not what it means. Any clause may stand in any block; whether it belongs there is
//! found out by the checker, which can say it better than a grammar.

use crate::source::{SourceId, Span};
use crate::unit::UnitExpr;
pub use crate::value::{CompareOp, GoalKind};

/// A name as written, with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// The name, without quotes.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A text as written, with its place. Holes stay in the text as `{…}`; [`Text::pieces`] has their expressions.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// The text without its quotes. A text in `"""` has its common indentation and its line ends folded to spaces
    /// (an empty line stays as a paragraph break).
    pub text: String,
    /// Pieces in order: literal text and holes. A text without holes has one literal piece.
    pub pieces: Vec<Piece>,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Text as it stands.
    Literal(String),
    /// A hole: its value is filled in with its unit.
    Hole(Expr),
}

/// A date as written: a year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WrittenDate {
    /// Year.
    pub year: i32,
    /// Month 1 to 12, if written.
    pub month: Option<u8>,
    /// Day 1 to 31, if written.
    pub day: Option<u8>,
    /// Where it stands.
    pub span: Span,
}

/// One parsed rule file.
#[derive(Debug, Clone, PartialEq)]
pub struct File {
    /// The text it was read from.
    pub source: SourceId,
    /// Its items, in order. Items that do not parse are left out (their findings say so).
    pub items: Vec<Item>,
}

/// A declaration: its head, its modifiers, and the clauses of its block.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The whole item.
    pub span: Span,
    /// The item's first word (`kpi`, `amend` …), for messages.
    pub word: Span,
    /// `amend` stands before it: its clauses change an item that another pack declares.
    pub amend: bool,
    /// What is declared.
    pub kind: ItemKind,
    /// The names with their titles: one, but for `points a "A", b "B"` and `rollup a, b`. A `test` has none
    /// (its title is in `titles`), nor has `limit`.
    pub names: Vec<Titled>,
    /// Modifiers in the head hold for every clause of the block.
    pub modifiers: Modifiers,
    /// The clauses of the block, in order. For items without a block (`unit …`, `limit …`, `function …`) empty.
    pub clauses: Vec<Clause>,
    /// Rank of the pack that the item comes from: 0 is the base. Set when packs are joined.
    pub layer: u16,
}

/// A name with its title.
#[derive(Debug, Clone, PartialEq)]
pub struct Titled {
    /// The name. For `test` the name is empty.
    pub name: Name,
    /// The title, if written.
    pub title: Option<Text>,
}

/// The kinds of items, with what their heads say.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    /// `pack NAME "Title" { … }`
    Pack,
    /// `bands NAME of EXPR { … }`; inside a KPI `bands of EXPR { … }` (no name).
    Bands {
        /// What is divided; the score where nothing is written.
        of: Option<Expr>,
    },
    /// `facet NAME "Title" many { … }`
    Facet {
        /// A KPI may carry several values.
        many: bool,
    },
    /// `rollup NAME, NAME { … }`
    Rollup,
    /// `unit NAME PLURAL = OTHER`: `names` holds singular and plural.
    Unit {
        /// The unit that this one is a kind of.
        alias: Option<UnitExpr>,
    },
    /// `input NAME "Title" { … }`
    Input,
    /// `kpi NAME "Title" { … }`
    Kpi,
    /// `point NAME { … }` and `points NAME "Title", … { … }`
    Points,
    /// `parameter NAME "Title" { … }`
    Parameter,
    /// `table NAME by INPUT, … hits first { … }`
    Table {
        /// The inputs whose values pick the row.
        by: Vec<Name>,
        /// Hit policy `first` instead of unique.
        first: bool,
    },
    /// `reference NAME "Title" by country from "file" { … }`
    Reference {
        /// The attribute that picks the rows of the sheet.
        by: Option<Name>,
        /// The sheet.
        sheet: Option<Text>,
    },
    /// `recommend NAME "Title" for each … { … }`
    Recommend {
        /// One recommendation for each member of a set.
        each: Option<SetExpr>,
    },
    /// `resource NAME "Title" { … }`
    Resource,
    /// `limit topics 4 by priority, shortfall`
    Limit {
        /// What is counted: `topics` (any facet of recommendations, in the plural) or `recommendations`.
        what: Name,
        /// How many are given.
        count: u32,
        /// The order, first counts most.
        by: Vec<Name>,
    },
    /// `check NAME "Title" for each … { … }`
    Check {
        /// One check for each member of a set.
        each: Option<SetExpr>,
    },
    /// `function NAME(a: unit, …) -> unit = EXPR`
    Function {
        /// Arguments with their units.
        parameters: Vec<(Name, UnitSpec)>,
        /// Unit of the result.
        result: UnitSpec,
        /// What it computes.
        body: Expr,
    },
    /// `test "Title" { … }`
    Test,
    /// `city NAME "Title" { … }`
    City,
    /// `programme NAME "Title" { … }`
    Programme,
}

/// What may follow any clause.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Modifiers {
    /// `from DATE`
    pub from: Option<WrittenDate>,
    /// `until DATE`
    pub until: Option<WrittenDate>,
    /// `when CONDITION`
    pub when: Option<Expr>,
    /// `source "…"`
    pub source: Option<Text>,
    /// `basis KIND`
    pub basis: Option<Name>,
    /// `because "…"`
    pub because: Option<Text>,
    /// `evidence seen|inferred|recalled`
    pub evidence: Option<Name>,
    /// `as NAME`
    pub name: Option<Name>,
    /// `over NAME, …`
    pub over: Vec<Name>,
}

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
    /// `progress EXPR` (kept for the countries' work; the checker says that it is not evaluated yet)
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
    },
    /// `start EXPR`
    Start(Expr),
    /// `no benchmark`
    NoBenchmark,
    /// `not applicable` (with `when` and `because` as modifiers)
    NotApplicable,
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
    /// In roll-ups: `require 65 % reported`
    RequireReported(Expr),
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
    /// `by share_of_points`, `by mean_of_worst(2)`
    By {
        /// The function.
        function: Name,
        /// Its arguments.
        arguments: Vec<Expr>,
    },
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
    /// `effect on ITEM with ITEM = EXPR, …` (kept for the methods' work)
    Effect {
        /// The item whose change is told.
        on: Path,
        /// What would change.
        with: Vec<(Path, Expr)>,
    },
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
    /// `applies to country NO` (kept for the countries' work)
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
    /// `budget EXPR`
    Budget(Expr),
    /// `year 2013` (resources)
    Year(i32),
}

/// The words that take a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the word itself")]
pub enum TextWord {
    About,
    Address,
    Because,
    City,
    Code,
    Note,
    Publisher,
    Source,
    Title,
    Version,
}

/// The words that take a list of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the word itself")]
pub enum NamesWord {
    Extends,
    Tags,
    Uses,
}

/// What a test may expect of a recommendation or a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the words themselves")]
pub enum Outcome {
    Given,
    HeldBack,
    NotGiven,
    Undetermined,
    Finding,
    NoFinding,
}

/// `unit …` as written.
#[derive(Debug, Clone, PartialEq)]
pub enum UnitSpec {
    /// A unit of measurement.
    Of(UnitExpr, Span),
    /// `yes_no`
    YesNo(Span),
    /// `one of a, b, c`
    OneOf(Vec<Name>, Span),
}

/// `at least X`, `above X`, `at most X`, `below X`, `between X and Y`, `equals X`
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// Which.
    pub kind: GoalKind,
    /// The first bound.
    pub bound: Expr,
    /// The second bound of `between`.
    pub upper: Option<Expr>,
    /// Where it stands.
    pub span: Span,
}

/// A cell of a table row.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// `any`
    Any(Span),
    /// `a or b`
    OneOf(Vec<Name>),
    /// `at least 5 km`, `between …`
    Range(Goal),
}

/// A name with dots: `kpi.point.score`.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The parts.
    pub parts: Vec<Name>,
    /// Where it stands.
    pub span: Span,
}

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// The forms of expressions.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// `1.5`, `30 min`, `5 %`
    Quantity {
        /// The number.
        number: f64,
        /// Its unit.
        unit: Option<UnitExpr>,
    },
    /// `"…"`
    Text(Text),
    /// `a`, `a.b`, `kpi.point.score`; also `yes`, `no`, words of choices and bands.
    Path(Path),
    /// `-x`
    Negate(Box<Expr>),
    /// `not x`
    Not(Box<Expr>),
    /// `x + y` and so on.
    Binary {
        /// The operator.
        op: BinaryOp,
        /// Left side.
        left: Box<Expr>,
        /// Right side.
        right: Box<Expr>,
    },
    /// `x = y within 2 pp`
    Compare {
        /// The operator.
        op: CompareOp,
        /// Left side.
        left: Box<Expr>,
        /// Right side.
        right: Box<Expr>,
        /// `within …`
        within: Option<Box<Expr>>,
    },
    /// `if c then a else b`
    If {
        /// The condition.
        condition: Box<Expr>,
        /// When it holds.
        then: Box<Expr>,
        /// When it does not.
        otherwise: Box<Expr>,
    },
    /// `x is reported`, `x is not reported`, `x is not applicable`
    Is {
        /// The item.
        item: Box<Expr>,
        /// `is not …`
        negated: bool,
        /// `reported` or `applicable`.
        what: IsWhat,
    },
    /// `x against reference`
    Against {
        /// The item.
        item: Box<Expr>,
        /// The reference.
        reference: Name,
    },
    /// `x at 2009`
    At {
        /// What is looked up.
        item: Box<Expr>,
        /// The year.
        year: Box<Expr>,
    },
    /// `f(x, cohort: base)`
    Call {
        /// The function.
        function: Name,
        /// Its arguments.
        arguments: Vec<Argument>,
    },
    /// `kpis where …`, `points of x`, as an argument.
    Set(Box<SetExpr>),
}

/// Two-sided operators that are no comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the operator itself")]
pub enum BinaryOp {
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    And,
    Or,
    OrElse,
    /// `20 % of x`
    Of,
}

/// What `is` asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the word itself")]
pub enum IsWhat {
    Reported,
    Applicable,
}

/// An argument of a call.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// `name:` before it.
    pub name: Option<Name>,
    /// What is passed.
    pub value: ArgumentValue,
}

/// What is passed to a call.
#[derive(Debug, Clone, PartialEq)]
pub enum ArgumentValue {
    /// An expression (a set is an expression too).
    Plain(Expr),
    /// `x in scale`
    In(Expr, Name),
    /// `x over 5 years`
    OverYears(Expr, u32),
    /// `x over 2015 to year`
    OverSpan(Expr, Expr, Expr),
}

/// `reported points of air_pollution where band <= partial`
#[derive(Debug, Clone, PartialEq)]
pub struct SetExpr {
    /// `reported` before it: what is missing is skipped.
    pub reported: bool,
    /// `kpis`, `points`, `inputs`, `leaves`; after `for each` in the singular.
    pub members: Name,
    /// `of KPI`
    pub of: Option<Path>,
    /// `where CONDITION`
    pub condition: Option<Box<Expr>>,
    /// Where it stands.
    pub span: Span,
}
