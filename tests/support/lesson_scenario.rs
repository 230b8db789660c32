//! The scenario of small lessons in tests: three servers, the first of which gets to lead.

use serde_json::{Value, json};

/// It leads, all is quiet for a moment, and then a command comes.
pub fn scenario() -> Value {
    json!({
        "version": 1, "title": "One", "seed": 7, "servers": 3,
        "steps": [
            { "force_timeout": 1 },
            { "until": { "server": "all", "applied": 1 } },
            { "run": "50 ms" },
            { "propose": "SET A 1" },
            { "run": "300 ms" }
        ]
    })
}
