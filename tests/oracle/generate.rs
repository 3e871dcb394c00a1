//! Random packs as text, and random sheets for them.

use std::fmt::{Display, Write};

use proptest::prelude::*;

/// A pack and a sheet.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The pack.
    pub rules: String,
    /// The sheet.
    pub sheet: String,
}

impl Display for Plan {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}\n{}", self.rules, self.sheet)
    }
}

const FRAME: &str = "pack small \"Small\" { language 1; score share_of_target(value, target); bands performance }\n\
    bands performance {\n  strong \"S\" at least 95 % points 4\n  good \"G\" at least 66 % points 3\n\
    \x20 partial \"P\" at least 33 % points 2\n  low \"L\" points 1\n}\n\
    facet part \"Part\" { one \"One\" in all weight 0.5; two \"Two\" in all; three \"Three\" in all weight 2 }\n\
    facet whole \"Whole\" { all \"All\" }\n";

/// How many plain inputs there are: `i0` to `i5` are numbers, `q0` and `q1` answers.
const INPUTS: usize = 6;
const ANSWERS: usize = 2;

/// Roll-ups of the facet, each another function.
const ROLLUPS: &[&str] = &[
    "rollup part { of points; by share_of_points }",
    "rollup part { of kpis; by mean }",
    "rollup part { of points; by min }",
    "rollup part { of points; by max }",
    "rollup part { of kpis; by median }",
    "rollup part { of points; by sum }",
    "rollup part { of points; by share_of_points; require 60 % reported }",
    "rollup total { of points; by share_of_points }",
    "rollup total { of kpis; by mean }",
    "rollup part { of kpis; by geometric_mean }",
    "rollup part { of points; by harmonic_mean }",
    "rollup part { of kpis; by power_mean(2) }",
    "rollup part { of points; by power_mean(3); require 50 % of weights scored }",
    "rollup part { of points; by mean_of_worst(2) }",
    "rollup part { of kpis; by mean; by geometric_mean when part = two; by min when part = three }\n\
     rollup whole { of part; by mean; require 50 % scored }",
    "rollup part { of kpis; by mean(members) - deviation(members) / 2 }\nrollup whole { of part; by max }",
    "rollup part { of value of kpis; by sum; require 60 % of weights reported }\nrollup whole { of part; by sum }",
    "rollup part { of points; by mean; by median when whole = all }\n\
     rollup whole { of part; by harmonic_mean; require 40 % of kpis reported }",
    "rollup part { of points; by share_of_points; require 70 % of points scored }\n\
     rollup whole { of part; by share_of_points }",
    "rollup worst { of kpis for each part; by mean_of_worst(1) }\nrollup part { of kpis; by count(members) / 3 + min(members) }",
];

/// A number: a formula over inputs and over KPIs that stand before.
pub fn formula(kpis: usize) -> BoxedStrategy<String> {
    let leaf = prop_oneof![
        1 => (0_u32..20).prop_map(|number| number.to_string()),
        4 => (0..INPUTS).prop_map(|place| format!("i{place}")),
        2 => (0..kpis.max(1)).prop_map(move |place| if kpis == 0 { "i0".to_owned() } else { format!("k{place}") }),
    ];
    leaf.prop_recursive(3, 12, 3, move |inner| {
        let two = (inner.clone(), inner.clone());
        prop_oneof![
            4 => (two.clone(), prop_oneof![Just("+"), Just("-"), Just("*"), Just("/")])
                .prop_map(|((one, other), sign)| format!("({one} {sign} {other})")),
            1 => two.clone().prop_map(|(one, other)| format!("({one} or else {other})")),
            1 => inner.clone().prop_map(|one| format!("(-{one})")),
            1 => inner.clone().prop_map(|one| format!("abs({one})")),
            1 => two.clone().prop_map(|(one, other)| format!("sum({one}, {other})")),
            1 => two.clone().prop_map(|(one, other)| format!("min({one}, {other})")),
            1 => two.clone().prop_map(|(one, other)| format!("mean({one}, {other}, 3)")),
            1 => two.prop_map(|(one, other)| format!("steps({one}, below 3 => {other}, between 5 and 8 => 2, any => 1)")),
            1 => (condition_of(inner.clone()), inner.clone(), inner)
                .prop_map(|(when, one, other)| format!("(if {when} then {one} else {other})")),
        ]
    })
    .boxed()
}

