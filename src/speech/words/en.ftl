# What the program itself says, in English. A translation is a file of the same keys beside it: nb.ftl, nn.ftl, or one
# in a folder that is named with --words.
#
# { $name } is filled in. { $n -> [one] … *[other] … } chooses by the plural rules of the language.
# {"text"} holds blanks at an edge that would be cut off.

## Numbers, units, lists

# What stands after a number: 28.4 %, with a space that does not break.
percent = { $number }{"\u00A0"}%
quantity = { $number }{"\u00A0"}{ $unit }
unit_per = per { $unit }
unit_of = { $unit } of { $substance }
unit_day = { $form ->
    [one] day
   *[other] days
 }
unit_week = { $form ->
    [one] week
   *[other] weeks
 }
unit_month = { $form ->
    [one] month
   *[other] months
 }
unit_year = { $form ->
    [one] year
   *[other] years
 }
unit_per_mille = per mille
unit_pp = pp
unit_money = money
list = { $rest } and { $last }
list_cut = { $rest } and { $more } more
quoted = “{ $text }”
bound_less = < { $number }
bound_at_most = <= { $number }
bound_more = > { $number }
bound_at_least = >= { $number }
bound_between = { $low } to { $high }
unknown = unknown
yes = yes
no = no

## Goals

goal_at_least = at least { $bound }
goal_above = above { $bound }
goal_at_most = at most { $bound }
goal_below = below { $bound }
goal_between = between { $bound } and { $upper }
goal_equals = exactly { $bound }
range_equals = equals { $bound }
turn_at = at { $bound }
turn_other = other than { $bound }
turn_score = a score of { $turn }
said_less = less than { $number }
said_more = more than { $number }
said_at_most = at most { $number }
said_at_least = at least { $number }

## Statuses, grades, bases, evidence, reasons

status_verified = verified
status_reported = reported
status_not_verified = not verified
status_not_reported = not reported
status_not_applicable = not applicable
status_rejected = rejected
quality_measured = measured
quality_survey = survey
quality_extrapolated = extrapolated
quality_estimated = estimated
quality_personal = personal
quality_unknown = unknown
origin_computed = computed
origin_stated = stated
origin_imputed = imputed
prepared_at_hand = all cities evaluated together
prepared_bounds = Compared with { $count } values of { $cohort }, from { $least } to { $most }.
prepared_imputed = Nobody reported it: the value stands in for it (imputed).
prepared_treated = Outliers are treated: the score takes it as { $value }.
many_cities = { $count } cities were evaluated together.
many_missing = { $count } values are missing.
many_imputed = { $count } values stand in for missing ones (imputed).
many_treated = { $count } values were changed as outliers before the score.
many_groups = { $count } more groups stand in the files.
origin_assumed = assumed
basis_law = law
basis_method = method
basis_sdg = SDG
basis_who = WHO
basis_iso = ISO
basis_parity = parity
basis_natural_maximum = natural maximum
basis_comparator = comparator
basis_judgement = judgement
evidence_seen = seen
evidence_inferred = inferred
evidence_recalled = recalled
missing_failed = not computable
missing_rejected = rejected
missing_not_reported = not reported
missing_no_benchmark = no benchmark
missing_not_applicable = not applicable
missing_undecided = not decided
missing_sign_not_applicable = n/a
explained_not_reported = the city gives no figure
explained_no_benchmark = no target to compare with
explained_not_applicable = does not apply to the place
explained_undecided = the figure does not settle it
explained_rejected = the figure was refused
explained_failed = could not be computed
warn = warning
reject = refused
info = note
priority_high = high priority
priority_medium = medium priority
priority_low = low priority

## The picture

wheel_title = Wheel of { $city }, { $year }
wheel_about = A wheel of rings. In the centre { $city }, around it the groups, outermost the { $items } KPIs and points. Each cell has the colour and the pattern of its band, and its points or a sign for the reason why it has none. The table after the wheel in the report says the same in words.
wheel_points = { $points } of { $most } points
wheel_covered = { $scored } of { $applicable } scored

## The summary for a terminal

filtered = Only { $filter }. Scores of groups are those of the whole group.
counts = { $kpis ->
    [one] { $kpis } KPI
   *[other] { $kpis } KPIs
 } and { $points ->
    [one] { $points } point
   *[other] { $points } points
 }; { $reported } of { $leaves } reported, { $scored } scored
