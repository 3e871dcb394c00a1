# Det programmet selv sier, på bokmål. Nøklene er de samme som i en.ftl.

## Tall, enheter, lister

percent = { $number }{"\u00A0"}%
quantity = { $number }{"\u00A0"}{ $unit }
count = { $count }
unit_per = { $unit ->
    [dag] per døgn
   *[other] per { $unit }
 }
unit_of = { $unit } { $substance }
unit_day = { $form ->
    [one] dag
   *[other] dager
 }
unit_week = { $form ->
    [one] uke
   *[other] uker
 }
unit_month = { $form ->
    [one] måned
   *[other] måneder
 }
unit_year = år
unit_per_mille = promille
unit_pp = prosentpoeng
unit_money = kroner
list = { $rest } og { $last }
list_or = { $rest } eller { $last }
list_cut = { $rest } og { $more } til
quoted = «{ $text }»
bound_less = < { $number }
bound_at_most = ≤ { $number }
bound_more = > { $number }
bound_at_least = ≥ { $number }
bound_between = { $low } til { $high }
unknown = ukjent
yes = ja
no = nei

## Mål og grenser

goal_at_least = minst { $bound }
goal_above = over { $bound }
goal_at_most = høyst { $bound }
goal_below = under { $bound }
goal_between = mellom { $bound } og { $upper }
goal_equals = nøyaktig { $bound }
range_equals = lik { $bound }
turn_at = { $bound }
turn_other = noe annet enn { $bound }
turn_score = en måloppnåelse på { $turn }
said_less = under { $number }
said_more = over { $number }
said_at_most = høyst { $number }
said_at_least = minst { $number }

## Status, kvalitet, grunnlag, sikkerhet, årsaker

status_verified = verifisert
status_reported = rapportert
status_not_verified = ikke verifisert
status_not_reported = ikke rapportert
status_not_applicable = ikke relevant
status_rejected = avvist
quality_measured = målt
quality_survey = utvalgsundersøkelse
quality_extrapolated = beregnet ut fra et høyere nivå
quality_estimated = anslått
quality_personal = personlig anslag
quality_unknown = ukjent kvalitet
origin_computed = beregnet
origin_stated = oppgitt i reglene
origin_imputed = imputert
prepared_at_hand = alle byer som er vurdert sammen
prepared_bounds = Sammenlignet med { $count } verdier fra { $cohort }, fra { $least } til { $most }.
prepared_imputed = Ingen har rapportert den: verdien står i stedet (imputert).
prepared_treated = Avvikere behandles: poengsummen regner med { $value }.
many_cities = { $count } byer ble vurdert sammen.
many_missing = { $count } verdier mangler.
many_imputed = { $count } verdier står i stedet for manglende (imputert).
many_treated = { $count } verdier ble endret som avvikere før poengsummen.
many_groups = { $count } flere grupper står i filene.
origin_assumed = antatt
basis_law = lov
basis_method = metoden
basis_sdg = FNs bærekraftsmål
basis_who = WHO
basis_iso = ISO
basis_parity = likhet
basis_natural_maximum = naturlig maksimum
basis_comparator = sammenligningstall
basis_judgement = skjønn
evidence_seen = lest i kilden
evidence_inferred = utledet
evidence_recalled = etter hukommelsen
missing_failed = kan ikke beregnes
missing_rejected = avvist
missing_not_reported = ikke rapportert
missing_no_benchmark = uten mål
missing_not_applicable = ikke relevant
missing_undecided = ikke avgjort
missing_sign_not_applicable = i.r.
explained_not_reported = kommunen har ikke oppgitt noe tall
explained_no_benchmark = det finnes ikke noe mål å sammenligne med
explained_not_applicable = gjelder ikke for kommunen
explained_undecided = tallet avgjør det ikke
explained_rejected = tallet ble avvist
explained_failed = lot seg ikke beregne
warn = advarsel
reject = avvist
info = merknad
priority_high = høy prioritet
priority_medium = middels prioritet
priority_low = lav prioritet

## Hjulet

wheel_title = Indikatorhjul for { $city }, { $year }
wheel_about = Et hjul av ringer. Innerst står { $city }, utenfor kommer gruppene, og ytterst de { $items } indikatorene og delindikatorene. Hvert felt har fargen og mønsteret til vurderingen sin, og viser poengene eller et tegn for hvorfor det ikke har noen. Tabellen etter hjulet i rapporten sier det samme med ord.
wheel_points = { $points } av { $most } poeng
wheel_covered = { $scored } av { $applicable } vurdert

