"""Coding by hand in a real JupyterLab, with a real mouse and keyboard; what was done is read from the log on disk."""

from __future__ import annotations

import json
import unicodedata
from hashlib import sha256

import pytest
from lab import read_log, wait_for
from person import MILLISECONDS

import qualkit as qk

pytestmark = pytest.mark.xdist_group("lab")  # one JupyterLab and one browser for all of these

ADD = b'"event":"add"'
CODES = ("money/saved", "money/owed", "voice")


def open_coder(study, document="D1", coder="a"):
    return (
        "import qualkit as qk\n"
        f"study = qk.open_study({study.folder.name!r})\n"
        f"qk.open_coder(study, {document!r}, coder={coder!r})"
    )


def make_study(made, *turns, **header):
    study = made(codes=CODES)
    study.add_case("D1")
    study.add_interview("D1", *(turns or TURNS), **header)
    study.write()
    return study


TURNS = [
    ("I", "How did you save?"),
    ("D1", "Each week I put a little aside, in the tin under the bed. Nobody knew of it."),
    ("I", "And the debts?"),
    ("D1", "I owed the shop two hundred. I paid it back by spring, little by little."),
]


def read_text(study, document="D1"):
    """The text as DESIGN tells it: what follows the header's closing line, without the blank lines around it."""
    path = study.folder / "transcripts" / "interviews" / f"{document}.txt"
    return path.read_text(encoding="utf-8").split("\n---\n", 1)[1].strip("\n")


def events(study, coder="a"):
    return read_log(study.folder, coder)


def wait_for_events(study, n, coder="a"):
    return wait_for(lambda: len(events(study, coder)) >= n and events(study, coder), so_that=f"{n} events are on disk")


def test_words_selected_with_the_mouse_and_coded_by_keys_are_on_disk_when_it_says_saved(made, notebook):
    study = make_study(made)
    page = notebook(open_coder(study))
    page.wait_for_view()
    page.code("put a little aside", "saved")
    (event,) = wait_for_events(study, 1)
    page.wait_for_status("saved")

    text = read_text(study)
    start = text.index("put a little aside")
    end = start + len("put a little aside")
    assert event.pop("event_id")
    assert event.pop("id")
    assert event.pop("at").endswith("Z")
    assert event == {
        "event": "add",
        "coder": "a",
        "document": "D1",
        "start": start,
        "end": end,
        "quote": "put a little aside",
        "before": text[max(0, start - 32) : start],
        "after": text[end : end + 32],
        "code": "money/saved",
        "method": "manual",
        "text_sha256": sha256(text.encode()).hexdigest(),
        "codebook_sha256": sha256((study.folder / "coding" / "codebook.yaml").read_bytes()).hexdigest(),
    }
    assert page.count_stripes() == 1


def test_several_codes_on_one_passage_and_each_is_undone_and_redone(made, notebook):
    study = make_study(made)
    page = notebook(open_coder(study))
    page.wait_for_view()
    page.code("put a little aside", "saved")
    page.code("put a little aside", "voice")
    wait_for_events(study, 2)
    page.press("Control+z", "Control+z")
    wait_for_events(study, 4)
    page.press("Control+Shift+z")
    log = wait_for_events(study, 5)
    page.wait_for_status("saved")
    first, second = log[:2]
    assert [(event["event"], event["of"]) for event in log[2:]] == [
        ("undo", second["event_id"]),
        ("undo", first["event_id"]),
        ("redo", first["event_id"]),
    ]
    wait_for(lambda: page.count_stripes() == 1, so_that="one coding is drawn")
    assert [(coding.code, coding.quote) for coding in qk.open_study(study.folder).record("a").codings] == [
        ("money/saved", "put a little aside")
    ]


def test_after_the_page_is_loaded_again_the_work_goes_on(made, notebook):
    study = make_study(made)
    page = notebook(open_coder(study), alone=True)
    page.wait_for_view()
    page.code("put a little aside", "saved")
    wait_for_events(study, 1)
    page.save()
    page.reload()
    page.wait_for_view()
    wait_for(lambda: page.count_stripes() == 1, so_that="the coding is drawn again")
    page.code("owed the shop", "owed")
    wait_for_events(study, 2)
    page.press("Control+z", "Control+z")
    log = wait_for_events(study, 4)
    assert [event["event"] for event in log] == ["add", "add", "undo", "undo"]


def test_after_the_kernel_restarted_nothing_is_said_to_be_saved_and_a_new_run_sends_what_waited(made, notebook):
    study = make_study(made)
    page = notebook(open_coder(study))
    page.wait_for_view()
    page.code("put a little aside", "saved")
    wait_for_events(study, 1)
    page.wait_for_status("saved")
    page.restart_kernel()
    page.code("owed the shop", "owed")
    page.wait_for_status("lost")
    assert len(events(study)) == 1
    page.run()
    log = wait_for_events(study, 2)
    page.wait_for_status("saved")
    assert [event["quote"] for event in log] == ["put a little aside", "owed the shop"]
    wait_for(lambda: page.count_stripes() == 2, so_that="both codings are drawn")


