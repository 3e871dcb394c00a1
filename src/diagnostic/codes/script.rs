//! Scripts.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        code: "function::field",
        title: "a field that a record has not",
        explanation: "A function that gives `record of (…)` gives the fields that stand there. A formula asks for one of \
                      them, with a point before it.",
        wrong: "value split(points of modes).shaer",
        cure: "value split(points of modes).share",
    },
    Code {
        code: "function::list",
        title: "a list where one value is wanted, or the other way round",
        explanation: "`x: list of %` takes a set, a figure over years, the members of a group, several values, or the list \
                      that another function gives; `x: %` takes one value. Lists and records are for scripts and functions \
                      of the host: a formula takes the set itself. What such a function gives is no value: `sum`, `mean` \
                      and the like make one of a list, and a field is one of a record.",
        wrong: "function spread(shares: %) -> % in \"spread.rhai\"  # value spread(points of modes)",
        cure: "function spread(shares: list of %) -> % in \"spread.rhai\"",
    },
    Code {
        code: "function::missing",
        title: "a formula that is said to take missing values",
        explanation: "A formula goes on with what is there: `or else` and `is reported` ask what is missing. `takes missing` \
                      is for scripts and functions of the host, which get no missing value unless they ask for it.",
        wrong: "function share(part: m3, whole: m3) -> % takes missing = part / whole",
        cure: "function share(part: m3, whole: m3) -> % = part / whole",
    },
    Code {
        code: "function::record",
        title: "a record with other fields",
        explanation: "`x: record of (car: %, bus: %)` takes `record(car: …, bus: …)`, each field once; a set whose members \
                      have these names; or a record that another function gives with these fields.",
        wrong: "value balance(record(car: modes.car))",
        cure: "value balance(record(car: modes.car, bus: modes.bus))",
    },
    Code {
        code: "function::twice",
        title: "two arguments or fields of one name",
        explanation: "The code of a function knows its arguments, and the fields of a record, by their names.",
        wrong: "function share(x: %, x: %) -> % = x",
        cure: "function share(x: %, whole: %) -> % = x / whole",
    },
    Code {
        code: "script::action",
        title: "an action that the rules do not have",
        explanation: "`action(name, evidence)` names an action of the recommendation: its text stands in the rules. An \
                      action of the script itself has its text in the script: `action(name, text, evidence)`.",
        wrong: "action(\"renw\", \"loss\")",
        cure: "action(\"renew\", \"loss\")",
    },
    Code {
        code: "script::arguments",
        title: "another number of arguments than the code takes",
        explanation: "The rule declares what goes into a function. The script, or the function of the host, must take as many.",
        wrong: "function balance(private: %, public: %) -> % in \"balance.rhai\"  # fn balance(car) { … }",
        cure: "fn balance(car, bus) { … }",
    },
    Code {
        code: "script::call",
        title: "a call of a function that is not there",
        explanation: "A script calls its own functions, and those that every script has; what recommends or checks has those \
                      of a scorecard besides. Each takes a fixed number of \
                      arguments.",
        wrong: "roudn(share, 1)",
        cure: "round(share, 1)",
    },
    Code {
        code: "script::dated",
        title: "code with a date or a condition in its head",
        explanation: "Dates and conditions in a head hold for the clauses of its block. Code is no clause: it is asked on \
                      every day. A trigger in the block says when it is asked.",
        wrong: "recommend fix_leaks \"Lose less water\" in \"advice.rhai\" from 2025 { topic: water }",
        cure: "recommend fix_leaks \"Lose less water\" in \"advice.rhai\" { topic: water; when year >= 2025 }",
    },
    Code {
        code: "script::field",
        title: "a field that is not there",
        explanation: "An item, a group, a band and a scorecard have the fields that the page on scripts lists; a record that \
                      a function takes has those that the rules declare. What can be told before the script runs is told \
                      by `check`; the rest is told where it runs.",
        wrong: "for kpi in card.kpis() { if kpi.scor < 50 { … } }",
        cure: "for kpi in card.kpis() { if kpi.score < 50 { … } }",
    },
    Code {
        code: "script::file::missing",
        title: "a script that is not there",
        explanation: "A script lies beside the rule file that names it, or in a folder below.",
        wrong: "function balance(x: %) -> % in \"balanse.rhai\"",
        cure: "function balance(x: %) -> % in \"balance.rhai\"",
    },
    Code {
        code: "script::file::outside",
        title: "a script outside of its pack",
        explanation: "What a pack needs lies in its folder, so that the pack can be handed on as a whole.",
        wrong: "function balance(x: %) -> % in \"../scripts/balance.rhai\"",
        cure: "function balance(x: %) -> % in \"scripts/balance.rhai\"",
    },
    Code {
        code: "script::function",
        title: "a script without the function",
        explanation: "A script defines each function that rules declare in it, under the same name.",
        wrong: "function balance(x: %) -> % in \"balance.rhai\"  # fn balanse(x) { … }",
        cure: "fn balance(x) { … }",
    },
    Code {
        code: "script::idle",
        title: "an action that the script never names",
        explanation: "A script chooses among the actions that its recommendation declares. What it never names is never \
                      given.",
        wrong: "recommend fix_leaks \"Lose less water\" in \"advice.rhai\" { action meter \"Meter them.\" }",
        cure: "action(\"meter\", \"loss\")",
    },
    Code {
        code: "script::long",
        title: "a script that is too long",
        explanation: "The text of a script is limited, so that reading it takes no time that anybody notices. Large tables \
                      are sheets.",
        wrong: "let table = [1, 2, 3, …];",
        cure: "reference table \"the table\" by country from \"table.csv\"",
    },
    Code {
        code: "script::name",
        title: "a script names what the rules do not have",
        explanation: "Items, parameters, references and roll-ups go by the names that the rules declare; so does what is \
                      named as evidence.",
        wrong: "card.value(\"water_los\")",
        cure: "card.value(\"water_loss\")",
    },
    Code {
        code: "script::overload",
        title: "a function with a name that every script has",
        explanation: "A function of the script would silently take the place of the one that every script has.",
        wrong: "fn sum(x) { … }",
        cure: "fn sum_of_modes(x) { … }",
    },
    Code {
        code: "script::refused",
        title: "what scripts may not use",
        explanation: "A script sees its arguments and nothing else, and its functions can be told before it runs.",
        wrong: "let limit = 5; fn over(x) { x > limit }",
        cure: "fn over(x) { let limit = 5; x > limit }",
    },
    Code {
        code: "script::result",
        title: "a script that gives something else",
        explanation: "What a script gives is what the rule declares behind `->`: a number for a quantity, `true` or `false` \
                      for `yes_no`, a text for a word; a list of them, or a record with the declared fields. The last line \
                      of a function is what it gives, and what stands behind `return`.",
        wrong: "function share(x: %) -> % script \"to_string(x)\"",
        cure: "function share(x: %) -> % script \"x\"",
    },
    Code {
        code: "script::syntax",
        title: "a script that cannot be read",
        explanation: "The text is no Rhai, or uses a word that Rhai keeps for itself (`private`, `public`), or a part of Rhai that scripts here do not have: `eval`, `try`, closures, \
                      modules, operators on bits. Only the first slip of a script is told.",
        wrong: "fn balance(x) { x * }",
        cure: "fn balance(x) { x * 2 }",
    },
    Code {
        code: "script::variable",
        title: "a variable that is not there",
        explanation: "A function of a script sees its arguments and what it declares itself with `let` and `const`.",
        wrong: "fn balance(share) { shre * 2 }",
        cure: "fn balance(share) { share * 2 }",
    },
];
