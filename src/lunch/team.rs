//! Who sits at the table.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use crate::raft::ServerId;

/// Someone at the table: the lunch's name for a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teammate {
    /// The server whose part they play.
    pub server: ServerId,
    /// Their name.
    pub name: Rc<str>,
    /// The letter on their notebook and on their server: their name's first, or the server's
    /// number where that is no letter from A to Z.
    pub letter: Rc<str>,
}

/// What the client is called at the table.
pub const ASKER: &str = "The asker";

/// The dishes of a poll, until somebody wants others.
pub const DISHES: [&str; 3] = ["ramen", "tacos", "dal"];

/// The most letters of a name: there is no room for more below a chair.
pub const MAX_NAME_CHARS: usize = 10;

const USUAL: [&str; 9] = ["Robin", "Sasha", "Noor", "Jun", "Deniz", "Kit", "Mika", "Toni", "Wren"];

/// The names at the table, in the order of the servers. They are the reader's, not the run's:
/// no event has one in it, and a run is the same under any names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team([Rc<str>; 9]);

/// Why names are not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TeamComplaint {
    /// This name has too many letters.
    TooLong(String),
    /// Two would be called this.
    Twice(String),
    /// There are only nine chairs.
    TooMany(usize),
}

thread_local! {
    /// Every sentence about the table asks for a name, in each language: so the names are here
    /// for all of them, as a clock's time zone is, and not handed through every call.
    static SEATED: RefCell<Team> = RefCell::new(Team::default());
}

impl Default for Team {
    fn default() -> Self {
        Team(USUAL.map(Rc::from))
    }
}

impl Team {
    /// Reads names with commas between them. Whose name is left out keeps the usual one.
    pub fn parse(text: &str) -> Result<Team, TeamComplaint> {
        let names: Vec<&str> = text.split([',', '，', '、']).map(str::trim).collect();
        let mut team = Team::default();
        let last = names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
        if last > USUAL.len() {
            return Err(TeamComplaint::TooMany(last));
        }
        for (seat, name) in team.0.iter_mut().zip(&names).filter(|(_, name)| !name.is_empty()) {
            if name.chars().count() > MAX_NAME_CHARS {
                return Err(TeamComplaint::TooLong((*name).into()));
            }
            *seat = Rc::from(*name);
        }
        let all = &team.0;
        match (1..all.len()).find(|&seat| all[..seat].contains(&all[seat])) {
            Some(seat) => Err(TeamComplaint::Twice(all[seat].to_string())),
            None => Ok(team),
        }
    }

    /// The names of the first `n`, with commas between them.
    pub fn listed(&self, n: usize) -> String {
        self.0[..n.min(self.0.len())].join(", ")
    }

    /// As an address has it; `None` for the usual names. Names at the end that are the usual
    /// ones are left out.
    pub fn to_query(&self) -> Option<String> {
        let last = self.0.iter().zip(USUAL).rposition(|(name, usual)| **name != *usual)?;
        Some(self.0[..=last].join(","))
    }

    /// These sit at the table from now on.
    pub fn sit_down(self) {
        SEATED.set(self);
    }

    /// Those who sit there.
    pub fn seated() -> Team {
        SEATED.with_borrow(Team::clone)
    }
}

/// Who plays the part of `server`. Beyond nine the names begin again.
pub fn teammate(server: ServerId) -> Teammate {
    let position = usize::from(server.0.saturating_sub(1)) % USUAL.len();
    let name = SEATED.with_borrow(|team| team.0[position].clone());
    let first = name.chars().next().map(|first| first.to_ascii_uppercase());
    let letter = match first.filter(char::is_ascii_uppercase) {
        Some(letter) => letter.to_string(),
        None => (position + 1).to_string(),
    };
    Teammate { server, name, letter: letter.into() }
}

/// A text that somebody wrote about the usual team, about those who sit there now.
pub fn in_their_names(text: &str) -> Cow<'_, str> {
    let team = Team::seated();
    if team == Team::default() {
        return Cow::Borrowed(text);
    }
    let mut told = String::with_capacity(text.len());
    let mut rest = text;
    // A usual name is a word of its own: "Kit" is not in "Kitchen".
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        let word = &rest[start..];
        let end = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
        let (word, after) = word.split_at(end);
        told.push_str(&rest[..start]);
        match USUAL.iter().position(|usual| *usual == word) {
            Some(seat) => told.push_str(&team.0[seat]),
            None => told.push_str(word),
        }
        rest = after;
    }
    Cow::Owned(told + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_teammates_differ_in_name_and_letter() {
        for a in 1..=9 {
            for b in a + 1..=9 {
                let (a, b) = (teammate(ServerId(a)), teammate(ServerId(b)));
                assert!(a.name != b.name && a.letter != b.letter);
            }
        }
    }

    #[test]
    fn others_can_sit_there_and_texts_are_about_them() {
        Team::parse("Ana, , 小明").expect("three good names").sit_down();
        let names = [1, 2, 3].map(|id| teammate(ServerId(id)));
        assert_eq!(names.each_ref().map(|it| &*it.name), ["Ana", "Sasha", "小明"]);
        assert_eq!(names.each_ref().map(|it| &*it.letter), ["A", "S", "3"]);
        let told = in_their_names("Robin asks Noor. Kit's kitchen is closed: Robins, {Noor}.");
        assert_eq!(told, "Ana asks 小明. Kit's kitchen is closed: Robins, {小明}.");
    }

    #[test]
    fn an_address_holds_only_the_names_that_are_others() {
        assert_eq!(Team::default().to_query(), None);
        let team = Team::parse("Robin, Bo").expect("two good names");
        assert_eq!(team.to_query().as_deref(), Some("Robin,Bo"));
        assert_eq!(Team::parse("Robin,Bo"), Ok(team.clone()));
        assert_eq!(team.listed(3), "Robin, Bo, Noor");
        assert_eq!(Team::parse(""), Ok(Team::default()));
    }

    #[test]
    fn names_that_do_not_work_are_refused_with_the_reason() {
        let long = "Wolfeschlegel";
        assert_eq!(Team::parse(long), Err(TeamComplaint::TooLong(long.into())));
        assert_eq!(Team::parse("Noor"), Err(TeamComplaint::Twice("Noor".into())));
        assert_eq!(Team::parse("a,b,c,d,e,f,g,h,i,j"), Err(TeamComplaint::TooMany(10)));
        assert!(Team::parse("a,b,c,d,e,f,g,h,i,").is_ok());
    }
}
