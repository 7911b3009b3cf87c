"""Scenarios of the domain notes, section 7, that form and files cannot decide, and why."""

UNDECIDED = {
    "53": "no reader tells a fingerprint; a policy cannot ask for what nothing sees",
    "70": "the form of the contract holds neither an icon nor a name for each platform",
    "74": "the form of the contract holds no telephone numbers and no addresses of mail",
}

# Decided by facts alone (tests/validators/test_scenarios.py): no drawing brings them about at will.
BY_FACTS_ALONE = {
    "25": "how doubtful a reading is cannot be drawn",
    "67": "the samples draw no electronic licence; readers report its title, and a rule asks for it",
}
