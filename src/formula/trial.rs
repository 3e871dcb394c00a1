//! Tests: the questions at which other engines guess, and the rules for what is missing.

use super::{Context, Scope, eval, fill, pick, share_of_target, truth};
use crate::model::formula::{Compare, Gather, Look, Node, Operator, Part, Set, Shown, Template, TemplatePiece, Within};
use crate::model::rules::{Case, Item, ItemKind, Measure, Note, RuleBook};
use crate::model::scorecard::TargetResult;
use crate::model::supposition::Supposed;
use crate::source::Span;
use crate::unit::Unit;
use crate::value::{
    Bound, CompareOp, Date, GoalKind, ItemId, Missing, MissingKind, Outcome, Phrase, Status, Symbol, Truth, Value,
};

/// Five items: 0 and 1 not reported, 2 is 3, 3 is `< 60`, 4 does not apply.
struct Trial {
    book: RuleBook,
    stood_in: std::cell::Cell<bool>,
    currencies: std::cell::RefCell<Vec<String>>,
}

const N: Node = Node::Item(ItemId(0));
const M: Node = Node::Item(ItemId(1));
const THREE: Node = Node::Item(ItemId(2));
const BELOW_60: Node = Node::Item(ItemId(3));
const EXEMPT: Node = Node::Item(ItemId(4));

impl Trial {
    fn new() -> Self {
        let names = ["n", "m", "three", "below_60", "exempt"];
        let items = names.iter().enumerate().map(|(place, name)| item(u32::try_from(place).unwrap(), name)).collect();
        Self { book: RuleBook { items, ..RuleBook::default() }, stood_in: false.into(), currencies: Vec::new().into() }
    }

    fn eval(&self, node: &Node) -> Outcome<Value> {
        eval(node, self, &Context::at(2020))
    }

    fn truth(&self, node: &Node) -> Truth {
        truth(node, self, &Context::at(2020))
    }
}

impl Scope for Trial {
    fn book(&self) -> &RuleBook {
        &self.book
    }
    fn value(&self, item: ItemId, at: &Context<'_>) -> Outcome<Value> {
        match item.0 {
            2 if at.year == 2019 => Ok(Value::Number(1.0)),
            2 => Ok(Value::Number(3.0)),
            3 => Ok(Value::Bound(Bound::up_to(60.0, true))),
            4 => Err(Missing::because(MissingKind::NotApplicable, Some(item), "exempt")),
            _ => Err(Missing::not_reported(item)),
        }
    }
    fn look(&self, look: &Look, _: &Context<'_>) -> Outcome<Value> {
        Err(Missing::because(MissingKind::Failed, Some(look.item), "why_alone"))
    }
    fn part(&self, item: ItemId, part: Part) -> Outcome<Value> {
        match part {
            Part::Title => Ok(Value::Text(self.book.item_name(item).into())),
            Part::Status => {
                Ok(Value::Status(if matches!(item.0, 2 | 3) { Status::Reported } else { Status::NotReported }))
            }
            _ => Err(Missing::not_reported(item)),
        }
    }
    fn group(&self, _: u16, _: &[Symbol], _: Part) -> Outcome<Value> {
        Err(Missing::failed("no group"))
    }
    fn target(&self, item: ItemId) -> Outcome<TargetResult> {
        Err(Missing::not_reported(item))
    }
    fn required(&self, item: ItemId, _: &Context<'_>) -> Outcome<TargetResult> {
        Err(Missing::not_reported(item))
    }
    fn start(&self, _: ItemId) -> Option<Value> {
        None
    }
    fn reported(&self, item: ItemId, at: &Context<'_>) -> Truth {
        match self.value(item, at) {
            Err(missing) if missing.kind == MissingKind::NotApplicable => Err(missing),
            other => Ok(other.is_ok()),
        }
    }
    fn supposing(&self, _: &[Supposed], _: &Node, _: &Context<'_>) -> Outcome<Value> {
        Err(Missing::failed("no other world"))
    }
    fn stood_in(&self) {
        self.stood_in.set(true);
    }
    fn money(&self, currency: &str) {
        self.currencies.borrow_mut().push(currency.to_owned());
    }
    fn begin(&self) {}
    fn end(&self) -> Outcome<()> {
        Ok(())
    }
}

