"""Opening the coding view, and what it answers when something goes wrong; without a notebook around it."""

from __future__ import annotations

import logging
import sys

import pytest

import qualkit as qk
from qualkit.errors import QualkitError

pytest.importorskip("anywidget")


@pytest.fixture
def study(make_study):
    study = make_study(codes=["voice"])
    study.add_case("D1")
    study.add_interview("D1", ("I", "And then?"), ("D1", "Then I spoke up."))
    return study.open()


@pytest.fixture
def ask(study, monkeypatch):
    """Asks as a page does, and gives all that was sent back."""
    view = qk.open_coder(study, "D1", coder="a")
    sent = []
    monkeypatch.setattr(view, "send", lambda content, buffers=None: sent.append(content))

    def ask(message):
        sent.clear()
        view._handle_custom_msg(message, [])
        return list(sent)

    ask.view = view
    return ask


def test_outside_a_notebook_the_view_says_where_it_works(study):
    view = qk.open_coder(study, "D1", coder="a")
    text = view._repr_mimebundle_()[0]["text/plain"]
    assert text == "<coding D1 as a: a view for JupyterLab, Notebook 7 and VS Code; run the cell there to see it>"


def test_no_trait_of_the_view_holds_anything_of_the_study(study):
    state = qk.open_coder(study, "D1", coder="a").get_state()
    assert state.keys() >= {"_esm", "_css", "height"}
    own = {key: value for key, value in state.items() if key not in ("_esm", "_css")}
    for words in ("spoke up", "D1", "voice", "made study"):
        assert words not in str(own)


def test_every_ask_gets_one_answer_with_its_request(ask):
    (opened,) = ask({"ask": "open", "request": "r1"})
    assert (opened["answer"], opened["request"]) == ("opened", "r1")
    (refused,) = ask({"ask": "write", "request": "r2", "events": [{"event_id": "e"}], "text_sha256": "other"})
    assert {key: refused[key] for key in ("answer", "request", "kind")} == {
        "answer": "refused", "request": "r2", "kind": "stale",
    }  # fmt: skip
    assert refused["why"].endswith(".")


@pytest.mark.parametrize("message", [None, [], "open", {}, {"request": "r", "ask": "delete"}])
def test_what_is_no_ask_is_refused_too(ask, message):
    (answer,) = ask(message)
    assert (answer["answer"], answer["kind"]) == ("refused", "invalid")


def test_a_fault_in_qualkit_itself_is_answered_and_its_traceback_is_in_the_log(ask, study, monkeypatch, caplog):
    ask({"ask": "open", "request": "r1"})
    monkeypatch.setattr("qualkit.widget.session.tell_people", lambda *about: 1 / 0)
    monkeypatch.setattr(type(ask.view), "log", logging.getLogger("kernel"))
    (refused,) = ask({"ask": "open", "request": "r2"})
    assert (refused["answer"], refused["request"], refused["kind"]) == ("refused", "r2", "broken")
    assert "ZeroDivisionError" in refused["why"]
    assert "Traceback" in caplog.text


def test_where_anywidget_is_not_installed_it_says_what_to_install(study, monkeypatch):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    with pytest.raises(QualkitError, match=r"pip install 'qualkit\[lab\]'"):
        qk.open_coder(study, "D1", coder="a")


def test_opening_writes_nothing_and_a_new_coder_is_told(study, make_study):
    files = {path.name for path in (study.root / "coding" / "codings").iterdir()}
    session = qk.open_coder(study, "D1", coder="b")._answer.__self__
    (notice,) = session.answer({"ask": "open"})["notices"]
    assert "b" in notice
    assert "a" in notice
    assert {path.name for path in (study.root / "coding" / "codings").iterdir()} == files
    assert session.answer({"ask": "open"})["notices"] == []


# --- the page ----------------------------------------------------------------------------------------------------


@pytest.fixture
def stage(context, make_study):
    study = make_study(codes=["voice", "money"], coders=["a"])
    for case in ("D1", "D2"):
        study.add_case(case)
    study.add_interview("D1", ("I", "And then?"), ("D1", "Then I spoke up, and paid."))
    study.add_interview("D2", ("I", "And you?"), ("D2", "Nothing at all, I only listened to them."))
    study.write()
    from stage import Stage  # which takes anywidget

    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(error))
    yield Stage(page, study)
    page.close()
    assert not errors


