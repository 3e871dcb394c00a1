//! Layers and dates: which packs hold where, what an amendment changes and what it leaves, and from which day to which.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may fail")]
mod program;

use program::Folder;
use yardstick::diagnostic::{Diagnostic, Style, has_errors, render_text};
use yardstick::evaluate::Options;
use yardstick::formula::{Context, Scope, eval};
use yardstick::layer::{Place, Wanted};
use yardstick::model::dataset::Dataset;
use yardstick::model::formula::Node;
use yardstick::model::rules::RuleBook;
use yardstick::value::{Date, Value};
use yardstick::{Assessed, Library, assess_with};

const BASE: &str = r#"
pack base "Base" { score share_of_target(value, target); bands performance; period latest within 3 years }
bands performance { good "Good" at least 50 % points 2; low "Low" points 1 }
unit household households
input households "Households" { unit households }
input connected "Connected" { unit households }
input terrain "Terrain" { unit one of flat, hilly }
input size_class "Size" { unit one of small, large }
parameter line "Line" { unit %; value 10 % }
table limit_of by size_class { unit %; small => 1 %; large => 2 % }
reference others "the others" { access: 50 %; bands performance }
facet goal "Goal" many { a "A"; b "B"; c "C" }
rollup goal { of points; by share_of_points }
resource guide "Guide" { year 2013 }
resource manual "Manual" { year 2014 }
kpi access "Access" {
  goal: a
  unit %
  value connected / households
  target at least 100 %
  start 0 %
  expect at most 100 %
}
kpi modes "Modes" { unit %; points bus "Bus", car "Car" { unit %; value line; target at least 20 % } }
kpi lined "Lined" { unit %; value line }
kpi looked "Looked up" { unit %; value limit_of }
recommend connect "Connect" {
  goal: a
  when access < 95 %
  because "Base reason."
  action build "Build."
  action tell "Tell."
  resource guide
}
check whole "Whole" { require connected <= households else warn "More than all." }
"#;

const SHEET: &str = "item,period,value,unit\nhouseholds,2020,1000,households\nconnected,2020,800,households\n";

struct Land {
    library: Library,
    book: RuleBook,
    data: Dataset,
    findings: Vec<Diagnostic>,
}

/// The base, other packs, and a city of which something is known.
fn land(packs: &[&str], known: &str, on: Option<Date>) -> Land {
    let mut library = Library::new();
    for (place, text) in std::iter::once(&BASE).chain(packs).enumerate() {
        library.add_pack([(format!("rules/{place}.kpi").as_str(), *text)]);
    }
    let city = format!("city town \"Town\" {{ uses base; {known} }}\n");
    let city = library.add_city([("city.kpi", city.as_str()), ("data.csv", SHEET)]).value;
    let book = library.rule_book(&city.uses, &city.place().on(on));
    let data = library.dataset(&city, &book.value);
    Land { book: book.value, data: data.value, findings: book.findings, library }
}

/// The same, where nothing may be wrong.
fn sound(packs: &[&str], known: &str) -> Land {
    let land = land(packs, known, None);
    let shown = render_text(&land.findings, land.library.sources(), Style::default());
    assert!(!has_errors(&land.findings), "{shown}");
    land
}

impl Land {
    fn on(&self, on: Option<Date>) -> Assessed<'_> {
        assess_with(&self.book, self.library.sources(), &self.data, Options { year: Some(2020), on })
    }

    fn layers(&self) -> Vec<&str> {
        self.book.packs.iter().map(|pack| pack.name.as_str()).collect()
    }

    /// The value, target, start and band of a KPI, as printed.
    fn shown(&self, on: Option<Date>, name: &str) -> [String; 4] {
        let assessed = self.on(on);
        let item = self.book.item(self.book.item_names[name]).unwrap();
        let result = assessed.evaluation.card.result(item.id).unwrap();
        let value = |value: &Value| self.book.show_item_value(item, value).replace('\u{a0}', " ");
        let missing = |missing: &yardstick::value::Missing| self.book.show_missing(missing);
        [
            result.value.as_ref().map_or_else(missing, value),
            result.target.as_ref().map_or_else(missing, |target| value(&target.bound)),
            result.start.as_ref().map_or_else(String::new, |(start, _)| value(start)),
            result.band.as_ref().map_or_else(missing, |band| self.book.band(*band).unwrap().0.to_owned()),
        ]
    }

    fn target(&self, name: &str) -> String {
        self.shown(None, name)[1].clone()
    }
}

