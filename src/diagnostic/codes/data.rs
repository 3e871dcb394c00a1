//! Slips of the family `data`.

use super::Code;

/// The family `data`.
pub(super) const CODES: &[Code] = &[
    Code {
        code: "data::figures::computed_differs",
        title: "reported and computed differ",
        explanation: "A city reports a KPI and also the inputs of its formula, and both do not agree within the \
                      tolerance. One of them is used, as the message says.",
        wrong: "unemployment_rate 1.34 % beside inputs that give 2.00 %",
        cure: "ask the city which of them holds",
    },
    Code {
        code: "data::figures::differ",
        title: "two figures for one item",
        explanation: "Several sources give different figures. One is used by a stated rule: the preferred source, \
                      then the better status, then the better grade, then the first in the file.",
        wrong: "98 % and 100 % for one year",
        cure: "`prefer source \"…\"` in the city or the rules",
    },
    Code {
        code: "data::quality::not_stated",
        title: "a figure without a grade",
        explanation: "The rules require a grade. An empty cell is no statement: the figure is used, and this is said.",
        wrong: "quality: (empty)",
        cure: "quality: measured",
    },
    Code {
        code: "data::value::assumed",
        title: "an assumption stands in",
        explanation: "The rules assume a figure where nobody reports one. It is marked as an assumption to the end.",
        wrong: "(no figure)",
        cure: "report the figure",
    },
    Code {
        code: "data::value::unexpected",
        title: "an implausible figure",
        explanation: "The figure lies outside what `expect` allows. A verifier should ask; with `else reject` the \
                      figure is withheld.",
        wrong: "120 % where `expect between 0 % and 100 %`",
        cure: "check the figure and its unit",
    },
    Code {
        code: "data::file::empty",
        title: "the file is empty",
        explanation: "A sheet of figures has at least a header and one row.",
        wrong: "(a file without a line)",
        cure: "Begin it with `item,period,value,unit,status,quality,source,place,note` and write a figure on each \
               line below. If the city has no figures yet, delete the file.",
    },
    Code {
        code: "data::file::encoding",
        title: "the file is not UTF-8",
        explanation: "Letters such as `å` are stored in several ways. Only UTF-8, and UTF-16 with its mark at the \
                      front, say without doubt which letter is meant.",
        wrong: "Ålesund (saved as Latin-1)",
        cure: "Save the file as `CSV UTF-8`; a spreadsheet program offers that among its file types.",
    },
    Code {
        code: "data::file::not_text",
        title: "the file is no text",
        explanation: "It is a workbook, or it holds bytes that no text has.",
        wrong: "data.csv that is a renamed data.xlsx",
        cure: "Open it in the spreadsheet program and save it as `CSV UTF-8`.",
    },
    Code {
        code: "data::file::no_rows",
        title: "no figure follows the header",
        explanation: "The header is there, the figures are not.",
        wrong: "item,period,value,unit",
        cure: "Write a figure on each line below the header.",
    },
    Code {
        code: "data::file::more",
        title: "a file has more findings than are shown",
        explanation: "The first hundred are shown in full, the rest is counted. A file that is broken through and \
                      through is not read to its end.",
        wrong: "a sheet with a hundred unknown items",
        cure: "Put right what is shown first; one slip, such as a wrong header, often makes many.",
    },
    Code {
        code: "data::column::missing",
        title: "the header lacks a column that is needed",
        explanation: "Columns are found by their names. `item` says whose figure it is and `value` what it is; \
                      without them no row can be read.",
        wrong: "kpi,year,figure",
        cure: "Give the columns their names: `item,period,value,unit,status,quality,source,place,note`, in any order. \
               Only `item` and `value` must be there.",
    },
    Code {
        code: "data::column::twice",
        title: "a column is there twice",
        explanation: "It would not be clear which of the two holds.",
        wrong: "item,value,value",
        cure: "Rename or remove one of the two.",
    },
    Code {
        code: "data::column::unknown",
        title: "a column is not read",
        explanation: "It has none of the known names. If its name is nearly a known one it is probably misspelt, and \
                      what it says would be lost.",
        wrong: "item,period,value,staus",
        cure: "Correct the name if it is misspelt. A column of your own may stay; it changes nothing.",
    },
    Code {
        code: "data::row::cells",
        title: "a row has more cells than the header",
        explanation: "Mostly a text holds the sign that stands between cells, so that it falls into two. The row is \
                      left out.",
        wrong: "population,2020,206000,inhabitants,reported,,Profile,p. 4, note 2,,",
        cure: "Put double quotes around that text: `\"p. 4, note 2\"`.",
    },
    Code {
        code: "data::row::quote",
        title: "a double quote is out of order",
        explanation: "A quote that opens a cell must close it. One that is never closed spoils its row, which is left \
                      out; text after the closing quote is taken to belong to the cell.",
        wrong: "population,2020,\"206000,inhabitants",
        cure: "Close the quote at the end of the cell. Write quotes that belong to the text twice: `\"a \"\"full\"\" \
               network\"`.",
    },
    Code {
        code: "data::item::missing",
        title: "a row names no item",
        explanation: "Without a name it is not known whose figure it is.",
        wrong: ",2020,5,%",
        cure: "Write the name of an input, a KPI or a point, as `yardstick list kpis` shows it.",
    },
    Code {
        code: "data::item::unknown",
        title: "no input, KPI or point has that name",
        explanation: "A figure under an unknown name would be lost in silence. A short name, or a code, must belong \
                      to one item alone.",
        wrong: "watre_supply_loss,2020,28.42,%",
        cure: "Write the name as the packs in use know it; the nearest one is in the message. An input that several \
               points have is written in full: `kpi.point.input`.",
    },
    Code {
        code: "data::period::unreadable",
        title: "a period cannot be read",
        explanation: "Each figure belongs to a year, and the rules of that year judge it.",
        wrong: "population,30.09.2020,206000,inhabitants",
        cure: "Write a year (`2020`), a month (`2020-09`), a day (`2020-09-30`), a quarter (`2020-Q3`) or two years \
               (`2019/2020`, which counts for the last).",
    },
    Code {
        code: "data::period::missing",
        title: "figures have no period",
        explanation: "A figure without a period counts for every year. That suits what hardly changes and nothing else.",
        wrong: "population,,206000,inhabitants",
        cure: "Write the year in the column `period`.",
    },
    Code {
        code: "data::value::text",
        title: "text stands where a number should",
        explanation: "A word is never turned into a number: nobody could say afterwards where the number came from.",
        wrong: "noise_exposure,2020,high,%",
        cure: "Leave `value` empty with the status `not_reported`, and keep the word in the column `note`. A unit \
               goes into the column `unit`.",
    },
    Code {
        code: "data::value::decimal_comma",
        title: "a number has a decimal comma in a file that a comma separates",
        explanation: "In quotes it is read with a decimal point, and said so. Without quotes it falls into two cells \
                      and the row is left out.",
        wrong: "water_supply_loss,2020,28,42,%",
        cure: "Write a decimal point: `28.42`. Or separate the cells by semicolons, then decimal commas are read as \
               they are.",
    },
    Code {
        code: "data::value::ambiguous",
        title: "a number can be read in two ways",
        explanation: "`1,234` is one and a bit to some and more than a thousand to others. A guess would be wrong by \
                      a factor of a thousand.",
        wrong: "population,2020,\"1,234\",inhabitants",
        cure: "Write `1.234` or `1234`.",
    },
    Code {
        code: "data::value::digits",
        title: "the digits of a number are not in groups of three",
        explanation: "Spaces may stand between thousands. Elsewhere they show that a digit is missing or that two \
                      numbers have met.",
        wrong: "population,2020,12 34,inhabitants",
        cure: "Write the number without spaces and with a decimal point: `1234.5`.",
    },
    Code {
        code: "data::value::not_finite",
        title: "a number cannot be calculated with",
        explanation: "It is infinite, no number at all, or larger than the engine can hold.",
        wrong: "population,2020,inf,inhabitants",
        cure: "Write the figure itself. Where there is none, leave the cell empty with the status `not_reported`.",
    },
    Code {
        code: "data::value::percent",
        title: "the value has a percent sign and the unit is no share",
        explanation: "One of the two cells is wrong, and it cannot be known which.",
        wrong: "emergency_response_time,2020,5 %,min",
        cure: "Leave the sign out, or write `%` in the column `unit`.",
    },
    Code {
        code: "data::value::answer",
        title: "an answer is neither yes nor no",
        explanation: "The item is a question. Figures such as 1 and 0 mean different things in different files.",
        wrong: "urban_planning,2020,1,",
        cure: "Write `yes` or `no`; `true`, `false`, `ja` and `nei` are read too.",
    },
    Code {
        code: "data::value::choice",
        title: "a word is none of those that the item knows",
        explanation: "The rules decide by the word, so an unknown one decides nothing.",
        wrong: "terrain,,hily,",
        cure: "Write one of the words in the message.",
    },
    Code {
        code: "data::value::hyphen",
        title: "a hyphen stands for a value",
        explanation: "Some offices write it for \"none\", others for \"not available\". It is read as not available, \
                      since missing is never zero.",
        wrong: "disaster_deaths,2020,-,deaths per 100_000 inhabitants",
        cure: "Write `0` if the figure is zero. If it is not known, write the status `not_reported`.",
    },
    Code {
        code: "data::unit::mismatch",
        title: "a figure is of another kind than its item",
        explanation: "A volume cannot stand where a share is measured. Both kinds are shown, and what lies between \
                      them. An amount of one year is read as one per year where that is declared; the other way round \
                      is refused.",
        wrong: "water_supply_loss,2020,28,L per day",
        cure: "Give the figure in the unit that the message names. If the method accepts the other kind, the pack \
               says so: `also in UNIT times FACTOR`.",
    },
    Code {
        code: "data::unit::unknown",
        title: "a unit cannot be read",
        explanation: "It has a name that no pack declares, or a sign that units do not have.",
        wrong: "population,2020,206000,inhabitnats",
        cure: "Write the unit that the message names, or leave the cell empty if the figure is in the unit of the \
               rules. `yardstick list units` shows all.",
    },
    Code {
        code: "data::unit::assumed",
        title: "figures have no unit",
        explanation: "They are taken in the unit that the rules declare. If the rules change their unit, these \
                      figures change their meaning.",
        wrong: "water_supply_loss,2020,28.42,",
        cure: "Write the unit in the column `unit`.",
    },
    Code {
        code: "data::unit::needless",
        title: "a unit stands beside an answer or a word",
        explanation: "Questions of yes or no and choices are not measured.",
        wrong: "urban_planning,2020,yes,%",
        cure: "Leave the unit empty.",
    },
    Code {
        code: "data::money::no_currency",
        title: "a figure of money names no currency",
        explanation: "Two currencies never add, so the currency of each figure must be known.",
        wrong: "cultural_expenditure,2019,250,money per inhabitant",
        cure: "Write the code of the currency in the unit: `NOK per inhabitant`.",
    },
    Code {
        code: "data::money::other_currency",
        title: "a figure is in another currency than its item",
        explanation: "A currency converts at a rate that changes from day to day, and the file states none.",
        wrong: "road_cost,2020,25,EUR (where the item is measured in NOK)",
        cure: "Give the figure in the currency of the item.",
    },
    Code {
        code: "data::status::unknown",
        title: "a status is not known",
        explanation: "The status decides whether a figure counts; an unknown one decides nothing, and the row is left \
                      out.",
        wrong: "population,2020,206000,inhabitants,reportd",
        cure: "Write `verified`, `reported`, `not_verified`, `not_reported`, `not_applicable` or `rejected`, or leave \
               the cell empty: a value is then taken as reported.",
    },
    Code {
        code: "data::status::no_value",
        title: "a status says that there is a value, and there is none",
        explanation: "A figure without a value cannot be verified or reported. It is taken as not reported. The status \
                      `not_verified` may stand without a value: the verifier withheld it.",
        wrong: "population,2020,,inhabitants,verified",
        cure: "Write the value, or the status `not_reported`.",
    },
    Code {
        code: "data::status::no_reason",
        title: "it is not said why an item is not applicable",
        explanation: "What does not apply leaves the score on both sides. A reader must be able to see why.",
        wrong: "wastewater_tertiary,2020,,%,not_applicable,,,,",
        cure: "Write the reason in the column `note`.",
    },
    Code {
        code: "data::quality::unknown",
        title: "a grade of quality is not known",
        explanation: "Rules may ask for a least grade, so an unknown one cannot pass; the row is left out.",
        wrong: "population,2020,206000,inhabitants,reported,meashured",
        cure: "Write `measured`, `survey`, `extrapolated`, `estimated`, `personal` or `unknown`, or leave the cell \
               empty.",
    },
    Code {
        code: "data::figure::twice",
        title: "the same figure stands in the data twice",
        explanation: "Item, period, value and source are the same. Mostly a row was copied.",
        wrong: "population,2020,206000,inhabitants (on two lines)",
        cure: "Remove one of the two rows. If the source prints the figure in two places, say in the column `place` \
               which.",
    },
    Code {
        code: "data::figure::differs",
        title: "one source gives two figures for one item and period",
        explanation: "Both are kept, and the engine picks by its stated rule. If the source does not say both, one of \
                      them is a slip.",
        wrong: "water_supply_loss,2020,28.42,% and water_supply_loss,2020,28,% from one source",
        cure: "Keep the one that holds. If the source says both, write in the column `place` where each stands.",
    },
    Code {
        code: "data::attribute::unknown",
        title: "no input has the name of an attribute",
        explanation: "What is known of a city becomes the figure of an input. A name that no pack knows changes \
                      nothing; one that is nearly known is probably misspelt.",
        wrong: "terain: hilly",
        cure: "Write the name of the input, or declare `input terrain` in a pack. A KPI is reported in the city's data.",
    },
    Code {
        code: "data::attribute::many",
        title: "an attribute has more than one value",
        explanation: "A place has one terrain and lies in one country.",
        wrong: "country: NO, SE",
        cure: "Keep one.",
    },
    Code {
        code: "data::city::missing",
        title: "the file describes no city",
        explanation: "`city.kpi` says which packs a city uses and what is known of it.",
        wrong: "(a city.kpi without `city`)",
        cure: "Write `city NAME \"Title\" { uses PACK }`.",
    },
    Code {
        code: "data::city::second",
        title: "the file describes two cities",
        explanation: "The figures beside it belong to one city.",
        wrong: "city a { uses u4ssc } city b { uses u4ssc }",
        cure: "Put each city into a folder of its own.",
    },
    Code {
        code: "data::city::uses",
        title: "the city names no packs",
        explanation: "Without a pack there are no rules by which it could be judged.",
        wrong: "city trondheim \"Trondheim\" { country: NO }",
        cure: "Add `uses` with the names of the packs: `uses u4ssc, reference_targets`.",
    },
    Code {
        code: "data::city::item",
        title: "an item does not belong in the file of a city",
        explanation: "The file of a city holds what is so in the city. Rules belong in a pack, so that they hold for \
                      all.",
        wrong: "kpi noise_exposure \"Noise\" { unit % } (in city.kpi)",
        cure: "Move it to a pack that the city uses.",
    },
    Code {
        code: "data::city::clause",
        title: "a clause does not belong in a city or a programme",
        explanation: "It would not be read.",
        wrong: "city trondheim \"Trondheim\" { uses u4ssc; target at least 5 % }",
        cure: "A city has `uses`, `prefer source`, `about`, `source` and attributes; a programme has `tags`, `from`, \
               `until`, `budget`, `source` and `about`.",
    },
    Code {
        code: "data::city::modifier",
        title: "a modifier means nothing in the file of a city",
        explanation: "Attributes of a city hold for every year and under every condition.",
        wrong: "country: NO from 2020",
        cure: "Leave it out. What changes over the years is a figure: report it in the city's data.",
    },
    Code {
        code: "data::clause::twice",
        title: "something is said twice",
        explanation: "It would not be clear which of the two holds; the second one is left out.",
        wrong: "country: NO; country: SE",
        cure: "Keep one of the two.",
    },
    Code {
        code: "data::programme::date",
        title: "a programme has a date that the calendar lacks",
        explanation: "Months have 28 to 31 days.",
        wrong: "from 2021-02-30",
        cure: "Write a date as `2020`, `2020-09` or `2020-09-30`.",
    },
    Code {
        code: "data::programme::dates",
        title: "a programme ends before it begins",
        explanation: "One of the two dates is wrong.",
        wrong: "from 2029; until 2010",
        cure: "Exchange the two dates, or put the wrong one right.",
    },
    Code {
        code: "data::programme::tags",
        title: "a programme has no tags",
        explanation: "Recommendations credit programmes by their tags, so this one is never credited.",
        wrong: "programme water_plan \"Plan for water\" { from 2021 }",
        cure: "Add tags that the rules credit: `tags water`.",
    },
];