column_score = score
column_scored = scored
stands_out = What stands out
best_groups = Highest
worst_groups = Lowest
top_items = In the highest band
low_items = In the lower bands
gaps = Data gaps
recommendations = Recommendations
given = Given
held_back = Held back
not_given = Not given
undetermined = Undetermined
checks = Checks
differences = Notices about figures
nothing_given = No recommendation is given.
and_more = { $count } more, in the report
some_of = { $some } of { $all }
of_members = { $title } { $count } KPIs
each_of_them = Each of them, with the reason
checks_counted = { $found } found something, { $holds } hold, { $open } cannot be told; { $notices ->
    [one] { $notices } notice about figures
   *[other] { $notices } notices about figures
 }

## The page

report = Report
made_with = Rules in use:
by_facet = By { $facet }
skip = Skip to the content
contents = Contents
key_figures = Key figures
the_wheel = The wheel
wheel_note = Each cell shows its points, or a sign for why it has none. Point at a cell to read its value.
legend = Legend
sign = Sign
meaning = Meaning
number_of_items = Number
as_table = The wheel as a table
strong_and_weak = Strengths and weaknesses
strengths = In the highest band
weaknesses = In the lower bands
no_strengths = Nothing is in the highest band.
no_weaknesses = Nothing is in the lower bands.
more_of = { $count } more
all_items = All KPIs
item = KPI
value = Value
target_and_start = Target and start
target = Target
start = Start
band = Band
score = Score
points = points
points_title = Points
scored = scored
source = Source
scored_title = Scored
reason = Reason
note = Note
not_in_totals = not in the totals of { $packs }
not_in_rollups = not in the roll-up { $rollups }
missing_is = missing: { $names }
waits = Recommendations that wait for it
no_gaps = Every item has a band.
topic = Topic
recommendation = Recommendation
why = Why
not_decided = Not decided
what_to_do = What to do
under_way = Already under way
to_read = To read
shortfall_is = shortfall { $share }
effect_is = gain { $gain } on { $on }
effect_open = gain on { $on } not known ({ $why })
time_span = { $from } to { $until }
since = since { $year }
until = until { $year }
held_back_about = They would be given, but a limit or a condition in the rules holds them back.
held_back_column = Held back by
not_given_about = Their conditions do not hold. The value at which each would fire is said where there is one.
not_given_column = Why not
undetermined_about = Whether they would be given cannot be told, since figures are missing.
undetermined_column = What is missing
findings = Findings
finding = Finding
check = Check
weight = Weight
for_verifier = For the verifier
cannot_be_told = Cannot be told
checks_hold = Checks that hold: { $count }.
checks_apart = Checks that do not apply: { $count }.
no_checks = The checks found nothing.
figures = Figures
provenance = Where this comes from
engine = Engine
by_rules_of = by the rules of { $day }
applies_to = applies to
attribute_country = country
attribute_region = region
attribute_county = county
attribute_city = city
packs = Packs
pack = Pack
version = Version
hash = SHA-256
hash_of_data = SHA-256 of the data
file = File
files = Files
hash_note = The hash of a pack is that of the list that sha256sum prints for its files, sorted by name. Each file has its own below.

## Sentences

sentence_value = { $title } is { $value }.
sentence_band = { $title } is { $value }{ $target }: { $band }{ $score }.
sentence_target = ; the target is { $target }
sentence_target_basis = ; the target is { $target } ({ $basis })
sentence_score = , score { $score }
sentence_group = { $title } scores { $score }{ $band }{ $points }; { $scored } of { $applicable } items that apply are scored.
sentence_points = , { $points } of { $most } points
sentence_no_score = { $title } has no score: { $why }.
sentence_extremes = Highest is { $best }, lowest { $worst }.
fires_at = { $left } would fire it { $at }
fires = it would fire { $at }
is_now = { $value }; would fire { $at }
held_by_limit = its { $what } has rank { $rank }; the rules give { $count }
held_briefly = { $what } rank { $rank }, limit { $count }
held_by_rank = it has rank { $rank }; the rules give { $count }
held_by_unless = held back where { $condition }
recommendations_counted = recommendations
groups_of = groups by { $facet }
across_topics = Across all topics
by_priority = priority (high before medium before low)
by_shortfall = shortfall (100 % less the lowest score among the KPIs that fired, the largest first)
by_effect = effect (how far it would move what it is on, the largest first)
by_declaration = the place in the rules
then_by = { $first }, then by { $next }
order_limit = The rules give the first { $count } { $what }, ordered by { $by }. What ties keeps the order of the rules.
order_because = The rules say: “{ $because }”.
order_plain = The order is that of priority, then of the place in the rules.
gap_heading = { $reason } ({ $count ->
    [one] { $count } KPI or point
   *[other] { $count } KPIs and points
 })

