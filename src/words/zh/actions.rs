//! What actions do: in a few words, and in menus.

use super::messages::short;
use super::numbers::{milliseconds, server as short_name, spaced};
use super::paper::node;
use crate::cluster::{Action, Delivery, FlightId, MILLISECOND, Node};
use crate::lunch::teammate;
use crate::raft::{MembershipChange, ServerId};
use crate::words::Offer;

/// True time, in parts per million.
const TRUE_TIME: u32 = 1_000_000;

pub(super) fn brief(action: &Action) -> String {
    let link = |from: &Node, to: &Node, both: bool| {
        format!("{} {} {}", short(*from), if both { "–" } else { "→" }, short(*to))
    };
    let message = |flight: &FlightId| spaced(&["一条来自", &short(flight.message.from), "的消息"]);
    let s = |server: &ServerId| short_name(*server);
    match action {
        Action::Propose { text, .. } => format!("提议 {text}"),
        Action::Poll { .. } => "问问大家想吃什么".into(),
        Action::Crash { server } => format!("让 {} 崩溃", s(server)),
        Action::Restart { server } => format!("重启 {}", s(server)),
        Action::Pause { server } => format!("暂停 {}", s(server)),
        Action::Resume { server } => format!("让 {} 继续运行", s(server)),
        Action::Cut { from, to, both_ways } => spaced(&["切断", &link(from, to, *both_ways)]),
        Action::Heal { from, to, both_ways } => spaced(&["恢复", &link(from, to, *both_ways)]),
        Action::Isolate { server } => format!("切断 {} 的所有链路", s(server)),
        Action::Rejoin { server } => format!("恢复 {} 的所有链路", s(server)),
        Action::Partition { .. } => "制造网络分区".into(),
        Action::HealAll => "恢复所有链路".into(),
        Action::Drop { flight } => format!("丢弃{}", message(flight)),
        Action::Duplicate { flight } => format!("把{}多发一份", message(flight)),
        Action::Delay { flight, by } => {
            format!("把{}延迟 {}", message(flight), milliseconds(*by))
        }
        Action::ForceElectionTimeout { server } => format!("让 {} 选举超时", s(server)),
        Action::SetNetwork(_) => "改变网络状况".into(),
        Action::SetAnswer(_) => "改变什么时候答复".into(),
        Action::SetProtocol(_) => "开关一条规则或扩展".into(),
        Action::AddServer => "启动一台新服务器".into(),
        Action::ChangeMembership { change, .. } => match change {
            MembershipChange::AddLearner(server) => format!("把 {} 加为学习者", s(server)),
            MembershipChange::AddVoter(server) => format!("把 {} 加入集群", s(server)),
            MembershipChange::Promote(server) => format!("让 {} 有投票权", s(server)),
            MembershipChange::Remove(server) => format!("把 {} 移出集群", s(server)),
            MembershipChange::Joint { .. } => "变更成员".into(),
        },
        Action::TransferLeadership { to, .. } => format!("让 {} 接任领导者", s(to)),
        Action::Compact { server, .. } => format!("压缩 {} 的日志", s(server)),
        Action::LoseDisk { server } => format!("弄丢 {} 的磁盘", s(server)),
        Action::SetDelivery(Delivery::Manual) => "让消息等着手动送达".into(),
        Action::SetDelivery(Delivery::Automatic) => "让消息自己送达".into(),
        Action::Deliver { flight } => format!("送达{}", message(flight)),
        Action::SetClock { server, .. } => format!("改变 {} 的时钟", s(server)),
        Action::ProposeTo { text, server, .. } => format!("向 {} 提议 {text}", s(server)),
        Action::ForceHeartbeat { server } => format!("让 {} 发心跳", s(server)),
        Action::TearDisk { server, .. } => format!("毁掉 {} 日志的末尾", s(server)),
        Action::StopDisk { server } => format!("停掉 {} 的磁盘", s(server)),
        Action::StartDisk { server } => format!("让 {} 的磁盘重新工作", s(server)),
        Action::SetLink { from, to, .. } => spaced(&["改变链路", &link(from, to, false)]),
        Action::Say { text } => format!("说“{text}”"),
    }
}