def test_one_document_in_two_notebooks_each_sees_what_the_other_wrote(made, notebook):
    study = make_study(made)
    first, second = notebook(open_coder(study)), notebook(open_coder(study), alone=True)
    for page in (first, second):
        page.wait_for_view()
    first.page.bring_to_front()
    first.code("put a little aside", "saved")
    wait_for_events(study, 1)
    second.page.bring_to_front()
    second.look_away_and_back()
    wait_for(lambda: second.count_stripes() == 1, so_that="the second shows what the first wrote")
    second.code("owed the shop", "owed")
    first.page.bring_to_front()
    first.code("by spring", "voice")
    log = wait_for_events(study, 3)
    first.look_away_and_back()
    wait_for(lambda: first.count_stripes() == 3, so_that="the first shows all three")
    assert sorted(event["quote"] for event in log) == ["by spring", "owed the shop", "put a little aside"]
    assert len({event["event_id"] for event in log}) == 3


def test_while_python_is_busy_it_says_so_and_what_was_sent_twice_is_saved_once(made, notebook):
    study = make_study(made)
    page = notebook(open_coder(study), subshells=False)
    page.wait_for_view()
    gate = block(page, study)
    before = page.count_sent(ADD)
    page.code("put a little aside", "saved")
    page.wait_for_status("busy")
    assert page.count_stripes() == 1
    wait_for(lambda: page.count_sent(ADD) >= before + 2, so_that="it is sent again")
    assert events(study) == []
    gate.touch()
    page.wait_for_status("saved")
    (event,) = events(study)
    assert event["quote"] == "put a little aside"
    page.code("owed the shop", "owed")
    assert len(wait_for_events(study, 2)) == 2


def block(page, study):
    """Have the kernel run something until the file that is returned is there."""
    gate = study.folder / "go"
    page.execute(f"import pathlib, time\nwhile not pathlib.Path({str(gate)!r}).exists(): time.sleep(.02)")
    page.wait_busy()
    return gate


def test_a_log_that_cannot_be_written_is_told_and_nothing_is_lost(made, notebook):
    study = make_study(made)
    page = notebook(open_coder(study))
    page.wait_for_view()
    path = study.folder / "coding" / "codings" / "a.jsonl"
    path.unlink()
    path.mkdir()
    page.code("put a little aside", "saved")
    assert "a.jsonl" in page.alarm().inner_text()
    path.rmdir()
    page.alarm().get_by_role("button").first.click()
    (event,) = wait_for_events(study, 1)
    assert event["quote"] == "put a little aside"
    page.wait_for_status("saved")


def test_a_transcript_that_vanished_is_told_and_what_was_coded_is_saved_when_it_is_back(made, notebook):
    study = make_study(made)
    page = notebook(open_coder(study))
    page.wait_for_view()
    path = study.folder / "transcripts" / "interviews" / "D1.txt"
    aside = path.rename(path.with_suffix(".aside"))
    page.code("put a little aside", "saved")
    assert "D1.txt" in page.alarm().inner_text()
    assert events(study) == []
    aside.rename(path)
    page.alarm().get_by_role("button").first.click()
    (event,) = wait_for_events(study, 1)
    assert event["quote"] == "put a little aside"


def test_a_transcript_that_was_corrected_meanwhile_is_loaded_again_before_anything_is_written(made, notebook):
    study = make_study(made)
    page = notebook(open_coder(study))
    page.wait_for_view()
    page.code("owed the shop", "owed")
    wait_for_events(study, 1)
    path = study.folder / "transcripts" / "interviews" / "D1.txt"
    source = path.read_text(encoding="utf-8")
    path.write_text(source.replace("How did you save?", "How did you save in those years?"), encoding="utf-8")
    page.code("put a little aside", "saved")
    alarm = page.alarm()
    assert len(events(study)) == 1
    alarm.get_by_role("button").first.click()
    page.page.wait_for_selector("text=in those years", timeout=MILLISECONDS)
    wait_for(lambda: page.count_stripes() == 1, so_that="the coding is drawn where its words are")
    page.code("put a little aside", "saved")
    event = wait_for_events(study, 2)[-1]
    assert read_text(study)[event["start"] : event["end"]] == event["quote"] == "put a little aside"