fn day(year: i32, month: u8, day: u8) -> Date {
    Date { year, month, day }
}

#[test]
fn a_pack_holds_where_it_applies_and_nowhere_else() {
    let norway =
        "pack norway { extends base; applies to country NO }\namend kpi access because \"x\" { target at least 90 % }";
    let county = "pack troendelag { extends norway; applies to county \"50\" }\namend kpi access because \"x\" { target at least 85 % }";
    let hills = "pack hills { extends base; applies to terrain hilly }\namend kpi access because \"x\" { target at least 80 % }";
    let own =
        "pack own { extends base; applies to city town }\namend kpi access because \"x\" { target at least 75 % }";
    let north = "pack north { extends base; applies to region nordic }\nregion nordic \"Nordic\" { country: NO, SE }\n\
                 amend kpi access because \"x\" { target at least 95 % }";
    let county = county.replace("\"50\"", "trondelag");
    let all = [own, hills, &county, norway, north];
    let at = |known: &str, packs: &[&str]| {
        let land = sound(packs, known);
        (land.layers().join(" "), land.target("access"))
    };
    assert_eq!(at("country: DK", &all[1..]), ("base".into(), "100 %".into()));
    assert_eq!(at("country: SE", &all[1..]), ("base north".into(), "95 %".into()));
    assert_eq!(at("country: NO", &all[1..]), ("base north norway".into(), "90 %".into()));
    assert_eq!(at("country: NO; county: trondelag", &all[1..]), ("base north norway troendelag".into(), "85 %".into()));
    let everything = at("country: NO; county: trondelag; terrain: hilly", &all);
    assert_eq!(everything, ("base north norway troendelag hills own".into(), "75 %".into()));
    // The county's pack extends the country's, which does not hold in Sweden.
    assert_eq!(at("country: SE; county: trondelag", &all[1..]).0, "base north");
}

#[test]
fn a_pack_that_counts_from_a_day_counts_from_that_day() {
    let pack = "pack more { extends base; applies to country NO; counts from 2021 }\n\
                kpi lanes \"Lanes\" { goal: b; unit %; value line; target at least 100 % }";
    let apart = |on: Option<Date>| {
        let land = land(&[pack], "country: NO", on);
        assert!(!has_errors(&land.findings));
        land.book.item(land.book.item_names["lanes"]).unwrap().apart.len()
    };
    assert_eq!([None, Some(day(2020, 12, 31)), Some(day(2021, 1, 1))].map(apart), [0, 1, 0]);
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let one = "pack one { extends base; applies to region north }\nregion north { country: NO }\namend kpi access because \"x\" { target at least 60 % }";
    let two =
        "pack two { extends base; applies to country NO }\namend kpi access because \"x\" { target at least 70 % }";
    let layers = sound(&[one, two], "country: NO");
    assert_eq!((layers.layers(), layers.target("access")), (sound(&[two, one], "country: NO").layers(), "70 %".into()));
}

