//! Whether report and recount agree, and what else there is to say about that.

use crate::analysis::{Proven, Reported, Seconds, Stated, TopicKind};
use crate::page::{Mark, Marked};
use crate::view::words::{duration, net_over_gross};

impl Proven {
    /// Judges the figure.
    pub(super) fn verdict(&self) -> Vec<Marked> {
        let reported = &self.proof.reported;
        let (gross, net) = (find(reported, false), find(reported, true));
        let agreement = gross.and_then(|gross| self.agreement(gross)).or_else(|| self.same_count());
        let net = net_over_gross(gross.as_ref(), net.as_ref())
            .filter(|_| self.explanation.kind == TopicKind::Metric)
            .map(|says| Marked::new(Mark::Note, says.into()));
        let is_zero = |one: &Reported| one.seconds == Stated::Given(Seconds::default());
        let is_void = self.has_transactions && self.proof.recount_s.is_none();
        let none = (is_void && reported.iter().any(is_zero)).then(|| {
            let says = "There is nothing to measure: a reported 0s stands for none.";
            Marked::new(Mark::Note, says.into())
        });
        [agreement, net, none].into_iter().flatten().collect()
    }

    /// Says whether a span is what is reported. That one definition of several is not, is no fault.
    fn agreement(&self, gross: Seconds) -> Option<Marked> {
        let (agrees, recount) = self.proof.agrees.zip(self.proof.recount_s)?;
        let distance = gross.distance(recount);
        let apart = if distance == Seconds::default() {
            "to the second".to_owned()
        } else {
            format!("{} apart", duration(distance))
        };
        let fits = self.proof.fitting.map_or_else(String::new, |fit| {
            let (words, seconds) = (fit.measure.words(), duration(fit.seconds));
            format!(" What is reported fits the time {words}, which is {seconds}.")
        });
        let is_definition = self.explanation.kind == TopicKind::FirstResponse;
        let (mark, says) = match (agrees, is_definition) {
            (true, false) => (Mark::Good, format!("Gross and recount agree, {apart}.")),
            (true, true) => {
                (Mark::Good, format!("What is reported fits this definition, {apart}."))
            }
            (false, true) => {
                (Mark::Note, format!("What is reported does not fit this definition: {apart}."))
            }
            (false, false) => {
                let says = format!("Gross and recount do not agree: {apart}, more than 2s.{fits}");
                (Mark::Bad, says)
            }
        };
        Some(Marked::new(mark, says.into()))
    }

    fn same_count(&self) -> Option<Marked> {
        let agrees = self.proof.agrees.filter(|_| self.explanation.kind == TopicKind::Count)?;
        Some(if agrees {
            Marked::new(Mark::Good, "Reported and counted are the same.".into())
        } else {
            Marked::new(Mark::Bad, "Reported and counted are not the same.".into())
        })
    }
}

fn find(reported: &[Reported], is_net: bool) -> Option<Seconds> {
    let one = reported.iter().find(|one| one.is_net == Some(is_net))?;
    one.seconds.get().copied()
}
