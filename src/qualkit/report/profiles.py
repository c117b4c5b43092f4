"""Case profiles to look at: one in the notebook, or all of a study as one page that loads nothing."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from qualkit.analysis.profiles import CaseProfile, describe_case, describe_cases
from qualkit.conditions import decide
from qualkit.errors import QualkitError
from qualkit.files import write_whole
from qualkit.report.templates import load_templates
from qualkit.settings import Measure
from qualkit.study import Study
from qualkit.wording import format_amount, format_number, format_share, say, say_or_same, say_prices
from qualkit.yaml_file import in_language

INKS = ("#0072B2", "#B85C00", "#00795B", "#8A3A7C", "#5B5B5B", "#7A6A00")  # of themes, as in profile.css
TINTS = len(INKS)


@dataclass(frozen=True)
class ShownProfile:
    """A case's profile as it is shown; make one with `show_profile`."""

    profile: CaseProfile
    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        one = self.profile
        return (
            f"<Profile of {one.case} ({one.role}): {len(one.trajectory)} codings, {len(one.quotes)} quotes; "
            "next: qk.write_profiles(study, 'profiles.html'), or .profile for its tables>"
        )


def show_profile(
    study: Study,
    case: str,
    *,
    quotes: int = 5,
    coder: str | Iterable[str] | None = None,
    language: str | None = None,
) -> ShownProfile:
    """One case on one page: attributes, money by wave, codes, sides, quotes, and the order in which it speaks.

    Parameters
    ----------
    case, quotes, coder, language : as in `describe_case`, which computes it.

    Raises
    ------
    QualkitError
        For an unknown case or coder.

    Examples
    --------
    >>> show_profile(study, "M07")
    <Profile of M07 (member): 30 codings, 5 quotes; next: qk.write_profiles(study, 'profiles.html'), or .profile for its tables>
    """
    language = language or study.language
    profile = describe_case(study, case, quotes=quotes, coder=coder, language=language)
    environment = load_templates()
    style = environment.get_template("profile.css").render().strip()
    html = environment.get_template("profile.html.j2").render(
        style=style, t=partial(say, language=language), p=_view(study, profile, language)
    )
    return ShownProfile(profile, html)


def write_profiles(
    study: Study,
    path: str | Path,
    *,
    where: str | None = None,
    quotes: int = 5,
    coder: str | Iterable[str] | None = None,
    language: str | None = None,
) -> Path:
    """Write the profiles of all cases as one HTML page, which loads nothing, runs nothing, and prints a case a sheet.

    Parameters
    ----------
    path : a file that ends in .html; what is there is written over.
    where : a condition on the case, such as `"role == 'member'"`; all cases by default.
    quotes, coder, language : as in `describe_case`.

    Raises
    ------
    QualkitError
        For another ending, an unknown column or coder, a condition that holds for no case, and where the file cannot
        be written.
    """
    path, language = Path(path), language or study.language
    if path.suffix.lower() != ".html":
        raise QualkitError(f"cannot write {path.name}: write a file that ends in .html")
    facts = study.facts
    cases = facts["case"][decide(where, facts).eq(True)].tolist()
    if not cases:
        raise QualkitError(f"no case for which {where!r} holds" if where else "the study has no cases")
    described = describe_cases(study, cases, quotes=quotes, coder=coder, language=language)
    environment = load_templates()
    style = "\n".join(
        environment.get_template(name).render().strip() for name in ("report.css", "profile.css", "profiles.css")
    )
    page = environment.get_template("profiles.html.j2").render(
        t=partial(say, language=language),
        language=language,
        style=style,
        style_hash=b64encode(sha256(style.encode()).digest()).decode(),
        title=in_language(study.settings.title, language),
        fictional=study.settings.fictional,
        coders=", ".join(study.choose_coders(coder)),
        profiles=[_view(study, profile, language) for profile in described],
    )
    try:
        write_whole(path, page.encode())
    except OSError as error:
        raise QualkitError(f"cannot write {path}: {error.strerror}; is it open in another program?") from None
    return path


# What the template shows


def _view(study: Study, profile: CaseProfile, language: str) -> dict[str, Any]:
    outcomes, codes, trajectory = (
        table.to_dict("records") for table in (profile.outcomes, profile.codes, profile.trajectory)
    )
    waves = {row["wave"]: row["wave_label"] for row in outcomes}
    return {
        "case": profile.case,
        "role": study.settings.role_label(profile.role, language),
        "documents": list(study.documents_by_case.get(profile.case, ())),
        "facts": [_fact(row, language) for row in profile.facts.to_dict("records")],
        "waves": list(waves.values()),
        "measures": [_measure(study, rows, list(waves), language) for _, rows in _group(outcomes, "measure")],
        "gaps": len(outcomes) < len(waves) * len({row["measure"] for row in outcomes}),
        "themes": list(_themes(codes)),
        "silent": [row["label"] for row in codes if row["read"] and not row["n"]],
        "unread": [row["label"] for row in codes if not row["read"] and not row["n"]],
        "sides": [_side(row, language) for row in profile.sides.to_dict("records")],
        "quotes": profile.quotes.to_dict("records"),
        "paths": list(_paths(trajectory, list(dict.fromkeys(row["theme"] for row in codes)), language)),
    }


