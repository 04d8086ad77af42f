"""The shared base: regions, congresses with their terms and sessions, deputies and organizations."""