def test_what_was_begun_in_one_document_is_of_that_one_when_another_opens_behind_it(stage):
    stage.hold()
    stage.open("D2")
    stage.choose(2)
    stage.press("Alt+n")
    stage.type("Speaking up is told.")
    stage.release()
    stage.see("I only listened", within=".qk-text")
    stage.press("Control+Enter")
    (event,) = stage.wait_for_events(1)
    assert (event["document"], event["quote"]) == ("D1", "Then I spoke up, and paid.")
    stage.see("In D1: Coded", within=".qk-told")
    assert stage.page.locator(".qk-stripe").count() == 0
    stage.hold()
    stage.open("D1")
    stage.choose(2)
    stage.type("voi")
    stage.release()
    stage.see("Then I spoke up", within=".qk-text")
    assert stage.page.locator(".qk-picker").is_hidden()


def test_what_was_refused_is_unsaved_until_it_is_sent_again_or_given_up(stage):
    path = stage.study.folder / "coding" / "codings" / "a.jsonl"
    path.unlink()
    path.mkdir()
    stage.code(2, "voi")
    stage.see("Refused: 1 not saved", within=".qk-status")
    assert stage.warns_on_leaving()
    path.rmdir()
    stage.page.get_by_role("button", name="Try again").click()
    assert [event["code"] for event in stage.wait_for_events(1)] == ["voice"]
    stage.see("Saved", within=".qk-status")
    assert not stage.warns_on_leaving()
    path.unlink()
    path.mkdir()
    stage.code(2, "mon")
    stage.see("Refused: 1 not saved", within=".qk-status")
    stage.page.get_by_role("button", name="Dismiss").click()
    stage.see("Saved", within=".qk-status")
    assert not stage.warns_on_leaving()


def test_what_somebody_wrote_and_cannot_be_taken_is_there_to_be_copied(stage):
    stage.choose(2)
    stage.press("Alt+m")
    stage.page.locator("dialog textarea").evaluate("(field) => { field.value = `a long ${'\\ud83d'} thought`; }")
    stage.type("s")
    stage.press("Control+Enter")
    typed = stage.see("to copy", within=".qk-alarm").locator("textarea")
    assert "thoughts" in typed.input_value()
    assert stage.page.locator("[data-tool=memo].qk-has").count() == 0


def test_a_label_that_was_changed_in_the_codebook_is_told_at_codings_that_stayed(stage):
    stage.code(2, "voi")
    stage.see("Saved", within=".qk-status")
    codebook = stage.study.folder / "coding" / "codebook.yaml"
    labelled = "- code: voice\n  label: {en: Heard at last, id: Akhirnya didengar}\n"
    codebook.write_text(codebook.read_text(encoding="utf-8").replace("- code: voice\n", labelled), encoding="utf-8")
    stage.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    stage.see("Heard at last", within=".qk-block")


def test_undo_of_what_was_refused_meanwhile_takes_back_nothing_older(stage):
    stage.code(2, "voi")
    stage.see("Undo: coding voice", within="[data-tool=undo]")
    stage.see("Saved", within=".qk-status")
    stage.hold()
    codebook = stage.study.folder / "coding" / "codebook.yaml"
    codebook.write_text(codebook.read_text(encoding="utf-8").replace("money", "cash"), encoding="utf-8")
    stage.code(2, "mon")
    stage.press("Control+z", "Control+z")
    stage.release()
    stage.see("no code 'money'", within=".qk-alarm")
    stage.see("Saved", within=".qk-status")
    assert [event["event"] for event in stage.log()] == ["add"]
    stage.press("Control+z")
    assert [event["event"] for event in stage.wait_for_events(2)] == ["add", "undo"]


def hold_down(page, key):
    """Press a key and keep it down until it has come four times."""
    for _ in range(4):
        page.keyboard.down(key)
    page.keyboard.up(key)


def test_a_key_that_is_held_decides_once(stage):
    stage.code(2, "voi")
    stage.code(1, "mon")
    stage.wait_for_events(2)
    stage.choose(2)
    hold_down(stage.page, "Enter")  # opens the list of codes, and takes none of them
    assert stage.page.locator(".qk-picker").is_visible()
    stage.press("Escape")
    stage.press("Alt+m")
    stage.type("aa")
    hold_down(stage.page, "Backspace")  # writing goes on as ever
    assert stage.page.locator("dialog textarea").input_value() == ""
    stage.press("Escape")
    stage.see("Saved", within=".qk-status")
    assert len(stage.log()) == 2


def test_a_made_up_study_says_so_beside_the_documents_name(stage):
    name = stage.page.locator("[data-tool=documents]")
    assert "fictional" not in name.inner_text()
    settings = stage.study.folder / "study.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "fictional: true\n", encoding="utf-8")
    again = type(stage)(stage.page.context.new_page(), stage.study)
    assert "fictional example" in again.page.locator("[data-tool=documents]").inner_text()
    again.page.close()
