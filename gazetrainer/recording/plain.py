"""One codec between frozen dataclasses and plain JSON values, driven by their annotations."""

from __future__ import annotations

import contextlib
import json
import math
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache, partial
from typing import Any, Union, get_args, get_origin, get_type_hints

_Taker = Callable[[object], Any]

KIND = "kind"
"""The key that names the class of a value that stands in a union of classes."""


def encode(value: object) -> bytes:
    """Return a dataclass as UTF-8 JSON, with its class name under "kind"."""
    return json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def decode(kinds: object, data: bytes) -> Any:
    """Return the value of one of the classes in `kinds` (a class or a union); raises ValueError."""
    try:
        plain = json.loads(str(data, "utf-8"))  # of bytes it would guess the encoding each time
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return from_plain(kinds, plain)


def to_plain(value: object) -> object:
    """Return dataclasses as dictionaries, enums as values, tuples as lists, non-finite numbers as words."""
    kind = type(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)  # JSON has no such numbers
    if is_dataclass(kind):
        return {KIND: kind.__name__, **{name: to_plain(getattr(value, name)) for name in _names(kind)}}
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: object, plain: object) -> Any:
    """Return the value that `to_plain` was given, checked against `kind`; raises ValueError."""
    return _taker(kind)(plain)


def json_schema(kinds: object) -> bytes:
    """Return a JSON schema of the fields of a class or union of classes, for viewers that show such files."""
    properties: dict[str, object] = {KIND: {"type": "string"}}
    for kind in _members(kinds):
        for name, hint in _hints(kind).items():
            properties.setdefault(name, {"type": _json_type(hint)})
    return json.dumps({"type": "object", "properties": properties}).encode()


@cache
def _taker(kind: object) -> _Taker:
    """What takes plain values of a kind; made once, for there are many values of few kinds."""
    if kind is object or kind is Any:
        return lambda plain: plain
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _union_taker(get_args(kind))
    if origin is tuple:
        return partial(_list, _taker(get_args(kind)[0]))
    if origin is not None:
        return partial(_checked, origin)
    return _class_taker(kind)


def _class_taker(kind: Any) -> _Taker:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if is_dataclass(kind):
        return _dataclass_taker(kind)
    return _number if kind is float else partial(_checked, kind)


def _union_taker(members: tuple[Any, ...]) -> _Taker:
    by_name = {member.__name__: member for member in members if isinstance(member, type)}
    others = [member for member in members if member is not type(None)]

    def take(plain: object) -> Any:
        if plain is None and type(None) in members:
            return None
        if isinstance(plain, dict) and KIND in plain:
            kind = by_name.get(str(plain[KIND]))
            if kind is None:
                raise ValueError(f"unknown kind {plain[KIND]!r:.80}")
            return _taker(kind)(plain)
        if len(others) == 1:
            return _taker(others[0])(plain)
        for member in members:
            with contextlib.suppress(ValueError):
                return _taker(member)(plain)
        raise ValueError(f"no member of the union takes {plain!r:.80}")

    return take


def _dataclass_taker(kind: Any) -> _Taker:
    takers = {name: _taker(hint) for name, hint in _hints(kind).items()}
    needed = [item.name for item in fields(kind) if not _has_default(item)]
    in_order = [(item.name, takers[item.name]) for item in fields(kind)]

    def take(plain: object) -> Any:
        if not isinstance(plain, dict):
            raise ValueError(f"expected {kind.__name__}, found {plain!r:.80}")
        try:  # whoever wrote it knew every field: nearly always
            values = [taker(plain[name]) for name, taker in in_order]
        except KeyError:
            return take_known(plain)
        return kind(*values)

    def take_known(plain: dict[str, object]) -> Any:
        missing = [name for name in needed if name not in plain]
        if missing:
            raise ValueError(f"{kind.__name__} lacks {', '.join(missing)}")
        return kind(**{name: taker(plain[name]) for name, taker in takers.items() if name in plain})

    return take


def _list(taker: _Taker, plain: object) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise ValueError(f"expected a list, found {plain!r:.80}")
    return tuple(map(taker, plain))


def _has_default(item: Any) -> bool:
    return item.default is not MISSING or item.default_factory is not MISSING


def _number(plain: object) -> float:
    if type(plain) is float:
        return plain
    if isinstance(plain, bool) or not isinstance(plain, int | float | str):
        raise ValueError(f"expected a number, found {plain!r:.80}")
    try:
        return float(plain)
    except OverflowError as error:
        raise ValueError("a number is too large") from error


def _checked(kind: Any, plain: object) -> Any:
    accepted = dict if kind is Mapping or issubclass(kind, Mapping) else kind
    if not isinstance(plain, accepted) or (isinstance(plain, bool) and accepted is not bool):
        raise ValueError(f"expected {kind.__name__}, found {plain!r:.80}")
    return plain


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind))


@cache
def _hints(kind: Any) -> dict[str, object]:
    return get_type_hints(kind)


def _members(kinds: object) -> tuple[Any, ...]:
    return get_args(kinds) or (kinds,)


def _json_type(hint: object) -> list[str] | str:
    if get_origin(hint) in (Union, types.UnionType):
        return sorted({word for member in get_args(hint) for word in _as_list(_json_type(member))})
    if hint is type(None):
        return "null"
    if get_origin(hint) is tuple:
        return "array"
    words = {float: "number", int: "integer", str: "string", bool: "boolean"}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return "string"
    return words.get(hint, "object") if isinstance(hint, type) else "object"


def _as_list(words: list[str] | str) -> list[str]:
    return words if isinstance(words, list) else [words]
