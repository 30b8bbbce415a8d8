//! Turns published MiniLM weights into the form that training starts from.
//!
//! **In:** a folder with `model.safetensors`, `tokenizer.json` and `config.json` as published. **Out:** a folder in our form.
//! **Layer:** 6.
//!
//! Four things happen. The files are held against the hashes in `models/base.toml`. Query, key and value become one
//! matrix, and the one token type is folded into the positions. Word pieces that English text never reaches (unused slots,
//! pieces with a letter outside ASCII: the tokenizer strips accents) are cut out. And the result is run beside
//! `candle_transformers`' BertModel over a few sentences; it must agree within [`TOLERANCE`].

use crate::classify::network::{Batch, FOLLOWS, HEADS, Network, Shape, TAGS};
use crate::classify::{Meta, storage};
use crate::error::{Error, Result};
use crate::models::{META, TOKENIZER, WEIGHTS, sha256};
use candle_core::{DType, Device, Tensor};
use candle_transformers::models::bert::{BertModel, Config as BertConfig};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// How far our encoder may be from BertModel in any number of any token's state.
pub(crate) const TOLERANCE: f32 = 1e-4;
/// Longest statement in tokens.
const POSITIONS: usize = 256;
/// Marks outside ASCII that English text holds and the tokenizer keeps.
const KEPT: &str = "£€½°²×–—’‘“”…";

/// What to import.
#[derive(Debug, Clone)]
pub struct Import {
    /// Folder with the published files.
    pub from: PathBuf,
    /// File that records source, licence and hashes.
    pub record: PathBuf,
    /// Folder to write.
    pub to: PathBuf,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    name: String,
    source: String,
    licence: String,
    sha256: BTreeMap<String, String>,
}

/// Imports published weights; gives a few lines that say what was done.
///
/// # Errors
/// If a file is missing or has another hash than recorded, or if the result does not agree with BertModel.
pub fn import(import: &Import) -> Result<String> {
    let record: Record = toml::from_str(&text(&import.record)?)
        .map_err(|error| Error::input("the record cannot be used").because(error).at(import.record.display()))?;
    let mut files = BTreeMap::new();
    for (name, wanted) in &record.sha256 {
        let path = import.from.join(name);
        let bytes = std::fs::read(&path).map_err(|error| {
            Error::io(format!("{name} cannot be read"))
                .because(error)
                .at(path.display())
                .hint(format!("give the folder of {} ({})", record.name, record.source))
        })?;
        let found = sha256(&bytes);
        if found != *wanted {
            return Err(Error::model(format!("{name} is not the recorded file: its SHA-256 is {found}, not {wanted}"))
                .at(path.display())
                .hint(format!("get it from {}", record.source)));
        }
        files.insert(name.clone(), bytes);
    }
    let file = |name: &str| {
        files.get(name).ok_or_else(|| Error::input(format!("the record names no {name}")).at(import.record.display()))
    };
    let config = text(&import.from.join("config.json"))?;
    let bert: BertConfig = serde_json::from_str(&config)
        .map_err(|error| Error::model("config.json cannot be read").because(error).at(import.from.display()))?;
    let published = storage::unpack(&floats_only(file(WEIGHTS)?)?)?;
    let (tokenizer, kept) = prune(file(TOKENIZER)?)?;

    let shape = Shape {
        vocabulary: kept.len(),
        positions: POSITIONS,
        width: bert.hidden_size,
        inner: bert.intermediate_size,
        layers: bert.num_hidden_layers,
        heads: bert.num_attention_heads,
    };
    let weights = convert(&published, &shape, &kept).map_err(broken)?;
    let network = Network::new(&shape, &weights).map_err(broken)?;
    let distance = distance(&network, published, &bert, &kept).map_err(broken)?;
    if distance > TOLERANCE {
        return Err(Error::model(format!("the imported encoder differs from BertModel by {distance}")));
    }
    let names: Vec<String> = shape.variables().into_iter().map(|(name, _)| name).collect();
    let packed = full_precision(&names, &weights)?;
    let (pieces, all) = (kept.len(), bert.vocab_size);
    let meta = Meta {
        name: record.name.clone(),
        shape,
        files: BTreeMap::from([
            (WEIGHTS.to_string(), sha256(&packed)),
            (TOKENIZER.to_string(), sha256(tokenizer.as_bytes())),
        ]),
        smoothing: 0.0,
        temperature: 1.0,
        sure_from: 1.0,
        marks_from: [0.5; 4],
        other_from: 1.0,
        base: json!({"name": record.name, "source": record.source, "licence": record.licence, "sha256": record.sha256}),
        training: Value::Null,
    };
    write(&import.to, WEIGHTS, &packed)?;
    write(&import.to, TOKENIZER, tokenizer.as_bytes())?;
    write(&import.to, META, pretty(&meta)?.as_bytes())?;
    Ok(format!(
        "hashes as recorded\n{pieces} of {all} word pieces kept\nat most {distance:.1e} from BertModel in any number\nwritten to {}",
        import.to.display()
    ))
}

