//! Which clause of the new rules stands for which one of the old.

use super::written::Written;

/// A clause of one side.
#[derive(Debug, Clone)]
pub(super) struct Stands {
    /// Its place among the clauses of its block.
    pub at: usize,
    /// What it says.
    pub says: Written,
}

/// The clauses of one slot, paired: what is the same on both sides is left out.
pub(super) fn pairs(mut old: Vec<Stands>, mut new: Vec<Stands>) -> Vec<(Option<Stands>, Option<Stands>)> {
    let same = |a: &Stands, b: &Stands| a.says.same(&b.says);
    take_pairs(&mut old, &mut new, same);
    let mut found = Vec::new();
    let alike: [fn(&Stands, &Stands) -> bool; 4] = [
        |a, b| a.says.says(&b.says),
        |a, b| a.says.holds_when(&b.says),
        |a, b| a.says.when == b.says.when,
        |_, _| true,
    ];
    for rule in alike {
        found.extend(take_pairs(&mut old, &mut new, rule).into_iter().map(|(a, b)| (Some(a), Some(b))));
    }
    found.extend(old.into_iter().map(|gone| (Some(gone), None)));
    found.extend(new.into_iter().map(|come| (None, Some(come))));
    found.sort_by_key(|(gone, come)| come.as_ref().or(gone.as_ref()).map(|stands| stands.at));
    found
}

fn take_pairs(
    old: &mut Vec<Stands>,
    new: &mut Vec<Stands>,
    alike: impl Fn(&Stands, &Stands) -> bool,
) -> Vec<(Stands, Stands)> {
    let mut taken = Vec::new();
    let mut rest = Vec::new();
    for one in old.drain(..) {
        match new.iter().position(|other| alike(&one, other)) {
            Some(place) => taken.push((one, new.remove(place))),
            None => rest.push(one),
        }
    }
    *old = rest;
    taken
}
