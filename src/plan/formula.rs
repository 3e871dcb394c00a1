//! Expressions as nodes: one arm for each sort of expression that a plan carries, by the rules of `crate::formula`.

use super::builder::{At, Builder};
use super::op::{Id, Op, Sort};
use super::operand::{Made, Operand, Refused, Table};
use super::tag::{ASK, FAILED, NOT_APPLICABLE, UNDECIDED, is_missing, tag_of};
use crate::builtin::BUILTINS;
use crate::formula::compare;
use crate::model::formula::{Compare, Node, Operator, Part, PartOf, Within};
use crate::model::rules::facet_of;
use crate::value::{BandRef, CompareOp, ItemId, Status, Value};

impl Builder<'_> {
    /// The value of an expression.
    pub fn eval(&mut self, node: &Node, at: &At<'_>) -> Made {
        match node {
            Node::Literal(value) => self.literal(value),
            Node::Item(item) if at.context.prepared && at.context.own == Some(*item) && !at.context.strict => {
                self.treated_value(*item)
            }
            Node::Item(item) => self.value(*item, at).map(|valued| valued.operand),
            Node::Arithmetic(operator, left, right) => {
                let (left, right) = (self.eval(left, at)?, self.eval(right, at)?);
                self.arithmetic(*operator, left, right)
            }
            Node::Negate(inner) => {
                let inner = self.eval(inner, at)?.number(&mut self.graph)?;
                Ok(self.numbered(Op::Negate(inner)))
            }
            Node::Scale(inner, up, down) => {
                let inner = self.eval(inner, at)?.number(&mut self.graph)?;
                Ok(self.numbered(Op::Scale(inner, up.to_bits(), down.to_bits())))
            }
            Node::Not(_)
            | Node::And(_)
            | Node::Or(_)
            | Node::Compare(_)
            | Node::IsReported(..)
            | Node::IsApplicable(..) => self.truth(node, at).map(Operand::Answer),
            Node::If(condition, yes, no) => {
                let truth = self.truth(condition, at)?;
                let (yes, no) = (self.eval(yes, at), self.eval(no, at));
                let (yes, no) = (self.or_ask(yes), self.or_ask(no));
                Operand::select(truth, yes, no, &mut self.graph)
            }
            Node::OrElse(value, other) => {
                let value = self.eval(value, at)?;
                let other = self.eval(other, at);
                let other = self.or_ask(other);
                value.or_else(other, &mut self.graph)
            }
            Node::ShareOfTarget(value) => {
                let value = self.eval(value, at)?;
                let own = at.context.own.ok_or(Refused("a share of no item's target"))?;
                self.share(value, own)
            }
            _ => self.eval_rare(node, at),
        }
    }

    fn eval_rare(&mut self, node: &Node, at: &At<'_>) -> Made {
        match node {
            Node::Part(of, part) => self.part(of, *part, at),
            Node::Parameter(place) => self.parameter(*place, at),
            Node::Table(place) => self.table(*place, at),
            Node::Look(look) => self.look(look, at),
            Node::Figure(reference, item) => self.reference(*reference, *item, at),
            Node::Against { item, reference } => self.against(*item, *reference, at),
            Node::Year => Ok(Operand::Number(self.graph.constant(f64::from(at.context.year)))),
            Node::Argument(place) => {
                at.arguments.get(usize::from(*place)).copied().ok_or(Refused("an argument that is not there"))
            }
            Node::At(inner, year) => {
                let year = self.year(year, at)?;
                self.eval(inner, &at.in_year(year))
            }
            Node::Call(place, arguments) => self.call(*place, arguments, at),
            Node::Apply(place, arguments) => {
                let function = self.book.functions.get(usize::from(*place)).ok_or(Refused("an unknown function"))?;
                let arguments: Vec<Operand> = arguments.iter().map(|one| self.eval(one, at)).collect::<Made<_>>()?;
                let body = function.formula().ok_or(Refused("a function of a script or the host"))?;
                self.eval(body, &At { context: at.context, arguments: &arguments })
            }
            Node::Over(gather, set) => self.over_set(*gather, set, at),
            Node::OverList(gather, nodes) => self.over_list(*gather, nodes, at),
            Node::OverYears { gather, node, first, last } => self.over_years(*gather, node, (first, last), at),
            Node::BandIn(inner, scale) => {
                let value = self.eval(inner, at)?;
                self.band_of(*scale, value, at)
            }
            Node::Money(..) => Err(Refused("an amount of money with its currency")),
            Node::Template(_) | Node::Facet(_) | Node::ReferenceTitle(_) => Err(Refused("a text")),
            Node::Effect => Err(Refused("an effect")),
            Node::ShareOfRequired(_) => Err(Refused("a path with dates")),
            _ => Err(Refused("a sort of expression that plans do not know")),
        }
    }

    /// A constant.
    pub fn literal(&mut self, value: &Value) -> Made {
        Ok(match value {
            Value::Number(number) => Operand::Number(self.graph.constant(*number)),
            Value::YesNo(answer) => Operand::Answer(self.graph.coded(u8::from(*answer))),
            Value::Choice(symbol) => Operand::Word(self.graph.constant(f64::from(symbol.0))),
            Value::Text(text) => {
                let symbol = self.book.words.get_index_of(&**text).and_then(|place| u32::try_from(place).ok());
                Operand::Word(self.graph.constant(symbol.map_or(-1.0, f64::from)))
            }
            Value::Band(band) => Operand::Band(band.scale, self.place(band.index)?),
            Value::Status(status) => {
                let place =
                    Status::ALL.iter().position(|one| one == status).and_then(|place| u16::try_from(place).ok());
                Operand::Status(self.place(place.ok_or(Refused("an unknown status"))?)?)
            }
            Value::Bound(_) => return Err(Refused("a number of which only a bound is known")),
            Value::Quality(_) => return Err(Refused("a grade of quality")),
        })
    }

    fn place(&mut self, index: u16) -> Made<Id> {
        match u8::try_from(index) {
            Ok(place) if place < 0x7F => Ok(self.graph.coded(place)),
            _ => Err(Refused("a scale of more than a hundred bands")),
        }
    }

    /// An operation as a number, or as nothing where it is a constant that is missing.
    pub fn numbered(&mut self, op: Op) -> Operand {
        let id = self.graph.add(op);
        match self.graph.number(id) {
            Some(number) if is_missing(number) => Operand::Nothing(tag_of(number)),
            _ => Operand::Number(id),
        }
    }

    pub fn arithmetic(&mut self, operator: Operator, left: Operand, right: Operand) -> Made {
        let (left, right) = (left.number(&mut self.graph)?, right.number(&mut self.graph)?);
        Ok(self.numbered(Op::Arithmetic(operator, left, right)))
    }

    fn call(&mut self, place: u16, arguments: &[Node], at: &At<'_>) -> Made {
        let arguments: Vec<Id> = arguments
            .iter()
            .map(|one| self.eval(one, at).and_then(|operand| operand.number(&mut self.graph)))
            .collect::<Made<_>>()?;
        let builtin = BUILTINS.get(usize::from(place)).ok_or(Refused("an unknown function"))?;
        let op = match (builtin.name, arguments.as_slice()) {
            ("abs", [x]) => Op::Abs(*x),
            ("linear", [x, start, goal]) => match (self.graph.number(*start), self.graph.number(*goal)) {
                (Some(start), Some(goal)) if start != goal && (goal - start).is_finite() => {
                    Op::Linear { value: *x, start: start.to_bits(), goal: goal.to_bits() }
                }
                _ => Op::Call(place, arguments),
            },
            _ => Op::Call(place, arguments),
        };
        Ok(self.numbered(op))
    }

    /// A year that is known before the first row.
    pub fn year(&mut self, node: &Node, at: &At<'_>) -> Made<i32> {
        let id = self.eval(node, at)?.number(&mut self.graph)?;
        let known = self.graph.number(id).filter(|number| number.is_finite());
        let known = known.and_then(|number| crate::formula::whole_year(&Value::Number(number)).ok());
        known.ok_or(Refused("a year that follows from figures"))
    }

    /// The truth of a condition.
    pub fn truth(&mut self, node: &Node, at: &At<'_>) -> Made<Id> {
        match node {
            Node::Compare(compare) => self.comparison(compare, at),
            Node::And(parts) => self.all_of(parts, at, 1, Op::And),
            Node::Or(parts) => self.all_of(parts, at, 0, Op::Or),
            Node::Not(inner) => {
                let truth = self.truth(inner, at)?;
                Ok(self.graph.add(Op::Not(truth)))
            }
            Node::IsReported(inner, wanted) => {
                let reported = self.is_reported(inner, at)?;
                Ok(if *wanted { reported } else { self.graph.add(Op::Not(reported)) })
            }
            Node::IsApplicable(inner, wanted) => {
                let value = self.eval(inner, at)?;
                let table = Table::all(u8::from(*wanted), u8::from(*wanted)).with(NOT_APPLICABLE, u8::from(!wanted));
                Ok(value.sorted(&table, &mut self.graph))
            }
            other => self.eval(other, at)?.truth(&mut self.graph),
        }
    }

    fn all_of(&mut self, parts: &[Node], at: &At<'_>, start: u8, join: fn(Id, Id) -> Op) -> Made<Id> {
        let mut all = self.graph.coded(start);
        for part in parts {
            let truth = self.truth(part, at);
            let truth = self.truth_or_ask(truth);
            all = self.graph.add(join(all, truth));
        }
        Ok(all)
    }

    fn comparison(&mut self, compared: &Compare, at: &At<'_>) -> Made<Id> {
        match (&compared.left, &compared.right) {
            (Node::Facet(facet), Node::Literal(word)) | (Node::Literal(word), Node::Facet(facet)) => {
                return self.facet_is(*facet, compared.op, word, at);
            }
            _ => {}
        }
        let (left, right) = (self.eval(&compared.left, at)?, self.eval(&compared.right, at)?);
        let Some(within) = &compared.within else { return self.compared(compared.op, left, right) };
        let (node, relative) = match within {
            Within::Absolute(node) => (node, false),
            Within::Relative(node) => (node, true),
        };
        let within = self.eval(node, at)?.number(&mut self.graph)?;
        let (left, right) = (left.number(&mut self.graph)?, right.number(&mut self.graph)?);
        Ok(self.graph.add(Op::CompareWithin { op: compared.op, left, right, within, relative }))
    }

    /// A comparison of two things.
    pub fn compared(&mut self, op: CompareOp, left: Operand, right: Operand) -> Made<Id> {
        let graph = &mut self.graph;
        let ordered = !matches!(op, CompareOp::Equal | CompareOp::NotEqual);
        match (left, right) {
            (Operand::Word(_) | Operand::Answer(_), _) | (_, Operand::Word(_) | Operand::Answer(_)) if ordered => {
                let one = left.both(right, graph, (Op::Guard, Op::GuardCodes))?;
                let other = right.both(left, graph, (Op::Guard, Op::GuardCodes))?;
                let unsettled = Table::known(tag_of(UNDECIDED));
                let (one, other) = (one.sorted(&unsettled, graph), other.sorted(&unsettled, graph));
                Ok(graph.add(Op::Only(one, other)))
            }
            (Operand::Band(one, a), Operand::Band(other, b)) if one != other => self.across((op, one, a), (other, b)),
            _ => {
                let open = matches!(left, Operand::Nothing(_) | Operand::Open(_));
                let sort = if open { right.sort() } else { left.sort() };
                let mut node = |operand: Operand| match operand {
                    Operand::Nothing(tag) => graph.missing(tag, sort),
                    Operand::Open(tags) if sort == Sort::Number => graph.add(Op::Points(tags, Vec::new())),
                    known => known.id(graph),
                };
                let (one, other) = (node(left), node(right));
                let same = self.graph.sort(one) == self.graph.sort(other);
                let op = match sort {
                    _ if !same => return Err(Refused("a comparison of two sorts of things")),
                    Sort::Number => Op::Compare(op, one, other),
                    Sort::Code => Op::CompareBands(op, one, other),
                };
                Ok(self.graph.add(op))
            }
        }
    }

    /// Bands of two scales, of which one is known.
    fn across(&mut self, (op, one, a): (CompareOp, u16, Id), (other, b): (u16, Id)) -> Made<Id> {
        let (open, scale, known, turned) = match (self.graph.code(a), self.graph.code(b)) {
            (_, Some(code)) => (a, one, BandRef { scale: other, index: u16::from(code) }, false),
            (Some(code), _) => (b, other, BandRef { scale: one, index: u16::from(code) }, true),
            _ => return Err(Refused("a comparison of bands of two scales")),
        };
        let bands = self.book.scales.get(usize::from(scale)).map_or(0, |scale| scale.bands.len());
        let answer = |index: usize| {
            let band = BandRef { scale, index: u16::try_from(index).unwrap_or(u16::MAX) };
            let (left, right) = if turned { (known, band) } else { (band, known) };
            let holds = compare(op, &Value::Band(left), &Value::Band(right), None, self.book);
            holds.map_or(tag_of(UNDECIDED), u8::from)
        };
        let table = (0..bands).map(answer).collect();
        Ok(self.graph.add(Op::Map(open, table)))
    }

    /// Whether the item at hand carries a value of a facet.
    fn facet_is(&mut self, facet: u16, op: CompareOp, word: &Value, at: &At<'_>) -> Made<Id> {
        let item = at.context.member.or(at.context.own);
        let carried = item.map_or(&[] as &[_], |item| facet_of(facet, item, self.book));
        let is = |symbol| compare(CompareOp::Equal, &Value::Choice(symbol), word, None, self.book) == Some(true);
        let grouped = at.context.group.iter().filter(|(of, _)| *of == facet).map(|(_, symbol)| symbol);
        let any = carried.iter().chain(grouped).any(|symbol| is(*symbol));
        let code = match op {
            CompareOp::Equal => u8::from(any),
            CompareOp::NotEqual => u8::from(!any),
            _ => tag_of(FAILED),
        };
        Ok(self.graph.coded(code))
    }

    fn is_reported(&mut self, node: &Node, at: &At<'_>) -> Made<Id> {
        let item = match node {
            Node::Item(item) => Some(*item),
            Node::Part(of, Part::Value) => item_of(of, at),
            _ => None,
        };
        if let Some(item) = item {
            return self.reported(item, at);
        }
        let value = self.eval(node, at)?;
        let table = Table::all(1, 0).with(NOT_APPLICABLE, tag_of(NOT_APPLICABLE));
        Ok(value.sorted(&table, &mut self.graph))
    }

    /// Whether anything is reported of an item; an assumption is no report.
    fn reported(&mut self, item: ItemId, at: &At<'_>) -> Made<Id> {
        let valued = self.value(item, at)?;
        let mut points = self.graph.coded(0);
        for point in self.item(item)?.points.clone() {
            let one = self.reported(point, at)?;
            let yes = Operand::Answer(one).sorted(&Table::all(1, 0), &mut self.graph);
            let yes = self.graph.add(Op::And(one, yes));
            points = self.graph.add(Op::Or(points, yes));
        }
        let table = Table::all(1, 0).with(NOT_APPLICABLE, tag_of(NOT_APPLICABLE));
        let own = valued.operand.sorted(&table, &mut self.graph);
        let own = self.graph.add(Op::SelectCode(own, own, points));
        match valued.assumed {
            Some(assumed) => {
                let no = self.graph.coded(0);
                let known = self.graph.add(Op::SelectPlainCode(assumed, no, own));
                Ok(self.graph.add(Op::GuardCodes(own, known)))
            }
            None => Ok(own),
        }
    }

    fn part(&mut self, of: &PartOf, part: Part, at: &At<'_>) -> Made {
        if let PartOf::Group { rollup, key } = of {
            return self.group_part(*rollup, key, part);
        }
        let item = item_of(of, at).ok_or(Refused("a part of no item"))?;
        match part {
            Part::Value => self.eval(&Node::Item(item), at),
            Part::Target => {
                self.goals_of(item)?.target.map(|target| target.bound).or_else(|tag| Ok(Operand::Nothing(tag)))
            }
            Part::Score => Ok(self.scored(item)?.score),
            Part::Band => Ok(self.scored(item)?.band),
            Part::Points => Ok(self.scored(item)?.points),
            Part::Met => Ok(self.scored(item)?.met),
            Part::Status => self.status(item),
            Part::Title => Err(Refused("a text")),
            Part::Required | Part::Progress | Part::Arrival | Part::Budget => Err(Refused("a path with dates")),
            Part::Start => Err(Refused("a start as a value")),
            _ => Err(Refused("a part that plans do not know")),
        }
    }

    /// Where the figures of an item stand: reported, or why not.
    fn status(&mut self, item: ItemId) -> Made {
        let valued = self.latest_value(item)?;
        if valued.may_assume || valued.imputed.is_some() || !self.item(item)?.points.is_empty() {
            return Err(Refused("the status of points or of what may be assumed"));
        }
        let place = |status: Status| Status::ALL.iter().position(|one| *one == status).map_or(ASK, |place| place as u8);
        let table = Table::all(place(Status::Reported), place(Status::NotReported))
            .with(UNDECIDED, place(Status::Reported))
            .with(NOT_APPLICABLE, place(Status::NotApplicable))
            .with(super::tag::REJECTED, place(Status::Rejected));
        Ok(Operand::Status(valued.operand.sorted(&table, &mut self.graph)))
    }
}

/// The item whose part is meant, if it is one.
fn item_of(of: &PartOf, at: &At<'_>) -> Option<ItemId> {
    match of {
        PartOf::Item(item) => Some(*item),
        PartOf::Member => at.context.member,
        PartOf::Own => at.context.own,
        PartOf::Group { .. } => None,
    }
}
