//! Random packs over a base pack, and random figures.

use std::fmt::Write;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// The base: two KPIs, one of them with points, a parameter, a recommendation, a check.
pub const BASE: &str = r#"
pack base "The base" {
  version  "1"
  score    share_of_target(value, target)
  bands    performance
  period   latest within 5 years
}
bands performance {
  strong  "Strong"  at least 75 %  points 3
  fair    "Fair"    at least 40 %  points 2
  weak    "Weak"                   points 1
}
facet goal "Goal" many { water "Water"; air "Air"; people "People" }
facet level "Level" { core "Core"; advanced "Advanced" }
rollup level { of points; by share_of_points }
unit inhabitant inhabitants
input people   "People"            { unit inhabitants }
input supplied "Water supplied"    { unit m3 per year }
input billed   "Water billed"      { unit m3 per year }
input size     "Size of the city"  { unit one of small, large }
parameter limit "Limit" { unit %; value 20 % }
kpi loss "Water loss" {
  level:  core
  goal:   water
  about   "What is lost: more than {limit} is too much."
  unit    %
  value   (supplied - billed) / supplied  source "Ours"
  better  lower
  target  at most 10 %  basis judgement  source "A first guess"
  start   60 %          basis judgement  source "Another guess"
}
kpi modes "How people travel" {
  level: advanced
  goal:  air, people
  points bus "By bus", bike "By bicycle", foot "On foot" {
    unit    %
    better  higher
    expect  between 0 % and 100 %
  }
  point bus  { target at least 40 %  basis judgement }
  point bike { target at least 30 %  basis judgement }
}
recommend repair "Repair the pipes" source "A book" {
  goal:     water
  when      loss > limit
  unless    size = small and loss < 25 %
  priority  medium
  because   "{loss} of the water is lost."
  action    find "Find where."
  action    mend "Mend it."
}
check adds_up "Shares add up" {
  require  sum(reported points of modes) <= 100 % else warn "Together {sum(reported points of modes)}."
}
"#;

/// A figure between two edges, in whole numbers.
fn figure(least: u32, most: u32) -> impl Strategy<Value = u32> {
    least..=most
}

/// What follows a clause: nothing, dates, a condition. Each is told from the others of its pack.
fn times() -> impl Strategy<Value = Vec<&'static str>> {
    let all = vec![
        vec![""],
        vec!["  from 2020-07-01"],
        vec!["", "  from 2021"],
        vec!["  when size = large"],
        vec!["", "  when size = large"],
        vec!["  from 2018 until 2019", "  from 2020"],
        vec!["  when people > 5_000 inhabitants", "  from 2019"],
        vec!["  until 2019-12-31  when size = small", ""],
    ];
    select(all)
}

/// One kind of clause, once or twice.
fn several(word: &'static str, (least, most): (u32, u32)) -> impl Strategy<Value = String> {
    (times(), vec(figure(least, most), 2)).prop_map(move |(times, numbers)| {
        times.iter().zip(numbers).map(|(time, number)| format!("  {word} {number} %{time}\n")).collect()
    })
}

fn of_loss() -> impl Strategy<Value = String> {
    let title = figure(1, 9).prop_map(|n| format!("  title \"Leaks, edition {n}\"\n"));
    let goal =
        select(vec!["  goal: air\n", "  also goal: people\n", "  also goal: air, people\n"]).prop_map(str::to_owned);
    let value = times().prop_map(|times| {
        let formulas = ["(supplied - billed) / supplied * 0.5", "1 - billed / supplied"];
        times.iter().zip(formulas).map(|(time, formula)| format!("  value {formula}{time}\n")).collect()
    });
    let no = select(vec![
        "  no benchmark  because \"No one knows\"\n",
        "  about \"Leaks.\"\n",
        "  weight 2\n",
        "  level: advanced\n",
    ])
    .prop_map(str::to_owned);
    prop_oneof![
        3 => several("target at most", (1, 50)),
        2 => several("start", (61, 90)),
        1 => value,
        1 => title,
        1 => goal,
        1 => no,
    ]
}

fn of_modes() -> impl Strategy<Value = String> {
    let point = |name: &'static str| {
        several("target at least", (1, 90)).prop_map(move |inner| format!("  point {name} {{\n{inner}  }}\n"))
    };
    let retired = select(vec!["", "  point foot { target at least 10 %  basis parity }\n"]).prop_map(str::to_owned);
    prop_oneof![point("bus"), point("bike"), point("foot"), retired]
}

fn of_repair() -> impl Strategy<Value = String> {
    select(vec![
        "  priority high\n",
        "  priority low when size = large\n",
        "  when loss > 2 * limit\n",
        "  also when people > 50_000 inhabitants\n",
        "  unless people < 1_000 inhabitants\n",
        "  also unless loss < 5 %\n",
        "  because \"Too much is lost: {loss}.\"\n",
        "  also because \"The limit is {limit}.\"\n",
        "  action mend \"Mend the worst first.\"\n",
        "  action measure \"Measure at night.\"\n",
    ])
    .prop_map(str::to_owned)
}

