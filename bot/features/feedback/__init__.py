"""A draft of feedback for a candidate, from competencies alone: edited by a person, and never sent by Debrief."""
