"""How long the texts of definitions may be, once for all, so that nothing built from them is more than Slack takes."""

LABEL = 75
"""A name stands on buttons and in menus, and Slack takes 75 characters of an option or a label."""

PART_NAME = 60
"""A competency's or a work sample's name shares a label with words of ours, such as “Anchors of … in full”."""

SHORT_NAME = 20
"""A competency's name before its bar: with it, a line of a picture fits the 39 columns that a phone shows."""

CELL = 32
"""A few words for a cell of a comparison: a phone has room for two columns of them in two lines."""

SHORT = 70
"""An anchor's short text is the label of one rating, after its number: “4 · …”."""

ITEM = 32
"""A checklist item's short name: four share a line of a phone's width or two, and it names a menu's entry."""

ONE_LINE = 40
"""What of an anchor's short text stands on one line of a phone; beyond it, a scorecard takes twice as many lines."""

BEHAVIOR = 300
"""What one would see or hear, in full: five of them and a competency's meaning fit one paragraph of 3,000."""

SENTENCE = 300
"""Questions, reasons, fixes and descriptions: people read one at a glance, and ten of them fit one paragraph."""

SIGN = 120
"""What to listen for at one rating: three of them stand below a question, each on a line or two."""

NAME = 80
"""What JD review calls a rule, a law or a place: it stands in a sentence or a heading, never in a menu."""

PHRASE = 500
"""A pattern of phrases that a text is searched for; it is never shown whole."""

IDENTIFIER = 60
"""Ids stand in the values of buttons, two of them with a level in at most 2,000 characters, and in menus' 150."""

LEVELS = 10
"""Of one role: a ladder with more steps is a pay scale, and ten fit every menu and row of buttons."""

LEVEL_ID = 20
"""A level's id stands in a column of openings that was made for Debrief's own five."""

LEVEL_NAME = 30
"""What a team calls a level: it stands behind the role's name wherever that is shown."""

MARK = 8
"""A source's mark stands in brackets behind a fact."""

COMPETENCIES = 16
"""What one rubric assesses: a panel divides them, and a matrix of more outgrows one message."""

ON_A_SCORECARD = 8
"""What one interview assesses: beyond eight, raters no longer tell them apart, and a scorecard outgrows its modal."""

FEWEST_POINTS, POINTS = 2, 7
"""Points of a scale: beyond seven, raters no longer tell neighbors apart, and the menu outgrows a phone's screen."""

POINT_NAME = 24
"""What a point is called, such as “Strong hire”: it stands before its anchor in one label."""

RUNGS = 9
"""A ladder: five levels, each rated on five rungs, one further up than the level below."""

SAMPLE_ANSWER = 1_500
"""Characters of a sample answer: 150 words take about 900, and it is shown whole."""

FEWEST_SAMPLES, SAMPLES = 2, 8
"""Answers of one set: one says nothing of how someone rates, and more than eight take longer than five minutes."""

MINUTES = 480
"""A working day: no part of an interview takes longer."""

EXERCISE_STEPS = 8
"""Parts of one exercise; with what to look for and its brief they fit one message."""

LOOK_FOR = 8
"""Signs of a strong answer in an exercise: what an interviewer can watch for at once."""

MATERIALS = 4
"""Things to read in one exercise; each has a button, and they stand in one row."""

MATERIAL = 2_900
"""Characters of one thing to read: it is shown in one box, and Slack takes 3,000."""

EXERCISE_CRITERIA = 4
"""What an exercise is rated on: four with their anchors in full fit one message."""

STAFFING_QUESTIONS = 8
"""Menus of one form: eight are answered in a minute, and fit a phone's screen twice."""

STAFFING_OPTIONS = 6
"""Answers to one of them: as many as one reads before choosing."""

STAFFING_RULES = 12
"""What may be concluded from them: more rules than that, and no one can say beforehand which one decides."""

EXERCISE_WEIGHT, USUAL_EXERCISE_WEIGHT = 50, 20
"""Beside 100 of all competencies: usually as much as one interview of five, and never more than a third of all.

Work samples predict no better than structured interviews (.33 against .42 in the 2022 meta-analysis of selection).
"""

WEIGHT = 100
"""Weights are relative; a hundred lets them be written as percentages."""

LEAST_WEIGHT = 0.001
"""What counts weighs that much at least, the recommendation too: the square of 1e-200 is nothing to divide by."""

POST = 11_000
"""Characters of one message's blocks together: Slack has refused posts from 11,341 on (bolt-js #2509, #2867)."""
