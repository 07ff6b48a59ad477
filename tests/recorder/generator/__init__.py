"""Draws programs at random that make sense: shapes are tracked, so that nearly every line of them succeeds."""

from .programs import programs

__all__ = ["programs"]
