//! Ranks with ties, as in a competition: who ties shares the better rank, and the next one comes after all of them.

use super::{equal, greater};

/// The rank of each number, the largest first; nothing where there is no number. Equal numbers share a rank: 1, 2, 2, 4.
#[must_use]
pub fn ranks(numbers: &[Option<f64>]) -> Vec<Option<u32>> {
    let mut sorted: Vec<f64> = numbers.iter().flatten().copied().collect();
    sorted.sort_by(|one, other| other.total_cmp(one));
    let better = |own: f64| sorted.partition_point(|other| greater(*other, own));
    let rank = |own: f64| u32::try_from(better(own) + 1).unwrap_or(u32::MAX);
    numbers.iter().map(|number| number.map(rank)).collect()
}

/// Whether a rank is shared.
#[must_use]
pub fn ties(numbers: &[Option<f64>], at: usize) -> bool {
    let Some(own) = numbers.get(at).copied().flatten() else { return false };
    numbers.iter().flatten().filter(|other| equal(**other, own)).count() > 1
}

#[cfg(test)]
mod tests {
    use super::{ranks, ties};

    #[test]
    fn who_ties_shares_the_better_rank() {
        let numbers = [Some(0.5), Some(0.9), None, Some(0.5), Some(0.1)];
        assert_eq!(ranks(&numbers), [Some(2), Some(1), None, Some(2), Some(4)]);
        assert!(ties(&numbers, 0) && !ties(&numbers, 1) && !ties(&numbers, 2));
    }

    #[test]
    fn a_hair_is_no_difference() {
        assert_eq!(ranks(&[Some(0.1 + 0.2), Some(0.3)]), [Some(1), Some(1)]);
    }
}