#[test]
fn what_an_amendment_does_not_say_stays() {
    let norway = "pack norway { extends base; applies to country NO }\n\
                  amend kpi access because \"x\" { target at least 90 % }\n\
                  amend kpi modes because \"x\" { point bus { title \"Buses\"; target at least 10 % } }\n\
                  amend recommend connect because \"x\" { action build \"Build at once.\"; also because \"More.\"; resource manual }";
    let (base, norway) = (sound(&[], "country: NO"), sound(&[norway], "country: NO"));
    let (was, is) = (base.shown(None, "access"), norway.shown(None, "access"));
    assert_eq!((was[0].as_str(), was[2].as_str(), was[1].as_str()), (is[0].as_str(), is[2].as_str(), "100 %"));
    assert_eq!(is[1], "90 %");
    assert_eq!((norway.target("modes.bus"), norway.target("modes.car")), ("10 %".into(), "20 %".into()));
    assert_eq!(norway.on(None).evaluation.title_of("modes.bus", &norway.book), "Buses");
    let advice = norway.on(None).advice;
    let given = &advice.given[0];
    let actions: Vec<&str> = given.actions.iter().map(|action| action.text.as_str()).collect();
    assert_eq!(actions, ["Tell.", "Build at once."]);
    assert_eq!(given.because, ["Base reason.", "More."]);
    assert_eq!(given.resources.len(), 2);
}

trait Titled {
    fn title_of(&self, name: &str, book: &RuleBook) -> String;
}

impl Titled for yardstick::evaluate::Evaluation<'_> {
    fn title_of(&self, name: &str, book: &RuleBook) -> String {
        self.card.result(book.item_names[name]).unwrap().title.to_string()
    }
}

#[test]
fn lists_are_replaced_extended_or_emptied_by_different_words() {
    let facets = |clause: &str| {
        let text = format!(
            "pack norway {{ extends base; applies to country NO }}\namend kpi access because \"x\" {{ {clause} }}"
        );
        let land = sound(&[&text], "country: NO");
        let item = land.book.item(land.book.item_names["access"]).unwrap();
        item.facets
            .iter()
            .flat_map(|facet| &facet.values)
            .map(|value| land.book.word(*value).to_owned())
            .collect::<String>()
    };
    assert_eq!((facets("goal: b"), facets("also goal: b, c")), ("b".to_owned(), "abc".to_owned()));
    let advice = |clauses: &str| {
        let text = format!(
            "pack norway {{ extends base; applies to country NO }}\namend recommend connect because \"x\" {{ {clauses} }}"
        );
        let land = sound(&[&text], "country: NO");
        let advice = land.on(None).advice;
        let given =
            advice.given.first().map(|given| (given.because.join("|"), given.actions.len(), given.resources.len()));
        given.unwrap_or(("not given".into(), 0, 0))
    };
    assert_eq!(advice("because \"Ours.\""), ("Ours.".into(), 2, 1));
    assert_eq!(advice("only action build \"Build.\"; only resource manual"), ("Base reason.".into(), 1, 1));
    assert_eq!(advice("when access < 5 %"), ("not given".into(), 0, 0));
    assert_eq!(advice("also when access < 5 %"), ("Base reason.".into(), 2, 1));
    assert_eq!(advice("also unless access < 95 %"), ("not given".into(), 0, 0));
}

#[test]
fn what_is_retired_is_out_with_pack_and_reason() {
    let norway = "pack norway { extends base; applies to country NO }\n\
                  retire kpi access because \"None exist\"\n\
                  retire point modes.car because \"No cars\"\n\
                  retire check whole because \"Not asked\"\n";
    let land = sound(&[norway], "country: NO");
    assert_eq!(land.shown(None, "access")[0], "not applicable: retired by norway: None exist");
    assert_eq!(land.shown(None, "modes.car")[0], "not applicable: retired by norway: No cars");
    assert_eq!(land.shown(None, "modes.bus")[0], "10 %");
    let assessed = land.on(None);
    let groups = &assessed.evaluation.card.rollups[0].groups;
    assert_eq!(groups.iter().map(|group| group.applicable).sum::<u32>(), 0);
    let not_given = &assessed.advice.not_given[0];
    assert!(not_given.not_applicable.as_ref().unwrap().why().unwrap().text_or_key().starts_with("retired by norway"));
    let advice =
        "pack norway { extends base; applies to country NO }\nretire recommend connect because \"Done\"  from 2020-06";
    let land = sound(&[advice], "country: NO");
    assert_eq!(land.on(Some(day(2020, 5, 31))).advice.given.len(), 1);
    assert_eq!(land.on(Some(day(2020, 6, 1))).advice.given.len(), 0);
}

