# Det programmet sjølv seier, på nynorsk. Nøklane er dei same som i en.ftl.

## Tal, einingar, lister

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
   *[other] dagar
 }
unit_week = { $form ->
    [one] veke
   *[other] veker
 }
unit_month = { $form ->
    [one] månad
   *[other] månader
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
unknown = ukjend
yes = ja
no = nei

## Mål og grenser

goal_at_least = minst { $bound }
goal_above = over { $bound }
goal_at_most = høgst { $bound }
goal_below = under { $bound }
goal_between = mellom { $bound } og { $upper }
goal_equals = nøyaktig { $bound }
range_equals = lik { $bound }
turn_at = { $bound }
turn_other = noko annet enn { $bound }
turn_score = ei måloppnåing på { $turn }
said_less = under { $number }
said_more = over { $number }
said_at_most = høgst { $number }
said_at_least = minst { $number }

## Status, kvalitet, grunnlag, visse, årsaker

status_verified = verifisert
status_reported = rapportert
status_not_verified = ikkje verifisert
status_not_reported = ikkje rapportert
status_not_applicable = ikkje relevant
status_rejected = avvist
quality_measured = målt
quality_survey = utvalsundersøking
quality_extrapolated = utrekna ut frå eit høgare nivå
quality_estimated = anslått
quality_personal = personleg anslag
quality_unknown = ukjend kvalitet
origin_computed = utrekna
origin_imputed = imputert
prepared_at_hand = alle byar som er vurderte saman
prepared_bounds = Jamført med { $count } verdiar frå { $cohort }, frå { $least } til { $most }.
prepared_imputed = Ingen har rapportert han: verdien står i staden (imputert).
prepared_treated = Avvikarar blir behandla: poengsummen reknar med { $value }.
many_cities = { $count } byar vart vurderte saman.
many_missing = { $count } verdiar manglar.
many_imputed = { $count } verdiar står i staden for manglande (imputerte).
many_treated = { $count } verdiar vart endra som avvikarar før poengsummen.
many_groups = { $count } fleire grupper står i filene.
origin_assumed = teke for gitt
basis_law = lov
basis_method = metoden
basis_sdg = FNs berekraftsmål
basis_who = WHO
basis_iso = ISO
basis_parity = likskap
basis_natural_maximum = naturleg maksimum
basis_comparator = samanlikningstal
basis_judgement = skjønn
evidence_seen = lese i kjelda
evidence_inferred = utleidd
evidence_recalled = etter minnet
missing_failed = kan ikkje reknast ut
missing_rejected = avvist
missing_not_reported = ikkje rapportert
missing_no_benchmark = utan mål
missing_not_applicable = ikkje relevant
missing_undecided = ikkje avgjort
missing_sign_not_applicable = i.r.
explained_not_reported = kommunen har ikkje oppgitt noko tal
explained_no_benchmark = det finst ikkje noko mål å samanlikne med
explained_not_applicable = gjeld ikkje for kommunen
explained_undecided = talet avgjer det ikkje
explained_rejected = talet vart avvist
explained_failed = let seg ikkje rekne ut
warn = åtvaring
reject = avvist
info = merknad
priority_high = høg prioritet
priority_medium = middels prioritet
priority_low = låg prioritet

## Hjulet

wheel_title = Indikatorhjul for { $city }, { $year }
wheel_about = Eit hjul av ringar. Inst står { $city }, utanfor kjem gruppene, og ytst dei { $items } indikatorane og delindikatorane. Kvart felt har fargen og mønsteret til vurderinga sin, og viser poenga eller eit teikn for kvifor det ikkje har nokon. Tabellen etter hjulet i rapporten seier det same med ord.
wheel_points = { $points } av { $most } poeng
wheel_covered = { $scored } av { $applicable } vurdert

## Samandraget

filtered = Berre { $filter }. Måloppnåinga for ei gruppe gjeld heile gruppa.
counts = { $kpis ->
    [one] { $kpis } indikator
   *[other] { $kpis } indikatorar
 } og { $points ->
    [one] { $points } delindikator
   *[other] { $points } delindikatorar
 }; { $reported } av { $leaves } er rapportert, { $scored } er vurderte
column_score = oppnådd
column_scored = vurdert
stands_out = Det som skil seg ut
best_groups = Best måloppnåing
worst_groups = Svakast måloppnåing
top_items = Beste vurdering
low_items = Svak vurdering
gaps = Manglande data
recommendations = Tilrådingar
given = Gitt
held_back = Haldne tilbake
not_given = Ikkje gitt
undetermined = Ikkje avgjort
checks = Kontrollar
differences = Merknader til tala
nothing_given = Ingen tilrådingar er gitt.
and_more = { $count ->
    [one] { $count } til i rapporten
   *[other] { $count } til i rapporten
 }
some_of = { $some } av { $all }
of_members = { $title } { $count ->
    [one] { $count } indikator
   *[other] { $count } indikatorar
 }
each_of_them = Vis alle, med grunngiving
checks_counted = { $found ->
    [one] { $found } kontroll gav funn
   *[other] { $found } kontrollar gav funn
 }, { $holds } er i orden, { $open } kan ikkje avgjerast; { $notices ->
    [one] { $notices } merknad
   *[other] { $notices } merknader
 } til tala

## Sida

report = Rapport
made_with = Reglar som er brukt:
by_facet = Etter { $facet }
skip = Gå til innhaldet
contents = Innhald
key_figures = Nøkkeltal
the_wheel = Indikatorhjulet
wheel_note = Kvart felt viser poenga, eller eit teikn for kvifor det ikkje har nokon. Peik på eit felt for å sjå verdien.
legend = Teiknforklaring
sign = Teikn
meaning = Tyding
number_of_items = Tal
as_table = Hjulet som tabell
strong_and_weak = Styrkar og veikskapar
strengths = Beste vurdering
weaknesses = Svak vurdering
no_strengths = Ingen indikatorar har fått den beste vurderinga.
no_weaknesses = Ingen indikatorar har fått ei svak vurdering.
more_of = { $count } til
all_items = Alle indikatorar
item = Indikator
value = Verdi
target_and_start = Mål og startverdi
target = Mål
start = Startverdi
band = Vurdering
score = Måloppnåing
points = poeng
points_title = Poeng
scored = vurdert
source = Kjelde
scored_title = Vurdert
reason = Årsak
note = Merknad
not_in_totals = ikkje med i totalane for { $packs }
not_in_rollups = ikkje med i samanslåinga { $rollups }
missing_is = manglar: { $names }
waits = Tilrådingar som ventar på talet
no_gaps = Alle indikatorar er vurderte.
topic = Tema
recommendation = Tilråding
why = Grunngiving
not_decided = Ikkje avgjort
what_to_do = Tiltak
under_way = Allereie i gang
to_read = Les meir
shortfall_is = avstand til målet: { $share }
effect_is = gevinst { $gain } for { $on }
effect_open = gevinsten for { $on } er ikkje kjend ({ $why })
time_span = { $from }–{ $until }
since = sidan { $year }
until = til { $year }
held_back_about = Dei ville ha vorte gitt, men ei grense eller eit vilkår i reglane held dei tilbake.
held_back_column = Haldne tilbake fordi
not_given_about = Vilkåra er ikkje oppfylt. Der det er mogleg, står verdien som ville ha utløyst tilrådinga.
not_given_column = Kvifor ikkje
undetermined_about = Det kan ikkje avgjerast om dei skal givast, fordi det manglar tal.
undetermined_column = Kva som manglar
findings = Funn
finding = Funn
check = Kontroll
weight = Alvor
for_verifier = Til den som verifiserer
cannot_be_told = Kan ikkje avgjerast
checks_hold = Kontrollar som er i orden: { $count }.
checks_apart = Kontrollar som ikkje er relevante: { $count }.
no_checks = Kontrollane gav ingen funn.
figures = Tal
provenance = Grunnlag
engine = Program
packs = Regelsett
pack = Regelsett
version = Versjon
hash = SHA-256
hash_of_data = SHA-256 for dataa
file = Fil
files = Filer
hash_note = Kontrollsummen for eit regelsett er summen av lista som sha256sum skriv ut for filene, sortert etter namn. Kvar fil har sin eigen kontrollsum nedanfor.

## Setningar

sentence_value = { $title } er { $value }.
sentence_band = { $title } er { $value }{ $target }: { $band }{ $score }.
sentence_target = ; målet er { $target }
sentence_target_basis = ; målet er { $target } ({ $basis })
sentence_score = , måloppnåing { $score }
sentence_group = { $title } har ei måloppnåing på { $score }{ $band }{ $points }; { $scored } av { $applicable } relevante indikatorar er vurderte.
sentence_points = , { $points } av { $most } poeng
sentence_no_score = { $title } har ingen samla måloppnåing: { $why }.
sentence_extremes = Høgast er { $best }, lågast er { $worst }.
fires_at = { $left } ville ha utløyst ho ved { $at }
fires = ho ville ha vorte utløyst ved { $at }
is_now = { $value }; ville ha vorte utløyst ved { $at }
held_by_limit = nummer { $rank } etter { $what }; reglane gir { $count }
held_briefly = nummer { $rank } etter { $what }, grensa er { $count }
held_by_rank = ho er nummer { $rank } i rekkja; reglane gir { $count }
held_by_unless = blir halden tilbake når { $condition }
recommendations_counted = tilrådingane
groups_of = gruppene etter { $facet }
across_topics = På tvers av temaa
by_priority = prioritet (høg før middels før låg)
by_shortfall = avstand til målet (100 % minus den lågaste måloppnåinga blant indikatorane som utløyste dei, størst først)
by_effect = verknad (kor langt ho ville flytte det ho gjeld, størst først)
by_declaration = rekkjefølgja i reglane
then_by = { $first }, deretter { $next }
order_limit = Reglane gir dei { $count } første { $what }, ordna etter { $by }. Ved likskap gjeld rekkjefølgja i reglane.
order_because = Reglane seier: «{ $because }».
order_plain = Rekkjefølgja følgjer prioriteten, deretter rekkjefølgja i reglane.
gap_heading = { $reason } ({ $count ->
    [one] { $count } indikator
   *[other] { $count } indikatorar
 })

## Kvifor ein verdi manglar

why_no_item = indikatoren finst ikkje
why_only_a_bound = berre ei grense er kjend
why_no_number = resultatet er ikkje eit tal
why_no_points_possible = det finst ingen poeng å oppnå
why_coverage_of_item = berre ei gruppe har ein dekningsgrad
why_rollup_circle = samanstillinga går i ring
why_empty_group = ingenting høyrer til denne gruppa
why_no_points = ingen poeng er oppnådd
why_group_apart = ingenting i denne gruppa er relevant
why_no_part = ei gruppe har ikkje denne opplysninga
why_score_circle = mål og måloppnåing går i ring
why_points_only = testen oppgir berre poeng
why_no_parameter = parameteren finst ikkje
why_no_facet_value = han er ikkje plassert i denne inndelinga
why_no_table = tabellen finst ikkje
why_no_reference = samanlikningsgrunnlaget finst ikkje
why_no_reference_bands = samanlikningsgrunnlaget har ingen skala
why_growth_years = vekst krev to år
why_growth_sign = vekst gir ikkje meining ved null eller når forteiknet skiftar
why_year_number = eit årstal må vere eit tal
why_nothing_to_add = det er ingenting å leggje saman eller samanlikne
why_only_numbers = berre tal kan leggjast saman eller samanliknast
why_no_scale = skalaen finst ikkje
why_no_argument = funksjonen manglar eit argument
why_no_effect = ingen tilråding med ein verknad er for handa
why_alone = han blir jamført med andre, og denne står åleine: vurder alle saman (`yardstick evaluate MAPPE`), eller skriv ned grensene deira éin gong (`yardstick bounds MAPPE`) og bruk dei
why_best_is_zero = den beste av alle er 0, som ingenting er ein del av
why_no_such_member = det finst ingen verdi for { $member } å jamføre med
why_no_spread = alle han blir jamført med, er like
why_nobody = ingen han blir jamført med, har ein verdi
why_not_held = { $cohort } har ingen verdiar for han
why_no_pair = han blir jamført med andre par for par, og denne står åleine: vurder alle saman (`yardstick evaluate MAPPE`)
why_no_opponent = han blir jamført med andre par for par, og ingen annan har nok til det: rapporter fleire tal for dei andre, eller ta andre inn i kohorten
why_no_pair_held = han blir jamført med andre par for par, og { $cohort } har verdiar utan namn: bruk ein annan kohort, med `members` eller for alle som er for handa
why_one_member = det finst ingen andre å jamføre med
why_percentile = ein persentil ligg mellom 0 og 100 %
why_reference_is_worst = referansen er den dårlegaste verdien av alle
why_screened = { $there } av { $applicable } har ein verdi, for få til å få ein poengsum
why_target_is_worst = målet er den dårlegaste verdien av alle
why_no_function = funksjonen finst ikkje
why_no_value = uttrykket har ingen verdi
why_no_truth = vilkåret er verken sant eller usant
why_tolerance_number = ein toleranse må vere eit tal
why_facet_order = ei inndeling har ingen rekkjefølgje
why_no_member = det er ikkje oppgitt kva for ein indikator det gjeld
why_no_own = det er ikkje oppgitt kva for eit mål det gjeld
why_start_is_target = startverdien er den same som målet
why_needs_start = eit mål som ikkje er over 0, krev ein startverdi
why_arithmetic = det kan berre reknast med tal
why_division = det blir delt på null
why_geometric = eit geometrisk gjennomsnitt gir ikkje meining for tal under 0
why_harmonic = eit harmonisk gjennomsnitt krev tal over 0
why_power_mean = potensgjennomsnittet gir ikkje meining for desse tala
why_logarithm = ein logaritme krev eit tal over 0
why_root = ei kvadratrot krev eit tal som ikkje er under 0
why_edges = den nedre grensa ligg over den øvre
why_start_is_goal = startverdi og mål er like
why_logarithms = ein logaritme krev tal over 0
why_range = grensene for området stig ikkje
why_parity = eit forhold mellom to grupper krev tal som ikkje er under 0, og at eitt av dei er over
why_step = trinnet må vere større enn 0
why_arguments = feil tal på argument
why_no_target = ingen av regelsetta set eit mål
why_one_figure = han er rapportert som eitt tal, og delindikatorane er ikkje rapportert
why_circle = formlane går i ring eller byggjer for djupt på kvarandre
step_highest = han har alt den høgste vurderinga
step_none = ingen einskild verdi gir den neste vurderinga
why_no_start = det er ikkje sett nokon startverdi
why_two_scales = vurderingene høyrer til to skalaar som ikkje har noko felles
why_no_order = dei to sidene har ingen rekkjefølgje seg imellom
why_status = det finst eit tal med statusen «{ $status }»
why_status_noted = det finst eit tal med statusen «{ $status }»: { $note }
why_grade = { $got }, men det krevst minst «{ $wanted }»
why_grade_because = { $got }, men det krevst minst «{ $wanted }»: { $because }
why_currencies = { $one } og { $other } møtest utan ein vekslingskurs mellom dei
why_few_reported = berre { $reported } av { $applicable } er rapportert
why_few_scored = berre { $reported } av { $applicable } har måloppnåing
why_little_weight = berre { $percent } % av vekta er der
why_weights = vektene til alt som er der, er 0
why_outside = { $value } ligg utanfor det som er venta
why_two_clauses = to føresegner gjeld samstundes ({ $one } og { $other }): den eine må gå føre den andre
why_parameter_not_set = «{ $title }» er ikkje fastsett
why_two_rows = to rader i tabellen passar ({ $name })
why_no_row = ingen rad i tabellen passar ({ $name })
why_no_figure = { $title } har ikkje noko tal for { $item }
why_many_years = { $first } til { $last } er meir enn { $most } år
why_in_year = i { $year }
why_no_band = verdien fell utanfor skalaen
not_set = (ikkje fastsett)

## Merknader til tala

notice_computed = utrekna { $taken }, rapportert { $left }; det utrekna talet er brukt
notice_reported = rapportert { $taken }, utrekna { $left }; det rapporterte talet er brukt
notice_outside = { $value } er ikkje { $range }
notice_range_missing = { $why } ({ $range })
notice_assumed = ikkje rapportert; { $value } er teke for gitt
notice_ungraded = det krevst ein kvalitetsgrad, og eit tal oppgir ingen
notice_differ = { $taken } ({ $source }) er brukt, men { $other } ({ $beside }) er også oppgitt: { $rule }
notice_no_source = utan kjelde
rule_source = kjelda er føretrekt
rule_status = statusen er betre
rule_grade = kvaliteten er betre
rule_first = talet står først i fila
check_fails = { $title }: kravet er ikkje oppfylt
always = gjeld alltid

## Vilkår i ord

compare_equal = { $left } er { $right }
compare_not_equal = { $left } er ikkje { $right }
compare_less = { $left } er under { $right }
compare_at_most = { $left } er høgst { $right }
compare_greater = { $left } er over { $right }
compare_at_least = { $left } er minst { $right }
compare_band_less = { $left } er lågare enn { $right }
compare_band_at_most = { $left } er { $right } eller lågare
compare_band_greater = { $left } er høgare enn { $right }
compare_band_at_least = { $left } er { $right } eller høgare
figure_of = { $reference } for { $item }
against = { $item } samanlikna med { $reference }
this_year = året
at_year = { $item } i { $other }
not = ikkje: { $condition }
or_else = { $item } (eller { $other })
is_reported = { $item } er rapportert
is_not_reported = { $item } er ikkje rapportert
is_applicable = { $item } er relevant
is_not_applicable = { $item } er ikkje relevant
gather_sum = summen av { $set }
gather_mean = gjennomsnittet av { $set }
gather_min = den lågaste verdien av { $set }
gather_max = den høgaste verdien av { $set }
gather_median = medianen av { $set }
gather_count = talet på { $set }
gather_list = { $set }
gather_growth = den årlege veksten i { $set }
set_kpi = indikatorar
set_point = delindikatorar
set_input = grunnlagstal
set_leave = indikatorar
set_where = { $set } der { $condition }
set_of = { $set } for { $item }
part_target = målet for { $item }
part_start = startverdien for { $item }
part_score = måloppnåinga for { $item }
part_points = poenga for { $item }
part_status = statusen for { $item }
part_quality = kvaliteten på { $item }
part_coverage = dekningsgraden for { $item }
each_status = statusen
each_band = vurderinga
each_score = måloppnåinga
each_value = verdien
each_quality = kvaliteten
each_points = poenga
each_target = målet

## Mål med frist

goal_by = { $bound } innan { $date }
paths = Mål med frist
paths_about = Kva som skal vere nådd no på veg mot kvart mål, kor langt kommunen er komen, og når den er framme dersom utviklinga held fram.
path_value = verdi
path_due = skal vere nådd i { $year }
path_progress = framdrift
path_pace = tempo
path_arrival = framme i
path_budget = står att
path_allows = { $amount } frå { $first } til { $last }
path_needed = manglar
path_open = kan ikkje avgjerast
no_pace = ingen av regelsetta har ein skala for det
path_linear = i rett linje
path_constant_rate = med fast årleg prosent
path_steps = i trinn
path_runs = Banen startar i { $year } med { $start } og går { $way } mellom delmåla.
path_milestones = Delmål
path_milestone = delmål
path_by = Frist
path_year = År
path_years = År for år
path_column_due = skal vere nådd
path_column_value = rapportert
path_column_difference = avvik
path_picture = Banen for { $title }
path_picture_about = Ei linje viser kva som skal vere nådd kvart år. Rutene på ho er delmåla, og prikkane er dei rapporterte verdiane. Tabellen nedanfor seier det same med tal.
role_baseline_year = basisåret
role_start_of_path = starten på banen
role_path_starts = {" (der banen startar)"}
role_baseline = {" (basisåret)"}
why_no_row_in = ingen rad i tabellen passar for { $year } ({ $name })
why_path_start_not_said = det er ikkje sagt kvar banen startar
why_path_starts = banen startar i { $year }
why_path_numbers = ein bane kan berre bestå av tal
why_constant_rate = ein fast årleg prosent krev nivå over 0
why_baseline_share = delen av basisåret må vere eitt tal
why_not_stated = { $what } er ikkje fastsett
why_not_stated_because = { $what } er ikkje fastsett: { $why }
why_year_is = { $what } er { $year }
why_year_bound = berre ei grense er kjend for verdien i { $year }{ $role }
why_year_missing = verdien i { $year }{ $role } er { $kind }
why_year_missing_because = verdien i { $year }{ $role } er { $kind }: { $why }
why_path_late = banen startar i { $year }, men det første delmålet har frist i { $due }
why_path_long = ein bane kan ta høgst { $most } år
why_progress_circle = framdrifta går i ring
why_no_change = det krevst ingen endring innen { $year }
why_trend_numbers = berre tal har ein trend
why_trend_two = ein trend krev to tal frå { $first } til { $last }
why_trend_second = ein trend krev eitt tal til, frå { $first } til { $last }
why_trend_still = trenden står stille ({ $first } til { $last })
why_trend_away = trenden går bort frå målet ({ $first } til { $last })
why_trend_far = med denne trenden er målet meir enn tusen år unna ({ $first } til { $last })
why_no_sum = ein del eller ein rate kan ikkje leggjast saman over flere år
why_path_ends = banen sluttar i { $year }
why_no_dated_target = det er ikkje sett noko mål med frist
part_required = det som skal vere nådd for { $item }
part_progress = framdrifta for { $item }
part_arrival = året da målet nås for { $item }
part_budget = det som står att for { $item }

## Lag

by_rules_of = etter reglane per { $day }
applies_to = gjeld
attribute_country = land
attribute_region = region
attribute_county = fylke
attribute_city = by
retired = teken ut av «{ $title }»
retired_because = teken ut av «{ $title }»: { $because }
why_untold = det kan ikkje avgjerast { $what } ({ $missing })
untold_source = kva kjelde som er føretrekt
untold_grade = kva kvalitet som krevst
untold_value = kva verdi som er føretrekt
untold_range = kva verdiar som er venta
untold_assumption = kva som skal leggjast til grunn
notice_stated = rapportert { $taken }, oppgitt i reglane { $left }; det rapporterte brukes
origin_stated = oppgitt i reglane
clause_number = føresegn { $number }

## Skript og funksjonar i vertsprogrammet

code_failed = `{ $from }`: { $why }
code_not_brought = dette programmet har ingen `{ $name }` med seg
code_no_item = det finst ingen storleik `{ $name }`{ $near }
code_no_number = `{ $name }` er ikkje eit tal
code_no_parameter = det finst ingen parameter `{ $name }`{ $near }
code_no_reference = det finst ingen referanse `{ $name }`{ $near }
code_no_rollup = det finst inga samanstilling `{ $name }` med medlemer{ $near }
code_no_evidence = ingen belegg er nemnde: sei kva tal som førte hit
code_evidence_unknown = belegget nemner ingen storleik: `{ $name }`{ $near }
code_evidence_not_asked = `{ $name }` er oppgitt som belegg, men vart aldri sett på
code_text_open = ein tekst opnar eit hol og lukkar det ikkje
code_no_filling = ingenting fyller holet `{ $name }` i ein tekst
code_no_text = eit funn treng ein tekst
code_action_declared = tiltaket `{ $name }` har teksten sin i reglane
code_no_action = reglane har ikkje noko tiltak `{ $name }`{ $near }, og det følgde ingen tekst med
code_action_not_now = ingen tekst for tiltaket `{ $name }` gjeld her
code_says = { $from }: { $evidence }
code_says_nothing = { $from } rår ikkje til noko etter å ha sett på { $evidence }
code_looked_at_nothing = { $from } rår ikkje til noko
evidence_item = { $title } { $figure }
evidence_item_band = { $title } { $figure } ({ $band })
evidence_is = På grunnlag av: { $evidence }

# Kvifor eit skript ikkje gir noko resultat.
why_script_at = { $what } ({ $place })
why_script = { $what } ({ $file })
script_missing = { $operator } kan ikkje brukast på ein verdi som manglar ({ $reason })
script_not_finite = { $operator } har ikkje noko endeleg resultat her
script_limit_operations = skriptet bruker fleire steg enn det har lov til
script_limit_calls = funksjonar i skriptet kallar kvarandre djupare enn dei har lov til
script_limit_memory = skriptet lagar fleire tekstar, lister og postar enn det har lov til
script_limit_time = skriptet bruker lengre tid enn det har lov til
script_limit_nesting = lister og postar i skriptet ligg djupare i kvarandre enn dei har lov til
script_limit_variables = skriptet har fleire variablar samtidig enn det har lov til
code_other_kind = han gir { $got }, medan { $wanted } er oppgitt
code_other_word = han gir «{ $got }», som ikkje er mellom { $words }
code_a_number = eit tal
code_an_answer = ja eller nei
code_a_text = ein tekst
code_a_list = ei liste
code_a_record = ein post
code_element = i element { $place }: { $why }
code_field = i `{ $field }`: { $why }
code_more_fields = han gir eit felt `{ $field }` som ikkje er oppgitt{ $near }
code_no_field = han gir ingen `{ $field }`
code_not_there = det finst ikkje noko felt `{ $field }`
code_not_finite = ikkje noko endeleg tal
code_nothing = han gir ingenting
code_many_in_text = ei liste eller ein post kan ikkje fylle ein plass i ein tekst