## Sammendraget

filtered = Bare { $filter }. Måloppnåelsen for en gruppe gjelder hele gruppen.
counts = { $kpis ->
    [one] { $kpis } indikator
   *[other] { $kpis } indikatorer
 } og { $points ->
    [one] { $points } delindikator
   *[other] { $points } delindikatorer
 }; { $reported } av { $leaves } er rapportert, { $scored } er vurdert
column_score = oppnådd
column_scored = vurdert
stands_out = Det som skiller seg ut
best_groups = Best måloppnåelse
worst_groups = Svakest måloppnåelse
top_items = Beste vurdering
low_items = Svak vurdering
gaps = Manglende data
recommendations = Anbefalinger
given = Gitt
held_back = Holdt tilbake
not_given = Ikke gitt
undetermined = Ikke avgjort
checks = Kontroller
differences = Merknader til tallene
nothing_given = Ingen anbefalinger er gitt.
and_more = { $count ->
    [one] { $count } til i rapporten
   *[other] { $count } til i rapporten
 }
some_of = { $some } av { $all }
of_members = { $title } { $count ->
    [one] { $count } indikator
   *[other] { $count } indikatorer
 }
each_of_them = Vis alle, med begrunnelse
checks_counted = { $found ->
    [one] { $found } kontroll ga funn
   *[other] { $found } kontroller ga funn
 }, { $holds } er i orden, { $open } kan ikke avgjøres; { $notices ->
    [one] { $notices } merknad
   *[other] { $notices } merknader
 } til tallene

## Siden

report = Rapport
made_with = Regler som er brukt:
by_facet = Etter { $facet }
skip = Gå til innholdet
contents = Innhold
key_figures = Nøkkeltall
the_wheel = Indikatorhjulet
wheel_note = Hvert felt viser poengene, eller et tegn for hvorfor det ikke har noen. Pek på et felt for å se verdien.
legend = Tegnforklaring
sign = Tegn
meaning = Betydning
number_of_items = Antall
as_table = Hjulet som tabell
strong_and_weak = Styrker og svakheter
strengths = Beste vurdering
weaknesses = Svak vurdering
no_strengths = Ingen indikatorer har fått den beste vurderingen.
no_weaknesses = Ingen indikatorer har fått en svak vurdering.
more_of = { $count } til
all_items = Alle indikatorer
item = Indikator
value = Verdi
target_and_start = Mål og startverdi
target = Mål
start = Startverdi
band = Vurdering
score = Måloppnåelse
points = poeng
points_title = Poeng
scored = vurdert
source = Kilde
scored_title = Vurdert
reason = Årsak
note = Merknad
not_in_totals = ikke med i totalene for { $packs }
not_in_rollups = ikke med i sammenslåingen { $rollups }
missing_is = mangler: { $names }
waits = Anbefalinger som venter på tallet
no_gaps = Alle indikatorer er vurdert.
topic = Tema
recommendation = Anbefaling
why = Begrunnelse
not_decided = Ikke avgjort
what_to_do = Tiltak
under_way = Allerede i gang
to_read = Les mer
shortfall_is = avstand til målet: { $share }
effect_is = gevinst { $gain } for { $on }
effect_open = gevinsten for { $on } er ikke kjent ({ $why })
time_span = { $from }–{ $until }
since = siden { $year }
until = til { $year }
held_back_about = De ville ha blitt gitt, men en grense eller et vilkår i reglene holder dem tilbake.
held_back_column = Holdt tilbake fordi
not_given_about = Vilkårene er ikke oppfylt. Der det er mulig, står verdien som ville ha utløst anbefalingen.
not_given_column = Hvorfor ikke
undetermined_about = Det kan ikke avgjøres om de skal gis, fordi det mangler tall.
undetermined_column = Hva som mangler
findings = Funn
finding = Funn
check = Kontroll
weight = Alvorlighet
for_verifier = Til den som verifiserer
cannot_be_told = Kan ikke avgjøres
checks_hold = Kontroller som er i orden: { $count }.
checks_apart = Kontroller som ikke er relevante: { $count }.
no_checks = Kontrollene ga ingen funn.
figures = Tall
provenance = Grunnlag
engine = Program
by_rules_of = etter reglene per { $day }
applies_to = gjelder
attribute_country = land
attribute_region = region
attribute_county = fylke
attribute_city = by
packs = Regelsett
pack = Regelsett
version = Versjon
hash = SHA-256
hash_of_data = SHA-256 for dataene
file = Fil
files = Filer
hash_note = Kontrollsummen for et regelsett er summen av listen som sha256sum skriver ut for filene, sortert etter navn. Hver fil har sin egen kontrollsum nedenfor.

