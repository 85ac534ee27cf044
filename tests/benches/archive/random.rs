//! Numbers that look random and are the same every time.

/// A generator of numbers: `SplitMix64`, which needs eight bytes and no care about its seed.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// Begins the numbers of one stream; streams of one seed have nothing to do with each other.
    pub(crate) fn of(seed: u64, stream: u64) -> Self {
        let mut mixed = Self(seed ^ 0x7469_636b_6574_6374);
        let start = mixed.next() ^ stream.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut random = Self(start);
        random.next();
        random
    }

    /// Returns 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// Returns a number from 0 up to, but not including, `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// Returns a number of a range, both ends included.
    pub(crate) fn between(&mut self, first: i64, last: i64) -> i64 {
        first + self.below((last - first + 1) as usize) as i64
    }

    /// Returns a number from 0 to 1.
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Says yes in this share of cases.
    pub(crate) fn chance(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    /// Picks one of a list.
    pub(crate) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// Picks a position by weight.
    pub(crate) fn weighted(&mut self, weights: impl Iterator<Item = u32> + Clone) -> usize {
        let sum: u32 = weights.clone().sum();
        let mut left = self.below(sum as usize) as u32;
        for (position, weight) in weights.enumerate() {
            if left < weight {
                return position;
            }
            left -= weight;
        }
        0
    }

    /// Returns a time in milliseconds, log-normal: most are near the median, some are far above it.
    pub(crate) fn log_normal(&mut self, median_ms: i64, sigma: f64) -> i64 {
        let normal: f64 = (0..12).map(|_| self.unit()).sum::<f64>() - 6.0;
        (median_ms as f64 * (sigma * normal).exp()) as i64
    }

    /// Returns a GUID.
    pub(crate) fn guid(&mut self) -> String {
        let mut guid = String::with_capacity(36);
        self.push_guid(&mut guid);
        guid
    }

    /// Writes a GUID.
    pub(crate) fn push_guid(&mut self, out: &mut String) {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let bits = (u128::from(self.next()) << 64) | u128::from(self.next());
        let bits = (bits & !(0xf000_u128 << 64) & !(0xc_u128 << 60)) | (0x4000_u128 << 64);
        let bits = bits | (0x8_u128 << 60);
        for digit in 0..32 {
            if matches!(digit, 8 | 12 | 16 | 20) {
                out.push('-');
            }
            out.push(HEX[(bits >> (124 - 4 * digit)) as usize & 15] as char);
        }
    }
}
