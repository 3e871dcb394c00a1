//! Tests on small rule books made by hand.

use super::{Evaluation, Evaluator, Options, evaluate};
use crate::formula::trial::item as kpi;
use crate::formula::{Context, Scope, eval};
use crate::model::dataset::{Dataset, Figure, SetScore};
use crate::model::formula::{LeastGrade, Node, Operator, Part, PartOf, Shown};
use crate::model::rules::{
    Band, Case, CheckWeight, Expectation, Facet, FacetValue, FacetValues, Goal, Item, ItemKind, Members, Metric, Note,
    Rollup, RollupPart, RuleBook, Scale, Target, Tolerance,
};
use crate::model::scorecard::{ItemResult, Origin};
use crate::source::Span;
use crate::unit::{UnitTable, read_unit};
use crate::value::{Bound, GoalKind, ItemId, Missing, MissingKind, Phrase, Quality, Status, Symbol, Value};

fn case<T>(value: T) -> Case<T> {
    Case { value, when: None, from: None, until: None, note: Note::default() }
}

fn number(number: f64) -> Node {
    Node::Literal(Value::Number(number))
}

fn goal(kind: GoalKind, bound: f64) -> Goal {
    Goal { kind, bound: number(bound), upper: None }
}

fn input(id: u32, name: &str) -> Item {
    Item { kind: ItemKind::Input, ..kpi(id, name) }
}

fn ratio(a: u32, b: u32) -> Node {
    Node::Arithmetic(Operator::Divide, Box::new(Node::Item(ItemId(a))), Box::new(Node::Item(ItemId(b))))
}

fn scored(item: Item) -> Item {
    let value = Node::Part(PartOf::Own, Part::Value);
    Item {
        targets: vec![case(Target::Goal(goal(GoalKind::AtLeast, 1.0)))],
        scores: vec![case(Node::ShareOfTarget(Box::new(value)))],
        scale: Some(0),
        ..item
    }
}

/// The bands of U4SSC: 0.95, 0.66, 0.33 and the rest; 4 to 1 points.
fn performance() -> Scale {
    let edges = [Some(0.95), Some(0.66), Some(0.33), None];
    let bands = edges.iter().zip(0u32..).map(|(edge, place)| Band {
        name: Symbol(place),
        title: String::new(),
        edges: vec![case(edge.map(|edge| goal(GoalKind::AtLeast, edge)))],
        points: Some(4.0 - f64::from(place)),
    });
    Scale { name: "performance".into(), of: None, shown: Shown::Words, bands: bands.collect(), note: Note::default() }
}

fn book(items: Vec<Item>) -> RuleBook {
    RuleBook { items, scales: vec![performance()], within_years: 3, ..RuleBook::default() }
}

fn figure(item: u32, year: i32, value: f64) -> Figure {
    Figure {
        item: ItemId(item),
        year: Some(year),
        value: Some(Value::Number(value)),
        printed: value.to_string(),
        unit: String::new(),
        status: Status::Reported,
        quality: Some(Quality::Measured),
        source: "office".into(),
        place: String::new(),
        note: String::new(),
        currency: None,
        converted: None,
        line: 0,
        span: Span::default(),
    }
}

fn data(figures: Vec<Figure>) -> Dataset {
    let mut data = Dataset::default();
    figures.into_iter().for_each(|figure| data.push(figure));
    data
}

fn run<'a>(book: &'a RuleBook, data: &'a Dataset) -> Evaluation<'a> {
    evaluate(book, data, Options::default())
}

fn result<'a>(evaluation: &'a Evaluation<'_>, item: u32) -> &'a ItemResult {
    evaluation.card.result(ItemId(item)).unwrap()
}

/// The reason in English.
fn said(missing: &Missing) -> Option<String> {
    missing.why().map(|why| RuleBook::default().show_phrase(why))
}

