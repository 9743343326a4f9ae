//! bot: the questions' vectors, built in or kept between starts.

use std::path::{Path, PathBuf};

use faq::{Library, VectorCache};
use nlu::Nlu;

/// Gives every question its vector. Those that are not built in are kept in the user's cache folder, where
/// there is one, because making them takes seconds; `warn` hears of a folder that cannot be written.
pub fn index(library: Library, nlu: &Nlu, warn: &dyn Fn(&str)) -> Library {
    let path = path(nlu);
    let (library, cache) = with_cache(library, nlu, path.as_deref());
    if let (Err(error), Some(path)) = (cache.save(), &path) {
        warn(&format!("cannot keep the vectors of the questions in {}: {error}", path.display()));
    }
    library
}

/// Every question's vector as bytes, to be built in.
pub(super) fn export(library: Library, nlu: &Nlu) -> Vec<u8> {
    with_cache(library, nlu, path(nlu).as_deref()).1.export()
}

fn with_cache(library: Library, nlu: &Nlu, path: Option<&Path>) -> (Library, VectorCache) {
    let cache = VectorCache::open(path, nlu.version());
    let library = library.index(&|text| cache.vector(text, &|text| nlu.embed(text)));
    (library, cache)
}

/// Where a model's vectors are kept; nowhere for who has no home.
fn path(nlu: &Nlu) -> Option<PathBuf> {
    Some(folder()?.join(format!("faq-{}.vectors", nlu.version())))
}

/// The user's cache folder for us, by the convention of desktops.
fn folder() -> Option<PathBuf> {
    let folder = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    Some(folder("XDG_CACHE_HOME").or_else(|| Some(folder("HOME")?.join(".cache")))?.join("dari"))
}
