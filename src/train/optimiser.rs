//! AdamW, with a learning rate for every variable.
//!
//! **In:** variables and their gradients. **Out:** moved variables. **Layer:** 6.
//!
//! candle's own AdamW has one rate for all and composes each step from a dozen tensor operations; layer-wise rates and
//! twenty million numbers ask for one pass over memory. The rule is that of Loshchilov and Hutter (2019).

use candle_core::{Result, Tensor, Var, backprop::GradStore};
use rayon::prelude::*;
use std::collections::HashMap;

/// How fast past gradients are forgotten.
const BETA: (f32, f32) = (0.9, 0.999);
const EPSILON: f32 = 1e-8;

/// A variable with what the optimiser remembers of it.
struct Slot {
    name: String,
    var: Var,
    rate: f32,
    decay: f32,
    numbers: Vec<f32>,
    mean: Vec<f32>,
    square: Vec<f32>,
}

/// AdamW over a set of variables.
pub(super) struct AdamW {
    slots: Vec<Slot>,
    steps: i32,
}

impl AdamW {
    /// Takes named variables with their highest learning rate and weight decay.
    pub(super) fn new(variables: Vec<(String, Var, f64, f64)>) -> Result<Self> {
        let slots = variables
            .into_iter()
            .map(|(name, var, rate, decay)| {
                let numbers = var.flatten_all()?.to_vec1::<f32>()?;
                let zeros = vec![0.0; numbers.len()];
                let (rate, decay) = (rate as f32, decay as f32);
                Ok(Slot { name, var, rate, decay, numbers, mean: zeros.clone(), square: zeros })
            })
            .collect::<Result<Vec<_>>>()?;
        Ok(AdamW { slots, steps: 0 })
    }

    /// Everything that the next step depends on beside the gradients: variables, moments and the number of steps.
    pub(super) fn state(&self) -> Result<(HashMap<String, Tensor>, f64)> {
        let mut all = HashMap::new();
        for slot in &self.slots {
            for (kind, numbers) in [("value", &slot.numbers), ("mean", &slot.mean), ("square", &slot.square)] {
                let tensor = Tensor::from_slice(numbers, slot.var.shape(), slot.var.device())?;
                all.insert(format!("{kind}/{}", slot.name), tensor);
            }
        }
        Ok((all, f64::from(self.steps)))
    }

    /// Goes back to a state, variables included.
    pub(super) fn restore(&mut self, state: &HashMap<String, Tensor>, steps: f64) -> Result<()> {
        self.steps = steps as i32;
        for slot in &mut self.slots {
            for (kind, numbers) in
                [("value", &mut slot.numbers), ("mean", &mut slot.mean), ("square", &mut slot.square)]
            {
                match state.get(&format!("{kind}/{}", slot.name)) {
                    Some(tensor) => *numbers = tensor.flatten_all()?.to_vec1::<f32>()?,
                    None => candle_core::bail!("the checkpoint has no {kind} of {}", slot.name),
                }
            }
            slot.var.set(&Tensor::from_slice(&slot.numbers, slot.var.shape(), slot.var.device())?)?;
        }
        Ok(())
    }

    /// One step along the sum of these gradients, at `share` (0 to 1) of the highest learning rates; a longer sum than `clip` is
    /// shortened to it.
    pub(super) fn step(&mut self, gradients: &[GradStore], share: f64, clip: f64) -> Result<()> {
        self.steps += 1;
        let found: Vec<Option<Vec<f32>>> =
            self.slots.par_iter().map(|slot| summed(gradients, &slot.var)).collect::<Result<_>>()?;
        let square = |g: &Vec<f32>| g.iter().map(|x| f64::from(*x) * f64::from(*x)).sum::<f64>();
        let length = found.iter().flatten().map(square).sum::<f64>().sqrt();
        let shrink = if length > clip { (clip / length) as f32 } else { 1.0 };
        let correction = (1.0 - BETA.0.powi(self.steps), 1.0 - BETA.1.powi(self.steps));
        self.slots.par_iter_mut().zip(found).try_for_each(|(slot, gradient)| {
            let Some(gradient) = gradient else { return Ok(()) };
            let rate = slot.rate * share as f32;
            let moments = slot.mean.iter_mut().zip(&mut slot.square);
            for ((x, g), (mean, square)) in slot.numbers.iter_mut().zip(&gradient).zip(moments) {
                let g = g * shrink;
                *mean = BETA.0 * *mean + (1.0 - BETA.0) * g;
                *square = BETA.1 * *square + (1.0 - BETA.1) * g * g;
                let direction = (*mean / correction.0) / ((*square / correction.1).sqrt() + EPSILON);
                *x -= rate * (direction + slot.decay * *x);
            }
            slot.var.set(&Tensor::from_slice(&slot.numbers, slot.var.shape(), slot.var.device())?)
        })
    }
}

/// The sum of a variable's gradients, in the order given; `None` if it has none.
fn summed(gradients: &[GradStore], var: &Var) -> Result<Option<Vec<f32>>> {
    let mut sum: Option<Vec<f32>> = None;
    for gradient in gradients.iter().filter_map(|gradients| gradients.get(var)) {
        let numbers = gradient.flatten_all()?.to_vec1::<f32>()?;
        match &mut sum {
            Some(sum) => sum.iter_mut().zip(numbers).for_each(|(sum, number)| *sum += number),
            None => sum = Some(numbers),
        }
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use candle_core::Device;

    #[test]
    fn it_finds_the_bottom_of_a_bowl() {
        let var = Var::from_vec(vec![3.0f32, -2.0], 2, &Device::Cpu).unwrap();
        let bottom = Tensor::new(&[1.0f32, 0.5], &Device::Cpu).unwrap();
        let mut optimiser = AdamW::new(vec![("x".to_string(), var.clone(), 0.05, 0.0)]).unwrap();
        for _ in 0..400 {
            let loss = var.sub(&bottom).unwrap().sqr().unwrap().sum_all().unwrap();
            optimiser.step(&[loss.backward().unwrap()], 1.0, 10.0).unwrap();
        }
        let found = var.to_vec1::<f32>().unwrap();
        assert!((found[0] - 1.0).abs() < 0.01 && (found[1] - 0.5).abs() < 0.01, "{found:?}");
    }
}
