"""A crew of processes that do one thing to many items; one that dies takes its item along and nothing else."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Generic, TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Lost(Generic[_Item]):
    """What became of an item that could not be done; `why` is empty when its process ended without a word."""

    item: _Item
    why: str = ""


def by_processes(
    work: Callable[[_Item], _Result], items: Sequence[_Item], workers: int
) -> Iterator[_Result | Lost[_Item]]:
    """Results in the order of the items, whatever the number of workers and whichever of them end."""
    waiting = deque(items)
    while waiting:
        under_way: deque[_Item] = deque()
        yield from _until_one_ends(work, waiting, under_way, workers)
        # Nobody knows which of those under way ended its process: each gets one of its own.
        for item in under_way:
            yield _alone(work, item)


def _until_one_ends(
    work: Callable[[_Item], _Result], waiting: deque[_Item], under_way: deque[_Item], workers: int
) -> Iterator[_Result | Lost[_Item]]:
    """Take items from `waiting` and give their results; stops early with the items left `under_way`."""
    futures: deque[Future[_Result]] = deque()
    with _pool(workers) as pool:
        while waiting or futures:
            while waiting and len(futures) <= workers:
                try:
                    futures.append(pool.submit(work, waiting[0]))
                except BrokenProcessPool:
                    return
                under_way.append(waiting.popleft())
            try:
                result = result_of(futures.popleft(), under_way[0])
            except BrokenProcessPool:
                return
            under_way.popleft()
            yield result


def _alone(work: Callable[[_Item], _Result], item: _Item) -> _Result | Lost[_Item]:
    with _pool(1) as pool:
        try:
            return result_of(pool.submit(work, item), item)
        except BrokenProcessPool:
            return Lost(item)


def result_of(future: Future[_Result], item: _Item) -> _Result | Lost[_Item]:
    """What came of an item, also where the work raised; raises BrokenProcessPool when its process ended."""
    fault = future.exception()
    if isinstance(fault, BrokenProcessPool):
        raise fault
    return future.result() if fault is None else Lost(item, f"{type(fault).__name__}: {fault}")


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