#[test]
fn all_figures_of_a_formula_are_of_one_year() {
    let rate = Item { values: vec![case(ratio(1, 2))], inputs: vec![ItemId(1), ItemId(2)], ..kpi(0, "rate") };
    let rate = scored(rate);
    let book = book(vec![rate, input(1, "poor"), input(2, "all")]);
    let data = data(vec![figure(1, 2020, 10.0), figure(2, 2019, 20.0), figure(1, 2019, 5.0)]);
    let evaluation = run(&book, &data);
    let rate = result(&evaluation, 0);
    assert_eq!((evaluation.card.year, rate.year), (2020, Some(2019)));
    assert_eq!(rate.value, Ok(Value::Number(0.25)));
    assert_eq!((rate.origin, rate.figures.as_slice()), (Origin::Computed(0), &[2, 1][..]));
    assert_eq!(rate.points, Ok(1.0));
}

#[test]
fn what_is_too_old_does_not_count() {
    let book = book(vec![kpi(0, "old"), kpi(1, "new")]);
    let data = data(vec![figure(0, 2017, 1.0), figure(1, 2020, 1.0)]);
    assert_eq!(result(&run(&book, &data), 0).value, Err(Missing::not_reported(ItemId(0))));
}

#[test]
fn a_missing_part_is_named_and_a_silent_formula_is_named_itself() {
    let rate = Item { values: vec![case(ratio(1, 2))], inputs: vec![ItemId(1), ItemId(2)], ..kpi(0, "rate") };
    let own = |id, name| Item { parent: Some(ItemId(0)), ..input(id, name) };
    let book = book(vec![rate, own(1, "poor"), own(2, "all")]);
    let none = data(Vec::new());
    assert_eq!(result(&run(&book, &none), 0).value, Err(Missing::not_reported(ItemId(0))));
    let some = data(vec![figure(1, 2020, 1.0)]);
    assert_eq!(result(&run(&book, &some), 0).value, Err(Missing::not_reported(ItemId(2))));
}

#[test]
fn computed_beats_reported_and_a_difference_is_noticed() {
    let rate = || Item {
        values: vec![case(ratio(1, 2))],
        tolerance: vec![case(Tolerance::Absolute(0.005))],
        ..kpi(0, "rate")
    };
    let figures = |all| data(vec![figure(0, 2020, 0.0134), figure(1, 2020, 1.5), figure(2, 2020, all)]);
    let near = figures(100.0);
    let far = figures(75.0);
    let first = book(vec![rate(), input(1, "a"), input(2, "b")]);
    let evaluation = run(&first, &near);
    assert_eq!(result(&evaluation, 0).value, Ok(Value::Number(0.015)));
    assert_eq!(evaluation.card.notices, []);
    let prefer = Item { prefer_reported: vec![case(true)], ..rate() };
    let second = book(vec![prefer, input(1, "a"), input(2, "b")]);
    let evaluation = run(&second, &far);
    assert_eq!(result(&evaluation, 0).value, Ok(Value::Number(0.0134)));
    assert_eq!(result(&evaluation, 0).other, Some(Value::Number(0.02)));
    assert_eq!(evaluation.card.notices[0].code, "data::figures::computed_differs");
    assert_eq!(evaluation.card.notices[0].weight, CheckWeight::Warn);
}

#[test]
fn of_several_figures_the_preferred_source_then_the_better_status_counts() {
    let book = book(vec![kpi(0, "population")]);
    let figures = vec![
        figure(0, 2020, 190.0),
        Figure { status: Status::Verified, ..figure(0, 2020, 206.0) },
        Figure { source: "profile".into(), ..figure(0, 2020, 200.0) },
    ];
    let mut city = data(figures);
    assert_eq!(result(&run(&book, &city), 0).origin, Origin::Reported(1));
    city.city.prefer_source = Some(("profile".into(), None));
    let evaluation = run(&book, &city);
    assert_eq!(result(&evaluation, 0).origin, Origin::Reported(2));
    let texts: Vec<&str> = evaluation.card.notices.iter().map(|notice| notice.text.as_str()).collect();
    assert_eq!(texts[0], "200 (profile) is taken, 190 (office) stands beside it: its source is preferred");
    assert_eq!((texts.len(), evaluation.card.notices[0].weight), (2, CheckWeight::Info));
}

