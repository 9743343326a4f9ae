//! models: the packed encoder against the trained one it is made of, and kernels against each other.

use super::*;
use crate::store::serialize;
use crate::train::random::Random;

fn shape(hidden: usize, heads: usize, intermediate: usize) -> Shape {
    Shape {
        vocab_size: 50,
        hidden_size: hidden,
        num_hidden_layers: 2,
        num_attention_heads: heads,
        intermediate_size: intermediate,
        max_position_embeddings: 40,
        layer_norm_eps: 1e-12,
    }
}

fn sentences(lengths: &[usize], words: usize) -> Vec<Vec<u32>> {
    let mut random = Random::new(5);
    lengths.iter().map(|&length| (0..length).map(|_| random.below(words) as u32).collect()).collect()
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[test]
fn packing_keeps_the_vectors_of_the_trained_encoder() {
    for (shape, lengths) in [
        (shape(384, 12, 1536), vec![1, 2, 7, 16, 33]),
        (shape(48, 4, 100), vec![3, 40, 5, 17]),
        (shape(20, 5, 30), vec![4, 18]),
    ] {
        let bert = Bert::random(shape, &mut Random::new(1)).unwrap();
        let sentences = sentences(&lengths, shape.vocab_size);
        let (ours, theirs) = (Packed::of(&bert).unwrap().vectors(&sentences), bert.embed(&sentences, 40).unwrap());
        for (ours, theirs) in ours.iter().zip(&theirs) {
            assert!(cosine(ours, theirs) > 0.999, "{} at {shape:?}", cosine(ours, theirs));
        }
    }
}

#[test]
fn a_sentence_is_read_the_same_alone_and_among_others() {
    let shape = shape(96, 3, 200);
    let packed = Packed::of(&Bert::random(shape, &mut Random::new(2)).unwrap()).unwrap();
    let lengths: Vec<usize> = (0..60).map(|n| n * 7 % 41).collect();
    let sentences = sentences(&lengths, shape.vocab_size);
    let together = packed.vectors(&sentences);
    for (sentence, vector) in sentences.iter().zip(&together) {
        assert_eq!(&packed.vectors(std::slice::from_ref(sentence))[0], vector);
    }
    assert!(packed.vectors(&[]).is_empty());
    assert!(together[0].iter().all(|&x| x == 0.0), "nothing was read");
}

#[test]
fn a_sentence_too_long_or_with_unknown_rows_is_read_as_far_as_it_can_be() {
    let packed = Packed::of(&Bert::random(shape(48, 4, 96), &mut Random::new(3)).unwrap()).unwrap().cut(8);
    let long: Vec<u32> = (0..30).collect();
    assert_eq!(packed.vectors(std::slice::from_ref(&long)), packed.vectors(&[long[..8].to_vec()]));
    assert_eq!(packed.vectors(&[vec![3, 5000]]), packed.vectors(&[vec![3, 0]]));
}

#[test]
fn every_kernel_gives_the_same_vectors() {
    for shape in [shape(384, 12, 1536), shape(20, 5, 30)] {
        let packed = Packed::of(&Bert::random(shape, &mut Random::new(4)).unwrap()).unwrap();
        let sentences = sentences(&[1, 2, 3, 4, 5, 6, 7, 19], shape.vocab_size);
        let kernels = Kernel::all();
        let portable = kernels.last().unwrap();
        for kernel in &kernels {
            let name = kernel.name;
            assert_eq!(
                packed.views_by(kernel, &[1], &sentences),
                packed.views_by(portable, &[1], &sentences),
                "{name}"
            );
        }
    }
}

#[test]
fn a_packed_encoder_survives_its_file() {
    let shape = shape(48, 4, 100);
    let packed = Packed::of(&Bert::random(shape, &mut Random::new(6)).unwrap()).unwrap();
    let file = serialize(&packed.stored());
    let again = Packed::load(&Store::parse(&file).unwrap(), shape).unwrap();
    let sentences = sentences(&[9, 12], shape.vocab_size);
    assert_eq!(again.vectors(&sentences), packed.vectors(&sentences));
    let other = Shape { hidden_size: 60, ..shape };
    assert!(Packed::load(&Store::parse(&file).unwrap(), other).is_err());
    let odd = Shape { num_attention_heads: 7, ..shape };
    assert!(Packed::load(&Store::parse(&file).unwrap(), odd).unwrap_err().contains("7 heads"));
}

/// On real weights, where some states are far larger than the others: `DARI_TEST_MINILM` names a directory of
/// all-MiniLM-L6-v2, which is not in the repository.
#[test]
fn packing_keeps_the_vectors_of_minilm() {
    let Some(dir) = std::env::var_os("DARI_TEST_MINILM").map(std::path::PathBuf::from) else { return };
    let text = |name: &str| std::fs::read_to_string(dir.join(name)).unwrap();
    let tensors = candle_core::safetensors::load(dir.join("model.safetensors"), &candle_core::Device::Cpu).unwrap();
    let bert = Bert::from_tensors(serde_json::from_str(&text("config.json")).unwrap(), &tensors).unwrap();
    let tokenizer = crate::tokenizer::Tokenizer::parse(&text("tokenizer.json")).unwrap();
    let sentences: Vec<Vec<u32>> = [
        "hi",
        "Why was my card declined at the store this morning?",
        "I lost my job and cannot pay this month, please help me find a way to postpone the payment by two weeks.",
        "the app keeps crashing whenever i upload my id 😡😡",
        "What is the interest rate of the personal loan, and is there a fee for early repayment?",
        "카드값이 왜 이렇게 많이 나왔나요",
    ]
    .iter()
    .map(|text| tokenizer.sentence(text, 64))
    .collect();
    let (ours, theirs) = (Packed::of(&bert).unwrap().vectors(&sentences), bert.embed(&sentences, 64).unwrap());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        println!("{}", cosine(ours, theirs));
        assert!(cosine(ours, theirs) > 0.999, "{}", cosine(ours, theirs));
    }
}
