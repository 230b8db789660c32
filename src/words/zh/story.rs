//! Chapters, and what there is to try, in Chinese.

use super::numbers::{joined, names, server};
use crate::lunch::{Chapter, Choice, teammate};
use crate::raft::ServerId;

pub(super) fn chapter(chapter: Chapter) -> &'static str {
    match chapter {
        Chapter::Start => "开始",
        Chapter::Ask => "询问",
        Chapter::Tally => "统计",
        Chapter::Write => "写下",
        Chapter::Copy => "抄写",
        Chapter::Final => "说定",
        Chapter::Answer => "答复",
        Chapter::Tell => "转告",
    }
}

pub(super) fn choice(choice: &Choice) -> (String, String) {
    let name = |server: &ServerId| teammate(*server).name;
    match choice {
        Choice::SendHolderHome(id) => {
            (format!("让 {} 回家", name(id)), format!("让领导者 {} 崩溃", server(*id)))
        }
        Choice::WriteLine(text) => ("记下一个数".into(), format!("提议 {text}")),
        Choice::LoseNote(text) => {
            ("半路弄丢一张纸条".into(), format!("提议 {text}，再丢弃一条消息"))
        }
        Choice::BringBack(id) => (format!("叫 {} 回来", name(id)), format!("重启 {}", server(*id))),
        Choice::SendMoreHome(servers) => {
            let all: Vec<_> = servers.iter().map(|&id| server(id)).collect();
            (
                format!("让 {} 也回家", names(servers.iter().copied())),
                format!("让 {} 崩溃：剩下的就不够了", joined(&all, "和")),
            )
        }
        Choice::CutTable(_) => ("把餐桌一分为二".into(), "把领导者和多数派隔开".into()),
        Choice::JoinTables => ("把桌子拼回去".into(), "恢复所有链路".into()),
        Choice::MissRule(_) => ("去掉一条规则".into(), "看看没人比较日志会怎样".into()),
    }
}
