//! Which cells the picture has, where each lies, and what each says.

use super::paint::Paint;
use crate::report::facts::State;
use crate::report::tree::{Branch, Group, tree};
use crate::report::view::View;
use crate::value::{ItemId, MissingKind};

/// Degrees between the widest groups.
const GAP: f64 = 1.0;

/// A cell of a ring.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// The ring of groups from the centre (0 and up), or nothing for an item.
    pub ring: Option<usize>,
    /// Where it begins, in degrees from twelve o'clock.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// Its name in full.
    pub name: String,
    /// For a point its KPI and its own title.
    pub point: Option<(ItemId, String)>,
    /// A short mark: points or a score.
    pub mark: String,
    /// What it came to.
    pub state: State,
    /// Its fill.
    pub paint: Paint,
    /// Name, value and band in words.
    pub tooltip: String,
}

impl Cell {
    /// The angle of its middle.
    pub fn middle(&self) -> f64 {
        f64::midpoint(self.from, self.to)
    }

    /// How many degrees it takes.
    pub fn span(&self) -> f64 {
        self.to - self.from
    }
}

/// The cells of a view, and how many rings of groups there are.
#[derive(Debug, Clone)]
pub(super) struct Cells {
    /// All cells, in the order of the tree.
    pub cells: Vec<Cell>,
    /// Rings of groups.
    pub rings: usize,
    /// What was found for the whole, if the rules have a total.
    pub total: Option<(Paint, String)>,
}

/// Lays out the tree of a view.
pub(super) fn cells(view: View<'_>) -> Cells {
    let root = tree(view);
    let leaves = root.all_items().len();
    let parts = root.branches.len() + usize::from(!root.items.is_empty());
    let gap = if parts > 1 { GAP } else { 0.0 };
    let mut layout = Layout { view, at: gap / 2.0, step: 0.0, gap, cells: Vec::new() };
    #[expect(clippy::cast_precision_loss, reason = "there are fewer cells than 2^52")]
    if leaves > 0 {
        layout.step = (360.0 - gap * parts as f64) / leaves as f64;
    }
    layout.grow(&root, 0);
    let total = root.group.map(|group| {
        let (state, mark, _) = group_state(view, group);
        (Paint::of(view, state), mark)
    });
    Cells { cells: layout.cells, rings: root.depth(), total }
}

struct Layout<'a> {
    view: View<'a>,
    at: f64,
    step: f64,
    gap: f64,
    cells: Vec<Cell>,
}

impl<'a> Layout<'a> {
    fn grow(&mut self, branch: &Branch<'a>, ring: usize) {
        for twig in &branch.branches {
            let from = self.at;
            let place = self.cells.len();
            self.grow(twig, ring + 1);
            let cell = self.group_cell(twig, ring, from);
            self.cells.insert(place, cell);
            if ring == 0 {
                self.at += self.gap;
            }
        }
        for item in &branch.items {
            let from = self.at;
            self.at += self.step;
            let Some(facts) = self.view.facts(item) else { continue };
            let mark = match facts.state {
                State::Band(band) => match &facts.result.points {
                    Ok(earned) => self.view.points(*earned),
                    Err(_) => self.view.band_name(band),
                },
                State::Missing(kind) => self.view.sign(kind),
            };
            let point = item.parent.map(|parent| (parent, self.view.own_title(item)));
            self.cells.push(Cell {
                ring: None,
                from,
                to: self.at,
                tooltip: item_tooltip(self.view, &facts),
                name: facts.title.clone(),
                point,
                mark,
                state: facts.state,
                paint: Paint::of(self.view, facts.state),
            });
        }
    }

    fn group_cell(&self, branch: &Branch<'a>, ring: usize, from: f64) -> Cell {
        let missing = (State::Missing(MissingKind::Undecided), String::new(), String::new());
        let (state, mark, words) = branch.group.map_or(missing, |group| group_state(self.view, group));
        Cell {
            ring: Some(ring),
            from,
            to: self.at,
            name: branch.title.clone(),
            point: None,
            mark,
            state,
            paint: Paint::of(self.view, state),
            tooltip: format!("{}: {words}", branch.title),
        }
    }
}

/// What a group came to, its score, and both in words.
fn group_state(view: View<'_>, group: Group<'_>) -> (State, String, String) {
    let (scored, applicable) = (group.result.scored.to_string(), group.result.applicable.to_string());
    let covered = view.say("wheel_covered", &[("scored", &scored), ("applicable", &applicable)]);
    match (&group.result.score, &group.result.band) {
        (Ok(score), Ok(band)) => {
            let printed = view.score(score, &group.rollup.metric);
            let words = format!("{printed}, {} ({}); {covered}", view.band_name(*band), view.band_words(*band));
            (State::Band(*band), printed, words)
        }
        (Ok(score), Err(missing)) => {
            let printed = view.score(score, &group.rollup.metric);
            (State::Missing(missing.kind), printed.clone(), format!("{printed}; {covered}"))
        }
        (Err(missing), _) => {
            let words = format!("{}; {covered}", view.why(missing));
            (State::Missing(missing.kind), view.sign(missing.kind), words)
        }
    }
}

/// `Noise: 36 %, good (66 to 95 % of the target), 3 of 4 points`.
fn item_tooltip(view: View<'_>, facts: &crate::report::facts::Facts<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(facts.value.clone());
    if let State::Band(band) = facts.state {
        parts.push(format!("{} ({})", view.band_name(band), view.band_words(band)));
    } else if let Some(missing) = facts.reason {
        parts.push(view.why(missing));
    }
    if let (Ok(earned), Some(most)) = (&facts.result.points, facts.result.max_points) {
        let fills = [("points", &*view.points(*earned)), ("most", &*view.points(most))];
        parts.push(view.say("wheel_points", &fills));
    }
    format!("{}: {}", facts.title, parts.join(", "))
}