/// A block of amendments without two clauses that set the same.
fn block(word: &'static str, clauses: impl Strategy<Value = String> + 'static) -> BoxedStrategy<String> {
    (vec(clauses, 1..3), figure(1, 99))
        .prop_map(move |(clauses, reason)| {
            let mut kept: Vec<String> = Vec::new();
            for clause in clauses {
                let first = |text: &str| text.split_whitespace().take(2).map(str::to_owned).collect::<Vec<_>>();
                let word = |text: &str| match first(text).first().map(String::as_str) {
                    Some("no") => "target".to_owned(),
                    Some("also" | "action" | "point") => first(text).join(" "),
                    other => other.unwrap_or("").to_owned(),
                };
                if !kept.iter().any(|old| word(old) == word(&clause)) {
                    kept.push(clause);
                }
            }
            format!("amend {word} because \"Reason {reason}\" {{\n{}}}\n", kept.concat())
        })
        .boxed()
}

/// A pack over others.
fn overlay(name: &'static str, extends: &'static str) -> impl Strategy<Value = String> {
    let parameter = (times(), vec(figure(1, 60), 2)).prop_map(|(times, numbers)| {
        let values = times.iter().zip(numbers).map(|(time, number)| format!("  value {number} %{time}\n"));
        format!("amend parameter limit because \"Another limit\" {{\n{}}}\n", values.collect::<String>())
    });
    let retired = select(vec![
        "retire point modes.foot because \"Nobody counts\"\n",
        "retire kpi loss because \"Not here\" when size = small\n",
        "retire recommend repair because \"Done\" from 2021\n",
        "retire check adds_up because \"Several answers\"\n",
    ])
    .prop_map(str::to_owned);
    let counts = select(vec!["", "  counts\n", "  counts from 2020-07-01\n", "  counts not in level\n"]);
    let added = (figure(10, 90), counts).prop_map(move |(target, counts)| {
        format!(
            "kpi {name}_billed \"Billed\" {{\n  level: core\n{counts}  unit %\n  value billed / supplied\n  better higher\n  \
             target at least {target} %\n}}\n"
        )
    });
    let scales = select(vec![
        "amend bands performance because \"Other edges\" {\n  strong \"Very strong\" at least 80 % points 4\n}\n",
        "amend bands performance because \"Other edges\" {\n  fair \"Fair\" at least 50 % points 2 from 2020\n}\n",
        "amend facet level because \"Other weights\" {\n  core weight 0.7\n}\n",
        "amend facet level because \"Another name\" {\n  advanced \"For experts\"\n}\n",
        "amend input people because \"Counted twice\" {\n  expect at least 200 inhabitants\n}\n",
        "amend check adds_up because \"Less strict\" {\n  also note \"{sum(reported points of modes)}\"\n}\n",
    ])
    .prop_map(str::to_owned);
    let scales = proptest::option::weighted(0.3, scales);
    let blocks = (
        (proptest::option::of(block("kpi loss", of_loss())), scales),
        proptest::option::of(block("kpi modes", of_modes())),
        proptest::option::of(block("recommend repair", of_repair())),
        proptest::option::of(parameter),
        proptest::option::weighted(0.2, retired),
        proptest::option::weighted(0.3, added),
    );
    (blocks, select(vec!["", "\n  applies to country NO", "\n  counts"])).prop_map(move |(blocks, applies)| {
        let mut text = format!("pack {name} \"{name}\" {{\n  extends {extends}{applies}\n}}\n");
        let ((one, seven), two, three, four, five, six) = blocks;
        [one, two, three, four, five, six, seven].into_iter().flatten().for_each(|block| text += &block);
        text
    })
}

/// Three packs, the later over the earlier.
pub fn overlays() -> impl Strategy<Value = Vec<String>> {
    (overlay("first", "base"), overlay("second", "first"), overlay("third", "second"))
        .prop_map(|(first, second, third)| vec![first, second, third])
}

/// A sheet; figures may be missing.
pub fn sheet() -> impl Strategy<Value = String> {
    let maybe = |least, most| proptest::option::weighted(0.85, figure(least, most));
    let year = || select(vec![2018, 2019, 2020, 2021]);
    let rows = (
        (maybe(100, 100_000), maybe(50, 100), maybe(1, 50), select(vec!["small", "large", ""])),
        vec((maybe(1, 60), year()), 3),
        year(),
    );
    rows.prop_map(|((people, supplied, billed, size), modes, year)| {
        let mut text = "item,period,value,unit\n".to_owned();
        let mut row = |item: &str, year: i32, value: Option<u32>, unit: &str| {
            if let Some(value) = value {
                let _ = writeln!(text, "{item},{year},{value},{unit}");
            }
        };
        row("people", year, people, "inhabitants");
        row("supplied", year, supplied, "m3 per year");
        row("billed", year, billed, "m3 per year");
        for (name, (share, year)) in ["bus", "bike", "foot"].iter().zip(modes) {
            row(&format!("modes.{name}"), year, share, "%");
        }
        if !size.is_empty() {
            let _ = writeln!(text, "size,{year},{size},");
        }
        text
    })
}
