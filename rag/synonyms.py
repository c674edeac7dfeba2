"""What readers call otherwise than the page does."""

from __future__ import annotations

SAME = tuple(
    frozenset(group.split())
    for group in """
        ceo 首席执行官 老板 老总 执行长 掌门人
        创始人 创办人 创立者
        ai 人工智能
        揭牌 挂牌 揭幕
        召开 举行 举办 开会
        比例 比重 占比 占
        出席 参加 到会 到场 与会
        旁听 列席
        扫墓 祭扫
        成立 创办 建立 创立 founded
        签 签订 签署 签约
        参观 走访 察看 看
        讲课 授课 辅导报告 主讲 主讲人 来讲 上课 讲座 专题辅导
        陪同 随行 同行 参加 一同
        第一期 首期 一期
        第一届 首届 一届
        念 宣布 宣读
        片子 影片 视频 短片
        药企 药业 制药 药厂
        公布 发布
        带队 率 率领 率队
        高薪 高工资
        改建 改造 翻修
        环保 环境保护
        开放 开门 开业
        网址 网站 http www
        来 来到 亲临 前来 到访
        第一次 首次 首度
        通车 开通 启用 投用 投运 投入使用 通航
        工资 月薪 薪资 薪酬
        交给 交付 移交
        第一 第一名 冠军 夺冠
        盖 建于 始建 建造
        报修 抢修 维修
        搬走 搬离 搬迁 腾退 迁出
        拿到 领到 收到 接过
        创办 创刊
        暖气 供热 供暖 采暖
        上班 上岗 就业 从业
        学艺 学徒 拜师
        号码 电话
        修好 竣工 完工 建成 修缮
        种树 植树 栽树 造林
        车位 停车位 泊位
        公交 公交车 巴士
        地铁 轨道交通
        医生 大夫
        孩子 娃娃 儿童 小朋友 学生
        老太太 奶奶 阿婆 老人
        工钱 工费
        扫地 环卫 保洁
        扩 扩建 扩容
        得奖 获奖 荣获 荣誉 称号 评为 入选
        总投资 投资 造价
        年纪 岁数 年龄
        房租 租金
        签字 签约
        推迟 延期 推后
        发言 讲话 演讲 致辞 上台 登台
        掏钱 出钱 出资 捐资 捐款 捐赠 捐助 赞助 资助
        饭钱 餐费 伙食费 饭菜
        花费 投资 花钱 耗资
        独居 独自
        班级 教学班
        主持 主持人
        开工 动工 动土 奠基 破土
        生产总值 经济总量 gdp
        第一任 首任
        选出 选举 当选 推选
        人代会 人大会议 人民代表大会
        搬 搬进 搬到 搬至 迁入 迁至 入驻 落户
    """.strip().splitlines()
)
"""Folded words that stand for one another, in groups."""


def like(term: str) -> tuple[str, ...]:
    """The words that a page may have for a reader's `term`, itself left out."""
    return tuple(w for group in SAME if term in group for w in sorted(group) if w != term)
