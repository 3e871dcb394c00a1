//! The units that need no declaration.

/// Units of one kind.
pub(super) struct Group {
    /// What they measure, in one word.
    pub quantity: &'static str,
    /// The base kinds with their exponents.
    pub bases: &'static [(&'static str, i8)],
    /// Whether `of` may follow: the mass of something, the volume of something.
    pub of_substance: bool,
    /// The units, smallest first.
    pub units: &'static [Row],
}

/// One unit: a value times `up`, divided by `down`, is the value in the base unit.
pub(super) struct Row {
    /// The name, or the singular where there are two.
    pub name: &'static str,
    /// The plural; empty where the name serves for both.
    pub plural: &'static str,
    /// What a value is multiplied by.
    pub up: f64,
    /// What the product is divided by.
    pub down: f64,
    /// What the name stands for.
    pub about: &'static str,
    /// A figure in the unit.
    pub example: &'static str,
}

const fn row(name: &'static str, (up, down): (f64, f64), about: &'static str, example: &'static str) -> Row {
    Row { name, plural: "", up, down, about, example }
}

const fn named(
    (name, plural): (&'static str, &'static str),
    size: f64,
    about: &'static str,
    example: &'static str,
) -> Row {
    Row { name, plural, up: size, down: 1.0, about, example }
}

/// Seconds of a year of 365 days.
const YEAR: f64 = 31_536_000.0;

/// All groups, in the order in which they are listed.
pub(super) const GROUPS: &[Group] = &[SHARE, LENGTH, AREA, VOLUME, TIME, MASS, ENERGY, POWER, LEVEL, GAS, MONEY];

const SHARE: Group = Group {
    quantity: "share",
    bases: &[],
    of_substance: false,
    units: &[
        row("number", (1.0, 1.0), "a plain number, printed without a unit", "3 number"),
        row("ratio", (1.0, 1.0), "one thing for each other thing, printed without a unit", "1.51 ratio"),
        row("%", (1.0, 100.0), "a share in hundredths", "95 %"),
        row("pp", (1.0, 100.0), "percentage points: the difference of two shares", "0.05 pp"),
        row("per_mille", (1.0, 1_000.0), "a share in thousandths", "7 per_mille"),
    ],
};

const LENGTH: Group = Group {
    quantity: "length",
    bases: &[("length", 1)],
    of_substance: true,
    units: &[
        row("mm", (1.0, 1_000.0), "millimetre", "850 mm per year"),
        row("cm", (1.0, 100.0), "centimetre", "150 cm"),
        row("m", (1.0, 1.0), "metre", "300 m"),
        row("km", (1_000.0, 1.0), "kilometre", "12_000 km per year"),
    ],
};

const AREA: Group = Group {
    quantity: "area",
    bases: &[("length", 2)],
    of_substance: true,
    units: &[
        row("m2", (1.0, 1.0), "square metre", "9 m2 per inhabitant"),
        row("ha", (10_000.0, 1.0), "hectare", "15 ha per 100_000 inhabitants"),
        row("km2", (1_000_000.0, 1.0), "square kilometre", "342 km2"),
    ],
};

const VOLUME: Group = Group {
    quantity: "volume",
    bases: &[("length", 3)],
    of_substance: true,
    units: &[
        row("L", (1.0, 1_000.0), "litre", "180 L per day per inhabitant"),
        row("m3", (1.0, 1.0), "cubic metre", "54 m3 per year per inhabitant"),
    ],
};

const TIME: Group = Group {
    quantity: "time",
    bases: &[("time", 1)],
    of_substance: false,
    units: &[
        row("s", (1.0, 1.0), "second", "45 s"),
        row("min", (60.0, 1.0), "minute", "9 min"),
        row("h", (3_600.0, 1.0), "hour", "4 h per year"),
        named(("day", "days"), 86_400.0, "24 hours", "30 days"),
        named(("week", "weeks"), 604_800.0, "7 days", "6 weeks"),
        named(("month", "months"), YEAR / 12.0, "a twelfth of a year of 365 days", "18 months"),
        named(("year", "years"), YEAR, "365 days, in leap years too", "81.3 years"),
    ],
};

const MASS: Group = Group {
    quantity: "mass",
    bases: &[("mass", 1)],
    of_substance: true,
    units: &[
        row("ug", (1.0, 1e9), "microgram", "10 ug per m3"),
        row("mg", (1.0, 1e6), "milligram", "2 mg per L"),
        row("g", (1.0, 1_000.0), "gram", "17 g of CO2e per kWh"),
        row("kg", (1.0, 1.0), "kilogram", "424 kg per year per inhabitant"),
        row("t", (1_000.0, 1.0), "tonne, 1_000 kg", "4.2 t of CO2e per year per inhabitant"),
        row("kt", (1e6, 1.0), "kilotonne, 1_000 t", "380 kt of CO2e per year"),
    ],
};

