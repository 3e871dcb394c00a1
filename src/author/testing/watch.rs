//! A scope that remembers what was looked up in it, so that a failed expectation can say what was seen, and the
//! coverage what an expectation rests on.

use std::cell::RefCell;

use crate::formula::{Context, Scope};
use crate::model::formula::{Look, Node, Part};
use crate::model::rules::RuleBook;
use crate::model::scorecard::TargetResult;
use crate::model::supposition::Supposed;
use crate::value::{ItemId, Outcome, Symbol, Truth, Value};

/// A scope, and what was looked up.
pub(super) struct Watch<'a> {
    scope: &'a dyn Scope,
    items: RefCell<Vec<ItemId>>,
    groups: RefCell<Vec<(u16, Vec<Symbol>)>>,
}

impl<'a> Watch<'a> {
    pub fn new(scope: &'a dyn Scope) -> Self {
        Self { scope, items: RefCell::default(), groups: RefCell::default() }
    }

    /// Items and groups that were looked up, each once, in their order.
    pub fn seen(self) -> (Vec<ItemId>, Vec<(u16, Vec<Symbol>)>) {
        (self.items.into_inner(), self.groups.into_inner())
    }

    fn note(&self, item: ItemId) {
        let mut items = self.items.borrow_mut();
        if !items.contains(&item) {
            items.push(item);
        }
    }
}

impl Scope for Watch<'_> {
    fn book(&self) -> &RuleBook {
        self.scope.book()
    }

    fn value(&self, item: ItemId, at: &Context<'_>) -> Outcome<Value> {
        self.note(item);
        self.scope.value(item, at)
    }

    fn look(&self, look: &Look, at: &Context<'_>) -> Outcome<Value> {
        self.note(look.item);
        self.scope.look(look, at)
    }

    fn part(&self, item: ItemId, part: Part) -> Outcome<Value> {
        self.note(item);
        self.scope.part(item, part)
    }

    fn group(&self, rollup: u16, key: &[Symbol], part: Part) -> Outcome<Value> {
        let group = (rollup, key.to_vec());
        let mut groups = self.groups.borrow_mut();
        if !groups.contains(&group) {
            groups.push(group);
        }
        self.scope.group(rollup, key, part)
    }

    fn target(&self, item: ItemId) -> Outcome<TargetResult> {
        self.note(item);
        self.scope.target(item)
    }

    fn required(&self, item: ItemId, at: &Context<'_>) -> Outcome<TargetResult> {
        self.note(item);
        self.scope.required(item, at)
    }

    fn start(&self, item: ItemId) -> Option<Value> {
        self.note(item);
        self.scope.start(item)
    }

    fn reported(&self, item: ItemId, at: &Context<'_>) -> Truth {
        self.note(item);
        self.scope.reported(item, at)
    }

    fn supposing(&self, supposed: &[Supposed], node: &Node, at: &Context<'_>) -> Outcome<Value> {
        self.scope.supposing(supposed, node, at)
    }

    fn stood_in(&self) {
        self.scope.stood_in();
    }

    fn money(&self, currency: &str) {
        self.scope.money(currency);
    }

    fn begin(&self) {
        self.scope.begin();
    }

    fn end(&self) -> Outcome<()> {
        self.scope.end()
    }
}
