//! All fixed words of the reports, in one place: a translation is a second table.

use crate::model::rules::Priority;
use crate::value::MissingKind;

macro_rules! words {
    ($($name:ident: $text:literal;)*) => {
        /// The fixed words of one language. Holes in braces are filled by [`fill`].
        #[derive(Debug, Clone, Copy, serde::Serialize)]
        pub(super) struct Words {
            $(#[doc = $text] pub $name: &'static str,)*
        }

        /// English.
        pub(super) const W: &Words = &Words { $($name: $text,)* };
    };
}

words! {
    language: "en";
    and: "and";
    of: "of";
    to: "to";
    more: "more";
    at_least: "at least";
    at_most: "at most";
    less_than: "less than";
    more_than: "more than";
    by: "by";
    unknown: "unknown";
    points: "points";
    scored: "scored";

    // The picture.
    wheel_title: "Wheel of {city}, {year}";
    wheel_about: "A wheel of rings. In the centre {city}, around it the groups, outermost the {items} KPIs and points. Each cell has the colour and the pattern of its band, and its points or a sign for the reason why it has none. The table after the wheel in the report says the same in words.";

    // The summary for a terminal.
    by_rules_of: "by the rules of {day}";
    applies_to: "applies to";
    filtered: "Only {filter}. Scores of groups are those of the whole group.";
    counts: "{kpis} and {points}; {reported} of {leaves} reported, {scored} scored";
    column_score: "score";
    column_scored: "scored";
    stands_out: "What stands out";
    best_groups: "Highest";
    worst_groups: "Lowest";
    top_items: "In the highest band";
    low_items: "In the lower bands";
    gaps: "Data gaps";
    recommendations: "Recommendations";
    given: "Given";
    held_back: "Held back";
    not_given: "Not given";
    undetermined: "Undetermined";
    checks: "Checks";
    differences: "Notices about figures";
    nothing_given: "No recommendation is given.";
    and_more: "{count} more, in the report";

    of_members: "{title} {count} KPIs";
    each_of_them: "Each of them, with the reason";
    point_one: "point";
    notice_one: "notice about figures";
    notice_many: "notices about figures";
    checks_counted: "{found} found something, {holds} hold, {open} cannot be told; {notices}";
    warn: "warning";
    reject: "refused";
    info: "note";
    priority_high: "high priority";
    priority_medium: "medium priority";
    priority_low: "low priority";

    kpi_one: "KPI";
    kpi_many: "KPIs";

    // The page.
    report: "Report";
    made_with: "Rules in use:";
    by_facet: "By {facet}";
    skip: "Skip to the content";
    contents: "Contents";
    key_figures: "Key figures";
    the_wheel: "The wheel";
    wheel_note: "Each cell shows its points, or a sign for why it has none. Point at a cell to read its value.";
    legend: "Legend";
    sign: "Sign";
    meaning: "Meaning";
    number_of_items: "Number";
    as_table: "The wheel as a table";
    strong_and_weak: "Strengths and weaknesses";
    strengths: "In the highest band";
    weaknesses: "In the lower bands";
    no_strengths: "Nothing is in the highest band.";
    no_weaknesses: "Nothing is in the lower bands.";
    all_items: "All KPIs";
    item: "KPI";
    value: "Value";
    target_and_start: "Target and start";
    target: "Target";
    start: "Start";
    band: "Band";
    score: "Score";
    points_title: "Points";
    source: "Source";
    scored_title: "Scored";
    reason: "Reason";
    note: "Note";
    missing_is: "missing:";
    waits: "Recommendations that wait for it";
    no_gaps: "Every item has a band.";
    topic: "Topic";
    recommendation: "Recommendation";
    why: "Why";
    not_decided: "Not decided";
    what_to_do: "What to do";
    under_way: "Already under way";
    to_read: "To read";
    shortfall_is: "shortfall {share}";
    since: "since {year}";
    until: "until {year}";
    held_back_about: "They would be given, but a limit or a condition in the rules holds them back.";
    held_back_column: "Held back by";
    not_given_about: "Their conditions do not hold. The value at which each would fire is said where there is one.";
    not_given_column: "Why not";
    undetermined_about: "Whether they would be given cannot be told, since figures are missing.";
    undetermined_column: "What is missing";
    findings: "Findings";
    finding: "Finding";
    check: "Check";
    weight: "Weight";
    for_verifier: "For the verifier";
    cannot_be_told: "Cannot be told";
    checks_hold: "Checks that hold:";
    checks_apart: "Checks that do not apply:";
    no_checks: "The checks found nothing.";
    figures: "Figures";
    provenance: "Where this comes from";
    engine: "Engine";
    packs: "Packs";
    pack: "Pack";
    version: "Version";
    hash: "SHA-256";
    hash_of_data: "SHA-256 of the data";
    file: "File";
    files: "Files";
    hash_note: "The hash of a pack is that of the list that sha256sum prints for its files, sorted by name. Each file has its own below.";

    // Paths to targets with dates.
    paths: "Targets with a date";
    paths_about: "What is due now on the way to each of them, how far the city has come, and when it arrives if it goes on as it did.";
    path_value: "value";
    path_due: "due in {year}";
    path_progress: "progress";
    path_pace: "pace";
    path_arrival: "arrives in";
    path_budget: "still allowed";
    path_allows: "{amount} from {first} to {last}";
    path_needed: "still needed";
    path_open: "cannot be told";
    no_pace: "no pack in use has a scale for it";
    path_linear: "in a straight line";
    path_constant_rate: "at a constant rate";
    path_steps: "in steps";
    path_runs: "The path starts in {year} with {start} and runs {way} between milestones.";
    path_milestones: "Milestones";
    path_milestone: "milestone";
    path_by: "By";
    path_year: "Year";
    path_years: "Year by year";
    path_column_due: "due";
    path_column_value: "reported";
    path_column_difference: "difference";
    path_picture: "The path of {title}";
    path_picture_about: "A line shows what is due in each year, diamonds on it the milestones, dots the values that were reported. The table below it says the same in numbers.";

    // Sentences.
    sentence_value: "{title} is {value}.";
    sentence_band: "{title} is {value}{target}: {band}{score}.";
    sentence_target: "; the target is {target}";
    sentence_target_basis: "; the target is {target} ({basis})";
    sentence_score: ", score {score}";
    sentence_group: "{title} scores {score}{band}{points}; {scored} of {applicable} items that apply are scored.";
    sentence_points: ", {points} of {most} points";
    sentence_no_score: "{title} has no score: {why}.";
    sentence_extremes: "Highest is {best}, lowest {worst}.";
    fires_at: "{left} would fire it {at}";
    fires: "it would fire {at}";
    is_now: "{value}; would fire {at}";
    held_by_limit: "its {what} has rank {rank}; the rules give {count}";
    held_briefly: "{what} rank {rank}, limit {count}";
    held_by_rank: "it has rank {rank}; the rules give {count}";
    held_by_unless: "held back where";
    across_topics: "Across all topics";
    exactly: "exactly";
    recommendations_counted: "recommendations";
    groups_of: "groups by {facet}";
    by_priority: "priority (high before medium before low)";
    by_shortfall: "shortfall (100 % less the lowest score among the KPIs that fired, the largest first)";
    by_declaration: "the place in the rules";
    then: ", then by ";
    order_limit: "The rules give the first {count} {what}, ordered by {by}. What ties keeps the order of the rules.{because}";
    order_because: " The rules say: “{because}”.";
    order_plain: "The order is that of priority, then of the place in the rules.";
    item_one: "KPI or point";
    item_many: "KPIs and points";
}

/// What stands in a cell without a band.
pub(super) fn missing_sign(kind: MissingKind) -> &'static str {
    match kind {
        MissingKind::NotReported => "?",
        MissingKind::NoBenchmark => "–",
        MissingKind::NotApplicable => "n/a",
        MissingKind::Undecided => "≈",
        MissingKind::Failed | MissingKind::Rejected => "×",
    }
}

/// What a reason means, in a few words.
pub(super) fn missing_explained(kind: MissingKind) -> &'static str {
    match kind {
        MissingKind::NotReported => "the city gives no figure",
        MissingKind::NoBenchmark => "no target to compare with",
        MissingKind::NotApplicable => "does not apply to the place",
        MissingKind::Undecided => "the figure does not settle it",
        MissingKind::Rejected => "the figure was refused",
        MissingKind::Failed => "could not be computed",
    }
}

/// A priority in words.
pub(super) fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::High => W.priority_high,
        Priority::Medium => W.priority_medium,
        Priority::Low => W.priority_low,
    }
}

/// A text with its holes filled: `{city}` takes the value of `city`.
pub(super) fn fill(text: &str, holes: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            rest = after;
            break;
        };
        out.push_str(holes.iter().find(|(hole, _)| *hole == name).map_or("", |(_, value)| value));
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn holes_take_their_values_once() {
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]), "{b} and 2");
    }
}