def _fact(row: dict[str, Any], language: str) -> tuple[str, str]:
    value = row["value"]
    if value is None or value != value or value == "":
        told = say("not_told", language)
    else:
        told = f"{value:g}" if isinstance(value, float) else str(value).replace("_", " ")
    return say_or_same("column", row["column"], language), told


def _measure(study: Study, rows: list[dict[str, Any]], waves: list[str], language: str) -> dict[str, Any]:
    measure = study.settings.measures[rows[0]["measure"]]
    told = {row["wave"]: _told(row["value"], measure, language) for row in rows}
    changes = [_change(row, measure, language) for row in rows[1:] if row["change"] == row["change"]]
    note = say_prices(rows[0]["prices"], language) if changes else ""
    if not measure.comparable and len(rows) > 1:
        note = say("profile_not_comparable", language, reason=rows[0]["reason"])
    return {
        "label": rows[0]["measure_label"],
        "values": [told.get(wave, ("–", False)) for wave in waves],
        "changes": changes,
        "note": note,
    }


def _told(value: Any, measure: Measure, language: str) -> tuple[str, bool]:
    """The value as people read it, and whether it was told at all."""
    if value is None or value != value:
        return say("not_told", language), False
    if measure.type == "amount":
        return format_amount(value, measure.unit, language), True
    if measure.type == "count":
        return f"{format_number(value, language)} {measure.unit}".rstrip(), True
    if measure.type == "yes/no":
        return say(str(value), language), True
    return in_language(measure.values.get(value, {}), language) or str(value).replace("_", " "), True


def _change(row: dict[str, Any], measure: Measure, language: str) -> dict[str, str]:
    side = f", {say('change.' + row['side'], language)}" if row["side"] not in ("", "same") else ""
    change = row["change"]
    if change == 0:
        return {"side": "same", "words": say("profile_same", language)}
    if measure.type == "yes/no":
        return {"side": row["side"], "words": side.removeprefix(", ")}
    size = format_amount(change, measure.unit, language)
    words = f"+{size}" if change > 0 else size
    if row["change_relative"] == row["change_relative"]:
        share = format_share(abs(row["change_relative"]), language)
        words += f" ({'+' if change > 0 else '−'}{share})"
    return {"side": row["side"], "words": words + side}


def _themes(codes: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for number, (_, rows) in enumerate(_group(codes, "theme")):
        found = sorted((row for row in rows if row["n"]), key=lambda row: -row["n"])
        if found:
            yield {
                "label": found[0]["theme_label"],
                "tint": number % TINTS,
                "n": sum(row["n"] for row in found),
                "codes": found,
            }


def _side(row: dict[str, Any], language: str) -> dict[str, Any]:
    named = {"a": row["label"], "b": row["label_b"]}
    side = named.get(row["side"]) or say(f"profile_side.{row['side']}", language)
    return row | {"words": side}


def _paths(steps: Sequence[dict[str, Any]], themes: Sequence[str], language: str) -> Iterator[dict[str, Any]]:
    """For each document a strip a theme, and the codes one after the other."""
    for document, rows in _group(steps, "document"):
        strips = []
        for theme, found in _group(rows, "theme"):
            label = found[0]["theme_label"]
            about = say("profile_strip", language, theme=label, document=document)
            image = _strip([row["position"] for row in found], themes.index(theme) % TINTS)
            strips.append({"label": label, "n": len(found), "alt": about, "image": image})
        passages = [
            {"turn": found[0]["turn"], "labels": list(dict.fromkeys(row["label"] for row in found))}
            for _, found in _group(rows, "step")
        ]
        yield {"document": document, "strips": strips, "steps": list(_merge(passages))}


def _group(rows: Iterable[dict[str, Any]], column: str) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The rows by their value in a column, in the order in which the values first stand."""
    groups: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    return list(groups.items())


def _merge(steps: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Steps with the same codes that follow each other, as one with its turns."""
    for labels, alike in groupby(steps, key=lambda step: step["labels"]):
        turns = list(dict.fromkeys(step["turn"] for step in alike))
        yield {"labels": labels, "turns": turns}


def _strip(positions: Iterable[float], tint: int) -> str:
    """A line from the beginning of a document to its end, with a mark at each position, as an image in the page."""
    marks = "".join(
        f'<rect x="{3 + 594 * at:.1f}" y="1" width="5" height="14" fill="{INKS[tint]}"/>' for at in positions
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="604" height="16" viewBox="0 0 604 16" preserveAspectRatio="none">'
        f'<rect x="0" y="7.5" width="604" height="1" fill="#999999"/>{marks}</svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
