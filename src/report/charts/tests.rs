//! Every picture is well formed, self-contained, described in words, and nothing lies outside its sheet.
//!
//! **In:** small made-up figures. **Out:** nothing. **Layer:** 5.

use super::lines::spread;
use super::plot::{Plot, Range};
use super::svg::{Anchor, INK, Sheet, fitted};
use super::{Curve, CurvePoint, ReliabilityBin, confusion, learning_curve, reliability, risk_coverage};

const ODD: &str = "<ours> & \"theirs\"";

fn pictures() -> Vec<String> {
    let bins = [(0, 0.0, 0.0), (3, 0.45, 0.0), (40, 0.97, 1.0)];
    let bins = bins.map(|(n, confidence, accuracy)| ReliabilityBin { n, confidence, accuracy });
    let points = vec![(0.5, 0.1), (1.0, 0.3)];
    let curve = |name: &str, low: f64| Curve {
        name: name.to_string(),
        points: [100usize, 400, 1600]
            .into_iter()
            .enumerate()
            .map(|(at, statements)| CurvePoint {
                statements,
                macro_f1: low + 0.1 * at as f64,
                low: low + 0.1 * at as f64 - 0.03,
                high: low + 0.1 * at as f64 + 0.03,
                runs: vec![low, low + 0.2],
            })
            .collect(),
    };
    vec![
        confusion(ODD, [[3, 1, 0, 0, 0], [0; 5], [0; 5], [0; 5], [0, 0, 0, 0, 9]]),
        reliability(ODD, &bins),
        risk_coverage(&[(ODD.to_string(), points.clone()), ("b".to_string(), points)]),
        learning_curve(&[curve(ODD, 0.5), curve("b", 0.52)]),
        confusion("nothing", [[0; 5]; 5]),
        reliability("nothing", &[]),
        risk_coverage(&[]),
        learning_curve(&[]),
    ]
}

/// The numbers of every attribute called `name`.
fn numbers(picture: &str, name: &str) -> Vec<f64> {
    let opening = format!(" {name}=\"");
    picture.split(&opening).skip(1).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect()
}

#[test]
fn every_element_is_closed_and_odd_names_are_made_harmless() {
    for picture in pictures() {
        let mut open: Vec<&str> = Vec::new();
        for tag in picture.split('<').skip(1) {
            let (tag, _) = tag.split_once('>').expect("every tag ends");
            let name = tag.split([' ', '/']).find(|part| !part.is_empty()).expect("a name");
            match (tag.starts_with('/'), tag.ends_with('/')) {
                (true, _) => assert_eq!(open.pop(), Some(name), "{picture}"),
                (false, false) => open.push(name),
                (false, true) => {}
            }
        }
        assert!(open.is_empty() && !picture.contains(ODD));
    }
    assert!(pictures()[0].contains("Confusions of &lt;ours&gt; &amp; &quot;theirs&quot;"));
}

#[test]
fn every_picture_is_described_and_fetches_and_runs_nothing() {
    for picture in pictures() {
        assert!(picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\""));
        let named = picture.split("aria-labelledby=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert!(named.split(' ').all(|id| picture.contains(&format!("id=\"{id}\""))), "{named}");
        for never in ["<script", "href", "url(", "<image", "<style", "onload"] {
            assert!(!picture.contains(never), "{never}");
        }
        assert_eq!(picture.matches("http").count(), 1, "the name space only");
    }
}

#[test]
fn words_and_shapes_stay_on_the_sheet() {
    for picture in pictures() {
        let (width, height) = (numbers(&picture, "width")[0], numbers(&picture, "height")[0]);
        let inside = |name: &str, end: f64| numbers(&picture, name).into_iter().all(|at| (0.0..=end).contains(&at));
        assert!(inside("x", width) && inside("y", height) && inside("cx", width) && inside("cy", height), "{picture}");
        for points in picture.split(" points=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            for (x, y) in points.split(' ').filter_map(|point| point.split_once(',')) {
                let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
                assert!((0.0..=width).contains(&x) && (0.0..=height).contains(&y), "{x},{y}: {picture}");
            }
        }
    }
}

#[test]
fn a_confusion_in_words_holds_every_count() {
    let picture = &pictures()[0];
    assert!(picture.contains("12 of 13 rows are right. Of 4 rows labelled outcome were given: 3 outcome, 1 service."));
}

#[test]
fn a_value_stands_where_its_axis_says() {
    let plot = Plot {
        left: 10.0,
        top: 20.0,
        width: 100.0,
        height: 50.0,
        x: Range::linear(0.0, 1.0),
        y: Range::linear(0.0, 2.0),
    };
    assert_eq!(plot.place((0.25, 0.5)), (35.0, 57.5));
    let doubling = Range { from: 100.0, to: 400.0, logarithmic: true };
    assert!((doubling.share(200.0) - 0.5).abs() < 1e-12);
    assert_eq!(Range::linear(0.0, 1.0).ticks(5.0), (vec![0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0], 1));
}

#[test]
fn names_that_would_touch_are_pushed_apart_and_stay_within_bounds() {
    assert_eq!(spread(&[10.0, 12.0, 90.0], 18.0, (0.0, 100.0)), [10.0, 28.0, 90.0]);
    assert_eq!(spread(&[95.0, 99.0], 18.0, (0.0, 100.0)), [82.0, 100.0]);
    assert_eq!(fitted("a very long name", 10.0, 40.0).chars().count(), 6);
}

#[test]
fn characters_that_xml_forbids_become_spaces() {
    let mut sheet = Sheet::new(10.0, 10.0);
    sheet.text((1.0, 1.0), Anchor::Start, 10.0, INK, "a\u{1b}b");
    assert!(sheet.finish("x", "t", "d").contains(">a b</text>"));
}
