//! How weights are kept: one byte a number, one scale a row.
//!
//! **In:** named f32 tensors, or the bytes of a safetensors file. **Out:** the other of the two. **Layer:** 2.
//!
//! Every matrix is stored as signed bytes with one f32 scale for each row (`NAME` and `NAME.scale`); vectors and the small
//! heads stay f32. Reading multiplies them out, so all arithmetic is f32. That is a quarter of the size for a
//! rounding of at most half a step, 1/254 of a row's largest number.

use crate::error::{Error, Result};
use candle_core::{Device, Tensor};
use safetensors::tensor::{Dtype, SafeTensors};
use std::collections::HashMap;

/// Matrices with fewer numbers than this stay f32.
#[cfg(any(feature = "train", test))]
const SMALL: usize = 4096;

/// The file form of these tensors.
///
/// # Errors
/// If a tensor cannot be written, which means that it is not f32.
#[cfg(any(feature = "train", test))]
pub(crate) fn pack(names: &[String], weights: &HashMap<String, Tensor>) -> Result<Vec<u8>> {
    let mut parts: Vec<(String, Dtype, Vec<usize>, Vec<u8>)> = Vec::new();
    let broken = |error: candle_core::Error| Error::model("the weights cannot be written").because(error);
    for name in names {
        let tensor = weights.get(name).ok_or_else(|| Error::model(format!("there is no {name} to write")))?;
        let numbers = tensor.flatten_all().and_then(|flat| flat.to_vec1::<f32>()).map_err(broken)?;
        let dims = tensor.dims().to_vec();
        if dims.len() == 2 && numbers.len() >= SMALL {
            let (bytes, scales) = quantise(&numbers, dims[1]);
            let scales = scales.iter().flat_map(|scale| scale.to_le_bytes()).collect();
            parts.push((format!("{name}.scale"), Dtype::F32, vec![dims[0]], scales));
            parts.push((name.clone(), Dtype::I8, dims, bytes));
        } else {
            let bytes = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
            parts.push((name.clone(), Dtype::F32, dims, bytes));
        }
    }
    let views = parts
        .iter()
        .map(|(name, dtype, dims, bytes)| {
            Ok((name, safetensors::tensor::TensorView::new(*dtype, dims.clone(), bytes)?))
        })
        .collect::<Result<Vec<_>, safetensors::SafeTensorError>>();
    views
        .and_then(|views| safetensors::serialize(views, None))
        .map_err(|error| Error::model("the weights cannot be written").because(error))
}

/// Bytes and one scale a row; a row of zeros has scale 0.
#[cfg(any(feature = "train", test))]
fn quantise(numbers: &[f32], width: usize) -> (Vec<u8>, Vec<f32>) {
    let mut bytes = Vec::with_capacity(numbers.len());
    let mut scales = Vec::with_capacity(numbers.len() / width);
    for row in numbers.chunks_exact(width) {
        let largest = row.iter().fold(0f32, |largest, x| largest.max(x.abs()));
        let scale = largest / 127.0;
        let inverse = if scale > 0.0 { 1.0 / scale } else { 0.0 };
        bytes.extend(row.iter().map(|x| ((x * inverse).round() as i8) as u8));
        scales.push(scale);
    }
    (bytes, scales)
}

/// The tensors in the bytes of a file that [`pack`] or any f32 safetensors writer made.
///
/// # Errors
/// If the bytes are no safetensors file, or hold another number type.
pub(crate) fn unpack(bytes: &[u8]) -> Result<HashMap<String, Tensor>> {
    let unreadable = |error: safetensors::SafeTensorError| {
        Error::model("the weights cannot be read").because(error).hint("install the model again")
    };
    let file = SafeTensors::deserialize(bytes).map_err(unreadable)?;
    let mut weights = HashMap::new();
    for name in file.names() {
        if name.ends_with(".scale") {
            continue;
        }
        let view = file.tensor(name).map_err(unreadable)?;
        let numbers = match view.dtype() {
            Dtype::F32 => floats(view.data()),
            Dtype::I8 => {
                let scales = floats(file.tensor(&format!("{name}.scale")).map_err(unreadable)?.data());
                let width = view.shape().last().copied().unwrap_or(1).max(1);
                let mut numbers = Vec::with_capacity(view.data().len());
                for (row, scale) in view.data().chunks_exact(width).zip(scales) {
                    numbers.extend(row.iter().map(|byte| f32::from(*byte as i8) * scale));
                }
                numbers
            }
            other => return Err(Error::model(format!("{name} is stored as {other:?}")).hint("use f32 or i8 weights")),
        };
        let tensor = Tensor::from_vec(numbers, view.shape(), &Device::Cpu)
            .map_err(|error| Error::model(format!("{name} does not have its shape")).because(error))?;
        weights.insert(name.to_string(), tensor);
    }
    Ok(weights)
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_comes_back_within_half_a_step() {
        let numbers: Vec<f32> = (0..8192).map(|i| ((i * 37 % 1000) as f32 - 500.0) / 300.0).collect();
        let tensor = Tensor::from_vec(numbers.clone(), (32, 256), &Device::Cpu).unwrap();
        let vector = Tensor::from_vec(vec![1.5f32, -2.25], 2, &Device::Cpu).unwrap();
        let weights = HashMap::from([("matrix".to_string(), tensor), ("vector".to_string(), vector)]);
        let bytes = pack(&["matrix".to_string(), "vector".to_string()], &weights).unwrap();
        assert!(bytes.len() < 8192 + 32 * 4 + 2 * 4 + 600, "one byte a number, {} in all", bytes.len());
        let back = unpack(&bytes).unwrap();
        assert_eq!(back["vector"].to_vec1::<f32>().unwrap(), [1.5, -2.25]);
        let matrix = back["matrix"].flatten_all().unwrap().to_vec1::<f32>().unwrap();
        for (row, (now, then)) in matrix.chunks(256).zip(numbers.chunks(256)).enumerate() {
            let step = then.iter().fold(0f32, |m, x| m.max(x.abs())) / 127.0;
            for (now, then) in now.iter().zip(then) {
                assert!((now - then).abs() <= step * 0.5001, "row {row}: {then} became {now}");
            }
        }
    }

    #[test]
    fn bytes_that_are_no_weights_are_an_error_that_says_so() {
        let error = unpack(b"not weights").unwrap_err();
        assert!(error.is_model());
        assert!(error.to_string().contains("cannot be read"), "{error}");
    }
}