#[test]
fn statuses_keep_a_figure_out() {
    let book = book(vec![kpi(0, "proxy"), kpi(1, "exempt"), kpi(2, "refused"), kpi(3, "unsure")]);
    let with = |item, status, note: &str| Figure { status, note: note.into(), ..figure(item, 2020, 1.0) };
    let data = data(vec![
        with(0, Status::NotReported, "a proxy"),
        with(1, Status::NotApplicable, "paid by others"),
        with(2, Status::Rejected, ""),
        with(3, Status::NotVerified, ""),
    ]);
    let evaluation = run(&book, &data);
    let missing = |item| result(&evaluation, item).value.clone().unwrap_err();
    assert_eq!(missing(0).kind, MissingKind::NotReported);
    assert_eq!(said(&missing(0)).as_deref(), Some("a figure is there with the status not reported: a proxy"));
    assert_eq!((missing(1).kind, said(&missing(1)).as_deref()), (MissingKind::NotApplicable, Some("paid by others")));
    assert_eq!((missing(2).kind, result(&evaluation, 2).status), (MissingKind::Rejected, Status::Rejected));
    assert_eq!(result(&evaluation, 3).status, Status::NotVerified);
}

#[test]
fn a_least_grade_refuses_an_input_and_withholds_a_score() {
    let least = || vec![case(LeastGrade::Quality(Quality::Extrapolated))];
    let poor = Item { least: least(), ..input(1, "poor") };
    let mut book = book(vec![scored(kpi(0, "gini")), poor, scored(kpi(2, "bare"))]);
    book.least = least();
    let estimated = |item| Figure { quality: Some(Quality::Estimated), ..figure(item, 2020, 1.0) };
    let data = data(vec![estimated(0), estimated(1), Figure { quality: None, ..figure(2, 2020, 1.0) }]);
    let evaluation = run(&book, &data);
    let gini = result(&evaluation, 0);
    assert_eq!(gini.value, Ok(Value::Number(1.0)));
    let withheld = gini.score.clone().unwrap_err();
    assert_eq!(
        (withheld.kind, said(&withheld).as_deref()),
        (MissingKind::Rejected, Some("estimated, at least extrapolated is asked for"))
    );
    let refused = result(&evaluation, 1).value.clone().unwrap_err();
    assert_eq!(refused.kind, MissingKind::NotReported);
    assert_eq!(result(&evaluation, 2).points, Ok(4.0));
    assert_eq!(evaluation.card.notices[0].code, "data::quality::not_stated");
}

#[test]
fn what_lies_outside_is_noticed_or_withheld() {
    let expect = |reject| vec![case(Expectation { goal: goal(GoalKind::AtMost, 1.0), reject })];
    let book = book(vec![
        Item { expects: expect(false), ..kpi(0, "a") },
        Item { expects: expect(true), ..kpi(1, "b") },
        Item { expects: expect(false), ..kpi(2, "c") },
    ]);
    let bound = Figure { value: Some(Value::Bound(Bound::up_to(2.0, true))), ..figure(2, 2020, 0.0) };
    let data = data(vec![figure(0, 2020, 2.0), figure(1, 2020, 2.0), bound]);
    let evaluation = run(&book, &data);
    assert_eq!(result(&evaluation, 0).value, Ok(Value::Number(2.0)));
    assert_eq!(result(&evaluation, 1).value.clone().unwrap_err().kind, MissingKind::Rejected);
    assert_eq!(evaluation.card.notices.len(), 2);
    assert_eq!(evaluation.card.notices[0].text, "2 is not at most 1");
}

