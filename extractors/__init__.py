"""Files become facts: what each page is, says and is stamped with. No judgement, no form, no clock."""
