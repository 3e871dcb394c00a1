//! Any bytes as a sheet of city data: reading ends, without a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = yardstick::data::decode(bytes) {
        yardstick::probe::city_data(&text);
    }
});
