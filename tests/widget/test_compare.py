"""Two coders compared in a real JupyterLab: a person walks the list and decides; what comes of it is on disk."""

from __future__ import annotations

import pytest
from lab import read_log, wait_for
from person import MILLISECONDS

pytestmark = pytest.mark.xdist_group("lab")  # one JupyterLab and one browser for all of these

KEPT, SPENT, OWED = "money/kept", "money/spent", "money/owed"
WORDS = (
    "I keep some of it 🪙 in a tin. The rest is gone by Friday. My sister owes the shop two hundred. We plan a stall. "
    "Nobody asked us before."
)
CODES = [
    {"code": KEPT, "label": {"en": "Keeps some", "id": "Menyimpan"}},
    {"code": SPENT, "label": {"en": "Spends it all", "id": "Habis"}},
    {"code": OWED, "label": {"en": "Owes", "id": "Berutang"}},
    {"code": "plan", "label": {"en": "Plans", "id": "Rencana"}},
]


@pytest.fixture
def study(made):
    """One difference of each kind, and each an own choice."""
    study = made(codes=CODES, coders=("a", "b"), combine="consensus")
    study.add_case("F01")
    study.add_interview("F01", ("I", "And now?"), ("F01", WORDS), ("I", "And then?"), ("F01", "That is all."))
    study.code("F01", "I keep some of it", KEPT)
    study.code("F01", "I keep some of it", KEPT, coder="b")
    study.code("F01", "The rest is gone by Friday.", SPENT)
    study.code("F01", "rest is gone", SPENT, coder="b", memo="as she says <b>herself</b>")
    study.code("F01", "My sister owes the shop two hundred.", OWED)
    study.code("F01", "sister owes", SPENT, coder="b")
    study.code("F01", "We plan a stall.", "plan", coder="b")
    study.code("F01", "Nobody asked us before.", "plan", status="reported")
    study.review("F01")
    study.review("F01", coder="b")
    study.write()
    return study


def open_compare(study, **about):
    more = "".join(f", {name}={value!r}" for name, value in about.items())
    return (
        "import qualkit as qk\n"
        f"study = qk.open_study({study.folder.name!r})\n"
        f"qk.open_compare(study, 'F01', 'a', 'b'{more})"
    )


def events(study):
    """What was decided: all but that the work of the two was shown."""
    return [one for one in read_log(study.folder, "consensus") if one["event"] != "shown"]


def wait_for_event(study, kind, n):
    """The events on disk, once there are so many of a kind."""
    return wait_for(
        lambda: [one for one in events(study) if one["event"] == kind][n - 1 :] and events(study),
        so_that=f"{n} events {kind} are on disk",
    )


def choices(page):
    """What the list says of each difference: its kind, and what was chosen."""
    return page.page.locator(".qk-walk-row").evaluate_all(
        "all => all.map((one) => [one.dataset.kind, one.dataset.decided])"
    )


def begin(page):
    page.wait_for_view()
    page.page.locator(".qk-walk-list").focus()


def alarm_of(page):
    """What the view says must be known, once it does."""
    alarm = page.view.locator(".qk-alarm:not([hidden])").first
    alarm.wait_for(timeout=MILLISECONDS)
    return alarm.inner_text()


