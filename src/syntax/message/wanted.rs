//! What the grammar wanted, in words that a person can type.

use pest::error::{Error, ErrorVariant};

use super::super::grammar::Rule;
use super::super::words::MODIFIER_WORDS;

/// What could stand where the grammar stopped.
#[derive(Default)]
pub(super) struct Wanted {
    /// In words, at most a handful.
    pub(super) things: Vec<String>,
    /// Words that could be misspelt.
    pub(super) words: Vec<&'static str>,
    /// The clause could end here.
    pub(super) whole: bool,
}

impl Wanted {
    /// What the grammar says that it wanted.
    pub(super) fn of(error: &Error<Rule>) -> Self {
        let mut wanted = Self::default();
        let ErrorVariant::ParsingError { positives, .. } = &error.variant else { return wanted };
        for rule in positives {
            let thing = thing(*rule);
            if let Some(word) = thing.strip_prefix('`').and_then(|word| word.strip_suffix('`')) {
                wanted.words.push(word);
            }
            if !thing.is_empty() && !wanted.things.iter().any(|known| known == thing) {
                wanted.things.push(thing.to_owned());
            }
        }
        let ended = positives.contains(&Rule::EOI);
        wanted.whole = ended;
        let operators = positives.iter().any(|rule| thing(*rule) == OPERATOR);
        if ended {
            wanted.words.extend(MODIFIER_WORDS);
        }
        if ended && operators {
            wanted.words.extend(["and", "or", "within", "against", "is"]);
        }
        wanted.words.extend(positives.iter().flat_map(|rule| spellings(*rule)));
        shorten(&mut wanted.things, positives, operators);
        wanted
    }
}

const OPERATOR: &str = "an operator";
const VALUE: &str = "a value";

/// What a rule is in words; a word of the language stands in backticks; empty if there is nothing to say.
fn thing(rule: Rule) -> &'static str {
    match rule {
        Rule::name | Rule::free_name | Rule::titled => "a name",
        Rule::path
        | Rule::quantity
        | Rule::group
        | Rule::choice
        | Rule::reference
        | Rule::reported_set
        | Rule::round_open
        | Rule::op_negate
        | Rule::op_not
        | Rule::k_if
        | Rule::expr
        | Rule::arith => VALUE,
        Rule::number => "a number",
        Rule::integer => "a whole number",
        Rule::date => "a date",
        Rule::long_text | Rule::short_text => "a text in quotes",
        Rule::unit | Rule::unit_name | Rule::unit_head | Rule::percent => "a unit",
        Rule::substance => "a substance",
        Rule::at_least | Rule::at_most | Rule::above | Rule::below | Rule::between | Rule::equals | Rule::goal => {
            "an edge (`at least`, `above`, `at most`, `below`, `between`, `equals`)"
        }
        Rule::op_add
        | Rule::op_subtract
        | Rule::op_multiply
        | Rule::op_divide
        | Rule::op_power
        | Rule::op_equal
        | Rule::op_not_equal
        | Rule::op_at_most
        | Rule::op_less
        | Rule::op_at_least
        | Rule::op_greater
        | Rule::op_or
        | Rule::op_or_else
        | Rule::op_within
        | Rule::op_of
        | Rule::op_at
        | Rule::op_is
        | Rule::op_against
        | Rule::is_head
        | Rule::k_against => OPERATOR,
        Rule::op_and => "`and`",
        Rule::is_what => "`reported` or `applicable`",
        Rule::colon => "a colon",
        Rule::equals_sign => "`=`",
        Rule::arrow => "`=>`",
        Rule::round_close => "`)`",
        Rule::hit_policy => "`first` or `unique`",
        Rule::severity => "`info`, `warn` or `reject`",
        Rule::prefer_way => "`reported` or `computed`",
        Rule::plain_words => "`no benchmark` or `not applicable`",
        Rule::not_in => "`not in`",
        Rule::outcome => "an outcome",
        Rule::one_of | Rule::k_one_of => "`one of`",
        Rule::yes_no => "`yes_no`",
        Rule::row_cell | Rule::any_cell | Rule::cell_year => "a cell",
        _ => keyword(rule),
    }
}

/// The spelling of a small word.
fn keyword(rule: Rule) -> &'static str {
    match rule {
        Rule::plain_text => "`text`",
        Rule::list_of => "`list of`",
        Rule::record_of | Rule::k_record_of => "`record of`",
        Rule::k_always => "`always`",
        Rule::k_by => "`by`",
        Rule::k_each => "`each`",
        Rule::k_else => "`else`",
        Rule::k_for => "`for`",
        Rule::k_host => "`host`",
        Rule::k_in => "`in`",
        Rule::k_many => "`many`",
        Rule::k_of => "`of`",
        Rule::k_on => "`on`",
        Rule::k_per => "`per`",
        Rule::k_points => "`points`",
        Rule::k_reject => "`reject`",
        Rule::k_reported => "`reported`",
        Rule::k_tagged => "`tagged`",
        Rule::k_then => "`then`",
        Rule::k_times => "`times`",
        Rule::k_to => "`to`",
        Rule::k_weight => "`weight`",
        Rule::k_where => "`where`",
        Rule::k_with => "`with`",
        Rule::k_hits => "`hits`",
        Rule::programmes => "`programmes`",
        Rule::latest => "`latest`",
        Rule::years => "`years`",
        Rule::k_starting => "`starting`",
        Rule::also_in => "`also in`",
        _ => "",
    }
}

/// Words that a rule stands for, where it stands for several.
fn spellings(rule: Rule) -> &'static [&'static str] {
    match rule {
        Rule::at_least | Rule::at_most | Rule::goal => &["at least", "at most", "above", "below", "between", "equals"],
        Rule::is_what => &["reported", "applicable"],
        Rule::severity => &["info", "warn", "reject"],
        Rule::prefer_way => &["reported", "computed"],
        Rule::hit_policy => &["first", "unique"],
        Rule::plain_words => &["no benchmark", "not applicable"],
        Rule::not_in => &["not in"],
        Rule::arrow => &["=>"],
        _ => &[],
    }
}

/// Cuts a long list to what a person would mean.
fn shorten(things: &mut Vec<String>, positives: &[Rule], operators: bool) {
    let has = |rule| positives.contains(&rule);
    if has(Rule::EOI) {
        // After a whole clause nearly anything may follow.
        things.clear();
        let what = if operators { "an operator, a modifier or a line end" } else { "a modifier or a line end" };
        things.push(what.to_owned());
        return;
    }
    let mut drop = |unwanted: &[&str]| {
        if things.iter().any(|thing| !unwanted.contains(&thing.as_str())) {
            things.retain(|thing| !unwanted.contains(&thing.as_str()));
        }
    };
    if has(Rule::k_where) || has(Rule::k_of) {
        // A value is whole here, so what is missing is what follows it.
        drop(&[VALUE, "`of`", "`where`", "`per`", OPERATOR]);
    }
    if has(Rule::goal) || has(Rule::at_least) || has(Rule::equals_sign) || has(Rule::arrow) || has(Rule::round_close) {
        drop(&["a number", "`per`", "a unit", OPERATOR, VALUE]);
    }
    drop(&["`of`", "`where`", "`per`"]);
    if things.iter().any(|thing| thing == VALUE) {
        things.retain(|thing| !matches!(thing.as_str(), "a text in quotes" | "a number" | "`reported`"));
    }
    things.truncate(5);
}

/// Lists things in words.
pub(super) fn join(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}
