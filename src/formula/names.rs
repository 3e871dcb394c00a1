//! Which items an expression names.

use super::Context;
use crate::model::formula::{Node, PartOf, TemplatePiece, Within, YearBound};
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
        Node::ShareOfTarget(inner) => {
            add(context.own);
            items_of(inner, context, items);
        }
        _ => children(node, &mut |child| items_of(child, context, items)),
    }
}

/// Visits the expressions that stand directly in another.
fn children(node: &Node, visit: &mut dyn FnMut(&Node)) {
    match node {
        Node::Negate(one)
        | Node::Not(one)
        | Node::IsReported(one, _)
        | Node::IsApplicable(one, _)
        | Node::BandIn(one, _)
        | Node::ShareOfTarget(one)
        | Node::Scale(one, _, _) => visit(one),
        Node::At(one, two) | Node::Arithmetic(_, one, two) | Node::OrElse(one, two) => {
            visit(one);
            visit(two);
        }
        Node::If(one, two, three) => [one, two, three].into_iter().for_each(|part| visit(part)),
        Node::And(all) | Node::Or(all) | Node::Call(_, all) | Node::Apply(_, all) | Node::OverList(_, all) => {
            all.iter().for_each(visit);
        }
        Node::Compare(compare) => {
            visit(&compare.left);
            visit(&compare.right);
            if let Some(Within::Absolute(within) | Within::Relative(within)) = &compare.within {
                visit(within);
            }
        }
        Node::OverYears { node, first, last, .. } => {
            visit(node);
            for end in [first, last] {
                if let YearBound::Of(year) = end.as_ref() {
                    visit(year);
                }
            }
        }
        Node::Template(template) => {
            for piece in &template.pieces {
                if let TemplatePiece::Hole(hole, _) = piece {
                    visit(hole);
                }
            }
        }
        _ => {}
    }
}
