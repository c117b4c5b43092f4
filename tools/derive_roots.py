"""Derive the package's list of Indonesian roots from the lemmas of spacy-lookups-data (MIT).

    pip download --no-deps spacy-lookups-data==1.0.5 -d SOMEWHERE
    python tools/derive_roots.py SOMEWHERE/spacy_lookups_data-1.0.5-py2.py3-none-any.whl

That package has 100 MB and maps 36,872 forms to 8,634 lemmas; what is needed of it is the lemmas, and of how many forms
each is one, as a measure of how common a root is. Left out are lemmas of two words, those that the table itself derives
from another lemma, and DROPPED: rare words of dictionaries that are also how people say or write a common one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import zipfile
from collections import Counter
from pathlib import Path

OUT = Path(__file__).parents[1] / "src" / "qualkit" / "language" / "words" / "roots_id.txt"
TABLE = "spacy_lookups_data/data/id_lemma_lookup.json.gz"
HEAD = """\
# Indonesian roots and the number of forms derived from each, made by tools/derive_roots.py from the lemma table of
# spacy-lookups-data 1.0.5 (https://github.com/explosion/spacy-lookups-data), whose licence asks for these lines:
# MIT License, Copyright (c) 2019 ExplosionAI GmbH. Permission is hereby granted, free of charge, to any person
# obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without
# restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense,
# and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the
# following conditions: The above copyright notice and this permission notice shall be included in all copies or
# substantial portions of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
# IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
# NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
# LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
# SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
_DROPPED = """
    abar adap alang alem amai ambur amen andak antem arip aru ati bati belasah bentok cahari cangkol cura cureng deres
    diem dudu emat empet galeng gera gerek hantar hujung indu jail jara kayai kekau kelai keluan kesel ketemu kia
    kirai kisa kotek kupak kuta lapur lela lepes longo luru mara mengga mentak mesen nyolong pale pekau penda
    pendak perata perusa pinda puter rasai rua sapai sebaur segak sekira seluar senda seregang serep seroyong
    sikeras sipat tampel tarap teges tela temin timbel topek tumpak ubung ules upa
"""
DROPPED = frozenset(_DROPPED.split())


def count_forms(wheel: Path) -> Counter[str]:
    """How many forms the table derives from each lemma."""
    with zipfile.ZipFile(wheel) as archive:
        table: dict[str, str] = json.loads(gzip.decompress(archive.read(TABLE)))
    derived = {form for form, lemma in table.items() if lemma != form}
    counted = Counter(table.values())
    return Counter({
        lemma: n for lemma, n in counted.items()
        if " " not in lemma and lemma not in derived and lemma not in DROPPED and len(lemma) > 1
    })  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    counted = count_forms(parser.parse_args().wheel)
    lines = "".join(f"{root} {n}\n" for root, n in sorted(counted.items()))
    OUT.write_text(HEAD + lines, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