/// A KPI without any clause, measured in plain numbers.
pub(crate) fn item(id: u32, name: &str) -> Item {
    let measure = Measure::Unit(Box::new(Unit::plain()));
    Item { title: Template::plain(name), measure, ..Item::bare(ItemId(id), ItemKind::Kpi, name) }
}

fn number(number: f64) -> Node {
    Node::Literal(Value::Number(number))
}

fn yes(answer: bool) -> Node {
    Node::Literal(Value::YesNo(answer))
}

fn sum(operator: Operator, left: Node, right: Node) -> Node {
    Node::Arithmetic(operator, Box::new(left), Box::new(right))
}

fn compared(op: CompareOp, left: Node, right: Node) -> Node {
    within(op, left, right, None)
}

fn within(op: CompareOp, left: Node, right: Node, within: Option<Within>) -> Node {
    Node::Compare(Box::new(Compare { op, left, right, within, shown: Shown::Words, span: Span::default() }))
}

fn set(reported: bool, condition: Option<Node>) -> Box<Set> {
    Box::new(Set {
        reported,
        members: (0..5).map(ItemId).collect(),
        condition,
        of: Node::Part(crate::model::formula::PartOf::Member, Part::Value),
        what: "kpis".into(),
        span: Span::default(),
    })
}

fn unknown(truth: Truth, items: &[u32]) {
    let missing = truth.unwrap_err();
    assert_eq!(missing.kind, MissingKind::NotReported);
    assert_eq!(missing.items(), items.iter().copied().map(ItemId).collect::<Vec<_>>());
}

fn failed(value: Outcome<Value>, why: &str) {
    let missing = value.unwrap_err();
    assert_eq!(missing.kind, MissingKind::Failed);
    assert_eq!(missing.why().map(Phrase::text_or_key), Some(why));
}

#[test]
fn a_comparison_with_what_is_missing_is_unknown_and_names_it() {
    let trial = Trial::new();
    unknown(trial.truth(&compared(CompareOp::Less, N, number(10.0))), &[0]);
    unknown(trial.truth(&compared(CompareOp::AtLeast, N, number(0.0))), &[0]);
    unknown(trial.truth(&compared(CompareOp::Equal, N, M)), &[0, 1]);
    let ratio = sum(Operator::Divide, N, M);
    unknown(trial.truth(&compared(CompareOp::Less, ratio, number(0.2))), &[0, 1]);
}

#[test]
fn arithmetic_with_what_is_missing_is_missing() {
    let trial = Trial::new();
    assert_eq!(trial.eval(&sum(Operator::Add, N, number(1.0))), Err(Missing::not_reported(ItemId(0))));
}

#[test]
fn division_by_zero_fails_and_says_so() {
    let trial = Trial::new();
    failed(trial.eval(&sum(Operator::Divide, number(1.0), number(0.0))), "why_division");
    failed(trial.eval(&sum(Operator::Power, number(-1.0), number(0.5))), "why_no_number");
    failed(trial.eval(&sum(Operator::Multiply, number(1e308), number(1e308))), "why_no_number");
}

#[test]
fn whole_numbers_divide_like_numbers() {
    let trial = Trial::new();
    assert_eq!(trial.eval(&sum(Operator::Divide, number(7.0), number(2.0))), Ok(Value::Number(3.5)));
}

#[test]
fn sums_of_decimals_meet_their_threshold() {
    let trial = Trial::new();
    let total = || sum(Operator::Add, number(0.1), number(0.2));
    assert_eq!(trial.truth(&compared(CompareOp::Equal, total(), number(0.3))), Ok(true));
    assert_eq!(trial.truth(&compared(CompareOp::Greater, total(), number(0.3))), Ok(false));
}

#[test]
fn a_text_and_a_number_have_no_order() {
    let trial = Trial::new();
    let text = Node::Literal(Value::Text("10".into()));
    let missing = trial.truth(&compared(CompareOp::Less, text, number(9.0))).unwrap_err();
    assert_eq!(missing.kind, MissingKind::Undecided);
}

#[test]
fn an_unknown_condition_picks_no_branch() {
    let trial = Trial::new();
    let condition = compared(CompareOp::Less, N, number(10.0));
    let chosen = Node::If(Box::new(condition), Box::new(number(1.0)), Box::new(number(2.0)));
    assert_eq!(trial.eval(&chosen), Err(Missing::not_reported(ItemId(0))));
}

