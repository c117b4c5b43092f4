"""Modules joined into one text for the page."""

from __future__ import annotations

import re

import pytest

from qualkit.errors import QualkitError
from qualkit.widget.bundle import join_scripts, join_styles


@pytest.fixture
def write(tmp_path):
    def write(**modules):
        for name, source in modules.items():
            (tmp_path / f"{name}.js").write_text(source, encoding="utf-8")
        return tmp_path

    return write


def test_each_module_stands_once_and_after_those_that_it_needs(write):
    folder = write(
        view='import { count } from "./count.js";\nimport { draw } from "./draw.js";\nexport default { count, draw };\n',
        draw='import { count } from "./count.js";\nexport function draw() { return count(); }\n',
        count="let n = 0;\nexport function count() { return (n += 1); }\n",
    )
    assert join_scripts("view.js", folder) == (
        "// count.js\nlet n = 0;\nfunction count() { return (n += 1); }\n\n"
        "// draw.js\nfunction draw() { return count(); }\n\n"
        "// view.js\nexport default { count, draw };\n"
    )


def test_an_import_may_go_over_several_lines_and_bear_a_comment(write):
    folder = write(
        view='import {\n  one,\n  two,\n} from "./few.js"; // both\nexport default { one, two };',
        few="export const one = 1;\nexport async function two() {}\nexport class Three {}",
    )
    joined = join_scripts("view.js", folder)
    assert "import" not in joined
    assert "async function two() {}\nclass Three {}" in joined


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('import * as few from "./few.js";', r"view\.js:1: cannot be joined: 'import \* as few"),
        ('import few from "./few.js";', r"view\.js:1: cannot be joined"),
        ('\nimport { one as first } from "./few.js";', r"few\.js exports no 'one as first'"),
        ('import { one } from "few";', r"view\.js:1: cannot be joined"),
        ("const two = 2;\nexport { two };", r"view\.js:2: cannot be joined: 'export { two };'"),
        ('import { one } from "./few.js";\nfunction one() {}', r"'one' is declared in few\.js too"),
        ('import { none } from "./few.js";', r"few\.js exports no 'none'"),
        ('import { hidden } from "./few.js";', r"few\.js exports no 'hidden'"),
        ('import { one } from "./other.js";', r"lacks widget/js/other\.js"),
        ('import { back } from "./circle.js";', r"view\.js → circle\.js → view\.js"),
        ('import { own } from "./default.js";', r"default\.js:2: cannot be joined: 'export default own;'"),
    ],
)
def test_what_cannot_be_joined_is_named_with_its_line(write, source, message):
    folder = write(
        view=source,
        few="export const one = 1;\nconst hidden = 1;",
        circle='import { entry } from "./view.js";\nexport const back = 1;',
        default="export const own = 1;\nexport default own;",
    )
    with pytest.raises(QualkitError, match=message):
        join_scripts("view.js", folder)


def test_the_coding_view_is_one_text_without_imports_and_with_one_default():
    joined = join_scripts("coder.js")
    assert not re.search(r"^import\b", joined, flags=re.MULTILINE)
    assert re.findall(r"^export\b.*", joined, flags=re.MULTILINE) == ["export default { render };"]


def test_styles_are_joined_in_the_order_given(tmp_path):
    (tmp_path / "a.css").write_text("a {}\n", encoding="utf-8")
    (tmp_path / "b.css").write_text("b {}\n", encoding="utf-8")
    assert join_styles("b.css", "a.css", folder=tmp_path) == "/* b.css */\nb {}\n\n/* a.css */\na {}\n"