## Why a value is missing

why_no_item = the item does not exist
why_only_a_bound = only a bound is known
why_no_number = the result is not a number
why_no_points_possible = no points can be earned
why_coverage_of_item = only a roll-up has a coverage
why_rollup_circle = the roll-up goes in a circle
why_empty_group = nothing belongs to this group
why_no_points = no points are earned
why_group_apart = nothing in this group applies
why_no_part = a group has no such part
why_score_circle = targets and scores go in a circle
why_points_only = the test sets points only
why_no_parameter = the parameter does not exist
why_no_facet_value = it carries no value of this facet
why_no_table = the table does not exist
why_no_reference = the reference does not exist
why_no_reference_bands = the reference has no bands
why_growth_years = growth needs two years
why_growth_sign = growth has no meaning at zero or across a change of sign
why_year_number = a year needs a number
why_nothing_to_add = nothing is there to add up or compare
why_only_numbers = only numbers can be added up or compared
why_no_scale = the scale does not exist
why_no_argument = the function lacks an argument
why_no_effect = no recommendation with an effect is at hand
why_alone = it is compared with others, and this one stands alone: evaluate all of them together (`yardstick evaluate FOLDER`), or write their bounds down once (`yardstick bounds FOLDER`) and use those
why_best_is_zero = the best of all is 0, of which nothing is a share
why_no_such_member = there is no value of { $member } to compare it with
why_no_spread = all that it is compared with are equal
why_nobody = nobody with whom it is compared has a value
why_not_held = { $cohort } holds no values of it
why_no_pair = it is compared with others pair by pair, and this one stands alone: evaluate all of them together (`yardstick evaluate FOLDER`)
why_no_opponent = it is compared with others pair by pair, and no other has enough for that: report more figures of the others, or take others into the cohort
why_no_pair_held = it is compared with others pair by pair, and { $cohort } holds values of nobody: take another cohort, with `members` or for all that are at hand
why_one_member = there is nobody else to compare it with
why_percentile = a percentile lies between 0 and 100 %
why_reference_is_worst = the reference is the worst value of all
why_screened = { $there } of { $applicable } have a value, too few to be scored
why_target_is_worst = the target is the worst value of all
why_no_function = the function does not exist
why_no_value = the expression has no value
why_no_truth = the condition is neither yes nor no
why_tolerance_number = a tolerance needs a number
why_facet_order = a facet has no order
why_no_member = there is no member at hand
why_no_own = there is no item whose target is meant
why_start_is_target = the start is the target itself
why_needs_start = a target that is not above 0 needs a start
why_arithmetic = arithmetic needs numbers
why_division = division by zero
why_geometric = a geometric mean has no meaning for numbers below 0
why_harmonic = a harmonic mean needs numbers above 0
why_power_mean = a power mean has no meaning for these numbers
why_logarithm = a logarithm needs a number above 0
why_root = a square root needs a number that is not below 0
why_edges = the least edge lies above the most
why_start_is_goal = start and goal are equal
why_logarithms = a logarithm needs numbers above 0
why_range = the edges of the range do not rise
why_parity = a ratio of two groups needs numbers that are not below 0, one of them above
why_step = the step must lie above 0
why_arguments = wrong number of arguments
why_no_target = no pack in use sets a target
why_one_figure = reported as one figure, its points stay not reported
why_circle = formulas go in a circle, or lean on each other too deeply
step_highest = it is in the highest band already
step_none = no single value leads to the next band
why_no_start = no start is set
why_two_scales = the bands are of two scales that have nothing in common
why_no_order = the two sides have no order between them
why_status = a figure is there with the status { $status }
why_status_noted = a figure is there with the status { $status }: { $note }
why_grade = { $got }, at least { $wanted } is asked for
why_grade_because = { $got }, at least { $wanted } is asked for: { $because }
why_currencies = { $one } and { $other } meet without a rate between them
why_few_reported = only { $reported } of { $applicable } are reported
why_few_scored = only { $reported } of { $applicable } are scored
why_little_weight = only { $percent } % of the weight is there
why_weights = the weights of all that is there are 0
why_outside = { $value } lies outside of what is expected
why_untold = { $what } cannot be told ({ $missing })
untold_source = which source is preferred
untold_value = which value is preferred
untold_range = which range is expected
untold_grade = which grade is asked for
untold_assumption = what is assumed
clause_number = clause { $number }
why_two_clauses = two clauses hold at once ({ $one } and { $other }): let one go over the other
why_parameter_not_set = the parameter `{ $name }` is not set
why_two_rows = two rows of the table `{ $name }` fit
why_no_row = no row of the table `{ $name }` fits
why_no_figure = `{ $name }` has no figure of `{ $item }`
why_many_years = { $first } to { $last } are more than { $most } years
why_in_year = in { $year }
why_no_band = no band of `{ $name }` holds the value
not_set = (not set)

