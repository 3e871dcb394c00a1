//! Rules in sheets.

use super::Code;

pub(super) const CODES: &[Code] = &[
    Code {
        code: "input::value",
        title: "a formula in an input",
        explanation: "What the rules state of an input is a figure or a word that they know of a place. What is computed \
                      from other figures is a KPI.",
        wrong: "input density \"Density\" { unit inhabitants per km2; value population / area }",
        cure: "kpi density \"Density\" { unit inhabitants per km2; value population / area }",
    },
    Code {
        code: "sheet::better",
        title: "no direction",
        explanation: "The cells of a column that says which direction is better hold `higher` and `lower`, or 1 and -1.",
        wrong: "up",
        cure: "higher",
    },
    Code {
        code: "sheet::cell::broken",
        title: "a cell that cannot be read",
        explanation: "A cell holds what would stand in the text of a rule at that place: a formula, a unit, a date, a \
                      condition.",
        wrong: "at least at 5 %",
        cure: "at least 5 %",
    },
    Code {
        code: "sheet::cell::missing",
        title: "an empty cell that must say something",
        explanation: "A row of targets names its item and sets something; a row of a table has a result.",
        wrong: "water_supply_loss,at most,,%",
        cure: "water_supply_loss,at most,10,%",
    },
    Code {
        code: "sheet::cell::number",
        title: "a number that is not clear",
        explanation: "`1,234` can be 1.234 and 1234 where the sheet does not show which mark it uses.",
        wrong: "\"1,234\"",
        cure: "1234",
    },
    Code {
        code: "sheet::cell::unit",
        title: "a unit too many",
        explanation: "The column `unit` holds for plain numbers. A cell that has a unit of its own, or a formula, needs none.",
        wrong: "water_supply_loss,at most,10 %,%",
        cure: "water_supply_loss,at most,10,%",
    },
    Code {
        code: "sheet::clause",
        title: "a clause that does not belong to a sheet of targets",
        explanation: "Each row of such a sheet is an amendment of its own. The block says which column is which, and \
                      nothing else.",
        wrong: "targets from \"targets.csv\" { unit % }",
        cure: "targets from \"targets.csv\" { target column \"Goal\" }",
    },
    Code {
        code: "sheet::column::missing",
        title: "no such column",
        explanation: "The header of the sheet has no column of this name.",
        wrong: "title column \"Name\"",
        cure: "title column \"iName\"",
    },
    Code {
        code: "sheet::column::twice",
        title: "a column that is there twice",
        explanation: "Columns are found by their names, so each has a name of its own.",
        wrong: "item,target,target",
        cure: "item,target,start",
    },
    Code {
        code: "sheet::column::unread",
        title: "a column that is not read",
        explanation: "No clause is passed over in silence: a column that nothing reads may be misspelt.",
        wrong: "item,kind,targte",
        cure: "item,kind,target",
    },
    Code {
        code: "sheet::file::empty",
        title: "an empty sheet",
        explanation: "A sheet begins with a header that names its columns.",
        wrong: "an empty file",
        cure: "item,kind,target,unit",
    },
    Code {
        code: "sheet::file::missing",
        title: "no such sheet",
        explanation: "A sheet is looked for beside the rule file that names it.",
        wrong: "targets from \"target.csv\"",
        cure: "targets from \"targets.csv\"",
    },
    Code {
        code: "sheet::file::outside",
        title: "a sheet outside of its pack",
        explanation: "A pack is one folder, which can be copied and published as it is. Nothing in it leads out of it.",
        wrong: "targets from \"../targets.csv\"",
        cure: "targets from \"targets.csv\"",
    },
    Code {
        code: "sheet::more",
        title: "many findings in sheets",
        explanation: "Only the first hundred findings of the sheets of a rule file are shown.",
        wrong: "a sheet with a hundred unknown kinds of target",
        cure: "put the first ones right; one slip often makes many",
    },
    Code {
        code: "sheet::name",
        title: "no name",
        explanation: "A name that comes from a sheet may have blanks and signs, and is quoted singly in formulas: \
                      `'ConEcFin'`. Dots and quotes have a meaning of their own there.",
        wrong: "con.ec.fin",
        cure: "con_ec_fin",
    },
    Code {
        code: "sheet::nested",
        title: "a sheet inside a block",
        explanation: "Tables, references, facets, KPIs and targets come from sheets at the top level of a file only.",
        wrong: "kpi x \"X\" { table t by terrain from \"t.csv\" { } }",
        cure: "table t by terrain from \"t.csv\"",
    },
    Code {
        code: "sheet::role",
        title: "nothing that a column can be",
        explanation: "The block of a sheet says what its columns are, by words that the sheet knows.",
        wrong: "titel column \"iName\"",
        cure: "title column \"iName\"",
    },
    Code {
        code: "sheet::row::long",
        title: "more cells than the header",
        explanation: "Often a text has the separator in it and stands in no quotes, or a number a decimal comma.",
        wrong: "loss,at most,9,5,%",
        cure: "loss,at most,9.5,%",
    },
    Code {
        code: "sheet::row::quote",
        title: "a quote out of order",
        explanation: "A cell in quotes ends with its quote; quotes inside of it are doubled.",
        wrong: "\"U4SSC\", 2017",
        cure: "\"U4SSC, 2017\"",
    },
    Code {
        code: "sheet::rows::none",
        title: "no rows",
        explanation: "The sheet has no row, or none that fits what stands after `where`.",
        wrong: "where column \"Level\" = 9",
        cure: "where column \"Level\" = 1",
    },
    Code {
        code: "sheet::target",
        title: "no target",
        explanation: "A target says which side of it is good: in the column `kind`, or in its own cell.",
        wrong: "water_supply_loss,,10,%",
        cure: "water_supply_loss,at most,10,%",
    },
    Code {
        code: "sheet::target::layers",
        title: "targets of two packs that one sheet cannot hold",
        explanation: "Of two packs the narrower one goes first, whatever the dates. In one sheet the later date goes first, \
                      so some targets of two packs cannot be written as one.",
        wrong: "yardstick list targets base country --format sheet",
        cure: "yardstick list targets base --format sheet",
    },
];
