//! What is said of code that the host brings along.

use super::Code;

/// What is said of code that the host brings along.
pub(super) const CODES: &[Code] = &[Code {
    code: "host::missing",
    title: "what the host does not bring along",
    explanation: "`in host` says that the program which embeds the engine computes this. This program does not: what rests \
                  on it has no result, and everything else stands. The command `yardstick` brings nothing along.",
    wrong: "recommend renewal \"Renew the pipes\" in host { topic: water }",
    cure: "library.add_recommendation(\"renewal\", |card: &Card, _: Option<ItemId>| …)",
}];