/// JSON with line ends, for files that people read.
pub(super) fn pretty(meta: &Meta) -> Result<String> {
    let text = serde_json::to_string_pretty(meta)
        .map_err(|error| Error::model("the description cannot be written").because(error))?;
    Ok(text + "\n")
}

/// Writes a file of a folder aside and renames it.
pub(super) fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let path = folder.join(name);
    let aside = folder.join(format!("{name}.part"));
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&aside, bytes))
        .and_then(|()| std::fs::rename(&aside, &path))
        .map_err(|error| Error::io(format!("{name} cannot be written")).because(error).at(path.display()))
}

fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path)
        .map_err(|error| Error::io("the file cannot be read").because(error).at(path.display()))
}

fn broken(error: candle_core::Error) -> Error {
    Error::model("the weights do not have the shape of MiniLM").because(error)
}

/// The file again without tensors that are not f32 (published files carry a list of position numbers).
fn floats_only(bytes: &[u8]) -> Result<Vec<u8>> {
    let unreadable =
        |error: safetensors::SafeTensorError| Error::model("model.safetensors cannot be read").because(error);
    let file = safetensors::SafeTensors::deserialize(bytes).map_err(unreadable)?;
    let views = file.iter().filter(|(_, view)| view.dtype() == safetensors::Dtype::F32);
    safetensors::serialize(views, None).map_err(unreadable)
}

fn full_precision(names: &[String], weights: &HashMap<String, Tensor>) -> Result<Vec<u8>> {
    let tensors: HashMap<&str, Tensor> =
        names.iter().filter_map(|name| Some((name.as_str(), weights.get(name)?.clone()))).collect();
    safetensors::serialize(tensors.iter().map(|(name, tensor)| (*name, tensor)), None)
        .map_err(|error| Error::model("the weights cannot be written").because(error))
}

/// The tokenizer without pieces that English text never reaches, and the old ids of those that stay, in order.
fn prune(json: &[u8]) -> Result<(String, Vec<u32>)> {
    let odd = |what: &str| Error::model(format!("tokenizer.json has no {what}"));
    let mut root: Value =
        serde_json::from_slice(json).map_err(|error| Error::model("tokenizer.json cannot be read").because(error))?;
    let vocabulary = root["model"]["vocab"].as_object().ok_or_else(|| odd("model.vocab"))?;
    let mut pieces: Vec<(u32, String)> = vocabulary
        .iter()
        .filter(|(piece, _)| !piece.starts_with("[unused") && piece.chars().all(|c| c.is_ascii() || KEPT.contains(c)))
        .filter_map(|(piece, id)| Some((u32::try_from(id.as_u64()?).ok()?, piece.clone())))
        .collect();
    pieces.sort_unstable();
    let renamed: HashMap<u64, usize> =
        pieces.iter().enumerate().map(|(new, (old, _))| (u64::from(*old), new)).collect();
    root["model"]["vocab"] =
        Value::Object(pieces.iter().enumerate().map(|(new, (_, piece))| (piece.clone(), json!(new))).collect());
    for token in root["added_tokens"].as_array_mut().ok_or_else(|| odd("added_tokens"))? {
        let new = token["id"].as_u64().and_then(|id| renamed.get(&id)).ok_or_else(|| odd("id for an added token"))?;
        token["id"] = json!(new);
    }
    let specials = root["post_processor"]["special_tokens"].as_object_mut().ok_or_else(|| odd("special_tokens"))?;
    for (name, special) in specials.iter_mut() {
        let new = pieces.iter().position(|(_, piece)| piece == name).ok_or_else(|| odd("piece for a special token"))?;
        special["ids"] = json!([new]);
    }
    root["padding"] = Value::Null;
    root["truncation"] = Value::Null;
    let text =
        serde_json::to_string(&root).map_err(|error| Error::model("the tokenizer cannot be written").because(error))?;
    Ok((text, pieces.into_iter().map(|(old, _)| old).collect()))
}

