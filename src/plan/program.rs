//! A graph as a program: the operations that results need, in order, over as few columns as they can do with.

use indexmap::IndexMap;

use super::builder::Builder;
use super::graph::lowered;
use super::op::{Id, Op, Sort};
use super::operand::Operand;
use super::pass::Before;
use super::step::{Step, constant};
use super::{Keep, What};

/// A program: its steps, how many columns it needs, and what it keeps.
#[derive(Debug, Clone, Default)]
pub(super) struct Program {
    pub steps: Vec<Step>,
    /// How many columns of numbers and of codes there are.
    pub columns: (usize, usize),
    /// Constants that stand in a column.
    pub numbers: Vec<(Id, f64)>,
    pub codes: Vec<(Id, u8)>,
    /// What is kept, with its place among the numbers or the codes that are kept.
    pub kept: IndexMap<What, (Sort, Id)>,
    /// How many columns of numbers it leaves.
    pub leaves: usize,
    /// What a plan does not carry in any row.
    pub left: Vec<What>,
    /// What is done before, where rows look at others.
    pub before: Before,
}

/// Makes a program of what is kept.
pub(super) fn program(builder: &mut Builder<'_>, keep: Keep) -> Program {
    let roots = roots(builder, keep);
    let left = |operand: &Operand| matches!(operand, Operand::Nothing(super::tag::ASK));
    let left = roots.iter().filter(|(_, operand, _)| left(operand)).map(|(what, _, _)| what.clone()).collect();
    let mut nodes: Vec<(What, Sort, Id)> = Vec::with_capacity(roots.len());
    for (what, operand, sort) in roots {
        let id = node(builder, operand, sort);
        nodes.push((what, sort, id));
    }
    let roots: Vec<(Sort, Id)> = nodes.iter().map(|(_, sort, id)| (*sort, *id)).collect();
    let (before, columns) = super::pass::before(builder, &roots);
    let mut made = Lowering::new(builder, &roots, &columns).run(&roots);
    let (mut numbers, mut codes) = (0, 0);
    for (what, sort, _) in nodes {
        let next = if sort == Sort::Number { &mut numbers } else { &mut codes };
        made.kept.insert(what, (sort, *next));
        *next += 1;
    }
    made.left = left;
    made.before = before;
    made
}

/// Everything that is kept, with what it is.
fn roots(builder: &mut Builder<'_>, keep: Keep) -> Vec<(What, Operand, Sort)> {
    let mut roots = Vec::new();
    for item in &builder.book.items {
        let of_numbers = !matches!(item.measure, crate::model::rules::Measure::YesNo);
        if keep.values {
            let value = builder.latest_value(item.id).map(|valued| valued.operand);
            let sort = if of_numbers { Sort::Number } else { Sort::Code };
            roots.push((What::Value(item.id), builder.or_ask(value), sort));
        }
        if item.kind == crate::model::rules::ItemKind::Input && item.scale.is_none() {
            continue;
        }
        let scored = builder.scored(item.id);
        let ask = Operand::Nothing(super::tag::ASK);
        let (score, band, points) = scored.map_or((ask, ask, ask), |one| (one.score, one.band, one.points));
        let wanted = [
            (keep.scores, What::Score(item.id), score, Sort::Number),
            (keep.bands && item.scale.is_some(), What::Band(item.id), band, Sort::Code),
            (keep.points && item.scale.is_some(), What::Points(item.id), points, Sort::Number),
        ];
        roots.extend(wanted.into_iter().filter(|one| one.0).map(|(_, what, operand, sort)| (what, operand, sort)));
    }
    groups(builder, keep, &mut roots);
    let rules = builder.book.recommendations.iter().enumerate().filter(|_| keep.triggers);
    for (place, rule) in rules {
        let trigger = builder.trigger(rule).map(Operand::Answer);
        let operand = builder.or_ask(trigger);
        let code = match operand {
            Operand::Answer(id) => builder.graph.code(id).filter(|code| super::tag::is_tag(*code)),
            _ => None,
        };
        let operand = code.map_or(operand, Operand::Nothing);
        roots.push((What::Trigger(u16::try_from(place).unwrap_or(u16::MAX)), operand, Sort::Code));
    }
    roots
}

/// The groups of roll-ups.
fn groups(builder: &mut Builder<'_>, keep: Keep, roots: &mut Vec<(What, Operand, Sort)>) {
    let places = 0..u16::try_from(builder.book.rollups.len()).unwrap_or(u16::MAX);
    for rollup in places.filter(|_| keep.rollups || keep.coverage) {
        let groups = match builder.groups(rollup) {
            Ok(groups) => groups,
            Err(why) => {
                let operand = builder.or_ask(Err(why));
                roots.push((What::Rollup(rollup), operand, Sort::Number));
                continue;
            }
        };
        let scale = builder.book.rollups.get(usize::from(rollup)).is_some_and(|rollup| rollup.scale.is_some());
        for group in groups {
            let of = |part| What::Group { rollup, key: group.key.clone(), part };
            let wanted = [
                (keep.rollups, super::GroupPart::Score, group.score, Sort::Number),
                (keep.rollups && scale, super::GroupPart::Band, group.band, Sort::Code),
                (keep.coverage, super::GroupPart::Scored, group.scored, Sort::Number),
                (keep.coverage, super::GroupPart::Applicable, group.applicable, Sort::Number),
                (keep.coverage, super::GroupPart::Reported, group.reported, Sort::Number),
            ];
            roots.extend(
                wanted.into_iter().filter(|one| one.0).map(|(_, part, operand, sort)| (of(part), operand, sort)),
            );
        }
    }
}

