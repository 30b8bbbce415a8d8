//! The network: one definition for training and inference.
//!
//! **In:** token ids of a packed batch, and named weights. **Out:** [`Reading`]: token states, one vector a statement, and
//! what the heads say. **Layer:** 2.
//!
//! A BERT encoder (Devlin and others, 2019) of the shape of MiniLM-L6 (Wang and others, 2020), mean pooling, and linear
//! heads. It gives the same numbers as `candle_transformers`' BertModel on the same weights (a test holds it to 1e-4), but
//! every variable gets a gradient, nothing is padded, and query, key and value are one matrix. Token-type embeddings
//! are folded into the position embeddings, as there is only ever one type.

use super::kernels::{attention, bias_add, bias_gelu, bias_residual, embed, layer_norm, segment_mean};
use crate::domain::{Label, Mark, Slot};
use candle_core::{Result, Tensor};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// The measures of the network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Shape {
    /// Word pieces in the vocabulary.
    pub vocabulary: usize,
    /// Longest statement in tokens, the two marks around it included.
    pub positions: usize,
    /// Width of a token's state.
    pub width: usize,
    /// Width inside the feed-forward part.
    pub inner: usize,
    /// Number of layers.
    pub layers: usize,
    /// Attention heads in a layer.
    pub heads: usize,
}

/// Tags of the slot head: outside, then beginning and inside of each slot in the order of [`Slot::ALL`].
pub(crate) const TAGS: usize = 1 + 2 * Slot::ALL.len();

/// The heads and how many numbers each gives.
pub(crate) const HEADS: [(&str, usize); 4] =
    [("label", Label::ALL.len()), ("marks", Mark::ALL.len()), ("slots", TAGS), ("other", 1)];

/// The name of the matrix that says how readily one slot tag follows another, \[before, tag\].
pub(crate) const FOLLOWS: &str = "heads.slots.follows";

/// Added to the variance before its root is taken; BERT's own value.
const EPSILON: f64 = 1e-12;

impl Shape {
    /// The name and dimensions of every variable, in a fixed order.
    pub(crate) fn variables(&self) -> Vec<(String, Vec<usize>)> {
        let (width, inner) = (self.width, self.inner);
        let mut all = vec![
            ("embeddings.word".to_string(), vec![self.vocabulary, width]),
            ("embeddings.position".to_string(), vec![self.positions, width]),
            ("embeddings.norm.weight".to_string(), vec![width]),
            ("embeddings.norm.bias".to_string(), vec![width]),
        ];
        for layer in 0..self.layers {
            let parts: [(&str, Vec<usize>); 12] = [
                ("attention.qkv.weight", vec![3 * width, width]),
                ("attention.qkv.bias", vec![3 * width]),
                ("attention.output.weight", vec![width, width]),
                ("attention.output.bias", vec![width]),
                ("attention.norm.weight", vec![width]),
                ("attention.norm.bias", vec![width]),
                ("feed.inner.weight", vec![inner, width]),
                ("feed.inner.bias", vec![inner]),
                ("feed.output.weight", vec![width, inner]),
                ("feed.output.bias", vec![width]),
                ("feed.norm.weight", vec![width]),
                ("feed.norm.bias", vec![width]),
            ];
            all.extend(parts.into_iter().map(|(name, dims)| (format!("layers.{layer}.{name}"), dims)));
        }
        for (head, rows) in HEADS {
            all.push((format!("heads.{head}.weight"), vec![rows, width]));
            all.push((format!("heads.{head}.bias"), vec![rows]));
        }
        all.push((FOLLOWS.to_string(), vec![TAGS, TAGS]));
        all
    }
}

/// Statements laid one after the other, without padding.
pub(crate) struct Batch {
    ids: Arc<[u32]>,
    places: Arc<[u32]>,
    /// Where each statement begins, and the end.
    pub(super) starts: Arc<[usize]>,
}

impl Batch {
    /// Packs the token ids of statements, none of which may be empty.
    pub(crate) fn new(statements: &[&[u32]]) -> Self {
        let mut starts = vec![0];
        let (mut ids, mut places) = (Vec::new(), Vec::new());
        for statement in statements {
            ids.extend_from_slice(statement);
            places.extend(0..statement.len() as u32);
            starts.push(ids.len());
        }
        Batch { ids: ids.into(), places: places.into(), starts: starts.into() }
    }
}

