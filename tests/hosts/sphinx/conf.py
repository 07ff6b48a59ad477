"""A course."""

project = "Autograd"
extensions = ["gradwalk.integrations.sphinx", "myst_parser"]
html_theme = "alabaster"