/// The node of what is kept, as numbers or as codes.
fn node(builder: &mut Builder<'_>, operand: Operand, sort: Sort) -> Id {
    let graph = &mut builder.graph;
    match (operand, sort) {
        (Operand::Nothing(tag), sort) => graph.missing(tag, sort),
        (operand, Sort::Number) if operand.sort() == Sort::Code => {
            let id = operand.id(graph);
            graph.add(Op::Points(id, Vec::new()))
        }
        (operand, Sort::Code) if operand.sort() == Sort::Number => {
            operand.sorted(&super::operand::Table::known(0), graph)
        }
        (operand, _) => operand.id(graph),
    }
}

/// How nodes get columns.
pub(super) struct Lowering<'g> {
    builder: &'g Builder<'g>,
    /// The nodes whose columns a pass before left.
    recalled: &'g IndexMap<Id, Id>,
    needed: Vec<bool>,
    /// The last node that reads a node.
    last: Vec<Id>,
    column: Vec<Option<Id>>,
    free: (Vec<Id>, Vec<Id>),
    made: Program,
}

impl<'g> Lowering<'g> {
    pub fn new(builder: &'g Builder<'g>, kept: &[(Sort, Id)], recalled: &'g IndexMap<Id, Id>) -> Self {
        let many = builder.graph.ops.len();
        let mut needed = vec![false; many];
        for (_, id) in kept {
            if let Some(one) = needed.get_mut(*id as usize) {
                *one = true;
            }
        }
        let mut last: Vec<Id> = (0..many).map(|place| Id::try_from(place).unwrap_or(Id::MAX)).collect();
        for (place, op) in builder.graph.ops.iter().enumerate().rev() {
            if !needed.get(place).copied().unwrap_or(false) {
                continue;
            }
            let place = Id::try_from(place).unwrap_or(Id::MAX);
            if recalled.contains_key(&place) {
                continue;
            }
            op.clone().each_operand(&mut |_, id| {
                if let (Some(need), Some(last)) = (needed.get_mut(*id as usize), last.get_mut(*id as usize)) {
                    *need = true;
                    *last = place.max(*last);
                }
            });
        }
        let (column, free, made) = (vec![None; many], Default::default(), Program::default());
        Self { builder, recalled, needed, last, column, free, made }
    }

    pub fn run(mut self, kept: &[(Sort, Id)]) -> Program {
        let (mut numbers, mut codes) = (0, 0);
        let mut of_node: IndexMap<Id, Vec<(Sort, Id)>> = IndexMap::new();
        for (sort, id) in kept {
            let next = if *sort == Sort::Number { &mut numbers } else { &mut codes };
            of_node.entry(*id).or_default().push((*sort, *next));
            *next += 1;
        }
        for (place, op) in self.builder.graph.ops.iter().enumerate() {
            if !self.needed.get(place).copied().unwrap_or(false) {
                continue;
            }
            let id = Id::try_from(place).unwrap_or(Id::MAX);
            let recall = self.recalled.get(&id).map(|column| Op::Recall(*column));
            let op = recall.as_ref().unwrap_or(op);
            let to = self.place(id, op);
            for (sort, kept) in of_node.get(&id).map_or(&[] as &[_], Vec::as_slice) {
                self.made.steps.push(match sort {
                    Sort::Number => Step::Keep { kept: *kept, from: to },
                    Sort::Code => Step::KeepCode { kept: *kept, from: to },
                });
            }
            self.release(id, op);
        }
        self.made.leaves = numbers as usize;
        self.made
    }

    /// Gives a node a column, and the program the step that fills it.
    fn place(&mut self, id: Id, op: &Op) -> Id {
        let sort = op.sort();
        let (columns, free) = match sort {
            Sort::Number => (&mut self.made.columns.0, &mut self.free.0),
            Sort::Code => (&mut self.made.columns.1, &mut self.free.1),
        };
        let reused = if op.is_constant() { None } else { free.pop() };
        let to = reused.unwrap_or_else(|| {
            *columns += 1;
            Id::try_from(*columns - 1).unwrap_or(Id::MAX)
        });
        if let Some(column) = self.column.get_mut(id as usize) {
            *column = Some(to);
        }
        match constant(op) {
            Some(Ok(number)) => self.made.numbers.push((to, number)),
            Some(Err(code)) => self.made.codes.push((to, code)),
            None => {
                let mut op = op.clone();
                op.each_operand(&mut |_, id| {
                    *id = self.column.get(*id as usize).copied().flatten().unwrap_or(Id::MAX);
                });
                self.made.steps.push(lowered(op, to));
            }
        }
        to
    }

    /// Frees the columns of the operands that nobody reads any more; a node that nobody reads frees its own.
    fn release(&mut self, id: Id, op: &Op) {
        let mut done: Vec<Id> = vec![id];
        op.clone().each_operand(&mut |_, id| done.push(*id));
        for one in done {
            let over = self.last.get(one as usize) == Some(&id);
            let constant = self.builder.graph.op(one).is_none_or(Op::is_constant);
            if !over || constant {
                continue;
            }
            let Some(column) = self.column.get_mut(one as usize).and_then(Option::take) else { continue };
            match self.builder.graph.sort(one) {
                Sort::Number => self.free.0.push(column),
                Sort::Code => self.free.1.push(column),
            }
        }
    }
}
