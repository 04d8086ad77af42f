"""What everything else stands on: errors, texts and their languages, origins, the clock, settings and logs."""
