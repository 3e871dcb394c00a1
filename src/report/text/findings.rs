//! What stands out, what is missing, and what the checks found.

use super::lines::Sheet;
use crate::model::rules::CheckWeight;
use crate::model::scorecard::CheckOutcome;
use crate::report::facts::Facts;
use crate::report::gaps;
use crate::report::order::cut;
use crate::report::sentences::{ranked, strengths, weaknesses};
use crate::report::tree::{Branch, tree};
use crate::report::view::View;

/// How many names stand in a line.
const NAMES: usize = 4;

/// The best and the lowest groups and items.
pub(super) fn stands_out(view: View<'_>, sheet: &mut Sheet) {
    let root = tree(view);
    let leaves: Vec<Facts<'_>> = view.leaves().filter_map(|item| view.facts(item)).collect();
    let (high, low) = (strengths(view, &leaves), weaknesses(view, &leaves));
    if high.is_empty() && low.is_empty() {
        return;
    }
    sheet.heading(&view.word("stands_out"));
    groups(view, sheet, &root);
    let named = |facts: &&Facts<'_>| match &facts.value {
        Some(value) => format!("{} {value}", facts.title),
        None => facts.title.clone(),
    };
    for (title, found) in [(view.word("top_items"), high), (view.word("low_items"), low)] {
        if !found.is_empty() {
            let names: Vec<String> = found.iter().map(named).collect();
            let line = format!("  {title} ({}): {}", names.len(), cut(view, &names, NAMES));
            sheet.wrapped(&line, 2);
        }
    }
    sheet.rule("");
}

fn groups(view: View<'_>, sheet: &mut Sheet, root: &Branch<'_>) {
    let twigs: Vec<&Branch<'_>> = root.branches.iter().flat_map(|branch| &branch.branches).collect();
    let all = if twigs.is_empty() { root.branches.iter().collect() } else { twigs };
    let named: Vec<Branch<'_>> = all.iter().map(|branch| unambiguous(root, branch, &all)).collect();
    let order: Vec<String> =
        ranked(view, &named.iter().collect::<Vec<_>>()).into_iter().map(|(words, _)| words).collect();
    if order.len() < 4 {
        return;
    }
    let lowest: Vec<String> = order.iter().rev().take(3).cloned().collect();
    sheet.wrapped(
        &format!("  {}: {}", view.word("best_groups"), order.iter().take(3).cloned().collect::<Vec<_>>().join(", ")),
        2,
    );
    sheet.wrapped(&format!("  {}: {}", view.word("worst_groups"), lowest.join(", ")), 2);
}

/// A group whose title two groups share is named with the wider group.
fn unambiguous<'a>(root: &Branch<'a>, branch: &Branch<'a>, all: &[&Branch<'a>]) -> Branch<'a> {
    let mut named = branch.clone();
    let key = |branch: &Branch<'_>| branch.group.map(|group| group.result.key.clone());
    if all.iter().filter(|other| other.title == branch.title).count() > 1
        && let Some(wide) = root.branches.iter().find(|wide| wide.branches.iter().any(|twig| key(twig) == key(branch)))
    {
        named.title = format!("{}: {}", wide.title, branch.title);
    }
    named
}

/// One line for each sort of reason.
pub(super) fn gaps(view: View<'_>, sheet: &mut Sheet) {
    let found = gaps::gaps(view);
    if found.is_empty() {
        return;
    }
    sheet.heading(&view.word("gaps"));
    for group in found {
        let names: Vec<String> = group.gaps.iter().map(|gap| gap.facts.title.clone()).collect();
        sheet.wrapped(&format!("  {} ({}): {}", view.word(group.kind.key()), names.len(), cut(view, &names, 3)), 2);
    }
    sheet.rule("");
}

/// How the checks came out, and what they found.
pub(super) fn checks(view: View<'_>, sheet: &mut Sheet) {
    let all = view
        .card
        .checks
        .iter()
        .filter(|check| view.filter.is_none() || check.member.is_some_and(|member| view.keeps_id(member)));
    let all: Vec<_> = all.collect();
    let count = |wanted: fn(&CheckOutcome) -> bool| all.iter().filter(|check| wanted(&check.outcome)).count();
    let found = count(|outcome| matches!(outcome, CheckOutcome::Finding { .. }));
    let open = count(|outcome| matches!(outcome, CheckOutcome::Undetermined(_)));
    let holds = count(|outcome| matches!(outcome, CheckOutcome::Holds));
    let notices = view.card.notices.iter().filter(|notice| view.filter.is_none() || view.keeps_id(notice.item)).count();
    if all.is_empty() && notices == 0 {
        return;
    }
    let counts = view.voice().say(
        "checks_counted",
        &[("found", found.into()), ("holds", holds.into()), ("open", open.into()), ("notices", notices.into())],
    );
    sheet.heading(&view.word("checks"));
    sheet.wrapped(&format!("  {counts}"), 2);
    let findings: Vec<(CheckWeight, &str)> = all
        .iter()
        .filter_map(|check| match &check.outcome {
            CheckOutcome::Finding { weight, text } if *weight > CheckWeight::Info => Some((*weight, text.as_str())),
            _ => None,
        })
        .collect();
    for (weight, text) in findings.iter().take(4) {
        let word = view.weight(*weight);
        sheet.cut(&format!("  {word}: {text}"));
    }
    if findings.len() > 4 {
        sheet.line(&format!("  {}", view.voice().say("and_more", &[("count", (findings.len() - 4).into())])));
    }
}