pub(super) fn menu_item(action: &Action) -> String {
    match action {
        Action::Poll { .. } => "问问大家想吃什么".into(),
        Action::Crash { .. } => "崩溃".into(),
        Action::Restart { .. } => "重启".into(),
        Action::Pause { .. } => "暂停".into(),
        Action::Resume { .. } => "继续运行".into(),
        Action::ForceElectionTimeout { .. } => "让选举计时器到点".into(),
        Action::ForceHeartbeat { .. } => "发一次心跳".into(),
        Action::Isolate { .. } => "切断它的链路".into(),
        Action::Rejoin { .. } => "恢复它的链路".into(),
        Action::Cut { from: Node::Server(from), to: Node::Client(_), both_ways: false } => {
            format!("让 {} 的答复丢失", name(*from))
        }
        Action::Cut { from, to, both_ways } => match (client_side(*from, *to), both_ways) {
            (Some(server), _) => format!("切断它和 {} 的链路", name(server)),
            (None, true) => "双向切断".into(),
            (None, false) => spaced(&["只切断", &end(*from), " → ", &end(*to)]),
        },
        Action::Heal { from, to, .. } => match client_side(*from, *to) {
            Some(server) => format!("恢复它和 {} 的链路", name(server)),
            None => "恢复".into(),
        },
        Action::Deliver { .. } => "现在送达".into(),
        Action::Drop { .. } => "丢弃".into(),
        Action::Duplicate { .. } => "多发一份".into(),
        Action::Delay { by, .. } => format!("延迟 {} 毫秒", by / MILLISECOND),
        Action::ChangeMembership { change, .. } => match change {
            MembershipChange::Promote(_) => "让它有投票权".into(),
            MembershipChange::Remove(_) => "移出集群".into(),
            MembershipChange::AddLearner(_) => "加为学习者".into(),
            MembershipChange::AddVoter(_) => "加为投票成员".into(),
            MembershipChange::Joint { .. } => "变更成员".into(),
        },
        Action::TransferLeadership { .. } => "让它接任领导者".into(),
        Action::LoseDisk { .. } => "弄丢它的磁盘".into(),
        Action::TearDisk { .. } => "毁掉它日志的末尾".into(),
        Action::StopDisk { .. } => "停掉它的磁盘".into(),
        Action::StartDisk { .. } => "让它的磁盘重新工作".into(),
        Action::Compact { .. } => "压缩它的日志".into(),
        Action::SetClock { rate_ppm, .. } => match rate_ppm.cmp(&TRUE_TIME) {
            std::cmp::Ordering::Equal => "时钟恢复正常".into(),
            _ if *rate_ppm == 2 * TRUE_TIME => "时钟快一倍".into(),
            _ if *rate_ppm == TRUE_TIME / 2 => "时钟慢一半".into(),
            std::cmp::Ordering::Greater => "时钟变快".into(),
            std::cmp::Ordering::Less => "时钟变慢".into(),
        },
        // No menu has these: they have places of their own.
        Action::Propose { .. }
        | Action::ProposeTo { .. }
        | Action::Partition { .. }
        | Action::HealAll
        | Action::SetNetwork(_)
        | Action::SetAnswer(_)
        | Action::SetProtocol(_)
        | Action::AddServer
        | Action::SetDelivery(_)
        | Action::SetLink { .. }
        | Action::Say { .. } => brief(action),
    }
}

/// The server at the other end of a client's link.
fn client_side(from: Node, to: Node) -> Option<ServerId> {
    match (from, to) {
        (Node::Client(_), Node::Server(server)) | (Node::Server(server), Node::Client(_)) => {
            Some(server)
        }
        (Node::Server(_), Node::Server(_)) | (Node::Client(_), Node::Client(_)) => None,
    }
}

fn name(server: ServerId) -> &'static str {
    teammate(server).name
}

fn end(of: Node) -> String {
    of.server().map_or_else(|| node(of), |server| name(server).into())
}

pub(super) fn server_title(server: ServerId) -> String {
    format!("服务器 {} · {}", server.0, name(server))
}

pub(super) fn link_title(a: ServerId, b: ServerId) -> String {
    format!("链路 {} – {}", name(a), name(b))
}

pub(super) fn offer(offer: Offer) -> String {
    match offer {
        Offer::ArriveLater(by) => format!("晚到 {} 毫秒", by / MILLISECOND),
        Offer::ArriveEarlier(by) => format!("早到 {} 毫秒", by / MILLISECOND),
        Offer::NoDelay => "不延迟它".into(),
        Offer::GoToArrival => "去它到达的时刻".into(),
        Offer::GoToSending => "去它发出的时刻".into(),
        Offer::Drop => "丢弃它".into(),
        Offer::DontDrop => "不丢弃它".into(),
        Offer::Duplicate => "多发一份".into(),
        Offer::MoveLater(by) => format!("晚 {} 毫秒", by / MILLISECOND),
        Offer::MoveEarlier(by) => format!("早 {} 毫秒", by / MILLISECOND),
        Offer::TakeOut => "去掉它".into(),
        Offer::GoThere => "去那一刻".into(),
    }
}
