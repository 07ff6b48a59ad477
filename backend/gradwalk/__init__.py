"""Gradwalk: run a PyTorch program, record its autograd graph, walk it step by step."""
