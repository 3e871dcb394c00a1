//! What an expression gives, as a node of the graph: numbers and words are numbers, answers, bands and statuses are codes.

use super::graph::Graph;
use super::op::{Id, Op, Sort};
use super::tag::{ASK, FAILED, NOT_APPLICABLE, NOT_REPORTED, REJECTED, UNDECIDED, cell, tag_of};

/// Why a plan cannot carry something: a few words that follow "not carried:".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused(pub &'static str);

/// What an expression gives, or why it is not carried.
pub(super) type Made<T = Operand> = Result<T, Refused>;

/// What an expression gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operand {
    /// A quantity in base units.
    Number(Id),
    /// A word or a text, as the number of its symbol.
    Word(Id),
    /// Yes or no.
    Answer(Id),
    /// A band of a scale, as its place.
    Band(u16, Id),
    /// A status, as its place.
    Status(Id),
    /// Nothing, with this tag, whatever it would be.
    Nothing(u8),
    /// Nothing, with the tags of this node, whatever it would be.
    Open(Id),
}

/// A table of bytes for the tags of a cell, and what a cell gets that holds something.
pub(super) struct Table(u64);

impl Table {
    /// Every cell that holds nothing keeps its tag.
    pub fn known(known: u8) -> Self {
        let keep = |missing: f64| tag_of(missing);
        Self::all(known, 0)
            .with(UNDECIDED, keep(UNDECIDED))
            .with(NOT_APPLICABLE, keep(NOT_APPLICABLE))
            .with(super::tag::NO_BENCHMARK, keep(super::tag::NO_BENCHMARK))
            .with(NOT_REPORTED, keep(NOT_REPORTED))
            .with(REJECTED, keep(REJECTED))
            .with(FAILED, keep(FAILED))
    }

    /// What is there and what is not; a cell for which the tree evaluator must be asked keeps its tag.
    pub fn all(known: u8, missing: u8) -> Self {
        let tags = (1..7).fold(0, |table, place| table | (u64::from(missing) << (place * 8)));
        Self(u64::from(known) | tags | (u64::from(ASK) << 56))
    }

    /// The same with another byte for one sort of what is missing.
    pub fn with(self, missing: f64, byte: u8) -> Self {
        let place = (1 + (missing.to_bits() & 7)) * 8;
        Self((self.0 & !(0xFF << place)) | (u64::from(byte) << place))
    }

    fn at(&self, tag: u8) -> u8 {
        let [_, bytes @ ..] = self.0.to_le_bytes();
        bytes.get(usize::from(tag & 7)).copied().unwrap_or(ASK)
    }
}

impl Operand {
    /// What a node is made of.
    pub fn sort(self) -> Sort {
        match self {
            Self::Number(_) | Self::Word(_) => Sort::Number,
            _ => Sort::Code,
        }
    }

    /// Its node; that of what is missing where it is nothing.
    pub fn id(self, graph: &mut Graph) -> Id {
        match self {
            Self::Number(id)
            | Self::Word(id)
            | Self::Answer(id)
            | Self::Band(_, id)
            | Self::Status(id)
            | Self::Open(id) => id,
            Self::Nothing(tag) => graph.coded(tag),
        }
    }

    /// Its node among numbers.
    pub fn number(self, graph: &mut Graph) -> Made<Id> {
        match self {
            Self::Number(id) => Ok(id),
            Self::Nothing(tag) => Ok(graph.constant(cell(tag))),
            Self::Open(id) => Ok(graph.add(Op::Points(id, Vec::new()))),
            _ => Err(Refused("something that is no number")),
        }
    }

    /// Its node among truths.
    pub fn truth(self, graph: &mut Graph) -> Made<Id> {
        match self {
            Self::Answer(id) | Self::Open(id) => Ok(id),
            Self::Nothing(tag) => Ok(graph.coded(tag)),
            _ => Err(Refused("something that is neither true nor false")),
        }
    }

    /// The same kind of thing with another node.
    fn like(self, id: Id) -> Self {
        match self {
            Self::Number(_) => Self::Number(id),
            Self::Word(_) => Self::Word(id),
            Self::Answer(_) => Self::Answer(id),
            Self::Band(scale, _) => Self::Band(scale, id),
            Self::Status(_) => Self::Status(id),
            Self::Nothing(tag) => Self::Nothing(tag),
            Self::Open(_) => Self::Open(id),
        }
    }

