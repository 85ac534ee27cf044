//! Whole numbers in groups of seven bits, of which small ones take one byte; and bytes with their number.

/// Makes small numbers of those near zero, negative ones too.
pub(in crate::analysis) const fn zigzag(number: i64) -> u64 {
    let sign = if number < 0 { u64::MAX } else { 0 };
    number.cast_unsigned().wrapping_shl(1) ^ sign
}

/// Returns the number that was made small.
pub(in crate::analysis) const fn unzigzag(code: u64) -> i64 {
    let sign = if code & 1 > 0 { u64::MAX } else { 0 };
    (code.wrapping_shr(1) ^ sign).cast_signed()
}

/// Writes a number, seven bits a byte, the lowest first.
pub(in crate::analysis) fn put(out: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        out.push(u8::try_from(number & 0x7f | 0x80).unwrap_or_default());
        number = number.wrapping_shr(7);
    }
    out.push(u8::try_from(number).unwrap_or_default());
}

/// Reads a number, and leaves what stands behind it.
pub(in crate::analysis) fn take(from: &mut &[u8]) -> u64 {
    let mut number = 0;
    for shift in (0_u32..64).step_by(7) {
        let Some((first, rest)) = from.split_first() else { break };
        *from = rest;
        number |= u64::from(first & 0x7f).wrapping_shl(shift);
        if *first < 0x80 {
            break;
        }
    }
    number
}

/// Writes bytes behind their number.
pub(in crate::analysis) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put(out, u64::try_from(bytes.len()).unwrap_or(u64::MAX));
    out.extend_from_slice(bytes);
}

/// Reads bytes, and leaves what stands behind them.
pub(in crate::analysis) fn take_bytes<'b>(from: &mut &'b [u8]) -> &'b [u8] {
    let length = usize::try_from(take(from)).unwrap_or(usize::MAX);
    let (bytes, rest) = from.split_at_checked(length).unwrap_or_default();
    *from = rest;
    bytes
}

#[cfg(test)]
mod tests {
    use super::{put, put_bytes, take, take_bytes, unzigzag, zigzag};

    #[test]
    fn numbers_come_back_and_small_ones_take_one_byte() {
        for (number, bytes) in [(0, 1), (-1, 1), (63, 1), (64, 2), (i64::MAX, 10), (i64::MIN, 10)] {
            let mut out = Vec::new();
            put(&mut out, zigzag(number));
            assert_eq!(out.len(), bytes, "{number}");
            let mut rest = out.as_slice();
            assert_eq!(unzigzag(take(&mut rest)), number);
            assert!(rest.is_empty());
        }
    }

    #[test]
    fn bytes_come_back() {
        let mut out = Vec::new();
        put_bytes(&mut out, b"");
        put_bytes(&mut out, b"ab");
        let mut rest = out.as_slice();
        assert_eq!((take_bytes(&mut rest), take_bytes(&mut rest)), (&b""[..], &b"ab"[..]));
        assert!(rest.is_empty());
    }
}
