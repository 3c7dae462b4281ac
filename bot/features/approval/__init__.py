"""Approving JDs: who is asked, who has approved which text, and whether a published text is the approved one."""
