"""The commands of `renda`, a file each."""
