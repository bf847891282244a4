"""A sitting for other programs: Recording -> Story -> tables and side files as bytes -> a folder."""

from gazetrainer.exports.export import ExportFormat, export_files
from gazetrainer.exports.files import ExportFile, WhenThere
from gazetrainer.exports.labels import is_label

__all__ = ["ExportFile", "ExportFormat", "WhenThere", "export_files", "is_label"]