#[test]
fn a_mean_with_a_gap_is_missing_unless_it_skips() {
    let trial = Trial::new();
    let mean = Node::OverList(Gather::Mean, vec![number(1.0), N, number(3.0)]);
    assert_eq!(trial.eval(&mean), Err(Missing::not_reported(ItemId(0))));
    let in_two_years = compared(
        CompareOp::Equal,
        Node::Part(crate::model::formula::PartOf::Member, Part::Title),
        Node::Literal(Value::Text("three".into())),
    );
    let whole = Node::Over(Gather::Mean, set(false, Some(in_two_years)));
    assert_eq!(trial.eval(&whole), Ok(Value::Number(3.0)));
}

#[test]
fn one_no_settles_and_one_yes_settles_or() {
    let trial = Trial::new();
    let open = || compared(CompareOp::Less, N, number(1.0));
    assert_eq!(trial.truth(&Node::And(vec![open(), yes(false)])), Ok(false));
    assert_eq!(trial.truth(&Node::Or(vec![open(), yes(true)])), Ok(true));
    unknown(trial.truth(&Node::And(vec![open(), yes(true), compared(CompareOp::Less, M, N)])), &[0, 1]);
    unknown(trial.truth(&Node::Or(vec![open(), yes(false)])), &[0]);
    unknown(trial.truth(&Node::Not(Box::new(open()))), &[0]);
}

#[test]
fn a_bound_settles_what_all_of_it_settles() {
    let trial = Trial::new();
    assert_eq!(trial.truth(&compared(CompareOp::AtMost, BELOW_60, number(60.0))), Ok(true));
    assert_eq!(trial.truth(&compared(CompareOp::Less, BELOW_60, number(60.0))), Ok(true));
    assert_eq!(trial.truth(&compared(CompareOp::AtLeast, BELOW_60, number(60.0))), Ok(false));
    let open = trial.truth(&compared(CompareOp::AtMost, BELOW_60, number(45.0))).unwrap_err();
    assert_eq!((open.kind, open.items()), (MissingKind::Undecided, [ItemId(3)].as_slice()));
    let half = sum(Operator::Divide, BELOW_60, number(2.0));
    assert_eq!(trial.truth(&compared(CompareOp::Less, half, number(30.0))), Ok(true));
}

#[test]
fn a_tolerance_is_absolute_or_of_the_larger_side() {
    let trial = Trial::new();
    let near = |sides: (f64, f64), by: Within| {
        trial.truth(&within(CompareOp::Equal, number(sides.0), number(sides.1), Some(by))).unwrap()
    };
    assert!(near((1.02, 1.0), Within::Absolute(Box::new(number(0.02)))));
    assert!(!near((1.021, 1.0), Within::Absolute(Box::new(number(0.02)))));
    assert!(near((95.0, 100.0), Within::Relative(Box::new(number(0.05)))));
    assert!(!near((94.9, 100.0), Within::Relative(Box::new(number(0.05)))));
}

#[test]
fn or_else_speaks_of_what_is_not_reported_only() {
    let trial = Trial::new();
    let or_else = |first: Node| Node::OrElse(Box::new(first), Box::new(number(7.0)));
    assert_eq!(trial.eval(&or_else(THREE)), Ok(Value::Number(3.0)));
    assert!(!trial.stood_in.get());
    assert_eq!(trial.eval(&or_else(N)), Ok(Value::Number(7.0)));
    assert!(trial.stood_in.get());
    assert!(trial.eval(&or_else(EXEMPT)).is_err());
    assert!(trial.eval(&or_else(sum(Operator::Divide, number(1.0), number(0.0)))).is_err());
}

#[test]
fn what_does_not_apply_is_neither_reported_nor_silent() {
    let trial = Trial::new();
    let reported = |node: Node| trial.truth(&Node::IsReported(Box::new(node), true));
    assert_eq!(reported(BELOW_60), Ok(true));
    assert_eq!(reported(N), Ok(false));
    assert_eq!(reported(EXEMPT).unwrap_err().kind, MissingKind::NotApplicable);
    assert_eq!(trial.truth(&Node::IsApplicable(Box::new(EXEMPT), false)), Ok(true));
    assert_eq!(trial.truth(&Node::IsApplicable(Box::new(N), true)), Ok(true));
}

