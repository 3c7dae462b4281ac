"""What Slack says of the installation itself."""
