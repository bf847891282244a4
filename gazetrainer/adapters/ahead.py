"""ahead: an iterator that works in a thread of its own, some items before they are asked for."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator
from contextvars import copy_context
from typing import Final, TypeVar

_Item = TypeVar("_Item")
MOST_WAITING: Final = 8
_LOOKED_EVERY_S: Final = 0.1


class _End:
    """What ended the items, or None for their own end."""

    def __init__(self, fault: BaseException | None = None) -> None:
        self.fault = fault


def ahead(items: Iterable[_Item], *, most_waiting: int = MOST_WAITING) -> Iterator[_Item]:
    """Yield the items in their order, worked out ahead; what they raise is raised here.

    >>> list(ahead(range(3)))
    [0, 1, 2]
    """
    waiting: queue.Queue[_Item | _End] = queue.Queue(most_waiting)
    is_left = threading.Event()

    def put(item: _Item | _End) -> None:
        while not is_left.is_set():
            try:
                waiting.put(item, timeout=_LOOKED_EVERY_S)
            except queue.Full:
                continue
            return

    def work() -> None:
        try:
            for item in items:
                put(item)
                if is_left.is_set():
                    return
            put(_End())
        except BaseException as fault:  # raised again by whoever takes the items
            put(_End(fault))

    thread = threading.Thread(target=copy_context().run, args=(work,), daemon=True, name="ahead")
    thread.start()
    try:
        while not isinstance(item := waiting.get(), _End):
            yield item
        if item.fault is not None:
            raise item.fault
    finally:
        is_left.set()
        thread.join()
