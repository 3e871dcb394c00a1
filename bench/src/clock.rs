//! How long something takes: on the processor where one thread does it, by the clock where many do.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// How often each is measured; the median counts.
const TIMES: usize = 5;

/// How long this thread has been on a processor: what others do on the machine at the same time is not counted. The
/// clock of the thread itself, since what the system tells of processes is up to date by some milliseconds only.
fn worked() -> Duration {
    of(ClockId::ThreadCPUTime)
}

fn of(clock: ClockId) -> Duration {
    let time = clock_gettime(clock);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
}

/// How long all threads of this program have been on a processor, one after the other.
#[must_use]
pub fn spent() -> Duration {
    of(ClockId::ProcessCPUTime)
}

/// The median time on the processor of a run, after one that warms up.
pub fn median(mut run: impl FnMut()) -> Duration {
    run();
    middle(|| {
        let before = worked();
        run();
        worked().saturating_sub(before)
    })
}

/// The median time by the clock, for what runs on all cores.
pub fn by_clock(mut run: impl FnMut()) -> Duration {
    middle(|| {
        let start = Instant::now();
        run();
        start.elapsed()
    })
}

fn middle(one: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<Duration> = std::iter::repeat_with(one).take(TIMES).collect();
    times.sort();
    times.get(TIMES / 2).copied().unwrap_or_default()
}
