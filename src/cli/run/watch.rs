//! A line on stderr that says how far a long analysis is. It comes after two seconds, and only on a terminal.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// How long nothing is said.
const QUIET: Duration = Duration::from_secs(2);

/// How often the line is written anew.
const TICK: Duration = Duration::from_millis(200);

/// The line. It goes when this does.
pub(super) struct Watch {
    counter: Arc<AtomicUsize>,
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    /// Begins to count.
    pub fn begin() -> Self {
        let counter = Arc::new(AtomicUsize::new(0));
        let (end, ended) = channel::<()>();
        let counted = Arc::clone(&counter);
        let wait = move || {
            if ended.recv_timeout(QUIET) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} {msg}") {
                bar.set_style(style);
            }
            loop {
                bar.set_message(format!("{} evaluations of cities", counted.load(Ordering::Relaxed)));
                bar.tick();
                if ended.recv_timeout(TICK) != Err(RecvTimeoutError::Timeout) {
                    break;
                }
            }
            bar.finish_and_clear();
        };
        // Without a thread there is no line, and nothing else is lost.
        let thread = std::thread::Builder::new().spawn(wait).ok();
        Self { counter, end: Some(end), thread }
    }

    /// What counts the evaluations.
    pub fn counter(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.counter)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.end.take();
        if let Some(thread) = self.thread.take() {
            // It only draws: whatever became of it, the analysis is done.
            let _ = thread.join();
        }
    }
}
