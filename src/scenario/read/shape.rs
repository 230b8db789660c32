//! Whether a text has the shape that the schema wants. The reader is more generous: it
//! takes a list for an object's fields in their order, and nothing for `null`. So what it
//! has read is compared with how it would be written.

use serde::Serialize;
use serde_json::Value;

use super::decode::FileError;
use super::limits::wrong;
use super::sentences::LIST_FOR_OBJECT;

/// Objects that are not written where all in them is as usual.
const LEFT_OUT: [&str; 3] = ["timing", "network", "rules"];

/// Compares a text with the file that was read from it.
pub(crate) fn same_shape(text: &str, file: &impl Serialize) -> Result<(), FileError> {
    match (serde_json::from_str(text), serde_json::to_value(file)) {
        (Ok(written), Ok(meant)) => compare(&written, &meant, ""),
        // It was read once already.
        _ => Ok(()),
    }
}

fn compare(written: &Value, meant: &Value, place: &str) -> Result<(), FileError> {
    match (written, meant) {
        (Value::Array(_), Value::Object(_)) => wrong(place, LIST_FOR_OBJECT),
        (Value::Array(written), Value::Array(meant)) => {
            let pairs = written.iter().zip(meant).enumerate();
            let mut pairs = pairs.map(|(number, pair)| (format!("{place}[{number}]"), pair));
            pairs.try_for_each(|(place, (written, meant))| compare(written, meant, &place))
        }
        (Value::Object(written), Value::Object(meant)) => {
            let within = |key: &str| match place {
                "" => key.to_owned(),
                place => format!("{place}.{key}"),
            };
            for (key, meant) in meant {
                match written.get(key) {
                    Some(written) => compare(written, meant, &within(key))?,
                    None => return wrong(place, format!("`{key}` is missing.")),
                }
            }
            for (key, value) in written {
                let is_left_out = LEFT_OUT.contains(&key.as_str()) && !meant.contains_key(key);
                if is_left_out && value.is_array() {
                    return wrong(&within(key), LIST_FOR_OBJECT);
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}
