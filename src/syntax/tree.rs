//! What the parser makes of a rule file: items with clauses, every part with its place.
//!
//! The tree says what was written, not what it means. Any clause may stand in any block; whether it belongs there is
//! found out by the checker, which can say it better than a grammar.

pub use super::tree_clause::{Against, Clause, ClauseKind};
pub use super::tree_expression::{Argument, ArgumentValue, BinaryOp, Expr, ExprKind, IsWhat, SetExpr};
pub use super::tree_modifier::{ModifierParts, Modifiers};
pub use super::tree_robustness::Vary;
pub use super::tree_shape::{FunctionArgument, ShapeSpec, UnitSpec};
pub use super::tree_sheet::{CellValue, Rows, Sheet};
pub use super::tree_suppose::{Supposed, SupposedOf, SupposedValue};
pub use super::tree_word::{NamesWord, Outcome, TextWord, TranslatedPart};
use crate::source::{SourceId, Span};
use crate::unit::UnitExpr;
pub use crate::value::{CompareOp, GoalKind, Joining};

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
    /// The sheet that its head names. Once sheets are read there is none.
    pub sheet: Option<Box<Sheet>>,
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
    },
    /// `kpis from "file" { … }`: a KPI for each row of a sheet. Once sheets are read there is none.
    Kpis,
    /// `cities asem "ASEM" from "data.csv" { … }`: a city for each row of a sheet.
    Cities,
    /// `cohort base "All countries" { … }`: those with whom a city is compared.
    Cohort,
    /// `targets by country from "file"`: a target for each row of a sheet. Once sheets are read there is none.
    Targets {
        /// The attribute that picks the rows of the sheet.
        by: Option<Name>,
    },
    /// `recommend NAME "Title" for each … in "advice.rhai" { … }`
    Recommend {
        /// One recommendation for each member of a set.
        each: Option<SetExpr>,
        /// The code that recommends.
        code: Option<CodeIn>,
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
    /// `check NAME "Title" for each … in "checks.rhai" { … }`
    Check {
        /// One check for each member of a set.
        each: Option<SetExpr>,
        /// The code that checks.
        code: Option<CodeIn>,
    },
    /// `function NAME(a: unit, …) -> unit = EXPR`
    Function {
        /// Arguments with their units.
        parameters: Vec<FunctionArgument>,
        /// What it gives.
        result: ShapeSpec,
        /// `takes missing`: arguments that are missing are handed to it.
        takes_missing: bool,
        /// What it computes.
        body: FunctionBody,
    },
    /// `test "Title" { … }`
    Test,
    /// `robustness "Title" { … }`
    Robustness,
    /// `translate nb { … }`: the language is the item's name.
    Translate,
    /// `city NAME "Title" { … }`
    City,
    /// `programme NAME "Title" { … }`
    Programme,
    /// `region NAME "Title" { country: DK, NO }`: a named list of places.
    Region,
}

impl ItemKind {
    /// The script in which the code of the item is written, if it is written in one.
    #[must_use]
    pub fn script(&self) -> Option<&Script> {
        match self {
            Self::Function { body: FunctionBody::Code(CodeIn::Script(script)), .. }
            | Self::Recommend { code: Some(CodeIn::Script(script)), .. }
            | Self::Check { code: Some(CodeIn::Script(script)), .. } => Some(script),
            _ => None,
        }
    }

    /// Whether its code sees a scorecard: that of recommendations and checks does.
    #[must_use]
    pub fn sees_card(&self) -> bool {
        matches!(self, Self::Recommend { .. } | Self::Check { .. })
    }

    /// What its code is given, by the names under which a script in the rule file knows it: `card`, and what a member of
    /// its set is called; the arguments of a function.
    #[must_use]
    pub fn looks_at(&self) -> Vec<&str> {
        match self {
            Self::Recommend { each, .. } | Self::Check { each, .. } => {
                ["card"].into_iter().chain(each.as_ref().map(SetExpr::member)).collect()
            }
            Self::Function { parameters, .. } => parameters.iter().map(|own| own.name.text.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    /// The script in which its code is written, to put its text in.
    pub fn script_mut(&mut self) -> Option<&mut Script> {
        match self {
            Self::Function { body: FunctionBody::Code(CodeIn::Script(script)), .. }
            | Self::Recommend { code: Some(CodeIn::Script(script)), .. }
            | Self::Check { code: Some(CodeIn::Script(script)), .. } => Some(script),
            _ => None,
        }
    }

    /// The word that opens an item of this kind.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Pack => "pack",
            Self::Bands { .. } => "bands",
            Self::Facet { .. } => "facet",
            Self::Rollup => "rollup",
            Self::Unit { .. } => "unit",
            Self::Input => "input",
            Self::Kpi => "kpi",
            Self::Points => "points",
            Self::Parameter => "parameter",
            Self::Table { .. } => "table",
            Self::Reference { .. } => "reference",
            Self::Kpis => "kpis",
            Self::Cities => "cities",
            Self::Cohort => "cohort",
            Self::Targets { .. } => "targets",
            Self::Recommend { .. } => "recommend",
            Self::Resource => "resource",
            Self::Limit { .. } => "limit",
            Self::Check { .. } => "check",
            Self::Function { .. } => "function",
            Self::Test => "test",
            Self::Robustness => "robustness",
            Self::Translate => "translate",
            Self::City => "city",
            Self::Programme => "programme",
            Self::Region => "region",
        }
    }
}

/// What a function computes.
#[derive(Debug, Clone, PartialEq)]
pub enum FunctionBody {
    /// `= EXPR`
    Formula(Expr),
    /// `in "file.rhai"`, `in host`, `script """ … """`
    Code(CodeIn),
}

/// A script in Rhai.
#[derive(Debug, Clone, PartialEq)]
pub struct Script {
    /// The name of its file; nothing where it stands in the rule file itself.
    pub file: Option<Text>,
    /// What it says: read with the rule file, or put in once its file is found.
    pub text: Option<ScriptText>,
    /// Where its name, or the script itself, stands in the rule file.
    pub span: Span,
}

/// The text of a script, with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct ScriptText {
    /// The text.
    pub text: std::sync::Arc<str>,
    /// Where it stands, from its first letter on.
    pub span: Span,
    /// The texts in it that people read and translators translate. They are found once the script is read.
    pub texts: Vec<Text>,
}

/// Where the code of an item is written, if not in the language.
#[derive(Debug, Clone, PartialEq)]
pub enum CodeIn {
    /// `in "advice.rhai"`: a script beside the rule file; `script """ … """`: a script in it.
    Script(Script),
    /// `in host`: the program that embeds the library.
    Host(Span),
}

impl CodeIn {
    /// Where it stands.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Script(script) => script.span,
            Self::Host(span) => *span,
        }
    }
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
