//! The tables of docs/dev/performance.md, written between their marks.

use std::fmt::Write;

/// Whether the tables shall be written into the page.
#[must_use]
pub fn wanted() -> bool {
    std::env::args().any(|one| one == "--write")
}

/// Rows as they are measured.
#[derive(Debug, Default)]
pub struct Table {
    count: usize,
    rows: String,
    cities: String,
    notes: String,
}

impl Table {
    /// A table of so many rows.
    #[must_use]
    pub fn of(count: usize) -> Self {
        Self { count, ..Self::default() }
    }

    /// Nanoseconds a row, and beside them the ratio to another figure of the same run.
    pub fn line(&mut self, what: &str, nanoseconds: f64, beside: Option<f64>) {
        let ratio = beside.map_or(String::new(), |other| format!("{:.2}", nanoseconds / other));
        let _ = writeln!(self.rows, "| {what} | {nanoseconds:.0} | {ratio} |");
    }

    /// Microseconds for one warm city.
    pub fn city(&mut self, what: &str, microseconds: f64) {
        let _ = writeln!(self.cities, "| {what} | {microseconds:.2} |");
    }

    /// A sentence below the tables.
    pub fn note(&mut self, sentence: &str) {
        let _ = writeln!(self.notes, "{sentence}");
    }

    /// The tables.
    #[must_use]
    pub fn text(&self) -> String {
        format!(
            "| {} city-years | ns a row | to by hand |\n|---|---|---|\n{}\n| one warm city | µs |\n|---|---|\n{}\n{}",
            self.count, self.rows, self.cities, self.notes
        )
    }

    /// Puts the tables between the marks of the page.
    ///
    /// # Errors
    /// The page cannot be read or written, or has no marks.
    pub fn write(&self) -> std::io::Result<()> {
        put("", &self.text())
    }
}

/// Puts a text between the marks of that name.
///
/// # Errors
/// The page cannot be read or written, or has no such marks.
pub fn put(name: &str, text: &str) -> std::io::Result<()> {
    let path = crate::root().join("docs/dev/performance.md");
    let page = std::fs::read_to_string(&path)?;
    let name = if name.is_empty() { String::new() } else { format!(" {name}") };
    let (begin, end) = (format!("<!-- measured{name}: begin -->\n"), format!("<!-- measured{name}: end -->"));
    let marked = page.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
    let (before, after) = marked.ok_or_else(|| std::io::Error::other("the page has no marks for the table"))?;
    std::fs::write(path, format!("{before}{begin}{text}{end}{after}"))
}
