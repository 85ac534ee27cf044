//! `ticketctl export`

use super::{App, InputArgs};
use crate::analysis::tables::Tables;
use crate::error::{CANNOT_WRITE, Outcome};
use crate::render::{WholeLines, print_alone};
use anyhow::Context;
use clap::Args;
use std::path::{Path, PathBuf};

/// All tickets as tables in Parquet files, for other engines
#[derive(Args, Debug)]
pub(crate) struct Export {
    /// Folder to write into: a new one, or an empty one
    #[arg(long, value_name = "DIR", required_unless_present = "tables")]
    to: Option<PathBuf>,
    /// Tell the tables and what their columns mean; read and write nothing
    #[arg(long, conflicts_with_all = ["to", "files"])]
    tables: bool,
    #[command(flatten)]
    input: InputArgs,
}

impl Export {
    pub(super) fn run(&self, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        match &self.to {
            Some(to) if !self.tables => self.fill(to, app),
            _ => tell(app),
        }
    }

    #[cfg(feature = "export")]
    fn fill(&self, to: &Path, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        filling::fill(&self.input, to, app)
    }

    #[cfg(not(feature = "export"))]
    #[expect(clippy::unused_self, reason = "in other builds the input is read")]
    fn fill(&self, _: &Path, _: &mut App<'_>) -> anyhow::Result<Outcome> {
        let says = "this ticketctl was built without export; build it with: cargo install --path . \
                    --features export";
        Err(crate::error::Usage(says.to_owned()).into())
    }
}

/// Tells the tables.
fn tell(app: &mut App<'_>) -> anyhow::Result<Outcome> {
    let tables = Tables::of_all();
    app.expect_fields_like(&tables)?;
    print_alone(&tables, &app.settings, &mut WholeLines::new(&mut *app.stdout))
        .context(CANNOT_WRITE)?;
    Ok(Outcome::Done)
}

#[cfg(feature = "export")]
mod filling {
    //! Filling a folder.

    use crate::analysis::tables::{Manifest, TicketRows};
    use crate::commands::reading::Visit;
    use crate::commands::{App, InputArgs};
    use crate::error::{CANNOT_WRITE, Outcome, Usage};
    use crate::render::{WholeLines, print_alone};
    use crate::warehouse::{Bounds, Folder, Unfit, Warehouse};
    use anyhow::Context;
    use std::ops::ControlFlow;
    use std::path::Path;
    use std::sync::Arc;

    /// What is said if it ends before its end.
    const NOT_COMPLETE: &str = "the export is not complete, and has no manifest.json";

    pub(super) fn fill(input: &InputArgs, to: &Path, app: &mut App<'_>) -> anyhow::Result<Outcome> {
        app.expect_fields_like(&Manifest::default())?;
        let (reading, out, settings) = app.parts(input)?;
        let folder = Folder::open(to).map_err(|unfit| refused(to, unfit))?;
        let mut filled = Filled(Warehouse::new(folder, Bounds::default()));
        let read = reading.each(&|met| TicketRows::of(met.story()), &mut filled)?;
        let manifest = filled.0.finish(read.lost).context(NOT_COMPLETE)?;
        print_alone(&manifest, settings, &mut WholeLines::new(out)).context(CANNOT_WRITE)?;
        Ok(read.outcome)
    }

    fn refused(to: &Path, unfit: Unfit) -> anyhow::Error {
        let to = to.display();
        match unfit {
            Unfit::NotEmpty => Usage(format!(
                "--to {to}: there is something in this folder; name a new one, or an empty one"
            ))
            .into(),
            Unfit::NoFolder => Usage(format!("--to {to}: this is no folder")).into(),
            Unfit::Failed(cause) => cause.into(),
        }
    }

    /// The tickets on their way.
    struct Filled(Warehouse);

    impl Visit<TicketRows> for Filled {
        fn take(&mut self, rows: TicketRows, _: &Arc<str>) -> anyhow::Result<ControlFlow<()>> {
            self.0.add(&rows).context(NOT_COMPLETE)?;
            Ok(ControlFlow::Continue(()))
        }

        fn flush(&mut self) -> anyhow::Result<()> {
            Ok(())
        }
    }
}
