//! Finds, before tickets are shown, which copies of them do not count.

use super::watch::Space;
use crate::analysis::{Copies, Superseded, Version};
use crate::error::Usage;
use crate::input::{Limits, Source, each_answer_metered};
use crate::messages::Messages;
use std::io;
use std::ops::ControlFlow;

/// Reads all sources for it. Nothing is told of what is wrong with them: that comes when they are read
/// again.
pub(super) fn superseded(
    sources: &[Source],
    limits: &Limits,
    space: Space,
    messages: &mut Messages<'_>,
) -> anyhow::Result<Superseded> {
    if let Some(source) = sources.iter().find(|source| !source.can_be_read_again()) {
        return Err(Usage(format!(
            "--dedupe reads its input twice, and {} can be read only once; write it to a file \
             first, then name that",
            source.name()
        ))
        .into());
    }
    let (mut copies, mut place) = (Copies::default(), 0_usize..);
    let mut watch = space.watch("Looking for copies", sources);
    let meter = watch.meter().cloned();
    let read = each_answer_metered::<_, anyhow::Error>(
        sources,
        Box::new(io::empty()),
        limits,
        meter.as_ref(),
        &|record, _| Version::of(&record.ticket),
        &mut |version| {
            watch.look(messages);
            place.next().into_iter().for_each(|place| copies.meet(place, version));
            Ok(ControlFlow::Continue(()))
        },
        &mut |_| Ok(()),
    );
    messages.show_progress(None);
    read?;
    Ok(Superseded::of(copies))
}