/// The days around a time: the day before, its first and last day, the day after.
const DAYS: [((i32, u8, u8), bool); 4] =
    [((2020, 2, 29), false), ((2020, 3, 1), true), ((2020, 5, 31), true), ((2020, 6, 1), false)];

#[test]
fn every_dated_clause_holds_from_its_first_day_to_its_last() {
    let time = "from 2020-03 until 2020-05-31";
    let norway = format!(
        "pack norway {{ extends base; applies to country NO }}\n\
         amend kpi access because \"x\" {time} {{ target at least 80 %; start 10 %; value 0.5 * connected / households }}\n\
         amend parameter line because \"x\" {{ value 20 % {time} }}\n\
         amend table limit_of because \"x\" {time} {{ small => 3 %; large => 4 % }}\n\
         amend reference others because \"x\" {time} {{ access: 60 % }}\n\
         amend bands performance because \"x\" {time} {{ good at least 90 % }}\n\
         amend recommend connect because \"x\" {time} {{ when access < 96 %; action build \"Now.\"; also because \"Now.\" }}\n"
    );
    let land = sound(&[&norway], "country: NO; size_class: small");
    for ((year, month, at), inside) in DAYS {
        let on = Some(day(year, month, at));
        let pick = |here: &str, there: &str| if inside { here.to_owned() } else { there.to_owned() };
        let access = land.shown(on, "access");
        assert_eq!(access[..3], [pick("40 %", "80 %"), pick("80 %", "100 %"), pick("10 %", "0 %")], "{on:?}");
        assert_eq!(access[3], pick("low", "good"), "{on:?}");
        assert_eq!(land.shown(on, "lined")[0], pick("20 %", "10 %"), "{on:?}");
        assert_eq!(land.shown(on, "looked")[0], pick("3 %", "1 %"), "{on:?}");
        let assessed = land.on(on);
        let given = &assessed.advice.given[0];
        let build = given.actions.iter().find(|action| action.name == "build").unwrap();
        assert_eq!(build.text, pick("Now.", "Build."), "{on:?}");
        assert_eq!(given.fired[0].condition, pick("access < 96 %", "access < 95 %"), "{on:?}");
        assert_eq!(given.because.len(), if inside { 2 } else { 1 }, "{on:?}");
        let figure = yardstick::formula::figure_of(
            0,
            land.book.item_names["access"],
            &assessed.evaluation as &dyn Scope,
            &Context::at_day(2020, on),
        );
        assert_eq!(figure, Ok(Value::Number(if inside { 0.6 } else { 0.5 })), "{on:?}");
        let parameter = eval(&Node::Parameter(0), &assessed.evaluation, &Context::at_day(2020, on));
        assert_eq!(parameter, Ok(Value::Number(if inside { 0.2 } else { 0.1 })));
    }
}

#[test]
fn the_time_of_a_pack_bounds_its_clauses() {
    let norway = "pack norway \"Norway\" from 2020-03 until 2020-05 { extends base; applies to country NO }\n\
                  amend kpi access because \"x\" { target at least 80 %  from 2019 }\n";
    let land = sound(&[norway], "country: NO");
    for ((year, month, at), inside) in DAYS {
        let target = &land.shown(Some(day(year, month, at)), "access")[1];
        assert_eq!(target, if inside { "80 %" } else { "100 %" });
    }
}

#[test]
fn without_a_day_the_end_of_the_period_counts() {
    let norway = "pack norway { extends base; applies to country NO }\n\
                  amend kpi access because \"x\" { target at least 80 %  from 2020-12-31; target at least 70 %  from 2021 }\n";
    assert_eq!(sound(&[norway], "country: NO").target("access"), "80 %");
}

