//! How long each stage takes: tokenise, encode, classify, suggest. Run with `cargo bench --bench stages`.

#![allow(missing_docs, reason = "criterion's macros make undocumented functions")]

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use sothat::assistant::Assistant;
use sothat::classify::{Search, Wanted};
use sothat::domain::{Answers, Context};
use std::hint::black_box;

/// Statements of the corpus, which are what the program meets.
fn statements(count: usize) -> Vec<String> {
    include_str!("../corpus/statements/dev.jsonl")
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|row| Some(row.get("text")?.as_str()?.to_string()))
        .take(count)
        .collect()
}

fn stages(criterion: &mut Criterion) {
    let assistant = Assistant::new(sothat::models::embedded().expect("the built-in model is part of the build"));
    let owned = statements(256);
    let texts: Vec<&str> = owned.iter().map(String::as_str).collect();

    let mut group = criterion.benchmark_group("256 statements");
    group.throughput(Throughput::Elements(texts.len() as u64)).sample_size(10);
    group.bench_function("tokenise", |bencher| {
        bencher.iter(|| assistant.classifier().count_tokens(black_box(&texts)).expect("any text can be cut"));
    });
    group.bench_function("tokenise and encode", |bencher| {
        bencher.iter(|| assistant.classifier().probabilities(black_box(&texts)).expect("the model runs"));
    });
    group.bench_function("classify", |bencher| {
        bencher.iter(|| assistant.classifier().classify(black_box(&texts), Wanted::default()).expect("the model runs"));
    });
    group.finish();

    let mut group = criterion.benchmark_group("one statement");
    let text = "By the end of Year 6 Sam will be able to order his own lunch, with support from a TA";
    group.bench_function("classify", |bencher| {
        bencher
            .iter(|| assistant.classifier().classify(&[black_box(text)], Wanted::default()).expect("the model runs"));
    });
    let evidence = Wanted { evidence: Search::Thorough, ..Wanted::default() };
    group.bench_function("classify with evidence", |bencher| {
        bencher.iter(|| assistant.classifier().classify(&[black_box(text)], evidence).expect("the model runs"));
    });
    group.bench_function("suggest", |bencher| {
        bencher.iter_batched(
            || (Context { name: Some("Sam".into()), ..Context::default() }, Answers::default()),
            |(context, answers)| assistant.analyse(black_box(text), &context, &answers).expect("the model runs"),
            BatchSize::SmallInput,
        );
    });
    group.finish();

    criterion.bench_function("load the model", |bencher| {
        bencher.iter(|| sothat::models::embedded().expect("the built-in model is part of the build"));
    });
}

criterion_group!(benches, stages);
criterion_main!(benches);
