//! What a clause sets, so that clauses of one thing are found: the target of a KPI, an action by its name.

use indexmap::IndexMap;

use crate::syntax::tree::{
    Clause, ClauseKind, Expr, Item, ItemKind, Joining, Modifiers, NamesWord, Path, TextWord, WrittenDate,
};
use crate::value::Date;

/// How clauses of several packs meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Merge {
    /// One holds: that of the narrower pack.
    Single,
    /// Many stand side by side: those of the narrower pack stand in the place of the others.
    Many,
    /// Each has a name of its own: all stand.
    Named,
}

/// What a clause sets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Subject<'t> {
    /// Its first word.
    pub word: &'static str,
    /// What it names: the action, the facet, the figure.
    pub name: Option<&'t str>,
    /// A dotted name.
    path: Option<&'t Path>,
    /// The date of a milestone.
    by: Option<WrittenDate>,
    /// How it meets its like.
    pub merge: Merge,
    /// A rule book has one of it only, whatever the day.
    pub timeless: bool,
}

impl Subject<'_> {
    /// Whether two clauses set the same.
    pub fn same(&self, other: &Self) -> bool {
        alike(self.word, other.word)
            && self.name == other.name
            && self.by() == other.by()
            && self.parts().eq(other.parts())
    }

    /// The parts of its dotted name; none where it has none.
    fn parts(&self) -> impl Iterator<Item = &str> {
        self.path.into_iter().flat_map(|path| &path.parts).map(|part| part.text.as_str())
    }

    fn by(&self) -> Option<(i32, Option<u8>, Option<u8>)> {
        self.by.map(|date| (date.year, date.month, date.day))
    }

    /// In words, for messages.
    pub fn words(&self) -> String {
        let path = self.path.map(|path| path.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join("."));
        match (self.name, path) {
            (Some(name), _) => format!("{} `{name}`", self.word),
            (None, Some(path)) => format!("{} `{path}`", self.word),
            (None, None) => self.word.to_owned(),
        }
    }
}

