use std::collections::{BTreeSet, HashSet};

use super::clause::ClauseNumber;
use crate::diagnostics::{BACKWARD_NUMBER, Code, DUPLICATE_NUMBER, SKIPPED_NUMBER, Span};

/// The numbers of clauses that are counted together, in the order in which they stand: the articles of a document,
/// the items of a 款.
#[derive(Clone, Debug, Default)]
pub(super) struct Order {
    /// The last number of those counted before, where the counting may run on: chapters through the 编 of a law.
    before: Option<ClauseNumber>,
    /// All numbers, once one of them was not higher than the one before it; until then their row is sorted.
    taken: Option<HashSet<ClauseNumber>>,
    numbers: Vec<(ClauseNumber, Span)>,
}

impl Order {
    /// An order whose first number may be 1, or run on behind `before`.
    pub(super) fn behind(before: Option<ClauseNumber>) -> Self {
        Self {
            before,
            ..Self::default()
        }
    }

    /// Whether `number` may be the first.
    fn begins(&self, number: ClauseNumber) -> bool {
        number.follows(None) || (self.before.is_some() && number.follows(self.before))
    }

    /// The number before the next one.
    pub(super) fn last(&self) -> Option<ClauseNumber> {
        self.numbers
            .last()
            .map(|(number, _)| *number)
            .or(self.before)
    }

    /// Whether a number was taken already.
    pub(super) fn has(&self, number: ClauseNumber) -> bool {
        match &self.taken {
            Some(taken) => taken.contains(&number),
            None => {
                let place = self
                    .numbers
                    .binary_search_by_key(&number, |(taken, _)| *taken);
                place.is_ok()
            }
        }
    }

    /// Takes the next number and where it is written.
    pub(super) fn push(&mut self, number: ClauseNumber, label: Span) {
        let goes_up = self.numbers.last().is_none_or(|(last, _)| *last < number);
        if !goes_up && self.taken.is_none() {
            self.taken = Some(self.numbers.iter().map(|(number, _)| *number).collect());
        }
        if let Some(taken) = &mut self.taken {
            taken.insert(number);
        }
        self.numbers.push((number, label));
    }

    /// What is wrong with the numbers, and where. Of a row that runs on behind a fault only the first is told.
    pub(super) fn faults(&self) -> Vec<(&'static Code, Span)> {
        let run_on = |pair: &[(ClauseNumber, Span)]| pair[1].0.follows(Some(pair[0].0));
        let is_first = self
            .numbers
            .first()
            .is_none_or(|(first, _)| self.begins(*first));
        if is_first && self.numbers.windows(2).all(run_on) {
            return Vec::new();
        }
        let mut seen = BTreeSet::new();
        let (mut last, mut highest, mut astray) = (None, None, false);
        let mut faults = Vec::new();
        for (index, (number, label)) in self.numbers.iter().enumerate() {
            let is_new = seen.insert(*number);
            let runs_on = number.follows(last)
                || number.follows(highest)
                || (index == 0 && self.begins(*number));
            let fault = match (runs_on, is_new) {
                (true, true) => None,
                (true, false) if astray => None,
                (_, false) => Some(&DUPLICATE_NUMBER),
                (false, true) if last.is_some_and(|last| *number < last) => Some(&BACKWARD_NUMBER),
                // What is missing here comes later, and is told of there.
                (false, true) if self.comes_later(index, last) => None,
                (false, true) => Some(&SKIPPED_NUMBER),
            };
            astray = !is_new || (astray && runs_on);
            last = Some(*number);
            highest = highest.max(last);
            faults.extend(fault.map(|code| (code, *label)));
        }
        faults
    }

    /// Whether every number between `last` and the one at `index` stands further down.
    fn comes_later(&self, index: usize, last: Option<ClauseNumber>) -> bool {
        const LONGEST: u32 = 50;
        let number = self.numbers[index].0.number;
        let first = last.map_or(1, |last| last.number + 1);
        let behind: BTreeSet<u32> = self.numbers[index + 1..]
            .iter()
            .take(200)
            .map(|(number, _)| number.number)
            .collect();
        first < number
            && number - first <= LONGEST
            && (first..number).all(|missing| behind.contains(&missing))
    }
}

#[cfg(test)]
mod tests {
    use super::Order;
    use crate::diagnostics::Span;
    use crate::markdown::ClauseNumber;

    /// Where in a row of numbers something is wrong, and what; 之N is a hundredth.
    fn faults(numbers: &[u32]) -> Vec<(usize, &'static str)> {
        let mut order = Order::default();
        for (at, number) in numbers.iter().enumerate() {
            let read = ClauseNumber {
                number: number / 100,
                inserted: number % 100,
            };
            order.push(read, Span::new(at, at));
        }
        let found = order.faults().into_iter();
        found
            .map(|(code, label)| (label.start as usize, code.name))
            .collect()
    }

    #[test]
    fn numbers_that_run_on_are_right() {
        assert_eq!(faults(&[100, 200, 201, 202, 300]), []);
    }

    #[test]
    fn one_fault_is_told_once() {
        assert_eq!(faults(&[100, 300, 400]), [(1, "skipped-number")]);
        assert_eq!(
            faults(&[100, 200, 100, 200, 300]),
            [(2, "duplicate-number")]
        );
        assert_eq!(faults(&[100, 300, 200, 400]), [(2, "backward-number")]);
        assert_eq!(faults(&[100, 300, 200]), [(2, "backward-number")]);
    }
}