def test_a_person_decides_each_kind_by_keys_and_it_is_on_disk_and_there_after_a_reload(study, notebook):
    page = notebook(open_compare(study))
    begin(page)
    assert choices(page) == [
        ["agreement", ""], ["borders", ""], ["codes", ""], ["right", ""], ["left", ""],
    ]  # fmt: skip
    page.press("3")  # both: of an agreement one coding
    page.press("r")
    page.type("the whole sentence says it")
    page.press("Enter", "1")  # left
    page.press("2")  # right
    page.press("4")  # neither
    wait_for_event(study, "reject", 1)
    page.press("5")  # other
    page.page.wait_for_selector("dialog[open]")
    page.type("keeps")
    page.press("Enter")
    wait_for_event(study, "add", 4)
    page.wait_for_status("saved")

    text = study.documents["F01"][2]
    log = [one for one in events(study) if one["event"] in ("add", "reject")]
    told = [(one["event"], one.get("quote"), one.get("code"), one.get("method"), one.get("source")) for one in log]
    assert told == [
        ("add", "I keep some of it", KEPT, "accepted", {"coder": "a", "id": "a001"}),
        ("add", "The rest is gone by Friday.", SPENT, "accepted", {"coder": "a", "id": "a002"}),
        ("add", "sister owes", SPENT, "accepted", {"coder": "b", "id": "b003"}),
        ("reject", None, None, None, None),
        ("add", "Nobody asked us before.", KEPT, "manual", None),
    ]
    assert log[1]["memo"] == "the whole sentence says it"
    assert (log[3]["whose"], log[3]["id"]) == ("b", "b004")
    assert all(text[one["start"] : one["end"]] == one["quote"] for one in log if one["event"] == "add")

    expected = [["agreement", "both"], ["borders", "left"], ["codes", "right"], ["right", "neither"], ["left", "other"]]
    assert choices(page) == expected
    assert page.page.locator(".qk-progress").inner_text() == "5 of 5 decided"
    page.reload()
    page.run()
    page.wait_for_view()
    assert choices(page) == expected
    before = len(events(study))
    page.page.get_by_role("button", name="Mark as reviewed").click()
    wait_for_event(study, "reviewed", 1)
    assert len(events(study)) == before + 1


def test_undo_redo_and_deciding_again(study, notebook):
    page = notebook(open_compare(study))
    begin(page)
    page.press("4")
    wait_for_event(study, "reject", 2)
    page.press("p", "3")
    wait_for_event(study, "add", 1)
    page.press("Control+z")
    wait_for_event(study, "redo", 2)
    wait_for(lambda: choices(page)[0] == ["agreement", "neither"], so_that="the former decision is back")
    page.press("Control+y")
    wait_for(lambda: choices(page)[0] == ["agreement", "both"], so_that="the later decision is back")
    page.wait_for_status("saved")


def test_what_cannot_be_chosen_is_off_and_what_lost_its_source_is_kept_or_removed(study, notebook):
    study.code("F01", "That is all.", "plan")
    study.code("F01", "That is all.", "plan", coder="b", certainty="doubtful")
    study.write()
    page = notebook(open_compare(study))
    begin(page)
    row = page.page.locator(".qk-walk-row[data-kind=right]")
    row.click()
    page.press("2")
    wait_for_event(study, "add", 1)
    page.page.locator(".qk-walk-row[data-kind=details]").click()
    both = page.page.locator("[data-choice=both]")
    assert both.get_attribute("aria-disabled") == "true"
    page.press("3")
    wait_for(lambda: "count it twice" in page.view.inner_text(), so_that="the reason is told")

    study.log("b", "remove", id="b004")
    study.write()
    page.run()
    begin(page)
    gone = page.page.locator(".qk-walk-row[data-kind=gone]")
    wait_for(lambda: gone.count() == 1 and "Plans" in gone.inner_text(), so_that="the list shows what lost its source")
    gone.click()
    assert "no longer in the log of a or b" in page.page.locator(".qk-verdict").inner_text()
    assert (both.inner_text(), both.get_attribute("aria-disabled")) == ("3 keep", "false")
    assert page.page.locator("[data-choice=left]").get_attribute("aria-disabled") == "true"
    page.press("4")
    wait_for_event(study, "remove", 1)
    wait_for(lambda: gone.count() == 0, so_that="it is no longer listed")


def test_agreements_are_adopted_at_once_and_the_list_can_be_cut_to_what_is_open(study, notebook):
    page = notebook(open_compare(study))
    begin(page)
    page.page.get_by_role("button", name="Adopt 1 agreements").click()
    wait_for_event(study, "add", 1)
    page.page.get_by_label("undecided only").check()
    page.view.get_by_label("Kind", exact=True).select_option("borders")
    assert [kind for kind, _ in choices(page)] == ["borders"]
    page.view.get_by_label("Kind", exact=True).select_option("")
    page.view.get_by_label("Code", exact=True).select_option("plan")
    assert [kind for kind, _ in choices(page)] == ["right", "left"]