fn condition_of(number: BoxedStrategy<String>) -> BoxedStrategy<String> {
    let sign = prop_oneof![Just("<"), Just("<="), Just(">"), Just(">="), Just("="), Just("!=")];
    let leaf = prop_oneof![
        4 => (number.clone(), sign, number).prop_map(|(one, sign, other)| format!("{one} {sign} {other}")),
        1 => (0..ANSWERS).prop_map(|place| format!("q{place}")),
        1 => (0..INPUTS, any::<bool>()).prop_map(|(place, not)| format!("i{place} is {}reported", if not { "not " } else { "" })),
    ];
    leaf.prop_recursive(2, 6, 2, |inner| {
        let two = (inner.clone(), inner.clone());
        prop_oneof![
            two.clone().prop_map(|(one, other)| format!("({one} and {other})")),
            two.prop_map(|(one, other)| format!("({one} or {other})")),
            inner.prop_map(|one| format!("(not ({one}))")),
        ]
    })
    .boxed()
}

fn condition() -> BoxedStrategy<String> {
    condition_of((0..INPUTS).prop_map(|place| format!("i{place}")).boxed())
}

/// A target, perhaps with a start that lies on the right side of it.
fn target() -> impl Strategy<Value = String> {
    let kind =
        prop_oneof![Just("at least"), Just("above"), Just("at most"), Just("below"), Just("equals"), Just("between")];
    (kind, 1_u32..12, 1_u32..12, any::<bool>()).prop_map(|(kind, at, far, start)| {
        let (upper, away) =
            (at + 4, if matches!(kind, "at least" | "above") { at.saturating_sub(far) } else { at + 4 + far });
        let goal = if kind == "between" { format!("between {at} and {upper}") } else { format!("{kind} {at}") };
        format!("  target {goal}\n{}", if start { format!("  start {away}\n") } else { String::new() })
    })
}

/// What stands in a KPI or a point besides its formula.
fn clauses() -> impl Strategy<Value = String> {
    let exempt = condition().prop_map(|when| format!("  not applicable when {when} because \"Exempt\"\n"));
    let own = "  bands of value {\n    top \"T\" above 10 points 4\n    mid \"M\" at least 3 points 2\n    end \"E\" points 1\n  }\n";
    (
        prop_oneof![5 => target(), 1 => Just("  no benchmark because \"None\"\n".to_owned()), 1 => Just(String::new())],
        prop_oneof![4 => Just(String::new()), 1 => exempt],
        prop_oneof![5 => Just(String::new()), 1 => Just(own.to_owned())],
        prop_oneof![3 => Just(String::new()), 1 => (0_u32..4).prop_map(|weight| format!("  weight {weight}\n"))],
    )
        .prop_map(|(target, exempt, bands, weight)| format!("{target}{exempt}{bands}{weight}"))
}

/// A KPI with one formula, perhaps with a second one under a condition.
fn plain(place: usize) -> BoxedStrategy<String> {
    let second = (condition(), formula(place)).prop_map(|(when, value)| format!("  value {value} when {when}\n"));
    let formulas = prop_oneof![
        4 => formula(place).prop_map(|value| format!("  value {value}\n")),
        1 => Just(String::new()),
        1 => (formula(place), second).prop_map(|(value, second)| format!("  value {value}\n{second}")),
    ];
    (formulas, clauses(), part())
        .prop_map(move |(value, clauses, part)| {
            format!("kpi k{place} \"K\" {{\n  part: {part}\n  unit number\n{value}{clauses}}}\n")
        })
        .boxed()
}

/// A KPI with three points and a value that counts or adds them.
fn with_points(place: usize) -> BoxedStrategy<String> {
    let value = prop_oneof![
        Just("sum(points of K)"),
        Just("sum(reported points of K)"),
        Just("max(points of K)"),
        Just("count(points of K where value > 3)"),
        Just("count(points of K where score >= 50 %)"),
        Just("count(points of K where value is reported)"),
    ];
    (value, clauses(), part(), formula(place))
        .prop_map(move |(value, clauses, part, own)| {
            let value = value.replace(" K", &format!(" k{place}"));
            let indented = clauses.replace('\n', "\n  ");
            format!(
                "kpi k{place} \"K\" {{\n  part: {part}\n  points a \"A\", b \"B\" {{\n    unit number\n  {}\n  }}\n\
             \x20 point c \"C\" {{ unit number; value {own} }}\n  unit number\n  value {value}\n}}\n",
                indented.trim_end()
            )
        })
        .boxed()
}