#[test]
fn titles_units_and_weights_follow_the_day_of_the_evaluation() {
    let norway = "pack norway { extends base; applies to country NO }\n\
                  amend kpi access because \"x\" { title \"Later\"  from 2021; title \"Now\"  until 2020; weight 2  from 2021 }\n";
    let at = |on| {
        let land = land(&[norway], "country: NO", on);
        assert!(!has_errors(&land.findings));
        let weight = land.book.item(land.book.item_names["access"]).unwrap().weight;
        let beaten = land.book.said["access"].iter().filter(|said| said.word == "title" && !said.holds).count();
        (land.on(on).evaluation.title_of("access", &land.book), weight, beaten)
    };
    assert_eq!(at(Some(day(2020, 12, 31))), ("Now".into(), 1.0, 2));
    assert_eq!(at(Some(day(2021, 1, 1))), ("Later".into(), 2.0, 2));
    assert_eq!(at(None).0, "Later");
}

#[test]
fn a_narrower_pack_settles_what_two_of_one_rank_dispute() {
    let pack = |name: &str, where_: &str, share: u32| {
        format!(
            "pack {name} {{ extends base; applies to {where_} }}\namend kpi access because \"x\" {{ target at least {share} % }}"
        )
    };
    let (one, two, city) = (pack("one", "country NO", 60), pack("two", "country NO", 70), pack("own", "city town", 80));
    assert!(land(&[&one, &two], "country: NO", None).findings.iter().any(|finding| finding.code == "layer::clash"));
    assert_eq!(sound(&[&one, &two, &city], "country: NO").target("access"), "80 %");
    let extends = two.replace("extends base", "extends one");
    assert_eq!(sound(&[&one, &extends], "country: NO").target("access"), "70 %");
    let over = two.replace("70 %", "70 %  over first");
    let named = one.replace("60 %", "60 %  as first");
    assert_eq!(sound(&[&named, &over], "country: NO").target("access"), "70 %");
}

#[test]
fn two_conditions_of_one_rank_that_both_hold_are_undecided_and_one_alone_decides() {
    let pack = |name: &str, condition: &str, share: u32| {
        format!(
            "pack {name} {{ extends base; applies to country NO }}\namend kpi access because \"x\" {{ target at least {share} %  when {condition} }}"
        )
    };
    let both = [pack("one", "connected > 1 households", 60), pack("two", "connected > 2 households", 70)];
    let land = sound(&[&both[0], &both[1]], "country: NO");
    assert!(land.target("access").contains("two clauses hold at once"), "{}", land.target("access"));
    let one = [pack("one", "connected > 1 households", 60), pack("two", "connected > 5_000 households", 70)];
    assert_eq!(sound(&[&one[0], &one[1]], "country: NO").target("access"), "60 %");
}

#[test]
fn broken_rules_of_other_places_do_not_disturb() {
    let sweden =
        "pack sweden { extends base; applies to country SE }\nkpi broken {{{ unit\namend kpi nothing { target }";
    let norway = land(&[sweden], "country: NO", None);
    assert_eq!(norway.findings, []);
    assert!(has_errors(&land(&[sweden], "country: SE", None).findings));
}

#[test]
fn with_nothing_known_only_what_is_named_is_in_use() {
    let norway = "pack norway { extends base; applies to country NO }\n";
    let land = land(&[norway], "country: NO", None);
    let named = |name: &str| {
        let wanted = [Wanted { name: name.to_owned(), span: None }];
        land.library.rule_book(&wanted, &Place::unknown()).value.packs.len()
    };
    assert_eq!((named("base"), named("norway")), (1, 2));
}

/// The exit code, and all that the program prints and says, with plain spaces.
fn told(folder: &Folder, arguments: &[&str]) -> (i32, String) {
    let ran = folder.run(arguments);
    (ran.code, (ran.out + &ran.err).replace('\u{a0}', " "))
}

