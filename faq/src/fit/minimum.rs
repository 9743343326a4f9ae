//! faq: the lowest point of a smooth bowl, by Newton's steps.

/// A bowl's height, slope and curvature at a point; the curvature is a full matrix, row by row.
pub(super) struct Shape {
    pub(super) height: f64,
    pub(super) slope: Vec<f64>,
    pub(super) curve: Vec<f64>,
}

impl Shape {
    /// A bowl that rises with the square of the distance from 0, `stiffness` times a half of it in each direction.
    pub(super) fn resting(at: &[f64], stiffness: &[f64]) -> Self {
        let size = at.len();
        let mut curve = vec![0.0; size * size];
        stiffness.iter().enumerate().for_each(|(index, stiffness)| curve[index * size + index] = *stiffness);
        Self {
            height: at.iter().zip(stiffness).map(|(at, stiffness)| 0.5 * stiffness * at * at).sum(),
            slope: at.iter().zip(stiffness).map(|(at, stiffness)| stiffness * at).collect(),
            curve,
        }
    }
}

const STEPS: usize = 50;
const SMALL: f64 = 1e-6;

/// Where the bowl is lowest. It must be convex and not flat in any direction.
pub(super) fn minimum(size: usize, shape: impl Fn(&[f64]) -> Shape) -> Vec<f64> {
    let mut at = vec![0.0; size];
    let mut here = shape(&at);
    for _ in 0..STEPS {
        let step = solve(here.curve.clone(), here.slope.clone());
        let mut length = 1.0;
        let (next, there) = loop {
            let next: Vec<f64> = at.iter().zip(&step).map(|(at, step)| at - length * step).collect();
            let there = shape(&next);
            if there.height <= here.height || length < SMALL {
                break (next, there);
            }
            length /= 2.0;
        };
        let moved = step.iter().fold(0.0_f64, |most, step| most.max((length * step).abs()));
        (at, here) = (next, there);
        if moved < SMALL {
            break;
        }
    }
    at
}

/// Solves `matrix · x = vector` for a symmetric, positive definite matrix, by Cholesky's decomposition.
fn solve(mut matrix: Vec<f64>, mut vector: Vec<f64>) -> Vec<f64> {
    let size = vector.len();
    for row in 0..size {
        for column in 0..=row {
            let before: f64 = (0..column).map(|k| matrix[row * size + k] * matrix[column * size + k]).sum();
            let rest = matrix[row * size + column] - before;
            matrix[row * size + column] =
                if row == column { rest.max(f64::MIN_POSITIVE).sqrt() } else { rest / matrix[column * size + column] };
        }
    }
    for row in 0..size {
        let before: f64 = (0..row).map(|k| matrix[row * size + k] * vector[k]).sum();
        vector[row] = (vector[row] - before) / matrix[row * size + row];
    }
    for row in (0..size).rev() {
        let after: f64 = (row + 1..size).map(|k| matrix[k * size + row] * vector[k]).sum();
        vector[row] = (vector[row] - after) / matrix[row * size + row];
    }
    vector
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved() {
        let x = solve(vec![4.0, 2.0, 2.0, 3.0], vec![10.0, 8.0]);
        assert!((x[0] - 1.75).abs() < 1e-12 && (x[1] - 1.5).abs() < 1e-12, "{x:?}");
    }

    #[test]
    fn the_lowest_point_is_found_where_it_is() {
        // x⁴ + (x − y)² + y²/2 − 3y, whose slope is 0 where 4x³ = 2(y − x) and 2(y − x) = 3 − y.
        let shape = |at: &[f64]| {
            let [x, y] = [at[0], at[1]];
            Shape {
                height: x.powi(4) + (x - y).powi(2) + 0.5 * y * y - 3.0 * y,
                slope: vec![4.0 * x.powi(3) + 2.0 * (x - y), -2.0 * (x - y) + y - 3.0],
                curve: vec![12.0 * x * x + 2.0, -2.0, -2.0, 3.0],
            }
        };
        let at = minimum(2, shape);
        let slope = shape(&at).slope;
        assert!(slope.iter().all(|slope| slope.abs() < 1e-5), "{at:?} {slope:?}");
    }
}