    /// A code for what the cell is.
    pub fn sorted(self, table: &Table, graph: &mut Graph) -> Id {
        match self {
            Self::Nothing(tag) => graph.coded(table.at(tag)),
            Self::Number(id) | Self::Word(id) => graph.add(Op::Sorted(id, table.0)),
            Self::Answer(id) | Self::Band(_, id) | Self::Status(id) | Self::Open(id) => {
                graph.add(Op::SortedCode(id, table.0))
            }
        }
    }

    /// Two operands as nodes of one sort, and an operand to tell what they are.
    fn alike(self, other: Self, graph: &mut Graph) -> Made<(Self, Id, Id)> {
        let unknown = |one: Self| matches!(one, Self::Nothing(_) | Self::Open(_));
        let kind = if unknown(self) { other } else { self };
        let same = |one: Self| match (one, kind) {
            (Self::Nothing(_) | Self::Open(_), _) => true,
            (Self::Band(one, _), Self::Band(scale, _)) => one == scale,
            (one, kind) => std::mem::discriminant(&one) == std::mem::discriminant(&kind),
        };
        if !same(self) || !same(other) {
            return Err(Refused("two sorts of things in one place"));
        }
        let mut node = |one: Self| match one {
            Self::Nothing(tag) => graph.missing(tag, kind.sort()),
            Self::Open(tags) if kind.sort() == Sort::Number => graph.add(Op::Points(tags, Vec::new())),
            one => one.id(graph),
        };
        Ok((kind, node(self), node(other)))
    }

    /// An operation on two operands of one kind: one of numbers, or one of codes.
    pub fn both(
        self,
        other: Self,
        graph: &mut Graph,
        (numbers, codes): (impl Fn(Id, Id) -> Op, impl Fn(Id, Id) -> Op),
    ) -> Made {
        let (kind, one, other) = self.alike(other, graph)?;
        let op = if kind.sort() == Sort::Number { numbers(one, other) } else { codes(one, other) };
        let made = graph.add(op);
        // Of two that are nothing, each for a reason of its own, the operation tells which reason it is.
        let kind = if matches!(kind, Self::Nothing(_)) { Self::Open(made) } else { kind.like(made) };
        Ok(settled(kind, graph))
    }

    /// The first where a truth holds, else the second; unknown picks none.
    pub fn select(truth: Id, yes: Self, no: Self, graph: &mut Graph) -> Made {
        yes.both(no, graph, (|yes, no| Op::Select(truth, yes, no), |yes, no| Op::SelectCode(truth, yes, no)))
    }

    /// The first where a truth holds, else the second, be it no or unknown.
    pub fn select_plain(truth: Id, yes: Self, no: Self, graph: &mut Graph) -> Made {
        yes.both(no, graph, (|yes, no| Op::SelectPlain(truth, yes, no), |yes, no| Op::SelectPlainCode(truth, yes, no)))
    }

    /// The first; the second where the first is not reported.
    pub fn or_else(self, other: Self, graph: &mut Graph) -> Made {
        self.both(other, graph, (Op::OrElse, Op::OrElseCode))
    }

    /// What is unknown in a truth, else this.
    pub fn guarded_by(self, truth: Id, graph: &mut Graph) -> Self {
        let op = match self {
            Self::Number(id) | Self::Word(id) => Op::GuardBy(truth, id),
            one => Op::GuardCodes(truth, one.id(graph)),
        };
        let id = graph.add(op);
        match self {
            Self::Nothing(_) => settled(Self::Open(id), graph),
            one => settled(one.like(id), graph),
        }
    }

    /// What is missing in another one, else this.
    pub fn guarded(self, by: Self, graph: &mut Graph) -> Self {
        let tags = by.sorted(&Table::known(0), graph);
        match (by, self) {
            (Self::Number(by) | Self::Word(by), Self::Number(id)) => {
                settled(Self::Number(graph.add(Op::Guard(by, id))), graph)
            }
            _ => self.guarded_by(tags, graph),
        }
    }
}

/// A constant that is missing is nothing, whatever it would be.
fn settled(operand: Operand, graph: &Graph) -> Operand {
    let tag = match operand {
        Operand::Number(id) | Operand::Word(id) => {
            graph.number(id).filter(|number| super::tag::is_missing(*number)).map(tag_of)
        }
        Operand::Answer(id) | Operand::Band(_, id) | Operand::Status(id) | Operand::Open(id) => {
            graph.code(id).filter(|code| super::tag::is_tag(*code))
        }
        Operand::Nothing(tag) => Some(tag),
    };
    tag.map_or(operand, Operand::Nothing)
}