const fn dated(word: &'static str) -> Subject<'static> {
    Subject { word, name: None, path: None, by: None, merge: Merge::Single, timeless: false }
}

const fn timeless(word: &'static str) -> Subject<'static> {
    Subject { timeless: true, ..dated(word) }
}

const fn many(word: &'static str) -> Subject<'static> {
    Subject { merge: Merge::Many, ..dated(word) }
}

/// What a clause sets; nothing for what meets no other clause.
pub(super) fn subject(clause: &Clause) -> Option<Subject<'_>> {
    Some(match &clause.kind {
        ClauseKind::Text { word: TextWord::Because, .. } => many("because"),
        ClauseKind::Text { word: TextWord::Note, .. } => many("note"),
        ClauseKind::Text { word, .. } => timeless(text_word(*word)?),
        ClauseKind::Facet { facet, .. } => Subject { name: Some(&facet.text), merge: Merge::Many, ..timeless("facet") },
        ClauseKind::Unit(_) => timeless("unit"),
        ClauseKind::Better(_) => timeless("better"),
        ClauseKind::Digits(_) => timeless("digits"),
        ClauseKind::Weight(_) => timeless("weight"),
        ClauseKind::Counts { .. } => timeless("counts"),
        ClauseKind::UseBands { only, .. } if only.is_empty() => timeless("bands"),
        ClauseKind::Of { .. } => timeless("of"),
        ClauseKind::By(_) => dated("by"),
        ClauseKind::RequireShare { .. } => dated("require"),
        ClauseKind::Year(_) => timeless("year"),
        ClauseKind::FacetValue { name, .. } => Subject { name: Some(&name.text), ..timeless("value") },
        ClauseKind::Resources(_) => Subject { merge: Merge::Named, ..timeless("resource") },
        ClauseKind::Names { word: NamesWord::Tags, .. } => Subject { merge: Merge::Named, ..timeless("tags") },
        ClauseKind::Credit { .. } => Subject { merge: Merge::Named, ..dated("credit") },
        ClauseKind::Value(_) => dated("value"),
        ClauseKind::Per(_) => dated("per"),
        ClauseKind::Impute(_) => timeless("impute"),
        ClauseKind::Treat(_) => timeless("treat"),
        ClauseKind::Screen(_) => timeless("screen"),
        ClauseKind::UseCohort(_) => timeless("cohort"),
        ClauseKind::Years { .. } => timeless("years"),
        ClauseKind::Held { item, .. } => Subject { path: Some(item), ..timeless("held") },
        ClauseKind::Names { word: NamesWord::Members, .. } => timeless("members"),
        ClauseKind::Score(_) => dated("score"),
        ClauseKind::Progress(_) => dated("progress"),
        ClauseKind::Expect { .. } => dated("expect"),
        ClauseKind::Target { by, .. } => Subject { by: *by, ..dated("target") },
        ClauseKind::TargetAgainst(against) => Subject { by: against.by, ..dated("target") },
        ClauseKind::NoBenchmark => dated("target"),
        ClauseKind::Path(_) => dated("path"),
        ClauseKind::Trend { .. } => dated("trend"),
        ClauseKind::Start(_) => dated("start"),
        ClauseKind::NotApplicable => dated("not applicable"),
        ClauseKind::Retired { .. } => dated("retired"),
        ClauseKind::Tolerance(_) => dated("tolerance"),
        ClauseKind::PreferWay { .. } => dated("prefer"),
        ClauseKind::PreferSource(_) => dated("prefer source"),
        ClauseKind::RequireGrade { what, .. } => Subject { name: Some(&what.text), ..dated("require") },
        ClauseKind::Assume(_) => dated("assume"),
        ClauseKind::Priority(_) => dated("priority"),
        ClauseKind::Effect { .. } => dated("effect"),
        ClauseKind::Action { name, .. } => Subject { name: Some(&name.text), ..dated("action") },
        ClauseKind::Band { name, .. } => Subject { name: Some(&name.text), ..dated("band") },
        ClauseKind::Figure { item, .. } => Subject { path: Some(item), ..dated("figure") },
        ClauseKind::Require { .. } => many("require"),
        ClauseKind::When(_) | ClauseKind::WhenAlways => many("when"),
        ClauseKind::Unless(_) => many("unless"),
        ClauseKind::Row { .. } => many("rows"),
        _ => return None,
    })
}

/// The word of a text of which an item has one; nothing where it may have many.
fn text_word(word: TextWord) -> Option<&'static str> {
    (!matches!(word, TextWord::Because | TextWord::City | TextWord::Note)).then(|| word.word())
}

/// A clause at its place in an item: of which point, of which input.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'t> {
    /// The point, the input, the scale inside the item; empty for the item itself.
    pub within: [&'t str; 2],
    /// The clause.
    pub clause: &'t Clause,
    /// What it sets.
    pub subject: Subject<'t>,
    /// When it holds.
    pub time: Time<'t>,
}

/// The first and the last day of a clause, and its condition.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Time<'t> {
    /// Its first day; nothing where it has none.
    pub from: Option<Date>,
    /// Its last day; nothing where it has none.
    pub until: Option<Date>,
    /// Its condition.
    pub when: Option<&'t Expr>,
}

impl<'t> Time<'t> {
    /// What modifiers say themselves.
    fn of(modifiers: &'t Modifiers) -> Self {
        let (from, until) = days(modifiers);
        Self { from, until, when: modifiers.when.as_ref() }
    }

    /// The same inside of a block: what its head says holds where nothing else is said, and nothing holds outside of the
    /// time of its pack.
    fn inside(self, head: Self, of_pack: Self) -> Self {
        Self {
            from: self.from.or(head.from).max(of_pack.from),
            until: [self.until.or(head.until), of_pack.until].into_iter().flatten().min(),
            when: self.when.or(head.when),
        }
    }
}

impl Placed<'_> {
    /// Whether two clauses set the same of the same thing.
    pub fn same(&self, other: &Self) -> bool {
        let [outer, inner] = self.within;
        self.subject.same(&other.subject) && alike(outer, other.within[0]) && alike(inner, other.within[1])
    }

    /// It replaces what it meets, where several stand side by side.
    pub fn replaces(&self) -> bool {
        self.subject.merge != Merge::Named && self.clause.modifiers.joining != Joining::Also
    }
}

/// Up to so many clauses are compared one by one: most differ in the length of their words, and a map costs more.
const FEW: usize = 24;

