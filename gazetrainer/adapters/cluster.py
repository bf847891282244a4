"""A dask.distributed cluster that does one thing to many items, as the extra `cluster` allows."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar

from gazetrainer.adapters.crew import Lost
from gazetrainer.errors import ClusterError
from targets.language import _

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_CONNECTED_WITHIN_S: Final = 10.0
_AHEAD: Final = 2
"""Items sent for each thread of the cluster: enough to keep it busy, few enough for the memory of this computer."""


def by_cluster(
    work: Callable[..., _Result],
    items: Sequence[_Item],
    address: str,
    *,
    load: Callable[[_Item], Sequence[object]],
) -> Iterator[_Result | Lost[_Item]]:
    """Results in the order of the items; raises ClusterError when the scheduler cannot be reached.

    load: what is sent for an item, the arguments of `work`, since a cluster need not see the files of this computer.
    """
    with _client(address) as client:
        ahead = _AHEAD * max(1, sum(client.nthreads().values()))
        waiting: deque[_Item] = deque(items)
        sent: deque[tuple[_Item, Any]] = deque()
        while waiting or sent:
            while waiting and len(sent) < ahead:
                item = waiting.popleft()
                arguments = client.scatter(list(load(item)), hash=False)
                sent.append((item, client.submit(work, *arguments, pure=False)))
            yield _result(*sent.popleft())


def _result(item: _Item, future: Any) -> Any:
    fault = future.exception()
    return future.result() if fault is None else Lost(item, _why(fault))


def _why(fault: BaseException) -> str:
    # The cluster's own word for an item whose workers ended one after the other.
    return "" if type(fault).__name__ == "KilledWorker" else f"{type(fault).__name__}: {fault}"


def _client(address: str) -> Any:
    try:
        from distributed import Client  # noqa: PLC0415  (an extra)
    except ImportError as fault:
        raise ClusterError(
            _('Sending files to a cluster needs the extra "gazetrainer[cluster]"; install it, or leave --cluster out.')
        ) from fault
    try:
        return Client(address, timeout=_CONNECTED_WITHIN_S, set_as_default=False)
    except (OSError, ValueError, TypeError) as fault:
        raise ClusterError(
            _("No cluster answers at {address}; name its scheduler, such as tcp://192.0.2.1:8786.").format(
                address=address
            )
        ) from fault
