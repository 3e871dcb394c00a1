//! A script that recommends or checks, as the rules ask it.

use std::sync::Arc;

use rhai::Dynamic;

use super::ItemHandle;
use super::said::{Said, all};
use crate::model::exhibit::{Adviser, Card, Inspector, Remark, Suggestion};
use crate::script::function::Origin;
use crate::script::problem::{Fault, Problem};
use crate::script::store::{Reading, Scripts};
use crate::value::{ItemId, Missing, Outcome};

/// A script that sees a scorecard: a function of a script, or statements.
pub struct CardScript {
    scripts: Scripts,
    reading: Arc<Reading>,
    /// The function; nothing where the statements of the script are asked.
    function: Option<String>,
    origin: Origin,
}

impl CardScript {
    /// A function of a script that consists of functions. It takes a scorecard, and the member of a set where there is
    /// one.
    #[must_use]
    pub fn named(scripts: &Scripts, text: &Arc<str>, function: &str, origin: Origin) -> Self {
        let reading = scripts.with_card(text, None);
        Self { scripts: scripts.clone(), reading, function: Some(function.to_owned()), origin }
    }

    /// The statements of a script, over these variables: the scorecard, and the member of a set where there is one.
    #[must_use]
    pub fn statements(scripts: &Scripts, text: &Arc<str>, variables: &[String], origin: Origin) -> Self {
        let reading = scripts.with_card(text, Some(variables));
        Self { scripts: scripts.clone(), reading, function: None, origin }
    }

    /// What reading the script came to.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    fn run(&self, card: &Card, member: Option<ItemId>) -> Outcome<Vec<Said>> {
        let program = match self.reading.as_ref() {
            Ok(program) => program,
            Err(problems) => {
                let first = problems.first().map(|problem| self.origin.missing(problem));
                return Err(first.unwrap_or_else(|| Missing::failed("why_no_function")));
            }
        };
        let member = member.map(|member| Dynamic::from(ItemHandle::new(card, member)));
        let values = std::iter::once(Dynamic::from(card.clone())).chain(member).collect();
        let sandbox = self.scripts.card_sandbox();
        let result = match &self.function {
            Some(function) => sandbox.call(program, function, values),
            None => sandbox.run(program, values),
        };
        let said = result.and_then(|result| all(result).map_err(|what| Problem { what, place: None }));
        said.map_err(|problem| self.missing(&problem, card))
    }

    /// Why there is no result: the figure that is missing, or what the script does wrong and where.
    fn missing(&self, problem: &Problem, card: &Card) -> Missing {
        let failed = || self.origin.missing(problem);
        match &problem.what {
            Fault::Missing(_, _, Some(missing)) => missing.as_ref().clone(),
            // Rhai itself met a missing value, and does not tell which: one of those that were looked at.
            Fault::Missing(..) => {
                let seen = card.asked().into_iter().filter_map(|item| card.exhibit.item(item)?.value.clone().err());
                seen.reduce(Missing::join).unwrap_or_else(failed)
            }
            _ => failed(),
        }
    }

    fn wrong(&self, what: &str) -> Missing {
        self.origin.missing(&Problem { what: Fault::Other(what.to_owned()), place: None })
    }
}

impl Adviser for CardScript {
    fn advise(&self, card: &Card, member: Option<ItemId>) -> Outcome<Vec<Suggestion>> {
        let said = self.run(card, member)?.into_iter().map(|said| match said {
            Said::Suggestion(suggestion) => Ok(suggestion),
            Said::Remark(_) => {
                Err(self.wrong("a recommendation gives `action` and `because`, not `finding` or `note`"))
            }
        });
        said.collect()
    }
}

impl Inspector for CardScript {
    fn inspect(&self, card: &Card, member: Option<ItemId>) -> Outcome<Vec<Remark>> {
        let said = self.run(card, member)?.into_iter().map(|said| match said {
            Said::Remark(remark) => Ok(remark),
            Said::Suggestion(_) => Err(self.wrong("a check gives `finding` and `note`, not `action` or `because`")),
        });
        said.collect()
    }
}
