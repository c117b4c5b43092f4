"""A view in a notebook: messages in, answers out. Imported only where one is opened, as anywidget takes its time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import anywidget
import traitlets

from qualkit.errors import QualkitError
from qualkit.widget.bundle import join_scripts, join_styles
from qualkit.widget.refusal import Refused
from qualkit.wording import say

Answer = Callable[[Mapping[str, Any]], dict[str, Any]]


class View(anywidget.AnyWidget):
    """Hands what the page asks to `answer`, and sends back what it says.

    No trait holds anything of a study: JupyterLab may save the traits of widgets into the notebook, and notebooks
    travel. A subclass names its files in widget/js; each subclass has its styles to itself.
    """

    entry: ClassVar[str]
    styles: ClassVar[tuple[str, ...]]

    height = traitlets.Unicode().tag(sync=True)

    def __init__(self, answer: Answer, *, about: str, language: str, height: str) -> None:
        self._answer = answer
        self._about = about
        self._language = language
        self._esm = join_scripts(self.entry)
        self._css = join_styles(*self.styles)
        super().__init__(height=height)
        self.on_msg(self._take)

    def _take(self, _: object, message: Any, buffers: object) -> None:
        """Answer one message, whatever happens: a page that gets no answer cannot know that nothing was written."""
        request = message.get("request") if isinstance(message, Mapping) else None
        self.send({**self._try(message), "request": request})

    def _try(self, message: Any) -> dict[str, Any]:
        try:
            return self._answer(message)
        except Refused as refused:
            about = {"event_id": refused.event_id} if refused.event_id else {}
            return {"answer": "refused", "why": str(refused), "kind": refused.reason, **about}
        except QualkitError as error:
            return {"answer": "refused", "why": str(error), "kind": "invalid"}
        except Exception as error:
            self.log.error("qualkit could not answer %s", self._about, exc_info=True)
            why = say("session.broken", self._language, error=f"{type(error).__name__}: {error}"[:300])
            return {"answer": "refused", "why": why, "kind": "broken"}

    def __repr__(self) -> str:
        return self._about
