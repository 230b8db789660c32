//! Notebooks: the last lines of each log, in ink or in pencil.

use yew::Html;

use crate::lunch::PersonState;
use crate::raft::Index;
use crate::screen::{Notebook, ServerView, notebook as size_of, pattern, seat};
use crate::ui::markup::markup;

/// How each notebook lies on the table, in degrees.
const TILTS: [&str; 9] = ["0", "3", "-2", "2", "-3", "2", "-2", "3", "-3"];

/// A notebook on the table: ink for what is final, pencil for what is not.
pub fn notebook(server: &ServerView, n: usize) -> Html {
    let size = size_of(n);
    let at = seat(server.id, n).notebook;
    let tilt = TILTS[usize::from(server.id.0.saturating_sub(1)) % TILTS.len()];
    let transform = format!("{} rotate({tilt})", at.translate());
    let key = server.id.0;
    let cover = pattern(server.id);
    let (width, height) = (size.width, size.height);
    if server.person == PersonState::Away {
        let height = height.min(64);
        return markup!(
            r#"<g key={} class="book closed" transform={}>
                <rect class="cover" fill={} x="-26" y="-30" width="52" height={} rx="4"/>
                <path class="band" d={}/>
            </g>"#,
            key,
            transform,
            cover,
            height.to_string(),
            format!("M15-30v{height}")
        );
    }
    let (x, y) = (-width / 2, -height / 2);
    let sheet = |rim: i32| {
        let (wide, high) = (width + 2 * rim, height + 2 * rim);
        format!("M{} {}h{wide}v{high}h-{wide}z", x - rim, y - rim)
    };
    let margin = format!("M{} {y}v{height}", x + margin(&size));
    let lines = server.lines.iter().enumerate();
    markup!(
        r#"<g key={} class="book" transform={}>
            <path class="cover" fill={} d={}/>
            <path class="page" d={}/>
            <path class="margin" d={}/>
            <g>{}</g>
        </g>"#,
        key,
        transform,
        cover,
        sheet(3),
        sheet(0),
        margin,
        lines.map(|(row, line)| one_line(row as i32, line, &size)).collect::<Vec<_>>()
    )
}

/// Where the text begins, after the line's number.
fn margin(size: &Notebook) -> i32 {
    if size.lines == 2 { 29 } else { 24 }
}

fn one_line(row: i32, line: &(Index, String, bool), size: &Notebook) -> Html {
    let (index, text, is_final) = line;
    let (right, begin) = (size.width / 2, margin(size) - size.width / 2);
    let base = 20 - size.height / 2 + row * 25;
    let (class, under, sign) = if *is_final {
        ("ln ink", "tick", format!("m{} {} 4 5 7-10", right - 16, base - 6))
    } else {
        ("ln pencil", "dash", format!("M{} {}H{}", begin + 4, base + 4, right - 6))
    };
    let y = base.to_string();
    markup!(
        r#"<g key={} class={}>
            <text class="no" x={} y={}>{}</text>
            <text x={} y={}>{}</text>
            <path class={} d={}/>
        </g>"#,
        *index,
        class,
        (begin - 3).to_string(),
        &y,
        *index,
        (begin + 4).to_string(),
        &y,
        text,
        under,
        sign
    )
}
