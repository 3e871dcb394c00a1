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
    facet whole \"Whole\" { all \"All\" }\n\
    facet topic \"Topic\" { air \"Air\"; land \"Land\"; water \"Water\" }\n\
    function mix(a: number, b: number) -> number = if a > b then a * 2 - b else a + b / 2\n\
    function mixed(a: number, b: number) -> number script \"\"\" if a > b { a * 2.0 - b } else { a + b / 2.0 } \"\"\"\n";

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

/// Scores that need no target.
const SCORES: &[&str] = &[
    "linear(value, 2, 14)",
    "linear(value, 14, 2)",
    "logarithmic(value, 1, 12)",
    "best_range(value, 1, 4, 8, 12)",
    "parity(value, 6)",
    "linear(value, 2, 14) when q0",
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
            1 => (two.clone(), prop_oneof![4 => Just("mix"), 1 => Just("mixed")])
                .prop_map(|((one, other), name)| format!("{name}({one}, {other})")),
            1 => inner.clone().prop_map(|one| format!("clamp({one}, 2, 9)")),
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

/// Targets of one kind, perhaps with starts that lie on the right side of all of them: one that holds without more, and
/// others from some day on, until some day, under a condition.
fn target() -> impl Strategy<Value = String> {
    let kind =
        prop_oneof![Just("at least"), Just("above"), Just("at most"), Just("below"), Just("equals"), Just("between")];
    let other = |when: BoxedStrategy<String>| prop_oneof![3 => Just(None), 1 => (1_u32..12, when).prop_map(Some)];
    let days = proptest::sample::select(vec![" from 2018-05-01", " from 2020-12-31", " from 2021-01-01"]);
    let held = condition().prop_map(|when| format!(" when {when}"));
    let both = condition().prop_map(|when| format!(" when {when} from 2019-01-01"));
    let start = prop_oneof![Just(None), Just(Some(None)), condition().prop_map(|when| Some(Some(when)))];
    let others = (other(days.prop_map(str::to_owned).boxed()), other(held.boxed()), other(both.boxed()));
    (kind, 1_u32..12, 1_u32..12, start, others).prop_map(|(kind, at, far, start, others)| {
        let goal =
            |at: u32| if kind == "between" { format!("between {at} and {}", at + 4) } else { format!("{kind} {at}") };
        let mut text = format!("  target {}\n", goal(at));
        let mut all = vec![at];
        for (other, when) in [others.0, others.1, others.2].into_iter().flatten() {
            writeln!(text, "  target {}{when}", goal(other)).unwrap();
            all.push(other);
        }
        let (least, most) = (all.iter().min().unwrap(), all.iter().max().unwrap());
        let away = |far: u32| match kind {
            "at least" | "above" => least.saturating_sub(far),
            _ => most + 4 + far,
        };
        if let Some(when) = start {
            writeln!(text, "  start {}", away(far)).unwrap();
            if let Some(when) = when {
                writeln!(text, "  start {} when {when}", away(far + 1)).unwrap();
            }
        }
        text
    })
}

/// What stands in a KPI or a point besides its formula.
fn clauses() -> impl Strategy<Value = String> {
    let exempt = condition().prop_map(|when| format!("  not applicable when {when} because \"Exempt\"\n"));
    let own = "  bands of value {\n    top \"T\" above 10 points 4\n    mid \"M\" at least 3 points 2\n    end \"E\" points 1\n  }\n";
    (
        prop_oneof![
            8 => target(),
            1 => Just("  no benchmark because \"None\"\n".to_owned()),
            1 => Just(String::new()),
            1 => proptest::sample::select(SCORES).prop_map(|score| format!("  score {score}\n")),
        ],
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

/// Conditions of recommendations: over inputs, KPIs and their scores.
fn trigger() -> BoxedStrategy<String> {
    let number = prop_oneof![
        2 => (0..INPUTS).prop_map(|place| format!("i{place}")),
        2 => (0..5_usize).prop_map(|place| format!("k{place}")),
        1 => (1_u32..12).prop_map(|number| number.to_string()),
    ];
    let sign = prop_oneof![Just("<"), Just(">=")];
    let score = (0..5_usize, sign, 1_u32..10)
        .prop_map(|(place, sign, tenths)| format!("k{place}.score {sign} {} %", tenths * 10));
    prop_oneof![
        condition_of(number.boxed()),
        score.clone(),
        (condition(), score).prop_map(|(one, other)| format!("{one} or {other}"))
    ]
    .boxed()
}

/// What follows the triggers of a recommendation.
fn rest() -> impl Strategy<Value = String> {
    let word = || proptest::sample::select(vec!["high", "medium", "low"]);
    let topic = proptest::sample::select(vec!["", "  topic: air\n", "  topic: land\n", "  topic: water\n"]);
    let unless = prop_oneof![3 => Just(String::new()), 1 => trigger().prop_map(|when| format!("  unless {when}\n"))];
    let second = prop_oneof![
        1 => Just(String::new()),
        1 => (word(), trigger()).prop_map(|(word, when)| format!("  priority {word} when {when}\n")),
    ];
    (topic, unless, word(), second).prop_map(|(topic, unless, word, second)| {
        format!("{topic}{unless}  priority {word}\n{second}  action begin \"Begin\"\n}}\n")
    })
}

/// Some recommendations, one of them for each KPI with a low score, and limits.
fn recommendations() -> impl Strategy<Value = String> {
    let single = (proptest::collection::vec(trigger(), 1..3), rest()).prop_map(|(when, rest)| {
        let when: String = when.into_iter().map(|when| format!("  when {when}\n")).collect();
        format!("recommend rN \"R\" {{\n{when}{rest}")
    });
    let each = rest().prop_map(|rest| format!("recommend rN \"R\" for each kpi where score < 40 % {{\n{rest}"));
    let one = prop_oneof![4 => single, 1 => each];
    let limits = proptest::sample::select(vec![
        "",
        "limit topics 2 by priority, shortfall\n",
        "limit topics 1 by shortfall\n",
        "limit recommendations 2 by shortfall, priority\n",
        "limit topics 2 by shortfall, priority\nlimit recommendations 2 by priority\n",
    ]);
    (proptest::collection::vec(one, 2..5), limits).prop_map(|(all, limits)| {
        let numbered = all.into_iter().enumerate().map(|(place, one)| one.replacen("rN", &format!("r{place}"), 1));
        numbered.collect::<String>() + limits
    })
}

/// Packs and sheets.
pub fn plans() -> impl Strategy<Value = Plan> {
    (kpis(), sheet(), 0..ROLLUPS.len(), recommendations()).prop_map(|(kpis, sheet, rollup, recommendations)| {
        let mut rules = FRAME.to_owned();
        (0..INPUTS).for_each(|place| writeln!(rules, "input i{place} \"I\" {{ unit number }}").unwrap());
        (0..ANSWERS).for_each(|place| writeln!(rules, "input q{place} \"Q\" {{ unit yes_no }}").unwrap());
        rules += ROLLUPS[rollup];
        rules += "\n";
        rules += &kpis.concat();
        rules += &recommendations;
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

/// A pack in which each KPI has one of these scores, with formulas of its own, and which of them are better when lower.
#[allow(dead_code, reason = "not every test has cities that look at each other")]
pub fn looking(scores: &'static [&'static str]) -> impl Strategy<Value = (String, Vec<bool>)> {
    let each: Vec<_> = scores.iter().map(|_| (formula(0), any::<bool>())).collect();
    each.prop_map(move |each| {
        let (_, functions) = FRAME.split_once("function").unwrap();
        let mut rules = format!("pack small \"Small\" {{ language 1 }}\nfunction{functions}");
        (0..INPUTS).for_each(|place| writeln!(rules, "input i{place} \"I\" {{ unit number }}").unwrap());
        (0..ANSWERS).for_each(|place| writeln!(rules, "input q{place} \"Q\" {{ unit yes_no }}").unwrap());
        for (place, ((value, lower), score)) in each.iter().zip(scores).enumerate() {
            let better = if *lower { "lower" } else { "higher" };
            let kpi = format!("kpi k{place} \"K\" {{ unit number; value {value}; better {better}; score {score} }}");
            writeln!(rules, "{kpi}").unwrap();
        }
        (rules, each.into_iter().map(|(_, lower)| lower).collect())
    })
}

/// The figures of a sheet that every pack here has: those of inputs.
#[allow(dead_code, reason = "not every test has cities that look at each other")]
pub fn inputs_alone(sheet: &str) -> String {
    let kept = sheet.lines().filter(|line| !line.starts_with('k'));
    kept.map(|line| format!("{line}\n")).collect()
}

/// A pack over the plan's, with KPIs and a roll-up of its own, and amendments of the plan's: other targets, perhaps under a
/// condition or from some day on, other weights, other formulas.
#[allow(dead_code, reason = "not every test lays one pack over another")]
pub fn overlays(plan: &Plan) -> impl Strategy<Value = String> + use<> {
    let heads = proptest::sample::select(vec!["", "; counts", "; applies to country NO"]);
    let added = proptest::collection::vec((0_u32..150, 0..3_usize, any::<bool>()), 1..4);
    let amended: Vec<_> = (0..5).map(|place| amendment(plan, place)).collect();
    (heads, added, amended).prop_map(|(head, added, amended)| {
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
        text + &amended.concat()
    })
}

/// What is amended of a KPI of the plan; nothing for most.
fn amendment(plan: &Plan, place: usize) -> BoxedStrategy<String> {
    let head = format!("kpi k{place} ");
    let lines: Vec<&str> = plan.rules.lines().skip_while(|line| !line.starts_with(&head)).collect();
    let own = || lines.iter().take_while(|line| **line != "}");
    let goal = own().find_map(|line| line.strip_prefix("  target ").filter(|goal| !goal.contains(" when ")));
    let when = prop_oneof![
        2 => Just(String::new()),
        1 => condition().prop_map(|when| format!(" when {when}")),
        1 => Just(" from 2020-06-01".to_owned()),
        1 => Just(" from 2021-01-01".to_owned()),
    ];
    // A bound nearer to the good side, or the same one: the starts of the plan stay on their side.
    let target = (1_u32..4, when).prop_map({
        let goal = goal.map(str::to_owned);
        move |(step, when)| {
            let Some(goal) = &goal else { return String::new() };
            let parts: Vec<&str> = goal.split_whitespace().collect();
            let moved = |at: &str| at.parse::<u32>().unwrap();
            match parts.as_slice() {
                ["at", "least", at, ..] => format!("  target at least {}{when}\n", moved(at) + step),
                ["above", at, ..] => format!("  target above {}{when}\n", moved(at) + step),
                [one, two @ .., at] if two.len() < 2 => {
                    format!(
                        "  target {}{when}\n",
                        [&[*one], two, &[&moved(at).saturating_sub(step).max(1).to_string()]].concat().join(" ")
                    )
                }
                _ => String::new(),
            }
        }
    });
    let weight =
        prop_oneof![2 => Just(String::new()), 1 => (1_u32..5).prop_map(|weight| format!("  weight {weight}\n"))];
    let value = prop_oneof![
        3 => Just(String::new()),
        1 => formula(0).prop_map(|value| format!("  value {value}\n")),
        1 => (formula(0), condition()).prop_map(|(value, when)| format!("  value {value} when {when}\n")),
    ];
    let has_points = own().any(|line| line.starts_with("  points "));
    (any::<bool>(), target, weight, value)
        .prop_map(move |(amends, target, weight, value)| {
            let value = if has_points { String::new() } else { value };
            if !amends || target.is_empty() && weight.is_empty() && value.is_empty() {
                return String::new();
            }
            format!("amend kpi k{place} because \"Ours\" {{\n{target}{weight}{value}}}\n")
        })
        .boxed()
}