/// What the network makes of a batch.
pub(crate) struct Reading {
    /// State of every token, \[tokens, width\].
    pub tokens: Tensor,
    /// Mean state of every statement, \[statements, width\].
    pub pooled: Tensor,
    /// Mean state of every statement half-way through the layers, \[statements, width\].
    pub middle: Tensor,
    /// Logits of the five labels, \[statements, 5\].
    pub label: Tensor,
    /// Logits of the marks in the order of [`Mark::ALL`], \[statements, 4\].
    pub marks: Tensor,
    /// Logit of being no statement at all, \[statements, 1\].
    pub other: Tensor,
}

/// Silences part of the states in training. Gives a mask for `rows` × `width` values, scaled so that the mean is kept.
pub(crate) type Dropout<'a> = &'a mut dyn FnMut(usize, usize) -> Result<Tensor>;

struct Norm {
    weight: Tensor,
    bias: Tensor,
}

impl Norm {
    fn forward(&self, x: &Tensor) -> Result<Tensor> {
        layer_norm(x, &self.weight, &self.bias, EPSILON)
    }
}

struct Linear {
    /// The weights as the product wants them: \[in, out\], or \[panels, in, [`PANEL`]\].
    across: Tensor,
    bias: Tensor,
}

/// Columns of a matrix that are laid out together. The products of few rows by a wide matrix, of which a short statement is
/// made, are half as fast again over narrow panels, which lie in memory in the order in which they are read.
const PANEL: usize = 16;

impl Linear {
    /// From weights \[out, in\]. Those that do not change are laid out in panels, once.
    fn new(weight: &Tensor, bias: Tensor) -> Result<Self> {
        let (out, within) = weight.dims2()?;
        let across = match !weight.is_variable() && out % PANEL == 0 {
            true => weight.reshape((out / PANEL, PANEL, within))?.transpose(1, 2)?.contiguous()?,
            false => weight.t()?,
        };
        Ok(Linear { across, bias })
    }

    /// x · weightᵀ, \[rows, out\] or \[panels, rows, [`PANEL`]\], without the bias, which every caller adds in a pass of its own.
    fn product(&self, x: &Tensor) -> Result<Tensor> {
        match self.across.dims() {
            [panels, _, _] => x.broadcast_as((*panels, x.dim(0)?, x.dim(1)?))?.matmul(&self.across),
            _ => x.matmul(&self.across),
        }
    }

    fn forward(&self, x: &Tensor) -> Result<Tensor> {
        bias_add(&self.product(x)?, &self.bias)
    }
}

/// Weights by name, held against the measures of the network.
struct Parts<'a> {
    dims: HashMap<String, Vec<usize>>,
    weights: &'a HashMap<String, Tensor>,
}

impl<'a> Parts<'a> {
    fn new(shape: &Shape, weights: &'a HashMap<String, Tensor>) -> Self {
        Parts { dims: shape.variables().into_iter().collect(), weights }
    }

    fn get(&self, name: &str) -> Result<Tensor> {
        match self.weights.get(name) {
            Some(tensor) if Some(tensor.dims()) == self.dims.get(name).map(Vec::as_slice) => Ok(tensor.clone()),
            Some(tensor) => candle_core::bail!("{name} has the shape {:?}", tensor.dims()),
            None => candle_core::bail!("there is no {name}"),
        }
    }

    fn linear(&self, name: &str) -> Result<Linear> {
        Linear::new(&self.get(&format!("{name}.weight"))?, self.get(&format!("{name}.bias"))?)
    }

    fn norm(&self, name: &str) -> Result<Norm> {
        Ok(Norm { weight: self.get(&format!("{name}.weight"))?, bias: self.get(&format!("{name}.bias"))? })
    }
}

/// One layer of the encoder.
pub(crate) struct Layer {
    heads: usize,
    qkv: Linear,
    output: Linear,
    attention_norm: Norm,
    feed_inner: Linear,
    feed_output: Linear,
    feed_norm: Norm,
}

