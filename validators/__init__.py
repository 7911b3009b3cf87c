"""Facts and form become findings, and findings a verdict. Knows no clock, no environment and no files but its own."""
