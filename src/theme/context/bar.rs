use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::{Label, Maker};
use crate::calendar::Duration;
use crate::kinds::{Direction, Quantity};
use crate::theme::shape::context;

context! {
    /// 承诺条: target, floor and what was attained on one line, drawn and in words. Places are thousandths of its length.
    pub struct PromiseBar {
        /// `met`, `close` (short of the target, not of the floor), `missed`, or `none` where there is no figure.
        pub result: Label,
        /// Within which time each case is done.
        pub limit: Option<String>,
        /// What is promised.
        pub target: String,
        /// Below which it is a failure.
        pub floor: Option<String>,
        /// What was attained.
        pub actual: Option<String>,
        /// When: the last period with figures.
        pub period: Option<String>,
        /// Whether that period is long past.
        pub is_old: bool,
        /// Where the target stands.
        pub target_at: usize,
        /// Where the stretch of failure begins.
        pub fail_from: usize,
        /// How long it is; 0 where there is no floor.
        pub fail_width: usize,
        /// Where the floor stands.
        pub floor_at: Option<usize>,
        /// How far the bar reaches.
        pub actual_at: Option<usize>,
        /// What stands at its beginning and end.
        pub low: String,
        /// See `low`.
        pub high: String,
    }
}

/// What a promise bar is drawn from.
#[derive(Clone, Debug)]
pub(super) struct Promised {
    pub(super) direction: Direction,
    /// Of a number without a sign of its own: 分, 笔.
    pub(super) unit: String,
    pub(super) limit: Option<Duration>,
    pub(super) target: Quantity,
    pub(super) floor: Option<Quantity>,
    pub(super) actual: Option<Attained>,
}

/// What was attained in the last period with figures.
#[derive(Clone, Debug)]
pub(super) struct Attained {
    pub(super) value: Quantity,
    /// In readers' words: 2026年10月.
    pub(super) period: String,
    /// Whether the period ended more than 45 days before the build's date.
    pub(super) is_old: bool,
}

/// How wide the mark of the target is drawn, in thousandths.
const TICK: usize = 7;

impl Promised {
    /// The bar, in the maker's words.
    pub(super) fn bar(&self, maker: &Maker<'_>) -> PromiseBar {
        let (low, high) = self.ends_with(self.actual.iter().map(|actual| actual.value));
        let at = |value: Quantity| place_of(value, low, high);
        let floor_at = self.floor.map(at);
        let (fail_from, fail_to) = match (self.direction, floor_at) {
            (_, None) => (0, 0),
            (Direction::AtLeast, Some(floor)) => (0, floor),
            (Direction::AtMost, Some(floor)) => (floor, 1000),
        };
        let words = |value: Quantity| self.in_words(value);
        PromiseBar {
            result: maker.label("result", self.result()),
            limit: self.limit.map(|limit| {
                let limit = limit.in_words(maker.language);
                maker.strings.fill("ui.within", &[("limit", &limit)])
            }),
            target: words(self.target),
            floor: self.floor.map(words),
            actual: self.actual.as_ref().map(|actual| words(actual.value)),
            period: self.actual.as_ref().map(|actual| actual.period.clone()),
            is_old: self.actual.as_ref().is_some_and(|actual| actual.is_old),
            target_at: at(self.target).min(1000 - TICK),
            floor_at,
            fail_from,
            fail_width: fail_to - fail_from,
            actual_at: self.actual.as_ref().map(|actual| at(actual.value)),
            low: self.in_words(self.like(low)),
            high: self.in_words(self.like(high)),
        }
    }

