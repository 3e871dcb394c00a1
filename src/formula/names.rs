//! Which items an expression names.

use super::Context;
use crate::model::formula::{Node, PartOf};
use crate::value::ItemId;

/// The items that an expression names itself, each once, in its order. The members of its sets are not among them.
pub fn items_of(node: &Node, context: &Context<'_>, items: &mut Vec<ItemId>) {
    let mut add = |item: Option<ItemId>| {
        if let Some(item) = item.filter(|item| !items.contains(item)) {
            items.push(item);
        }
    };
    match node {
        Node::Item(item) | Node::Figure(_, item) | Node::Against { item, .. } => add(Some(*item)),
        Node::Part(PartOf::Item(item), _) => add(Some(*item)),
        Node::Part(PartOf::Member, _) => add(context.member),
        Node::Part(PartOf::Own, _) => add(context.own),
        Node::ShareOfTarget(inner) | Node::ShareOfRequired(inner) => {
            add(context.own);
            items_of(inner, context, items);
        }
        Node::Over(..) => {}
        _ => node.each_child(&mut |child| items_of(child, context, items)),
    }
}
