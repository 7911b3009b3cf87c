"""Measurement: how well documents are read and submissions are judged. Nothing of the product imports this."""
