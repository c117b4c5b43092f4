from typing import NamedTuple


class Meaning(NamedTuple):
    polarity: str = "affirmed"
    about: str = "self"
    mode: str = "stated"
    time: str = "open"


def find_cues(language):
    return frozenset({"tidak", "kalau", "dulu", "belum", "tetangga", "orang", "kata"})


def find_meaning(words, breaks, first, last, *, is_speech=True):
    if "tidak" in words[max(0, first - 6) : last]:
        return Meaning("negated")
    return Meaning()


from typing import Literal

Polarity = Literal["affirmed", "negated", "ceased", "not yet"]
About = Literal["self", "other"]
Mode = Literal["stated", "supposed", "reported"]
Time = Literal["open", "past"]