## Setninger

sentence_value = { $title } er { $value }.
sentence_band = { $title } er { $value }{ $target }: { $band }{ $score }.
sentence_target = ; målet er { $target }
sentence_target_basis = ; målet er { $target } ({ $basis })
sentence_score = , måloppnåelse { $score }
sentence_group = { $title } har en måloppnåelse på { $score }{ $band }{ $points }; { $scored } av { $applicable } relevante indikatorer er vurdert.
sentence_points = , { $points } av { $most } poeng
sentence_no_score = { $title } har ingen samlet måloppnåelse: { $why }.
sentence_extremes = Høyest er { $best }, lavest er { $worst }.
fires_at = { $left } ville ha utløst den ved { $at }
fires = den ville ha blitt utløst ved { $at }
is_now = { $value }; ville ha blitt utløst ved { $at }
held_by_limit = nummer { $rank } etter { $what }; reglene gir { $count }
held_briefly = nummer { $rank } etter { $what }, grensen er { $count }
held_by_rank = den er nummer { $rank } i rekken; reglene gir { $count }
held_by_unless = holdes tilbake når { $condition }
recommendations_counted = anbefalingene
groups_of = gruppene etter { $facet }
across_topics = På tvers av temaene
by_priority = prioritet (høy før middels før lav)
by_shortfall = avstand til målet (100 % minus den laveste måloppnåelsen blant indikatorene som utløste dem, størst først)
by_effect = virkning (hvor langt den ville flytte det den gjelder, størst først)
by_declaration = rekkefølgen i reglene
then_by = { $first }, deretter { $next }
order_limit = Reglene gir de { $count } første { $what }, ordnet etter { $by }. Ved likhet gjelder rekkefølgen i reglene.
order_because = Reglene sier: «{ $because }».
order_plain = Rekkefølgen følger prioriteten, deretter rekkefølgen i reglene.
gap_heading = { $reason } ({ $count ->
    [one] { $count } indikator
   *[other] { $count } indikatorer
 })

## Hvorfor en verdi mangler

