"""The pane of a coded transcript: its own modules in a real browser, its offsets against Python's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pane import Pane, code, code_at_random, tell, tell_long

FAMILY = "👩‍👩‍👧‍👦"
SPOKEN = (
    ("I", "How did the fees change? Tell me."),
    ("R", f"They rose {FAMILY} twice 😀 and naïve e\u0301tude followed. Nobody asked us."),
    ("I", "And then?"),
    ("R", "قالت لي إن الرسوم كانت عالية 😀 ثم بعنا الأرز في السوق."),
    ("R", "היא אמרה שהמחירים עלו ואז מכרנו הכול."),
    ("I", "Anything else?"),
    ("R", "We sold rice at the market\nand waited until June."),
)
ROUND_TRIP = """(text) => {
  const table = makeOffsets(text);
  const all = Array.from({ length: table.points + 1 }, (_, point) => point);
  return { points: table.points, back: all.map((point) => table.toPoints(table.toUnits(point))),
    heads: all.map((point) => table.slice(0, point)), middle: table.slice(1, table.points - 1) };
}"""
SEE = """() => {
  const frame = document.querySelector(".qk-scroll").getBoundingClientRect();
  const stripes = [...document.querySelectorAll(".qk-scroll > .qk-block .qk-stripe")].map((one) => {
    const { left, top, bottom } = one.getBoundingClientRect();
    return { id: one.dataset.id, left, top, bottom };
  });
  return { nodes: document.querySelectorAll("*").length, stripes, height: frame.height };
}"""


@pytest.fixture(scope="module")
def empty(browser) -> Iterator[Pane]:
    """The page, without a transcript."""
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    yield Pane(page)
    page.close()


@pytest.fixture
def pane(empty: Pane) -> Iterator[Pane]:
    """The page, for one test; at its end there was no error in it that nobody caught."""
    errors = []
    empty.page.on("pageerror", note := lambda error: errors.append(error))
    yield empty
    empty.clear()
    empty.page.remove_listener("pageerror", note)
    assert not errors


@pytest.fixture
def spoken(pane: Pane) -> Pane:
    return pane.show(*tell(*SPOKEN))


# Offsets


@settings(deadline=None, max_examples=60)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_offsets_are_those_of_python(empty: Pane, text: str) -> None:
    seen = empty.run(ROUND_TRIP, text)
    assert seen["points"] == len(text)
    assert seen["back"] == list(range(len(text) + 1))
    assert seen["heads"] == [text[:point] for point in range(len(text) + 1)]
    assert seen["middle"] == text[1 : max(len(text) - 1, 1)]


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("fees", "change", "fees change"),
        ("twice", "and", "twice 😀 and"),
        (FAMILY, FAMILY, FAMILY),
        ("e\u0301tude", "followed.", "e\u0301tude followed."),
        ("الرسوم", "عالية", "الرسوم كانت عالية"),
        ("שהמחירים", "מכרנו", "שהמחירים עלו ואז מכרנו"),
        ("the market", "waited", "the market\nand waited"),
    ],
)
def test_what_the_mouse_selects_is_that_slice_of_the_text(spoken: Pane, first: str, last: str, expected: str) -> None:
    spoken.drag(first, last)
    assert spoken.selected() == expected
    assert spoken.told("selection")[-1] == spoken.run("pane.getSelection()")


@pytest.mark.parametrize("width", [1000, 760, 700, 680, 640])
def test_words_of_both_directions_are_selected_wherever_their_line_is_broken(pane: Pane, width: int) -> None:
    said = (
        f"It was {FAMILY} and then re\u0301sume\u0301, and then مرحبا بكم and then שלום עולם and then 𝔘𝔫𝔦 that we said."
    )
    pane.page.set_viewport_size({"width": width, "height": 700})
    pane.show(*tell(("R", said)))
    letter = """([words, at, isRight]) => {
      const node = document.querySelector(".qk-words").firstChild;
      const range = document.createRange();
      range.setStart(node, node.data.indexOf(words) + at);
      range.setEnd(node, range.startOffset + 1);
      const rect = range.getBoundingClientRect();
      return [isRight ? rect.right - 0.5 : rect.left + 0.5, rect.top + rect.height / 2];
    }"""
    for words in ("שלום עולם", "مرحبا بكم"):
        pane.page.mouse.move(*pane.run(letter, [words, 0, True]))
        pane.page.mouse.down()
        pane.page.mouse.move(*pane.run(letter, [words, len(words) - 1, False]), steps=4)
        pane.page.mouse.up()
        assert pane.selected() == words
    pane.drag("then", "𝔘𝔫𝔦")
    assert pane.selected() == said[said.index("then") : said.index(" that")]


def test_the_mouse_selects_across_turns(spoken: Pane) -> None:
    spoken.drag("Nobody", "And then?")
    assert spoken.selected() == "Nobody asked us.\n\nI: And then?"


def test_the_mouse_selects_backwards(spoken: Pane) -> None:
    spoken.page.mouse.move(*spoken.point("And then", at_end=True))
    spoken.page.mouse.down()
    spoken.page.mouse.move(*spoken.point("asked"), steps=4)
    spoken.page.mouse.up()
    assert spoken.selected() == "asked us.\n\nI: And then"


def test_a_selection_begins_inside_a_word_where_the_user_began_it(spoken: Pane) -> None:
    spoken.drag("llowed", "Nobo")
    assert spoken.selected() == "llowed. Nobo"


def test_a_double_click_and_drag_takes_words_and_a_third_click_the_turn(spoken: Pane) -> None:
    x, y = spoken.point("bod")
    spoken.page.mouse.dblclick(x, y)
    assert spoken.selected() == "Nobody"
    spoken.page.mouse.click(x, y)
    spoken.page.mouse.move(x, y)
    for count in (1, 2):
        spoken.page.mouse.down(click_count=count)
        if count == 1:
            spoken.page.mouse.up(click_count=count)
    spoken.page.mouse.move(*spoken.point("ske"), steps=3)
    spoken.page.mouse.up(click_count=2)
    assert spoken.selected() == "Nobody asked"
    spoken.page.mouse.click(x, y, click_count=3)
    assert spoken.selected() == SPOKEN[1][1]


def test_a_click_on_a_turns_number_takes_the_turn(spoken: Pane) -> None:
    spoken.page.locator(".qk-turn-number").nth(2).click()
    assert spoken.selected() == "And then?"


def test_a_selection_holds_whole_characters_and_no_space_at_its_edges(spoken: Pane) -> None:
    at = spoken.text.index(FAMILY)
    spoken.run("([start, end]) => pane.select(start, end)", [at + 2, at + 3])
    assert spoken.selected() == FAMILY
    at = spoken.text.index(" twice")
    spoken.run("([start, end]) => pane.select(start, end)", [at, at + 7])
    assert spoken.selected() == "twice"
    at = spoken.text.index("e\u0301")
    spoken.run("([start, end]) => pane.select(start, end)", [at + 1, at + 4])
    assert spoken.selected() == "e\u0301tu"


def test_a_drag_beyond_the_pane_scrolls_and_selects_on(pane: Pane) -> None:
    text, turns = tell_long(30_000)
    pane.show(text, turns)
    there = pane.run(
        "Math.max(...[...document.querySelectorAll('.qk-scroll > .qk-block')].map((one) => one.dataset.block))"
    )
    pane.page.mouse.move(*pane.point(text[turns[0]["start"] :][:6]))
    pane.page.mouse.down()
    pane.page.mouse.move(300, 690, steps=3)
    pane.page.wait_for_function(
        "(there) => +document.querySelector('.qk-scroll > .qk-block').dataset.block > there", arg=there
    )
    pane.page.mouse.move(300, 300, steps=3)
    pane.page.mouse.up()
    span = pane.run("pane.getSelection()")
    assert span["start"] == turns[0]["start"]
    assert span["end"] > turns[there]["end"]


def test_what_is_selected_can_be_copied(spoken: Pane) -> None:
    spoken.drag("twice", "and")
    copied = """() => {
      const clipboardData = new DataTransfer();
      document.activeElement.dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
      return clipboardData.getData("text/plain");
    }"""
    assert spoken.run(copied) == "twice 😀 and"


# By keyboard


def test_one_key_takes_the_turn_and_again_the_next(spoken: Pane) -> None:
    spoken.run("pane.element.focus()")
    spoken.press("ArrowDown", "ArrowDown", "ArrowDown", " ")
    assert spoken.selected() == "And then?"
    spoken.press(" ")
    assert spoken.selected() == f"And then?\n\nR: {SPOKEN[3][1]}"
    assert spoken.run("pane.currentTurn()") == 4


def test_a_turn_longer_than_the_pane_is_taken_and_its_beginning_stays_in_sight(pane: Pane) -> None:
    text, turns = tell(("I", "Well?"), ("R", "We waited for the rain. " * 200), ("I", "And?"))
    pane.show(text, turns)
    pane.run("pane.element.focus()")
    pane.press("ArrowDown", "ArrowDown", " ")
    assert pane.selected() == ("We waited for the rain. " * 200).strip()
    _, y = pane.point("We waited")
    assert 0 < y < 600


def test_arrows_go_by_words_and_shift_extends(spoken: Pane) -> None:
    spoken.run("pane.goToTurn(2)")
    spoken.run("pane.element.focus()")
    spoken.press("ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    assert spoken.selected() == f"rose {FAMILY}"
    spoken.press("Shift+ArrowLeft")
    assert spoken.selected() == "rose"
    spoken.press("Control+Shift+ArrowRight")
    assert spoken.selected() == f"rose {FAMILY} twice 😀 and naïve e\u0301tude followed."
    spoken.press("Shift+ArrowDown")
    assert spoken.selected() == SPOKEN[1][1].removeprefix("They ")
    spoken.press("Shift+ArrowDown")
    assert spoken.selected() == f"{SPOKEN[1][1].removeprefix('They ')}\n\nI: And then?"
    spoken.press("Home", "Alt+Shift+ArrowRight")
    assert spoken.selected() == "A"
    spoken.press("Escape")
    assert spoken.selected() is None


def test_in_a_turn_that_runs_to_the_left_the_left_arrow_goes_on(spoken: Pane) -> None:
    spoken.run("pane.goToTurn(5)")
    spoken.run("pane.element.focus()")
    spoken.press("Shift+ArrowLeft", "Shift+ArrowLeft")
    assert spoken.selected() == "היא אמרה"


def test_keys_that_are_not_its_own_reach_those_outside(spoken: Pane) -> None:
    spoken.run("pane.element.focus()")
    spoken.press(
        "ArrowDown", " ", "a", "1", "Delete", "F2", "Enter", "Control+z", "Control+ArrowDown", "Escape", "Escape"
    )
    assert spoken.run("keys") == ["a", "1", "Delete", "F2", "Enter", "Control", "z", "Control", "ArrowDown", "Escape"]


def test_pages_and_ends_are_reached_by_key_and_the_caret_stays_in_sight(pane: Pane) -> None:
    text, turns = tell_long(40_000)
    pane.show(text, turns)
    pane.run("pane.element.focus()")
    pane.press("Control+End")
    assert pane.run("pane.currentTurn()") == len(turns)
    pane.page.wait_for_selector(".qk-caret")
    assert pane.run("document.querySelector('.qk-caret').getBoundingClientRect().bottom <= 600")
    pane.press("PageUp", "PageUp")
    assert 1 < pane.run("pane.currentTurn()") < len(turns)
    pane.press("Control+Home")
    assert pane.run("pane.currentTurn()") == 1
    assert pane.run("document.querySelector('.qk-scroll').scrollTop") == 0


def test_a_listener_is_told_turns_codes_and_what_is_selected(pane: Pane) -> None:
    text, turns = tell(*SPOKEN)
    pane.show(text, turns, [code("x", turns[1]["start"], turns[1]["end"], 3)])
    assert pane.page.get_by_role("list", name="Transcript").count() == 1
    item = pane.page.get_by_role("listitem", name="R, turn 2")
    assert "Codes: Code 3" in item.text_content()
    pane.run("pane.element.focus()")
    pane.press("ArrowDown", "ArrowDown", " ")
    assert item.get_attribute("aria-current") == "true"
    assert pane.run("document.activeElement.getAttribute('aria-label')") == "R, turn 2"
    pane.page.wait_for_function("document.querySelector('[role=status]').textContent.startsWith('Selected: They rose')")


# Codings


def test_stripes_in_one_lane_never_overlap(pane: Pane) -> None:
    text, turns = tell_long(30_000)
    pane.show(text, turns, code_at_random(turns, 250))
    for share in (0, 0.3, 0.7):
        pane.run("(share) => pane.scrollTo(share)", int(len(text) * share))
        stripes = pane.settle().run(SEE)["stripes"]
        assert len(stripes) > 5
        for one in stripes:
            for other in stripes:
                if one["id"] != other["id"] and abs(one["left"] - other["left"]) < 1:
                    assert one["bottom"] <= other["top"] + 1 or other["bottom"] <= one["top"] + 1, (one, other)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20), st.booleans()), max_size=30))
def test_lanes_hold_no_two_at_one_place_and_move_nobody(empty: Pane, steps: list[tuple[int, int, bool]]) -> None:
    script = """(steps) => {
      const lanes = makeLanes();
      return steps.map(([start, length, stays], id) => {
        const lane = lanes.place(id, start, start + length);
        if (!stays) lanes.drop(id);
        return lane;
      });
    }"""
    placed = empty.run(script, [list(step) for step in steps])
    kept = [(lane, start, start + length) for lane, (start, length, stays) in zip(placed, steps, strict=True) if stays]
    for number, (lane, start, end) in enumerate(kept):
        assert not [1 for other, low, high in kept[:number] if other == lane and low < end and start < high]


def test_stripes_stand_beside_their_words(pane: Pane) -> None:
    pane.page.set_viewport_size({"width": 620, "height": 700})
    text, turns = tell(*SPOKEN, ("R", " ".join(f"<{n}> naïve {FAMILY} e\u0301tude שלום" for n in range(60))))
    pane.show(text, turns)
    begins = {f"c{n}": text.index(f"<{n}>") for n in range(0, 60, 2)}
    codings = [code(name, start, start + 40, n) for n, (name, start) in enumerate(begins.items())]
    pane.run("(one) => pane.addCoding(one)", codings[0])
    pane.run("(all) => pane.setCodings(all)", codings)
    where = """() => [...document.querySelectorAll(".qk-scroll > .qk-block .qk-begins.qk-stripe")].map((one) => {
      const words = one.closest(".qk-block").querySelector(".qk-words");
      const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(`<${one.dataset.id.slice(1)}>`);
        if (at >= 0) range.setStart(walker.currentNode, at), range.setEnd(walker.currentNode, at + 1);
      }
      return one.getBoundingClientRect().top - range.getBoundingClientRect().top;
    })"""
    away = pane.settle().run(where)
    assert len(away) == len(codings)
    assert max(map(abs, away)) < 1


def test_lanes_stay_when_codings_come_and_go(pane: Pane) -> None:
    text, turns = tell_long(5_000)
    codings = code_at_random(turns, 40)
    pane.show(text, turns, codings)
    lanes = "() => Object.fromEntries([...document.querySelectorAll('.qk-stripe')].map((one) => [one.dataset.id, one.style.getPropertyValue('--qk-t-lane')]))"
    before = pane.run(lanes)
    pane.run("(one) => pane.addCoding(one)", code("new", turns[0]["start"], turns[2]["end"]))
    pane.run("(one) => pane.setCodings(one)", [*codings[1:], code("new", turns[0]["start"], turns[2]["end"])])
    after = pane.settle().run(lanes)
    assert "new" in after
    assert codings[0]["id"] not in after
    assert {name: lane for name, lane in after.items() if name in before} == {
        name: lane for name, lane in before.items() if name in after
    }


def test_overlapping_codings_differ_by_colour_and_pattern_and_more_are_counted(pane: Pane) -> None:
    text, turns = tell(("R", "one two three four five"))
    pane.show(text, turns, [code(f"c{n}", 3, 16, n) for n in range(5)])
    segment = pane.page.locator(".qk-seg").first
    assert segment.get_attribute("data-more") == "+2"
    layers = segment.evaluate("(one) => one.style.backgroundImage.split(/,(?=(?:repeating-)?linear)/)")
    assert len(set(layers)) == 3
    drawn = pane.page.locator(".qk-stripe")
    looks = drawn.evaluate_all("all => all.map((one) => getComputedStyle(one).backgroundImage)")
    assert len(set(looks)) == len(looks) == 5


def test_doubtful_retracted_reported_and_anothers_codings_look_different(pane: Pane) -> None:
    text, turns = tell(("R", "one two three four five " * 40))
    looks = ["plain", "doubtful", "struck", "reported", "faint"]
    pane.show(
        text, turns, [code(look, 100 + at * 130, 120 + at * 130, 0, **{look: True}) for at, look in enumerate(looks)]
    )
    seen = pane.page.locator(".qk-stripe").evaluate_all(
        """all => all.map((one) => { const own = getComputedStyle(one); const after = getComputedStyle(one, "::after");
        return [own.backgroundImage, own.borderStyle, own.width, after.backgroundImage].join(); })"""
    )
    assert len(set(seen)) == 5


def test_clicks_at_one_place_go_through_its_codings(pane: Pane) -> None:
    text, turns = tell(*SPOKEN)
    start = text.index("twice")
    pane.show(text, turns, [code("long", start - 5, start + 20, 1), code("short", start, start + 5, 2)])
    x, y = pane.point("twice")
    for _ in range(3):
        pane.page.mouse.click(x + 6, y)
        pane.page.mouse.move(x, y + 200)
    assert [about["id"] for about in pane.told("coding")] == ["short", "long", "short"]
    pane.page.locator(".qk-stripe[data-id=long]").click()
    assert pane.told("coding")[-1]["id"] == "long"


@pytest.mark.parametrize(
    ("edge", "words", "at_end", "expected"),
    [("end", "naïve", True, "twice 😀 and naïve"), ("start", "rose", False, f"rose {FAMILY} twice")],
)
def test_a_handle_is_drawn_to_another_place(pane: Pane, edge: str, words: str, at_end: bool, expected: str) -> None:
    text, turns = tell(*SPOKEN)
    start = text.index("twice")
    pane.show(text, turns, [code("x", start, start + 5)])
    pane.run("pane.setActive('x')")
    box = pane.page.locator(f".qk-handle.qk-at-{edge}").bounding_box()
    pane.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    pane.page.mouse.down()
    pane.page.mouse.move(*pane.point(words, at_end=at_end), steps=4)
    pane.page.mouse.up()
    (resized,) = pane.told("resize")
    assert resized["id"] == "x"
    assert text[resized["start"] : resized["end"]] == expected


@pytest.mark.parametrize(
    ("edge", "by", "expected"),
    [("end", 1, "twice 😀"), ("end", 2, "twice 😀 and"), ("start", -1, f"{FAMILY} twice"), ("end", -1, None)],
)
def test_a_coding_grows_and_shrinks_by_words(pane: Pane, edge: str, by: int, expected: str | None) -> None:
    text, turns = tell(*SPOKEN)
    start = text.index("twice")
    pane.show(text, turns, [code("x", start, start + 5)])
    span = pane.run("([edge, by]) => pane.nudge('x', edge, by)", [edge, by])
    assert (span and text[span["start"] : span["end"]]) == expected


def test_a_filter_hides_codes_and_folds_speakers_without_reordering(pane: Pane) -> None:
    text, turns = tell(*SPOKEN)
    pane.show(text, turns, [code("a", 3, 9, 1), code("b", turns[1]["start"], turns[1]["end"], 2)])
    pane.run("pane.setFilter({ codes: new Set(['code2']), speakers: new Set(['R']) })")
    pane.settle()
    stripes = pane.page.locator(".qk-stripe").evaluate_all("all => all.map((one) => one.dataset.id)")
    assert stripes == ["b"]
    order = pane.page.locator(".qk-block").evaluate_all(
        "all => all.map((one) => [+one.dataset.turn, one.classList.contains('qk-folded')])"
    )
    assert order == [[turn["number"], turn["speaker"] == "I"] for turn in turns]
    pane.run("pane.goToTurn(3)")
    assert not pane.page.locator(".qk-block[data-turn='3'].qk-folded").count()


def test_what_a_filter_shows_has_lanes_of_its_own(pane: Pane) -> None:
    text, turns = tell(("R", "one two three four five"))
    pane.show(text, turns, [code(f"c{number}", 3, 16, number) for number in range(12)])
    assert pane.page.locator(".qk-stripe[data-id=c11]").count() == 0
    assert pane.page.locator(".qk-rest").count() == 1
    pane.run("pane.setFilter({ codes: new Set(['code11']) })")
    stripes = pane.page.locator(".qk-stripe").evaluate_all("all => all.map((one) => one.dataset.id)")
    assert stripes == ["c11"]
    pane.run("pane.setFilter({ codes: null })")
    assert pane.page.locator(".qk-stripe").count() > 4


def test_search_hits_are_painted_and_the_current_one_stands_out(pane: Pane) -> None:
    text, turns = tell(*SPOKEN)
    pane.show(text, turns)
    hits = [{"start": at, "end": at + 2} for at in (text.index("us."), text.index("un"), text.index("عا"))]
    pane.run("([hits, at]) => pane.setMatches(hits, at)", [hits, 1])
    painted = "(name) => [...CSS.highlights.get(name)].map(String)"
    assert pane.run(painted, "qk-match") == ["us", "عا"]
    assert pane.run(painted, "qk-match-now") == ["un"]
    pane.run("pane.destroy()")
    assert pane.run(painted, "qk-match") == []


# What is in the page


def test_a_long_transcript_keeps_the_page_small_and_its_words_whole(pane: Pane) -> None:
    text, turns = tell_long(200_000)
    pane.show(text, turns, code_at_random(turns, 2000))
    seen: dict[int, str] = {}
    most = 0
    gather = """() => [...document.querySelectorAll(".qk-scroll > .qk-block")].map((one) =>
      [+one.dataset.block, +one.dataset.turn, one.querySelector(".qk-words").textContent])"""
    for step in range(25):
        pane.run(
            "(share) => { const s = document.querySelector('.qk-scroll'); s.scrollTop = s.scrollHeight * share; }",
            step / 24,
        )
        pane.run("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        most = max(most, pane.settle().run(SEE)["nodes"])
        for block, turn, words in pane.run(gather):
            assert words in text[turns[turn - 1]["start"] : turns[turn - 1]["end"]]
            seen[block] = words
    assert most < 6_000
    assert "".join(seen[block] for block in sorted(seen) if block > max(seen) - 3).endswith(text[-20:])


def test_a_paragraph_of_any_length_is_cut_without_a_letter_lost(pane: Pane) -> None:
    words = "Rain came 😀 late and naïve e\u0301tude. "
    text = (words * 6000)[:200_000].strip()
    pane.show(text, [{"number": 1, "speaker": None, "role": "other", "start": 0, "end": len(text)}])
    joined, at = "", -1
    while len(joined) < len(text):
        for block, piece in pane.run(
            "() => [...document.querySelectorAll('.qk-scroll > .qk-block')].map((one) => [+one.dataset.block, one.querySelector('.qk-words').textContent])"
        ):
            if block == at + 1:
                joined, at = joined + piece, block
        pane.run("(point) => pane.scrollTo(point)", len(joined) - 1)
    assert joined == text
    assert pane.run(SEE)["nodes"] < 1_000


def test_scrolling_to_a_place_lands_there_and_it_stays_while_the_rest_is_measured(pane: Pane) -> None:
    text, turns = tell_long(120_000)
    codings = code_at_random(turns, 400)
    codings.append(code("aim", turns[-40]["start"], turns[-40]["start"] + 4))
    pane.show(text, turns, codings)
    pane.run("(at) => pane.scrollTo(at)", turns[-40]["start"])
    pane.settle()
    track = """() => new Promise((done) => {
      const tops = [];
      const look = () => {
        tops.push(document.querySelector(".qk-stripe[data-id=aim]").getBoundingClientRect().top);
        if (tops.length < 60) requestAnimationFrame(look);
        else done(tops);
      };
      look();
    })"""
    tops = pane.run(track)
    assert 0 < tops[0] < 600
    assert max(tops) - min(tops) < 1.5


def test_a_hidden_pane_waits_until_it_has_a_size(pane: Pane) -> None:
    text, turns = tell(*SPOKEN)
    pane.run("document.querySelector('#room').style.display = 'none'")
    words = {"text": text, "turns": turns, "codings": [code("x", 3, 9)], "words": {}}
    pane.run("(given) => show({ ...given, words: new Proxy({}, { get: (_, key) => String(key) }) })", words)
    assert not pane.page.locator(".qk-block").count()
    pane.run("document.querySelector('#room').style.display = 'block'")
    pane.page.wait_for_selector(".qk-stripe[data-id=x]")


def test_words_are_never_taken_for_markup(pane: Pane) -> None:
    words = "<script>window.evil = 1</script><img src=x onerror='window.evil = 1'>"
    text, turns = tell(("R", words))
    pane.show(
        text, [{**turns[0], "speaker": words}], [{**code("x", 3, 20), "label": words, "colour": "red;}*{display:none"}]
    )
    assert pane.page.locator(".qk-words").inner_text() == words
    assert pane.run("window.evil") is None
    assert pane.page.locator(".qk-transcript img").count() == 0


def test_an_empty_transcript_is_shown_as_nothing(pane: Pane) -> None:
    words = "new Proxy({}, { get: (_, key) => String(key) })"
    pane.run(f"show({{ text: '', turns: [], codings: [], words: {words} }})")
    pane.run("pane.element.focus()")
    pane.press("ArrowDown", " ", "PageDown")
    assert pane.run("[pane.getSelection(), pane.currentTurn()]") == [None, None]


def test_scrolling_up_into_what_was_never_measured_moves_the_words_by_as_much_as_was_scrolled(pane: Pane) -> None:
    text, turns = tell_long(120_000)
    pane.show(text, turns, code_at_random(turns, 300))
    moved = pane.run(
        """async () => {
          const scroller = document.querySelector(".qk-scroll");
          const frame = () => new Promise((done) => requestAnimationFrame(done));
          scroller.scrollTop = scroller.scrollHeight * 0.6;
          await frame();
          const moved = [];
          for (let step = 0; step < 40; step += 1) {
            const middle = document.elementFromPoint(300, 300).closest(".qk-block");
            const before = middle.getBoundingClientRect().top;
            scroller.scrollTop -= 90;
            await frame();
            moved.push(middle.getBoundingClientRect().top - before);
          }
          return moved;
        }"""
    )
    assert len(moved) == 40
    assert all(abs(by - 90) < 1.5 for by in moved), moved


def test_what_the_pages_own_selection_takes_is_taken_too(spoken: Pane) -> None:
    """As a finger or a screen reader selects."""
    spoken.run(
        """() => {
          const words = document.querySelectorAll(".qk-words");
          getSelection().setBaseAndExtent(words[1].firstChild, 5, words[2].firstChild, 3);
        }"""
    )
    spoken.page.wait_for_function("pane.getSelection()")
    assert spoken.selected() == f"{SPOKEN[1][1].removeprefix('They ')}\n\nI: And"
    spoken.run("getSelection().removeAllRanges()")


def test_without_highlights_a_selection_is_shown_as_the_pages_own(spoken: Pane) -> None:
    spoken.run("() => { window.kept = Highlight; delete window.Highlight; }")
    try:
        spoken.drag("twice", "and")
        assert spoken.run("String(getSelection())") == "twice 😀 and"
        assert spoken.selected() == "twice 😀 and"
    finally:
        spoken.run("() => { window.Highlight = kept; getSelection().removeAllRanges(); }")


def test_two_panes_of_one_page_keep_their_selections(spoken: Pane) -> None:
    spoken.drag("twice", "and")
    painted = "() => [...CSS.highlights.get('qk-chosen')].map(String)"
    spoken.run(
        """({ turns, text }) => {
          const room = document.body.appendChild(document.createElement("div"));
          room.style.height = "80px";
          window.other = makeTranscript({ turns, text, say: String, label: "other" });
          room.append(other.element);
        }""",
        {
            "text": "R: other words",
            "turns": [{"number": 1, "speaker": "R", "role": "informant", "start": 3, "end": 14}],
        },
    )
    spoken.page.wait_for_function("document.querySelectorAll('.qk-transcript .qk-block').length > 7")
    spoken.run("other.select(3, 8)")
    assert spoken.run(painted) == ["twice 😀 and", "other"]
    spoken.run("other.destroy()")
    assert spoken.run(painted) == ["twice 😀 and"]
