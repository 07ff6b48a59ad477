"""Turns a running PyTorch program into a recording. Imports torch: only the sandbox's child and notebooks load it."""
