//! What lies and sits at the table: dishes, lines, guest lists, people.

use super::numbers::names;
use crate::cluster::{LUNCH_KEY, Operation, request_of};
use crate::lunch::{PersonState, teammate};
use crate::raft::{Configuration, Entry, Payload, ServerId};

/// What the table calls the client.
pub(super) const ASKER: &str = "提问的人";

/// What the table calls a dish. A run has it in English, and the paper's half shows it so;
/// one that is not known here stays as it is.
pub(super) fn dish_name(dish: &str) -> &str {
    match dish.to_ascii_lowercase().as_str() {
        "ramen" => "拉面",
        "tacos" => "塔可",
        "dal" => "豆子咖喱",
        "burger" | "burgers" => "汉堡",
        "salad" => "沙拉",
        "pizza" => "披萨",
        "sushi" => "寿司",
        "curry" => "咖喱",
        "soup" => "汤",
        "pasta" => "意面",
        "noodles" => "面条",
        "dumplings" => "饺子",
        "rice" => "米饭",
        "kebab" => "烤肉串",
        "cake" => "蛋糕",
        "bread" => "面包",
        "toast" => "吐司",
        "tea" => "茶",
        "nuts" => "坚果",
        "melon" => "甜瓜",
        "grapes" => "葡萄",
        "beans" => "豆子",
        "figs" => "无花果",
        "kale" => "羽衣甘蓝",
        "leeks" => "韭葱",
        "peas" => "豌豆",
        "buns" => "小圆面包",
        "stew" => "炖菜",
        "corn" => "玉米",
        "pie" => "馅饼",
        "plums" => "李子",
        _ => dish,
    }
}

/// What the table calls a key.
pub(super) fn key_name(key: &str) -> &str {
    if key == LUNCH_KEY { "午饭" } else { key }
}

pub(super) fn dish(operation: &Operation) -> String {
    match operation {
        Operation::Set { key, value } if key == LUNCH_KEY => dish_name(value).into(),
        Operation::Set { key, value } => format!("{key} = {value}"),
        Operation::Get { key } if key == LUNCH_KEY => "看看午饭吃什么".into(),
        Operation::Get { key } => format!("看看 {key}"),
    }
}

/// Who has a say and who only listens, as a guest list.
pub(super) fn guest_list(configuration: &Configuration) -> String {
    let mut text = names(configuration.voters().iter().copied());
    if configuration.is_joint() {
        let before = names(configuration.outgoing().iter().copied());
        text = format!("{text}；这份说定之前，旧名单也算数：{before}");
    }
    if !configuration.learners().is_empty() {
        let learners = names(configuration.learners().iter().copied());
        text = format!("{text}；{learners} 可以旁听");
    }
    text
}

pub(super) fn line(entry: &Entry) -> String {
    match (&entry.payload, request_of(entry)) {
        (_, Some(request)) => dish(&request.operation),
        (Payload::Noop, None) => "点餐单在我这儿".into(),
        (Payload::Configuration(configuration), None) => guest_list(configuration),
        (Payload::Command(_), None) => "（看不清）".into(),
    }
}

pub(super) fn short_line(entry: &Entry) -> String {
    match entry.payload {
        Payload::Noop => "开始".into(),
        Payload::Configuration(_) => "名单".into(),
        Payload::Command(_) => line(entry),
    }
}

pub(super) fn person(server: ServerId, state: PersonState, has_old_sheet: bool) -> String {
    let doing = match state {
        PersonState::Present => "坐在桌边",
        PersonState::Away => "不在",
        PersonState::Dozing => "在打瞌睡",
        PersonState::Asking => "想要点餐单",
        PersonState::Holder if has_old_sheet => "拿着一张旧点餐单",
        PersonState::Holder => "拿着点餐单",
    };
    format!("{} {doing}", teammate(server).name)
}

pub(super) fn chair(server: ServerId, state: PersonState, has_room: bool) -> String {
    let name = teammate(server).name;
    let doing = match state {
        PersonState::Away => "不在",
        PersonState::Dozing => "在打瞌睡",
        PersonState::Present | PersonState::Asking | PersonState::Holder => {
            return name.to_string();
        }
    };
    if has_room { format!("{name}，{doing}") } else { doing.into() }
}

pub(super) fn poll_question(asked: ServerId) -> String {
    format!("{}，你想吃什么？", teammate(asked).name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::raft::MembershipChange;

    #[test]
    fn while_both_sides_decide_a_guest_list_has_both() {
        let servers = |numbers: [u16; 2]| numbers.map(ServerId).to_vec();
        let change =
            MembershipChange::Joint { voters: servers([1, 3]), learners: vec![ServerId(4)] };
        let joint = Configuration::new(servers([1, 2])).changed(&change).expect("a real change");
        let list = "Robin 和 Noor；这份说定之前，旧名单也算数：Robin 和 Sasha；Jun 可以旁听";
        assert_eq!(guest_list(&joint), list);
    }

    #[test]
    fn the_table_knows_dishes_by_their_chinese_names_and_leaves_others_alone() {
        let set =
            |key: &str, value: &str| dish(&Operation::Set { key: key.into(), value: value.into() });
        assert_eq!(set(LUNCH_KEY, "ramen"), "拉面");
        assert_eq!(set(LUNCH_KEY, "Tacos"), "塔可");
        assert_eq!(set(LUNCH_KEY, "pho"), "pho");
        assert_eq!(set("A", "ramen"), "A = ramen");
    }
}