#[test]
fn sets_name_their_gaps_and_leave_out_what_does_not_apply() {
    let trial = Trial::new();
    let missing = trial.eval(&Node::Over(Gather::Sum, set(false, None))).unwrap_err();
    assert_eq!(missing.items(), [ItemId(0), ItemId(1)]);
    assert_eq!(trial.eval(&Node::Over(Gather::Count, set(true, None))), Ok(Value::Number(2.0)));
    let value = Node::Part(crate::model::formula::PartOf::Member, Part::Value);
    let large = || Some(compared(CompareOp::Greater, value.clone(), number(100.0)));
    unknown(
        trial.truth(&compared(CompareOp::Equal, Node::Over(Gather::Count, set(false, large())), number(0.0))),
        &[0, 1],
    );
    assert_eq!(trial.eval(&Node::Over(Gather::Count, set(true, large()))), Ok(Value::Number(0.0)));
    assert_eq!(trial.eval(&Node::Over(Gather::List, set(true, large()))), Ok(Value::Text("none".into())));
    let status = Node::Part(crate::model::formula::PartOf::Member, Part::Status);
    let silent = compared(CompareOp::Equal, status, Node::Literal(Value::Status(Status::NotReported)));
    let listed = trial.eval(&Node::Over(Gather::List, set(false, Some(silent))));
    assert_eq!(listed, Ok(Value::Text("n, m, exempt".into())));
}

#[test]
fn a_better_status_is_higher() {
    let trial = Trial::new();
    let literal = |status: Status| Node::Literal(Value::Status(status));
    let sound = |status| trial.truth(&compared(CompareOp::AtLeast, literal(status), literal(Status::Reported)));
    assert_eq!(sound(Status::Verified), Ok(true));
    assert_eq!(sound(Status::Reported), Ok(true));
    assert_eq!(sound(Status::NotVerified), Ok(false));
}

#[test]
fn years_are_looked_up_one_by_one() {
    let trial = Trial::new();
    let over = |gather| Node::OverYears {
        gather,
        node: Box::new(THREE),
        first: Box::new(crate::model::formula::YearBound::Before(1)),
        last: Box::new(crate::model::formula::YearBound::Before(0)),
    };
    assert_eq!(trial.eval(&over(Gather::Sum)), Ok(Value::Number(4.0)));
    assert_eq!(trial.eval(&over(Gather::Growth)), Ok(Value::Number(2.0)));
    let at = Node::At(Box::new(THREE), Box::new(number(2019.0)));
    assert_eq!(trial.eval(&at), Ok(Value::Number(1.0)));
}

#[test]
fn a_hole_is_never_blank() {
    let trial = Trial::new();
    let hole = |node| TemplatePiece::Hole(node, Shown::Words);
    let template = Template { pieces: vec![TemplatePiece::Text("a ".into()), hole(THREE), hole(N)] };
    assert_eq!(fill(&template, &trial, &Context::at(2020)), "a 3[not reported: n]");
}

fn case(value: f64, when: Option<Node>, name: Option<&str>, over: &[&str]) -> Case<f64> {
    let note = Note {
        name: name.map(str::to_owned),
        over: over.iter().map(|name| (*name).to_owned()).collect(),
        ..Note::default()
    };
    Case { value, when, from: None, until: None, note }
}

fn picked(cases: &[Case<f64>]) -> Outcome<Option<f64>> {
    let place = pick(cases, &Trial::new(), &Context::at(2020))?;
    Ok(place.map(|place| cases[place].value))
}

#[test]
fn exceptions_go_over_each_other() {
    let open = || Some(compared(CompareOp::Less, N, number(2.0)));
    let tax = |children: Option<Node>, low: bool, high: bool, overseas: bool| {
        [
            case(0.2, None, None, &[]),
            case(0.15, children, Some("three"), &[]),
            case(0.0, Some(yes(low)), None, &["three"]),
            case(0.3, Some(yes(high)), Some("five"), &["three"]),
            case(0.25, Some(yes(high && overseas)), None, &["five"]),
        ]
    };
    assert_eq!(picked(&tax(Some(yes(false)), false, false, false)), Ok(Some(0.2)));
    assert_eq!(picked(&tax(Some(yes(true)), false, false, false)), Ok(Some(0.15)));
    assert_eq!(picked(&tax(open(), true, false, false)), Ok(Some(0.0)));
    assert_eq!(picked(&tax(Some(yes(true)), false, true, false)), Ok(Some(0.3)));
    assert_eq!(picked(&tax(Some(yes(true)), false, true, true)), Ok(Some(0.25)));
    assert_eq!(picked(&tax(open(), false, true, true)), Ok(Some(0.25)));
    assert!(picked(&tax(open(), false, false, false)).is_err());
}

