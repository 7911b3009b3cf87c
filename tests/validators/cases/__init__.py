"""Cases of the rules, as data: one tuple a rule, in files that follow the order of `RULES`."""
