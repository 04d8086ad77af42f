"""What a field may hold: plain values and closed lists."""
