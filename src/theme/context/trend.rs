use super::bar::Promised;
use super::{Label, Maker};
use crate::kinds::Quantity;
use crate::theme::shape::context;

context! {
    /// What was attained period by period, drawn against target and floor; the same figures stand in a table under
    /// it. The drawing is 480 wide and 160 high; places count from its left and its top.
    pub struct Trend {
        /// What is measured.
        pub title: String,
        /// The drawing in words: how many periods met the target, and the worst of them.
        pub summary: String,
        /// The periods, the oldest first.
        pub points: Vec<TrendPoint>,
        /// The line through what is known, broken where a period has no figure: the points of each stretch of two or
        /// more, as SVG wants them.
        pub lines: Vec<String>,
        /// What is promised.
        pub target: String,
        /// Where that stands.
        pub target_at: usize,
        /// Below which it is a failure.
        pub floor: Option<String>,
        /// Where that stands.
        pub floor_at: Option<usize>,
        /// What stands at the top.
        pub high: String,
        /// What stands at the bottom.
        pub low: String,
    }

    /// One period of a figure.
    pub struct TrendPoint {
        /// Which: 2026-10.
        pub period: String,
        /// What was attained; none where there is no figure.
        pub value: Option<String>,
        /// What came of it; `none` where there is no figure.
        pub result: Label,
        /// From the left.
        pub x: usize,
        /// From the top; at the bottom where there is no figure.
        pub y: usize,
    }
}

/// The size of the drawing, and the room at its edges for the marks.
const WIDTH: usize = 480;
const HEIGHT: usize = 160;
const EDGE: usize = 8;

/// What a figure is drawn from: periods in order, the oldest first, each with what was attained.
pub(super) struct Attainments {
    pub(super) title: String,
    pub(super) promised: Promised,
    pub(super) periods: Vec<(String, Option<Quantity>)>,
}

impl Attainments {
    /// The figure, in the maker's words. All values share one scale, on which target and floor have room.
    pub(super) fn trend(&self, maker: &Maker<'_>) -> Trend {
        let values = self.periods.iter().filter_map(|(_, value)| *value);
        let (low, high) = self.promised.ends_with(values);
        // From thousandths of the scale, which begins at the bottom.
        let at = |value: Quantity| {
            let thousandths = super::bar::place_of(value, low, high);
            HEIGHT - EDGE - thousandths * (HEIGHT - 2 * EDGE) / 1000
        };
        let last = self.periods.len().saturating_sub(1).max(1);
        let points = self.periods.iter().enumerate();
        let points = points.map(|(index, (period, value))| TrendPoint {
            period: period.clone(),
            value: value.map(|value| self.promised.in_words(value)),
            result: maker.label("result", self.promised.result_of(*value)),
            x: EDGE + index * (WIDTH - 2 * EDGE) / last,
            y: value.map_or(HEIGHT - EDGE, at),
        });
        let points: Vec<TrendPoint> = points.collect();
        Trend {
            title: self.title.clone(),
            summary: summary(maker, &points),
            lines: lines(&points),
            target: self.promised.in_words(self.promised.target),
            target_at: at(self.promised.target),
            floor: self
                .promised
                .floor
                .map(|floor| self.promised.in_words(floor)),
            floor_at: self.promised.floor.map(at),
            high: self.promised.in_words(self.promised.like(high)),
            low: self.promised.in_words(self.promised.like(low)),
            points,
        }
    }
}

/// The points of each stretch without a gap.
fn lines(points: &[TrendPoint]) -> Vec<String> {
    let stretches = points.split(|point| point.value.is_none());
    let stretches = stretches.filter(|stretch| stretch.len() > 1);
    let line = |stretch: &[TrendPoint]| {
        let places = stretch
            .iter()
            .map(|point| format!("{},{}", point.x, point.y));
        places.collect::<Vec<_>>().join(" ")
    };
    stretches.map(line).collect()
}

/// How many of the periods that have figures met the target, and which did not.
fn summary(maker: &Maker<'_>, points: &[TrendPoint]) -> String {
    let known: Vec<_> = points
        .iter()
        .filter(|point| point.value.is_some())
        .collect();
    let met = known.iter().filter(|point| point.result.word == "met");
    let short = known.iter().filter(|point| point.result.word != "met");
    let short = short.map(|point| {
        let value = point.value.as_deref().unwrap_or_default();
        format!("{} {value}", point.period)
    });
    let short: Vec<String> = short.collect();
    let holes = [
        ("known", known.len().to_string()),
        ("met", met.count().to_string()),
        ("short", short.join(&maker.strings.get("ui.list_separator"))),
    ];
    let holes: Vec<_> = holes
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    let key = if short.is_empty() {
        "ui.trend_all_met"
    } else {
        "ui.trend_short"
    };
    maker.strings.fill(key, &holes)
}

#[cfg(test)]
mod tests {
    use super::{Label, TrendPoint, lines};

    fn point(x: usize, value: Option<&str>) -> TrendPoint {
        TrendPoint {
            period: String::new(),
            value: value.map(str::to_owned),
            result: Label::default(),
            x,
            y: 2 * x,
        }
    }

    #[test]
    fn the_line_breaks_where_a_period_has_no_figure() {
        let some = Some("97%");
        let points = [
            point(1, some),
            point(2, some),
            point(3, None),
            point(4, some),
            point(5, some),
        ];
        assert_eq!(lines(&points), ["1,2 2,4", "4,8 5,10"]);
        assert!(lines(&[point(1, some), point(2, None)]).is_empty());
    }
}
