"""The version of the plugin floor; a manifest's `core` range is checked against it."""

VERSION = "0.1.0"