impl Layer {
    /// The layer of this number over these weights.
    pub(crate) fn new(shape: &Shape, at: usize, weights: &HashMap<String, Tensor>) -> Result<Self> {
        let parts = Parts::new(shape, weights);
        let name = |part: &str| format!("layers.{at}.{part}");
        Ok(Layer {
            heads: shape.heads,
            qkv: parts.linear(&name("attention.qkv"))?,
            output: parts.linear(&name("attention.output"))?,
            attention_norm: parts.norm(&name("attention.norm"))?,
            feed_inner: parts.linear(&name("feed.inner"))?,
            feed_output: parts.linear(&name("feed.output"))?,
            feed_norm: parts.norm(&name("feed.norm"))?,
        })
    }

    /// States of tokens after the layer, \[tokens, width\]. `drop` silences some of them in training.
    pub(crate) fn forward(
        &self,
        x: &Tensor,
        starts: &Arc<[usize]>,
        drop: &mut impl FnMut(Tensor) -> Result<Tensor>,
    ) -> Result<Tensor> {
        let seen = attention(&self.qkv.forward(x)?, starts, self.heads)?;
        let seen = drop(self.output.product(&seen)?)?;
        let x = self.attention_norm.forward(&bias_residual(&seen, &self.output.bias, x)?)?;
        let inner = bias_gelu(&self.feed_inner.product(&x)?, &self.feed_inner.bias)?;
        let fed = drop(self.feed_output.product(&inner)?)?;
        self.feed_norm.forward(&bias_residual(&fed, &self.feed_output.bias, &x)?)
    }
}

/// The network with its weights.
pub(crate) struct Network {
    pub(super) word: Tensor,
    position: Tensor,
    norm: Norm,
    layers: Vec<Layer>,
    label: Linear,
    marks: Linear,
    slots: Linear,
    /// How readily one slot tag follows another, \[before, tag\]: added to the logits along a sequence of tags.
    pub(crate) follows: Tensor,
    other: Linear,
}

impl Network {
    /// The network over these weights, which must be those of [`Shape::variables`]. Tensors that belong to candle `Var`s
    /// get gradients.
    pub(crate) fn new(shape: &Shape, weights: &HashMap<String, Tensor>) -> Result<Self> {
        let parts = Parts::new(shape, weights);
        let layers = (0..shape.layers).map(|at| Layer::new(shape, at, weights)).collect::<Result<Vec<_>>>()?;
        Ok(Network {
            word: parts.get("embeddings.word")?,
            position: parts.get("embeddings.position")?,
            norm: parts.norm("embeddings.norm")?,
            layers,
            label: parts.linear("heads.label")?,
            marks: parts.linear("heads.marks")?,
            slots: parts.linear("heads.slots")?,
            follows: parts.get(FOLLOWS)?,
            other: parts.linear("heads.other")?,
        })
    }

    /// Reads a batch. `dropout` is given in training only.
    pub(crate) fn forward(&self, batch: &Batch, mut dropout: Option<Dropout<'_>>) -> Result<Reading> {
        let mut drop = |x: Tensor| match dropout.as_mut() {
            Some(mask) => x.mul(&mask(x.dim(0)?, x.dim(1)?)?),
            None => Ok(x),
        };
        let embedded = embed(&self.word, &self.position, &batch.ids, &batch.places)?;
        let mut x = drop(self.norm.forward(&embedded)?)?;
        let mut middle = x.clone();
        for (at, layer) in self.layers.iter().enumerate() {
            if at == self.layers.len() / 2 {
                middle = x.clone();
            }
            x = layer.forward(&x, &batch.starts, &mut drop)?;
        }
        let pooled = drop(segment_mean(&x, &batch.starts)?)?;
        Ok(Reading {
            label: self.label.forward(&pooled)?,
            marks: self.marks.forward(&pooled)?,
            other: self.other.forward(&pooled)?,
            middle: segment_mean(&middle, &batch.starts)?,
            pooled,
            tokens: x,
        })
    }

    /// States of every token half-way through the layers, \[tokens, width\].
    pub(crate) fn half_way(&self, batch: &Batch) -> Result<Tensor> {
        let embedded = embed(&self.word, &self.position, &batch.ids, &batch.places)?;
        let below = self.layers.iter().take(self.layers.len() / 2);
        below.fold(self.norm.forward(&embedded), |x, layer| layer.forward(&x?, &batch.starts, &mut Ok))
    }

    /// Logits of the slot tags for these token states, \[tokens, [`TAGS`]\]. A step of its own, since most callers do not ask for it.
    pub(crate) fn tag(&self, tokens: &Tensor) -> Result<Tensor> {
        self.slots.forward(tokens)
    }