## What was noticed about figures

notice_computed = computed { $taken }, reported { $left }; the computed one is taken
notice_reported = reported { $taken }, computed { $left }; the reported one is taken
notice_stated = reported { $taken }, stated by the rules { $left }; the reported one is taken
notice_outside = { $value } is not { $range }
notice_range_missing = { $why } ({ $range })
notice_assumed = not reported; { $value } is assumed
notice_ungraded = a grade of quality is asked for, and a figure states none
notice_differ = { $taken } ({ $source }) is taken, { $other } ({ $beside }) stands beside it: { $rule }
notice_no_source = no source
rule_source = its source is preferred
rule_status = it has the better status
rule_grade = it has the better grade
rule_first = it comes first in the file
check_fails = { $title }: this does not hold
always = always
count = { $count }

## Conditions in words

compare_equal = { $left } is { $right }
compare_not_equal = { $left } is not { $right }
compare_less = { $left } is below { $right }
compare_at_most = { $left } is at most { $right }
compare_greater = { $left } is above { $right }
compare_at_least = { $left } is at least { $right }
compare_band_less = { $left } is lower than { $right }
compare_band_at_most = { $left } is { $right } or lower
compare_band_greater = { $left } is higher than { $right }
compare_band_at_least = { $left } is { $right } or higher
list_or = { $rest } or { $last }
figure_of = { $reference } for { $item }
against = { $item } against { $reference }
this_year = the year
at_year = { $item } in { $other }
not = not: { $condition }
or_else = { $item } (or { $other })
is_reported = { $item } is reported
is_not_reported = { $item } is not reported
is_applicable = { $item } applies
is_not_applicable = { $item } does not apply
gather_sum = the sum of { $set }
gather_mean = the mean of { $set }
gather_min = the least of { $set }
gather_max = the most of { $set }
gather_median = the median of { $set }
gather_count = the number of { $set }
gather_list = { $set }
gather_growth = the yearly growth of { $set }
set_kpi = KPIs
set_point = points
set_input = inputs
set_leave = KPIs and points
set_where = { $set } where { $condition }
set_of = { $set } of { $item }
part_target = the target of { $item }
part_start = the start of { $item }
part_score = the score of { $item }
part_points = the points of { $item }
part_status = the status of { $item }
part_quality = the grade of { $item }
part_coverage = the coverage of { $item }
each_status = the status
each_band = the band
each_score = the score
each_value = the value
each_quality = the grade
each_points = the points
each_target = the target

## Targets with a date

