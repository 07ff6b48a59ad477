"""Gradwalk in other tools' pages: Sphinx and MyST, Markdown and MkDocs, notebooks. Each runs programs while a page is made."""