    /// What came of it. A target that is met exactly is met.
    fn result(&self) -> &'static str {
        self.result_of(self.actual.as_ref().map(|actual| actual.value))
    }

    /// What comes of a value in some period.
    pub(super) fn result_of(&self, value: Option<Quantity>) -> &'static str {
        let Some(value) = value else {
            return "none";
        };
        let holds = |bound: Quantity| match self.direction {
            Direction::AtLeast => number(value) >= number(bound),
            Direction::AtMost => number(value) <= number(bound),
        };
        match self.floor {
            _ if holds(self.target) => "met",
            Some(floor) if holds(floor) => "close",
            _ => "missed",
        }
    }

    /// The values at both ends: so that target, floor and `values` have room. A share ends at 100 percent.
    pub(super) fn ends_with(&self, values: impl Iterator<Item = Quantity>) -> (Decimal, Decimal) {
        let bounds = [Some(self.target), self.floor].into_iter().flatten();
        let known: Vec<Decimal> = bounds.chain(values).map(number).collect();
        // The target is always known.
        let least = known.iter().min().copied().unwrap_or_default();
        let most = known.iter().max().copied().unwrap_or_default();
        let hundred = Decimal::ONE_HUNDRED;
        match (self.direction, self.target) {
            (Direction::AtLeast, Quantity::Percent(_)) => (below(least), hundred),
            (Direction::AtLeast, Quantity::Number(_)) => (Decimal::ZERO, above(most)),
            (Direction::AtMost, _) => (Decimal::ZERO, above(most)),
        }
    }

    pub(super) fn like(&self, value: Decimal) -> Quantity {
        match self.target {
            Quantity::Percent(_) => Quantity::Percent(crate::kinds::Percent(value)),
            Quantity::Number(_) => Quantity::Number(value),
        }
    }

    pub(super) fn in_words(&self, value: Quantity) -> String {
        match value {
            Quantity::Percent(_) => value.to_string(),
            Quantity::Number(_) => format!("{value} {}", self.unit).trim_end().to_owned(),
        }
    }
}

fn number(value: Quantity) -> Decimal {
    match value {
        Quantity::Percent(percent) => percent.0,
        Quantity::Number(number) => number,
    }
}

/// A round value well below a share.
fn below(value: Decimal) -> Decimal {
    let step = Decimal::TEN;
    let rounded = ((value - Decimal::ONE) / step).floor() * step;
    rounded.max(Decimal::ZERO)
}

/// A round value above a number.
fn above(value: Decimal) -> Decimal {
    (value * Decimal::new(15, 1)).ceil().max(Decimal::TWO)
}

/// Where a value stands between two, in thousandths.
pub(super) fn place_of(value: Quantity, low: Decimal, high: Decimal) -> usize {
    let share = (number(value) - low) / (high - low).max(Decimal::ONE) * Decimal::ONE_THOUSAND;
    share
        .round()
        .clamp(Decimal::ZERO, Decimal::ONE_THOUSAND)
        .to_usize()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{Attained, Promised};
    use crate::kinds::{Direction, Percent, Quantity};

    fn percent(value: i64) -> Quantity {
        Quantity::Percent(Percent(Decimal::new(value, 1)))
    }

    fn promised(actual: Option<i64>) -> Promised {
        Promised {
            direction: Direction::AtLeast,
            unit: "%".to_owned(),
            limit: None,
            target: percent(970),
            floor: Some(percent(950)),
            actual: actual.map(|value| Attained {
                value: percent(value),
                period: String::new(),
                is_old: false,
            }),
        }
    }

    #[test]
    fn the_result_follows_target_and_floor() {
        let results = [None, Some(972), Some(970), Some(951), Some(949)];
        let results = results.map(|actual| promised(actual).result());
        assert_eq!(results, ["none", "met", "met", "close", "missed"]);
    }

    #[test]
    fn fewer_is_better_where_the_direction_says_so() {
        let errors = Promised {
            direction: Direction::AtMost,
            target: Quantity::Number(Decimal::ZERO),
            floor: Some(Quantity::Number(Decimal::ONE)),
            actual: Some(Attained {
                value: Quantity::Number(Decimal::TWO),
                period: String::new(),
                is_old: false,
            }),
            ..promised(None)
        };
        assert_eq!(errors.result(), "missed");
        assert_eq!(
            errors.ends_with(errors.actual.iter().map(|actual| actual.value)),
            (Decimal::ZERO, Decimal::from(3))
        );
    }

    #[test]
    fn a_share_is_drawn_between_a_round_value_and_a_hundred() {
        assert_eq!(
            promised(None).ends_with([percent(949)].into_iter()),
            (Decimal::from(90), Decimal::ONE_HUNDRED)
        );
        assert_eq!(
            promised(None).ends_with([percent(601)].into_iter()),
            (Decimal::from(50), Decimal::ONE_HUNDRED)
        );
    }
}