#[test]
fn an_assumption_is_marked_to_the_end() {
    let assumed = Item { assume: vec![case(number(4.0))], ..input(1, "distance") };
    let book = book(vec![Item { values: vec![case(ratio(2, 1))], ..kpi(0, "rate") }, assumed, input(2, "fuel")]);
    let data = data(vec![figure(2, 2020, 2.0)]);
    let evaluation = run(&book, &data);
    assert_eq!(result(&evaluation, 0).value, Ok(Value::Number(0.5)));
    assert_eq!(result(&evaluation, 0).assumed, [ItemId(1)]);
    assert_eq!(result(&evaluation, 1).origin, Origin::Assumed(0));
    assert_eq!(evaluation.reported(ItemId(1), &Context::at(2020)), Ok(false));
}

#[test]
fn two_currencies_do_not_meet() {
    let spent = UnitTable::builtin().resolve(&read_unit("money").unwrap()).unwrap();
    let money = |item: Item| Item { measure: crate::model::rules::Measure::Unit(Box::new(spent.clone())), ..item };
    let sum = Node::Arithmetic(Operator::Add, Box::new(Node::Item(ItemId(1))), Box::new(Node::Item(ItemId(2))));
    let total = money(Item { values: vec![case(sum)], ..kpi(0, "total") });
    let book = book(vec![total, money(input(1, "a")), money(input(2, "b"))]);
    let paid = |item, currency: &str| Figure { currency: Some(currency.into()), ..figure(item, 2020, 1.0) };
    let mixed = data(vec![paid(1, "NOK"), paid(2, "EUR")]);
    let missing = result(&run(&book, &mixed), 0).value.clone().unwrap_err();
    assert_eq!(said(&missing).as_deref(), Some("NOK and EUR meet without a rate between them"));
    let one = data(vec![paid(1, "NOK"), paid(2, "NOK")]);
    let evaluation = run(&book, &one);
    assert_eq!(result(&evaluation, 0).value, Ok(Value::Number(2.0)));
    let more =
        Node::Arithmetic(Operator::Add, Box::new(Node::Item(ItemId(0))), Box::new(Node::Money(1.0, "EUR".into())));
    assert!(eval(&more, &evaluation, &Context::at(2020)).is_err());
}

#[test]
fn circles_and_long_chains_end() {
    let leans = |id: u32, on: u32| Item { values: vec![case(Node::Item(ItemId(on)))], ..kpi(id, "k") };
    let circle = book(vec![leans(0, 1), leans(1, 0)]);
    let none = data(Vec::new());
    assert_eq!(result(&run(&circle, &none), 0).value.clone().unwrap_err().kind, MissingKind::Failed);
    let chain = book((0..5000).map(|id| leans(id, id + 1)).collect());
    assert_eq!(run(&chain, &none).card.results.len(), 5000);
    let twice = |id: u32| {
        let past = Node::At(Box::new(Node::Item(ItemId(id + 1))), Box::new(number(1900.0)));
        Node::Arithmetic(Operator::Add, Box::new(past.clone()), Box::new(past))
    };
    let doubling = (0..60).map(|id| Item { values: vec![case(twice(id))], ..kpi(id, "k") }).collect();
    assert_eq!(run(&book(doubling), &none).card.results.len(), 60);
}

fn education(points: &[Option<f64>]) -> (RuleBook, Dataset) {
    let facet = |_| vec![FacetValues { facet: 0, values: vec![Symbol(9)], evidence: None }];
    let items = points.iter().zip(0u32..).map(|(_, id)| Item { facets: facet(id), ..scored(kpi(id, "k")) });
    let value = FacetValue { symbol: Symbol(9), title: "Education".into(), parent: None, weight: 1.0 };
    let facet = Facet {
        name: "category".into(),
        title: "Category".into(),
        many: false,
        values: vec![value],
        span: Span::default(),
    };
    let rollup = Rollup {
        name: "category".into(),
        facets: vec![0],
        of: Members::Leaves,
        part: RollupPart::Score,
        by: Vec::new(),
        require: Vec::new(),
        scale: Some(0),
        own_scale: false,
        metric: Metric::default(),
        note: Note::default(),
    };
    let book = RuleBook { facets: vec![facet], rollups: vec![rollup], ..book(items.collect()) };
    let set = |(points, id): (&Option<f64>, u32)| {
        points.map(|points| SetScore { item: ItemId(id), points: Some(points), score: None })
    };
    let set_scores = points.iter().zip(0u32..).filter_map(set).collect();
    (book, Dataset { set_scores, ..Dataset::default() })
}