why_no_item = indikatoren finnes ikke
why_only_a_bound = bare en grense er kjent
why_no_number = resultatet er ikke et tall
why_no_points_possible = det er ingen poeng å oppnå
why_coverage_of_item = bare en gruppe har en dekningsgrad
why_rollup_circle = sammenstillingen går i ring
why_empty_group = ingenting hører til denne gruppen
why_no_points = ingen poeng er oppnådd
why_group_apart = ingenting i denne gruppen er relevant
why_no_part = en gruppe har ikke denne opplysningen
why_score_circle = mål og måloppnåelse går i ring
why_points_only = testen oppgir bare poeng
why_no_parameter = parameteren finnes ikke
why_no_facet_value = den er ikke plassert i denne inndelingen
why_no_table = tabellen finnes ikke
why_no_reference = sammenligningsgrunnlaget finnes ikke
why_no_reference_bands = sammenligningsgrunnlaget har ingen skala
why_growth_years = vekst krever to år
why_growth_sign = vekst gir ikke mening ved null eller når fortegnet skifter
why_year_number = et årstall må være et tall
why_nothing_to_add = det er ingenting å legge sammen eller sammenligne
why_only_numbers = bare tall kan legges sammen eller sammenlignes
why_no_scale = skalaen finnes ikke
why_no_argument = funksjonen mangler et argument
why_no_effect = ingen anbefaling med en virkning er for hånden
why_alone = den sammenlignes med andre, og denne står alene: vurder alle sammen (`yardstick evaluate MAPPE`), eller skriv ned grensene deres én gang (`yardstick bounds MAPPE`) og bruk dem
why_best_is_zero = den beste av alle er 0, som ingenting er en andel av
why_no_such_member = det finnes ingen verdi for { $member } å sammenligne med
why_no_spread = alle den sammenlignes med, er like
why_nobody = ingen den sammenlignes med, har en verdi
why_not_held = { $cohort } har ingen verdier for den
why_no_pair = den sammenlignes med andre par for par, og denne står alene: vurder alle sammen (`yardstick evaluate MAPPE`)
why_no_opponent = den sammenlignes med andre par for par, og ingen annen har nok til det: rapporter flere tall for de andre, eller ta andre inn i kohorten
why_no_pair_held = den sammenlignes med andre par for par, og { $cohort } har verdier uten navn: bruk en annen kohort, med `members` eller for alle som er for hånden
why_one_member = det finnes ingen andre å sammenligne med
why_percentile = en persentil ligger mellom 0 og 100 %
why_reference_is_worst = referansen er den dårligste verdien av alle
why_screened = { $there } av { $applicable } har en verdi, for få til å få en poengsum
why_target_is_worst = målet er den dårligste verdien av alle
why_no_function = funksjonen finnes ikke
why_no_value = uttrykket har ingen verdi
why_no_truth = vilkåret er verken sant eller usant
why_tolerance_number = en toleranse må være et tall
why_facet_order = en inndeling har ingen rekkefølge
why_no_member = det er ikke oppgitt hvilken indikator det gjelder
why_no_own = det er ikke oppgitt hvilket mål det gjelder
why_start_is_target = startverdien er den samme som målet
why_needs_start = et mål som ikke er over 0, krever en startverdi
why_arithmetic = det kan bare regnes med tall
why_division = det deles på null
why_geometric = et geometrisk gjennomsnitt gir ikke mening for tall under 0
why_harmonic = et harmonisk gjennomsnitt krever tall over 0
why_power_mean = potensgjennomsnittet gir ikke mening for disse tallene
why_logarithm = en logaritme krever et tall over 0
why_root = en kvadratrot krever et tall som ikke er under 0
why_edges = den nedre grensen ligger over den øvre
why_start_is_goal = startverdi og mål er like
why_logarithms = en logaritme krever tall over 0
why_range = grensene for området stiger ikke
why_parity = et forhold mellom to grupper krever tall som ikke er under 0, og at ett av dem er over
why_step = trinnet må være større enn 0
why_arguments = feil antall argumenter
why_no_target = ingen av regelsettene setter et mål
why_one_figure = den er rapportert som ett tall, og delindikatorene er ikke rapportert
why_circle = formlene går i ring eller bygger for dypt på hverandre
step_highest = den har allerede den høyeste vurderingen
step_none = ingen enkelt verdi gir den neste vurderingen
why_no_start = det er ikke satt noen startverdi
why_two_scales = vurderingene hører til to skalaer som ikke har noe felles
why_no_order = de to sidene har ingen rekkefølge seg imellom
why_status = det finnes et tall med statusen «{ $status }»
why_status_noted = det finnes et tall med statusen «{ $status }»: { $note }
why_grade = { $got }, men det kreves minst «{ $wanted }»
why_grade_because = { $got }, men det kreves minst «{ $wanted }»: { $because }
why_currencies = { $one } og { $other } møtes uten en vekslingskurs mellom dem
why_few_reported = bare { $reported } av { $applicable } er rapportert
why_few_scored = bare { $reported } av { $applicable } har måloppnåelse
why_little_weight = bare { $percent } % av vekten er der
why_weights = vektene til alt som er der, er 0
why_outside = { $value } ligger utenfor det som er ventet
why_untold = { $what } kan ikke avgjøres ({ $missing })
untold_source = hvilken kilde som foretrekkes
untold_value = hvilken verdi som foretrekkes
untold_range = hvilket område verdien ventes å ligge i
untold_grade = hvilken kvalitet som kreves
untold_assumption = hva som antas
clause_number = bestemmelse { $number }
why_two_clauses = to bestemmelser gjelder samtidig ({ $one } og { $other }): den ene må gå foran den andre
why_parameter_not_set = «{ $title }» er ikke fastsatt
why_two_rows = to rader i tabellen passer ({ $name })
why_no_row = ingen rad i tabellen passer ({ $name })
why_no_figure = { $title } har ikke noe tall for { $item }
why_many_years = { $first } til { $last } er mer enn { $most } år
why_in_year = i { $year }
why_no_band = verdien faller utenfor skalaen
not_set = (ikke fastsatt)

## Merknader til tallene

