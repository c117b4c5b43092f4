"""Where the advice on agreement comes from: the literature by the key of each reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_UNITIZING = "Krippendorff, Mathet, Bouvry & Widlöcher (2016), doi:10.1007/s11135-015-0266-1"
_HAYES = "Hayes & Krippendorff (2007), doi:10.1080/19312450709336664"
_OCONNOR = "O’Connor & Joffe (2020), doi:10.1177/1609406919899220"
_CAMPBELL = "Campbell, Quincy, Osserman & Pedersen (2013), doi:10.1177/0049124113500475"
_BRAUN = (
    "Braun & Clarke (2006), doi:10.1191/1478088706qp063oa; (2019), doi:10.1080/2159676X.2019.1628806; "
    "(2021), doi:10.1080/14780887.2020.1769238"
)
_MCDONALD = "McDonald, Schoenebeck & Forte (2019), doi:10.1145/3359174"
_LOMBARD = "Lombard, Snyder-Duch & Bracken (2002), doi:10.1111/j.1468-2958.2002.tb00826.x"
_MACPHAIL = "MacPhail, Khoza, Abler & Ranganathan (2016), doi:10.1177/1468794115577012"
_PARADOX = (
    "Feinstein & Cicchetti (1990), doi:10.1016/0895-4356(90)90158-L; Byrt, Bishop & Carlin (1993), "
    "doi:10.1016/0895-4356(93)90018-V; Gwet (2008), doi:10.1348/000711006X126600"
)
_KRIPPENDORFF = "Krippendorff (2004), doi:10.1111/j.1468-2958.2004.tb00738.x"

SOURCES: Final[Mapping[str, str]] = {
    "u_alpha": _UNITIZING,
    "u_alpha_each": _UNITIZING,
    "u_alpha_binary": _UNITIZING,
    "cu_alpha": _UNITIZING,
    "cu_alpha_given": _UNITIZING,
    "alpha": _HAYES,
    "alpha_each": _HAYES,
    "alpha_given_each": _HAYES,
    "apart_each": f"{_HAYES}; {_UNITIZING}",
    "each": _OCONNOR,
    "masi": "Passonneau (2006), Measuring agreement on set-valued items (MASI), LREC 2006",
    "percent": _LOMBARD,
    "paradox": _PARADOX,
    "not_absence": _PARADOX,
    "thin": _OCONNOR,
    "kappa": _KRIPPENDORFF,
    "limits": _KRIPPENDORFF,
    "not_characters": _CAMPBELL,
    "not_percent": _LOMBARD,
    "not_kappa_many": _HAYES,
    "not_u_alpha": _UNITIZING,
    "not_sets": "Passonneau (2006), Measuring agreement on set-valued items (MASI), LREC 2006",
    "do_more": _OCONNOR,
    "do_drawn": _OCONNOR,
    "do_codebook": f"{_CAMPBELL}; {_MACPHAIL}",
    "do_approach": f"{_OCONNOR}; {_MCDONALD}",
    "none_reflexive": _BRAUN,
    "none_interpretive": _MCDONALD,
    "do_quality": _BRAUN,
    "do_second": _CAMPBELL,
}
