"""One file per feature: parse, call the use case, answer; every listener's last line is its ack."""
