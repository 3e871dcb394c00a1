//! "Did you mean": the known name that lies nearest to a misspelt one.

/// The candidate with the fewest slips from `name`, if it is near enough to be what was meant.
///
/// A slip is a letter too many, too few, wrong, or swapped with its neighbour. Up to a third of the letters may be
/// wrong. Of equally near names the first one wins, so the answer depends on nothing but the order of the candidates.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
    let allowed = (wanted.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let known: Vec<char> = candidate.chars().flat_map(char::to_lowercase).collect();
        if known.len().abs_diff(wanted.len()) > allowed {
            continue;
        }
        let slips = slips(&wanted, &known);
        if slips <= allowed && best.is_none_or(|(fewest, _)| slips < fewest) {
            best = Some((slips, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Edit distance with swaps of neighbours (optimal string alignment), on three rolling rows.
fn slips(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |line: &[usize], k: usize| line.get(k).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (at(&above, j) + usize::from(x != y)).min(at(&above, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_swap_is_one_slip() {
        assert_eq!(nearest("popualtion", ["population", "pollution"]), Some("population"));
    }

    #[test]
    fn nothing_is_better_than_a_wild_guess() {
        assert_eq!(nearest("noise", ["households", "water_supply_loss"]), None);
    }
}
