"""`where` and `cases`: a small language over the columns of a table, read by whitelist and never run as code.

Columns, texts, numbers, `== != < <= > >=`, `in (…)`, `and`, `or`, `not` and brackets. A comparison with a
missing value is neither true nor false, and what depends on it stays undecided.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from qualkit.errors import QualkitError, suggest

if TYPE_CHECKING:
    import pandas as pd

_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda value, values: value in values,
    ast.NotIn: lambda value, values: value not in values,
}
_HELP = "write for example: role == 'member' and age > 40"


def decide(condition: str | None, table: pd.DataFrame) -> pd.Series:
    """For each row whether the condition holds: True, False, or None where a missing value leaves it open.

    Raises QualkitError for an unknown column, a comparison of text with a number, or anything beyond the grammar.
    """
    import pandas as pd

    if condition is None or not condition.strip():
        return pd.Series([True] * len(table), index=table.index, dtype=object)
    tree = parse(condition, table.columns)
    rows = table.to_dict("records")
    return pd.Series([_evaluate(tree, row, condition) for row in rows], index=table.index, dtype=object)


def parse(condition: str, columns: Iterable[str]) -> ast.expr:
    """The condition as a tree that holds nothing but what the grammar allows."""
    if len(condition) > 1000:
        raise QualkitError(f"the condition is longer than 1,000 characters; {_HELP}")
    try:
        tree = ast.parse(condition.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise QualkitError(f"cannot read the condition {condition!r}; {_HELP}") from None
    _check(tree, condition, [str(column) for column in columns])
    return tree


def _check(node: ast.AST, condition: str, columns: list[str]) -> None:
    if isinstance(node, ast.Name):
        if node.id not in columns:
            raise QualkitError(f"the condition {condition!r} names the column {node.id!r}: {suggest(node.id, columns)}")
        return
    if isinstance(node, ast.Constant):
        if not isinstance(node.value, str | int | float):
            raise QualkitError(f"the condition {condition!r} holds {node.value!r}; use texts in quotes and numbers")
        return
    negative = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)
    if negative and not isinstance(getattr(node, "operand", None), ast.Constant):
        raise QualkitError(f"cannot read the condition {condition!r}; {_HELP}")
    allowed = (ast.BoolOp, ast.Compare, ast.Tuple, ast.List)
    logical = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    if not (isinstance(node, allowed) or logical or negative):
        raise QualkitError(f"the condition {condition!r} holds {ast.unparse(node)!r}, which is not allowed; {_HELP}")
    if isinstance(node, ast.Compare) and any(type(sign) not in _COMPARE for sign in node.ops):
        raise QualkitError(f"cannot read the condition {condition!r}: use == != < <= > >= in, not in; {_HELP}")
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            _check(child, condition, columns)


def _evaluate(node: ast.expr, row: Mapping[str, Any], condition: str) -> bool | None:
    if isinstance(node, ast.BoolOp):
        parts = [_evaluate(part, row, condition) for part in node.values]
        deciding = isinstance(node.op, ast.Or)  # one True decides an `or`, one False an `and`
        if deciding in parts:
            return deciding
        return None if None in parts else not deciding
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = _evaluate(node.operand, row, condition)
        return None if inner is None else not inner
    if not isinstance(node, ast.Compare):
        raise QualkitError(f"the condition {condition!r} compares nothing; {_HELP}")
    values = [_value(part, row, condition) for part in (node.left, *node.comparators)]
    results = [
        _compare(sign, left, right, condition) for sign, left, right in zip(node.ops, values, values[1:], strict=False)
    ]
    if False in results:
        return False
    return None if None in results else True


def _value(node: ast.expr, row: Mapping[str, Any], condition: str) -> Any:
    if isinstance(node, ast.Name):
        return row[node.id]
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Tuple | ast.List):
        return [_value(part, row, condition) for part in node.elts]
    if isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant):
        return -node.operand.value  # type: ignore[operator]
    raise QualkitError(f"cannot read the condition {condition!r}; {_HELP}")


def _compare(sign: ast.cmpop, left: Any, right: Any, condition: str) -> bool | None:
    several = isinstance(right, list)
    if several != isinstance(sign, ast.In | ast.NotIn):
        raise QualkitError(f"in {condition!r}: `in` goes with a list such as ('a', 'b'), other signs with one value")
    if any(_is_missing(value) for value in (left, *(right if several else [right]))):
        return None
    for value in right if several else [right]:
        if isinstance(left, str) != isinstance(value, str):
            raise QualkitError(
                f"the condition {condition!r} compares {left!r} with {value!r}: put texts in quotes, and no numbers"
            )
    return _COMPARE[type(sign)](left, right)


def _is_missing(value: Any) -> bool:
    return value is None or value != value or value == ""
