//! The JSON Schema of a lesson file, made from its types.

use serde_json::Value;

use super::file::LessonFile;

/// The schema of format version 1, for editors and other tools.
pub fn lesson_schema() -> Value {
    schemars::schema_for!(LessonFile).into()
}
