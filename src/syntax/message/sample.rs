//! Samples of clauses and heads, and what blocks are called.

use super::super::tree::ItemKind;
use super::{Frame, HEAD};

/// A sample of a clause or head.
pub(super) fn example(frame: &Frame<'_>) -> Option<&'static str> {
    Some(match frame.word {
        "translate" => "translate nb {",
        "text" => "text \"in the original\" \"translated\"",
        "unit" if frame.what == block_name(&ItemKind::Translate) => "unit inhabitant \"innbygger\" \"innbyggere\"",
        _ if frame.what == block_name(&ItemKind::Translate) => "kpi water_supply_loss \"…\"",
        "unit" if frame.what == HEAD => "unit household  households",
        "expect" if frame.what == block_name(&ItemKind::Test) => "expect band(waste) = strong",
        "require" if frame.what == block_name(&ItemKind::Rollup) => "require 65 % reported",
        "target" => "target at least 95 %",
        "start" => "start 30 min",
        "value" => "value households_with_internet / households",
        "unit" => "unit min per interruption",
        "expect" => "expect between 0 % and 100 %",
        "require" => "require sum(points of modes) = 100 % within 2 pp  else warn \"…\"",
        "given" => "given households at 2020 = 1_000 households",
        "action" => "action renew \"Renew the networks.\"",
        "no" => "no benchmark  because \"…\"",
        "not" => "not applicable  when recipient = less_sensitive",
        "also" => "also in ppm times 1_900 ug per m3 per ppm",
        "prefer" => "prefer reported",
        "by" => "by share_of_points",
        "of" => "of points",
        "credit" => "credit programmes tagged water",
        "vary" => "vary weight of dimension by 25 %",
        "robustness" => "robustness \"How sure the scores are\" {",
        "effect" => "effect on footprint with distance = 0.9 * distance",
        "period" => "period latest within 3 years",
        "kpi" => "kpi household_internet_access \"Household Internet Access\" {",
        "input" => "input households \"Households\" { unit households }",
        "pack" => "pack u4ssc \"Smart Sustainable Cities\" {",
        "bands" => "bands performance {",
        "facet" => "facet level \"Level\" { core \"Core\"; advanced \"Advanced\" }",
        "rollup" => "rollup dimension { of points; by share_of_points }",
        "table" => "table response_target by size_class, terrain hits first {",
        "limit" => "limit topics 4 by priority, shortfall",
        "function" => "function lost_share(supplied: m3, billed: m3) -> % = (supplied - billed) / supplied",
        "test" => "test \"what must come out\" {",
        "recommend" => "recommend water_networks \"Improve the networks\" {",
        "check" => "check modes_add_up \"The modes add up\" {",
        "parameter" => "parameter loss_limit \"Water loss that calls for action\" {",
        "reference" => "reference european_average \"the European average\" {",
        "kpis" => "kpis from \"indicators.csv\" {",
        "targets" => "targets from \"targets.csv\"",
        "resource" => "resource water_convention \"Guide to Implementing the Water Convention\" {",
        "points" => "points car \"Car\", bus \"Bus\" {",
        "point" => "point percent \"Share published\" {",
        "region" => "region nordic \"Nordic countries\" { country: DK, FI, IS, NO, SE }",
        "retire" => "retire kpi informal_settlements because \"None exist\"",
        "city" => "city trondheim \"Trondheim\" {",
        "programme" => "programme water_plan \"Water plan\" {",
        "dimension" => "dimension: economy",
        _ if frame.what == super::HOLE => "{water_supply_loss}",
        _ if frame.what == "a scale of bands" => "good \"66 to 95 % of the target\" at least 66 % points 3",
        _ => return None,
    })
}

/// The usual clauses of a block.
pub(super) fn usual(parent: &ItemKind) -> &'static str {
    match parent {
        ItemKind::Pack => "`version`, `language`, `subject`, `source`, `extends`, `score`, `bands`, `period`",
        ItemKind::Recommend { .. } => "`when`, `unless`, `priority`, `because`, `action`, `credit`, `resource`",
        ItemKind::Check { .. } => "`require … else warn \"…\"`, `note`, `source`",
        ItemKind::Rollup => "`of`, `by`, `require`",
        ItemKind::Robustness => "`vary`, `replicates`, `seed`, `source`, `because`",
        ItemKind::Test => "`city`, `given`, `expect`",
        ItemKind::Translate => "`text`, and the word and the name of what is translated: `kpi NAME \"…\"`",
        ItemKind::City => "`uses`, `prefer source`, and attributes with a colon",
        ItemKind::Region => "attributes with a colon: `country: NO, SE`",
        ItemKind::Resource => "`publisher`, `year`, `address`, `source`",
        ItemKind::Programme => "`tags`, `from`, `until`, `budget`, `source`, `about`",
        ItemKind::Parameter => "`unit`, `value`",
        ItemKind::Kpis => {
            "`id`, `title`, `match` and other words with `column \"…\"`, facets with a colon, and clauses for all rows"
        }
        ItemKind::Cities => {
            "`uses`, `id`, `title`, `period` and names of inputs with `column \"…\"`, and attributes with a colon"
        }
        ItemKind::Cohort => "`years`, `members`, `source`, and the values that it holds: `loss: 12, 15, 20`",
        ItemKind::Input => "`unit`, `expect`, `tolerance`, `assume`, `also in`, `require`",
        _ => "`unit`, `value`, `target`, `start`, `about`, `code`, `expect`, `no benchmark`, and facets with a colon",
    }
}

/// A kind of block, with its article.
pub(in super::super) fn block_name(parent: &ItemKind) -> &'static str {
    match parent {
        ItemKind::Pack => "a pack",
        ItemKind::Bands { .. } => "a scale of bands",
        ItemKind::Facet { .. } => "a facet",
        ItemKind::Rollup => "a roll-up",
        ItemKind::Unit { .. } => "a unit",
        ItemKind::Input => "an input",
        ItemKind::Kpi => "a KPI",
        ItemKind::Points => "a point",
        ItemKind::Parameter => "a parameter",
        ItemKind::Table { .. } => "a table",
        ItemKind::Reference { .. } => "a reference",
        ItemKind::Kpis | ItemKind::Targets { .. } | ItemKind::Cities => "a sheet",
        ItemKind::Cohort => "a cohort",
        ItemKind::Recommend { .. } => "a recommendation",
        ItemKind::Resource => "a resource",
        ItemKind::Limit { .. } => "a limit",
        ItemKind::Check { .. } => "a check",
        ItemKind::Function { .. } => "a function",
        ItemKind::Test => "a test",
        ItemKind::Robustness => "a study of robustness",
        ItemKind::Translate => "a translation",
        ItemKind::City => "a city",
        ItemKind::Programme => "a programme",
        ItemKind::Region => "a region",
    }
}
