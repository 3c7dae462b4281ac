"""One file per verb: the transaction, and the rules of who may do what; knows neither Slack nor words for people."""