#[test]
fn two_clauses_at_once_fail_and_are_both_named() {
    let cases = [case(1.0, Some(yes(true)), Some("one"), &[]), case(2.0, Some(yes(true)), Some("two"), &[])];
    let missing = picked(&cases).unwrap_err();
    assert_eq!(missing.why().map(Phrase::text_or_key), Some("why_two_clauses"));
}

#[test]
fn the_latest_from_and_the_narrower_pack_win() {
    let mut later = case(2.0, None, None, &[]);
    later.from = Some(Date::first(2019, None, None));
    let mut future = case(3.0, None, None, &[]);
    future.from = Some(Date::first(2021, None, None));
    let base = [case(1.0, None, None, &[]), later, future];
    assert_eq!(picked(&base), Ok(Some(2.0)));
    let mut narrow = case(4.0, Some(yes(true)), None, &[]);
    narrow.note.layer = 1;
    assert_eq!(picked(&[base[0].clone(), narrow.clone()]), Ok(Some(4.0)));
    narrow.when = Some(yes(false));
    assert_eq!(picked(&[base[0].clone(), narrow]), Ok(Some(1.0)));
}

fn share(kind: GoalKind, value: f64, bounds: (f64, Option<f64>), start: Option<f64>) -> Outcome<f64> {
    let target =
        TargetResult { kind, bound: Value::Number(bounds.0), upper: bounds.1.map(Value::Number), case: 0, by: None };
    let start = start.map(Value::Number);
    share_of_target(&Value::Number(value), &target, start.as_ref(), &RuleBook::default())
        .map(|share| share.as_number().unwrap())
}

#[test]
fn shares_of_targets() {
    assert_eq!(share(GoalKind::AtLeast, 0.8, (1.0, None), None), Ok(0.8));
    assert_eq!(share(GoalKind::AtMost, 18.0, (9.0, None), None), Ok(0.5));
    assert_eq!(share(GoalKind::AtMost, 0.0, (9.0, None), None), Ok(1.0));
    assert_eq!(share(GoalKind::Below, 70.0, (70.0, None), Some(140.0)), Ok(1.0));
    assert!((share(GoalKind::Below, 100.0, (70.0, None), Some(140.0)).unwrap() - 4.0 / 7.0).abs() < 1e-15);
    assert_eq!(share(GoalKind::AtMost, 500.0, (70.0, None), Some(140.0)), Ok(0.0));
    assert!(share(GoalKind::AtMost, 0.0, (0.0, None), None).is_err());
    assert!(share(GoalKind::AtMost, 1.0, (2.0, None), Some(2.0)).is_err());
    assert_eq!(share(GoalKind::Between, 0.5, (0.4, Some(0.6)), None), Ok(1.0));
    assert_eq!(share(GoalKind::Between, 0.2, (0.4, Some(0.6)), None), Ok(0.5));
    assert_eq!(share(GoalKind::Between, 1.2, (0.4, Some(0.6)), None), Ok(0.5));
    assert_eq!(share(GoalKind::Between, 3.0, (4.0, Some(6.0)), Some(2.0)), Ok(0.5));
    assert_eq!(share(GoalKind::Equals, 5.0, (10.0, None), None), Ok(0.5));
    assert_eq!(share(GoalKind::Equals, 15.0, (10.0, None), Some(0.0)), Ok(0.5));
}

#[test]
fn a_bound_within_the_target_has_reached_it() {
    let target = TargetResult { kind: GoalKind::AtMost, bound: Value::Number(60.0), upper: None, case: 0, by: None };
    let of = |bound: Bound| share_of_target(&Value::Bound(bound), &target, None, &RuleBook::default());
    assert_eq!(of(Bound::up_to(60.0, true)), Ok(Value::Number(1.0)));
    let Ok(Value::Bound(part)) = of(Bound::up_to(120.0, true)) else { panic!("a bound") };
    assert_eq!((part.low, part.low_open, part.high, part.high_open), (0.5, true, 1.0, false));
}