#[test]
fn the_two_worked_examples_of_the_method() {
    for (points, score, band, scored) in [
        ([Some(1.0), Some(3.0), Some(4.0), Some(1.0)], 0.5625, 2, 4),
        ([Some(3.0), Some(4.0), Some(2.0), None], 0.75, 1, 3),
    ] {
        let (book, data) = education(&points);
        let evaluation = run(&book, &data);
        let group = &evaluation.card.rollups[0].groups[0];
        assert_eq!(group.score, Ok(Value::Number(score)));
        assert_eq!(group.band.as_ref().unwrap().index, band);
        assert_eq!((group.scored, group.applicable), (scored, 4));
        let coverage = evaluation.group(0, &[Symbol(9)], Part::Coverage);
        assert_eq!(coverage, Ok(Value::Number(f64::from(scored) / 4.0)));
    }
}

#[test]
fn one_evaluator_finds_for_each_city_what_a_new_one_finds() {
    let (book, first) = education(&[Some(1.0), None, Some(4.0)]);
    let (_, second) = education(&[None, Some(2.0), None]);
    let evaluator = Evaluator::of(&book);
    for city in [&first, &second, &first] {
        let again = evaluator.evaluate(city, Options::default());
        assert_eq!(format!("{:?}", again.card), format!("{:?}", run(&book, city).card));
    }
}

#[test]
fn a_group_without_scores_says_why() {
    let (book, data) = education(&[None, None]);
    let missing = run(&book, &data).card.rollups[0].groups[0].score.clone().unwrap_err();
    assert_eq!((missing.kind, missing.items()), (MissingKind::NotReported, [ItemId(0), ItemId(1)].as_slice()));
}

#[test]
fn without_a_target_nothing_is_scored_and_that_is_said() {
    let bare = Item { targets: Vec::new(), ..scored(kpi(0, "bare")) };
    let mut none = scored(kpi(1, "none"));
    none.targets = vec![Case {
        note: Note { because: Some("it is national".into()), ..Note::default() },
        ..case(Target::NoBenchmark)
    }];
    let book = book(vec![bare, none]);
    let data = data(vec![figure(0, 2020, 1.0), figure(1, 2020, 1.0)]);
    let evaluation = run(&book, &data);
    let why = |item| result(&evaluation, item).points.clone().unwrap_err().why().cloned();
    assert_eq!(why(0).as_ref().map(Phrase::text_or_key), Some("why_no_target"));
    assert_eq!(why(1).as_ref().map(Phrase::text_or_key), Some("it is national"));
}

#[test]
fn a_kpi_reported_as_one_figure_is_shown_and_not_scored() {
    let whole = Item { points: vec![ItemId(1)], ..scored(kpi(0, "whole")) };
    let point = Item { kind: ItemKind::Point, parent: Some(ItemId(0)), ..scored(kpi(1, "whole.part")) };
    let book = book(vec![whole, point]);
    let one = data(vec![figure(0, 2020, 1.0)]);
    let evaluation = run(&book, &one);
    assert!(result(&evaluation, 0).value.is_ok() && result(&evaluation, 0).score.is_err());
    assert_eq!(result(&evaluation, 1).status, Status::NotReported);
    let part = data(vec![figure(1, 2020, 1.0)]);
    assert_eq!(result(&run(&book, &part), 0).status, Status::Reported);
    let exempt = data(vec![Figure { status: Status::NotApplicable, ..figure(0, 2020, 1.0) }]);
    assert_eq!(result(&run(&book, &exempt), 1).status, Status::NotApplicable);
}