/// The clauses that set the same of the same thing, in groups of two or more, in the order of their first ones.
pub(super) fn groups<'a, 't>(all: &'a [Placed<'t>]) -> Vec<Vec<&'a Placed<'t>>> {
    let firsts = if all.len() <= FEW { firsts_of_few(all) } else { firsts_of_many(all) };
    let mut groups: Vec<(usize, Vec<&'a Placed<'t>>)> = Vec::new();
    for ((place, one), first) in all.iter().enumerate().zip(firsts) {
        if place == first {
            continue;
        }
        match groups.iter_mut().find(|(known, _)| *known == first) {
            Some((_, group)) => group.push(one),
            None => groups.push((first, all.get(first).into_iter().chain([one]).collect())),
        }
    }
    groups.sort_by_key(|(first, _)| *first);
    groups.into_iter().map(|(_, group)| group).collect()
}

/// For each clause where the first one stands that sets the same.
fn firsts_of_few(all: &[Placed<'_>]) -> Vec<usize> {
    let first = |(place, one)| all.iter().take(place).position(|other| other.same(one)).unwrap_or(place);
    all.iter().enumerate().map(first).collect()
}

/// The same by a map.
fn firsts_of_many(all: &[Placed<'_>]) -> Vec<usize> {
    let mut known = IndexMap::new();
    let mut firsts = Vec::with_capacity(all.len());
    for (place, one) in all.iter().enumerate() {
        let Subject { word, name, .. } = one.subject;
        let parts: Vec<&str> = one.subject.parts().collect();
        firsts.push(*known.entry((one.within, word, name, parts, one.subject.by())).or_insert(place));
    }
    firsts
}

/// Whether two words are one. Most have not one length, or are empty.
fn alike(one: &str, other: &str) -> bool {
    one.len() == other.len() && (one.is_empty() || one == other)
}

/// All clauses of an item of which the heads are written into its clauses, those of its points and inputs included.
pub(super) fn placed(item: &Item) -> Vec<Placed<'_>> {
    let mut all = Vec::new();
    place(item, ["", ""], None, &mut all);
    all
}

/// All clauses of an item as it was read: its heads, and those of its pack, still hold for its clauses.
pub(super) fn placed_as_read<'t>(item: &'t Item, of_pack: &'t Modifiers, into: &mut Vec<Placed<'t>>) {
    let of_pack = Time { when: None, ..Time::of(of_pack) };
    let head = Time::of(&item.modifiers).inside(Time::default(), of_pack);
    place(item, ["", ""], Some((head, of_pack)), into);
}

/// The times of a head and of its pack.
type Heads<'t> = Option<(Time<'t>, Time<'t>)>;

fn place<'t>(item: &'t Item, within: [&'t str; 2], heads: Heads<'t>, into: &mut Vec<Placed<'t>>) {
    let time = |own: &'t Modifiers| match heads {
        Some((head, of_pack)) => Time::of(own).inside(head, of_pack),
        None => Time::of(own),
    };
    for clause in &item.clauses {
        let ClauseKind::Item(inner) = &clause.kind else {
            into.extend(subject(clause).map(|subject| {
                let time = time(&clause.modifiers);
                Placed { within, clause, subject, time }
            }));
            continue;
        };
        let names: Vec<&str> = match inner.kind {
            ItemKind::Bands { .. } => vec!["its bands"],
            _ => inner.names.iter().map(|titled| titled.name.text.as_str()).collect(),
        };
        let heads = heads.map(|(_, of_pack)| (time(&inner.modifiers), of_pack));
        for name in names {
            let deeper = match inner.kind {
                ItemKind::Points => [name, ""],
                _ => [within[0], name],
            };
            place(inner, deeper, heads, into);
        }
    }
}

/// First and last day of what modifiers say; nothing where they do not.
pub(super) fn days(modifiers: &Modifiers) -> (Option<Date>, Option<Date>) {
    let first = modifiers.from.map(|date| Date::first(date.year, date.month, date.day));
    let last = modifiers.until.map(|date| Date::last(date.year, date.month, date.day));
    (first, last)
}

/// Whether a clause is in time on a day; on no day in particular, whether it holds in the end.
pub(super) fn in_time(modifiers: &Modifiers, on: Option<Date>) -> bool {
    let (from, until) = days(modifiers);
    match on {
        Some(on) => from.is_none_or(|from| from <= on) && until.is_none_or(|until| on <= until),
        None => until.is_none(),
    }
}
