//! Where an element of a list in the file stands in what was read of that list.

use crate::model::{DefectKind, Record};

/// The elements of a list that could not be read, and so are not in the model.
#[derive(Debug)]
pub(super) struct Places {
    odd: Vec<usize>,
    /// More is wrong with the ticket than was noted.
    is_vague: bool,
}

impl Places {
    /// Looks at a list of a ticket.
    pub(super) fn of(record: &Record<'_>, list: &str) -> Self {
        let odd = record.defects.iter().filter_map(|defect| {
            let (key, index) = defect.pointer.strip_prefix('/')?.split_once('/')?;
            let index = key.eq_ignore_ascii_case(list).then(|| index.parse().ok())?;
            index.filter(|_| matches!(defect.kind, DefectKind::Expected(_)))
        });
        let mut odd: Vec<_> = odd.collect();
        odd.sort_unstable();
        let is_vague = record.defects.iter().any(|defect| defect.kind == DefectKind::Countless);
        Self { odd, is_vague }
    }

    /// Returns where an element was read to; `None` if it was not, or if nobody can tell.
    pub(super) fn read(&self, index: usize) -> Option<usize> {
        let before = self.odd.partition_point(|odd| *odd < index);
        let is_odd = self.odd.get(before) == Some(&index);
        if is_odd || self.is_vague { None } else { index.checked_sub(before) }
    }
}

#[cfg(test)]
mod tests {
    use super::Places;
    use crate::model::Record;

    #[test]
    fn what_could_not_be_read_moves_the_rest_up() {
        let text = r#"{"id":1,"Transactions":[5,{"id":2},7,{"id":4,"dateTime":9}]}"#;
        let record = Record::read(text).unwrap().unwrap();
        let places = Places::of(&record, "transactions");
        let read: Vec<_> = (0..4).map(|index| places.read(index)).collect();
        assert_eq!(read, [None, Some(0), None, Some(1)]);
        assert_eq!(Places::of(&record, "participants").read(3), Some(3));
    }
}
