//! Slips in units.

use super::Code;

/// The family `unit`.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "unit::name::unknown",
        title: "there is no such unit",
        explanation: "A unit is built in, or a pack declares it. Counted things such as households are declared, so that \
                      a figure of households is never taken for one of meters.",
        wrong: "unit  kwh per year",
        cure: "Write the name as `yardstick list units` shows it: `kWh per year`. For a counted thing add \
               `unit household households` to the pack.",
    },
    Code {
        code: "unit::name::taken",
        title: "a unit of that name exists already",
        explanation: "A name stands for one unit everywhere. A pack cannot give a built-in name, or one that another pack \
                      declares in another way, a second meaning.",
        wrong: "unit min minimums",
        cure: "Give the new unit another name, or leave its declaration out if the old one is meant.",
    },
    Code {
        code: "unit::substance::out_of_place",
        title: "`of` stands after something that has no substance",
        explanation: "`of` names the substance of a mass, a volume, an energy, a power, a length or an area: \
                      `t of CO2e`. A share, a number, money and a counted thing have none.",
        wrong: "unit  % of households",
        cure: "Write `unit %`; the formula says of what. For a counted thing declare a unit of its own.",
    },
    Code {
        code: "unit::number::zero",
        title: "a unit is taken 0 times",
        explanation: "A number in a unit says how many of it a figure is for. For none of it there is no figure.",
        wrong: "unit  FTE per 0 inhabitants",
        cure: "Write a number above 0: `FTE per 100_000 inhabitants`.",
    },
    Code {
        code: "unit::money::two_currencies",
        title: "two currencies stand in one unit",
        explanation: "Currencies convert at a rate that changes from day to day. A unit has no date, so it cannot hold \
                      two of them.",
        wrong: "unit  NOK per EUR",
        cure: "Keep one currency in the unit, and declare a dated `rate` for the other.",
    },
    Code {
        code: "unit::text::unreadable",
        title: "a text does not read as a unit",
        explanation: "A unit is a row of names. `per` divides, a number says how many, `of` names a substance. Signs such \
                      as `/` and `²` are not part of it.",
        wrong: "kWh/year",
        cure: "Write the words: `kWh per year`.",
    },
    Code {
        code: "unit::choice::twice",
        title: "a word listed twice",
        explanation: "A choice lists each word once.",
        wrong: "unit one of flat, flat",
        cure: "unit one of flat, hilly",
    },
];
