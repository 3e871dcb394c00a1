//! Scores that look at others and the steps before them, three ways: the tree evaluator, plans over columns, and a plain
//! reckoning; whatever the rules, the figures, the order of the cities and the way in which a plan is run.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
#[path = "columns/agree.rs"]
mod agree;
mod cells;
#[path = "oracle/cohorts.rs"]
mod cohorts;
#[path = "oracle/cohort_reckon.rs"]
mod reckon;
mod world;

use agree::{differences, share_carried};
use cells::bytes;
use cohorts::{KPIS, Trial, YEAR, trials};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::path::Path;
use world::World;
use yardstick::evaluate::Options;
use yardstick::layer::Wanted;
use yardstick::model::dataset::Dataset;
use yardstick::model::formula::Node;
use yardstick::model::rules::Target;
use yardstick::model::supposition::Weighted;
use yardstick::panel::Panel;
use yardstick::plan::{Ask, Column, Drawn, Instructions, Plan, Problem, Running, What, Why};
use yardstick::value::{Outcome, Value};
use yardstick::{Together, Workspace};

/// A rule book with the figures of all cities.
fn opened(trial: &Trial) -> (World, Vec<Dataset>) {
    let world = World::small(&trial.rules(), "item,period,value,unit\n");
    let named = |(place, city): (usize, &cohorts::City)| {
        let mut data = world.figures(&trial.sheet(city));
        data.city.name = format!("c{place}");
        data
    };
    let cities = trial.cities.iter().enumerate().map(named).collect();
    (world, cities)
}

fn near(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= 1e-9 * one.abs().max(other.abs()).max(1.0),
        (one, other) => one == other,
    }
}

fn number(outcome: &Outcome<Value>) -> Option<f64> {
    outcome.as_ref().ok().and_then(Value::as_number)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, rng_seed: RngSeed::Fixed(2008), ..ProptestConfig::default() })]

    #[test]
    fn three_ways_agree(trial in trials()) {
        let (world, cities) = opened(&trial);
        let together = Together::of(&world.book, &cities, Options { year: Some(YEAR), on: None });
        let reckoned = reckon::all(&trial);
        for (row, data) in cities.iter().enumerate() {
            let card = together.evaluate(row).unwrap().card;
            for (kpi, name) in KPIS.iter().enumerate() {
                let result = card.result(world.book.item_names[*name]).unwrap();
                let found = (number(&result.value), number(&result.score));
                let wanted = reckoned[kpi][row];
                let agrees = near(found.0, wanted.0) && near(found.1, wanted.1);
                prop_assert!(agrees, "{} of {}: {:?}, reckoned {:?}\n{}", name, data.city.name, found, wanted, trial);
            }
        }
        let panel = Panel::of(&world.book, cities.iter().collect(), YEAR);
        let found = differences(&panel, (&world.book, world.sources()), &cities, YEAR);
        prop_assert!(found.is_empty(), "{}\n{}", found.join("\n"), trial);
        let plan = panel.plan(&Ask::year(YEAR)).unwrap();
        let (carried, all) = share_carried(&plan, &panel);
        prop_assert!(carried == all, "{carried} of {all}: {:?}\n{trial}", plan.reasons());
    }

    #[test]
    fn nothing_about_how_a_plan_is_run_changes_a_byte(trial in trials(), turn in any::<u64>()) {
        let (world, cities) = opened(&trial);
        let panel = Panel::of(&world.book, cities.iter().collect(), YEAR);
        let plan = panel.plan(&Ask::year(YEAR)).unwrap();
        let (cells, names) = (panel.cells(), panel.names());
        let usual = bytes(&plan.named(&names).run(&cells, Running::alone()).unwrap());
        for (threads, batch) in [(0, 512), (3, 1), (2, 2), (1, 3)] {
            for instructions in [Instructions::Plain, Instructions::Avx2, Instructions::Widest] {
                let how = Running { threads, batch, instructions };
                prop_assert!(bytes(&plan.named(&names).run(&cells, how).unwrap()) == usual, "{:?}\n{}", how, trial);
            }
        }
        let mut streamed: Vec<(What, Vec<u8>)> = usual.iter().map(|(what, _)| (what.clone(), Vec::new())).collect();
        plan.named(&names).stream(&cells, Running { batch: 2, ..Running::alone() }, |_, block| {
            for ((_, all), (_, part)) in streamed.iter_mut().zip(bytes(block)) {
                all.extend(part);
            }
        }).unwrap();
        prop_assert!(streamed == usual, "block by block\n{}", trial);
        // The same cities in another order.
        let mut order: Vec<usize> = (0..cities.len()).collect();
        order.sort_by_key(|row| turn.rotate_left(*row as u32 * 9) & 0xFF);
        let turned: Vec<Vec<f64>> = cells.iter().map(|cells| order.iter().map(|row| cells[*row]).collect()).collect();
        let turned: Vec<&[f64]> = turned.iter().map(Vec::as_slice).collect();
        let turned_names: Vec<&str> = order.iter().map(|row| names[*row]).collect();
        let other = bytes(&plan.named(&turned_names).run(&turned, Running::alone()).unwrap());
        for ((what, one), (_, other)) in usual.iter().zip(&other) {
            let size = one.len() / cities.len();
            for (place, row) in order.iter().enumerate() {
                let (one, other) = (&one[row * size..][..size], &other[place * size..][..size]);
                prop_assert!(one == other, "{:?} of {}\n{}", what, names[*row], trial);
            }
        }
    }

    #[test]
    fn a_warm_city_comes_out_as_a_table_of_one(trial in trials()) {
        let (world, cities) = opened(&trial);
        let panel = Panel::of(&world.book, cities.iter().collect(), YEAR);
        let plan = panel.plan(&Ask::year(YEAR)).unwrap();
        let (cells, names) = (panel.cells(), panel.names());
        let mut warm = plan.warm().named(names[0]);
        let first: Vec<f64> = cells.iter().map(|column| column[0]).collect();
        let one: Vec<&[f64]> = cells.iter().map(|column| &column[..1]).collect();
        let table = plan.named(&names[..1]).run(&one, Running::alone()).unwrap();
        warm.run(&first);
        for what in table.kept() {
            match (table.numbers(what), table.answers(what)) {
                (Some(numbers), _) => {
                    let bits = |cell: Result<f64, _>| cell.map(f64::to_bits);
                    prop_assert_eq!(bits(numbers.get(0)), bits(warm.get(what)), "{:?}\n{}", what, trial);
                }
                (None, Some(answers)) => {
                    let code = warm.get(what).map(|code| code as u8).ok();
                    prop_assert_eq!(code, Some(answers.cells()[0]).filter(|code| *code < 128), "{:?}\n{}", what, trial);
                }
                (None, None) => panic!("{what:?}"),
            }
        }
    }
}