notice_computed = beregnet { $taken }, rapportert { $left }; det beregnede tallet er brukt
notice_reported = rapportert { $taken }, beregnet { $left }; det rapporterte tallet er brukt
notice_stated = rapportert { $taken }, oppgitt i reglene { $left }; det rapporterte brukes
notice_outside = { $value } er ikke { $range }
notice_range_missing = { $why } ({ $range })
notice_assumed = ikke rapportert; { $value } er antatt
notice_ungraded = det kreves en kvalitetsgrad, og et tall oppgir ingen
notice_differ = { $taken } ({ $source }) er brukt, men { $other } ({ $beside }) er også oppgitt: { $rule }
notice_no_source = uten kilde
rule_source = kilden er foretrukket
rule_status = statusen er bedre
rule_grade = kvaliteten er bedre
rule_first = tallet står først i filen
check_fails = { $title }: kravet er ikke oppfylt
always = gjelder alltid

## Vilkår i ord

compare_equal = { $left } er { $right }
compare_not_equal = { $left } er ikke { $right }
compare_less = { $left } er under { $right }
compare_at_most = { $left } er høyst { $right }
compare_greater = { $left } er over { $right }
compare_at_least = { $left } er minst { $right }
compare_band_less = { $left } er lavere enn { $right }
compare_band_at_most = { $left } er { $right } eller lavere
compare_band_greater = { $left } er høyere enn { $right }
compare_band_at_least = { $left } er { $right } eller høyere
figure_of = { $reference } for { $item }
against = { $item } sammenlignet med { $reference }
this_year = året
at_year = { $item } i { $other }
not = ikke: { $condition }
or_else = { $item } (eller { $other })
is_reported = { $item } er rapportert
is_not_reported = { $item } er ikke rapportert
is_applicable = { $item } er relevant
is_not_applicable = { $item } er ikke relevant
gather_sum = summen av { $set }
gather_mean = gjennomsnittet av { $set }
gather_min = den laveste verdien av { $set }
gather_max = den høyeste verdien av { $set }
gather_median = medianen av { $set }
gather_count = antallet { $set }
gather_list = { $set }
gather_growth = den årlige veksten i { $set }
set_kpi = indikatorer
set_point = delindikatorer
set_input = grunnlagstall
set_leave = indikatorer
set_where = { $set } der { $condition }
set_of = { $set } for { $item }
part_target = målet for { $item }
part_start = startverdien for { $item }
part_score = måloppnåelsen for { $item }
part_points = poengene for { $item }
part_status = statusen for { $item }
part_quality = kvaliteten på { $item }
part_coverage = dekningsgraden for { $item }
each_status = statusen
each_band = vurderingen
each_score = måloppnåelsen
each_value = verdien
each_quality = kvaliteten
each_points = poengene
each_target = målet

## Mål med frist

goal_by = { $bound } innen { $date }
paths = Mål med frist
paths_about = Hva som skal være nådd nå på vei mot hvert mål, hvor langt kommunen er kommet, og når den er framme hvis utviklingen fortsetter.
path_value = verdi
path_due = skal være nådd i { $year }
path_progress = framdrift
path_pace = tempo
path_arrival = framme i
path_budget = gjenstår
path_allows = { $amount } fra { $first } til { $last }
path_needed = mangler
path_open = kan ikke avgjøres
no_pace = ingen av regelsettene har en skala for det
path_linear = i rett linje
path_constant_rate = med fast årlig prosent
path_steps = i trinn
path_runs = Banen starter i { $year } med { $start } og går { $way } mellom delmålene.
path_milestones = Delmål
path_milestone = delmål
path_by = Frist
path_year = År
path_years = År for år
path_column_due = skal være nådd
path_column_value = rapportert
path_column_difference = avvik
path_picture = Banen for { $title }
path_picture_about = En linje viser hva som skal være nådd hvert år. Rutene på den er delmålene, og prikkene er de rapporterte verdiene. Tabellen nedenfor sier det samme med tall.
role_baseline_year = basisåret
role_start_of_path = starten på banen
role_path_starts = {" (der banen starter)"}
role_baseline = {" (basisåret)"}
why_no_row_in = ingen rad i tabellen passer for { $year } ({ $name })
why_path_start_not_said = det er ikke sagt hvor banen starter
why_path_starts = banen starter i { $year }
why_path_numbers = en bane kan bare bestå av tall
why_constant_rate = en fast årlig prosent krever nivåer over 0
why_baseline_share = andelen av basisåret må være ett tall
why_not_stated = { $what } er ikke fastsatt
why_not_stated_because = { $what } er ikke fastsatt: { $why }
why_year_is = { $what } er { $year }
why_year_bound = bare en grense er kjent for verdien i { $year }{ $role }
why_year_missing = verdien i { $year }{ $role } er { $kind }
why_year_missing_because = verdien i { $year }{ $role } er { $kind }: { $why }
why_path_late = banen starter i { $year }, men det første delmålet har frist i { $due }
why_path_long = en bane kan ta høyst { $most } år
why_progress_circle = framdriften går i ring
why_no_change = det kreves ingen endring innen { $year }
why_trend_numbers = bare tall har en trend
why_trend_two = en trend krever to tall fra { $first } til { $last }
why_trend_second = en trend krever ett tall til, fra { $first } til { $last }
why_trend_still = trenden står stille ({ $first } til { $last })
why_trend_away = trenden går bort fra målet ({ $first } til { $last })
why_trend_far = med denne trenden er målet mer enn tusen år unna ({ $first } til { $last })
why_no_sum = en andel eller en rate kan ikke legges sammen over flere år
why_path_ends = banen slutter i { $year }
why_no_dated_target = det er ikke satt noe mål med frist
part_required = det som skal være nådd for { $item }
part_progress = framdriften for { $item }
part_arrival = året da målet nås for { $item }
part_budget = det som gjenstår for { $item }

