//! Bands of numbers, and the points that they earn.

use super::builder::{At, Builder};
use super::op::{Id, Op};
use super::operand::{Made, Operand, Refused, Table};
use super::tag::{NO_BENCHMARK, tag_of};
use crate::formula::asking;
use crate::model::formula::Node;
use crate::model::rules::Item;

impl Builder<'_> {
    /// The band of an item: of its score, or of what its scale divides.
    pub fn band(&mut self, item: &Item, score: Operand, at: &At<'_>) -> Made {
        let Some(scale) = item.scale else {
            let table = Table::known(tag_of(NO_BENCHMARK));
            return Ok(Operand::Open(score.sorted(&table, &mut self.graph)));
        };
        let of = self.book.scales.get(usize::from(scale)).and_then(|scale| scale.of.as_ref());
        let divided = match of {
            Some(of) => self.eval(of, at)?,
            None => score,
        };
        self.band_of(scale, divided, at)
    }

    /// The points that a band earns.
    pub fn points(&mut self, band: Operand) -> Operand {
        let (scale, id) = match band {
            Operand::Band(scale, id) => (scale, id),
            Operand::Nothing(tag) => return Operand::Nothing(tag),
            other => {
                let id = other.id(&mut self.graph);
                return self.numbered(Op::Points(id, Vec::new()));
            }
        };
        let bands = self.book.scales.get(usize::from(scale)).map_or(&[] as &[_], |scale| &scale.bands);
        let points = bands.iter().map(|band| band.points.unwrap_or(NO_BENCHMARK).to_bits()).collect();
        self.numbered(Op::Points(id, points))
    }

    /// The first band, in the order listed, whose edge a value reaches.
    pub fn band_of(&mut self, scale: u16, value: Operand, at: &At<'_>) -> Made {
        let bands = &self.book.scales.get(usize::from(scale)).ok_or(Refused("an unknown scale"))?.bands;
        if bands.len() > 100 {
            return Err(Refused("a scale of more than a hundred bands"));
        }
        let mut answers: Vec<Id> = Vec::with_capacity(bands.len());
        for band in bands {
            let none = Operand::Answer(self.graph.coded(u8::from(band.edges.is_empty())));
            let asked = asking(&band.edges, |_| true, at.context.date, &self.book.packs);
            let when: Vec<Option<&Node>> =
                asked.iter().map(|one| band.edges.get(one.place).and_then(|case| case.when.as_ref())).collect();
            let make = |builder: &mut Self, place: usize| {
                let goal = band.edges.get(place).and_then(|case| case.value.as_ref());
                match goal {
                    None => Ok(Operand::Answer(builder.graph.coded(1))),
                    Some(goal) => builder.reached(goal, value, at).map(Operand::Answer),
                }
            };
            let holds = self.choose((&asked, &when), at, make, none)?.truth(&mut self.graph)?;
            answers.push(holds);
        }
        let op = self.ladder(&answers).unwrap_or(Op::FirstYes(answers));
        let id = self.graph.add(op);
        let band = match self.graph.code(id).filter(|code| super::tag::is_tag(*code)) {
            Some(tag) => Operand::Nothing(tag),
            None => Operand::Band(scale, id),
        };
        // Edges of one number are missing where it is.
        match (self.graph.op(id), value) {
            (Some(Op::Ladder { number, .. }), Operand::Number(of)) if *number == of => Ok(band),
            _ => Ok(band.guarded(value, &mut self.graph)),
        }
    }

    /// The bands as edges of one number, the highest first, where they are that.
    fn ladder(&self, answers: &[Id]) -> Option<Op> {
        let (last, edges) = answers.split_last()?;
        let rest = self.graph.code(*last) == Some(1);
        let rungs = if rest { edges } else { answers };
        let never = f64::INFINITY.to_bits();
        let mut of: Option<Id> = None;
        let mut found = Vec::with_capacity(rungs.len());
        for rung in rungs {
            match self.graph.op(*rung)? {
                Op::Within { number, from, below, inside: true } if *below == never => {
                    if of.is_some_and(|known| known != *number) {
                        return None;
                    }
                    of = Some(*number);
                    found.push(*from);
                }
                _ => return None,
            }
        }
        let falling =
            found.windows(2).all(|pair| matches!(pair, [one, other] if f64::from_bits(*one) >= f64::from_bits(*other)));
        falling.then_some(Op::Ladder { number: of?, edges: found, rest })
    }
}
