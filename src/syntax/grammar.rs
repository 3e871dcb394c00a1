//! The parser that pest makes of `grammar/*.pest`.

use pest_derive::Parser;

/// The generated parser.
#[derive(Parser)]
#[grammar = "grammar/base.pest"]
#[grammar = "grammar/formula.pest"]
#[grammar = "grammar/heads.pest"]
#[grammar = "grammar/clauses.pest"]
#[grammar = "grammar/file.pest"]
pub(super) struct Grammar;
