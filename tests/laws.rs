//! Laws that hold whatever the figures are: what depends on what, what changes nothing, and what missing means.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
#[path = "laws/conditions.rs"]
mod conditions;
#[path = "laws/dependence.rs"]
mod dependence;
#[path = "laws/groups.rs"]
mod groups;
#[path = "laws/joining.rs"]
mod joining;
#[path = "laws/paths.rs"]
mod paths;
#[path = "oracle/ways.rs"]
mod ways;
mod world;

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use world::{World, root};
use yardstick::model::scorecard::{ItemResult, Scorecard};
use yardstick::value::{ItemId, Value, equal};

use dependence::Dependence;

/// What must stay as it is of an item that does not depend on what changed. Places of figures may shift.
fn same(one: &ItemResult, other: &ItemResult) -> bool {
    one.value == other.value
        && one.title == other.title
        && one.year == other.year
        && one.status == other.status
        && one.quality == other.quality
        && one.assumed == other.assumed
        && one.stood_in == other.stood_in
        && one.other == other.other
        && one.target == other.target
        && one.start == other.start
        && one.score == other.score
        && one.band == other.band
        && one.points == other.points
        && one.max_points == other.max_points
        && one.met == other.met
        && one.path == other.path
}

/// The names of recommendations by what became of them; ranks among the given are left out.
fn outcomes(world: &World, data: &yardstick::model::dataset::Dataset) -> Vec<(u16, &'static str, String)> {
    let advice = world.assess(data).advice;
    let mut all: Vec<(u16, &str, String)> = Vec::new();
    let held = advice.held_back.iter().map(|one| &one.recommended);
    let fired = advice.given.iter().chain(held);
    all.extend(fired.map(|one| (one.subject.recommendation, "fires", format!("{:?}", one.fired))));
    all.extend(
        advice.not_given.iter().map(|one| (one.subject.recommendation, "not given", format!("{:?}", one.failed))),
    );
    all.extend(
        advice
            .undetermined
            .iter()
            .map(|one| (one.subject.recommendation, "undetermined", format!("{:?}", one.missing))),
    );
    all.sort();
    all
}

