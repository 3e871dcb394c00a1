//! Two units against each other, member by member: what Copeland's rule adds up.

use super::sum;
use crate::value::equal;

/// 1 where the first of two units is the better one by more than half of the weight of the members that both have, -1
/// where it is the worse one, 0 where they are even. Equal numbers give half of the weight to each side. Nothing where
/// they have no member of any weight in common.
///
/// A member is its number in the first unit, that in the second, and its weight.
#[must_use]
pub fn wins(members: &[(f64, f64, f64)]) -> Option<f64> {
    let weighing = || members.iter().filter(|(_, _, weight)| *weight > 0.0);
    weighing().next()?;
    // Half of the weight of equal numbers on each side decides nothing: what is above half is more than the other side.
    let apart = |above: bool| {
        let decided = weighing().filter(|(one, other, _)| !equal(*one, *other) && (one > other) == above);
        sum(decided.map(|(_, _, weight)| *weight))
    };
    let (above, below) = (apart(true), apart(false));
    Some(match (equal(above, below), above > below) {
        (true, _) => 0.0,
        (false, true) => 1.0,
        (false, false) => -1.0,
    })
}

#[cfg(test)]
mod tests {
    use super::wins;

    #[test]
    fn more_than_half_of_the_weight_decides() {
        // One good member of weight 3 against two of weight 1: 60 % of the weight.
        assert_eq!(wins(&[(0.9, 0.1, 3.0), (0.1, 0.9, 1.0), (0.1, 0.9, 1.0)]), Some(1.0));
        // The same with a weight of 1: a third.
        assert_eq!(wins(&[(0.9, 0.1, 1.0), (0.1, 0.9, 1.0), (0.1, 0.9, 1.0)]), Some(-1.0));
        // Half against half.
        assert_eq!(wins(&[(0.9, 0.1, 2.0), (0.1, 0.9, 1.0), (0.1, 0.9, 1.0)]), Some(0.0));
    }

    #[test]
    fn equal_numbers_give_half_to_each_side() {
        // 1 + 2 of 4 against 2 of 4 that are shared: 75 % against 25 %.
        assert_eq!(wins(&[(0.9, 0.1, 2.0), (0.5, 0.5, 2.0)]), Some(1.0));
        assert_eq!(wins(&[(0.5, 0.5, 7.0)]), Some(0.0));
        assert_eq!(wins(&[(0.1 + 0.2, 0.3, 1.0)]), Some(0.0), "equal as at every threshold");
    }

    #[test]
    fn weights_that_add_up_to_the_same_are_even() {
        assert_eq!(wins(&[(1.0, 0.0, 0.1), (1.0, 0.0, 0.2), (0.0, 1.0, 0.3)]), Some(0.0));
    }

    #[test]
    fn without_a_member_of_weight_there_is_no_pair() {
        assert_eq!(wins(&[]), None);
        assert_eq!(wins(&[(0.9, 0.1, 0.0)]), None);
    }
}
