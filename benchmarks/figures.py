"""How long each figure takes at the largest size that it is made for: 60 cases, 120 codes, labels of 60 characters.

Run: python benchmarks/figures.py [NAME …]. The tables are those of tests/figures. Each figure is drawn twice, the second
time with the widths of its words known, then written as SVG and PNG. Nothing is asserted. The times are the
processor's own: they say more than the clock's on a busy machine. Figures without a table here are named at the end.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

import qualkit as qk
from qualkit.figures.style import save_figure

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "figures"))
from test_change_figure import draw_values, make_change
from test_crosstab_figure import make_crosstab
from test_findings_figure import make_findings
from test_flows_figure import make_flows
from test_stages_figure import make_stages
from test_theme_map import make_map

GROUPS = {f"group {i} of the members of the eastern hamlet by the river": i for i in range(24)}
LARGEST: dict[str, Callable[[], pd.DataFrame]] = {
    "plot_change": lambda: make_change(draw_values(60)),
    "plot_crosstab": lambda: make_crosstab(
        {name: {f"value {j}": 1 + (i * j) % 9 for j in range(9)} for name, i in GROUPS.items()}
    ),
    "plot_findings": lambda: make_findings([("prevalence", "mixed", 60, 20, 9, 11, 5, 15)] * 60),
    "plot_flows": lambda: make_flows(6, 8, 8, 60, 4000),
    "plot_stages": lambda: make_stages(30, 9, 60),
    "plot_theme_map": lambda: make_map(60, 120, 60),
}


def measure(work: Callable[[], Any]) -> tuple[float, Any]:
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def main(names: list[str]) -> None:
    """Print one line a figure: the seconds for drawing it, drawing it again, and writing it (SVG and PNG)."""
    print(f"{'':<18}{'drawn':>8}{'again':>8}{'written':>9}   seconds")
    qk.plot_stages(make_stages(1, 1))  # the libraries are loaded, and the font found
    for name in names or LARGEST:
        table = LARGEST[name]()
        plot = getattr(qk, name)
        drawn, _ = measure(partial(plot, table))
        again, ax = measure(partial(plot, table))
        with tempfile.TemporaryDirectory() as folder:
            written, _ = measure(partial(save_figure, ax, Path(folder) / name, title=name, description=name))
        print(f"{name:<18}{drawn:>8.2f}{again:>8.2f}{written:>9.2f}")
    untimed = [name for name in qk.__all__ if name.startswith("plot_") and name not in LARGEST]
    print(f"no table here for: {', '.join(untimed)}" if untimed else "")


if __name__ == "__main__":
    main(sys.argv[1:])
