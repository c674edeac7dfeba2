"""What a question wants to be told, and whether words can tell it.

"几家" wants a number of 家, "谁是区长" somebody named beside 区长, "哪五个" five things in a
row. A sentence that speaks of the matter without such a thing does not answer: most
questions that an archive cannot answer are of that kind. All patterns are of folded text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..language import gloss
from ..language.people import ROLES, holders, offices, people, posts
from ..language.text import fold
from . import doers, figures, kinds, others, roles, things, timing, titles, whereabouts
from .kinds import Asked
from .points import LOOSELY, Run, fitting, longest_row, run_of

_CAUSE = re.compile(
    r"因为|由于|原因|为的是|(?<![成作称选认视])为"
    r"(?:进一步|更好|全面|深入|[贯落推加提满解方防避确保缓庆纪迎响适改丰使][\u4e00-\u9fff])"
    r"|以?(?:减少|避免|防止|便于|缓解)|目的是|主因|(?<!基)因(?!此|素|地制|而|果)"
    r"|(?<![成作称分认视])为(?=[\u4e00-\u9fff]{2,12}[，,])"
    r"|(?:^|(?<=[，。；,]))为了(?=[^，,而的]{2,12}的?[^，,而的]{2,20}[，,])"
    r"|鉴于|出于|旨在|以便|导致|考虑到|所以"
    r"|受.{1,10}影响"
)
# 会议建议，…
_PUT_FORWARD = re.compile(
    r"提[了出过]{0,2}(?:哪些|哪[几两二三四五六]?[条点个项]|些?什么)(建议|要求|意见|希望)"
)
# Points are numbered, or said to be asked for; another row of things tells them less surely.
_FIRST_POINT = re.compile(
    r"[一二][是要]|第一|首先|其一|[一二]、|[①②]|(?<![\d.])[12][.、]"
    r"|(?:要求|提出|强调|指出|建议)[，,：:]"
)
_KIND_ASKED = re.compile(
    r"哪[几些]((?!种子|类型|类别|批次)(?:[种类组批]|大类)[\u4e00-\u9fff])"
)  # 三种人, of 哪几种人
_BY_NAME = re.compile(r"[\u4e00-\u9fff][·•・][\u4e00-\u9fff]|[《“][^》”]{2,}|队(?!伍)")
_RANKED = re.compile(
    r"最[多高大好快长]|[排位]在?前[二两三四五六七八九十\d]"
    r"|前[二两三四五六七八九十\d]+[位名家个大]"
    r"|\btop (?:two|three|four|five|ten|\d)"
)
_CALLED = re.compile(r"哪[二两三四五六七八九][个场项条类种大]([\u4e00-\u9fff]{2})(?=[，。？?]|$)")
_ROW_OF_POINTS = 0.7
_TO_WHOM = re.compile(r"[向对给][^，。？?提]{1,12}(?=提)")
_SAYS = r"(?:指出|表示|强调|认为|说|称|要求|介绍|透露|提出)"
_ASKS_FOR = r"(?:提出|建议|要求|希望|呼吁)"
_SAID = re.compile(
    r"(?:围绕|以|就).{2,60}(?:作|做|讲)|叮嘱|嘱咐|告诫|勉励|指出|表示"
    r"|强调|认为|说[，,:：“]|介绍[，,:：]?|称[，,:：]"
    r"|[笑劝夸骂]着?[我他她它]?们?[道:：]|[:：]\s?[“\"「]|[”\"」][^，,。”\"」]{0,24}(?<![小传学])"
    r"(?:说|介绍|感叹|坦言|直言|回忆)[道着]?(?:[。.,，]|$)|^[“\"「].*[”\"」]$"
    r"|[^”\"」][。！!][”\"」]$"
)
KIN = re.compile(
    "丈夫|妻子|太太|老伴|爱人|老公|老婆|媳妇|女婿|儿媳|对象"
    "|父亲|母亲|爸爸|妈妈|爷爷|奶奶|外公|外婆|[儿孙]子|女儿|孙女|外孙|哥哥"
    "|弟弟"
    "|姐姐|妹妹|舅舅|舅妈|姑[姑妈]|叔叔|伯[伯父]|姨妈|阿姨|岳[父母]|侄[子女]|外甥|搭档|战友|徒弟"
    "|师[傅父]|学生|同事|邻居|朋友"
)
"""What somebody is to another: no name."""


_KIN_CALLED = {
    "老公": "老公|丈夫|爱人|老伴",
    **dict.fromkeys(("老婆", "媳妇"), "老婆|媳妇|妻子|太太|爱人|老伴"),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """What a question wants.

    `figure` is the pattern of the number that is asked for, `role` that of the office whose
    holder is, `items` how many things a list should have (0: as many as there are), `thing`
    what the answer is called ("什么计划": 计划), `name` and `being` whether that is what it is
    called by or said to be ("叫什么", "主题是什么"), `holder` the one whose office is, or who is
    asked about altogether, `subject` the thing that is ("模速空间是什么"), `doing` what somebody
    is asked to have done, `speaker` the pattern of who is asked to have said something, `said`
    the question folded.
    """

    asked: Asked
    figure: str = ""
    role: str = ""
    items: int = 0
    thing: str = ""
    speech: bool = False
    many: bool = False
    name: bool = False
    being: bool = False
    holder: str = ""
    doing: str = ""
    subject: str = ""
    speaker: str = ""
    said: str = ""

    @classmethod
    def of(cls, question: str) -> Expected:
        said = fold(question).strip()
        if somebody := roles.somebody(said):
            return cls(asked="who", holder=somebody, said=said)
        which = re.search(r"\bwhich\b", said)
        asked = "who" if which and roles.did(said) else kinds.kind(said)
        role = roles.role(said) if asked in ("who", "author", "what", "which") else ""
        if role and asked == "what" and re.search(r"叫|是", said):
            asked = "who"
        if role and asked == "which" and re.search(r"\bwhich\b", said):
            asked = "who"
        holder = roles.post_of(said)
        if holder and asked in ("where", "who"):  # 去了哪里任职
            asked, role = "what", ""
        listed = asked in ("who", "which", "where", "what", "how many")
        return cls(
            asked=asked,
            figure=figures.figure(said) if asked == "how many" else "",
            role=role if asked == "who" else "",
            items=things.items(said) if listed else 0,
            being=asked == "what" and things.being(said),
            thing=things.thing(said) if asked in ("what", "which", "where") else "",
            speech=(speech := kinds.speech(said)),
            speaker=roles.speaker(_TO_WHOM.sub("", said))
            if speech or _PUT_FORWARD.search(said)
            else "",
            many=kinds.several(said),
            name=things.name(said),
            said=said,
            doing=doers.doing(said) if asked == "who" else "",
            holder=holder,
            subject=things.subject(said) if asked == "what" else "",
        )

    @property
    def strict(self) -> bool:
        """Whether it can be told of words that they have no such thing."""
        return (
            self.asked in ("when", "who", "author", "page")
            or bool(self.figure)
            or bool(self.echo)
            or self.placed
            or len(self.body) > 1  # 馆 or 站 may be a part of any name
            or self.kin
        )

    @property
    def counted(self) -> str:
        """What a number is asked of: 品种 of 多少个品种, "seats" of "how many seats"."""
        return things.counted(self.said) if self.asked == "how many" else ""

    @property
    def did(self) -> str:
        """The pattern of the office of whoever did what is asked about; "" where none is said."""
        return roles.did(self.said) if self.asked == "who" else ""

    @property
    def bureau(self) -> str:
        """The pattern of the bureau whose head is asked for; "" where none is."""
        return roles.bureau(self.said) if self.role else ""

    @property
    def body(self) -> str:
        """The school, hospital or the like that is asked for: 大学 of 哪所大学."""
        return whereabouts.body(self.said, self.thing) if self.asked in ("what", "which") else ""

    @property
    def kin(self) -> bool:
        """Whether it is asked what somebody's child, teacher or the like is called."""
        return self.name and bool(KIN.fullmatch(self.thing))

    @property
    def formal(self) -> bool:
        """Whether news tells what is asked for in a form of its own: "A主持", "在B举行"."""
        who = (self.asked == "who" and doers.formal(self.said, self.doing)) or (
            self.asked == "which" and doers.players(self.said)
        )
        what = self.asked == "what" and (self.holder or titles.own_named(self.said, self.thing))
        hour = self.asked == "when" and timing.hourly(self.said)
        titled = titles.titled(self.said) or titles.job(self.said)
        coined = self.asked == "what" and titles.set_off(self.said)
        return any((who, what, hour, titled, coined, self.placed, self.figure))

    @property
    def formula(self) -> bool:
        """Whether a formula is asked for, whatever else its question says: 100-1=0."""
        return self.asked in ("what", "which") and titles.formula(self.said)

    @property
    def daily(self) -> bool:
        """Whether a day is asked for, no month or year."""
        return self.asked == "when" and not self.many and timing.daily(self.said)

    @property
    def points(self) -> bool:
        """Whether what is asked for may be told point by point, in as many sentences."""
        return self.asked in ("which", "what") and things.points(self.said)

    @property
    def put_forward(self) -> bool:
        """Whether it is asked what somebody asked for or proposed: 提了哪些建议."""
        return bool(_PUT_FORWARD.search(self.said))

    @property
    def listing(self) -> bool:
        """Whether all of some are asked for, which a page may set out as a list."""
        return self.asked in ("which", "what", "where") and (self.many or self.items > 1)

    @property
    def ranked(self) -> bool:
        """Whether the first so many of an order are asked for: 最多的三座, 前三名."""
        return self.items > 1 and bool(_RANKED.search(self.said))

    @property
    def echo(self) -> str:
        """The word that each point of a row has: 地 of “六个‘地’”; else ""."""
        return self.thing if len(self.thing) == 1 or things.echoed(self.said) else ""

    @property
    def placed(self) -> bool:
        """Whether a place on the map is asked for: no "难在哪里"."""
        return self.asked == "where" and whereabouts.placed(self.said)

    def short(self, told: float) -> float:
        """How far a sentence falls short that tells so much: a list of too few, or not in the
        form in which news tells such a thing."""
        items = self.items >= 2 and self.asked in ("which", "what") and not self.echo
        since = self.asked == "when" and timing.ends_only(self.said, told)
        return float(bool((items and told <= 0.5) or (self.formal and told <= LOOSELY) or since))

    def run(self, story: str, sentence: str) -> Run | None:
        """The points of a story that a sentence announces or is among, where such are asked for."""
        if not (self.points or self.listing):
            return None
        listed, ranked = not self.points, self.ranked
        return run_of(story, sentence, self.items, self.echo, listed=listed, ranked=ranked)

    def runs(self, story: str, *, listed: bool | None = None) -> list[Run]:
        """The runs of as many points in a story as are asked for, where such are. `listed`: whether
        they need not be numbered; as it is asked, if None."""
        if not (self.points or self.listing):
            return []
        listed = not self.points if listed is None else listed
        return fitting(story, self.items, self.echo, listed=listed, ranked=self.ranked)

    def told(self, text: str, exact_days: int, days: int, listed: bool = False) -> float:
        """How far folded `text` has such a thing, in [0, 1]; 0.5 where none can be named.

        `exact_days` and `days` are how many dates it names, to the day and at all.
        """
        if (told := self._outright(text)) is not None:
            return told
        told = 0.5
        match self.asked:
            case "who" | "what" if self.holder:
                told = self._office(text)
            case "when":
                told = timing.told(self.said, text, exact_days, days, self.many)
            case "how many" if self.figure:
                told = figures.told(self.said, text, self.figure, self.counted)
            case "author":
                told = float(bool(re.search(r"记者|摄影|作者|通讯员|撰文|文/|图/|来源|供稿", text)))
            case "who":
                told = doers.told(self.said, text, self.role, self.many, self.items, self.doing)
            case "where":
                told = whereabouts.told(self.said, text, self.items)
            case "page":
                told = float(listed or bool(re.search(r"第\s?\d+\s?版", text)))
            case "which" if self.many or self.items or not self.body:
                told = self._row(text)
            case "why":
                told = 1.0 if _CAUSE.search(text) else 0.4
            case "what" | "which" | "whether":
                told = self._thing(text)
        return told

    def _outright(self, text: str) -> float | None:
        """The same of a formula, a meeting, a text and of what somebody said; None where none of
        them decides it."""
        if self.formula:
            return 1.0 if titles.has_set_off(self.said, text) else 0.2
        what = self.asked in ("what", "which")
        alone = what and not (self.items or self.many)
        if alone and (held := titles.meeting(self.said, text)) is not None:
            return held
        if what and titles.written(self.said):
            return 1.0 if titles.has_set_off(self.said, text) else 0.2
        if self.speech and not _SAID.search(text):
            return 0.2
        says = _SAYS if self.speech else _ASKS_FOR
        by_them = rf"(?:{self.speaker})[^，。；,“]{{0,6}}{says}"
        return 1.0 if self.speaker and re.search(by_them, text) else None

    def of_another(self, text: str) -> bool:
        """Whether folded `text` tells of men where the women are asked about, of the fourth of a
        line where it is the second, and the like."""
        if self.asked in ("what", "which") and doers.other_winner(self.said, text):
            return True
        return others.of_another(self.said, text)

    def of_another_speaker(self, text: str) -> bool:
        """Whether it is asked what somebody said, and folded `text`, in which somebody says
        something, names only others."""
        if not self.speaker or KIN.search(self.said) or not _SAID.search(text):
            return False
        if re.search(self.speaker, text):
            return False
        named = people(text)
        if not people(self.said):  # whoever holds an office need not be named with it
            return bool(named) and all([*offices(name, text)] for name in named)
        return bool(named) and not any(name in self.said for name in named)

    def beside(self, clause: str) -> float:
        """The same of a clause, whose dates are not known but by their form."""
        if self.asked == "when":
            return float(timing.dated(clause))
        return self.told(clause, 0, 0)

    def hinted(self, text: str) -> float:
        """The same as far as plain patterns tell, which is fast: of somebody, nothing."""
        return 0.5 if self.asked in ("who", "author") else self.beside(text)

    def values(self, text: str) -> tuple[str, ...]:
        """The things of that kind in folded `text`: figures, or those named beside the role."""
        if self.asked == "how many" and self.figure:
            return tuple(m[0].strip() for m in figures.found(self.figure, text))
        if self.asked == "who" and self.role:
            return tuple(holders(self.role, text))
        return ()

    def _row(self, text: str) -> float:
        if len(self.echo) > 1:
            return float(self.echo in text)
        if self.echo:
            ends = re.search(rf"{self.thing}[”\"」]?(?=[，,。；;]|$)", text)
            begins = re.findall(rf"[、，,“抓]{self.thing}[\u4e00-\u9fff]", text)  # 稳就业、稳企业
            often = text.count(self.thing) >= max(3, self.items - 1)  # 最为集中、最为凸显
            return float(bool(ends) or len(begins) > 1 or often)
        if put := _PUT_FORWARD.search(self.said):
            return 1.0 if re.search(rf"{put[1]}[，,：:]", text) else 0.5
        row = max(longest_row(text), titles.names(self.said, text))
        if self.items and titles.quoted(self.said, text) == self.items:  # “24点”，还是“数字接龙”
            row = max(row, self.items)
        named = any(name not in self.said for name in people(text)) or _BY_NAME.search(text)
        work = doers.of_work(self.said)
        unnamed = doers.players(self.said) and row < 2 and not named
        if unnamed or (work and not re.search(work, text)):
            return 0.2
        of_points = 1.0 if not self.points or _FIRST_POINT.search(text) else _ROW_OF_POINTS
        if (called := _CALLED.search(self.said)) and called[1] not in text:
            of_points *= _ROW_OF_POINTS
        if self.items:
            return of_points if row >= self.items else 0.5 if row >= 2 else 0.2
        kind = _KIND_ASKED.search(self.said)
        if kind and not re.search(rf"[二两三四五六七八九\d]{kind[1]}", text):
            of_points *= _ROW_OF_POINTS
        return of_points if row >= 2 else 0.2 if self.many else 0.5

    def _thing(self, text: str) -> float:
        if self.kin:
            called = _KIN_CALLED.get(self.thing, self.thing)
            there = re.search(called, text)
            return 0.6 * bool(there and any(n not in self.said for n in people(text)))
        if self.items:
            return self._row(text)
        if titles.job(self.said):
            return titles.lives_by(text)
        known = (titles.used(self.said, text), titles.serves_as(self.said, text))
        return next((told for told in known if told is not None), self._what(text))

    def _what(self, text: str) -> float:
        if self.subject:
            return titles.defined(self.subject, text)
        if self.body:
            untold = 0.0 if len(self.body) > 1 else LOOSELY  # 陈云故居 is a 馆, too
            return 0.6 if whereabouts.named(self.body, self.said, text) else untold
        if titles.set_off(self.said):
            told = 1.0 if titles.has_set_off(self.said, text) else 0.3
            return min(told, self._noun(text)) if self.being else told
        return self._noun(text) if self.thing else 0.5

    def _noun(self, text: str) -> float:
        """The same of what the answer is called."""
        if self.name or self.being:
            return titles.called(self.said, self.thing, self.name, text)
        return titles.of_kind(self.thing, text)

    def _office(self, text: str) -> float:
        """How far it tells the office of the one asked about, another than the question has."""
        holder = self.holder
        if holder.isascii():
            sounding = (n for n in people(text) if gloss.romanised(holder, n))
            holder = next(sounding, "")
            if not holder:
                return 0.2
        beside = re.search(rf"({ROLES})[^，。；,]{{0,8}}{holder}", text)
        found = [*offices(holder, text), *([beside[1]] if beside else [])]
        found += [office for name, office in posts(text) if name == holder]
        became = r"[又已还后就被先再正经由\d年月日今去]{0,6}(?:[转改升调接出担]任|当选|当上)"
        became += "[^，。；,;]{0,14}"
        if not re.search(rf"接[替任][^，。；,;]{{0,14}}{holder}", text):  # who came after him
            found += re.findall(rf"{holder}{became}({ROLES})", text)
        found += re.findall(rf"[\u4e00-\u9fff](?:长|委员|顾问|代表|理事|会员){holder}", text)
        return 1.0 if any(office not in self.said for office in found) else 0.2
