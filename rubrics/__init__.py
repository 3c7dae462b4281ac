"""What good looks like: pure values and rules that know no database, no Slack and no clock."""