def test_a_torn_line_of_a_log_edited_by_hand_is_told_and_the_rest_stands(made, notebook):
    study = make_study(made)
    path = study.folder / "coding" / "codings" / "a.jsonl"
    study.code("D1", "owed the shop", "money/owed")
    study.write()
    with path.open("a", encoding="utf-8") as log:
        log.write('{"event_id": "torn", "event": "ad')
    page = notebook(open_coder(study))
    page.wait_for_view()
    places = page.page.locator(".qk-places")
    places.wait_for(timeout=MILLISECONDS)
    places.get_by_role("button").first.click()
    assert "a.jsonl:2" in places.inner_text()
    page.code("put a little aside", "saved")
    wait_for(lambda: b"put a little aside" in path.read_bytes(), so_that="it is on disk")
    page.wait_for_status("saved")
    lines = path.read_bytes().splitlines()
    assert [json.loads(line)["quote"] for line in (lines[0], lines[2])] == ["owed the shop", "put a little aside"]


STRANGE = ("👩‍👩‍👧‍👦 👍🏽", "re\u0301sume\u0301", "مرحبا بكم", "שלום עולם", "𝔘𝔫𝔦", "tabungan 🇮🇩")


def test_emoji_combining_marks_and_right_to_left_words_are_right_on_disk(made, notebook):
    said = "It was " + " and then ".join(STRANGE) + " that we said."
    study = make_study(made, ("I", "What was said? 🙂"), ("D1", said))
    page = notebook(open_coder(study))
    page.wait_for_view()
    wanted = [unicodedata.normalize("NFC", words) for words in STRANGE]
    for number, words in enumerate(wanted, 1):
        page.code(words, "voice")
        event = wait_for_events(study, number)[-1]
        assert event["quote"] == words
        assert unicodedata.normalize("NFC", read_text(study))[event["start"] : event["end"]] == words


def test_words_that_look_like_a_page_are_shown_and_not_executed(made, notebook):
    harm = "<script>window.harmed = 1</script> <img src=x onerror='window.harmed = 2'> <b>bold</b> &amp; ${1}"
    study = make_study(made, ("I", harm), ("D1", f"I said {harm} to them."))
    study.codes[2] = {"code": "voice", "label": harm, "definition": harm}
    study.settings["title"] = harm
    study.code("D1", f"said {harm}", "voice", memo=harm)
    study.log("a", "memo", on="document", target="D1", text=harm, document="D1")
    study.write()
    page = notebook(open_coder(study))
    page.wait_for_view()
    page.page.get_by_text("I said <script>").wait_for(timeout=MILLISECONDS)
    page.code("to them", "voice")
    wait_for_events(study, 3)
    assert page.page.evaluate("() => window.harmed") is None
    assert page.page.locator(".qk-coder script, .qk-coder img, .qk-coder b").count() == 0


def test_a_saved_notebook_holds_nothing_of_the_transcript(made, notebook, lab):
    study = make_study(made)
    page = notebook(open_coder(study))
    page.wait_for_view()
    page.code("put a little aside", "saved")
    wait_for_events(study, 1)
    page.wait_for_status("saved")
    page.save()
    path = lab.folder / page.name
    saved = wait_for(lambda: '"widgets"' in (text := path.read_text(encoding="utf-8")) and text, so_that="it is saved")
    assert "CoderView" in saved  # the state of widgets is kept, and this one is among them
    for words in ("under the bed", "put a little", "little aside", "money/saved"):
        assert words not in saved


def test_a_document_of_200000_characters_is_coded_at_its_end(made, notebook):
    turns = [
        ("I" if n % 2 else "D1", f"Turn {n}. " + "We spoke of it at length, and then again. " * 10) for n in range(480)
    ]
    study = make_study(made, *turns, ("D1", "And that was the very end of it."))
    assert len(read_text(study)) > 200_000
    page = notebook(open_coder(study))
    page.wait_for_view()
    page.find("very end")
    page.code("the very end", "voice")
    (event,) = wait_for_events(study, 1)
    assert read_text(study)[event["start"] : event["end"]] == event["quote"] == "the very end"
    page.wait_for_status("saved")
    assert page.page.evaluate("() => document.querySelectorAll('*').length") < 6_000


def test_what_is_refused_before_anything_opens_is_a_sentence_in_the_cell(made, notebook):
    study = make_study(made)
    page = notebook(
        f"import qualkit as qk\nstudy = qk.open_study({study.folder.name!r})",
        "try:\n    qk.open_coder(study, 'D11', coder='a')\nexcept qk.QualkitError as error:\n    print(error)",
        "try:\n    qk.open_coder(study, 'D1', coder='a/b')\nexcept qk.QualkitError as error:\n    print(error)",
        "print('done')",
    )
    page.page.get_by_text("done", exact=True).wait_for(timeout=MILLISECONDS)
    assert "did you mean 'D1'" in page.outputs()
    assert "'a/b' cannot name a file" in page.outputs()
