//! What the names in an expression can stand for, depending on where it stands.

use super::types::Type;
use crate::model::rules::FunctionArgument;
use crate::value::ItemId;

/// Where an expression stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Env<'e> {
    /// The item whose clause it is: its local inputs and points can be named short, and `value`, `target`, `start`
    /// are its own.
    pub own: Option<ItemId>,
    /// The expression is the condition of a set: a bare name may be the member's facet or part.
    pub member: bool,
    /// A member of that set whose measure all others share: what `value` is there.
    pub like: Option<ItemId>,
    /// The name of the member in a loop: `kpi`, `point`, `input`.
    pub loop_name: Option<&'e str>,
    /// What the effect of the recommendation prints like, where it has one.
    pub effect: Option<&'e Type>,
    /// The arguments of the function whose body it is.
    pub arguments: &'e [FunctionArgument],
    /// It stands in a roll-up: a facet is that of the group.
    pub group: Option<&'e Grouped>,
}

/// What a formula or a condition of a roll-up can speak of.
#[derive(Debug)]
pub(super) struct Grouped {
    /// Name of the roll-up.
    pub name: String,
    /// The facets of which its groups have a value, those that these values are a part of included.
    pub facets: Vec<u16>,
    /// What `members` are, in a formula over them.
    pub members: Option<Type>,
}

impl<'e> Env<'e> {
    /// A clause of an item.
    pub fn of(item: ItemId) -> Self {
        Self { own: Some(item), ..Self::default() }
    }

    /// A clause of a loop over that kind of member.
    pub fn looping(name: Option<&'e str>) -> Self {
        Self { loop_name: name, ..Self::default() }
    }

    /// The condition of a set inside this place.
    pub fn inside_set(self, like: Option<ItemId>) -> Self {
        Self { member: true, like, ..self }
    }
}
