//! models: where an encoder is trained: on the processor, or on a graphics card where the program is built for one.

use candle_core::Device;

use crate::Error;

/// The device of a name: `cpu`, `cuda` or `cuda:1`; says what to do where it is not to be had.
pub fn device(name: &str) -> Result<Device, Error> {
    let (kind, number) = name.split_once(':').unwrap_or((name, "0"));
    match (kind, number.parse::<usize>()) {
        ("cpu", Ok(0)) => Ok(Device::Cpu),
        ("cuda", Ok(_)) if !cfg!(feature = "cuda") => {
            Err(Error::Training("this program was built without CUDA: build it with `--features bot/cuda`".into()))
        }
        ("cuda", Ok(number)) => Ok(Device::new_cuda(number)?),
        _ => Err(Error::Training(format!("`{name}` is no device: name `cpu`, `cuda` or `cuda:1`"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_found_or_named_as_missing() {
        assert!(device("cpu").unwrap().is_cpu());
        assert!(device("tpu").unwrap_err().to_string().contains("no device"));
        assert!(device("cuda:x").unwrap_err().to_string().contains("no device"));
        if !cfg!(feature = "cuda") {
            assert!(device("cuda").unwrap_err().to_string().contains("--features bot/cuda"));
        }
    }
}
