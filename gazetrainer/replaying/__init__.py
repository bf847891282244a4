"""recording -> Restaging (what was shown), TimeLine (what happened), Traces (what was measured) -> Player -> scene."""