goal_by = { $bound } by { $date }
paths = Targets with a date
paths_about = What is due now on the way to each of them, how far the city has come, and when it arrives if it goes on as it did.
path_value = value
path_due = due in { $year }
path_progress = progress
path_pace = pace
path_arrival = arrives in
path_budget = still allowed
path_allows = { $amount } from { $first } to { $last }
path_needed = still needed
path_open = cannot be told
no_pace = no pack in use has a scale for it
path_linear = in a straight line
path_constant_rate = at a constant rate
path_steps = in steps
path_runs = The path starts in { $year } with { $start } and runs { $way } between milestones.
path_milestones = Milestones
path_milestone = milestone
path_by = By
path_year = Year
path_years = Year by year
path_column_due = due
path_column_value = reported
path_column_difference = difference
path_picture = The path of { $title }
path_picture_about = A line shows what is due in each year, diamonds on it the milestones, dots the values that were reported. The table below it says the same in numbers.
role_baseline_year = the baseline year
role_start_of_path = the start of the path
role_path_starts = , where the path starts,
role_baseline = , the baseline,
why_no_row_in = no row of the table `{ $name }` fits { $year }
why_path_start_not_said = the start of the path is not said
why_path_starts = the path starts in { $year }
why_path_numbers = only numbers make a path
why_constant_rate = a constant rate needs levels above 0
why_baseline_share = a share of the baseline is one number
why_not_stated = { $what } is not stated
why_not_stated_because = { $what } is not stated: { $why }
why_year_is = { $what } is { $year }
why_year_bound = of the value of { $year }{ $role } only a bound is known
why_year_missing = the value of { $year }{ $role } is { $kind }
why_year_missing_because = the value of { $year }{ $role } is { $kind }: { $why }
why_path_late = the path starts in { $year }, and its first milestone is due in { $due }
why_path_long = a path takes at most { $most } years
why_progress_circle = progress goes in a circle
why_no_change = the path asks for no change by { $year }
why_trend_numbers = only numbers have a trend
why_trend_two = a trend needs two figures of { $first } to { $last }
why_trend_second = a trend needs a second figure, of { $first } to { $last }
why_trend_still = the trend stands still ({ $first } to { $last })
why_trend_away = the trend leads away from the goal ({ $first } to { $last })
why_trend_far = at this trend the goal is more than a thousand years away ({ $first } to { $last })
why_no_sum = a share or a rate does not add up over the years
why_path_ends = the path ends in { $year }
why_no_dated_target = no target with a date is set
part_required = what is due of { $item }
part_progress = the progress of { $item }
part_arrival = the arrival of { $item }
part_budget = what the path of { $item } still allows

## Layers

retired = retired by { $pack }
retired_because = retired by { $pack }: { $because }

## Scripts and functions of the host

code_failed = `{ $from }`: { $why }
code_not_brought = this program brings no `{ $name }` along
code_no_item = there is no item `{ $name }`{ $near }
code_no_number = `{ $name }` is no number
code_no_parameter = there is no parameter `{ $name }`{ $near }
code_no_reference = there is no reference `{ $name }`{ $near }
code_no_rollup = there is no roll-up `{ $name }` with members{ $near }
code_no_evidence = no evidence is named: say which figures led to it
code_evidence_unknown = the evidence names no item: `{ $name }`{ $near }
code_evidence_not_asked = `{ $name }` is given as evidence and was never looked at
code_text_open = a text opens a hole and does not close it
code_no_filling = nothing fills the hole `{ $name }` of a text
code_no_text = a finding needs a text
code_action_declared = the action `{ $name }` has its text in the rules
code_no_action = the rules have no action `{ $name }`{ $near }, and no text came with it
code_action_not_now = no text of the action `{ $name }` holds here
code_says = { $from }: { $evidence }
code_says_nothing = { $from } recommends nothing, having looked at { $evidence }
code_looked_at_nothing = { $from } recommends nothing
evidence_item = { $title } { $figure }
evidence_item_band = { $title } { $figure } ({ $band })
evidence_is = On the ground of: { $evidence }

# Why a script gives no result.
why_script_at = { $what } ({ $place })
why_script = { $what } ({ $file })
script_missing = { $operator } cannot be used with a missing value ({ $reason })
script_not_finite = { $operator } has no finite result here
script_limit_operations = the script takes more steps than it may
script_limit_calls = functions of the script call each other deeper than they may
script_limit_memory = the script makes more texts, lists and records than it may
script_limit_time = the script takes longer than it may
script_limit_nesting = lists and records of the script are put into each other deeper than they may
script_limit_variables = the script has more variables at one time than it may
code_other_kind = it gives { $got }, where { $wanted } is declared
code_other_word = it gives “{ $got }”, which is none of { $words }
code_a_number = a number
code_an_answer = yes or no
code_a_text = a text
code_a_list = a list
code_a_record = a record
code_element = in element { $place }, { $why }
code_field = in `{ $field }`, { $why }
code_more_fields = it gives a field `{ $field }` that is not declared{ $near }
code_no_field = it gives no `{ $field }`
code_not_there = there is no field `{ $field }`
code_not_finite = no finite number
code_nothing = it gives nothing
code_many_in_text = a list or a record cannot fill a place in a text
