"""Sharing: recording and what lies beside it -> one package; a received package -> checked files in one folder."""

from gazetrainer.sharing.names import PackageNames, names_in
from gazetrainer.sharing.package import LARGEST_BYTES, Package, Part, read_package, write_package
from gazetrainer.sharing.unpacking import is_unpacking, unpack

__all__ = [
    "LARGEST_BYTES",
    "Package",
    "PackageNames",
    "Part",
    "is_unpacking",
    "names_in",
    "read_package",
    "unpack",
    "write_package",
]
