"""What readers type that asks nothing of the pages: a greeting, thanks, what this is for."""

from __future__ import annotations

import re

_GREETING = (
    r"(?:你|您|大家)好[呀啊吗]?|哈[喽啰罗]|嗨|喂|在吗|(?:早上|上午|中午|下午|晚上|晚)好|早安?"
    r"|(?:非常|太|十分|多)?(?:谢谢|感谢|多谢|谢了|辛苦)(?:你|您|了|啦|啊|哈)*"
    r"|不(?:用了?|必了?|了)?(?=[\s，,]*(?:谢|多谢|感谢))"
    r"|晚安|再见|拜拜|好的?|收到|嗯"
    r"|hi|hello|hey|(?:many )?thanks|thank you|good (?:morning|afternoon|evening|night)|bye"
    r"|ok(?:ay)?"
)
_ABOUT_THIS = (
    r"(?:请问)?(?:你|您)(?:到底|究竟)?(?:是|叫)(?:谁|什么(?:名字|人|模型|东西)?|啥)"
    r"|(?:你|您|这个?)是?由?(?:谁|哪[家个]公司)(?:开发|做|设计|训练|制作|造)(?:出来)?的?"
    r"|(?:请问)?(?:你|您|这里)(?:都|还)?(?:能|会|可以)(?:够|帮我)?"
    r"(?:做|干|回答|问|查|答|帮我)(?:些|我)?(?:什么|啥|哪些)(?:样的)?(?:问题|事情?|忙|内容)?"
    r"|我?(?:可以|能|该)?(?:怎么|如何)(?:用|使用|问|提问|操作)(?:你|这个)"
    r"|(?:帮助|使用说明)|(?:请)?(?:自我介绍|介绍一?下?你自己)(?:一下)?"
    r"|help|who are you|what are you|what can (?:you|i) (?:do|answer|ask)(?: (?:here|you))?"
    r"|what (?:kinds? of )?questions can (?:you answer|i ask)(?: you)?"
    r"|how (?:do|can) i use (?:this|it)"
)
_SAID = re.compile(
    rf"(?:(?:{_GREETING})[\s，,。.！!~～]*+)*+(?:{_ABOUT_THIS})?[呢呀啊吗的]?[\s？?。.！!~～]*"
)


def only(said: str) -> bool:
    """Whether folded `said` is no question about what the pages tell."""
    return bool(_SAID.fullmatch(said.strip()))
