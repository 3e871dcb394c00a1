//! The ends of columns: the least and the most value, and how many there are.
//!
//! Numbers are compared as whole numbers that have their order, in which -0 stands before 0: so the ends do not depend on
//! the order of the rows or on the instructions of the machine.

use super::tag::ASKED;

/// The ends of some columns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ends {
    /// The least value; without a value it is no number.
    pub least: f64,
    /// The most value.
    pub most: f64,
    /// How many cells hold a number.
    pub members: usize,
    /// Some cell is to be asked of the tree evaluator.
    pub asked: bool,
}

/// How many rows are taken at once.
const LANES: usize = 8;

/// What is known of some lanes.
#[derive(Clone, Copy)]
struct Lane {
    least: i64,
    most: i64,
    members: u64,
    asked: bool,
}

impl Lane {
    const NONE: Self = Self { least: i64::MAX, most: i64::MIN, members: 0, asked: false };

    #[inline(always)]
    fn see(&mut self, cell: f64) {
        let (key, there) = (key(cell), cell.abs() < f64::INFINITY);
        let (low, high) = if there { (key, key) } else { (i64::MAX, i64::MIN) };
        self.least = if low < self.least { low } else { self.least };
        self.most = if high > self.most { high } else { self.most };
        self.members += u64::from(there);
        self.asked |= cell.to_bits() == ASKED.to_bits();
    }

    fn join(self, other: Self) -> Self {
        Self {
            least: self.least.min(other.least),
            most: self.most.max(other.most),
            members: self.members + other.members,
            asked: self.asked | other.asked,
        }
    }
}

/// The place of a number in the order of all numbers.
#[inline(always)]
fn key(number: f64) -> i64 {
    let bits = number.to_bits().cast_signed();
    bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()
}

/// The number at a place.
fn number(key: i64) -> f64 {
    f64::from_bits((key ^ ((key >> 63).cast_unsigned() >> 1).cast_signed()).cast_unsigned())
}

/// The ends of some columns taken together.
pub(super) fn of(columns: &[&[f64]]) -> Ends {
    let all = columns.iter().map(|column| wide(column)).fold(Lane::NONE, Lane::join);
    let of = |key: i64| if all.members == 0 { f64::NAN } else { number(key) };
    let members = usize::try_from(all.members).unwrap_or(usize::MAX);
    Ends { least: of(all.least), most: of(all.most), members, asked: all.asked }
}

/// One column, with the widest instructions that the machine has.
fn wide(column: &[f64]) -> Lane {
    struct Job<'c>(&'c [f64]);
    impl pulp::NullaryFnOnce for Job<'_> {
        type Output = Lane;

        #[inline(always)]
        fn call(self) -> Lane {
            seen(self.0)
        }
    }
    super::instructions::Instructions::Widest.take(Job(column))
}

#[inline(always)]
fn seen(column: &[f64]) -> Lane {
    let (chunks, rest) = column.as_chunks::<LANES>();
    let mut lanes = [Lane::NONE; LANES];
    for chunk in chunks {
        for (lane, cell) in lanes.iter_mut().zip(chunk) {
            lane.see(*cell);
        }
    }
    let mut all = lanes.into_iter().fold(Lane::NONE, Lane::join);
    rest.iter().for_each(|cell| all.see(*cell));
    all
}

#[cfg(test)]
mod tests {
    use super::super::tag::{FAILED, NOT_REPORTED};
    use super::{ASKED, of};

    #[test]
    fn ends_are_those_of_the_sorted_numbers() {
        let mut seed = 7_u64;
        for many in 0..70 {
            let mut next = || {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                seed >> 33
            };
            let column: Vec<f64> = (0..many)
                .map(|_| match next() % 7 {
                    0 => NOT_REPORTED,
                    1 => FAILED,
                    2 => -0.0,
                    3 => 0.0,
                    4 => f64::INFINITY,
                    other => (next() as f64 - 1e9) / (other as f64 - 4.5),
                })
                .collect();
            let mut sorted: Vec<f64> = column.iter().copied().filter(|cell| cell.is_finite()).collect();
            sorted.sort_by(f64::total_cmp);
            let found = of(&[&column[..many / 2], &column[many / 2..]]);
            assert_eq!(found.members, sorted.len());
            if let (Some(least), Some(most)) = (sorted.first(), sorted.last()) {
                assert_eq!((found.least.to_bits(), found.most.to_bits()), (least.to_bits(), most.to_bits()));
            }
        }
    }

    #[test]
    fn one_cell_to_be_asked_is_seen_wherever_it_stands() {
        for place in 0..20 {
            let mut column = vec![1.0; 20];
            assert!(!of(&[&column]).asked);
            column[place] = ASKED;
            assert!(of(&[&column]).asked);
        }
        assert_eq!(of(&[&[]]).members, 0);
    }
}
