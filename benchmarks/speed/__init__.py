"""How fast a submission is screened, beside programs that only do OCR, on the same pages in the same run."""