#[test]
fn the_program_finds_what_applies_and_names_it() {
    let folder = Folder::of(
        "program",
        &[
            ("rules/base/pack.kpi", BASE),
            ("rules/base/regions.kpi", "region nordic \"Nordic\" { country: NO, SE }\n"),
            (
                "rules/north.kpi",
                "pack north \"North\" { extends base; applies to region nordic }\namend kpi access because \"Cold\" { target at least 95 %; title \"Access in the north\" }\n",
            ),
            (
                "rules/county.kpi",
                "pack county \"County\" { extends base; applies to county trondelag }\namend kpi access because \"Hills\" { target at least 85 %  from 2020-06 }\n",
            ),
            (
                "rules/hills.kpi",
                "pack hills \"Hills\" { extends base; applies to terrain hilly }\nretire kpi lined because \"None\"\n",
            ),
            ("rules/broken.kpi", "pack broken \"Broken\" { extends base; applies to country IS }\nkpi {\n"),
            (
                "cities/town/city.kpi",
                "city town \"Town\" { uses base; country: NO; county: trondelag; terrain: hilly }\n",
            ),
            ("cities/town/data.csv", SHEET),
        ],
    );
    let (code, text) = told(&folder, &["evaluate", "cities/town"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("base, north (region nordic), county (county trondelag), hills (terrain hilly)"), "{text}");
    let (_, text) = told(&folder, &["explain", "cities/town", "access"]);
    for part in [
        "access: Access in the north",
        "at least 85 %",
        "(county, rules/county.kpi:2)",
        "not chosen: at least 95 %",
        "(north, rules/north.kpi:2)",
        "rules/base/pack.kpi",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let (_, text) = told(&folder, &["explain", "cities/town", "access", "--on", "2020-05"]);
    assert!(text.contains("target      at least 95 %"), "{text}");
    let (_, text) = told(&folder, &["explain", "cities/town", "lined"]);
    assert!(text.contains("retired by hills: None") && text.contains("rules/hills.kpi:2"), "{text}");
    let (code, text) = told(&folder, &["evaluate", "cities/town", "--on", "2020-13"]);
    assert!(code == 2 && text.contains("`2020-13` is no day"), "{text}");
    assert_eq!(told(&folder, &["check", "county", "hills"]).0, 0);
}

#[test]
fn strict_takes_warnings_about_layers_as_errors() {
    let norway =
        "pack norway \"Norway\" { extends base; applies to country NO }\namend kpi access { target at least 95 % }\n";
    let folder = Folder::of("strict", &[("rules/base/pack.kpi", BASE), ("rules/norway.kpi", norway)]);
    assert_eq!(told(&folder, &["check"]).0, 0);
    let (code, text) = told(&folder, &["check", "--strict"]);
    assert!(code == 1 && text.contains("amend::unfounded"), "{text}");
}

#[test]
fn two_packs_of_one_rank_are_checked_together() {
    let pack = |name: &str, share: u32| {
        format!(
            "pack {name} \"Name\" {{ extends base; applies to country NO }}\n\
             amend kpi access because \"x\" {{ target at least {share} % }}\n"
        )
    };
    let (one, two) = (pack("one", 60), pack("two", 70));
    let folder =
        Folder::of("together", &[("rules/base/pack.kpi", BASE), ("rules/one.kpi", &one), ("rules/two.kpi", &two)]);
    let (code, text) = told(&folder, &["check"]);
    assert!(code == 1 && text.contains("layer::clash"), "{text}");
    assert!(text.contains("rules/one.kpi:2") && text.contains("rules/two.kpi:2"), "{text}");
}

#[test]
fn a_country_is_tested_with_its_own_pack_in_force() {
    let norway = "pack norway \"Norway\" { extends base; applies to country NO }\n\
                  amend kpi access because \"x\" { target at least 50 % }\n\
                  test \"half is enough\" {\n  given households at 2020 = 100 households\n  \
                  given connected at 2020 = 50 households\n  expect access.met\n}\n";
    let folder = Folder::of("tested", &[("rules/base/pack.kpi", BASE), ("rules/norway.kpi", norway)]);
    let (code, text) = told(&folder, &["test", "norway"]);
    assert!(code == 0 && text.contains("norway: 1 tests, all pass"), "{text}");
    let (code, text) = told(&folder, &["list", "targets"]);
    assert!(code == 0 && !text.contains("norway"), "{text}");
    let (_, text) = told(&folder, &["list", "targets", "norway", "--format", "csv"]);
    assert!(text.contains("access,Access,norway,at least 50 %"), "{text}");
}

#[test]
fn an_unknown_condition_leaves_a_figure_open() {
    let rules = |clause: &str| {
        format!("pack p {{ extends base; applies to country NO }}\namend input connected because \"x\" {{ {clause} }}")
    };
    for clause in ["prefer source \"a\" when terrain = hilly", "require status at least verified when terrain = hilly"]
    {
        let mut land = sound(&[&rules(clause)], "country: NO");
        let mut second = land.data.figures[1].clone();
        second.source = "b".to_owned();
        land.data.push(second);
        let shown = land.shown(None, "access");
        assert!(shown[0].contains("cannot be told") && shown[0].contains("terrain"), "{clause}: {}", shown[0]);
    }
    let mut land = sound(&[&rules("assume 5 households when terrain = hilly")], "country: NO");
    let households = land.data.figures[0].clone();
    land.data = Dataset { city: land.data.city.clone(), ..Dataset::default() };
    land.data.push(households);
    let shown = land.shown(None, "access");
    assert!(shown[0].contains("what is assumed cannot be told"), "{}", shown[0]);
}

/// What the roll-up of a name holds of its members.
fn members(land: &Land, rollup: &str) -> Vec<String> {
    let assessed = land.on(None);
    let place = land.book.rollups.iter().position(|known| known.name == rollup).unwrap();
    let found = assessed.evaluation.card.rollups.iter().find(|result| usize::from(result.rollup) == place);
    let groups = found.map(|result| &*result.groups).unwrap_or_default();
    groups.iter().flat_map(|group| group.members.iter()).map(|id| land.book.item_name(*id).to_owned()).collect()
}

#[test]
fn what_a_pack_adds_is_in_its_own_roll_ups_only() {
    let added = |says: &str, head: &str| {
        let pack = format!(
            "pack norway {{ extends base; applies to country NO{head} }}\nrollup all_of_it {{ of kpis; by mean }}\n\
             kpi trams \"Trams\" {{ goal: a; unit %; value line; target at least 20 %{says} }}"
        );
        sound(&[&pack], "country: NO")
    };
    let plain = added("", "");
    assert_eq!(members(&plain, "goal"), ["access"]);
    assert!(members(&plain, "all_of_it").contains(&"trams".to_owned()));
    assert_eq!(
        plain.book.show_left_out(plain.book.item(plain.book.item_names["trams"]).unwrap()),
        ["not in the totals of base"]
    );
    for counts in [added("; counts", ""), added("", "; counts"), added("; counts from 2019", "")] {
        assert_eq!(members(&counts, "goal"), ["access", "trams"]);
    }
    assert_eq!(members(&added("; counts until 2019", ""), "goal"), ["access"]);
    let other = added("; counts not in all_of_it", "");
    assert_eq!(members(&other, "goal"), ["access", "trams"]);
    assert!(!members(&other, "all_of_it").contains(&"trams".to_owned()));
}

#[test]
fn values_of_facets_that_are_added_change_nothing_of_it() {
    let pack = "pack norway { extends base; applies to country NO }\n\
                amend facet goal because \"x\" { d \"D\" }\n\
                amend kpi lined because \"x\" { goal: d }\n\
                kpi trams \"Trams\" { goal: d; unit %; value line; target at least 20 % }";
    let land = sound(&[pack], "country: NO");
    assert_eq!(members(&land, "goal"), ["access", "lined"]);
}
