"""The practitioner's desk: recordings -> facts of each sitting -> clients and what needs a look first -> pages."""
