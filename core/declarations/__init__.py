"""The language of a plugin's author: what a plugin says, before anything is made of it."""