fn part() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("one"), Just("two"), Just("three")]
}

fn kpis() -> impl Strategy<Value = Vec<String>> {
    let kpi = |place: usize| prop_oneof![3 => plain(place), 1 => with_points(place)];
    (kpi(0), kpi(1), kpi(2), kpi(3), kpi(4)).prop_map(|(a, b, c, d, e)| vec![a, b, c, d, e])
}

/// Figures: most inputs, some KPIs, some points; some of them words without a number.
fn sheet() -> impl Strategy<Value = String> {
    let figure = prop_oneof![
        6 => (0_u32..160).prop_map(|tenths| Some(format!("{}", f64::from(tenths) / 10.0))),
        1 => Just(Some("0".to_owned())),
        3 => Just(None),
    ];
    let answer = prop_oneof![Just(Some("yes".to_owned())), Just(Some("no".to_owned())), Just(None)];
    let known = proptest::collection::vec(figure, INPUTS + 5 + 10);
    (known, proptest::collection::vec(answer, ANSWERS), proptest::collection::vec(0_u32..4, 5)).prop_map(
        |(known, answers, reported)| {
            let mut text = "item,period,value,unit,status,note\n".to_owned();
            let mut row =
                |name: String, value: &str, unit: &str| writeln!(text, "{name},2020,{value},{unit},,").unwrap();
            for (place, value) in known.iter().take(INPUTS).enumerate() {
                if let Some(value) = value {
                    row(format!("i{place}"), value, "number");
                }
            }
            for (place, answer) in answers.iter().enumerate() {
                if let Some(answer) = answer {
                    row(format!("q{place}"), answer, "");
                }
            }
            for (place, value) in known.iter().skip(INPUTS).take(5).enumerate() {
                if let (Some(value), Some(0)) = (value, reported.get(place)) {
                    row(format!("k{place}"), value, "number");
                }
            }
            for (place, value) in known.iter().skip(INPUTS + 5).enumerate() {
                let name = format!("k{}.{}", place / 2, if place % 2 == 0 { "a" } else { "b" });
                if let Some(value) = value {
                    row(name, value, "number");
                }
            }
            text
        },
    )
}

/// Packs and sheets.
pub fn plans() -> impl Strategy<Value = Plan> {
    (kpis(), sheet(), 0..ROLLUPS.len()).prop_map(|(kpis, sheet, rollup)| {
        let mut rules = FRAME.to_owned();
        (0..INPUTS).for_each(|place| writeln!(rules, "input i{place} \"I\" {{ unit number }}").unwrap());
        (0..ANSWERS).for_each(|place| writeln!(rules, "input q{place} \"Q\" {{ unit yes_no }}").unwrap());
        rules += ROLLUPS[rollup];
        rules += "\n";
        rules += &kpis.concat();
        // Points of KPIs that have none are no figures.
        let has = |line: &&str| {
            let name = line.split(',').next().unwrap_or("");
            let Some((kpi, _)) = name.split_once('.') else { return true };
            let place: usize = kpi.trim_start_matches('k').parse().unwrap_or(0);
            kpis.get(place).is_some_and(|kpi| kpi.contains("points a"))
        };
        let sheet: String = sheet.lines().filter(has).map(|line| format!("{line}\n")).collect();
        Plan { rules, sheet }
    })
}

/// A pack over the plan's, with KPIs and a roll-up of its own.
#[allow(dead_code, reason = "not every test lays one pack over another")]
pub fn overlays() -> impl Strategy<Value = String> {
    let heads = proptest::sample::select(vec!["", "; counts", "; applies to country NO"]);
    let added = proptest::collection::vec((0_u32..150, 0..3_usize, any::<bool>()), 1..4);
    (heads, added).prop_map(|(head, added)| {
        let mut text = format!("pack upper \"Upper\" {{ extends small{head} }}\nrollup all_of_it {{ of points; by sum }}\n");
        for (place, (value, part, counts)) in added.into_iter().enumerate() {
            let part = ["one", "two", "three"][part];
            let (name, counts) = if counts { ("counted", "  counts\n") } else { ("added", "") };
            writeln!(
                text,
                "kpi {name}{place} \"A\" {{\n  part: {part}\n{counts}  unit number\n  value {value}\n  target at least 100 number\n}}"
            )
            .unwrap();
        }
        text
    })
}