/// Our variables from the published ones. The heads start at zero weights, which is where training begins.
fn convert(
    published: &HashMap<String, Tensor>,
    shape: &Shape,
    kept: &[u32],
) -> candle_core::Result<HashMap<String, Tensor>> {
    let get = |name: String| match published.get(&name) {
        Some(tensor) => Ok(tensor.clone()),
        None => candle_core::bail!("there is no {name}"),
    };
    let ids = Tensor::new(kept, &Device::Cpu)?;
    let kind = get("embeddings.token_type_embeddings.weight".into())?.get(0)?;
    let places = get("embeddings.position_embeddings.weight".into())?.narrow(0, 0, shape.positions)?;
    let mut weights = HashMap::from([
        ("embeddings.word".into(), get("embeddings.word_embeddings.weight".into())?.index_select(&ids, 0)?),
        ("embeddings.position".into(), places.broadcast_add(&kind)?),
        ("embeddings.norm.weight".into(), get("embeddings.LayerNorm.weight".into())?),
        ("embeddings.norm.bias".into(), get("embeddings.LayerNorm.bias".into())?),
    ]);
    for layer in 0..shape.layers {
        for part in ["weight", "bias"] {
            let theirs = |name: &str| get(format!("encoder.layer.{layer}.{name}.{part}"));
            let mut put = |name: &str, tensor| weights.insert(format!("layers.{layer}.{name}.{part}"), tensor);
            let qkv = ["query", "key", "value"].map(|name| theirs(&format!("attention.self.{name}")));
            let qkv = qkv.into_iter().collect::<candle_core::Result<Vec<_>>>()?;
            put("attention.qkv", Tensor::cat(&qkv, 0)?);
            put("attention.output", theirs("attention.output.dense")?);
            put("attention.norm", theirs("attention.output.LayerNorm")?);
            put("feed.inner", theirs("intermediate.dense")?);
            put("feed.output", theirs("output.dense")?);
            put("feed.norm", theirs("output.LayerNorm")?);
        }
    }
    let zeros = |dims: &[usize]| Tensor::zeros(dims, DType::F32, &Device::Cpu);
    for (head, rows) in HEADS {
        weights.insert(format!("heads.{head}.weight"), zeros(&[rows, shape.width])?);
        weights.insert(format!("heads.{head}.bias"), zeros(&[rows])?);
    }
    weights.insert(FOLLOWS.to_string(), zeros(&[TAGS, TAGS])?);
    Ok(weights)
}

/// The largest difference between our token states and BertModel's over a few made-up id sequences.
fn distance(
    network: &Network,
    published: HashMap<String, Tensor>,
    config: &BertConfig,
    kept: &[u32],
) -> candle_core::Result<f32> {
    let builder = candle_nn::VarBuilder::from_tensors(published, DType::F32, &Device::Cpu);
    let theirs = BertModel::load(builder, config)?;
    let mut largest = 0f32;
    for length in [3usize, 9, 40, 120] {
        let ours: Vec<u32> = (0..length).map(|i| ((i * i * 7919 + 31 * length) % kept.len()) as u32).collect();
        let old: Vec<u32> = ours.iter().map(|&id| kept[id as usize]).collect();
        let old = Tensor::new(old.as_slice(), &Device::Cpu)?.unsqueeze(0)?;
        let wanted = theirs.forward(&old, &old.zeros_like()?, None)?.squeeze(0)?;
        let found = network.forward(&Batch::new(&[&ours]), None)?.tokens;
        largest = largest.max(found.sub(&wanted)?.abs()?.flatten_all()?.max(0)?.to_scalar::<f32>()?);
    }
    Ok(largest)
}