#[test]
fn the_asem_index_comes_out_of_columns_as_of_countries_that_are_evaluated_together() {
    for pack in ["asem", "asem_z_scores", "asem_imputed", "asem_steps"] {
        let mut workspace = Workspace::open(&["tests/asem/rules".into()]).unwrap();
        let mut many = workspace.cities(Path::new("tests/asem/data")).unwrap().unwrap().value.unwrap();
        many.uses = vec![Wanted { name: pack.to_owned(), span: None }];
        let book = workspace.rule_book(&many.uses, &many.place()).unwrap().value;
        let cities = workspace.datasets(&many, &book).value;
        let year = Together::of(&book, &cities, Options::default()).year;
        let panel = Panel::of(&book, cities.iter().collect(), year);
        let found = differences(&panel, (&book, workspace.sources()), &cities, year);
        assert!(found.is_empty(), "{pack}\n{}", found.join("\n"));
        let plan = panel.plan(&Ask::year(year)).unwrap();
        let (carried, all) = share_carried(&plan, &panel);
        assert!(carried == all && all > 51 * 100, "{pack}: {carried} of {all}, {:?}", plan.reasons());
    }
}

#[test]
fn rows_without_names_are_refused_where_the_rules_name_members() {
    let rules = "pack small \"Small\" { language 1 }\ncohort some \"Some\" { members c0, c1 }\n\
        kpi a \"A\" { unit number; better higher; score min_max(value, cohort: some) }\n";
    let world = World::small(rules, "item,period,value,unit\n");
    let plan = Plan::compile(&world.book, &Ask::year(YEAR), &[Column::new("a", "number")]).unwrap();
    let cells: [&[f64]; 1] = [&[1.0, 5.0, 3.0]];
    assert_eq!(plan.run(&cells, Running::alone()).unwrap_err(), Problem::Names);
    assert_eq!(plan.named(&["c0", "c1"]).run(&cells, Running::alone()).unwrap_err(), Problem::Names);
    let results = plan.named(&["c0", "c1", "c2"]).run(&cells, Running::alone()).unwrap();
    assert_eq!(results.score("a").unwrap().cells(), [0.0, 1.0, 0.5]);
}

#[test]
fn one_cell_that_only_the_tree_evaluator_can_tell_leaves_the_bounds_to_it() {
    let rules =
        "pack small \"Small\" { language 1 }\nkpi a \"A\" { unit number; better higher; score min_max(value) }\n";
    let world = World::small(rules, "item,period,value,unit\n");
    let sheet = |value: &str| world.figures(&format!("item,period,value,unit\na,{YEAR},{value},number\n"));
    let mut cities: Vec<Dataset> = [sheet("1"), sheet("3"), sheet("> 9")].into();
    for (place, city) in cities.iter_mut().enumerate() {
        city.city.name = format!("c{place}");
    }
    let panel = Panel::of(&world.book, cities.iter().collect(), YEAR);
    let plan = panel.plan(&Ask::year(YEAR)).unwrap();
    let columns = plan.run(&panel.cells(), Running::alone()).unwrap();
    assert!((0..3).all(|row| columns.score("a").unwrap().get(row) == Err(Why::NotCarried)));
    let whole = panel.evaluate(&plan, Running::alone()).unwrap();
    let scores: Vec<Option<f64>> = (0..3).map(|row| whole.score("a").unwrap().get(row).ok()).collect();
    assert_eq!(scores, [Some(0.0), Some(1.0), None]);
}