## Lag

retired = tatt ut av «{ $title }»
retired_because = tatt ut av «{ $title }»: { $because }

## Skript og funksjoner i vertsprogrammet

code_failed = `{ $from }`: { $why }
code_not_brought = dette programmet har ingen `{ $name }` med seg
code_no_item = det finnes ingen størrelse `{ $name }`{ $near }
code_no_number = `{ $name }` er ikke et tall
code_no_parameter = det finnes ingen parameter `{ $name }`{ $near }
code_no_reference = det finnes ingen referanse `{ $name }`{ $near }
code_no_rollup = det finnes ingen sammenstilling `{ $name }` med medlemmer{ $near }
code_no_evidence = ingen belegg er nevnt: si hvilke tall som førte hit
code_evidence_unknown = belegget nevner ingen størrelse: `{ $name }`{ $near }
code_evidence_not_asked = `{ $name }` er oppgitt som belegg, men ble aldri sett på
code_text_open = en tekst åpner et hull og lukker det ikke
code_no_filling = ingenting fyller hullet `{ $name }` i en tekst
code_no_text = et funn trenger en tekst
code_action_declared = tiltaket `{ $name }` har teksten sin i reglene
code_no_action = reglene har ikke noe tiltak `{ $name }`{ $near }, og det fulgte ingen tekst med
code_action_not_now = ingen tekst for tiltaket `{ $name }` gjelder her
code_says = { $from }: { $evidence }
code_says_nothing = { $from } anbefaler ingenting etter å ha sett på { $evidence }
code_looked_at_nothing = { $from } anbefaler ingenting
evidence_item = { $title } { $figure }
evidence_item_band = { $title } { $figure } ({ $band })
evidence_is = På grunnlag av: { $evidence }

# Hvorfor et skript ikke gir noe resultat.
why_script_at = { $what } ({ $place })
why_script = { $what } ({ $file })
script_missing = { $operator } kan ikke brukes på en verdi som mangler ({ $reason })
script_not_finite = { $operator } har ikke noe endelig resultat her
script_limit_operations = skriptet bruker flere steg enn det har lov til
script_limit_calls = funksjoner i skriptet kaller hverandre dypere enn de har lov til
script_limit_memory = skriptet lager flere tekster, lister og poster enn det har lov til
script_limit_time = skriptet bruker lengre tid enn det har lov til
script_limit_nesting = lister og poster i skriptet ligger dypere i hverandre enn de har lov til
script_limit_variables = skriptet har flere variabler samtidig enn det har lov til
code_other_kind = den gir { $got }, mens { $wanted } er oppgitt
code_other_word = den gir «{ $got }», som ikke er blant { $words }
code_a_number = et tall
code_an_answer = ja eller nei
code_a_text = en tekst
code_a_list = en liste
code_a_record = en post
code_element = i element { $place }: { $why }
code_field = i `{ $field }`: { $why }
code_more_fields = den gir et felt `{ $field }` som ikke er oppgitt{ $near }
code_no_field = den gir ingen `{ $field }`
code_not_there = det finnes ikke noe felt `{ $field }`
code_not_finite = ikke noe endelig tall
code_nothing = den gir ingenting
code_many_in_text = en liste eller en post kan ikke fylle en plass i en tekst
