//! How far reading has come: one line on the terminal of the messages, which is gone before anything
//! else is printed there.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// The line, from when it is worth watching until it ends.
pub(crate) struct Progress {
    bar: ProgressBar,
    /// Nothing is sent: that it is gone is the message.
    goes_on: Option<Sender<()>>,
    watcher: Option<JoinHandle<()>>,
}

/// What the line says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Course {
    /// What is being done.
    pub(crate) doing: &'static str,
    /// How many bytes there are to read, if that is known.
    pub(crate) total: Option<u64>,
    /// How wide the terminal is.
    pub(crate) columns: u16,
    /// What the bar is made of.
    pub(crate) growth: &'static str,
}

/// How often the line changes.
const TICK: Duration = Duration::from_millis(100);

/// After so many ticks it is shown: a second.
const PATIENCE: u32 = 10;

/// From this width on there is room for a bar.
const WIDE: u16 = 80;

impl Progress {
    /// Begins to watch; `read` says how many bytes have been read. Nothing is shown in the first second.
    pub(crate) fn begin(course: Course, read: impl Fn() -> u64 + Send + 'static) -> Self {
        Self::draw(course, read, ProgressDrawTarget::stderr())
    }

    fn draw(
        course: Course,
        read: impl Fn() -> u64 + Send + 'static,
        target: ProgressDrawTarget,
    ) -> Self {
        let bar = ProgressBar::with_draw_target(course.total, ProgressDrawTarget::hidden());
        bar.set_style(course.style());
        bar.set_prefix(course.doing);
        bar.set_position(read());
        bar.reset_eta();
        let (goes_on, end) = channel();
        let line = bar.clone();
        let watcher = thread::spawn(move || watch(&line, target, read, &end));
        Self { bar, goes_on: Some(goes_on), watcher: Some(watcher) }
    }

    /// Does something to the terminal while the line is not there.
    pub(crate) fn aside<T>(&self, act: impl FnOnce() -> T) -> T {
        self.bar.suspend(act)
    }
}

/// Takes the line away.
impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.goes_on.take());
        if let Some(watcher) = self.watcher.take() {
            // It cannot have failed in any way that matters here.
            let _ = watcher.join();
        }
        self.bar.finish_and_clear();
    }
}

fn watch(
    bar: &ProgressBar,
    target: ProgressDrawTarget,
    read: impl Fn() -> u64,
    end: &Receiver<()>,
) {
    let mut target = Some(target);
    let mut ticks = 0_u32;
    while end.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
        bar.set_position(read());
        ticks = ticks.saturating_add(1);
        if ticks >= PATIENCE
            && let Some(target) = target.take()
        {
            bar.set_draw_target(target);
            bar.tick();
        }
    }
}

impl Course {
    fn style(self) -> ProgressStyle {
        let template = match self.total {
            None => "{prefix}  {decimal_bytes}  {decimal_bytes_per_sec}",
            Some(_) if self.columns >= WIDE => {
                "{prefix} {bar:16} {percent:>3}%  {decimal_bytes} of {decimal_total_bytes}  \
                 {decimal_bytes_per_sec}  {eta} left"
            }
            Some(_) => "{prefix} {percent:>3}%  {decimal_bytes_per_sec}  {eta} left",
        };
        let style = ProgressStyle::with_template(template);
        style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars(self.growth)
    }
}

#[cfg(test)]
mod tests {
    use super::{Course, Progress};
    use indicatif::{ProgressBar, ProgressDrawTarget, TermLike};
    use std::io;
    use std::sync::{Arc, Mutex};

    /// A terminal that keeps what is written.
    #[derive(Debug, Clone, Default)]
    struct Screen {
        columns: u16,
        written: Arc<Mutex<String>>,
    }

    impl TermLike for Screen {
        fn width(&self) -> u16 {
            self.columns
        }

        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn write_line(&self, line: &str) -> io::Result<()> {
            self.write_str(line)
        }

        fn write_str(&self, text: &str) -> io::Result<()> {
            self.written.lock().unwrap().push_str(text);
            Ok(())
        }

        fn clear_line(&self) -> io::Result<()> {
            self.written.lock().unwrap().clear();
            Ok(())
        }

        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    fn drawn(total: Option<u64>, columns: u16, growth: &'static str) -> String {
        let screen = Screen { columns, ..Screen::default() };
        let target = ProgressDrawTarget::term_like(Box::new(screen.clone()));
        let bar = ProgressBar::with_draw_target(total, target);
        bar.set_style(Course { doing: "Reading", total, columns, growth }.style());
        bar.set_prefix("Reading");
        bar.set_position(410_000_000);
        bar.force_draw();
        let written = screen.written.lock().unwrap().clone();
        bar.finish_and_clear();
        assert_eq!(*screen.written.lock().unwrap(), "", "it leaves nothing behind");
        written
    }

    #[test]
    fn the_line_says_how_much_of_how_much_and_fits() {
        let wide = drawn(Some(1_000_000_000), 80, "█▌ ");
        assert!(wide.starts_with("Reading ███"), "{wide}");
        assert!(wide.contains(" 41%  410.00 MB of 1.00 GB  "), "{wide}");
        assert!(wide.trim_end().ends_with(" left"), "{wide}");
        let ascii = drawn(Some(1_000_000_000), 80, "#- ");
        assert!(ascii.starts_with("Reading ###") && ascii.trim().is_ascii(), "{ascii}");
        let narrow = drawn(Some(1_000_000_000), 50, "#- ");
        assert!(narrow.starts_with("Reading  41%  ") && narrow.trim_end().ends_with(" left"));
        let unknown = drawn(None, 80, "#- ");
        assert!(unknown.starts_with("Reading  410.00 MB  ") && unknown.trim_end().ends_with("/s"));
    }

    #[test]
    fn what_is_soon_done_shows_nothing() {
        let screen = Screen { columns: 80, ..Screen::default() };
        let target = ProgressDrawTarget::term_like(Box::new(screen.clone()));
        let course = Course { doing: "Reading", total: Some(10), columns: 80, growth: "#- " };
        let progress = Progress::draw(course, || 5, target);
        assert_eq!(progress.aside(|| 7), 7);
        drop(progress);
        assert_eq!(*screen.written.lock().unwrap(), "");
    }
}