    /// Logits over the vocabulary for these token states: likeness to each piece's embedding, as in masked-language-model
    /// training, \[tokens, vocabulary\].
    #[cfg(feature = "train")]
    pub(crate) fn pieces(&self, tokens: &Tensor) -> Result<Tensor> {
        tokens.matmul(&self.word.t()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use candle_core::{DType, Device};
    use candle_nn::VarBuilder;
    use candle_transformers::models::bert::{BertModel, Config};

    /// Our weights under BertModel's names: query, key and value cut apart again, token types all zero.
    fn as_bert(shape: &Shape, ours: &HashMap<String, Tensor>) -> HashMap<String, Tensor> {
        let width = shape.width;
        let mut theirs = HashMap::from([
            ("embeddings.word_embeddings.weight".to_string(), ours["embeddings.word"].clone()),
            ("embeddings.position_embeddings.weight".to_string(), ours["embeddings.position"].clone()),
            (
                "embeddings.token_type_embeddings.weight".to_string(),
                Tensor::zeros((2, width), DType::F32, &Device::Cpu).unwrap(),
            ),
            ("embeddings.LayerNorm.weight".to_string(), ours["embeddings.norm.weight"].clone()),
            ("embeddings.LayerNorm.bias".to_string(), ours["embeddings.norm.bias"].clone()),
        ]);
        for layer in 0..shape.layers {
            for part in ["weight", "bias"] {
                let from = |name: &str| ours[&format!("layers.{layer}.{name}.{part}")].clone();
                let mut put =
                    |name: &str, tensor| theirs.insert(format!("encoder.layer.{layer}.{name}.{part}"), tensor);
                for (at, name) in ["query", "key", "value"].into_iter().enumerate() {
                    put(&format!("attention.self.{name}"), from("attention.qkv").narrow(0, at * width, width).unwrap());
                }
                put("attention.output.dense", from("attention.output"));
                put("attention.output.LayerNorm", from("attention.norm"));
                put("intermediate.dense", from("feed.inner"));
                put("output.dense", from("feed.output"));
                put("output.LayerNorm", from("feed.norm"));
            }
        }
        theirs
    }

    #[test]
    fn the_shipped_encoder_gives_the_numbers_of_bertmodel() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("models/sothat-minilm");
        let meta = std::fs::read_to_string(folder.join("meta.json")).unwrap();
        let shape = super::super::Meta::parse(&meta).unwrap().shape;
        let weights = super::super::storage::unpack(&std::fs::read(folder.join("model.safetensors")).unwrap()).unwrap();
        let config = Config {
            vocab_size: shape.vocabulary,
            hidden_size: shape.width,
            num_hidden_layers: shape.layers,
            num_attention_heads: shape.heads,
            intermediate_size: shape.inner,
            max_position_embeddings: shape.positions,
            layer_norm_eps: EPSILON,
            ..Config::default()
        };
        let builder = VarBuilder::from_tensors(as_bert(&shape, &weights), DType::F32, &Device::Cpu);
        let bert = BertModel::load(builder, &config).unwrap();
        let network = Network::new(&shape, &weights).unwrap();
        // Lengths from the shortest to the longest that is read, packed into one batch.
        let statements: Vec<Vec<u32>> = [2usize, 7, 31, 256]
            .iter()
            .map(|&length| (0..length).map(|i| ((i * i * 7919 + 13 * length) % shape.vocabulary) as u32).collect())
            .collect();
        let slices: Vec<&[u32]> = statements.iter().map(Vec::as_slice).collect();
        let ours = network.forward(&Batch::new(&slices), None).unwrap().tokens;
        let mut start = 0;
        for statement in slices {
            let ids = Tensor::new(statement, &Device::Cpu).unwrap().unsqueeze(0).unwrap();
            let wanted = bert.forward(&ids, &ids.zeros_like().unwrap(), None).unwrap().squeeze(0).unwrap();
            let found = ours.narrow(0, start, statement.len()).unwrap();
            let gap = found.sub(&wanted).unwrap().abs().unwrap().max_all().unwrap().to_scalar::<f32>().unwrap();
            assert!(gap < 1e-4, "{} tokens: {gap} apart", statement.len());
            start += statement.len();
        }
    }
}
