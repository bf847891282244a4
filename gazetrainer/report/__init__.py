"""A recording's page: recording -> summary -> findings and charts -> one self-contained HTML file."""

from gazetrainer.report.page import render_report, write_report
from gazetrainer.report.span import render_span, write_span_report
from gazetrainer.report.summary import HoldSummary, SittingSummary, StepSummary, summarise

__all__ = [
    "HoldSummary",
    "SittingSummary",
    "StepSummary",
    "render_report",
    "render_span",
    "summarise",
    "write_report",
    "write_span_report",
]