/// Rules with weights, targets, starts and a parameter that can be drawn.
const DRAWN: &str = "pack small \"Small\" { language 1; bands performance }\n\
    bands performance { good \"Good\" at least 50 % points 2; poor \"Poor\" points 1 }\n\
    facet pillar \"Pillar\" { one \"One\" weight 2; two \"Two\" }\n\
    parameter scale \"Scale\" { unit number; value 4 basis judgement }\n\
    rollup pillar { of kpis; by mean }\nrollup total { of pillar; by geometric_mean }\n\
    rollup worth { of kpis; by share_of_points }\n\
    kpi a \"A\" { pillar: one; unit number; target at least 8; start 1; score share_of_target(value, target) }\n\
    kpi b \"B\" { pillar: one; unit number; target between 2 and 5; score share_of_target(value, target) }\n\
    kpi c \"C\" { pillar: two; unit number; better lower; score min_max(value); weight 3 }\n\
    kpi d \"D\" { pillar: two; unit number; better higher; score min_max(value) * value / scale }\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, rng_seed: RngSeed::Fixed(11), ..ProptestConfig::default() })]

    #[test]
    fn what_is_drawn_for_a_run_is_what_the_rules_could_say(
        figures in proptest::collection::vec(proptest::option::weighted(0.8, 0_u32..12), 4 * 5),
        drawn in proptest::collection::vec(0.0_f64..9.0, 7),
    ) {
        let world = World::small(DRAWN, "item,period,value,unit\n");
        let names = ["a", "b", "c", "d"];
        let columns: Vec<Column> = names.iter().map(|name| Column::new(*name, "number")).collect();
        let cells: Vec<Vec<f64>> =
            figures.chunks(5).map(|column| column.iter().map(|cell| cell.map_or(f64::NAN, f64::from)).collect()).collect();
        let cells: Vec<&[f64]> = cells.iter().map(Vec::as_slice).collect();
        let item = |name: &str| world.book.item_names[name];
        let value = world.book.facets[0].values[0].symbol;
        let places = [
            Drawn::Weight(Weighted::Item(item("c"))),
            Drawn::Weight(Weighted::FacetValue { facet: 0, value }),
            Drawn::Target { item: item("a"), clause: 0, upper: false },
            Drawn::Target { item: item("b"), clause: 0, upper: false },
            Drawn::Target { item: item("b"), clause: 0, upper: true },
            Drawn::Start { item: item("a"), clause: 0 },
            Drawn::Factor(0),
        ];
        let plan = Plan::compile_drawing(&world.book, &Ask::year(YEAR), &columns, &places).unwrap();
        let found = plan.named(&[]).drawing(&drawn).run(&cells, Running::alone()).unwrap();
        prop_assert!(plan.not_carried().is_empty(), "{:?}", plan.reasons());
        let mut book = world.book.clone();
        let literal = |number: f64| Node::Literal(Value::Number(number));
        yardstick::suppose::set_weight(&mut book, Weighted::Item(item("c")), drawn[0]);
        yardstick::suppose::set_weight(&mut book, Weighted::FacetValue { facet: 0, value }, drawn[1]);
        for (name, bound, upper) in [("a", drawn[2], None), ("b", drawn[3], Some(drawn[4]))] {
            if let Target::Goal(goal) = &mut book.items[item(name).0 as usize].targets[0].value {
                (goal.bound, goal.upper) = (literal(bound), upper.map(literal));
            }
        }
        book.items[item("a").0 as usize].starts[0].value = literal(drawn[5]);
        book.parameters[0].values[0].value = literal(4.0 * drawn[6]);
        let said = Plan::compile(&book, &Ask::year(YEAR), &columns).unwrap();
        let wanted = said.run(&cells, Running::alone()).unwrap();
        let (found, wanted) = (bytes(&found), bytes(&wanted));
        for ((what, found), (_, wanted)) in found.iter().zip(&wanted) {
            prop_assert!(found == wanted, "{:?}: {:?}, said {:?}\n{:?}\n{:?}", what, found, wanted, drawn, figures);
        }
        prop_assert_eq!(plan.run(&cells, Running::alone()).unwrap_err(), Problem::Drawn { got: 0, wanted: 7 });
    }
}
