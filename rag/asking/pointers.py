"""Words that point back: what a question says of something that was named before.

那天谁出席了 points at a day that was told of; 揭牌那天谁出席了 names the day that it means.
"""

from __future__ import annotations

import re

from ..language.people import ROLES, people
from ..language.text import fold, han_count

# 那, 这, 当天 and the like may stand for something named just before them.
_THAT = re.compile(
    r"那(?!样|么)|这(?!样|么|[几两三]年|些年)|(?<!应)该(?!不该|怎|如何)"
    r"|(?<![因如在从彼至据由])此(?!外)|同一?[期天年]|当[天日年时场期]"
)
# What a pronoun stands for may have been named at some length: 曹军来视察，把它比成什么.
_PRONOUN = re.compile(r"[他她它]|(?<![尤极与])其(?!实|乐)|(?:^|[在于次场，,])会上|里[面头]|上面")
_OTHER = re.compile(
    r"前者|后者|再往|前[一两]个|后[一两]个|第[一二三]个"
    r"|^(?:比|跟|和|与|较)?(?:上|下)一?[期届次任年]"
    r"|^(?:还有|另外|再|同|比|换成|第[一二三四]天|首日|次日|翌日|最后一天|前一[天年]|第二年|次年"
    r"|(?:又|还|都)?[去来看到讲说做签请访][了过]|期间|之[后前]|此后|随后|后来|届时|现场|会[前后])"
    r"|前[去往](?:考察|调研|视察|参观|慰问|看望|检查)的?[？?]?$"
    r"|呢(?:[，,？?]|$)"
    r"|\b(?:it|its|he|his|she|him|her|they|their|them|these|those|then|also|else|instead)\b"
    r"|(?:^|\b(?:at|in|on|of|for|to|by|from|with|is|was|were|are|did|do|does|held|about|before"
    r"|after|during|attended|since|and|than) )(?:that|this)\b"
    r"|(?<!is )(?<!are )(?<!was )(?<!were )\bthere\b(?! (?:is|are|was|were)\b)"
    r"|\b(?:the|that) same (?:day|year|time|event|issue)\b"
    r"|\bthe (?:next|following|previous|first|last|opening|closing) (?:day|year|one|issue)\b"
    r"|\bthe (?:day|year) (?:before|after)\b|^(?:and|what about|how about)\b",
    re.IGNORECASE,
)
_THEN = re.compile(r",? and (?:who|what|when|where|which|how)\b.*$")
_ITS = re.compile(r"\b(?:its|their|his)\b(?= \w)", re.IGNORECASE)
_NAMED = re.compile(r"(?<=[a-z] )[A-Z][a-z]+")
_OWNER = re.compile(rf"{_NAMED.pattern} [A-Z][a-z]+")  # somebody, a body: no mere place
_NOTHING = re.compile(
    r"(?:^|[那这]里|[在从到是于跟和与比对给把被由就按以让又还也都只要有除至，,。；;：:？?！!\s])$"
)
_HOLDER = re.compile(rf"(?:{ROLES})$")
_LONG = 9  # characters before a pronoun that can hold what it stands for
_CLAUSE = 5  # the same of a clause of its own


def points(question: str) -> bool:
    """Whether a question points at something outside it."""
    said = fold(_own(question))
    if _OTHER.search(said) or any(back(said, m.start()) for m in _THAT.finditer(said)):
        return True
    return any(han_count(said[: m.start()]) < _LONG for m in _PRONOUN.finditer(said))


def _own(question: str) -> str:
    """A question in English without what may point at what it names itself: a last clause ("Who
    is the League secretary, and who was it before"), a possessive ("the Party Committee and its
    plan")."""
    clause = _THEN.search(question)
    named = clause and _NAMED.search(question[: clause.start()])
    own = question[: clause.start()] if clause and named else question
    return _ITS.sub(lambda its: "" if _OWNER.search(own[: its.start()]) else its[0], own)


def back(said: str, at: int) -> bool:
    """Whether what points at `at` of folded `said` has nothing before it that it may mean.

    Somebody is no such thing: 李强那天说了什么.
    """
    before = said[:at]
    if _NOTHING.search(before) or _HOLDER.search(before):
        return han_count(before) < (_CLAUSE if before.endswith(("，", ",")) else _LONG)
    return any(before.endswith(name) for name in people(said))
