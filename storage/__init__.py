"""What we remember: tables, migrations and queries; knows the values of rubrics, never Slack."""
