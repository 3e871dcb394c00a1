//! All functions of the language in one list: over numbers, over sets and lists, parts of results, and those of packs.

use super::listing::Listing;
use super::wording::{after_word_at, place};
use crate::builtin::{BUILTINS, Builtin, LOOKING, ROLLUPS, RollupRow, STEP_WAYS, Signature};
use crate::model::rules::{Body, FunctionArgument, Measure, RuleBook, Shape};
use crate::source::Sources;

/// A function of the language itself that is no function over numbers.
pub(super) struct Word {
    pub form: &'static str,
    pub about: &'static str,
    pub example: &'static str,
}

const fn word(form: &'static str, about: &'static str, example: &'static str) -> Word {
    Word { form, about, example }
}

/// Functions over sets (`kpis where …`, `points of x`, `reported …`), over lists, and over years.
pub(super) const GATHERING: &[Word] = &[
    word(
        "count(SET)",
        "How many members fulfil the condition; how many values a list has that a function gives.",
        "count(kpis where status = not_reported)",
    ),
    word(
        "growth(X over N years)",
        "The yearly rate that leads from the first year to the last: (last / first) ^ (1 / years) - 1.",
        "growth(population over 5 years)",
    ),
    word(
        "list(SET)",
        "The titles of the members, for texts; the words of a list that a function gives.",
        "list(points of air_pollution where band <= partial)",
    ),
    word("max(A, B, …)", "The largest; of a set, of its members' values.", "max(points of air_pollution)"),
    word("mean(SET)", "The mean of the values.", "mean(reported points of air_pollution)"),
    word("median(SET)", "The value in the middle.", "median(reported points of air_pollution)"),
    word("min(A, B, …)", "The smallest; of a set, of its members' values.", "min(coverage_3g, coverage_4g)"),
    word(
        "sum(SET)",
        "The sum of the values. One that is missing makes the sum missing, unless `reported` stands before \
         the set.",
        "sum(points of transportation_mode_share)",
    ),
];

/// Functions that take a part of a result, and the share of a target.
pub(super) const PARTS: &[Word] = &[
    word(
        "steps(X, EDGE => NUMBER, …, any => NUMBER)",
        "A step function: the number of the first step whose edge X reaches, else that of the last. A value of which too \
         little is known reaches none: the result is undecided.",
        "steps(water_supply_loss, at most 10 % => 100, at most 20 % => 50, any => 0)",
    ),
    word(
        "band(X)",
        "The band of a KPI, a point or a group; `band(X in SCALE)` of a value in another scale.",
        "band(water_supply_loss) <= partial",
    ),
    word(
        "coverage(FACET: VALUE, …)",
        "The share of the members of a group that are scored.",
        "coverage(dimension: society)",
    ),
    word("points(X)", "The points that a KPI, a point or a group earns.", "points(dimension: society)"),
    word("score(X)", "The score of a KPI, a point or a group.", "score(dimension: society, category: education)"),
    word(
        "share_of_target(VALUE, TARGET)",
        "How much of the way from the start to the target the value has come, from 0 to \
         100 %. Without a start: the value over the target, or the target over the value where less is better.",
        "share_of_target(value, target)",
    ),
];

/// One row for each function.
pub(super) fn functions(book: &RuleBook, sources: &Sources) -> Listing {
    let mut listing = Listing::new(["*function", "sort", "*about", "*example", "result", "source"]);
    for row in BUILTINS {
        let (example, result) = row.example;
        let cells = [&form(row), "over numbers", row.about, example, result, row.source];
        listing.rows.push(cells.map(str::to_owned).to_vec());
    }
    for row in LOOKING {
        let (example, result) = row.example;
        let form = format!("{}({})", row.name, row.arguments.join(", "));
        let cells = [&form, "that look at others", row.about, example, result, row.source];
        listing.rows.push(cells.map(str::to_owned).to_vec());
    }
    for way in STEP_WAYS {
        let form = format!("{} {}(value)", way.clause.word(), way.name);
        listing.rows.push([&form, "steps before the score", way.about, "", "", way.source].map(str::to_owned).to_vec());
    }
    for row in ROLLUPS {
        let cells = [&rollup_form(row), "in roll-ups", row.about, "", row.example, row.source];
        listing.rows.push(cells.map(str::to_owned).to_vec());
    }
    for (sort, table) in [("over sets, lists and years", GATHERING), ("parts of results", PARTS)] {
        listing.rows.extend(
            table.iter().map(|word| [word.form, sort, word.about, word.example, "", ""].map(str::to_owned).to_vec()),
        );
    }
    for function in &book.functions {
        let form = format!("{}({}) -> {}", function.name, arguments(&function.parameters), shape(&function.result));
        let body = match &function.body {
            Body::Formula(_) => {
                let written = after_word_at(sources, function.span, "function");
                written.split_once(" = ").map_or(String::new(), |(_, body)| body.to_owned())
            }
            Body::Code(code) => code_of(sources.text(code.span)),
        };
        listing.rows.push(vec![
            form,
            "of a pack".to_owned(),
            body,
            String::new(),
            String::new(),
            place(sources, function.span),
        ]);
    }
    listing
}

/// Where the code of a function is written.
fn code_of(written: &str) -> String {
    if written.contains('\n') || written.starts_with("\"\"\"") {
        "in a script".to_owned()
    } else {
        format!("in {}", written.trim_start_matches("in "))
    }
}

/// `linear(x, start, goal)`
pub(super) fn form(row: &Builtin) -> String {
    format!("{}({})", row.name, row.arguments.join(", "))
}

/// `power_mean(P)`; what stands in a formula only as `deviation(members)`.
pub(super) fn rollup_form(row: &RollupRow) -> String {
    match (row.alone, row.takes) {
        (false, _) => format!("{}(members)", row.name),
        (true, Some(number)) => format!("{}({number})", row.name),
        (true, None) => row.name.to_owned(),
    }
}

/// What a function takes and gives, in kinds.
pub(super) fn kinds(signature: Signature) -> &'static str {
    match signature {
        Signature::Plain => "numbers in, a number out",
        Signature::Same => "one kind in, the same kind out",
        Signature::Share => "one kind in, a share out",
        Signature::Scaled => "a share and two ends in, the kind of the ends out",
    }
}

/// `share: %, gaps: list of pp`
fn arguments(all: &[FunctionArgument]) -> String {
    all.iter().map(|own| format!("{}: {}", own.name, shape(&own.shape))).collect::<Vec<_>>().join(", ")
}

fn shape(of: &Shape) -> String {
    match of {
        Shape::One(measure) => unit(measure),
        Shape::List(measure) => format!("list of {}", unit(measure)),
        Shape::Record(fields) => format!("record of ({})", arguments(fields)),
    }
}

fn unit(measure: &Measure) -> String {
    match measure {
        Measure::Unit(unit) => unit.written.to_string(),
        Measure::YesNo => "yes_no".to_owned(),
        Measure::OneOf(_) => "one of …".to_owned(),
        Measure::Text => "text".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{GATHERING, PARTS};
    use crate::source::SourceId;
    use crate::syntax::parse_expression;

    #[test]
    fn every_example_can_be_read() {
        for word in GATHERING.iter().chain(PARTS) {
            assert!(parse_expression(SourceId(0), word.example, 0).is_ok(), "{}", word.example);
        }
    }
}