#[test]
fn a_figure_that_is_taken_away_reaches_only_what_depends_on_it() {
    let world = World::trondheim();
    let dependence = Dependence::of(&world.book);
    let whole = world.assess(&world.data);
    let advised = outcomes(&world, &world.data);
    let before = &whole.evaluation.card;
    for (gone, figure) in world.data.figures.iter().enumerate() {
        let data = world.without(|place| place == gone);
        let after = world.assess(&data);
        let after = &after.evaluation.card;
        let reached = dependence.reached_from(figure.item);
        let name = world.book.item_name(figure.item);
        for (one, other) in before.results.iter().zip(&after.results) {
            let own = world.book.item_name(one.item);
            assert!(reached.contains(&one.item) || same(one, other), "{own} changes with {name}: {one:?} {other:?}");
        }
        rollups_stay(&world, before, after, &reached, name);
        checks_stay(&world, &dependence, before, after, &reached, name);
        let now = outcomes(&world, &data);
        for (place, rule) in world.book.recommendations.iter().enumerate() {
            let place = u16::try_from(place).unwrap();
            let of = |all: &[(u16, &'static str, String)]| -> Vec<_> {
                all.iter().filter(|one| one.0 == place).cloned().collect()
            };
            if dependence.of_recommendation(rule).is_disjoint(&reached) {
                assert_eq!(of(&advised), of(&now), "{} changes with {name}", rule.name);
            }
        }
        let alone = world.data.figures_of(figure.item).count() == 1;
        if alone && figure.value.is_some() && world.book.item(figure.item).unwrap().values.is_empty() {
            assert!(after.result(figure.item).unwrap().value.is_err(), "{name} still has a value");
        }
    }
}

fn rollups_stay(world: &World, before: &Scorecard, after: &Scorecard, reached: &BTreeSet<ItemId>, name: &str) {
    for (one, other) in before.rollups.iter().zip(&after.rollups) {
        let rule = &world.book.rollups[usize::from(one.rollup)];
        for (group, now) in one.groups.iter().zip(other.groups.iter()) {
            let touched = group.members.iter().any(|member| reached.contains(member));
            let stays = group.score == now.score && group.scored == now.scored && group.applicable == now.applicable;
            assert!(touched || stays && group.band == now.band, "{} changes with {name}", rule.name);
        }
    }
}

fn checks_stay(
    world: &World,
    dependence: &Dependence<'_>,
    before: &Scorecard,
    after: &Scorecard,
    reached: &BTreeSet<ItemId>,
    name: &str,
) {
    for (one, other) in before.checks.iter().zip(&after.checks) {
        let rule = &world.book.checks[usize::from(one.check)];
        if dependence.of_check(rule).is_disjoint(reached) {
            assert_eq!(one.outcome, other.outcome, "{} changes with {name}", rule.name);
        }
    }
}

/// Other ways to write the same quantity: unit, other unit, and what a figure is multiplied by.
const SAME_UNITS: &[(&str, &str, f64)] = &[
    ("%", "ratio", 0.01),
    ("%", "number", 0.01),
    ("ratio", "%", 100.0),
    ("min", "h", 1.0 / 60.0),
    ("min", "s", 60.0),
    ("min per interruption", "h per interruption", 1.0 / 60.0),
    ("kWh per year per inhabitant", "MWh per year per inhabitant", 0.001),
    ("kWh per year per inhabitant", "GJ per year per inhabitant", 0.0036),
    ("L per day per inhabitant", "m3 per day per inhabitant", 0.001),
    ("t of CO2e per year per inhabitant", "kg of CO2e per year per inhabitant", 1000.0),
    ("FTE per 100_000 inhabitants", "FTE per 1_000 inhabitants", 0.01),
    ("deaths per 100_000 inhabitants", "deaths per inhabitant", 0.00001),
    ("crimes per 100_000 inhabitants", "crimes per 1_000_000 inhabitants", 10.0),
    ("physicians per 100_000 inhabitants", "physicians per 10_000 inhabitants", 0.1),
];

fn sheet() -> String {
    std::fs::read_to_string(root().join("cities/trondheim/data.csv")).unwrap()
}

/// The sheet with the figure of one row in another unit; nothing where the unit has no other way.
fn rewritten(row: usize, way: usize) -> Option<(String, String)> {
    let text = sheet();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(reader.headers().unwrap()).unwrap();
    let mut changed = None;
    for (place, record) in reader.records().enumerate() {
        let mut cells: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
        if place == row {
            let ways: Vec<_> = SAME_UNITS.iter().filter(|(unit, ..)| *unit == cells[3]).collect();
            let (_, unit, factor) = ways.get(way)?;
            let (sign, number) = cells[2].strip_prefix('<').map_or(("", cells[2].as_str()), |rest| ("<", rest));
            let number: f64 = number.parse().ok()?;
            cells[2] = format!("{sign}{}", number * factor);
            cells[3] = (*unit).to_owned();
            changed = Some(format!("{} in {unit}", cells[0]));
        }
        writer.write_record(&cells).unwrap();
    }
    Some((String::from_utf8(writer.into_inner().unwrap()).unwrap(), changed?))
}

fn about_equal(one: &Value, other: &Value) -> bool {
    match (one.as_bound(), other.as_bound()) {
        (Some(a), Some(b)) => {
            let near = |x: f64, y: f64| x == y || equal(x, y) || (x - y).abs() < 1e-12;
            near(a.low, b.low) && near(a.high, b.high) && a.low_open == b.low_open && a.high_open == b.high_open
        }
        _ => one == other,
    }
}

#[test]
fn another_unit_changes_no_score() {
    let world = World::trondheim();
    let before = world.assess(&world.data);
    let rows = world::rows("cities/trondheim/data.csv").len();
    let mut changed = 0;
    for (sheet, what) in (0..rows).flat_map(|row| (0..3).filter_map(move |way| rewritten(row, way))) {
        changed += 1;
        let data = world.figures(&sheet);
        let after = world.assess(&data);
        for (one, other) in before.evaluation.card.results.iter().zip(&after.evaluation.card.results) {
            let name = world.book.item_name(one.item);
            assert_eq!((&one.band, &one.points), (&other.band, &other.points), "{what}: the band of {name}");
            let scores = match (&one.score, &other.score) {
                (Ok(a), Ok(b)) => about_equal(a, b),
                (a, b) => a == b,
            };
            assert!(scores, "{what}: the score of {name}: {:?} {:?}", one.score, other.score);
        }
    }
    assert!(changed > 80, "only {changed} figures have another unit");
}

#[test]
fn the_order_of_the_rows_of_different_items_changes_nothing() {
    let world = World::trondheim();
    let text = sheet();
    let (header, rest) = text.split_once('\n').unwrap();
    let mut lines: Vec<(String, &str)> =
        rest.lines().map(|line| (line.split(',').next().unwrap().to_owned(), line)).collect();
    let written = |lines: &[(String, &str)]| {
        let sheet = lines.iter().fold(format!("{header}\n"), |text, (_, line)| text + line + "\n");
        // A figure keeps the number of its line, so that a reader finds it; nothing else may move.
        let json = world.json(&world.figures(&sheet));
        let kept = json.lines().filter(|line| !line.trim_start().starts_with("\"line\":"));
        kept.collect::<Vec<_>>().join("\n")
    };
    let before = written(&lines);
    lines.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(before, written(&lines), "sorted by item");
    lines.sort_by(|one, other| other.0.cmp(&one.0));
    assert_eq!(before, written(&lines), "sorted the other way");
    lines.sort_by_key(|line| line.0.len());
    assert_eq!(before, written(&lines), "sorted by length");
}

#[test]
fn evaluating_twice_gives_the_same_bytes() {
    let (one, other) = (World::trondheim(), World::trondheim());
    assert_eq!(one.json(&one.data), other.json(&other.data));
    assert_eq!(one.json(&one.data), one.json(&one.data));
    let all = |world: &World| {
        world.viewed(&world.data, |view| {
            let text = yardstick::report::text(view, 100, yardstick::report::Style { colour: false });
            text + &yardstick::report::html(view).unwrap() + &yardstick::report::wheel_svg(view)
        })
    };
    assert_eq!(all(&one), all(&other));
    assert_eq!(one.csv(&one.data), other.csv(&other.data));
}

#[test]
fn the_parts_recompute_the_totals() {
    let world = World::trondheim();
    let whole = world.assess(&world.data);
    let card = &whole.evaluation.card;
    let mut scored = 0;
    for group in card.rollups.iter().flat_map(|rollup| rollup.groups.iter()) {
        let results: Vec<&ItemResult> = group.members.iter().map(|member| card.result(*member).unwrap()).collect();
        let earned: Vec<(f64, f64)> =
            results.iter().filter_map(|one| Some((one.points.as_ref().ok().copied()?, one.max_points?))).collect();
        let (points, most) = earned.iter().fold((0.0, 0.0), |(a, b), (points, most)| (a + points, b + most));
        let applicable = results.iter().filter(|one| one.status != yardstick::value::Status::NotApplicable).count();
        assert_eq!(usize::try_from(group.scored).unwrap(), earned.len());
        assert_eq!(usize::try_from(group.applicable).unwrap(), applicable);
        assert_eq!(usize::try_from(group.reported).unwrap(), results.iter().filter(|one| one.status.counts()).count());
        match &group.score {
            Ok(score) => {
                scored += 1;
                let share = points / most;
                assert!(equal(score.as_number().unwrap(), share));
                let wanted = if share >= 0.95 {
                    "strong"
                } else if share >= 0.66 {
                    "good"
                } else if share >= 0.33 {
                    "partial"
                } else {
                    "low"
                };
                assert_eq!(world.book.band(*group.band.as_ref().unwrap()).unwrap().0, wanted);
                assert!(points >= 0.25 * most, "every leaf earns a point at least");
            }
            Err(_) => assert!(earned.is_empty()),
        }
    }
    assert!(scored > 20, "only {scored} groups have a score");
    let all = |name: &str| -> f64 {
        let place = world.book.rollups.iter().position(|rollup| rollup.name == name).unwrap();
        card.rollups[place].groups.iter().filter_map(|group| group.points).sum()
    };
    assert!(equal(all("dimension"), all("subdimension")) && equal(all("dimension"), all("dimension, category")));
}

/// A pack with one KPI that has this target and this start.
fn goal_pack(goal: &str, start: Option<f64>) -> World {
    let start = start.map_or_else(String::new, |start| format!("  start {start} min\n"));
    let rules = format!(
        "pack small \"Small\" {{ language 1; score share_of_target(value, target) }}\n\
         kpi x \"X\" {{\n  unit min\n  target {goal}\n{start}}}\n"
    );
    World::small(&rules, "item,period,value,unit\nx,2020,1,min\n")
}

/// The score of a value; nothing where there is none.
fn score_of(world: &World, value: f64) -> Option<f64> {
    let data = world.figures(&format!("item,period,value,unit\nx,2020,{value},min\n"));
    let assessed = world.assess(&data);
    let score = world.result(&assessed.evaluation.card, "x").score.clone();
    score.ok().and_then(|score| score.as_number())
}

fn goals() -> impl Strategy<Value = (String, Option<f64>, f64)> {
    let sides =
        prop_oneof![Just("at least"), Just("above"), Just("at most"), Just("below"), Just("equals"), Just("between")];
    (sides, 1_u32..100, 1_u32..100, any::<bool>()).prop_map(|(side, goal, far, with_start)| {
        let (goal, far) = (f64::from(goal), f64::from(far));
        let start = match side {
            "at least" | "above" | "between" => goal - far,
            _ => goal + far,
        };
        let written = if side == "between" {
            format!("between {goal} min and {} min", goal + 20.0)
        } else {
            format!("{side} {goal} min")
        };
        let written = written.replace("--", "-");
        // A bound of a text cannot be negative here, so that a start below 0 is left out.
        (written, (with_start && start >= 0.0).then_some(start), goal)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, rng_seed: RngSeed::Fixed(2020), ..ProptestConfig::default() })]

    #[test]
    fn a_mean_lies_between_the_least_and_the_most(members in groups::members()) {
        groups::lies_between(&members)?;
    }

    #[test]
    fn weights_times_a_factor_change_nothing(members in groups::members(), factor in 2_u32..9) {
        groups::weights_are_relative(&members, factor)?;
    }

    #[test]
    fn what_members_add_is_the_number(members in groups::members()) {
        groups::parts_make_the_whole(&members)?;
    }

    #[test]
    fn a_member_that_is_gone_is_as_one_that_never_was(members in groups::members(), place in any::<usize>()) {
        groups::a_member_that_is_gone(&members, place)?;
    }

    #[test]
    fn a_value_nearer_its_target_never_scores_lower(
        (goal, start, at) in goals(),
        steps in proptest::collection::vec(0_u32..2000, 2..12),
    ) {
        let world = goal_pack(&goal, start);
        let mut values: Vec<f64> = steps.iter().map(|step| f64::from(*step) / 10.0).collect();
        values.sort_by(f64::total_cmp);
        // On each side of the target the way leads towards it.
        let rising = |values: Vec<f64>| -> Result<(), TestCaseError> {
            let scores: Vec<f64> = values.iter().filter_map(|value| score_of(&world, *value)).collect();
            for pair in scores.windows(2) {
                prop_assert!(pair[1] >= pair[0] - 1e-12, "{goal}, start {start:?}: {values:?} {scores:?}");
            }
            prop_assert!(scores.iter().all(|score| (0.0..=1.0).contains(score)), "{scores:?}");
            Ok(())
        };
        let upper = if goal.starts_with("between") { at + 20.0 } else { at };
        let below: Vec<f64> = values.iter().copied().filter(|value| *value <= at).collect();
        let above: Vec<f64> = values.iter().copied().filter(|value| *value >= upper).rev().collect();
        match goal.split(' ').next() {
            Some("at") if goal.starts_with("at least") => rising(values)?,
            Some("above") => rising(values)?,
            Some("at" | "below") => rising(values.into_iter().rev().collect())?,
            _ => {
                rising(below)?;
                rising(above)?;
            }
        }
    }

    #[test]
    fn a_figure_in_another_unit_is_the_same_figure(value in 0_u32..1_000_000, way in 0..SAME_UNITS.len()) {
        let (unit, other, factor) = SAME_UNITS[way];
        let rules = format!(
            "pack small \"Small\" {{ language 1 }}\nunit inhabitant inhabitants\nunit interruption interruptions\nunit FTE\n\
             unit death deaths\nunit crime crimes\nunit physician physicians\nkpi x \"X\" {{ unit {unit} }}\n"
        );
        let value = f64::from(value) / 100.0;
        let world = World::small(&rules, &format!("item,period,value,unit\nx,2020,{value},{unit}\n"));
        let data = world.figures(&format!("item,period,value,unit\nx,2020,{},{other}\n", value * factor));
        let read = |data| world.result(&world.assess(data).evaluation.card, "x").value.clone().unwrap().as_number().unwrap();
        let (one, two): (f64, f64) = (read(&world.data), read(&data));
        prop_assert!(equal(one, two), "{one} {two}");
    }
}