const ENERGY: Group = Group {
    quantity: "energy",
    bases: &[("energy", 1)],
    of_substance: true,
    units: &[
        row("J", (1.0, 1.0), "joule", "500 J"),
        row("kJ", (1e3, 1.0), "kilojoule", "80 kJ"),
        row("MJ", (1e6, 1.0), "megajoule", "36 MJ per km"),
        row("GJ", (1e9, 1.0), "gigajoule", "60 GJ per year per inhabitant"),
        row("TJ", (1e12, 1.0), "terajoule", "900 TJ per year"),
        row("Wh", (3_600.0, 1.0), "watt-hour", "140 Wh per km"),
        row("kWh", (3.6e6, 1.0), "kilowatt-hour", "9_000 kWh per year per inhabitant"),
        row("MWh", (3.6e9, 1.0), "megawatt-hour", "15 MWh per year"),
        row("GWh", (3.6e12, 1.0), "gigawatt-hour", "410 GWh per year"),
        row("TWh", (3.6e15, 1.0), "terawatt-hour", "1.2 TWh per year"),
    ],
};

const POWER: Group = Group {
    quantity: "power",
    bases: &[("energy", 1), ("time", -1)],
    of_substance: true,
    units: &[
        row("W", (1.0, 1.0), "watt, one joule per second", "40 W per m2"),
        row("kW", (1e3, 1.0), "kilowatt", "50 kW"),
        row("MW", (1e6, 1.0), "megawatt", "120 MW"),
    ],
};

const LEVEL: Group = Group {
    quantity: "sound level",
    bases: &[("sound level", 1)],
    of_substance: false,
    units: &[row("dB", (1.0, 1.0), "decibel", "55 dB")],
};

const GAS: Group = Group {
    quantity: "gas fraction",
    bases: &[("gas fraction", 1)],
    of_substance: false,
    units: &[
        row("ppb", (1.0, 1_000.0), "parts of a gas in 1_000_000_000 parts of air", "20 ppb"),
        row("ppm", (1.0, 1.0), "parts of a gas in 1_000_000 parts of air", "0.03 ppm"),
    ],
};

const MONEY: Group = Group {
    quantity: "money",
    bases: &[("money", 1)],
    of_substance: false,
    units: &[row("money", (1.0, 1.0), "money in the currency of the city", "2_000 money per inhabitant")],
};

/// What people write for a built-in unit, and its name here. These are not accepted, they are what a message suggests.
pub(super) const OTHER_SPELLINGS: &[(&str, &str)] = &[
    ("percent", "%"),
    ("percentage", "%"),
    ("permille", "per_mille"),
    ("‰", "per_mille"),
    ("metre", "m"),
    ("metres", "m"),
    ("meter", "m"),
    ("meters", "m"),
    ("kilometre", "km"),
    ("kilometres", "km"),
    ("m²", "m2"),
    ("m^2", "m2"),
    ("sqm", "m2"),
    ("km²", "km2"),
    ("km^2", "km2"),
    ("sqkm", "km2"),
    ("hectare", "ha"),
    ("hectares", "ha"),
    ("m³", "m3"),
    ("m^3", "m3"),
    ("cbm", "m3"),
    ("l", "L"),
    ("litre", "L"),
    ("litres", "L"),
    ("liter", "L"),
    ("liters", "L"),
    ("sec", "s"),
    ("second", "s"),
    ("seconds", "s"),
    ("minute", "min"),
    ("minutes", "min"),
    ("mins", "min"),
    ("hour", "h"),
    ("hours", "h"),
    ("hr", "h"),
    ("hrs", "h"),
    ("d", "day"),
    ("a", "year"),
    ("yr", "year"),
    ("annum", "year"),
    ("μg", "ug"),
    ("µg", "ug"),
    ("gram", "g"),
    ("grams", "g"),
    ("kilogram", "kg"),
    ("kilograms", "kg"),
    ("tonne", "t"),
    ("tonnes", "t"),
    ("ton", "t"),
    ("tons", "t"),
    ("tCO2e", "t of CO2e"),
    ("kgCO2e", "kg of CO2e"),
    ("dBA", "dB"),
    ("decibel", "dB"),
    ("decibels", "dB"),
    ("€", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("$", "USD"),
    ("£", "GBP"),
    ("kroner", "NOK"),
    ("currency", "money"),
    ("capita", "inhabitant"),
    ("resident", "inhabitant"),
    ("residents", "inhabitants"),
    ("1", "number"),
    ("count", "number"),
    ("dimensionless", "number"),
    ("factor", "ratio"),
];