def test_each_coder_has_a_margin_and_a_click_on_a_coding_goes_to_what_it_is_part_of(study, notebook):
    page = notebook(open_compare(study))
    begin(page)
    left, right = (page.page.locator(f".qk-{side} .qk-stripe") for side in ("left", "right"))
    wait_for(lambda: left.count() == 4 and right.count() == 4, so_that="both margins are drawn")
    right.last.click()
    current = page.page.locator(".qk-walk-row[aria-selected=true]")
    wait_for(lambda: current.get_attribute("data-kind") == "right", so_that="the row is chosen")
    page.page.locator(".qk-walk-row").nth(1).click()
    assert "as she says <b>herself</b>" in page.page.locator(".qk-verdict").inner_text()


def test_words_selected_in_the_transcript_are_taken_with_another_code(study, notebook):
    page = notebook(open_compare(study))
    begin(page)
    page.press("n", "n")
    page.select("owes the shop")
    page.press("5")
    page.page.wait_for_selector("dialog[open]")
    assert page.page.locator("dialog .qk-said").inner_text() == "owes the shop"
    page.type("owes")
    page.press("Enter")
    (event,) = [one for one in wait_for_event(study, "add", 1) if one["event"] == "add"]
    assert (event["quote"], event["code"], event["method"]) == ("owes the shop", OWED, "manual")


def test_marking_as_reviewed_with_something_open_is_told_and_writes_nothing(study, notebook):
    page = notebook(open_compare(study, language="id"))
    begin(page)
    page.page.get_by_role("button", name="Tandai selesai").click()
    assert "5 dari 5 belum diputuskan" in alarm_of(page)
    assert events(study) == []


def test_what_is_decided_while_the_kernel_is_gone_is_written_when_the_cell_runs_again(study, notebook):
    page = notebook(open_compare(study))
    begin(page)
    page.press("3")
    wait_for_event(study, "add", 1)
    page.restart_kernel()
    page.press("1")
    page.wait_for_status("lost")
    assert len([one for one in events(study) if one["event"] == "add"]) == 1
    page.run()
    log = wait_for_event(study, "add", 2)
    page.page.wait_for_function("() => document.querySelectorAll('.qk-compare').length === 1")
    page.wait_for_status("saved")
    assert [one["quote"] for one in log if one["event"] == "add"] == [
        "I keep some of it",
        "The rest is gone by Friday.",
    ]
    assert choices(page)[:2] == [["agreement", "both"], ["borders", "left"]]


def test_a_coder_who_codes_on_is_not_decided_about_unseen(study, notebook):
    page = notebook(open_compare(study))
    begin(page)
    study.log("b", "change", id="b003", code="plan")
    study.write()
    page.press("n", "n", "1")
    assert "were changed since they were loaded here" in alarm_of(page)
    assert [one for one in events(study) if one["event"] == "add"] == []
    row = page.page.locator(".qk-walk-row[data-kind=codes]")
    wait_for(lambda: "Plans" in row.inner_text(), so_that="the list shows what b coded")


def test_before_both_have_read_nothing_is_shown_unless_one_insists(study, notebook):
    study.events["b"] = [one for one in study.events["b"] if one["event"] != "reviewed"]
    study.write()
    page = notebook(open_compare(study))
    wait_for(lambda: "b has not marked F01 as reviewed" in page.outputs(), so_that="the reason is told")
    assert read_log(study.folder, "consensus") == []
    page = notebook(open_compare(study, blind=False))
    page.wait_for_view()
    assert [(one["event"], one["whose"]) for one in read_log(study.folder, "consensus")] == [
        ("shown", "a"),
        ("shown", "b"),
    ]


def test_nothing_of_the_transcript_is_in_the_saved_notebook(study, notebook, lab):
    page = notebook(open_compare(study))
    begin(page)
    page.press("3")
    wait_for_event(study, "add", 1)
    page.save()
    saved = wait_for(
        lambda: (text := (lab.folder / page.name).read_text(encoding="utf-8")) and "outputs" in text and text,
        so_that="the notebook is saved",
    )
    assert "in a tin" not in saved
