"""Arranges the run (command line, Prefect, worker processes) and shows the result (JSON, HTML, CSV)."""
