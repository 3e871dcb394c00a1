//! Any bytes, read as a script: reading and running it end within the limits, without a panic.
#![no_main]

#[path = "../probe.rs"]
#[allow(dead_code)]
mod probe;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = yardstick::data::decode(bytes) {
        probe::script(&text);
    }
});
