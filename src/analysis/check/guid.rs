//! What is wrong with an identifier that should be a GUID.

/// The lengths of the five groups.
const GROUPS: [(usize, &str); 5] =
    [(8, "first"), (4, "second"), (4, "third"), (4, "fourth"), (12, "last")];

/// Says what keeps a text from being a GUID; nothing if it is one.
pub(super) fn fault(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.split('-').collect();
    if groups.len() != GROUPS.len() {
        let count = match groups.len() {
            1 => "1 group".to_owned(),
            many => format!("{many} groups"),
        };
        return Some(format!("{count} of digits, 5 expected"));
    }
    let is_digit = |c: char| c.is_ascii_hexdigit();
    if !groups.iter().all(|group| group.chars().all(is_digit)) {
        return Some("not only hexadecimal digits".to_owned());
    }
    groups.iter().zip(GROUPS).find_map(|(group, (expected, which))| {
        let length = group.len();
        let digits = if length == 1 { "digit" } else { "digits" };
        (length != expected)
            .then(|| format!("{length} {digits} in the {which} group, {expected} expected"))
    })
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn what_is_wrong_is_said() {
        let said = |text| fault(text).unwrap_or_default();
        assert_eq!(said("a7648213-8af7-4d1c-9deb-1c6b4d6d3cbd"), "");
        assert_eq!(said("A7648213-8AF7-4D1C-9DEB-1C6B4D6D3CBD"), "");
        assert_eq!(
            said("5b09d05db-7e0c-472b-a3aa-5b91f9be826c"),
            "9 digits in the first group, 8 expected"
        );
        assert_eq!(said("a7648213-8af7-4d1c-9deb-1"), "1 digit in the last group, 12 expected");
        assert_eq!(said("a7648213"), "1 group of digits, 5 expected");
        assert_eq!(said("g7648213-8af7-4d1c-9deb-1c6b4d6d3cbd"), "not only hexadecimal digits");
    }
}
